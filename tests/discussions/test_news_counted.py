"""What is new is counted in two ways, by whose the comments are or by looking at them; they come to the same."""

import datetime as dt
import random

import pytest
from django.db.models import Count

from discussions.commenting import remove
from discussions.hiding import block, hide
from discussions.models import Comment, Correction, Seen, Thread
from discussions.noticing import mute, see, unsee_first
from discussions.setting_aside import put_back, set_aside
from groups.models import Membership
from tests.factories import make_comment, make_correction, make_group, make_thread, make_user

pytestmark = pytest.mark.long


@pytest.fixture
def people(alice, bob):
    return [alice, bob, make_user("Dana"), make_user("Eve")]


@pytest.fixture
def circle(people, now):
    """Four who came at different times: before all was said, amid it, and after it."""
    group = make_group(facilitator=people[0], members=people[1:])
    for days, person in zip((9, 9, 5, 1), people, strict=True):
        Membership.objects.filter(user=person).update(joined_at=now - dt.timedelta(days=days))
    return group


def counted(user):
    return dict(Thread.objects.with_news(user).filter(new__gt=0).order_by().values_list("pk", "new"))


def looked_at(user):
    return dict(Comment.objects.unseen_by(user).order_by().values_list("thread").annotate(Count("pk")))


def talk(group, edition, people, chance, now):
    """A dozen threads of up to eight comments, of which some were removed, set aside, or put back."""
    for number in range(12):
        begun = now - dt.timedelta(days=chance.choice([8, 6, 4]))
        by, paragraph = chance.choice(people), 2 + number % 3
        if number == 0:
            thread = make_correction(group, edition, by, paragraph=paragraph).thread
        else:
            thread = make_thread(group, edition, by, paragraph=paragraph)
        Thread.objects.filter(pk=thread.pk).update(created_at=begun)
        for _more in range(chance.randrange(8)):
            make_comment(thread, chance.choice(people), at=begun + dt.timedelta(days=chance.random() * 4))
        Comment.objects.filter(thread=thread, number=1).update(created_at=begun)
        for comment in thread.comments.all():
            fate = chance.randrange(8)
            if fate == 0:
                remove(comment=comment, now=now)
            elif fate < 3:
                made = set_aside(comment=comment, by=people[0], reason="It tells the end.", now=now)
                if made and fate == 2:
                    put_back(removal=made, by=people[0], now=now)


def have_read(people, chance):
    for thread in Thread.objects.all():
        for person in people:
            first, last = sorted(chance.sample(range(1, 12), 2))
            which = chance.randrange(5)
            if which == 1:
                see(user=person, thread=thread, ranges=[(1, last)])
            elif which == 2:
                see(user=person, thread=thread, ranges=[(first, last)])
            elif which == 3:
                see(user=person, thread=thread, ranges=[(1, first), (first + 1, last + 1)])
            mute(user=person, thread=thread, is_muted=chance.random() < 0.1)


@pytest.mark.parametrize("seed", range(6))
def test_counted_by_whose_they_are_it_is_as_much_as_by_looking_at_each(circle, edition, people, now, seed):
    chance = random.Random(seed)
    talk(circle, edition, people, chance, now)
    have_read(people, chance)
    correction = Correction.objects.get()
    for _twice in range(2):
        for person in people:
            assert counted(person) == looked_at(person), f"of seed {seed}, to {person}"
        Correction.objects.update(decided_at=now, decided_by=people[1], state="declined", reason="No.")
        unsee_first([correction.pk])
        hide(user=people[1], comment=chance.choice(Comment.objects.all()))
        block(user=people[2], person=people[0])


def test_a_thread_says_whose_its_comments_are_and_which_of_them_stand(group, edition, alice, bob, now):
    thread = make_thread(group, edition, alice)
    second, third = make_comment(thread, bob, at=now), make_comment(thread, alice, at=now)
    remove(comment=second, now=now)
    removal = set_aside(comment=third, by=bob, reason="It tells the end.", now=now)
    thread.refresh_from_db()
    assert (thread.authors, thread.comment_count) == ([alice.pk, 0, 0], 1)
    put_back(removal=removal, by=bob, now=now)
    thread.refresh_from_db()
    assert (thread.authors, thread.comment_count) == ([alice.pk, 0, alice.pk], 2)


def test_who_has_read_from_the_beginning_is_told_without_a_look_at_any_comment(group, edition, alice, bob):
    """Else the database would go to each, of which a circle that has talked for years has tens of thousands."""
    thread = make_thread(group, edition, alice)
    make_comment(thread, alice)
    see(user=bob, thread=thread, ranges=[(1, 2)])
    assert Seen.objects.get(user=bob).numbers
    told = Thread.objects.with_news(bob).explain(analyze=True, timing=False)
    comments = told[told.index("SubPlan") :]
    assert "discussions_comment" in comments
    assert "(never executed)" in comments
