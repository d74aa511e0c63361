"""The links in the margin of a text, hundreds on a page: to the threads of each paragraph, or to opening the first one.

How they look stands in partials of `reader.html`; how they are filled, in `rendering.py`.
"""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from discussions.passages import Margin
from discussions.rendering import markup
from discussions.signs import shown, told
from discussions.wording import vouched
from groups.models import Schedule

TALK = ["number", "heat", "new", "href", "label", "comments", "signs"]


def talk_links(
    plan: Schedule, numbers: Iterable[int], margins: Mapping[int, Margin | None], *, oob: bool = False
) -> dict[int, SafeString]:
    """Render the margin's link for each paragraph number: to its threads, or to opening the first one.

    With `oob` they are for htmx, to take the place of those in the page.
    """
    some, none = markup("reader.html#talk", TALK, oob=oob), markup("reader.html#talk_none", TALK, oob=oob)
    root = paragraph_root(plan)
    opening = reverse("thread_create", args=[plan.group.slug, plan.pk])
    invitation = gettext("Comment on paragraph %(number)d")
    links = {}
    for number in numbers:
        margin = margins.get(number)
        if margin:
            label = ngettext(
                "%(comments)d comment on paragraph %(number)d",
                "%(comments)d comments on paragraph %(number)d",
                margin.comments,
            ) % {"comments": margin.comments, "number": number}
            if margin.new:
                label += ", " + ngettext("%(new)d new", "%(new)d new", margin.new) % {"new": margin.new}
            label = ", ".join([label, *told(margin.signs)])
            signs = shown(margin.signs)
            link = some.format_map(
                {
                    "number": number,
                    "heat": margin.heat,
                    "new": " new" if margin.new else "",
                    "href": f"{root}{number}/threads/",
                    "label": escape(label),
                    "comments": margin.comments,
                    "signs": f'<span class="signs" aria-hidden="true">{signs}</span>' if signs else "",
                }
            )
        else:
            label = invitation % {"number": number}
            link = none.format_map(
                {"number": number, "href": f"{opening}?paragraph={number}", "label": escape(label)}
            )
        links[number] = vouched(link)
    return links


def paragraph_root(plan: Schedule) -> str:
    """The address that all paragraphs of a plan begin with: a number and a slash make it whole."""
    return reverse("reader_paragraph", args=[plan.group.slug, plan.pk, 0]).removesuffix("0/")
