"""What a circle adds to the page of text: its plan laid over the outline, its talk in the margin."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse
from django.utils.safestring import SafeString

from accounts.requests import HtmxRequest
from discussions.models import Passage, Thread
from discussions.outdated import is_outdated
from discussions.passages import Margin, Spot, margins, spots
from groups.models import Schedule
from groups.pace import Standing
from readings.models import Paragraph
from readings.paging import Page
from readings.rail import Entry
from readings.reading import outline
from readings.rendering import paragraph_html


@dataclass(frozen=True, slots=True)
class Begun:
    """A sitting that begins at a line of the outline, and the section that it cuts in two there, if any."""

    row: Standing
    cut: Entry | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a circle's outline: the sittings that begin there, and its section (None after the last)."""

    begins: list[Begun]
    entry: Entry | None


def planned_rail(entries: Sequence[Entry], course: Sequence[Standing]) -> list[Line]:
    """Lay the plan over the outline: each sitting stands above the first section that begins in it.

    One that begins inside a section, or with a subsection of it, names that section again: it stands under both.
    Of a section that goes on after the sitting, only what is within the sitting is counted, and read with it.
    """
    waiting = list(reversed(course))
    until = _words_until(entries)
    row: Standing | None = None  # the sitting that was listed last
    lines = []
    for entry in entries:
        begins: list[Begun] = []
        while waiting and waiting[-1].sitting.start <= entry.section.start:
            row = waiting.pop()
            begins.append(Begun(row, _cut(entries, row.sitting.start)))
        section = entry.section
        if (
            row and section.end > row.sitting.end > section.start
        ):  # it goes on in the next, where it is named again
            words = round(until(row.sitting.end) - until(section.start))
            entry = replace(entry, words=words, read=entry.read or row.is_read)
        lines.append(Line(begins, entry))
    if waiting:
        rest = [Begun(row, _cut(entries, row.sitting.start)) for row in reversed(waiting)]
        lines.append(Line(rest, None))
    return lines


def _words_until(entries: Sequence[Entry]) -> Callable[[int], float]:
    """A function from an offset (code points) to the words before it; inside a section by the share of its length."""
    starts = [entry.section.start for entry in entries]
    words = [0, *accumulate(entry.section.own_words for entry in entries)]
    ends = [*starts[1:], max((entry.section.end for entry in entries), default=0)]

    def until(offset: int) -> float:
        place = bisect_right(starts, offset) - 1
        if place < 0:
            return 0
        length = max(1, ends[place] - starts[place])
        return words[place] + (words[place + 1] - words[place]) * min(1, (offset - starts[place]) / length)

    return until


def _cut(entries: Sequence[Entry], start: int) -> Entry | None:
    """The innermost section that a sitting begins inside of, at an offset (code points).

    None for one that holds the whole text when a section of it begins there: that tells nothing.
    """
    around = [entry for entry in entries if entry.section.start < start < entry.section.end]
    if not around:
        return None
    with_a_section = any(entry.section.start == start for entry in entries)
    alone = [entry.section.level for entry in entries].count(around[-1].section.level) == 1
    return None if with_a_section and alone else around[-1]


def sitting_of(course: Sequence[Standing], start: int, end: int) -> Standing | None:
    """Pick the sitting that a page from `start` to `end` (code points) belongs to.

    Of several that the page touches, the first that is not read. None when the plan leaves the page out.
    """
    touched = [row for row in course if row.sitting.start < end and row.sitting.end > start]
    return next((row for row in touched if not row.is_read), touched[-1] if touched else None)


def page_root(plan: Schedule) -> str:
    """The address that all pages of a plan begin with: a number and a slash make it whole."""
    return reverse("reader", args=[plan.group.slug, plan.pk, 0]).removesuffix("0/")


def page_behind(request: HtmxRequest, plan: Schedule) -> Page | None:
    """The page of this plan that an htmx request came from; None when it came from another place.

    None as well where that page shows an edition which is not the plan's any more: other paragraphs have its numbers.
    """
    key, page = _reader_behind(request)
    return outline(plan.edition).page(page) if key == plan.pk and not is_outdated(request, plan) else None


def plan_behind(request: HtmxRequest) -> int | None:
    """The plan (its key) of the page of text that an htmx request came from; None when it came from another place."""
    return _reader_behind(request)[0]


def _reader_behind(request: HtmxRequest) -> tuple[int | None, int]:
    try:
        address = request.htmx.current_url_abs_path
        match = resolve(urlsplit(address).path) if address else None
    except (Resolver404, ValueError):  # ValueError: what came is no address at all
        return None, 0
    if match is None or match.url_name != "reader":
        return None, 0
    return match.kwargs["schedule"], match.kwargs["page"]


def margins_beside(
    plan: Schedule, passage: Passage, page: Page, *, viewer_id: int, now: datetime
) -> dict[int, Margin | None]:
    """What stands beside the paragraphs of a page that a passage touches, by number, or None (two queries)."""
    shown, _stood = stretch_beside(
        plan, max(passage.start, page.start), min(passage.end, page.end), viewer_id=viewer_id, now=now
    )
    return shown


def stretch_beside(
    plan: Schedule, start: int, end: int, *, viewer_id: int, now: datetime
) -> tuple[dict[int, Margin | None], list[Spot]]:
    """What stands beside the paragraphs of a stretch (code points), by number, or None, and the spots that make it.

    Three queries; none where the stretch is empty, one where no paragraph is touched.
    """
    if start >= end:
        return {}, []
    touched = list(
        Paragraph.objects.filter(edition_id=plan.edition_id, span__overlap=(start, end)).order_by("number")
    )
    if not touched:  # a gap between two paragraphs
        return {}, []
    stood = spots(
        plan.group,
        plan.edition_id,
        touched[0].start,
        touched[-1].end,
        viewer_id=viewer_id,
        everywhere=plan.shows_all,
    )
    shown = margins(touched, stood, now)
    return {paragraph.number: shown.get(paragraph.number) for paragraph in touched}, stood


def opened_beside(
    plan: Schedule, page: Page, before: int, reached: int, *, viewer_id: int, now: datetime
) -> tuple[dict[int, Margin | None], list[Spot]]:
    """What stands beside a page where talk came in sight as somebody read on from one place to another (code points).

    Four queries at most, one where nothing did, none where they have not read on.
    """
    start, end = max(before, page.start), min(reached, page.end)
    if start >= end:
        return {}, []
    on_it = Thread.objects.talked_in().beside(plan, viewer_id).overlapping(plan.edition_id, start, end)
    ends = [span.upper for span in on_it.values_list("passage__span", flat=True) if span.lower >= start]
    if not ends:
        return {}, []
    shown, stood = stretch_beside(plan, start, min(max(ends), page.end), viewer_id=viewer_id, now=now)
    return {number: margin for number, margin in shown.items() if margin}, stood


def paragraph_quote(paragraph: Paragraph, text: str) -> SafeString:
    """A whole paragraph as it looks in its text, with its notes' numbers raised; they lead nowhere from here."""
    marks = [mark for mark in paragraph.marks if mark["kind"] != "link"]
    return paragraph_html(
        text,
        paragraph.start,
        [mark | {"data": {}} if mark["kind"] == "note_ref" else mark for mark in marks],
    )
