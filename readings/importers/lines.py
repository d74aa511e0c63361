"""How lines of plain text go together: joined into a paragraph, or kept as lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from readings.hyphens import SUSPENDED, Hyphens
from readings.importers.markers import marker_of
from readings.importers.spaceless import need_space, without_breaks
from readings.words import count_words

NARROWEST = 65  # a text set narrower than this is no sign that its lines are full
_NARROWEST_COLUMN = 34  # of prose
_LONGEST_OF_TWO = 45  # code points of the first of two lines that are verse by themselves
_CLOSING = '”"’“«»‘›‹'  # marks that close what somebody says, in one language or another
_WIDE_ENDS = "。！？：；」』）"  # of Chinese and Japanese
_SENTENCE_END = (".", "!", "?", ":", ";", "…", ")", *_CLOSING, *_WIDE_ENDS)
_WIDEST = 90  # nobody wraps much wider, and few verses are longer
_ENDED = re.compile(
    rf"[.!?:;…){_CLOSING}{_WIDE_ENDS}]\d{{0,3}}$"
)  # a note's number may be glued to a sentence
_ENDED_INSIDE = re.compile(rf"[^\W\d_]{{2}}[.!?…][{_CLOSING}]? (?=\S)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_PART = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_LEADER = re.compile(r"(?:[ ]?[.·…]){3,}[ ]*(?:\d{1,4}|[ivxlc]{1,7})$")
_PAGE_NUMBER_ENDS = "0123456789ivxlc"
_ENOUGH_WORDS = (
    3_000  # different ones, from which a text is believed when it has neither part of a broken word
)
_LOOKED_AT = 60  # code points before a line end, to tell whether a word is broken there
_VOCABULARY_FROM = 5_000_000  # code points of the text that are looked through for words


def hyphens_of(text: str) -> Hyphens | None:
    """Return what a text that has words broken at line ends knows of its words; None for any other."""
    if "-\n" not in text:
        return None
    return Hyphens(Counter(_WORD.findall(text[:_VOCABULARY_FROM].lower())))


def joined(lines: list[str], hyphens: Hyphens | None = None) -> tuple[str, list[int]]:
    """Join lines with one space, or none in scripts without spaces; mend a word broken at a line end, put no space after a dash there.

    Also return the places, in code points, of words of which nothing tells whether they have a hyphen.
    """
    if len(lines) == 1:
        return squeezed(lines[0]), []
    if not any(line.endswith(("-", "—")) for line in lines[:-1]):
        return squeezed(without_breaks("\n".join(line.strip() for line in lines)).replace("\n", " ")), []
    first = squeezed(lines[0])
    parts, length, end, guessed = [first], len(first), first[-_LOOKED_AT:], list[int]()
    for line in lines[1:]:
        after = squeezed(line)
        is_whole, is_sure = _is_broken_word(end, after, hyphens)
        between = "" if is_whole else _between(end, after)
        if is_whole:
            parts[-1], end, length = parts[-1][:-1], end[:-1], length - 1
        if not is_sure:
            guessed.append(length)
        parts += [between, after]
        length += len(between) + len(after)
        end = (end + between + after)[-_LOOKED_AT:]
    return squeezed("".join(parts)), guessed


def _is_broken_word(before: str, after: str, hyphens: Hyphens | None) -> tuple[bool, bool]:
    """Tell whether a hyphen at a line end only broke a word, and whether that is sure."""
    last, first = _LAST_PART.search(before), _FIRST_PART.match(after)
    if not hyphens or not last or not first or not first[0].islower() or first[0] in SUSPENDED:
        return False, True
    is_whole, is_sure = hyphens.is_one_word(last[1], first[0])
    if not is_sure and len(hyphens.known) >= _ENOUGH_WORDS:
        is_sure = hyphens.known[last[1].lower()] <= 1 and hyphens.known[first[0]] <= 1
    return is_whole, is_sure


def _between(before: str, after: str) -> str:
    if before.endswith(("--", "—")) and not before.endswith((" --", " —")):
        return ""
    last, first = _LAST_PART.search(before), _FIRST_PART.match(after)
    is_word = last and first and first[0] not in SUSPENDED
    return "" if is_word or not need_space(before, after) else " "


def squeezed(text: str) -> str:
    """Return the text without spaces at its ends and with one space for several."""
    text = text.strip()
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def setting_of(lines: list[str]) -> str:
    """Tell how the paragraphs of a text are set: "wrapped" to a width, or "lines", a line for each.

    A text is a line a paragraph when most of it stands in lines longer than anybody wraps, when no line has
    another one right below it, or when nearly all that have one end as sentences do. A few lines do that by chance;
    of a short text they must be long and uneven as well.
    """
    beyond = sum(len(line) for line in lines if len(line) > 120)
    if 2 * beyond >= sum(map(len, lines)):
        return "lines"
    inner = [(line, after) for line, after in pairwise(lines) if line and after]
    ended = sum(line.endswith(_SENTENCE_END) for line, _after in inner)
    if not inner or (len(inner) >= 8 and 10 * ended >= 7 * len(inner) and not _are_ended_by_items(inner)):
        return "lines"
    return "lines" if _are_paragraphs(lines) else "wrapped"


def _are_ended_by_items(inner: Sequence[tuple[str, str]]) -> bool:
    """Recognise a wrapped text of few lines and many items: what ends there are the items, and hardly a line over others."""
    others = [line for line, after in inner if marker_of(after) is None]
    return len(others) > 1 and 2 * sum(line.endswith(_SENTENCE_END) for line in others) < len(others)


def _are_paragraphs(lines: list[str]) -> bool:
    """Recognise a short text with a line a paragraph: long lines, most of them ended, few filled to a width."""
    long_ones = [line for line in lines if len(line) > _WIDEST]
    if len(long_ones) < 2 or 10 * sum(map(len, long_ones)) < 9 * sum(map(len, lines)):
        return False
    width = max(map(len, long_ones))
    inner = [(line, after) for line, after in pairwise(lines) if len(line) > _WIDEST and after]
    ended = sum(bool(_ENDED.search(line[-5:])) for line, _after in inner)
    full = sum(len(line) + 1 + first_word(after) > width for line, after in inner)
    return 10 * ended >= 7 * len(inner) and 2 * full <= len(inner)


def wrapped_to(lines: list[str]) -> int:
    """Return how long, in code points, the lines of a wrapped text are: nine in ten of its inner lines are no longer."""
    inner = sorted(len(line) for line, after in pairwise(lines) if line and after)
    return inner[len(inner) * 9 // 10] if inner else 0


def are_loose(lines: list[str], width: int) -> bool:
    """Tell verse, addresses and title pages from prose: lines that end long before they had to.

    Either each line left room for much more than the next word, or nearly all begin with a capital and are
    short.
    """
    if len(lines) < 2:
        return False
    if len(lines) == 2:
        return leave_room(lines, width, width // 3) and not starts_small(lines[1])
    if leave_room(lines, width, width // 5) and not are_full(lines) and not _run_on(lines):
        return True
    capitals = sum(not starts_small(line) for line in lines)
    return 5 * capitals >= 4 * len(lines) and 10 * sum(map(len, lines[:-1])) < 8 * width * (len(lines) - 1)


def are_stanza(lines: list[str], width: int) -> bool:
    """Tell a stanza that is set in, or lines of a program, from a quotation: they end long before they had to.

    Two such lines are enough, and they may begin small: nobody sets a quotation so narrow, or each line as far in as
    it likes.
    """
    if len(lines) < 2:
        return False
    bare = [line.strip() for line in lines]
    if len(bare) == 2:
        return len(bare[0]) <= _LONGEST_OF_TWO and leave_room(bare, width, width // 3)
    depths = {len(line) - len(line.lstrip()) for line in lines[1:]}
    narrow = max(map(len, bare)) < _NARROWEST_COLUMN
    return (len(depths) > 1 or narrow) and leave_room(bare, width, width // 5)


def leave_room(lines: list[str], width: int, room: int) -> bool:
    """Tell whether each line but the last could have held the next word and `room` code points more."""
    return all(width - len(line) - 1 - first_word(after) >= room for line, after in pairwise(lines))


def are_full(lines: list[str], fewest: int = 4) -> bool:
    """Recognise a column that is only narrower than the rest: no line could hold the next word."""
    width = max(map(len, lines))
    return len(lines) >= fewest and all(is_full(line, after, width) for line, after in pairwise(lines))


def is_full(line: str, after: str, width: int) -> bool:
    """Tell whether a line had no room for the first word of the next one."""
    return len(line) + 1 + first_word(after) > width


def _run_on(lines: list[str]) -> bool:
    """Recognise three full lines of such a column by their sentences, which end inside lines and run on over their ends."""
    ended = any(_ENDED_INSIDE.search(line) for line in lines)
    runs = all(starts_small(line) for line in lines[1:]) and not any(map(ends_sentence, lines[:-1]))
    return ended and runs and max(map(len, lines)) >= _NARROWEST_COLUMN and are_full(lines, 3)


def first_word(line: str) -> int:
    return len(line.split(None, 1)[0])


def starts_small(line: str) -> bool:
    """Tell whether a line begins with a small letter (quotation marks before it aside)."""
    return line.lstrip(" “‘\"'«([—")[:1].islower()


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as sentences do, be it with the number of a note."""
    return bool(_ENDED.search(line[-5:]))


def are_contents(lines: list[str]) -> bool:
    """Recognise a table of contents by its dotted leaders and page numbers."""
    if len(lines) < 2:
        return False
    return 2 * sum(
        line[-1:] in _PAGE_NUMBER_ENDS and bool(_LEADER.search(line[-80:])) for line in lines
    ) > len(lines)


def are_short(lines: list[str]) -> bool:
    """Tell whether lines of a text that has a line a paragraph are too short to be paragraphs."""
    most = 60 if len(lines) > 2 else 45
    if len(lines) < 2 or not all(len(line) <= most and count_words(line) for line in lines):
        return False
    ended = sum(line.rstrip(_CLOSING).endswith((".", "!", "?", "…")) for line in lines)
    return 10 * ended < 7 * len(lines)
