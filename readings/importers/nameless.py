"""Titles that programs give to what nobody has named: "Untitled Document", "Unbenannt 1", "Microsoft Word - x.doc". Pure."""

import re

_UNTITLED = (
    r"untitled|unnamed|unbenannt(?:es|e)?|ohne titel|titellos|sans titre|sans nom|sin título|sem título|"
    r"senza (?:titolo|nome)|naamloos|zonder titel|namnlös|bez tytułu|без названия|ללא כותרת|بدون عنوان|无标题|無標題|無題"
)
_THING = (
    r"(?:text|word|microsoft word)?[ -]?(?:documento?|dokument|tekstdokument|textdokument|doc|file|datei)"
)
_NAMELESS = re.compile(
    rf"(?:(?:{_UNTITLED})(?:[ _-]{_THING})?|(?:new |neues |nouveau |nuevo )?{_THING}|scan|slide|layout|title|titel|none)"
    r"[ _.-]*\(?\d*\)?"
    r"|(?:microsoft (?:office )?word|openoffice writer|libreoffice writer)\s*[-–—].*|(?:microsoft word|powerpoint)[ -]presentation"
    r"|.*\w\.(?:docx?|odt|rtf|indd|qxd|wpd|pages|tex|dvi|pdf|txt|html?)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 300


def is_nameless(title: str) -> bool:
    """Tell whether a title is only what a program has put where nobody gave one, or the name of a file."""
    words = " ".join(title[: _LONGEST + 1].split())
    return len(words) <= _LONGEST and _NAMELESS.fullmatch(words) is not None
