"""How well the beginning of one page goes on from the end of another, as the logarithm of a likelihood.

The measure is the text itself: which words follow which inside its paragraphs, which words it knows, how
often it writes a capital in mid-sentence. No language is built in.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from readings.booklets.cues import Cue, words_before_note
from readings.pieces import Piece

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[,;:—–()]")
_FREQUENT = (
    6  # times that a word stands in the text before it is looked at by itself and not by its last letters
)
_TRUST = 6.0  # sightings behind one word that weigh as much as the frequency in the whole text
_MOST = 2.5  # two words never say more than this for or against each other
_LOOKED_THROUGH = 400_000  # code points from which the measure is taken
_LAST_PART = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[-‐]$")
_FIRST_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Of five pages of prose one ends with a paragraph. What is no page end of prose says little.
_PARAGRAPH_ENDS = -1.7
_RUNS_ON = 0.8
_CONTRADICTION = -4.0
_BESIDE_TEXT = -1.7
UNKNOWN_WORD = -1.0  # two halves that make a word which stands nowhere else in the text


class Continuity:
    """Measures the places between the pieces of one text; pieces are named by their index, -1 for none."""

    def __init__(self, pieces: Sequence[Piece], cues: Sequence[Cue]) -> None:
        self._pieces = pieces
        self._cues = cues
        self._known: dict[tuple[int, int], float] = {}
        self.vocabulary = Counter[str]()
        self._behind = Counter[str]()
        self._before = Counter[str]()
        self._pairs = Counter[tuple[str, str]]()
        self._learn()

    def _learn(self) -> None:
        left, texts = _LOOKED_THROUGH, list[str]()
        for piece in self._pieces:
            if left > 0 and piece.kind in ("prose", "quotation", "list_item", "note"):
                texts.append(piece.text[:left])
                left -= len(piece.text)
        for text in texts:
            self.vocabulary.update(token.lower() for token in _TOKEN.findall(text))
        capitals = following = 0
        for text in texts:
            for one, two in pairwise(_TOKEN.finditer(text)):
                if not set(text[one.end() : two.start()]).isdisjoint(".!?…"):
                    continue
                pair = self._class(one[0]), self._class(two[0])
                self._pairs[pair] += 1
                self._before[pair[0]] += 1
                self._behind[pair[1]] += 1
                following += two[0][0].isalpha()
                capitals += two[0][0].isupper()
        self._total = sum(self._behind.values())
        share = min(max((capitals + 1) / (following + 2), 0.02), 0.6)
        self._small, self._capital = math.log(_RUNS_ON * (1 - share)), math.log(_RUNS_ON * share)

    def _class(self, token: str) -> str:
        token = token.lower()
        if self.vocabulary[token] >= _FREQUENT:
            return token
        return f"-{token[-2:]}" if len(token) > 3 else "-"

    def page_end(self, one: int, two: int) -> float:
        """Return how well paragraph `two`, the first of a page, goes on from `one`, the last of another."""
        if one < 0 or two < 0:
            return _BESIDE_TEXT
        found = self._known.get((one, two))
        if found is None:
            found = self._known[one, two] = self._page_end(one, two)
        return found

    def _page_end(self, one: int, two: int) -> float:
        ending, beginning = self._cues[one].ending, self._cues[two].beginning
        if ending == "broken":
            return self._broken_words(one, two)
        if ending == "open":
            return self._sentences_run_on(one, two)
        if beginning == "small":
            return _CONTRADICTION - 1 + (0.0 if ending == "stopped" else self._words_follow(one, two))
        return _PARAGRAPH_ENDS

    def _broken_words(self, one: int, two: int) -> float:
        """A word broken at a page end goes on in small letters, and mostly stands elsewhere in the text."""
        if self._cues[two].beginning != "small":
            return 2 * _CONTRADICTION
        word = self.word_over(one, two)
        known = bool(word) and any(self.vocabulary[form.lower()] for form in word[:2])
        return 2.0 if known else UNKNOWN_WORD

    def _sentences_run_on(self, one: int, two: int) -> float:
        """A sentence broken at a page end goes on in small letters, or with a name, and its words fit."""
        beginning = self._cues[two].beginning
        if beginning == "heading":
            return _CONTRADICTION - 1
        if beginning == "other":
            return -2.5
        likely = self._small if beginning == "small" else self._capital - 0.5
        return likely + self._words_follow(one, two)

    def _words_follow(self, one: int, two: int) -> float:
        """The last word of a page and the first of the next stand together as such words do in the text."""
        last = _TOKEN.findall(words_before_note(self._pieces[one])[-80:])
        first = _TOKEN.search(self._pieces[two].text[:80])
        if not last or not first:
            return 0.0
        a, b = self._class(last[-1]), self._class(first[0])
        anywhere = (self._behind[b] + 0.5) / (self._total + 1)
        behind = (self._pairs[a, b] + _TRUST * anywhere) / (self._before[a] + _TRUST)
        return max(-_MOST, min(_MOST, math.log(behind / anywhere)))

    def word_over(self, one: int, two: int) -> tuple[str, str, str, str] | tuple[()]:
        """Return a word broken over a page end: whole, as a compound, its first part, its second part."""
        last = _LAST_PART.search(self._pieces[one].text[-80:])
        first = _FIRST_PART.match(self._pieces[two].text[:80])
        if not last or not first:
            return ()
        return last[1] + first[0], f"{last[1]}-{first[0]}", last[1], first[0]

    def notes_run_on(self, one: int, two: int) -> float:
        """A note that stops in mid-sentence at the foot of a page goes on at the foot of the next, first of all.

        `one` is the last piece of a page's notes, `two` what the next page's notes begin with if that has no
        number of its own.
        """
        if one >= 0 and self._cues[one].ending in ("open", "broken"):
            return 2.5 + self.page_end(one, two) if two >= 0 else -2.5
        return _CONTRADICTION - 1 if two >= 0 else 0.0

    def inside(self, two: int) -> float:
        """Paragraphs on one page are whole: return how well one stands under the piece before it."""
        before, after = self._cues[two - 1], self._cues[two]
        if after.beginning == "small" and before.kind in ("heading", "contents"):
            return _CONTRADICTION - 1
        if after.kind == "heading" or not before.kind == after.kind == "prose":
            return {"broken": -6.0, "open": -1.5}.get(before.ending, 0.0)
        if before.ending == "broken":
            return 2 * _CONTRADICTION
        if before.ending == "open":
            return -5.0 if after.beginning == "small" else -2.5
        return _CONTRADICTION if after.beginning == "small" and before.ending != "lead" else 0.0
