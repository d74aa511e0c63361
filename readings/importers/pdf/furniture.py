"""Running heads, running feet and page numbers, recognised by what comes again from page to page.

Only the outermost rows of a page are looked at. A row is furniture when it says the same at the same height on
several pages but for a number that counts with the pages, when it is that number alone, or when it stands where
furniture stands. What may just as well be words of the text that come again stays (`refrains`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from statistics import median

from readings.importers.markers import roman_value
from readings.importers.pdf.lines import Line, line_of, rows
from readings.importers.pdf.refrains import Again, Measured, is_apart, measured, verdict

_DEEPEST = 4  # rows from the edge
_LONGEST = 160  # code points
_LARGEST = 1.15  # of the size of the body
_LARGEST_NUMBER = 1.6  # of the same: a page number at the foot, where no chapter begins
_SMALLER = 0.85  # of the size of the row beside it: no row of one text with it
_TOLERANCE = 5.0  # points by which the height of furniture may change from page to page
_NUMBER = re.compile(r"(?<![\w.])(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})(?![\w.]*\w)")
_OPENING = re.compile(
    r"(?:chapter|part|book|appendix|kapitel|teil|buch|anhang|chapitre|partie|livre|capítulo|parte)(?:\s+\w+)?\.?",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?<=\d)\s*(?:/|of|von|de|sur)\s*\d{1,4}\s*$", re.IGNORECASE)
_AROUND = " -–—[]|/.·•"
_ONLY_NUMBER = re.compile(
    r"[^\w]*(?:(?:page|p\.|seite|s\.)\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"(?:\s*(?:/|of|von|de)\s*\d{1,4})?[^\w]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sorted:
    """The stretches of one page, without its furniture, and the furniture as (why, text)."""

    body: list[Line]
    head: list[tuple[str, str]] = field(default_factory=list)
    foot: list[tuple[str, str]] = field(default_factory=list)
    label: str = ""
    doubted: list[Line] = field(default_factory=list)  # of the body: perhaps furniture


@dataclass(slots=True)
class _Edge:
    """A row near the top (zone 0) or the bottom (zone 1) of a page, `depth` rows from the edge."""

    page: int
    zone: int
    depth: int
    line: Line
    parts: list[Line]
    isolated: bool
    inner_size: float
    gap: float | None  # to the next row further in
    why: str = ""
    label: str = ""
    same: str = ""  # what comes again on other pages, without the number that counts with them
    is_doubted: bool = False


def without_furniture(pages: Sequence[Sequence[Line]], body_size: float) -> list[Sorted]:
    """Part the furniture of all pages from what is read on them, which is mostly of `body_size` points."""
    edges = [edge for number, parts in enumerate(pages) for edge in _edges(number, parts)]
    enough = 3 if len(pages) > 4 else 2
    small = [edge for edge in edges if not _is_large(edge, body_size) and not _opens(edge, body_size)]
    _mark_repeated(small, enough)
    _mark_counting(small, enough)
    by_place: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_place[edge.page, edge.zone].append(edge)
    _keep_refrains(small, by_place, measured(pages))
    _mark_numbers_alone(small, len(pages))
    _mark_by_place(by_place, body_size)
    made = [Sorted(list(parts)) for parts in pages]
    for edge in edges:
        if edge.is_doubted and not edge.why:
            made[edge.page].doubted += edge.parts
    for (page, zone), near in by_place.items():
        cut = _outermost(near)
        gone = {id(part) for edge in cut for part in edge.parts}
        if not gone:
            continue
        sorted_page = made[page]
        sorted_page.body = [part for part in sorted_page.body if id(part) not in gone]
        said = [(edge.why, edge.line.text) for edge in (cut if zone == 0 else reversed(cut))]
        (sorted_page.head if zone == 0 else sorted_page.foot).extend(said)
        sorted_page.label = sorted_page.label or next((edge.label for edge in cut if edge.label), "")
    return made


def _is_large(edge: _Edge, body_size: float) -> bool:
    """Whether a row is set as headings are; so is no number alone at the very foot of a page, were it a bit larger."""
    is_number = edge.zone == 1 and edge.depth == 0 and bool(_ONLY_NUMBER.fullmatch(edge.line.text))
    return edge.line.size > (_LARGEST_NUMBER if is_number else _LARGEST) * body_size


def _opens(edge: _Edge, body_size: float) -> bool:
    """Recognise the "CHAPTER 3" over the title of a chapter, which also comes again at one height."""
    return edge.inner_size > _LARGEST * body_size and bool(_OPENING.fullmatch(edge.line.text))


def _outermost(near: Sequence[_Edge]) -> list[_Edge]:
    """Return the furniture of one edge of a page, from outside; what stands further in is none."""
    return list(takewhile(lambda edge: edge.why, sorted(near, key=lambda edge: edge.depth)))


def _edges(page: int, parts: Sequence[Line]) -> Iterator[_Edge]:
    found = rows(parts)
    lines = [line_of(row) for row in found]
    for zone in (0, 1):
        order = range(len(lines)) if zone == 0 else range(len(lines) - 1, -1, -1)
        for depth, at in enumerate(order):
            if depth >= _DEEPEST or len(lines[at].text) > _LONGEST:
                break
            inner = at + 1 if zone == 0 else at - 1
            beside = lines[inner] if 0 <= inner < len(lines) else None
            isolated = beside is None or abs(beside.y - lines[at].y) > 1.55 * lines[at].size
            gap = abs(beside.y - lines[at].y) if beside else None
            size = beside.size if beside else 0.0
            yield _Edge(page, zone, depth, lines[at], found[at], isolated, size, gap)


def _mark_repeated(edges: Sequence[_Edge], enough: int) -> None:
    """The same words at the same height on several pages near each other are a running head or foot."""
    same: dict[tuple[int, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        same[edge.zone, edge.line.text.casefold()].append(edge)
    for group in same.values():
        near = _at_one_height(group)
        pages = {edge.page for edge in near}
        near = [edge for edge in near if any(edge.page + by in pages for by in (-2, -1, 1, 2))]
        if len({edge.page for edge in near}) >= enough:
            for edge in near:
                edge.why, edge.same = "running_head", edge.line.text.casefold()


def _keep_refrains(
    edges: Sequence[_Edge], by_place: dict[tuple[int, int], list[_Edge]], measures: Measured
) -> None:
    """Words of the text may come again at the head or foot of its pages: what is not told for furniture stays."""
    said = Counter((edge.zone, edge.same or edge.line.text.casefold()) for edge in edges)
    blocks: dict[tuple[int, tuple[str, ...]], list[list[_Edge]]] = defaultdict(list)
    for (_page, zone), near in by_place.items():
        block = list[_Edge]()
        for edge in _outermost(near):
            if not edge.same:
                continue
            if edge.line.cells and (edge.label or edge.line.size > _SMALLER * edge.inner_size):
                continue  # the head of a table that goes on, or words at one end of a row and a number at the other
            block.append(edge)
            if is_apart(edge.gap, measures) or edge.line.size <= _SMALLER * edge.inner_size:
                blocks[zone, tuple(edge.same for edge in block)].append(block)
                block = []
        for edge in block:  # no further from the text than its lines are
            edge.why, edge.label, edge.is_doubted = "", "", bool(edge.label)
    for (zone, texts), group in blocks.items():
        beside = [by_place[block[0].page, zone] for block in group]
        told = verdict(
            [
                Again(
                    tuple(edge.line for edge in block),
                    block[-1].gap,
                    zone == 0,
                    any(edge.why == "page_number" and edge not in block for edge in near),
                    counts=any(edge.label and edge.why == "running_head" for edge in block),
                )
                for block, near in zip(group, beside, strict=True)
            ],
            said[zone, texts[-1]],
            measures,
        )
        for edge in (edge for block in group if told != "furniture" for edge in block):
            edge.why, edge.label, edge.is_doubted = "", "", told == "doubted"


def _mark_counting(edges: Sequence[_Edge], enough: int) -> None:
    """A number that is always as much more than the page's place in the file is the page's number.

    Theses, letters or notes that count with the pages, one on each, say something else every time.
    """
    steady: dict[tuple[int, int, bool], list[tuple[_Edge, str]]] = defaultdict(list)
    for edge in edges:
        for number in dict.fromkeys(_numbers(edge.line.text)):
            value = _value(number)
            if value:
                steady[edge.zone, value - edge.page, number.isdigit()].append((edge, number))
    for group in sorted(steady.values(), key=len, reverse=True):
        near = {id(edge) for edge in _at_one_height([edge for edge, _ in group])}
        said = Counter(_around(edge, number) for edge, number in group)
        found = [
            (edge, number)
            for edge, number in group
            if id(edge) in near and (said[_around(edge, number)] > 1 or _has_own_cell(edge, number))
        ]
        if len({edge.page for edge, _ in found}) < enough:
            continue
        for edge, number in found:
            only = _ONLY_NUMBER.fullmatch(edge.line.text)
            edge.why, edge.label = "page_number" if only else "running_head", edge.label or number
            bare = edge.line.text.rstrip(".") == number
            # "Page 3" and "- 3 -" are no words of a text; a number alone at a foot is no heading of what follows.
            edge.same = "" if only and not (bare and edge.zone == 0) else _around(edge, number)


def _around(edge: _Edge, number: str) -> str:
    return edge.line.text.casefold().replace(number.casefold(), "#", 1)


def _has_own_cell(edge: _Edge, number: str) -> bool:
    """Whether the number stands at one end of its row, far from the words, and the row far from the text."""
    cells = ["".join(run.text for run in edge.line.runs[slice(*cell)]).strip() for cell in edge.line.cells]
    return edge.isolated and number in cells


def _value(number: str) -> int:
    return int(number) if number.isdigit() else roman_value(number)


def _mark_numbers_alone(edges: Sequence[_Edge], pages: int) -> None:
    """The first page of a chapter has its number at the foot; of a single page no other can say how it counts."""
    offsets = {_value(edge.label) - edge.page for edge in edges if edge.label}
    for edge in edges:
        only = _ONLY_NUMBER.fullmatch(edge.line.text)
        counts = only and only["number"].isdigit() and int(only["number"]) - edge.page in offsets
        if only and counts and edge.depth == 0 and not edge.why and not edge.is_doubted:
            edge.why, edge.label = "page_number", only["number"]
    if pages == 1:
        for edge in edges:
            if edge.depth == 0 and edge.isolated and edge.line.text.strip("-–—[] ").isdigit():
                edge.why, edge.label = "page_number", edge.line.text.strip("-–—[] ")


def _numbers(text: str) -> Iterator[str]:
    """Yield the numbers at the beginning and at the end of a row ("12 of 30" is 12)."""
    text = _OF_ALL.sub("", text)
    found = list(_NUMBER.finditer(text))
    for number in found:
        before, after = text[: number.start()].strip(_AROUND), text[number.end() :].strip(_AROUND)
        if not before or not after or _ONLY_NUMBER.fullmatch(text):
            yield number[0]


def _mark_by_place(by_place: dict[tuple[int, int], list[_Edge]], body_size: float) -> None:
    """What stands alone at the height and in the size of furniture on other pages is furniture."""
    places: dict[tuple[int, int, int], int] = defaultdict(int)
    for near in by_place.values():
        for edge in _outermost(near):
            places[edge.zone, round(edge.line.y), round(edge.line.size)] += 1
    for near in by_place.values():
        for edge in sorted(near, key=lambda edge: edge.depth):
            y, size = round(edge.line.y), round(edge.line.size)
            if (
                edge.why
                or edge.is_doubted
                or edge.line.size > _LARGEST * body_size
                or _opens(edge, body_size)
            ):
                continue
            if edge.isolated and sum(places[edge.zone, y + by, size] for by in (-1, 0, 1)) >= 3:
                edge.why = "running_head"


def _at_one_height(group: Sequence[_Edge]) -> list[_Edge]:
    """Return those at the height that most pages share, of several such the one in the middle.

    Numbered items above a page number may count along with it; they stand at another height.
    """
    if not group:
        return []
    middle = median(edge.line.y for edge in group)
    ordered = sorted(group, key=lambda edge: edge.line.y)
    on = Counter[int]()  # by page, of those near the height that is looked at
    start = end = 0
    best, most = middle, (0, 0.0)
    for y in sorted({edge.line.y for edge in group} | {middle}):
        while end < len(ordered) and ordered[end].line.y - y <= _TOLERANCE:
            on[ordered[end].page] += 1
            end += 1
        while start < end and y - ordered[start].line.y > _TOLERANCE:
            page = ordered[start].page
            on[page] -= 1
            if not on[page]:
                del on[page]
            start += 1
        if (found := (len(on), -abs(y - middle))) > most:
            best, most = y, found
    return [edge for edge in group if abs(edge.line.y - best) <= _TOLERANCE]
