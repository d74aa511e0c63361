"""What somebody new to the reader meets, in a real Chromium: ways to the text, its words, the margin, the sheet.

The browser lives in a thread of its own; see `test_reader_js`.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Thread
from readings.models import Progress
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, choose, in_module, soon
from tests.factories import make_schedule, make_term, make_text, make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def long_address(circle):
    """A text of a few long paragraphs, in the circle of Alice and Bob: the address of its page."""
    edition = make_text(["# Long", *["Some words of a long paragraph. " * 40] * 4], title="A long text")
    plan = make_schedule(circle.group, edition, sittings=1)
    return reverse("reader", args=[circle.group.slug, plan.pk, 1])


def to(page, address):
    page.goto(address)
    await_reader(page)


# Ways to the text


def test_skipping_leads_to_the_first_paragraph_or_to_the_contents(visit):
    def steps(page):
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.para')?.id") == "p1"
        page.reload()
        await_reader(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the contents")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#outline') !== null")

    visit(steps)


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_who_begins_sees_all_of_the_first_hint_and_nothing_of_keys(visit, script):
    def steps(page):
        page.goto("about:blank")
        page.goto(f"{visited}#p1")
        page.wait_for_timeout(500)

        def is_below_the_bar() -> bool:
            bar, hint = page.locator("#sitting-bar").bounding_box(), page.locator("#hint").bounding_box()
            return hint["y"] >= bar["y"] + bar["height"]

        assert soon(page, is_below_the_bar)
        expect(page.locator("#hint .with-keys")).to_be_hidden()
        expect(page.locator("#hint")).to_contain_text("only members of Tuesday circle see it")

    def address(page):
        return page.url

    visited = visit(address)
    visit(steps, **PHONE, java_script_enabled=script)


def test_on_a_phone_the_contents_are_closed_by_a_button(visit):
    def steps(page):
        page.get_by_role("button", name="Contents").tap()
        expect(page.locator("#outline")).to_be_visible()
        page.locator("#outline").get_by_role("button", name="Close the contents").tap()
        expect(page.locator("#outline")).to_be_hidden()
        page.set_viewport_size({"width": 1440, "height": 900})
        expect(page.locator(".close-contents")).to_be_hidden()

    visit(steps, **PHONE)


def test_what_waits_to_be_kept_is_given_up_when_the_page_is_taken_back(visit, circle):
    def steps(page):
        page.get_by_role("button", name="I’ve read it").click()
        page.goto(visited)
        await_reader(page)
        page.get_by_role("button", name="Not read after all").click()
        expect(page.locator(".messages")).to_contain_text("This is marked as not read.")
        expect(page.get_by_role("button", name="I’ve read it")).to_be_visible()

    visited = visit(lambda page: page.url)
    visit(steps)
    assert Progress.objects.get(user=circle.bob).read == []


# Words


@pytest.mark.parametrize("with_segmenter", [True, False])
def test_a_word_is_widened_to_a_whole_one_and_nothing_else_is(visit, with_segmenter):
    code = """
        const kept = Intl.Segmenter;
        if (!given[1]) Intl.Segmenter = undefined;
        const found = given[0].map(([text, from, to, language]) =>
          text.slice(m.startOfWord(text, from, language), m.endOfWord(text, to, language)));
        Intl.Segmenter = kept;
        return found;
    """
    cases = [
        ("Considerably dated, and so on.", 1, 14, "en", "Considerably dated"),
        ("Considerably dated, and so on.", 0, 12, "en", "Considerably"),
        ("Considerably dated, and so on.", 12, 13, "en", " "),
        ("Considerably dated, and so on.", 19, 21, "en", " and"),
        ("soft\u00adhy\u00adphens here", 6, 7, "en", "soft\u00adhy\u00adphens"),
        ("in 1984 or so", 4, 6, "en", "1984"),
        ("l’homme libre", 2, 7, "fr", "homme"),
        ("人民的公社在这里。", 1, 3, "zh", "民的"),
        ("𝔘𝔫𝔦 code", 2, 4, "en", "𝔘𝔫𝔦"),
        ("e\u0301a\u0308n word", 2, 3, "en", "e\u0301a\u0308n"),
        ("שלום עולם", 1, 6, "he", "שלום עולם"),
        ("odd", 1, 2, "no such language", "odd"),
    ]
    asked = [list(case[:4]) for case in cases]
    found = visit(lambda page: in_module(page, "words", code, asked, with_segmenter))
    assert found == [case[4] for case in cases]


def test_words_chosen_from_the_middle_of_one_are_kept_whole(visit, circle):
    start = circle.edition.content.index("lain words, an 😀 astr")

    def steps(page):
        choose(page, start, start + len("lain words, an 😀 astr"))
        page.keyboard.press("c")
        expect(page.locator("#panel .thread-quote")).to_have_text("Plain words, an 😀 astral")
        page.keyboard.type("Whole words.")
        page.locator("#panel").get_by_role("button", name="Send").click()
        expect(page.locator("#c1")).to_be_focused()

    visit(steps)
    assert Thread.objects.get().passage.quote == "Plain words, an 😀 astral"


def test_a_mouse_that_lets_go_inside_a_word_is_seen_to_have_chosen_all_of_it(visit):
    def steps(page):
        words = page.locator("#p2 .words").bounding_box()
        page.mouse.move(words["x"] + 60, words["y"] + 12)
        page.mouse.down()
        page.mouse.move(words["x"] + 170, words["y"] + 12, steps=6)
        page.mouse.up()
        expect(page.locator("#pick")).to_be_visible()
        chosen = page.evaluate("getSelection().toString()").strip()
        assert all(
            word in ["Plain", "words,", "an", "😀", "astral", "face,", "a", "family"]
            for word in chosen.split()
        ), chosen

    visit(steps)


def test_words_chosen_by_keyboard_count(visit):
    def steps(page):
        page.evaluate(
            """() => {
                 const text = document.querySelector("#p2 .words").firstChild;
                 getSelection().collapse(text, 6);
                 getSelection().modify("extend", "forward", "word");
               }"""
        )
        expect(page.locator("#pick")).to_be_visible()
        page.keyboard.press("c")
        expect(page.locator("#panel .thread-quote")).to_have_text("words")

    visit(steps)


def test_with_nothing_chosen_c_takes_the_paragraph_in_the_middle_and_says_so(visit, long_address):
    def steps(page):
        to(page, long_address)
        page.locator("#p4").evaluate("p => scrollTo(0, p.offsetTop + p.offsetParent.offsetTop - 100)")
        page.wait_for_timeout(300)
        number = page.evaluate(
            "document.elementFromPoint(innerWidth / 2 - 150, innerHeight / 2).closest('.para').dataset.number"
        )
        page.keyboard.press("c")
        expect(page.locator("#announcer")).to_have_text(f"Paragraph {number}, in the middle of the screen.")
        expect(page.locator("#panel [name=body]")).to_be_focused()
        expect(page.locator("#panel form")).to_have_count(2)  # and the one that says how far one has read
        page.keyboard.press("Escape")
        page.locator("#p2 .number").focus()
        page.keyboard.press("c")
        expect(page.locator("#panel [name=body]")).to_be_focused()
        expect(page.locator("#announcer")).not_to_contain_text("Paragraph 2")

    visit(steps, viewport={"width": 1440, "height": 700})


# The margin and the sheet on a phone


def test_on_a_phone_each_paragraph_can_be_commented_on_without_being_seen_to(visit):
    def steps(page):
        link = page.get_by_role("link", name="Comment on paragraph 3")  # what is hidden has no role
        expect(link).to_have_count(1)
        assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
        page.locator("#p3 .words").tap()
        page.wait_for_function("getComputedStyle(document.getElementById('talk-3')).opacity === '1'")
        page.locator("#p4 .words").tap()
        page.wait_for_function("getComputedStyle(document.getElementById('talk-3')).opacity === '0'")
        page.locator("#talk-4").tap()
        expect(page.locator("#panel [name=body]")).to_be_focused()

    visit(steps, **PHONE)


def test_a_long_quotation_leaves_the_button_in_sight_and_can_be_seen_whole(visit, long_address):
    def steps(page):
        to(page, long_address)
        page.locator("#p3 .words").tap()
        page.locator("#talk-3").tap()
        panel = page.locator("#panel")
        expect(panel.locator("[name=body]")).to_be_focused()
        button = panel.get_by_role("button", name="Send").bounding_box()
        assert button["y"] + button["height"] <= 844 - 12
        quote, unfold = (
            panel.locator(".thread-quote"),
            panel.get_by_role("button", name="Show the whole passage"),
        )
        before = quote.bounding_box()["height"]
        assert before < 90
        unfold.tap()
        expect(unfold).to_be_hidden()
        assert quote.bounding_box()["height"] > 3 * before
        panel.get_by_role("button", name="Close").tap()
        page.locator("#p1 .words").tap()
        page.locator("#talk-1").tap()
        expect(panel.locator(".thread-quote")).to_have_text("Long")
        expect(unfold).to_be_hidden()

    visit(steps, **PHONE)


def test_the_buttons_of_a_thread_say_what_they_do(visit, circle):
    make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body="Look here")

    def steps(page):
        page.locator("#talk-3").click()
        panel = page.locator("#panel")
        for name in ("New thread on this paragraph", "This thread on its own page", "Close"):
            expect(panel.get_by_title(name, exact=True)).to_have_accessible_name(name)
        assert "#page" in panel.get_by_title("This thread on its own page").inner_html()

    visit(steps)


# Planning


def test_a_plan_that_cannot_be_leads_to_the_field_that_says_why(window, circle):
    make_term(circle.group.memberships.get(user=circle.alice))

    def steps(page):
        page.goto(reverse("schedule_edit", args=[circle.group.slug, circle.schedule.pk]))
        page.get_by_label("Sittings").fill("104")
        page.get_by_role("button", name="Show me").click()
        expect(page.get_by_label("Sittings")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Sittings")).to_be_focused()

    window(circle.alice, steps)
