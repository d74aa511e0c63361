"""Guesses at the facts about a text, from its file's name, from what its file says, and from its first words. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from readings.importers.bylines import name_and_year
from readings.languages import guess_language
from readings.passes.heading_shapes import is_book_part, named
from readings.years import says_when, year_printed, years

_BY = re.compile(r"(?:by|von|par|por|di|de)\s+([^\W\d_][^\n,;:()]{2,80})", re.IGNORECASE)
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
_RIGHTS = re.compile(
    r"\b(?:CC[ -](?:BY|0)(?:-(?:NC|SA|ND))*(?: \d\.\d)?|public domain|gemeinfrei|no copyright|anti-?copyright)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,400}[^\s<>\"')\].,;]")
# At the end addresses are of all sorts: only that counts which is said to be where the text is from.
_TAKEN_FROM = re.compile(
    rf"^[^\w\n]*(?:source|retrieved (?:on .{{0,40}} )?from|originally published (?:at|on)|quelle|abgerufen von|fuente|fonte)\b[^\n]{{0,60}}?({_ADDRESS.pattern})",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVX]+")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    )
)
# What files call their facts, and the fields of the entry that these are for.
_STATED = {name: name for name in ("title", "author", "authors", "rights", "source")} | {
    "license": "rights",
    "url": "source",
    "address": "source",
    "page_title": "title",
    "subjects": "subjects",
    "keywords": "subjects",
    "tags": "subjects",
}
_NEAR = 12  # pieces at the beginning and at the end
_LONGEST_TITLE = 120
_LONGEST_SUBJECT = 40
_LONGEST_IMPRINT = 300  # code points of a paragraph at the end: a longer one may only speak of rights
_MOST = 3  # guesses at one fact


def guesses(
    *,
    name: str,
    openings: Sequence[str],
    endings: Sequence[str] = (),
    furniture: Sequence[str] = (),
    provenance: Mapping[str, Any],
    content: str,
    known: Mapping[str, Any],
) -> dict[str, list[str]]:
    """Return by field what a fact may be, likeliest first; nothing for what is known already to be so.

    `openings` are the first words of the text in pieces, those set apart too, `endings` the last ones, where an imprint
    may stand as well; `furniture` are those of a page's that name no text; `known` is what the entry has.
    """
    said = _facts(provenance)
    language = str(known.get("language") or guess_language(content[:200_000]))
    near = [line.strip() for text in openings[:_NEAR] for line in text.split("\n") if line.strip()]
    imprint = [text for text in endings[-_NEAR:] if len(text) <= _LONGEST_IMPRINT]
    heads = [
        line.strip()
        for text in openings[:_NEAR]
        if text not in furniture
        for line in text.split("\n")
        if line.strip()
    ]
    people = {*said.get("authors", ()), *said.get("author", ()), *(known.get("authors") or ())}
    titles = [*said.get("title", ()), *_plainly(known.get("title"), language), *_titles(heads, language)]
    found = {
        "title": [one for one in (*titles, *_from_name(name)) if _is_title(one, people)],
        "authors": [
            *said.get("authors", ()),
            *said.get("author", ()),
            *_authors(near, str(known.get("title") or "")),
        ],
        "year": [
            *years(name=name, lines=[*near, *imprint], provenance=provenance),
            *filter(None, (name_and_year(line)[1] for line in near)),
        ],
        "language": [guess_language(content[:200_000])],
        "rights": [
            *said.get("rights", ()),
            *(match[0] for match in _RIGHTS.finditer("\n".join([*openings, *imprint]))),
        ],
        "subjects": list(_subjects(said.get("subjects", ()))),
        "source": [
            *said.get("source", ()),
            *(match[0] for match in _ADDRESS.finditer("\n".join(openings))),
            *(match[1] for match in _TAKEN_FROM.finditer("\n".join(imprint))),
        ],
    }
    return {field: kept for field, many in found.items() if (kept := _new(many, known.get(field)))}


def origin(
    value: str, *, name: str, openings: Sequence[str], endings: Sequence[str], provenance: Mapping[str, Any]
) -> str:
    """Where a guess was found: "entry" is what the file says of itself, then its "beginning", its "end", its "name".

    Else it is told by all its "words", as the language is.
    """
    sought = " ".join(value.split()).casefold()
    for place, pieces in (
        ("entry", [one for many in _facts(provenance).values() for one in many]),
        ("beginning", openings[:_NEAR]),
        ("end", endings[-_NEAR:]),
        ("name", [re.sub(r"[_-]+", " ", name)]),
    ):
        if len(sought) > 3 and any(sought in " ".join(piece.split()).casefold() for piece in pieces):
            return place
    return "words"


def stated_rights(provenance: Mapping[str, Any]) -> str:
    """By what right a text may be shared, where its file's own entry states just one."""
    said = dict.fromkeys(" ".join(one.split()) for one in _facts(provenance).get("rights", ()))
    return next(iter(said)) if len(said) == 1 else ""


