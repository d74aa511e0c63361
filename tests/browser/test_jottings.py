"""Notes to self in a real browser: by hand and by keyboard, alone and in a circle, on a phone, and without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from discussions.models import Jotting, Thread
from tests.browser import windows
from tests.browser.axe import faults
from tests.browser.house import CHROMIUM
from tests.factories import make_jotting, make_text, make_user, prose

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

WORDS = ["# Setting out", *(prose(60, seed) for seed in range(1, 6))]
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


def opened(page: Page, address: str) -> None:
    page.goto(address)
    windows.await_reader(page)


def keep(page: Page, words: str) -> None:
    expect(page.locator("#panel [name=body]")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#panel .jotting .said")).to_contain_text(words)


def test_chosen_words_are_noted_upon_tinted_at_once_and_still_there_after_a_reload(
    window, bob, edition, address
):
    place = edition.paragraphs.get(number=3)
    words = edition.content[place.start : place.start + 40]
    start, end = place.start, place.start + len(words[: words.rindex(" ")])

    def steps(page):
        opened(page, address)
        windows.choose(page, start, end)
        page.locator("#pick").get_by_role("button", name="Note to self").click()
        keep(page, "Come back to this.")
        expect(page.locator("#panel .jotting")).to_be_focused()
        expect(page.locator("#announcer")).to_contain_text("Only you see it.")
        assert windows.tinted(page, "jotted") == [edition.content[start:end]]
        assert not faults(page)
        page.keyboard.press("Escape")
        expect(page.locator("#panel .jotting")).to_have_count(0)
        page.reload()
        windows.await_reader(page)
        assert windows.tinted(page, "jotted") == [edition.content[start:end]]
        page.get_by_role("link", name="Your note to self on paragraph 3").click()
        expect(page.locator("#panel .jotting .said")).to_have_text("Come back to this.")

    window(bob, steps)
    assert (Jotting.objects.get().start, Jotting.objects.get().end) == (start, end)


def test_by_the_keyboard_alone_it_is_written_changed_taken_away_and_put_back(window, bob, edition, address):
    def steps(page):
        opened(page, address)
        page.locator("#p2 > .number").focus()
        page.keyboard.press("s")
        page.keyboard.press("m")
        keep(page, "By the keyboard.")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Edit this note")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#panel .slot textarea")).to_be_focused()
        page.keyboard.press("Control+End")
        page.keyboard.type(" And changed.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#panel .jotting .said")).to_have_text("By the keyboard. And changed.")
        page.get_by_role("button", name="Take away this note").press("Enter")
        expect(page.locator("#p2 > .jotted")).to_have_count(0)
        assert windows.tinted(page, "jotted") == []
        page.get_by_role("button", name="Undo").press("Enter")
        expect(page.locator("#p2 > .jotted")).to_have_count(1)
        expect(page.locator("#panel .jotting .said")).to_have_text("By the keyboard. And changed.")
        page.keyboard.press("Escape")

    window(bob, steps)
    assert Jotting.objects.get().quote in edition.content


def test_with_nothing_chosen_the_key_takes_the_paragraph_that_has_the_focus(window, bob, edition, address):
    def steps(page):
        opened(page, address)
        page.locator("#p4 > .number").focus()
        page.keyboard.press("m")
        keep(page, "On all of it.")

    window(bob, steps)
    assert Jotting.objects.get().span == edition.paragraphs.get(number=4).span


def test_what_was_begun_survives_a_closed_tab_and_is_kept_for_its_words(window, bob, edition, address):
    place = edition.paragraphs.get(number=3).start

    def steps(page):
        opened(page, address)
        windows.choose(page, place, place + 30)
        page.keyboard.press("m")
        page.keyboard.type("Half a thou")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        other = page.context.new_page()
        page.close()
        opened(other, address)
        windows.choose(other, place + 5, place + 20)
        other.keyboard.press("m")
        expect(other.locator("#panel [name=body]")).to_have_value("Half a thou")

    window(bob, steps)


def test_in_a_circle_it_is_beside_the_talk_and_nobody_is_told(visit, circle):
    def steps(page):
        page.locator("#p2 > .number").focus()
        page.keyboard.press("m")
        keep(page, "For myself.")
        expect(page.locator("#p2 > .jotted")).to_have_count(1)
        expect(page.locator("#talk-2")).to_have_class("talk none")

    visit(steps)
    assert Jotting.objects.get().user == circle.bob
    assert not Thread.objects.exists()


def test_on_a_phone_the_pencil_at_the_edge_opens_it_under_the_words(window, bob, edition, address):
    make_jotting(bob, edition, paragraph=3)

    def steps(page):
        opened(page, address)
        pencil = page.locator("#jotted-3")
        box = pencil.bounding_box()
        assert box["x"] >= -1
        assert box["width"] >= 24
        assert box["height"] >= 24
        pencil.tap()
        expect(page.locator("#panel .jotting")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not faults(page)

    window(bob, steps, **PHONE)


def test_without_a_script_it_is_an_ordinary_form(window, bob, edition, address):
    def steps(page):
        page.goto(address)
        page.get_by_label("Note to self on paragraph").fill("3")
        page.get_by_role("button", name="Write it").click()
        page.get_by_label("Your note to self").fill("Without a script.")
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_url(f"**{address}#p3")
        page.locator("#jotted-3").click()
        expect(page.get_by_text("Without a script.")).to_be_visible()
        page.get_by_role("button", name="Take away this note").click()
        expect(page.get_by_text("You have no note here.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        page.wait_for_url(f"**{address}#p3")

    window(bob, steps, java_script_enabled=False)
    assert Jotting.objects.get().body == "Without a script."
