"""Choosing paper, letters and lines on the page of a text: seen at once, kept, and without losing one's place."""

import pytest

pytestmark = pytest.mark.browser

PAGE = "/library/how-to-read-together/2/"
LOOK = "getComputedStyle(document.querySelector('.text > article'))"


def open_sheet(page):
    page.goto(PAGE)
    page.get_by_role("button", name="Appearance").click()
    page.get_by_role("radio", name="Sepia").wait_for(state="attached")


def choose(page, name):
    with page.expect_response(
        lambda answer: "/appearance/" in answer.url and answer.request.method == "POST"
    ):
        page.locator("label").filter(has=page.get_by_role("radio", name=name, exact=True)).click()


def test_a_choice_is_seen_at_once_and_still_there_on_the_next_page(visitor):
    page = visitor()
    open_sheet(page)
    before = page.evaluate(f"parseFloat({LOOK}.fontSize)")
    choose(page, "Largest")
    choose(page, "Sepia")
    assert page.evaluate(f"parseFloat({LOOK}.fontSize)") > 1.4 * before
    page.goto("/library/how-to-read-together/3/")
    assert page.evaluate(f"parseFloat({LOOK}.fontSize)") > 1.4 * before
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 234, 213)"


def test_the_paragraph_at_the_top_stays_where_it_is(visitor):
    page = visitor()
    open_sheet(page)
    top = "document.getElementById('p15').getBoundingClientRect().top - document.querySelector('header.top').offsetHeight"
    page.evaluate(f"window.scrollBy(0, {top} - 30)")
    at = page.evaluate(top)
    for name in ("Larger", "Atkinson Hyperlegible", "Loose", "Short"):
        choose(page, name)
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert abs(page.evaluate(top) - at) <= 3


def test_by_keyboard_alone(visitor):
    page = visitor()
    page.goto(PAGE)
    page.get_by_role("button", name="Appearance").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="As my device").wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "theme"
    with page.expect_response(
        lambda answer: "/appearance/" in answer.url and answer.request.method == "POST"
    ):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.theme") == "paper"
    page.keyboard.press("Escape")
    assert not page.locator("#appearance").is_visible()
    assert page.evaluate("document.activeElement.className").endswith("appearance-button")


def test_without_scripts_there_is_a_page_of_its_own_that_leads_back(visitor):
    page = visitor(java_script_enabled=False)
    page.goto(PAGE)
    page.get_by_role("button", name="Appearance").click()
    page.get_by_role("link", name="Paper, letters and lines").click()
    page.get_by_role("radio", name="Dark").check(force=True)
    page.get_by_role("button", name="Keep this").click()
    assert page.url.endswith(PAGE)
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_notes_leave_the_margin_when_long_lines_of_large_letters_need_the_room(visitor):
    page = visitor(viewport={"width": 1500, "height": 900})
    open_sheet(page)
    assert page.locator(".sidenote").first.is_visible()
    choose(page, "Largest")
    choose(page, "Long")
    page.wait_for_function("!document.querySelector('.with-sidenotes')")
    assert not page.locator(".sidenote").first.is_visible()
    assert page.locator(".footnote").first.is_visible()
