"""Around the words in a real Chromium: the panel and the sheet, drafts, notes beside the text, the outline, the keys.

The browser lives in a thread of its own; see `test_reader_js`.
"""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Comment
from readings.models import Paragraph
from tests.browser.axe import faults
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, choose, drawn, soon
from tests.factories import make_comment, make_schedule, make_text, make_thread, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
WHERE = (
    "words => { const box = words.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }"
)


@pytest.fixture
def talked(circle):
    """Two threads of Alice's, the first with an answer."""
    first = make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body="Look here")
    make_comment(first, circle.alice, parent=first.comments.get(), body="And there")
    make_thread(circle.group, circle.edition, circle.alice, paragraph=4, body="Something else")
    return circle


# The panel


def test_the_words_stay_where_they_are_when_the_panel_opens(visit, talked):
    def steps(page):
        words, panel = page.locator("#p4 .words"), page.locator("#panel")
        for width in (1000, 1100, 1280, 1376, 1377, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            drawn(page)
            before = words.evaluate(WHERE)
            page.locator("#talk-3").click()
            expect(panel).to_contain_text("Look here")
            assert words.evaluate(WHERE) == before, f"{width} pixels"
            covered = panel.evaluate("panel => panel.getBoundingClientRect().left")
            assert before[0] + before[2] <= covered, f"{width} pixels"
            panel.get_by_role("button", name="Close").click()
            expect(panel).to_be_empty()
            assert words.evaluate(WHERE) == before, f"{width} pixels"

    visit(steps)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_of_news_is_read_easily_while_its_list_is_open(visit, talked, scheme):
    make_thread(
        talked.group, talked.edition, talked.alice, paragraph=3, body="Look here as well", kind="question"
    )

    def steps(page):
        page.locator("#talk-3").click()
        expect(page.locator("#panel .list > li")).to_have_count(2)
        expect(page.locator("#talk-3.new[aria-current]")).to_have_count(1)
        colour = "one => getComputedStyle(one).color"
        assert page.locator("#talk-3").evaluate(colour) == page.locator("#p3 .words").evaluate(colour)
        return faults(page, {"runOnly": ["color-contrast"]})

    assert visit(steps, color_scheme=scheme, reduced_motion="reduce") == []


def test_under_the_sheet_the_page_goes_back_to_where_it_was(visit, talked):
    def steps(page):
        before = page.evaluate("scrollY")
        page.locator("#talk-4").evaluate("link => link.click()")  # without bringing it into sight
        expect(page.locator("#panel")).to_contain_text("Something else")
        page.wait_for_function("before => scrollY > before", arg=before)
        page.locator("#panel").get_by_role("button", name="Close").click()
        expect(page.locator("#panel")).to_be_empty()
        page.wait_for_function("before => scrollY === before", arg=before)

    visit(steps, viewport={"width": 700, "height": 420})


def test_back_closes_the_sheet_and_forward_opens_it_again(visit, talked):
    def steps(page):
        address, panel = page.url, page.locator("#panel")
        page.locator("#talk-3").tap()
        expect(panel).to_contain_text("Look here")
        page.go_back()
        expect(panel).to_be_empty()
        assert page.url == address
        page.go_forward()
        expect(panel).to_contain_text("Look here")
        page.reload()
        await_reader(page)
        expect(panel).to_contain_text("Look here")
        page.go_back()
        expect(panel).to_be_empty()

    visit(steps, **PHONE)


def test_what_comes_into_the_panel_works_from_the_moment_it_is_seen(visit, talked):
    def steps(page):
        address = page.url
        page.evaluate(
            """new MutationObserver((changes, watch) => {
                 watch.disconnect();
                 document.querySelector("#panel footer a").click();
               }).observe(document.getElementById("panel"), {childList: true})"""
        )
        page.locator("#talk-3").tap()
        expect(page.locator("#c1 .slot textarea")).to_be_focused()
        assert page.url == address
        assert page.evaluate("history.state.sheet").endswith("/p/3/threads/")

    visit(steps, **PHONE)


def test_the_way_out_of_a_long_thread_stays_in_sight(visit, talked):
    for number in range(12):
        make_comment(
            talked.group.threads.earliest("pk"),
            talked.alice,
            body=f"And another thing, number {number}. " * 6,
        )

    def steps(page):
        page.locator("#talk-3").click()
        expect(page.locator("#panel .comment")).to_have_count(14)
        page.locator("#panel").evaluate("panel => panel.scrollTo(0, panel.scrollHeight / 2)")
        drawn(page)
        way = page.locator("#panel").get_by_role("button", name="Close").first
        box = way.bounding_box()
        under = "([x, y]) => document.elementFromPoint(x, y).closest('button')?.getAttribute('aria-label')"
        assert page.evaluate(under, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]) == "Close"

    visit(steps)
    visit(steps, **PHONE)


