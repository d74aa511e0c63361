"""Which links refer to notes, which elements are those notes, and which links only lead back.

Formats say it in many ways: `epub:type`, roles, classes, the names of anchors (`fn1`, `_ftn1`, `cite_note-1`), or
only by a raised number that leads to a paragraph that leads back. Links that are none of it stay links.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise

from readings.importers.inline import shown_label
from readings.importers.markup.known import Note, Notes
from readings.importers.markup.tree import Element, is_brief
from readings.importers.writing import NOTE_LABEL
from readings.words import word_set

_REFERS = word_set(
    "noteref doc-noteref footnote-ref footnoteref fnref footnote-reference fnanchor noteanchor sdfootnoteanc "
    "sdendnoteanc footnote-anchor footnote_ref note-ref"
)
_LEADS_BACK = word_set(
    "doc-backlink footnote-back footnote-backref footnote-return reversefootnote fn-backref fnback backlink "
    "data-footnote-backref mw-cite-backlink sdfootnotesym sdendnotesym note-backref referrer"
)
_IS_NOTE = word_set(
    "footnote endnote rearnote doc-footnote doc-endnote footnotetext fn footnote-text endnote-text footnote-item"
)
_ARE_NOTES = word_set(
    "footnotes endnotes rearnotes doc-endnotes doc-footnotes footnote-definitions references reflist"
)
_ONLY_LABEL = word_set("label fn-bracket footnote-number footnote-label noteno fn-label footnote-marker")
_LABEL = re.compile(
    r"[\[({]?\s*(\d{1,4}|[*†‡§¶#]{1,4}|[ivxlc]{1,6}|[a-z]|n(?:ote)?\.?\s?\d{1,4})\s*[\])}]?[.:]?", re.I
)
_BACK_WORDS = re.compile(
    r"[\s↩︎↵↑⇑▲⬆⏎^«‹←⤴\ufe0e\ufe0f]+|\[?(?:back|return|zurück|retour|top|jump up)\b.{0,20}", re.I
)
_NOTE_NAME = re.compile(
    r"(?:.*[-_:.])?_?(?:ftn|edn|fn|footnote|endnote|note|cite_note|sdfootnote|sdendnote|rearnote|nt|en|n)"
    r"[-_:.]?(?:[\w-]*[-_:.])?\d+(?:sym|[-_.]\d+)*",
    re.I,
)
_RETURN_NAME = re.compile(r"ref|anc(?:hor)?\b|anchor|back|\bnoteback", re.I)
_HOLDS = frozenset(("p", "li", "dd", "dt", "aside", "div", "td", "section", "blockquote"))
_NEVER = frozenset(
    ("body", "html", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "a")
)
_LONGEST_NOTE = 20_000  # code points
_MOST_LINKS = 20_000  # inside one source
_LOOKED_AT = 300  # elements of a note, children before a link: enough to know by, however odd the file is


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link inside the source, with the element that it leads to and their places in reading order."""

    element: Element
    target: Element
    place: int
    target_place: int
    label: str
    name: str


@dataclass(slots=True)
class _Index:
    places: dict[Element, int] = field(default_factory=dict)
    following: dict[Element, Element] = field(default_factory=dict)
    preceding: dict[Element, Element] = field(default_factory=dict)
    targets: dict[str, Element] = field(default_factory=dict)
    links: list[tuple[Element, str]] = field(default_factory=list)


class Addresses:
    """How links inside a source are written: in one page, only as `#name`."""

    def resolved(self, document: str, address: str) -> str:
        """Return "document#name" for a link inside the source, "" for any other."""
        return f"{document}{address}" if address[:1] == "#" and len(address) > 1 else ""


