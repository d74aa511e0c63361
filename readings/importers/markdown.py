"""Markdown (CommonMark with tables and footnotes): its block tokens become pieces, its inline ones marks.

HTML inside is no layout here: a few inline tags are understood (`readings.importers.inline`), the rest is
left out and its words are kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from readings.importers.breaks import by_stated_breaks, in_one_line, with_couplets
from readings.importers.columns import as_piece
from readings.importers.decoding import tidy
from readings.importers.inline import (
    is_line_block,
    note_key,
    read_inline,
    shown_label,
    stanzas_of,
    typed_indents,
    words_of_html,
)
from readings.importers.lines import are_contents, squeezed
from readings.importers.markdown_breaks import soft_breaks_of, with_soft_breaks
from readings.importers.markdown_notes import without_shared_keys
from readings.importers.markdown_parsing import parsed
from readings.importers.markdown_pictures import (
    Parted,
    figures,
    images_of,
    parted,
    under_heading,
    with_images,
)
from readings.importers.markdown_tables import captions_first, rows_of, table
from readings.importers.pictures import Album
from readings.importers.writing import Inline
from readings.pieces import Piece
from readings.structure import Mark
from readings.words import word_set


def pieces(text: str, *, album: Album, first_line: int = 1) -> list[Piece]:
    """Make pieces of Markdown; `first_line` is the number of its first line in the file, `album` is for its pictures.

    Raises ImportRefused when it is longer than the parser can take, or has more headings than a text.
    """
    tokens, notes = parsed(text)
    walked = _Walk(captions_first(tokens), notes, text.split("\n"), first_line, album).pieces()
    made = [part for piece in walked for part in _by_lines(piece)]
    return with_couplets(without_shared_keys(with_soft_breaks(made)))


def _by_lines(piece: Piece) -> list[Piece]:
    return by_stated_breaks(piece) if piece.kind in ("prose", "quotation") else [piece]


@dataclass(slots=True)
class _Container:
    """An open list, item, quotation or note, and how many pieces it has given so far."""

    kind: str
    data: dict[str, Any]
    given: int = 0


class _Walk:
    """One walk over the block tokens of a document."""

    def __init__(
        self,
        tokens: Sequence[Token],
        notes: dict[str, Any],
        lines: Sequence[str],
        first_line: int,
        album: Album,
    ) -> None:
        self.album = album
        self.tokens = tokens
        self.notes = notes
        self.lines = lines
        self.first_line = first_line
        self.line = first_line
        self.open: list[_Container] = []

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in their order; notes come where they stand in the source."""
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.map:
                self.line = self.first_line + token.map[0]
            if token.type == "table_open":
                end = next(
                    at for at in range(index, len(self.tokens)) if self.tokens[at].type == "table_close"
                )
                yield from self._table(table(self.tokens[index:end], self.line))
                index = end
            elif token.type in (
                "bullet_list_open",
                "ordered_list_open",
                "dl_open",
                "blockquote_open",
                "footnote_reference_open",
            ):
                self._enter(token)
            elif token.type in ("list_item_open", "dt_open", "dd_open"):
                self._enter_item(token)
            elif token.nesting == -1 and self.open and token.type in _CLOSERS:
                self.open.pop()
            else:
                yield from self._leaf(token, self.tokens[index - 1] if index else token)
            index += 1

    @property
    def _note(self) -> _Container | None:
        """The note around this place, which all words in it belong to, in a list or quotation there as well."""
        return next((container for container in self.open if container.kind == "note"), None)

    def _enter(self, token: Token) -> None:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            number = self.notes.get("refs", {}).get(f":{label}", -1) + 1
            data: dict[str, Any] = {"label": shown_label(label, number), "key": note_key(label)}
            self.open.append(_Container("note", data))
        elif token.type == "blockquote_open":
            self.open.append(_Container("quotation", {}))
        else:
            ordered = token.type == "ordered_list_open"
            level = 1 + sum(container.kind == "list" for container in self.open)
            start = int(token.attrs.get("start", 1)) if ordered else 0
            self.open.append(_Container("list", {"level": min(level, 6), "ordered": ordered, "next": start}))

    def _enter_item(self, token: Token) -> None:
        around = self.open[-1].data
        data = {"level": around["level"], "ordered": around["ordered"], "marker": token.markup}
        if around["ordered"]:
            data |= {"value": around["next"], "marker": f"{around['next']}{token.markup}"} | token.meta
            around["next"] += 1
        if token.type == "dd_open":  # what a word means goes on with the word
            data["continues"] = True
        self.open.append(_Container("list_item", data))

    def _table(self, made: Iterable[Piece]) -> Iterator[Piece]:
        yield from (self._placed(row) for one in made for row in rows_of(one)) if self._note else made

    def _leaf(self, token: Token, before: Token) -> Iterator[Piece]:
        if token.type == "inline":
            yield from self._words(token, before)
        elif token.type == "hr":
            yield Piece("", "ornament", "marked", self.line)
        elif token.type == "ruled_table":
            found = token.meta["table"]
            yield from self._table([as_piece(found.grid, "marked", self.line, found.lines)])
        elif token.type in ("fence", "code_block"):
            yield from self._code(token)
        elif token.type == "html_block":
            yield from self._html(token.content)

    def _words(self, token: Token, before: Token) -> Iterator[Piece]:
        lines = [line.strip() for line in token.content.split("\n")]
        if before.type == "paragraph_open" and is_line_block(lines):
            yield from self._line_block(token)
            return
        children = with_images(token.children or [])
        one = Parted(words=children) if self._note else parted(children)
        if before.type == "heading_open" and self._note is None:
            one = under_heading(one, children)
        yield from figures(one.before, self.album, self.line)
        yield from self._paragraph(token, before, one.words, lines)
        yield from figures(one.after, self.album, self.line, read_inline(one.caption))

    def _paragraph(
        self, token: Token, before: Token, words: Sequence[Token], lines: list[str]
    ) -> Iterator[Piece]:
        read = read_inline(words)
        if not read.text:
            if read.doubts:
                yield Piece("", "ornament", "marked", self.line).with_doubt(read.doubts[0].code)
            return
        made = Piece(
            read.text,
            "prose",
            "marked",
            self.line,
            len(lines),
            marks=tuple(read.marks),
            doubts=tuple(read.doubts),
        )
        made.data.update(token.meta)  # that it is a table's caption
        if len(lines) > 1:
            indents = typed_indents(token.content, self.lines[token.map[0]] if token.map else "")
            made.data.update(
                {"indents": indents} if "\n" in read.text else soft_breaks_of(read, lines, indents)
            )
        if before.type == "heading_open" and self._note is None:
            yield in_one_line(made).as_kind("heading", rank=int(before.tag[1]))
        elif self._note is None and are_contents(lines):
            text = "\n".join(squeezed(tidy(line)) for line in lines)
            yield Piece(text, "verse", "marked", self.line, len(lines), data={"contents": True})
        else:
            yield self._placed(made)
        for number in read.inline_notes:
            yield from self._inline_note(number)

    def _html(self, source: str) -> Iterator[Piece]:
        """Yield the pictures and the words of a block of HTML."""
        images = [] if self._note else list(images_of(source))
        text = words_of_html(source)
        caption = Inline(text) if images and "<figcaption" in source.lower() else None
        yield from figures(images, self.album, self.line, caption)
        if text and caption is None:
            yield self._placed(Piece(text, "prose", "marked", self.line)).with_doubt("markup_dropped")

    def _line_block(self, token: Token) -> Iterator[Piece]:
        """Yield the stanzas of lines that begin with a bar."""
        for stanza in stanzas_of(token.children or []):
            read = read_inline(stanza)
            if read.text:
                marks, doubts = tuple(read.marks), tuple(read.doubts)
                data = {"indents": read.indents}
                made = Piece(
                    read.text,
                    "verse",
                    "marked",
                    self.line,
                    len(stanza),
                    marks=marks,
                    data=data,
                    doubts=doubts,
                )
                placed = self._placed(made)
                yield placed if placed.kind in ("list_item", "note") else made

    def _inline_note(self, number: int) -> Iterator[Piece]:
        """Yield a note written where it is referred to, `^[like this]`."""
        read = read_inline(self.notes["list"][number].get("tokens") or [])
        if read.text:
            note = Piece(
                read.text, "prose", "marked", self.line, marks=tuple(read.marks), doubts=tuple(read.doubts)
            )
            yield in_one_line(note).as_kind("note", label=str(number + 1), key=note_key("", number))

    def _placed(self, made: Piece) -> Piece:
        """Say what a piece is by the note that it stands in, else by the innermost list or quotation."""
        around = self._note or next((one for one in reversed(self.open) if one.kind != "list"), None)
        if around is None:
            return made
        around.given += 1
        if around.kind == "quotation" and "\n" in made.text:
            return made.as_kind("quotation")
        data = {**around.data, "continues": True} if around.given > 1 else around.data
        if around.kind == "list_item" and any(container.kind == "quotation" for container in self.open):
            data = {**data, "quoted": True}
        return in_one_line(made).as_kind(around.kind, **data)

    def _code(self, token: Token) -> Iterator[Piece]:
        """Fenced and indented lines keep their lines; a blank line in them begins another piece."""
        is_first = True
        for stanza in re.split(r"\n[ ]*\n", tidy(token.content)):
            lines = [line for line in stanza.split("\n") if line.strip()]
            text = "\n".join(map(squeezed, lines))
            if text:
                marks = (Mark("code", 0, len(text)),) if token.type == "fence" else ()
                data = {"indents": [len(line) - len(line.lstrip()) for line in lines]}
                made = Piece(text, "verse", "marked", self.line, len(lines), marks=marks, data=data)
                if self._note is not None:
                    yield self._placed(made)
                else:
                    yield made.with_doubt("lines_as_typed") if is_first else made
                is_first = False


_CLOSERS = word_set(
    "bullet_list_close ordered_list_close dl_close dt_close dd_close list_item_close blockquote_close "
    "footnote_reference_close"
)
