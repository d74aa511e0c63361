"""The curator's desk in a real browser: all of it with the mouse, all of it by keyboard, by two at once, and without a script."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from readings.desk import editing
from readings.models import DeskEdit, DeskPiece, Edition, SourcePart
from readings.models.desks import ABOUT
from readings.pieces import PieceDoubt
from readings.publishing import publish
from tests.browser import windows
from tests.factories import make_curator
from tests.readings.desks import make_draft, row, rows, said

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

HERE = '#pieces > li:has(input[name="piece"]:checked)'


@pytest.fixture
def draft(transactional_db: None) -> Edition:
    return make_draft()


@pytest.fixture
def at_desk(draft, live_server, thread_of_the_browser) -> Callable[..., object]:
    """Run steps in windows at the desk of the draft: one for each curator that is named."""
    executor, browser = thread_of_the_browser
    people = {"Cleo": make_curator("Cleo"), "Dora": make_curator("Dora")}
    cookies = {}
    for name, person in people.items():
        cookies[name] = [
            {"name": key, "value": value, "url": live_server.url}
            for key, value in windows.cookies_of(person).items()
        ]
    address = live_server.url + reverse("edition_desk", args=[draft.text.slug, 1])

    def in_the_browser(steps: Callable[..., object], names: tuple[str, ...], options: dict) -> object:
        complaints: list[str] = []
        contexts = []
        pages = []
        try:
            for name in names:
                context = browser.new_context(**options)
                contexts.append(context)
                context.set_default_timeout(windows.PATIENCE)
                context.add_cookies(cookies[name])
                page = context.new_page()
                page.on("pageerror", lambda error: complaints.append(str(error)))
                page.on(
                    "console",
                    lambda said: complaints.append(said.text) if windows.is_complaint(said) else None,
                )
                page.goto(address)
                if options.get("java_script_enabled", True):
                    page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
                pages.append(page)
            outcome = steps(*pages)
        finally:
            for context in contexts:
                context.close()
        # That something could not be sent is noted on the console too, and is what two tests are about.
        assert not [
            one
            for one in complaints
            if not one.startswith(
                ("Response Status Error Code 503", "Response Status Error Code 410", "htmx:")
            )
        ]
        return outcome

    def run(steps: Callable[..., object], *names: str, **options: object) -> object:
        return executor.submit(in_the_browser, steps, names or ("Cleo",), options).result()

    return run


def piece(page: Page, words: str) -> Locator:
    return page.locator("#pieces > li", has_text=words).first


def choose(page: Page, words: str) -> None:
    piece(page, words).get_by_role("radio").check()


# What stands in the line for it while nothing has been done yet.
DONE = re.compile(r"^\s*(?!Saving…|Not saved|Everything is saved|This could not)\S")


def saved(page: Page, what: str | re.Pattern[str] = DONE) -> None:
    expect(page.locator("#desk-said")).to_contain_text(what)


def press(page: Page, name: str, what: str | re.Pattern[str] = DONE) -> None:
    """Press a tool, and wait until it is done."""
    page.locator("#desk-said").evaluate("said => { said.textContent = ''; }")
    page.locator("#verbs-bar").get_by_role("button", name=name, exact=True).click()
    saved(page, what)


def key(page: Page, name: str, what: str | re.Pattern[str] = DONE) -> None:
    page.locator("#desk-said").evaluate("said => { said.textContent = ''; }")
    page.keyboard.press(name)
    saved(page, what)


def test_a_draft_is_mended_with_the_mouse(at_desk, draft):
    def steps(page: Page) -> None:
        page.evaluate("window.stayed = true")
        choose(page, "The last paragraph")
        press(page, "Heading 2")
        expect(page.locator("#desk-outline")).to_contain_text("The last paragraph.")
        press(page, "Quotation")
        press(page, "Verse")
        press(page, "List item")
        press(page, "Note")
        press(page, "Not content")
        expect(piece(page, "The last paragraph")).to_have_class(re.compile("is-apart"))
        press(page, "Prose")
        expect(piece(page, "The last paragraph")).to_have_class(re.compile("is-note"))  # as it was
        press(page, "Prose")
        choose(page, "It goes on here")
        press(page, "Join with next")
        expect(page.locator(HERE)).to_contain_text("stops in the middle of a sentence.")
        press(page, "Move down")
        press(page, "Move up")
        press(page, "Edit words", "")
        area = page.locator("#pieces textarea")
        expect(area).to_be_focused()
        area.fill("It goes on here.\n\nAnd here.")
        page.get_by_role("button", name="Save", exact=True).click()
        saved(page)
        expect(piece(page, "And here.")).to_be_visible()
        assert page.evaluate("window.stayed"), "the page was never loaded anew"

    at_desk(steps)
    assert "It goes on here." in said(draft)
    assert "And here." in said(draft)
    assert row(draft, "The last").kind == "prose"


def test_a_draft_is_mended_by_keyboard_alone(at_desk, draft):
    def steps(page: Page) -> None:
        for _ in range(20):
            if "The last paragraph" in page.locator(HERE).inner_text():
                break
            page.keyboard.press("j")
        for name, kind in [
            ("3", "heading"),
            ("q", "quotation"),
            ("v", "verse"),
            ("l", "list_item"),
            ("n", "note"),
        ]:
            key(page, name)
            expect(page.locator(HERE)).to_have_class(re.compile(f"is-{kind}"))
        key(page, "x")
        expect(page.locator(HERE)).to_have_class(re.compile("is-apart"))
        key(page, "p")
        key(page, "Shift+ArrowUp")
        key(page, "Shift+ArrowDown")
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_be_focused()
        page.keyboard.press("End")
        page.keyboard.type(" With more.")
        key(page, "Control+Enter")
        expect(page.locator(HERE)).to_contain_text("The last paragraph. With more.")
        expect(page.locator(HERE).get_by_role("radio")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#pieces textarea")).to_be_focused()
        page.keyboard.type(" Begun")
        page.keyboard.press("Escape")
        expect(page.locator("#pieces textarea")).to_have_count(0)
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_have_value("The last paragraph. With more. Begun")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        for _ in range(20):
            if "stops in the" in page.locator(HERE).inner_text():
                break
            page.keyboard.press("ArrowUp")
        key(page, "b")
        expect(page.locator(HERE)).to_contain_text("in the middle of a sentence.")

    at_desk(steps)
    assert "The last paragraph. With more." in said(draft)
    assert "It goes on here, and stops in the middle of a sentence." in said(draft)


def test_several_are_taken_together_with_the_mouse(at_desk, draft):
    def steps(page: Page) -> None:
        piece(page, "The first paragraph").locator(".own").click()
        page.locator("#pieces .own", has_text="middle of a").click(modifiers=["Shift"])
        expect(page.locator("#together .figures")).to_have_text("3")
        assert page.evaluate("getSelection().isCollapsed"), "no words were chosen by it"
        press(page, "Join with next")
        expect(page.locator("#together")).to_be_hidden()
        key(page, "Control+z")
        piece(page, "one thing").locator(".own").click()
        piece(page, "The last").locator(".own").click(modifiers=["Control"])
        expect(page.locator("#together .figures")).to_have_text("2")
        press(page, "Quotation")
        expect(piece(page, "The last")).to_have_class(re.compile("is-quotation"))
        expect(page.locator("#together")).to_be_hidden()
        press(page, "Undo: quotation, several")
        expect(piece(page, "The last")).to_have_class(re.compile("is-prose"))
        piece(page, "one thing").get_by_role("checkbox").check()
        expect(page.locator("#together .figures")).to_have_text("1")
        piece(page, "Somebody").locator(".own").click()
        expect(page.locator("#together")).to_be_hidden()

    at_desk(steps)


def test_several_are_taken_together_by_keyboard_and_items_nested(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "another thing")
        page.keyboard.press("Shift+J")
        expect(page.locator("#together .figures")).to_have_text("2")
        key(page, "Shift+ArrowRight")
        expect(piece(page, "another thing").locator(".depth-2")).to_be_visible()
        expect(page.locator("#together .figures")).to_have_text("2")
        key(page, "Shift+ArrowLeft")
        key(page, "Shift+ArrowRight")
        expect(piece(page, "another thing").get_by_text("List item 2")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#together")).to_be_hidden()
        choose(page, "The last")
        page.keyboard.press("Space")
        page.keyboard.press("k")
        page.keyboard.press("k")
        page.keyboard.press("Space")
        expect(page.locator("#together .figures")).to_have_text("2")
        key(page, "x")
        expect(page.locator(".is-apart")).to_have_count(2)

    at_desk(steps)
    assert row(draft, "another thing").data["level"] == 2


def test_whoever_unmakes_a_note_is_warned_and_can_undo_it_there(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "A note about")
        key(page, "p", "leads nowhere now")
        expect(piece(page, "The first")).to_have_class(re.compile("doubted"))
        page.locator("#desk-said").get_by_role("button", name="Undo").click()
        expect(piece(page, "The first")).not_to_have_class(re.compile("doubted"))

    at_desk(steps)
    assert row(draft, "A note about").kind == "note"


def test_everything_is_undone_and_done_again(at_desk, draft):
    before = said(draft)

    def steps(page: Page) -> None:
        choose(page, "It goes on here")
        key(page, "b")
        key(page, "2")
        key(page, "Shift+ArrowDown")
        for _ in range(3):
            key(page, "Control+z")
        expect(page.locator("#pieces > li")).to_have_count(len(before))
        texts = page.locator("#pieces .words .own").all_inner_texts()
        assert [words.strip() for words in texts] == before
        expect(page.get_by_role("button", name="Nothing to undo")).to_be_disabled()
        for _ in range(3):
            key(page, "Control+Shift+Z")
        expect(page.get_by_role("button", name="Nothing to redo")).to_be_disabled()
        expect(page.locator("#pieces > li")).to_have_count(len(before) - 1)

    at_desk(steps)
    assert len(said(draft)) == len(before) - 1


def test_undoing_faster_than_the_answers_come_undoes_each(at_desk, draft):
    before = said(draft)

    def steps(page: Page) -> None:
        choose(page, "It goes on here")
        for pressed in ("b", "2", "Shift+ArrowDown"):
            key(page, pressed)
        for _ in range(4):  # once more than there is to undo
            page.keyboard.press("Control+z")
        expect(page.get_by_role("button", name="Nothing to undo")).to_be_disabled()
        expect(page.locator("#desk-said")).not_to_have_class(re.compile("problem"))

    at_desk(steps)
    assert said(draft) == before


@pytest.mark.parametrize("corner", [(1, 1), (23, 23)])
def test_a_paragraph_is_dragged_to_another_place(at_desk, draft, corner):
    before = said(draft)

    def steps(page: Page) -> None:
        dragged, target = piece(page, "The last paragraph"), piece(page, "It goes on here")
        dragged.scroll_into_view_if_needed()
        dragged.hover()
        grip = dragged.locator(".grip").bounding_box()
        assert grip["width"] >= 24
        assert grip["height"] >= 24
        page.mouse.move(grip["x"] + corner[0], grip["y"] + corner[1])
        page.mouse.down()
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        for part in (0.6, 0.3, 0.1):
            page.mouse.move(box["x"] + 200, box["y"] + box["height"] * part, steps=4)
        page.mouse.up()
        saved(page)

    at_desk(steps, viewport={"width": 1300, "height": 1500})
    assert said(draft).index("The last paragraph.") == before.index("It goes on here, and stops in the")


def into(page: Page, words: str, at: int) -> None:
    """Click into the words of a piece, before a code point of its first stretch."""
    place = (
        piece(page, words)
        .locator(".own")
        .evaluate(
            """(own, at) => {
              own.scrollIntoView({ block: "center", behavior: "instant" });
              const range = document.createRange();
              const words = document.createTreeWalker(own, NodeFilter.SHOW_TEXT).nextNode();
              range.setStart(words, at);
              range.setEnd(words, at + 1);
              const box = range.getBoundingClientRect();
              return [box.left + 1, box.top + box.height / 2];
            }""",
            at,
        )
    )
    page.mouse.click(*place)


def test_a_click_into_the_words_of_the_chosen_paragraph_says_where_to_divide(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The first paragraph")
        into(page, "The first paragraph", 12)  # inside a word: it is not cut
        key(page, "s")

    at_desk(steps)
    assert "The first" in said(draft)
    assert any(words.startswith("paragraph has some words") for words in said(draft))


def test_the_first_click_into_words_marks_where_they_are_divided(at_desk, draft):
    def steps(page: Page) -> None:
        into(page, "paragraph has", 12)  # inside a word: the mark stands before it
        own = page.locator(f"{HERE} .own")
        before = own.evaluate(
            "own => { const range = document.createRange(); range.setStart(own, 0);"
            " range.setEndBefore(own.querySelector('.cut')); return range.toString(); }"
        )
        assert before == "The first "
        page.keyboard.press("j")
        expect(page.locator(".cut")).to_have_count(0)
        into(page, "paragraph has", 12)
        press(page, "Divide")

    at_desk(steps)
    assert "The first" in said(draft)
    assert any(words.startswith("paragraph has some words") for words in said(draft))


def test_without_a_mark_the_words_are_opened_to_be_divided(at_desk, draft):
    before = said(draft)

    def steps(page: Page) -> None:
        choose(page, "Second thoughts")
        page.locator("#verbs-bar").get_by_role("button", name="Divide", exact=True).click()
        expect(page.locator("#pieces textarea")).to_be_focused()
        expect(page.locator("#desk-said")).to_contain_text("Nothing is divided yet.")

    at_desk(steps)
    assert said(draft) == before


@pytest.mark.parametrize("width", [1300, 390])
def test_what_the_desk_says_is_in_sight_however_far_one_has_scrolled(at_desk, draft, width):
    words = "\n\n".join(f"Paragraph {number}." for number in range(60))
    editing.reword(edition=draft, user=make_curator("Long"), pk=row(draft, "It goes").pk, words=words)

    def steps(page: Page) -> None:
        choose(page, "The last")
        key(page, "v")
        expect(page.locator("#desk-said")).to_be_in_viewport(ratio=1)
        expect(page.locator("#desk-said")).to_have_role("status")

    at_desk(steps, viewport={"width": width, "height": 800})


def numbers(page: Page) -> list[str]:
    """The numbers before the paragraphs as they are read out: a style sheet counts, so the page itself has none."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in tree}

    def words(node: dict) -> list[str]:
        if node["role"]["value"] == "StaticText":
            return [node["name"]["value"]]
        return [said for key in node.get("childIds", ()) for said in words(known[key])]

    begun = ["".join(words(node)[:2]) for node in tree if node["role"]["value"] == "listitem"]
    return [said.removeprefix("¶").strip() for said in begun if said.startswith("¶")]


