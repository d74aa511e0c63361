"""What a page of the desk shows: pieces beside their source, the outline, the doubts, what can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Case, Value, When
from django.db.models.functions import Left
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from accounts.models import User
from readings.composing import heading_levels
from readings.desk.kinds import is_code
from readings.desk.sourcing import Unit, units_of
from readings.desk.undoing import last_done, next_undone, successors
from readings.desk.wording import CODE, DONE, KINDS, WHY_APART
from readings.doubts import ANSWERED_BY, ONLY_TOLD, sentence
from readings.doubts import doubt as doubt_of
from readings.models import Desk, DeskEdit, DeskPiece, SourceSide
from readings.models.desks import ABOUT
from readings.pieces import APART, PieceDoubt
from readings.rendering import paragraph_html, table_html

PIECES_A_PAGE = 80
A_MOMENT = timedelta(minutes=15)
MOST_SHOWN = 400  # headings of the outline, places of one doubt, references of a paragraph


class Light(NamedTuple):
    """A piece without its words."""

    pk: int
    place: str
    kind: str
    rank: int
    title: str
    doubts: list[Any]


@dataclass(slots=True)
class Shown:
    """A piece as the page shows it; `key` is its key as addresses and names have it."""

    pk: int
    key: str
    place: str
    kind: str
    level: int
    label: Promise | str
    text: str
    html: SafeString
    data: dict[str, Any]
    doubts: list[dict[str, Any]]
    units: list[Unit]
    why: Promise | str = ""
    same_source: bool = False
    depth: int = 1  # of an item in its list
    after: int | None = None  # the key of the piece before it, on this desk


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline and where it leads."""

    key: str
    place: str
    level: str
    title: str


@dataclass(slots=True)
class Doubted:
    """One sort of doubt and the places that have it."""

    message: str
    places: list[dict[str, Any]] = field(default_factory=list)
    is_told: bool = False  # and asks nothing

    @property
    def of_all(self) -> list[dict[str, Any]]:
        """The places that are the text as a whole."""
        return [place for place in self.places if place.get("whole")]

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The places at paragraphs, as many as a list shows."""
        return [place for place in self.places if not place.get("whole")][:MOST_SHOWN]


class Sheet:
    """All the pieces of a desk without their words, in order: enough to know numbers, levels, pages, doubts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        title = Case(When(kind="heading", then=Left("text", 200)), default=Value(""))
        rows = desk.pieces.order_by("place").annotate(title=title)
        values = rows.values_list("pk", "place", "kind", "rank", "title", "doubts")
        self.all = [Light(*row) for row in values]
        self.rows = [row for row in self.all if row.kind != ABOUT]
        self.index = {row.pk: at for at, row in enumerate(self.rows)}
        self.numbers: dict[int, int] = {}
        kept = [row for row in self.rows if row.kind != APART]
        for number, row in enumerate(kept, start=1):
            self.numbers[row.pk] = number
        self.levels = heading_levels(kept)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.rows) // PIECES_A_PAGE))

    def page_of(self, pk: int) -> int:
        return self.index[pk] // PIECES_A_PAGE + 1

    def level(self, pk: int) -> int:
        return self.levels.get(self.numbers.get(pk, 0), 0)

    def number_at(self, pk: int) -> int:
        """The number of a paragraph; of what is not content, the one that it had, or would have."""
        if pk in self.numbers:
            return self.numbers[pk]
        return 1 + sum(row.kind != APART for row in self.rows[: self.index[pk]])

    def on_page(self, page: int) -> list[Light]:
        return self.rows[(page - 1) * PIECES_A_PAGE : page * PIECES_A_PAGE]

    def first_number(self, page: int) -> int:
        """The number that the first paragraph of a page has."""
        before = self.rows[: (page - 1) * PIECES_A_PAGE]
        return 1 + sum(row.kind != APART for row in before)

    def outline(self) -> list[Heading]:
        headings = [row for row in self.rows if row.kind == "heading"]
        return [
            Heading(str(row.pk), row.place, str(self.level(row.pk)), row.title)
            for row in headings[:MOST_SHOWN]
        ]

    def doubts(self) -> list[Doubted]:
        """Everything that is still open, one entry for each sort, in the order of the text."""
        found: dict[str, Doubted] = {}
        about = next((row for row in self.all if row.kind == ABOUT), None)
        if about:
            present = self.desk.pieces.filter(pk=about.pk).first()  # it may just have been replaced
            for doubt in present.data["doubts"] if present else []:
                entry = found.setdefault(sentence(doubt), Doubted(sentence(doubt)))
                fact = ANSWERED_BY.get(doubt["code"], "")
                entry.places.append(
                    {"key": str(about.pk), "code": doubt["code"], "whole": True, "fact": fact}
                )
        known: dict[tuple[str, str], dict[str, Any]] = {}
        for row in self.rows:
            for plain in row.doubts:
                code, at, *names = plain
                alike = code, str(names)  # hundreds say the same
                if alike not in known:
                    known[alike] = told(plain)
                said = known[alike]
                entry = found.setdefault(said["message"], Doubted(said["message"], is_told=said["is_told"]))
                number = str(self.numbers.get(row.pk, ""))
                where = {"key": str(row.pk), "code": code, "at": at}
                entry.places.append({**where, "place": row.place, "number": number})
        return list(found.values())


