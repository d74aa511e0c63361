"""A correction changed the words that a thread stands on: is this right? By mouse and by keyboard."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from discussions.models import Move, Thread
from readings.publishing import publish
from tests.browser import windows
from tests.browser.axe import faults
from tests.factories import make_draft, make_group, make_schedule, make_text, make_thread, make_user, prose

pytestmark = pytest.mark.browser

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]
CHANGED = FIRST[1].replace(FIRST[1].split()[5], "altogether", 1)
ASKED = "Is this right?"


def click(button: Locator) -> None:
    button.click()


def press(button: Locator) -> None:
    """Go on with the tabulator until the button is reached, and press it."""
    page = button.page
    for _step in range(60):
        if button.evaluate("button => button === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{button} cannot be reached by keyboard")


by_hand = pytest.mark.parametrize("push", [click, press])


@pytest.fixture
def bob(transactional_db):
    return make_user("Bob")


@pytest.fixture
def thread(bob) -> Thread:
    """A thread on words that a correction changed."""
    old = make_text(FIRST)
    group = make_group(members=[bob])
    make_schedule(group, old)
    thread = make_thread(group, old, bob, paragraph=2)
    publish(edition=make_draft(old.text, [FIRST[0], CHANGED, *FIRST[2:]]), now=timezone.now())
    return thread


def standing(thread: Thread) -> tuple[int, str]:
    """The edition and the words that the thread stands on now."""
    passage = Thread.objects.get(pk=thread.pk).passage
    return passage.edition.number, passage.quote


@by_hand
def test_yes_leaves_the_thread_where_it_is(window, bob, thread, push):
    def steps(page: Page) -> None:
        page.goto(thread.get_absolute_url())
        expect(page.get_by_text(ASKED)).to_be_visible()
        push(page.get_by_role("button", name="Yes"))
        expect(page.get_by_text("The thread stays here.")).to_be_visible()
        expect(page.get_by_text(ASKED)).to_have_count(0)

    window(bob, steps)
    assert standing(thread) == (2, CHANGED)
    assert (Move.objects.get().answer, Move.objects.get().answered_by) == ("yes", bob)


@by_hand
def test_no_puts_it_back_on_its_old_words(window, bob, thread, push):
    def steps(page: Page) -> None:
        page.goto(thread.get_absolute_url())
        push(page.get_by_role("button", name="No, put it back"))
        expect(page.get_by_text("on the earlier edition.")).to_be_visible()
        expect(page.get_by_role("link", name="Choose words for it")).to_be_visible()

    window(bob, steps)
    assert standing(thread) == (1, FIRST[1])


@pytest.mark.parametrize("width", [1440, 390])
def test_other_words_are_selected_on_the_page_and_confirmed_there(window, bob, thread, width):
    new = thread.group.schedules.get().edition
    start = new.paragraphs.get(number=3).start

    def steps(page: Page) -> list[str]:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(thread.get_absolute_url())
        page.get_by_role("link", name="Choose other words").click()
        expect(page.get_by_text("Select the words that this thread is about:")).to_be_visible()
        windows.await_reader(page)
        assert page.evaluate("CSS.highlights.get('passage-active').size") == 1, (
            "where it stands now is marked"
        )
        found = faults(page)
        windows.choose(page, start + 1, start + 12)
        page.get_by_role("button", name="Here").click()
        expect(page.get_by_text("stands on these words now")).to_be_visible()
        expect(page.get_by_text(ASKED)).to_have_count(0)
        return found

    assert window(bob, steps) == []
    words = " ".join(FIRST[2].split()[:2])
    assert standing(thread) == (2, words)


GAPS = """() => {
    const bar = document.getElementById("pick").getBoundingClientRect();
    const lines = [...getSelection().getRangeAt(0).getClientRects()].filter((line) => line.width > 1);
    const [first, last] = [lines[0], lines.at(-1)];
    const near = (line) => bar.left < line.right && bar.right > line.left;
    const [above, below] = [first.top - bar.bottom, bar.top - last.bottom];
    const [line, gap] = above >= 0 ? [first, above] : [last, below];
    const notice = document.getElementById("placing").getBoundingClientRect();
    return { gap, near: near(line), covers: bar.top < notice.bottom && bar.bottom > notice.top };
}"""


@pytest.mark.parametrize("width", [1440, 1280, 390])
@pytest.mark.parametrize("number", [2, 3])
def test_the_button_that_puts_a_thread_there_stands_right_beside_the_chosen_words(
    window, bob, thread, width, number
):
    start = thread.group.schedules.get().edition.paragraphs.get(number=number).start

    def steps(page: Page) -> dict[str, object]:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(thread.get_absolute_url())
        page.get_by_role("link", name="Choose other words").click()
        windows.await_reader(page)
        windows.choose(page, start + 1, start + 12)
        expect(page.get_by_role("button", name="Here")).to_be_visible()
        page.wait_for_timeout(400)  # the choice has settled
        return page.evaluate(GAPS)

    stands = window(bob, steps)
    assert 0 <= stands["gap"] <= 16
    assert stands["near"]
    assert not stands["covers"], "what is asked stays readable"


def test_the_words_are_selected_and_confirmed_by_keyboard_alone(window, bob, thread):
    start = thread.group.schedules.get().edition.paragraphs.get(number=3).start

    def steps(page: Page) -> None:
        page.goto(thread.get_absolute_url())
        press(page.get_by_role("link", name="Choose other words"))
        windows.await_reader(page)
        windows.choose(page, start, start + 4)
        page.keyboard.press("c")
        expect(page.get_by_text("stands on these words now")).to_be_visible()

    window(bob, steps)
    assert standing(thread) == (2, FIRST[2].split()[0])


@by_hand
def test_without_javascript_a_paragraph_is_chosen_and_its_words_are_typed(window, bob, thread, push):
    words = " ".join(FIRST[2].split()[3:6])

    def steps(page: Page) -> None:
        page.goto(thread.get_absolute_url())
        push(page.get_by_role("link", name="Choose other words"))
        push(page.get_by_role("link", name="Choose a paragraph instead"))
        page.get_by_role("radio", name="¶ 3").check()
        page.get_by_label("The words").fill("nothing of the kind")
        push(page.get_by_role("button", name="Put it there"))
        expect(page.get_by_text("These words are not in that paragraph.")).to_be_visible()
        expect(page.get_by_role("radio", name="¶ 3")).to_be_checked()
        page.get_by_label("The words").fill(words)
        push(page.get_by_role("button", name="Put it there"))
        expect(page.get_by_text("stands on these words now")).to_be_visible()
        expect(page.get_by_text(ASKED)).to_have_count(0)

    window(bob, steps, java_script_enabled=False)
    assert standing(thread) == (2, words)


def test_it_is_asked_in_the_panel_beside_the_text_too(window, bob, thread):
    plan = thread.group.schedules.get()
    address = reverse("reader", args=[thread.group.slug, plan.pk, 1])

    def steps(page: Page) -> list[str]:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        windows.await_reader(page)
        page.locator("#talk-2").click()
        expect(page.locator("#panel").get_by_text(ASKED)).to_be_visible()
        found = faults(page)
        page.locator("#panel").get_by_role("button", name="Yes").click()
        expect(page.get_by_text("The thread stays here.")).to_be_visible()
        return found

    assert window(bob, steps) == []
    assert Move.objects.get().answer == "yes"


def test_axe_finds_nothing_to_mend_where_it_is_asked_and_where_words_are_chosen(window, bob, thread):
    place = reverse("passage_place", args=[thread.group.slug, thread.pk])

    def steps(page: Page) -> list[str]:
        found = []
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                for address in (thread.get_absolute_url(), place):
                    page.goto(address)
                    found += [f"{address} {width} {scheme}: {fault}" for fault in faults(page)]
        return found

    assert window(bob, steps, reduced_motion="reduce") == []
