"""Words of an edition by their place, and what stands in the margin of each paragraph of a page.

All places are code points of `Edition.content`, ranges are half open.
"""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Substr

from discussions.models import CONTEXT, Move, Passage, Thread
from discussions.signs import sign_of
from groups.models import Group
from readings.aligning import BREAK
from readings.models import Edition, Paragraph
from readings.prepared import Among, Given, Question, whole_number, worded
from readings.rendering import without_notes

LIVELY, COOLER, COOL, COLD = (dt.timedelta(days=days) for days in (1, 3, 14, 60))  # of silence
LONGEST = 20_000  # code points of one passage: more than the longest page
_AFTER_A_BLANK = re.compile(r"\s+(?=\S)")
_BEFORE_THE_LAST_BLANK = re.compile(r"\s+\S*$")


@dataclass(frozen=True, slots=True)
class Words:
    """A quote with up to 32 code points on each side."""

    prefix: str
    quote: str
    suffix: str


def words_at(edition_id: int, start: int, end: int) -> Words:
    """Read what stands between two places of an edition, and beside them, in one query.

    The caller has checked that the edition exists; places beyond its end give fewer words.
    """
    begin = max(0, start - CONTEXT)
    around = (
        Edition.objects.filter(pk=edition_id)
        .values_list(Substr("content", begin + 1, end - begin + CONTEXT), flat=True)
        .get()
    )
    return Words(
        prefix=around[: start - begin],
        quote=around[start - begin : end - begin],
        suffix=around[end - begin : end - begin + CONTEXT],
    )


def in_context(passage: Passage, marks: Iterable[Mapping[str, Any]]) -> Words:
    """A passage as an excerpt shows it: with whole words of its paragraph on each side, and without the figures of notes.

    `marks` are those of the paragraphs that it lies in.
    """
    notes = [mark for mark in marks if mark["kind"] == "note_ref"]
    before, quote, after = (
        without_notes(words, start, notes)
        for words, start in (
            (passage.prefix, passage.start - len(passage.prefix)),
            (passage.quote, passage.start),
            (passage.suffix, passage.end),
        )
    )
    if BREAK in before:
        before = before.rpartition(BREAK)[2]
    elif len(passage.prefix) == CONTEXT:
        before = "… " + _AFTER_A_BLANK.split(before, maxsplit=1)[-1]
    if BREAK in after:
        after = after.partition(BREAK)[0]
    elif len(passage.suffix) == CONTEXT:
        after = _BEFORE_THE_LAST_BLANK.split(after, maxsplit=1)[0] + " …"
    return Words(before, quote, after)


