"""What a web page folds away, laid open in the tree before anything else is read of it.

Buttons that are words become words, or headings of what they open; a panel that something on the page opens is hidden
no longer. What stays hidden is for `hiding`.
"""

from dataclasses import dataclass, field
from itertools import islice

from readings.importers.markup.controls import (
    CONTROLS,
    has_no_other_words,
    heading_around,
    is_figure,
    is_in_sentence,
    names_cells,
    unfolds,
    without_toggles,
    words_of,
    works_the_page,
)
from readings.importers.markup.hiding import (
    has_prose,
    has_words,
    is_called_panel,
    is_filled_in,
    is_no_text,
    show,
)
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, HEADINGS, UNSEEN
from readings.importers.markup.ordering import NEAR, Page, beside, indexed, says_opening
from readings.importers.markup.tasks import says_words
from readings.importers.markup.tree import Element, is_brief
from readings.importers.markup.unveiling import unveiled

_LONGEST_HEADING = 200
_LOOKED_AT = 300  # elements of a hidden part
_LEVELS = 3  # around a button that has all of their words
_ROWS = frozenset(HEADINGS) | {"li", "dt", "dd", "tr", "p"}


@dataclass(slots=True)
class Folds:
    """What came of a page's folds and is doubted: buttons that became headings, hidden parts that became text."""

    headings: set[Element] = field(default_factory=set)
    parts: set[Element] = field(default_factory=set)


def unfolded(root: Element, looks: Looks) -> Folds:
    """Lay a page open: buttons that are words become words, and panels are hidden no longer."""
    folds, page = Folds(), indexed(root, looks)
    verbs, kinds = list[Element](), set[tuple[str, str]]()
    for control in page.controls:
        if says_words(control):
            continue
        if _is_word(control, page):
            _make_words(control)
        elif works_the_page(words_of(control)) and not is_figure(words_of(control)):
            verbs.append(control)
        elif panel := _panel_headed_by(control, page):
            kinds.add((control.tag, control.get("class")))
            _head(panel, control, page, folds)
    for control in verbs:  # "Search", in a row of buttons most of which say what their panels are about
        is_in_row = control.get("class") != "" and (control.tag, control.get("class")) in kinds
        if is_in_row and (panel := _panel_headed_by(control, page)) and has_prose(panel) and has_words(panel):
            _head(panel, control, page, folds)
    _open_hidden(page, folds, looks)
    folds.parts.update(unveiled(root, page, looks))
    for panel in page.tabs:
        _head_tab(panel, page, folds)
    return folds


def _head(panel: Element, control: Element, page: Page, folds: Folds) -> None:
    """Make a heading of a button, over its panel."""
    page.opened.add(panel)
    _make_words(control)
    control.tag = f"h{page.controls[control]}"
    folds.headings.add(control)


def _open_hidden(page: Page, folds: Folds, looks: Looks) -> None:
    """Show what is opened on the page, then what is like that or stands beside it; doubt what no heading stands over."""
    shown, like = set[Element](), set[tuple[str, str]]()
    waiting = [
        one for one in page.hidden if (has_prose(one) or has_words(one)) and not is_no_text(one, looks)
    ]
    for _round in ("opened", "down the page", "and up again"):
        rest = []
        for element in waiting:
            kind = (element.tag, element.get("class"))
            is_panel = _is_opened(element, page)
            is_like = kind in like or _is_in_row(element, page, shown)
            if is_panel or is_like or _goes_on(element, page):
                show(element, looks)
                shown.add(element)
                if not (is_panel and _is_headed(element, page)):
                    folds.parts.add(element)
                if kind[1]:
                    like.add(kind)
            else:
                rest.append(element)
        waiting = rest[::-1]


def _is_in_row(element: Element, page: Page, shown: set[Element]) -> bool:
    """Tell what stands in a row, such as paragraphs and headings, right beside one of the row that was opened."""
    sides = (beside(element, page, -1), beside(element, page, 1)) if element.tag in _ROWS else ()
    return any(one in shown and one.tag in _ROWS for one in sides if one is not None)


def _goes_on(element: Element, page: Page) -> bool:
    """Tell prose that belongs to what is seen before or after it."""
    return has_prose(element) and (_is_beside_more(element, page) or _is_all_under_heading(element, page))


def _is_headed(element: Element, page: Page) -> bool:
    """Tell whether what opens a panel is a heading, or became one: no more need be said of it."""
    opener = page.openers.get(element.get("id")) if element.get("id") else None
    if element in page.opened or (opener is not None and heading_around(opener) is not None):
        return True
    before = beside(element, page, -1)
    is_tab = "tabpanel" in element.classes and opener is not None
    return is_tab or (before is not None and (before.tag in HEADINGS or before.tag in ("dt", "summary")))


