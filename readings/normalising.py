"""Unicode's normal forms, in time that grows with the text and not with its square. Pure.

`unicodedata.normalize` sorts the marks on a letter one by one, and lets nobody else at work meanwhile: a hundred
thousand accents on one letter would stop the whole site for a minute. So a run of them is cut first, as Unicode's
stream-safe format has it (UAX 15): no script sets more than 30 on a letter. All that normalises goes through here.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

MOST_MARKS = 30  # one after the other; what stands beyond them is no writing, and goes

# All marks are among these signs. One sign first, by which the search skips all other text.
_LONG_RUN = re.compile(rf"[^\x00-\u02ff][^\x00-\u02ff]{{{MOST_MARKS}}}")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
Form = Literal["NFC", "NFKD"]


def normal(text: str, form: Form = "NFC") -> str:
    """Return a text in a normal form, runs of marks cut to MOST_MARKS."""
    if text.isascii():
        return text
    if _LONG_RUN.search(text):
        text = with_few_marks(text)
    return text if unicodedata.is_normalized(form, text) else unicodedata.normalize(form, text)


def fold(words: str) -> str:
    """Words without capitals and accents, as the database keeps the names of texts."""
    plain = _ACCENTS.sub("", normal(words, "NFKD"))
    return "".join(letter.lower() for letter in plain)  # one by one: the last sigma of a word is one too


def with_few_marks(text: str) -> str:
    """Return a text without the marks beyond MOST_MARKS in a row."""
    marks = "".join(sign for sign in sorted(set(text)) if sign > "\u02ff" and _is_mark(sign))
    if not marks:
        return text
    beyond = re.compile(f"([{re.escape(marks)}]{{{MOST_MARKS}}})[{re.escape(marks)}]+")
    return beyond.sub(r"\1", text)


@cache
def _is_mark(sign: str) -> bool:
    """Whether a sign comes to stand on the letter before it, as it is or taken apart: what is sorted."""
    return bool(unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]))
