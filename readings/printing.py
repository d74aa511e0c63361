"""The paragraphs of a page as HTML: made once of each page of a published edition, and kept by the process.

A published edition never changes (triggers of the database see to it), and one page of it may have hundreds of
paragraphs. What differs from reader to reader goes into gaps beside and after each of them, so nothing of a person is
kept here, and whether somebody may read a page is asked before. What a process keeps goes when it ends, as it does
when a new version of the site starts; a page that is not kept is made anew and is the same.
Why it is kept here and not in the cache or the database: docs/decisions/0023-pages-are-printed-once.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from readings.models import Edition
from readings.paging import Page
from readings.reading import Place, page_blocks
from readings.structure import Mark

GAP = "\0"  # which no text holds: the database takes none
MOST_KEPT = 200  # pages, of a fifth of a megabyte at most but for a handful


@dataclass(frozen=True, slots=True)
class Printed:
    """The paragraphs of a page, how its first one begins, and their HTML in pieces.

    After each paragraph's words there is a gap for what stands beside it, and after its element another.
    """

    paragraphs: tuple[Place, ...]
    opening: str
    pieces: tuple[bytes, ...]

    def filled(self, beside: Mapping[int, str], after: Mapping[int, str] | None = None) -> SafeString:
        """The HTML with what goes into the gaps of each paragraph, by its number. It was made safe by whoever made it."""
        return SafeString(b"".join(self.parts(beside, after)).decode())

    def parts(self, beside: Mapping[int, str], after: Mapping[int, str] | None = None) -> list[bytes]:
        """The same in parts, to be joined, as they will be sent."""
        after = after or {}
        parts = [self.pieces[0]]
        following = iter(self.pieces[1:])
        for line, inside, outside in zip(self.paragraphs, following, following, strict=True):
            parts += (
                beside.get(line.number, "").encode(),
                inside,
                after.get(line.number, "").encode(),
                outside,
            )
        return parts


def printed(edition: Edition, page: Page, pointed: Sequence[Mark] = ()) -> Printed:
    """The paragraphs of a page (two queries, none when it is kept).

    A draft, and a page with words pointed to, are printed anew each time.
    """
    if edition.published_at is None or pointed:
        return _print(edition.pk, edition.text.slug, edition.number, page.start, page.end, pointed)
    return _kept(
        edition.pk,
        edition.published_at,
        edition.text.slug,
        edition.number,
        page.start,
        page.end,
        get_language(),
    )


@lru_cache(maxsize=MOST_KEPT)
def _kept(
    edition_id: int,
    published_at: datetime,
    slug: str,
    number: int,
    start: int,
    end: int,
    language: str | None,
) -> Printed:
    """What a page is made of besides its words is asked for too, though not used: then it is another page."""
    return _print(edition_id, slug, number, start, end, ())


def _print(edition_id: int, slug: str, number: int, start: int, end: int, pointed: Sequence[Mark]) -> Printed:
    blocks = page_blocks(edition_id, start, end, pointed)
    context = {"blocks": blocks, "slug": slug, "edition_number": number, "gap": GAP}
    html = render_to_string("readings/page_detail.html#paragraphs", context)
    shown = [paragraph for block in blocks for paragraph in block.paragraphs]
    return Printed(
        paragraphs=tuple(Place(one.number, one.kind, one.start, one.end) for one in shown),
        opening=shown[0].text if shown else "",
        pieces=tuple(html.encode().split(GAP.encode())),
    )
