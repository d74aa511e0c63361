"""Words that a link in what somebody said leads to, as they unfold in place: not the way to them (`pointing_views`)."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from readings.models import Edition, Paragraph
from readings.reading import content_between
from readings.rendering import without_notes

MOST = 1_200  # code points that unfold; of more the beginning
NAME = re.compile(r"[a-z][0-9]{1,19}-[0-9]{1,3}", re.ASCII)  # of a link in a page


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The words of a stretch, and the paragraphs that it begins and ends in."""

    words: str
    paragraphs: str
    language: str


def told_paragraphs(first: int, last: int) -> str:
    """The paragraphs of a stretch by their numbers."""
    return f"¶ {first}–{last}" if last > first else f"¶ {first}"


def unfolded(edition: Edition, start: int, end: int) -> Unfolded:
    """What is shown of a stretch without white space at its ends (two queries)."""
    touched = list(
        Paragraph.objects.filter(edition=edition, span__overlap=(start, end))
        .order_by("number")
        .values_list("number", "marks")
    )
    until = min(end, start + MOST)
    marks = [mark for _number, some in touched for mark in some]
    words = without_notes(content_between(edition.pk, start, until), start, marks)
    return Unfolded(
        words=f"{words}…" if until < end else words,
        paragraphs=told_paragraphs(touched[0][0], touched[-1][0]),
        language=edition.text.language,
    )


def words_address(slug: str, edition: int, start: int, end: int, leads_to: str) -> str:
    """Where the words of a stretch are asked for by a link that leads to an address of this site."""
    asked = urlencode({"to": leads_to})
    return f"{reverse('passage_words', args=[slug, edition, start, end])}?{asked}"


def link_html(
    *, name: str, label: str, address: str, words: str, shown: Unfolded | None = None, told: str = ""
) -> SafeString:
    """A link that unfolds what it leads to, or has done so. `told` is whose words they are."""
    context = {"name": name, "label": label, "address": address, "words": words, "shown": shown, "told": told}
    return render_to_string("readings/passage_words.html", context)


def label_of(title: str, first: int, last: int) -> str:
    """What a link to a stretch is called that nobody has given words."""
    return f"{title}, {told_paragraphs(first, last)}"
