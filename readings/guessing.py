"""Guesses at the facts about a text, from its file's name, from what its file says, and from its first words. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from readings.importers.bylines import authors_in, name_and_year
from readings.languages import guess_language
from readings.passes.names_alone import names_an_office
from readings.passes.titles import is_running
from readings.title_guesses import BY, from_name, may_name, plainly, titles
from readings.words import word_set
from readings.years import years

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
_WORDS = re.compile(r"\w+")
_OF_NAMES = word_set("and und et y e & of the der die das des del for für de la le von van di")
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
    may stand as well; `furniture` are those that name no text: of a page's, or running text; `known` is what the entry
    has.
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
    named = [*said.get("title", ()), *plainly(known.get("title"), language), *titles(heads, language, people)]
    found = {
        "title": [one for one in (*named, *from_name(name)) if may_name(one, people)],
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
    return {field: kept for field, many in found.items() if (kept := _new(field, many, known.get(field)))}


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


def _new(field: str, many: Iterable[str], known: Any) -> list[str]:
    has = [str(one) for one in (known if isinstance(known, list) else [known]) if one]
    once = dict.fromkeys(" ".join(one.split()) for one in many if one)
    return [one for one in once if not any(_is_in(one, was, field) for was in has)][:_MOST]


def _is_in(one: str, was: str, field: str) -> bool:
    """Whether a guess tells nothing that is not filled in: the same, a part of it, the same person with a "by"."""
    if one.casefold() == was.casefold():
        return not was.isupper() or one.isupper()  # the same in ordinary case is something new
    by = BY.fullmatch(one) if field == "authors" else None
    said, known = (
        [word.casefold() for word in _WORDS.findall(words)] for words in (by[1] if by else one, was)
    )
    if field == "authors":
        return bool(said) and set(said) <= set(known)
    if field not in ("title", "rights") or not said:
        return False
    return any(known[at : at + len(said)] == said for at in range(len(known)))


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


def _authors(near: Sequence[str], title: str) -> Iterable[str]:
    """Who is named in a byline, or by a name alone under the title, or over it."""
    said = [
        found[1].strip().rstrip(".") for line in near if (found := BY.fullmatch(line[:120])) and _names(line)
    ]
    over = near[:1] if title and near[1:2] == [title] else []
    lines = [line for line in [*near[_ends(title, near) :][:1], *over] if line != title]
    beside = [name_and_year(line)[0] for line in lines if line[:1].isupper() or not BY.fullmatch(line)]
    return [*said, *filter(None, beside)]


def _names(line: str) -> bool:
    """Whether a line that begins as bylines do names somebody, and is no sentence: "By evening the light had gone"."""
    if authors_in(line) or names_an_office(line):
        return True
    words = line.split()[1:]
    are_names = all(word[:1].isupper() or word in _OF_NAMES for word in words)
    return words[0][:1].isupper() and are_names and not is_running(line.rstrip("."))


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
