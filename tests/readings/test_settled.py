"""Which doubts about a corrected text are asked again: those that nobody has settled in the edition before."""

import pytest

from readings.segmenting import structure
from readings.settled import Former, still_open

pytestmark = pytest.mark.long

WORDS = "The ferry left at noon.\n\nNobody was on it but the goat.\n"


@pytest.mark.parametrize(("before", "after"), [(["author_missing"], ["author_missing"]), ([], [])])
def test_an_author_is_asked_for_again_unless_somebody_has_said_that_there_is_none(before, after):
    read = structure(WORDS.encode(), title="The Ferry")
    warnings = [{"code": code, "where": 0} for code in before]
    paragraphs = [(paragraph.start, paragraph.kind) for paragraph in read.paragraphs]
    former = Former(read.content, paragraphs, warnings, frozenset())
    assert [doubt.code for doubt in still_open(read, former)] == after
