"""The verbs of the desk in the database: each one transaction, each can be undone, and nobody overwrites anybody."""

import threading
from collections.abc import Callable

import pytest
from django.db import DataError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readings.desk import arranging, editing, undoing
from readings.desk.editing import NoDeskError
from readings.desk.laying import fresh
from readings.desk.mending import CannotMendError
from readings.desk.opening import open_desk
from readings.desk.showing import Sheet, shown
from readings.desk.splicing import StaleError
from readings.models import Desk, DeskEdit, DeskPiece, Edition
from readings.publishing import delete_draft, publish
from readings.repaging import ask_for_order, is_mended
from tests.factories import make_booklet, make_curator
from tests.readings.desks import make_draft, row, rows, said
from tests.readings.invariants import assert_sound
from tests.readings.test_desk_laying import stored


@pytest.fixture
def draft(curator):
    return make_draft()


def whole(edition: Edition) -> list[dict]:
    return [one.as_dict() for one in DeskPiece.objects.filter(desk=edition.pk).order_by("place")]


def undo_all(edition: Edition) -> None:
    for number in (
        DeskEdit.objects.filter(desk=edition.pk, is_undone=False)
        .order_by("-number")
        .values_list("number", flat=True)
    ):
        undoing.undo(edition=edition, number=number)


def redo_all(edition: Edition) -> None:
    for number in DeskEdit.objects.filter(desk=edition.pk, is_undone=True).values_list("number", flat=True):
        undoing.redo(edition=edition, number=number)


def test_a_blank_line_divides_a_paragraph(draft, curator):
    done = editing.reword(
        edition=draft, user=curator, pk=row(draft, "The last").pk, words="The\n\nlast\n\none."
    )
    assert [one.text for one in done.came] == ["The", "last", "one."]
    at = said(draft).index("The")
    assert said(draft)[at : at + 3] == ["The", "last", "one."]


def test_a_caret_inside_a_word_divides_beside_it(curator):
    draft = make_draft("CHAPTER II\n\nAnd so it went on.\n", name="a.txt")
    done = editing.divide(edition=draft, user=curator, pk=row(draft, "CHAPTER").pk, at=4)
    assert [one.text for one in done.came] == ["CHAPTER", "II"]
    with pytest.raises(CannotMendError, match="nothing_divided"):
        editing.divide(edition=draft, user=curator, pk=row(draft, "CHAPTER").pk, at=4)


def test_two_halves_of_a_sentence_are_joined_and_their_doubts_settled(draft, curator):
    assert row(draft, "stops in the").doubts
    done = arranging.join(edition=draft, user=curator, pks=[row(draft, "stops in the").pk])
    assert done.focus.text == "It goes on here, and stops in the middle of a sentence."
    assert done.focus.doubts == []


def test_the_source_beside_a_paragraph_is_the_file_however_it_was_divided_and_joined(curator):
    draft = make_draft("Look at it: a clock is patient.\n\nAnd so on.\n", name="a.txt")
    whole_of_it = row(draft, "patient").text
    done = editing.divide(edition=draft, user=curator, pk=row(draft, "patient").pk, at=17)
    sheet = Sheet(open_desk(draft))
    assert [unit.text for unit in shown(sheet, done.came)[0].units] == [whole_of_it]
    arranging.join(edition=draft, user=curator, pks=[done.came[0].pk])
    again = row(draft, "patient")
    assert again.text == whole_of_it
    assert [unit.text for unit in shown(Sheet(open_desk(draft)), [again])[0].units] == [whole_of_it]
    fresh(draft)
    assert "seam" not in str(list(draft.paragraphs.values_list("data", flat=True)))


def test_a_paragraph_moves_up_and_down_and_anywhere(draft, curator):
    before = said(draft)
    arranging.move(edition=draft, user=curator, pks=[row(draft, "one thing").pk], down=True)
    at = before.index("one thing")
    assert said(draft) == [*before[:at], "another thing", "one thing", *before[at + 2 :]]
    arranging.move(edition=draft, user=curator, pks=[row(draft, "one thing").pk])
    assert said(draft) == before
    arranging.move(edition=draft, user=curator, pks=[row(draft, "The last").pk], before=rows(draft)[0].pk)
    assert said(draft)[0] == "The last paragraph."
    with pytest.raises(CannotMendError, match="at_beginning"):
        arranging.move(edition=draft, user=curator, pks=[rows(draft)[0].pk])
    with pytest.raises(CannotMendError, match="at_end"):
        arranging.move(edition=draft, user=curator, pks=[rows(draft)[-1].pk], down=True)


