"""Paged texts keep their order where it is right, get it back where it is known, and are doubted where it is not.

The pages are cut from all kinds of prose at so many letters, in mid-sentence, as a scan or a pasted PDF has them.
"""

import os
import re
import textwrap
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from readings.booklets.continuity import Continuity
from readings.booklets.cues import cues_of
from readings.booklets.impositions import as_it_stands, layings
from readings.booklets.pages import Pages
from readings.pieces import Piece
from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.printing import HANDBOOK, LAID, handbook

LICENCES = Path("/usr/share/common-licenses")
CORPUS = Path(os.environ.get("CORPUS_DIR", Path(__file__).resolve().parents[3] / "shared" / "corpus"))


def unwrapped(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n) *", " ", text)


def prose(name: str, part: slice = slice(None)) -> str:
    """A text of many words, a line a paragraph: our handbook, its sentences in other orders, licences, the corpus."""
    if name == "handbook":
        return unwrapped(HANDBOOK.read_text())
    if name == "generated":
        random = Random(4)
        sentences = re.findall(
            r"[A-Z][^.!?]+[.!?]", " ".join(re.sub(r"\[\^\d+\]", "", b) for b in handbook().blocks)
        )
        return "\n\n".join(" ".join(random.sample(sentences, random.randint(2, 7))) for _ in range(110))
    path = CORPUS / f"{name}.txt" if (CORPUS / f"{name}.txt").exists() else LICENCES / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return unwrapped(path.read_text(encoding="utf-8"))[part]


def paged(text: str, size: int) -> list[str]:
    """Cut a text into pages of so many letters, between two words, wherever that is."""
    pages, page, filled = [], [""], 0
    for paragraph in filter(None, (line.strip() for line in text.split("\n"))):
        for word in paragraph.split():
            page[-1] = f"{page[-1]} {word}".strip()
            filled += len(word) + 1
            if filled >= size:
                pages.append([one for one in page if one])
                page, filled = [""], 0
        page.append("")
    return ["\n\n".join(page) for page in [*pages, [one for one in page if one]] if page]


def read(pages: list[str], form: str) -> Structure:
    if form == "markdown":
        return structure("\n\n".join(["# A Book", *pages]).encode(), name="book.md")
    paragraphs = "\n\n".join(pages).split("\n\n")
    if form == "wrapped":
        paragraphs = [textwrap.fill(one, 72, break_on_hyphens=False) for one in paragraphs]
    return structure("\n\n".join(paragraphs).encode(), name="book.txt")


def in_order(pages: list[str], made: Structure) -> float:
    """The share of page ends at which the next page follows."""
    words = " ".join(made.content.split())
    ends = [" ".join([*one.split()[-3:], *two.split()[:3]]) for one, two in pairwise(pages)]
    return sum(end in words for end in ends) / len(ends)


def codes(made: Structure) -> set[str]:
    return {doubt.code for doubt in made.warnings}


PAGED = [
    ("handbook", 1800, "markdown"), ("handbook", 1800, "wrapped"),
    ("generated", 1800, "markdown"), ("generated", 3000, "wrapped"),
    ("GPL-3", 1800, "markdown"), ("GPL-3", 1800, "wrapped"), ("GPL-3", 3000, "markdown"),
    ("GPL-2", 1200, "wrapped"), ("GFDL-1.3", 1800, "lines"), ("MPL-2.0", 1400, "markdown"),
    ("vygotsky-socialist-psychology", 2500, "lines"), ("vygotsky-socialist-psychology", 3000, "markdown"),
    ("mass-and-political-organization", 1800, "markdown"), ("history-of-separation", 1400, "wrapped"),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(("name", "size", "form"), PAGED)
def test_pages_in_their_right_order_stay_in_it(name, size, form):
    pages = paged(prose(name), size)
    made = read(pages, form)
    assert "booklet" not in made.provenance
    assert not codes(made) & {"pages_reordered", "pages_out_of_order"}


@pytest.mark.long
@pytest.mark.parametrize(("start", "form"), [(400_000, "markdown"), (400_000, "wrapped"), (600_000, "lines")])
def test_a_long_book_whose_pages_stand_right_stays_as_it_is(start, form):
    pages = paged(prose("exodus", slice(start, start + 70_000)), 3000)
    assert "booklet" not in read(pages, form).provenance


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "size", "laid"),
    [
        ("generated", 1400, "last_page_first"),
        ("generated", 1400, "one_sided_first_page_first"),
        ("generated", 1800, "first_page_first"),
        ("generated", 1800, "reversed"),
        ("history-of-separation", 1400, "last_page_first"),
    ],
)
def test_pages_laid_on_sheets_or_in_a_stack_are_put_back(name, size, laid):
    pages = paged(prose(name), size)
    sheets = LAID[laid]((len(pages) + 3) // 4 * 4)
    made = read([pages[number - 1] for number in sheets if number <= len(pages)], "markdown")
    assert made.provenance["booklet"]["proposed"]["imposition"] == laid
    assert in_order(pages, made) > 0.85
    assert "pages_reordered" in codes(made)


@pytest.mark.long
@pytest.mark.parametrize(("name", "size"), [("handbook", 1300), ("GFDL-1.3", 1400)])
def test_a_stack_scanned_from_behind_is_put_right_or_doubted(name, size):
    pages = paged(prose(name), size)
    made = read(pages[::-1], "markdown")
    put_right = in_order(pages, made) > 0.7 and "page_order_unproven" in codes(made)  # where nothing shows it
    assert "pages_out_of_order" in codes(made) or put_right or in_order(pages, made) > 0.85


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("name", "size"), [("generated", 1800), ("GPL-3", 1400), ("history-of-separation", 1400)]
)
def test_shuffled_pages_are_not_put_into_an_order_that_is_wrong_too(name, size, seed):
    pages = paged(prose(name), size)
    made = read(Random(seed).sample(pages, len(pages)), "markdown")
    assert "pages_reordered" not in codes(made)
    if "booklet" in made.provenance:
        assert "pages_out_of_order" in codes(made)


def test_the_order_of_the_file_competes_even_when_the_time_for_the_others_is_over():
    cues = cues_of(
        pieces := [Piece(one) for page in paged(prose("handbook"), 1800) for one in page.split("\n\n")]
    )
    pages = Pages(cues, Continuity(pieces, cues))
    score = as_it_stands(pages)
    pages.work = 10**9
    assert as_it_stands(pages) == score > sum(pages.inside)
    assert layings(pages) == []
