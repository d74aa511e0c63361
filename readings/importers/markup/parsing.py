"""The parsers that build the tree within bounds. A file that defines entities is refused, no DTD loaded, nothing fetched."""

import html.entities
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from readings.importers.markup.tree import Element
from readings.importers.refusing import MAX_PIECES, ImportRefused, too_many_pieces
from readings.marking import gettext_noop as _

MOST_ELEMENTS = (
    250_000  # a book of 130,000 words has about twenty thousand; more takes longer than anyone waits
)
MOST_STRINGS = 1_000_000  # a parser gives each entity as a string of its own
DEEPEST = 500  # levels: forgotten end tags nest old pages deeply, but not that deeply
_MOST_ATTRIBUTES = 60
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "text:h"))
# The short prefixes that names get in the tree.
PREFIXES = {
    "http://www.w3.org/1999/xhtml": "",
    "http://www.w3.org/1998/Math/MathML": "",
    "http://www.w3.org/2000/svg": "",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.idpf.org/2007/opf": "opf:",
    "http://openebook.org/namespaces/oeb-package/1.0/": "opf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.daisy.org/z3986/2005/ncx/": "ncx:",
    "urn:oasis:names:tc:opendocument:xmlns:container": "container:",
    "http://www.w3.org/2001/04/xmlenc#": "enc:",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style:",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta:",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest:",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo:",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg:",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "app:",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp:",
}


@dataclass(slots=True)
class Budget:
    """How many more elements may be read from one file, over all of its parts, and how many headings among them."""

    elements: int = MOST_ELEMENTS
    strings: int = MOST_STRINGS
    headings: int = MAX_PIECES


class _Builder:
    """Takes the parser's events and builds the tree, so that the bounds hold while it is being read."""

    def __init__(self, budget: Budget, is_html: bool) -> None:
        self.budget = budget
        self.is_html = is_html
        self.root: Element | None = None
        self.around: list[Element] = []

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Open an element."""
        self.budget.elements -= 1
        if self.budget.elements < 0:
            raise too_complex()
        if len(self.around) >= DEEPEST:
            raise too_deep()
        if self.is_html:
            element = Element(
                tag, _few(attrs) if attrs else None, self.around[-1] if self.around else self.root
            )
        else:
            named = {_short(name): value for name, value in _few(attrs).items()} if attrs else None
            tag = tag if tag[:1] == "{" else tag.lower()
            element = Element(_short(tag), named, self.around[-1] if self.around else self.root)
        if element.parent is not None:
            element.parent.children.append(element)
        else:
            self.root = element
        self.around.append(element)
        if element.tag in _HEADINGS:
            self.budget.headings -= 1
            if self.budget.headings < 0:
                raise too_many_pieces()

    def end(self, tag: str) -> None:
        """Close the innermost element."""
        if self.around:
            self.around.pop()

    def data(self, text: str) -> None:
        """Take in words. Those of scripts are let go at once, but for facts about the page."""
        if not self.around:
            return
        self.budget.strings -= 1
        if self.budget.strings < 0:
            raise too_complex()
        around = self.around[-1]
        if around.tag != "script" or around.get("type").lower() == "application/ld+json":
            around.children.append(text)

    def close(self) -> Element | None:
        """Return what was built."""
        return self.root


def _few(attrs: Mapping[str, str]) -> dict[str, str]:
    if len(attrs) <= _MOST_ATTRIBUTES:
        return dict(attrs)
    return {name: attrs[name] for name, _place in zip(attrs, range(_MOST_ATTRIBUTES), strict=False)}


def _short(name: str) -> str:
    if name[:1] != "{":
        return name
    namespace, _brace, local = name[1:].partition("}")
    prefix = PREFIXES.get(namespace)
    if prefix == "":
        return local.lower()
    return f"{prefix}{local}" if prefix else local


def parse_html(text: str, budget: Budget) -> Element:
    """Parse HTML as forgivingly as a browser does. Raises ImportRefused when it is too deep or too much."""
    if text.count("<") > 4 * MOST_ELEMENTS:
        raise too_complex()
    parser = etree.HTMLParser(
        target=_Builder(budget, is_html=True), encoding="utf-8", recover=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root if isinstance(root, Element) else Element("html")


def parse_xml(text: str | None, budget: Budget) -> Element | None:
    """Parse XML; None when it is missing or not well-formed.

    Raises ImportRefused when it defines entities, is too deep or too much. HTML's named characters are known, a
    document type is not looked at.
    """
    if not text:
        return None
    text = _NAMED_CHARACTER.sub(_character, without_document_type(text))
    parser = etree.XMLParser(
        target=_Builder(budget, is_html=False),
        encoding="utf-8",  # whatever the file declares: what was looked through is what is parsed
        resolve_entities="internal",  # those of XML alone are left; unresolved, "&amp;" in an attribute is "&#38;"
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if isinstance(root, Element) else None


_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>\s*")
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[>]{0,5000}(?:\[[^\]]{0,50000}\]\s*)?>", re.I)
_LOOKED_THROUGH = 60_000  # code points in which a document type must end
_NAMED_CHARACTER = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_XML = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))


def without_document_type(text: str) -> str:
    """Return XML without its declaration and document type. Raises ImportRefused when it defines entities."""
    if "<!ENTITY" in text.upper() if "<!" in text else False:
        raise ImportRefused(
            "xml_entities",
            _(
                "This file defines entities of its own, which can do harm. Please save it again and try again."
            ),
        )
    declared = _DECLARATION.match(text)
    text = text[declared.end() :] if declared else text
    typed = _DOCUMENT_TYPE.search(text, 0, _LOOKED_THROUGH)
    return text[: typed.start()] + text[typed.end() :] if typed else text


def _character(found: re.Match[str]) -> str:
    name = found[1]
    known = None if name in _OF_XML else html.entities.html5.get(name)
    return known if known and known not in "<&" else found[0]


def too_complex() -> ImportRefused:
    """Refuse a file that holds far more markup than words."""
    return ImportRefused(
        "too_complex", _("This file has more markup in it than one text can need. Please divide it.")
    )


def too_deep() -> ImportRefused:
    """Refuse a file whose parts stand in each other too deeply."""
    return ImportRefused(
        "too_deep",
        _("The parts of this file are nested too deeply to be read. Please save it again and try again."),
    )
