"""Comments are written on sheets that a process keeps, and the box at the foot is kept with its words: of nobody who reads them."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from discussions import blanks, sheets
from discussions.moments import Moments
from tests.factories import make_comment, make_membership, make_thread, make_user


@pytest.fixture
def thread(group, edition, alice):
    return make_thread(group, edition, alice)


@pytest.fixture
def page_of(client_of, thread):
    sheets._kept_sheet.cache_clear()
    blanks._kept_answer.cache_clear()
    return lambda person: client_of(person).get(thread.get_absolute_url()).text


def foot_of(page):
    return re.search(r'<form class="compose" id="answering-0".*?</form>', page, re.DOTALL)[0]


def once_only(form):
    return re.findall(r'name="(?:csrfmiddlewaretoken|submission)" value="([^"]+)"', form)


def test_each_gets_the_buttons_that_are_theirs_on_a_thread_that_others_have_opened_before(
    page_of, thread, alice, bob
):
    make_comment(thread, bob)
    hers, his = page_of(alice), page_of(bob)
    for page in (hers, his, page_of(alice)):
        assert page.count('/edit/"') == 2  # the link, and where htmx asks
    assert hers != his
    assert re.findall(r'href="[^"]*/edit/"', hers) != re.findall(r'href="[^"]*/edit/"', his)


def test_a_thread_that_is_opened_again_makes_no_sheet_anew(page_of, bob):
    page_of(bob)
    made = sheets._kept_sheet.cache_info().misses
    page_of(bob)
    assert made
    assert sheets._kept_sheet.cache_info().misses == made


def test_whoever_is_called_otherwise_is_called_so_at_once_in_what_they_said(page_of, alice, bob):
    page_of(bob)
    alice.display_name = "Alda Kerr"
    alice.save()
    page = page_of(bob)
    assert "<b>Alda Kerr</b>" in page
    assert "Answer Alda Kerr…" in page


def test_the_box_at_the_foot_names_whom_one_answers_but_nobody_to_themselves(page_of, alice, bob):
    assert f"Answer {alice.display_name}…" in foot_of(page_of(bob))
    assert alice.display_name not in foot_of(page_of(alice))


def test_the_box_at_the_foot_is_of_each_page_alone(page_of, bob):
    first, again = once_only(foot_of(page_of(bob))), once_only(foot_of(page_of(bob)))
    assert len(first) == len(again) == 2
    assert not set(first) & set(again)


def test_the_box_at_the_foot_says_nothing_of_who_got_it_before(page_of, thread, alice, bob):
    carol = make_user("Carol of the Mill")
    make_membership(thread.group, carol)
    hers, his = foot_of(page_of(carol)), foot_of(page_of(bob))
    for secret in once_only(hers):
        assert secret not in his
    assert re.sub(r'value="[^"]*"', "", hers) == re.sub(r'value="[^"]*"', "", his)


def test_sheets_and_the_box_at_the_foot_are_kept_for_each_language_apart(page_of, thread, bob):
    clara = make_user("Clara", language="de")
    make_membership(thread.group, clara)
    page_of(bob)
    made = sheets._kept_sheet.cache_info().misses
    page_of(clara)
    assert sheets._kept_sheet.cache_info().misses == 2 * made
    assert blanks._kept_answer.cache_info().currsize == 2


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns"])
@pytest.mark.parametrize("hour", [0, 9, 23])
def test_a_moment_is_told_by_the_clock_of_its_reader_and_exactly_to_machines(zone, hour):
    at = dt.datetime(2026, 3, 29, hour, 45, 7, 900_000, tzinfo=dt.UTC)
    with timezone.override(zone):
        moment = Moments(at + dt.timedelta(days=400))
        assert moment(at).endswith(f"{at.astimezone(ZoneInfo(zone)):%H:%M}")
        assert f" {at.astimezone(ZoneInfo(zone)).day} " in f" {moment(at)} "
        assert moment.exact(at) == at.isoformat(timespec="seconds")
        assert moment.exact(at.astimezone(ZoneInfo(zone))) == at.isoformat(timespec="seconds")
