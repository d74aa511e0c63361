"""Formulas of a DOCX: each becomes a run of its letters, those that stand alone as well as those in a line."""

from collections.abc import Iterator

from lxml import etree

from readings.importers.docx_styles import W
from readings.importers.docx_wrappers import replace
from readings.importers.formulas import grouped, raised

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORDS = (f"{_MATH}t", f"{{{W}}}t")
_ABOVE = (f"{_MATH}sup", f"{_MATH}deg")


def write_formulas(root: etree._Element) -> None:
    """Put a run of its letters for every formula, in a paragraph of its own where there is none around it."""
    for formula in list(root.iter(f"{_MATH}oMath")):
        run = etree.Element(f"{{{W}}}r")
        around = formula.getparent()
        is_next = around is not None and around.tag == f"{_MATH}oMathPara" and _is_after_another(formula)
        if is_next:
            etree.SubElement(run, f"{{{W}}}br")
        etree.SubElement(run, f"{{{W}}}t").text = _words(formula)
        replace(formula, [run])
    for alone in list(root.iter(f"{_MATH}oMathPara")):
        runs = [child for child in alone if child.tag == f"{{{W}}}r"]
        if next(alone.iterancestors(f"{{{W}}}p"), None) is None:
            paragraph = etree.Element(f"{{{W}}}p")
            paragraph.extend(runs)
            runs = [paragraph]
        replace(alone, runs)


def _is_after_another(formula: etree._Element) -> bool:
    return any(before.tag == f"{{{W}}}r" for before in formula.itersiblings(preceding=True))


def _words(formula: etree._Element) -> str:
    """Return the letters of a formula in one line."""
    parts: list[str] = []
    begun: list[int] = []
    for event, element in etree.iterwalk(formula, events=("start", "end")):
        if event == "start":
            begun.append(len(parts))
            parts += _signs_before(element)
            continue
        at = begun.pop()
        if element.tag in _WORDS:
            parts.append(element.text or "")
        inside = "".join(parts[at:])
        parts[at:] = [_as_part(element, inside)]
    return " ".join("".join(parts).split())


def _signs_before(element: etree._Element) -> Iterator[str]:
    """Yield the signs that a part begins with; they stand in its properties."""
    name = _name(element)
    if name == "nary":
        yield _said(element, "naryPr", "chr", "∫")
    elif name == "d":
        yield _said(element, "dPr", "begChr", "(")


def _as_part(element: etree._Element, inside: str) -> str:
    """Return what a part says as a part of what it stands in."""
    name, around = _name(element), element.getparent()
    of = _name(around) if around is not None else ""
    if element.tag in _ABOVE:
        return raised(inside)
    if name == "d":
        return inside + _said(element, "dPr", "endChr", ")")
    if name == "acc":
        return inside + _said(element, "accPr", "chr", "\u0302")
    if name in ("num", "den"):
        return ("/" if name == "den" else "") + grouped(inside)
    if name != "e":
        return inside
    if of == "rad":
        return "√" + grouped(inside)
    if of == "func" and inside[:1].isalnum():
        return f" {inside}"
    if of == "d" and _has_before(element, "e"):
        return _said(around, "dPr", "sepChr", "|") + inside
    return f" {inside}" if of in ("mr", "eqArr") else inside


def _has_before(element: etree._Element, name: str) -> bool:
    before = element.getprevious()
    return before is not None and _name(before) == name


def _said(element: etree._Element | None, properties: str, name: str, usual: str) -> str:
    """Return a sign that the properties of a part name; the usual one when they name none."""
    found = element.find(f"{_MATH}{properties}/{_MATH}{name}") if element is not None else None
    return usual if found is None else str(found.get(f"{_MATH}val", ""))[:4]


def _name(element: etree._Element) -> str:
    tag = str(element.tag)
    return tag.removeprefix(_MATH) if tag.startswith(_MATH) else ""
