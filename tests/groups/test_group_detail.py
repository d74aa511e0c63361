"""The home of a group."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups.models import Membership, Term
from tests.factories import make_group, make_membership, make_schedule, make_text, make_thread, make_user
from tests.groups.test_pace import read

pytestmark = pytest.mark.long


@pytest.fixture
def running(group, edition):
    return make_schedule(group, edition, first_due=timezone.now().date() - dt.timedelta(days=3))


def home(client_of, person, group):
    response = client_of(person).get(group.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_members_see_it_and_nobody_else_learns_that_it_exists(client, client_of, group, bob, charlie, admin):
    url = group.get_absolute_url()
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    assert client_of(bob).get(url).status_code == 200
    for outsider in (charlie, admin):
        assert client_of(outsider).get(url).status_code == 404


def test_without_a_plan_the_facilitator_is_led_to_making_one(client_of, group, alice, bob):
    plan = reverse("schedule_create", args=[group.slug])
    assert plan in home(client_of, alice, group)
    page = home(client_of, bob, group)
    assert plan not in page
    assert "Alice facilitates and can plan" in page


def test_the_text_is_the_heading_and_the_present_sitting_is_marked(client_of, running, bob):
    page = home(client_of, bob, running.group)
    assert "On Walking Together</h1>" in page
    assert '<li class="now" aria-current="true" id="sitting-2">' in page
    assert '<li class="past"' in page


def test_it_leads_to_where_one_stopped(client_of, running, edition, bob):
    first = running.sittings.get(number=2).first_paragraph
    page = home(client_of, bob, running.group)
    assert "Begin at ¶" in page
    read(bob, edition, first, first)
    page = home(client_of, bob, running.group)
    assert f"Continue where you stopped, ¶ {first + 1}" in page
    assert reverse("reader_paragraph", args=[running.group.slug, running.pk, first + 1]) in page
    assert "left of this sitting" in page


def test_it_begins_at_the_very_paragraph_that_it_names(client_of, group, edition, bob):
    plan = make_schedule(group, edition, sittings=1)
    page = home(client_of, bob, group)
    number = int(re.search(r"Begin at ¶ (\d+)", page)[1])
    assert number == 1, "at the heading over what is to be read"
    link = reverse("reader_paragraph", args=[group.slug, plan.pk, number])
    assert f'<a class="button main" href="{link}">Begin reading</a>' in page


def test_who_stopped_further_on_is_offered_the_way_there_too(client_of, running, edition, bob):
    sitting = running.sittings.get(number=2)
    read(bob, edition, sitting.last_paragraph + 2, sitting.last_paragraph + 2)
    page = home(client_of, bob, running.group)
    number = int(re.search(r"Or go on at ¶ (\d+), where you stopped", page)[1])
    assert number > sitting.last_paragraph + 2
    assert reverse("reader_paragraph", args=[running.group.slug, running.pk, number]) in page
    there = client_of(bob).get(reverse("text_detail", args=[edition.text.slug])).text
    assert f"Continue at ¶ {number}" in there


def test_who_has_read_the_sitting_is_told_so_and_may_read_on(client_of, running, edition, bob):
    read(bob, edition, 1, running.sittings.get(number=2).last_paragraph)
    page = home(client_of, bob, running.group)
    assert "You have read this sitting" in page
    assert "Read on" in page


def test_when_the_plan_is_over_it_says_so(client_of, group, edition, bob):
    make_schedule(group, edition, first_due=timezone.now().date() - dt.timedelta(days=300))
    assert "The last sitting has fallen due" in home(client_of, bob, group)


def test_of_a_long_plan_it_shows_what_is_near(client_of, group, bob):
    edition = make_text(sections=40, paragraphs_each=2, words_each=5)
    make_schedule(group, edition, sittings=40, first_due=timezone.now().date() - dt.timedelta(days=70))
    page = home(client_of, bob, group)
    assert page.count("<li class=") <= 10
    assert 'class="now' in page
    assert "All 40 sittings" in page


def test_another_plan_stands_below_the_one_that_is_read_now(client_of, running, bob):
    other = make_text(title="Read Before")
    make_schedule(running.group, other, first_due=timezone.now().date() - dt.timedelta(days=300))
    page = home(client_of, bob, running.group)
    assert "On Walking Together</h1>" in page
    assert "Read Before" in page


def test_of_another_plan_it_says_where_one_stopped_and_leads_there(client_of, running, bob):
    other = make_text(["# One", "First.", "Second.", "Third."], title="Read Before")
    plan = make_schedule(running.group, other, first_due=timezone.now().date() - dt.timedelta(days=300))
    page = home(client_of, bob, running.group)
    assert f'<a href="{reverse("reader", args=[running.group.slug, plan.pk, 1])}">Begin reading</a>' in page
    read(bob, other, 1, 2)
    page = home(client_of, bob, running.group)
    assert (
        f'{reverse("reader_paragraph", args=[running.group.slug, plan.pk, 3])}">Continue where you stopped'
        in page
    )


def test_of_another_plan_whose_end_was_read_it_does_not_say_begin(client_of, running, bob):
    other = make_text(["# One", "First.", "Second.", "Third."], title="Read Before")
    plan = make_schedule(running.group, other, first_due=timezone.now().date() - dt.timedelta(days=300))
    read(bob, other, 3, 4)
    page = home(client_of, bob, running.group)
    there = reverse("reader_paragraph", args=[running.group.slug, plan.pk, 2])
    assert f'<a href="{there}">Go on reading</a>' in page
    assert "Begin reading" not in page.split("Other readings")[1]
    read(bob, other, 1, 4)
    assert "You have read it all" in home(client_of, bob, running.group).split("Other readings")[1]


def test_the_circle_is_shown_once_six_who_let_theirs_count_have_begun(client_of, running, edition, bob):
    for last in (3, 4, 6, 7, 8, 9):
        reader = make_user(f"Reader {last}")
        make_membership(running.group, reader, is_counted=True)
        read(reader, edition, 1, last)
    assert "Most of the group is between ¶ 5 and ¶ 9" in home(client_of, bob, running.group)


def test_the_talk_is_linked(client_of, group, bob):
    assert f'href="{reverse("thread_list", args=[group.slug])}"' in home(client_of, bob, group)


def test_a_free_role_is_offered_to_any_member(client_of, group, alice, bob):
    Term.objects.all().delete()
    mine = Membership.objects.get(group=group, user=bob)
    page = home(client_of, bob, group)
    assert "Nobody facilitates at the moment" in page
    assert reverse("term_create", args=[group.slug, mine.pk]) in page


def test_a_large_circle_shows_some_faces_and_counts_the_rest(client_of, group, bob):
    for number in range(58):
        make_membership(group, make_user(f"Reader {number}"))
    page = home(client_of, bob, group)
    assert "60 people" in page
    assert "and 52 more" in page


def test_times_of_another_clock_stand_beside_the_groups_own(client_of, running, bob):
    bob.time_zone = "America/New_York"
    bob.save()
    page = home(client_of, bob, running.group)
    assert "19:00" in page
    assert "14:00 on your clock" in page


def test_twice_as_much_of_everything_takes_as_many_queries(client_of, alice, bob):
    counts = []
    yesterday = timezone.now().date() - dt.timedelta(days=1)  # so that the first sitting is over at any hour
    for size in (2, 4):
        group = make_group(f"Circle {size}", facilitator=alice, members=[bob])
        edition = make_text(title=f"Text {size}", sections=size * 3)
        make_schedule(group, edition, sittings=size * 4, first_due=yesterday)
        for number in range(size * 6):
            person = make_user(f"Reader {size} {number}")
            make_membership(group, person)
            read(person, edition, 1, number % 5 + 2)
            make_thread(group, edition, person)
        for number in range(size):
            make_schedule(group, make_text(title=f"Other {size} {number}"))
        browser = client_of(bob)
        browser.get(group.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(group.get_absolute_url()).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 30


def test_the_talk_on_another_text_than_the_one_that_is_planned_next_is_shown_too(
    client_of, running, edition, alice, bob
):
    make_thread(running.group, edition, alice, body="Why does the baker wait?")
    make_schedule(running.group, make_text(title="Sooner"), first_due=timezone.localdate())
    page = home(client_of, bob, running.group)
    talk = page[page.index(">Talk</h2>") :]
    assert "Why does the baker wait?" in talk
    assert "1 comment" in talk


def test_without_talk_the_home_says_how_it_begins_and_before_a_plan_what_it_waits_for(
    client_of, group, edition, bob
):
    assert "Talk begins on the page, once a reading is planned." in home(client_of, bob, group)
    make_schedule(group, edition)
    assert "Choose some words on the page and begin." in home(client_of, bob, group)


def test_its_talk_names_the_texts_once_there_are_several(client_of, running, edition, bob, alice):
    make_thread(running.group, edition, alice, paragraph=3)
    named = f'<span lang="en" dir="auto">{edition.text.title}</span>'
    assert named not in home(client_of, bob, running.group)
    assert edition.text.title not in client_of(bob).get(f"{running.group.get_absolute_url()}threads/").text
    make_schedule(running.group, make_text(title="On Bread"))
    assert named in home(client_of, bob, running.group)
    talk = client_of(bob).get(f"{running.group.get_absolute_url()}threads/").text
    assert f'<p class="eyebrow" lang="en" dir="auto">{edition.text.title}</p>' in talk


def test_the_group_is_named_above_the_text_that_it_reads(client_of, running, bob):
    page = home(client_of, bob, running.group)
    assert "<b>Tuesday circle</b>" in page[page.index("<main") : page.index("</h1>")]


def test_what_facilitating_means_is_said_where_it_stands(client_of, running, alice, bob):
    group = running.group
    page = home(client_of, alice, group)
    assert "you invite people and plan what is read" in page
    assert f'<a href="{reverse("member_list", args=[group.slug])}">Hand the role on' in page
    page = home(client_of, bob, group)
    assert "they invite people and plan what is read" in page
    assert reverse("handbook") in page[page.index("they invite people") :]
