"""Accents that a page prints as signs of their own: put together with the letters that they stand over or under.

TeX, with the fonts that it had first, shows "é" as an acute and an "e" printed through each other, and so its files
hold two signs, the accent before or behind the letter, or at another end of the line when a capital lifts it. By its
place an accent is told from a quotation mark or a sign of code, which stands beside a letter. Pure: where signs
stand is asked of a function.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

NOTHING = "\ufdd0"  # where a sign was that is no more; no text has this one
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "˛": "\u0328",
    "¯": "\u0304",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_ACCENT = re.compile(f"[{re.escape(''.join(_ACCENTS))}]")
_ALONE = re.compile(rf"(?<!\S){_ACCENT.pattern}(?!\S)")
_SPACES = re.compile(rf"[\s{NOTHING}]*{NOTHING}[\s{NOTHING}]*")
_LOWEST, _HIGHEST = -0.15, 0.6  # of the size: how far above the baseline of its letter that of an accent is
_WORD_SPACE = 0.12  # of the size: less is no space between two letters
_AROUND = 300  # signs before and behind a lifted accent, among which its letter may be
_MOST_ALONE = 100  # on a page


class Place(NamedTuple):
    """Where a sign stands along its line, how high its baseline is, and its size."""

    start: float
    end: float
    y: float
    size: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


type Ask = Callable[[int], Place | None]  # None for spaces that the file does not have


def with_accents(text: str, place_of: Ask) -> str:
    """Return the signs of a page, as many as before, with accents on their letters and NOTHING where these were."""
    if not _ACCENT.search(text):
        return text
    signs = list(text)
    for found in _ACCENT.finditer(text):
        at = found.start()
        _put_together(signs, at, _beside(text, at), place_of)
    for found in islice(_ALONE.finditer("".join(signs)), _MOST_ALONE):
        at = found.start()
        around = range(max(at - _AROUND, 0), min(at + _AROUND, len(signs)))
        _put_together(signs, at, (near for near in around if signs[near].isupper()), place_of)
    return _without_false_spaces(signs, place_of)


def _beside(text: str, at: int) -> Iterator[int]:
    """Yield the letter behind an accent and the one before it, over spaces that there may be."""
    for step in (1, -1):
        near = at + step
        while 0 <= near < len(text) and abs(near - at) < 4 and text[near].isspace():
            near += step
        if 0 <= near < len(text):
            yield near


def _put_together(signs: list[str], at: int, near: Iterable[int], place_of: Ask) -> None:
    """Put an accent on the nearest of the letters through which it is printed."""
    letters = [(letter, made) for letter in near if (made := _accented(signs[letter], signs[at]))]
    accent = place_of(at) if letters else None
    if accent is None:
        return
    nearest, best = accent.size, -1
    for letter, _made in letters:
        place = place_of(letter)
        if place is not None and _is_over(accent, place) and abs(accent.middle - place.middle) < nearest:
            nearest, best = abs(accent.middle - place.middle), letter
    if best >= 0:
        signs[best], signs[at] = dict(letters)[best], NOTHING


def _accented(letter: str, accent: str) -> str:
    """Return a letter with an accent, "" when there is none such."""
    if not letter.isalpha():
        return ""
    made = normalize("NFC", _DOTLESS.get(letter, letter) + _ACCENTS[accent])
    return made if len(made) == 1 else ""


def _is_over(accent: Place, letter: Place) -> bool:
    return (
        letter.start < accent.middle < letter.end
        and _LOWEST * letter.size <= accent.y - letter.y <= _HIGHEST * letter.size
    )


def _without_false_spaces(signs: list[str], place_of: Ask) -> str:
    """Take away the spaces beside an accent that only a reader saw there who took it for a letter."""
    for found in _SPACES.finditer("".join(signs)):
        start, end = found.span()
        between = [sign for sign in found[0] if sign != NOTHING]
        if not between or not start or end == len(signs):
            continue
        one, two = place_of(start - 1), place_of(end)
        joined = one and two and abs(one.y - two.y) < 0.05 * two.size
        if joined and one and two and -two.size < two.start - one.end < _WORD_SPACE * two.size:
            signs[start:end] = NOTHING * (end - start)
        else:
            # So that what stood alone is no word: spaces keep words apart.
            signs[start:end] = between[:1] * (end - start) if "\n" not in between else "\n" * (end - start)
    return "".join(signs)