def test_a_sheet_that_is_closed_by_its_button_leaves_no_step_behind(visit, talked):
    def steps(page):
        page.goto(page.url + "#p2")
        await_reader(page)
        panel, steps_so_far = page.locator("#panel"), page.evaluate("history.length")
        page.locator("#talk-3").tap()
        expect(panel).to_contain_text("Look here")
        panel.get_by_role("button", name="Close").tap()
        expect(panel).to_be_empty()
        page.wait_for_function("history.state?.sheet === undefined")
        page.locator("#talk-4").tap()
        expect(panel).to_contain_text("Something else")
        assert page.evaluate("history.length") == steps_so_far + 1
        assert page.evaluate("history.state.sheet").endswith("/p/4/threads/")

    visit(steps, **PHONE)


def test_beside_the_text_the_panel_is_no_step_of_its_own(visit, talked):
    def steps(page):
        before = page.evaluate("history.length")
        page.locator("#talk-3").click()
        expect(page.locator("#panel")).to_contain_text("Look here")
        assert page.evaluate("history.length") == before

    visit(steps)


def test_header_words_and_sheet_begin_at_one_line_on_a_phone(visit, talked):
    def steps(page):
        page.locator("#talk-3").tap()
        expect(page.locator("#panel")).to_contain_text("Look here")
        left = "(selector) => document.querySelector(selector).getBoundingClientRect().left"
        words = page.evaluate(left, "#p3 .words")
        for selector in (
            ".wordmark svg",
            ".contents-button .icon",
            "#panel h2",
            "#panel .thread-quote",
            "#c1 .face",
        ):
            assert abs(page.evaluate(left, selector) - words) < 1, selector

    visit(steps, **PHONE)


# Drafts


def test_what_was_begun_is_there_again_after_a_look_at_another_thread(visit, talked):
    def steps(page):
        panel = page.locator("#panel")
        page.locator("#talk-3").click()
        panel.locator("#answering-0 textarea").fill("Not finished yet")
        page.locator("#talk-4").click()
        expect(panel).to_contain_text("Something else")
        expect(panel.locator("#answering-0 textarea")).to_have_value("")
        page.locator("#talk-3").click()
        expect(panel.locator("#answering-0 textarea")).to_have_value("Not finished yet")
        panel.get_by_role("button", name="Close").click()
        expect(page.locator("#announcer")).to_have_text("What you wrote is kept until you come back to it.")
        page.reload()
        await_reader(page)
        page.locator("#talk-3").click()
        expect(panel.locator("#answering-0 textarea")).to_have_value("Not finished yet")
        page.keyboard.press("Escape")

    visit(steps)


def test_escape_closes_what_is_being_written_keeps_it_and_says_so(visit, circle):
    start = circle.edition.content.index("Combining")

    def steps(page):
        panel, said, link = page.locator("#panel"), page.locator("#announcer"), page.locator("#talk-3")
        choose(page, start, start + 9)
        page.keyboard.press("c")
        expect(panel.locator("[name=body]")).to_be_focused()
        page.keyboard.type("A thought")
        page.keyboard.press("Escape")
        expect(panel).to_be_empty()
        expect(said).to_have_text("What you wrote is kept until you come back to it.")
        assert said.bounding_box()["height"] > 10
        expect(link).to_have_class(re.compile(r"\bbegun\b"))
        assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
        page.reload()
        await_reader(page)
        expect(link).to_have_class(re.compile(r"\bbegun\b"))
        expect(page.locator(".talk.begun")).to_have_count(1)
        choose(page, start, start + 9)
        page.keyboard.press("c")
        expect(panel.locator("[name=body]")).to_have_value("A thought")
        panel.get_by_role("button", name="Send").click()
        expect(page.locator("#c1")).to_be_focused()
        expect(page.locator(".talk.begun")).to_have_count(0)

    visit(steps)


