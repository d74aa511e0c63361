"""Inline Markdown: the words of a paragraph with their marks, from the parser's tokens.

A link leads to http, https or mailto or it is no link. Of HTML only what marks words is understood.
"""

import html
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import override
from urllib.parse import parse_qsl

from markdown_it.token import Token

from readings.importers.decoding import tidy
from readings.importers.lines import squeezed
from readings.importers.writing import Inline, Writer
from readings.indenting import columns_of
from readings.pieces import PieceDoubt

_SPACES = re.compile(r"[ \n]+")
_TYPED_INDENT = re.compile(r"^(?:[ ]|&(?:nbsp|e[mn]sp|#160|#x[aA]0);)+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.I)
_BY_WAY = re.compile(r"https?://(?:www\.)?google(?:\.[a-z]{2,3}){1,2}/url\?", re.I)
_HTML_MARKS = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
}
# Which the parser takes for words: a call of a note that the text does not have, and a number raised as pandoc raises it.
_BY_HAND = re.compile(r"\[\^([\w-]{1,40})\]|(?<=\S)\^(\d{1,3})\^")
_TOKEN_MARKS = {"em": "emphasis", "strong": "strong"}
_LINE_ENDS = ("softbreak", "hardbreak")
_UNSEEN = frozenset(("script", "style"))
_QUIET = frozenset(("sub", "span", "u", "small", "br", "sup", "a", *_HTML_MARKS))


def note_key(label: str, number: int = 0) -> str:
    """Return what a note and its references have in common until the note has a number."""
    return f"[^{label}]" if label else f"^{number}"


def shown_label(label: str, number: int) -> str:
    """Return what a note is called in the text: its own number, or the one that it has by its order."""
    if label.isdecimal() and len(label) <= 3:
        return label
    return str(number) if number > 0 else "*"


def safe_link(address: str) -> str:
    """Return an address that may be linked to, or ""; of one by way of a search engine, what it points to."""
    address = address.strip()
    if len(address) > 2000 or not _SAFE_LINK.fullmatch(address):
        return ""
    if found := _BY_WAY.match(address):
        pointed = next(
            (words for part, words in parse_qsl(address[found.end() :]) if part in ("q", "url")), ""
        )
        if pointed[:4].lower() == "http" and _SAFE_LINK.fullmatch(pointed):
            return pointed
    return address


def read_inline(tokens: Sequence[Token]) -> Inline:
    """Read the inline tokens of one paragraph. For a picture among them stand its words."""
    writer = _Writer()
    for token in tokens:
        writer.take(token)
    return writer.finished()


def is_line_block(lines: Sequence[str]) -> bool:
    """Recognise lines that each begin with a bar and a space, as verse is typed; in rows of a table one ends them too."""
    return (
        len(lines) > 1
        and all(line == "|" or line.startswith("| ") for line in lines)
        and not any(line.endswith("|") for line in lines if line != "|")
    )


def typed_indents(typed: str, first_line: str) -> list[int]:
    """Return the columns of spaces, or of entities for them, that typed lines begin with; the parser leaves them out.

    The parser gives them without what the first one began with, for which there is that line of the file.
    """
    first, *rest = [
        columns_of(html.unescape(line[: len(line) - len(_TYPED_INDENT.sub("", line))]))
        for line in typed.split("\n")
    ]
    before, is_found, _after = first_line.partition(typed.split("\n", 1)[0])
    if before.strip() or not is_found:  # in a quotation or a list
        common = min(rest, default=0) if not first else 0
        return [first, *(columns - common for columns in rest)]
    return [len(before) + first, *rest]


def stanzas_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """Divide the inline tokens of lines that begin with a bar where a bar stands alone; the bars are left out."""
    stanzas, begins = [list[Token]()], True
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.type in _LINE_ENDS:
            begins = True
            stanzas[-1].append(Token("hardbreak", "br", 0))
        elif begins and token.type == "text":
            begins = False
            words = token.content.removeprefix("|").removeprefix(" ")
            indent, words = len(words) - len(words.lstrip()), words.lstrip()
            if not words and (after is None or after.type in _LINE_ENDS):
                stanzas.append([])
            stanzas[-1].append(Token("text", "", 0, content="\u00a0" * indent + words))
        else:
            stanzas[-1].append(token)
    return stanzas


class _Writer(Writer):
    """Takes the parser's tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.unseen = ""

    def take(self, token: Token) -> None:
        """Take in one token."""
        kind = token.type
        if kind == "text":
            self._words(token.content)
        elif kind == "text_special":
            self.write(token.content)
        elif kind == "softbreak":
            self.space = self.space or " "
            self.read.soft_breaks.append(self.length)
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
        elif kind == "image":
            self._picture(token)
        elif kind == "s_open":
            self._doubt("words_struck")
        elif token.tag in _TOKEN_MARKS and token.nesting:
            if token.nesting == 1:
                self.begin(token.tag, _TOKEN_MARKS[token.tag])
            else:
                self.finish(token.tag)

    @override
    def write(self, text: str, *, as_typed: bool = False) -> None:
        """Add words, but none of scripts and styles."""
        if not self.unseen:
            super().write(text, as_typed=as_typed)

    def _words(self, words: str) -> None:
        at = 0
        for found in _BY_HAND.finditer(words) if "^" in words else ():
            self.write(words[at : found.start()])
            if missing := found[1]:
                shown = missing if missing.isdecimal() else f"[{missing}]"
                self.reference(shown, key=note_key(missing))
            else:
                self.begin("sup", "sup")
                self.write(found[2])
                self.finish("sup")
            at = found.end()
        self.write(words[at:])

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

    def _picture(self, token: Token) -> None:
        """Write what is said instead of a picture, else its title."""
        self._doubt("picture_missing" if token.children or token.attrGet("title") else "picture_dropped")
        for word in token.children or [Token("text", "", 0, content=str(token.attrGet("title") or ""))]:
            self.take(word)

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
        if tag not in _QUIET:
            self._doubt("markup_dropped")

    def _doubt(self, code: str) -> None:
        """Doubt this place, once a paragraph."""
        if all(known.code != code for known in self.read.doubts):
            self.read.doubts.append(PieceDoubt(code, self.length))


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
