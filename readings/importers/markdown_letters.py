"""Lists in Markdown whose items have letters, roman numerals or brackets, as pandoc takes them: `a.`, `(2)`, `iv)`.

CommonMark knows only numbers and bullets, and joins such items to one paragraph. So the parser is shown numbers in their
place, and what stood there is said on its items afterwards. A second item must follow the first.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from readings.importers.markers import Marker, marker_of

type Parse = Callable[[str], list[Token]]

_BY_COMMONMARK = ("1.", "1)")
_QUOTED = re.compile(r"(?: {0,3}>[ ]?)*")
_FENCE = re.compile(r"[ ]*(```+|~~~+)")
_NUMBERED_WITH_BRACKET = re.compile(r"^[ >]*\d{1,3}\)[ ]", re.M)
_LONGEST = 1_000_000  # code points of a text that is parsed twice when need be
_MOST_TIMES = 3
_MOST_OPEN = 12  # lists in and beside one another, of which the next item may be


@dataclass(slots=True)
class _List:
    """A list that is open: the marker of its last item, the line of its first one, and what quotes it."""

    marker: Marker
    first: int
    quoted: int
    is_told: bool = False


def with_lettered_lists(text: str, parse: Parse) -> list[Token]:
    """Return the block tokens of a text, such lists among them; the items have what is shown before them in `meta`."""
    lines = text.split("\n")
    found = _markers(lines) if len(text) <= _LONGEST else {}
    close = (
        "." if found and _NUMBERED_WITH_BRACKET.search(text) else ")"
    )  # so that no list of numbers goes on with it
    for _time in range(_MOST_TIMES):
        if not found:
            break
        shown = [_numbered(line, found[at], close) if at in found else line for at, line in enumerate(lines)]
        tokens = parse("\n".join(shown))
        items = _items(tokens)
        if found.keys() <= items.keys():
            for at, marker in found.items():
                items[at].meta["marker"] = marker.shown
            return tokens
        found = {
            at: marker for at, marker in found.items() if at in items
        }  # the others stand in code, or in a note
    return parse(text)


def _items(tokens: Sequence[Token]) -> dict[int, Token]:
    """The items of numbered lists by the lines that they begin in, those of notes aside, which have no lists."""
    found, notes = dict[int, Token](), 0
    for token in tokens:
        notes += token.nesting if token.type.startswith("footnote_reference_") else 0
        if token.type == "list_item_open" and token.map and not notes and token.info:
            found[token.map[0]] = token
    return found


def _numbered(line: str, marker: Marker, close: str) -> str:
    """Put a number of the same width, if it has one so wide, in the place of a marker."""
    cut = len(line) - len(line[_quoted(line) :]) + marker.indent
    number = f"{marker.value}{close}".rjust(min(len(marker.shown), 3))
    return line[:cut] + number + line[cut + len(marker.shown) :]


def _quoted(line: str) -> int:
    """How many characters of a line say that it is quoted."""
    found = _QUOTED.match(line)
    return found.end() if found else 0


def _markers(lines: Sequence[str]) -> dict[int, Marker]:
    """The markers of such lists by their lines."""
    found, around = dict[int, Marker](), list[_List]()
    fence, is_blank, is_led = "", True, True
    for at, line in enumerate(lines):
        quoted = _quoted(line)
        bare = line[quoted:]
        if fenced := _FENCE.match(bare):
            fence = "" if fence and fenced[1].startswith(fence) else fence or fenced[1]
        if fence or not bare.strip():
            is_blank = True
            continue
        marker = marker_of(bare)
        marker = None if marker and (not marker.ordered or not bare[marker.text_at - 1].isspace()) else marker
        if is_blank or marker:
            indent = len(bare) - len(bare.lstrip())
            while around and (around[-1].quoted != bool(quoted) or indent < around[-1].marker.indent - 1):
                around.pop()
        if marker and (of := _following(marker, around)):
            marker = marker.after(of.marker) or marker
            if marker.style not in _BY_COMMONMARK:
                found |= {of.first: of.marker} if not of.is_told else {}
                found[at] = marker
            of.marker, of.is_told = marker, True
        elif marker and (is_blank or is_led) and marker.value == 1:
            around = [*around[1 - _MOST_OPEN :], _List(marker, at, bool(quoted))]
        elif is_blank:
            around = [one for one in around if one.marker.indent < len(bare) - len(bare.lstrip())]
        is_blank, is_led = False, bool(around) or bare.rstrip().endswith(":") or bool(marker_of(bare))
    return found


def _following(marker: Marker, around: list[_List]) -> _List | None:
    """The list around it, innermost first, that a marker goes on with; those inside that list have ended."""
    for depth in range(len(around) - 1, -1, -1):
        other = around[depth].marker
        if abs(marker.indent - other.indent) <= 1 and marker.after(other):
            del around[depth + 1 :]
            return around[depth]
    return None
