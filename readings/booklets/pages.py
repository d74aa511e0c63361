"""What a run of pieces is worth as one printed page: main text above, its notes at the foot, furniture around.

Each rule is a small function with its reason; a page's score is the sum of what they say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from readings.booklets.continuity import Continuity
from readings.booklets.cues import Cue

# Three kinds of numbers rise through a text: page numbers, note numbers, places in the table of contents.
type Numbers = tuple[int | None, int | None, int | None]
NOTHING: Numbers = (None, None, None)
_NEXT_LATER_BACK = ((3.0, -3.0, -8.0), (2.0, -3.0, -6.0), (1.5, -1.5, -5.0))

_FOOT_NOTES_FROM = 3
_FOLIOS_FROM = 6
_LONGEST_ON_COVER = 250
_MEASURED = 100  # stretches between sure page ends from which the size of a page is taken
_SPREAD = 0.13  # of the sizes of full pages
_SHORT = 0.75  # of the usual size: a page that is not full


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces from `start` to `end`: main text from `first` to `stop`, notes from `notes` to `last`.

    `low` and `high` are the first and the last of its numbers.
    """

    start: int
    end: int
    first: int
    stop: int
    notes: int
    last: int
    size: float
    low: Numbers
    high: Numbers
    # What must go on from the page before: first paragraph, first note without a number; -1 for none.
    head: tuple[int, int]
    # What may go on on the next page: last paragraph, last note; -1 for none.
    tail: tuple[int, int]
    has_title: bool


class Pages:
    """All the pages that could be cut from a text, read once each."""

    def __init__(self, cues: Sequence[Cue], continuity: Continuity) -> None:
        self.cues = cues
        self.continuity = continuity
        self.has_foot_notes = sum(cue.note is not None for cue in cues) >= _FOOT_NOTES_FROM
        self.has_folios = sum(cue.folio is not None for cue in cues) >= _FOLIOS_FROM
        self.inside = [0.0, *(continuity.inside(index) for index in range(1, len(cues)))]
        self.filled = [0.0]  # the size of all pieces before each
        for cue in cues:
            self.filled.append(self.filled[-1] + cue.size)
        self.usual = self._measured()
        self.work = 0  # times that the search has put a page somewhere
        self._whole = next((at for at, cue in enumerate(cues) if cue.ending == "stopped"), -1)
        # The numbers of a text begin with the least of their kind and end with the greatest.
        kinds = [[cue.folio for cue in cues], [cue.note for cue in cues], [cue.entry for cue in cues]]
        known = [[number for number in kind if number is not None] for kind in kinds]
        self.before_all = _numbers([min(kind) - 1 if kind else None for kind in known])
        self.after_all = _numbers([max(kind) + 1 if kind else None for kind in known])
        self._read: dict[tuple[int, int], tuple[Page, float] | None] = {}

    def _measured(self) -> float:
        """Measure the pages by the stretches between places where one must have ended: one, two or three pages."""
        ends = [0, len(self.cues)]
        for index in range(1, len(self.cues)):
            before, after = self.cues[index - 1], self.cues[index]
            under_notes = before.note is not None and after.note is None
            if self.inside[index] <= -4.0 or under_notes or after.gap >= 3:
                ends.append(index)
        stretches = [self.size(one, two) for one, two in pairwise(sorted(set(ends)))][:_MEASURED]
        sizes = {stretch / pages for stretch in stretches for pages in (1, 2, 3)}
        return (
            max(sizes, key=lambda size: sum(_fits(stretch, size) for stretch in stretches), default=1.0)
            or 1.0
        )

    def size(self, start: int, end: int) -> float:
        """Return how much room pieces take."""
        return self.filled[end] - self.filled[start]

    def page(self, start: int, end: int) -> tuple[Page, float] | None:
        """Return a run of pieces as a page, with its score; None when it can't be one."""
        key = start, end
        if key not in self._read:
            page = self._page(start, end)
            self._read[key] = (page, sum(rule(self, page) for rule in _RULES)) if page else None
        return self._read[key]

    def _page(self, start: int, end: int) -> Page | None:
        cues, first, last = self.cues, start, end
        while first < last and cues[first].furniture:
            first += 1
        while first < last and cues[last - 1].furniture:
            last -= 1
        if any(cues[index].furniture for index in range(first, last)):
            return None
        notes = stop = self._notes_begin(first, last)
        while stop > first and cues[stop - 1].kind == "ornament":
            stop -= 1
        while first < stop and cues[first].kind == "ornament":
            first += 1
        if any(cues[index].note is not None for index in range(first, stop)):
            return None
        folios = [folio for index in range(start, end) if (folio := cues[index].folio) is not None]
        labels = [note for index in range(notes, last) if (note := cues[index].note) is not None]
        referred = [number for index in range(first, stop) for number in cues[index].references]
        listed = [entry for index in range(first, stop) if (entry := cues[index].entry) is not None]
        if any(two <= one for one, two in [*pairwise(labels), *pairwise(listed)]):
            return None
        numbers = folios[:1], labels or referred, listed
        return Page(
            start, end, first, stop, notes, last,
            self.size(first, last),
            _numbers([found[0] if found else None for found in numbers]),
            _numbers([found[-1] if found else None for found in numbers]),
            (first if first < stop else -1, notes if notes < last and cues[notes].note is None else -1),
            self._tail(stop - 1 if first < stop else -1, last - 1 if notes < last else -1),
            any(cues[index].is_title for index in range(first, stop)),
        )  # fmt: skip

    def _tail(self, text: int, note: int) -> tuple[int, int]:
        """Return what may go on; all whole paragraphs are as one to the search, and a whole note is none."""
        if text >= 0 and self.cues[text].ending == "stopped":
            text = self._whole
        if note >= 0 and self.cues[note].ending not in ("open", "broken"):
            note = -1
        return text, note

    def _notes_begin(self, first: int, last: int) -> int:
        """The notes of a page stand at its foot: numbered pieces, and above them what runs on under the rule."""
        cues, at = self.cues, last
        while at > first and cues[at - 1].note is not None:
            at -= 1
        runs_on = (
            at - 2 > first
            and cues[at - 2].kind == "ornament"
            and cues[at - 1].kind in ("prose", "quotation", "list_item")
        )
        return at - 1 if runs_on else at

    def fullness(self, page: Page, *, outer: bool) -> float:
        """Pages are full; one that is not ends with a paragraph, and is no wonder near the cover."""
        share = page.size / self.usual
        full = -0.7 - 0.5 * ((share - 1) / _SPREAD) ** 2
        if share > 1:
            return max(full, -20.0)
        runs_on = page.first < page.stop and self.cues[page.stop - 1].ending in ("open", "broken")
        return max(full, -6.0 if runs_on else -0.5 if outer else -2.0)