def notes_in(documents: Mapping[str, Element], addresses: Addresses) -> Notes:
    """Find the notes of a source that has these documents; `addresses` resolves the links in them."""
    index = _indexed(documents, addresses)
    anchors = _anchors(index)
    notes = Notes()
    referring: set[Element] = set()
    for anchor in anchors:
        if not _refers(anchor, index):
            continue
        block = _note_block(anchor.target, index)
        if block is None or any(around is block for around in anchor.element.ancestors()):
            continue
        known = notes.blocks.get(block)
        if known is None:
            known = Note(anchor.name, _shown(anchor.label, len(notes.blocks) + 1))
            notes.blocks[block] = known
        notes.references[anchor.element] = known
        referring.add(anchor.element)
        if anchor.target.tag == "dt":
            notes.returns.add(anchor.target)  # it holds only the number
    if notes.blocks:
        index.preceding = {after: before for before, after in index.following.items()}
    for block, note in list(notes.blocks.items()):
        _go_on(block, note, notes, index)
    for name, root in documents.items():
        _notes_without_reference(name, root, notes)
    _returns(notes, anchors, referring)
    return notes


def _indexed(documents: Mapping[str, Element], addresses: Addresses) -> _Index:
    index = _Index()
    place = 0
    for document, root in documents.items():
        for element in root.below():
            place += 1
            index.places[element] = place
            if element.children:
                index.following.update(pairwise(element.elements()))
            for name in ("id", "xml:id", "name"):
                if (said := element.attrs.get(name)) and (name != "name" or element.tag == "a"):
                    index.targets.setdefault(f"{document}#{said}", element)
            if element.tag == "a" and (address := element.get("href")) and len(index.links) < _MOST_LINKS:
                inside = addresses.resolved(document, address.strip())
                if "#" in inside:
                    index.links.append((element, inside))
    return index


def _anchors(index: _Index) -> list[_Anchor]:
    made = []
    for element, name in index.links:
        target = index.targets.get(name)
        if target is not None:
            label = " ".join("".join(islice(element.strings(), 50)).split())[:40]
            made.append(_Anchor(element, target, index.places[element], index.places[target], label, name))
    return made


def _refers(anchor: _Anchor, index: _Index) -> bool:
    """Tell a reference to a note from a link back and from any other link."""
    element, name = anchor.element, anchor.name.partition("#")[2][:100]
    around = list(islice(element.ancestors(), 3))
    if any(one.classes & _LEADS_BACK for one in (element, *around[:2])) or _BACK_WORDS.fullmatch(
        anchor.label
    ):
        return False
    if element.classes & _REFERS or "footnote" in element.get("rel").split():
        return True
    is_later = anchor.target_place > anchor.place
    if not is_later and any(one.classes & _IS_NOTE for one in around):
        return False
    if not _LABEL.fullmatch(anchor.label) or _RETURN_NAME.search(name):
        return False
    is_note = anchor.target.classes | (anchor.target.parent or anchor.target).classes
    if _NOTE_NAME.fullmatch(name) or is_note & _IS_NOTE:
        return is_later or not _opens_block(element)
    if not is_later or _opens_block(element):
        return False
    raised = any(one.tag == "sup" or "superscript" in one.classes for one in (*element.elements(), *around))
    return raised or _leads_back(anchor, index)


def _opens_block(element: Element) -> bool:
    """Tell whether no word stands before an element in its block."""
    child = element
    for around in element.ancestors():
        for before in islice(around.children, _LOOKED_AT):
            if before is child:
                break
            words = before if isinstance(before, str) else "".join(islice(before.strings(), 20))
            if words.strip(" \n\t[("):
                return False
        else:
            return False
        if around.tag in _HOLDS or around.tag in _NEVER:
            return True
        child = around
    return True


def _leads_back(anchor: _Anchor, index: _Index) -> bool:
    """Tell whether where a link leads, another link leads back to it."""
    block = _note_block(anchor.target, index)
    around = (anchor.element, *islice(anchor.element.ancestors(), 2))
    names = {said for one in around for name in ("id", "name") if (said := one.get(name))}
    return block is not None and any(
        below.tag == "a" and below.get("href").partition("#")[2] in names
        for below in islice(block.below(), _LOOKED_AT)
    )


def _note_block(target: Element, index: _Index) -> Element | None:
    """Return the block that is a note: the target itself, what is around it, or what stands right after it."""
    block: Element | None = target
    while block is not None and block.tag not in _HOLDS:
        if block.tag in _NEVER and block is not target:
            return None
        block = block.parent
    if block is None:
        return None
    if block.tag == "dt" or _is_blank(block):
        block = index.following.get(block)
    return block if block is not None and block.tag in _HOLDS and not _is_long(block) else None


