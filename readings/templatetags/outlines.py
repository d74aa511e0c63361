"""The outline beside a page of text, for the template that shows it."""

from collections.abc import Sequence

from django import template

from readings.models import Edition, Progress
from readings.paging import Page
from readings.rail import Entry, rail
from readings.reading import Outline, opens_with
from readings.rendering import Block

register = template.Library()


@register.simple_tag
def outline_beside(edition: Edition, outline: Outline, page: Page, progress: Progress | None) -> list[Entry]:
    """List the lines of the outline for the reader of this page (one query)."""
    return rail(edition, outline, page, progress)


@register.simple_tag
def opens_with_title(blocks: Sequence[Block], title: str) -> bool:
    """Whether the text itself begins with its title, so that the page need not say it."""
    return opens_with(blocks, title)
