"""A small tree of elements and text, in which HTML and XML come to the same.

It is deep or wide as the file was, so nothing here calls itself.
"""

from collections.abc import Callable, Iterator, Mapping

_NO_CLASSES: frozenset[str] = frozenset()
_MANY = 200  # children
_FEW_ELEMENTS = 200
SEAM = "-seam"  # put where two words met without a space: no parser gives this name
JOINT = "-joint"  # put where a large letter was put to what may be the rest of its word
TYPED = "-typed"  # said of a line break that only a style keeps: in the file it is the end of a line
_INLINE = frozenset(("a", "b", "big", "em", "font", "i", "span", "strong"))


class Element:
    """A node of the tree: a name, attributes, and its children, which are elements and strings in their order.

    Names are in small letters without a namespace in HTML, with a short prefix ("text:p") in other XML.
    `classes` are the words of what says more about it: class, epub:type and role, in small letters.
    """

    __slots__ = ("attrs", "children", "classes", "parent", "tag")

    def __init__(
        self, tag: str, attrs: Mapping[str, str] | None = None, parent: "Element | None" = None
    ) -> None:
        self.tag = tag
        self.attrs = dict(attrs) if attrs else {}
        self.children: list[Element | str] = []
        self.parent = parent
        self.classes = _classes(self.attrs) if self.attrs else _NO_CLASSES

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attrs.get(name, default)

    def add(self, tag: str, attrs: Mapping[str, str] | None = None) -> "Element":
        """Append a new child and return it."""
        child = Element(tag, attrs, self)
        self.children.append(child)
        return child

    def below(self) -> Iterator["Element"]:
        """Yield this element and all below it in the order of the source."""
        yield self
        around = [iter(self.children)]
        while around:
            for child in around[-1]:
                if isinstance(child, Element):
                    yield child
                    around.append(iter(child.children))
                    break
            else:
                around.pop()

    def elements(self) -> Iterator["Element"]:
        """Yield the children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, *tags: str) -> "Element | None":
        """Return the first element below with one of these names."""
        return next(
            (element for element in self.below() if element.tag in tags and element is not self), None
        )

    def ancestors(self) -> Iterator["Element"]:
        """Yield the elements around this one, innermost first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def strings(self) -> Iterator[str]:
        """Yield all strings below in the order of the source, whatever they are."""
        around = [iter(self.children)]
        while around:
            for child in around[-1]:
                if isinstance(child, Element):
                    around.append(iter(child.children))
                    break
                yield child
            else:
                around.pop()

    def text(self) -> str:
        """Return all that is written below in one line."""
        return " ".join("".join(self.strings()).split())


def _classes(attrs: Mapping[str, str]) -> frozenset[str]:
    said = [attrs[name] for name in ("class", "epub:type", "role") if attrs.get(name)]
    return frozenset(" ".join(said)[:2000].lower().split()) if said else _NO_CLASSES


def is_brief(element: Element, most: int) -> bool:
    """Tell whether there are fewer code points than `most` in an element, and not many elements; soon decided."""
    length = 0
    for count, below in enumerate(element.below()):
        length += sum(len(child) for child in below.children if isinstance(child, str))
        if length >= most or count > _FEW_ELEMENTS:
            return False
    return True


def joins_letters(element: Element) -> bool:
    """Tell whether a letter stands right beside an element, with no space between; among very many it is not looked for."""
    for _level in range(4):
        around = element.parent
        if around is None:
            return False
        if len(around.children) > _MANY:
            return True
        at = around.children.index(element)
        before, after = around.children[:at][-1:], around.children[at + 1 :][:1]
        if any(isinstance(one, str) and one[-1:].isalpha() for one in before):
            return True
        if any((one if isinstance(one, str) else one.text())[:1].isalpha() for one in after):
            return True
        if before or after or around.tag not in _INLINE:
            return False
        element = around
    return False


def visit(
    root: Element,
    enter: Callable[[Element], bool],
    text: Callable[[str], None],
    leave: Callable[[Element], None],
) -> None:
    """Walk the tree: `enter` says whether to go into an element; only then `leave` is called after its children."""
    if not enter(root):
        return
    around = [(root, iter(root.children))]
    while around:
        element, children = around[-1]
        for child in children:
            if isinstance(child, str):
                text(child)
            elif enter(child):
                around.append((child, iter(child.children)))
                break
        else:
            around.pop()
            leave(element)
