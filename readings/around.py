"""Pages around one long piece of HTML: a page of text, a thread of hundreds of comments.

Every block and every part of a template copies all that stands in it, so half a megabyte in the middle of a page is
copied a dozen times. Here the template is rendered with a gap, and the piece is put in when that is done. It comes as
bytes, as it will be sent: one dash or one umlaut in a page doubles what a string of it takes, and most of a page is
the same as the last time.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from readings.printing import GAP


class Pieces:
    """Long HTML that is joined once, with the page around it. It was made safe by whoever made it."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.parts = parts

    def __str__(self) -> SafeString:
        return SafeString(b"".join(self.parts).decode())


def render_around(request: HttpRequest, template: str, context: dict[str, Any], name: str) -> HttpResponse:
    """What `render` gives, for a context whose `name` is long HTML that the template shows once, or not at all."""
    page = render_to_string(template, context | {name: SafeString(GAP)}, request)
    around = page.split(GAP)
    if len(around) > 2:  # somebody asked for words with such a character in them
        return render(request, template, context)
    if len(around) == 1:
        return HttpResponse(page)
    long = context[name]
    parts = long.parts if isinstance(long, Pieces) else [long.encode()]
    return HttpResponse(b"".join([around[0].encode(), *parts, around[1].encode()]))
