"""Which doubts about a corrected text are settled: what was published just so has been looked at. Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Sequence

from readings.structure import Doubt, Structure

_ABOUT_TITLE = frozenset(
    ("title_missing", "title_guessed")
)  # the entry of a text keeps the title that it has
_ABOUT_ALL = frozenset(
    ("not_utf8", "control_characters", "pages_out_of_order", "pages_reordered", "same_file")
)


def still_open(
    read: Structure, *, published: Container[tuple[str, str]], set_apart: Container[str]
) -> Sequence[Doubt]:
    """Return the doubts about what was read, but for those on words that the edition before has just so.

    `published` are its paragraphs, each by its kind and its words; `set_apart` is what was set apart from it.
    """
    starts = [paragraph.start for paragraph in read.paragraphs]
    apart: dict[int, list[str]] = defaultdict(list)
    for one in read.provenance.get("set_apart", ()):
        apart[one["where"]].append(one["text"])
    kept = []
    for doubt in read.warnings:
        paragraph = read.paragraphs[max(0, bisect_right(starts, doubt.where) - 1)]
        words = read.content[paragraph.start : paragraph.end]
        is_known = (paragraph.kind, words) in published and all(
            text in set_apart for text in apart[doubt.where]
        )
        if doubt.code in _ABOUT_ALL or not (is_known or doubt.code in _ABOUT_TITLE):
            kept.append(doubt)
    return kept