def test_what_was_begun_outlives_its_window_and_is_nobody_elses(visit, talked, client_of):
    begin = "#panel #answering-0 textarea"
    hers = client_of(talked.alice).cookies["sessionid"].value

    def steps(page):
        page.locator("#talk-3").click()
        page.locator(begin).fill("Not finished yet")
        address = page.url
        again = page.context.new_page()
        page.close()
        again.goto(address)
        await_reader(again)
        expect(again.locator("#talk-3")).to_have_class(re.compile(r"\bbegun\b"))
        again.locator("#talk-3").click()
        expect(again.locator(begin)).to_have_value("Not finished yet")
        mine = {cookie["name"]: cookie for cookie in again.context.cookies()}["sessionid"]
        again.context.add_cookies([mine | {"value": hers}])
        again.reload()  # at the same computer somebody else has signed in
        await_reader(again)
        expect(again.locator(".talk.begun")).to_have_count(0)
        again.locator("#talk-3").click()
        expect(again.locator(begin)).to_have_value("")

    visit(steps)


def test_words_of_ones_own_that_were_being_changed_are_kept_as_well(visit, circle):
    thread = make_thread(circle.group, circle.edition, circle.bob, paragraph=3, body="First said")

    def steps(page):
        link, panel = page.locator("#talk-3"), page.locator("#panel")
        link.click()
        panel.get_by_role("link", name="Edit").click()
        page.locator("#c1 textarea").fill("Second thought")
        page.keyboard.press("Escape")
        expect(panel).to_be_empty()
        expect(link).to_have_class(re.compile(r"\bbegun\b"))
        link.click()
        panel.get_by_role("link", name="Edit").click()
        expect(page.locator("#c1 textarea")).to_have_value("Second thought")
        panel.locator(".slot form button[type=submit]").click()
        expect(page.locator("#c1 .said")).to_have_text("Second thought")
        expect(page.locator(".talk.begun")).to_have_count(0)

    visit(steps)
    assert thread.comments.get().body == "Second thought"


def test_an_answer_begun_under_a_comment_opens_again_with_its_thread(visit, talked):
    def steps(page):
        panel = page.locator("#panel")
        page.locator("#talk-3").click()
        page.locator("#c2").get_by_role("link", name="Answer").click()
        page.locator("#c2 textarea").fill("Under this one")
        page.locator("#talk-4").click()
        expect(panel).to_contain_text("Something else")
        page.locator("#talk-3").click()
        expect(page.locator("#c2 textarea")).to_have_value("Under this one")
        page.locator("#c2").get_by_role("button", name="Answer").click()
        expect(page.locator("#c3")).to_be_focused()
        page.locator("#talk-4").click()
        expect(panel).to_contain_text("Something else")
        page.locator("#talk-3").click()
        expect(panel).to_contain_text("Under this one")
        page.wait_for_timeout(300)
        expect(page.locator(".slot textarea")).to_have_count(0)

    visit(steps)
    assert Comment.objects.filter(body="Under this one").count() == 1


def test_words_begun_on_a_passage_come_back_with_any_of_it_and_stay_off_others(visit, circle):
    start = circle.edition.content.index("Combining")

    def steps(page):
        field = page.locator("#panel [name=body]")
        choose(page, start, start + 9)
        page.keyboard.press("c")
        expect(field).to_be_focused()
        page.keyboard.type("A thought")
        choose(page, 30, 40)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("c")
        expect(field).to_have_value("")
        choose(page, start + 2, start + 14)
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("c")
        expect(field).to_have_value("A thought")
        page.locator("#panel").get_by_role("button", name="Send").click()
        expect(page.locator("#c1")).to_be_focused()
        assert (
            page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft')).length") == 0
        )

    visit(steps)


