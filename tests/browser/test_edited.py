"""What a comment said before, in a real Chromium: in the panel, on a page of its own, for axe, and the way back."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.axe import faults, faults_in_all_looks
from tests.browser.house import CHROMIUM
from tests.factories import make_comment, make_revision, make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


@pytest.fixture
def edited(circle):
    """A thread whose second comment said something else twice."""
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=3, body="Look here")
    second = make_comment(thread, circle.alice, parent=thread.comments.get(), body="And there, and away.")
    make_revision(second, body="Or there.")
    make_revision(second, body="And there.")
    return thread


def test_earlier_words_open_under_the_comment_and_the_focus_comes_back(visit, edited):
    def steps(page):
        page.locator("#talk-3").click()
        link = page.locator("#c2 header").get_by_role("link", name="edited")
        link.click()
        versions = page.locator("#c2 .version")
        expect(versions).to_have_count(3)
        expect(versions.nth(1).locator("del")).to_have_text("Or")
        expect(versions.nth(2)).to_contain_text("Or there.")
        expect(page.locator("#c2 .versions [data-focus]")).to_be_focused()
        found = [fault for fault in faults(page) if ".version" in fault]
        page.locator("#c2 .versions").get_by_role("link", name="Close").click()
        expect(versions).to_have_count(0)
        expect(link).to_be_focused()
        return found

    assert visit(steps) == []


def test_axe_finds_nothing_on_the_page_of_earlier_words(window, circle, edited):
    address = reverse("comment_history", args=[circle.group.slug, edited.pk, 2])

    def steps(page):
        page.goto(address)
        return faults_in_all_looks(page, "history")

    assert window(circle.bob, steps, reduced_motion="reduce") == []


def test_without_a_script_it_is_a_page_with_a_way_back(window, circle, edited):
    def steps(page):
        page.goto(reverse("thread_detail", args=[circle.group.slug, edited.pk]))
        page.locator("#c2 header").get_by_role("link", name="edited").click()
        expect(page.locator(".version")).to_have_count(3)
        page.get_by_role("link", name="Back to the thread").click()
        expect(page.locator("#c2 .said")).to_have_text("And there, and away.")

    window(circle.bob, steps, java_script_enabled=False)
