"""Words are chosen by the keyboard alone, and what is chosen is said: for a comment, a bookmark or a copy alike."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from readings.models import Bookmark
from tests.browser.house import CHROMIUM
from tests.browser.windows import choose
from tests.factories import make_schedule, make_text

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

TEXT = [
    "# Of 😀 tea",
    "It rains. The kettle sings 😀 loudly, doesn’t it?",
    "Nobody hears it.",
    "שלום עולם. מה שלומך?",
]
STEPS = [
    # keys, and what is chosen after them
    ("p", "It rains. The kettle sings 😀 loudly, doesn’t it?"),
    ("s", "It rains."),
    ("s", "The kettle sings 😀 loudly, doesn’t it?"),
    ("w", "The"),
    ("w", "kettle"),
    ("Shift+W", "The"),
    ("Shift+W", "rains"),
    ("w w w w", "loudly"),
    ("Shift+ArrowRight", "loudly, doesn’t"),
    ("Shift+ArrowRight Shift+ArrowRight", "loudly, doesn’t it?\n\nNobody"),
    ("Shift+ArrowLeft", "loudly, doesn’t it"),
    ("Shift+ArrowDown", "loudly, doesn’t it?"),
    ("Control+Shift+ArrowDown", "loudly, doesn’t it?\n\nNobody hears it."),
    ("Shift+ArrowUp Shift+ArrowUp", "loudly"),
    ("Shift+ArrowLeft", "sings 😀 loudly"),
    ("Shift+ArrowUp", "The kettle sings 😀 loudly"),
    ("Shift+ArrowRight", "kettle sings 😀 loudly"),
    ("s", "The kettle sings 😀 loudly, doesn’t it?"),
    ("p", "It rains. The kettle sings 😀 loudly, doesn’t it?"),
    ("p", "Nobody hears it."),
    ("p", "שלום עולם. מה שלומך?"),
    ("w", "שלום"),
    ("Shift+ArrowLeft", "שלום עולם"),
    ("Shift+ArrowRight", "שלום"),
    ("p", "שלום עולם. מה שלומך?"),
    ("p", "שלום עולם. מה שלומך?"),  # there is no next one
]
QUOTE = """async () => {
    const m = await import("/static/js/reader/offsets.js");
    const article = document.querySelector(".text > article");
    return m.spanOf(getSelection().getRangeAt(0), article).quote;
}"""


def test_words_sentences_and_paragraphs_are_chosen_by_keys_over_ends_of_paragraphs_and_said(
    window, bob, group
):
    edition = make_text(TEXT)
    plan = make_schedule(group, edition, sittings=1)

    def steps(page):
        page.goto(reverse("reader", args=[group.slug, plan.pk, 1]), wait_until="networkidle")
        page.locator("#p2 > .number").focus()
        for keys, wanted in STEPS:
            for key in keys.split():
                page.keyboard.press(key)
            assert (keys, page.evaluate(QUOTE)) == (keys, wanted)
            expect(page.locator("#announcer")).to_have_text(f"Chosen: {wanted.replace(chr(10), ' ')}")
        page.keyboard.press("b")
        expect(page.locator("#ribbon-4")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("c")
        expect(page.locator("#panel .thread-quote")).to_have_text(STEPS[-1][1])
        page.keyboard.press("Escape")
        # Who chose by hand is left what the browser does.
        choose(page, edition.content.index("kettle"), edition.content.index("kettle") + 6)
        page.keyboard.press("Shift+ArrowRight")
        expect(page.locator("#announcer")).not_to_contain_text("kettle")

    window(bob, steps)
    assert Bookmark.objects.get().span.lower == edition.paragraphs.get(number=4).start


def test_behind_the_bar_tab_goes_on_through_the_page_though_words_are_still_chosen(window, bob, group):
    plan = make_schedule(group, make_text(TEXT), sittings=1)

    def steps(page):
        page.goto(reverse("reader", args=[group.slug, plan.pk, 1]), wait_until="networkidle")
        page.locator("#p2 > .number").focus()
        page.keyboard.press("s")
        expect(page.locator("#pick")).to_be_visible()
        page.wait_for_timeout(300)  # until the choice counts as made
        visited = []
        for _tab in range(20):
            page.keyboard.press("Tab")
            visited.append(
                page.evaluate(
                    """() => document.activeElement.closest("#pick") ? "bar" :
                    document.activeElement.closest(".para")?.id ?? "beyond" """
                )
            )
            if visited[-1] == "beyond":
                break
        assert [name for at, name in enumerate(visited) if visited[at - 1 : at] != [name]] == [
            "bar",
            "p3",
            "p4",
            "beyond",
        ]
        page.keyboard.press("w")
        page.keyboard.press("Tab")
        expect(page.locator("#pick button").first).to_be_focused()

    window(bob, steps)
