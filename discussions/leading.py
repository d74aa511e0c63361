"""Links in what people say that lead to words of a text here: shown by what they are, and unfolded in place.

What is kept is the plain link, as it was typed; what it leads to is looked up for whoever reads, when they read it. How
such a link looks, and what it unfolds to, is the library's (`readings.pointing_words`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from html import unescape
from itertools import count
from operator import or_
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.urls import Resolver404, resolve
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from discussions.wording import plain, spread, vouched
from groups.models import Schedule
from readings.models import Edition, Paragraph
from readings.pointing_words import NAME, label_of, link_html, words_address

LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
BY_TEXT = {"passage_detail", "edition_paragraph", "paragraph_detail"}
BY_PLAN = {"reader_passage", "reader_paragraph"}
BLANK = re.compile(r"\s+")
MOST = 40  # links of a page that are looked up; more stay as they were typed
LARGEST = 2**31
PARTS = {"number": "paragraph", "start": "start", "end": "end"}

type Row = tuple[int, str, int, int, int, int, int, str]
type Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """What a link leads to: what it is called, and where its words are asked for."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address names: an edition, by one of the keys in `_keys`, and a stretch of it or a paragraph."""

    edition: Q
    key: Key
    number: int = 0
    start: int = 0
    end: int = 0

    @property
    def rows(self) -> Q:
        place = Q(number=self.number)
        if not self.number:
            place = Q(span__contains=self.start) | Q(span__contains=self.end - 1)
        return self.edition & place

    def lead(self, rows: Iterable[Row], path: str) -> Lead | None:
        """What it leads to, of the paragraphs that were found in its edition."""
        ends = [
            row
            for row in rows
            if row[4] == self.number
            or (not self.number and (row[5] <= self.start < row[6] or row[5] < self.end <= row[6]))
        ]
        if not ends:
            return None
        first, last = min(ends, key=lambda row: row[4]), max(ends, key=lambda row: row[4])
        start, end = (first[5], first[6]) if self.number else (self.start, self.end)
        return Lead(
            label_of(first[7], first[4], last[4]), words_address(first[1], first[2], start, end, path)
        )


@dataclass(frozen=True, slots=True)
class Leads:
    """What the links of a page lead to, by their addresses; None where that is not for whoever reads."""

    found: Mapping[str, Lead | None]

    def shown(self, html: str, name: str) -> str:
        """Cleaned HTML with its links to words as they are shown; `name` tells them from those of other comments."""
        if not self.found or 'href="' not in html:
            return html
        places = count()
        return LINK.sub(lambda link: self._link(link, f"{name}-{next(places)}"), html)

    def line(self, html: str, most: int) -> SafeString:
        """The first `most` characters of cleaned HTML on one line, in which only its links are left, to be followed."""
        parts = []
        for opens, words, closes in self._pieces(html):
            if len(words) > most:
                cut = f"{words[: max(0, most - 1)].rstrip()}…"
                parts.append(f"{opens}{escape(cut)}{closes}")
                break
            parts.append(f"{opens}{escape(words)}{closes}")
            most -= len(words)
        return vouched("".join(parts).strip())

    def _pieces(self, html: str) -> Iterator[tuple[str, str, str]]:
        """The words between links, and links: how each begins in HTML, what it says as text, how it ends."""
        place = 0
        for link in LINK.finditer(html):
            yield "", BLANK.sub(" ", spread(html[place : link.start()])), ""
            yield f'<a href="{link[1]}"{link[2]}>', self._label(link), "</a>"
            place = link.end()
        yield "", BLANK.sub(" ", spread(html[place:])), ""

    def named(self, html: str) -> str:
        """Cleaned HTML in which a bare link to words is what they are called, for an excerpt without links."""
        return LINK.sub(lambda link: escape(self._label(link)), html) if self.found else html

    def _label(self, link: re.Match[str]) -> str:
        """What a link says, as text."""
        address, says = unescape(link[1]), plain(link[3])
        if says != address or address not in self.found:
            return says
        lead = self.found[address]
        return lead.label if lead else _("A passage that is not in the library, or not open to you")

    def _link(self, link: re.Match[str], name: str) -> str:
        address = unescape(link[1])
        if address not in self.found or not NAME.fullmatch(name):
            return link[0]
        lead = self.found[address]
        is_bare = unescape(link[3]) == address
        if lead is None:
            hidden = _("A passage that is not in the library, or not open to you")
            return f'<a href="{link[1]}"{link[2]}>{escape(hidden)}</a>' if is_bare else link[0]
        label = lead.label if is_bare else vouched(link[3])
        return link_html(name=name, label=label, address=address, words=lead.words)


