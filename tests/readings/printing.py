"""A small press: prints an essay of our own words into pages, lays them on sheets as a booklet, and damages them.

What comes out is what a scan of a booklet gives: Markdown or plain text whose pages stand in the order of the
sheets. It knows nothing of how the library repairs that.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook.md"


@dataclass(frozen=True)
class Essay:
    """Headings ("## …") and paragraphs, with "[^n]" where a note is referred to, and the notes."""

    blocks: tuple[str, ...]
    notes: dict[int, str]

    def part(self, start: int, blocks: int) -> "Essay":
        """A stretch of the essay, whose notes are those that it refers to, counted from 1."""
        chosen = self.blocks[start : start + blocks]
        old = [int(number) for block in chosen for number in re.findall(r"\[\^(\d+)\]", block)]
        new = {number: place for place, number in enumerate(old, start=1)}
        renumbered = tuple(
            re.sub(r"\[\^(\d+)\]", lambda found: f"[^{new[int(found[1])]}]", block) for block in chosen
        )
        return Essay(renumbered, {new[number]: self.notes[number] for number in old})

    def with_notes(self, every: int) -> "Essay":
        """The essay with a note on every so manieth paragraph, made of the words of another paragraph."""
        blocks, notes, donors = [], {}, [block for block in self.blocks if not block.startswith("#")]
        for place, block in enumerate(self.blocks):
            bare = re.sub(r"\[\^\d+\]", "", block)
            if not bare.startswith("#") and place % every == 1 and len(bare) > 150:
                number = len(notes) + 1
                cut = bare.rfind(" ", 0, len(bare) * 2 // 3)
                bare = f"{bare[:cut]}[^{number}]{bare[cut:]}"
                sentences = re.findall(
                    r"[A-Z][^.]+\.", re.sub(r"\[\^\d+\]", "", donors[-1 - number % len(donors)])
                )
                notes[number] = " ".join(sentences[: 1 + number % 3]) or "So it was said."
            blocks.append(bare)
        return Essay(tuple(blocks), notes)


def handbook() -> Essay:
    """Our own handbook as an essay of headings and paragraphs."""
    blocks, notes = [], {}
    for block in re.split(r"\n\s*\n", HANDBOOK.read_text()):
        block = " ".join(line.strip().removeprefix("> ").removeprefix(">") for line in block.split("\n"))
        block = re.sub(r"\*+", "", " ".join(block.split())).replace("\\", "").strip()
        note = re.match(r"\[\^(\d+)\]: (.*)", block)
        if note:
            notes[int(note[1])] = note[2]
        elif block.startswith("# ") or "|" in block or not block:
            continue
        elif block[:2] in ("- ", "1.") or block.startswith("One brought the book"):
            continue  # lists and verse are not what a booklet of prose is made of
        else:
            blocks.append(re.sub(r"^#+", "##", block))
    return Essay(tuple(blocks), notes).part(0, len(blocks))


@dataclass
class Sheet:
    """A printed page: its paragraphs, and under a rule its notes."""

    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True)
class Press:
    """How an essay is printed: lines to a page, letters to a line, what breaks and what stands around it."""

    lines: int = 30
    width: int = 60
    hyphens: bool = True
    numbered: bool = False
    contents: bool = True
    covers: bool = True
    markdown: bool = True
    seed: int = 0

    def pages(self, essay: Essay) -> list[Sheet]:
        """Print the body of an essay into pages."""
        return _Setter(self, essay).pages()

    def booklet(self, essay: Essay, laid: str = "last_page_first") -> str:
        """Print an essay, lay its pages on sheets, and read them off again in the order of the sheets."""
        sheets = self.bound(essay)
        order = LAID[laid](len(sheets))
        return self.shown([sheets[number - 1] for number in order])

    def bound(self, essay: Essay) -> list[Sheet]:
        """Return the pages from cover to cover, filled up to whole sheets."""
        body = self.pages(essay)
        front = []
        if self.covers:
            front = [Sheet(["# The Printed Essay", "Nobody in Particular"]), Sheet()]
        if self.contents:
            first = len(front) + 2
            titles = [
                (block.removeprefix("## "), first + number)
                for number, sheet in enumerate(body, start=1)
                for block in sheet.text
                if block.startswith("## ")
            ]
            lines = "\n".join(f"{title} . . . . . {number}" for title, number in titles)
            front += [Sheet(["## Contents", lines]), Sheet()] if titles else []
        for number, sheet in enumerate(body, start=len(front) + 1):
            sheet.number = number
        back = [Sheet(["Printed nowhere, in the year of the kettle."])] if self.covers else []
        blank = [Sheet() for _ in range(-(len(front) + len(body) + len(back)) % 4)]
        return front + body + blank + back

    def shown(self, sheets: Sequence[Sheet]) -> str:
        """Write pages one after the other, as a scan reads them."""
        made = []
        for sheet in sheets:
            blocks = list(sheet.text)
            if not self.markdown:
                blocks = [block.removeprefix("# ").removeprefix("## ") for block in blocks]
            if sheet.notes:
                blocks += ["---" if self.markdown else "* * *", *sheet.notes]
            if self.numbered and sheet.number:
                blocks.append(str(sheet.number))
            made += blocks
        return "\n\n".join(self._marked(block) for block in made) + "\n"

    def _marked(self, block: str) -> str:
        return re.sub(r"\[\^(\d+)\]", r"<sup>\1</sup>" if self.markdown else r"[\1]", block)


def _sheet_sides(count: int) -> Iterator[tuple[int, int]]:
    for outer in range(1, count // 2 + 1):
        low, high = outer, count + 1 - outer
        yield (high, low) if outer % 2 else (low, high)


def _flat(sides: Sequence[tuple[int, int]]) -> list[int]:
    return [number for side in sides for number in side]


# The pages of a booklet, by their numbers, in the order in which they stand on the sheets; and of a stack of pages.
LAID = {
    "last_page_first": lambda count: _flat(list(_sheet_sides(count))),
    "first_page_first": lambda count: _flat([(two, one) for one, two in _sheet_sides(count)]),
    "last_page_first_from_the_middle": lambda count: _flat(list(_sheet_sides(count))[::-1]),
    "first_page_first_from_the_middle": lambda count: _flat([(b, a) for a, b in _sheet_sides(count)][::-1]),
    "one_sided_last_page_first": lambda count: _flat([(count + 1 - n, n) for n in range(1, count // 2 + 1)]),
    "one_sided_first_page_first": lambda count: _flat([(n, count + 1 - n) for n in range(1, count // 2 + 1)]),
    "as_it_stands": lambda count: list(range(1, count + 1)),
    "reversed": lambda count: list(range(count, 0, -1)),
}


class _Setter:
    """Sets an essay line by line."""

    def __init__(self, press: Press, essay: Essay) -> None:
        self.press = press
        self.essay = essay
        self.random = Random(press.seed)
        self.done: list[Sheet] = []
        self.sheet = Sheet()
        self.left = press.lines
        self.waiting: list[str] = []  # what runs on of a note

    def pages(self) -> list[Sheet]:
        for block in self.essay.blocks:
            if block.startswith("## "):
                if self.left < 5:
                    self._turn()
                self.sheet.text.append(block)
                self.left -= 3
            else:
                self._set(block)
        if self.sheet.text or self.sheet.notes or self.waiting:
            self._turn()
        while self.waiting:
            self._turn()
        return self.done

    def _set(self, paragraph: str) -> None:
        """Set a paragraph; break it in mid-sentence, or in mid-word, where the page is full."""
        rest = paragraph
        while rest:
            if self.left < 1:
                self._turn()
            lines = textwrap.wrap(rest, self.press.width, break_on_hyphens=False)
            taken: list[str] = []
            while len(taken) < len(lines) and self.left >= 1:
                cost = self._cost_of_notes(lines[len(taken)])
                if taken and self.left < 1 + min(cost, 3):
                    break
                taken.append(lines[len(taken)])
                self.left -= 1
                self._foot(taken[-1])
            shown = " ".join(taken)
            rest = " ".join(lines[len(taken) :])
            if rest and not self.waiting:
                shown, rest = self._broken(shown, rest)
            self.sheet.text.append(shown)
            if rest:
                self._turn()

    def _broken(self, shown: str, rest: str) -> tuple[str, str]:
        """Break the first word of the next page in two, now and then."""
        word = rest.split(" ", 1)[0]
        match = re.fullmatch(r"([a-z]{2,}?[aeiouy][a-z]?)([bcdfglmnprstv][aeiouy][a-z]{1,}[.,]?)", word)
        if self.press.hyphens and match and self.random.random() < 0.6:
            return f"{shown} {match[1]}-", rest[len(match[1]) :]
        return shown, rest

    def _cost_of_notes(self, line: str) -> int:
        numbers = re.findall(r"\[\^(\d+)\]", line)
        return sum(len(self._note_lines(f"[^{n}] {self.essay.notes[int(n)]}")) for n in numbers)

    def _note_lines(self, note: str) -> list[str]:
        return textwrap.wrap(note, self.press.width * 5 // 4, break_on_hyphens=False)

    def _foot(self, line: str) -> None:
        """Put the notes that a line refers to at the foot; what finds no room runs on to the next page."""
        for number in re.findall(r"\[\^(\d+)\]", line):
            self._note(f"[^{number}] {self.essay.notes[int(number)]}")

    def _note(self, note: str) -> None:
        lines = self._note_lines(note)
        if not self.sheet.notes:
            self.left -= 1
        room = max(self.left, 1)
        self.sheet.notes.append(" ".join(lines[:room]))
        self.left -= min(room, len(lines))
        if lines[room:]:
            self.waiting.append(" ".join(lines[room:]))

    def _turn(self) -> None:
        """Begin a new page with what runs on."""
        self.done.append(self.sheet)
        self.sheet, self.left = Sheet(), self.press.lines
        waiting, self.waiting = self.waiting, []
        for note in waiting:
            self._note(note)
