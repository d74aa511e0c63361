"""The links in the margin of a text, hundreds on a page: to the threads of each paragraph, or to opening the first one.

How they look stands in partials of `reader.html`; how they are filled, in `rendering.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from accounts.models import User
from discussions.noticing import MOST_NAMED, news_in
from discussions.passages import Margin, Spot
from discussions.sheets import markup
from discussions.signs import shown, told
from discussions.wording import vouched
from groups.models import Group, Schedule
from readings.printing import GAP

NUMBER = GAP  # in the place of a paragraph's number: the link of margins that say the same is made once by a process
CLOSED = f'<span id="talk-{NUMBER}" hidden hx-swap-oob="true"></span>'
MOST_KEPT = 5_000  # links, of half a kilobyte
TALK = ["number", "heat", "new", "href", "label", "comments", "signs", "ahead"]


def talk_links(
    plan: Schedule, numbers: Iterable[int], margins: Mapping[int, Margin | None], *, oob: bool = False
) -> dict[int, SafeString]:
    """Render the margin's link for each paragraph number: to its threads, or to opening the first one.

    With `oob` they are for htmx, to take the place of those in the page.
    """
    threads = f"{paragraph_root(plan)}{NUMBER}/threads/"
    opening = f"{reverse('thread_create', args=[plan.group.slug, plan.pk])}?paragraph={NUMBER}"
    language = get_language()
    if plan.group.is_closed:
        # Nobody opens a thread there; what took back its last comment takes its link away.
        first = (CLOSED if oob else "").split(NUMBER)
    else:
        first = _link(None, opening, oob=oob, language=language)
    links = {}
    for number in numbers:
        margin = margins.get(number)
        link = _link(margin, threads, oob=oob, language=language) if margin else first
        links[number] = vouched(str(number).join(link))
    return links


@lru_cache(maxsize=MOST_KEPT)
def _link(margin: Margin | None, href: str, *, oob: bool, language: str | None) -> list[str]:
    """The link of a margin in pieces, between which the paragraph's number goes. The language is in its words."""
    if margin is None:
        invitation = escape(gettext("Comment on paragraph %(number)d").replace("%(number)d", NUMBER))
        made = markup("reader.html#talk_none", TALK, oob=oob).format_map(
            {"number": NUMBER, "href": href, "label": invitation}
        )
    elif margin.threads:
        made = _some(margin, markup("reader.html#talk", TALK, oob=oob), href)
    else:
        made = _veiled(margin, markup("reader.html#talk_ahead", TALK, oob=oob), href)
    return made.split(NUMBER)


def _some(margin: Margin, link: str, href: str) -> str:
    signs = shown(margin.signs)
    return link.format_map(
        {
            "number": NUMBER,
            "heat": margin.heat,
            "new": " new" if margin.new else "",
            "href": href,
            "label": label_of(margin),
            "comments": margin.comments,
            "signs": (f'<span class="signs" aria-hidden="true">{signs}</span>' if signs else "")
            + (f'<span class="more-ahead" aria-hidden="true">+{margin.ahead}</span>' * (margin.ahead > 0)),
        }
    )


def _veiled(margin: Margin, link: str, href: str) -> str:
    ahead = told_ahead(margin.ahead)
    return link.format_map(
        {
            "number": NUMBER,
            "href": href,
            "label": escape(f"{ahead}, ¶ {NUMBER}"),
            "comments": escape(ahead),
            "ahead": margin.ahead,
        }
    )


def label_of(margin: Margin) -> str:
    """What a margin's link says to whoever hears it, with NUMBER for the paragraph's; escaped."""
    label = ngettext(
        "%(comments)d comment on paragraph %(number)d",
        "%(comments)d comments on paragraph %(number)d",
        margin.comments,
    )
    label = label.replace("%(comments)d", str(margin.comments)).replace("%(number)d", NUMBER)
    if margin.new:
        label += ", " + ngettext("%(new)d new", "%(new)d new", margin.new) % {"new": margin.new}
    label = ", ".join([label, *told(margin.signs)])
    return escape(f"{label}, {told_ahead(margin.ahead)}" if margin.ahead else label)


def told_ahead(count: int) -> str:
    """So many threads that are veiled, in words."""
    return ngettext("%(count)d ahead of you", "%(count)d ahead of you", count) % {"count": count}


def passages_of(stood: Iterable[Spot]) -> str:
    """The words that a page tints, as JSON: for each thread in sight its number, its place, and whether it is one's own.

    Put together by hand, as there are hundreds: numbers, and nothing that anybody wrote.
    """
    told = []
    for pk, start, end, _comments, _latest_at, mine, _new, _sign, is_far, is_ahead in stood:
        if not is_ahead:
            name = f'"{pk} far"' if is_far else pk
            told.append(f"[{name}, {start}, {end}, {'true' if mine else 'false'}]")
    return f"[{', '.join(told)}]"


def news_told(stood: Iterable[Spot]) -> int | None:
    """How much is new to whoever reads a page, where its own threads are more than is ever told; else None: then the
    rest of the circle's talk must be asked about too.
    """
    new = sum({spot.pk: spot.new for spot in stood}.values())  # both ends of a connection may be
    return new if new > MOST_NAMED else None


def beside_again(plan: Schedule, shown: Mapping[int, Margin | None], stood: Sequence[Spot]) -> SafeString:
    """What stands beside a page, for htmx to put in its place: links of the margin, and what to tint by now."""
    links = talk_links(plan, shown, shown, oob=True).values()
    tinted = {"opened": passages_of(stood), "oob": True}
    return vouched("".join([*links, render_to_string("discussions/reader.html#uncovered", tinted)]))


def news_again(user: User, group: Group) -> SafeString:
    """How much is new to somebody in a circle's talk, for htmx to put in its place in the head of the page."""
    told = {
        "news": sum(news_in(group, user).values()),
        "oob": True,
        "next_news": reverse("thread_next", args=[group.slug]),
    }
    return vouched(render_to_string("components/places.html#news", told))


def paragraph_root(plan: Schedule) -> str:
    """The address that all paragraphs of a plan begin with: a number and a slash make it whole."""
    return reverse("reader_paragraph", args=[plan.group.slug, plan.pk, 0]).removesuffix("0/")
