"""The commons of a text: one comes in by one act and out by another, and it is in no list of groups and counts as none."""

import datetime as dt

import pytest
from django.urls import reverse

from groups import commons
from groups.alone import read_alone
from groups.leaving import part, what_happens
from groups.models import Group, Membership, Schedule
from groups.presence import is_present
from groups.reading_now import groups_reading, texts_read
from readings.models import Edition
from readings.publishing import publish
from readings.reading import mark_read
from tests.factories import make_commons, make_draft, make_group, make_text, make_thread, make_user, withdraw


def address(text):
    return reverse("commons_detail", args=[text.slug])


def told(response):
    return " ".join(response.text.split())


def test_a_visitor_is_asked_to_sign_in(client, edition):
    response = client.get(address(edition.text))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_before_one_comes_in_the_page_says_who_will_read_what_one_says(client_of, charlie, edition):
    page = told(client_of(charlie).get(address(edition.text)))
    assert "can be read by everybody who is in the commons, now and later, with your name: Charlie" in page
    assert not Group.objects.filter(text__isnull=False).exists(), "nothing is made by looking"


def test_joining_is_one_act_and_leads_to_the_page_of_text(client_of, charlie, edition):
    browser = client_of(charlie)
    response = browser.post(address(edition.text), {"join": "1"}, follow=True)
    assert response.status_code == 200
    assert response.resolver_match.url_name == "reader"
    assert edition.text.title in response.text


def test_the_second_joins_the_same_commons_and_joining_twice_is_once(edition, bob, charlie, now):
    first = commons.join(text=edition.text, user=bob, now=now)
    assert commons.join(text=edition.text, user=charlie, now=now) == first
    assert commons.join(text=edition.text, user=charlie, now=now) == first
    assert Membership.objects.filter(group=first.group).count() == 2


def test_who_has_left_sees_nothing_of_it_any_more_and_may_come_back(client_of, edition, bob):
    plan = make_commons(edition.text, bob)
    browser = client_of(bob)
    there = reverse("thread_list", args=[plan.group.slug])
    assert browser.get(there).status_code == 200
    browser.post(address(edition.text), {"leave": "1"})
    assert browser.get(there).status_code == 404
    browser.post(address(edition.text), {"join": "1"})
    assert browser.get(there).status_code == 200


def test_what_a_circle_has_and_a_commons_has_not_is_not_there(client_of, edition, bob):
    plan = make_commons(edition.text, bob)
    browser, slug = client_of(bob), plan.group.slug
    membership = plan.group.memberships.get().pk
    assert browser.get(plan.group.get_absolute_url()).url == address(edition.text)
    for name, args in {
        "member_list": [slug],
        "group_edit": [slug],
        "group_leave": [slug],
        "invitation_create": [slug],
        "schedule_create": [slug],
        "schedule_detail": [slug, plan.pk],
        "schedule_edit": [slug, plan.pk],
        "schedule_delete": [slug, plan.pk],
    }.items():
        assert browser.get(reverse(name, args=args)).status_code == 404, name
    for name, args in {"term_create": [slug, membership], "reading_count": [slug, plan.pk]}.items():
        assert browser.post(reverse(name, args=args)).status_code == 404, name


def test_it_is_in_no_list_of_groups_and_counts_as_none(client_of, edition, bob, now):
    make_commons(edition.text, bob)
    assert not client_of(bob).get(reverse("group_list")).context["groups"].object_list
    assert what_happens(bob) == []
    assert groups_reading(edition.text_id, now) == 0
    assert not texts_read(now).exists()


def test_the_commons_that_one_is_in_stand_on_the_page_of_groups_apart_from_them(
    client_of, edition, bob, charlie
):
    theirs = make_commons(edition.text, charlie)
    page = told(client_of(bob).get(reverse("group_list")))
    assert "Nobody to read with yet" in page
    assert "each text of the library has a commons" in page
    assert address(edition.text) not in page
    make_commons(edition.text, bob)
    page = told(client_of(bob).get(reverse("group_list")))
    assert "The commons that you are in" in page
    assert address(edition.text) in page
    assert "Nobody to read with yet" not in page
    assert theirs.group.slug not in page
    withdraw(edition)
    assert "The commons that you are in" not in client_of(bob).get(reverse("group_list")).text


