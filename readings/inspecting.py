"""What came of a file, as its page lists it: kinds of paragraphs, and the places that looked wrong."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from psycopg.types.range import Range

from readings.desk.showing import Doubted
from readings.desk.unlaying import ABOUT_APART
from readings.doubts import ONLY_TOLD, sentence
from readings.models import Edition, Paragraph


class Place(NamedTuple):
    """A paragraph without its marks: of a long text there are tens of thousands."""

    number: int
    span: Range[int]
    kind: str


def kinds_in(edition: Edition, places: Sequence[Place]) -> list[tuple[str, int]]:
    """How many paragraphs there are of each kind, the most first: verse that is wholly code is a block of code."""
    kinds = Counter(place.kind for place in places)
    verse = edition.paragraphs.filter(kind=Paragraph.Kind.VERSE, marks__contains=[{"kind": "code"}])
    for paragraph in verse:
        code = [mark for mark in paragraph.marks if mark["kind"] == "code"]
        if any(mark["start"] <= paragraph.start and mark["end"] >= paragraph.end for mark in code):
            kinds["code"] += 1
            kinds[paragraph.kind] -= 1
    return (+kinds).most_common()


def doubted(edition: Edition, paragraphs: Sequence[Place]) -> list[Doubted]:
    """What looked wrong in an edition: one entry for each sort, with the paragraphs it is about, as on the desk.

    What was only set apart comes last.
    """
    starts = [paragraph.span.lower for paragraph in paragraphs]
    apart: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in edition.provenance.get("set_apart", ()):
        apart[one["why"], one["where"]].append(one["text"])
    found: dict[str, Doubted] = {}
    for doubt in sorted(edition.warnings, key=itemgetter("where")):
        where, why = doubt["where"], ABOUT_APART.get(doubt["code"])
        paragraph = paragraphs[max(0, bisect_right(starts, where) - 1)]
        place = {
            "number": paragraph.number,
            "words": edition.content[paragraph.span.lower : paragraph.span.upper],
        }
        if why:
            # What was set apart is no paragraph: its own words are told, and beside which one it stood.
            words = apart[why, where].pop(0) if apart[why, where] else ""
            place |= {"beside": "after" if where >= edition.length else "before", "words": words}
        said = sentence(doubt)
        found.setdefault(said, Doubted(said, is_told=doubt["code"] in ONLY_TOLD)).places.append(place)
    return sorted(found.values(), key=attrgetter("is_told"))