def _fits(stretch: float, size: float) -> float:
    """Return how well a stretch of text fills some whole pages of a size."""
    best = -3.0 if stretch < _SHORT * size else -6.0
    for pages in (round(stretch / size) - 1, round(stretch / size), round(stretch / size) + 1):
        if pages >= 1:
            off = (stretch / size / pages - 1) / _SPREAD
            best = max(best, -0.5 * pages * off**2 - 0.9 * (pages - 1))
    return best


def _numbers(found: Sequence[int | None]) -> Numbers:
    return found[0], found[1], found[2]


def carried(later: Numbers, earlier: Numbers) -> Numbers:
    """Return the later numbers, and the earlier ones where there is none."""
    if later == NOTHING:
        return earlier
    return (
        earlier[0] if later[0] is None else later[0],
        earlier[1] if later[1] is None else later[1],
        earlier[2] if later[2] is None else later[2],
    )


def rising(before: Numbers, after: Numbers) -> float:
    """Numbers rise from page to page, mostly to the very next one."""
    total = 0.0
    if before == NOTHING or after == NOTHING:
        return total
    for one, two, (following, later, back) in zip(before, after, _NEXT_LATER_BACK, strict=True):
        if one is not None and two is not None:
            total += following if two == one + 1 else later if two > one else back
    return total


def _whole_inside(pages: Pages, page: Page) -> float:
    """A paragraph that stops short or begins in mid-sentence inside a page speaks against it."""
    places = [*range(page.first + 1, page.stop), *range(page.notes + 1, page.last)]
    beside_rule = [
        index for index in places if "ornament" in (pages.cues[index - 1].kind, pages.cues[index].kind)
    ]
    return sum(pages.inside[index] for index in places) - 1.0 * len(beside_rule)


def _notes_with_their_numbers(pages: Pages, page: Page) -> float:
    """A note stands at the foot of the page that refers to it."""
    if not pages.has_foot_notes:
        return 0.0
    labels = {pages.cues[index].note for index in range(page.notes, page.last)} - {None}
    referred = {number for index in range(page.first, page.stop) for number in pages.cues[index].references}
    return -3.0 * len(labels ^ referred)


def _no_heading_at_the_foot(pages: Pages, page: Page) -> float:
    """No printer leaves a heading at the foot of a page."""
    return -4.0 if page.first < page.stop and pages.cues[page.stop - 1].kind == "heading" else 0.0


def _title_on_its_cover(pages: Pages, page: Page) -> float:
    """Nothing stands above the title of a text, and mostly no prose below it."""
    if not page.has_title:
        return 0.0
    above = not pages.cues[page.first].is_title
    prose = any(pages.cues[at].size > _LONGEST_ON_COVER for at in range(page.first, page.stop))
    return -4.0 * above - 1.5 * prose


def _numbered(pages: Pages, page: Page) -> float:
    """In a text with page numbers a page has words and, but for the outer ones, a number."""
    if page.first == page.last:
        return -10.0
    return -2.0 if pages.has_folios and page.low[0] is None else 0.0


def _contents_alone(pages: Pages, page: Page) -> float:
    """A table of contents has a page to itself, under its heading."""
    return sum(
        -1.5 * (index > page.first + 1) - 1.5 * (index < page.stop - 1)
        for index in range(page.first, page.stop)
        if pages.cues[index].kind == "contents"
    )


def _blank_lines_between(pages: Pages, page: Page) -> float:
    """More blank lines than usual stand between pages, not in them."""
    return -2.0 * sum(pages.cues[index].gap >= 3 for index in range(page.start + 1, page.end))


_RULES: tuple[Callable[[Pages, Page], float], ...] = (
    _whole_inside,
    _notes_with_their_numbers,
    _no_heading_at_the_foot,
    _title_on_its_cover,
    _numbered,
    _contents_alone,
    _blank_lines_between,
)
