"""Prints PDFs for tests: pages of a small book with heads, notes, columns, headings and bookmarks.

Our own sentences only. What a test needs is said with reportlab's paragraphs (`<b>`, `<i>`, `<super>`, `<a>`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A5
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, Paragraph, Spacer
from reportlab.platypus.doctemplate import PageTemplate

WIDTH, HEIGHT = A5
MARGIN = 50.0
SENTENCES = (
    "The ferry left at seven, whether anybody stood on the pier or not.",
    "Nobody in the village could remember who had first written down the rules of the boathouse.",
    "They had been copied so often that every copy disagreed with the next one.",
    "What mattered was that the key hung where all could reach it.",
    "In winter the members met around the stove and read aloud, each for as long as the candle lasted.",
    "Some objected that reading aloud took time that could be spent on mending nets.",
    "Others answered that a net is only as good as the agreement about who mends it.",
    "The argument was never settled, and for that reason it was never lost.",
    "When the harbour froze, the oldest of them drew the coastline on the table with chalk.",
    "She drew it from memory, and left out the house in which she was born.",
    "A child asked why, and was given the chalk.",
    "That evening the map was finished by eleven hands.",
)

BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=10, leading=12, alignment=TA_JUSTIFY, firstLineIndent=14
)
FLUSH = ParagraphStyle("flush", BODY, firstLineIndent=0)
SPACED = ParagraphStyle("spaced", FLUSH, spaceAfter=8)
TITLE = ParagraphStyle(
    "title", fontName="Times-Bold", fontSize=20, leading=24, alignment=TA_CENTER, spaceAfter=20
)
CHAPTER = ParagraphStyle(
    "chapter", fontName="Times-Bold", fontSize=15, leading=18, spaceBefore=14, spaceAfter=8
)
SECTION = ParagraphStyle(
    "section", fontName="Times-Bold", fontSize=10, leading=12, spaceBefore=10, spaceAfter=5
)
QUOTE = ParagraphStyle(
    "quote", FLUSH, leftIndent=24, rightIndent=24, fontSize=9, leading=11, spaceBefore=6, spaceAfter=6
)
ITEM = ParagraphStyle("item", FLUSH, leftIndent=24, bulletIndent=12, spaceAfter=2)
VERSE = ParagraphStyle("verse", FLUSH, leftIndent=30, alignment=0, spaceBefore=6, spaceAfter=6)
CAPTION = ParagraphStyle("caption", FLUSH, fontSize=8.5, leading=10, spaceBefore=6, spaceAfter=10)


def prose(start: int = 0, count: int = 4) -> str:
    """Return so many sentences, beginning with one of them."""
    return " ".join(SENTENCES[(start + at) % len(SENTENCES)] for at in range(count))


@dataclass
class Book:
    """What is printed besides the running text.

    `notes` are lines in small type at the foot of a page (from 1); `head` and `foot` are made for each page.
    """

    columns: int = 1
    head: Callable[[int], str] | None = None
    foot: Callable[[int], str] | None = None
    notes: dict[int, Sequence[str]] = field(default_factory=dict)
    bookmarks: Sequence[tuple[int, str, int]] = ()  # level from 0, title, page from 1
    title: str = ""
    author: str = ""
    password: str = ""

    def printed(self, flow: Sequence[Any], *, compressed: bool = True) -> bytes:
        """Return the PDF."""
        out = BytesIO()
        options: dict[str, Any] = {"title": self.title or None, "author": self.author or None}
        if self.password:
            options["encrypt"] = StandardEncryption(self.password)
        document = BaseDocTemplate(out, pagesize=A5, pageCompression=int(compressed), **options)
        gap = 16.0
        width = (WIDTH - 2 * MARGIN - gap * (self.columns - 1)) / self.columns
        bottom = MARGIN + 40
        frames = [
            Frame(
                MARGIN + at * (width + gap), bottom, width, HEIGHT - MARGIN - bottom,
                leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
            )
            for at in range(self.columns)
        ]  # fmt: skip
        document.addPageTemplates([PageTemplate(frames=frames, onPage=self._around)])
        document.build(list(flow))
        return out.getvalue()

    def _around(self, canvas: Any, _document: Any) -> None:
        number = canvas.getPageNumber()
        canvas.setFont("Times-Roman", 9)
        if self.head:
            canvas.drawCentredString(WIDTH / 2, HEIGHT - 30, self.head(number))
        if self.foot:
            canvas.drawCentredString(WIDTH / 2, 30, self.foot(number))
        lines = self.notes.get(number, ())
        for at, line in enumerate(lines):
            text = canvas.beginText(MARGIN, MARGIN + 10 * (len(lines) - at))
            label, _, rest = line.partition("|")
            if rest:
                text.setFont("Times-Roman", 5)
                text.setRise(2.5)
                text.textOut(label)
                text.setRise(0)
            text.setFont("Times-Roman", 8)
            text.textOut(rest or label)
            canvas.drawText(text)
        for level, title, page in self.bookmarks:
            if page == number:
                key = f"{level}-{title}"
                canvas.bookmarkPage(key)
                canvas.addOutlineEntry(title, key, level)


def printed(*flow: Any, **options: Any) -> bytes:
    """Print paragraphs, given as flowables or as text in the style of the body."""
    return Book(**options).printed(
        [Paragraph(part, BODY) if isinstance(part, str) else part for part in flow]
    )


def space(height: float) -> Spacer:
    """Return white space of so many points."""
    return Spacer(1, height)
