"""What Alice says comes to Bob, who has the page open, within five seconds; nothing that he reads or writes moves."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from discussions.models import Comment, Thread
from readings.publishing import publish
from tests.browser.house import CHROMIUM
from tests.browser.windows import HARD_WORDS, await_reader, beside, cookies_of, drawn, soon
from tests.factories import make_comment, make_draft, make_thread, prose

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

OFTEN = 4.5  # seconds from one asking to the next at the most, so that what is said is there after five
ANSWER = "#panel #answering-0 textarea"


@pytest.fixture
def talk(circle):
    """Bob has begun a long thread at paragraph 2, and Alice has answered him twelve times; Alice has a browser too."""
    cache.clear()
    circle.thread = make_thread(circle.group, circle.edition, circle.bob, paragraph=2)
    first = circle.thread.comments.get()
    for number in range(12):
        make_comment(circle.thread, circle.alice, parent=first, body=prose(60, number))
    circle.page = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])
    circle.cookies = cookies_of(circle.alice)
    return circle


def says(hers: Page, words: str, under: int = 0) -> None:
    """Alice answers in the thread that her window shows, and sees it there."""
    before = hers.locator(".comments .comment").count()
    form = hers.locator("#answering-0")
    if under:
        hers.locator(f"#c{under} footer").get_by_role("link", name="Answer").click()
        form = hers.locator(f"#c{under} form.compose")
    form.locator("textarea").fill(words)
    form.get_by_role("button", name="Answer").click()
    expect(hers.locator(".comments .comment")).to_have_count(before + 1)


def place(page: Page, what: str) -> float:
    return page.locator(what).evaluate("element => element.getBoundingClientRect().top")


@pytest.mark.parametrize("width", [1440, 390])
def test_anothers_comment_comes_and_moves_nothing(visit, talk, width):
    def steps(page):
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(13)
            box = page.locator(ANSWER)
            box.fill("Half a thought")
            box.evaluate("box => box.setSelectionRange(2, 6)")
            page.locator("#c7").evaluate("one => one.scrollIntoView({block: 'start'})")
            before = [place(page, "#c7"), place(page, ANSWER), page.evaluate("scrollY")]
            says(hers, "Above it all.", under=1)
            says(hers, "In between.", under=3)
            expect(page.locator("#c15")).to_be_attached()
            expect(page.locator("li:has(> #c3) > ol > li > #c15")).to_contain_text("In between.")
            expect(page.locator("li:has(> #c13) + li > #c14")).to_contain_text("Above it all.")
            assert [place(page, "#c7"), place(page, ANSWER), page.evaluate("scrollY")] == pytest.approx(
                before, abs=1
            )
            assert box.input_value() == "Half a thought"
            assert box.evaluate("box => [box.selectionStart, box.selectionEnd]") == [2, 6]
            expect(box).to_be_focused()
            expect(page.locator("#talk-head")).to_have_text("Paragraph 2, 15 comments")
            expect(page.locator("#talk-2")).to_have_text("15")

    visit(steps, viewport={"width": width, "height": 800})


def test_a_window_asks_often_enough_for_five_seconds_and_seldom_while_nobody_looks(visit, talk):
    def steps(page):
        asked = []
        page.on("request", lambda sent: asked.append(time.monotonic()) if "/live/" in sent.url else None)
        assert soon(page, lambda: len(asked) == 3, seconds=30)
        assert min(asked[1] - asked[0], asked[2] - asked[1]) < OFTEN
        page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
        page.wait_for_timeout(OFTEN * 1000)  # the one that is due
        asked.clear()
        page.wait_for_timeout(2 * OFTEN * 1000)
        assert not asked

    visit(steps)


def test_what_is_open_stays_marked_in_the_margin(visit, talk):
    def steps(page):
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(13)
            says(hers, "Once more.")
            expect(page.locator("#c14")).to_be_attached()
            expect(page.locator("#talk-2")).to_have_attribute("aria-current", "true")

    visit(steps)


def test_it_is_new_until_it_was_in_sight_and_is_said_to_whoever_listens(visit, talk):
    def steps(page):
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(13)
            page.locator("#panel").evaluate("panel => panel.scrollTo(0, 0)")
            page.wait_for_timeout(2500)  # what is in sight is seen by now
            says(hers, "At the very end.")
            expect(page.locator("#c14.new")).to_be_attached()
            expect(page.locator("#announcer")).to_have_text("Alice has just said something here.")
            page.wait_for_timeout(2500)
            mine = Comment.objects.new_to(talk.bob).filter(number=14)
            unseen = page.request.get(talk.thread.get_absolute_url()).text()
            assert 'class="comment new" id="c14"' in unseen, mine
            page.locator("#c14").scroll_into_view_if_needed()
            assert soon(
                page,
                lambda: (
                    'class="comment new" id="c14"'
                    not in page.request.get(talk.thread.get_absolute_url()).text()
                ),
            )

    visit(steps)


def test_on_the_page_of_a_thread_the_box_one_writes_in_stays_where_it_is(window, talk):
    def steps(page):
        page.goto(talk.thread.get_absolute_url())
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            box = page.locator("#answering-0 textarea")
            box.fill("Half a thought")
            box.evaluate("box => box.scrollIntoView({block: 'center', behavior: 'instant'})")
            drawn(page)
            before = place(page, "#answering-0 textarea")
            says(hers, "Between the two.", under=13)
            expect(page.locator("#c14")).to_be_attached()
            assert place(page, "#answering-0 textarea") == pytest.approx(before, abs=1)
            expect(box).to_be_focused()
            assert box.input_value() == "Half a thought"
            expect(page.locator("#comment-count")).to_have_text("14 comments")

    window(talk.bob, steps)


def test_the_margin_shows_a_new_thread_and_the_chosen_words_stay_chosen(visit, talk):
    def steps(page):
        with beside(page, talk.cookies, f"/g/{talk.group.slug}/read/{talk.schedule.pk}/p/3/") as hers:
            await_reader(hers)
            page.locator(".para[data-number='4'] .words").evaluate(
                "words => getSelection().selectAllChildren(words)"
            )
            chosen = page.evaluate("String(getSelection())")
            before = page.evaluate("scrollY")
            hers.locator("#talk-3").click()
            hers.locator("#panel textarea").first.fill("Why?")
            hers.get_by_role("button", name="Open the thread").or_(
                hers.locator("#panel form.compose button[type=submit]")
            ).first.click()
            expect(page.locator("#talk-3.new")).to_contain_text("1")
            assert page.evaluate("String(getSelection())") == chosen
            assert page.evaluate("scrollY") == before
            expect(page.locator("#news")).to_contain_text("13")

    visit(steps)


def test_what_one_says_in_one_window_stands_in_the_other_once(visit, talk):
    def steps(page):
        other = page.context.new_page()
        other.goto(talk.thread.get_absolute_url())
        page.locator("#talk-2").click()
        expect(page.locator("#panel .comment")).to_have_count(13)
        says(other, "From here.")
        page.bring_to_front()
        expect(page.locator("#c14.mine")).to_contain_text("From here.")
        page.wait_for_timeout(OFTEN * 1000)
        expect(page.locator("#c14")).to_have_count(1)
        expect(other.locator("#c14")).to_have_count(1)

    visit(steps)


def test_what_came_by_itself_while_an_answer_was_on_its_way_stands_there_once(visit, talk):
    def steps(page):
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(13)
            says(hers, "Hers came first.", under=3)
            expect(page.locator("#c14")).to_be_attached()
            # The answer was sent before hers came, and says so.
            page.locator("#shown").evaluate("one => { one.value = 13; }")
            page.locator(ANSWER).fill("And his.")
            page.locator(ANSWER).press("Control+Enter")
            expect(page.locator("#c15")).to_be_focused()
            expect(page.locator(ANSWER)).to_have_value("")
            expect(page.locator("#talk-head")).to_have_text("Paragraph 2, 15 comments")
            expect(page.locator("#c14")).to_have_count(1)
            assert page.locator("#shown").input_value() == "15"

    visit(steps)


def test_after_the_connection_was_away_it_comes_all_the_same(visit, talk):
    def steps(page):
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(13)
            page.wait_for_timeout(2500)  # what is in sight is sent as seen by now
            page.context.set_offline(True)
            says(hers, "While he was in a tunnel.")
            page.wait_for_timeout(OFTEN * 1000)
            expect(page.locator("#c14")).to_have_count(0)
            page.context.set_offline(False)
            expect(page.locator("#c14")).to_be_attached()

    visit(steps)


def test_what_is_edited_changes_and_what_is_removed_goes(visit, talk):
    def steps(page):
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(13)
            hers.locator("#c4 footer").get_by_role("link", name="Remove").click()
            hers.locator("#c4 .slot").get_by_role("button", name="Remove").click()
            expect(page.locator("#c4.gone")).to_be_attached()
            expect(page.locator("#panel .comment")).to_have_count(13)

    visit(steps)


def test_an_old_page_keeps_its_margin_while_a_new_edition_is_talked_about(visit, talk):
    """The new one has a paragraph more before Bob's thread, so that every number is another paragraph's."""

    def come_out() -> None:
        units = [*HARD_WORDS[:1], "Nothing of what was said here is said in any such way.", *HARD_WORDS[1:]]
        try:
            publish(edition=make_draft(talk.edition.text, units), now=timezone.now())
        finally:
            connection.close()

    def steps(page):
        with ThreadPoolExecutor(max_workers=1) as executor:
            executor.submit(come_out).result()
        with beside(page, talk.cookies, talk.thread.get_absolute_url()) as hers:
            says(hers, "On the same words still.")
            page.locator("#talk-2").click()
            expect(page.locator("#panel .comment")).to_have_count(14)
        page.locator("#talk-3").click()
        expect(page.locator("#panel")).to_contain_text("A new edition of this text has come out")
        box = page.locator("#panel textarea").first
        box.fill("On the third as Bob sees it")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator("#panel .comment")).to_have_count(1)
        assert [page.locator(f"#talk-{number}").inner_text() for number in (2, 3)] == ["13", ""]
        expect(page.locator("#talk-4")).to_have_class("talk none")

    visit(steps)
    third = talk.edition.paragraphs.get(number=3)
    opened = Thread.objects.exclude(pk=talk.thread.pk).get().passage
    assert opened.quote == talk.edition.content[third.start : third.end]
