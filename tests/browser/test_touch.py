"""Words chosen by a finger on a phone, and what the bar at the foot of the window then offers."""

import pytest
from playwright.sync_api import Page, expect

from discussions.models import Comment, Jotting, Thread
from readings.models import Bookmark
from tests.browser.axe import faults
from tests.browser.hands import PHONE
from tests.browser.house import CHROMIUM
from tests.browser.windows import choose
from tests.factories import make_comment, make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


def keep_a_finger_on(page: Page, start: int, *ends: int) -> None:
    """Choose words as a phone does: a finger stays on them, and the choice grows under it.

    A Chromium without windows chooses nothing by a long press itself. When a phone does, the page hears of no tap.
    """
    box = page.locator("#p2 .words").bounding_box()
    touch = page.context.new_cdp_session(page)
    at = {"x": box["x"] + 60, "y": box["y"] + 12}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for end in ends:
        choose(page, start, end)
    touch.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})


def test_words_under_a_finger_get_the_bar_whole_at_the_foot_and_all_of_it_is_in_reach_of_a_thumb(
    visit, circle
):
    content = circle.edition.content

    def steps(page):
        word = content.index("astral")
        keep_a_finger_on(page, word, word + 3, word + 6)
        bar = page.locator("#pick")
        expect(bar).to_be_visible()
        assert page.evaluate("String(getSelection())") == "astral"
        expect(bar).to_be_in_viewport(ratio=1)
        box = bar.bounding_box()
        assert box["y"] + box["height"] > 844 - 60, "at the foot, where the thumb is"
        for control in bar.locator(":scope > :is(button, details)").all():
            size = control.bounding_box()
            assert size["height"] >= 44, control.inner_text()
            assert size["width"] >= 44, control.inner_text()
        bar.locator("summary").tap()
        unfolded = bar.locator(".rest")
        expect(unfolded).to_be_in_viewport(ratio=1)
        assert not faults(page)
        bar.locator("summary").tap()
        # A note to oneself on it, and a question on more than it.
        bar.get_by_role("button", name="Note to self").tap()
        page.locator("#panel [name=body]").fill("What is that?")
        page.get_by_role("button", name="Keep it").tap()
        expect(page.locator("#panel .jotting .said")).to_have_text("What is that?")
        page.locator("#panel").get_by_role("button", name="Close").tap()
        expect(page.locator("#panel")).to_be_empty()
        choose(page, content.index("שלום"), content.index("back."))
        bar.get_by_role("button", name="Ask").tap()
        page.locator("#panel [name=body]").fill("Who says so?")
        page.get_by_role("button", name="Send").tap()
        expect(page.locator("#c1 .said")).to_have_text("Who says so?")
        page.locator("#panel").get_by_role("button", name="Close").tap()
        page.locator("#p5 .words").tap()  # the ribbon comes where a finger was
        page.get_by_role("button", name="Bookmark paragraph 5").tap()
        expect(page.locator("#ribbon-5")).to_have_attribute("aria-pressed", "true")
        # A finger elsewhere lets go of the words, and the bar goes.
        keep_a_finger_on(page, word, word + 6)
        expect(bar).to_be_visible()
        page.locator("#p6 .words").tap()
        expect(bar).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    visit(steps, **PHONE)
    assert Jotting.objects.get().quote == "astral"
    assert (
        Thread.objects.get().passage.quote == content[content.index("שלום") : content.index("back.")].strip()
    )
    assert Bookmark.objects.count() == 1


@pytest.mark.parametrize("comments", [13, 113])
def test_however_many_comments_there_are_with_something_new_no_phone_scrolls_sideways(
    visit, circle, comments
):
    for paragraph, kind in ((2, "comment"), (3, "question")):
        thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=paragraph, kind=kind)
        for _more in range(2):
            make_comment(thread, circle.alice)
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=4)
    first = make_comment(thread, circle.alice)
    paths = [[1, number] for number in range(3, comments + 1)]
    Comment.objects.bulk_create(
        Comment(
            thread=thread,
            author=circle.alice,
            parent=first.parent,
            number=path[-1],
            path=path,
            body="So.",
            html="So.",
        )
        for path in paths
    )

    Thread.objects.filter(pk=thread.pk).update(authors=[circle.alice.pk] * comments)

    def steps(page):
        mark = page.locator("#talk-4")
        expect(page.locator(".talk.new")).to_have_count(3)
        expect(mark).to_contain_text(str(comments))
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            box = mark.bounding_box()
            assert box["height"] >= 44
            assert box["x"] + box["width"] <= width

    visit(steps, **PHONE)
