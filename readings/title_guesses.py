"""What a text may be called: guesses from its first lines and from its file's name. Pure.

No guess is running text: a sentence, or a line under the first one that is not set as titles are.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from readings.importers.nameless import is_nameless
from readings.passes.heading_shapes import is_book_part, is_date, is_day, is_title, named
from readings.passes.records import is_labelled, subject_of
from readings.passes.titles import is_running
from readings.words import word_set
from readings.years import says_when, year_printed

BY = re.compile(r"(?:by|von|par|por|di|de)\s+([^\W\d_][^\n,;:()]{2,80})", re.IGNORECASE)
# Who translated or edited a book, in a line of its own.
_MADE_READY = re.compile(
    r"(?:(?:newly |freely )?(?:translated|edited|selected|compiled|illustrated|abridged|adapted)\b.*\b(?:by|from)\b"
    r"|with (?:an?|the) (?:introduction|foreword|preface|afterword)\b.*\bby\b"
    r"|(?:übersetzt|übertragen|herausgegeben|ausgewählt|aus dem)\b.*\bvon\b"
    r"|traduit\b.*\bpar\b|traducid[oa]\b.*\bpor\b|tradott[oa]\b.*\bda\b)",
    re.IGNORECASE,
)
_YEAR_OR_VERSION = re.compile(r"[\s_-]*(?:\(?(?:1[5-9]|20)\d\d\)?|v\d+|final|copy|scan)\b", re.IGNORECASE)
_HEADING_MARKS = re.compile(r"^#{1,6} +(?=\S)")  # of Markdown that was read as plain text
_ASKS = ("?", "!", "？", "！", "؟")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVX]+")
_SMALL = word_set("a an and as at but by for from in into nor of on or the to with")
_FIRST = 3  # lines in which a title is looked for


def titles(lines: Sequence[str], language: str, people: Collection[str]) -> Iterable[str]:
    """The first lines that may be titles; one in capitals in ordinary case first."""
    found = (_HEADING_MARKS.sub("", subject_of(line) or line) for line in lines[:_FIRST])
    first = True
    for line in filter(lambda line: _may_be_title(line) and may_name(line, people), found):
        if first or (is_title(line) and not line.endswith(_ASKS)):
            yield from plainly(line, language)
            yield line
        first = False


def _may_be_title(line: str) -> bool:
    """Whether a line is neither running text, nor a byline, nor the number of a chapter, nor of an imprint."""
    chapter = named(line)
    return not (
        is_running(line)
        or BY.fullmatch(line)
        or is_labelled(line)
        or is_date(line)
        or is_day(line)
        or is_book_part(line)
        or (chapter and not chapter.title)
        or says_when(line)
        or year_printed(line)
        or _MADE_READY.match(line)
    )


def may_name(words: str, people: Collection[str]) -> bool:
    """Whether this may be what a text is called: no number, nobody who wrote it, nothing that a program put there."""
    names = {" ".join(name.casefold().split()) for name in people}
    is_said = bool(_WORD.search(words)) and not is_nameless(words)
    return is_said and " ".join(words.casefold().split()) not in names


def plainly(title: str | None, language: str) -> list[str]:
    """What a text is called, in ordinary case where it is in capitals and its language tells how."""
    plain = _in_ordinary_case(title, language) if title and title.isupper() else ""
    return [plain] if plain else []


def _in_ordinary_case(title: str, language: str) -> str:
    """A title in capitals as it is written otherwise; "" in German, where nobody knows its nouns by their letters."""
    if language.startswith("de"):
        return ""
    if not language.startswith("en"):
        return title.capitalize()
    words = list(_WORD.finditer(title))
    for at, found in enumerate(words):
        word = found[0].lower()
        is_small = (
            0 < at < len(words) - 1 and word in _SMALL and title[found.start() - 2 : found.start()] != ": "
        )
        if _ROMAN.fullmatch(found[0]):
            word = found[0]
        elif not is_small:
            word = word[:1].upper() + word[1:]
        title = title[: found.start()] + word + title[found.end() :]
    return title


def called(name: str) -> str:
    """What a file is called without its ending; "" when only a program has named it."""
    stem = name.rsplit(".", 1)[0]
    return "" if is_nameless(stem) else stem


def from_name(name: str) -> Iterable[str]:
    """A file is often called what its text is called: "on-walking_1974.txt"."""
    stem = _YEAR_OR_VERSION.sub("", called(name))
    words = " ".join(re.sub(r"[_-]+", " ", stem).split())
    return [words[:1].upper() + words[1:]] if len(words) > 2 else []
