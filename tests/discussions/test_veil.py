"""What is ahead of where somebody is: what of it they see, how it opens, and how they lift the veil."""

import json
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from discussions.lifting import lift_always, lift_sitting, lift_threads, lower
from discussions.models import Comment, Lift, Thread
from groups.models import Sitting
from readings.models import Progress
from readings.reading import mark_read
from tests.factories import (
    make_comment,
    make_draft,
    make_group,
    make_membership,
    make_schedule,
    make_text,
    make_thread,
    make_user,
    prose,
    publish,
)

PANEL = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def bob(db):
    """He has not lifted the veil, and has read nothing yet."""
    return make_user("Bob", reads_ahead=False)


@pytest.fixture
def near(group, edition, schedule, alice):
    return make_thread(group, edition, alice, paragraph=2, body="Near things.")


@pytest.fixture
def far(group, edition, schedule, alice):
    return make_thread(group, edition, alice, paragraph=8, body="Far things.")


def read_to(person, edition, paragraph, now, first=1):
    start, end = (edition.paragraphs.get(number=number) for number in (first, paragraph))
    mark_read(user=person, edition=edition, ranges=[(start.start, end.end)], now=now)


def open_now(person):
    return set(Thread.objects.open_to(person))


def margin(page, number):
    """The link in the margin of a paragraph: its classes, its label and what it shows."""
    link = re.search(rf'<a class="([^"]*)" id="talk-{number}"[^>]*aria-label="([^"]*)">(.*?)</a>', page)
    return link.groups() if link else None


def test_talk_is_in_sight_up_to_the_end_of_what_one_has_read(bob, edition, near, far, now):
    assert open_now(bob) == set()
    read_to(bob, edition, 1, now)
    assert open_now(bob) == set(), "the second paragraph begins where the first one ends"
    read_to(bob, edition, 2, now)
    assert open_now(bob) == {near}
    assert set(Thread.objects.ahead_of(bob)) == {far}
    read_to(bob, edition, 9, now)
    assert open_now(bob) == {near, far}


def test_what_was_passed_over_is_not_ahead(bob, edition, near, far, now):
    read_to(bob, edition, 9, now, first=9)
    assert open_now(bob) == {near, far}


def test_what_begins_in_words_that_one_has_read_is_in_sight_however_far_it_goes(
    bob, group, edition, alice, now
):
    second, eighth = (edition.paragraphs.get(number=number) for number in (2, 8))
    long = make_thread(group, edition, alice, start=second.start + 3, end=eighth.end)
    assert open_now(bob) == set()
    read_to(bob, edition, 2, now)
    assert open_now(bob) == {long}


def test_ones_own_thread_is_never_veiled_nor_one_that_one_has_spoken_in(bob, group, edition, far, now):
    own = make_thread(group, edition, bob, paragraph=9)
    said = make_comment(far, bob)
    assert open_now(bob) == {own, far}
    Comment.objects.filter(pk=said.pk).update(body="", html="", removed_at=said.created_at)
    assert open_now(bob) == {own}, "what was taken back uncovers nothing"


def test_the_veil_is_each_readers_own(bob, edition, far, alice, charlie, group, now):
    other = make_user("Dora", reads_ahead=False)
    make_membership(group, other)
    read_to(other, edition, 9, now)
    assert (open_now(bob), open_now(other), open_now(charlie)) == (set(), {far}, set())


def test_a_thread_that_was_left_behind_is_measured_by_its_share_of_the_text(bob, group, edition, far, now):
    later = make_draft(edition.text, ["# Anew", *(prose(40, seed) for seed in range(9))])
    publish(later)
    read_to(bob, later, 4, now)
    assert open_now(bob) == set()
    read_to(bob, later, 9, now)
    assert open_now(bob) == {far}


def test_what_was_read_of_an_earlier_edition_says_nothing_of_a_later_one(bob, group, edition, alice, now):
    """It is noted in the later one when that comes out; what is marked there as not read stays so."""
    read_to(bob, edition, 9, now)
    later = make_draft(edition.text, ["# Anew", *(prose(40, seed) for seed in range(9))])
    publish(later)
    make_thread(group, later, alice, paragraph=3)
    assert open_now(bob) == set()


def test_a_lift_uncovers_a_thread_a_sitting_or_everything(bob, group, edition, schedule, near, far):
    lift_threads(user=bob, threads=[far])
    assert open_now(bob) == {far}
    lower(user=bob, group=group)
    lift_sitting(user=bob, sitting=Sitting.objects.get(schedule=schedule, number=1))
    assert open_now(bob) == {near}
    lift_always(user=bob)
    lift_always(user=bob)
    assert open_now(bob) == {near, far}
    lower(user=bob, group=group)
    assert open_now(bob) == set()
    assert not Lift.objects.filter(user=bob).exists()


def test_a_lifted_sitting_uncovers_nothing_in_another_circle(bob, edition, near, schedule, alice):
    other = make_group("Other circle", members=[alice, bob])
    theirs = make_schedule(other, edition)
    lift_sitting(user=bob, sitting=theirs.sittings.get(number=1))
    assert open_now(bob) == set()