def test_there_is_one_place_to_answer_at_a_time(visit, talked):
    def steps(page):
        page.locator("#talk-3").click()
        boxes = page.locator("#panel [name=body]:visible")
        expect(boxes).to_have_count(1)
        page.locator("#answering-0 textarea").fill("At the foot")
        page.locator("#c1").get_by_role("link", name="Answer").click()
        expect(page.locator("#c1 textarea")).to_be_focused()
        expect(boxes).to_have_count(1)
        page.keyboard.type("To the first")
        page.locator("#c2").get_by_role("link", name="Answer").click()
        expect(page.locator("#c2 textarea")).to_be_focused()
        expect(boxes).to_have_count(1)
        page.keyboard.type("Sent")
        page.locator("#c2").get_by_role("button", name="Answer").click()
        expect(page.locator("#c3")).to_be_focused()
        expect(boxes).to_have_count(1)
        expect(page.locator("#answering-0 textarea")).to_have_value("At the foot")
        page.locator("#c1").get_by_role("link", name="Answer").click()
        expect(page.locator("#c1 textarea")).to_have_value("To the first")

    visit(steps)


def test_on_a_phone_what_was_just_said_is_seen_above_the_box(visit, talked):
    thread = make_thread(talked.group, talked.edition, talked.alice, paragraph=5, body="Much. " * 60)
    make_comment(thread, talked.alice, body="More. " * 60)

    def steps(page):
        page.locator("#talk-5").tap()
        page.locator("#answering-0 textarea").fill("Said now. " * 8)
        page.locator("#answering-0 button").tap()
        expect(page.locator("#c3")).to_be_focused()
        said, foot = page.locator("#c3").bounding_box(), page.locator("#answering-0").bounding_box()
        panel = page.locator("#panel").bounding_box()
        assert said["y"] >= panel["y"]
        assert said["y"] + said["height"] <= foot["y"] + 1

    visit(steps, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def test_all_of_a_long_comment_is_shown_in_its_place(visit, circle):
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=3)
    make_comment(thread, circle.alice, body="Long. " * 900 + "Its end.")

    def steps(page):
        page.locator("#talk-3").click()
        expect(page.locator("#c2")).not_to_contain_text("Its end.")
        page.locator("#c2").get_by_role("link", name="Show all of it").click()
        expect(page.locator("#c2")).to_contain_text("Its end.")
        expect(page.locator("#c2")).to_be_focused()

    visit(steps)


# Notes, outline, keys


def test_each_note_is_shown_once(visit, circle):
    edition = make_text(
        ["# Notes", "One word and another.", "[^] The note itself."], title="Noted", published=False
    )
    call = {"kind": "note_ref", "start": 10, "end": 13, "data": {"note": 3}}
    Paragraph.objects.filter(edition=edition, number=2).update(marks=[call])
    publish(edition)
    schedule = make_schedule(circle.group, edition, sittings=1)
    addresses = [
        reverse("reader", args=[circle.group.slug, schedule.pk, 1]),
        reverse("page_detail", args=[edition.text.slug, 1]),
    ]

    def steps(page):
        beside, foot = page.locator(".sidenote"), page.locator("#p3")
        for address in addresses:
            for width, once in ((1500, True), (1000, False)):
                page.set_viewport_size({"width": width, "height": 800})
                page.goto(address)
                expect(page.locator("#p2")).to_be_visible()
                drawn(page)
                expect(beside, f"{address} {width}").to_be_visible(visible=once)
                assert (foot.bounding_box()["width"] < 2) is once, (address, width)
            page.set_viewport_size({"width": 1500, "height": 800})
            drawn(page)
            page.locator(".noteref a").click()
            assert foot.bounding_box()["width"] > 100
            page.emulate_media(media="print")
            expect(beside).to_be_hidden()
            page.goto(address)
            assert foot.bounding_box()["width"] > 100
            page.emulate_media(media="screen")

    visit(steps)


@pytest.mark.parametrize("where", ["reader", "page_detail"])
def test_notes_go_from_the_margin_to_their_place_and_back_as_the_window_grows_and_shrinks(
    visit, circle, where
):
    edition = make_text(
        ["# Notes", "One word and another.", "[^] The note itself."], title="Noted", published=False
    )
    call = {"kind": "note_ref", "start": 10, "end": 13, "data": {"note": 3}}
    Paragraph.objects.filter(edition=edition, number=2).update(marks=[call])
    publish(edition)
    schedule = make_schedule(circle.group, edition, sittings=1)
    address = {
        "reader": reverse("reader", args=[circle.group.slug, schedule.pk, 1]),
        "page_detail": reverse("page_detail", args=[edition.text.slug, 1]),
    }[where]

    def steps(page):
        beside, foot = page.locator(".sidenote"), page.locator("#p3")
        page.set_viewport_size({"width": 1500, "height": 800})
        page.goto(address)
        for width, once in ((1500, True), (1280, False), (1500, True), (1100, False), (390, False)):
            page.set_viewport_size({"width": width, "height": 800})
            expect(beside, str(width)).to_be_visible(visible=once)
            assert soon(page, lambda once=once: (foot.bounding_box()["width"] < 2) is once), width

    visit(steps)


