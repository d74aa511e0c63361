"""Words that somebody typed, found among those of a paragraph. What was said long ago is found by `readings.anchoring`."""

from collections.abc import Iterable, Mapping
from typing import Any

from readings.normalising import normal


def find_typed(
    typed: str, words: str, start: int, marks: Iterable[Mapping[str, Any]]
) -> tuple[int, int] | None:
    """Find words that somebody typed among the words of a paragraph that begins at `start`; the first place, if any.

    What a reader does not see as words is passed over on both sides: white space, as a line ends elsewhere on the
    page; the figures of notes, unless they are typed too; the bar between two cells of a table.
    """
    figures = {
        place for mark in marks if mark["kind"] == "note_ref" for place in range(mark["start"], mark["end"])
    }
    wanted = _bare(normal(typed))
    seen = [(char, place) for place, char in enumerate(words, start) if _bare(char)]
    for left in ([one for one in seen if one[1] not in figures], seen):
        at = "".join(char for char, _place in left).find(wanted)
        if wanted and at >= 0:
            return left[at][1], left[at + len(wanted) - 1][1] + 1
    return None


def _bare(words: str) -> str:
    return "".join(words.replace("|", "").split())
