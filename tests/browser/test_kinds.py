"""Asking, answering and correcting beside the text: by mouse and keyboard alone, and without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Correction
from tests.browser.house import CHROMIUM
from tests.factories import make_comment, make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

CHOOSE = """number => {
    const words = document.querySelector(`#p${number} .words`);
    const range = document.createRange();
    range.selectNodeContents(words);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def test_a_question_is_asked_by_a_key_and_stands_in_the_margin(visit, circle):
    def ask(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("q")
        expect(page.locator("#panel [name=kind][value=question]")).to_be_checked()
        page.keyboard.type("Who is meant by this?")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#talk-2 .signs")).to_have_text("?")
        expect(page.locator("#panel .kind-line .tag")).to_contain_text("Question, open")

    visit(ask)


def test_its_answer_is_marked_beside_the_text_and_the_mark_taken_back(visit, circle):
    thread = make_thread(circle.group, circle.edition, circle.bob, kind="question")
    make_comment(thread, circle.alice, body="The neighbours.")

    def mark(page):
        expect(page.locator("#talk-2 .signs")).to_have_text("?")
        page.locator("#talk-2").click()
        page.get_by_role("button", name="This answers it Alice").click()
        expect(page.locator("#c2")).to_be_focused()
        expect(page.locator("#talk-2 .signs")).to_have_count(0)
        page.get_by_role("button", name="Not the answer after all Alice").click()
        expect(page.locator("#talk-2 .signs")).to_have_text("?")

    visit(mark)


def test_a_kind_is_chosen_by_the_arrow_keys_and_kept_with_what_was_begun(visit, circle):
    def choose(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        page.keyboard.type("What it means here.")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#panel [name=kind][value=definition]")).to_be_checked()
        page.keyboard.press("Escape")
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        expect(page.locator("#panel [name=kind][value=definition]")).to_be_checked()
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#talk-2 .signs")).to_have_text("=")

    visit(choose)


def test_a_correction_begins_with_the_words_that_stand_there(visit, circle):
    def correct(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        expect(page.locator("#panel .instead")).to_be_hidden()
        page.locator("#panel .kinds label", has_text="Correction").click()
        instead = page.get_by_label("What should stand there instead?")
        expect(instead).to_have_value(page.locator("#p2 .words").text_content() or "")
        instead.fill("Quite other words.")
        page.get_by_label("What do you want to say?").fill("A slip.")
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#panel")).to_contain_text("Waiting for a curator")

    visit(correct)
    assert Correction.objects.get().words == "Quite other words."


def test_whoever_corrects_begins_in_the_box_for_the_new_words(visit, circle):
    def correct(page):
        page.evaluate(CHOOSE, 2)
        page.locator("#pick summary").click()
        page.locator("#pick").get_by_role("button", name="Correction").click()
        expect(page.get_by_label("What should stand there instead?")).to_be_focused()

    visit(correct)


def test_only_a_correction_asks_why_and_says_who_reads_that(visit, circle):
    def correct(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        why = page.get_by_label("Why, for the curators")
        members_only = page.locator("#panel form").get_by_text("Only members of")
        expect(why).to_be_hidden()
        expect(members_only).to_be_visible()
        page.locator("#panel .kinds label", has_text="Correction").click()
        expect(members_only).to_be_hidden()
        expect(page.locator("#panel .instead")).to_contain_text("The curators of the library see these words")
        page.get_by_label("What should stand there instead?").fill("Quite other words.")
        why.fill("So it is in print.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#panel #thread-about")).to_contain_text("So it is in print.")

    visit(correct)
    assert Correction.objects.get().why == "So it is in print."


def test_why_is_said_without_a_script(visit, circle):
    def correct(page):
        page.goto(
            page.url.split("/g/")[0]
            + reverse("thread_create", args=[circle.group.slug, circle.schedule.pk])
            + "?paragraph=2&kind=correction"
        )
        page.get_by_label("Why, for the curators").fill("So it is in print.")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("These are the words that stand there already.")).to_be_visible()
        expect(page.get_by_label("Why, for the curators")).to_have_value("So it is in print.")
        page.get_by_label("What should stand there instead?").fill("Quite other words.")
        page.get_by_role("button", name="Send").click()
        page.wait_for_url("**/#p2")

    visit(correct, java_script_enabled=False)
    assert Correction.objects.get().why == "So it is in print."


def test_the_box_asks_for_what_the_chosen_kind_calls_for(visit, circle):
    def choose(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("q")
        box = page.locator("#panel [name=body]")
        expect(box).to_have_attribute("placeholder", "Ask it…")
        page.locator("#panel .kinds label", has_text="Correction").click()
        expect(box).to_have_attribute("placeholder", "What your group should know about it…")
        page.get_by_label("What should stand there instead?").fill("Quite other words.")
        page.get_by_role("button", name="Send").click()
        expect(page.locator("#c1 .said")).to_contain_text("Quite other words.")

    visit(choose)


def test_one_press_says_that_one_is_stuck(visit, circle):
    def press(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("q")
        page.get_by_role("button", name="I’m stuck here").click()
        expect(page.locator("#panel")).to_contain_text("1 is stuck here")
        page.get_by_role("button", name="I get on now").click()
        expect(page.locator("#panel")).not_to_contain_text("1 is stuck here")

    visit(press)


def test_on_its_own_page_a_thread_says_anew_what_it_is(visit, circle):
    thread = make_thread(circle.group, circle.edition, circle.bob)

    def change(page):
        page.goto(page.url.split("/g/")[0] + reverse("thread_detail", args=[circle.group.slug, thread.pk]))
        page.locator("summary", has_text="Make it a question").click()
        page.get_by_role("button", name="Question").click()
        expect(page.locator("#thread-kind .tag")).to_contain_text("Question, open")
        expect(page.locator("#thread-kind")).to_be_focused()

    visit(change)


def test_what_was_begun_of_a_correction_is_kept_though_nothing_was_said_with_it(visit, circle):
    def correct(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        page.locator("#panel .kinds label", has_text="Correction").click()
        page.get_by_label("What should stand there instead?").fill("Quite other words.")
        page.get_by_label("Why, for the curators").fill("So it is in print.")
        page.keyboard.press("Escape")
        expect(page.locator("#panel form")).to_have_count(0)
        expect(page.locator("#talk-2.begun")).to_be_attached()
        page.reload()
        page.locator("html[data-reader=ready]").wait_for(state="attached")
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        expect(page.locator("#panel [name=kind][value=correction]")).to_be_checked()
        expect(page.get_by_label("What should stand there instead?")).to_have_value("Quite other words.")
        expect(page.get_by_label("Why, for the curators")).to_have_value("So it is in print.")
        expect(page.get_by_label("What do you want to say?")).to_have_value("")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#panel #thread-about")).to_contain_text("So it is in print.")
        expect(page.locator("#talk-2.begun")).to_have_count(0)
        # Nothing of it is left for the next.
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        expect(page.locator("#panel [name=kind][value=comment]")).to_be_checked()
        expect(page.get_by_label("What do you want to say?")).to_have_value("")

    visit(correct)


def test_a_box_that_was_opened_and_left_alone_is_nothing_begun(visit, circle):
    def correct(page):
        page.evaluate(CHOOSE, 2)
        page.keyboard.press("c")
        page.locator("#panel .kinds label", has_text="Correction").click()
        expect(page.get_by_label("What should stand there instead?")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#panel form")).to_have_count(0)
        expect(page.locator("#talk-2.begun")).to_have_count(0)

    visit(correct)
