"""The pieces of a draft, found again from its paragraphs and from what was set apart. Pure.

Laid once more (`readings.composing.compose`), they give the very same edition.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readings.composing import FRONT_MATTER
from readings.doubts import ANSWERED_BY
from readings.pieces import APART, Piece
from readings.structure import Laid, Mark, Ranges

# Doubts about the whole text stand at its beginning, where no paragraph is meant.
ABOUT_ALL = frozenset(
    (
        *ANSWERED_BY,
        "not_utf8",
        "control_characters",
        "same_file",
        "misnamed_text",
        "misnamed_page",
        "pages_out_of_order",
        "pages_reordered",
    )
)
# What was set apart has its doubt at the paragraph that it would have stood before.
ABOUT_APART = {
    "edit_stamp": "edit_stamp",
    "title_in_text": "title",
    "byline_in_text": "byline",
    "author_guessed": "byline",
    "imprint_in_text": "imprint",
    "colophon_in_text": "colophon",
    "picture_dropped": "picture",
    "empty_heading": "empty_heading",
    "page_furniture": "page_furniture",
    "page_number_apart": "page_furniture",
    "running_heads_apart": "page_furniture",
    "mail_signature": "mail_signature",
    "contents_apart": "contents",
    "prose_apart": "beside",
    "words_folded": "folded",
    "part_apart": "aside",
}


@dataclass(frozen=True, slots=True)
class Unlaid:
    """The pieces in their order, and the doubts about the text as a whole as they are stored."""

    pieces: list[Piece]
    about_all: list[dict[str, Any]]


def unlaid(
    content: str,
    paragraphs: Sequence[Laid],
    *,
    set_apart: Sequence[Mapping[str, Any]] = (),
    warnings: Iterable[Mapping[str, Any]] = (),
    opening: str = "",
    sources: Sequence[Ranges] = (),
    sources_apart: Sequence[Ranges] = (),
) -> Unlaid:
    """Return the pieces that a draft was composed of. `opening` is the title of its first section."""
    kept = [
        _piece(content, paragraph, sources[at] if at < len(sources) else ())
        for at, paragraph in enumerate(paragraphs)
    ]
    if opening == FRONT_MATTER and kept[0].kind != "heading":
        at = next((at for at, piece in enumerate(kept) if piece.kind == "heading"), 0)
        kept[at] = replace(kept[at], data={**kept[at].data, "named": True})
    aparts = [
        Piece(
            apart["text"],
            APART,
            data={"why": apart["why"]},
            source=sources_apart[at] if at < len(sources_apart) else (),
        )
        for at, apart in enumerate(set_apart)
    ]
    about_all = _with_doubts(kept, aparts, paragraphs, [apart["where"] for apart in set_apart], warnings)
    return Unlaid(_in_order(kept, aparts, paragraphs, [apart["where"] for apart in set_apart]), about_all)


def _piece(content: str, paragraph: Laid, source: Ranges) -> Piece:
    data, rank = dict(paragraph.data), 0
    if paragraph.kind == "heading":
        rank = data.pop("level", 1)
    if paragraph.kind == "note" and "continues" not in data:
        data["key"] = f"n{paragraph.number}"
    marks = []
    for plain in paragraph.marks:
        mark = plain if isinstance(plain, Mark) else Mark.from_dict(plain)
        if mark.kind == "note_ref":
            note = mark.data.get("note")
            mark = replace(mark, data={"key": f"n{note}"} if note else {})
        marks.append(mark.moved(-paragraph.start))
    words = content[paragraph.start : paragraph.end]
    return Piece(
        words, paragraph.kind, rank=rank, marks=tuple(marks), data=data, source=tuple(map(_pair, source))
    )


def _pair(stretch: Sequence[int]) -> tuple[int, int]:
    start, end = stretch
    return start, end


def _with_doubts(
    kept: list[Piece],
    aparts: list[Piece],
    paragraphs: Sequence[Laid],
    wheres: Sequence[int],
    warnings: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Give each doubt to the piece it is about; return those about the whole text."""
    about_all: list[dict[str, Any]] = []
    starts = [paragraph.start for paragraph in paragraphs]
    for warning in sorted(warnings, key=lambda warning: warning["where"]):
        code, where = warning["code"], warning["where"]
        names = warning.get("values") or {}
        why = ABOUT_APART.get(code)
        apart = next(
            (
                at
                for at, place in enumerate(wheres)
                if place == where and aparts[at].data["why"] == why and not aparts[at].doubts
            ),
            None,
        )
        if code in ABOUT_ALL:
            about_all.append(dict(warning))
        elif apart is not None:
            aparts[apart] = aparts[apart].with_doubt(code, **names)
        else:
            at = max(bisect_right(starts, where) - 1, 0)
            kept[at] = kept[at].with_doubt(code, min(where - starts[at], len(kept[at].text)), **names)
    return about_all


def _in_order(
    kept: Sequence[Piece],
    aparts: Sequence[Piece],
    paragraphs: Sequence[Laid],
    wheres: Sequence[int],
) -> list[Piece]:
    made, at = list[Piece](), 0
    for piece, paragraph in zip(kept, paragraphs, strict=True):
        while at < len(aparts) and wheres[at] <= paragraph.start:
            made.append(aparts[at])
            at += 1
        made.append(piece)
    return [*made, *aparts[at:]]
