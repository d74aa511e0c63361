"""The page of text as a circle reads it."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from groups.models import Group, Schedule
from groups.templatetags.due import plain_day
from groups.together import let_count
from readings.reading import mark_read, progress_of
from tests.factories import (
    make_draft,
    make_group,
    make_membership,
    make_schedule,
    make_text,
    make_thread,
    make_user,
    prose,
    publish,
)

WHO = 5  # statements that keep the list of a person's sessions up to date


def page_of(schedule, number=1):
    return reverse("reader", args=[schedule.group.slug, schedule.pk, number])


def keeping_of(schedule, page=1, edition=1):
    return reverse("reader_progress", args=[schedule.group.slug, schedule.pk, page, edition])


def passages_in(response):
    found = re.search(
        r'<script id="passages" type="application/json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    return json.loads(found[1])


def test_a_member_reads_the_page_with_the_plan_beside_it(client_of, bob, schedule):
    response = client_of(bob).get(page_of(schedule))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Sitting 1 of 4" in page
    assert "On Walking Together" in page
    assert 'id="p1"' in page


def test_an_outsider_gets_404_for_the_reader(client_of, charlie, curator, admin, schedule):
    for person in (charlie, curator, admin):
        assert client_of(person).get(page_of(schedule)).status_code == 404


def test_nobody_in_particular_is_asked_to_sign_in(client, schedule):
    response = client.get(page_of(schedule))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_page_that_the_text_does_not_have_is_404(client_of, bob, schedule):
    assert client_of(bob).get(page_of(schedule, 99)).status_code == 404
    assert client_of(bob).get(page_of(schedule, 0)).status_code == 404


def test_a_plan_is_found_under_its_own_group_only(client_of, bob, schedule):
    other = make_group("Other circle", members=[bob])
    assert client_of(bob).get(reverse("reader", args=[other.slug, schedule.pk, 1])).status_code == 404


def test_the_words_stand_in_the_page_exactly_as_in_the_text(client_of, bob, group):
    edition = make_text(
        ["# <Title> & more", "One  two\u00a0three \u00ad 😀 e\u0301.", "| a line\nand another", "שלום"]
    )
    schedule = make_schedule(group, edition, sittings=1)
    page = client_of(bob).get(page_of(schedule)).content.decode()
    assert '<h2 class="words">&lt;Title&gt; &amp; more</h2>' in page
    assert '<p class="words">One  two\u00a0three \u00ad 😀 e\u0301.</p>' in page
    assert '<p class="words verse">a line\nand another</p>' in page
    for paragraph in edition.paragraphs.all():
        assert f'data-number="{paragraph.number}" data-start="{paragraph.start}"' in page


def test_the_margin_of_a_paragraph_says_how_much_was_said_there(
    client_of, bob, alice, group, schedule, edition
):
    make_thread(group, edition, alice, paragraph=3)
    make_thread(group, edition, bob, paragraph=3)
    page = client_of(bob).get(page_of(schedule)).content.decode()
    assert 'aria-label="2 comments on paragraph 3, 1 new"' in page
    assert 'aria-label="Comment on paragraph 4"' in page
    assert reverse("paragraph_threads", args=[group.slug, schedule.pk, 3]) in page


def test_the_passages_of_the_page_are_listed_for_tinting(client_of, bob, alice, group, schedule, edition):
    make_thread(group, edition, alice, start=20, end=30)
    mine = make_thread(group, edition, bob, start=10, end=90)
    found = passages_in(client_of(bob).get(page_of(schedule)))
    assert [mine.pk, 10, 90, True] in found
    assert [passage[1:] for passage in found] == [[10, 90, True], [20, 30, False]]


def test_another_circles_talk_stays_with_it(client_of, bob, alice, schedule, edition):
    make_thread(make_group("Other circle", members=[alice]), edition, alice, paragraph=3)
    response = client_of(bob).get(page_of(schedule))
    assert passages_in(response) == []
    assert 'aria-label="Comment on paragraph 3"' in response.content.decode()


def test_a_due_time_is_said_once_on_the_readers_own_clock(client_of, alice, bob, group):
    schedule = make_schedule(group, make_text(words_each=300))
    bob.time_zone = "Asia/Kolkata"
    bob.save()
    theirs, here = client_of(bob).get(page_of(schedule)).content.decode(), page_of(schedule)
    due = schedule.sittings.first().due_at.astimezone(bob.clock)
    mine = f"{due:%a}\u00a0{due.day}\u00a0{due:%b}, {due:%H:%M}"
    assert f"due {mine} on your clock</time>" in theirs
    assert f"Sitting 1, due {mine} on your clock, ends here." in theirs
    assert theirs.count(', 19:00, Lisbon time"') == 2
    for number, sitting in enumerate(schedule.sittings.all(), 1):
        day = sitting.due_at.astimezone(bob.clock)
        assert f"Sitting {number}, due {day:%a}\u00a0{day.day}\u00a0{day:%b} on your clock" in theirs
    alice.time_zone = "Europe/Lisbon"
    alice.save()
    home = client_of(alice).get(here).content.decode()
    assert ", 19:00</time>" in home
    assert "clock" not in home[home.index('id="sitting-bar"') : home.index("<article")]


def test_what_has_been_read_is_ticked_and_counted(client_of, bob, schedule, edition):
    first = schedule.sittings.first()
    mark_read(user=bob, edition=edition, ranges=[(0, first.end)], now=first.due_at)
    page = client_of(bob).get(page_of(schedule)).content.decode()
    assert "Sitting 1, read" in page
    assert "Sitting 2 of 4" in page


def test_a_script_gets_the_sitting_bar_alone(client_of, bob, schedule):
    response = client_of(bob).post(keeping_of(schedule), {"ranges": "2-3", "seconds": "40"})
    assert response.text.strip().startswith('<div class="sitting-bar"')
    assert "<article" not in response.text
    second, third = schedule.edition.paragraphs.filter(number__in=[2, 3]).order_by("number")
    ((start, end),) = progress_of(bob, schedule.edition).read
    assert start == second.start
    assert end >= third.end
    client_of(bob).post(keeping_of(schedule), {"ranges": "2-3", "unread": "on"})
    assert progress_of(bob, schedule.edition).read == []


def test_what_is_no_range_of_paragraphs_is_not_kept(client_of, bob, schedule):
    for muddled in ("", "x", "3-2", "2-999", "0"):
        assert client_of(bob).post(keeping_of(schedule), {"ranges": muddled}).status_code == 422
    assert client_of(bob).post(keeping_of(schedule, page=99), {"ranges": "2"}).status_code == 404
    assert progress_of(bob, schedule.edition).read == []


def test_a_window_that_shows_an_edition_of_yesterday_keeps_what_was_read_of_that_one(
    client_of, bob, schedule, edition, now
):
    newer = publish(make_draft(edition.text, ["# Walk 1", prose(40)]))
    Schedule.objects.filter(pk=schedule.pk).update(edition=newer)
    answer = client_of(bob).post(keeping_of(schedule), {"ranges": "2-3"})
    assert (answer.status_code, answer.text) == (204, "")
    assert progress_of(bob, edition).read
    assert not progress_of(bob, newer).read


def test_a_group_with_the_longest_of_addresses_reads_and_talks_as_any_other(client_of, bob, schedule):
    Group.objects.filter(pk=schedule.group_id).update(slug="circle-" + 53 * "o")
    schedule.group.refresh_from_db()
    thread = make_thread(schedule.group, schedule.edition, bob)
    assert client_of(bob).get(page_of(schedule)).status_code == 200
    assert client_of(bob).get(thread.get_absolute_url()).status_code == 200


def test_a_paragraphs_lasting_address_leads_to_its_place(client_of, bob, charlie, group):
    schedule = make_schedule(group, make_text(words_each=300))
    address = reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, 7])
    assert client_of(bob).get(address).url == page_of(schedule, 2) + "#p7"
    assert client_of(charlie).get(address).status_code == 404
    missing = reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, 10**15])
    assert client_of(bob).get(missing).status_code == 404


def test_the_page_carries_no_inline_style_or_script(client_of, bob, alice, group, schedule, edition):
    make_thread(group, edition, alice, paragraph=3)
    page = client_of(bob).get(page_of(schedule)).content.decode()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script


def test_the_public_page_offers_to_read_on_with_ones_own_circle(client, client_of, bob, charlie, group):
    edition = make_text(words_each=300)
    schedule = make_schedule(group, edition)
    address = reverse("page_detail", args=[edition.text.slug, 2])
    offer = "Read this with Tuesday circle"
    assert offer in client_of(bob).get(address).content.decode()
    assert page_of(schedule, 2) in client_of(bob).get(address).content.decode()
    assert offer not in client_of(charlie).get(address).content.decode()
    assert offer not in client.get(address).content.decode()


def test_a_visitor_reads_a_public_page_without_an_account(client, edition):
    response = client.get(reverse("page_detail", args=[edition.text.slug, 1]))
    assert response.status_code == 200
    page = response.content.decode()
    assert '<article lang="en"' in page
    assert 'id="page-read"' not in page
    assert "progress.js" not in page


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_twice_the_talk_and_twice_the_text_take_no_more_queries(client_of, bob, alice, group):
    reader = client_of(bob)
    small = make_schedule(group, make_text())
    large = make_schedule(group, make_text(title="Longer", sections=12, paragraphs_each=9), sittings=12)
    for paragraph in (2, 2, 3, 4, 5):
        make_thread(group, large.edition, alice, paragraph=paragraph)
    for plan in (small, large):  # what is told of a circle is found out once a day
        reader.get(page_of(plan))
    assert queries_of(reader, page_of(large)) == queries_of(reader, page_of(small)) <= 15 + WHO


def test_a_page_that_was_read_can_be_taken_back_in_a_circle_too(client_of, bob, group):
    edition = make_text(words_each=300)
    schedule = make_schedule(group, edition)
    client = client_of(bob)
    assert "I’ve read it, go on" in client.get(page_of(schedule)).text
    mark_read(user=bob, edition=edition, ranges=[(0, edition.length)], now=schedule.sittings.first().due_at)
    page = client.get(page_of(schedule)).text
    assert "Not read after all" in page
    assert "I’ve read it" not in page
    assert f'name="next" value="{page_of(schedule)}"' in page
    assert f'<a class="button main" href="{page_of(schedule, 2)}">Go on</a>' in page


def test_what_is_missing_from_a_sitting_is_named_where_its_progress_is_shown(client_of, bob, group):
    edition = make_text(
        ["# Opening", "By Rosa Example", "# One", prose(1400), "# Two", prose(1400)], title="With a byline"
    )
    schedule = make_schedule(group, edition, sittings=1)
    heading = edition.paragraphs.get(number=3)
    mark_read(user=bob, edition=edition, ranges=[(heading.start, edition.length)], now=schedule.created_at)
    kept = {"ranges": "3"}
    there = client_of(bob).post(keeping_of(schedule, 2), kept).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "less than a minute left, from ¶ 2" in there
    assert reverse("reader_paragraph", args=[group.slug, schedule.pk, 2]) in there
    here = client_of(bob).post(keeping_of(schedule, 1), kept).text
    assert "from ¶ 2" not in here  # it is before one's eyes
    home = client_of(bob).get(group.get_absolute_url()).text
    assert "Continue at ¶ 2, the first that you have not read" in home
    assert "where you stopped" not in home


def test_the_bar_and_the_circles_home_name_the_same_place_to_go_on(client_of, bob, group):
    edition = make_text(["# One", *(prose(700) for _ in range(3)), "# Two", prose(700), prose(700)])
    schedule = make_schedule(group, edition, sittings=1)
    stopped = edition.paragraphs.get(number=6)
    now = schedule.created_at
    mark_read(user=bob, edition=edition, ranges=[(stopped.start, stopped.end)], now=now)
    bar = client_of(bob).get(page_of(schedule)).text.replace("\N{NO-BREAK SPACE}", " ")
    home = client_of(bob).get(group.get_absolute_url()).text
    assert "Continue where you stopped, ¶ 7" in home
    assert "left, from ¶ 7" in bar


def test_the_first_hint_says_who_sees_what_is_said_and_that_reading_is_noted(client_of, bob, schedule):
    page = client_of(bob).get(page_of(schedule)).text
    hint = page[page.index('id="hint"') : page.index("Got it")]
    assert f"only members of {schedule.group.name} see it" in hint
    assert "What stays on your screen long enough to be read is marked as read; only you see it." in hint


@pytest.fixture
def running(group, edition):
    """Four sittings: the first was due, the second is due in some days."""
    return make_schedule(group, edition, first_due=timezone.now().date() - dt.timedelta(days=3))


def test_the_outline_says_what_is_due_this_week_and_about_where_the_others_are_without_naming_anybody(
    client_of, running
):
    group, edition = running.group, running.edition
    readers = [make_user(f"Reader {number}") for number in range(6)]
    sittings = list(running.sittings.order_by("number"))
    for reader in readers:
        make_membership(group, reader)
        let_count(group=group, user=reader, counts=True)
        mark_read(user=reader, edition=edition, ranges=[(0, sittings[1].end)], now=running.created_at)
    page = client_of(readers[0]).get(page_of(running)).text
    outline = page[page.index('<ol class="outline"') : page.index("Lengths at")]
    parts = [
        " ".join(strip_tags(part).split())
        for part in re.findall(r'<li class="part.*?</li>', outline, re.DOTALL)
    ]
    assert parts[0] == "Sitting 1, read the group: most of it"
    assert "this week" in parts[1]
    due = sittings[2].due_at.astimezone(sittings[2].clock)
    assert parts[2] == f"Sitting 3, due {plain_day(due)}".replace("\xa0", " ")
    assert outline.count('class="part now"') == 1
    assert "Most of the group is" in outline
    assert "Reader 1" not in outline


def test_the_outline_keeps_to_itself_where_too_few_let_their_reading_count(client_of, bob, running):
    page = client_of(bob).get(page_of(running)).text
    outline = page[page.index('<ol class="outline"') : page.index("Lengths at")]
    assert "group" not in strip_tags(outline)
