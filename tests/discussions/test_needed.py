"""The home of a group says where somebody is needed: the open questions of others, first where people are stuck."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from discussions.models import Lift
from discussions.settling import be_stuck, mark_answer
from readings.reading import mark_read
from tests.factories import make_comment, make_membership, make_thread, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(group, edition, alice, now):
    """Ask something, so many hours after the start."""

    def asked(words, *, by=alice, hours=0, paragraph=2, on=edition):
        at = now + dt.timedelta(hours=hours)
        return make_thread(group, on, by, body=words, kind="question", paragraph=paragraph, at=at)

    return asked


def home(client, group):
    return client.get(reverse("group_detail", args=[group.slug])).text


def needed(client, group):
    """What the group's home lists there: sign, paragraph and question."""
    page = home(client, group)
    part = page.partition("Where you’re needed")[2].partition("</section>")[0]
    return [
        (" ".join(re.sub("<[^>]*>", " ", sign).split()), " ".join(words.split()))
        for sign, words in re.findall(
            r'<p class="eyebrow bits">(.*?)</p>\s*<a [^>]*>(.*?)</a>', part, re.DOTALL
        )
    ]


def test_open_questions_of_others_are_listed_the_latest_first(client_of, bob, group, schedule, ask):
    ask("What is a margin?")
    ask("And what is a gloss?", hours=1, paragraph=3)
    assert needed(client_of(bob), group) == [
        ("Question ¶ 3 1 new", "And what is a gloss?"),
        ("Question ¶ 2 1 new", "What is a margin?"),
    ]


def test_where_somebody_else_is_stuck_comes_first(client_of, bob, group, schedule, ask, now):
    dana = make_user("Dana")
    make_membership(group, dana, joined_at=now)
    be_stuck(user=dana, thread=ask("What is a margin?"))
    be_stuck(user=bob, thread=ask("And what is a gloss?", hours=1))
    assert [sign.split()[0] for sign, _words in needed(client_of(bob), group)] == ["Stuck", "Question"]


def test_ones_own_questions_answered_ones_and_comments_are_not_listed(
    client_of, alice, bob, group, edition, schedule, ask, now
):
    ask("What do I not know?", by=bob)
    answered = ask("What is a margin?")
    mark_answer(comment=make_comment(answered, bob), by=alice, now=now)
    make_thread(group, edition, alice, body="I see.")
    page = home(client_of(bob), group)
    assert "Where you’re needed" not in page
    assert "I see." in page


def test_what_is_listed_there_is_not_listed_again_as_the_latest_talk(client_of, bob, group, schedule, ask):
    ask("What is a margin?")
    page = home(client_of(bob), group)
    assert page.count("What is a margin?") == 1
    assert "Nobody has said anything yet" not in page


def test_no_more_than_three_are_listed_and_what_is_ahead_is_not(
    client_of, bob, group, edition, schedule, ask, now
):
    Lift.objects.filter(user=bob).delete()
    place = edition.paragraphs.get(number=6)
    mark_read(user=bob, edition=edition, ranges=[(0, place.start - 2)], now=now)
    for number in range(5):
        ask(f"Question number {number}?", hours=number)
    ask("What is said there?", hours=9, paragraph=6)
    assert [words[-2] for _sign, words in needed(client_of(bob), group)] == ["4", "3", "2"]
