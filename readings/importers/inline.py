"""Inline Markdown: the words of a paragraph with their marks, from the parser's tokens.

A link leads to http, https or mailto or it is no link. Of HTML only what marks words is understood.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from readings.importers.decoding import tidy
from readings.importers.lines import squeezed
from readings.structure import Mark

_SPACES = re.compile(r"[ \n]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.I)
_HTML_MARKS = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
}
_TOKEN_MARKS = {"em": "emphasis", "strong": "strong"}
_UNSEEN = frozenset(("script", "style"))
_QUIET = frozenset(("sub", "span", "u", "small", "br", "sup", "a", *_HTML_MARKS))
_RAISED_BASE = re.compile(r"(?:\d|(?<!\w)(?:m|km|cm|mm|mc|[xyznrc]))$", re.I)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTE_LABEL = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


@dataclass(slots=True)
class Inline:
    """The words of one paragraph; a hard line break in them is a newline."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    doubts: list[tuple[str, int]] = field(default_factory=list)
    inline_notes: list[int] = field(default_factory=list)
    is_figure: bool = False


def note_key(label: str, number: int = 0) -> str:
    """Return what a note and its references have in common until the note has a number."""
    return f"[^{label}]" if label else f"^{number}"


def shown_label(label: str, number: int) -> str:
    """Return what a note is called in the text: its own number, or the one that it has by its order."""
    if label.isdecimal() and len(label) <= 3:
        return label
    return str(number) if number > 0 else "*"


def safe_link(address: str) -> str:
    """Return an address that may be linked to, or ""."""
    address = address.strip()
    return address if len(address) <= 2000 and _SAFE_LINK.fullmatch(address) else ""


def read_inline(tokens: Sequence[Token]) -> Inline:
    """Read the inline tokens of one paragraph."""
    writer = _Writer()
    for token in tokens:
        writer.take(token)
    pictures = [token for token in tokens if token.type == "image"]
    read = writer.finished()
    if pictures and not read.text:
        read.text = squeezed(tidy(" ".join(token.content for token in pictures)).replace("\n", " "))
        read.is_figure = bool(read.text)
    if pictures:
        read.doubts.append(("picture_missing" if read.is_figure else "picture_dropped", 0))
    return read


