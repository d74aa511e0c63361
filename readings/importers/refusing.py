"""The refusal of a file that cannot become a text, in a sentence for the person who brought it."""

import re
from collections.abc import Iterable
from typing import Any

from readings.marking import gettext_noop as _

MAX_PIECES = 30_000  # a long novel has about ten thousand; more than this is no text that a circle reads
# The Bible has 1,300. Each is a line of the outline beside every page: with these, that page is 1 MB, and takes seconds.
MAX_HEADINGS = 2_000

_TWO_LETTERS = re.compile(
    r"[^\W\d_]{2}"
)  # a few signs without a word of so many are no text, whatever file it is
_FEW_SIGNS = 1_000  # more of them may be a table of figures


class ImportRefused(Exception):  # noqa: N818 - it is an answer to a person, not an error of ours
    """A file cannot be imported. `code` is for programs, `str()` a translated sentence for people.

    `message` is English and marked for translation, with `values` in it as `%(name)s`: the file may be read by
    another process than the one that knows who wants to hear of it.
    """

    def __init__(self, code: str, message: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.values = values

    def __str__(self) -> str:
        from django.utils.translation import gettext  # not loaded where files are read

        return gettext(self.message) % self.values


def too_many_pieces() -> ImportRefused:
    """Refuse a file of more than MAX_PIECES paragraphs."""
    return ImportRefused(
        "too_many_paragraphs",
        _("This file has more paragraphs than one text can hold. Please divide it into several texts."),
    )


def too_many_headings() -> ImportRefused:
    """Refuse a file of more than MAX_HEADINGS headings."""
    return ImportRefused(
        "too_many_headings",
        _("This file has more headings than one text can hold. Please divide it into several texts."),
    )


def too_slow() -> ImportRefused:
    """Refuse a file that cannot be read and saved in the time there is."""
    return ImportRefused(
        "too_slow", _("This file takes too long to read. Please divide it into several texts.")
    )


def cut_off() -> ImportRefused:
    """Refuse a file for now whose reading something ended from outside: what it was, nobody here can know."""
    return ImportRefused(
        "cut_off",
        _(
            "Reading this file was cut off, perhaps because it took more memory than there was. Please try again"
            " later, or divide it into several texts."
        ),
    )


def has_words(texts: Iterable[str]) -> bool:
    """Tell words from a few signs, such as "12 34", of which nobody could read a text. Many may be a table of figures."""
    length = 0
    for text in texts:
        length += len(text)
        if length >= _FEW_SIGNS or _TWO_LETTERS.search(text):
            return True
    return False


def no_words() -> ImportRefused:
    """Refuse what has no words in it."""
    return ImportRefused("no_words", _("There are no words to read in this file."))


def damaged(*, kind: str = "") -> ImportRefused:
    """Refuse a file that is broken."""
    if kind:
        said = _("This %(kind)s file is damaged and cannot be read. Please download it again.")
        return ImportRefused("damaged", said, kind=kind)
    return ImportRefused("damaged", _("This file is damaged and cannot be read. Please download it again."))


def locked() -> ImportRefused:
    """Refuse a file that only a password or a shop's key opens."""
    return ImportRefused(
        "locked",
        _("This file is locked with a password or copy protection. Please upload one that is not."),
    )
