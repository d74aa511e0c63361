"""The paragraphs and runs of a DOCX cleared of what no reader sees, each paragraph called what it is.

What is hidden, deleted or moved away goes; runs that look the same become one; the items of lists and numbered
headings get the numbers that a word processor would count.
"""

from lxml import etree

from readings.importers.docx_formulas import write_formulas
from readings.importers.docx_insets import INSET, inset_of
from readings.importers.docx_styles import Numbers, Styles, W, is_on, style_of, value
from readings.importers.refusing import MAX_PIECES, too_many_pieces

ITEM = "item-of-list-"  # names of anchors that carry the number of a list's item
CODE = "Code"  # our own style of words of a program
_CLUTTER = tuple(
    f"{{{W}}}{name}"
    for name in [
        "proofErr",
        "lastRenderedPageBreak",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "annotationRef",
        "moveFrom",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "del",
    ]
)
_KEPT_OF_RUN = frozenset(f"{{{W}}}{name}" for name in ("b", "i", "strike", "vertAlign"))
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_SHOWN = tuple(
    f"{{{W}}}{name}" for name in ("t", "drawing", "object", "footnoteReference", "endnoteReference")
)


def clear(root: etree._Element, styles: Styles, numbers: Numbers) -> None:
    """Take out what no reader sees, and say of each paragraph what it is."""
    for element in list(root.iter(*_CLUTTER)):
        parent = element.getparent()
        # A mark of deletion on a paragraph or a row says that it goes; on words, that they are gone.
        if parent is not None and parent.tag not in (f"{{{W}}}rPr", f"{{{W}}}trPr"):
            _remove(element)
    write_formulas(root)
    _join_drop_caps(root)
    _keep_merged(root)
    _keep_ends(root)
    paragraphs = list(root.iter(f"{{{W}}}p"))
    if len(paragraphs) > MAX_PIECES:
        raise too_many_pieces()
    for paragraph in paragraphs:
        if _is_rule(paragraph):
            etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}t").text = "* * *"
        _name_paragraph(paragraph, styles, numbers)
    for run in list(root.iter(f"{{{W}}}r")):
        _clear_run(run, styles)


def _join_drop_caps(root: etree._Element) -> None:
    """Put a large first letter, which stands in a frame of its own, to the paragraph that it begins."""
    for frame in list(root.iter(f"{{{W}}}framePr")):
        paragraph = frame.getparent().getparent() if frame.getparent() is not None else None
        if frame.get(f"{{{W}}}dropCap") not in ("drop", "margin") or paragraph is None:
            continue
        begun = paragraph.getnext()
        if paragraph.tag != f"{{{W}}}p" or begun is None or begun.tag != paragraph.tag:
            continue
        properties = begun.find(f"{{{W}}}pPr")
        at = 0 if properties is None else begun.index(properties) + 1
        begun[at:at] = [child for child in paragraph if child.tag != f"{{{W}}}pPr"]
        _remove(paragraph)


def _keep_merged(root: etree._Element) -> None:
    """Make a cell of its own of one that goes on from the one above it and yet has words, which would be lost with it."""
    for merged in list(root.iter(f"{{{W}}}vMerge")):
        cell = next(merged.iterancestors(f"{{{W}}}tc"), None)
        if value(merged) == "restart" or cell is None:
            continue
        if any((words.text or "").strip() for words in cell.iter(f"{{{W}}}t")):
            merged.getparent().remove(merged)


def _keep_ends(root: etree._Element) -> None:
    """Keep the end of a paragraph that was deleted where no other paragraph follows for its words to go on in."""
    for deleted in list(root.iterfind(f".//{{{W}}}pPr/{{{W}}}rPr/{{{W}}}del")):
        paragraph = next(deleted.iterancestors(f"{{{W}}}p"))
        following = paragraph.getnext()
        if following is None or following.tag != paragraph.tag:
            deleted.getparent().remove(deleted)


