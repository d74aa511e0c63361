"""The words of one page of a PDF with their places and faces, asked of pdfium.

Asking is what costs, so as little as possible is asked: what begins a word and what ends it. Characters that one
text object shows are of one face and on one line; only where the object changes is more to be found out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_ushort, c_void_p, cast
from typing import Any

from pypdfium2 import raw as pdfium

from readings.importers.pdf.accents import NOTHING, Place, with_accents
from readings.importers.pdf.addresses import font_of, text_object_of
from readings.importers.pdf.blanks import spaces_on
from readings.importers.pdf.directions import Face, kind_of
from readings.importers.pdf.faces import Style, angle_of, faces_of
from readings.importers.pdf.glyphs import whole
from readings.importers.pdf.leftward import has_leftward, is_read_leftwards, runs_of
from readings.importers.pdf.leftward_glyphs import Sign
from readings.importers.pdf.lines import Rule, Run, most_common
from readings.importers.pdf.links import links_of
from readings.importers.pdf.stretches import Stretch, within

# pdfium puts one of these for a hyphen at the end of a line, and no line end behind it.
_LINE_END_HYPHENS = ("\u0002", "\ufffe")
_WORD = re.compile(r"[^\s\u0002\ufffe]*[\u0002\ufffe]|[^\s\u0002\ufffe]+")
_WIDE = 0.5  # of the size: a gap wider than this may part more than two words of a sentence
_WIDEST_LETTER = 0.75  # of the size, on the average of a word; only a reason to measure


class PageReader:
    """Reads one page; its handles and addresses are good only as long as the page is open."""

    def __init__(
        self, document: Any, page: Any, text_page: Any, count: int, rules: Sequence[Rule] = ()
    ) -> None:
        self.page, self.raw, self.address, self.count = page, text_page, cast(text_page, c_void_p), count
        self.styles: dict[int, Style] = {}
        self.fonts: dict[int, tuple[bool, bool, bool]] = {0: (False, False, False)}
        self.mapped: dict[int, set[str]] = {}
        self.unmapped: dict[int, set[str]] = {}
        self.walls = [rule for rule in rules if not rule.level]
        self.links = list(links_of(document, page)) if count else []
        left, bottom, right, top = page.get_bbox()
        self.bounds = (left - 2, bottom - 2, right + 2, top + 2)
        self.edges = (left, right)
        self.at_x, self.at_y, self.box = c_double(), c_double(), pdfium.FS_RECTF()
        self.text = with_accents(self._characters(), self._place) if count else ""
        self.leftward = False  # until its words are read

    def upright(self) -> tuple[list[Run], str, int]:
        """Return the words that stand as most of the page does, the text of the others, and the angle."""
        if has_leftward(self.text):
            return self._of_both_directions()
        stretches = list(self._stretches())
        angle = int(
            most_common(
                (one.style.angle, one.end - one.start) for one in stretches if one.style.angle is not None
            )
        )
        turned = " ".join(self._read(one) for one in stretches if one.style.angle != angle)
        runs = [self._run(one, angle) for one in stretches if one.style.angle == angle]
        return [run for run in runs if run.text.strip()], turned, angle

    def _of_both_directions(self) -> tuple[list[Run], str, int]:
        """Return the same of a page on which letters are read from the right: they are asked for one by one."""
        signs: dict[int | None, list[Sign]] = defaultdict(list)
        found: list[Sign] = []
        for at, letter in enumerate(self.text):
            shown_by = text_object_of(self.address, at)
            if shown_by and letter != NOTHING and not "\udc00" <= letter <= "\udfff":
                style = self._style(shown_by, at)
                found = signs[style.angle]
                found.extend(self._signs(at, style, shown_by))
            elif found and letter == " ":
                found[-1] = found[-1]._replace(parted=True)
        angle = max((one for one in signs if one is not None), key=lambda one: len(signs[one]), default=0)
        turned = "".join(sign.text for one, found in signs.items() if one != angle for sign in found)
        if angle == 0:
            signs[0] += spaces_on(self.page, self.styles.keys())
        self.leftward = is_read_leftwards(signs[angle])
        walls = self.walls if angle == 0 else ()
        return runs_of(signs[angle], self.edges, walls), turned, angle

    def _signs(self, at: int, style: Style, shown_by: int) -> Iterator[Sign]:
        """Yield a sign, unless it stands beyond the page; what is counted as two halves is one."""
        x, y = self._origin(at)
        if not (self.bounds[0] <= x <= self.bounds[2] and self.bounds[1] <= y <= self.bounds[3]):
            return
        angle = style.angle or 0
        begun, base = {0: (x, -y), 90: (y, x), 180: (-x, y), 270: (-y, -x)}[angle]
        left, bottom, right, top = self._box(at)
        start, end = {0: (left, right), 90: (bottom, top), 180: (-right, -left), 270: (-top, -bottom)}[angle]
        href = self._link(x, y) if self.links else ""
        face = Face(style.size, style.bold, style.italic, style.fixed, href)
        # Asked of each: one code may stand for a letter, and for nothing.
        said = self.text[at : at + 1 + ("\ud800" <= self.text[at] <= "\udbff")]
        failed = pdfium.FPDFText_HasUnicodeMapError(self.raw, at) == 1
        text = "\ufffd" if failed else said if kind_of(said) == "R" else whole(said)
        if not text.strip():
            text = "\ufffd" if self.text[at] < " " and self.text[at] != "\t" else " "
        yield Sign(text, begun, start, end, -base, face, shown_by)

    def _characters(self) -> str:
        """Return the characters of the page: in one go where what comes has one code for each of them.

        pdfium counts in UTF-16: a character outside of the first plane is two halves here, until `_read`.
        """
        units = (c_ushort * (self.count + 1))()
        got = pdfium.FPDFText_GetText(self.raw, 0, self.count, units) - 1
        last = self.count - 1
        if got == self.count and pdfium.FPDFText_GetTextIndexFromCharIndex(self.raw, last) == last:
            return "".join(map(chr, units[: self.count]))
        codes = (pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(self.count))
        return "".join([chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes])

    def _stretches(self) -> Iterator[Stretch]:
        """Yield words that follow one another in one face as one stretch."""
        current: Stretch | None = None
        after = 0
        for found in _WORD.finditer(self.text):
            start, end = self._without_nothing(*found.span())
            space = self.text[after:start]
            starts_line = (
                not after or self.text[after - 1] in _LINE_END_HYPHENS or "\n" in space or "\r" in space
            )
            for begin, stop in self._cut(start, end):
                first = begin == start
                part = self._stretch(begin, stop, starts_line and first, bool(space) and first)
                if part is None:
                    continue
                if current is not None and self._goes_on(current, part):
                    if part.space_before and part.shown_by != current.shown_by:
                        # What was measured last is where the word before ends.
                        current.breaks.append((len(current.words), within(self.box.right)))
                    current.end, current.shown_by = part.end, part.shown_by
                    current.word, current.word_x = part.start, part.x
                    if part.space_before:
                        current.words.append(part.x)
                else:
                    if current is not None:
                        yield current
                    current = part
            after = end
        if current is not None:
            yield current

    def _without_nothing(self, start: int, end: int) -> tuple[int, int]:
        """Return where the letters of a word begin and end; an accent that stood there has become one with them."""
        while start < end - 1 and self.text[start] == NOTHING:
            start += 1
        while start < end - 1 and self.text[end - 1] == NOTHING:
            end -= 1
        return start, end

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cut a word where its face or what it leads to changes."""
        ends = text_object_of(self.address, start), text_object_of(self.address, end - 1)
        if (ends[0] != ends[1] or self.links) and self._face(start) != self._face(end - 1):
            before = self._face(start)
            for at in range(start + 1, end):
                if self.text[at] != NOTHING and (face := self._face(at)) != before:
                    yield start, at
                    start, before = at, face
        yield start, end

    def _face(self, index: int) -> tuple[Style | None, str]:
        shown_by = text_object_of(self.address, index)
        style = self._style(shown_by, index) if shown_by else None
        return style, self._link(*self._origin(index)) if self.links else ""

    def _stretch(self, start: int, end: int, starts_line: bool, space_before: bool) -> Stretch | None:
        """Return a word or a part of one, None when nothing shows it or it stands beyond the page."""
        shown_by = text_object_of(self.address, start)
        x, y = self._origin(start)
        left, bottom, right, top = self.bounds
        if not shown_by or not (left <= x <= right and bottom <= y <= top):
            return None
        style = self._style(shown_by, start)
        href = self._link(x, y) if self.links else ""
        return Stretch(start, end, x, y, start, x, shown_by, style, href, starts_line, space_before, [x], [])

    def _goes_on(self, one: Stretch, part: Stretch) -> bool:
        """Tell whether a part stands in the same face right behind a stretch, on its line."""
        if part.href != one.href or part.starts_line or part.style != one.style:
            return False
        size = one.style.size
        if self.walls and self._is_walled_off(one, part):
            return False
        if part.shown_by == one.shown_by and abs(part.y - one.y) <= 0.05 * size:
            room = (part.start - one.word) * _WIDEST_LETTER * size
            if abs(part.x - one.word_x) <= room:
                return True
        left, bottom, right, top = self._box(one.end - 1)
        along, across = {
            0: (part.x - right, part.y - one.y),
            90: (part.y - top, part.x - one.x),
            180: (left - part.x, part.y - one.y),
            270: (bottom - part.y, part.x - one.x),
        }.get(-1 if one.style.angle is None else one.style.angle, (0.0, size))
        return -3 * size <= along <= _WIDE * size and abs(across) <= 0.05 * size

    def _is_walled_off(self, one: Stretch, part: Stretch) -> bool:
        """Tell whether a drawn line stands between the last word of a stretch and a part."""
        start, end = min(one.word_x, part.x) + 1, max(one.word_x, part.x) + 1
        middle = part.y + 0.3 * one.style.size
        return any(start < wall.x0 < end and wall.y0 < middle < wall.y1 for wall in self.walls)

    def _origin(self, index: int) -> tuple[float, float]:
        if not pdfium.FPDFText_GetCharOrigin(self.raw, index, self.at_x, self.at_y):
            return 0.0, 0.0
        return within(self.at_x.value), within(self.at_y.value)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, self.box)
        left, right = within(self.box.left), within(self.box.right)
        bottom, top = sorted((within(self.box.bottom), within(self.box.top)))
        return left, bottom, right, top

    def _place(self, index: int) -> Place | None:
        """Return where a character stands along its line, None when nothing shows it or it stands askew."""
        shown_by = text_object_of(self.address, index)
        style = self._style(shown_by, index) if shown_by else None
        if style is None or style.angle is None:
            return None
        return Place(*self._along(*self._origin(index), index, style.angle), style.size)

    def _style(self, shown_by: int, index: int) -> Style:
        """Return the face of a text object, asked at one of its characters."""
        if shown_by not in self.styles:
            self.styles[shown_by] = self._new_style(shown_by, index)
        return self.styles[shown_by]

    def _new_style(self, shown_by: int, index: int) -> Style:
        matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
        pdfium.FPDFText_GetMatrix(self.raw, index, byref(matrix))
        a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(self.raw, index) * abs(a * d - b * c) ** 0.5
        font = font_of(shown_by) or 0
        if font not in self.fonts:
            self.fonts[font] = faces_of(cast(font, pdfium.FPDF_FONT))
        bold, italic, fixed = self.fonts[font]
        mode = pdfium.FPDFTextObj_GetTextRenderMode(cast(shown_by, pdfium.FPDF_PAGEOBJECT))
        bold |= mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE  # thickened
        italic |= abs(b) < 0.01 * abs(a) and c > 0.15 * abs(d)  # leaning
        return Style(
            round(size, 1) if 0 < size < 10_000 else 0.1, angle_of(a, b, d), bold, italic, fixed, font
        )

    def _read(self, one: Stretch) -> str:
        return self._letters(one.start, one.end, one.style.font)

    def _letters(self, start: int, end: int, font: int) -> str:
        """Return signs in one font, with U+FFFD for glyphs of which the file does not say what they mean."""
        text = self.text[start:end]
        mapped, unmapped = self.mapped.setdefault(font, {NOTHING}), self.unmapped.setdefault(font, set())
        if not mapped.issuperset(text):
            for at, letter in enumerate(text, start=start):
                if letter not in mapped and letter not in unmapped:
                    failed = pdfium.FPDFText_HasUnicodeMapError(self.raw, at) == 1
                    (unmapped if failed else mapped).add(letter)
            if unmapped:
                text = "".join("\ufffd" if letter in unmapped else letter for letter in text)
        return whole(text)

    def _run(self, one: Stretch, angle: int) -> Run:
        """Turn a stretch upright."""
        start, end, base = self._along(one.x, one.y, one.end - 1, angle)
        text = " ".join(self._read(one).split())
        if one.space_before and not one.starts_line:
            text = f" {text}"
        style = one.style
        words = tuple(one.words) if angle == 0 and len(one.words) == text.count(" ", 1) + 1 else ()
        faces = style.bold, style.italic, style.fixed
        breaks = tuple(one.breaks) if words else ()
        return Run(text, start, end, base, style.size, *faces, href=one.href, starts=words, breaks=breaks)

    def _along(self, x: float, y: float, last: int, angle: int) -> tuple[float, float, float]:
        """Return where what begins at a point and ends with a character lies along its line, and how high."""
        left, bottom, right, top = self._box(last)
        start, end, base = {
            0: (x, right, y),
            90: (y, top, -x),
            180: (-x, -left, -y),
            270: (-y, -bottom, x),
        }[angle]
        return min(start, end), max(start, end), base

    def _link(self, x: float, y: float) -> str:
        x, y = x + 1, y + 1  # the corner of a letter may stick out
        for left, bottom, right, top, href in self.links:
            if left <= x <= right and bottom <= y <= top:
                return href
        return ""
