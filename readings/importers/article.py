"""Which part of a web page is its article, and which elements are its furniture.

First what the page itself says (`<article>`, `<main>`, roles, the class names that blogging software uses), then
where the prose is: text in sentences that is not linked. What is cut off is kept aside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readings.importers.markup.known import Notes
from readings.importers.markup.meanings import BLOCKS, HEADINGS, Looks, meaning
from readings.importers.markup.tree import Element
from readings.words import word_set

_BODIES = word_set(
    "entry-content post-content article-content article-body article__body article-text articlebody post-body "
    "post__content story-body story-content storycontent mw-parser-output td-post-content markdown-body body-text "
    "available-content field-name-body node__content page-content content__article-body c-entry-content"
)
_FURNITURE_TAGS = word_set("nav footer menu form dialog")
_FURNITURE_ROLES = word_set(
    "navigation banner contentinfo complementary search dialog alert alertdialog menu menubar toolbar tablist form"
)
_FURNITURE_WORDS = word_set(
    "nav navbar navigation navbox menu breadcrumb breadcrumbs sidebar sidebars widget widgets share sharing sharedaddy "
    "addtoany social related recommended recommendations recirc newsletter subscribe subscription signup promo promos "
    "promotion advert advertisement advertising ads ad adsbygoogle sponsor sponsored banner cookie cookies consent gdpr "
    "popup modal overlay comment comments commentlist disqus respond reply replies feedback rating ratings tags taglist "
    "taxonomy byline dateline timestamp postmeta pagination pager prevnext masthead toolbar skip jump toc catlinks "
    "infobox hatnote noprint editsection printfooter authorbox pullquote paywall donate donation login follow sidenav "
    "meta metadata ambox sistersitebox jumplinks printonly relatedposts trending popular archives blogroll colophon"
)
_FURNITURE_PAIRS = re.compile(
    r"(?:post|entry|article)-?(?:meta|tags|footer|nav|navigation|share|info)|author-?(?:box|bio|info|card)"
    r"|read-?(?:more|next)|more-?(?:from|stories|posts)|site-?(?:header|footer|nav)|skip-?link|back-?to-?top"
    r"|posted-?(?:on|in|by)|table-?of-?contents|call-?to-?action|page-?tools|see-?also-?box"
)
_KEPT_ASIDE = word_set(
    "footnote footnotes endnotes doc-footnote sidenote marginnote note admonition epigraph rearnote"
)
_PARAGRAPHS = word_set("p pre blockquote li dd td div section article span")
_SHORTEST_PROSE = 60  # code points of unlinked text in one block, without which it counts for nothing
_LONGEST_MENU_WORDS = 28  # code points of a link of a menu, on average
_OF_ARTICLES = frozenset(("p", "pre", "blockquote", "ol", "ul", "dl"))
_SHORTEST_BESIDE = 40  # code points of a paragraph that is not to be left behind
_LAST_LINE = 0.05  # of the prose: a line on rights under the article is no more
_LARGE = 0.4  # of the prose of the whole: so much is no furniture, whatever it is called


@dataclass(slots=True)
class _Weight:
    """How much text is below an element: all of it, in links, in blocks of prose; how many links."""

    size: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0


type _Weights = dict[Element, _Weight]


def furniture(root: Element, looks: Looks, notes: Notes) -> dict[Element, str]:
    """Return what is to be set apart from a page: each element with the reason. Notes are never among it."""
    body = root.find("body") or root
    weights = _weighed(body, looks)
    total = weights[body].prose
    article = _article(body, weights, total)
    apart: dict[Element, str] = {}
    inside = {article, *article.ancestors()}
    for around in _path(article, body):
        for child in _all_elements(around):
            if child not in inside and not _belongs(child, around, weights, body):
                apart[child] = "furniture"
    _prune(article, weights, apart, max(weights[article].prose, 1))
    for note in notes.blocks:
        for around in reversed([note, *note.ancestors()]):
            if apart.pop(around, "") and around is not note:
                apart |= dict.fromkeys(_all_elements(around), "furniture")
    return apart


def _all_elements(around: Element) -> list[Element]:
    """Return the children of an element, each run of words among them as an element of its own."""
    around.children = [
        _wrapped(child, around) if isinstance(child, str) and child.strip() else child
        for child in around.children
    ]
    return list(around.elements())


def _wrapped(words: str, around: Element) -> Element:
    """Give words that stand beside the article an element, so that they too can be set apart."""
    wrapper = Element("span", parent=around)
    wrapper.children.append(words)
    return wrapper


def _path(article: Element, body: Element) -> Iterator[Element]:
    if article is not body:
        for around in article.ancestors():
            yield around
            if around is body:
                return


def _weighed(body: Element, looks: Looks) -> _Weights:
    """Weigh all elements from the leaves up; what is unseen, and what is furniture for certain, weighs nothing."""
    order = list(_seen(body, looks))
    weights = {element: _Weight() for element in order}
    for element in reversed(order):
        weight = weights[element]
        own = sum(len(child.strip()) for child in element.children if isinstance(child, str))
        weight.size += own
        if element.tag == "a":
            weight.linked, weight.links = weight.size, 1
        if element.tag in BLOCKS and weight.prose == 0 and element.tag in _PARAGRAPHS:
            free = weight.size - weight.linked
            if free >= _SHORTEST_PROSE and 2 * weight.linked < weight.size:
                weight.prose = free
        if _is_named_furniture(element):
            weight.prose = 0
        if element.parent is not None and (above := weights.get(element.parent)):
            above.size += weight.size
            above.linked += weight.linked
            above.prose += weight.prose
            above.links += weight.links
    return weights


def _seen(body: Element, looks: Looks) -> Iterator[Element]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [
            child for child in reversed(list(element.elements())) if meaning(child, looks) != "unseen"
        ]


def _is_named_furniture(element: Element) -> bool:
    if element.tag in ("body", "html", "main", "article", *HEADINGS) or element.tag not in BLOCKS:
        return False
    if element.tag == "footer":
        return not any(around.tag == "blockquote" for around in _around(element, 3))
    if element.tag in _FURNITURE_TAGS and element.tag != "form":
        return True
    if element.classes & _KEPT_ASIDE:
        return False
    if element.get("role").lower() in _FURNITURE_ROLES:
        return True
    return _is_called_so(element)


def _around(element: Element, most: int) -> list[Element]:
    found = []
    for around in element.ancestors():
        found.append(around)
        if len(found) == most:
            break
    return found


def _is_called_so(element: Element) -> bool:
    names = f"{element.get('class')} {element.get('id')}".lower()[:500].strip()
    if not names:
        return False
    return bool(_FURNITURE_PAIRS.search(names)) or not _FURNITURE_WORDS.isdisjoint(
        re.split(r"[\s_-]+", names)
    )


def _article(body: Element, weights: _Weights, total: int) -> Element:
    """Choose by what the page says, if most of its prose is there; else go down to where most of it is."""
    groups: list[list[Element]] = [[], [], [], []]
    for element in weights:
        if element.tag == "article" or "article" in element.get("role"):
            groups[0].append(element)
        elif element.tag == "main" or "main" in element.get("role").split():
            groups[1].append(element)
        elif "articlebody" in element.get("itemprop").lower():
            groups[2].append(element)
        elif element.classes & _BODIES:
            groups[3].append(element)
    for group in groups:
        best = max(group, key=lambda element: weights[element].prose, default=None)
        if best is not None and total and weights[best].prose >= 0.6 * total:
            return best
    return _densest(body, weights)


def _densest(body: Element, weights: _Weights) -> Element:
    """Go down to where most of the prose is, as long as no paragraph beside it is left behind."""
    element = body
    while True:
        below = [child for child in element.elements() if child in weights and child.tag in BLOCKS]
        best = max(below, key=lambda child: weights[child].prose, default=None)
        if best is None or best.tag in ("p", "ul", "ol", "dl", "table", "blockquote", "pre", *HEADINGS):
            return element
        if weights[best].prose < 0.75 * weights[element].prose or not weights[best].prose:
            return element
        if _leaves_behind(element, best, weights):
            return element
        element = best


def _leaves_behind(element: Element, best: Element, weights: _Weights) -> bool:
    """Tell whether there are paragraphs beside a block: one before it, or more after it than a last line."""
    free = {
        child: weights[child].size - weights[child].linked
        for child in element.elements()
        if child in weights and child.tag in _OF_ARTICLES and not _is_named_furniture(child)
    }
    plain = [
        child for child in free if free[child] >= _SHORTEST_BESIDE and free[child] > weights[child].linked
    ]
    order = {child: place for place, child in enumerate(element.elements())}
    before = any(order[child] < order[best] for child in plain)
    return before or sum(free[child] for child in plain) > _LAST_LINE * weights[element].prose


def _belongs(element: Element, around: Element, weights: _Weights, body: Element) -> bool:
    """Tell what stands beside the article and is part of it all the same: its heading, its first words, its picture."""
    weight = weights.get(element)
    if weight is None or around is body or _is_named_furniture(element):
        return False
    if element.tag in HEADINGS or element.tag in ("figure", "hgroup"):
        return True
    if element.tag == "header":
        return weight.linked * 3 < weight.size
    if element.tag not in ("p", "div") or weight.linked * 4 >= weight.size:
        return False
    return weight.prose >= 80 or (element.tag == "div" and element.find(*HEADINGS) is not None)


def _prune(article: Element, weights: _Weights, apart: dict[Element, str], whole: int) -> None:
    """Set apart the furniture inside the article, and the headings over it."""
    waiting = [article]
    while waiting:
        around = waiting.pop()
        children = [child for child in around.elements() if child in weights and child not in apart]
        cut = {child for child in children if _is_furniture(child, weights, whole)}
        empty = _over_nothing_else(children, cut)
        for child in children:
            if child in cut or child in empty:
                apart[child] = "furniture"
            elif child.tag in BLOCKS:
                waiting.append(child)


def _over_nothing_else(children: list[Element], cut: set[Element]) -> set[Element]:
    """Return the headings under which there is furniture, and nothing else before the next heading."""
    found: set[Element] = set()
    only, count = True, 0
    for child in reversed(children):
        if child.tag in HEADINGS:
            if only and count and child not in cut:
                found.add(child)
            only, count = True, 0
        else:
            only, count = only and child in cut, count + 1
    return found


def _is_furniture(element: Element, weights: _Weights, whole: int) -> bool:
    weight = weights[element]
    if element.tag not in BLOCKS or weight.size == 0:
        return False
    size = weight.size - weight.linked
    if size > _LARGE * whole:
        return False
    if _is_named_furniture(element):
        return True
    if element.tag == "form":
        return weight.prose < 0.1 * whole
    if element.tag == "aside":
        return not element.classes & _KEPT_ASIDE
    if element.tag in ("ul", "ol", "div", "section", "table", "dl", "p", "header"):
        is_linked = weight.links >= 3 and weight.linked > 0.75 * weight.size
        return is_linked and weight.linked / weight.links <= _LONGEST_MENU_WORDS
    return False
