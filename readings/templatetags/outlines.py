"""The outline beside a page of text, for the template that shows it."""

from django import template

from readings.lines import entry_line
from readings.models import Progress
from readings.paging import Page
from readings.printing import Printed
from readings.rail import Entry, rail
from readings.reading import Outline

register = template.Library()


@register.simple_tag
def outline_beside(outline: Outline, page: Page, progress: Progress | None) -> list[Entry]:
    """List the lines of the outline for the reader of this page."""
    return rail(outline, page, progress)


register.simple_tag(entry_line)


@register.filter
def opens_with(page: Printed, title: str) -> bool:
    """Whether a page begins with this title, so that it need not be said above it."""
    return " ".join(page.opening.casefold().split()) == " ".join(title.casefold().split())
