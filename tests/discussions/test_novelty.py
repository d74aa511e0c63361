"""What is new is one rule, asked of comments one by one and counted thread by thread: both say the same, in whatever way people have talked."""

import datetime as dt
import random

import pytest

from discussions.commenting import remove
from discussions.hiding import block, hide
from discussions.models import Comment, Seen, Thread
from discussions.noticing import mute, see
from discussions.setting_aside import set_aside
from groups.models import Membership
from tests.factories import make_comment, make_thread, make_user

pytestmark = pytest.mark.long

REMOVED, ASIDE, HIDDEN = range(3)


@pytest.mark.parametrize("seed", range(3))
def test_each_thread_counts_what_one_reader_of_the_rule_would_count(group, edition, alice, bob, now, seed):
    chosen = random.Random(seed)
    carol, dora = make_user("Carol"), make_user("Dora")
    Membership.objects.create(group=group, user=carol, joined_at=now - dt.timedelta(days=5))
    Membership.objects.create(group=group, user=dora, joined_at=now - dt.timedelta(days=5))
    Membership.objects.filter(group=group, user=bob).update(joined_at=now - dt.timedelta(days=5))
    block(user=bob, person=dora)
    expected = {}
    for place in range(4):
        said_at = now - dt.timedelta(days=10)
        thread = make_thread(group, edition, alice, paragraph=2 + place, at=said_at)
        for number in range(2, 9):
            made = make_comment(thread, chosen.choice([alice, bob, carol, dora]))
            Comment.objects.filter(pk=made.pk).update(created_at=said_at + dt.timedelta(days=number))
        had = {number for number in range(1, 9) if chosen.random() < 0.4}
        for number in had:
            see(user=bob, thread=thread, ranges=[(number, number + 1)])
        is_muted = place == 3
        mute(user=bob, thread=thread, is_muted=is_muted)
        count = 0
        for comment in thread.comments.order_by("number"):
            deed = chosen.choice([REMOVED, ASIDE, HIDDEN, None, None, None])
            if deed == REMOVED:
                remove(comment=comment, now=now)
            elif deed == ASIDE:
                set_aside(comment=comment, by=alice, reason="Too loud.", now=now)
            elif deed == HIDDEN:
                hide(user=bob, comment=comment)
            is_new = (
                deed is None
                and comment.author not in {bob, dora}
                and comment.created_at >= now - dt.timedelta(days=5)
                and comment.number not in had
                and not is_muted
            )
            count += is_new
        expected[thread.pk] = count
    assert dict(Thread.objects.with_news(bob.pk).values_list("pk", "new")) == expected
    told = [(one.thread_id, one.is_new) for one in Comment.objects.with_news(bob)]
    unseen = list(Comment.objects.unseen_by(bob).values_list("thread", flat=True))
    for thread, count in expected.items():
        assert told.count((thread, True)) == unseen.count(thread) == count
    stranger = make_user("Eve")
    assert not any(new for (new,) in Thread.objects.with_news(stranger).values_list("new"))
    assert Seen.objects.filter(user=stranger).count() == 0


def test_nothing_is_new_to_whoever_left(group, edition, alice, bob, now):
    thread = make_thread(group, edition, alice)
    assert Thread.objects.with_news(bob).get(pk=thread.pk).new == 1
    Membership.objects.filter(group=group, user=bob).update(left_at=now + dt.timedelta(minutes=1))
    assert Thread.objects.with_news(bob).get(pk=thread.pk).new == 0
    assert not Comment.objects.unseen_by(bob).exists()
