"""Which part of a web page is its article, and which elements are its furniture.

First what the page itself says (`<article>`, `<main>`, roles, the class names that blogging software uses), then
where the prose is: text in sentences that is not linked. What reads as prose beside the article belongs to it, unless
it is called furniture. What is cut off is kept aside; where prose is cut off, somebody is told.
"""

from collections.abc import Iterator

from readings.importers.article_choosing import LAST_LINE, OF_ARTICLES, chosen
from readings.importers.article_names import KEPT_ASIDE, TALK, is_dialog
from readings.importers.article_weights import SHORTEST_PROSE, Page, Weight, weighed
from readings.importers.markup.known import BESIDE, Notes
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, HEADINGS
from readings.importers.markup.tree import Element
from readings.importers.page_facts import folded, is_above_the_text, leads_home
from readings.words import word_set

FURNITURE = "furniture"

_MENUS = word_set("ul ol div section table dl p header")
_LONGEST_MENU_WORDS = 28  # code points of a link of a menu, on average
_HEADS = (*HEADINGS, "hgroup", "header", "div", "section")
_PARTS = word_set("p pre blockquote ol ul dl div section article table tbody tr td center span")
_LARGE = 0.4  # of the prose of the whole: so much is no furniture, whatever it is called, but for a dialog
_OF_TEXTS = (
    "h1",
    "main",
    "article",
)  # with one of which a dialog may be the text, over a page that it covers
_A_LINE = 100  # code points of prose, more than which are not cut off without a word
_MANY = 1_000  # code points that are not linked, prose or not


def furniture(root: Element, looks: Looks, notes: Notes, title: str = "") -> dict[Element, str]:
    """Return what is to be set apart from a page: each element with the reason. Notes are never among it.

    `title` is what the article is called, as far as the page says it.
    """
    body = root.find("body") or root
    page = Page(body, weighed(body, looks))
    article, is_declared = chosen(page)
    title = folded(title)
    whole = max(page.weights[article].prose, 1)
    apart: dict[Element, str] = {}
    parts = [article]
    for inner, around in _path(article, body):
        children = _all_elements(around, page)
        kept = _kept_beside(inner, children, page, title, is_at_top=around is body, is_declared=is_declared)
        cut = {child for child in children if child not in kept and child is not inner}
        at = children.index(inner)
        menus = {
            child for child in cut if (weight := page.weights.get(child)) and 2 * weight.linked > weight.size
        }
        cut |= _over_nothing_else(children[:at], menus) | _over_nothing_else(children[at + 1 :], cut)
        apart |= {child: _why(child, page) for child in children if child in cut}
        parts += [child for child in kept if child not in cut]
    for part in parts:
        _prune(part, page, apart, whole)
    for note in notes.blocks:
        for around in reversed([note, *note.ancestors()]):
            if why := apart.pop(around, ""):
                below = _all_elements(around, page) if around is not note else []
                apart |= {child: _why(child, page) if why == BESIDE else why for child in below}
    _with_crowds(apart, page)
    return apart


def _why(element: Element, page: Page) -> str:
    """Return why an element is set apart: as furniture, or as prose that stands where furniture does."""
    weight = page.weights.get(element)
    is_prose = weight is not None and (weight.raw >= _A_LINE or page.words_free(element) >= _MANY)
    return BESIDE if is_prose else FURNITURE


def _with_crowds(apart: dict[Element, str], page: Page) -> None:
    """Many short things beside each other, such as answers of a line, are much that is cut off as well."""
    beside: dict[Element | None, list[Element]] = {}
    for element in apart:
        if element in page.weights and 2 * page.weights[element].linked < page.weights[element].size:
            beside.setdefault(element.parent, []).append(element)
    for crowd in beside.values():
        if sum(page.words_free(element) for element in crowd) >= _MANY:
            apart |= dict.fromkeys(crowd, BESIDE)


def _kept_beside(
    inner: Element, children: list[Element], page: Page, title: str, *, is_at_top: bool, is_declared: bool
) -> list[Element]:
    """Return what stands beside the article, or beside what holds it, and belongs to it."""
    kept, whole = [], page.weights[inner].prose
    least, is_before = SHORTEST_PROSE, True  # code points of prose that is not left behind
    for child in children:
        if child is inner:
            is_before = False
            least = max(least, int(LAST_LINE * whole)) if is_at_top or is_declared else least
        elif _reads_on(child, page, least) or (
            (is_before or not is_at_top) and _heads(child, page, title, is_at_top)
        ):
            kept.append(child)
    return kept


