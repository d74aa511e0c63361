"""What the single line breaks in Markdown mean, which its rules read as spaces: many type poems, talk and lists with them.

Asked of the lines is what plain text asks of its own (`readings.importers.verses`, `readings.importers.glued`); lines
of a column are joined, as ever. What is kept is then what stated breaks would make of it
(`readings.importers.breaks`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from readings.importers.breaks import are_paragraphs, by_stated_breaks, is_name_over, split_at
from readings.importers.early_ends import early_ends, had_room
from readings.importers.glued import voice_of
from readings.importers.lines import (
    NARROWEST,
    are_full,
    are_short,
    ends_sentence,
    is_full,
    setting_of,
    starts_small,
    wrapped_to,
)
from readings.importers.pauses import all_pauses
from readings.importers.plain import asked_once
from readings.importers.refusing import MAX_PIECES, too_many_pieces
from readings.importers.spaceless import are_columns, without_spaces
from readings.importers.verses import JOINED, JOINED_DOUBTED, KEPT, KEPT_DOUBTED, KEPT_LIKE_OTHERS, as_set
from readings.importers.writing import Inline
from readings.pieces import Piece

_WIDEST = 100  # code points: hardly anybody wraps wider, and verses are shorter
_MARKUP = 8  # code points of signs in a line, beyond which it was wrapped with an address that is not shown
_BARS = ("|", "+-", "+=")  # with which rows of a table begin that the parser does not know
_FEWEST_VOICES = 3
_SENTENCES = 45  # code points of lines that are one each, on average; notes under each other are shorter
_LONG_SENTENCE = 60
_FEWEST_OF_COLUMN = 3  # lines
_NARROWEST_FULL = 55  # code points
_WIDEST_WRAPPED = 130  # code points, of a text nearly all of whose lines are no longer, but for the last ones


@dataclass(frozen=True, slots=True)
class SoftBreaks:
    """Where the single breaks of a paragraph are in its words, its lines as typed, and by how much each is indented."""

    at: tuple[int, ...]
    typed: tuple[str, ...]
    indents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece and its lines as they are asked about; without lines where nothing is to be asked."""

    piece: Piece
    lines: Sequence[str] = ()
    breaks: SoftBreaks = SoftBreaks((), (), ())

    def parted(self, starts: Sequence[int]) -> Iterator["_Block"]:
        """Cut the block at these lines."""
        if not starts:
            yield self
            return
        edges = [0, *starts, len(self.lines)]
        parts = split_at(self.piece, [self.breaks.at[start - 1] for start in starts])
        begins = 0
        for part, (start, end) in zip(parts, pairwise(edges), strict=True):
            at = tuple(place - begins for place in self.breaks.at[start : end - 1])
            breaks = SoftBreaks(at, self.breaks.typed[start:end], self.breaks.indents[start:end])
            placed = replace(part, line=self.piece.line + start, lines=end - start)
            yield _Block(placed, self.lines[start:end], breaks)
            begins = self.breaks.at[end - 1] + 1 if end < len(self.lines) else 0


def with_soft_breaks(pieces: Sequence[Piece]) -> list[Piece]:
    """Keep the single line breaks that are meant, as verses or paragraphs; the others stay the spaces that they are."""
    blocks = [_block(piece) for piece in pieces]
    if not any(len(block.lines) > 1 for block in blocks):
        return [block.piece for block in blocks]
    typed = [line for block in blocks if block.lines for line in (*block.breaks.typed, "")]
    narrow = [line for line in typed if len(line) <= _WIDEST]
    width = max(wrapped_to(narrow), NARROWEST)
    if width < (wide := wrapped_to(typed)) <= _WIDEST_WRAPPED and wide > _WIDEST:
        width = wide
    blocks = _parted(_at_voices(blocks, width))
    blocks = _parted((block, _paragraphs(block, width)) for block in blocks)
    columns = are_columns([block.lines for block in blocks])
    asked = [_is_narrow(block) and not is_full for block, is_full in zip(blocks, columns, strict=True)]
    standing = as_set(
        [block.lines if is_asked else [] for block, is_asked in zip(blocks, asked, strict=True)], width
    )
    longest = max((len(line) for line in typed if len(line) <= _WIDEST), default=0)
    sentences = [_sentences(block, longest) for block in blocks]
    several = sum(is_asked and len(block.lines) > 1 for block, is_asked in zip(blocks, asked, strict=True))
    are_sentences = _are_of_sentences(sentences, several)
    is_unwrapped = setting_of(typed) == "lines"
    made, is_doubted = list[Piece](), False
    for at, block in enumerate(blocks):
        stands = standing[at] if asked[at] else JOINED
        if is_unwrapped and asked[at] and are_short(list(block.lines)):
            stands = KEPT
        if (are_sentences and sentences[at]) or _is_full(block):
            stands = JOINED
        elif stands == KEPT and (sentences[at] or _is_nearly_full(block, width)):
            stands = KEPT_DOUBTED
        piece = _as_it_stands(block, stands, width)
        if (
            len(block.lines) > 1
            and stands == JOINED
            and "\n" not in piece.text
            and not (is_doubted or columns[at])
        ):
            is_doubted = not _is_column(block, width)
            piece = piece.with_doubt("lines_joined") if is_doubted else piece
        made.append(without_spaces(piece, block.breaks.at))
    return asked_once(made, standing)


