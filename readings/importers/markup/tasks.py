"""Lists of tasks, whose boxes say what is done, and other words in labels, which mostly are furniture of a form."""

from collections import Counter
from itertools import islice

from readings.importers.markup.tree import Element, is_brief
from readings.words import word_set

_LISTS = frozenset(("task-list", "contains-task-list", "task-list-item"))
_FIELDS = frozenset(("input", "select", "textarea", "button", "meter", "progress"))
_OF_PAGES = word_set("main article h1")
_PARAGRAPH = 150  # code points
_MOST = 2_000  # paragraphs and headings that are looked at
_NEAR = 2  # strings and elements to either side of a label
_MANY = 200  # children of an element, among which none is looked for
_LEVELS = 3  # around a label
_FACES = word_set("b strong i em span u")
_PARTS = 50  # elements of a label


def sign_of(box: Element) -> str:
    """Return the sign for a box before an item of a list, "" for an element that is none."""
    if box.tag != "input" or box.get("type").lower() != "checkbox" or _item_around(box) is None:
        return ""
    return "☒" if "checked" in box.attrs else "☐"


def says_words(label: Element) -> bool:
    """Tell a label that has the words of a task in it, or names nothing to be filled in; else it is furniture of a form.

    Or a number beside a paragraph that leads to it, as SiSU prints them.
    """
    if label.tag != "label" or _is_number_to_cite(label):
        return False
    item = _item_around(label)
    if item is not None and _LISTS & (item.classes | item.parent.classes if item.parent else item.classes):
        return True
    named = "for" in label.attrs or any(below.tag in _FIELDS for below in islice(label.below(), _PARTS))
    return (
        not named
        and not _is_beside_field(label)
        and not any(around.tag in ("form", "fieldset") for around in label.ancestors())
    )


def _is_number_to_cite(label: Element) -> bool:
    link = next((one for one in islice(label.below(), _PARTS) if one.tag == "a"), None)
    if link is None or not link.get("href").startswith("#"):
        return False
    return label.text().isdecimal() and link.text() == label.text()


def _is_beside_field(label: Element) -> bool:
    around = label.parent.children if label.parent is not None else []
    at = around.index(label) if len(around) <= _MANY else len(around)
    near = around[max(at - _NEAR, 0) : at + 1 + _NEAR]
    return any(isinstance(one, Element) and one.tag in _FIELDS for one in near)


def without_forms(root: Element) -> None:
    """Let the form that some servers write around a whole page be none, and labels in a line name only fields that are there."""
    named, around = set[str](), Counter[Element]()
    labels, texts = list[Element](), list[Element]()
    for element in root.below():
        if element.tag == "label":
            labels.append(element)
        elif element.tag in _OF_PAGES or (element.tag == "p" and not is_brief(element, _PARAGRAPH)):
            texts.append(element)
        if name := element.get("id"):
            named.add(name)
    for text in texts[:_MOST]:
        around.update(one for one in text.ancestors() if one.tag == "form")
    for form, count in around.items():
        if 2 * count >= min(len(texts), _MOST):
            form.tag = "div"
    for label in labels:
        if label.get("for") not in named and _is_among_words(label):
            label.attrs.pop("for", None)


def _is_among_words(label: Element) -> bool:
    """Tell a label with other words on its line."""
    for around in islice(label.ancestors(), _LEVELS):
        near = around.children if len(around.children) <= _MANY else ()
        if any(isinstance(one, str) and any(map(str.isalnum, one)) for one in near):
            return True
        if around.tag not in _FACES:
            return False
    return False


def _item_around(element: Element) -> Element | None:
    around = element.parent
    if around is not None and around.tag in ("label", "p", "span"):
        around = around.parent
    return around if around is not None and around.tag == "li" else None
