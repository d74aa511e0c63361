"""The next page is fetched while the end of this one is near, and that counts for nothing."""

import pytest
from django.urls import reverse

from readings.models import Progress
from tests.browser.house import CHROMIUM
from tests.factories import make_schedule, make_text

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"


def test_the_next_page_is_fetched_near_the_end_opens_from_there_and_counts_as_nothing(window, bob, group):
    edition = make_text(sections=3, paragraphs_each=10, words_each=160)
    plan = make_schedule(group, edition)
    first, second = (reverse("reader", args=[group.slug, plan.pk, number]) for number in (1, 2))

    def steps(page):
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(first, wait_until="networkidle")
        assert not any(url.endswith(second) for url in asked)
        with page.expect_event("requestfinished", lambda request: request.url.endswith(second)):
            page.locator(".turn").scroll_into_view_if_needed()
        page.get_by_role("link", name="Next").click()
        page.wait_for_url(f"**{second}")
        opened = page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType")

        page.add_init_script(SAVING)
        page.goto(first, wait_until="networkidle")
        asked.clear()
        page.locator(".turn").scroll_into_view_if_needed()
        page.wait_for_timeout(700)
        return opened, asked

    opened, asked = window(bob, steps)
    assert opened == "navigational-prefetch"
    assert not any(url.endswith(second) for url in asked)
    assert not Progress.objects.exists()
