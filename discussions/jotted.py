"""How notes to self are shown: a link beside each paragraph that has one, and the rows of a list."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from discussions.leading import leads_in
from discussions.models import Jotting, JottingQuerySet, Thread
from discussions.moments import Moments
from discussions.sheets import markup
from discussions.wording import vouched
from groups.models import Schedule
from readings.models import Edition, Paragraph, Section
from readings.prepared import Given, Question, whole_number, worded
from readings.reading import Place
from readings.rendering import without_notes

LINK = ["number", "href", "label", "spans"]


@dataclass(frozen=True, slots=True)
class Row:
    """A note as it is shown: with its words, the paragraph that it begins in, and the threads opened with it.

    The words of the text are left out when it was taken out of the library and none of the person's circles keeps it.
    """

    jotting: Jotting
    number: int
    section: str
    quote: str
    html: SafeString
    when: str
    edited: str
    is_left: bool
    is_readable: bool
    may_be_brought: bool
    threads: Sequence[Thread]


def jotted_beside(
    user: Any, edition: Edition, page: Sequence[Place], *, plan: int | None = None
) -> dict[int, SafeString]:
    """Render the link to one's own notes for those paragraphs of a page that have any, by number (one query).

    For a visitor there are none. `plan` is the one by which a circle reads the page.
    """
    if not user.is_authenticated or not page:
        return {}
    spans = _spans_asked().rows(person=user.pk, edition=edition.pk, start=page[0].start, end=page[-1].end)
    return links_beside(edition, page, spans, plan=plan) if spans else {}


@cache
def _spans_asked() -> Question:
    """Where somebody's notes on a stretch of an edition begin and end."""
    touched = Jotting.objects.of(Given("person")).touching(
        Given("edition"), whole_number("start"), whole_number("end")
    )
    return worded(touched.values_list("span__startswith", "span__endswith"))


def links_beside(
    edition: Edition, page: Iterable[Place], spans: Sequence[tuple[int, int]], *, plan: int | None = None
) -> dict[int, SafeString]:
    """Render the link for each paragraph that some of these ranges touch; they open in the panel beside the text.

    On an earlier edition, which has no panel, they lead to a page.
    """
    is_current = edition.pk == edition.text.current_edition_id
    link = markup("jotting_list.html#jotted", LINK, in_panel=is_current)
    links = {}
    for one in page:
        here = [(start, end) for start, end in spans if start < one.end and end > one.start]
        if here:
            label = ngettext(
                "Your note to self on paragraph %(number)d",
                "Your %(count)d notes to self on paragraph %(number)d",
                len(here),
            )
            values = {
                "number": one.number,
                "href": paragraph_address(edition, one.number, plan),
                "label": escape(label % {"number": one.number, "count": len(here)}),
                "spans": " ".join(f"{start}-{end}" for start, end in here),
            }
            links[one.number] = vouched(link.format_map(values))
    return links


def paragraph_address(edition: Edition, number: int, plan: int | None = None) -> str:
    """Where one's notes on a paragraph are shown."""
    address = reverse("paragraph_jottings", args=[edition.text.slug, edition.number, number])
    return f"{address}?plan={plan}" if plan else address


def placed(jottings: JottingQuerySet, user: Any) -> JottingQuerySet:
    """Notes with all that their rows say, in the order of the text (one query more, for threads)."""
    around = {"edition": OuterRef("edition"), "span__overlap": OuterRef("span")}
    sections = Section.objects.filter(**around).order_by("-number").values("title")
    paragraphs = Paragraph.objects.filter(**around).order_by("number")
    seen = Thread.objects.visible_to(user).select_related("group")
    readable = Edition.objects.visible_to(user).filter(pk=OuterRef("edition"))
    plans = Schedule.objects.visible_to(user).filter(edition=OuterRef("edition"))
    return (
        jottings.annotate(
            number=Subquery(paragraphs.values("number")[:1]),
            section=Subquery(sections[:1]),
            is_readable=Exists(readable),
            may_be_brought=Exists(plans),
        )
        .select_related("edition__text", "former_edition")
        .defer("edition__content", "former_edition__content")
        .prefetch_related(Prefetch("threads", queryset=seen, to_attr="opened"))
        .order_by("edition__text__title", "edition__text", "-edition__number", "span", "pk")
    )


def rows(jottings: Iterable[Any], now: dt.datetime, user: Any) -> list[Row]:
    """The rows of notes that were `placed`, for whose they are (one query more, with links to words in them two or three)."""
    listed = list(jottings)
    leads = leads_in((one.html for one in listed), user)
    marks = _marks_of(listed)
    moment = Moments(now)
    return [
        Row(
            jotting=one,
            number=one.number,
            section=one.section or "",
            quote=without_notes(one.quote, one.start, marks.get(one.pk, ())),
            html=vouched(leads.shown(one.html, f"j{one.pk}")),
            when=moment(one.created_at),
            edited=moment(one.edited_at) if one.edited_at else "",
            is_left=one.edition_id != one.edition.text.current_edition_id,
            is_readable=one.is_readable,
            may_be_brought=one.may_be_brought,
            threads=one.opened,
        )
        for one in listed
    ]


def _marks_of(jottings: Iterable[Jotting]) -> dict[int, list[Any]]:
    """The marks of the paragraphs with calls of notes that these stand on, by key, in one query."""
    noted = Jotting.objects.filter(
        pk__in=[one.pk for one in jottings],
        edition__paragraphs__span__overlap=F("span"),
        edition__paragraphs__marks__contains=[{"kind": "note_ref"}],
    )
    found: dict[int, list[Any]] = {}
    for jotting, marks in noted.values_list("pk", "edition__paragraphs__marks"):
        found.setdefault(jotting, []).extend(marks)
    return found