def leads_in(htmls: Iterable[str], user: Any) -> Leads:
    """Look up what the links in some cleaned HTML lead to, for a person (two queries at most, none without such links)."""
    site = f"{settings.SITE_ADDRESS}/"
    addresses = dict.fromkeys(
        unescape(link[1]) for html in htmls if f'href="{site}' in html for link in LINK.finditer(html)
    )
    named = {address: match for address in addresses if (match := _named(address, site))}
    if not named:
        return Leads({})
    named = dict(list(named.items())[:MOST])
    plans = _plans({given["schedule"] for name, given in named.values() if name in BY_PLAN}, user)
    asked = {address: _asked(name, given, plans) for address, (name, given) in named.items()}
    wanted = [one.rows for one in asked.values() if one]
    rows = _rows(reduce(or_, wanted), user) if wanted else {}
    return Leads(
        {
            address: one.lead(rows[one.key], urlsplit(address).path) if one else None
            for address, one in asked.items()
        }
    )


@lru_cache(maxsize=1_000)
def _named(address: str, site: str) -> tuple[str, dict[str, Any]] | None:
    """The name and the parts of an address of words here; None of any other."""
    if not address.startswith(site):
        return None
    try:
        match = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    fits = all(not isinstance(value, int) or value < LARGEST for value in match.kwargs.values())
    return (match.url_name, match.kwargs) if fits and match.url_name in BY_TEXT | BY_PLAN else None


def _plans(keys: set[int], user: Any) -> dict[tuple[int, str], tuple[int, int]]:
    """The edition and the text of plans that are this person's to see, by key and circle."""
    if not keys:
        return {}
    rows = Schedule.objects.visible_to(user).filter(pk__in=keys)
    told = rows.values_list("pk", "group__slug", "edition_id", "edition__text_id")
    return {(pk, group): (edition, text) for pk, group, edition, text in told}


def _asked(
    name: str, given: Mapping[str, Any], plans: Mapping[tuple[int, str], tuple[int, int]]
) -> Asked | None:
    place = {key: given[of] for key, of in PARTS.items() if of in given}
    if not place.get("number") and place.get("start", 0) >= place.get("end", 0):
        return None
    number = given.get("edition")
    if name in BY_PLAN:
        plan = plans.get((given["schedule"], given["group"]))
        if plan is None:
            return None
        edition, text = plan
        if number is None:
            return Asked(Q(edition=edition), (edition,), **place)
        return Asked(Q(edition__text=text, edition__number=number), (text, number), **place)
    slug = given["slug"]
    current = Q(edition=F("edition__text__current_edition"))
    of_text = Q(edition__text__slug=slug)
    return Asked(
        of_text & (current if number is None else Q(edition__number=number)), (slug, number), **place
    )


def _rows(wanted: Q, user: Any) -> dict[Key, list[Row]]:
    """The paragraphs that are wanted, of published editions that this person may read, by every key of their edition."""
    readable = Edition.objects.visible_to(user).filter(published_at__isnull=False)
    told = (
        Paragraph.objects.filter(wanted, edition__in=readable)
        .order_by("number")
        .values_list(
            "edition_id",
            "edition__text__slug",
            "edition__number",
            "edition__text_id",
            "number",
            "span",
            "edition__text__title",
            "edition__text__current_edition_id",
        )
    )
    found: dict[Key, list[Row]] = defaultdict(list)
    for edition, slug, number, text, paragraph, span, title, current in told:
        row = (edition, slug, number, text, paragraph, span.lower, span.upper, title)
        keys: list[Key] = [(slug, number), (edition,), (text, number)]
        for key in [*keys, (slug, None)] if edition == current else keys:
            found[key].append(row)
    return found
