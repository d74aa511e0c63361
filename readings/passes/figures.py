"""Numbers at the end of words, told from those of formulas, scores and figures: which of them may refer to a note."""

import re
from collections.abc import Iterator

# The first figure comes before what must stand before it: so the regular expression looks at figures only.
_GLUED = re.compile(r"\d(?<=[.,;:!?”’\"»)]\d)\d{0,2}(?![\w%°]|[.,:-]\d)")
_SENTENCE_OVER = re.compile(r"[”’\"»)]*(?:\s+|$)(?![a-zß-öø-ÿα-ωа-яё])")
_POWER_OF = re.compile(r"(?<!\w)(?:sin|cos|tan|cot|sec|csc|log|exp|sinh|cosh|tanh|mol)$")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)$")
_PLAIN_WORD = re.compile(r"(?!(?:sin|cos|tan|cot|sec|csc|log|exp|mol)\b)[^\W\d_]{3}")


def is_power(before: str) -> bool:
    """Tell what is raised to a power, a function or a bracket without words, from what has a note."""
    if not before.endswith(")"):
        return bool(_POWER_OF.search(before))
    bracket = _IN_BRACKETS.search(before)
    return bracket is not None and not _PLAIN_WORD.search(bracket[1])


def glued(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers that stand right behind a stop or a closing mark, but of no formula, score or figure.

    A bracket in a formula has no words in it; behind a colon or a year a sentence must be over.
    """
    for number in _GLUED.finditer(text):
        at = number.start()
        is_over = bool(_SENTENCE_OVER.match(text, number.end()))
        sign, before = text[at - 1], text[max(at - 60, 0) : at]
        is_formula = sign == ")" and is_power(before)
        if not is_formula and (is_over or not (sign == ":" or (sign == "." and before[-2:-1].isdecimal()))):
            yield number
