"""Bookmarks as pages show them: the ribbon in the margin of a paragraph, and the rows of a list."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from readings.models import Bookmark, BookmarkQuerySet, Edition, Paragraph, Section
from readings.prepared import Given, Question, stretch, whole_number, worded
from readings.reading import Place

MOST_KEPT = (
    200  # ribbons of some hundred bytes: in each language, and for each text that has an earlier edition
)
MOST_FILLED = 10_000  # of these with their numbers


@dataclass(frozen=True, slots=True)
class Row:
    """A bookmark in a list: the paragraph and the section that it stands in now, and the address of its place.

    The section is left out where its own heading is marked, which says the same. The words are not shown when the text
    was taken out of the library and none of the person's circles keeps it.
    """

    bookmark: Bookmark
    number: int
    section: str | None
    href: str
    is_readable: bool


def ribbons_beside(user: Any, edition: Edition, page: Sequence[Place]) -> dict[int, SafeString]:
    """Render the ribbon for each paragraph of a page, by number (one query). For a visitor there are none.

    On an earlier edition nothing is marked any more: there those that are left lead to the list.
    """
    if not user.is_authenticated or not page:
        return {}
    marks = _starts_asked().rows(reader=user.pk, edition=edition.pk, start=page[0].start, end=page[-1].end)
    starts = sorted(start for (start,) in marks)
    marked = {one.number for one in page if bisect_left(starts, one.start) < bisect_left(starts, one.end)}
    if edition.pk == edition.text.current_edition_id:
        return ribbons([one.number for one in page], marked)
    href = f"{reverse('bookmark_list')}?text={edition.text.slug}"
    left = markup("left", _("You bookmarked paragraph %(number)s: your bookmarks"), href=href)
    return {one.number: filled(left, one.number) if one.number in marked else SafeString() for one in page}


@cache
def _starts_asked() -> Question:
    """Where somebody's bookmarks on a stretch of an edition begin."""
    wanted = stretch(whole_number("start"), whole_number("end"))
    own = Bookmark.objects.of(Given("reader")).filter(edition=Given("edition"), span__overlap=wanted)
    return worded(own.order_by().values_list("span__startswith"))


def ribbons(numbers: Iterable[int], marked: set[int], *, oob: bool = False) -> dict[int, SafeString]:
    """Render the button that marks each of some paragraphs, or takes its mark away.

    With `oob` they are for htmx, to take the place of those in the page.
    """
    label = _("Bookmark paragraph %(number)s")
    off = markup("ribbon", label, deed="mark", pressed="false", oob=oob)
    on = markup("ribbon", label, deed="unmark", pressed="true", oob=oob)
    return {number: filled(on if number in marked else off, number) for number in numbers}


def markup(partial: str, label: str, **context: object) -> str:
    """A ribbon with `{number}` where the paragraph's will be: a page has hundreds of them. The process keeps it."""
    return _kept_markup(partial, label, tuple(context.items()), get_language())


@lru_cache(maxsize=MOST_KEPT)
def _kept_markup(
    partial: str, label: str, context: tuple[tuple[str, object], ...], language: str | None
) -> str:
    number = "{number}"
    said = label % {"number": number}
    return render_to_string(
        f"readings/page_detail.html#{partial}", dict(context) | {"number": number, "label": said}
    )


@lru_cache(maxsize=MOST_FILLED)
def filled(template: str, number: int) -> SafeString:
    """A ribbon for a paragraph. Everything else in it was escaped when it was rendered."""
    return SafeString(template.replace("{number}", str(number)))


def placed(bookmarks: BookmarkQuerySet, user: Any) -> BookmarkQuerySet:
    """Bookmarks with all that their rows say, text by text: those on its current edition first, then those left."""
    around = {"edition": OuterRef("edition"), "span__overlap": OuterRef("span")}
    sections = Section.objects.filter(**around).order_by("-number").values("title")
    return (
        bookmarks.annotate(
            number=Subquery(Paragraph.objects.filter(**around).values("number")[:1]),
            section=Subquery(sections[:1]),
            is_readable=Exists(Edition.objects.visible_to(user).filter(pk=OuterRef("edition"))),
        )
        .select_related("edition__text", "former_edition")
        .defer("edition__content", "former_edition__content")
        .order_by("edition__text__title", "edition__text", "-edition__number", "span")
    )


def rows(bookmarks: Iterable[Any]) -> list[Row]:
    """The rows of a list, of bookmarks that were `placed`."""
    return [
        Row(
            bookmark=one,
            number=one.number,
            section=one.section if one.section != one.quote else "",
            href=one.address(one.number),
            is_readable=one.is_readable,
        )
        for one in bookmarks
    ]