def _parted(cuts: Iterable[tuple[_Block, Sequence[int]]]) -> list[_Block]:
    """Cut blocks at their lines. Raises ImportRefused as soon as there are more than a text can hold."""
    made = list[_Block]()
    for block, starts in cuts:
        if len(made) + len(starts) >= MAX_PIECES:
            raise too_many_pieces()
        made += block.parted(starts)
    return made


def _block(piece: Piece) -> _Block:
    """Take the breaks out of a piece's data, and ask only about paragraphs and quotations without stated breaks."""
    breaks = piece.data.get("soft_breaks")
    if breaks is None:
        is_line = piece.kind in ("prose", "quotation") and "\n" not in piece.text
        return _Block(piece, [piece.text], SoftBreaks((), (piece.text,), (0,))) if is_line else _Block(piece)
    piece = replace(piece, data={name: said for name, said in piece.data.items() if name != "soft_breaks"})
    with_bars = any(line.startswith(_BARS) for line in breaks.typed)
    if (
        piece.kind not in ("prose", "quotation")
        or "\n" in piece.text
        or "of_table" in piece.data
        or with_bars
    ):
        return _Block(without_spaces(piece, breaks.at))
    edges = pairwise([-1, *breaks.at, len(piece.text)])
    shown = [piece.text[start + 1 : end] for start, end in edges]
    with_addresses = any(
        len(typed) - len(line) > _MARKUP for typed, line in zip(breaks.typed, shown, strict=True)
    )
    return _Block(piece, breaks.typed if with_addresses else shown, breaks)


def _is_narrow(block: _Block) -> bool:
    return bool(block.lines) and max(map(len, block.lines)) <= _WIDEST


def _at_voices(blocks: Sequence[_Block], width: int) -> Iterator[tuple[_Block, list[int]]]:
    """Cut where somebody begins to speak: a name and a colon, in strong letters or again and again."""
    voices = [
        {at: voice for at, line in enumerate(block.lines) if (voice := voice_of(line))} for block in blocks
    ]
    count = Counter(voice for found in voices for voice in found.values())
    often = {voice for voice, times in count.items() if times > 1}
    if sum(count[voice] for voice in often) < _FEWEST_VOICES:
        often = set()
    for block, found in zip(blocks, voices, strict=True):
        strong = _begin_strong(block) if found else set()
        starts = []
        for at, voice in found.items():
            before = block.lines[at - 1]
            if not at or not (ends_sentence(before) or had_room(before, block.lines[at], width)):
                continue
            if voice in often or (
                at in strong and len(before) > _WIDEST
            ):  # short ones are fields of a record
                starts.append(at)
        yield block, starts if _are_ended(block, starts, width) else []


def _begin_strong(block: _Block) -> set[int]:
    begins = {mark.start for mark in block.piece.marks if mark.kind == "strong"}
    return {at for at, place in enumerate(block.breaks.at, start=1) if place + 1 in begins}


def _are_ended(block: _Block, starts: Sequence[int], width: int) -> bool:
    """Whether most lines before these ended early: in wrapped prose a name may begin a line by chance."""
    early = sum(had_room(block.lines[at - 1], block.lines[at], width, 1) for at in starts)
    long = sum(len(block.lines[at - 1]) > _WIDEST for at in starts)
    return 2 * (early + long) >= len(starts)


def _paragraphs(block: _Block, width: int) -> list[int]:
    """Return all lines but the first of a block in which each is a paragraph of several sentences."""
    if len(block.lines) < 2 or _is_column(block, width) or not are_paragraphs(block.lines):
        return []
    return list(range(1, len(block.lines)))


