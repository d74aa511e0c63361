"""Quotations of a book, or of what a word processor saved, that only styles tell: set in further than most, on both sides.

Books whose whole text has margins have no quotations by them, nor has a chapter that is set in as a whole. What is
centred, bold, framed or short is something else, and lines that are set in may be a poem.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from statistics import median_low
from typing import NamedTuple

from readings.importers.markup.known import Known
from readings.importers.markup.meanings import BLOCKS, meaning
from readings.importers.markup.rules import Rules, Said, rules_of
from readings.importers.markup.tree import Element

_MENTIONS = re.compile(r"margin|padding|text-align|border|background|font", re.I)
_SIDES = re.compile(r"(margin|padding)(?:-(left|right|inline(?:-start|-end)?))?$")
_LENGTH = re.compile(r"(-?(?:\d{1,4}(?:\.\d{0,6})?|\.\d{1,6}))(em|rem|ex|px|pt|pc|in|cm|mm|%)?")
_IN_EMS = {
    "em": 1.0, "rem": 1.0, "ex": 0.5, "px": 1 / 16, "pt": 1 / 12, "pc": 1.0, "in": 6.0, "cm": 2.4, "mm": 0.24, "%": 0.3, "": 0.0,
}  # fmt: skip
_ALIGN = re.compile(r"(?:^|;)text-align:(center|right|end|left|start|justify)")
_SET_OFF = re.compile(
    r"(?:^|;)(?:border:(?!none|0|hidden|in)|background(?:-color)?:(?!none|transparent|in|white|#fff)"
    r"|font-weight:(?:bold|[6-9]00)|font:[^;]*\bbold\b)"
)
_WORD_PROCESSORS = re.compile(r"office|microsoft word|abiword|google docs", re.I)
_COUNTED_CLASS = re.compile(r"c[0-9]{1,3}")
_FEWEST_COUNTED = 3  # paragraphs
_FURTHER = 1.0  # em
_FEW_WORDS = 40  # code points
_A_LINE = 60  # code points
_CLOSED = tuple(".!?…;:”’»«\"')")
_MOST_SET_IN = (
    2  # paragraphs of a document that has no others: imprints are set in as a whole, and so are mottoes
)


class Paragraph(NamedTuple):
    element: Element
    length: int
    left: float
    right: float
    is_plain: bool  # neither centred nor set off

    def is_further(self, left: float, right: float) -> bool:
        return self.is_plain and self.left >= left + _FURTHER and self.right >= right + _FURTHER


class _Setting(NamedTuple):
    left: float = 0.0
    right: float = 0.0
    align: str = ""
    is_set_off: bool = False


def mark_quotations(roots: Iterable[Element], sheets: Iterable[str], known: Known) -> None:
    """Put a name on paragraphs that are quotations by how far they are set in."""
    rules = rules_of(sheets, _MENTIONS, declared)
    chapters = [list(_paragraphs(root, rules, known)) for root in roots]
    every = [one for chapter in chapters for one in chapter if one is not None]
    every = [one for one in every if one.length >= _FEW_WORDS] or every
    if not every:
        return
    left, right = median_low(one.left for one in every), median_low(one.right for one in every)
    for chapter in chapters:
        inner = [one is not None and one.is_further(left, right) for one in chapter]
        shown = sum(one is not None for one in chapter)
        if sum(inner) > _MOST_SET_IN and sum(inner) > 0.9 * shown:
            continue
        run: list[Paragraph] = []
        for one, is_inner in zip([*chapter, None], [*inner, False], strict=True):
            if one is not None and is_inner:
                run.append(one)
                continue
            if are_quoted(run):
                for quoted in run:
                    name_quotation(quoted.element)
            run = []


def mark_told(root: Element, told: Mapping[Element, str], known: Known) -> None:
    """Do so where a document tells of its paragraphs, in declarations, how far they are set in."""
    for element, declarations in told.items():
        element.attrs["style"] = declarations
    if told:
        mark_quotations([root], [], known)
    for element in told:
        del element.attrs["style"]  # how it looks is of no other use


def is_of_word_processor(root: Element) -> bool:
    """Tell a page that a word processor saved: how it sets in is what whoever wrote it wanted, and no layout."""
    generators = (
        one.get("content")
        for one in root.below()
        if one.tag == "meta" and one.get("name").lower() == "generator"
    )
    return any(map(_WORD_PROCESSORS.search, generators)) or _is_of_google_docs(root)


def _is_of_google_docs(root: Element) -> bool:
    """Tell it by its name, on the body or, where it was published, on a division; or by classes that only count, "c3".

    All its paragraphs have one, and all their words stand in spans: nobody writes so, and no other program does.
    """
    if any(one.tag in ("body", "div") and "doc-content" in one.classes for one in root.below()):
        return True
    told = [one for one in root.below() if one.tag == "p" and one.text()]
    return len(told) >= _FEWEST_COUNTED and all(map(_has_counted_classes, told))


def _has_counted_classes(paragraph: Element) -> bool:
    is_named = any(map(_COUNTED_CLASS.fullmatch, paragraph.classes))
    return is_named and not any(isinstance(child, str) and child.strip() for child in paragraph.children)


def are_quoted(run: list[Paragraph]) -> bool:
    """Tell quotations from titles and from lines."""
    if not run:
        return False
    if len(run) > 2 and 2 * sum(one.length < _A_LINE for one in run) > len(run):
        return False
    is_short = sum(one.length for one in run) < _FEW_WORDS
    return not is_short or run[-1].element.text().endswith(_CLOSED)


def name_quotation(element: Element) -> None:
    element.attrs["class"] = f"{element.get('class')} quotation".strip()
    element.classes |= {"quotation"}


def _paragraphs(root: Element, rules: Rules, known: Known) -> Iterator[Paragraph | None]:
    """Yield the paragraphs that are no more than that, and None for anything else that stands between two."""
    around: list[tuple[Element, _Setting]] = [(root.find("body") or root, _Setting())]
    while around:
        element, outer = around.pop()
        if element.tag != "body":
            if element in known.ranks or element in known.notes.blocks or element in known.apart:
                yield None
                continue
            kind = meaning(element, known.looks)
            if kind == "unseen" or (kind == "inline" and element.tag not in BLOCKS):
                continue
            if kind != "block":
                yield None
                continue
        setting = (
            outer
            if element.tag == "body"
            else _inside(outer, rules.of(element), element.get("align").lower())
        )
        inner = [child for child in element.elements() if child.tag in BLOCKS or child.tag in ("hr", "img")]
        if inner:
            around += [(child, setting) for child in reversed(inner)]
        elif words := element.text():
            is_plain = not setting.is_set_off and setting.align not in ("center", "right", "end")
            yield Paragraph(element, len(words), setting.left, setting.right, is_plain)


def _inside(outer: _Setting, said: Said, own_align: str) -> _Setting:
    left, right, more_left, more_right, align, set_off = said
    return _Setting(
        outer.left + float(left or 0) + float(more_left or 0),
        outer.right + float(right or 0) + float(more_right or 0),
        align or own_align or outer.align,
        outer.is_set_off or bool(set_off),
    )


def declared(tight: str) -> Said:
    """Read how far margins and padding set in, in em, how lines are aligned, and whether it is set off otherwise."""
    sides = dict.fromkeys(("margin-left", "margin-right", "padding-left", "padding-right"), "")
    for declaration in tight.split(";"):
        name, _colon, value = declaration.partition(":")
        if found := _SIDES.match(name.strip()):
            lengths = [_length(one) for one in value.replace("!important", "").split()[:4]]
            for side, length in _by_side(found[2] or "", lengths):
                sides[f"{found[1]}-{side}"] = length
    align, set_off = _ALIGN.search(tight), _SET_OFF.search(tight)
    return (
        sides["margin-left"], sides["margin-right"], sides["padding-left"], sides["padding-right"],
        align[1] if align else "", "off" if set_off else "",
    )  # fmt: skip


def _by_side(side: str, lengths: list[str]) -> Iterator[tuple[str, str]]:
    if not lengths:
        return
    if side in ("left", "right"):
        yield side, lengths[0]
    elif side.startswith("inline"):
        if side != "inline-end":
            yield "left", lengths[0]
        if side != "inline-start":
            yield "right", lengths[-1]
    else:  # above, right, below, left
        yield "right", lengths[min(1, len(lengths) - 1)]
        yield "left", lengths[{1: 0, 2: 1, 3: 1, 4: 3}[len(lengths)]]


def _length(value: str) -> str:
    found = _LENGTH.fullmatch(value)
    return str(float(found[1]) * _IN_EMS[found[2] or ""]) if found else "0"
