"""Publishing a corrected edition: what was said, planned and read comes over to it."""

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from discussions.models import Move, Thread
from groups.models import Schedule
from readings import foreseeing, publishing, tasks
from readings.desk.opening import open_desk
from readings.models import Desk, Progress, Text
from readings.publishing import LEASE, left_asked, publish
from readings.reading import mark_read
from tests.factories import (
    make_bookmark,
    make_draft,
    make_jotting,
    make_schedule,
    make_text,
    make_thread,
    prose,
)

pytestmark = pytest.mark.django_db

FIRST = [
    "# Setting out",
    prose(40, 1),
    prose(40, 2),
    prose(40, 3),
    "# Coming home",
    prose(40, 4),
    prose(40, 5),
]


@pytest.fixture
def old(db):
    return make_text(FIRST)


def corrected(old, paragraphs):
    draft = make_draft(old.text, paragraphs)
    assert publish(edition=draft, now=timezone.now())
    return draft


class BrokenOffError(Exception):
    """What a room meets that comes to an end half-way."""


def carry(*_given):
    """As a room that carries things over, this module breaks off (see ROOMS_TO_CARRY)."""
    raise BrokenOffError


def words_of(thread):
    thread.refresh_from_db()
    passage = thread.passage
    passage.refresh_from_db()
    assert passage.edition.content[passage.start : passage.end] == passage.quote
    return passage.quote


def test_a_thread_stays_on_its_words_when_something_is_put_before_them(group, alice, old):
    thread = make_thread(group, old, alice, paragraph=6)
    words = thread.passage.quote
    new = corrected(old, ["A word before.", *FIRST])
    assert words_of(thread) == words
    assert thread.passage.edition_id == new.pk
    assert not Move.objects.exists()


def test_a_thread_whose_words_were_changed_asks_whether_it_is_right(group, alice, old):
    thread = make_thread(group, old, alice, paragraph=2)
    words = thread.passage.quote
    changed = FIRST[1].replace(FIRST[1].split()[5], "altogether", 1)
    new = corrected(old, [FIRST[0], changed, *FIRST[2:]])
    assert words_of(thread) == changed
    move = Move.objects.get()
    assert (move.passage, move.old_quote, move.new_edition) == (thread.passage, words, new)
    assert 0.5 < move.confidence < 1


def test_a_thread_whose_words_are_gone_stays_on_the_edition_it_was_made_on(group, alice, old):
    thread = make_thread(group, old, alice, paragraph=3)
    words = thread.passage.quote
    corrected(old, [*FIRST[:2], *FIRST[3:]])
    assert words_of(thread) == words
    assert thread.passage.edition_id == old.pk


def test_a_plan_goes_on_with_the_same_sittings(group, old):
    plan = make_schedule(group, old)
    before = list(plan.sittings.values_list("pk", "number", "due_at"))
    new = corrected(old, [FIRST[0], "Something new here.", *FIRST[1:]])
    plan = Schedule.objects.get()
    assert plan.edition == new
    assert list(plan.sittings.values_list("pk", "number", "due_at")) == before
    sittings = list(plan.sittings.order_by("number"))
    assert sittings[0].start == 0
    assert sittings[-1].end == new.length
    assert [one.last_paragraph + 1 for one in sittings[:-1]] == [one.first_paragraph for one in sittings[1:]]
    assert sum(one.words for one in sittings) == sum(new.paragraphs.values_list("words", flat=True))


def test_what_was_read_is_read_in_the_new_edition_too_and_what_is_new_is_not(bob, old):
    spans = dict(old.paragraphs.values_list("number", "span"))
    mark_read(user=bob, edition=old, ranges=[(0, spans[3].upper)], now=timezone.now())
    new = corrected(old, [FIRST[0], FIRST[1], "Something new here.", *FIRST[2:]])
    progress = Progress.objects.get(user=bob, edition=new)
    spans = dict(new.paragraphs.values_list("number", "span"))
    assert progress.read == [(0, spans[3].lower), (spans[4].lower, spans[5].lower)]
    assert spans[4].lower < progress.position <= spans[4].upper
    assert Progress.objects.filter(user=bob, edition=old).exists()


