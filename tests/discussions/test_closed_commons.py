"""The commons of a text that was taken out of the library: who spoke there reads on, and nobody else knows of it."""

import uuid

import pytest
from django.urls import reverse

from discussions.commenting import remove
from discussions.models import Comment, Thread
from groups.models import Group, Schedule
from readings.models import Edition
from tests.factories import (
    make_comment,
    make_commons,
    make_curator,
    make_jotting,
    make_text,
    make_thread,
    make_user,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.long]
WORDS = "I go on foot, whatever the weather."


@pytest.fixture
def dana(db):
    return make_user("Dana")


@pytest.fixture
def erin(db):
    return make_user("Erin")


@pytest.fixture
def plan(edition, bob, dana, erin):
    """Bob and Dana have spoken in the commons; Erin came in and only read."""
    return make_commons(edition.text, bob, dana, erin)


@pytest.fixture
def thread(plan, edition, bob, dana):
    made = make_thread(plan.group, edition, bob, body=WORDS)
    make_comment(made, dana, body="So do I.")
    return made


def addresses(plan, thread):
    slug = plan.group.slug
    return {
        "reader": reverse("reader", args=[slug, plan.pk, 1]),
        "thread": thread.get_absolute_url(),
        "threads": reverse("thread_list", args=[slug]),
        "paragraph": reverse("paragraph_threads", args=[slug, plan.pk, 2]),
        "comment": reverse("comment_detail", args=[slug, thread.pk, 1]),
    }


def test_who_spoke_there_goes_on_reading_it(client_of, plan, thread, edition, bob, dana):
    withdraw(edition)
    for who in (bob, dana):
        browser = client_of(who)
        for name, address in addresses(plan, thread).items():
            assert browser.get(address).status_code == 200, name
        assert WORDS in browser.get(thread.get_absolute_url()).text
        door = reverse("commons_detail", args=[edition.text.slug])
        assert "its commons is closed" in browser.get(door).text
        assert door in browser.get(reverse("group_list")).text
        withdrawn = browser.get(edition.text.get_absolute_url())
        assert withdrawn.status_code == 410
        assert "What you and your groups said about it is kept" in withdrawn.text
        assert ">Commons</a>" in withdrawn.text
        assert f'<a href="{door}">What was said, and the text as you read it</a>' in withdrawn.text
        assert "The plan" not in withdrawn.text  # there is none
    assert Edition.objects.visible_to(bob).filter(pk=edition.pk).exists()


def test_who_only_read_there_or_never_came_in_knows_nothing_of_it(
    client, client_of, plan, thread, edition, erin, charlie
):
    withdraw(edition)
    door = reverse("commons_detail", args=[edition.text.slug])
    for browser in (client_of(erin), client_of(charlie), client_of(make_curator("Quinn"))):
        for name, address in (addresses(plan, thread) | {"door": door}).items():
            answer = browser.get(address)
            assert answer.status_code == 404, name
            assert WORDS not in answer.text
        assert door not in browser.get(reverse("group_list")).text
        assert browser.post(door, {"join": 1}).status_code == 404
    for address in addresses(plan, thread).values():
        assert client.get(address).status_code in (302, 404)
    for who in (erin, charlie):
        assert not Group.objects.visible_to(who).exists()
        assert not Schedule.objects.visible_to(who).exists()
        assert not Thread.objects.visible_to(who).exists()
        assert not Comment.objects.open_to(who).exists()
        assert not Edition.objects.visible_to(who).filter(pk=edition.pk).exists()


def test_who_took_back_all_that_they_said_or_went_out_again_does_not_keep_it(
    client_of, plan, thread, edition, bob, dana, now
):
    remove(comment=Comment.objects.get(author=dana), now=now)
    client_of(bob).post(reverse("commons_detail", args=[edition.text.slug]), {"leave": 1})
    withdraw(edition)
    for who in (bob, dana):
        assert client_of(who).get(thread.get_absolute_url()).status_code == 404


