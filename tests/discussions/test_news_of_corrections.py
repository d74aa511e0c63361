"""A correction on which curators decided is new to whoever proposed it, until they have looked, and to nobody else."""

import pytest
from django.urls import reverse

from discussions.correcting import accept, decline
from discussions.models import Comment
from discussions.noticing import follow, news_in, see
from notices import sending
from tests.discussions.test_corrections import words_of
from tests.discussions.test_telling import LATER
from tests.factories import make_correction
from tests.notices.conftest import inbox as inbox

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def proposed(group, edition, schedule, bob):
    start, there = words_of(edition, 3)
    made = make_correction(
        group, edition, bob, start=start, end=start + len(there.split()[0]), words="Otherwise"
    )
    follow(user=bob, thread=made.thread)
    see(user=bob, thread=made.thread, ranges=[(1, 2)])
    return made


def test_while_it_waits_there_is_nothing_new(proposed, bob):
    assert not Comment.objects.new_to(bob).exists()


@pytest.mark.parametrize("outcome", ["accepted", "declined"])
def test_what_was_decided_is_new_to_its_author_until_they_have_seen_it(
    proposed, group, bob, alice, curator, now, outcome
):
    see(user=alice, thread=proposed.thread, ranges=[(1, 2)])
    if outcome == "accepted":
        accept(correction=proposed, by=curator, now=now)
    else:
        decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    assert news_in(group, bob) == {proposed.thread.pk: 1}
    assert news_in(group, alice) == {}
    see(user=bob, thread=proposed.thread, ranges=[(1, 2)])
    assert news_in(group, bob) == {}


def test_on_the_page_it_is_marked_as_new_so_that_it_counts_as_seen_once_it_was_in_sight(
    proposed, client_of, bob, curator, now
):
    address = proposed.thread.get_absolute_url()
    assert 'class="comment mine" id="c1"' in client_of(bob).get(address).text
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    assert 'class="comment mine new" id="c1"' in client_of(bob).get(address).text


def test_the_list_of_what_is_new_says_what_became_of_it(proposed, client_of, group, bob, curator, now):
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    page = client_of(bob).get(reverse("thread_list", args=[group.slug]), {"new": "1"}).text
    assert "declined" in page
    assert "1 new" in page


def test_mail_tells_it_as_a_decision_and_not_as_a_comment(inbox, proposed, curator, now):
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    sending.send_due(now + LATER)
    sending.send_due(now + 10 * LATER)
    (mail,) = inbox.mails()
    assert mail["Subject"] == "About your correction of “On Walking Together”"


def test_what_one_decided_oneself_is_no_news(group, edition, schedule, bob, now):
    start, there = words_of(edition, 3)
    made = make_correction(
        group, edition, bob, start=start, end=start + len(there.split()[0]), words="Otherwise"
    )
    bob.is_curator = True
    bob.save()
    decline(correction=made, by=bob, reason="I was wrong.", now=now)
    assert news_in(group, bob) == {}
