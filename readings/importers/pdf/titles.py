"""The words of headings: "Chapter One", a number alone, the number before a title, and a title as letters only. Pure."""

import re

_LONGEST = 240  # code points
_NAMES = (
    "volume|book|part|chapter|section|appendix|lecture|letter|act|scene|band|buch|teil|kapitel|abschnitt|anhang|"
    "tome|livre|partie|chapitre|annexe|libro|parte|capítulo|capitolo"
)
_COUNT = (
    r"(?:\d{1,3}|[IVXLC]{1,7}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:-?\w{3,5})?)"
)
BARE = re.compile(rf"(?:(?:{_NAMES})(?:\s+{_COUNT})?|{_COUNT})\s*[.:]?", re.IGNORECASE)
ONLY_NAME = re.compile(rf"(?:{_NAMES})", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?:(?:{_NAMES})\s+{_COUNT}|(?:\d{{1,3}}|[A-Z])(?:\.\d{{1,3}})*|[IVXLC]{{1,7}})(?:\s*[.:)—–-]+\s*|\s+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?\s")


def depth_of(text: str) -> int:
    """Return how many numbers a title is counted with, "2.1" with two; 0 for one without."""
    found = _COUNTED.match(text)
    return found[1].count(".") + 1 if found else 0


def is_numbered(text: str) -> bool:
    """Tell "1 Nets" and "Chapter One", but not "A net"."""
    found = _NUMBERED.match(text)
    return found is not None and not found[0].strip().isalpha()


def names_of(text: str) -> frozenset[str]:
    """Return a title as letters and digits, with its number and without it."""
    text = text[:_LONGEST]
    found = _NUMBERED.match(text)
    both = (text, text[found.end() :]) if found else (text,)
    return frozenset(filter(None, ("".join(filter(str.isalnum, one.casefold())) for one in both)))