@pytest.fixture(scope="module")
def walk(lasting_db):
    """A text of 200 characters, a circle that has begun a thread on every stretch of ten, and a reader of it."""
    edition = make_text([prose(40, 1)[:200]])
    alice, reader = make_user("Ann"), make_user("Rea", reads_ahead=False)
    group = make_group("Walkers", members=[alice, reader])
    for start in range(0, edition.length - 10, 10):
        make_thread(group, edition, alice, start=start, end=start + 10)
    return edition, reader


stretches = st.lists(
    st.tuples(st.integers(0, 190), st.integers(1, 40)).map(lambda drawn: (drawn[0], sum(drawn))), max_size=5
)


@given(stretches)
def test_whatever_was_read_only_what_begins_behind_the_end_of_it_is_veiled(walk, read):
    edition, reader = walk
    Progress.objects.update_or_create(user=reader, edition=edition, defaults={"read": read})
    reached = max((end for _start, end in read), default=0)
    starts = [span.lower for span in Thread.objects.open_to(reader).values_list("passage__span", flat=True)]
    assert sorted(starts) == [start for start in range(0, edition.length - 10, 10) if start < reached]
    veiled = Thread.objects.ahead_of(reader)
    assert veiled.count() + len(starts) == Thread.objects.visible_to(reader).count()
    said = Comment.objects.new_to(reader).values_list("thread__passage__span", flat=True)
    assert sorted(span.lower for span in said) == sorted(starts)


def test_the_margin_says_how_much_is_ahead_and_nothing_else(client_of, bob, group, edition, alice, schedule):
    place = reverse("reader", args=[group.slug, schedule.pk, 1])
    for kind in ("question", "summary"):
        make_comment(make_thread(group, edition, alice, paragraph=2, kind=kind), alice)
    page = client_of(bob).get(place).content.decode()
    classes, label, shown = margin(page, 2)
    assert (classes, label) == ("talk ahead", "2 ahead of you, ¶ 2")
    assert re.findall(">([^<]+)<", shown) == ["2 ahead of you", "2"]
    assert json.loads(re.search(r'id="passages"[^>]*>(.*?)</script>', page)[1]) == []
    own = make_thread(group, edition, bob, paragraph=2, body="Mine.")
    page = client_of(bob).get(place).content.decode()
    classes, label, shown = margin(page, 2)
    assert classes.startswith("talk heat-")
    assert label == "1 comment on paragraph 2, 2 ahead of you"
    assert re.sub("<[^>]*>", "", shown) == "1+2"
    assert [row[0] for row in json.loads(re.search(r'id="passages"[^>]*>(.*?)</script>', page)[1])] == [
        own.pk
    ]


def test_a_paragraph_whose_talk_is_ahead_says_so_and_how_to_see_it(client_of, bob, group, schedule, near):
    address = reverse("paragraph_threads", args=[group.slug, schedule.pk, 2])
    for headers in ({}, PANEL):
        page = client_of(bob).get(address, headers=headers).content.decode()
        assert "1 thread here is ahead of where you are." in page
        assert "Near things." not in page
        for button in ("here", "sitting", "always"):
            assert f'name="lift" value="{button}"' in page
        assert "I’ve read up to here" in page


@pytest.mark.parametrize(("button", "uncovers"), [("here", 1), ("sitting", 2), ("always", 3)])
def test_the_buttons_of_a_paragraph_lift_the_veil_and_lead_back(
    client_of, bob, group, edition, schedule, alice, near, far, button, uncovers
):
    make_thread(group, edition, alice, paragraph=3)
    sitting = schedule.sittings.get(number=1)
    sent = {"lift": button, "schedule": schedule.pk, "paragraph": 2, "sitting": sitting.pk}
    answer = client_of(bob).post(reverse("veil_lift", args=[group.slug]), sent)
    assert answer.url == reverse("paragraph_threads", args=[group.slug, schedule.pk, 2])
    assert len(open_now(bob)) == uncovers
    assert near in open_now(bob)


def test_the_panel_opens_where_the_veil_was_and_the_page_follows(client_of, bob, group, schedule, near, far):
    page = reverse("reader", args=[group.slug, schedule.pk, 1])
    headers = PANEL | {"HX-Current-URL": f"http://testserver{page}"}
    sent = {"lift": "here", "schedule": schedule.pk, "paragraph": 2}
    answer = client_of(bob).post(reverse("veil_lift", args=[group.slug]), sent, headers=headers)
    shown = answer.content.decode()
    assert "Near things." in shown
    assert margin(shown, 2)[0].startswith("talk heat-")
    assert f'data-passages="[[{near.pk}, ' in shown
    assert re.search(r'id="news"[^>]*>1 ', shown)


def test_a_thread_that_is_ahead_says_only_that(client_of, bob, group, far):
    address = reverse("thread_detail", args=[group.slug, far.pk])
    for headers in ({}, PANEL, PANEL | {"HX-Target": "talk"}):
        page = client_of(bob).get(address, headers=headers).content.decode()
        assert "This thread is ahead of where you are." in page
        assert "Far things." not in page
        assert far.passage.quote[:30] not in page
        assert "1 comment" not in page
    lifted = client_of(bob).post(reverse("veil_lift", args=[group.slug]), {"lift": "here", "thread": far.pk})
    assert lifted.url == address
    assert "Far things." in client_of(bob).get(address).content.decode()


