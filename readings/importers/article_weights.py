"""How much of a page's words each element holds: all of it, in links, in blocks of prose. One walk up, so linear."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from readings.importers.article_names import HINTED, NAMED, SAID, TALK, called
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, HEADINGS, meaning
from readings.importers.markup.tree import Element

SHORTEST_PROSE = 60  # code points of unlinked text in one block, without which it counts for nothing
_SENTENCES = (
    120  # code points of unlinked text in one paragraph, with which it is prose however much of it is linked
)
FEW = 300  # code points of prose that a part may have and be furniture for a word that writers use as well
_MOST = 0.4  # of all prose: an element that holds more is not furniture because of what it is called
_PARAGRAPHS = frozenset(("p", "pre", "blockquote", "li", "dd", "td", "div", "section", "article"))


@dataclass(slots=True)
class Weight:
    """What is below an element, in code points.

    `prose` is that which may be the article's, `raw` that of furniture too; `own` is what the element itself gives
    to it. `loose` is unlinked text that stands in no block below it. `name` says how it is called furniture.
    """

    size: int = 0
    linked: int = 0
    links: int = 0
    loose: int = 0
    own: int = 0
    raw: int = 0
    prose: int = 0
    name: str = ""
    has_blocks: bool = False
    has_heading: bool = False

    @property
    def is_linked(self) -> bool:
        """Tell whether a quarter of the words or more are links; sentences in which there are some are none."""
        is_sentences = not self.has_blocks and self.size - self.linked >= _SENTENCES
        return self.linked * 4 >= self.size and not is_sentences

    def add(self, other: "Weight") -> None:
        """Take in what a part weighs, as far as it does not depend on what the part is."""
        self.size += other.size
        self.linked += other.linked
        self.links += other.links
        self.raw += other.raw


type Weights = dict[Element, Weight]


def weighed(body: Element, looks: Looks) -> Weights:
    """Weigh all elements that are seen, from the leaves up, in the order of the page."""
    order = list(_seen(body, looks))
    weights = {element: Weight(name=called(element)) for element in order}
    for element in reversed(order):
        _weigh(element, weights)
    whole = weights[body].raw
    for element in reversed(order):
        weight = weights[element]
        weight.prose = 0 if is_furniture_by_name(weight, whole) else weight.prose + weight.own
        if element.parent is not None and (above := weights.get(element.parent)):
            above.prose += weight.prose
    return weights


def is_furniture_by_name(weight: Weight, whole: int) -> bool:
    """Tell whether what an element is called agrees with its shape: how much prose is there, how much is linked."""
    if weight.name == NAMED:
        return weight.raw <= _MOST * whole
    if weight.name == HINTED:
        return (weight.raw < FEW and weight.raw <= _MOST * whole) or 2 * weight.linked > weight.size
    return weight.name in (SAID, TALK)


def _weigh(element: Element, weights: Weights) -> None:
    weight = weights[element]
    own = sum(len(child.strip()) for child in element.children if isinstance(child, str))
    weight.size += own
    weight.loose += own
    is_block = element.tag in BLOCKS
    if element.tag == "a":
        weight.linked, weight.links, weight.loose = weight.size, 1, 0
    if is_block:
        free = weight.size - weight.linked
        if weight.raw == 0 and element.tag in _PARAGRAPHS:
            is_prose = 2 * weight.linked < weight.size or (not weight.has_blocks and free >= _SENTENCES)
            weight.own = free if free >= SHORTEST_PROSE and is_prose else 0
        elif weight.loose >= SHORTEST_PROSE:
            weight.own = weight.loose
        weight.raw += weight.own
    if element.parent is not None and (above := weights.get(element.parent)):
        above.add(weight)
        above.loose += 0 if is_block else weight.loose
        above.has_blocks |= is_block or weight.has_blocks
        above.has_heading |= element.tag in HEADINGS or weight.has_heading


def _seen(body: Element, looks: Looks) -> Iterator[Element]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [
            child for child in reversed(list(element.elements())) if meaning(child, looks) != "unseen"
        ]


@dataclass(slots=True)
class Page:
    """A page that was weighed; `starts` say how much prose stands before an element."""

    body: Element
    weights: Weights
    starts: dict[Element, int] = field(default_factory=dict)
    talk: dict[tuple[str, str], Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Measure in the order of the page where the prose stands, and where visitors speak for the first time."""
        so_far, whole = 0, self.weights[self.body].raw
        cut: set[Element] = set()
        for element, weight in self.weights.items():
            self.starts[element] = so_far
            if element.parent in cut or is_furniture_by_name(weight, whole):
                cut.add(element)
            else:
                so_far += weight.own
            if weight.name == TALK:
                self.talk.setdefault((element.tag, element.get("class")), element)

    def end(self, element: Element) -> int:
        return self.starts[element] + self.weights[element].prose

    def is_furniture_by_name(self, element: Element) -> bool:
        return is_furniture_by_name(self.weights[element], self.weights[self.body].raw)

    def words_free(self, element: Element) -> int:
        """Return the code points of an element that are not linked."""
        return self.weights[element].size - self.weights[element].linked