def test_the_numbers_stay_while_the_words_of_a_paragraph_are_open(at_desk, draft):
    def steps(page: Page) -> None:
        before = numbers(page)
        assert before[:3] == ["1", "2", "3"]
        choose(page, "The first paragraph")
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_be_focused()
        assert numbers(page) == before
        page.keyboard.press("Escape")
        expect(page.locator("#pieces textarea")).to_have_count(0)
        assert numbers(page) == before

    at_desk(steps)


def test_the_tools_say_what_the_chosen_paragraph_is(at_desk, draft):
    def steps(page: Page) -> None:
        pressed = page.locator("#verbs-bar button[aria-pressed='true']")
        choose(page, "The last paragraph")
        expect(pressed).to_have_text("Prose")
        press(page, "Heading 2")
        expect(pressed).to_have_attribute("value", "heading-2")
        page.keyboard.press("k")
        expect(pressed).to_have_text("List item")

    at_desk(steps)


def test_the_tools_are_one_stop_for_the_tab_key_and_the_arrows_lead_on(at_desk, draft):
    def steps(page: Page) -> None:
        focused = page.locator(":focus")
        page.get_by_role("button", name="Prose", exact=True).focus()
        page.keyboard.press("ArrowRight")
        expect(focused).to_have_attribute("value", "heading-1")
        page.keyboard.press("End")
        expect(focused).to_have_text("Keyboard")
        page.keyboard.press("Home")
        expect(focused).to_have_text("Prose")
        assert page.locator("#verbs-bar :is(button, a):not([tabindex='-1'])").count() == 1
        choose(page, "The last")
        press(page, "Verse")  # what an answer puts among the tools is no further stop
        assert page.locator("#verbs-bar :is(button, a):not([tabindex='-1'])").count() == 1
        expect(page.get_by_role("link", name="Skip to the paragraphs")).to_have_attribute("href", "#pieces")

    at_desk(steps)