def test_moving_to_where_it_stands_is_no_change(draft, curator):
    one, two = rows(draft)[3:5]
    arranging.move(edition=draft, user=curator, pks=[one.pk], before=two.pk)
    assert not DeskEdit.objects.exists()


def test_a_note_is_made_and_linked_and_parted(draft, curator):
    piece = row(draft, "The last paragraph")
    note = arranging.make_kind(
        edition=draft, user=curator, pks=[row(draft, "another thing").pk], kind="note"
    ).focus
    editing.link(edition=draft, user=curator, pk=piece.pk, start=4, end=8, note=note.pk)
    fresh(draft)
    assert_sound(stored(draft))
    paragraph = draft.paragraphs.exclude(marks=[]).get(words=3, kind="prose")
    noted = draft.paragraphs.get(kind="note", data__label="2")
    assert paragraph.marks[0]["data"]["note"] == noted.number
    linked = row(draft, "The last[2] paragraph")
    editing.unlink(edition=draft, user=curator, pk=linked.pk, start=8, end=11)
    assert row(draft, "The last paragraph").marks == []


def test_what_is_doubted_of_the_whole_text_is_looked_at_too(curator):
    draft = make_draft("only a line of words.\n\nAnd one more.", name="a.txt", title="")
    about = DeskPiece.objects.get(desk=draft.pk, kind="about")
    assert [doubt["code"] for doubt in about.data["doubts"]] == ["title_missing", "author_missing"]
    editing.look_at(edition=draft, user=curator, pk=about.pk, code="title_missing", at=0)
    assert next(warning["code"] for warning in fresh(draft).warnings) == "author_missing"
    undoing.undo(edition=draft, number=1)
    assert DeskPiece.objects.get(desk=draft.pk, kind="about").pk == about.pk


def test_something_must_be_left_to_read(curator):
    draft = make_draft("Only this.", name="a.txt")
    with pytest.raises(CannotMendError, match="nothing_left"):
        arranging.make_kind(edition=draft, user=curator, pks=[rows(draft)[0].pk], kind="apart")
    assert said(draft) == ["Only this."]


def test_undoing_gives_the_very_same_rows_back_and_redoing_too(draft, curator):
    beginning = whole(draft)
    editing.reword(edition=draft, user=curator, pk=row(draft, "The last").pk, words="The\n\nlast.")
    arranging.join(edition=draft, user=curator, pks=[row(draft, "stops in the").pk])
    arranging.make_kind(edition=draft, user=curator, pks=[row(draft, "one thing").pk], kind="heading", rank=3)
    arranging.move(edition=draft, user=curator, pks=[row(draft, "Somebody said").pk])
    end = whole(draft)
    undo_all(draft)
    assert whole(draft) == beginning
    redo_all(draft)
    assert whole(draft) == end


def test_what_was_undone_cannot_be_redone_after_something_else_was_done(draft, curator):
    arranging.join(edition=draft, user=curator, pks=[row(draft, "stops in the").pk])
    undoing.undo(edition=draft, number=1)
    editing.reword(edition=draft, user=curator, pk=row(draft, "The last").pk, words="Other words.")
    with pytest.raises(StaleError):
        undoing.redo(edition=draft, number=1)
    assert [edit.verb for edit in DeskEdit.objects.all()] == ["words"]


def test_who_undoes_is_told_when_somebody_did_more_in_the_meantime(draft, curator):
    dora = make_curator("Dora")
    arranging.join(edition=draft, user=curator, pks=[row(draft, "stops in the").pk])
    editing.reword(edition=draft, user=dora, pk=row(draft, "The last").pk, words="Other words.")
    with pytest.raises(StaleError):
        undoing.undo(edition=draft, number=1)
    assert "Other words." in said(draft)


