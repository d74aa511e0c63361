"""Carrying places from one version of a text over to another. Pure. Offsets are code points.

The versions are aligned first (readings.aligning), and most places are read off. Of what has not survived whole:

- A range in which words changed, went or came is the stretch from its first surviving word to its last, with what
  stands for changed words at both ends: all that came into their place where nothing else can have come there.
- A range in a paragraph of which there were more copies before is certain only beside the same neighbours: else it may
  be the other copy that went.
- A range that was torn apart is where most of it stayed together.
- A range of which too little survives is sought by `find_quote` in what came into its place, and nowhere else.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from readings.aligning import BREAK, Block, align, paragraphs
from readings.anchoring import Found, find_quote, floor
from readings.quoting import WORD, alike, plain, taken
from readings.stand_ins import CONTEXT, LONGER, as_many, ends_word, instead, signs

_ENOUGH, _MUCH = 0.4, 200  # the share of a range that must survive, or so many code points
_GAP = 0.25  # what a code point between two surviving pieces counts against their belonging together
_ROOM = 4000  # code points: what came into the place of a range is not looked through any further
_SHORT = 10_000  # code points: a longer range is not compared letter by letter
_TWIN = 0.9  # the score of what may be another copy of the words


def map_ranges(old: str, new: str, ranges: Sequence[tuple[int, int]]) -> list[Found | None]:
    """Return where each half-open range of `old` is in `new`, or None where its words are gone.

    The score is 1.0 only when the words are the same, typography and white space aside; otherwise it says how much
    they are alike. Raises ValueError for a range that is not in `old`.
    """
    return Carrier(old, new).ranges(ranges)


def map_spans(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what there is in `new` of some spans of `old`, disjoint and in order: what has been read.

    Unlike a range, a span may come apart: each of its paragraphs is carried by itself. One that is read to its end is
    read up to the next one. Raises ValueError for a span that is not in `old`.
    """
    return Carrier(old, new).spans(spans)


