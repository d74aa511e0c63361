"""All sittings of a schedule."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_group, make_membership, make_schedule, make_text, make_user
from tests.groups.test_pace import crowd, read

pytestmark = pytest.mark.long


def test_members_see_it_outsiders_do_not(client, client_of, schedule, bob, charlie):
    url = schedule.get_absolute_url()
    assert client.get(url).status_code == 302
    assert client_of(charlie).get(url).status_code == 404
    assert client_of(bob).get(url).status_code == 200


def test_a_schedule_of_another_group_is_not_found(client_of, schedule, alice, charlie):
    other = make_group("Other", facilitator=charlie)
    assert client_of(charlie).get(f"/g/{other.slug}/schedule/{schedule.pk}/").status_code == 404
    assert client_of(charlie).get(f"/g/{other.slug}/schedule/99999999999999999999/").status_code == 404


def test_it_shows_every_sitting_with_ones_own_mark(client_of, schedule, edition, bob):
    first = schedule.sittings.first()
    read(bob, edition, first.first_paragraph, first.last_paragraph)
    page = client_of(bob).get(schedule.get_absolute_url()).content.decode()
    assert page.count('id="sitting-') == 4
    assert '<rect class="read"' in page
    assert page.count("#check") == 1


def test_what_one_member_reads_is_not_seen_by_another(client_of, schedule, edition, alice, bob):
    read(bob, edition, 1, 15)
    page = client_of(alice).get(schedule.get_absolute_url()).content.decode()
    assert "#check" not in page
    assert "the group: about" not in page


def test_where_most_of_the_circle_is_is_seen_once_six_who_let_theirs_count_have_begun(
    client_of, schedule, edition, bob
):
    crowd(schedule.group, edition, 6)
    assert "most of the group, ¶" in client_of(bob).get(schedule.get_absolute_url()).text


def test_only_the_facilitator_is_offered_to_change_it(client_of, schedule, alice, bob):
    url = schedule.get_absolute_url()
    assert f"{url}1/" in client_of(alice).get(url).content.decode()
    assert f"{url}delete/" in client_of(alice).get(url).content.decode()
    page = client_of(bob).get(url).content.decode()
    assert f"{url}1/" not in page
    assert f"{url}delete/" not in page


def test_who_has_read_nothing_is_led_to_the_beginning(client_of, schedule, edition, bob):
    url = schedule.get_absolute_url()
    assert edition.paragraphs.get(number=1).kind == "heading"
    start = reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, 1])
    for page in (url, schedule.group.get_absolute_url()):
        assert f'href="{start}">Begin reading</a>' in client_of(bob).get(page).text
    read(bob, edition, 1, 2)
    assert "Begin reading" not in client_of(bob).get(url).content.decode()


def test_who_has_begun_goes_on_at_the_next_unread_paragraph_of_the_present_sitting(
    client_of, group, edition, bob
):
    plan = make_schedule(group, edition, first_due=timezone.localdate() - dt.timedelta(3))
    browser, first = client_of(bob), plan.sittings.get(number=2).first_paragraph

    def way(number):
        place = reverse("reader_paragraph", args=[group.slug, plan.pk, number])
        return f'<a class="button main" href="{place}">Go on reading</a>'

    read(bob, edition, 1, 1)
    kinds = dict(edition.paragraphs.values_list("number", "kind"))
    begin = first + (kinds[first] == "heading")
    assert way(begin) in browser.get(plan.get_absolute_url()).text
    read(bob, edition, begin, begin)
    assert way(begin + 1) in browser.get(plan.get_absolute_url()).text
    last = plan.sittings.get(number=2).last_paragraph
    read(bob, edition, 1, last)
    assert way(last + 1 + (kinds[last + 1] == "heading")) in browser.get(plan.get_absolute_url()).text


def test_who_has_read_it_all_is_not_sent_on(client_of, schedule, edition, bob):
    read(bob, edition, 1, edition.paragraphs.count())
    assert "Go on reading" not in client_of(bob).get(schedule.get_absolute_url()).text


def test_only_where_a_sitting_that_fell_due_is_unread_does_it_speak_of_being_behind(client_of, alice, group):
    edition = make_text(title="Old", sections=4, paragraphs_each=3)
    plan = make_schedule(group, edition, first_due=timezone.localdate() - dt.timedelta(3))
    page = client_of(alice).get(plan.get_absolute_url()).content.decode()
    assert "Behind? Move what is left" in page
    assert f"{plan.get_absolute_url()}2/?following=1" in page
    read(alice, edition, 1, plan.sittings.get(number=1).last_paragraph)
    page = client_of(alice).get(plan.get_absolute_url()).content.decode()
    assert "Behind?" not in page
    assert "Move sitting 2 and later" in page


def test_nobody_is_behind_before_the_first_is_due(client_of, schedule, alice):
    page = client_of(alice).get(schedule.get_absolute_url()).content.decode()
    assert "Behind?" not in page
    assert "Move sitting 1 and later" in page


def test_numbers_in_the_drawing_have_a_full_stop_in_every_language(client_of, schedule, edition, bob):
    bob.language = "de"
    bob.save()
    read(bob, edition, 1, 3)
    page = client_of(bob).get(schedule.get_absolute_url()).content.decode()
    drawing = page[page.index('<svg class="strip"') : page.index("</svg>", page.index('<svg class="strip"'))]
    assert "," not in drawing.split("viewBox", 1)[1].split(">", 1)[1]


def test_a_hundred_sittings_and_sixty_readers_take_as_many_queries_as_six_of_each(client_of, alice):
    counts = []
    for size in (6, 60):
        group = make_group(f"Circle {size}", facilitator=alice)
        edition = make_text(title=f"Text {size}", sections=size, paragraphs_each=3, words_each=5)
        schedule = make_schedule(
            group, edition, sittings=size, first_due=timezone.localdate() - dt.timedelta(9)
        )
        for number in range(size):
            person = make_user(f"Reader {size} {number}")
            make_membership(group, person)
            read(person, edition, 1, number % 9 + 2)
        browser = client_of(alice)
        browser.get(schedule.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(schedule.get_absolute_url()).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_length_and_the_clock_of_a_plan_are_said_in_sentences(client_of, schedule, bob):
    page = " ".join(client_of(bob).get(schedule.get_absolute_url()).text.split())
    assert "4 sittings, together " in page
    assert "All times are Lisbon time." in page


def test_taking_a_plan_off_stands_apart_from_inviting(client_of, schedule, alice):
    page = client_of(alice).get(schedule.get_absolute_url()).text
    off = reverse("schedule_delete", args=[schedule.group.slug, schedule.pk])
    assert page.index("Invite people") < page.index("</ol>") < page.index(off)
    assert f'<a class="button quiet danger" href="{off}">' in page


def test_the_line_says_in_words_how_much_of_the_text_is_read(client_of, schedule, edition, bob):
    url = schedule.get_absolute_url()
    assert "parted into its sittings: you have read 0%" in client_of(bob).get(url).text
    read(bob, edition, 1, edition.paragraphs.count())
    assert "parted into its sittings: you have read 100%" in client_of(bob).get(url).text