def test_the_second_of_two_curators_does_not_overwrite_the_first(draft, curator):
    seen = row(draft, "The last").pk
    editing.reword(edition=draft, user=curator, pk=seen, words="Mine.")
    for late in (
        lambda: editing.reword(edition=draft, user=curator, pk=seen, words="Yours."),
        lambda: editing.divide(edition=draft, user=curator, pk=seen, at=4),
        lambda: arranging.join(edition=draft, user=curator, pks=[seen]),
        lambda: arranging.move(edition=draft, user=curator, pks=[seen]),
        lambda: arranging.make_kind(edition=draft, user=curator, pks=[seen], kind="verse"),
        lambda: editing.look_at(edition=draft, user=curator, pk=seen, code="x", at=0),
    ):
        with pytest.raises(StaleError):
            late()
    assert "Mine." in said(draft)
    assert DeskEdit.objects.count() == 1


def test_a_piece_of_another_draft_is_none_of_this_one(draft, curator):
    other = make_draft("Other words entirely.", name="b.txt")
    with pytest.raises(StaleError):
        editing.reword(edition=draft, user=curator, pk=rows(other)[0].pk, words="x")
    with pytest.raises(StaleError):
        arranging.move(edition=draft, user=curator, pks=[rows(draft)[0].pk], before=rows(other)[0].pk)


def test_saving_the_same_words_is_no_change(draft, curator):
    piece = row(draft, "The last")
    done = editing.reword(edition=draft, user=curator, pk=piece.pk, words=piece.text)
    assert not done.is_new
    assert done.came == [piece]
    assert not DeskEdit.objects.exists()


def test_what_was_published_or_deleted_has_no_desk(draft, curator):
    piece = row(draft, "The last").pk
    publish(edition=draft, now=timezone.now())
    with pytest.raises(NoDeskError):
        editing.reword(edition=draft, user=curator, pk=piece, words="x")


def test_the_pages_of_a_mended_booklet_are_not_read_anew(curator):
    booklet = make_booklet()
    open_desk(booklet)
    arranging.join(edition=booklet, user=curator, pks=[rows(booklet)[1].pk])
    assert is_mended(booklet)
    assert ask_for_order(edition=booklet, order=[1, 2, 3, 4], user=curator) is None
    undoing.undo(edition=booklet, number=1)
    assert not is_mended(booklet)


def test_a_change_that_breaks_off_leaves_everything_as_it_was(draft, curator):
    before = whole(draft)
    # The log refuses its entry after the rows were changed: as good as being killed in the middle.
    DeskEdit.objects.create(desk_id=draft.pk, number=2**31 - 1, verb="x", before=[1], after=[])
    with pytest.raises(DataError), transaction.atomic():
        arranging.join(edition=draft, user=curator, pks=[row(draft, "stops in the").pk])
    assert whole(draft) == before
    assert DeskEdit.objects.count() == 1


@pytest.mark.long
def test_hundreds_of_changes_are_undone_one_by_one(draft, curator):
    beginning = whole(draft)
    for number in range(300):
        editing.reword(
            edition=draft,
            user=curator,
            pk=row(draft, "last").pk,
            words=f"The\n\nlast {number}" if number % 9 == 0 else f"last {number}",
        )
    assert max(len(place["place"]) for place in whole(draft)) < 60
    undo_all(draft)
    assert whole(draft) == beginning