def test_its_page_shows_what_was_said_there_last_and_nothing_of_what_is_ahead(client_of, edition, bob):
    plan = make_commons(edition.text, bob)
    browser = client_of(bob)
    assert "Nobody has said anything yet" in browser.get(address(edition.text)).text
    make_thread(plan.group, edition, bob, body="I go on foot.")
    make_thread(plan.group, edition, bob, paragraph=10, body="Far ahead.")
    assert "I go on foot." in browser.get(address(edition.text)).text
    erin = make_user("Erin", reads_ahead=False)
    make_commons(edition.text, erin)
    page = client_of(erin).get(address(edition.text)).text
    assert "Far ahead." not in page
    assert "ahead of you" in page


def test_every_page_of_its_talk_says_of_which_text(client_of, edition, bob):
    plan = make_commons(edition.text, bob)
    thread = make_thread(plan.group, edition, bob)
    crumb = 'Commons: <span lang="en" dir="auto">On Walking Together</span></a>'
    for page in (
        thread.get_absolute_url(),
        reverse("thread_list", args=[plan.group.slug]),
        reverse("report_list", args=[plan.group.slug]),
        reverse("comment_detail", args=[plan.group.slug, thread.pk, 1]),
    ):
        assert crumb in client_of(bob).get(page).text, page


def test_whoever_reads_with_the_commons_reads_alone(edition, bob, now):
    make_commons(edition.text, bob)
    mark_read(user=bob, edition=edition, ranges=[(0, 300)], now=now)
    assert [solo.text for solo in read_alone(bob)] == [edition.text]


@pytest.mark.parametrize("readable", [True, False])
def test_only_a_text_of_the_library_has_one(client_of, charlie, readable):
    edition = make_text(published=readable)
    assert (client_of(charlie).get(address(edition.text)).status_code == 200) is readable
    assert (client_of(charlie).post(address(edition.text), {"join": 1}).status_code == 302) is readable


def test_that_of_a_text_taken_out_of_the_library_is_closed(client_of, edition, bob, now):
    plan = make_commons(edition.text, bob)
    withdraw(edition)
    browser = client_of(bob)
    assert browser.get(address(edition.text)).status_code == 404
    for name in ("thread_list", "name_list", "removal_list", "thread_next"):
        assert browser.get(reverse(name, args=[plan.group.slug])).status_code == 404
    assert browser.get(reverse("reader", args=[plan.group.slug, plan.pk, 1])).status_code == 404
    assert not is_present(plan.group_id, bob.pk), "nor may it be asked whether something was said"
    assert not Edition.objects.visible_to(bob).filter(text=edition.text).exists(), "it keeps no text"
    assert commons.join(text=edition.text, user=bob, now=now) is None


def test_it_reads_the_next_edition_once_that_is_out(edition, bob, now):
    plan = make_commons(edition.text, bob)
    new = make_draft(edition.text, ["A wholly other beginning.", "And an end."])
    publish(edition=new, now=now)
    assert Schedule.objects.get(pk=plan.pk).edition == new


def test_whoever_leaves_the_site_for_good_leaves_it_too(edition, bob, now):
    make_commons(edition.text, bob)
    part(bob, now + dt.timedelta(seconds=1))
    assert not Membership.objects.current().filter(user=bob).exists()


def test_a_circle_cannot_take_the_address_of_one(edition, alice):
    assert "--" in make_commons(edition.text, alice).group.slug
    assert "--" not in make_group("a--b", facilitator=alice, slug="a-b").slug


def test_the_page_of_a_text_leads_there(client_of, charlie, edition):
    assert address(edition.text) in client_of(charlie).get(edition.text.get_absolute_url()).text
