"""The table of contents of an EPUB: it ranks the headings in the documents and names what has none.

Book makers set every chapter and part as a first heading, or as a bold paragraph, and say only in the table of
contents which stands under which.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from readings.importers import entries as said
from readings.importers.archive import Archive, resolved
from readings.importers.epub_labels import LONGEST_TITLE, forms, join_labels, letters
from readings.importers.epub_package import Package
from readings.importers.epub_titles import join_titles, parts_that_say
from readings.importers.markup.footnotes import Addresses
from readings.importers.markup.known import Known
from readings.importers.markup.meanings import BLOCKS, HEADINGS
from readings.importers.markup.parsing import Budget, parse_xml
from readings.importers.markup.tree import Element

_MOST_ENTRIES = 5_000
_DEEPEST = 6
_LOOKED_AHEAD = 400  # code points after a place in which its heading is looked for
_MOST_LOOKED_AT = 500  # elements
_CONTENTS = frozenset(
    ("contents", "table of contents", "inhalt", "inhaltsverzeichnis", "table des matières", "índice")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: how deep it stands (from 1), what it says, where it leads."""

    depth: int
    title: str
    document: str
    name: str


@dataclass(slots=True)
class Contents:
    """A table of contents in its order."""

    entries: list[Entry] = field(default_factory=list)

    def apply(self, documents: Mapping[str, Element], known: Known) -> tuple[int, int]:
        """Say in `known` what rank headings have and which are missing. Return how many were found and added."""
        if len(self.entries) < 2:
            return 0, 0  # the title of the book says nothing of its parts
        found: dict[Element, int] = {}
        titles: dict[Element, str] = {}
        missing: dict[Element, list[tuple[str, int]]] = {}
        places = {name: _places(root) for name, root in documents.items()}
        for entry in self.entries:
            if entry.document not in documents or _is_contents(entry.title):
                continue
            place, heading = _found(entry, documents[entry.document], places[entry.document])
            if heading is not None and heading not in found:
                found[heading], titles[heading] = entry.depth, entry.title
            elif heading is None and place is not None:
                missing.setdefault(place, []).append((entry.title, entry.depth))
        join_labels(documents.values(), found, titles)
        join_titles(documents.values(), found, titles)
        own = Counter(HEADINGS[heading.tag] for heading in found if heading.tag in HEADINGS)
        is_flat = len({entry.depth for entry in self.entries}) < 2
        if is_flat and len(own) > 1:
            usual = own.most_common(1)[0][0]
            known.ranks = {heading: HEADINGS.get(heading.tag, usual) for heading in found}
            known.titles = {
                place: [(title, usual) for title, _depth in titles] for place, titles in missing.items()
            }
        else:
            known.ranks = _ranks(documents, found, missing)
            known.titles = missing
        return len(found), sum(map(len, missing.values()))


def _ranks(
    documents: Mapping[str, Element],
    found: Mapping[Element, int],
    missing: Mapping[Element, list[tuple[str, int]]],
) -> dict[Element, int]:
    """Rank the headings that the contents name by their depth there, and those between them below.

    Where the contents give a title to what has none, it counts as a heading as the others of its depth are.
    """
    ranks: dict[Element, int] = {}
    tags = Counter((depth, HEADINGS[one.tag]) for one, depth in found.items() if one.tag in HEADINGS)
    usual = {depth: rank for (depth, rank), _count in reversed(tags.most_common())}
    depth, own = 0, 0
    for root in documents.values():
        for element in root.below():
            if element in missing:
                depth = missing[element][-1][1]
                own = usual.get(depth, 0)
            if element in found:
                depth = found[element]
                own = HEADINGS.get(element.tag, usual.get(depth, 0))
                ranks[element] = min(depth, _DEEPEST)
            elif element.tag in HEADINGS:
                further = max(HEADINGS[element.tag] - own, 0)
                ranks[element] = min(max(depth + further, 1), _DEEPEST)
    return ranks


def _places(root: Element) -> dict[str, Element]:
    places: dict[str, Element] = {}
    for element in root.below():
        for name in ("id", "name", "xml:id"):
            if value := element.get(name):
                places.setdefault(value, element)
    return places


def _found(
    entry: Entry, root: Element, places: Mapping[str, Element]
) -> tuple[Element | None, Element | None]:
    """Return the block where an entry leads, and the heading there, if there is one."""
    start = places.get(entry.name) if entry.name else root.find("body") or root
    if start is None:
        return None, None
    for around in (start, *start.ancestors()):
        if around.tag in HEADINGS:
            return around, around
        if around.tag in BLOCKS:
            break
    wanted = letters(entry.title)
    first: Element | None = None
    alike: Element | None = None  # what says the title with another number, or without
    length = 0
    before = deque[Element](maxlen=2)  # the short blocks right before, the last one first
    for element in _from(start):
        if element.tag in HEADINGS:
            has_words = bool(element.text()) or element.find("img") is not None
            if has_words and (not entry.name or length == 0 or letters(element.text()) == wanted):
                return element, element
        elif element.tag in BLOCKS and wanted:
            own = element.text() if _is_short(element) else ""
            if letters(own) and element.tag in ("p", "div", "dt", "center"):
                if letters(own) == wanted and not _has_blocks(heading := _innermost(element, wanted)):
                    return element, heading
                if wanted in forms(own) or letters(own) in forms(entry.title):
                    alike = alike or _innermost(element, letters(own))
                if not _has_blocks(element):
                    if top := parts_that_say(wanted, before, element):
                        return top, top
                    before.appendleft(element)
        if (
            first is None
            and element.tag in BLOCKS
            and element.tag not in ("body", "section", "article", "div")
        ):
            first = element
        length += sum(len(child.strip()) for child in element.children if isinstance(child, str))
        if length > _LOOKED_AHEAD:
            break
    return (alike, alike) if alike else (first or _block(start), None)


