"""The header and the headings of a group's pages: where one is, and the way to everywhere else."""

import itertools
import re

import pytest

pytestmark = pytest.mark.long

PAGES = ["", "people/", "threads/", "edit/", "leave/", "invitations/new/", "schedule/new/"]


def part(page, start, end):
    begin = page.index(start)
    return " ".join(page[begin : page.index(end, begin)].split())


def links(page):
    """The places in the header: what each is called, and whether one is there."""
    nav = part(page, '<nav class="places"', "</nav>")
    return {
        name: current
        for current, name in re.findall(
            r'<a [^>]*?(?:aria-current="(\w+)")?>([^<]+)(?:<span.*?</span>)?</a>', nav
        )
    }


@pytest.fixture
def plan_pages(schedule):
    plan = f"schedule/{schedule.pk}/"
    return [plan, f"{plan}delete/", f"{plan}1/"]


def test_from_every_page_of_a_group_a_link_leads_to_everywhere(client_of, group, plan_pages, alice):
    browser = client_of(alice)
    for page in [*PAGES, *plan_pages]:
        there = links(browser.get(f"{group.get_absolute_url()}{page}").content.decode())
        assert list(there) == ["Reading", "Talk", "People", "Library", "Groups", "Handbook"], page


def test_the_place_where_one_is_is_marked_and_no_other(client_of, group, plan_pages, alice):
    browser = client_of(alice)
    where = {"": ("Reading", "page"), "people/": ("People", "page"), "threads/": ("Talk", "page")}
    where |= {"invitations/new/": ("People", "true")} | dict.fromkeys(plan_pages, ("Reading", "true"))
    for page, (name, current) in where.items():
        there = links(browser.get(f"{group.get_absolute_url()}{page}").content.decode())
        assert {name: current for name, current in there.items() if current} == {name: current}, page


def test_where_one_talks_about_a_paragraph_only_the_talk_is_marked(client_of, schedule, alice):
    root = f"{schedule.group.get_absolute_url()}read/{schedule.pk}/"
    for page in ("threads/?paragraph=2", "p/2/threads/"):
        there = links(client_of(alice).get(f"{root}{page}").text)
        assert {name: current for name, current in there.items() if current} == {"Talk": "true"}, page


def test_inside_a_text_the_library_is_marked(client, edition):
    assert links(client.get("/library/").content.decode())["Library"] == "page"
    for page in ("", "1/"):
        assert links(client.get(f"/library/{edition.text.slug}/{page}").content.decode())["Library"] == "true"


def test_the_header_names_the_group_and_only_its_own_page_says_it_again(client_of, group, schedule, alice):
    browser = client_of(alice)
    for page in ("people/", f"schedule/{schedule.pk}/", "schedule/new/"):
        page = browser.get(f"{group.get_absolute_url()}{page}").content.decode()
        assert page[page.index("<body") :].count(">Tuesday circle<") == 1


def test_no_heading_skips_a_level(client_of, group, plan_pages, alice):
    browser = client_of(alice)
    pages = [f"{group.get_absolute_url()}{page}" for page in [*PAGES, *plan_pages]]
    for page in [*pages, "/g/", "/g/new/", "/notices/"]:
        levels = [int(level) for level in re.findall(r"<h([1-6])", browser.get(page).content.decode())]
        assert levels[0] == 1, page
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (
            page,
            levels,
        )


def test_the_name_of_ones_own_menu_is_what_stands_in_it(client_of, alice):
    page = client_of(alice).get("/g/").content.decode()
    summary = part(page, '<details class="person"', "</summary>")
    assert "aria-label" not in summary
    assert "Your account, Alice" in summary


def test_the_heading_of_the_people_is_no_number(client_of, alice, group):
    page = client_of(alice).get(f"{group.get_absolute_url()}people/").content.decode()
    assert "<h1>People</h1>" in page
    assert "2 people</p>" in page


def test_beside_the_reading_stand_the_talk_the_people_and_the_purpose(client_of, group, schedule, alice):
    aside = part(client_of(alice).get(group.get_absolute_url()).content.decode(), "<aside", "</aside>")
    assert aside.index(">Talk<") < aside.index(">People<") < aside.index("Why we read")


def test_no_page_shows_what_is_meant_for_its_makers(client_of, group, plan_pages, alice):
    browser = client_of(alice)
    for page in [*PAGES, *plan_pages]:
        content = browser.get(f"{group.get_absolute_url()}{page}").content.decode()
        assert "{#" not in content
        assert "{%" not in content


def test_the_italics_come_with_the_page_that_begins_with_them(client_of, group, schedule, alice):
    assert "literata-italic-latin" in client_of(alice).get(group.get_absolute_url()).content.decode()


def test_the_home_shows_the_sittings_around_now_and_the_plan_all(client_of, group, schedule, alice):
    for number in range(5, 9):
        last = schedule.sittings.get(number=4)
        last.pk, last.number, last.span = None, number, (10_000 + number * 10, 10_005 + number * 10)
        last.save()
    browser = client_of(alice)
    home = browser.get(group.get_absolute_url()).content.decode()
    assert home.count('id="sitting-') == 4
    assert "All 8 sittings" in home
    assert browser.get(schedule.get_absolute_url()).content.decode().count('id="sitting-') == 8


def test_the_reminders_stand_beside_the_other_settings(client_of, alice):
    page = client_of(alice).get("/notices/").content.decode()
    assert 'aria-label="Settings"' in page
    assert '<a href="/notices/" aria-current="page">' in page
