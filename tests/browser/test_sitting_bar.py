"""The bar of the sitting above the text, on phones: what matters in it is there to be read."""

import pytest
from django.urls import reverse
from django.utils import timezone

from readings.reading import mark_read, outline
from tests.factories import make_group, make_schedule, make_text, make_user

pytestmark = pytest.mark.browser

PARTS = """[...document.querySelectorAll(".sitting-bar > :not(progress)")]
  .filter((part) => part.checkVisibility())
  .map((part) => [part.textContent.trim(), part.scrollWidth - part.clientWidth, part.getBoundingClientRect().right])"""


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("language", ["en", "de"])
def test_on_a_phone_nothing_in_the_bar_of_a_sitting_is_cut_off(window, width, language):
    bob = make_user("Bob", language=language)
    edition = make_text(sections=40, paragraphs_each=9, words_each=300)
    plan = make_schedule(make_group(members=[bob]), edition, sittings=12)
    some = edition.paragraphs.get(number=378)
    mark_read(user=bob, edition=edition, ranges=[(some.start, some.end)], now=timezone.now())
    last = len(outline(edition).pages)

    def look(page):
        page.goto(reverse("reader", args=[plan.group.slug, plan.pk, last]))
        return page.evaluate(PARTS)

    parts = window(bob, look, viewport={"width": width, "height": 700}, java_script_enabled=False)
    assert any("¶" in words for words, _over, _right in parts)
    for words, over, right in parts:
        assert over <= 0, words
        assert right <= width, words
