"""Choosing the element of a web page that holds its article."""

from readings.importers.article_weights import Page
from readings.importers.markup.meanings import BLOCKS, HEADINGS
from readings.importers.markup.tree import Element
from readings.words import word_set

_BODIES = word_set(
    "entry-content post-content article-content article-body article__body article-text articlebody post-body "
    "post__content story-body story-content storycontent mw-parser-output td-post-content markdown-body body-text "
    "available-content field-name-body node__content page-content content__article-body c-entry-content"
)
OF_ARTICLES = word_set("p pre blockquote ol ul dl")
LAST_LINE = 0.05  # of the prose: a line on rights under the article is no more
_SEVERAL = 3  # paragraphs without a link, such as the date, the greeting and the name of a letter
_SHORTEST_BESIDE = 40  # code points of a paragraph that is not to be left behind


def chosen(page: Page) -> tuple[Element, bool]:
    """Choose by what the page says, if most of its prose is there; else go down to where most of it is."""
    groups: list[list[Element]] = [[], [], [], []]
    weights = page.weights
    for element in weights:
        if element.tag == "article" or "article" in element.get("role"):
            groups[0].append(element)
        elif element.tag == "main" or "main" in element.get("role").split():
            groups[1].append(element)
        elif "articlebody" in element.get("itemprop").lower():
            groups[2].append(element)
        elif element.classes & _BODIES:
            groups[3].append(element)
    total = weights[page.body].prose
    for group in groups:
        best = max(group, key=lambda element: weights[element].prose, default=None)
        if best is not None and total and weights[best].prose >= 0.6 * total:
            return best, True
    return _densest(page), False


def _densest(page: Page) -> Element:
    """Go down to where most of the prose is, as long as no paragraph beside it is left behind."""
    element, weights = page.body, page.weights
    while True:
        below = [child for child in element.elements() if child in weights and child.tag in BLOCKS]
        best = max(below, key=lambda child: weights[child].prose, default=None)
        if best is None or best.tag in ("p", "ul", "ol", "dl", "table", "blockquote", "pre", *HEADINGS):
            return element
        if weights[best].prose < 0.75 * weights[element].prose or not weights[best].prose:
            return element
        if _leaves_behind(element, best, page):
            return element
        element = best


def _leaves_behind(element: Element, best: Element, page: Page) -> bool:
    """Tell whether the text goes on beside a block.

    It does in a part like it, in a paragraph before it, in more than a line after it, and in several short paragraphs.
    """
    beside = [
        child
        for child in element.elements()
        if child in page.weights and child is not best and not page.is_furniture_by_name(child)
    ]
    if any(_are_alike(child, best) and page.words_free(child) for child in beside):
        return True
    short = [child for child in beside if child.tag == "p" and page.words_free(child)]
    if sum(not page.weights[child].linked for child in short) >= _SEVERAL:
        return True
    plain = [child for child in beside if child.tag in OF_ARTICLES and _is_plain(child, page)]
    order = {child: place for place, child in enumerate(element.elements())}
    if any(order[child] < order[best] for child in plain):
        return True
    free = sum(page.words_free(child) for child in plain)
    return free > LAST_LINE * page.weights[element].prose


def _is_plain(child: Element, page: Page) -> bool:
    free = page.words_free(child)
    return free >= _SHORTEST_BESIDE and free > page.weights[child].linked


def _are_alike(one: Element, other: Element) -> bool:
    """Tell whether two elements beside each other are parts of the same kind, such as the chapters of a text."""
    if one.tag != other.tag:
        return False
    name = one.get("class")
    return name == other.get("class") and (bool(name) or one.tag in ("section", "article"))
