"""The line under a title that says who wrote the text: "by Ann Leaf". Only where it can hardly be anything else."""

import re
from collections.abc import Sequence
from unicodedata import category

from readings.years import says_when

_BYLINE = re.compile(r"(?:by|von|par|por|av|af|door)\s+(?P<names>\S.*)", re.IGNORECASE)
_CHINESE = re.compile(r"(?:作者|著者|撰文)[：:]\s*(?P<names>[^\W\d_]{2,5}(?:[ 、，,][^\W\d_]{2,5}){0,4})")
# Scripts without capitals: there only a word that always leads a byline tells one.
_CASELESS = re.compile(
    r"(?:מאת|بقلم|تأليف|نوشتهٔ?|نوشته)[ \t]*:?[ \t]+(?P<names>[^\W\d_]{2,}(?:[ \t][^\W\d_]{2,}){1,3})"
)
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "la",
        "le",
        "di",
        "da",
        "del",
        "du",
        "dos",
        "ter",
        "zu",
        "af",
        "av",
        "al",
        "el",
        "ibn",
        "bin",
        "y",
    ]
)
_NAME = re.compile(r"(?:[^\W\d_]|['’.-])+")
_WITH_YEAR = re.compile(r"(?P<name>.+?)(?:,\s*|\s+)\(?(?P<year>(?:1[5-9]|20)\d\d)\)?\.?")
_LONGEST = 120  # code points
_LONGEST_NAME = 6  # words
_LONGEST_TITLE = 120


def authors_in(line: str) -> tuple[str, ...]:
    """Return the names in a line that is a byline and nothing else, each of two words at least; else nothing."""
    if found := _CHINESE.fullmatch(line.strip()[: _LONGEST + 1]):
        return tuple(re.split(r"[ 、，,]", found["names"]))
    if found := _CASELESS.fullmatch(line.strip()[: _LONGEST + 1]):
        return (found["names"],)
    found = _BYLINE.fullmatch(line.strip()[: _LONGEST + 1])
    if not found or len(line) > _LONGEST:
        return ()
    names = tuple(_BETWEEN.split(found["names"]))
    return names if all(map(is_name, names)) else ()


def is_titled(line: str, after: str) -> bool:
    """Tell whether a line with a byline right under it is a title: short, and no sentence."""
    title = line.strip()
    return (
        is_short_of_sentence(title)
        and _may_begin(title.lstrip("“‘\"'«„")[:1])
        and not authors_in(title)
        and bool(authors_in(after))
    )


def _may_begin(sign: str) -> bool:
    """Whether a title may begin with this sign: a capital, or a letter of a script that has none."""
    return sign.isupper() or category(sign or " ") == "Lo"


def titled_lines(lines: Sequence[str]) -> int:
    """How many lines with which a text begins are its title, its byline, and when it was first published; 0 for others."""
    if len(lines) < 2 or not is_titled(lines[0], lines[1]):
        return 0
    behind = (
        at for at in range(2, len(lines)) if len(lines[at]) > _LONGEST or not says_when(lines[at].strip())
    )
    return next(behind, len(lines))


def is_short_of_sentence(line: str) -> bool:
    """Tell whether a line is short and does not end as a sentence does."""
    return 0 < len(line) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", ":"))


def is_bare(line: str) -> bool:
    """Tell whether a line is a byline's first word alone, over the name: "BY"."""
    return line.strip().casefold() in ("by", "von", "par", "por", "av", "af", "door")


def is_name(said: str) -> bool:
    """Tell whether words are set as the name of a person is, of two words at least."""
    words = said.split()
    capitals = [word for word in words if word[:1].isupper()]
    return (
        len(capitals) >= 2
        and len(words) <= _LONGEST_NAME
        and all(_NAME.fullmatch(word) for word in words)
        and all(word in capitals or word in _PARTICLES for word in words)
        and not (words[-1].endswith(".") and len(words[-1]) > 3)  # "Jr." may end a name, a sentence may not
    )


def name_and_year(line: str) -> tuple[str, str]:
    """Return the name that a line is, and the year behind it, "" for none; nothing for any other line."""
    found = _WITH_YEAR.fullmatch(line[: _LONGEST + 1])
    name, year = (found["name"], found["year"]) if found else (line, "")
    return (name, year) if len(line) <= _LONGEST and is_name(name) else ("", "")
