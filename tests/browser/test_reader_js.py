"""The reader's modules in a real Chromium: places in the text, choosing words, tints, the panel, what was read.

The browser lives in a thread of its own: its driver runs a loop, beside which Django's rows could not be asked. What
happens in the browser is therefore a function of the page, which `visit` runs there.
"""

import random
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Comment, Thread
from readings.models import Paragraph, Progress
from tests.browser.house import CHROMIUM
from tests.browser.windows import HARD_WORDS, await_reader, choose, in_module, tinted
from tests.factories import make_schedule, make_text, make_thread, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


# Places


def test_every_stretch_of_the_text_is_found_in_the_page_and_read_back_as_the_same(visit, circle):
    content = circle.edition.content
    picked = random.Random(7)
    stretches = [sorted(picked.sample(range(len(content) + 1), 2)) for _ in range(400)]
    code = """
        const article = document.querySelector(".text > article");
        return given[0].map(([start, end]) => {
          const place = m.rangeOf(start, end, article);
          if (!place) return null;
          const range = document.createRange();
          range.setStart(place.startContainer, place.startOffset);
          range.setEnd(place.endContainer, place.endOffset);
          return m.spanOf(range, article);
        });
    """
    found = visit(lambda page: in_module(page, "offsets", code, stretches))
    for (start, end), span in zip(stretches, found, strict=True):
        words = content[start:end]
        if not words.strip():
            assert span is None
            continue
        first = start + len(words) - len(words.lstrip())
        assert span == {"start": first, "end": first + len(words.strip()), "quote": words.strip()}


def test_a_range_between_elements_covers_the_words_inside(visit, circle):
    code = """
        const range = document.createRange();
        range.setStartBefore(document.querySelector("#p2"));
        range.setEnd(document.querySelector("#p4 .words"), 0);
        return m.spanOf(range, document.querySelector(".text > article"));
    """
    span = visit(lambda page: in_module(page, "offsets", code))
    second, third = circle.edition.paragraphs.filter(number__in=[2, 3])
    assert (span["start"], span["end"]) == (second.start, third.end)
    assert span["quote"] == circle.edition.content[second.start : third.end]


def test_half_a_pair_is_never_taken(visit):
    code = """
        const node = document.querySelector("#p2 .words").firstChild;
        const high = node.data.indexOf("😀");
        return [[high + 1, high + 2], [high, high + 1]].map(([from, to]) => {
          const range = document.createRange();
          range.setStart(node, from);
          range.setEnd(node, to);
          return m.spanOf(range, document.querySelector(".text > article")).quote;
        });
    """
    assert visit(lambda page: in_module(page, "offsets", code)) == ["😀", "😀"]


def test_code_points_and_units_are_counted_there_and_back(visit):
    code = """
        return given[0].map((words) => {
          const count = m.pointsOf(words);
          const points = Array.from({ length: count + 1 }, (_, point) => point);
          return [count, points.map((point) => m.pointsOf(words, m.unitsOf(words, point)))];
        });
    """
    counted = visit(lambda page: in_module(page, "offsets", code, HARD_WORDS))
    assert counted == [[len(words), list(range(len(words) + 1))] for words in HARD_WORDS]


# Choosing words, opening a thread, answering


def test_chosen_words_become_a_thread_and_its_answer_nests(visit, circle):
    words = "an 😀 astral face"
    start = circle.edition.content.index(words)

    def steps(page):
        choose(page, start, start + len(words))
        page.get_by_role("toolbar").get_by_role("button", name="Comment").click()
        panel = page.locator("#panel")
        expect(panel.locator(".thread-quote")).to_have_text(words)
        expect(panel.locator("[name=body]")).to_be_focused()
        page.keyboard.type("Why *this* face?")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#c1")).to_be_focused()
        expect(page.locator("#talk-2")).to_have_accessible_name("1 comment on paragraph 2")
        expect(page.locator("#announcer")).to_have_text("Your thread is open.")
        assert tinted(page, "passage-active") == [words]
        assert tinted(page, "passage-mine") == [words]
        page.locator("#c1").get_by_role("link", name="Answer").click()
        expect(page.locator(".slot textarea")).to_be_focused()
        page.keyboard.type("Why not?")
        page.locator(".slot").get_by_role("button", name="Answer").click()
        expect(page.locator("#c2")).to_be_focused()
        expect(page.locator("#talk-2")).to_have_text("2")
        page.keyboard.press("Escape")
        expect(panel).to_be_empty()
        expect(page.locator("#talk-2")).to_be_focused()

    visit(steps)
    assert Thread.objects.get().passage.quote == words
    assert [comment.path for comment in Comment.objects.order_by("number")] == [[1], [1, 2]]