def test_an_older_draft_does_not_take_the_place_of_a_later_edition(old):
    draft, later = make_draft(old.text, FIRST[:3]), make_draft(old.text, FIRST[:4])
    assert publish(edition=later, now=timezone.now())
    assert not publish(edition=draft, now=timezone.now())
    old.text.refresh_from_db()
    assert old.text.current_edition == later


def test_publishing_takes_no_more_queries_for_more_threads(group, alice, old, django_assert_max_num_queries):
    for _time in range(30):
        make_thread(group, old, alice, paragraph=6)
    draft = make_draft(old.text, ["A word before.", *FIRST])
    with django_assert_max_num_queries(24):
        publish(edition=draft, now=timezone.now())
    assert Thread.objects.filter(passage__edition=draft).count() == 30


def test_threads_left_behind_cost_one_query_for_each_edition_and_none_where_there_are_none(group, alice, old):
    def cost(text, paragraphs):
        draft = make_draft(text, paragraphs)
        with CaptureQueriesContext(connection) as queries:
            publish(edition=draft, now=timezone.now())
        return len(queries)

    without, more = [*FIRST[:2], *FIRST[3:]], [*FIRST[:2], *FIRST[3:], "One more."]
    untouched = make_text(FIRST, title="Another").text
    plain = cost(untouched, without), cost(untouched, more)
    for _time in range(5):
        thread = make_thread(group, old, alice, paragraph=3)
    assert (cost(old.text, without), cost(old.text, more)) == (plain[0], plain[1] + 1)
    thread.refresh_from_db()
    assert thread.passage.edition_id == old.pk


# Long texts are published by the worker


@pytest.fixture
def long(db):
    """An edition that takes long enough to be compared with another that a page does not wait for it."""
    return make_text([*FIRST, " ".join(f"step{count}" for count in range(12_000))])


def test_a_long_correction_is_published_by_the_worker_and_the_page_says_how_far_it_is(
    client_of, curator, long
):
    client, draft = client_of(curator), make_draft(long.text, ["A word before.", *FIRST])
    page = reverse("edition_publish", args=[long.text.slug, draft.number])
    for _time in range(2):
        asked = client.post(page)
        assert asked.url == f"{page}?asked=1"
    assert "Publishing…" in client.get(asked.url).text
    assert "being published right now" in client.get(reverse("edition_detail", args=[long.text.slug, 2])).text
    draft.refresh_from_db()
    assert (draft.published_at, draft.publish_asked_at is None) == (None, False)
    for _time in range(2):
        tasks.publish_edition(draft.pk)
    long.text.refresh_from_db()
    assert long.text.current_edition == draft
    done = client.get(asked.url, headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == long.text.get_absolute_url()
    assert "Published. Edition 2 is the current one now." in client.get(done["HX-Redirect"]).text


def test_a_publication_whose_worker_was_killed_is_found_again(client_of, curator, long):
    draft = make_draft(long.text, FIRST)
    client_of(curator).post(reverse("edition_publish", args=[long.text.slug, draft.number]))
    draft.refresh_from_db()
    asked_at = draft.publish_asked_at
    assert left_asked(now=asked_at + LEASE / 2) == []
    assert left_asked(now=asked_at + LEASE * 2) == [draft.pk]
    tasks.publish_edition(draft.pk)
    assert left_asked(now=asked_at + LEASE * 9) == []


def test_publishing_that_breaks_off_leaves_everything_as_it_was(old, alice, group, settings):
    thread, draft = (
        make_thread(group, old, alice, paragraph=2),
        make_draft(old.text, ["A word before.", *FIRST]),
    )
    publishing.ask(edition=draft, now=timezone.now())
    rooms = settings.ROOMS_TO_CARRY
    settings.ROOMS_TO_CARRY = [*rooms, __name__]
    with pytest.raises(BrokenOffError):
        tasks.publish_edition(draft.pk)
    thread.refresh_from_db()
    draft.refresh_from_db()
    assert (thread.passage.edition, draft.published_at) == (old, None)
    settings.ROOMS_TO_CARRY = rooms
    tasks.publish_edition(draft.pk)
    thread = type(thread).objects.get()
    assert thread.passage.edition == draft


def test_a_draft_that_a_later_edition_overtook_stays_a_draft(client_of, curator, long):
    draft, later = make_draft(long.text, FIRST[:3]), make_draft(long.text, FIRST[:4])
    assert publishing.ask(edition=draft, now=timezone.now())
    publish(edition=later, now=timezone.now())
    tasks.publish_edition(draft.pk)
    draft.refresh_from_db()
    assert (draft.publish_asked_at, draft.published_at) == (None, None)
    page = reverse("edition_publish", args=[long.text.slug, draft.number])
    for ask in (client_of(curator).get, client_of(curator).post):
        assert "Edition 3 has been published since" in ask(page, follow=True).text


# What the page says before


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"authors": [], "rights": ""}, "The author and the rights are still missing"),
        ({"authors": [], "rights": "CC BY"}, "The author is still missing."),
        ({"authors": ["Ada"], "rights": ""}, "The rights are still missing"),
    ],
)
def test_what_readers_will_miss_is_said_and_does_not_stand_in_the_way(client_of, curator, old, facts, said):
    draft = make_draft(old.text, FIRST[:3])
    Text.objects.update(**facts)
    address = reverse("edition_publish", args=[old.text.slug, draft.number])
    page = client_of(curator).get(address).text
    assert said in page
    assert reverse("text_edit", args=[old.text.slug]) in page
    assert client_of(curator).post(address).url == old.text.get_absolute_url()


