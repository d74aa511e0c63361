"""Titles that programs give to what nobody has named: "Untitled Document", "Unbenannt 1", "Microsoft Word - x.doc". Pure.

And the names of accounts and programs that they put for the author: "Microsoft Office User", "Windows-Benutzer".
"""

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
_ACCOUNT = re.compile(
    r"(?:microsoft|ms|windows|office|libreoffice|openoffice(?:\.org)?|default|home|local|registered|valued)?[ -]*"
    r"(?:office|word|365)?[ -]*(?:user|benutzer(?:in)?|nutzer(?:in)?|anwender|customer|owner)[ _-]?\d*"
    r"|(?:utilisateur|usuario|utente|usuário)(?: (?:de )?(?:microsoft office|windows|office))?[ _-]?\d*"
    r"|(?:admin(?:istrat(?:or|eur|ore))?|administrador|root|guest|gast|home|pc|author|autor|verfasser|auteur|test)[ _-]?\d*"
    r"|(?:microsoft|ms)[ -]?(?:office|word|corporation)?(?: \d{2,4})?|office|word|libreoffice|openoffice(?:\.org)?"
    r"|(?:libreoffice|openoffice(?:\.org)?) writer|google docs|python-docx|docx4j|apache poi|aspose(?:\.words)?.*|pandoc|calibre"
    r"|hp|dell|lenovo|asus|acer|toshiba",
    re.IGNORECASE,
)
_LONGEST = 300


def is_nameless(title: str) -> bool:
    """Tell whether a title is only what a program has put where nobody gave one, or the name of a file."""
    words = " ".join(title[: _LONGEST + 1].split())
    return len(words) <= _LONGEST and _NAMELESS.fullmatch(words) is not None


def is_account(name: str) -> bool:
    """Tell whether the name of an author is only that of an account or a program."""
    words = " ".join(name[: _LONGEST + 1].split())
    return len(words) <= _LONGEST and _ACCOUNT.fullmatch(words) is not None