def told(plain: list[Any]) -> dict[str, Any]:
    """A doubt of a piece, as it is stored, with its sentence."""
    one = PieceDoubt.from_list(plain)
    said = sentence(doubt_of(one.code, one.where, one.names).as_dict())
    return {"code": one.code, "at": one.where, "message": said, "is_told": one.code in ONLY_TOLD}


def shown(sheet: Sheet, rows: Sequence[DeskPiece]) -> list[Shown]:
    """Pieces with their words, their doubts and their source, as the page shows them (two queries)."""
    units = units_of(sheet.desk, rows)
    made: list[Shown] = []
    for row in rows:
        at = sheet.index[row.pk]
        before = sheet.rows[at - 1].pk if at else None
        same = bool(made and row.source and rows[len(made) - 1].source == row.source)
        made.append(
            Shown(
                row.pk,
                str(row.pk),
                row.place,
                row.kind,
                sheet.level(row.pk),
                CODE if is_code(row.piece) else KINDS[row.kind],
                row.text,
                html_of(row),
                row.data,
                [told(plain) for plain in row.doubts],
                units.get(row.pk, []),
                WHY_APART.get(row.data.get("why", ""), "") if row.kind == APART else "",
                same,
                int(row.data.get("level", 1)) if row.kind == "list_item" else 1,
                before,
            )
        )
    return made


def html_of(row: DeskPiece) -> SafeString:
    if row.kind == "table":
        return table_html(row.text, 0, row.marks, row.data)
    return paragraph_html(row.text, 0, [] if row.kind == APART else row.marks)


def step(edit: DeskEdit | None) -> dict[str, Any] | None:
    """Say what could be undone, or done again, and who did it."""
    if edit is None:
        return None
    return {"number": edit.number, "verb": DONE.get(edit.verb, edit.verb), "user": edit.user}


def also_here(desk: Desk, user: User, now: datetime) -> DeskEdit | None:
    """The last change by somebody else, when it was a moment ago: they are probably at the desk still."""
    theirs = desk.edits.exclude(user=user).exclude(user=None).filter(done_at__gte=now - A_MOMENT)
    return theirs.select_related("user").defer("before", "after").order_by("-done_at").first()


def around(desk: Desk, sheet: Sheet) -> dict[str, Any]:
    """What stands around the pieces, on a whole page and in an answer to a change."""
    found = sheet.doubts()
    open_places = [place for one in found if not one.is_told for place in one.places if "place" in place]
    doubts, told_apart = ([one for one in found if one.is_told is told] for told in (False, True))
    return {
        "desk": desk,
        "headings": sheet.outline(),
        "doubts": doubts,
        "doubt_count": sum(len(doubt.places) for doubt in doubts),
        "first_place": min(open_places, key=itemgetter("place"), default=None),
        "told_apart": told_apart,
        "told_count": sum(len(doubt.places) for doubt in told_apart),
        "undo": step(last_done(desk)),
        "redo": step(next_undone(desk)),
    }


def page_context(
    desk: Desk,
    *,
    page: int = 1,
    at: int | None = None,
    paragraph: int | None = None,
    ticked: Sequence[int] = (),
) -> dict[str, Any]:
    """Everything that a page of the desk shows: page so-and-so, or the one that holds a piece, or a paragraph."""
    sheet = Sheet(desk)
    if paragraph is not None:
        at = next((pk for pk, number in sheet.numbers.items() if number == paragraph), None)
    if at is not None and at not in sheet.index:  # changed since the page was made that leads here
        at = next(iter(successors(desk, at)[0]), None)
    chosen = at if at in sheet.index else None
    page = sheet.page_of(chosen) if chosen is not None else min(max(page, 1), sheet.pages)
    light = sheet.on_page(page)
    rows = list(desk.pieces.filter(pk__in=[row.pk for row in light]).order_by("place"))
    return {
        **around(desk, sheet),
        "pieces": shown(sheet, rows),
        "chosen": chosen,
        "ticked": {row.pk for row in rows} & set(ticked),
        "page": page,
        "pages": sheet.pages,
        "start": sheet.first_number(page),
        "source": SourceSide.objects.filter(edition=desk.pk).values_list("kind", flat=True).first(),
    }
