"""A text scanned from a booklet, two pages to a sheet: noticed, and its pages put into reading order.

No pass among the others, because it says more than pieces: which pages it found, in which order they come
and why, for a curator to see and to change. It goes before the passes, which then read the text in order.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from readings.booklets.continuity import UNKNOWN_WORD, Continuity
from readings.booklets.cues import Cue, cues_of
from readings.booklets.impositions import Laying, as_it_stands, layings
from readings.booklets.joining import Joined, Proof, joined
from readings.booklets.pages import Page, Pages
from readings.importers.refusing import ImportRefused
from readings.marking import gettext_noop as _
from readings.passes.contents import entries
from readings.pieces import Piece

_MOST_PIECES = 1_500
_MOST_CHARACTERS = 400_000  # a folded booklet has no more than two hundred pages
_BROKEN_FROM = 2  # paragraphs that stop in the middle, and at least one in so many code points:
_BROKEN_EVERY = 8_000
_AS_MANY = 3  # times as many may stop in the middle as begin there, or the other way round
_PAGES_FROM = 6
_GAIN = 12.0  # how much likelier, as a logarithm, a booklet must be than the order of the file: in all,
_GAIN_AT_JOINS = 12.0  # and where the two orders differ about which page follows,
_LEAST_MOVED = 1 / 3  # which must be at so many page ends
_LEAD = 7.0  # and than the next best order
_MOST_CONTRADICTED = 0.15  # of the page ends
_CONTRADICTED = -3.5
_BLANK, _MOST_BLANK = (
    3,
    0.15,
)  # of the pages, but for those that fill a sheet: who may leave blanks anywhere lays any text on any sheets
_SAME_PLACE = 2.0  # pages by which text may stand elsewhere in two orders that are called one,
_SAME_SHARE = 0.08  # and the share of the text
_SHOWN = 80  # code points of a page's beginning and end that the curator is shown


@dataclass(frozen=True, slots=True)
class Repair:
    """Pieces in the order that they are read in, and what the provenance says of it: {} for no booklet.

    Else it has `pages`, as found in the file, each with `number` (its place in the file, from 1), `line`,
    `opening` and `ending`; `order`, the numbers of the pages as they were put; `joins`, for each page of that
    order how it is known to follow (`readings.booklets.joining.Proof`), [] where nothing was moved; and
    `proposed`, None where no order is sure: `order` and `joins` as above, `imposition` (how the pages were
    laid on the sheets; `why` says it in words), `blank` (pages without words), `confidence` (the share of page
    ends at which the words or numbers go on), `gain` and `lead` (how much likelier, as logarithms, than the
    order of the file and than the next best order), and if there is a table of contents, `listed_right` of
    `listed` headings that stand as far apart as it says.
    """

    pieces: list[Piece]
    provenance: dict[str, Any] = field(default_factory=dict)


def in_reading_order(pieces: list[Piece], page_order: Sequence[int] | None = None) -> Repair:
    """Put the pages of a booklet into reading order; leave any other text alone.

    `page_order` names the pages found, by their places in the file from 1, in the order to be read in; it
    goes before the order found. Raises ImportRefused when it does not name each page once.
    """
    found = _find(pieces)
    pages = found.pages if found else []
    as_found = list(range(1, len(pages) + 1))
    if page_order is not None and sorted(page_order) != as_found:
        raise ImportRefused(
            "page_order", _("This order of the pages does not name each page of the text once.")
        )
    if found is None:
        return Repair(pieces)
    proposed = dict(found.about)
    if proposed:
        proposed["order"] = [pages.index(page) + 1 for page in found.order]
        proposed["joins"] = _laid(found, proposed["order"], pieces).proofs
        proposed["confidence"] = _share_shown(proposed["joins"])
    order = list(page_order) if page_order is not None else proposed.get("order", as_found)
    provenance: dict[str, Any] = {
        "pages": [_shown(number, page, pieces) for number, page in enumerate(pages, start=1)],
        "order": order,
        "joins": [],
        "proposed": proposed or None,
    }
    if order == as_found:
        unsure = page_order is None
        return Repair(_with_first_doubt(pieces, "pages_out_of_order") if unsure else pieces, provenance)
    laid = _laid(found, order, pieces)
    provenance["joins"] = laid.proofs
    return Repair(_with_first_doubt(laid.pieces, "pages_reordered"), provenance)


def moved(order: Sequence[int], places: Mapping[int, int]) -> list[int]:
    """Put pages at other places in an order, as a person numbers them; the others close up.

    `places` says for pages at which place of the order (from 1) each is to stand. A page for which it says the
    place that it has already is not moved.
    """
    was = {page: place for place, page in enumerate(order, start=1)}
    going = sorted((place, was[page], page) for page, place in places.items() if place != was[page])
    made = [page for page in order if page not in {page for _place, _was, page in going}]
    for place, _was, page in going:
        made.insert(place - 1, page)
    return made


def _laid(found: "_Found", order: Sequence[int], pieces: Sequence[Piece]) -> Joined:
    return joined([found.pages[number - 1] for number in order], pieces, found.cues, found.continuity)


def _share_shown(joins: Sequence[Proof]) -> float:
    return round(sum(bool(proof) for proof in joins[1:]) / max(len(joins) - 1, 1), 2)


def _with_first_doubt(pieces: list[Piece], code: str) -> list[Piece]:
    return [pieces[0].with_doubt(code), *pieces[1:]]


def _shown(number: int, page: Page, pieces: Sequence[Piece]) -> dict[str, Any]:
    first = page.first if page.first < page.stop else page.start
    last = page.stop - 1 if page.first < page.stop else page.end - 1
    return {
        "number": number,
        "line": pieces[page.start].line,
        "opening": pieces[first].text[:_SHOWN],
        "ending": pieces[last].text[-_SHOWN:],
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """A booklet: its pages in the order of the file and in reading order, and why; `about` is {} for unsure."""

    pages: list[Page]
    order: list[Page]
    cues: list[Cue]
    continuity: Continuity
    about: dict[str, Any]


def _find(pieces: list[Piece]) -> _Found | None:
    if len(pieces) > _MOST_PIECES or sum(len(piece.text) for piece in pieces) > _MOST_CHARACTERS:
        return None
    cues = cues_of(pieces)
    if not _is_broken(cues):
        return None
    continuity = Continuity(pieces, cues)
    pages = Pages(cues, continuity)
    standing = as_it_stands(
        pages
    )  # before the others, so that it is measured by pages of the size first seen too
    laid = layings(pages, standing + _GAIN)
    if not laid:
        return None
    best, *rivals = laid
    cut = [page for page in best.in_order() if page]
    in_file = sorted(cut, key=lambda page: page.start)
    gain = best.score - max(standing, as_it_stands(pages))
    if len(cut) < _PAGES_FROM or gain < _GAIN or not _file_is_contradicted(pages, in_file, cut):
        return None
    blank = sum(page is None for page in best.in_order())
    lead = best.score - max((rival.score for rival in rivals if _differs(pages, best, rival)), default=-1e3)
    sure = (
        lead >= _LEAD
        and _contradicted(continuity, cues, cut) <= _MOST_CONTRADICTED
        and blank <= max(_BLANK, _MOST_BLANK * len(best.slots))
    )
    about = {
        "imposition": best.imposition.name,
        "why": best.imposition.words,
        "gain": round(gain, 1),
        "lead": round(min(lead, 1e3), 1),
        "blank": blank,
        **_listed_pages(pieces, cues, best),
    }
    return _Found(in_file, cut if sure else in_file, cues, continuity, about if sure else {})


def _is_broken(cues: Sequence[Cue]) -> bool:
    """Most pages of prose break a paragraph: one half of it stops in the middle, the other begins there.

    Where far more stop than begin, lines are headings, or words are lost.
    """
    begun = sum(cue.beginning == "small" and cue.kind == "prose" for cue in cues)
    stopped = sum(cue.ending in ("open", "broken") and cue.kind == "prose" for cue in cues)
    fewer, more = sorted((begun, stopped))
    few = max(_BROKEN_FROM, sum(cue.size for cue in cues) / _BROKEN_EVERY)
    return fewer >= few and more <= _AS_MANY * fewer


def _differs(pages: Pages, one: Laying, two: Laying) -> bool:
    """Tell whether two orders put a good part of the text in different places."""
    first, second = _places(pages, one), _places(pages, two)
    near = min(_SAME_PLACE * pages.usual, _SAME_SHARE * pages.filled[-1])
    far = sum(pages.size(at, at + 1) for at in range(len(pages.cues)) if abs(first[at] - second[at]) > near)
    return far > 0.05 * pages.filled[-1]


def _places(pages: Pages, laying: Laying) -> dict[int, float]:
    places, filled = dict[int, float](), 0.0
    for page in laying.in_order():
        for at in range(page.start, page.end) if page else ():
            places[at] = filled
            filled += pages.size(at, at + 1)
    return places


def _file_is_contradicted(pages: Pages, in_file: Sequence[Page], order: Sequence[Page]) -> bool:
    """Tell whether the words themselves speak for another order, at many of the places where pages meet.

    Pages that are fuller, or blanks that fall better, are no reason to take apart what reads on.
    """
    stood, laid = set(pairwise(in_file)), set(pairwise(order))
    kept, put = _goes_on(pages, stood - laid), _goes_on(pages, laid - stood)
    return len(laid - stood) >= _LEAST_MOVED * len(order) and put - kept >= _GAIN_AT_JOINS


def _goes_on(pages: Pages, joins: Iterable[tuple[Page, Page]]) -> float:
    return sum(pages.continuity.page_end(one.tail[0], two.head[0]) for one, two in joins)


def _contradicted(continuity: Continuity, cues: Sequence[Cue], order: Sequence[Page]) -> float:
    """Return the share of page ends at which the words do not go on, or make a word that the text does not know."""
    ends = [(one.tail[0], two.head[0]) for one, two in pairwise(order)]
    against = sum(
        continuity.page_end(one, two)
        <= (UNKNOWN_WORD if one >= 0 and cues[one].ending == "broken" else _CONTRADICTED)
        for one, two in ends
    )
    return against / max(len(ends), 1)


def _listed_pages(pieces: Sequence[Piece], cues: Sequence[Cue], laying: Laying) -> dict[str, int]:
    """Say how many headings stand on the page that the table of contents names, of how many.

    The first page need not be page 1: what counts is that they stand as far apart.
    """
    lists = [entry for piece in pieces if piece.data.get("contents") for entry in entries(piece.text)]
    pages = {
        cues[at].entry: number
        for number, page in enumerate(laying.in_order(), start=1)
        if page
        for at in range(page.start, page.end)
        if cues[at].entry is not None
    }
    off = Counter(lists[entry].page - number for entry, number in pages.items() if entry is not None)
    return {"listed": off.total(), "listed_right": max(off.values())} if off else {}
