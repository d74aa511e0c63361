"""Bookmarks in a real browser: by mouse, by finger, by keyboard, and without a script."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from readings.models import Bookmark
from readings.publishing import publish
from tests.browser import windows
from tests.browser.axe import faults
from tests.browser.house import CHROMIUM
from tests.factories import make_bookmark, make_draft, make_text, make_user, prose

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

WORDS = ["# Setting out", *(prose(80, seed) for seed in range(1, 7)), "> " + prose(40, 8), "- " + prose(9, 9)]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def bob(transactional_db):
    return make_user("Bob")


@pytest.fixture
def edition(transactional_db):
    return make_text(WORDS)


@pytest.fixture
def address(edition):
    return reverse("page_detail", args=[edition.text.slug, 1])


def marked():
    """The numbers of the paragraphs that are marked."""
    paragraphs = [one.edition.paragraphs.get(span__contains=one.span.lower) for one in Bookmark.objects.all()]
    return sorted(paragraph.number for paragraph in paragraphs)


def ribbon(page: Page, number: int):
    return page.get_by_role("button", name=f"Bookmark paragraph {number}", exact=True)


def is_pressed(page: Page, number: int, pressed: bool = True) -> None:
    expect(ribbon(page, number)).to_have_attribute("aria-pressed", "true" if pressed else "false")


def test_a_ribbon_comes_to_the_hand_stays_when_it_is_pressed_and_undo_takes_it_away(window, bob, address):
    def steps(page):
        page.goto(address)
        expect(ribbon(page, 3)).to_have_css("opacity", "0")
        page.locator("#p3 .words").hover()
        expect(ribbon(page, 3)).to_have_css("opacity", "1")
        ribbon(page, 3).click()
        is_pressed(page, 3)
        expect(ribbon(page, 3)).to_be_focused()
        expect(page.locator("#marked")).to_have_text("¶ 3 is bookmarked. Undo")
        page.mouse.move(2, 2)
        ribbon(page, 3).evaluate("button => button.blur()")
        expect(ribbon(page, 3)).to_have_css("opacity", "1")
        assert page.url.endswith(address)
        assert not faults(page)
        page.locator("#marked").get_by_role("button", name="Undo").click()
        is_pressed(page, 3, pressed=False)
        ribbon(page, 3).evaluate("button => button.click()")
        is_pressed(page, 3)
        page.reload()
        is_pressed(page, 3)

    window(bob, steps)
    assert marked() == [3]


def test_the_key_b_takes_the_chosen_words_else_the_focus_else_the_middle(window, bob, edition, address):
    place = edition.paragraphs.get(number=4)

    def steps(page):
        page.goto(address)
        windows.choose(page, place.start + 5, place.start + 30)
        page.keyboard.press("b")
        is_pressed(page, 4)
        page.evaluate("getSelection().removeAllRanges()")
        page.locator("#p2 > .number").focus()
        page.keyboard.press("b")
        is_pressed(page, 2)
        page.keyboard.press("b")
        is_pressed(page, 2, pressed=False)
        page.evaluate("document.activeElement.blur()")
        middle = page.evaluate(
            """() => [...document.querySelectorAll(".para")].find((one) => {
                const { top, bottom } = one.getBoundingClientRect();
                return top <= innerHeight / 2 && bottom >= innerHeight / 2;
            }).dataset.number"""
        )
        before = ribbon(page, int(middle)).get_attribute("aria-pressed") == "true"
        page.keyboard.press("b")
        is_pressed(page, int(middle), pressed=not before)
        page.keyboard.press("Control+b")
        page.keyboard.press("?")
        expect(page.get_by_role("heading", name="Keyboard")).to_be_visible()
        expect(page.locator("#keys")).to_contain_text("Bookmark the paragraph")
        page.keyboard.press("b")  # nothing is marked behind the list of keys
        is_pressed(page, int(middle), pressed=not before)
        return int(middle), before

    middle, before = window(bob, steps)
    assert marked() == sorted({4, middle} - ({middle} if before else set()))


def test_in_a_circle_the_key_writes_letters_where_one_writes(visit, circle):
    def steps(page):
        page.locator("#p2 > .number").focus()
        page.keyboard.press("b")
        is_pressed(page, 2)
        page.locator("#talk-2").focus()
        page.keyboard.press("c")
        expect(page.locator("#panel [name=body]")).to_be_focused()
        page.keyboard.type("bb")
        expect(page.locator("#panel [name=body]")).to_have_value("bb")
        is_pressed(page, 2)

    visit(steps)
    assert marked() == [2]
    assert Bookmark.objects.get().user == circle.bob


def test_a_finger_touches_the_paragraph_then_the_ribbon_at_the_edge(window, bob, address):
    def steps(page):
        page.goto(address)
        words = page.locator("#p3 .words")
        expect(ribbon(page, 3)).to_have_css("opacity", "0")
        words.tap(position={"x": 120, "y": 20})
        expect(ribbon(page, 3)).to_have_css("opacity", "1")
        box = ribbon(page, 3).bounding_box()
        assert box["x"] >= -1
        assert box["width"] >= 24
        assert box["height"] >= 24
        ribbon(page, 3).tap(position={"x": 6, "y": 14})
        is_pressed(page, 3)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not faults(page)

    window(bob, steps, **PHONE)
    assert marked() == [3]


def test_ribbons_hang_in_one_line_whatever_the_paragraph_is(window, bob, edition, address):
    for number in (2, 8, 9):
        make_bookmark(bob, edition, paragraph=number)

    def steps(page):
        page.goto(address)
        return [round(ribbon(page, number).bounding_box()["x"]) for number in (2, 8, 9)]

    for size in ({"viewport": {"width": 1440, "height": 900}}, PHONE):
        left = window(bob, steps, **size)
        assert max(left) - min(left) <= 1


def test_without_a_script_the_page_comes_back_at_the_paragraph(window, bob, address):
    def steps(page):
        page.goto(address)
        ribbon(page, 7).click()
        page.wait_for_url(f"**{address}#p7")
        is_pressed(page, 7)
        expect(page.locator("#messages")).to_contain_text("¶ 7 is bookmarked.")
        page.locator("#messages").get_by_role("button", name="Undo").click()
        is_pressed(page, 7, pressed=False)
        ribbon(page, 2).click()
        is_pressed(page, 2)

    window(bob, steps, java_script_enabled=False)
    assert marked() == [2]


def test_the_list_leads_to_the_place_asks_after_a_correction_and_takes_away_with_a_way_back(
    window, bob, edition
):
    for number in (2, 3):
        make_bookmark(bob, edition, paragraph=number)
    words = WORDS[1].split()
    changed = " ".join([*words[: -len(words) // 4], *["altogether"] * (len(words) // 4)])  # a quarter of them
    publish(edition=make_draft(edition.text, [WORDS[0], changed, *WORDS[2:]]), now=timezone.now())

    def steps(page):
        page.goto(reverse("bookmark_list"))
        assert not faults(page)
        page.get_by_role("button", name="Yes").click()
        expect(page.get_by_text("Is this right?")).to_have_count(0)
        page.get_by_role("button", name="Take away the bookmark at paragraph 2").click()
        expect(page.locator(".bookmarks > li")).to_have_count(1)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".bookmarks > li")).to_have_count(2)
        page.locator(".bookmarks a.title").last.click()
        page.wait_for_url("**#p3")
        expect(page.locator("#p3")).to_be_in_viewport()

    window(bob, steps)
    assert marked() == [2, 3]
