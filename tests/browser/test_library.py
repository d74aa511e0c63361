"""The library in a real browser: finding while one types, and shelves brought into order by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.screenshots import step_in

pytestmark = pytest.mark.browser


def test_what_is_found_changes_while_one_types(visitor):
    page = visitor()
    page.goto("/library/")
    expect(page.get_by_role("heading", name="All texts")).to_be_visible()
    page.get_by_role("searchbox").press_sequentially("compliment", delay=20)
    expect(page.locator(".found-places mark").first).to_have_text("compliment")
    expect(page).to_have_url(re.compile(r"/library/\?q=compliment$"))
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.locator(".found-places .number").first.click()
    page.wait_for_url(re.compile(r"/library/how-to-read-together/\d+/\?find=compliment&hit=\d+#here$"))
    expect(page.locator(".text mark").first).to_have_text("compliment")


def test_a_filter_narrows_at_once_and_can_be_left_out(visitor):
    page = visitor()
    page.goto("/library/")
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Length").select_option(label="two to eight hours")  # no text of any test is so long
    expect(page.get_by_role("heading", name="No text matches")).to_be_visible()
    expect(page.locator("#outcome")).to_have_text("No text matches")
    page.locator(".chip").click()
    expect(page.get_by_role("heading", name="How to read together")).to_be_visible()


def test_the_library_is_searched_without_a_script(visitor):
    page = visitor(java_script_enabled=False)
    page.goto("/library/")
    page.get_by_role("searchbox").fill("compliment")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".found-places mark").first).to_have_text("compliment")


def test_shelves_are_brought_into_order_by_keyboard_and_by_mouse(visitor):
    page = visitor()
    step_in(page, "Curator")
    for name in ("First", "Second", "Third"):
        page.goto("/library/shelves/")
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
        page.wait_for_url(re.compile(f"/{name.lower()}/"))
    page.goto("/library/shelves/")
    rows = page.locator(".arranged .title")
    expect(rows).to_have_text(["First", "Second", "Third"])
    page.get_by_role("button", name="Move Third up").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_text(["First", "Third", "Second"])
    expect(page.get_by_role("button", name="Move Third up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_have_text(["Third", "First", "Second"])
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        drag(page, page.locator(".arranged li").nth(2), page.locator(".arranged li").nth(0))
    expect(rows).to_have_text(["Second", "Third", "First"])
    expect(page.get_by_role("status")).to_contain_text("“Second” is now 1 of 3.")
    expect(page.locator(".just-moved .title")).to_have_text("Second")
    expect(page.get_by_role("button", name="Move Second down")).to_be_focused()
    drag(page, page.locator(".arranged li").nth(2), page.locator(".arranged li").nth(0), let_go=False)
    expect(rows).to_have_text(["First", "Second", "Third"])
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(rows).to_have_text(["Second", "Third", "First"])
    page.reload()
    expect(rows).to_have_text(["Second", "Third", "First"])


def test_a_text_is_put_on_a_shelf_taken_off_and_put_there_again(visitor):
    page = visitor()
    step_in(page, "Curator")
    page.goto("/library/shelves/")
    page.get_by_label("Name").fill("To begin with")
    page.get_by_role("button", name="Add", exact=True).click()
    rows, name = page.locator(".arranged .title"), "How to read together"
    for _ in range(2):
        page.get_by_role("button", name=f"Add {name}").click()
        expect(rows).to_have_text([name])
        page.get_by_role("button", name=f"Take {name} off the shelf").click()
        expect(page.get_by_text("Nothing here yet")).to_be_visible()
        expect(page.locator("#on-shelf")).to_have_count(1)
        page.reload()


def drag(page: Page, row: Locator, before: Locator, *, let_go: bool = True) -> None:
    """Drag a row above another, as slowly as a hand does: a single leap can miss what it passes over."""
    row.hover()
    page.mouse.down()
    box = before.bounding_box()
    assert box
    page.mouse.move(box["x"] + 9, box["y"] + box["height"] - 2, steps=8)
    page.mouse.move(box["x"] + 9, box["y"] + 2, steps=8)
    if let_go:
        page.mouse.up()


def test_enter_leads_to_what_is_sought_and_once_more_to_the_next(visitor):
    page = visitor()
    page.goto("/library/how-to-read-together/p/60/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("peoplx")
    expect(page.locator("#found-in-text")).to_contain_text("is not in this text")
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")
    page.keyboard.type("e")
    expect(page.locator("#found-in-text li").first).to_be_visible()
    assert "find=" not in page.url, "to type is not to press Enter"
    page.keyboard.press("Enter")
    page.wait_for_url("**find=people*")
    at = page.locator(".hits .figures")
    expect(at).to_contain_text(" of ")
    first = at.inner_text()
    page.keyboard.press("/")
    expect(page.locator("#found-in-text li").first).to_be_visible()
    assert page.evaluate("getSelection().toString()") == "people", "to type is to seek something else"
    page.keyboard.press("Enter")
    expect(at).not_to_have_text(first)


def test_what_is_sought_on_a_page_is_listed_from_where_one_reads_beside_the_text(visitor):
    page = visitor()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/library/how-to-read-together/p/60/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("people")
    near = page.locator("#found-in-text [aria-current]")
    expect(near).to_be_in_viewport(ratio=1)
    assert abs(int(near.inner_text().strip("¶ ")) - 60) < 15
    sheet, words = page.locator("#finding").bounding_box(), page.locator("#p60 .words").bounding_box()
    assert sheet["x"] + sheet["width"] <= words["x"]
    page.keyboard.press("ArrowDown")
    expect(near).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(near).not_to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".hits")).to_be_visible()


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_outline_tells_words_and_minutes_of_each_section(visitor, width):
    page = visitor(viewport={"width": width, "height": 844})
    page.goto("/library/how-to-read-together/")
    lines = page.locator(".outline.open a")
    for line in (lines.nth(1), lines.last):
        expect(line.locator(".of-words")).to_be_visible()
        expect(line.locator(".of-words")).to_have_text(re.compile(r"^[\d,]+ words?$"))
        expect(line.locator(".of-time")).to_be_visible()
        words, time, title = (
            line.locator(part).bounding_box() for part in (".of-words", ".of-time", "span >> nth=0")
        )
        assert words["y"] + words["height"] <= time["y"] + 1, "each has a line of its own"
        assert abs(words["x"] + words["width"] - time["x"] - time["width"]) <= 1
        assert title["width"] > width / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
