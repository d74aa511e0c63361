"""Quotations of what a word processor saved that are set in on the left alone, as its button for it does.

So are bibliographies, speeches under names, what goes on with an item, and whole sections. A paragraph of the text stands
right before a quotation; where nothing does, or much of a document is set in, it is kept as prose, with a doubt. What is
set in on both sides is for `insets`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low
from typing import NamedTuple

from readings.importers.markers import marker_of
from readings.importers.markup.insets import Paragraph, are_quoted, declared, name_quotation
from readings.importers.markup.known import Known
from readings.importers.markup.meanings import meaning
from readings.importers.markup.rules import rules_of, tight
from readings.importers.markup.tree import Element

_HANGS = re.compile(r"(?:^|;)text-indent:-0*\.?[1-9]")
_LETTERED = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s")
_MENTIONS = re.compile(r"margin|padding|text-indent|text-align|border|background|font", re.I)
_NAMES = (  # what covers several sides before what covers one
    *(
        "margin",
        "margin-left",
        "margin-inline-start",
        "margin-right",
        "padding",
        "padding-left",
        "padding-right",
    ),
    *("text-indent", "text-align", "border", "background", "background-color", "font-weight"),
)
_LISTS = ("ul", "ol", "dl")
_FURTHER, _FAR = 1.0, 8.0  # em; what is further in is the head or the end of a letter
_FEW_WORDS = 40  # code points
_MUCH = 3  # a document of which more than this part is set in is not set off by it
_MOST_QUOTED = 5  # paragraphs of one quotation
_MOST_ASKED = 5  # doubts; of more only the first, for there is a reason for them that is not told here


class _Block(NamedTuple):
    element: Element
    words: str = ""
    told: Paragraph | None = None  # of what is only a paragraph
    hangs: bool = False  # its first line begins further left

    def leads(self, left: float) -> bool:
        """Tell whether this is a paragraph of the text, or a shorter one that announces something."""
        if self.told is None or not self.told.is_plain or self.told.left >= left + _FURTHER:
            return False
        return self.told.length >= _FEW_WORDS or self.words.endswith(":")

    def is_item(self) -> bool:
        return self.element.tag in _LISTS or (self.told is not None and _is_marked(self.words))


def mark_set_in_left(root: Element, told: Mapping[Element, str], known: Known) -> None:
    """Put a name on paragraphs that are quotations, and a doubt on what may be some; `told` is as for `mark_told`."""
    if not told:
        return
    blocks = list(_blocks(root.find("body") or root, told, known))
    every = [block.told for block in blocks if block.told is not None]
    usual = [one for one in every if one.length >= _FEW_WORDS] or every
    if not usual:
        return
    left, right = median_low(one.left for one in usual), median_low(one.right for one in usual)
    runs = [(before, run) for before, run in _runs(blocks, left, right) if are_quoted(run)]
    is_much = _MUCH * sum(one.length for _, run in runs for one in run) > sum(one.length for one in every)
    asked = list[Element]()
    for before, run in runs:
        if is_much or len(run) > _MOST_QUOTED or before is None or not before.leads(left):
            asked.append(run[0].element)
            continue
        for one in run:
            name_quotation(one.element)
    for element in asked[: 1 if is_much or len(asked) > _MOST_ASKED else None]:
        known.doubts[element] = "inset_kept"


def mark_page(root: Element, sheets: Iterable[str], known: Known) -> None:
    """Do so on a web page, in what holds most of its paragraphs; `sheets` are those that whoever wrote it chose, if any.

    What a paragraph says of itself, `style="margin-left: 40px"`, is what somebody wanted, whoever designed the page.
    """
    held: defaultdict[Element, list[Element]] = defaultdict(list)
    for element in root.below():
        for child in element.elements():
            if child.tag == "p":
                held[element].append(child)
    if not held:
        return
    body, paragraphs = max(held.items(), key=lambda pair: sum(len(one.text()) for one in pair[1]))
    rules = rules_of(sheets, _MENTIONS, _as_said)
    told = {one: ";".join(filter(None, rules.of(one))) for one in paragraphs}
    mark_set_in_left(body, {one: said for one, said in told.items() if said}, known)


def _as_said(tight: str) -> tuple[str, ...]:
    """Return of declarations those that tell how far something is set in, or that it is something else, each at its place."""
    said = dict.fromkeys(_NAMES, "")
    for declaration in tight.split(";"):
        name = declaration.partition(":")[0].strip()
        if name in said:
            said[name] = declaration
    return tuple(said.values())


def _blocks(body: Element, told: Mapping[Element, str], known: Known) -> Iterator[_Block]:
    """Yield what stands under one another, and of what is only a paragraph how far it is set in."""
    around = [body]
    while around:
        element = around.pop()
        if element is body or (element.tag == "div" and not element.attrs):
            around += reversed(list(element.elements()))
        elif element.tag != "p" or element in known.notes.blocks or meaning(element, known.looks) != "block":
            yield _Block(element)
        elif words := element.text():
            said = tight(told.get(element, ""))
            *far, align, set_off = declared(said)
            left, right, more_left, more_right = (float(one or 0) for one in far)
            is_plain = not set_off and align not in ("center", "right", "end")
            paragraph = Paragraph(element, len(words), left + more_left, right + more_right, is_plain)
            yield _Block(element, words, paragraph, bool(_HANGS.search(said)))


def _runs(
    blocks: Sequence[_Block], left: float, right: float
) -> Iterator[tuple[_Block | None, list[Paragraph]]]:
    """Yield neighbours that are set in on the left alone, with what stands before them, unless that is an item."""
    before: _Block | None = None
    run: list[Paragraph] = []
    for block in [*blocks, None]:
        one = block.told if block is not None else None
        if block is not None and one is not None and _is_set_in(block, one, left, right):
            run.append(one)
            continue
        if run and not (before is not None and before.is_item()):
            yield before, run
        before, run = block, []


def _is_set_in(block: _Block, one: Paragraph, left: float, right: float) -> bool:
    is_inner = left + _FURTHER <= one.left <= left + _FAR and one.right < right + _FURTHER
    return is_inner and one.is_plain and not block.hangs and not _is_marked(block.words)


def _is_marked(words: str) -> bool:
    """Tell what begins with the number or the sign of an item."""
    return bool(_LETTERED.match(words)) or marker_of(words) is not None
