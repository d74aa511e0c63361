"""What a plan lays over a text, as HTML: the lines of its outline, and where a sitting ends between two paragraphs.

Each is rendered once by a process for all who see it alike: of its reader it says no more than whether a sitting is
read, and days and hours by the clock that they read. All that is in it is asked for, so what is kept is of nobody.
How it looks stands in `reader.html`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from discussions.showing import Line
from discussions.wording import vouched
from groups.pace import Standing
from readings.lines import entry_line
from readings.models import Text
from readings.rail import Entry
from readings.reading import Place

MOST_KEPT = 2_000  # lines, of some hundred bytes


def outline_html(lines: Iterable[Line], text: Text, root: str, paragraphs: str) -> SafeString:
    """The lines of a circle's outline; `root` is the address that its pages begin with, `paragraphs` their own."""
    parts: list[str] = []
    for line in lines:
        for begun in line.begins:
            parts.append(sitting_line(begun.row))
            if begun.cut:
                parts.append(cut_line(begun.cut, begun.row, text, paragraphs))
        if line.entry:
            parts.append(entry_line(line.entry, text, root))
    return vouched("".join(parts))


def sitting_line(row: Standing) -> str:
    """The line of a sitting, above the sections that begin in it."""
    kept = {"state": row.state, "is_read": row.is_read, "this_week": row.this_week, "circle": row.circle}
    return _kept("sitting_line", *_moment(row), **kept)


def cut_line(cut: Entry, row: Standing, text: Text, paragraphs: str) -> str:
    """The line of a section that a sitting cuts in two: it leads to where that begins."""
    number = row.sitting.first_paragraph
    return _kept_cut(
        level=cut.section.level,
        title=cut.section.title,
        address=f"{paragraphs}{number}/",
        is_read=row.is_read or cut.read,
        number=number,
        text_language=text.language,
        language=get_language(),
    )


def ends_between(ends: Mapping[int, Standing], page: Sequence[Place]) -> dict[int, str]:
    """What stands where a sitting ends before the last paragraph of a page, by the number of its own last one."""
    found = {line.number: ends[line.number] for line in page[:-1] if line.number in ends}
    return {
        number: _kept("sitting_end", *_moment(row), elsewhere=row.elsewhere) for number, row in found.items()
    }


def end_of_page(ends: Mapping[int, Standing], page: Sequence[Place]) -> str:
    """What stands at the end of a page with which a sitting ends; nothing at that of any other."""
    row = ends.get(page[-1].number) if page else None
    return _kept("page_end", *_moment(row), elsewhere=row.elsewhere) if row else ""


def due_line(row: Standing) -> str:
    """When the sitting of a page is due, in the bar over its text."""
    return _kept("sitting_due", *_moment(row), elsewhere=row.elsewhere)


def _moment(row: Standing) -> tuple[int, dt.datetime, str, str, int, str | None]:
    """Which sitting it is, when it is due, and all by which that is put into words for whoever reads it."""
    today = timezone.localdate()  # what is due in another year is told with it
    own = timezone.get_current_timezone_name()
    return row.sitting.number, row.sitting.due_at, row.sitting.time_zone, own, today.year, get_language()


@lru_cache(maxsize=MOST_KEPT)
def _kept(
    partial: str,
    number: int,
    due_at: dt.datetime,
    time_zone: str,
    _own: str,
    _year: int,
    _language: str | None,
    **values: Any,
) -> str:
    sitting = {"number": number, "due_at": due_at, "time_zone": time_zone}
    return render_to_string(f"discussions/reader.html#{partial}", {"row": values | {"sitting": sitting}})


@lru_cache(maxsize=MOST_KEPT)
def _kept_cut(*, text_language: str, language: str | None, **values: str | int | bool) -> str:
    """The language is asked for since all words are in it."""
    return render_to_string(
        "discussions/reader.html#cut_line", {"line": values, "text": {"language": text_language}}
    )