def _is_full(block: _Block) -> bool:
    """Recognise a paragraph by lines none of which had room for the next word, and which go on with small letters.

    Markdown joins lines: what is filled so evenly was never meant otherwise, whatever its sentences do.
    """
    typed = list(block.breaks.typed)
    small = sum(map(starts_small, typed[1:]))
    return (
        len(typed) >= _FEWEST_OF_COLUMN
        and max(map(len, typed)) >= _NARROWEST_FULL
        and are_full(typed, _FEWEST_OF_COLUMN)
        and 3 * small >= len(typed) - 1
    )


def _is_column(block: _Block, width: int) -> bool:
    """Whether the lines are filled to a width, be it a wide one; of the last one and its like little is asked."""
    typed = block.breaks.typed
    longest = max(map(len, typed))
    if longest > max(width, _WIDEST) and len(typed) < _FEWEST_OF_COLUMN:
        return False
    pairs = list(pairwise(typed))
    if longest <= width:
        return not early_ends(typed, width) and 2 * sum(
            is_full(line, after, int(0.75 * width)) for line, after in pairs
        ) > len(pairs)
    return 10 * sum(is_full(line, after, int(0.85 * longest)) for line, after in pairs) >= 9 * len(pairs)


def _are_of_sentences(sentences: Sequence[Sequence[str]], several: int) -> bool:
    """Whether the text is typed with a line for each sentence, which those who edit together do.

    At least half of the paragraphs of `several` lines are.
    """
    found = [lines for lines in sentences if lines]
    lines = [line for lines in found for line in lines]
    return (
        bool(lines)
        and 2 * len(found) >= several
        and max(map(len, lines)) > _LONG_SENTENCE
        and sum(map(len, lines)) >= _SENTENCES * len(lines)
    )


def _sentences(block: _Block, longest: int) -> list[str]:
    """Return the sentences of a block that has a line for each, or several where one was wrapped; else nothing.

    A wrapped line had no room for the next word, by the `longest` of the text.
    """
    if len(block.lines) < 2:
        return []
    found = [block.lines[0]]
    for before, line in pairwise(block.lines):
        if ends_sentence(before) or had_room(before, line, longest, 1):
            found.append(line)
        else:
            found[-1] += f" {line}"
    is_each = (
        all(map(ends_sentence, found))
        and not any(map(starts_small, found))
        and 4 * all_pauses([found]).sentences <= len(found)
    )
    return found if is_each else []


def _is_nearly_full(block: _Block, width: int) -> bool:
    """Recognise a paragraph that was wrapped and then edited: of its long lines at most every other one had room."""
    pairs = list(pairwise(block.breaks.typed))
    full = sum(not had_room(line, after, width) for line, after in pairs)
    return max(map(len, block.breaks.typed), default=0) >= _NARROWEST_FULL and 2 * full >= len(pairs) > 0


def _as_it_stands(block: _Block, stands: str, width: int) -> Piece:
    """Keep or join the lines; a name over what somebody says is kept over it in any case."""
    piece, places = block.piece, block.breaks.at
    if len(block.lines) < 2:
        return piece
    if stands in (KEPT, KEPT_DOUBTED, KEPT_LIKE_OTHERS):
        kept = _with_breaks(piece, places, block.breaks.indents)
        return kept.with_doubt("lines_kept") if stands == KEPT_DOUBTED else kept
    if had_room(block.lines[0], block.lines[1], width) and is_name_over(_with_breaks(piece, places[:1])):
        return _with_breaks(piece, places[:1])
    return piece.with_doubt("lines_joined") if stands == JOINED_DOUBTED else piece


def _with_breaks(piece: Piece, places: Sequence[int], indents: Sequence[int] = ()) -> Piece:
    edges = pairwise([-1, *places, len(piece.text)])
    text = "\n".join(piece.text[start + 1 : end] for start, end in edges)
    data = {**piece.data, "indents": list(indents)} if any(indents) else piece.data
    kept = by_stated_breaks(replace(piece, text=text, data=data))
    return kept[0] if len(kept) == 1 else piece


def soft_breaks_of(read: Inline, typed: Sequence[str], indents: Sequence[int]) -> dict[str, SoftBreaks]:
    """Say in a piece's data where its single breaks are; nothing where they are not all between words."""
    places = tuple(at for at in dict.fromkeys(read.soft_breaks) if at > 0 and read.text[at : at + 1] == " ")
    if len(places) != len(typed) - 1:
        return {}
    return {"soft_breaks": SoftBreaks(places, tuple(typed), tuple(indents))}