def test_where_threads_will_stand_is_said_for_those_that_were_left_behind_too(client_of, curator, old):
    draft = make_draft(old.text, FIRST[:3])
    page = client_of(curator).get(reverse("edition_publish", args=[old.text.slug, draft.number])).text
    assert "A thread whose words are gone stays on the edition that it stands on" in page
    assert "comes along when its words are back" in page


def test_what_becomes_of_the_threads_is_counted_before_one_publishes(client_of, curator, group, alice, old):
    for number in (2, 3, 3, 6):
        make_thread(group, old, alice, paragraph=number)
    changed = FIRST[1].replace(FIRST[1].split()[5], "altogether", 1)
    draft = make_draft(old.text, [FIRST[0], changed, *FIRST[3:]])
    asks = reverse("edition_publish", args=[old.text.slug, draft.number])
    page = client_of(curator).get(asks).text
    assert "1 thread goes along as it is." in page
    assert "1 thread moves to words that are not quite the same, and asks whether that is right." in page
    assert "2 threads lose their words, and wait until somebody chooses others." in page
    publish(edition=draft, now=timezone.now())
    again = make_draft(old.text, FIRST)
    page = client_of(curator).get(reverse("edition_publish", args=[old.text.slug, again.number])).text
    assert "2 threads left on earlier editions come back to their words." in page


def test_where_nobody_talks_that_is_said_instead(client_of, curator, old):
    draft = make_draft(old.text, FIRST[:3])
    asks = reverse("edition_publish", args=[old.text.slug, draft.number])
    assert "Nobody has begun a thread on this text." in client_of(curator).get(asks).text


@pytest.fixture
def counting(monkeypatch):
    """The drafts for which the worker was woken to count; it comes when a test says so."""
    cache.clear()
    asked: list[int] = []
    monkeypatch.setattr(tasks.foresee_threads, "delay", asked.append)
    return asked


def test_the_threads_of_a_long_text_are_counted_by_the_worker_while_the_page_asks_again(
    client_of, curator, group, alice, long, counting, django_capture_on_commit_callbacks
):
    make_thread(group, long, alice, paragraph=2)
    draft = make_draft(long.text, ["A word before.", *FIRST])
    asks, browser = reverse("edition_publish", args=[long.text.slug, draft.number]), client_of(curator)
    with django_capture_on_commit_callbacks(execute=True):
        for _look in range(2):
            page = browser.get(asks).text
            assert "Counting the threads that will move…" in page
            assert 'hx-get="?threads=1"' in page
    assert counting == [draft.pk]
    tasks.foresee_threads(draft.pk)
    page = browser.get(asks, {"threads": "1"}).text
    assert "1 thread goes along as it is." in page
    assert 'hx-get="?threads=1"' not in page


