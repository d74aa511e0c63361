"""Of what is ahead a reader learns where it is and how many, and nothing else: two circles are compared that differ in the rest.

Unlike the walk in `test_leaks.py` this finds what is told without a word of it, such as a count, a sign or a link.
"""

import datetime as dt
import re

import pytest
from django.urls import reverse

from discussions.models import Connection, Correction, Hiding, Lift, Move, Passage, Thread
from readings.reading import mark_read
from tests.everything import Site
from tests.factories import make_comment, make_membership, make_thread, make_user
from tests.test_permissions import GET

AHEAD = [*Thread.Kind]  # so many threads
# What differs from one asking to the next, and how long ago something was.
OWN = re.compile(
    r'csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<=>)[^<]*(?=</time>)'
)


@pytest.fixture
def site(db, now):
    """Bob has read up to the third paragraph; on that stand threads, of which he has hidden comments."""
    made = Site()
    made.other = make_user("Zacharias Quillfeather")
    make_membership(made.group, made.other, joined_at=now - dt.timedelta(days=9))
    Lift.objects.filter(user=made.bob).delete()
    made.place = made.edition.paragraphs.get(number=3)
    mark_read(user=made.bob, edition=made.edition, ranges=[(0, made.place.start - 2)], now=now)
    made.ahead = [make_thread(made.group, made.edition, made.alice, paragraph=3, at=now) for _kind in AHEAD]
    for thread in made.ahead[:3]:
        Hiding.objects.create(user=made.bob, comment=thread.comments.get())
    ask_whether_it_is_right(made.thread.passage)
    return made


def ask_whether_it_is_right(passage):
    old = {"old_edition": passage.edition, "old_span": passage.span, "old_quote": "Other words."}
    Move.objects.create(passage=passage, new_edition=passage.edition, confidence=0.6, **old)


def become_another_talk(site, now):
    """Make each of the threads ahead one of another kind, of somebody else, with answers, moved by a correction."""
    for thread, kind in zip(site.ahead, AHEAD, strict=True):
        first = thread.comments.get()
        first.author, first.body, first.html = (
            site.other,
            "Nobody but the moonwhistling.",
            "<p>moonwhistling</p>",
        )
        first.save()
        thread.author, thread.kind, thread.authors = site.other, kind, [site.other.pk]
        thread.save()
        make_comment(thread, site.other, body="@Bob Is it?", at=now)
        ask_whether_it_is_right(thread.passage)
        if kind == Thread.Kind.CORRECTION:
            Correction.objects.create(thread=thread, words="moonwhistling")
        if kind == Thread.Kind.CONNECTION:
            far = Passage.objects.create(
                edition=site.edition, span=site.place.span, quote=thread.passage.quote
            )
            Connection.objects.create(thread=thread, passage=far)


def told(response):
    shown = (b"" if response.streaming else response.content).decode(errors="replace")
    return [line.strip() for line in OWN.sub("", shown).splitlines() if line.strip()]


def all_pages(site, client):
    """What each page of a circle and of one's own shows, and what an answer about another thread is met with."""
    names = [name for name in GET if not name.startswith(("account_", "mfa_", "dev_"))]
    own = {name: site.address(name) for name in names if site.address(name).startswith(("/g/", "/settings/"))}
    own["the talk of their paragraph"] = reverse(
        "paragraph_threads", args=[site.group.slug, site.schedule.pk, 3]
    )
    own["what arrives beside one of them"] = f"{own['reader_live']}?since=0&thread={site.ahead[1].pk}"
    pages = {name: told(client.get(address, follow=True)) for name, address in sorted(own.items())}
    site.thread.passage.moves.update(answer="", answered_by=None, answered_at=None)
    answered = client.post(site.address("move_answer"), {"answer": "yes"}, follow=True)
    return pages | {"move_answer": told(answered)}


@pytest.mark.long
def test_what_kind_of_talk_is_ahead_whose_and_how_much_is_told_nowhere(site, client_of, now):
    client = client_of(site.bob)
    all_pages(site, client)  # what is new is seen, once
    before = all_pages(site, client)
    become_another_talk(site, now)
    after = all_pages(site, client)
    assert {name for name in before if before[name] != after[name]} == set()
    assert any("are ahead of you" in line for line in before["thread_list"])