class HasSpan(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class HasNumber(HasSpan, Protocol):
    @property
    def number(self) -> int: ...


class Spot(NamedTuple):
    """Where a thread stands and how lively it is."""

    pk: int
    start: int
    end: int
    comments: int
    latest_at: dt.datetime
    mine: bool
    new: int = 0  # of the comments, to whoever looks
    sign: str = ""  # a key of signs.SIGNS
    is_far: bool = False  # the end that a connection leads to
    is_ahead: bool = False  # of whoever looks: then nothing else is told of it


def spots(
    group: Group, edition_id: int, start: int, end: int, *, viewer_id: int, everywhere: bool = False
) -> list[Spot]:
    """Where the circle's threads on a stretch of an edition stand, in the order of the text (one query).

    With `everywhere` those of all circles of whoever looks. A connection stands at both of its ends. Of what is ahead
    of whoever looks only that it is there.
    """
    asked = {"circle": group.pk, "edition": edition_id, "start": start, "end": end, "viewer": viewer_id}
    return [
        Spot(pk, begin, stop, 0, latest_at, mine=False, is_ahead=True)
        if is_ahead
        else Spot(
            pk,
            begin,
            stop,
            count,
            latest_at,
            author_id == viewer_id,
            new,
            sign_of(kind, is_answered=answer_id is not None),
            is_far,
        )
        for (
            begin,
            stop,
            pk,
            count,
            latest_at,
            author_id,
            kind,
            answer_id,
            is_far,
            is_ahead,
            new,
        ) in _spots_asked(everywhere=everywhere).rows(**asked)
    ]


@cache
def _spots_asked(*, everywhere: bool) -> Question:
    """Which threads stand on a stretch, whether each is ahead of somebody, and how much of it is new to them."""
    viewer, edition, start, end = (
        Given("viewer"),
        Given("edition"),
        whole_number("start"),
        whole_number("end"),
    )
    circles = {"group__in": Group.objects.joined_by(viewer)} if everywhere else {"group": Given("circle")}
    standing = Thread.objects.talked_in().filter(**circles).order_by()
    near = standing.overlapping(edition, start, end)
    far = standing.leading_to(edition, start, end)
    told = ["pk", "comment_count", "last_comment_at", "author_id", "kind", "answer_id"]
    both = [
        threads.with_veil(viewer, on)
        .with_news(viewer)
        .annotate(is_far=Value(is_far), begin=F(f"{span}__startswith"), stop=F(f"{span}__endswith"))
        .values_list("begin", "stop", *told, "is_far", "is_ahead", "new")
        for threads, on, span, is_far in (
            (near, edition, "passage__span", False),
            (far, None, "connection__passage__span", True),
        )
    ]
    return worded(both[0].union(both[1], all=True).order_by("begin", "stop", "pk"))


class Margin(NamedTuple):
    """What the margin of one paragraph says: its threads, their comments, how many are new, and a heat of 1 to 5.

    `signs` are those of its threads that have one, ordered by their keys, the same one as often as there are such threads. `ahead` are threads that are
    veiled to whoever looks; they count in nothing else, and where there are no others the heat is 0.
    """

    comments: int
    threads: int
    heat: int
    new: int = 0
    signs: tuple[str, ...] = ()
    ahead: int = 0


def margins(paragraphs: Iterable[HasNumber], stood: Sequence[Spot], now: dt.datetime) -> dict[int, Margin]:
    """Say for each paragraph number what its margin shows; paragraphs without a thread are left out."""
    shown: dict[int, Margin] = {}
    waiting = sorted(stood, key=attrgetter("start"), reverse=True)
    open_now: list[Spot] = []
    for paragraph in sorted(paragraphs, key=attrgetter("start")):
        start, end = paragraph.start, paragraph.end
        while waiting and waiting[-1].start < end:
            open_now.append(waiting.pop())
        open_now = [spot for spot in open_now if spot.end > start]
        if open_now:
            here = {spot.pk: spot for spot in open_now}  # both ends of a connection may be
            shown[paragraph.number] = margin_of(here.values(), now)
    return shown


def margin_of(here: Collection[Spot], now: dt.datetime) -> Margin:
    """What the margin says of the threads that stand beside one paragraph: one of them at least."""
    told = [spot for spot in here if not spot.is_ahead]
    ahead = len(here) - len(told)
    if not told:
        return Margin(0, 0, 0, ahead=ahead)
    comments = sum([spot.comments for spot in told])
    return Margin(
        comments,
        len(told),
        heat(comments, now - max([spot.latest_at for spot in told])),
        sum([spot.new for spot in told]),
        tuple(sorted([spot.sign for spot in told if spot.sign])),
        ahead,
    )


def heat(comments: int, silence: dt.timedelta) -> int:
    """Give 1 (cold) to 5 (hot): more for many comments, less with each week of silence."""
    warmth = 2 + (comments >= 3) + (comments >= 6) + (comments >= 12)
    cooled = (silence > COOLER) + (silence > COOL) + (silence > COLD)
    return max(1, min(5, warmth + (silence < LIVELY) - cooled))


def marks_around(passages: Iterable[int]) -> defaultdict[int, list[Any]]:
    """The marks of the paragraphs with calls of notes that passages (primary keys) lie in, in one query."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for passage, marks in _marks_asked().rows(passages=list(passages)):
        found[passage] += json.loads(marks)
    return found


@cache
def _marks_asked() -> Question:
    noted = Passage.objects.filter(
        Among("pk", "passages"),
        edition__paragraphs__span__overlap=F("span"),
        edition__paragraphs__marks__contains=[{"kind": "note_ref"}],
    )
    return worded(noted.values_list("pk", "edition__paragraphs__marks"))


def shown_quote(passage: Passage) -> str:
    """The words of a passage as they are shown by themselves, without the figures of notes (one query)."""
    return without_notes(passage.quote, passage.start, marks_around([passage.pk])[passage.pk])


def former_quote(move: Move) -> str:
    """The words that a passage stood on, without the figures of notes (one query)."""
    noted = Paragraph.objects.filter(
        edition=move.old_edition_id, span__overlap=move.old_span, marks__contains=[{"kind": "note_ref"}]
    )
    marks = [mark for found in noted.values_list("marks", flat=True) for mark in found]
    return without_notes(move.old_quote, move.old_span.lower, marks)


def first_paragraph(passage: Passage) -> Paragraph:
    """The paragraph that a passage begins in."""
    return Paragraph.objects.filter(edition=passage.edition_id, span__overlap=passage.span).order_by(
        "number"
    )[0]


def first_paragraphs(passages: Iterable[int]) -> dict[int, int]:
    """The number of the paragraph that each passage (by its primary key) begins in, in one query."""
    touched = Paragraph.objects.filter(edition=OuterRef("edition"), span__overlap=OuterRef("span"))
    first = Subquery(touched.order_by("number").values("number")[:1])
    return dict(Passage.objects.filter(pk__in=list(passages)).values_list("pk", first))
