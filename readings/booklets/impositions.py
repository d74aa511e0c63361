"""How pages were laid on the sheets: the cutting into pages and the order that explain a text best.

A folded sheet carries pages of the front half and of the back half of a booklet, so in the order of the
sheets one half of the pages rises and the other falls. A search goes through the pieces once for each way of
laying them, cuts pages, and puts each behind the front half or before the back half that it has so far.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from readings.booklets.pages import Numbers, Page, Pages, carried, rising
from readings.marking import gettext_noop

_OFF = 0.06  # of the size of a page, by which the first measure may be wrong
_LONGEST = 1.5  # times the usual size of a page
_MOST_PIECES = 40  # on a page
_WORST_PAGE = -12.0
_BLANK, _BLANK_OUTSIDE, _BLANK_RECTO = -3.5, -0.8, -0.4
_OUTER_PAGES = 4  # of text on either side, among which blank and short pages are usual
_MOST_BLANKS = 3  # one after the other
_BEAM = 10.0  # a cutting that is so much less likely than the best one so far is given up
_CUTTINGS, _CUTTINGS_AT_FIRST = 100, 20  # that are followed at most
_HASTE = 8.0  # what a better look may add to the score of a hasty one
_FAR_BEHIND = 30.0  # a way of laying that is so much less likely at first is not looked at again
_MOST_WORK = 800_000  # times that a page is put somewhere: some seconds; then the search is given up
_CUT_OFF = -5.0
_TITLE_INSIDE = -5.0  # the one title of a text stands on its first page


@dataclass(frozen=True, slots=True)
class Imposition:
    """A way of laying pages on sheets and reading them off again.

    `slots` says, over and over, to which half the pages of the file belong: "F"ront or "B"ack. `inward` is
    from the outer sheet to the inner one. `words` say it to a person.
    """

    name: str
    slots: str
    words: str = ""
    inward: bool = True


# The file as it stands, and the booklets: sheets with two pages a side, printed on both sides or on one. A stack
# that was scanned from behind is none, but competes with them.
AS_IT_STANDS = Imposition("as_it_stands", "F")
BOOKLETS = (
    Imposition(
        "last_page_first", "BFFB", gettext_noop("folded sheets printed on both sides, the last page first")
    ),
    Imposition(
        "first_page_first", "FBBF", gettext_noop("folded sheets printed on both sides, the first page first")
    ),
    Imposition(
        "one_sided_last_page_first",
        "BF",
        gettext_noop("folded sheets printed on one side, the last page first"),
    ),
    Imposition(
        "one_sided_first_page_first",
        "FB",
        gettext_noop("folded sheets printed on one side, the first page first"),
    ),
    Imposition(
        "last_page_first_from_the_middle",
        "FBBF",
        gettext_noop("folded sheets printed on both sides, from the innermost outwards"),
        inward=False,
    ),
    Imposition(
        "first_page_first_from_the_middle",
        "BFFB",
        gettext_noop("folded sheets printed on both sides, from the innermost outwards"),
        inward=False,
    ),
    Imposition(
        "one_sided_last_page_first_from_the_middle",
        "FB",
        gettext_noop("folded sheets printed on one side, from the innermost outwards"),
        inward=False,
    ),
    Imposition(
        "one_sided_first_page_first_from_the_middle",
        "BF",
        gettext_noop("folded sheets printed on one side, from the innermost outwards"),
        inward=False,
    ),
    Imposition("reversed", "B", gettext_noop("single pages, the last page first")),
)

type _Place = tuple[int, int]
type _Trail = tuple["_Trail | None", str, Page | None]


# What the pages so far come to: the next slot, the end of the front half, the beginning of the back half, and the
# last numbers of the one and the first of the other. A plain tuple: a search makes a million of them.
type _State = tuple[int, _Place | None, _Place | None, Numbers, Numbers]
type _Layer = dict[_State, tuple[float, _Trail | None]]  # what may have been laid of so many pieces


@dataclass(frozen=True, slots=True)
class Laying:
    """What a search has found: pages in the order of the file, which half each belongs to, blank ones as None."""

    imposition: Imposition
    score: float
    slots: tuple[tuple[str, Page | None], ...]

    def in_order(self) -> list[Page | None]:
        """Return the pages in reading order, blank ones as None."""
        front = [page for side, page in self.slots if side == "F"]
        return front + [page for side, page in reversed(self.slots) if side == "B"]


def lay(pages: Pages, imposition: Imposition, most: int = _CUTTINGS) -> Laying | None:
    """Return the likeliest cutting of a text that was laid on its sheets in this way.

    None when there is none, or when the search, which follows `most` cuttings, takes too long. The order of the
    file asks for few steps and is never given up: it must be there to compete.
    """
    count, slots = len(pages.cues), imposition.slots
    layers: list[_Layer] = [{} for _ in range(count + 1)]
    layers[0][0, None, None, pages.before_all, pages.after_all] = 0.0, None
    best = [float("-inf")] * (count + 1)  # of each layer, as far as it is known
    for at, layer in enumerate(layers):
        done = pages.filled[at] if imposition.inward else pages.filled[count] - pages.filled[count - at]
        outer = done < _OUTER_PAGES * pages.usual
        _forget_unlikely(layer, most)
        if len(slots) > 1:
            _leave_blanks(layer, slots, outer=outer)
        if not layer or at == count:
            continue
        if pages.work > _MOST_WORK and imposition is not AS_IT_STANDS:
            return None
        for page, score in _pages_from(pages, at, outer=outer, inward=imposition.inward):
            there = at + page.end - page.start
            pages.work += len(layer)
            best[there] = _put(pages, page, score, slots, layer, layers[there], best[there])
        layer.clear()
    return _finished(pages, imposition, layers[count])


def _forget_unlikely(layer: _Layer, most: int) -> None:
    if not layer:
        return
    least = max(score for score, _ in layer.values()) - _BEAM
    if len(layer) > most:
        least = max(least, sorted(score for score, _ in layer.values())[-most])
    for state in [state for state, (score, _) in layer.items() if score < least]:
        del layer[state]


def _keep(layer: _Layer, state: _State, score: float, trail: _Trail) -> None:
    known = layer.get(state)
    if known is None or known[0] < score:
        layer[state] = score, trail


def _leave_blanks(layer: _Layer, slots: str, *, outer: bool) -> None:
    """Pages are left blank near the cover, mostly on the left, and seldom elsewhere."""
    cost = _BLANK_OUTSIDE if outer else _BLANK
    for _ in range(_MOST_BLANKS):
        for (slot, tail, head, front, back), (score, trail) in list(layer.items()):
            side = slots[slot]
            recto = (side == "F") == (slot in (0, 1))
            after = (slot + 1) % len(slots), tail, head, front, back
            _keep(layer, after, score + cost + (_BLANK_RECTO if recto else 0.0), (trail, side, None))


def _pages_from(pages: Pages, at: int, *, outer: bool, inward: bool) -> list[tuple[Page, float]]:
    """Return the pages that could come next, with their scores, when `at` pieces are laid."""
    count, found = len(pages.cues), list[tuple[Page, float]]()
    for to in range(at + 1, min(at + _MOST_PIECES, count) + 1):
        start, end = (at, to) if inward else (count - to, count - at)
        if to > at + 1 and 0.75 * pages.size(start, end) > _LONGEST * pages.usual:
            break
        read = pages.page(start, end)
        if read and read[1] >= _WORST_PAGE:
            found.append((read[0], read[1] + pages.fullness(read[0], outer=outer)))
    return found


def _put(
    pages: Pages, page: Page, score: float, slots: str, layer: _Layer, target: _Layer, best: float
) -> float:
    """Put a page behind the front half or before the back half of all that is laid so far.

    Returns the best score of the layer this leads to, which was `best`. A search spends its time here: what stands
    beside a page is looked at once, and what `_forget_unlikely` would forget is not even kept.
    """
    behind, before = dict[_Place | None, float](), dict[_Place | None, float]()
    for (slot, tail, head, front, back), (sum_, trail) in layer.items():
        side = slots[slot]
        if side == "F":
            if tail not in behind:
                behind[tail] = _stands_behind(pages, page, tail)
            reached = sum_ + score + behind[tail] + rising(front, page.low)
        else:
            if head not in before:
                before[head] = _stands_before(pages, page, head)
            reached = sum_ + score + before[head] + rising(page.high, back)
        if reached < best - _BEAM:
            continue
        best = max(best, reached)
        slot = (slot + 1) % len(slots)
        after: _State
        if side == "F":
            after = slot, page.tail, head, carried(page.high, front), back
        else:
            after = slot, tail, page.head, front, carried(page.low, back)
        _keep(target, after, reached, (trail, side, page))
    return best


def _stands_behind(pages: Pages, page: Page, tail: _Place | None) -> float:
    """Say how well a page goes on where the front half ends."""
    if tail is None:
        return _begins(pages, page.head[0])
    return _joined(pages, tail, page.head) + _TITLE_INSIDE * page.has_title


def _stands_before(pages: Pages, page: Page, head: _Place | None) -> float:
    """Say how well a page leads to where the back half begins."""
    joined = _ends(pages, page.tail[0]) if head is None else _joined(pages, page.tail, head)
    return joined + _TITLE_INSIDE * page.has_title


def _joined(pages: Pages, tail: _Place, head: _Place) -> float:
    continuity = pages.continuity
    return continuity.page_end(tail[0], head[0]) + continuity.notes_run_on(tail[1], head[1])


def _begins(pages: Pages, first: int) -> float:
    """A text does not begin in the middle of a sentence."""
    return _CUT_OFF if first >= 0 and pages.cues[first].beginning == "small" else 0.0


def _ends(pages: Pages, last: int) -> float:
    """A text does not end in the middle of a sentence."""
    return _CUT_OFF if last >= 0 and pages.cues[last].ending in ("open", "broken") else 0.0


def _finished(pages: Pages, imposition: Imposition, layer: _Layer) -> Laying | None:
    """Join the two halves, and fill the last sheet up with blank pages."""
    best: tuple[float, _Trail | None] | None = None
    for (slot, tail, head, front, back), (score, trail) in layer.items():
        score += rising(front, back)
        if tail and head:
            score += _joined(pages, tail, head)
        score += _BLANK * (-slot % len(imposition.slots))
        if best is None or score > best[0]:
            best = score, trail
    if best is None:
        return None
    slots, trail = list[tuple[str, Page | None]](), best[1]
    while trail:
        trail, side, page = trail
        slots.append((side, page))
    return Laying(imposition, best[0], tuple(reversed(slots)))


def as_it_stands(pages: Pages) -> float:
    """Return how likely a text is to stand as it does, cut into pages or not."""
    laid = lay(pages, AS_IT_STANDS)
    return max(sum(pages.inside), laid.score if laid else float("-inf"))


def layings(pages: Pages, least: float = float("-inf")) -> list[Laying]:
    """Return the best laying for each way of making a booklet, the likeliest first.

    All are tried in haste, which also shows how large the pages are; the likely ones are then looked at well, as
    far as there is time. [] when there is not even time to try them all, or when none will come near the score
    `least`.
    """
    found = _laid(pages, BOOKLETS, _CUTTINGS_AT_FIRST)
    if not found or pages.work > _MOST_WORK:
        return []  # the likeliest of some is not the likeliest of all
    from statistics import median  # few texts are booklets

    sizes = [page.size for page in found[0].in_order() if page]
    usual = median([size for size in sizes if size > pages.usual / 2] or [pages.usual])
    if abs(usual - pages.usual) >= _OFF * pages.usual:
        before, pages.usual = pages.usual, usual
        again = _laid(pages, BOOKLETS, _CUTTINGS_AT_FIRST)
        if not again or pages.work > _MOST_WORK:
            pages.usual = before
            return found
        found = again
    if found[0].score < least - _HASTE:
        return []
    likely = [laying.imposition for laying in found if laying.score >= found[0].score - _FAR_BEHIND]
    near = _laid(pages, likely, _CUTTINGS)
    looked_at = {laying.imposition for laying in near}
    made = near + [laying for laying in found if laying.imposition not in looked_at]
    return sorted(made, key=lambda laying: -laying.score)


def _laid(pages: Pages, impositions: Iterable[Imposition], most: int) -> list[Laying]:
    found = [laying for imposition in impositions if (laying := lay(pages, imposition, most))]
    return sorted(found, key=lambda laying: -laying.score)