def test_a_note_of_two_paragraphs_stays_together(visit, circle):
    notes = ["[^] The note begins.", "[^] It goes on.", "[^] Another note."]
    edition = make_text(["# Notes", "One word and another.", *notes], title="Noted", published=False)
    call = {"kind": "note_ref", "start": 10, "end": 13, "data": {"note": 3}}
    Paragraph.objects.filter(edition=edition, number=2).update(marks=[call])
    Paragraph.objects.filter(edition=edition, number=3).update(data={"label": "1"})
    Paragraph.objects.filter(edition=edition, number=4).update(data={"label": "1", "continues": True})
    publish(edition)
    schedule = make_schedule(circle.group, edition, sittings=1)
    address = reverse("reader", args=[circle.group.slug, schedule.pk, 1])

    def steps(page):
        beside, begins, goes_on = page.locator(".sidenote"), page.locator("#p3"), page.locator("#p4")
        page.set_viewport_size({"width": 1500, "height": 800})
        page.goto(address)
        expect(beside).to_be_visible()
        expect(beside.locator("p")).to_have_count(2)
        expect(beside).to_contain_text("It goes on.")
        assert (begins.bounding_box()["width"], goes_on.bounding_box()["width"]) == (1, 1)
        assert page.locator("#p5").bounding_box()["width"] > 100
        page.locator(".noteref a").click()
        assert begins.bounding_box()["width"] == goes_on.bounding_box()["width"] > 100
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(address)
        expect(beside).to_be_hidden()
        upper, lower = begins.bounding_box(), goes_on.bounding_box()
        assert 0 <= lower["y"] - upper["y"] - upper["height"] < 1
        expect(goes_on.locator("p > .noteref")).to_have_count(0)  # its number stands over it already
        page.emulate_media(media="print")
        expect(beside).to_be_hidden()
        assert begins.bounding_box()["width"] == goes_on.bounding_box()["width"] > 100

    visit(steps)


def test_where_one_arrives_is_shown_for_a_moment_and_not_at_the_beginning(visit, circle):
    colour = "words => getComputedStyle(words).backgroundColor"
    clear = "rgba(0, 0, 0, 0)"

    def steps(page):
        for motion in ("no-preference", "reduce"):
            page.emulate_media(reduced_motion=motion)
            page.goto("about:blank")
            page.goto(address + "#p4")
            words = page.locator("#p4 .words")
            assert words.evaluate(colour) != clear
            words.evaluate("words => words.getAnimations().forEach((animation) => animation.finish())")
            assert words.evaluate(colour) == clear
            page.goto("about:blank")
            page.goto(address + "#p2")
            assert page.locator("#p2 .words").evaluate(colour) == clear

    address = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])
    visit(steps)


@pytest.mark.parametrize(
    "options", [{"viewport": {"width": 1300, "height": 700}}, PHONE], ids=["wide", "phone"]
)
def test_the_outline_comes_to_where_one_is_and_the_page_stays(visit, circle, options):
    edition = make_text(sections=60, paragraphs_each=1, words_each=60, title="Long")
    schedule = make_schedule(circle.group, edition, sittings=2)
    address = reverse("reader", args=[circle.group.slug, schedule.pk, 55])

    def steps(page):
        page.goto(address)
        if "has_touch" in options:
            page.get_by_role("button", name="Contents").tap()
        line = page.locator("#outline a[aria-current]")
        expect(line).to_be_in_viewport()
        assert "Walk 56" in line.text_content()  # the short first one shares its page with the second
        assert page.evaluate("scrollY") == 0

    visit(steps, **options)