@pytest.mark.long
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["join", "kind", "move", "down", "nest", "divide", "reword"]), st.integers(0, 99)
        ),
        max_size=12,
    )
)
def test_any_sequence_of_verbs_lays_a_sound_edition_and_is_undone_and_redone(draft, curator, verbs):
    with transaction.atomic():
        beginning = whole(draft)
        for verb, number in verbs:
            stand = rows(draft)
            pk = stand[number % len(stand)].pk
            known = {"edition": draft, "user": curator, "pk": pk}
            kinds = ["prose", "heading", "quotation", "verse", "list_item", "note", "apart"]
            kind = kinds[number % 7]
            some = {"edition": draft, "user": curator}
            some["pks"] = [one.pk for one in stand[number % len(stand) :][: 1 + number % 3]]
            deeds: dict[str, Callable] = {
                "join": lambda some=some: arranging.join(**some),
                "kind": lambda some=some, kind=kind, rank=number % 6 + 1: arranging.make_kind(
                    **some, kind=kind, rank=rank if kind == "heading" else 0
                ),
                "move": lambda some=some: arranging.move(**some),
                "down": lambda some=some: arranging.move(**some, down=True),
                "nest": lambda some=some, deeper=number % 2 == 0: arranging.nest(**some, deeper=deeper),
                "divide": lambda known=known, at=number % 20: editing.divide(**known, at=at),
                "reword": lambda known=known, words=f"a {number}\n\nb": editing.reword(**known, words=words),
            }
            try:
                with transaction.atomic():
                    deeds[verb]()
            except CannotMendError:
                continue
        fresh(draft)
        assert_sound(stored(draft))
        end = whole(draft)
        undo_all(draft)
        assert whole(draft) == beginning
        redo_all(draft)
        assert whole(draft) == end
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_saved_and_the_other_told():
    curator = make_curator()
    draft = make_draft()
    piece = row(draft, "The last").pk
    told: list[str] = []
    start = threading.Barrier(2)

    def change(words: str) -> None:
        start.wait()
        try:
            editing.reword(edition=draft, user=curator, pk=piece, words=words)
            told.append("saved")
        except StaleError:
            told.append("told")
        finally:
            connection.close()

    both = [threading.Thread(target=change, args=(words,)) for words in ("Mine.", "Yours.")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["saved", "told"]
    assert DeskEdit.objects.count() == 1
    assert ("Mine." in said(draft)) != ("Yours." in said(draft))


@pytest.mark.django_db(transaction=True)
def test_who_mends_while_another_publishes_or_deletes_is_told():
    curator = make_curator()
    for end in (
        lambda draft: publish(edition=draft, now=timezone.now()),
        lambda draft: delete_draft(edition=draft),
    ):
        draft = make_draft()
        piece = row(draft, "The last").pk
        told: list[str] = []
        held, go = threading.Event(), threading.Event()

        def mend(draft=draft, piece=piece, told=told, held=held) -> None:
            held.wait()
            try:
                editing.reword(edition=draft, user=curator, pk=piece, words="Too late.")
            except NoDeskError:
                told.append("gone")
            finally:
                connection.close()

        other = threading.Thread(target=mend)
        other.start()
        with transaction.atomic():
            assert end(draft)
            held.set()
            go.wait(0.3)
        other.join()
        assert told == ["gone"]
        assert not Desk.objects.exists()


def test_the_desk_makes_no_more_headings_than_a_file_may_have(monkeypatch, draft, curator):
    monkeypatch.setattr(editing, "MAX_HEADINGS", DeskPiece.objects.filter(kind="heading").count())
    before = whole(draft)
    with pytest.raises(CannotMendError, match="too_many_headings"):
        arranging.make_kind(
            edition=draft, user=curator, pks=[row(draft, "The last").pk], kind="heading", rank=2
        )
    assert whole(draft) == before
    heading = row(draft, "Second thoughts").pk
    [changed] = arranging.make_kind(edition=draft, user=curator, pks=[heading], kind="heading", rank=3).came
    arranging.make_kind(edition=draft, user=curator, pks=[changed.pk], kind="prose")
    [made] = arranging.make_kind(
        edition=draft, user=curator, pks=[row(draft, "The last").pk], kind="heading", rank=2
    ).came
    assert made.kind == "heading"


def test_a_desk_holds_no_more_paragraphs_than_a_file_may_bring(draft, curator, monkeypatch):
    monkeypatch.setattr(editing, "MAX_PIECES", len(rows(draft)) + 2)
    last = row(draft, "The last paragraph.")
    with pytest.raises(CannotMendError, match="too_many_paragraphs"):
        editing.reword(edition=draft, user=curator, pk=last.pk, words="One.\n\nTwo.\n\nThree.\n\nFour.")
    assert row(draft, "The last paragraph.") == last
    editing.reword(edition=draft, user=curator, pk=last.pk, words="One.\n\nTwo.")
