"""What the elements of a marked-up text mean for a reader: by their names first, by their classes where those say more.

The words in the lists are the ones that web pages, EPUB makers and word processors use.
Of style sheets only rules for a single class are read, for that is how word processors and book makers write them;
everything else about looks is no business of a text.
"""

import re
from collections.abc import Iterable
from itertools import islice

from readings.importers.markup.captions import names_caption, of_gallery
from readings.importers.markup.indents import indents_in, is_indent
from readings.importers.markup.tasks import says_task
from readings.importers.markup.tree import Element
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
_PAGES = word_set("pagebreak doc-pagebreak pagenum pageno page-number pagenumber epub-pagebreak")
_HIDDEN = word_set(
    "visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only element-invisible"
)
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
_TYPED_ITEMS = word_set(
    "msolistparagraph msolistparagraphcxspfirst msolistparagraphcxspmiddle msolistparagraphcxsplast"
)
_FIGURES = word_set(
    "figure wp-caption image-container figcenter figleft figright illustration doc-figure fig gallery-item"
)
_CONTENTS = word_set("toc doc-toc landmarks page-list lot loi")
CODE = word_set(
    "highlight code literal literal-block program programlisting listing screen source sourcecode codehilite"
)
_SHORT_ENOUGH = 200  # code points of what is hidden from screen readers only because it is an ornament
_A_LINE = 100  # code points
_PIECE_OF_PAGE = re.compile(r"[\[(]?\s*(?:p(?:age|g)?\.?|s\.)?\s*(\d{1,4}|[ivxlcdm]{1,8})\s*[\])]?", re.I)
_MOST_CHARACTERS = 500_000
_MOST_RULES = 20_000
_ONE_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]{1,100})", re.I)
_HIDES = re.compile(r"display:none|visibility:hidden|mso-hide:all")
_ITALIC = re.compile(r"font-style:(?:italic|oblique)|font:[^;]*\bitalic\b")
_BOLD = re.compile(r"font-weight:(?:bold(?:er)?|[6-9]00)\b|font:[^;]*\bbold\b")

_DESCENDANT = re.compile(r"[\w\s.-]+\s")  # what may stand before the class that a rule indents
FACES = frozenset(("emphasis", "strong"))

type Looks = dict[str, frozenset[str]]


def meaning(element: Element, looks: Looks) -> str:
    """Return what an element is: a kind of block, a kind of thing in a line, "unseen", "block" or "inline"."""
    tag, attrs = element.tag, element.attrs
    if tag in UNSEEN and not says_task(element):
        return "unseen"
    if attrs:
        if _is_hidden(element, looks):
            return "unseen"
        if element.classes:
            special = _by_class(element)
            if special:
                return special
    return _NAMED.get(tag) or ("block" if tag in BLOCKS else "inline")


def _is_hidden(element: Element, looks: Looks) -> bool:
    attrs = element.attrs
    if "hidden" in attrs or (element.tag == "dialog" and "open" not in attrs):
        return True
    if element.classes & _HIDDEN or "hidden" in look(element, looks):
        return True
    if attrs.get("aria-hidden", "").lower() != "true":
        return False
    return element.tag not in BLOCKS or is_brief(element, _SHORT_ENOUGH)


def is_brief(element: Element, most: int) -> bool:
    """Tell whether there are fewer code points than `most` in an element, and not many elements; soon decided."""
    length = 0
    for count, below in enumerate(element.below()):
        length += sum(len(child) for child in below.children if isinstance(child, str))
        if length >= most or count > _SHORT_ENOUGH:
            return False
    return True


def _by_class(element: Element) -> str:
    classes, tag = element.classes, element.tag
    if classes & _PAGES:
        return "page"
    if classes & _PERMALINKS and tag != "div":
        return "unseen"
    if classes & _REMARKS and tag not in BLOCKS and is_brief(element, _SHORT_ENOUGH):
        return "unseen"
    if tag not in BLOCKS:
        return "heading" if "heading" in classes and element.get("aria-level") else ""
    if tag in ("body", "html", "table", "pre", *HEADINGS):
        return ""
    if classes & _CONTENTS:
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
        if classes & _TYPED_ITEMS:
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


def looks_of(sheets: Iterable[str]) -> Looks:
    """Return what style sheets say of classes: "emphasis", "strong", "hidden", indents. What is for print only is left out."""
    looks: dict[str, frozenset[str]] = {}
    for sheet in sheets:
        plain = _without_comments(sheet[:_MOST_CHARACTERS])
        for rule in _without_conditions(plain).split("}")[:_MOST_RULES]:
            selectors, _brace, body = rule.rpartition("{")
            look = look_of(body)
            for selector in selectors[-2_000:].split(",") if look else ():
                around, own = _parted(selector.strip())
                found = _ONE_CLASS.fullmatch(own)
                if found:
                    name = found[1].lower()
                    said = frozenset(filter(is_indent, look)) if around else look
                    looks[name] = looks.get(name, frozenset()) | said
    return looks


def _parted(selector: str) -> tuple[str, str]:
    """Part a selector at its last descendant: a poem's lines are often indented by ".poem .indent2"."""
    found = _DESCENDANT.match(selector)
    return (found[0], selector[found.end() :]) if found else ("", selector)


def look_of(declarations: str) -> frozenset[str]:
    """Return what the declarations of a rule, or of a style attribute, say."""
    tight = "".join(declarations[:4000].lower().split())
    said = (("hidden", _HIDES), ("emphasis", _ITALIC), ("strong", _BOLD))
    return frozenset(name for name, pattern in said if pattern.search(tight)) | indents_in(tight)


def look(element: Element, looks: Looks) -> frozenset[str]:
    """Return how an element looks by its classes and its own style."""
    found: frozenset[str] = frozenset()
    if style := element.get("style"):
        found = look_of(style)
    if looks and element.classes:
        for name in element.classes & looks.keys():
            found |= looks[name]
    return found


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return "".join([first, *(other.partition("*/")[2] for other in others)])


def _without_conditions(sheet: str) -> str:
    """Cut out the blocks of @media and the like: what holds only sometimes says nothing."""
    if "@" not in sheet:
        return sheet
    kept: list[str] = []
    at = depth = 0
    for found in re.finditer(r"@(?:media|supports|page|font-face|keyframes)[^{};]{0,500}\{|[{}]", sheet):
        sign = found[0]
        if depth:
            depth += 1 if sign[-1] == "{" else -1
            if not depth:
                at = found.end()
        elif sign[0] == "@":
            kept.append(sheet[at : found.start()])
            depth, at = 1, len(sheet)
    return "".join([*kept, sheet[at:]])
