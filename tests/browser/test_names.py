"""Typing an @ offers the members, and the keyboard takes one without leaving the box."""

import pytest
from playwright.sync_api import expect

from discussions.models import Mention
from tests.browser.house import CHROMIUM
from tests.browser.windows import soon
from tests.factories import make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


def test_an_at_sign_offers_the_members_and_enter_takes_one(visit, circle):
    make_thread(circle.group, circle.edition, circle.alice, paragraph=2)

    def write(page):
        page.locator("#talk-2").click()
        box = page.locator("#panel [name=body]").last
        box.click()
        page.keyboard.type("Dear @a")
        offered = page.get_by_role("listbox").get_by_role("option")
        expect(offered).to_have_text(["Alice"])
        expect(offered).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        expect(box).to_have_value("Dear @Alice ")
        page.keyboard.type("and @")
        expect(offered.first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(box).to_be_focused()
        page.keyboard.press("Control+Enter")
        expect(page.locator("#panel .said b")).to_have_text("@Alice")

    visit(write)
    assert Mention.objects.get().user == circle.alice


def test_whoever_types_faster_than_the_names_come_is_offered_them_then(visit, circle):
    make_thread(circle.group, circle.edition, circle.alice, paragraph=2)

    def write(page):
        held = []
        page.route("**/js/reader/names*.js", lambda route: held.append(route))
        page.locator("#talk-2").click()
        page.locator("#panel [name=body]").last.click()
        page.keyboard.type("Dear @a")
        assert soon(page, lambda: bool(held))
        held[0].continue_()
        expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(["Alice"])
        page.keyboard.press("Escape")

    visit(write)
