"""The elements of an ODT as those of an HTML page."""

from collections.abc import Callable

from readings.importers.markup.tree import Element, visit
from readings.importers.odt_numbers import Numbers
from readings.importers.odt_styles import Styles
from readings.importers.symbols import as_letters, has_codes

_UNSEEN = frozenset(
    [
        "text:tracked-changes",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "office:forms",
        "office:annotation",
        "office:annotation-end",
        "text:alphabetical-index-mark",
        "text:toc-mark",
        "text:user-index-mark",
        "text:bibliography-mark-configuration",
        "office:scripts",
        "text:script",
        "office:event-listeners",
        "text:list-header-source",
        "table:table-columns",
        "table:table-column",
        "text:number",
        "text:page-number",
        "text:page-count",
        "office:change-info",
    ]
)
_CONTENTS = frozenset(
    [
        "text:table-of-content",
        "text:illustration-index",
        "text:table-index",
        "text:alphabetical-index",
        "text:user-index",
        "text:object-index",
    ]
)
_PLAIN = {
    "table:table": "table",
    "table:table-row": "tr",
    "table:table-cell": "td",
    "table:table-header-rows": "thead",
    "draw:text-box": "div",
    "draw:frame": "span",
    "text:section": "div",
    "text:ruby": "span",
    "text:ruby-text": "rt",
}
_MOST_INSIDE = 4
_TAB = 4  # columns


