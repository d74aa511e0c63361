"""What stands around the words of a DOCX and is unknown to the converter goes, and the words stay.

The converter leaves out every element that it does not know, with all that is in it. So of what is written for
newer and for older programs one is chosen, what is no run is made one, and of the rest only the inside stays.
"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from mammoth.docx.dingbats import dingbats

from readings.importers.docx_styles import W

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWINGS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NEWER = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_VML = "{urn:schemas-microsoft-com:vml}"
_WORDS = (f"{{{W}}}t", f"{_MATH}t", f"{_DRAWINGS}t")
_PICTURES = (f"{_DRAWINGS}blip", f"{_VML}imagedata")
_RUN = f"{{{W}}}r"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_SHOWN = (
    *(f"{{{W}}}{name}" for name in ("p", "r", "tbl", "bookmarkStart")),
    f"{_MATH}oMath",
    f"{_MATH}oMathPara",
    f"{_VML}imagedata",
)
# What the converter looks into, or is never to look into.
_LEFT = frozenset(
    f"{{{W}}}{name}"
    for name in (
        "document", "body", "footnotes", "footnote", "endnotes", "endnote", "p", "r", "hyperlink", "ins", "moveTo",
        "tbl", "tr", "tc", "drawing", "pict", "object", "txbxContent", "del", "moveFrom", "rPr", "pPr",
    )
) | {f"{_NEWER}conflictDel"}  # fmt: skip
_SHAPES = frozenset(f"{_VML}{name}" for name in ("group", "rect", "roundrect", "shape", "textbox"))


def choose(root: etree._Element) -> None:
    """Keep of what is written for newer and for older programs the older, unless it lacks words of the newer."""
    for both in list(root.iter(f"{_ALTERNATIVES}AlternateContent")):
        newer, older = both.find(f"{_ALTERNATIVES}Choice"), both.find(f"{_ALTERNATIVES}Fallback")
        if newer is None or older is None:
            replace(both, [child for one in (newer, older) if one is not None for child in one])
            continue
        words = _words(older)
        if _words(newer) <= words:
            replace(both, list(older))
        elif words or next(newer.iter(*_PICTURES), None) is not None:
            replace(both, list(newer))
        else:
            replace(both, [*newer, *older])


def unwrap(root: etree._Element) -> None:
    """Make runs of what is none, and take away what the converter does not know from around what it knows."""
    for ruby in list(root.iter(f"{{{W}}}ruby")):
        _write_reading(ruby)
    for sign in list(root.iter(f"{{{W}}}cr", f"{{{W}}}ptab")):
        sign.tag = f"{{{W}}}br" if sign.tag.endswith("cr") else f"{{{W}}}tab"
    for symbol in list(root.iter(f"{{{W}}}sym")):
        _write_symbol(symbol)
    for unknown in list(_unknown(root)):
        replace(unknown, list(unknown))


def replace(element: etree._Element, others: list[etree._Element]) -> None:
    """Put others for an element; lxml keeps words that follow it with it, and a DOCX has none there."""
    parent = element.getparent()
    if parent is None:
        return
    for other in reversed(others):
        element.addnext(other)
    parent.remove(element)


def _words(element: etree._Element) -> Counter[str]:
    return Counter("".join(one.text or "" for one in element.iter(*_WORDS)).split())


def _write_reading(ruby: etree._Element) -> None:
    """Put how a sign is spoken after the sign, in runs of their own: the signs look as they did."""
    run = ruby.getparent()
    if run is None or run.tag != _RUN:
        return
    base, reading = ruby.find(f"{{{W}}}rubyBase"), ruby.find(f"{{{W}}}rt")
    runs = list(base.iter(_RUN, _FORMULA)) if base is not None else []
    spoken = "".join(words.text or "" for words in reading.iter(f"{{{W}}}t")) if reading is not None else ""
    if spoken.strip():
        runs.append(etree.Element(_RUN))
        etree.SubElement(runs[-1], f"{{{W}}}t").text = f"({spoken.strip()})"
    after = etree.Element(_RUN)
    looks = run.find(f"{{{W}}}rPr")
    if looks is not None:
        after.append(etree.fromstring(etree.tostring(looks)))
    after.extend(ruby.itersiblings())
    run.remove(ruby)
    for one in reversed([*runs, after]):
        run.addnext(one)


def _write_symbol(symbol: etree._Element) -> None:
    """Put its letter for a sign that is named by a code; what only an unknown font shows becomes the sign of doubt."""
    font = symbol.get(f"{{{W}}}font", "")
    try:
        code = int(symbol.get(f"{{{W}}}char", ""), 16)
        letter = chr(dingbats.get((font, code & 0xFF if code >> 8 == 0xF0 else code), code))
    except (OverflowError, ValueError):
        return
    symbol.tag = f"{{{W}}}t"
    symbol.text = letter if letter.isprintable() or letter.isspace() else "\ufffd"


def _unknown(root: etree._Element) -> Iterator[etree._Element]:
    """Yield what the converter does not know, with something in it that is shown."""
    seen = set()
    for shown in root.iter(*_SHOWN):
        for around in shown.iterancestors():
            if around in seen:
                break
            seen.add(around)
            tag = str(around.tag)
            if tag not in _LEFT and tag not in _SHAPES and not tag.startswith(_MATH):
                yield around
