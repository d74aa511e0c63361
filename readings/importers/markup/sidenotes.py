"""Notes in the margin that stand in the markup in the middle of their sentence, as Tufte's style sheets have them.

Each is taken out of the paragraph and put behind it as a note, and the sign at its place refers to it. So is what is
hidden right behind the number of a note that one presses.
"""

import re
from collections import defaultdict
from itertools import islice

from readings.importers.inline import shown_label
from readings.importers.markup.controls import CONTROLS, words_of
from readings.importers.markup.known import Note, Notes
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS
from readings.importers.markup.seeing import is_hidden
from readings.importers.markup.tree import Element
from readings.importers.writing import NOTE_LABEL
from readings.words import word_set

_BESIDE = word_set("sidenote marginnote side-note margin-note")
_SIGN = re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡§]{1,3}|[a-z])\s*[\])]?", re.I)
_NEVER_IN = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "button", "label", "a"))
_MOST = 2_000
_LEVELS = 12  # around a note


def lift_sidenotes(root: Element, looks: Looks, notes: Notes) -> None:
    """Put the notes that stand in sentences behind their paragraphs, and add them to the others."""
    behind: dict[Element, list[Element]] = defaultdict(list)
    lifted: dict[Element, Element] = {}  # each note with the sign that stays
    for around in root.below():
        sign: Element | None = None
        for child in around.children:
            if isinstance(child, str):
                sign = None if child.strip() else sign
            elif _is_sidenote(child, sign, looks) and (block := _block_around(child)) and len(lifted) < _MOST:
                lifted[child] = sign or Element("span", parent=around)
                behind[block].append(child)
                sign = None
            elif child.tag != "input":
                is_sign = child.tag in CONTROLS or (child.tag == "sup" and _SIGN.fullmatch(words_of(child)))
                sign = child if is_sign else None
    for number, (note, sign) in enumerate(lifted.items(), 1):
        found = _SIGN.fullmatch(words_of(sign))
        label = found[1] if found and NOTE_LABEL.fullmatch(found[1]) else shown_label("", number)
        known = Note(f"#sidenote-{number}", label)
        notes.references[sign], notes.blocks[note] = known, known
    _move(behind, lifted)


def _is_sidenote(element: Element, sign: Element | None, looks: Looks) -> bool:
    if element.tag not in ("span", "small"):
        return False
    if element.classes & _BESIDE:
        return True
    is_signed = sign is not None and sign.tag in CONTROLS and _SIGN.fullmatch(words_of(sign)) is not None
    return is_signed and is_hidden(element, looks)


def _block_around(element: Element) -> Element | None:
    """Return the paragraph that a note stands in; None where it cannot be taken out."""
    around = list(islice(element.ancestors(), _LEVELS))
    block = next((one for one in around if one.tag in BLOCKS), None)
    if block is None or block.parent is None or any(one.tag in _NEVER_IN for one in around):
        return None
    return block


def _move(behind: dict[Element, list[Element]], lifted: dict[Element, Element]) -> None:
    for parent in {note.parent: None for note in lifted if note.parent}:
        children: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str) or child not in lifted:
                children.append(child)
            elif lifted[child] not in children[-4:]:
                children.append(lifted[child])
        parent.children = children
    for parent in {block.parent: None for block in behind if block.parent}:
        kept, parent.children = parent.children, []
        for child in kept:
            parent.children.append(child)
            if isinstance(child, Element):
                parent.children += behind.get(child, ())
    for block, moved in behind.items():
        for note in moved:
            note.parent, note.tag = block.parent, "aside"
    for sign in lifted.values():
        sign.tag = "span"