def test_who_spoke_in_the_commons_of_one_text_sees_nothing_of_that_of_another(
    client_of, plan, thread, edition, erin
):
    other = make_text(title="Another")
    theirs = make_commons(other.text, erin)
    make_thread(theirs.group, other, erin)
    withdraw(edition)
    assert client_of(erin).get(thread.get_absolute_url()).status_code == 404


def test_nothing_more_is_said_there(client_of, plan, thread, edition, bob):
    jotting = make_jotting(bob, edition)
    withdraw(edition)
    browser, slug = client_of(bob), plan.group.slug
    words = {"body": "One more.", "submission": str(uuid.uuid4())}
    answer = browser.post(reverse("comment_create", args=[slug, thread.pk]), words)
    opened = browser.post(reverse("thread_create", args=[slug, plan.pk]), words)
    for refused in (answer, opened):
        assert refused.status_code == 403
        assert "its commons is closed" in refused.text
    assert Comment.objects.count() == 2
    assert 'name="plan"' not in browser.get(reverse("jotting_bring", args=[jotting.pk])).text


def test_one_takes_back_what_one_said_there_still(client_of, plan, thread, edition, bob):
    withdraw(edition)
    client_of(bob).post(reverse("comment_remove", args=[plan.group.slug, thread.pk, 1]))
    assert Comment.objects.get(number=1).removed_at


def test_whoever_withdraws_a_text_is_told_how_many_talk_in_its_commons(client_of, plan, thread, edition):
    address = reverse("text_withdraw", args=[edition.text.slug])
    browser = client_of(make_curator("Quinn"))
    assert "2 people talk in its commons" in browser.get(address).text
    Comment.objects.filter(number=2).delete()
    assert "1 person talks in its commons" in browser.get(address).text


def test_of_a_text_without_talk_in_the_commons_nothing_is_said_of_it(client_of, plan, edition):
    address = reverse("text_withdraw", args=[edition.text.slug])
    assert "in its commons" not in client_of(make_curator("Quinn")).get(address).text


def test_brought_back_it_is_as_it_was(client_of, plan, thread, edition, erin):
    withdraw(edition)
    client_of(make_curator("Quinn")).post(
        reverse("text_withdraw", args=[edition.text.slug]), {"put_back": "yes"}
    )
    assert WORDS in client_of(erin).get(thread.get_absolute_url()).text


def test_what_cannot_be_done_there_is_not_offered_and_why_is_said(client_of, plan, thread, edition, bob):
    def offered():
        pages = {name: browser.get(address).text for name, address in addresses(plan, thread).items()}
        panel = browser.get(addresses(plan, thread)["paragraph"], headers={"HX-Request": "true"}).text
        return pages | {"panel": panel}

    browser = client_of(bob)
    answering = reverse("comment_create", args=[plan.group.slug, thread.pk])
    opening = reverse("thread_create", args=[plan.group.slug, plan.pk])
    before = offered()
    for name in ("thread", "panel"):
        assert f"{answering}?parent=" in before[name]
        assert f'action="{answering}"' in before[name]
    for name in ("reader", "paragraph", "panel"):
        assert opening in before[name]
    assert "data-comment" in before["reader"]
    withdraw(edition)
    after = offered()
    for name, page in after.items():
        assert f"{answering}?parent=" not in page, name
        assert f'action="{answering}"' not in page, name
        assert opening not in page, name
    assert "data-comment" not in after["reader"]
    for name in ("reader", "thread", "paragraph", "panel"):
        assert "its commons is closed" in after[name], name


def test_the_margin_keeps_no_link_to_what_was_taken_back_there(client_of, plan, thread, edition, bob):
    alone = make_thread(plan.group, edition, bob, paragraph=1)
    withdraw(edition)
    page = addresses(plan, thread)["reader"]
    assert 'id="talk-1"' in client_of(bob).get(page).text
    taken = client_of(bob).post(
        reverse("comment_remove", args=[plan.group.slug, alone.pk, 1]),
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"},
    )
    assert '<span id="talk-1" hidden hx-swap-oob="true"></span>' in taken.text
    assert 'id="talk-1"' not in client_of(bob).get(page).text