class _Writer:
    """Puts words together.

    Spaces are held back until a word follows, so that none doubles and no mark begins with one.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.space = ""
        self.open: list[_Open] = []
        self.waiting: list[_Open] = []
        self.read = Inline()
        self.unseen = ""

    def take(self, token: Token) -> None:
        """Take in one token."""
        kind = token.type
        if kind in ("text", "text_special"):
            self.write(token.content)
        elif kind == "softbreak":
            self.space = self.space or " "
        elif kind == "hardbreak":
            self.space = "\n"
        elif kind == "code_inline":
            self.begin("code", "code")
            self.write(token.content)
            self.finish("code")
        elif kind in ("link_open", "link_close"):
            self._link(kind == "link_open", str(token.attrGet("href") or ""))
        elif kind == "footnote_ref":
            self._footnote(token)
        elif kind == "html_inline":
            self._html(token.content)
        elif token.tag in _TOKEN_MARKS and token.nesting:
            if token.nesting == 1:
                self.begin(token.tag, _TOKEN_MARKS[token.tag])
            else:
                self.finish(token.tag)

    def write(self, text: str) -> None:
        """Add words; any run of white space in them is one space."""
        if self.unseen:
            return
        text = tidy(text)
        words = _SPACES.sub(" ", text).strip()
        if text[:1] in (" ", "\n"):
            self.space = self.space or " "
        if not words:
            return
        if self.space and self.length:
            self._add(self.space)
        for waiting in self.waiting:
            waiting.start, waiting.part = self.length, len(self.parts)
        self.waiting.clear()
        self._add(words)
        self.space = " " if text[-1] in (" ", "\n") else ""

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def begin(self, tag: str, kind: str, **data: Any) -> None:
        """Open a mark; it begins with the next word."""
        opened = _Open(tag, kind, data)
        self.open.append(opened)
        self.waiting.append(opened)

    def finish(self, tag: str) -> None:
        """Close the innermost open mark of this tag; one without words is none."""
        for index in range(len(self.open) - 1, max(len(self.open) - 100, 0) - 1, -1):
            if self.open[index].tag == tag:
                closed = self.open.pop(index)
                if closed.start is None:
                    self.waiting.remove(closed)
                elif closed.kind == "sup":
                    self._superscript(closed.start, closed.part)
                else:
                    self.read.marks.append(Mark(closed.kind, closed.start, self.length, closed.data))
                return

    def _superscript(self, start: int, part: int) -> None:
        """Take a raised number as a note reference, or as a raised digit when it raises a number or unit."""
        label, before = "".join(self.parts[part:]), self.parts[part - 1][-12:] if part else ""
        if not NOTE_LABEL.fullmatch(label):
            return
        if _RAISED_BASE.search(before):
            self.parts[part:] = [label.translate(_RAISED)]
        else:
            self.read.marks.append(Mark("note_ref", start, self.length, {"label": label}))

    def _link(self, opens: bool, address: str) -> None:
        if not opens:
            self.finish("a")
        elif address := safe_link(address):
            self.begin("a", "link", href=address)
        else:
            self.begin("a", "nothing")

    def _footnote(self, token: Token) -> None:
        number, label = int(token.meta["id"]), str(token.meta.get("label") or "")
        self.space = ""  # the number stands close to its word
        self.begin("footnote", "note_ref", key=note_key(label, number))
        self.write(shown_label(label, number + 1))
        self.finish("footnote")
        if not label:
            self.read.inline_notes.append(number)

    def _html(self, source: str) -> None:
        found = _TAG.match(source)
        if not found:
            return  # a comment or a declaration
        closes, tag = found[1] == "/", found[2].lower()
        if tag in _UNSEEN:
            self.unseen = "" if closes else tag
        elif tag == "br":
            self.space = "\n"
        elif tag == "a":
            href = _HREF.search(source)
            self._link(not closes, html.unescape(next(filter(None, href.groups()), "")) if href else "")
        elif tag in _HTML_MARKS or tag == "sup":
            if closes:
                self.finish(tag)
            else:
                self.begin(tag, _HTML_MARKS.get(tag, "sup"))
        if tag not in _QUIET and not any(code == "markup_dropped" for code, _ in self.read.doubts):
            self.read.doubts.append(("markup_dropped", self.length))

    def finished(self) -> Inline:
        """Return what was read."""
        self.read.text = "".join(self.parts)
        self.read.marks = sorted(
            (mark for mark in self.read.marks if mark.kind != "nothing"),
            key=lambda mark: (mark.start, -mark.end),
        )
        return self.read


@dataclass(slots=True, eq=False)
class _Open:
    """A mark that has begun."""

    tag: str
    kind: str
    data: dict[str, Any]
    start: int | None = None
    part: int = 0


_UNSEEN_BLOCK = re.compile(r"<(?:!--|script|style)", re.I)
_ENDS = {
    "<!--": re.compile("-->"),
    "<script": re.compile("</script>", re.I),
    "<style": re.compile("</style>", re.I),
}
_ANY_TAG = re.compile(r"<[/!?a-zA-Z][^>]*>")


def words_of_html(source: str) -> str:
    """Return the words of a block of HTML in one line, without tags, comments, scripts and styles."""
    kept, at = [], 0
    while unseen := _UNSEEN_BLOCK.search(source, at):
        kept.append(source[at : unseen.start()])
        end = _ENDS[unseen[0].lower()].search(source, unseen.end())
        at = end.end() if end else len(source)
    kept.append(source[at:])
    words = " ".join(kept)
    if ">" in words:
        words = _ANY_TAG.sub(" ", words[: words.rindex(">") + 1]) + words[words.rindex(">") + 1 :]
    return squeezed(_SPACES.sub(" ", tidy(html.unescape(words))))