def test_a_hint_says_once_how_to_comment_and_the_keys_are_listed(visit, circle):
    def steps(page):
        hint, keys = page.locator("#hint"), page.locator("#keys")
        expect(hint).to_contain_text("Choose any words")
        page.keyboard.press("?")
        expect(keys).to_be_visible()
        expect(keys).to_contain_text("Comment on the chosen words")
        page.keyboard.press("?")
        expect(keys).to_be_hidden()
        page.get_by_role("button", name="Keyboard").click()
        expect(keys).to_be_visible()
        page.keyboard.press("Escape")
        expect(keys).to_be_hidden()
        hint.get_by_role("button", name="Got it").click()
        expect(hint).to_have_count(0)
        page.reload()
        expect(page.locator("#p2")).to_be_visible()
        expect(hint).to_have_count(0)

    visit(steps)


@pytest.mark.parametrize("size", [{"width": 1300, "height": 800}, {"width": 390, "height": 800}])
def test_without_a_script_the_hint_names_the_sign_in_the_margin_and_it_is_there(visit, circle, size):
    def steps(page):
        hint, sign = page.locator("#hint"), page.locator("#talk-3")
        expect(hint).not_to_contain_text("Choose any words", use_inner_text=True)
        expect(hint).to_contain_text("The plus in the margin", use_inner_text=True)
        expect(sign).to_be_visible()
        assert sign.evaluate("link => getComputedStyle(link).opacity") == "1"

    visit(steps, viewport=size, java_script_enabled=False)


def test_on_a_phone_the_hint_says_nothing_of_keys(visit, circle):
    def steps(page):
        expect(page.locator("#hint")).to_contain_text("Choose any words", use_inner_text=True)
        expect(page.locator("#hint .with-keys")).to_be_hidden()

    visit(steps, **PHONE)


def test_whoever_has_spoken_in_the_circle_needs_no_hint(visit, circle):
    make_thread(circle.group, circle.edition, circle.bob, paragraph=3)
    visit(lambda page: expect(page.locator("#hint")).to_have_count(0))


def test_on_paper_each_paragraph_has_its_number_and_no_tint(visit, talked):
    def steps(page):
        page.emulate_media(media="print")
        for number in (2, 3, 4):
            expect(page.locator(f"#p{number} > .number")).to_be_visible()
        tint = "one => getComputedStyle(one, '::highlight(passage)').backgroundColor"
        assert page.locator("#p3 .words").evaluate(tint) == "rgba(0, 0, 0, 0)"

    visit(steps, **PHONE)


def test_on_paper_there_are_the_title_the_author_and_the_text(visit, talked):
    def steps(page):
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.locator("h1").bounding_box()["width"] > 100
        expect(page.get_by_text("Rosa Example")).to_be_visible()
        assert (
            page.locator("button:visible, form:visible, nav:visible, .talk:visible, #hint:visible").count()
            == 0
        )
        assert not re.search("Sitting|Tuesday circle", page.locator("body").inner_text())

    visit(steps)


def test_the_outline_follows_the_chapters_that_share_a_page(visit, circle):
    edition = make_text(sections=4, paragraphs_each=4, words_each=60, title="Short chapters")
    schedule = make_schedule(circle.group, edition, sittings=1)
    address = reverse("reader", args=[circle.group.slug, schedule.pk, 1])

    def steps(page):
        page.goto(address)
        line = page.locator("#outline a[aria-current]")
        titles = [
            title.strip()
            for title in page.locator("#outline a[href*='#p'] > span:first-child").all_text_contents()
        ]
        assert len(titles) >= 2, "several chapters share this page"
        before = line.text_content()
        headings = page.locator(".text .heading")
        for title in titles[:2]:
            headings.filter(has_text=title).evaluate(
                "heading => heading.scrollIntoView({ behavior: 'instant' })"
            )
            expect(line).to_have_count(1)
            expect(line).to_contain_text(title)
        page.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
        expect(line).to_contain_text(titles[-1])
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        expect(line).to_have_text(before)

    visit(steps, viewport={"width": 1300, "height": 700})


def test_a_group_that_is_chosen_for_a_text_is_named_in_whole_words_on_a_phone(visit, circle):
    address = f"{reverse('group_list')}?text={circle.edition.text.slug}"

    def steps(page):
        page.goto(address)
        name = page.get_by_role("heading", name=circle.group.name)
        assert name.bounding_box()["width"] > 200

    visit(steps, **PHONE)
