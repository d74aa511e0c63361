"""The list of one's groups."""

import datetime as dt
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups import joining
from groups.models import Sitting
from groups.templatetags import due as filters
from readings.reading import mark_read
from tests.factories import make_group, make_membership, make_schedule, make_text, make_user, withdraw

URL = "/g/"


def test_a_visitor_is_asked_to_sign_in(client, db):
    response = client.get(URL)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next=/g/"


def test_without_a_group_the_page_helps_to_begin(client_of, charlie):
    page = client_of(charlie).get(URL).content.decode()
    assert "Nobody to read with yet" in page
    assert reverse("group_create") in page


def test_it_shows_ones_own_groups_only_with_people_text_and_next_day(client_of, schedule, bob, charlie):
    make_group("Secret circle", facilitator=charlie)
    page = client_of(bob).get(URL).content.decode()
    assert "Tuesday circle" in page
    assert "On Walking Together" in page
    assert "2 people" in page
    assert "Secret circle" not in page


def test_the_group_that_reads_next_comes_first(client_of, alice, edition):
    late, idle, soon = (make_group(name, facilitator=alice) for name in ("A late", "B idle", "C soon"))
    make_schedule(late, edition, first_due=timezone.localdate() + dt.timedelta(days=20))
    make_schedule(soon, edition, first_due=timezone.localdate() + dt.timedelta(days=2))
    shown = client_of(alice).get(URL).context["groups"]
    assert list(shown) == [soon, late, idle]


def test_each_group_that_reads_has_the_way_to_where_one_stopped(client_of, bob, edition, schedule):
    make_group("Idle", members=[bob])
    begin = reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, 1])
    page = client_of(bob).get(URL).text
    assert f'<a href="{begin}">Begin reading</a>' in page
    assert page.count('class="go-on"') == 1
    place = edition.paragraphs.get(number=3)
    mark_read(user=bob, edition=edition, ranges=[(place.start, place.end)], now=timezone.now())
    there = reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, 4])
    assert f'<a href="{there}">Continue where you stopped, ¶ 4</a>' in client_of(bob).get(URL).text


def test_the_next_sitting_is_told_by_the_groups_clock_as_on_its_home_with_ones_own_beside(
    client_of, bob, edition
):
    group = make_group("Ours", members=[bob], time_zone="Europe/Lisbon")
    day = timezone.localdate() + dt.timedelta(days=4)
    make_schedule(group, edition, first_due=day)
    browser = client_of(bob)
    bob.time_zone = "Europe/London"
    bob.save()
    assert "on your clock" not in browser.get(URL).text
    bob.time_zone = "Asia/Tokyo"
    bob.save()
    page, home = browser.get(URL).text, browser.get(group.get_absolute_url()).text
    theirs = filters.day(Sitting.objects.earliest("due_at").due_at, "Europe/Lisbon")
    assert f"next on {theirs}, 19:00" in page
    assert f"{theirs}</time> <small>19:00</small>" in home
    own = re.search(r"\w{3} 0\d:00 on your clock", page)[0]
    assert own in home


def test_a_text_brought_from_the_library_leads_facilitators_to_its_plan(
    client_of, group, edition, alice, bob
):
    slug = edition.text.slug
    plan = f"{reverse('schedule_create', args=[group.slug])}?text={slug}"
    assert plan in client_of(alice).get(f"{URL}?text={slug}").content.decode()
    assert plan in client_of(alice).get(f"{URL}?text={slug}&correct=1").content.decode()
    page = client_of(bob).get(f"{URL}?text={slug}").content.decode()
    assert plan not in page
    assert f"{reverse('group_create')}?text={slug}" in page


def test_a_text_that_is_not_in_the_library_is_passed_over(client_of, alice):
    draft = make_text(title="A Draft", published=False)
    for slug in (draft.text.slug, "no-such-text", "a%00b"):
        assert client_of(alice).get(f"{URL}?text={slug}").status_code == 200


