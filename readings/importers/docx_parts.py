"""A DOCX put in order before it is turned into HTML: only what a reader sees, in few runs, with its lists counted.

What goes in is whatever a word processor, or an attacker, wrote; what comes out is small, well-formed XML without
document types, hidden words, clutter, or styles other than the few of `STYLES`.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from readings.importers import entries
from readings.importers.archive import Archive, resolved
from readings.importers.docx_authors import authors_under_title
from readings.importers.docx_clearing import clear
from readings.importers.docx_drawings import ELSEWHERE, mark_parts, write_boxes
from readings.importers.docx_fields import write_links
from readings.importers.docx_large_titles import large_title
from readings.importers.docx_styles import Numbers, Styles, W
from readings.importers.docx_wrappers import choose, unwrap
from readings.importers.markup.parsing import too_complex, too_deep, without_document_type
from readings.importers.pictures import LARGEST
from readings.importers.refusing import ImportRefused, damaged
from readings.marking import gettext_noop as _

STYLES = {
    **{f"Heading{level}": f"h{level}:fresh" for level in range(1, 7)},
    "Quote": "blockquote > p:fresh",
    "Verse": "div.verse > p:fresh",
    "Lines": "pre:separator('\\n')",
    "Contents": "div.toc > p:fresh",
    "Caption": "p.caption:fresh",
}
_MOST_ELEMENTS = 400_000  # of what is left; mammoth needs about 36 millionths of a second for each
_DEEPEST = 120  # levels; it calls itself about five times on each
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ROOT_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


@dataclass(frozen=True, slots=True)
class Ordered:
    """The document in order, as a DOCX again, and what was seen of it on the way."""

    data: bytes
    title: str
    large_title: str  # that only the size of its letters tells
    authors: tuple[str, ...]
    language: str
    has_macros: bool


def ordered(archive: Archive) -> Ordered:
    """Put a DOCX in order. Raises ImportRefused when it has no text, is damaged, too deep or too much."""
    main = _main_part(archive)
    document = _part(archive, main)
    if document is None:
        raise damaged(kind="DOCX")
    base = main.rpartition("/")[0]
    styles = Styles(_part(archive, f"{base}/styles.xml"))
    numbers = Numbers(_part(archive, f"{base}/numbering.xml"), styles)
    authors, large = tuple[str, ...](), ""
    made = io.BytesIO()
    left = _MOST_ELEMENTS
    with zipfile.ZipFile(made, "w") as written:
        written.writestr("[Content_Types].xml", _TYPES)
        written.writestr("_rels/.rels", _ROOT_RELATIONS)
        written.writestr("word/styles.xml", _styles_part())
        written.writestr("word/numbering.xml", _numbering_part())
        kept: dict[str, str] = {}
        for name, root in (
            ("document", document),
            ("footnotes", _part(archive, f"{base}/footnotes.xml")),
            ("endnotes", _part(archive, f"{base}/endnotes.xml")),
        ):
            if root is None:
                continue
            choose(root)
            links = write_links(root)
            write_boxes(root)
            unwrap(root)
            if root is document:
                authors, large = authors_under_title(root, styles), large_title(root, styles)
            clear(root, styles, numbers)
            mark_parts(root)
            left -= sum(1 for _element in root.iter())
            if left < 0:
                raise too_complex()
            written.writestr(f"word/{name}.xml", etree.tostring(root, encoding="utf-8", xml_declaration=True))
            source = main if name == "document" else f"{base}/{name}.xml"
            _relations(archive, source, f"word/_rels/{name}.xml.rels", written, kept, links)
    return Ordered(
        made.getvalue(),
        entries.title(styles.title),
        entries.title(large),
        entries.names(authors),
        entries.language(styles.language),
        any(name.lower().endswith("vbaproject.bin") for name in archive.names),
    )


def _main_part(archive: Archive) -> str:
    relations = _part(archive, "_rels/.rels")
    for relation in relations.iter(_RELATIONS) if relations is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            name = archive.found(resolved("", relation.get("Target", "")))
            if name:
                return name
    return archive.found("word/document.xml")


def _part(archive: Archive, name: str) -> etree._Element | None:
    """Parse a part; None when it is missing or damaged. Raises ImportRefused on a document type: no part has one."""
    text = archive.text(name)
    if text is None:
        return None
    if "<!DOCTYPE" in text.upper():
        raise ImportRefused(
            "xml_entities",
            _("This file holds a document type, which no DOCX should. Please save it again and try again."),
        )
    text = without_document_type(text)
    for strict, usual in _STRICT:
        text = text.replace(strict, usual)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        if any("depth" in str(entry.message).lower() for entry in parser.error_log):
            raise too_deep() from None
        return None
    _refuse_depths(root)
    return root


def _refuse_depths(root: etree._Element) -> None:
    depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise too_deep()


def _relations(
    archive: Archive,
    source: str,
    name: str,
    written: zipfile.ZipFile,
    kept: dict[str, str],
    links: dict[str, str],
) -> None:
    """Write the relations of a part anew: links to the web, those of fields too, and pictures, which come along."""
    folder, _slash, part = source.rpartition("/")
    relations = _part(archive, f"{folder}/_rels/{part}.rels" if folder else f"_rels/{part}.rels")
    made = etree.Element(_RELATIONS.removesuffix("Relationship") + "Relationships")
    for relation in relations.iter(_RELATIONS) if relations is not None else ():
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if kind == "image" and relation.get("TargetMode") != "External":
            entry = archive.found(resolved(source, target))
            if entry and entry not in kept:
                kept[entry] = f"media/{len(kept)}"
                data = archive.read(entry) or b""
                written.writestr(f"word/{kept[entry]}", data if len(data) <= LARGEST else b"")
            target = kept.get(entry, "media/none")
        elif kind not in ("hyperlink", "image"):
            continue
        _relate(made, relation.get("Id", ""), relation.get("Type", ""), target)
    _relate(made, ELSEWHERE, _IMAGE, "media/none")
    for key, address in links.items():
        _relate(made, key, _HYPERLINK, address)
    written.writestr(name, etree.tostring(made, encoding="utf-8", xml_declaration=True))


def _relate(made: etree._Element, key: str, kind: str, target: str) -> None:
    one = etree.SubElement(made, _RELATIONS)
    for name, said in (("Id", key), ("Type", kind), ("Target", target)):
        one.set(name, said)


def _styles_part() -> bytes:
    return _xml(
        "styles",
        (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
            for name in STYLES
        ),
    )


def _numbering_part() -> bytes:
    """Return two lists of five levels: one that counts, one that does not."""
    lists = [
        f'<w:abstractNum w:abstractNumId="{number}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(5))
        + "</w:abstractNum>"
        for number, kind in ((1, "decimal"), (2, "bullet"))
    ]
    uses = [f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2)]
    return _xml("numbering", iter([*lists, *uses]))


def _xml(name: str, parts: Iterator[str]) -> bytes:
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{W}">{"".join(parts)}</w:{name}>'.encode()
