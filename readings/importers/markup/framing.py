"""Pages that a page shows within itself: whether one has anything to read. What it says is not read for the text."""

from readings.importers.markup.known import Known
from readings.importers.markup.parsing import Budget, parse_html
from readings.importers.markup.phrases import line_of
from readings.importers.refusing import ImportRefused

_A_SENTENCE = 80  # code points; less is a button, or the word above an advertisement


def shows_words(page: str) -> bool:
    """Tell whether there is more than a line to read in a page. One that is too large to tell may have that."""
    try:
        return len(line_of(parse_html(page, Budget()), Known())[0].text) > _A_SENTENCE
    except ImportRefused:
        return True
