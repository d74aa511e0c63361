"""An address that asks to open a thread which is ahead of whoever follows it: the veil stands in the panel, and all else works."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from discussions.models import Lift
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader
from tests.factories import make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]


def test_the_veil_stands_in_the_panel_and_the_page_can_be_worked_with(window, circle):
    Lift.objects.filter(user=circle.bob).delete()
    thread = make_thread(circle.group, circle.edition, circle.alice, paragraph=4, body="Far things.")
    page_of_text = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])

    def steps(page):
        page.goto(f"{page_of_text}?thread={thread.pk}#p4")
        await_reader(page)
        expect(page.locator("#panel")).to_contain_text("ahead of where you are")
        expect(page.locator("#panel")).not_to_contain_text("Far things.")
        page.locator("#p2 > .number").focus()
        page.keyboard.press("s")
        expect(page.locator("#pick")).to_be_visible()
        page.keyboard.press("c")
        expect(page.locator("#new_body")).to_be_focused()

    window(circle.bob, steps)