class Page:
    """An HTML page in the making; `title` is what the paragraph in the style of a title says."""

    def __init__(self, styles: Styles, formula: Callable[[str], Element | None]) -> None:
        self.styles = styles
        self.formula = formula  # that an embedded object holds, by its address
        self.title = ""
        self.insets: dict[Element, str] = {}  # of paragraphs that are set in: how far, as declarations
        self._around: list[Element] = []
        self._numbers = Numbers(styles)
        self._opened: list[tuple[Element, int]] = []
        self._notes: list[Element] = []
        self._lists: list[str] = []
        self._counts: dict[tuple[str, int], int] = {}
        self._after: list[Element] = []
        self._begins_line = True
        self._inside = 0  # notes and boxes around this place, which are built aside

    def root_of(self, body: Element) -> Element:
        """Return the page that the text of a document becomes; its notes stand at the end."""
        root = Element("html")
        self._around = [root.add("body")]
        for child in body.elements():
            visit(child, self._enter, self._text, self._leave)
        for note in self._notes:
            self._around[0].children.append(note)
            note.parent = self._around[0]
        return root

    def _enter(self, element: Element) -> bool:
        tag = element.tag
        if tag in _UNSEEN:
            return False
        depth = len(self._around)
        if tag in ("text:p", "text:h"):
            self._paragraph(element)
        elif tag == "text:span":
            looks = self.styles.looks(element.get("text:style-name"))
            if "hidden" in looks:
                return False
            words = [one for one in element.children if isinstance(one, str)]
            if any(map(has_codes, words)) and self.styles.is_symbols(element.get("text:style-name")):
                element.children = [
                    as_letters(one) if isinstance(one, str) else one for one in element.children
                ]
            for look in looks:
                self._open(look)
        elif tag == "text:a":
            self._open("a", href=element.get("xlink:href"))
        elif tag == "text:list":
            self._list(element)
        elif tag in ("text:list-item", "text:list-header"):
            self._item(element)
        elif tag == "text:note":
            self._note(element)
            return False
        elif tag in _CONTENTS:
            self._open("div", {"class": "toc"})
        elif tag == "draw:frame" and element.find("draw:text-box") is not None:
            figure = Element("figure")
            self._build(figure, list(element.elements()))
            self._after.append(figure)
            return False
        elif tag in ("draw:object", "draw:object-ole"):
            self._object(element)
            return False
        elif tag == "draw:image":
            self._picture(element)
            return False
        elif tag == "table:covered-table-cell" or tag == "text:soft-page-break":
            return False
        elif tag in _PLAIN:
            self._open(_PLAIN[tag], _spans(element))
        elif not self._sign(element):
            return False
        self._opened.append((element, depth))
        return True

    def _leave(self, element: Element) -> None:
        opened, depth = self._opened.pop()
        if opened.tag == "text:list":
            self._lists.pop()
        del self._around[depth:]
        if self._after and opened.tag not in ("text:span", "text:a"):
            for figure in self._after:  # a box does not stand in the middle of a sentence
                figure.parent = self._around[-1]
                self._around[-1].children.append(figure)
            self._after = []

    def _text(self, text: str) -> None:
        self._begins_line = self._begins_line and not text.strip()
        self._around[-1].children.append(text)

    def _open(self, tag: str, attributes: dict[str, str] | None = None, **further: str) -> Element:
        made = self._around[-1].add(tag, {**(attributes or {}), **further})
        self._around.append(made)
        return made

    def _sign(self, element: Element) -> bool:
        """Take what stands for one character; False when there is nothing further in it."""
        tag, here = element.tag, self._around[-1]
        if tag == "text:s":
            count = element.get("text:c")
            here.children.append(self._spaces(int(count) if count.isdecimal() and len(count) < 3 else 1, " "))
        elif tag == "text:tab":
            here.children.append(self._spaces(_TAB, "\t"))
        elif tag == "text:line-break":
            self._begins_line = True
            here.add("br")
        elif tag in ("text:bookmark", "text:bookmark-start") or tag == "svg:title" or tag == "svg:desc":
            pass
        else:
            return True
        return False

    def _spaces(self, columns: int, otherwise: str) -> str:
        """Return what spaces come to: any number of them is one, but where a line begins they set it in."""
        return "\u00a0" * columns if self._begins_line else otherwise

    def _paragraph(self, element: Element) -> None:
        self._begins_line = True
        kind = self.styles.kind(element.get("text:style-name"))
        self._group(kind)
        label = ""
        if element.tag == "text:h":
            level = element.get("text:outline-level")
            depth = max(int(level), 1) if level.isdecimal() and len(level) < 3 else 1
            kind, label = f"h{min(depth, 6)}", self._numbers.label(element, depth)
        elif kind[:1] == "h" and kind[1:].isdecimal():
            label = self._numbers.label(element, int(kind[1:]))
        if kind == "title":
            self.title = self.title or element.text()
            self._open("h1")
        elif kind[:1] == "h" and kind[1:].isdecimal():
            self._open(kind)
            if label and element.text().strip():
                self._text(f"{label} ")
        elif kind == "rule" and not element.text().strip() and element.find("draw:frame") is None:
            self._open("hr")
        elif kind == "pre":
            self._open("div")
            if not element.text().strip() and element.find("draw:frame") is None:
                self._around[-1].add("br")  # an empty line
        elif kind == "caption":
            self._open("p", {"class": "caption"})
        else:
            made = self._open("p")
            if inset := self.styles.inset(element.get("text:style-name")):
                self.insets[made] = inset

    def _group(self, kind: str) -> None:
        """Put neighbouring paragraphs of one quotation, poem or listing into one element."""
        here = self._around[-1]
        wanted = {"blockquote": "blockquote", "verse": "div", "pre": "div", "contents": "div"}.get(kind)
        if wanted is None:
            return
        last = here.children[-1] if here.children else None
        name = {"verse": "verse", "pre": "verse code", "contents": "toc"}.get(kind, "")
        if isinstance(last, Element) and last.tag == wanted and last.get("class") == name:
            self._around.append(last)
        else:
            self._open(wanted, {"class": name} if name else None)

    def _list(self, element: Element) -> None:
        level = 1 + len(self._lists)
        name = element.get("text:style-name") or (self._lists[-1] if self._lists else "")
        kind, start = self.styles.counting(name, level)
        key = (name, level)
        if kind:
            goes_on = element.get("text:continue-numbering") == "true" or element.get("text:continue-list")
            begin = str(self._counts.get(key, 0) + 1) if goes_on else start
            self._counts[key] = int(begin) - 1 if begin.isdecimal() and len(begin) < 7 else 0
            self._open("ol", type=kind, start=begin)
        else:
            self._open("ul")
        self._lists.append(name)

    def _item(self, element: Element) -> None:
        key = (self._lists[-1], len(self._lists)) if self._lists else ("", 0)
        said = element.get("text:start-value")
        attributes = {"value": said} if said else {}
        if element.tag == "text:list-item":
            known = int(said) if said.isdecimal() and len(said) < 7 else self._counts.get(key, 0) + 1
            self._counts[key] = known
        self._open("li", attributes)

    def _note(self, element: Element) -> None:
        """Put a note aside and its number here."""
        number = len(self._notes) + 1
        citation = element.find("text:note-citation")
        label = (citation.text() if citation is not None else "") or str(number)
        reference = self._around[-1].add("a", {"href": f"#fn{number}", "role": "doc-noteref"})
        reference.children.append(label)
        note = Element("aside", {"id": f"fn{number}", "role": "doc-footnote"})
        self._notes.append(note)
        body = element.find("text:note-body")
        self._build(note, list(body.elements()) if body is not None else [])

    def _build(self, top: Element, elements: list[Element]) -> None:
        """Build what stands aside from the text around it. Of boxes in boxes in boxes nothing is built."""
        if self._inside >= _MOST_INSIDE:
            return
        state = self._around, self._opened, self._after
        self._around, self._opened, self._after = [top], [], []
        self._inside += 1
        for child in elements:
            visit(child, self._enter, self._text, self._leave)
        self._inside -= 1
        self._around, self._opened, self._after = state

    def _object(self, element: Element) -> None:
        """Take the letters of a formula; of anything else there is its picture, or the doubt that one is missing."""
        frame = element.parent
        formula = element.find("math") or self.formula(element.get("xlink:href"))
        if formula is not None:
            self._around[-1].children.append(formula)
        elif frame is None or frame.find("draw:image") is None:
            self._picture(element)

    def _picture(self, element: Element) -> None:
        frame = element.parent
        said = {child.tag: child.text() for child in frame.elements()} if frame is not None else {}
        here = self._around[-1]
        if any(isinstance(child, Element) and child.tag in ("img", "math") for child in here.children):
            return  # another form of the same picture, or the looks of a formula
        alternative = said.get("svg:desc") or said.get("svg:title") or ""
        here.add("img", {"src": element.get("xlink:href"), "alt": alternative})


def _spans(element: Element) -> dict[str, str]:
    """Return how many rows and columns a cell reaches over."""
    names = {"table:number-columns-spanned": "colspan", "table:number-rows-spanned": "rowspan"}
    return {short: element.get(name) for name, short in names.items() if element.get(name) not in ("", "1")}
