"""ODT: its elements become those of HTML by what their styles mean, and are read like any other markup."""

from typing import Any

from readings.importers import entries
from readings.importers.archive import Archive, resolved
from readings.importers.entries import Source
from readings.importers.markup.footnotes import Addresses, notes_in
from readings.importers.markup.insets import mark_told
from readings.importers.markup.known import Known
from readings.importers.markup.left_insets import mark_set_in_left
from readings.importers.markup.listed_paragraphs import name_tabbed
from readings.importers.markup.parsing import Budget, parse_xml
from readings.importers.markup.placing import finished
from readings.importers.markup.tree import Element
from readings.importers.markup.walking import Walk
from readings.importers.odt_styles import Styles
from readings.importers.odt_tree import Page
from readings.importers.pictures import Album, Placed
from readings.importers.refusing import damaged, locked

_MIME_TYPES = (b"application/vnd.oasis.opendocument.text",)


def recognises(archive: Archive) -> bool:
    """Tell an ODT by the type that it says it has, or by its content when it says none."""
    said = (archive.read("mimetype") or b"").strip()
    if said:
        return said.startswith(_MIME_TYPES)
    return bool(archive.found("content.xml")) and bool(archive.found("META-INF/manifest.xml"))


def read(archive: Archive) -> Source:
    """Read an ODT. Raises ImportRefused when it is locked, damaged or far too much."""
    budget = Budget()
    manifest = parse_xml(archive.text("META-INF/manifest.xml"), budget)
    if manifest is not None and any(
        element.tag == "manifest:encryption-data" for element in manifest.below()
    ):
        raise locked()
    content = parse_xml(archive.text("content.xml"), budget)
    body = content.find("office:text") if content is not None else None
    if content is None or body is None:
        raise damaged(kind="ODT")
    styles = parse_xml(archive.text("styles.xml"), budget)
    page = Page(
        Styles([content, *([styles] if styles is not None else [])]),
        lambda address: _formula(address, archive, budget),
    )
    root = page.root_of(body)
    name_tabbed(root)
    album = Album()
    facts = _facts(parse_xml(archive.text("meta.xml"), budget))
    language = entries.language(facts.pop("language", "")) or _language(styles)
    title = entries.title(page.title) or entries.title(facts.pop("title", ""))
    known = Known(
        notes=notes_in({"": root}, Addresses()),
        picture=lambda image: _picture(image, archive, album),
        language=language,
    )
    mark_told(root, page.insets, known)
    mark_set_in_left(root, page.insets, known)
    author = facts.pop("author", "")
    facts.pop("title", "")
    return Source(
        "odt",
        finished(Walk(known).pieces(root)),
        title,
        entries.names(author.split(";")),
        language,
        dict[str, Any](facts),
        pictures=album.pictures,
    )


def _picture(image: Element, archive: Archive, album: Album) -> Placed:
    address = image.get("src")
    if address.lower().startswith("data:"):
        return album.place_data_url(address)
    name = resolved("content.xml", address) if address else ""
    return album.place_entry(archive, name)


def _formula(address: str, archive: Archive, budget: Budget) -> Element | None:
    """Return the formula that an embedded object holds. It is parsed wherever it is shown, so that the budget holds."""
    name = resolved("content.xml", address) if address else ""
    root = parse_xml(archive.text(f"{name}/content.xml"), budget) if name else None
    return root if root is not None and root.tag == "math" else None


def _language(styles: Element | None) -> str:
    for element in styles.below() if styles is not None else ():
        if element.tag == "style:text-properties" and element.get("fo:language"):
            return entries.language(element.get("fo:language"))
    return ""


def _facts(root: Element | None) -> dict[str, str]:
    said: dict[str, str] = {}
    for element in root.below() if root is not None else ():
        said.setdefault(element.tag, element.text())
    return entries.facts(
        title=said.get("dc:title", ""),
        author=said.get("meta:initial-creator", "") or said.get("dc:creator", ""),
        language=said.get("dc:language", ""),
        date=said.get("meta:creation-date", "") or said.get("dc:date", ""),
        subjects="; ".join(filter(None, (said.get("dc:subject", ""), said.get("meta:keyword", "")))),
        description=said.get("dc:description", ""),
    )
