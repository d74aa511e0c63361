"""Lists of tasks: the box before an item says whether that is done, and some programs make a label of its words."""

from readings.importers.markup.tree import Element

_LISTS = frozenset(("task-list", "contains-task-list", "task-list-item"))


def sign_of(box: Element) -> str:
    """Return the sign for a box before an item of a list, "" for an element that is none."""
    if box.tag != "input" or box.get("type").lower() != "checkbox" or _item_around(box) is None:
        return ""
    return "☒" if "checked" in box.attrs else "☐"


def says_task(label: Element) -> bool:
    """Tell a label that has the words of a task in it; elsewhere labels are furniture of a form."""
    item = _item_around(label) if label.tag == "label" else None
    if item is None:
        return False
    return bool(_LISTS & (item.classes | item.parent.classes if item.parent else item.classes))


def _item_around(element: Element) -> Element | None:
    around = element.parent
    if around is not None and around.tag in ("label", "p", "span"):
        around = around.parent
    return around if around is not None and around.tag == "li" else None