def test_the_list_of_keys_takes_the_focus_and_gives_it_back(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The last")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).to_be_hidden()
        expect(page.locator(HERE).get_by_role("radio")).to_be_focused()

    at_desk(steps)


def test_on_a_phone_the_tools_for_editing_and_undoing_are_in_sight(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "It goes on here")
        press(page, "Join with next")
        for name in ("Edit words", "Divide", "Join with next", "Undo: join"):
            box = page.locator("#verbs-bar").get_by_role("button", name=name, exact=True).bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390

    at_desk(steps, viewport={"width": 390, "height": 800})


def box_of(page: Page, selector: str) -> tuple[float, float]:
    """Where something begins and ends in the window, from its top."""
    box = page.locator(selector).bounding_box()
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("size", [(390, 800), (900, 700)])
def test_where_the_lists_stand_below_the_sheet_a_short_way_leads_there_and_back(at_desk, draft, size):
    words = "\n\n".join(f"Paragraph {number}." for number in range(60))
    editing.reword(edition=draft, user=make_curator("Long"), pk=row(draft, "It goes").pk, words=words)

    def steps(page: Page) -> None:
        choose(page, "Paragraph 30.")
        page.evaluate("scrollTo(0, 0)")
        ways = page.get_by_role("navigation", name="On this page")
        places = ways.get_by_role("link", name="Places to look at")
        expect(places.locator(".figures")).to_have_text(page.locator("#desk-doubts .figures").inner_text())
        expect(places).to_be_in_viewport(ratio=1)
        for name, title in (("Places to look at", "#desk-doubts-title"), ("Outline", "#desk-outline-title")):
            page.evaluate("scrollTo(0, 0)")
            ways.get_by_role("link", name=name).click()
            expect(page.locator(title)).to_be_in_viewport(ratio=1)
            back = page.get_by_role("link", name="Back to the paragraphs")
            expect(back).to_be_in_viewport(ratio=1)
            assert box_of(page, ".top")[1] <= box_of(page, ".desk-back")[0] + 1
            assert box_of(page, ".desk-back")[1] <= box_of(page, title)[0] + 1, "the way back covers no title"
            back.click()
            expect(page.locator(HERE)).to_contain_text("Paragraph 30.")
            expect(page.locator(HERE)).to_be_in_viewport(ratio=1)
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        if size[0] < 768:
            assert box_of(page, "#desk-outline")[1] <= box_of(page, "#verbs-bar")[0], "its end can be seen"

    at_desk(steps, viewport={"width": size[0], "height": size[1]})


def test_on_a_wide_screen_no_way_to_the_lists_is_needed(at_desk, draft):
    def steps(page: Page) -> None:
        expect(page.get_by_role("navigation", name="On this page")).to_be_hidden()
        expect(page.get_by_role("link", name="Back to the paragraphs")).to_be_hidden()

    at_desk(steps, viewport={"width": 1440, "height": 900})


def test_words_are_emphasised_by_hand(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The last")
        page.keyboard.press("e")
        area = page.locator("#pieces textarea")
        expect(area).to_be_focused()
        area.evaluate("area => area.setSelectionRange(4, 8)")
        page.keyboard.press("Control+i")
        expect(area).to_have_value("The *last* paragraph.")
        page.keyboard.press("Control+i")
        expect(area).to_have_value("The last paragraph.")
        page.get_by_role("button", name="Emphasis").click()
        area.evaluate("area => area.setSelectionRange(11, 20)")
        page.keyboard.press("Control+b")
        expect(area).to_have_value("The *last* **paragraph**.")
        key(page, "Control+Enter")
        expect(page.locator(HERE).locator(".own em")).to_have_text("last")
        expect(page.locator(HERE).locator(".own strong")).to_have_text("paragraph")
        page.keyboard.press("e")
        expect(area).to_have_value("The *last* **paragraph**.")

    at_desk(steps)
    marks = [(mark["kind"], mark["start"], mark["end"]) for mark in row(draft, "The last").marks]
    assert marks == [("emphasis", 4, 8), ("strong", 9, 18)]


def test_words_that_are_chosen_refer_to_a_note(at_desk, draft):
    def steps(page: Page) -> None:
        words = piece(page, "The last paragraph").locator(".own")
        piece(page, "The last paragraph").get_by_role("radio").check()
        page.evaluate(
            """words => {
              const range = document.createRange();
              range.setStart(words.firstChild, 4);
              range.setEnd(words.firstChild, 8);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }""",
            words.element_handle(),
        )
        page.keyboard.press("r")
        page.wait_for_url(re.compile(r"/desk/note/\?piece=\d+&place=4-8"))
        page.get_by_role("button", name="Link them").click()
        expect(piece(page, "The last").locator(".noteref")).to_have_text("[1]")
        expect(piece(page, "The last[1] paragraph")).to_be_visible()
        choose(page, "The last[1]")
        page.locator("#verbs-bar").get_by_role("button", name="Refer to a note").click()
        page.get_by_role("button", name="Unlink").first.click()
        expect(piece(page, "The last paragraph").locator(".noteref")).to_have_count(0)
        expect(piece(page, "The last paragraph").get_by_role("radio")).to_be_focused()

    at_desk(steps)


@pytest.fixture
def at_doubts(at_desk, draft) -> list[str]:
    """Every second paragraph has something to look at, and nothing else has. Return how each begins."""
    DeskPiece.objects.filter(desk=draft.pk).update(doubts=[])
    about = DeskPiece.objects.get(desk=draft.pk, kind=ABOUT)
    about.data["doubts"] = []
    about.save()
    shown = rows(draft)
    for one in shown[::2]:
        one.doubts = [PieceDoubt("stops_mid_sentence").as_list()]
        one.save()
    return [one.text[:12] for one in shown[::2]]


def test_a_place_to_look_at_is_reached_and_ticked_off(at_desk, draft, at_doubts):
    def steps(page: Page) -> None:
        page.reload()
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        page.locator("#desk-doubts a.number").first.click()
        expect(page.locator(HERE)).to_have_class(re.compile("doubted"))
        count = page.locator("#desk-doubts .figures")
        before = int(count.inner_text())
        key(page, "d")
        expect(count).to_have_text(str(before - 1))
        page.keyboard.press("w")
        expect(page.locator(HERE)).to_have_class(re.compile("doubted"))

    at_desk(steps)


def test_the_first_place_to_look_at_is_one_press_away_and_the_one_here_is_seen_in_its_list(at_desk, draft):
    sorts = [
        "starts_mid_sentence",
        "stops_mid_sentence",
        "stray_punctuation",
        "table_guessed",
        "note_missing",
        "heading_empty",
    ]
    for at, one in enumerate(one for one in rows(draft) if one.kind != "apart"):
        one.doubts = [[sorts[at % len(sorts)], 0]]
        one.save()

    def steps(page: Page) -> None:
        page.reload()
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        page.get_by_role("link", name="To the first place").click()
        expect(page.locator(HERE)).to_contain_text("A Walk")
        for _place in range(5):
            page.keyboard.press("w")
            inside = page.evaluate(
                """() => {
                  const line = document.querySelector("#desk-doubts .doubt-places [aria-current]").getBoundingClientRect();
                  const list = document.getElementById("desk-doubts").getBoundingClientRect();
                  return line.top >= list.top && line.bottom <= list.bottom;
                }"""
            )
            assert inside

    at_desk(steps, viewport={"width": 1280, "height": 700})


def test_the_places_to_look_at_stand_at_their_top_until_one_goes_somewhere(at_desk, draft):
    first, *others = rows(draft)
    first.kind, first.data, first.doubts = "apart", {"why": "imprint"}, [["imprint_in_text", 0]]
    first.save()
    for one in others:  # each makes the list longer, and the first stands at its end
        one.doubts = [[code, 0] for code in ("starts_mid_sentence", "stray_punctuation", "table_guessed")]
        one.save()

    def steps(page: Page) -> None:
        page.reload()
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        places = page.locator("#desk-doubts")
        assert places.evaluate("list => [list.scrollHeight > list.clientHeight + 60, list.scrollTop]") == [
            True,
            0,
        ]
        page.goto(f"{page.url.split('#')[0]}?at={first.pk}#b{first.pk}")
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        assert places.evaluate("list => list.scrollTop") > 0

    at_desk(steps, viewport={"width": 1280, "height": 500})


def test_the_places_to_look_at_are_gone_round_however_fast_they_are_ticked_off(at_desk, draft, at_doubts):
    def steps(page: Page) -> None:
        page.reload()
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        choose(page, "The last paragraph")
        for _place in at_doubts:
            page.keyboard.press("w")
            page.keyboard.press("d")
        expect(page.locator("#desk-doubts .figures")).to_have_text("0")
        expect(page.locator("#pieces > .doubted")).to_have_count(0)
        key(page, "w", "Nothing is left to look at.")
        key(page, "d", "Nothing is doubted at this paragraph.")

    at_desk(steps)


def test_the_next_place_to_look_at_comes_to_the_middle_of_the_window(at_desk, draft, at_doubts):
    def steps(page: Page) -> None:
        page.reload()
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        for _place in at_doubts[:-2]:
            page.keyboard.press("w")
        box = page.locator(HERE).bounding_box()
        middle = page.evaluate(
            "(document.getElementById('verbs-bar').getBoundingClientRect().bottom + innerHeight) / 2"
        )
        assert abs(box["y"] + box["height"] / 2 - middle) < 4

    at_desk(steps, viewport={"width": 1440, "height": 500})


def test_the_second_of_two_curators_is_told_and_loses_nothing(at_desk, draft):
    def steps(cleo: Page, dora: Page) -> None:
        for page in (cleo, dora):
            choose(page, "The last paragraph")
            page.keyboard.press("e")
            expect(page.locator("#pieces textarea")).to_be_focused()
        cleo.locator("#pieces textarea").fill("As Cleo has it.")
        cleo.keyboard.press("Control+Enter")
        saved(cleo)
        dora.locator("#pieces textarea").fill("As Dora has it.")
        dora.keyboard.press("Control+Enter")
        expect(dora.locator("#pieces .notice")).to_contain_text(
            "Cleo has changed this paragraph in the meantime."
        )
        expect(dora.locator("#pieces .thread-quote")).to_have_text("As Cleo has it.")
        expect(dora.locator("#pieces textarea")).to_have_value("As Dora has it.")
        expect(dora.locator("#desk-said")).to_have_text("This is not saved yet.")
        dora.get_by_role("button", name="Save what I typed instead").click()
        expect(piece(dora, "As Dora has it.").locator(".words")).to_be_visible()
        choose(cleo, "As Cleo has it.")
        cleo.keyboard.press("v")
        told = cleo.locator("#desk-said.problem")
        expect(told).to_contain_text("Not done. Dora has changed this paragraph in the meantime.")
        expect(told).to_be_in_viewport()
        expect(cleo.get_by_text("Dora has changed")).to_have_count(1)
        expect(cleo.locator(HERE)).to_contain_text("As Dora has it.")
        cleo.keyboard.press("j")
        expect(told).to_contain_text("Not done.")  # keys that were pressed ahead take it from nobody

    at_desk(steps, "Cleo", "Dora")
    assert row(draft, "As Dora").kind == "prose"


def stays_at(page: Page, selector: str, y: float) -> None:
    """Wait for a row to stand as far down in the window as it stood; the browser may scroll there late."""
    page.wait_for_timeout(700)
    page.wait_for_function(
        "([selector, y]) => Math.abs(document.querySelector(selector).getBoundingClientRect().top - y) < 3",
        arg=[selector, y],
    )


def test_whose_undoing_came_too_late_stays_where_they_were(at_desk, draft):
    words = "\n\n".join(f"Paragraph {number}." for number in range(60))
    editing.reword(edition=draft, user=make_curator("Long"), pk=row(draft, "It goes").pk, words=words)

    def steps(cleo: Page, dora: Page) -> None:
        choose(cleo, "Paragraph 30.")
        key(cleo, "v")
        dora.reload()
        dora.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        dora.keyboard.press("Control+z")
        expect(dora.locator("#desk-said")).to_contain_text("Cleo did this: verse. Undo it?")
        dora.keyboard.press("Escape")
        expect(dora.locator("#desk-said")).to_have_text("Everything is saved.")
        dora.keyboard.press("Control+z")
        expect(dora.get_by_role("button", name="Undo it")).to_be_focused()
        dora.keyboard.press("Enter")
        expect(piece(dora, "Paragraph 30.")).to_have_class(re.compile("is-prose"))
        cleo.evaluate("scrollBy({ top: -150, behavior: 'instant' })")
        before = cleo.locator(HERE).bounding_box()["y"]
        cleo.keyboard.press("Control+z")
        expect(cleo.get_by_text("This was undone in the meantime.")).to_be_visible()
        cleo.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        cleo.wait_for_load_state("load")
        cleo.wait_for_timeout(200)
        expect(cleo.locator(HERE)).to_contain_text("Paragraph 30.")
        stays_at(cleo, HERE, before)
        choose(cleo, "Paragraph 50.")
        dora.reload()
        dora.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        choose(dora, "Paragraph 3.")
        key(dora, "q")
        cleo.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
        middle = cleo.evaluate("document.elementFromPoint(700, 500).closest('#pieces > li').id")
        before = cleo.locator(f"#{middle}").bounding_box()["y"]
        cleo.keyboard.press("Control+z")
        expect(cleo.get_by_text("More was done here in the meantime.")).to_be_visible()
        cleo.wait_for_load_state("load")
        cleo.wait_for_timeout(200)
        expect(cleo.locator(HERE)).to_contain_text("Paragraph 50.")
        stays_at(cleo, f"#{middle}", before)  # the chosen one is far below
        expect(cleo.get_by_role("button", name="Undo: quotation (Dora)")).to_be_enabled()

    at_desk(steps, "Cleo", "Dora", viewport={"width": 1300, "height": 800})


def test_what_the_desk_says_is_true_after_words_were_left(at_desk, draft):
    def steps(page: Page) -> None:
        rest = "Everything is saved."
        choose(page, "Second thoughts")
        page.keyboard.press("s")
        saved(page, "Nothing is divided yet.")
        page.keyboard.press("Escape")
        expect(page.locator("#desk-said")).to_have_text(rest)
        page.keyboard.press("s")
        saved(page, "Nothing is divided yet.")
        page.get_by_role("link", name="Cancel").click()
        expect(page.locator("#desk-said")).to_have_text(rest)
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_be_focused()
        page.keyboard.type(" begun")
        page.keyboard.press("Escape")
        saved(page, "Not saved: what you typed is back when you edit it again.")
        page.keyboard.press("e")
        page.get_by_role("link", name="Cancel").click()
        expect(page.locator("#desk-said")).to_have_text(rest)

    at_desk(steps)


def test_the_sheet_stays_where_it_is_whatever_the_desk_says(at_desk, draft):
    def steps(page: Page) -> None:
        def height() -> float:
            return page.locator("#verbs-bar").bounding_box()["height"]

        before = height()
        choose(page, "The last")
        key(page, "q")
        assert height() == before
        key(page, "Space", "")
        assert height() == before
        page.locator("#desk-said").evaluate("said => { said.textContent = 'What is said. '.repeat(40); }")
        assert height() == before
        said, bar = page.locator("#desk-said"), page.locator("#verbs-bar")
        assert said.evaluate(
            "said => { const { left, bottom } = said.getBoundingClientRect();"
            " return said.contains(document.elementFromPoint(left + 20, bottom - 8)); }"
        ), "all of it can be read"
        key(page, "Escape", "")
        choose(page, "A note about")
        key(page, "p", "leads nowhere now")
        assert height() == before
        assert bar.locator("#desk-said button").is_visible()

    at_desk(steps, viewport={"width": 1440, "height": 900})
    for name in ("Long", "Longer"):
        editing.reword(
            edition=draft, user=make_curator(name), pk=row(draft, "It goes").pk, words=f"It goes {name}."
        )
    at_desk(steps_at_1100, viewport={"width": 1100, "height": 900})


def steps_at_1100(page: Page) -> None:
    before = page.locator("#verbs-bar").bounding_box()["height"]
    choose(page, "It goes")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Undo it")).to_be_visible()
    assert page.locator("#verbs-bar").bounding_box()["height"] == before


def test_words_are_saved_when_one_leaves_them(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        page.locator("#pieces textarea").fill("Left as it is.")
        piece(page, "Somebody said").locator(".words").click()
        saved(page)

    at_desk(steps)
    assert "Left as it is." in said(draft)


def test_what_was_typed_is_there_again_after_the_window_was_closed(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        page.locator("#pieces textarea").press_sequentially(" And more")
        page.reload()
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_have_value("The last paragraph. And more")
        expect(page.locator("#pieces .hint")).to_contain_text("is back")
        page.locator("#pieces textarea").fill("")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#pieces .errors")).to_contain_text("A paragraph needs words.")
        expect(page.locator("#desk-said")).to_have_text("This is not saved yet.")
        page.get_by_role("link", name="Cancel").click()
        expect(page.locator("#pieces textarea")).to_have_count(0)

    at_desk(steps)
    assert not DeskEdit.objects.exists()


def test_the_desk_works_without_a_script(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "It goes on here")
        page.get_by_role("button", name="Join with next").click()
        expect(page.locator(HERE)).to_contain_text("in the middle of a sentence.")
        page.get_by_role("button", name="Undo: join").click()
        choose(page, "The last paragraph")
        piece(page, "The last paragraph").get_by_role("radio").press("Enter")
        page.get_by_label("Words").fill("First *half*.\n\nSecond half.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(HERE)).to_contain_text("First half.")
        expect(page.locator(HERE).locator(".own em")).to_have_text("half")
        for words in ("First half.", "Second half.", "Somebody"):
            piece(page, words).get_by_role("checkbox").check()
        page.get_by_role("button", name="Verse").click()
        expect(page.locator("#pieces > .is-verse")).to_have_count(3)

    at_desk(steps, java_script_enabled=False)
    assert "Second half." in said(draft)


def test_who_is_led_far_down_a_page_sees_there_what_was_said(at_desk, draft):
    words = "\n\n".join(f"Paragraph {number}." for number in range(60))
    editing.reword(edition=draft, user=make_curator("Long"), pk=row(draft, "It goes").pk, words=words)

    def steps(cleo: Page, dora: Page) -> None:
        for page in (cleo, dora):
            choose(page, "The last")
            page.keyboard.press("Space")
        key(cleo, "v")
        expect(cleo.locator("#pieces > .is-verse")).to_have_count(1)
        dora.keyboard.press("q")
        expect(dora.get_by_text("Cleo has changed this paragraph")).to_be_in_viewport()
        expect(dora.locator(HERE)).to_be_in_viewport()
        expect(dora.locator(HERE)).to_have_class(re.compile("is-verse"))

    at_desk(steps, "Cleo", "Dora", viewport={"width": 1300, "height": 800})


def test_the_arrows_lead_over_the_ends_of_a_page_and_back(at_desk, draft):
    words = "\n\n".join(f"Paragraph {number}." for number in range(100))
    editing.reword(edition=draft, user=make_curator("Long"), pk=row(draft, "It goes").pk, words=words)

    def steps(page: Page) -> None:
        last = page.locator("#pieces > li").last
        last.get_by_role("radio").check()
        name = last.get_attribute("id")
        page.keyboard.press("ArrowDown")
        page.wait_for_url(re.compile(r"page=2$"))
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        page.keyboard.press("ArrowUp")
        page.wait_for_url(re.compile(r"page=1#end$"))
        expect(page.locator(HERE)).to_have_id(name)
        expect(page.locator(HERE)).to_be_in_viewport()

    at_desk(steps)


def test_source_and_result_stand_on_one_height_and_change_places_on_a_phone(at_desk, draft):
    def wide(page: Page) -> None:
        for words in ("It goes on here", "The last paragraph"):
            line = piece(page, words)
            source, result = line.locator(".source").bounding_box(), line.locator(".result").bounding_box()
            assert abs(source["y"] - result["y"]) < 2
            assert source["x"] + source["width"] <= result["x"]

    def narrow(page: Page) -> None:
        line = piece(page, "It goes on here")
        expect(line.locator(".source")).to_be_hidden()
        page.get_by_role("radio", name="Source").check()
        expect(line.locator(".source")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    at_desk(wide, viewport={"width": 1440, "height": 900})
    at_desk(narrow, viewport={"width": 390, "height": 844})


WORD_AT = """([side, y]) => {
  // The word nearest to a height, and how far from it: in the source or in the result of the first long row
  const row = [...document.querySelectorAll('#pieces > li')].find((li) => li.textContent.includes('word300 '));
  const walker = document.createTreeWalker(row.querySelector(side), NodeFilter.SHOW_TEXT);
  const found = new Map();
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(/word[0-9]+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, match.index);
      range.setEnd(walker.currentNode, match.index + match[0].length);
      const box = range.getBoundingClientRect();
      found.set(match[0], (box.top + box.bottom) / 2);
    }
  }
  if (typeof y === 'string') return found.get(y);
  return [...found].sort((a, b) => Math.abs(a[1] - y) - Math.abs(b[1] - y))[0];
}"""


def test_source_and_result_of_a_long_paragraph_stay_in_step_while_scrolling(at_desk, draft):
    long = " ".join(f"word{number}" for number in range(700))
    editing.reword(
        edition=draft, user=make_curator("Long"), pk=row(draft, "The last").pk, words=f"{long}\n\nThe end."
    )
    side = SourcePart.objects.get(side=draft.pk)
    at = next(number for number, line in enumerate(side.units) if line.startswith("The last"))
    side.units[at] = long
    side.save()

    def are_in_step(page: Page) -> bool:
        middle = page.evaluate(
            "(Math.max(document.getElementById('verbs-bar').getBoundingClientRect().bottom, 0) + innerHeight) / 2"
        )
        word, there = page.evaluate(WORD_AT, [".own", middle])
        return abs(page.evaluate(WORD_AT, [".source", word]) - there) < 30

    def steps(page: Page) -> None:
        line = page.locator("#pieces > li", has_text="word300 ").first
        box = line.bounding_box()
        page.evaluate("y => scrollTo(0, y)", box["y"] - 400)
        windows.drawn(page)

        def begin_together() -> bool:
            source, words = line.locator(".source p").first, line.locator(".words")
            return abs(source.bounding_box()["y"] - words.bounding_box()["y"]) < 4

        assert windows.soon(page, begin_together), "their beginnings are in sight"
        for part in (0.3, 0.5, 0.7, 0.9):
            page.evaluate("y => scrollTo(0, y)", box["y"] + box["height"] * part - 500)
            windows.drawn(page)
            assert windows.soon(page, lambda: are_in_step(page)), part

    def half_in_sight(page: Page) -> None:
        line = page.locator("#pieces > li", has_text="word300 ").first
        box = line.bounding_box()
        page.evaluate("y => scrollTo({ top: y, behavior: 'instant' })", box["y"] + box["height"] - 500)
        source, words = line.locator(".source p").last.bounding_box(), line.locator(".words").bounding_box()
        assert abs(source["y"] + source["height"] - words["y"] - words["height"]) < 60

    at_desk(steps, viewport={"width": 1440, "height": 900})
    at_desk(half_in_sight, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    at_desk(half_in_sight, viewport={"width": 1440, "height": 900}, java_script_enabled=False)


@pytest.mark.parametrize("fault", ["refused", "unreachable"])
def test_what_cannot_be_sent_is_said_and_kept(at_desk, draft, fault):
    def steps(page: Page) -> None:
        if fault == "refused":
            page.route("**/desk/words/", lambda route: route.fulfill(status=503, body=""))
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_be_focused()
        page.context.set_offline(fault == "unreachable")
        page.locator("#pieces textarea").fill("Typed in a tunnel.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#desk-said")).to_contain_text("This could not be saved")
        expect(page.locator("#pieces textarea")).to_have_value("Typed in a tunnel.")
        page.unroute_all()
        page.context.set_offline(False)
        page.keyboard.press("Control+Enter")
        saved(page)

    at_desk(steps)
    assert "Typed in a tunnel." in said(draft)


def test_what_was_typed_for_a_draft_that_is_published_by_now_is_kept_on_a_page(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        page.locator("#pieces textarea").fill("Typed too late.")
        publish_meanwhile()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="Your words could not be saved")).to_be_visible()
        expect(page.get_by_label("Words")).to_have_value("Typed too late.")

    def publish_meanwhile() -> None:
        with ThreadPoolExecutor(max_workers=1) as executor:
            executor.submit(published).result()

    def published() -> None:
        try:
            publish(edition=draft, now=timezone.now())
        finally:
            connection.close()

    at_desk(steps)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_has_no_barriers(at_desk, scheme):
    def steps(page: Page) -> list[str]:
        piece(page, "Somebody").get_by_role("checkbox").check()
        piece(page, "It goes").get_by_role("checkbox").check()
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_be_focused()
        found = Axe().run(page)
        return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found.response["violations"]]

    assert at_desk(steps, color_scheme=scheme, viewport={"width": 1440, "height": 900}) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_numbers_of_a_big_book_stand_on_one_line_each_beside_the_words(at_desk, width):
    def steps(page: Page) -> list[str]:
        if width < 500:
            page.get_by_role("radio", name="Source").check(force=True)
        return page.evaluate(
            """() => {
              const pieces = document.getElementById('pieces');
              pieces.start = 1602;
              const wrong = [];
              for (const line of pieces.querySelectorAll('.line')) {
                line.textContent = '12345';
                const box = line.getBoundingClientRect();
                const words = document.createRange();
                words.selectNodeContents(line.nextSibling);
                if (box.height > 20) wrong.push('two lines');
                if (box.right > words.getBoundingClientRect().left) wrong.push('over the words');
                if (box.left < pieces.getBoundingClientRect().left) wrong.push('beside the row');
              }
              for (const row of pieces.children) {
                const number = getComputedStyle(row, '::before');
                if (parseFloat(number.height) > 20) wrong.push('a paragraph in two lines');
              }
              return wrong;
            }"""
        )

    assert at_desk(steps, viewport={"width": width, "height": 844}) == []


def test_the_lists_follow_the_paragraphs_and_lead_to_them_without_a_new_page(at_desk, draft):
    def steps(page: Page) -> None:
        page.evaluate("window.isTheSamePage = true")
        choose(page, "The last paragraph")
        current = page.locator("#desk-outline [aria-current]")
        expect(current).to_have_text("Second thoughts")
        choose(page, "It goes on here")
        expect(current).to_have_text("A Walk")
        expect(page.locator("#desk-doubts [aria-current]").first).to_have_text(re.compile("¶"))
        page.locator("#desk-outline a", has_text="Second thoughts").click()
        expect(page.locator(HERE)).to_contain_text("Second thoughts")
        expect(current).to_have_text("Second thoughts")
        assert page.evaluate("window.isTheSamePage")

    at_desk(steps)


def test_words_are_found_by_keyboard_and_the_place_stays_though_its_paragraph_changes(at_desk, draft):
    def steps(page: Page) -> None:
        page.keyboard.press("/")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("paragraph")
        page.keyboard.press("Enter")
        expect(page.locator("#desk-find")).to_contain_text("2 paragraphs have these words.")
        expect(page.locator(HERE)).to_contain_text("The first paragraph")
        expect(page.locator(HERE).get_by_role("radio")).to_be_focused()
        key(page, "q")
        page.keyboard.press("/")
        page.keyboard.press("Enter")
        expect(page.locator(HERE)).to_contain_text("The last paragraph")
        expect(page.locator(HERE).get_by_role("radio")).to_be_focused()
        page.evaluate("window.isTheSamePage = true")
        page.keyboard.press("v")
        saved(page)
        places = page.locator("#desk-find a.number")
        places.first.click()
        expect(page.locator(HERE)).to_contain_text("The first paragraph")
        places.last.click()
        expect(page.locator(HERE)).to_contain_text("The last paragraph")
        assert page.evaluate("window.isTheSamePage")

    at_desk(steps)


def test_enter_leads_from_one_place_of_the_words_to_the_next_and_f3_back(at_desk, draft):
    def steps(page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type("paragraph")
        page.keyboard.press("Enter")
        expect(page.locator(HERE)).to_contain_text("The first paragraph")
        expect(page.locator("#desk-find")).to_contain_text("Enter leads to the next while you look")
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        page.keyboard.press("Enter")
        expect(page.locator(HERE)).to_contain_text("The last paragraph")
        page.keyboard.press("Enter")
        expect(page.locator(HERE)).to_contain_text("The first paragraph")
        expect(page.locator("[data-words-form]")).to_have_count(0)
        page.keyboard.press("j")
        page.keyboard.press("F3")
        expect(page.locator(HERE)).to_contain_text("The last paragraph")
        page.keyboard.press("Shift+F3")
        expect(page.locator(HERE)).to_contain_text("The first paragraph")
        page.keyboard.press("Enter")
        expect(page.locator("[data-words-form]")).to_have_count(1)

    at_desk(steps)


def test_a_key_pressed_while_the_page_is_on_its_way_is_not_lost(at_desk, draft):
    def steps(page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type("Second")
        page.keyboard.press("Enter")
        page.keyboard.press("q")
        expect(page.locator(HERE)).to_contain_text("Second thoughts")
        expect(page.locator(HERE)).to_have_attribute("data-kind", "quotation")
        page.keyboard.press("/")
        page.keyboard.type("pelican")
        page.keyboard.press("Enter")
        page.keyboard.press("x")
        expect(page.locator("#desk-find")).to_contain_text("is not to be found")
        page.wait_for_function("document.documentElement.dataset.desk === 'ready'")
        expect(page.locator("#pieces > li").first).to_have_attribute("data-kind", "heading-1")

    at_desk(steps)


def test_on_a_phone_one_switches_between_result_and_source_from_anywhere_and_stays_at_the_place(
    at_desk, draft
):
    editing.reword(
        edition=draft,
        user=make_curator("Long"),
        pk=row(draft, "It goes on").pk,
        words="\n\n".join("Words that take up room. " * 12 for _ in range(20)),
    )

    def steps(page: Page) -> None:
        choose(page, "The last paragraph")
        last = piece(page, "The last paragraph")
        for side in ("Source", "Result"):
            before = last.bounding_box()["y"]
            box = page.locator(".sides label", has_text=side).bounding_box()
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            expect(page.get_by_role("radio", name=side)).to_be_checked()
            assert abs(last.bounding_box()["y"] - before) < 3
            expect(last).to_be_in_viewport()

    at_desk(steps, viewport={"width": 390, "height": 844})


def test_why_something_could_not_be_is_said_until_one_goes_on(at_desk, draft):
    refused = "Nothing follows this paragraph."

    def steps(page: Page) -> None:
        for go_on in ("k", "Space"):
            piece(page, "The last paragraph").get_by_role("radio").check()
            page.keyboard.press("b")
            expect(page.locator("#desk-said.problem")).to_have_text(refused)
            page.keyboard.press(go_on)
            expect(page.locator("#desk-said:not(.problem)")).to_have_text("Everything is saved.")

    at_desk(steps)


def test_words_that_are_not_saved_yet_are_not_said_to_be(at_desk, draft):
    def steps(page: Page) -> None:
        choose(page, "The last paragraph")
        page.keyboard.press("e")
        expect(page.locator("#pieces textarea")).to_be_focused()
        page.keyboard.type(" More.")
        expect(page.locator("#desk-said")).to_have_text("Not saved yet: it will be when you leave the words.")
        page.keyboard.press("Control+Enter")
        saved(page)

    at_desk(steps)


def test_whoever_is_at_one_desk_in_two_windows_is_told_so_until_the_next_change(at_desk, draft):
    def steps(one: Page, two: Page) -> None:
        choose(one, "The last paragraph")
        choose(two, "The last paragraph")
        key(one, "v")
        two.keyboard.press("q")
        told = two.get_by_text("You have changed this paragraph in another window.")
        expect(told).to_be_visible()
        key(two, "q")
        expect(told).to_have_count(0)

    at_desk(steps, "Cleo", "Cleo")


# The words that are brought out, and whether the first of them can be seen.
FOUND = """() => [...CSS.highlights.get("found") ?? []].map((range) => {
  const { top, bottom } = range.getBoundingClientRect();
  const bar = document.getElementById("verbs-bar").getBoundingClientRect();
  return [range.toString(), top >= bar.bottom && bottom <= innerHeight];
})"""


def test_what_is_sought_at_the_desk_is_brought_out_within_its_paragraph_and_in_view(at_desk, draft):
    long = f"{'It goes on and on. ' * 400}Here is the Needle. {'It goes on and on. ' * 400}"
    editing.reword(edition=draft, user=make_curator("Ada"), pk=row(draft, "Somebody").pk, words=long)

    def steps(page: Page) -> None:
        assert page.evaluate(FOUND) == []
        page.keyboard.press("/")
        page.keyboard.type("the needle")
        page.keyboard.press("Enter")
        expect(page.locator("#desk-find")).to_contain_text("1 paragraph has these words.")
        page.wait_for_timeout(800)  # a browser goes to the place in the address more than once
        assert page.evaluate(FOUND) == [["the Needle", True]]
        key(page, "v")
        assert [words for words, _seen in page.evaluate(FOUND)] == ["the Needle"]

    at_desk(steps)


def test_at_the_end_of_the_page_the_lists_stay_below_the_bar(at_desk, draft):
    def steps(page: Page) -> None:
        page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        top = page.locator(".top").bounding_box()
        find = page.get_by_role("searchbox").bounding_box()
        assert find["y"] >= top["y"] + top["height"]

    at_desk(steps, viewport={"width": 1440, "height": 600})


def test_what_looks_at_the_whole_page_waits_for_all_that_an_answer_brings(at_desk):
    def steps(page: Page) -> list[int]:
        return page.evaluate("""async () => {
          const { onceSwapped } = await import("/static/js/desk/swapped.js");
          let looks = 0;
          onceSwapped(() => (looks += 1));
          const told = [];
          for (let answer = 0; answer < 2; answer += 1) {
            for (let part = 0; part < 9; part += 1) document.dispatchEvent(new Event("htmx:oobAfterSwap"));
            told.push(looks);
            await Promise.resolve();
            told.push(looks);
          }
          return told;
        }""")

    assert at_desk(steps) == [0, 1, 1, 2]


def test_on_a_phone_the_number_of_a_paragraph_keeps_clear_of_its_button(at_desk):
    def steps(page: Page) -> float:
        return page.evaluate("""() => {
          const row = document.querySelector("#pieces > li");
          const [box, button] = [row, row.querySelector("[name=piece]")].map((one) => one.getBoundingClientRect());
          const ends = box.right - parseFloat(getComputedStyle(row, "::before").right);
          return button.left - ends;
        }""")

    assert at_desk(steps, viewport={"width": 390, "height": 844}) >= 6
