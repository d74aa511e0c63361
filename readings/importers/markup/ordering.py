"""A page in its order, as far as its folds need it: where each element stands in its parent, and what opens what."""

from dataclasses import dataclass, field

from readings.importers.markup.controls import CONTROLS
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import HEADINGS, UNSEEN
from readings.importers.markup.middle import middle_of
from readings.importers.markup.seeing import is_hidden
from readings.importers.markup.tree import Element

_MOST = 5_000  # buttons, and hidden elements, of a page: among more nothing is looked for
NEAR = 6  # what stands beside a panel or a button
_OPENS = ("aria-controls", "data-bs-target", "data-target", "href")
_SAYS_OPENING = ("aria-expanded", "aria-controls", "data-bs-toggle", "data-toggle")


@dataclass(slots=True)
class Page:
    """A page in its order: where each element stands in its parent, what opens what, and how high each button's heading is."""

    places: dict[Element, int] = field(default_factory=dict)
    openers: dict[str, Element] = field(default_factory=dict)
    controls: dict[Element, int] = field(default_factory=dict)
    hidden: dict[Element, None] = field(default_factory=dict)
    tabs: list[Element] = field(default_factory=list)  # the panels of which one is shown at a time
    opened: set[Element] = field(default_factory=set)
    middle: set[Element] = field(default_factory=set)


def indexed(root: Element, looks: Looks) -> Page:
    """Look a page through once."""
    page, rank = Page(middle=middle_of(root) or set(root.below())), 1
    for element in root.below():
        for at, child in enumerate(element.children):
            if isinstance(child, Element):
                page.places[child] = at
        if element.tag in HEADINGS:
            rank = HEADINGS[element.tag]
        elif element.tag in CONTROLS and len(page.controls) < _MOST:
            page.controls[element] = min(rank + 1, 6)
        if not element.attrs:
            continue
        for name in _OPENS:
            if (target := element.get(name)) and (name != "href" or says_opening(element)):
                page.openers.setdefault(target.removeprefix("#"), element)
        if "tabpanel" in element.classes:
            page.tabs.append(element)
        if element.tag not in UNSEEN and len(page.hidden) < _MOST and is_hidden(element, looks):
            page.hidden[element] = None
    return page


def says_opening(element: Element) -> bool:
    """Tell what says of itself that it opens something."""
    return any(name in element.attrs for name in _SAYS_OPENING)


def beside(element: Element, page: Page, step: int) -> Element | None:
    """Return the element right before one, or after it, with no words between."""
    around = element.parent
    if around is None:
        return None
    at = page.places[element]
    near = (
        around.children[at + 1 : at + 1 + NEAR] if step > 0 else around.children[max(at - NEAR, 0) : at][::-1]
    )
    for one in near:
        if isinstance(one, Element) and one.tag not in ("hr", "br", "script", "style", "input"):
            return one
        if isinstance(one, str) and one.strip():
            return None
    return None
