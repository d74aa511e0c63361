"""What stands for words that were changed at an end of a range, where only some others came into their place. Pure.

Which words these are, `readings.carrying` knows; whether they may stand for each other is told here, by what they are.
"""

import re

from readings.aligning import BREAK
from readings.quoting import WORD

CONTEXT = 32  # code points around a range that tell its place
LONGER = 2  # times as long as the words whose place they took, and somewhat more, new words may be
FEW = 3  # words of which each may stand for one of as many others


def instead(words: str, others: str, beyond: int, near: str) -> int:
    """How many code points stand for changed words and so many signs `beyond` them, or 0 if that cannot be told.

    `words` and `others` begin beside what has not changed; `near` are those of the others in the same paragraph. There
    must be words in both, and not far more in one. Signs with which only the others end are left out.
    """
    if BREAK not in words:
        if beyond and near != others:
            return 0
        others = near
    if not WORD.search(words) or not WORD.search(others) or len(others) > LONGER * len(words) + CONTEXT:
        return 0
    if beyond:
        return len(others) + beyond
    others = others.rstrip()
    return len(others) - (signs(others[::-1]) if words[-1:].isalnum() else 0)


def as_many(words: str, others: str) -> list[re.Match[str]]:
    """The words that took the place of as many others within a paragraph; none where they are too many to tell."""
    made = list(WORD.finditer(others))
    is_alike = 0 < len(made) == len(WORD.findall(words)) <= FEW and BREAK not in words and BREAK not in others
    return made if is_alike else []


def ends_word(text: str, at: int) -> bool:
    return not text[max(at - 1, 0) : at + 1].isalnum() or not 0 < at < len(text)


def signs(text: str) -> int:
    """How many signs a text begins with that are no part of a word."""
    word = WORD.search(text)
    return word.start() if word else len(text)
