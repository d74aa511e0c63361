"""The header on a phone, in the language with the longest words, for somebody who is not signed in."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 390, 430, 700])
@pytest.mark.parametrize("locale", ["de", "en-GB"])
def test_the_header_has_room_for_the_sites_name_the_menu_and_signing_up(site, visitor, width, locale):
    page = visitor(viewport={"width": width, "height": 844}, locale=locale)
    page.goto("/library/")
    words = page.locator("main h1").bounding_box()
    name = page.locator(".wordmark span").bounding_box()
    menu = page.locator(".menu-button svg").bounding_box()
    join = page.locator(".top a.button.main").bounding_box()
    assert words
    assert name
    assert menu
    assert join
    assert name["x"] >= words["x"] - 1
    assert name["x"] + name["width"] <= menu["x"] - 7
    assert menu["x"] + menu["width"] <= join["x"] - 7
    assert width - (join["x"] + join["width"]) >= words["x"] - 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    middle = join["y"] + join["height"] / 2
    top = page.locator(".top").bounding_box()
    assert top
    for box in (name, menu):
        assert abs(box["y"] + box["height"] / 2 - middle) < 2
        assert top["y"] < box["y"]
        assert box["y"] + box["height"] < top["y"] + top["height"]


def test_on_a_phone_signing_in_is_in_the_menu(site, visitor):
    page = visitor(viewport={"width": 390, "height": 844}, locale="en-GB")
    page.goto("/library/")
    expect(page.locator(".top").get_by_role("link", name="Sign in")).to_have_count(0)
    page.get_by_role("button", name="Menu").click()
    page.locator("#places").get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/library/")
    expect(page.locator(".top").get_by_role("link", name="Sign in")).to_have_count(1)