def test_with_the_keyboard_alone(visit, circle):
    start = circle.edition.content.index("Combining")

    def steps(page):
        panel = page.locator("#panel")
        choose(page, start, start + len("Combining"))
        expect(page.locator("#pick")).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.locator("#pick [data-comment='']")).to_be_focused()
        page.keyboard.press("Enter")
        expect(panel.locator(".thread-quote")).to_have_text("Combining")
        page.keyboard.press("Escape")
        expect(panel).to_be_empty()
        choose(page, start, start + len("Combining"))
        page.keyboard.press("c")
        expect(panel.locator("[name=body]")).to_be_focused()
        page.keyboard.type("c is a letter here")
        expect(panel.locator("[name=body]")).to_have_value("c is a letter here")
        page.keyboard.press("Escape")
        expect(panel).to_be_empty()
        choose(page, start, start + len("Combining"))
        page.keyboard.press("c")
        expect(panel.locator("[name=body]")).to_have_value("c is a letter here")

    visit(steps)


def test_escape_takes_the_bar_away(visit):
    def steps(page):
        choose(page, 30, 40)
        expect(page.locator("#pick")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#pick")).to_be_hidden()
        assert page.evaluate("getSelection().isCollapsed")

    visit(steps)


def test_with_a_mouse_over_the_end_of_a_paragraph(visit, circle):
    def steps(page):
        first, last = page.locator("#p2 .words").bounding_box(), page.locator("#p3 .words").bounding_box()
        page.mouse.move(first["x"] + 120, first["y"] + 12)
        page.mouse.down()
        page.mouse.move(last["x"] + 90, last["y"] + 12, steps=6)
        page.mouse.up()
        page.get_by_role("toolbar").get_by_role("button", name="Comment").click()
        page.keyboard.type("Both of these.")
        page.locator("#panel").get_by_role("button", name="Send").click()
        expect(page.locator("#c1")).to_be_focused()
        expect(page.locator("#talk-2")).to_have_text("1")
        expect(page.locator("#talk-3")).to_have_text("1")

    visit(steps)
    passage = Thread.objects.get().passage
    assert "\n\n" in passage.quote
    assert passage.quote == circle.edition.content[passage.start : passage.end]


def test_a_finger_finds_the_bar_at_the_foot_of_the_screen(visit):
    def steps(page):
        choose(page, 30, 60)
        page.get_by_role("toolbar").get_by_role("button", name="Comment").tap()
        expect(page.locator("#panel [name=body]")).to_be_focused()
        page.keyboard.type("By thumb.")
        page.locator("#panel").get_by_role("button", name="Send").tap()
        expect(page.locator("#c1")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    visit(steps, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    assert Thread.objects.count() == 1


def test_words_of_every_kind_of_letter_are_sent_as_they_stand_and_tinted_again(visit, circle):
    stretches = [
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters",
        "an 😀 astral face, a family 👨‍👩‍👧 of several",
        "e\u0301a\u0308n\u0303 and a\u0323\u0307, Zalgo z\u0351\u036b\u0343",
        "שלום עולם, then مرحبا بالعالم",
        "Soft\u00adhy\u00adphens and\u00a0unbreakable\u2009thin spaces and zero\u200bwidth",
    ]

    def steps(page):
        for words in stretches:
            start = circle.edition.content.index(words)
            choose(page, start, start + len(words))
            page.keyboard.press("c")
            expect(page.locator("#panel .thread-quote")).to_have_text(words)
            page.keyboard.type("Here.")
            page.keyboard.press("Control+Enter")
            expect(page.locator("#c1")).to_be_focused()
            page.keyboard.press("Escape")
        page.reload()
        await_reader(page)
        return tinted(page, "passage-mine")

    assert sorted(visit(steps)) == sorted(stretches)
    assert {thread.passage.quote for thread in Thread.objects.all()} == set(stretches)


def test_words_that_have_changed_meanwhile_are_refused_and_the_writing_stays(visit):
    def steps(page):
        choose(page, 30, 40)
        page.keyboard.press("c")
        page.keyboard.type("Written with care")
        page.evaluate("document.querySelector('#panel [name=quote]').value = 'other words'")
        page.locator("#panel").get_by_role("button", name="Send").click()
        expect(page.locator("#panel")).to_contain_text("the page is out of date")
        expect(page.locator("#panel [name=body]")).to_have_value("Written with care")

    visit(steps)
    assert not Thread.objects.exists()


# Tints


def test_exactly_the_words_of_each_passage_are_tinted(visit, circle):
    content = circle.edition.content
    picked = random.Random(3)
    theirs = []
    while len(theirs) < 60:
        start, end = sorted(picked.sample(range(len(content) + 1), 2))
        if content[start:end].strip() == content[start:end]:
            theirs.append(content[start:end])
            make_thread(circle.group, circle.edition, circle.alice, start=start, end=end)
    make_thread(circle.group, circle.edition, circle.bob, start=3, end=11)
    found = visit(lambda page: [tinted(page, name) for name in ("passage", "passage-mine", "passage-active")])
    assert sorted(found[0]) == sorted(theirs)
    assert found[1:] == [[content[3:11]], []]


def test_a_click_on_tinted_words_opens_their_thread(visit, circle):
    quote = make_thread(
        circle.group, circle.edition, circle.alice, paragraph=3, body="Look here"
    ).passage.quote

    def steps(page):
        panel = page.locator("#panel")
        page.locator("#p3 .words").click(position={"x": 40, "y": 12})
        expect(panel).to_contain_text("Look here")
        expect(panel.locator("h2")).to_be_focused()
        assert tinted(page, "passage-active") == [quote]
        panel.get_by_role("button", name="Close").click()
        expect(panel).to_be_empty()
        assert tinted(page, "passage-active") == []
        page.locator("#p4 .words").click(position={"x": 40, "y": 12})
        page.wait_for_timeout(300)
        expect(panel).to_be_empty()

    visit(steps)


# What was read


def test_numbers_are_sent_as_ranges(visit):
    code = "return given[0].map((numbers) => m.asRanges(numbers))"
    ranges = visit(lambda page: in_module(page, "progress", code, [[18, 13, 12, 14, 15], [7], []]))
    assert ranges == ["12-15,18", "7", ""]


def test_the_time_that_reading_takes_grows_with_the_words_in_every_script(visit):
    words = ["Ten words", "Ten words " * 50, "十" * 400]
    code = "return given[0].map((words) => m.timeFor(m.countOf(words)) / 1000)"
    line, hundred, unspaced = visit(lambda page: in_module(page, "progress", code, words))
    assert 2 < line < 4
    assert 15 < hundred < 25
    assert unspaced > 7


def test_what_was_on_screen_long_enough_is_kept_and_the_bar_moves(visit, circle):
    def steps(page):
        before = page.locator("#sitting-bar progress").get_attribute("value")
        with page.expect_request(lambda request: "/progress/" in request.url, timeout=40_000) as sent:
            page.mouse.move(200, 200)  # somebody is there
        expect(page.locator("#sitting-bar progress")).not_to_have_attribute("value", before)
        return parse_qs(sent.value.post_data)["ranges"][0]

    assert visit(steps, viewport={"width": 1000, "height": 800}).startswith("1-")
    assert Progress.objects.get(user=circle.bob).read[0][0] == 0


@pytest.mark.parametrize(("width", "kept"), [(1500, ["1-2,4-5"]), (1000, ["1-2"])])
def test_a_note_beside_the_line_is_read_with_its_paragraph_and_one_at_the_end_is_not(
    visit, circle, width, kept
):
    edition = make_text(
        ["# Notes", "One word and another.", "Next. " * 600, "[^] The note itself.", "[^] And its end."],
        title="Noted",
        published=False,
    )
    Paragraph.objects.filter(edition=edition, number=5).update(data={"continues": True})
    call = {"kind": "note_ref", "start": 10, "end": 13, "data": {"note": 4}}
    Paragraph.objects.filter(edition=edition, number=2).update(marks=[call])
    publish(edition)
    address = reverse(
        "reader", args=[circle.group.slug, make_schedule(circle.group, edition, sittings=1).pk, 1]
    )

    def steps(page):
        page.clock.install()
        page.goto(address)
        await_reader(page)
        with page.expect_request(lambda request: "/progress/" in request.url) as sent:
            page.mouse.move(200, 200)  # somebody is there
            page.clock.run_for(20_000)
        return parse_qs(sent.value.post_data)["ranges"]

    assert visit(steps, viewport={"width": width, "height": 800}) == kept


def test_a_glance_is_not_reading(window, circle):
    address = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])

    def steps(page):
        page.clock.install()
        page.goto(address)
        await_reader(page)
        page.mouse.move(200, 200)  # somebody is there
        page.clock.run_for(1_500)
        page.goto("about:blank")  # what was read would be sent now

    window(circle.bob, steps)
    assert not Progress.objects.exists()


def test_under_a_sheet_nothing_is_read(window, circle):
    make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body="Look here")
    address = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])

    def steps(page):
        page.clock.install()
        page.goto(address)
        await_reader(page)
        page.locator("#talk-3").click()
        expect(page.locator("#panel")).to_contain_text("Look here")
        sent = []
        page.on("request", lambda request: sent.append(request.url) if "/progress/" in request.url else None)
        for _once in range(4):
            page.clock.run_for(10_000)
        assert not sent
        page.locator("#panel").get_by_role("button", name="Close").first.click()
        with page.expect_request(lambda request: "/progress/" in request.url):
            page.clock.run_for(20_000)

    window(circle.bob, steps, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)


