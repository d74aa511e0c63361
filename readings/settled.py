"""Which doubts about a corrected text are settled: those that somebody has looked at in the edition before. Pure.

There it stands just so, and is doubted no more. What was published while
it was still doubted has been looked at by nobody, and is asked again.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from readings.doubts import ANSWERED_BY
from readings.structure import SEPARATOR, Doubt, Structure

_ABOUT_ALL = frozenset(
    (
        "not_utf8",
        "control_characters",
        "pages_out_of_order",
        "pages_reordered",
        "same_file",
        "misnamed_text",
        "misnamed_page",
    )
)
_ABOUT_KIND = frozenset(
    (
        "heading_from_contents",
        "heading_guessed",
        "subtitle_guessed",
        "item_guessed",
        "lines_joined",
        "lines_kept",
        "verse_by_paragraphs",
        "items_by_paragraphs",
        "numbers_kept",
        "quotation_mark_kept",
        "inset_kept",
        "stanzas_kept",
        "caption_guessed",
        "heading_out_of_order",
        "heading_empty",
        "heading_not_in_contents",
        "quotation_begins_guessed",
        "contents_list",
        "table_guessed",
    )
)  # looked at as what it was taken for, and as nothing else
_AS = {"sentence_broken": "stops_mid_sentence"}  # only what comes after it makes them two
_NEAR = 40  # code points on each side of a doubtful place, within its paragraph: a word mended elsewhere is no matter
_EDGE = SEPARATOR[-1]


class Former(NamedTuple):
    """The edition before: its words, its paragraphs by place and kind in order, what is doubted and what set apart."""

    content: str
    paragraphs: Sequence[tuple[int, str]]
    warnings: Sequence[Mapping[str, Any]]
    set_apart: frozenset[str]


def still_open(read: Structure, former: Former) -> Sequence[Doubt]:
    """Return the doubts about what was read, but for those that are settled by the edition before."""
    starts = [paragraph.start for paragraph in read.paragraphs]
    apart: dict[int, list[str]] = defaultdict(list)
    for one in read.provenance.get("set_apart", ()):
        apart[one["where"]].append(one["text"])
    doubted = {(_AS.get(one["code"], one["code"]), one["where"]) for one in former.warnings}
    former_starts = [start for start, _kind in former.paragraphs]
    words = f"{_EDGE}{former.content}{_EDGE}"
    kept = []
    for doubt in read.warnings:
        paragraph = read.paragraphs[max(0, bisect_right(starts, doubt.where) - 1)]
        place = min(doubt.where, paragraph.end) - paragraph.start
        told = f"{_EDGE}{read.content[paragraph.start : paragraph.end]}{_EDGE}"
        first = max(place + 1 - _NEAR, 0)
        known = [at + place - first for at in _places(told[first : place + 1 + _NEAR], words)]
        wheres = [
            where
            for where in known
            if doubt.code not in _ABOUT_KIND
            or former.paragraphs[max(0, bisect_right(former_starts, where) - 1)][1] == paragraph.kind
        ]
        is_settled = (
            bool(wheres)
            and all((_AS.get(doubt.code, doubt.code), where) not in doubted for where in wheres)
            and former.set_apart.issuperset(apart[doubt.where])
        )
        if (
            doubt.code in ANSWERED_BY
        ):  # the entry of a text keeps the title that it has, and may lack an author
            is_settled = ANSWERED_BY[doubt.code] == "title" or (doubt.code, 0) not in doubted
        if doubt.code in _ABOUT_ALL or not is_settled:
            kept.append(doubt)
    return kept


def _places(sought: str, words: str) -> Iterator[int]:
    at = words.find(sought)
    while at >= 0:
        yield at
        at = words.find(sought, at + 1)
