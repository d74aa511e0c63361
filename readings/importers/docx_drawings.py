"""Drawings of a DOCX: the words in them become boxes after their paragraph, the pictures stand one by one.

The converter knows a picture that is alone in its drawing, and boxes of the older kind. What a chart or a diagram
says is in other parts of the file, and so is another document within this one: the place of each is doubted.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from readings.importers.docx_styles import W
from readings.importers.docx_wrappers import replace

ELSEWHERE = "picture-elsewhere"  # the name of a relation to what is not read
PART_ELSEWHERE = "part-elsewhere"  # the name of an anchor at the place of another document
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_VML = "{urn:schemas-microsoft-com:vml}"
_EMBEDDED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BOXES = (f"{{{W}}}txbxContent", f"{_A}txBody")
_PATH = (f"{_A}graphic", f"{_A}graphicData", f"{_PIC}pic", f"{_PIC}blipFill")
_READ_ELSEWHERE = ("/chart", "/chartex", "/diagram")


def write_boxes(root: etree._Element) -> None:
    """Put drawings of the simplest kind for what is in drawings, and boxes of the older kind for their words."""
    for drawing in list(root.iter(f"{{{W}}}drawing")):
        boxes = list(_outermost(drawing))
        pictures = [blip for blip in drawing.iter(f"{_A}blip") if not _is_in_box(blip, drawing)]
        if not pictures and any(map(_is_elsewhere, drawing.iter(f"{_A}graphicData"))):
            pictures = [etree.Element(f"{_A}blip", {_EMBEDDED: ELSEWHERE})]
        if boxes or len(pictures) > 1 or (pictures and not _is_simple(pictures[0])):
            name = next(drawing.iter(f"{_WP}docPr"), None)
            replace(drawing, [*(_drawn(one, name) for one in pictures), *map(_boxed, boxes)])
    for path in list(root.iter(f"{_VML}textpath")):
        words, shape = path.get("string", ""), path.getparent()
        if words.strip() and shape is not None:
            replace(path, [_content([words])])


def mark_parts(root: etree._Element) -> None:
    """Put a name of an anchor where another document is to be shown, which is not read."""
    for part in list(root.iter(f"{{{W}}}altChunk", f"{{{W}}}subDoc")):
        mark = etree.Element(f"{{{W}}}bookmarkStart", {f"{{{W}}}name": PART_ELSEWHERE})
        if next(part.iterancestors(f"{{{W}}}p"), None) is None:
            around = etree.Element(f"{{{W}}}p")
            around.append(mark)
            mark = around
        replace(part, [mark])


def _outermost(drawing: etree._Element) -> Iterator[etree._Element]:
    return (box for box in drawing.iter(*_BOXES) if not _is_in_box(box, drawing))


def _is_in_box(element: etree._Element, drawing: etree._Element) -> bool:
    for around in element.iterancestors():
        if around is drawing:
            return False
        if around.tag in _BOXES:
            return True
    return False


def _is_elsewhere(data: etree._Element) -> bool:
    return str(data.get("uri", "")).endswith(_READ_ELSEWHERE)


def _is_simple(blip: etree._Element) -> bool:
    around = [element.tag for element in blip.iterancestors()][:5]
    return tuple(reversed(around[:4])) == _PATH and around[4:] in ([f"{_WP}inline"], [f"{_WP}anchor"])


def _drawn(blip: etree._Element, name: etree._Element | None) -> etree._Element:
    drawing = etree.Element(f"{{{W}}}drawing")
    inside = etree.SubElement(drawing, f"{_WP}inline")
    if name is not None:
        inside.append(etree.fromstring(etree.tostring(name, with_tail=False)))
    for tag in _PATH:
        inside = etree.SubElement(inside, tag)
    inside.append(blip)
    return drawing


def _boxed(box: etree._Element) -> etree._Element:
    around = etree.Element(f"{{{W}}}pict")
    if box.tag == f"{_A}txBody":
        lines = box.iter(f"{_A}p")
        box = _content("".join(words.text or "" for words in line.iter(f"{_A}t")) for line in lines)
    around.append(box)
    return around


def _content(lines: Iterable[str]) -> etree._Element:
    box = etree.Element(f"{{{W}}}txbxContent")
    for line in lines:
        run = etree.SubElement(etree.SubElement(box, f"{{{W}}}p"), f"{{{W}}}r")
        etree.SubElement(run, f"{{{W}}}t").text = line
    return box