def _is_rule(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph is only a line across the page: one that is drawn, or the border of an empty one."""
    drawn = paragraph.findall(f"{{{W}}}r/{{{W}}}pict/{_VML}rect")
    borders = paragraph.find(f"{{{W}}}pPr/{{{W}}}pBdr")
    sides = (
        set() if borders is None else {child.tag for child in borders if value(child) not in ("nil", "none")}
    )
    is_line = bool(sides) and sides <= {f"{{{W}}}top", f"{{{W}}}bottom"}
    if not is_line and not any(rect.get(f"{_OFFICE}hr") in ("t", "true", "1") for rect in drawn):
        return False
    return next(paragraph.iter(*_SHOWN), None) is None


def _name_paragraph(paragraph: etree._Element, styles: Styles, numbers: Numbers) -> None:
    """Say by one of our own styles what a paragraph is, and count it on if it is an item of a list."""
    properties = paragraph.find(f"{{{W}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{W}}}pPr")
        if not inset_of(properties, styles):
            return
        paragraph.insert(0, properties)
    identifier = value(properties.find(f"{{{W}}}pStyle"))
    style = style_of(properties, styles)
    if style == "Heading0":  # the title
        styles.title = styles.title or " ".join(
            "".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t")).split()
        )
        style = "Heading1"
    counted = numbers.count(properties, identifier)
    inset = inset_of(properties, styles) if counted is None and not style else ""
    for child in list(properties):
        if child.tag not in (f"{{{W}}}rPr",):
            properties.remove(child)
    if style:
        etree.SubElement(properties, f"{{{W}}}pStyle").set(f"{{{W}}}val", style)
    if inset and next(paragraph.iter(f"{{{W}}}t"), None) is not None:
        _insert_anchor(properties, f"{INSET}{inset}")
    if counted is None:
        return
    if style.startswith("Heading"):
        _insert_label(paragraph, properties, counted.label)
    elif not style:
        of_list = etree.SubElement(properties, f"{{{W}}}numPr")
        etree.SubElement(of_list, f"{{{W}}}ilvl").set(f"{{{W}}}val", str(min(counted.level, 4)))
        etree.SubElement(of_list, f"{{{W}}}numId").set(f"{{{W}}}val", "1" if counted.kind else "2")
        if counted.kind or counted.goes_on:
            _insert_anchor(properties, f"{ITEM}{counted.kind}-{counted.value}")


def _insert_anchor(properties: etree._Element, name: str) -> None:
    anchor = etree.Element(f"{{{W}}}bookmarkStart")
    anchor.set(f"{{{W}}}name", name)
    properties.addnext(anchor)


def _insert_label(paragraph: etree._Element, properties: etree._Element, label: str) -> None:
    if label:
        run = etree.Element(f"{{{W}}}r")
        etree.SubElement(run, f"{{{W}}}t").text = f"{label} "
        properties.addnext(run)


def _clear_run(run: etree._Element, styles: Styles) -> None:
    """Keep of a run's looks what says something, and put it to the run before it when they look the same."""
    properties = run.find(f"{{{W}}}rPr")
    if properties is not None:
        if is_on(properties.find(f"{{{W}}}vanish")) or is_on(properties.find(f"{{{W}}}specVanish")):
            _remove(run)
            return
        identifier = value(properties.find(f"{{{W}}}rStyle"))
        says, is_code = styles.says(identifier), bool(identifier) and styles.is_code(identifier)
        for child in list(properties):
            if child.tag not in _KEPT_OF_RUN:
                properties.remove(child)
        for name in sorted(says):
            if properties.find(f"{{{W}}}{name}") is None:
                etree.SubElement(properties, f"{{{W}}}{name}")
        if is_code:
            etree.SubElement(properties, f"{{{W}}}rStyle").set(f"{{{W}}}val", CODE)
    for name in run.attrib:
        del run.attrib[name]
    before = run.getprevious()
    if before is None or before.tag != run.tag or _looks(before) != _looks(run):
        return
    for child in list(run):
        if child.tag != f"{{{W}}}rPr":
            before.append(child)
    _remove(run)


def _looks(run: etree._Element) -> tuple[tuple[str, str], ...]:
    properties = run.find(f"{{{W}}}rPr")
    if properties is None:
        return ()
    return tuple(sorted((str(child.tag), value(child)) for child in properties))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
