"""Hebrew and Arabic set flush left, so that lines end under one another and begin anywhere: paragraphs stay whole."""

from random import Random

from readings.importers.pdf.leftward import runs_of
from readings.importers.pdf.leftward_glyphs import Sign
from readings.importers.pdf.lines import Page
from readings.importers.pdf.pieces import pieces_of
from tests.readings.importers.test_pdf_leftward import EDGES, LETTER, SPACE, shown

WORDS = ["ספר", "ישן", "מאוד", "בלילה", "קראנו", "אתמול", "חברים", "רבים", "ישבו", "עם"]
WIDTH, LEFT = 300.0, 40.0


def width_of(words: list[str]) -> float:
    return sum(LETTER * len(word) + SPACE for word in words) - SPACE


def paragraph(random: Random, count: int) -> list[str]:
    return [*(random.choice(WORDS) for _ in range(count - 1)), "שלום."]


def wrapped(words: list[str]) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for word in words:
        if width_of([*lines[-1], word]) > WIDTH:
            lines.append([])
        lines[-1].append(word)
    return lines


def page_of(paragraphs: list[list[str]], *, apart: float, flush_right: bool = False) -> Page:
    signs: list[Sign] = []
    y = 760.0
    for words in paragraphs:
        for line in wrapped(words):
            right = LEFT + WIDTH if flush_right else LEFT + width_of(line)
            signs += shown(*line, y=y, right=right)
            y -= 12
        y -= apart
    return Page(0, runs_of(signs, EDGES), 400.0)


def texts(page: Page) -> list[str]:
    return [piece.text for piece in pieces_of([page]).pieces if piece.text]


def test_paragraphs_that_are_set_flush_left_stay_whole():
    random = Random(4)
    said = [paragraph(random, 30 + 9 * at) for at in range(5)]
    wanted = [" ".join(words) for words in said]
    assert texts(page_of(said, apart=8)) == wanted
    assert texts(page_of(said, apart=8, flush_right=True)) == wanted


def test_a_first_line_that_is_set_in_keeps_its_place_in_justified_text():
    full = ["ספרים", "רבים", "בלילה", "קראנו", "אתמול", "חברים"]
    lines = [shown(*full, y=760 - 12 * at, right=340 if at % 3 else 320) for at in range(9)]
    starts = {round(run.x0) for run in runs_of([sign for line in lines for sign in line], EDGES)}
    assert len(starts) == 2
