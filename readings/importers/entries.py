"""What every reader gives, and what a file says about its text made fit for the library's entry: titles, names, languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from readings.importers.decoding import tidy
from readings.importers.nameless import is_account, is_nameless
from readings.pieces import Piece
from readings.structure import Picture

_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_LONGER_CODES = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt",
    "dut": "nl", "nld": "nl", "gre": "el", "ell": "el", "rus": "ru", "tur": "tr", "ara": "ar", "heb": "he",
    "lat": "la", "pol": "pl", "cat": "ca", "swe": "sv", "dan": "da", "fin": "fi", "nor": "no", "cze": "cs",
    "ces": "cs", "hun": "hu", "jpn": "ja", "chi": "zh", "zho": "zh", "kor": "ko", "ukr": "uk", "per": "fa",
    "fas": "fa",
}  # fmt: skip
_NOT_SAID = frozenset(("unknown", "untitled", "unbekannt", "n/a", "none", "anonymous", "admin", "user"))
_ADDRESS = re.compile(r"\s*<[^<>]*@[^<>]*>|\s*\(?\b[\w.+-]+@[\w-]+\.[\w.]+\)?")
_LONGEST = 2_000  # code points of one fact


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: its pieces in their order, its pictures by their keys, what it says about the text."""

    format: str
    pieces: list[Piece]
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    provenance: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    misnamed: str = ""  # the format that the name of the file says, where it holds only text
    pictures: dict[str, Picture] = field(default_factory=dict)
    units_are: str = "pieces"
    units: tuple[
        str, ...
    ] = ()  # the lines of the file, or what was read of it piece by piece (`structure.Side`)


def said(text: str, longest: int = _LONGEST) -> str:
    """Return a fact in one clean line, "" when the program that wrote it only filled a gap."""
    line = " ".join(tidy(_SURROGATE.sub("", text[: 4 * longest])).split())[:longest].rstrip()
    return "" if line.lower() in _NOT_SAID else line


def title(text: str) -> str:
    """Return a title as the library keeps it; "" for one that only a program has given."""
    line = said(text, 300)
    return "" if is_nameless(line) else line


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the names of people, each once, without their addresses; those of accounts and programs are none."""
    found = dict.fromkeys(said(_ADDRESS.sub("", text[:1000]), 200) for text in texts)
    return tuple(name for name in found if name and not is_account(name))[:50]


def language(code: str) -> str:
    """Return the short code of a language, "" for what is none. Chinese keeps its script: it is read apart by it."""
    found = _LANGUAGE.fullmatch(code.strip()[:40])
    if not found:
        return ""
    primary = found[1].lower()
    if primary in ("und", "mul", "zxx", "mis"):
        return ""
    if primary == "zh" and re.fullmatch(r"zh[-_][A-Za-z]{2,4}", code.strip()):
        return code.strip().replace("_", "-")
    return _LONGER_CODES.get(primary, primary)


def facts(**fields: str) -> dict[str, str]:
    """Return those facts that say something, for the provenance."""
    clean = {name: said(value) for name, value in fields.items()}
    return {name: value for name, value in clean.items() if value}