def _path(article: Element, body: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the elements around the article up to the body, each after the one of its children that holds it."""
    inner = article
    while inner is not body and inner.parent is not None:
        yield inner, inner.parent
        inner = inner.parent


def _all_elements(around: Element, page: Page) -> list[Element]:
    """Return the children of an element, each run of words among them as an element of its own."""
    children: list[Element | str] = []
    run: list[Element | str] = []
    for child in [*around.children, None]:
        if child is not None and _is_in_line(child, page):
            run.append(child)
            continue
        if any(not isinstance(one, str) or one.strip() for one in run):
            children.append(_wrapped(run, around, page))
        run = []
        if child is not None:
            children.append(child)
    around.children = children
    return list(around.elements())


def _is_in_line(child: Element | str, page: Page) -> bool:
    if isinstance(child, str):
        return True
    weight = page.weights.get(child)
    return weight is not None and child.tag not in BLOCKS and not weight.has_blocks


def _wrapped(run: list[Element | str], around: Element, page: Page) -> Element:
    """Give words that stand beside the article an element, so that they too can be set apart as a whole."""
    wrapper, weight = Element("span", parent=around), Weight()
    for child in run:
        wrapper.children.append(child)
        if isinstance(child, str):
            weight.size += len(child.strip())
            weight.loose += len(child.strip())
        else:
            child.parent = wrapper
            weight.add(page.weights[child])
            weight.loose += page.weights[child].loose
    weight.own = weight.loose if weight.loose >= SHORTEST_PROSE else 0
    weight.raw = weight.prose = weight.own
    page.weights[wrapper] = weight
    return wrapper


def _heads(element: Element, page: Page, title: str, is_at_top: bool) -> bool:
    """Tell whether what stands beside the article is its heading, its head or its picture, and not the site's."""
    weight = page.weights.get(element)
    if weight is None or page.is_furniture_by_name(element):
        return False
    if element.tag == "figure" and not is_at_top:
        return True
    if element.tag not in _HEADS or weight.linked * 3 >= max(weight.size, 1):
        return False
    heading = element if element.tag in HEADINGS else element.find(*HEADINGS)
    if heading is None:
        return element.tag == "header" and not is_at_top
    if not is_at_top:
        return True
    said = folded(heading.text()[:400])
    if title and said and (said in title or title in said):
        return True
    return element.tag in HEADINGS and not is_above_the_text(heading) and not leads_home(heading)


def _reads_on(element: Element, page: Page, least: float) -> bool:
    """Tell whether what stands beside the article is prose of it: enough, not linked, and not called furniture."""
    weight = page.weights.get(element)
    if weight is None or element.tag not in _PARTS or page.is_furniture_by_name(element) or weight.is_linked:
        return False
    return weight.prose >= (SHORTEST_PROSE if element.tag in OF_ARTICLES else least)


def _prune(part: Element, page: Page, apart: dict[Element, str], whole: int) -> None:
    """Set apart the furniture inside a part of the article, and the headings over it."""
    waiting = [(part, True)]
    while waiting:
        around, may_be_menu = waiting.pop()
        children = [child for child in around.elements() if child in page.weights and child not in apart]
        chapters = _chapters(children, page)
        cut = {
            child
            for child in children
            if _is_furniture(child, page, part, whole)
            or (may_be_menu and child not in chapters and _is_menu(child, page, whole))
        }
        empty = _over_nothing_else(children, cut)
        for child in children:
            if child in cut or child in empty:
                apart[child] = _why(child, page)
            elif child.tag in BLOCKS or page.weights[child].has_blocks:
                waiting.append((child, may_be_menu and child not in chapters))


def _chapters(children: list[Element], page: Page) -> set[Element]:
    """Return the sections with a heading that stand beside one like them with prose: a list of links in them is theirs."""
    kinds: dict[tuple[str, str], list[Element]] = {}
    for child in children:
        if child.tag in ("div", "section") and page.weights[child].has_heading:
            kinds.setdefault((child.tag, child.get("class")), []).append(child)
    return {
        child
        for like in kinds.values()
        if len(like) > 1 and any(page.weights[one].prose for one in like)
        for child in like
    }


def _over_nothing_else(children: list[Element], cut: set[Element]) -> set[Element]:
    """Return the headings under which there is furniture, and nothing else before the next one as high as they are."""
    found: set[Element] = set()
    only, count = (
        [True] * 7,
        [0] * 7,
    )  # by rank: what stands up to the next heading of the same rank or a higher one
    for child in reversed(children):
        rank = HEADINGS.get(child.tag, 0)
        is_over_nothing = bool(rank) and child not in cut and only[rank] and count[rank] > 0
        if is_over_nothing:
            found.add(child)
        for below in range(1, 7):
            if rank and below >= rank:
                only[below], count[below] = True, 0
            elif child in cut or is_over_nothing:
                count[below] += 1
            else:
                only[below] = False
    return found


def _is_furniture(element: Element, page: Page, part: Element, whole: int) -> bool:
    """Tell what is furniture in the middle of the article by what it is called, as long as it is no large part of it."""
    weight = page.weights[element]
    if element.tag not in BLOCKS or weight.size == 0:
        return False
    if page.words_free(element) > _LARGE * whole:
        return whole >= _A_LINE and is_dialog(element) and element.find(*_OF_TEXTS) is None
    if weight.name == TALK:
        return not _is_inside_text(element, page, part, whole)
    if weight.name:
        return page.is_furniture_by_name(element)
    if element.tag == "form":
        return weight.prose < 0.1 * whole
    return element.tag == "aside" and not element.classes & KEPT_ASIDE


def _is_inside_text(element: Element, page: Page, part: Element, whole: int) -> bool:
    """Tell comments of the text itself from those of visitors, after the first of which no text follows."""
    first = page.talk[element.tag, element.get("class")]
    if page.starts[first] < page.starts[part]:
        first = element
    return page.end(part) - page.end(first) > max(LAST_LINE * whole, SHORTEST_PROSE)


def _is_menu(element: Element, page: Page, whole: int) -> bool:
    """Tell a block of nearly nothing but short links."""
    weight = page.weights[element]
    if element.tag not in _MENUS or weight.links < 3 or weight.linked <= 0.75 * weight.size:
        return False
    is_large = page.words_free(element) > _LARGE * whole
    return not is_large and weight.linked / weight.links <= _LONGEST_MENU_WORDS
