"""Which first words of a paragraph are a subhead, and which are a sentence of the story."""

import pytest

from tests.readings.test_segmenting import LONG, SEA, marked, wrapped

SENTENCES = ["London.", "Silence.", "Sunday.", "Gentlemen:", "Arrived.", "Uncle Silas.", "Rain Again."]


def test_short_sentences_that_open_paragraphs_of_a_story_are_no_subheads():
    assert marked(wrapped(*(f"{opening} {SEA}" for opening in SENTENCES)), "subhead") == []


def test_one_longer_subhead_does_not_make_them_subheads():
    result = wrapped(*(f"{opening} {SEA}" for opening in [*SENTENCES, "A Word on Bends."]))
    assert marked(result, "subhead") == ["A Word on Bends."]


def test_short_subheads_among_longer_ones_are_subheads():
    subheads = ["A Word on Bends.", "Hemp.", "Old Nylon.", "The Ropes of the Harbour."]
    assert marked(wrapped(*(f"{subhead} {SEA}" for subhead in subheads)), "subhead") == subheads


@pytest.mark.parametrize("opening", ["Silence.", "Sunday.", "Gentlemen:"])
def test_what_is_hardly_ever_a_subhead_is_none_in_company_either(opening):
    assert marked(wrapped(f"{opening} {LONG}", f"A Word on Bends. {SEA}"), "subhead") == ["A Word on Bends."]
