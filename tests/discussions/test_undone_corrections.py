"""Words that were accepted and do not stand in the edition after all: the curators are asked for them again."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.carrying import put_back
from discussions.commenting import remove
from discussions.correcting import accept
from discussions.models import Correction, Move, Thread
from readings.correcting import begin
from readings.desk.editing import reword
from readings.desk.opening import open_desk
from readings.desk.undoing import redo, undo
from readings.models import DeskEdit, DeskPiece
from readings.publishing import publish
from tests.factories import make_comment, make_correction, make_text

pytestmark = pytest.mark.long

WORDS = "Nobody in this valley reads alone, and nobody in that valley reads alone either."


@pytest.fixture
def valleys(db):
    return make_text(["# Of hills", WORDS, "Elsewhere they do."], title="Of hills")


@pytest.fixture
def proposing(group, bob, valleys):
    """Propose other words for the first place of some words of the text."""

    def propose(words, others, edition=None):
        edition = edition or valleys
        at = edition.content.index(words)
        return make_correction(group, edition, bob, start=at, end=at + len(words), words=others)

    return propose


def undo_last(draft):
    undo(edition=draft, number=DeskEdit.objects.filter(is_undone=False).latest("number").number)


def accepted(correction):
    correction.refresh_from_db()
    return not correction.is_waiting


def states():
    return list(Correction.objects.order_by("pk").values_list("state", flat=True))


def test_what_was_undone_before_it_came_out_waits_again_and_the_thread_says_so(
    client_of, bob, curator, proposing, now
):
    correction = proposing("this", "our")
    draft = accept(correction=correction, by=curator, now=now)
    undo_last(draft)
    assert accepted(correction)  # it may be redone
    publish(edition=draft, now=now)
    correction.refresh_from_db()
    found = (correction.state, correction.draft, correction.decided_by, correction.decided_at)
    assert found == ("waiting", None, None, None)
    assert correction.thread.passage.quote == "this"
    assert "Waiting for a curator" in client_of(bob).get(correction.thread.get_absolute_url()).text
    assert f'id="correction-{correction.pk}"' in client_of(curator).get(reverse("correction_list")).text
    assert accept(correction=correction, by=curator, now=now).number == 3


def test_what_was_redone_stays_accepted(curator, proposing, now):
    correction = proposing("this", "our")
    draft = accept(correction=correction, by=curator, now=now)
    undo_last(draft)
    redo(edition=draft, number=DeskEdit.objects.latest("number").number)
    publish(edition=draft, now=now)
    assert accepted(correction)


@pytest.mark.parametrize(
    ("words", "others", "mended"),
    [("this", "our", "her"), ("alone,", "alone –", "alone —"), ("reads", "read", "red")],
)
def test_what_was_mended_in_another_way_waits_again(curator, proposing, now, words, others, mended):
    correction = proposing(words, others)
    draft = accept(correction=correction, by=curator, now=now)
    row = DeskPiece.objects.get(desk=draft.pk, text__startswith="Nobody")
    reword(edition=draft, user=curator, pk=row.pk, words=WORDS.replace(words, mended, 1))
    publish(edition=draft, now=now)
    assert not accepted(correction)


@pytest.mark.parametrize(
    "others", ["our", "our\u00a0", "one\nsuch", "our *own*", "our\n\nown", "o\u00adur", ";"]
)
def test_words_that_stand_there_stay_accepted_though_what_is_around_them_was_mended(
    curator, proposing, now, others
):
    correction = proposing("this", others)
    draft = accept(correction=correction, by=curator, now=now)
    row = DeskPiece.objects.filter(desk=draft.pk, text__contains="that valley").get()
    text = row.text.replace("alone either", "by themselves").replace("Nobody in", "No one in")
    reword(edition=draft, user=curator, pk=row.pk, words=text.replace("*", "\\*"))
    publish(edition=draft, now=now)
    assert accepted(correction)
    assert not Move.objects.exists()


@pytest.mark.parametrize("kept", range(4))
def test_of_neighbours_those_that_stand_stay_accepted(curator, proposing, now, kept):
    """Each is right beside the next; all but one are put back at the desk."""
    pairs = [("this", "our"), ("valley", "little town"), ("reads", "read"), ("alone", "for itself")]
    for correction in [proposing(*pair) for pair in pairs]:
        draft = accept(correction=correction, by=curator, now=now)
    row = DeskPiece.objects.get(desk=draft.pk, text__startswith="Nobody")
    reword(edition=draft, user=curator, pk=row.pk, words=WORDS.replace(*pairs[kept], 1))
    publish(edition=draft, now=now)
    assert states() == ["accepted" if number == kept else "waiting" for number in range(4)]


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_for_the_same_words_that_one_stays_accepted_which_came_after_the_other_was_undone(
    curator, proposing, now, first
):
    two = [proposing("this valley", "our town"), proposing("this", "her")]
    draft = accept(correction=two[first], by=curator, now=now)
    undo_last(draft)
    accept(correction=two[1 - first], by=curator, now=now)
    publish(edition=draft, now=now)
    assert (accepted(two[first]), accepted(two[1 - first])) == (False, True)


def test_two_that_propose_the_very_same_both_stand(curator, proposing, now):
    two = [proposing("this", "our"), proposing("this", "our")]
    draft = accept(correction=two[0], by=curator, now=now)
    undo_last(draft)
    accept(correction=two[1], by=curator, now=now)
    publish(edition=draft, now=now)
    assert states() == ["accepted", "accepted"]


@pytest.mark.parametrize("is_undone", [True, False])
def test_one_whose_thread_was_put_back_on_an_earlier_edition_is_looked_at_too(
    bob, curator, proposing, valleys, now, is_undone
):
    correction = proposing("this valley reads alone", "our town reads alone")
    draft = begin(text=valleys.text, user=curator).edition
    row = open_desk(draft).pieces.get(text=WORDS)
    reword(edition=draft, user=curator, pk=row.pk, words=WORDS.replace("reads", "read", 1))
    publish(edition=draft, now=now)
    put_back(move=Move.objects.get(), by=bob, now=now)
    third = begin(text=valleys.text, user=curator).edition
    row = open_desk(third).pieces.get(text__startswith="Nobody")
    reword(edition=third, user=curator, pk=row.pk, words=WORDS)
    accept(correction=correction, by=curator, now=now)
    if is_undone:
        undo_last(third)
    publish(edition=third, now=now)
    assert accepted(correction) != is_undone


def test_the_decision_on_words_that_their_author_took_back_stays(alice, curator, proposing, now):
    correction = proposing("this", "our")
    make_comment(correction.thread, alice)
    draft = accept(correction=correction, by=curator, now=now)
    remove(comment=correction.thread.comments.get(number=1), now=now + dt.timedelta(minutes=1))
    undo_last(draft)
    publish(edition=draft, now=now)
    assert states() == ["accepted"]


def test_publishing_takes_one_query_more_for_however_many_that_were_undone(curator, group, bob, now):
    def cost(count):
        edition = make_text(["# Of hills", WORDS], title=f"Of {count} hills")
        for word in WORDS.split()[:count]:
            at = edition.content.index(word)
            made = make_correction(group, edition, bob, start=at, end=at + len(word), words="other")
            draft = accept(correction=made, by=curator, now=now)
        row = DeskPiece.objects.get(desk=draft.pk, text__endswith="either.")
        reword(edition=draft, user=curator, pk=row.pk, words=WORDS)
        with CaptureQueriesContext(connection) as queries:
            publish(edition=draft, now=now)
        return len(queries)

    assert cost(1) == cost(5)
    assert Correction.objects.waiting().count() == Thread.objects.count() == 6
