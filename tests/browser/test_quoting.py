"""Quoting a comment in the answer to it, in a real Chromium: chosen words, the first sentence, and without a script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.wording import html_of
from tests.browser.axe import faults
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, choose
from tests.factories import make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]
CURSOR = "box => [box.selectionStart, box.selectionEnd, box.value.length]"


@pytest.fixture
def talked(circle):
    said = "I came late. Is there tea left?"
    return make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body=said)


def choose_in(page, place, start, end):
    page.locator(place).evaluate(
        "(p, [start, end]) => getSelection().setBaseAndExtent(p.firstChild, start, p.firstChild, end)",
        [start, end],
    )


def test_the_words_chosen_within_the_comment_are_quoted_with_the_cursor_below(visit, talked):
    def steps(page):
        page.locator("#talk-3").click()
        choose_in(page, "#c1 .said p", 16, 25)
        page.locator("#c1").get_by_role("link", name="Quote").click()
        box = page.locator("#c1 .slot textarea")
        expect(box).to_have_value("> there tea\n\n")
        expect(box).to_be_focused()
        assert box.evaluate(CURSOR) == [13, 13, 13]

    visit(steps)


def test_with_none_chosen_there_it_is_the_first_sentence_below_what_was_begun(visit, talked):
    def steps(page):
        page.locator("#talk-3").click()
        choose_in(page, "#p2 .words", 0, 5)
        comment = page.locator("#c1")
        comment.get_by_role("link", name="Answer").click()
        comment.locator("textarea").fill("There is some.")
        comment.get_by_role("link", name="Quote").click()
        expect(comment.locator("textarea")).to_have_value("There is some.\n\n> I came late.\n\n")
        comment.get_by_role("link", name="Cancel").click()
        comment.get_by_role("link", name="Answer").click()
        expect(comment.locator("textarea")).to_have_value("There is some.\n\n> I came late.\n\n")
        comment.get_by_role("button", name="Answer").click()
        expect(page.locator("#c2 blockquote")).to_have_text("I came late.")

    visit(steps)


def test_without_a_script_the_first_paragraph_stands_in_the_form(window, circle, talked):
    def steps(page):
        page.goto(reverse("thread_detail", args=[circle.group.slug, talked.pk]))
        page.locator("#c1").get_by_role("link", name="Quote").click()
        expect(page.locator("textarea")).to_have_value("> I came late. Is there tea left?\n\n")

    window(circle.bob, steps, java_script_enabled=False)


def test_a_link_to_words_unfolds_in_place_by_key_or_finger_and_folds_again(
    window, circle, live_server, settings
):
    settings.SITE_ADDRESS = live_server.url
    address = live_server.url + reverse("edition_paragraph", args=[circle.edition.text.slug, 1, 2])
    body = f"See {address} and [*this* line]({address})."
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body=body)
    thread.comments.update(html=html_of(body))

    def steps(page):
        page.goto(reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1]))
        await_reader(page)
        page.locator("#talk-3").click()
        bare, given = (page.locator(".unfolds > a[aria-expanded]").nth(place) for place in (0, 1))
        expect(bare).to_have_text(f"{circle.edition.text.title}, ¶ 2")
        bare.focus()
        page.keyboard.press("Enter")
        expect(bare).to_have_attribute("aria-expanded", "true")
        expect(bare).to_be_focused()
        expect(page.locator(".unfolded q")).to_contain_text("astral face")
        given.tap()
        expect(given).to_have_attribute("aria-expanded", "true")
        expect(given.locator("em")).to_have_text("this")
        expect(page.locator(".unfolded")).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        bare.focus()
        page.keyboard.press("Enter")
        expect(bare).to_have_attribute("aria-expanded", "false")
        expect(page.locator(".unfolded")).to_have_count(1)
        page.get_by_role("link", name="Go to these words").click()
        expect(page).to_have_url(re.compile(r"#p2$"))

    window(circle.bob, steps, viewport={"width": 390, "height": 844}, has_touch=True)


def test_words_of_the_text_are_quoted_in_a_thread_that_stands_elsewhere(window, circle):
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=4, body="Why so?")
    start = circle.edition.content.index("Plain words")

    def steps(page):
        page.goto(reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1]))
        await_reader(page)
        choose(page, start, start + 11)
        page.locator("#pick summary").click()
        page.get_by_role("link", name="Quote in a thread").click()
        expect(page.get_by_role("heading", name="Quote these words")).to_be_visible()
        expect(page.locator(".thread-quote.large")).to_have_text("Plain words")
        assert faults(page) == []
        page.get_by_role("link", name="Quote them here").click()
        box = page.get_by_label("Answer", exact=True)
        expect(box).to_have_value(re.compile(r"^> Plain words\n>\n> http.*/at/1/\d+-\d+/\n\n$"))
        box.press("ControlOrMeta+End")
        box.type("Here too.")
        page.get_by_role("button", name="Answer").click()
        expect(page.locator(".comment").last.locator("blockquote")).to_contain_text("Plain words")

    window(circle.bob, steps)
    assert thread.comments.count() == 2