def _has_blocks(element: Element) -> bool:
    return any(child.tag in BLOCKS for child in element.elements())


def _from(start: Element) -> Iterator[Element]:
    """Yield an element, what is below it and what comes after it, as far as is worth looking."""
    count = 0
    element: Element | None = start
    while element is not None and count < _MOST_LOOKED_AT:
        for below in element.below():
            count += 1
            yield below
            if count >= _MOST_LOOKED_AT:
                return
        element = _after(element)


def _after(element: Element) -> Element | None:
    """Return the element that follows when all of this one is left behind."""
    while element.parent is not None:
        siblings = element.parent.children
        if len(siblings) > 20 * _MOST_LOOKED_AT:
            return None
        following = (child for child in siblings[siblings.index(element) + 1 :] if isinstance(child, Element))
        if (after := next(following, None)) is not None:
            return after
        element = element.parent
    return None


def _block(start: Element) -> Element | None:
    return next((one for one in (start, *start.ancestors()) if one.tag in BLOCKS and one.tag != "body"), None)


def _is_short(element: Element) -> bool:
    length = 0
    for count, below in enumerate(element.below()):
        length += sum(len(child) for child in below.children if isinstance(child, str))
        if length > 2 * LONGEST_TITLE or count > 60:
            return False
    return True


def _innermost(element: Element, wanted: str) -> Element:
    """Go down from a block to the innermost one that says the same."""
    while True:
        inner = next((c for c in element.elements() if c.tag in BLOCKS and letters(c.text()) == wanted), None)
        if inner is None:
            return element
        element = inner


def _is_contents(title: str) -> bool:
    return title.casefold().strip(" .:") in _CONTENTS


def is_contents_page(root: Element, name: str, package: Package, addresses: Addresses) -> bool:
    """Tell a table of contents among the documents: it is called so, or consists of links to the others."""
    if name in package.contents_pages:
        return True
    body = root.find("body") or root
    if any(
        element.classes & {"toc", "doc-toc"} for element in (body, *body.elements()) if element.tag != "nav"
    ):
        return "toc" in (body.get("epub:type") or "").split()
    documents = {document for document, _is_linear in package.spine}
    linked = links = size = 0
    for element in body.below():
        size += sum(len(child.strip()) for child in element.children if isinstance(child, str))
        if size > 200_000:
            return False
        if element.tag == "a" and (address := element.get("href")) and not address.startswith("#"):
            inside = addresses.resolved(name, address if "#" in address else f"{address}#")
            if inside.partition("#")[0] in documents - {name}:
                linked += len(element.text())
                links += 1
    return links >= 5 and linked > 0.6 * size


def contents_of(archive: Archive, package: Package, budget: Budget) -> Contents:
    """Read the navigation document of EPUB 3, else the NCX of EPUB 2."""
    root = parse_xml(archive.text(package.navigation), budget)
    entries = list(_navigation(root, package.navigation, archive)) if root is not None else []
    if not entries:
        root = parse_xml(archive.text(package.ncx), budget)
        entries = list(_ncx(root, package.ncx, archive)) if root is not None else []
    return Contents(entries[:_MOST_ENTRIES])


def _navigation(root: Element, name: str, archive: Archive) -> Iterator[Entry]:
    navs = [element for element in root.below() if element.tag == "nav"]
    toc = next(
        (nav for nav in navs if "toc" in nav.classes or "doc-toc" in nav.classes), navs[0] if navs else None
    )
    if toc is None:
        return
    for element in toc.below():
        if element.tag != "li":
            continue
        depth = sum(around.tag == "ol" for around in _up_to(element, toc))
        label = next((child for child in element.elements() if child.tag in ("a", "span")), None)
        if label is not None and label.get("href"):
            yield from _entry(depth, label.text(), name, label.get("href"), archive)


def _ncx(root: Element, name: str, archive: Archive) -> Iterator[Entry]:
    for element in root.below():
        if element.tag != "ncx:navPoint":
            continue
        depth = 1 + sum(around.tag == "ncx:navPoint" for around in element.ancestors())
        label = next((child.text() for child in element.elements() if child.tag == "ncx:navLabel"), "")
        address = next((child.get("src") for child in element.elements() if child.tag == "ncx:content"), "")
        yield from _entry(depth, label, name, address, archive)


def _up_to(element: Element, top: Element) -> Iterator[Element]:
    for around in element.ancestors():
        if around is top:
            return
        yield around


def _entry(depth: int, title: str, base: str, address: str, archive: Archive) -> Iterator[Entry]:
    words = said.title(title)
    document = archive.found(resolved(base, address)) if address else ""
    if words and document:
        yield Entry(min(depth, _DEEPEST), words, document, address.partition("#")[2])
