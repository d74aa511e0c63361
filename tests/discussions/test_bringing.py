"""Bringing a note to self to a group: its person's act, which says what it will show, and shows nothing else."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import Comment, Jotting, Thread
from groups.models import Schedule
from readings.publishing import ask, publish
from tests.factories import (
    make_draft,
    make_group,
    make_jotting,
    make_membership,
    make_schedule,
    make_text,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def jotting(bob, edition):
    return make_jotting(bob, edition, words=(0, 30), body="Who *speaks* here?")


def bringing(jotting):
    return reverse("jotting_bring", args=[jotting.pk])


def sent(client, jotting, **more):
    """What the page's form sends."""
    form = client.get(bringing(jotting)).context["form"]
    return {"seen": form.initial["seen"], "submission": str(uuid.uuid4())} | more


def test_the_page_says_which_words_are_shown_and_to_how_many(client_of, bob, jotting, schedule):
    page = client_of(bob).get(bringing(jotting)).text
    assert jotting.quote in page
    assert "Who *speaks* here?" in page or jotting.html in page
    assert schedule.group.name in page
    assert "2 members, you among them" in page
    assert not Thread.objects.exists()


def test_it_opens_a_thread_with_the_words_of_the_note_which_stays_and_leads_there(
    client_of, alice, bob, jotting, schedule
):
    other = make_jotting(bob, jotting.edition, body="This stays mine.")
    client = client_of(bob)
    answer = client.post(bringing(jotting), sent(client, jotting, plan=schedule.pk))
    assert answer.url.endswith("#p2")
    comment = Comment.objects.get()
    assert (comment.author, comment.body, comment.thread.group) == (bob, jotting.body, schedule.group)
    assert comment.html == "<p>Who <em>speaks</em> here?</p>"
    assert comment.thread.kind == Thread.Kind.COMMENT
    passage = comment.thread.passage
    assert (passage.edition, passage.span, passage.quote) == (jotting.edition, jotting.span, jotting.quote)
    assert set(Jotting.objects.visible_to(bob)) == {jotting, other}
    assert list(jotting.threads.all()) == [comment.thread]
    page = client.get(reverse("jotting_list")).text
    assert f'<a href="{comment.thread.get_absolute_url()}">You brought it to {schedule.group.name}' in page
    for address in (comment.thread.get_absolute_url(), reverse("thread_list", args=[schedule.group.slug])):
        assert "This stays mine." not in client_of(alice).get(address).text


def test_it_is_veiled_as_any_thread_is_to_whoever_has_not_read_so_far(client_of, bob, jotting, schedule):
    slow = make_user("Slow", reads_ahead=False)
    make_membership(schedule.group, slow)
    far = make_jotting(bob, jotting.edition, paragraph=14, body="Who speaks here?")
    client = client_of(bob)
    client.post(bringing(far), sent(client, far, plan=schedule.pk))
    assert not Thread.objects.open_to(slow).exists()
    assert Thread.objects.ahead_of(slow).exists()
    assert "speaks" not in client_of(slow).get(reverse("thread_list", args=[schedule.group.slug])).text


def test_sent_twice_it_opens_one_thread(client_of, bob, jotting, schedule):
    client = client_of(bob)
    asked = sent(client, jotting, plan=schedule.pk)
    addresses = {client.post(bringing(jotting), asked).url for _time in range(2)}
    assert len(addresses) == 1
    assert Thread.objects.count() == jotting.threads.count() == 1


def test_of_several_groups_one_is_chosen_and_the_others_see_nothing(client_of, alice, bob, jotting, schedule):
    second = make_group("Second circle", facilitator=bob)
    plan = make_schedule(second, jotting.edition)
    client = client_of(bob)
    nothing_chosen = client.post(bringing(jotting), sent(client, jotting))
    assert nothing_chosen.status_code == 422
    assert "Choose a group." in nothing_chosen.text
    client.post(bringing(jotting), sent(client, jotting, plan=plan.pk))
    assert [one.group for one in Thread.objects.all()] == [second]
    left = client.get(bringing(jotting)).context["plans"]
    assert list(left) == [schedule]


def test_only_ones_own_groups_that_read_these_words_are_offered(client_of, alice, bob, jotting, schedule):
    elsewhere = make_schedule(make_group("Not Bob’s", facilitator=alice), jotting.edition)
    other_text = make_schedule(schedule.group, make_text(title="Another Text"))
    client = client_of(bob)
    for plan in (elsewhere, other_text):
        answer = client.post(bringing(jotting), sent(client, jotting, plan=plan.pk))
        assert answer.status_code == 422
    assert list(client.get(bringing(jotting)).context["plans"]) == [schedule]
    assert not Thread.objects.exists()


def test_nobody_brings_what_is_anothers(client_of, alice, jotting, schedule):
    assert client_of(alice).get(bringing(jotting)).status_code == 404
    asked = {"plan": schedule.pk, "submission": str(uuid.uuid4())}
    assert client_of(alice).post(bringing(jotting), asked).status_code == 404
    assert not Thread.objects.exists()


def test_what_was_changed_since_it_was_shown_is_shown_once_more_first(client_of, bob, jotting, schedule):
    client = client_of(bob)
    asked = sent(client, jotting, plan=schedule.pk)
    client.post(reverse("jotting_edit", args=[jotting.pk]), {"body": "Something quite private."})
    answer = client.post(bringing(jotting), asked)
    assert answer.status_code == 422
    assert "Look once more what the group will see." in answer.text
    assert "Something quite private." in answer.text
    assert not Thread.objects.exists()


def test_a_correction_in_between_is_looked_at_first_and_none_is_waited_for(client_of, bob, jotting, schedule):
    client = client_of(bob)
    asked = sent(client, jotting, plan=schedule.pk)
    words = jotting.edition.content.split("\n\n")
    ask(edition=make_draft(jotting.edition.text, ["A word before.", *words]), now=timezone.now())
    assert "being published right now" in client.post(bringing(jotting), asked).text
    publish(edition=jotting.edition.text.editions.get(number=2), now=timezone.now())
    answer = client.post(bringing(jotting), asked)
    assert "Look once more what the group will see." in answer.text
    assert not Thread.objects.exists()


def test_where_no_group_reads_the_text_there_is_nothing_to_press(client_of, bob, jotting):
    assert not Schedule.objects.exists()
    assert "None of your groups reads these words now." in client_of(bob).get(bringing(jotting)).text
    assert "Bring it to a group" not in client_of(bob).get(reverse("jotting_list")).text
