"""Words that an address points to: any stretch of an edition, for whoever cites it, marks it or sends it on.

An address names an edition and a range of it, so it says the same for ever. It leads to where the words stand now:
they are sought in the present edition as every quote is (`readings/anchoring.py`); where they are gone, it leads to
the edition that it names. A page is told by `?at=START-END` what to mark.
"""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from readings.anchoring import find_quote
from readings.models import Edition
from readings.reading import content_between
from readings.structure import Mark

CONTEXT = 32  # code points on each side by which the words are found again
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pointed:
    """A half-open range of an edition, in code points. `is_changed`: other words stand there than the address meant."""

    edition: Edition
    start: int
    end: int
    is_changed: bool = False


def asked_range(request: HttpRequest) -> tuple[int, int] | None:
    """The range that a page is asked to mark with `?at=START-END`, in code points; None for anything else."""
    found = _RANGE.fullmatch(request.GET.get("at", ""))
    if not found or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])


def pointing_marks(stretch: tuple[int, int] | None) -> list[Mark]:
    """What a page marks of a stretch, and where it is led to: the first letter of it."""
    if stretch is None:
        return []
    start, end = stretch
    return [Mark("pointed", start, end), Mark("here", start, start + 1)]


def trimmed(edition: Edition, start: int, end: int) -> tuple[int, int] | None:
    """A stretch of an edition without white space at its ends (one query); None when there are no words in it."""
    if not 0 <= start < end <= edition.length:
        return None
    words = content_between(edition.pk, start, end)
    first, last = len(words) - len(words.lstrip()), len(words.rstrip())
    return (start + first, start + last) if first < last else None


def now_at(edition: Edition, start: int, end: int, current: Edition) -> Pointed | None:
    """Where a stretch of one edition stands in another; None when its words are gone. Reads both texts whole."""
    if edition.pk == current.pk:
        return Pointed(current, start, end)
    texts = dict(Edition.objects.filter(pk__in=[edition.pk, current.pk]).values_list("pk", "content"))
    old, new = texts[edition.pk], texts[current.pk]
    quote = old[start:end]
    found = find_quote(new, quote, old[max(start - CONTEXT, 0) : start], old[end : end + CONTEXT], start)
    if found is None:
        return None
    return Pointed(current, found.start, found.end, is_changed=new[found.start : found.end] != quote)


def at_its_place(address: str, start: int, end: int, *, say: bool = False) -> str:
    """The address of a page that marks a stretch and is led to where it begins; to `say` something about it."""
    return f"{address}?at={start}-{end}{'&say' if say else ''}#here"
