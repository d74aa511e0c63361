"""A note made by hand is linked with the number that waits for it, where there is no choice."""

import pytest
from django.urls import reverse

from readings.desk import arranging, editing, undoing
from readings.models import DeskPiece
from tests.readings.desks import make_draft, row, rows

WORDS = """<h1>A Pond</h1>
<p>The pond froze<sup>1</sup> and thawed<sup>2</sup> again, and nobody in the village was sorry for that.</p>
<ul><li>1. In the year of the frost. ↩︎</li><li>2. In the year after.</li></ul>
<p>A last paragraph.</p>"""
AGAIN = "<p>The heron came<sup>1</sup> back, and stood there.</p><ul><li>1. In the third year.</li></ul>"


def brought(words):
    return make_draft(
        f"<html><body><article>{words}</article></body></html>", name="pond.html", title="The Pond"
    )


def undecided(draft):
    """Numbers without a note that are still to be looked at."""
    return [doubt for one in rows(draft) for doubt in one.doubts if doubt[0] == "note_missing"]


@pytest.fixture
def draft(db):
    draft = brought(WORDS)
    assert len(undecided(draft)) == 2
    return draft


def as_note(draft, curator, *words):
    return arranging.make_kind(
        edition=draft, user=curator, pks=[row(draft, one).pk for one in words], kind="note"
    )


def keys(draft, words):
    return [mark.get("data", {}).get("key") for mark in row(draft, words).marks if mark["kind"] == "note_ref"]


def test_a_note_that_gets_a_number_is_linked_with_the_number_in_the_text(draft, curator):
    done = as_note(draft, curator, "year of the frost")
    assert keys(draft, "The pond froze")[0] == done.focus.data["key"]
    assert len(undecided(draft)) == 1
    assert done.focus.kind == "note"


def test_several_at_once_each_find_their_own(draft, curator):
    as_note(draft, curator, "year of the frost", "year after")
    notes = [one.data["key"] for one in rows(draft) if one.kind == "note"]
    assert keys(draft, "The pond froze") == notes
    assert undecided(draft) == []


def test_only_the_notes_are_told_of(client_of, curator, draft):
    address = reverse("piece_kind", args=[draft.text.slug, 1])
    pk = row(draft, "year after").pk
    page = client_of(curator).post(address, {"piece": pk, "kind": "note"}, follow=True)
    assert "is a note now." in page.text
    assert "are notes now." not in page.text


def test_undoing_the_note_lets_the_number_wait_again(draft, curator):
    as_note(draft, curator, "year of the frost")
    undoing.undo(edition=draft, number=1)
    assert len(undecided(draft)) == 2
    assert row(draft, "year of the frost").kind == "list_item"


def test_the_arrow_that_led_back_is_no_part_of_the_note(draft, curator):
    assert as_note(draft, curator, "year of the frost").focus.text == "In the year of the frost."


def test_where_the_same_number_waits_twice_nobody_guesses(curator):
    draft = brought(WORDS.replace("</h1>", "</h1><p>It had been warm there<sup>1</sup> before.</p>"))
    as_note(draft, curator, "year of the frost")
    assert len(undecided(draft)) == 3


def test_a_number_that_was_answered_above_is_no_choice(curator):
    draft = brought(WORDS + AGAIN)
    as_note(draft, curator, "year of the frost")
    done = as_note(draft, curator, "third year")
    assert keys(draft, "The heron came") == [done.focus.data["key"]]


def test_the_form_has_the_note_of_the_chosen_number_chosen(client_of, curator, draft):
    for words in ("year of the frost", "year after"):
        as_note(draft, curator, words)
    editing.unlink(edition=draft, user=curator, pk=row(draft, "The pond froze").pk, start=14, end=15)
    pond, note = row(draft, "The pond froze"), row(draft, "year of the frost")
    address = reverse("note_link", args=[draft.text.slug, 1])
    page = client_of(curator).get(address, {"piece": pond.pk}).text
    assert f'name="note" value="{note.pk}" checked' in page


def test_a_note_without_a_number_waits_for_somebody_to_link_it(draft, curator):
    as_note(draft, curator, "A last paragraph")
    assert len(undecided(draft)) == 2
    assert DeskPiece.objects.get(desk=draft.pk, text="A last paragraph.").data["label"] == ""