def test_an_invitation_one_came_with_is_shown_until_it_is_taken(client_of, group, alice, charlie):
    _invitation, token = joining.invite(group=group, by=alice, days=3, max_uses=1, now=timezone.now())
    door = reverse("invitation_accept", args=[token])
    browser = client_of(charlie)
    browser.cookies["invitation"] = token
    assert door in browser.get(URL).content.decode()
    browser.post(door)
    assert door not in browser.get(URL).content.decode()


def test_twice_as_many_groups_take_as_many_queries(client_of, alice, edition):
    browser, counts = client_of(alice), []
    browser.get(URL)
    for round_ in range(2):
        for number in range(5):
            group = make_group(f"Circle {round_} {number}", facilitator=alice)
            make_membership(group, make_user(f"Reader {round_} {number}"))
            make_schedule(group, edition)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(URL).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def begin(user, edition, *, last=3, at=None):
    spans = edition.paragraphs.filter(number__lte=last).values_list("span", flat=True)
    mark_read(
        user=user, edition=edition, ranges=[(s.lower, s.upper) for s in spans], now=at or timezone.now()
    )


def test_what_one_reads_alone_is_there_with_the_way_to_go_on(client, client_of, edition, bob, charlie):
    begin(charlie, edition)
    page = client_of(charlie).get("/", follow=True).content.decode()
    assert "You also read" in page
    assert f'href="/library/{edition.text.slug}/p/4/"' in page
    assert "Continue at ¶ 4" in page
    assert "You also read" not in client_of(bob).get("/g/").content.decode()


def test_what_ones_circle_reads_or_what_is_finished_is_not_read_alone(client_of, schedule, edition, bob):
    begin(bob, edition)
    begin(bob, done := make_text(title="Done"), last=99)
    assert done.paragraphs.count() < 99
    assert "You also read" not in client_of(bob).get("/g/").content.decode()


def test_a_text_that_was_withdrawn_is_not_offered_to_go_on_with(client_of, charlie, edition):
    begin(charlie, edition)
    withdraw(edition)
    page = client_of(charlie).get("/g/").text
    assert "You also read" not in page
    assert edition.text.slug not in page


def test_of_many_texts_read_alone_the_latest_three_are_shown(client_of, charlie):
    now = timezone.now()
    for number in range(12):
        begin(charlie, make_text(title=f"Text {number}"), at=now + dt.timedelta(minutes=number))
    page = client_of(charlie).get("/g/").content.decode()
    assert [number for number in range(12) if f">Text {number}<" in page] == [9, 10, 11]


def test_very_many_groups_come_in_pages_the_one_that_reads_next_first(client_of, alice, edition):
    groups = [make_group(f"Circle {number:03}", facilitator=alice) for number in range(51)]
    make_schedule(groups[50], edition, first_due=timezone.localdate() + dt.timedelta(days=2))
    begin(alice, make_text(title="Read alone"))
    browser = client_of(alice)
    first, second = browser.get(URL), browser.get(f"{URL}?page=2&text={edition.text.slug}")
    assert list(first.context["groups"]) == [groups[50], *groups[:49]]
    assert list(second.context["groups"]) == [groups[49]]
    assert "Page 1 of 2" in first.text
    assert f"?page=1&amp;text={edition.text.slug}" in second.text
    assert f"{reverse('schedule_create', args=[groups[49].slug])}?text=" in second.text
    assert "Circle 000" not in second.text
    assert list(browser.get(f"{URL}?page=no-number").context["groups"]) == list(first.context["groups"])


def test_who_would_put_words_right_without_a_group_is_told_how_also_alone(client_of, charlie):
    slug = make_text().text.slug
    page = client_of(charlie).get(f"{URL}?text={slug}&correct=1").text
    assert "You alone are enough" in page
    assert "Begin by yourself" in page
    assert f"{reverse('group_create')}?text={slug}" in page
    assert "You alone are enough" not in client_of(charlie).get(f"{URL}?text=nothing&correct=1").text
