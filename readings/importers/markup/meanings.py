"""What the elements of a marked-up text mean for a reader: by their names first, by their classes where those say more.

The words in the lists are the ones that web pages, EPUB makers and word processors use.
How it looks is for `looks`, whether it is seen at all for `seeing`.
"""

import re
from itertools import islice

from readings.importers.markup.captions import names_caption, of_gallery
from readings.importers.markup.looks import Looks
from readings.importers.markup.seeing import is_hidden
from readings.importers.markup.tasks import says_words
from readings.importers.markup.tree import Element, is_brief
from readings.words import word_set

UNSEEN = word_set(
    "script style template noscript iframe object embed applet canvas audio video source track map area head base "
    "link meta param input select textarea button option datalist progress meter label frame frameset noframes "
    "annotation annotation-xml rp"
)
BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre "
    "search section summary table tbody td tfoot th thead tr ul xmp"
)
MARKS = {
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}
_NAMED = {
    "blockquote": "quotation",
    "ul": "list",
    "ol": "list",
    "menu": "list",
    "dir": "list",
    "dl": "list",
    "li": "item",
    "dt": "item",
    "dd": "item",
    "pre": "lines",
    "listing": "lines",
    "xmp": "lines",
    "plaintext": "lines",
    "figure": "figure",
    "figcaption": "caption",
    "table": "table",
    "nav": "furniture",
    "hr": "break",
    "br": "line_break",
    "img": "picture",
    "image": "picture",
    "svg": "drawing",
    **dict.fromkeys(HEADINGS, "heading"),
}
PAGES = word_set("pagebreak doc-pagebreak pagenum pageno page-number pagenumber epub-pagebreak")
_PERMALINKS = word_set(
    "headerlink anchorlink heading-anchor header-anchor mw-editsection editsection anchorjs-link"
)
# Remarks in a line that are not of whoever wrote it: [citation needed].
_REMARKS = word_set("noprint inline-template template-fact")
_QUOTATIONS = word_set(
    "blockquote block-quote quotation quote epigraph extract bq doc-epigraph z3998:epigraph "
    "quoteb msoquote msointensequote"
)
_VERSE = word_set(
    "poem poetry verse stanza linegroup line-group lg lyrics z3998:poem z3998:verse z3998:song z3998:hymn"
)
TYPED_ITEMS = word_set(
    "msolistparagraph msolistparagraphcxspfirst msolistparagraphcxspmiddle msolistparagraphcxsplast"
)
_FIGURES = word_set(
    "figure wp-caption image-container figcenter figleft figright illustration doc-figure fig gallery-item"
)
CONTENTS = word_set("toc doc-toc landmarks page-list lot loi")
CODE = word_set(
    "highlight code literal literal-block program programlisting listing screen source sourcecode codehilite"
)
_SHORT_ENOUGH = 200  # code points of a remark; elements
_A_LINE = 100  # code points
_PAGE_NUMBER = 40  # code points
_PIECE_OF_PAGE = re.compile(r"[\[(]?\s*(?:p(?:age|g)?\.?|s\.)?\s*(\d{1,4}|[ivxlcdm]{1,8})\s*[\])]?", re.I)
STYLED_LEVEL = re.compile(r"mso-list:[^;]*?\blevel([1-6])\b")


def meaning(element: Element, looks: Looks) -> str:
    """Return what an element is: a kind of block, a kind of thing in a line, "unseen", "block" or "inline"."""
    tag, attrs = element.tag, element.attrs
    if tag in UNSEEN and not says_words(element):
        return "unseen"
    if attrs:
        if is_hidden(element, looks):
            return "unseen"
        if element.classes:
            special = _by_class(element)
            if special:
                return special
    return _NAMED.get(tag) or ("block" if tag in BLOCKS else "inline")


def _by_class(element: Element) -> str:
    classes, tag = element.classes, element.tag
    if classes & PAGES and is_brief(element, _PAGE_NUMBER) and (page_label(element) or not element.text()):
        return "page"
    if classes & _PERMALINKS and tag != "div":
        return "unseen"
    if classes & _REMARKS and tag not in BLOCKS and is_brief(element, _SHORT_ENOUGH):
        return "unseen"
    if tag not in BLOCKS:
        return "heading" if "heading" in classes and element.get("aria-level") else ""
    if tag in ("body", "html", "table", "pre", *HEADINGS):
        return ""
    if classes & CONTENTS:
        return "contents"
    if "doc-pagelist" in classes or ("navigation" in classes and not _has_prose(element)):
        return "furniture"
    if classes & _VERSE:
        return "verse"
    if tag == "td" and "tr-caption" in classes:  # of the tables in which blogs put pictures
        return "caption"
    if tag in ("dl", "dt", "dd"):  # of the lists in which blogs put them
        return of_gallery(tag, classes)
    if tag in ("p", "div", "section", "aside", "article", "header"):
        if "heading" in classes and element.get("aria-level"):
            return "heading"
        if classes & _QUOTATIONS:
            return "quotation"
        if "msotitle" in classes:
            return "heading"
        if classes & TYPED_ITEMS:
            return "typed_item"
        if names_caption(classes):
            return "caption"
        if classes & _FIGURES:
            return "figure"
    return ""


def _has_prose(element: Element) -> bool:
    """Tell whether there is a paragraph of more than a line in what a word calls a menu."""
    return any(
        below.tag == "p" and not is_brief(below, _A_LINE) and below.find("a") is None
        for below in islice(element.below(), _SHORT_ENOUGH)
    )


def heading_rank(element: Element) -> int:
    """Return how high a heading stands, 1 being the highest."""
    if element.tag in HEADINGS:
        return HEADINGS[element.tag]
    if "msotitle" in element.classes:
        return 1
    level = element.get("aria-level")
    return min(max(int(level), 1), 6) if level.isdecimal() and len(level) < 3 else 2


def page_label(element: Element) -> str:
    """Return the number of the printed page that begins at an element that says so, "" when it does not say which."""
    for text in (element.get("title"), element.get("aria-label"), element.text(), element.get("id")):
        found = _PIECE_OF_PAGE.fullmatch(text.strip()[:60]) or re.search(
            r"(\d{1,4})[\])]?$", text.strip()[:60]
        )
        if found:
            return found[1]
    return ""


def shows_code(element: Element) -> bool:
    """Tell lines of a program from lines of a poem: by what is said of them or of what is around them."""
    if element.classes & CODE or any(
        name.startswith(("language-", "highlight-", "lang-")) for name in element.classes
    ):
        return True
    around = element.parent
    if around is not None and (
        around.classes & CODE or any(name.startswith("highlight-") for name in around.classes)
    ):
        return True
    return any(MARKS.get(below.tag) == "code" for below in islice(element.below(), 100))


def is_stanza(element: Element) -> bool:
    """Tell whether a block inside a poem is a stanza, which has lines of its own, or a line."""
    return any(
        below is not element and (below.tag == "br" or below.tag in BLOCKS or "line" in below.classes)
        for below in element.below()
    )


def levelled(element: Element, kind: str) -> dict[str, int]:
    """Say how deep an item is that only a style makes one, as in pages that a word processor saved."""
    found = STYLED_LEVEL.search(element.get("style")) if kind == "typed_item" else None
    return {"level": int(found[1]) if found else 1} if kind == "typed_item" else {}
