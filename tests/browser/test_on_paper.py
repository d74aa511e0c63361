"""What comes out of a printer, on sheets as narrow as a phone: everything, and a line that says of what it is."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("place", ["", "plan"])
def test_a_sheet_says_whose_it_is_and_nothing_hangs_over_its_edge(site, visitor, place):
    page = visitor(viewport={"width": 390, "height": 844})
    page.goto("/accounts/login/")
    page.get_by_role("button", name=re.compile("Kofi")).click()
    page.wait_for_url(re.compile("/g/"))
    home = "/g/thursday-circle/"
    page.goto(home)
    if place:
        page.goto(str(page.locator("main a[href*='/schedule/']").first.get_attribute("href")))
    page.emulate_media(media="print")
    expect(page.locator(".crumb").get_by_text("Thursday circle")).to_be_visible()
    assert page.locator(".places").is_hidden()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("place", ["", "plan"])
def test_what_one_person_alone_may_see_is_not_printed(site, visitor, place):
    page = visitor()
    page.goto("/accounts/login/")
    page.get_by_role("button", name=re.compile("Kofi")).click()
    page.wait_for_url(re.compile("/g/"))
    page.goto("/settings/")
    page.locator("[name=time_zone]").select_option("Asia/Tokyo")
    page.get_by_role("button", name="Save").click()
    page.goto("/g/thursday-circle/")
    if place:
        page.goto(str(page.locator("main a[href*='/schedule/']").first.get_attribute("href")))
    words = page.locator("main").inner_text()
    assert "on your clock" in words
    page.emulate_media(media="print")
    words = page.locator("main").inner_text()
    for own in ("on your clock", "% read", "Continue", "you alone", "another hour", "left of this sitting"):
        assert own not in words
    assert page.locator(".strip:visible, .meter:visible").count() == 0
    assert page.locator(".sittings li:visible").count() >= 4
