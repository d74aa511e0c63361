"""Pictures in Markdown: what stands for them, what stands under them, and the figures that they become.

Only those whose bytes are in the file (`data:`) can be shown; of the others the words are kept.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from readings.importers.decoding import tidy
from readings.importers.inline import read_inline
from readings.importers.lines import squeezed
from readings.importers.markup.figures import figure_piece
from readings.importers.markup.phrases import Shown
from readings.importers.pictures import MISSING, NOTHING, Album, Placed
from readings.importers.writing import Inline
from readings.pieces import Piece

_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(src|alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LEADS_ON = re.compile(r"\w[ ]$")
_GOES_ON = (".", ",", ";", ":", "!", "?", ")", "”", "’")


@dataclass(slots=True)
class Parted:
    """The pictures of a paragraph, parted from its words by where they stood, and what is set under the last one."""

    words: list[Token] = field(default_factory=list)
    before: list[Token] = field(default_factory=list)
    after: list[Token] = field(default_factory=list)
    caption: list[Token] = field(default_factory=list)


def parted(tokens: Sequence[Token]) -> Parted:
    """Part the pictures of a paragraph from its words. What a sentence ends on are words: "See ![the gate](gate.png)."."""
    made = Parted()
    start = _caption_start(tokens)
    if start:
        made.caption, tokens = list(tokens[start:]), tokens[:start]
    has_words = False
    for at, token in enumerate(tokens):
        if token.type != "image":
            made.words.append(token)
            has_words = has_words or _has_words(token)
        elif token.children and _is_in_sentence(tokens, at):
            made.words += token.children if _is_here(token) else [token]
            made.after += [token] if _is_here(token) else []
        elif has_words:
            made.after.append(token)
        else:
            made.before.append(token)
    if made.caption and not made.after:
        made.before, made.after = made.before[:-1], made.before[-1:]
    return made


def under_heading(one: Parted, tokens: Sequence[Token]) -> Parted:
    """Put the pictures of a heading under it; where it has no words, theirs are its words."""
    images = [*one.before, *one.after]
    if any(map(_has_words, one.words)):
        return Parted(words=one.words, after=images, caption=one.caption)
    return Parted(words=list(tokens), after=list(filter(_is_here, images)))


def _caption_start(tokens: Sequence[Token]) -> int:
    """Return where the words begin that are set under a picture: one emphasised line, the last one; 0 without such."""
    end = next((at for at in range(len(tokens) - 1, -1, -1) if _is_break(tokens[at])), 0)
    start = end
    while start and _is_break(tokens[start - 1]):  # "<br>" and the end of the line
        start -= 1
    above = tokens[next((at + 1 for at in range(start - 1, -1, -1) if _is_break(tokens[at])), 0) : start]
    below = [token for token in tokens[end + 1 :] if token.type != "text" or token.content.strip()]
    is_picture = any(token.type == "image" for token in above) and not any(map(_has_words, above))
    if not is_picture or len(below) < 3 or below[0].type not in ("em_open", "strong_open"):
        return 0
    ends = [at for at, token in enumerate(below) if token.nesting == -1 and token.level == below[0].level]
    return end + 1 if ends[:1] == [len(below) - 1] else 0


def _is_break(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak") or (
        token.type == "html_inline" and bool(_BREAK.fullmatch(token.content))
    )


def _has_words(token: Token) -> bool:
    return token.type in ("text", "code_inline", "text_special", "footnote_ref") and bool(
        token.content.strip() or token.type == "footnote_ref"
    )


def _is_here(image: Token) -> bool:
    """Whether the bytes of a picture are in the file itself."""
    return str(image.attrGet("src") or "")[:5].lower() == "data:"


def _is_in_sentence(tokens: Sequence[Token], at: int) -> bool:
    if not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        before.type == after.type == "text"
        and bool(_LEADS_ON.search(before.content))
        and after.content.startswith(_GOES_ON)
    )


def with_images(tokens: Sequence[Token]) -> list[Token]:
    """Return inline tokens with those that are `<img>` made like the others that are pictures."""
    return [
        next(images_of(token.content), token) if token.type == "html_inline" else token for token in tokens
    ]


def images_of(source: str) -> Iterator[Token]:
    """Yield the pictures in HTML as the parser gives those of Markdown."""
    for found in _IMAGE.finditer(source):
        said = {
            name.lower(): html.unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(found[0])
        }
        words = Token("text", "", 0, content=said.get("alt", ""))
        attrs: dict[str, str | int | float] = {
            "src": said.get("src", ""),
            "title": said.get("title", ""),
        }
        yield Token("image", "img", 0, attrs=attrs, children=[words] if words.content.strip() else [])


def figures(images: Sequence[Token], album: Album, line: int, caption: Inline | None = None) -> list[Piece]:
    """Make figures of pictures that stand together; the last one has the caption."""
    made = list[Piece]()
    for number, image in enumerate(images, start=1):
        under = caption if number == len(images) else None
        placed = _placed(image, album)
        if placed != NOTHING:
            made.append(replace(_figure(image, placed, under), line=line))
    return made


def _placed(image: Token, album: Album) -> Placed:
    return album.place_data_url(str(image.attrGet("src"))) if _is_here(image) else MISSING


def _figure(image: Token, placed: Placed, caption: Inline | None) -> Piece:
    said = read_inline(image.children or [])
    title = squeezed(tidy(str(image.attrGet("title") or "")).replace("\n", " ")).strip()
    shown = Shown(placed, said.text.replace("\n", " "), title)
    return figure_piece(shown, caption if caption and caption.text else None if title else said)