def test_whole_pages_work_with_javascript_too(visit, circle):
    make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body="Look here")

    def steps(page):
        page.goto(page.locator("#talk-3").evaluate("link => link.href"))
        page.get_by_role("link", name="Answer").click()
        page.locator("#c1").get_by_role("link", name="Answer").click()
        page.locator(".slot textarea").fill("In its place.")
        page.locator(".slot").get_by_role("button", name="Answer").click()
        expect(page.locator("#c2")).to_be_focused()
        page.goto(page.locator("#c2 footer a").first.evaluate("link => link.href"))
        page.get_by_label("Answer").fill("On a page of its own.")
        page.get_by_role("button", name="Answer").click()
        expect(page.locator("#c3")).to_contain_text("On a page of its own.")
        page.get_by_role("link", name="On Walking Together, ¶ 3").click()
        page.goto(page.locator("#talk-4").evaluate("link => link.href"))
        page.get_by_label("What do you want to say?").fill("And this.")
        page.get_by_role("button", name="Send").click()
        page.wait_for_url("**/read/**#p4")

    visit(steps)
    assert Comment.objects.count() == 4


# Without a script


def test_without_javascript_everything_is_a_link_or_a_form(visit, circle):
    make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body="Look here")

    def steps(page):
        page.locator("#talk-3").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Thread on paragraph 3")
        expect(page.locator("#answering-0 textarea")).to_be_visible()
        page.get_by_role("link", name="Answer Alice").click()
        page.get_by_label("Answer").fill("I see it.")
        page.get_by_role("button", name="Answer").click()
        expect(page.locator("#c2")).to_contain_text("I see it.")
        page.get_by_role("link", name="On Walking Together, ¶ 3").click()
        page.get_by_role("link", name="Comment on paragraph 4").click()
        page.get_by_label("What do you want to say?").fill("And this.")
        page.get_by_role("button", name="Send").click()
        assert page.url.endswith("#p4")
        page.get_by_role("button", name="I’ve read it").click()
        assert "/schedule/" in page.url

    visit(steps, java_script_enabled=False)
    assert Progress.objects.get(user=circle.bob).read == [(0, circle.edition.length)]