def _head_tab(panel: Element, page: Page, folds: Folds) -> None:
    """Put over what a tab shows what is written on the tab, unless there is a heading."""
    tab = page.openers.get(panel.get("id")) if panel.get("id") else None
    words = words_of(tab) if tab is not None and "tab" in tab.classes else ""
    if tab is None or not words or len(words) > _LONGEST_HEADING or not has_prose(panel):
        return
    if not any(below.tag in HEADINGS for below in islice(panel.below(), NEAR)):
        heading = Element(f"h{page.controls.get(tab, 2)}", parent=panel)
        heading.children.append(words)
        panel.children.insert(0, heading)
        folds.headings.add(heading)


def _is_word(control: Element, page: Page) -> bool:
    """Tell a button in a heading, around one, in a sentence, or that is the head of a column or a term."""
    words = words_of(control)
    if heading := heading_around(control):
        return len(words) > 1 and (has_no_other_words(heading) or not works_the_page(words))
    if any(below.tag in HEADINGS for below in islice(control.below(), _LOOKED_AT)):
        return True
    return is_in_sentence(control, page.places) or names_cells(control)


def _make_words(control: Element) -> None:
    without_toggles(control)
    control.tag = "span"


def _panel_headed_by(control: Element, page: Page) -> Element | None:
    """Return the panel under a button that stands alone: one of them says so, or is called so, or the panel is hidden."""
    words = words_of(control)
    panel, wrapper = _panel_under(control, page)
    if panel is None or not words or len(words) > _LONGEST_HEADING or unfolds(words):
        return None
    if "tab" in control.classes or control not in page.middle:
        return None
    is_named = any(is_called_panel(one) for one in (control, wrapper, panel))
    is_said = is_named or says_opening(control)
    if not (has_prose(panel) or (is_said and panel in page.hidden and has_words(panel))):
        return None
    is_told = is_said or panel in page.hidden
    return panel if is_told or _is_of_box(control, wrapper, page) else None


def _panel_under(control: Element, page: Page) -> tuple[Element | None, Element]:
    """Return the block right after a button, or after what holds nothing but the button; and what holds it."""
    wrapper = control
    for around in islice(control.ancestors(), _LEVELS):
        at = page.places[wrapper]
        for after in around.children[at + 1 : at + 1 + NEAR]:
            if isinstance(after, str):
                if after.strip():
                    return None, wrapper
            elif after.tag in CONTROLS and not works_the_page(words_of(after)):
                return None, wrapper
            elif after.tag not in UNSEEN and after.tag != "hr":
                is_block = after.tag in BLOCKS and after.tag not in HEADINGS
                return (after if is_block else None), wrapper
        if not has_no_other_words(around):
            return None, wrapper
        wrapper = around
    return None, wrapper


def _is_of_box(control: Element, wrapper: Element, page: Page) -> bool:
    """Tell the label of a box in it or right before it, with which pages fold without a script."""
    if control.tag != "label" or wrapper.parent is None:
        return False
    at = page.places[wrapper]
    before = [one for one in wrapper.parent.children[max(at - NEAR, 0) : at] if isinstance(one, Element)]
    return any(
        one.tag == "input"
        and one.get("type").lower() in ("checkbox", "radio")
        and (one.parent is not wrapper.parent or one.get("id") == control.get("for"))
        for one in (*before, *islice(control.below(), NEAR))
    )


def _is_opened(element: Element, page: Page) -> bool:
    """Tell a panel by what opens it, as long as that does not share, copy or cite, or by its name; in the text."""
    if element in page.opened:
        return True
    if element not in page.middle and not _is_headed(element, page):
        return False
    if (
        is_called_panel(element)
        and not is_filled_in(element)
        and (has_prose(element) or "tabpanel" in element.classes)
    ):
        return True
    opener = page.openers.get(element.get("id")) if element.get("id") else None
    if opener is not None:
        return not works_the_page(words_of(opener)) or unfolds(words_of(opener))
    before = beside(element, page, -1)
    if before is None or (before.tag not in HEADINGS and works_the_page(words_of(before))):
        return False
    return before.tag in CONTROLS or (
        is_brief(before, _LONGEST_HEADING) and any(map(says_opening, islice(before.below(), NEAR)))
    )


def _is_beside_more(element: Element, page: Page) -> bool:
    """Tell what stands before or after "Read more"."""
    sides = (beside(element, page, -1), beside(element, page, 1))
    return any(one is not None and is_brief(one, 60) and unfolds(words_of(one)) for one in sides)


def _is_all_under_heading(element: Element, page: Page) -> bool:
    """Tell what is all that stands between a heading and the next one, or the end."""
    before, after = beside(element, page, -1), beside(element, page, 1)
    return before is not None and before.tag in HEADINGS and (after is None or after.tag in HEADINGS)
