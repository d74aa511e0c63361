"""Paragraphs that begin with typed numbers or signs, "1. …", "2. …" and "– …", "– …": the items of a list.

Which marker goes on with which is told as in plain text (`readings.importers.nested_items`). Here markup says less than
there: it has no indentation and a paragraph each for items, for what is said by turns, and for numbered sections. So a
paragraph between two markers ends the list, and only what neighbours agree on is one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readings.importers.lines import ends_sentence
from readings.importers.markers import Marker, marker_of
from readings.importers.markup.tree import Element
from readings.importers.nested_items import DEEPER, true_markers
from readings.importers.speeches import speeches
from readings.months import counted_months
from readings.pieces import Piece

TABBED = "msolistparagraph"  # as a word processor calls an item that only a style says to be one

_LEADS_ON = (",", ";")
_SAID = re.compile(r"[^\w(]*[^\W\d_a-z].*[.?!…][”’\"»«“)\s]*", re.DOTALL)
_CALLED = re.compile(r"[^\W\d_][.,;:!?”’\"»)]*\*(?![\w*])")  # a star behind a word, which calls a note
_DASHES = ("-", "–")
_STARS = ("*", "+")
_TAB = re.compile(r"[-–]\t\s*\S")
_FEWEST = 2
_DEEPEST = 6


def with_listed_paragraphs(pieces: Sequence[Piece]) -> list[Piece]:
    """Make items of paragraphs in a row of which each goes on with the marker of the one before.

    They begin with the first of their count, and it does not go on further down, as that of sections does: such ones are
    kept, and asked about at the first of them. Nor are those items that are bold as a whole, as headings are, or that
    are sentences behind dashes, as speeches are.
    """
    found = _markers(pieces)
    if sum(marker is not None for marker in found) < _FEWEST:
        return list(pieces)
    holding = [ends_sentence(piece.text) or piece.text.endswith(_LEADS_ON) for piece in pieces]
    true = true_markers(found, [False] * len(pieces), holding)
    said = speeches([piece.text for piece in pieces], true)
    true = [None if is_said else marker for marker, is_said in zip(true, said, strict=True)]
    made, is_asked = list(pieces), False
    for start, end in _rows(pieces, true):
        row = [marker for marker in true[start:end] if marker is not None]
        if _are_said(pieces[start:end], row):
            continue
        if _counts_on(row, found, end):
            if not is_asked:
                made[start] = made[start].with_doubt("numbers_kept")
            is_asked = True
            continue
        made[start:end] = [_item(piece, marker) for piece, marker in zip(pieces[start:end], row, strict=True)]
    return made


def name_tabbed(root: Element) -> None:
    """Call items what begins with a dash and a tab, two at least in a row: nobody sets speech so."""
    for around in [root, *root.below()]:
        row: list[Element] = []
        for child in [*around.elements(), None]:
            if child is not None and child.tag == "p" and _TAB.match(_start(child)):
                row.append(child)
                continue
            for item in row if len(row) >= _FEWEST else ():
                item.attrs["class"] = f"{item.get('class')} {TABBED}".strip()
                item.classes |= {TABBED}
            row = []


def _start(paragraph: Element) -> str:
    return "".join(paragraph.strings())[:8].lstrip() if paragraph.children else ""


def _markers(pieces: Sequence[Piece]) -> list[Marker | None]:
    counted = counted_months(piece.text for piece in pieces if piece.kind == "prose")
    markers = [_marker(piece, is_item=piece.text in counted) for piece in pieces]
    if any(marker is not None and marker.style in _STARS for marker in markers) and any(
        _CALLED.search(piece.text) for piece in pieces
    ):
        return [None if marker and marker.style in _STARS else marker for marker in markers]
    return markers


def _marker(piece: Piece, *, is_item: bool) -> Marker | None:
    """Return the marker of a paragraph that may be an item, with the space behind it that people type."""
    if piece.kind not in ("prose", "quotation") or "\n" in piece.text:
        return None
    marker = marker_of(piece.text, is_item=is_item)
    if marker is None or marker.indent or not piece.text[marker.text_at - 1].isspace():
        return None
    for mark in piece.marks:
        if mark.kind == "strong" and mark.start <= marker.text_at and mark.end >= len(piece.text):
            return None
        if mark.kind == "note_ref" and mark.start < marker.text_at:
            return None
    return marker


def _rows(pieces: Sequence[Piece], markers: Sequence[Marker | None]) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs with a marker begin and end that stand in a row and are of one kind."""
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and markers[end] and pieces[end].kind == pieces[start].kind:
            end += 1
        if end - start >= _FEWEST:
            yield start, end
        start = max(end, start + 1)


def _are_said(row: Sequence[Piece], markers: Sequence[Marker]) -> bool:
    """Tell what may be speech: more than a third of what stands behind dashes are sentences."""
    dashed = [
        piece.text[marker.text_at :]
        for piece, marker in zip(row, markers, strict=True)
        if marker.style in _DASHES
    ]
    return 3 * sum(bool(_SAID.fullmatch(words)) for words in dashed) > len(dashed)


def _counts_on(row: Sequence[Marker], markers: Sequence[Marker | None], end: int) -> bool:
    """Tell numbers that begin later than a list does, or go on further down, behind other paragraphs."""
    last = dict[tuple[int, str], int]()
    for marker in row:
        if marker.value > 1 and last.get((marker.indent, marker.style)) != marker.value - 1:
            return True
        last[marker.indent, marker.style] = marker.value
    outer = {style: value for (indent, style), value in last.items() if value and not indent}
    for at in range(end, len(markers)):
        if not outer:
            break
        if (one := markers[at]) and outer.pop(one.style, None) == one.value - 1:
            return True
    return False


def _item(piece: Piece, marker: Marker) -> Piece:
    data = {
        **piece.data,
        "level": min(1 + marker.indent // DEEPER, _DEEPEST),
        "ordered": marker.ordered,
        "marker": marker.shown if marker.ordered else "",
    }
    data |= {"value": marker.value} if marker.ordered else {}
    data |= {"quoted": True} if piece.kind == "quotation" else {}
    return replace(piece.without_start(marker.text_at), kind="list_item", data=data)
