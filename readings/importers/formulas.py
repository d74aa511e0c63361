"""Formulas as their letters in one line: MathML, as web pages and ODT have it, and what other formats share of it.

Exponents of figures, signs, n and i are raised, as the reader keeps raised figures; a fraction gets its stroke and a
root its sign. What else stands above or below others stands beside them here.
"""

from itertools import islice

from readings.importers.markup.tree import Element, visit

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_RAISES = {"msup": 1, "msubsup": 2, "munderover": 2}  # which of their parts stands above
_TOKENS = frozenset(("mi", "mn", "mo", "ms", "mtext"))
_UNSEEN = frozenset(("annotation", "annotation-xml"))
_UNSEEN_SIGNS = str.maketrans({"\u2061": " ", "\u2062": "", "\u2063": ",", "\u2064": ""})


def raised(exponent: str) -> str:
    """Return an exponent in raised signs where there are such for all of it, else as it is."""
    bare = "".join(exponent.split())
    above = bare.translate(_RAISED)
    return above if all(sign in _ABOVE for sign in above) else exponent


_ABOVE = frozenset(chr(sign) for sign in _RAISED.values())


def grouped(part: str) -> str:
    """Return a part of a fraction or root so that one sees where it ends: in brackets if it is more than a word."""
    return part if part.strip().isalnum() else f"({part})"


def formula_words(formula: Element) -> str:
    """Return the letters of a formula in MathML, or what its author wrote instead of it."""
    return formula.get("alttext") or _Line().of(formula)


class _Line:
    """The parts of the line, and how many there were where each element around this place began."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.begun: list[int] = []

    def of(self, formula: Element) -> str:
        visit(formula, self._enter, self._text, self._leave)
        return " ".join("".join(self.parts).translate(_UNSEEN_SIGNS).split())

    def _enter(self, element: Element) -> bool:
        if element.tag in _UNSEEN:
            return False
        if element.tag in ("mspace", "mtd", "mtr"):
            self.parts.append(" ")
        self.begun.append(len(self.parts))
        if element.tag == "mfenced":
            self.parts.append(element.get("open", "("))
        return True

    def _text(self, text: str) -> None:
        if not text.isspace():  # between elements it only sets the source in lines
            self.parts.append(text)

    def _leave(self, element: Element) -> None:
        at, around = self.begun.pop(), element.parent
        if element.tag in _TOKENS:
            self.parts[at:] = ["".join(self.parts[at:]).strip()]
        elif element.tag == "mfenced":
            self.parts.append(element.get("close", ")"))
        elif element.tag == "msqrt":
            self.parts[at:] = ["√", grouped("".join(self.parts[at:]))]
        if around is None:
            return
        if around.tag in _RAISES and _is_part(element, _RAISES[around.tag]):
            self.parts[at:] = [raised("".join(self.parts[at:]))]
        elif around.tag == "mfrac":
            stroke = "/" if _is_part(element, 1) else ""
            self.parts[at:] = [stroke, grouped("".join(self.parts[at:]))]
        elif around.tag == "mroot" and _is_part(element, 1):
            base = self.begun[-1]
            under, degree = "".join(self.parts[base:at]), "".join(self.parts[at:])
            self.parts[base:] = [raised(degree), "√", grouped(under)]


def _is_part(element: Element, which: int) -> bool:
    """Tell whether an element is this one, counted from 0, of those that make up the one around it."""
    around = element.parent
    return around is not None and next(islice(around.elements(), which, None), None) is element