def test_an_answer_that_was_being_written_when_the_veil_fell_is_taken(client_of, bob, group, far):
    address = reverse("comment_create", args=[group.slug, far.pk])
    sent = {"body": "I had begun this.", "submission": str(uuid.uuid4())}
    answer = client_of(bob).post(address, sent, headers=PANEL)
    assert answer.status_code == 200
    assert far.comments.get(author=bob).body == "I had begun this."
    assert open_now(bob) == {far}, "who has spoken there sees it"


def test_what_is_wrong_with_such_an_answer_is_said_without_what_it_answers(client_of, bob, group, far):
    address = reverse("comment_create", args=[group.slug, far.pk])
    for headers in ({}, PANEL):
        sent = {"body": "", "parent": far.comments.get().pk}
        answer = client_of(bob).post(address, sent, headers=headers)
        assert answer.status_code == 422
        assert "Far things." not in answer.content.decode()
        assert far.passage.quote[:30] not in answer.content.decode()


def test_the_talk_page_counts_what_is_ahead_and_lifts_and_lowers_the_veil(
    client_of, bob, group, near, far, schedule
):
    talk, browser = reverse("thread_list", args=[group.slug]), client_of(bob)
    page = browser.get(talk).content.decode()
    assert "2 threads are ahead of you." in page
    assert "Near things." not in page
    first = schedule.sittings.get(number=1)
    assert "1 thread is ahead of you." in browser.get(talk, {"sitting": first.pk}).content.decode()
    assert "2 threads are ahead of you." in browser.get(talk, {"kind": "question"}).content.decode()
    browser.post(reverse("veil_lift", args=[group.slug]), {"lift": "always"})
    page = browser.get(talk).content.decode()
    assert "You see all talk, also ahead of where you are." in page
    assert "Far things." in page
    assert browser.post(reverse("veil_lower", args=[group.slug])).url == talk
    page = browser.get(talk).content.decode()
    assert "2 threads are ahead of you." in page
    assert "You see" not in page


def test_another_circles_talk_cannot_be_lifted_from_here(client_of, bob, group, schedule):
    stranger = make_user("Eve")
    other = make_group("Other circle", members=[stranger])
    edition = make_text(title="Another")
    theirs = make_thread(other, edition, stranger)
    sitting = make_schedule(other, edition).sittings.first()
    for what in ({"lift": "here", "thread": theirs.pk}, {"lift": "sitting", "sitting": sitting.pk}):
        assert client_of(bob).post(reverse("veil_lift", args=[group.slug]), what).status_code == 404
    assert not Lift.objects.filter(user=bob).exists()


def test_as_one_reads_on_the_talk_opens_by_itself(client_of, bob, group, edition, schedule, near, far, now):
    page, browser = reverse("reader", args=[group.slug, schedule.pk, 1]), client_of(bob)
    keep = reverse("reader_progress", args=[group.slug, schedule.pk, 1, 1])
    assert f'data-keep="{keep}?from=0"' in browser.get(page).text
    assert "uncovered" not in browser.post(f"{keep}?from=0", {"ranges": "1"}).text
    answer = browser.post(f"{keep}?from=0", {"ranges": "2-3"}).text
    assert margin(answer, 2)[1] == "1 comment on paragraph 2, 1 new"
    assert margin(answer, 3) is None, "nobody has spoken there"
    assert f'data-passages="[[{near.pk}, ' in answer
    assert re.search(r'id="news"[^>]*>1 ', answer)
    reached = bob.progress.get().read[-1][1]
    assert f"?from={reached}" in answer
    answer = browser.post(f"{keep}?from={reached}", {"ranges": "3"}).text
    assert margin(answer, 2) is None, "it has come already"


def test_a_muddled_from_is_no_harm(client_of, bob, group, schedule, near):
    keep = reverse("reader_progress", args=[group.slug, schedule.pk, 1, 1])
    for muddled in ("", "x", "-3", "9" * 40):
        assert client_of(bob).post(f"{keep}?from={muddled}", {"ranges": "1"}).status_code == 200


def test_marking_as_not_read_veils_again(client_of, bob, edition, near, now):
    read_to(bob, edition, 3, now)
    assert open_now(bob) == {near}
    address = reverse("progress_update", args=[edition.text.slug, 1])
    client_of(bob).post(address, {"ranges": "1-3", "unread": "1"})
    assert open_now(bob) == set()


def test_the_rule_asks_no_more_queries_for_more_threads(
    client_of, bob, group, edition, schedule, alice, near
):
    page, browser = reverse("reader", args=[group.slug, schedule.pk, 1]), client_of(bob)
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        browser.get(page)
    for _time in range(9):
        make_thread(group, edition, alice, paragraph=3)
    with CaptureQueriesContext(connection) as many:
        browser.get(page)
    assert len(many) == len(few)