def rights_said(provenance: Mapping[str, Any]) -> str:
    """The first that a file says of the rights to its text, to be looked at: it may be about the file only."""
    return next((one.strip() for one in _facts(provenance).get("rights", ()) if one.strip()), "")


def _new(many: Iterable[str], known: Any) -> list[str]:
    has = [one.casefold() for one in known] if isinstance(known, list) else [str(known or "").casefold()]
    once = dict.fromkeys(" ".join(one.split()) for one in many if one)
    loud = str(known or "").isupper()  # then the same in ordinary case is something new
    return [one for one in once if one.casefold() not in has or (loud and not one.isupper())][:_MOST]


def _facts(provenance: Mapping[str, Any]) -> dict[str, list[str]]:
    """What files say about themselves, wherever in the provenance a reader keeps it."""
    found: dict[str, list[str]] = {}
    for key, value in provenance.items():
        for name, said in value.items() if isinstance(value, dict) else [(key, value)]:
            if name in _STATED:
                field = _STATED[name]
                many = said if isinstance(said, list) else [said]
                found.setdefault(field, []).extend(str(one)[:300] for one in many if one)
    return found


def _is_title(words: str, people: Collection[str]) -> bool:
    """Whether this may be what a text is called: no number, and nobody who wrote it."""
    names = {" ".join(name.casefold().split()) for name in people}
    return bool(_WORD.search(words)) and " ".join(words.casefold().split()) not in names


def _plainly(title: str | None, language: str) -> list[str]:
    """What a text is called, in ordinary case where it is in capitals."""
    return [_in_ordinary_case(title, language)] if title and title.isupper() else []


def _titles(near: Sequence[str], language: str) -> Iterable[str]:
    """The first lines, but for bylines and the numbers of chapters; one in capitals in ordinary case first."""
    for line in (_HEADING_MARKS.sub("", line) for line in near[:3]):
        if len(line) > _LONGEST_TITLE or line.endswith((".", ",", ";")):
            continue
        chapter = named(line)
        if _BY.fullmatch(line) or is_book_part(line) or (chapter and not chapter.title):
            continue
        if says_when(line) or year_printed(line) or _MADE_READY.match(line):
            continue
        if line.isupper() and (plain := _in_ordinary_case(line, language)):
            yield plain
        yield line


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


def _authors(near: Sequence[str], title: str) -> Iterable[str]:
    """Who is named in a byline, or by a name alone under the title, or over it."""
    said = [found[1].strip().rstrip(".") for line in near if (found := _BY.fullmatch(line[:120]))]
    over = near[:1] if title and near[1:2] == [title] else []
    beside = [name_and_year(line)[0] for line in [*near[_ends(title, near) :][:1], *over] if line != title]
    return [*said, *filter(None, beside)]


def _ends(title: str, near: Sequence[str]) -> int:
    """How many of the first lines are the title, which may stand in several; the first one where it is not known."""
    left = " ".join(title.split())
    for at, line in enumerate(near):
        if not left or not left.casefold().startswith(line.casefold()):
            return max(at, 1)
        left = left[len(line) :].lstrip(" :.,;–—-")
    return 1


def _subjects(said: Iterable[str]) -> Iterable[str]:
    """What a file says that its text is about, one by one, as short as the library has them."""
    for many in said:
        parts = (part.strip(" \"'[]") for part in re.split(r"[;,|]", many))
        yield from (part for part in parts if 1 < len(part) <= _LONGEST_SUBJECT)


def _from_name(name: str) -> Iterable[str]:
    """A file is often called what its text is called: "on-walking_1974.txt"."""
    stem = _YEAR_OR_VERSION.sub("", name.rsplit(".", 1)[0])
    words = " ".join(re.sub(r"[_-]+", " ", stem).split())
    return [words[:1].upper() + words[1:]] if len(words) > 2 else []