def _is_blank(block: Element) -> bool:
    return not any(
        isinstance(child, str) and not child.isspace()
        for below in islice(block.below(), _LOOKED_AT)
        for child in below.children
    )


def _is_long(block: Element) -> bool:
    length = 0
    for count, below in enumerate(block.below()):
        length += sum(len(child) for child in below.children if isinstance(child, str))
        if length > _LONGEST_NOTE or count > 4 * _LOOKED_AT:
            return True
    return False


def _shown(label: str, number: int) -> str:
    """Return what a note is called: its own number or sign without brackets, else its number by its order."""
    found = _LABEL.fullmatch(label)
    own = found[1] if found else ""
    if NOTE_LABEL.fullmatch(own):
        return own
    digits = re.search(r"\d{1,3}$", own)
    return digits[0] if digits else shown_label(own, number)


def _go_on(block: Element, note: Note, notes: Notes, index: _Index) -> None:
    """Take further paragraphs between two notes, or up to the end of a list of notes, into the note before them."""
    if block.tag not in ("p", "div", "dd") or block.parent is None:
        return
    run: list[Element] = []
    sibling = index.following.get(block)
    while sibling is not None and sibling not in notes.blocks:
        if sibling.tag not in ("p", "blockquote", "dd", "ul", "ol"):
            return
        run.append(sibling)
        sibling = index.following.get(sibling)
    holds_notes = block.parent.classes & (_ARE_NOTES | _IS_NOTE) or _NOTE_NAME.fullmatch(
        block.parent.get("id")[:100]
    )
    if sibling is None and not (holds_notes or block.tag == "dd" or _is_part(block, notes, index)):
        return
    for further in run:
        notes.blocks[further] = Note(note.key, note.label, continues=True)


def _is_part(block: Element, notes: Notes, index: _Index) -> bool:
    """Tell whether a note begins a part that is its own, right under a rule or beside the part of another note."""
    around = block.parent
    if around is None or around.tag != "div" or _first(around) is not block:
        return False
    before, after = index.preceding.get(around), index.following.get(around)
    if before is not None and before.tag == "hr":
        return True
    return any(
        part is not None and part.tag == "div" and _first(part) in notes.blocks for part in (before, after)
    )


def _first(around: Element) -> Element | None:
    return next(around.elements(), None)


def _notes_without_reference(document: str, root: Element, notes: Notes) -> None:
    """What calls itself a note by its type or role is one, even if nothing refers to it."""
    for number, element in enumerate(root.below()):
        if element in notes.blocks or element.tag not in ("aside", "li", "div", "p"):
            continue
        said = frozenset(f"{element.get('epub:type')} {element.get('role')}".lower().split())
        if not said & _IS_NOTE or _is_long(element):
            continue
        near = (*islice(element.below(), _LOOKED_AT), *islice(element.ancestors(), 5))
        if not any(one in notes.blocks for one in near):
            label = re.match(r"\s*[\[(]?(\d{1,3}|[*†‡§]{1,3})\b", "".join(islice(element.strings(), 20)))
            notes.blocks[element] = Note(f"{document}##{number}", label[1] if label else "*")


def _returns(notes: Notes, anchors: Iterable[_Anchor], referring: set[Element]) -> None:
    """Links in a note that say only a number or an arrow lead back; what is only its label is known already."""
    for anchor in anchors:
        around = (anchor.element, *islice(anchor.element.ancestors(), 12))
        if anchor.element in referring or not any(one in notes.blocks for one in around):
            continue
        if not anchor.label or _LABEL.fullmatch(anchor.label) or _BACK_WORDS.fullmatch(anchor.label):
            notes.returns.add(anchor.element)
    for block in notes.blocks:
        for below in islice(block.below(), _LOOKED_AT):
            is_sign = below is not block and below.classes & (_LEADS_BACK | _ONLY_LABEL)
            if is_sign and is_brief(below, 20):
                notes.returns.add(below)
