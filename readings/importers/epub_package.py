"""The package of an EPUB: which documents are read in which order, and what is said about the book."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from readings.importers import entries
from readings.importers.archive import Archive, resolved
from readings.importers.markup.parsing import Budget, parse_xml
from readings.importers.markup.tree import Element
from readings.importers.refusing import damaged

# Fonts are scrambled so that they are not taken out of the book; the book itself stays readable.
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#rc")
_DOCUMENTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_DOCUMENT_NAMES = (".xhtml", ".html", ".htm", ".xml")
_MOST_ITEMS = 20_000
_WRITERS = frozenset(("", "aut", "author", "cre", "creator"))


@dataclass(slots=True)
class Package:
    """What the package says; names are those of entries in the archive."""

    name: str = ""
    spine: list[tuple[str, bool]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    navigation: str = ""
    ncx: str = ""
    contents_pages: frozenset[str] = frozenset()
    covers: frozenset[str] = frozenset()
    style_sheets: list[str] = field(default_factory=list)
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    facts: dict[str, str] = field(default_factory=dict)


def is_locked(archive: Archive) -> bool:
    """Tell whether more than the fonts of a book is encrypted. Raises ImportRefused when that can't be seen."""
    if not archive.found("META-INF/encryption.xml"):
        return False
    root = parse_xml(archive.text("META-INF/encryption.xml"), Budget())
    if root is None:
        raise damaged(kind="EPUB")
    ways = [
        element.get("Algorithm").lower()
        for data in root.below()
        if data.tag == "enc:EncryptedData"
        for element in data.elements()
        if element.tag == "enc:EncryptionMethod"
    ]
    return any(way not in _FONTS_ONLY for way in ways)


def package_of(archive: Archive) -> Package | None:
    """Read the package that the container names, or the only one there is; None when none can be read."""
    budget = Budget()
    container = parse_xml(archive.text("META-INF/container.xml"), budget)
    named = [
        element.get("full-path")
        for element in (container.below() if container is not None else ())
        if element.tag.endswith("rootfile")
    ]
    others = [name for name in archive.names if name.lower().endswith(".opf")]
    for name in [*named[:20], *others[:20]]:
        root = parse_xml(archive.text(name), budget)
        if root is not None and root.tag.rpartition(":")[2] == "package":
            return _package(archive, archive.found(name), root)
    return None


def _package(archive: Archive, name: str, root: Element) -> Package:
    package = Package(name)
    items: dict[str, Element] = {}
    manifest: dict[str, tuple[str, str]] = {}
    for element in _in(root, "manifest", "item"):
        if len(items) < _MOST_ITEMS and element.get("id") not in items:
            items[element.get("id")] = element
            # A fragment names a place in a document, not another document.
            entry = archive.found(resolved(name, element.get("href")))
            manifest[element.get("id")] = (entry, element.get("media-type").strip().lower())
    for identifier, (entry, media_type) in manifest.items():
        properties = items[identifier].get("properties").split()
        if "nav" in properties:
            package.navigation = entry
        elif media_type == "application/x-dtbncx+xml":
            package.ncx = package.ncx or entry
        elif media_type == "text/css" and entry:
            package.style_sheets.append(entry)
    package.spine = list(_spine(root, items, manifest, name))
    guide = [
        (element.get("type").lower(), resolved(name, element.get("href")))
        for element in _in(root, "guide", "reference")
    ]
    package.contents_pages = frozenset(
        archive.found(entry) for kind, entry in guide if kind == "toc" and entry
    )
    package.covers = frozenset(archive.found(entry) for kind, entry in guide if kind == "cover" and entry) - {
        entry for entry, _linear in package.spine[1:]
    }
    package.outside = _outside(package, items, manifest)
    _read_metadata(root, package)
    return package


def _outside(package: Package, items: dict[str, Element], manifest: dict[str, tuple[str, str]]) -> list[str]:
    """Return the documents that the reading order leaves out, as they are listed.

    The contents and the cover are no text, and what stands in for another item says the same once more.
    """
    instead = {item.get("fallback") for item in items.values()}
    known = {name for name, _is_linear in package.spine} | package.covers | {package.navigation, ""}
    listed = (
        entry
        for identifier, (entry, media_type) in manifest.items()
        if media_type in _DOCUMENTS and identifier not in instead
    )
    return [entry for entry in dict.fromkeys(listed) if entry not in known]


def _spine(
    root: Element, items: dict[str, Element], manifest: dict[str, tuple[str, str]], name: str
) -> Iterator[tuple[str, bool]]:
    """Yield the documents in reading order, each once; one that is not there comes by the name that it should have."""
    seen = set[str]()
    for reference in _in(root, "spine", "itemref"):
        identifier = reference.get("idref")
        if identifier not in items:
            continue
        entry, media_type = manifest[identifier]
        wanted = entry or resolved(name, items[identifier].get("href"))
        is_document = media_type in _DOCUMENTS or wanted.lower().endswith(_DOCUMENT_NAMES)
        if wanted and wanted not in seen and is_document:
            seen.add(wanted)
            yield wanted, reference.get("linear").lower() != "no"


def _in(root: Element, part: str, tag: str) -> list[Element]:
    """Return the elements of a part of the package, whatever namespace they were written in."""
    return [
        element
        for section in root.elements()
        if section.tag.rpartition(":")[2] == part
        for element in section.below()
        if element.tag.rpartition(":")[2] == tag
    ]


def _read_metadata(root: Element, package: Package) -> None:
    said: dict[str, list[Element]] = defaultdict(list)
    refined: dict[str, dict[str, str]] = defaultdict(dict)
    for section in root.elements():
        if section.tag.rpartition(":")[2] != "metadata":
            continue
        for element in section.below():
            prefix, _colon, local = element.tag.rpartition(":")
            if prefix == "dc" and len(said[local]) < 100:
                said[local].append(element)
            elif local == "meta" and element.get("refines").startswith("#"):
                refined[element.get("refines")[1:]][element.get("property")] = element.text()
    titles = said["title"]
    main = [title for title in titles if refined[title.get("id")].get("title-type") == "main"]
    package.title = entries.title(
        next((element.text() for element in [*main, *titles] if element.text()), "")
    )
    writers, helpers = list[str](), list[str]()
    for element in said["creator"]:
        role = element.get("opf:role") or refined[element.get("id")].get("role", "")
        (writers if role.lower() in _WRITERS else helpers).append(element.text())
    package.authors = entries.names(writers)
    package.language = next(
        filter(None, (entries.language(element.text()) for element in said["language"])), ""
    )
    package.facts = entries.facts(
        publisher=_first(said["publisher"]),
        date=_first(said["date"]),
        rights=_first(said["rights"]),
        identifier=_first(said["identifier"]),
        source=_first(said["source"]),
        description=_first(said["description"]),
        subjects="; ".join(element.text() for element in said["subject"][:20]),
        contributors="; ".join([*helpers, *(element.text() for element in said["contributor"][:20])]),
    )


def _first(elements: list[Element]) -> str:
    return next((element.text() for element in elements if entries.said(element.text())), "")
