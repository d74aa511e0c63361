"""Links within the page while a thread is open beside it: they lead where they say, and the thread stays open."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.settling import mark_answer
from readings.models import Paragraph
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader
from tests.factories import make_comment, make_schedule, make_text, make_thread, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

WIDTHS = [1440, 390]


@pytest.fixture
def page_of_text(circle):
    """Alice's question on the first paragraph of a text whose words call a note."""
    lines = ["One word and another.", *["More words of it."] * 30, "[^] The note itself."]
    edition = make_text(["# Notes", *lines], title="Noted", published=False)
    call = {"kind": "note_ref", "start": 10, "end": 13, "data": {"note": 33}}
    Paragraph.objects.filter(edition=edition, number=2).update(marks=[call])
    publish(edition)
    plan = make_schedule(circle.group, edition, sittings=1)
    circle.thread = make_thread(
        circle.group, edition, circle.alice, paragraph=2, kind="question", body="What is meant?"
    )
    return reverse("reader", args=[circle.group.slug, plan.pk, 1])


def open_thread(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    await_reader(page)
    page.locator("#talk-2").click()
    expect(page.locator("#panel #c1")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_who_can_explain_this_writes_at_once_and_back_shuts_the_sheet_in_the_end(visit, page_of_text, width):
    def steps(page):
        open_thread(page, page_of_text, width)
        page.get_by_role("link", name="I can explain this").click()
        box = page.locator("#panel #answering-0 textarea")
        expect(box).to_be_focused()
        page.keyboard.type("Just so.")
        expect(box).to_have_value("Just so.")
        page.go_back()
        expect(page.locator("#panel #c1")).to_be_visible()
        expect(box).to_have_value("Just so.")
        if width == 390:
            page.go_back()
            expect(page.locator("#panel #c1")).to_have_count(0)

    visit(steps)


@pytest.mark.parametrize("width", WIDTHS)
def test_to_the_answer_leads_there(visit, circle, page_of_text, now, width):
    for number in range(12):
        last = make_comment(circle.thread, circle.alice, body=f"Number {number}.\n\nAnd more of it.")
    mark_answer(comment=last, by=circle.alice, now=now)

    def steps(page):
        open_thread(page, page_of_text, width)
        page.locator("#panel").get_by_role("link", name="To the answer").click()
        there = page.locator(f"#panel #c{last.number}")
        expect(there).to_be_focused()
        expect(there).to_be_in_viewport()

    visit(steps)


def test_to_read_a_note_costs_nobody_the_thread(visit, page_of_text):
    def steps(page):
        open_thread(page, page_of_text, 1440)
        page.locator("#p2 .noteref a").click()
        expect(page.locator("#p33")).to_be_in_viewport()
        expect(page.locator("#panel #c1")).to_be_visible()
        page.go_back()
        expect(page.locator("#p2")).to_be_in_viewport()
        expect(page.locator("#panel #c1")).to_be_visible()

    visit(steps)


def test_from_the_list_of_questions_one_comes_to_the_box_on_the_threads_page(visit, circle, page_of_text):
    def steps(page):
        page.goto(f"{reverse('thread_list', args=[circle.group.slug])}?kind=open")
        page.get_by_role("link", name="I can explain this").click()
        expect(page.locator("#answering-0 textarea")).to_be_focused()

    visit(steps)


def test_words_that_nothing_is_connected_by_are_asked_for_again_where_they_are_typed(visit, page_of_text):
    def steps(page):
        open_thread(page, page_of_text, 1440)
        page.locator("#talk-5").click()
        form = page.locator("#panel form[data-opening]")
        form.get_by_label("Connection").check(force=True)
        form.locator("textarea[name=body]").fill("It is the same there.")
        form.locator("[name=to]").fill("nowheretobefound")
        form.get_by_role("button", name="Send").click()
        expect(page.locator("#panel")).to_contain_text("Nothing was found by this.")
        expect(page.locator("#panel [name=to]")).to_be_focused()

    visit(steps)
