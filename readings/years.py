"""Guesses at the year in which a text was first published, from what its file says of it. Pure.

Likeliest first: what says "first published", then what a file says of its date, then a year alone near the beginning.
When somebody typed a file is no such year: word processors tell only that, and so does a Gutenberg book of its release.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_YEAR = r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d%])"
_ANY = re.compile(_YEAR)
_SAID = re.compile(
    rf"(?:(?:first|originally)\s+(?:published|printed|appeared)|original\s+publication|erstmals|erstausgabe"
    rf"|zuerst\s+erschienen|première\s+(?:publication|édition))[^\n]{{0,80}}?(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(rf"(?:©|\(c\)|copyright)[^\n]{{0,40}}?(?P<year>{_YEAR})", re.IGNORECASE)
_ALONE = re.compile(
    rf"[(\[]?(?:[^\W\d_]+\.?,?\s+){{0,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?\.?,?\s+)?(?P<year>{_YEAR})[)\].]?"
)
# The house and its place before a year: “Quay Press, Karholm 1931”, “Karholm: Quay Press, 1931”.
_PRINTED = re.compile(rf"(?P<where>[^\n]*[^\W\d_][,:][^\n]*?)[\s,]+[(\[]?(?P<year>{_YEAR})[)\]]?\.?")
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = frozenset(["and", "of", "the", "und", "am", "im", "et", "de", "la", "y", "e"])
_LONGEST_IMPRINT = 100  # code points
_TYPED = ("docx", "odt")  # whose date is when the file was made
_OPENING = 3000  # code points
_STATING = ("markdown", "epub")  # which have an entry that somebody wrote about the text
_DATED = re.compile(rf"^\s*{_YEAR}\s*$")  # a year and no day
_FROM_NAME = re.compile(rf"(?:^|[\s_(-])(?P<year>{_YEAR})(?=$|[\s_).-])")


def says_when(line: str) -> bool:
    """Whether a line begins with when something was first published."""
    return bool(_SAID.match(line))


def year_printed(line: str) -> str:
    """The year of a line that says by whom a book was printed and where; "" for any other, as all that has a verb."""
    found = _PRINTED.fullmatch(line) if len(line) <= _LONGEST_IMPRINT else None
    if not found:
        return ""
    words = _WORD.findall(found["where"])
    is_imprint = len(words) > 1 and all(word[0].isupper() or word in _BETWEEN for word in words)
    return found["year"] if is_imprint else ""


def stated_year(provenance: Mapping[str, Any], content: str) -> int | None:
    """The year that a file states of its text in its own entry, unless the text begins by saying another.

    Only what somebody wrote about the text counts: a page's date, or a PDF's, is when it was made, and so is a day in an
    EPUB, as programs write it.
    """
    if provenance.get("format") not in _STATING or provenance.get("gutenberg"):
        return None
    front = provenance.get("front_matter") or {}
    stated = (
        [front.get(field, "") for field in ("year", "published", "date")] if isinstance(front, dict) else []
    )
    found = [
        found[0]
        for value in (*stated, *_DATED.findall(str(provenance.get("date", ""))[:100]))
        if (found := _ANY.search(str(value)[:100]))
    ]
    apart = (one["text"] for one in provenance.get("set_apart", ()))
    said = {one["year"] for one in _SAID.finditer("\n".join([content[:_OPENING], *apart]))}
    return int(found[0]) if found and said <= {found[0]} else None


def years(*, name: str, lines: Sequence[str], provenance: Mapping[str, Any]) -> Iterator[str]:
    """Yield years that a text may be from; `lines` are those near its beginning and of its imprint."""
    wrapped = provenance.get("gutenberg") or {}
    header = str(wrapped.get("header", "")) if isinstance(wrapped, dict) else ""
    told = "\n".join([header, *lines])
    yield from (found["year"] for found in _SAID.finditer(told))
    front = provenance.get("front_matter") or {}
    said = (
        [front.get(field, "") for field in ("year", "date", "published")] if isinstance(front, dict) else []
    )
    if provenance.get("format") not in _TYPED and not wrapped:
        said.append(provenance.get("date", ""))
    yield from (found[0] for value in said if (found := _ANY.search(str(value)[:100])))
    yield from (found["year"] for line in lines if (found := _ALONE.fullmatch(line[:60])))
    yield from filter(None, map(year_printed, lines))
    yield from (found["year"] for line in lines for found in _RIGHTS.finditer(line[:300]))
    yield from (found["year"] for found in _FROM_NAME.finditer(name[:255]))
