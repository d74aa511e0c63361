"""Pictures as paragraphs: a figure says what its caption says, else what is said instead of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from readings.importers.markup.phrases import Shown
from readings.importers.table_captions import names_picture, names_table
from readings.importers.writing import Inline
from readings.pieces import Piece

WITHOUT_WORDS = "Picture"  # every paragraph of a text has words to point at

_LONGEST_NAMED = 300  # code points of a description that a doubt names


def figure_piece(shown: Shown, caption: Inline | None = None) -> Piece:
    """Make a figure; without a picture and without words it leaves only a doubt where it stood."""
    words = caption.text if caption and caption.text else shown.title or shown.alt
    marks = tuple(caption.marks) if caption and caption.text else ()
    doubts = tuple(caption.doubts) if caption else ()
    told: dict[str, Any] = {"captioned": True} if caption and caption.text else {}
    key = shown.placed.key
    if key:
        text = words or WITHOUT_WORDS
        placed = shown.placed
        data = {"picture": key, "alt": shown.alt, "width": placed.width, "height": placed.height, **told}
        return Piece(_line(text), "figure", "marked", marks=marks, data=data, doubts=doubts)
    if words:
        made = Piece(_line(words), "figure", "marked", marks=marks, data=told, doubts=doubts)
        if shown.alt and shown.alt.casefold() not in made.text.casefold():
            return made.with_doubt("picture_described", words=shown.alt[:_LONGEST_NAMED])
        return made.with_doubt(shown.placed.doubt) if shown.placed.doubt else made
    return Piece("", "ornament", "marked").with_doubt("picture_dropped")


def figure_pieces(pictures: Sequence[Shown], captions: Sequence[Inline]) -> list[Piece]:
    """Make figures of pictures that stand together; the last one has the caption of all, which alone may be a table's."""
    caption = joined(captions)
    if not pictures:
        if not caption.text:
            return []
        doubts = tuple(caption.doubts)
        data = {} if names_picture(caption.text) else {"of_table": True}
        marks = tuple(caption.marks)
        return [Piece(_line(caption.text), "prose", "marked", marks=marks, data=data, doubts=doubts)]
    return [*(figure_piece(shown) for shown in pictures[:-1]), figure_piece(pictures[-1], caption)]


def give_caption(made: list[Piece], since: int, captions: Sequence[Inline]) -> bool:
    """Give words to what they are the caption of, in place: the table among the pieces made `since`, else the last picture.

    A table has them right before it, and before the caption that it has of its own. False where there is neither, or
    the picture has a caption of its own.
    """
    caption = joined(captions)
    table = next((at for at in range(since, len(made)) if made[at].kind == "table"), None)
    if table is not None:
        at = table - 1 if table > since and made[table - 1].data.get("of_table") else table
        made[at:at] = figure_pieces([], captions)
        return True
    figure = made[-1] if made else None
    if not caption.text or figure is None or figure.kind != "figure" or "captioned" in figure.data:
        return False
    if names_table(caption.text):
        return False
    said = "" if "picture" in figure.data else figure.text
    if said and said.casefold() not in caption.text.casefold():
        left = tuple(one for one in figure.doubts if one.code != "picture_missing")
        figure = replace(figure, doubts=left).with_doubt("picture_described", words=said[:_LONGEST_NAMED])
    made[-1] = replace(
        figure,
        text=_line(caption.text),
        marks=tuple(caption.marks),
        data={**figure.data, "captioned": True},
        doubts=(*figure.doubts, *caption.doubts),
    )
    return True


def joined(captions: Sequence[Inline]) -> Inline:
    """Return the words of several captions as those of one."""
    whole, length = Inline(), 0
    for caption in captions:
        at = length + 1 if length and caption.text else length
        length = at + len(caption.text)
        whole.marks += [mark.moved(at) for mark in caption.marks]
        whole.doubts += [doubt.moved(at) for doubt in caption.doubts]
    whole.text = " ".join(caption.text for caption in captions if caption.text)
    return whole


def _line(text: str) -> str:
    return text.replace("\n", " ")
