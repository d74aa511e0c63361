"""A withdrawn text is gone for the public, and stays with those who have talked about it."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from groups.forms import published_text
from groups.joining import leave
from groups.models import Membership
from groups.plan_forms import current_editions
from readings.models import Edition, Paragraph, Picture, SearchRow, Text
from readings.publishing import publish
from readings.withdrawing import bring_back
from tests.factories import (
    make_draft,
    make_group,
    make_picture,
    make_schedule,
    make_shelf,
    make_text,
    make_thread,
    prose,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def gone():
    return withdraw(make_text(title="Gone"), "The heirs asked us to.")


def test_a_curator_withdraws_a_text_with_a_reason_and_brings_it_back(client_of, curator, edition):
    client, address = client_of(curator), reverse("text_withdraw", args=[edition.text.slug])
    assert client.post(address, {"reason": "  "}).status_code == 422
    assert Text.objects.published().exists()
    assert client.post(address, {"reason": "The heirs asked us to."}).status_code == 302
    text = Text.objects.get()
    assert (text.withdrawn_reason, Text.objects.published().exists()) == ("The heirs asked us to.", False)
    page = client.get(text.get_absolute_url())
    assert page.status_code == 200
    assert "Only curators see this page" in page.text
    assert 'name="put_back"' in client.get(address).text
    assert client.post(address, {"put_back": "yes"}).status_code == 302
    text.refresh_from_db()
    assert (text.withdrawn_at, text.withdrawn_reason) == (None, "")


def test_what_is_withdrawn_twice_stays_withdrawn_for_the_first_reason(client_of, curator, edition):
    client, address = client_of(curator), reverse("text_withdraw", args=[edition.text.slug])
    client.post(address, {"reason": "The heirs asked us to."})
    again = client.post(address, {"reason": "Another reason."}, follow=True)
    assert Text.objects.get().withdrawn_reason == "The heirs asked us to."
    assert "It was withdrawn already." in again.text


def test_what_is_put_back_twice_stays_in_the_library(client_of, curator, gone):
    client, address = client_of(curator), reverse("text_withdraw", args=[gone.text.slug])
    client.post(address, {"put_back": "yes"})
    again = client.post(address, {"put_back": "yes"}, follow=True)
    assert Text.objects.published().exists()
    assert "It is in the library already." in again.text


def test_a_draft_cannot_be_withdrawn(client_of, curator):
    draft = make_text(published=False)
    assert client_of(curator).get(reverse("text_withdraw", args=[draft.text.slug])).status_code == 404


@pytest.mark.parametrize(
    ("name", "place"),
    [("text_detail", []), ("page_detail", [1]), ("paragraph_detail", [2]), ("edition_page", [1, 1])],
)
def test_its_addresses_say_plainly_that_it_was_withdrawn(client, client_of, charlie, gone, name, place):
    for reader in (client, client_of(charlie)):
        page = reader.get(reverse(name, args=[gone.text.slug, *place]))
        assert page.status_code == 410
        assert "no longer in the library" in page.text
        assert "The heirs asked us to." in page.text
        assert gone.content.split("\n\n")[1][:60] not in page.text


def test_it_stands_nowhere_and_cannot_be_planned(client, client_of, alice, group, gone):
    make_shelf("To begin with", gone.text)
    for page in (client.get("/"), client.get(reverse("text_list"))):
        assert "Gone" not in page.text
    assert gone not in current_editions()
    assert published_text(gone.text.slug) is None
    plan = {
        "edition": gone.pk,
        "count": 2,
        "first_due_on": "2031-01-07",
        "due_time": "19:00",
        "every_weeks": 1,
    }
    answer = client_of(alice).post(reverse("schedule_create", args=[group.slug]), plan)
    assert answer.status_code == 422


def test_a_group_that_read_it_keeps_the_text_its_threads_and_its_progress(
    client, client_of, alice, bob, charlie, group
):
    edition = make_text(title="Gone")
    plan = make_schedule(group, edition)
    thread = make_thread(group, edition, alice, body="We were moved by this.")
    withdraw(edition)
    bobs = client_of(bob)
    assert bobs.get(reverse("reader", args=[group.slug, plan.pk, 1])).status_code == 200
    assert "We were moved by this." in bobs.get(reverse("thread_detail", args=[group.slug, thread.pk])).text
    progress = reverse("progress_update", args=[edition.text.slug, 1])
    assert bobs.post(progress, {"ranges": "1-2"}).status_code == 204
    said = bobs.get(edition.text.get_absolute_url())
    assert said.status_code == 410
    assert reverse("thread_list", args=[group.slug]) in said.text
    outside = client_of(charlie)
    assert group.name not in outside.get(edition.text.get_absolute_url()).text
    assert outside.get(reverse("thread_detail", args=[group.slug, thread.pk])).status_code == 404


@pytest.fixture
def spoken_of(group, alice):
    """A thread on the first of two editions of a text that was withdrawn since; nobody plans it any more."""
    words = ["# Setting out", prose(40, 1), prose(40, 2)]
    first = make_text(words, title="Gone", published=False)
    make_picture(first)
    publish(edition=first, now=timezone.now())
    plan = make_schedule(group, first, sittings=1)
    thread = make_thread(group, first, alice, paragraph=2)
    publish(edition=make_draft(first.text, [words[0], words[2]]), now=timezone.now())
    plan.delete()
    withdraw(first)
    return thread


def around(thread):
    """The addresses at which one sees what stood around the words of a thread, and what became of them."""
    slug = thread.passage.edition.text.slug
    addresses = [("edition_paragraph", 1, 2), ("edition_page", 1, 1), ("edition_compare", 1, 2)]
    return [
        *(reverse(name, args=[slug, *places]) for name, *places in addresses),
        reverse("picture_detail", args=[slug, 1, Picture.objects.get().key]),
    ]


def test_a_member_sees_what_stood_around_a_thread_on_an_earlier_edition_and_what_changed(
    client_of, bob, spoken_of
):
    words = spoken_of.passage.quote
    for address in around(spoken_of):
        answer = client_of(bob).get(address, follow=True)
        assert answer.status_code == 200, address
        assert "image" in answer["Content-Type"] or words[:30] in answer.text
        assert "image" in answer["Content-Type"] or "To the current edition" not in answer.text


def test_a_member_of_a_circle_that_only_plans_it_sees_its_editions_too(client_of, charlie, spoken_of):
    elsewhere = make_group("Thursday circle", slug="thursday", members=[charlie])
    make_schedule(elsewhere, Text.objects.get().current_edition, sittings=1)
    for address in around(spoken_of):
        assert client_of(charlie).get(address, follow=True).status_code == 200


def test_outsiders_and_those_who_left_see_nothing_of_its_editions(client, client_of, bob, charlie, spoken_of):
    leave(membership=Membership.objects.get(user=bob), now=timezone.now())
    other = make_group("Thursday circle", slug="thursday", members=[charlie])
    make_thread(other, make_text(title="Another"), charlie)
    for reader in (client, client_of(charlie), client_of(bob)):
        for address in around(spoken_of):
            answer = reader.get(address, follow=True)
            assert answer.status_code == (404 if "pictures" in address else 410)
            assert spoken_of.passage.quote[:30] not in answer.text


def test_publishing_a_new_edition_of_a_withdrawn_text_does_not_bring_it_back(gone):
    second = Edition.objects.create(text=gone.text, number=2, content="A candle.", length=9, words=2)
    Paragraph.objects.create(edition=second, number=1, kind="prose", span=(0, 9), words=2)
    assert publish(edition=second, now=timezone.now())
    assert not SearchRow.objects.exists()
    assert not Text.objects.published().exists()


def test_the_group_that_reads_it_is_told_so_where_it_reads(client_of, bob, schedule, edition):
    reading = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    pages = [schedule.group.get_absolute_url(), reading]
    told = "This text was withdrawn from the library."
    assert all(told not in client_of(bob).get(page).text for page in pages)
    withdraw(edition, "The heirs asked us to.")
    for page in pages:
        answer = client_of(bob).get(page)
        assert answer.status_code == 200
        assert told in answer.text
        assert "The reason given: The heirs asked us to." in answer.text


def test_a_curator_learns_how_many_groups_read_it_before_it_is_withdrawn(
    client_of, curator, edition, schedule, alice
):
    address = reverse("text_withdraw", args=[edition.text.slug])
    assert "1 group is reading it now." in client_of(curator).get(address).text
    make_schedule(make_group("Another", facilitator=alice), edition)
    assert "2 groups are reading it now." in client_of(curator).get(address).text
    schedule.group.schedules.all().delete()
    other = reverse("text_withdraw", args=[make_text(title="Unread").text.slug])
    assert "No group is reading it now." in client_of(curator).get(other).text


@pytest.mark.django_db(transaction=True)
def test_a_text_that_is_withdrawn_in_the_moment_in_which_it_is_put_back_once_more_is_not_found(edition):
    def take_out() -> None:
        try:
            withdraw(edition)
        finally:
            connection.close()

    other = threading.Thread(target=take_out)
    with transaction.atomic():
        assert not bring_back(text=edition.text)
        other.start()
        other.join(timeout=1)
    other.join(timeout=20)
    assert Text.objects.withdrawn().exists()
    assert not SearchRow.objects.exists()
