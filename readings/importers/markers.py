"""List markers at the beginning of a line of plain text: bullets, numbers, letters, small roman numerals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readings.months import goes_on_as_date

_MARKER = re.compile(
    r"""(?P<indent>[ ]*)
    (?:(?P<bullet>[•◦▪‣●○■□∙·▶►➢➤◆◇❖✓✔]|[-*+–](?![-*+–]))(?P<gap>[ ]*)
      |(?P<open>\()?(?P<label>\d{1,3}|[a-z]|[ivx]{2,5})(?P<close>[.)]|(?<=[٠-٩۰-۹])[ ]?[-–])(?P<space>[ ]*)
    )(?=\S)""",
    re.VERBOSE,
)
# The converter that numbered this line did not know that it had a marker of its own.
_DOUBLED = re.compile(r"[ ]*\d{1,3}\.[ ]+(?=(?:[a-z]|[ivxIVX]{1,5}|\d{1,3})\)[ ]*[^\W\d_])")
_SURE_BULLETS = "•◦▪‣●○■□∙·▶►➢➤◆◇❖✓✔"
_LONGEST_ITEM = 20  # lines
_LONGEST_NAME = 40  # code points, of what stands over a list
_HANGING = "  "
_OPENS_SPEECH = "–"  # as well as items
_BULLETS_AND_SPACE = f"{_SURE_BULLETS}-*+–— "


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker: its indentation, its style ("•", "1.", "a)"…), its value, where its text begins."""

    indent: int
    style: str
    value: int
    text_at: int
    shown: str
    sure: bool

    @property
    def ordered(self) -> bool:
        return self.value > 0

    @property
    def label(self) -> str:
        return self.shown.strip("().")

    def after(self, other: "Marker") -> "Marker | None":
        """Return this marker as the next one of the list that the other is in, or None if it is not.

        A lone i, v or x may be a letter or a numeral: what came before decides.
        """
        if self.style == other.style and (not self.ordered or self.value == other.value + 1):
            return self
        as_other = replace(self, style=other.style, value=_value_as(self.label, other.style))
        same_signs = self.style.strip("1ai") == other.style.strip("1ai")
        return as_other if same_signs and 0 < as_other.value == other.value + 1 else None


def marker_of(line: str, *, is_item: bool = False) -> Marker | None:
    """Return the list marker that a line seems to begin with; `sure` when it can be nothing else.

    Of a line that is known to be an item (`is_item`), the number is no day before a month.
    """
    found = _MARKER.match(line)
    if not found or not line.strip(_BULLETS_AND_SPACE):  # a row of stars is a break
        return None
    indent = len(found["indent"])
    if bullet := found["bullet"]:
        sure = bullet in _SURE_BULLETS or (indent >= 2 and bool(found["gap"]))
        return Marker(indent, bullet, 0, found.end(), bullet, sure)
    label, close = found["label"], found["close"]
    if close != ")" and not found["space"]:  # "3.5 per cent", "e.g.", "٥-٦"
        return None
    if close == "." and label.isdigit() and not is_item and goes_on_as_date(line[found.end() :]):
        return None
    value, script = _value(label)
    shown = line[indent : found.end()].rstrip()
    style = f"{found['open'] or ''}{script}{close}"
    return Marker(indent, style, value, found.end(), shown, indent >= 2 and bool(found["space"]))


def list_under(lines: Sequence[str]) -> int:
    """Return the line with which a list begins right under the words that lead to it, 0 for none.

    Those end with a colon, or bullets can be nothing else, or they are a short name over nothing but items; a second
    item must follow the first.
    """
    if marker_of(lines[0]):
        return 0
    for at in range(1, len(lines)):
        line = lines[at]
        is_announced = lines[at - 1].endswith(":") or (at == 1 and _is_name_over_items(lines))
        marker = marker_of(line) if is_announced or line[0] in _BULLETS_AND_SPACE else None
        if marker is None or marker.value > 1 or line[marker.text_at - 1] != " ":
            continue
        following = (marker_of(other) for other in lines[at + 1 : at + _LONGEST_ITEM])
        is_led = is_announced or (marker.sure and not marker.ordered)
        if is_led and any(other and other.after(marker) for other in following):
            return at
    return 0


def _is_name_over_items(lines: Sequence[str]) -> bool:
    """Tell a short line that ends no sentence over items: numbers that count on, or nothing but bullets and what hangs under them."""
    name = lines[0].strip()
    if len(name) > _LONGEST_NAME or not name[:1].isupper() or name[-1] in ".,;!?" or len(lines) < 3:
        return False
    markers = [marker_of(line) for line in lines[1:]]
    first, others = markers[0], [marker for marker in markers[1:] if marker]
    if first is None or not others or others[0].after(first) is None:
        return False
    if first.ordered:
        return first.value == 1 and first.label == "1"
    return first.style != _OPENS_SPEECH and all(
        marker.style == first.style if marker else line.startswith(_HANGING)
        for marker, line in zip(markers, lines[1:], strict=True)
    )


def _value(label: str) -> tuple[int, str]:
    if label.isdigit():
        return int(label), "1"
    if len(label) == 1 and label != "i":
        return ord(label) - ord("a") + 1, "a"
    return roman_value(label), "i"


def _value_as(label: str, style: str) -> int:
    """Return the value of a label read in the script of a style, 0 when it has none in it."""
    if "a" in style:
        return ord(label) - ord("a") + 1 if len(label) == 1 and label.isalpha() else 0
    return roman_value(label) if "i" in style else 0


def without_doubled(line: str) -> str:
    """Return the line without its first list marker when it has another one right behind it."""
    found = _DOUBLED.match(line)
    return line[found.end() :] if found else line


_ROMAN_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(numeral: str) -> int:
    """Return the value of a well-formed roman numeral in either case, 0 for anything else."""
    numeral = numeral.upper()
    if not numeral or not _ROMAN_FORM.fullmatch(numeral):
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    smaller = [*digits[1:], 0]
    return sum(-digit if digit < after else digit for digit, after in zip(digits, smaller, strict=True))