def test_what_was_counted_of_a_long_text_counts_no_more_when_the_draft_is_changed(
    client_of, curator, long, counting, django_capture_on_commit_callbacks
):
    draft = make_draft(long.text, ["A word before.", *FIRST])
    asks, browser = reverse("edition_publish", args=[long.text.slug, draft.number]), client_of(curator)
    tasks.foresee_threads(draft.pk)
    assert "Nobody has begun a thread on this text." in browser.get(asks).text
    open_desk(draft)
    Desk.objects.filter(pk=draft.pk).update(changes=1, laid=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert "Counting the threads" in browser.get(asks).text
    assert counting == [draft.pk]


def test_where_there_is_no_time_to_count_the_threads_that_is_said(
    client_of, curator, long, counting, monkeypatch
):
    draft = make_draft(long.text, ["A word before.", *FIRST])

    def takes_too_long(**_about):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(foreseeing, "foresee_asked", takes_too_long)
    tasks.foresee_threads(draft.pk)
    asks = reverse("edition_publish", args=[long.text.slug, draft.number])
    assert "the threads cannot be counted" in client_of(curator).get(asks).text


def test_for_a_draft_that_is_out_or_gone_nothing_is_counted(long, counting, now):
    draft = make_draft(long.text, ["A word before.", *FIRST])
    publish(edition=draft, now=now)
    for number in (draft.pk, draft.pk + 1):
        tasks.foresee_threads(number)
    assert foreseeing.known(long, draft) is None


@pytest.mark.parametrize("name", ["edition_desk", "edition_detail"])
def test_cancel_leads_back_to_where_one_came_from(client_of, curator, old, name):
    draft = make_draft(old.text, FIRST[:3])
    came_from = reverse(name, args=[old.text.slug, draft.number])
    asks = reverse("edition_publish", args=[old.text.slug, draft.number])
    page = client_of(curator).get(asks, headers={"Referer": f"http://testserver{came_from}"}).text
    assert f'<a class="button quiet" href="{came_from}">Cancel</a>' in page


def test_a_text_with_its_facts_is_asked_about_plainly(client_of, curator, old):
    draft = make_draft(old.text, FIRST[:3])
    Text.objects.update(authors=["Ada"], rights="CC BY")
    page = client_of(curator).get(reverse("edition_publish", args=[old.text.slug, draft.number]))
    assert "notice" not in page.text


def test_from_the_question_the_facts_lead_back_to_it(client_of, curator, old):
    draft = make_draft(old.text, FIRST[:3])
    Text.objects.update(authors=[], rights="")
    asks = reverse("edition_publish", args=[old.text.slug, draft.number])
    facts = f"{reverse('text_edit', args=[old.text.slug])}?next=publish"
    browser = client_of(curator)
    assert f'href="{facts}&amp;field=authors"' in browser.get(asks).text
    assert f'<a class="button quiet" href="{asks}">Cancel</a>' in browser.get(facts).text
    assert browser.post(facts, {"title": "A walk", "language": "en"}).url == asks


def test_the_question_says_how_many_places_nobody_has_looked_at(client_of, curator, old):
    draft = make_draft(old.text, FIRST[:3])
    asks = reverse("edition_publish", args=[old.text.slug, draft.number])
    told = {"code": "byline_in_text", "where": 0}  # it was set apart, and there is nothing to do
    draft.warnings = [told, *({"code": "heading_guessed", "where": at} for at in (0, 1))]
    draft.save()
    page = client_of(curator).get(asks).text
    assert "2 places have not been looked at." in page
    assert reverse("edition_desk", args=[old.text.slug, draft.number]) in page[page.index("2 places") :]


def test_whoever_publishes_is_told_that_what_people_keep_for_themselves_comes_along_and_not_whose_or_how_much(
    client_of, curator, bob, old
):
    make_bookmark(bob, old)
    make_jotting(bob, old, body="For me alone.")
    draft = make_draft(old.text, ["# Another beginning", *FIRST[1:]])
    page = client_of(curator).get(reverse("edition_publish", args=[old.text.slug, draft.number])).text
    assert "Bookmarks and notes to self come along as well" in page
    assert "Bob" not in page
    assert "For me alone." not in page
