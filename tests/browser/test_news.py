"""New comments lose their dots once they were before somebody’s eyes, and the key n goes from one to the next."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Comment
from discussions.noticing import see
from tests.browser.house import CHROMIUM
from tests.factories import make_comment, make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


@pytest.fixture
def talk(circle):
    """Alice has begun a thread at paragraph 2 and one at paragraph 4, with an answer in the first; Bob comes."""
    circle.first = make_thread(circle.group, circle.edition, circle.alice, paragraph=2)
    make_comment(circle.first, circle.alice)
    circle.second = make_thread(circle.group, circle.edition, circle.alice, paragraph=4)
    return circle


def test_what_was_in_sight_is_seen_and_the_margin_and_the_head_say_so_at_once(visit, talk):
    def look(page):
        expect(page.locator("#news")).to_have_text("3 new")
        page.locator("#talk-2").click()
        expect(page.locator(".comment.new")).to_have_count(2)
        expect(page.locator("#talk-2.new")).to_have_count(0)
        expect(page.locator("#news")).to_have_text("1 new")
        expect(page.locator(".comment.new")).to_have_count(2)  # one still sees which they were
        expect(page.locator("#talk-4.new")).to_have_count(1)

    visit(look)
    assert list(Comment.objects.new_to(talk.bob).values_list("thread", flat=True)) == [talk.second.pk]


def test_the_key_n_goes_from_one_new_thread_to_the_next(visit, talk):
    def go(page):
        page.keyboard.press("n")
        expect(page.locator("#panel [data-thread]")).to_have_attribute("data-thread", str(talk.first.pk))
        expect(page.locator("#talk-2.new")).to_have_count(0)
        page.keyboard.press("n")
        expect(page.locator("#panel [data-thread]")).to_have_attribute("data-thread", str(talk.second.pk))

    visit(go)


def test_where_a_paragraph_has_two_threads_the_key_n_opens_both_and_comes_to_an_end(visit, talk):
    third = make_thread(talk.group, talk.edition, talk.alice, paragraph=2)

    def go(page):
        panel = page.locator("#panel [data-thread]")
        for pk, told in ((talk.first.pk, "2 new"), (third.pk, "1 new"), (talk.second.pk, "")):
            page.keyboard.press("n")
            expect(panel).to_have_attribute("data-thread", str(pk))
            expect(page.locator("#news")).to_have_text(told)
        page.keyboard.press("n")
        expect(page.locator("#announcer")).to_have_text("There is nothing new. You have seen it all.")
        expect(panel).to_have_attribute("data-thread", str(talk.second.pk))

    visit(go)


def test_in_the_list_of_a_paragraphs_threads_the_key_n_opens_the_one_with_something_new(visit, talk):
    third = make_thread(talk.group, talk.edition, talk.alice, paragraph=2)
    see(user=talk.bob, thread=talk.first, ranges=[(1, 9)])

    def go(page):
        page.locator("#talk-2").click()
        expect(page.locator("#panel [data-thread]")).to_have_count(2)
        page.keyboard.press("n")
        expect(page.locator("#panel [data-thread]")).to_have_count(1)
        expect(page.locator("#panel [data-thread]")).to_have_attribute("data-thread", str(third.pk))

    visit(go)


def test_the_way_to_what_is_new_opens_the_thread_beside_its_words(visit, talk):
    def go(page):
        page.goto(page.url.split("/g/")[0] + reverse("thread_next", args=[talk.group.slug]))
        expect(page.locator("#panel .comment.new")).to_have_count(2)
        assert "?thread=" in page.url

    visit(go)


def test_marked_as_unread_it_stays_unread_though_it_is_in_sight(visit, talk):
    def mark(page):
        page.locator("#talk-4").click()
        expect(page.locator("#talk-4.new")).to_have_count(0)
        page.get_by_role("button", name="Mark as unread").click()
        expect(page.locator("#talk-4.new")).to_have_count(1)
        page.wait_for_timeout(2500)
        expect(page.locator("#talk-4.new")).to_have_count(1)

    visit(mark)


def test_with_nothing_new_the_key_n_says_so_and_leads_nowhere(visit, talk):
    def press(page):
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.keyboard.press("n")  # what is new stands above by now
        expect(page.locator("#panel [data-thread]")).to_have_attribute("data-thread", str(talk.first.pk))
        expect(page.locator("#talk-2.new")).to_have_count(0)
        page.locator("#talk-4").click()
        expect(page.locator("#talk-4.new")).to_have_count(0)
        address = page.url
        page.keyboard.press("n")
        expect(page.locator("#announcer")).to_have_text("There is nothing new. You have seen it all.")
        assert page.url == address

    visit(press)
