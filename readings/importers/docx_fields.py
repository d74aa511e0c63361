"""Links that a DOCX writes as fields, the older way, become links of the newer one; of other fields the words stay.

A field that keeps no words of its own (what was chosen in a form, how a sign is spoken) gets those that it shows.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from readings.importers.docx_styles import W, is_on, number, value
from readings.importers.inline import safe_link

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.I)
_PLACE = re.compile(r'\\l\s+"([^"\s]*)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPOKEN = re.compile(r"\\o\s*(?:\\a[dclr]\s*)?\(\s*\\s\s*\\up\s*\d+\s*\(([^()]*)\)\s*[,;]([^()]*)\)", re.I)
_EQUATION = re.compile(r"\s*EQ\b", re.I)
_TOLD = re.compile(r"\\\*\s*(?:\"[^\"]*\"|\w+)|\\[a-z]+\d*", re.I)
_SIGNS = (f"{{{W}}}fldChar", f"{{{W}}}instrText")
_UNSEEN = (*_SIGNS, f"{{{W}}}rPr")


@dataclass(slots=True)
class _Field:
    """A field that is open: what it is told to do, whether its words have begun, the link that it stands in."""

    around: "_Field | None"
    told: str = ""
    address: str = ""
    runs: list[etree._Element] = field(default_factory=list)
    form: etree._Element | None = None
    shows: bool = False


def write_links(root: etree._Element) -> dict[str, str]:
    """Put links for the fields that are some, and return where they lead by the names of their relations."""
    links: dict[str, str] = {}
    for simple in list(root.iter(f"{{{W}}}fldSimple")):
        if address := _address(simple.get(f"{{{W}}}instr", "")):
            simple.tag = f"{{{W}}}hyperlink"
            simple.set(_RELATION, _named(links, address))
    open_fields: list[_Field] = []
    for run in list(root.iter(f"{{{W}}}r")):
        for child in run:
            if child.tag not in _UNSEEN:
                _show(run, open_fields)
            elif child.tag == f"{{{W}}}instrText" and open_fields:
                open_fields[-1].told += child.text or ""
            elif child.tag == f"{{{W}}}fldChar":
                _turn(child, open_fields, links)
    for sign in list(root.iter(*_SIGNS)):
        parent = sign.getparent()
        if parent is not None:
            parent.remove(sign)
    return links


def _turn(sign: etree._Element, open_fields: list[_Field], links: dict[str, str]) -> None:
    """Open a field, begin its words, or close it. One that is never closed is none."""
    kind = sign.get(f"{{{W}}}fldCharType", "")
    if kind == "begin":
        last = open_fields[-1] if open_fields else None
        form = sign.find(f"{{{W}}}ffData")
        open_fields.append(_Field(last if last is None or last.address else last.around, form=form))
    elif kind == "separate" and open_fields:
        open_fields[-1].address = _address(open_fields[-1].told)
    elif kind == "end" and open_fields:
        closed = open_fields.pop()
        if not closed.shows and (words := _shown_without_words(closed)):
            sign.tag = f"{{{W}}}t"
            sign.text = words
        if closed.runs:
            name = _named(links, closed.address)
            for run in closed.runs:
                _link(run, name)


def _show(run: etree._Element, open_fields: list[_Field]) -> None:
    """Count a run to the innermost link that it stands in."""
    last = open_fields[-1] if open_fields else None
    if last is not None:
        last.shows = True
    link = last if last is None or last.address else last.around
    if link is not None and (not link.runs or link.runs[-1] is not run):
        link.runs.append(run)


def _shown_without_words(closed: _Field) -> str:
    """Return what a field shows that keeps no words: what was chosen in a form, how a sign is spoken, a formula."""
    box = closed.form.find(f"{{{W}}}checkBox") if closed.form is not None else None
    if box is not None:
        said = box.find(f"{{{W}}}checked")
        return "☒" if is_on(said if said is not None else box.find(f"{{{W}}}default")) else "☐"
    choices = closed.form.find(f"{{{W}}}ddList") if closed.form is not None else None
    if choices is not None:
        said = choices.find(f"{{{W}}}result")
        if said is None:
            said = choices.find(f"{{{W}}}default")
        chosen = 0 if said is None else number(value(said))
        entries = [value(entry) for entry in choices.iterfind(f"{{{W}}}listEntry")]
        return entries[chosen] if chosen is not None and chosen < len(entries) else ""
    if not (equation := _EQUATION.match(closed.told)):
        return ""
    return " ".join(_TOLD.sub(" ", _SPOKEN.sub(r"\2(\1)", closed.told[equation.end() :])).split())


def _link(run: etree._Element, name: str) -> None:
    """Put a run into a link, the same as the one before it if it goes on there."""
    parent, before = run.getparent(), run.getprevious()
    if parent is None or parent.tag == f"{{{W}}}hyperlink":
        return
    if before is not None and before.get(_RELATION) == name:
        before.append(run)
        return
    link = etree.Element(f"{{{W}}}hyperlink")
    link.set(_RELATION, name)
    run.addprevious(link)
    link.append(run)


def _address(told: str) -> str:
    """Return where a field links to, "" when it does something else or leads to another place of the same text."""
    found = _LINK.match(told)
    if found is None:
        return ""
    place = _PLACE.search(told, found.end())
    return safe_link((found[1] or found[2] or "") + (f"#{place[1]}" if place and place[1] else ""))


def _named(links: dict[str, str], address: str) -> str:
    links[name := f"link-of-field-{len(links)}"] = address
    return name
