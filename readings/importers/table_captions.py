"""The words that name a table, "Table 2. Loads of four bridges", or a picture; how a table's become its first line. Pure.

That line is one cell of its own, and `data["caption"]` says that it is the caption. Which words stand at a table is for
`readings.passes.captions` to find.
"""

import re
from dataclasses import replace
from typing import Any

from readings.importers.lines import ends_sentence
from readings.pieces import Piece
from readings.structure import Ranges

_NUMBERED = re.compile(
    r"(?:table|tab\.|tabelle|tableau|tabla|tabella|tabela|tabel|tabell)\s?(?:\d{1,3}|[IVX]{1,5}|[A-Z])(?:[.-]\d{1,3}){0,3}"
    r"(?P<rest>(?:\.|\s?[:–—|])(?=\s|$)|(?=\s[^\W\d_])|$)",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:figure|fig\.|figura|figuur|abbildung|abb\.|bild|illustration|plate|photo)\s*[\dIVX]+(?:[.-]\d+)*\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"(?:sources?|notes?|legend|key|abbreviations?|n\.\s?b\.|quellen?|anmerkung(?:en)?|anm\.|legende|abkürzungen|"
    r"remarques?|légende|fuentes?|notas?|leyenda|font[ei]|legenda|bron|kilder?|källor|källa|merknad(?:er)?)\s?:"
    r"|(?:[^\s=()]{1,12}\s){1,3}=\s|[*†‡§]",
    re.IGNORECASE,
)
_LONGEST = 600  # code points


def names_picture(text: str) -> bool:
    """Tell words that name a picture by its number."""
    return bool(_PICTURE.match(text))


def names_table(text: str) -> bool:
    """Tell the name of a table from a sentence about one: a stop behind its number, or a capital and no sentence."""
    if len(text) > _LONGEST or not (found := _NUMBERED.match(text)):
        return False
    is_title = text[found.end() :].lstrip()[:1].isupper() and not ends_sentence(text)
    return bool(found["rest"]) or found.end() == len(text) or is_title


def explains_table(text: str) -> bool:
    """Tell where a table was taken from, a note on it, or what one of its signs means: "n.a. = not asked"."""
    return bool(_EXPLAINS.match(text))


def with_caption(table: Piece, caption: Piece) -> Piece:
    """Return a table that begins with its caption, of which every word and mark is kept."""
    words = caption.text.replace("\n", " ")
    by = len(words) + 1
    data: dict[str, Any] = {**table.data, "caption": True}
    rows = table.data.get("cells") or [[[0, len(table.text)]]]
    data["cells"] = [[[0, len(words)]], *([[place + by for place in cell] for cell in row] for row in rows)]
    pages = [*caption.data.get("pages", ()), *([one, at + by] for one, at in table.data.get("pages", ()))]
    data |= {"pages": pages} if pages else {}
    data |= {key: caption.data[key] for key in ("page", "break_before") if key in caption.data}
    return replace(
        table,
        text=f"{words}\n{table.text}",
        line=min(caption.line, table.line),
        lines=caption.lines + table.lines,
        marks=(*caption.marks, *(mark.moved(by) for mark in table.marks)),
        doubts=(*caption.doubts, *(doubt.moved(by) for doubt in table.doubts)),
        data=data,
        source=_in_order(caption.source, table.source),
    )


def _in_order(one: Ranges, two: Ranges) -> Ranges:
    return tuple(sorted((*one, *two)))
