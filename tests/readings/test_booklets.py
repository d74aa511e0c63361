"""Our handbook, printed as a booklet and scanned sheet by sheet, comes back in the order in which it is read."""

import json
import re
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.booklets.repairing import moved
from readings.importers import ImportRefused
from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.invariants import assert_sound
from tests.readings.printing import LAID, Essay, Press, handbook
from tests.timing import within

PRESS = Press(lines=24, width=56, seed=3)


def read(press: Press, essay: Essay, laid: str = "last_page_first", **given: object) -> Structure:
    made = structure(press.booklet(essay, laid).encode(), title="The Printed Essay", **given)
    assert_sound(made)
    return made


def body(made: Structure) -> list[str]:
    """What came out, paragraph by paragraph, without cover and contents."""
    covers = ("Nobody in Particular", "Printed nowhere, in the year of the kettle.", "Contents")
    texts = [
        made.content[p.start : p.end] for p in made.paragraphs if p.kind in ("prose", "heading", "quotation")
    ]
    return [text for text in texts if text not in covers]


def wanted(essay: Essay) -> list[str]:
    return [re.sub(r"\[\^(\d+)\]", r"\1", block).removeprefix("## ") for block in essay.blocks]


def doubted(made: Structure, code: str) -> int:
    return sum(doubt.code == code for doubt in made.warnings)


@pytest.mark.long
@pytest.mark.parametrize("laid", sorted(LAID.keys() - {"as_it_stands"}))
def test_a_booklet_is_put_into_reading_order_however_it_was_laid(laid):
    essay = handbook().with_notes(every=5)
    made = read(PRESS, essay, laid)
    assert made.provenance["booklet"]["proposed"]["imposition"] == laid
    # A whole paragraph between two pages may belong to either; the place is doubted.
    assert SequenceMatcher(None, wanted(essay), body(made), autojunk=False).ratio() > 0.95
    assert doubted(made, "pages_reordered") == 1


def test_paragraphs_and_words_broken_at_page_ends_are_whole_again():
    essay = handbook()
    press = Press(lines=20, width=52, hyphens=True, seed=1)
    assert sum(one.text[-1].endswith("-") for one, _ in pairwise(press.pages(essay)) if one.text), (
        "the press breaks words"
    )
    assert body(read(press, essay)) == wanted(essay)


def test_notes_come_with_their_numbers_also_where_they_run_on_to_the_next_page():
    essay = handbook().with_notes(every=3)
    made = read(Press(lines=20, width=50, seed=2), essay)
    notes = {
        p.number: (p.data["label"], made.content[p.start : p.end])
        for p in made.paragraphs
        if p.kind == "note"
    }
    assert dict(notes.values()) == {str(number): words for number, words in essay.notes.items()}
    marks = [mark for p in made.paragraphs for mark in p.marks if mark.kind == "note_ref"]
    assert [notes[mark.data["note"]][0] for mark in marks] == [made.content[m.start : m.end] for m in marks]


@pytest.mark.long
def test_a_text_in_its_right_order_is_no_booklet():
    made = read(PRESS, handbook().with_notes(every=5), "as_it_stands")
    assert "booklet" not in made.provenance
    assert doubted(made, "pages_reordered") == 0


def test_prose_that_breaks_nowhere_is_not_searched():
    made = structure("\n\n".join(block for block in handbook().blocks).encode())
    assert "booklet" not in made.provenance


def test_the_repair_says_what_it_found_and_why():
    made = read(PRESS, handbook())
    told = made.provenance["booklet"]
    assert json.loads(json.dumps(told)) == told
    numbers = [page["number"] for page in told["pages"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [page["line"] for page in told["pages"]] == sorted(page["line"] for page in told["pages"])
    proposed = told["proposed"]
    assert sorted(proposed["order"]) == numbers
    assert told["order"] == proposed["order"]
    assert len(told["joins"]) == len(numbers)
    assert 0.6 < proposed["confidence"] <= 1
    assert proposed["listed"] == proposed["listed_right"] > 10
    assert "folded sheets" in proposed["why"]


@pytest.mark.long
def test_the_order_found_can_be_kept_and_any_other_be_given():
    scan = PRESS.booklet(handbook()).encode()
    proposed = structure(scan).provenance["booklet"]["proposed"]
    as_found = sorted(proposed["order"])
    kept = structure(scan, page_order=as_found)
    assert kept.provenance["booklet"]["order"] == as_found
    assert kept.provenance["booklet"]["joins"] == []
    assert kept.provenance["booklet"]["proposed"] == proposed
    other = [*proposed["order"][1:], proposed["order"][0]]
    assert structure(scan, page_order=other).provenance["booklet"]["order"] == other
    assert structure(scan, page_order=proposed["order"]).content == structure(scan).content


@pytest.mark.parametrize("order", [[1, 2], [], [1, 1, 2], [0, 1]])
def test_an_order_that_does_not_name_each_page_once_is_refused(order):
    with pytest.raises(ImportRefused) as refused:
        structure(PRESS.booklet(handbook().part(0, 40)).encode(), page_order=order)
    assert refused.value.code == "page_order"


@pytest.mark.long
def test_no_word_gets_lost_or_doubled_in_any_order():
    scan = PRESS.booklet(handbook().with_notes(every=6)).encode()
    pages = structure(scan).provenance["booklet"]["pages"]

    def letters(made: Structure) -> list[str]:
        apart = "".join(apart["text"] for apart in made.provenance.get("set_apart", []))
        return sorted(filter(str.isalnum, made.content + apart))

    orders = [list(range(1, len(pages) + 1)), list(range(len(pages), 0, -1))]
    found = [letters(structure(scan, page_order=order)) for order in orders]
    assert found[0] == found[1] == letters(structure(scan))


@pytest.mark.long
def test_a_search_that_takes_too_long_is_given_up():
    # Paragraphs break everywhere, and nothing shows a page: every cutting is as good as any other.
    halves = [
        half
        for block in handbook().blocks * 4
        if len(block) > 200
        for half in (block[: len(block) // 2].rstrip(".,;: "), block[len(block) // 2 :].lower())
    ]
    made = within(15, lambda: structure("\n\n".join(halves).encode()))
    assert made.words > 10_000


# Moving pages by hand


def test_moved_pages_stand_where_they_were_put_and_the_others_close_up():
    assert moved([4, 1, 3, 2], {3: 1}) == [3, 4, 1, 2]
    assert moved([4, 1, 3, 2], {4: 4}) == [1, 3, 2, 4]
    assert moved([1, 2, 3, 4, 5], {5: 1, 1: 5}) == [5, 2, 3, 4, 1]
    assert moved([1, 2, 3], {1: 1, 2: 2}) == [1, 2, 3]


@given(st.permutations(range(1, 9)), st.permutations(range(1, 9)))
def test_places_typed_for_all_pages_are_the_order(order, places):
    made = moved(order, dict(zip(order, places, strict=True)))
    assert [made[place - 1] for place in places] == order


@given(st.permutations(range(1, 9)), st.dictionaries(st.integers(1, 8), st.integers(1, 8)))
def test_whatever_is_typed_each_page_is_there_once(order, places):
    assert sorted(moved(order, places)) == sorted(order)
