"""Publishing a corrected edition: what was said, planned and read comes over to it."""

import pytest
from django.utils import timezone

from discussions.models import Move, Thread
from groups.models import Schedule
from readings.models import Progress
from readings.publishing import publish
from readings.reading import mark_read
from tests.factories import make_draft, make_schedule, make_text, make_thread, prose

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


def test_a_plan_keeps_only_as_many_sittings_as_there_are_paragraphs(group, old):
    plan = make_schedule(group, old)
    corrected(old, [FIRST[0], FIRST[1]])
    assert plan.sittings.count() == 2


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
    with django_assert_max_num_queries(20):
        publish(edition=draft, now=timezone.now())
    assert Thread.objects.filter(passage__edition=draft).count() == 30