def _by_paragraph(start: int, end: int, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    return pairwise([start, *starts[bisect_right(starts, start) : bisect_left(starts, end)], end])


type Gapped = tuple[
    Block, float
]  # a piece, and what it costs that it stands where it does behind the one before it


class Carrier:
    """Two versions of a text, aligned once, off which any number of places are read."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new, self.blocks = old, new, align(old, new)
        olds = paragraphs(old)
        self._starts = [start for start, _paragraph in olds]
        before, after = (Counter(words for _at, words in of) for of in (olds, paragraphs(new)))
        self._fewer = {at: at + len(words) for at, words in olds if 0 < after[words] < before[words]}
        self._known: dict[tuple[int, int], Found | None] = {}  # many have read the same paragraphs
        self._olds = [block.old for block in self.blocks]
        self._in_new = sorted(self.blocks, key=attrgetter("new"))
        self._news = [block.new for block in self._in_new]

    def ranges(self, ranges: Sequence[tuple[int, int]]) -> list[Found | None]:
        """Do what `map_ranges` says."""
        return [self.carried(start, end) for start, end in ranges]

    def spans(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Do what `map_spans` says."""
        pieces = [piece for start, end in spans for piece in _by_paragraph(start, end, self._starts)]
        for piece in pieces:
            if piece not in self._known:
                self._known[piece] = self.carried(*piece)
        places = sorted((found.start, found.end) for piece in pieces if (found := self._known[piece]))
        joined: list[tuple[int, int]] = []
        for start, end in places:
            end += len(BREAK) * self.new.startswith(BREAK, end)
            if joined and not self.new[joined[-1][1] : start].strip():
                joined[-1] = joined[-1][0], max(end, joined[-1][1])
            else:
                joined.append((start, end))
        return joined

    def changed(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where, of what `spans` returns for the same, the words are not the very same."""
        pieces = [piece for start, end in spans for piece in _by_paragraph(start, end, self._starts)]
        places = [self._known[piece] for piece in pieces]
        return sorted({(found.start, found.end) for found in places if found and found.score < 1})

    def carried(self, start: int, end: int) -> Found | None:
        """Return the new place of a range, or None. Raises ValueError for one that is not in the old version."""
        if not 0 <= start <= end <= len(self.old):
            raise ValueError(f"The range from {start} to {end} is not in the text.")
        words = self.old[start:end].strip()
        if not words:
            return None
        first, last = self._touched(start, end)
        pieces = [_within(block, start, end) for block in self.blocks[first:last]]
        if len(pieces) == 1 and pieces[0].length == end - start:
            score = _TWIN if self._may_be_a_twin(self.blocks[first], start) else 1.0
            return Found(pieces[0].new, pieces[0].new_end, score)
        if len(words) < end - start:
            start = self.old.index(words, start)
            return self.carried(start, start + len(words))
        pieces = _together(self._gapped(pieces, end - start))
        if sum(piece.length for piece in pieces) >= min(_ENOUGH * (end - start), _MUCH):
            return self._around(pieces, start, end)
        return self._in_its_place(first, last, start, end)

    def _may_be_a_twin(self, block: Block, start: int) -> bool:
        """Whether a place lies in one of several equal paragraphs, some of which are gone, without both neighbours."""
        begin = self._starts[bisect_right(self._starts, start) - 1]
        end = self._fewer.get(begin)
        if end is None:
            return False
        has_left = block.old < begin if begin else block.new == 0
        has_right = (
            block.old_end > end + len(BREAK) if end < len(self.old) else block.new_end == len(self.new)
        )
        return not (has_left and has_right)

    def _touched(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice of the blocks that share something with a range of the old text."""
        first = max(bisect_right(self._olds, start) - 1, 0)
        if first < len(self.blocks) and self.blocks[first].old_end <= start:
            first += 1
        return first, max(bisect_left(self._olds, end), first)

    def _around(self, pieces: Sequence[Block], start: int, end: int) -> Found | None:
        """Return the stretch from the first to the last of some pieces, and what else is of the range beside it."""
        begin, stop = pieces[0].new, pieces[-1].new_end
        head, tail = self.old[start : pieces[0].old], self.old[pieces[-1].old_end : end]
        if head:
            room = self.new[self._claimed_until(begin) : begin]
            more = self._all_before(start, pieces[0], head, room) or taken(head, room)
            more = more or self._as_many_before(start, pieces[0], head, room)
            begin += -more or signs(self.new[begin:stop])
        if tail:
            room = self.new[stop : self._claimed_from(stop)]
            more = self._all_after(end, pieces[-1], tail, room) or taken(tail[::-1], room[::-1])
            more = more or self._as_many_after(end, pieces[-1], tail, room)
            stop += more or -signs(self.new[begin:stop][::-1])
        if begin >= stop:
            return None
        one, other = plain(self.old[start:end]), plain(self.new[begin:stop])
        longest = max(len(one), len(other))
        if one == other or longest <= _SHORT:
            return Found(begin, stop, alike(one, other))
        kept = sum(piece.length for piece in pieces)
        return Found(begin, stop, min(kept / longest, 0.98))

    def _all_after(self, end: int, piece: Block, tail: str, room: str) -> int:
        """How much from `room` on, which is new after a piece, stands for all that stood there: 0 if that cannot be told.

        It can when the words of the changed end of a range are all that was between two places, which are neighbours
        still. Signs after them, such as a full stop, may stand as they stood.
        """
        index = bisect_left(self._olds, piece.old_end)
        after = self.blocks[index] if index < len(self.blocks) else Block(len(self.old), len(self.new), 0)
        beyond = max(end - after.old, 0)
        if piece.new_end + len(room) != after.new or WORD.search(self.old, *sorted((end, after.old))):
            return 0
        return instead(tail[: len(tail) - beyond], room, beyond, room.partition(BREAK)[0])

    def _all_before(self, start: int, piece: Block, head: str, room: str) -> int:
        """The same of the changed beginning of a range, and what is new before a piece."""
        index = bisect_left(self._olds, piece.old) - 1
        before = self.blocks[index] if index >= 0 else Block(0, 0, 0)
        beyond = max(before.old_end - start, 0)
        if piece.new - len(room) != before.new_end or WORD.search(self.old, *sorted((start, before.old_end))):
            return 0
        return instead(head[beyond:][::-1], room[::-1], beyond, room.rpartition(BREAK)[2][::-1])

    def _gapped(self, pieces: Sequence[Block], length: int) -> list[Gapped]:
        """The pieces of a range in their new order, with what lies between two of them against their belonging together.

        Words that were only put in between count nothing, unless they are far longer than the range was.
        """
        ordered = sorted(pieces, key=attrgetter("new"))
        gapped = [(piece, 0.0) for piece in ordered[:1]]
        for one, other in pairwise(ordered):
            between = other.new - one.new_end
            is_put_in = one.old_end == other.old and between <= LONGER * length + CONTEXT
            if (
                is_put_in
                and self._claimed_from(one.new_end) == other.new
                and BREAK not in self.new[one.new_end : other.new]
            ):
                between = 0
            gapped.append((other, _GAP * between))
        return gapped

    def _as_many_after(self, end: int, piece: Block, tail: str, room: str) -> int:
        """How much from `room` on stands for the changed end of a range, where a few words took the place of as many.

        Beyond the range more of them changed: then word by word they are taken for each other.
        """
        index = bisect_left(self._olds, piece.old_end)
        after = self.blocks[index] if index < len(self.blocks) else Block(len(self.old), len(self.new), 0)
        is_beside = end <= after.old and piece.new_end + len(room) == after.new
        if not is_beside or not ends_word(self.old, end):
            return 0
        words = as_many(self.old[piece.old_end : after.old], room)
        own = len(WORD.findall(tail))
        return words[own - 1].end() if own and words else 0

    def _as_many_before(self, start: int, piece: Block, head: str, room: str) -> int:
        """The same of the changed beginning of a range, and what is new before a piece."""
        index = bisect_left(self._olds, piece.old) - 1
        before = self.blocks[index] if index >= 0 else Block(0, 0, 0)
        is_beside = start >= before.old_end and piece.new - len(room) == before.new_end
        if not is_beside or not ends_word(self.old, start):
            return 0
        words = as_many(self.old[before.old_end : piece.old], room)
        own = len(WORD.findall(head))
        return len(room) - words[-own].start() if own and words else 0

    def _in_its_place(self, first: int, last: int, start: int, end: int) -> Found | None:
        """Look for a range in what is new after the block that stood before it, and before the one after it."""
        before = self.blocks[first - 1] if first else Block(0, 0, 0)
        after = self.blocks[last] if last < len(self.blocks) else Block(len(self.old), len(self.new), 0)
        own = start, end
        rooms = {  # and the shift with which it would stand there
            (before.new_end, self._claimed_from(before.new_end, own)): before.new_end - before.old_end,
            (self._claimed_until(after.new, own), after.new): after.new - after.old,
        }
        places = [self._found_in(room, start, end, start + shift) for room, shift in rooms.items()]
        return max((found for found in places if found), key=attrgetter("score"), default=None)

    def _found_in(self, room: tuple[int, int], start: int, end: int, near: int) -> Found | None:
        """Look for a range in a part of the new text: it is believed as it would be in all of it."""
        begin, stop = max(room[0], near - _ROOM), min(room[1], near + end - start + _ROOM)
        if begin >= stop:
            return None
        exact, shift = self.old[start:end], max(begin - CONTEXT, 0)
        prefix, suffix = self.old[max(start - CONTEXT, 0) : start], self.old[end : end + CONTEXT]
        found = find_quote(self.new[shift : stop + CONTEXT], exact, prefix, suffix, near - shift)
        if not found or found.score < floor(len(exact), len(self.new)):
            return None
        found = Found(found.start + shift, found.end + shift, found.score)
        return found if begin <= found.start and found.end <= stop else None

    def _claimed_from(self, at: int, own: tuple[int, int] = (0, 0)) -> int:
        """Where, from a place in the new text on, something begins that is not of a range of the old one."""
        for index in range(bisect_left(self._news, at), len(self._in_new)):
            block = self._in_new[index]
            piece = _within(block, *own)
            if piece.length <= 0 or piece.new > block.new:
                return block.new
            if piece.new_end < block.new_end:
                return piece.new_end
        return len(self.new)

    def _claimed_until(self, at: int, own: tuple[int, int] = (0, 0)) -> int:
        """Where, up to a place in the new text, something ends that is not of a range of the old one."""
        for index in range(bisect_left(self._news, at) - 1, -1, -1):
            block = self._in_new[index]
            piece = _within(block, *own)
            if piece.length <= 0 or piece.new_end < block.new_end:
                return block.new_end
            if piece.new > block.new:
                return piece.new
        return 0


def _within(block: Block, start: int, end: int) -> Block:
    """What there is of a block in a range of the old text: its length is not above 0 if nothing."""
    lead, rest = max(start - block.old, 0), max(block.old_end - end, 0)
    return Block(block.old + lead, block.new + lead, block.length - lead - rest)


def _together(pieces: Sequence[Gapped]) -> list[Block]:
    """Return those pieces that make the heaviest stretch of the new text, in its order."""
    best, most, first, total = slice(0, 0), 0.0, 0, 0.0
    for index, (piece, gap) in enumerate(pieces):
        total -= gap
        if total <= 0:
            first, total = index, 0.0
        total += piece.length
        if total > most:
            best, most = slice(first, index + 1), total
    return [piece for piece, _gap in pieces[best]]
