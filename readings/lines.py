"""The lines of an outline as HTML: each is rendered once by a process for all who see it alike.

A line says of its reader no more than whether it is read and whether they are there, which is asked for with the
rest of what stands in it: so what is kept is of nobody. How it looks stands in `page_detail.html`.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from readings.models import Text
from readings.rail import Entry

MOST_KEPT = 5_000  # lines, of some hundred bytes


def entry_line(entry: Entry, text: Text, root: str) -> SafeString:
    """A section's line, in an outline of pages at an address that they begin with; nothing for a folded one."""
    if entry.folded:
        return SafeString()
    return _kept(
        level=entry.section.level,
        title=entry.section.title,
        address=f"{root}{entry.page}/{entry.anchor}",
        is_read=entry.read,
        is_current=entry.current,
        is_whole=entry.is_only and entry.section.title == text.title,
        under=entry.under,
        minutes=entry.minutes,
        text_language=text.language,
        language=get_language(),
    )


@lru_cache(maxsize=MOST_KEPT)
def _kept(*, text_language: str, language: str | None, **values: str | int | bool) -> SafeString:
    context = {"entry": values, "text": {"language": text_language}, "LANGUAGE_CODE": language}
    return render_to_string("readings/page_detail.html#entry", context)
