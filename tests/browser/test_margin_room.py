"""The signs in the margin stay within their column: nothing of them lies under the panel or beyond the edge of a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from discussions.models import Lift
from readings.reading import mark_read
from tests.browser.house import CHROMIUM
from tests.browser.windows import drawn
from tests.factories import make_comment, make_thread

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

# Each sign with all that it holds, and how far it reaches beyond the column of the text.
BEYOND = """[...document.querySelectorAll(".talk:not(.none)")].map((sign) => {
  const held = document.createRange();
  held.selectNodeContents(sign);
  const end = Math.max(sign.getBoundingClientRect().right, held.getBoundingClientRect().right);
  return [sign.textContent, Math.round(end - sign.closest(".text").getBoundingClientRect().right)];
}).filter(([, over]) => over > 0)"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


def test_nothing_of_a_sign_is_under_the_panel_or_beyond_the_edge(visit, circle):
    # Of every kind, new, and some of it ahead: in the text, in a quotation, and in a list.
    Lift.objects.filter(user=circle.bob).delete()
    for number in (2, 7, 8):
        span = circle.edition.paragraphs.get(number=number).span
        for kind in ("question", "definition", "connection"):
            first = make_thread(
                circle.group, circle.edition, circle.alice, kind=kind, start=span.lower, end=span.lower + 3
            )
        for _more in range(9 if number == 2 else 120):
            make_comment(first, circle.alice)
    for start in (span.upper - 5, span.upper - 4):
        make_thread(circle.group, circle.edition, circle.alice, start=start, end=span.upper)
    read = [(0, span.lower + 4)]
    mark_read(user=circle.bob, edition=circle.edition, ranges=read, now=timezone.now())

    def steps(page):
        expect(page.locator("#talk-2.new")).to_have_text("12?=")
        expect(page.locator("#talk-8.new")).to_have_text("123?=+2")
        found = []
        page.locator("#talk-2").click()
        expect(page.locator("#panel .comment")).to_have_count(3)
        for size in ("", "largest"):
            page.evaluate("size => { document.documentElement.dataset.size = size; }", size)
            for width in (1440, 1377, 1100, 700, 390):
                page.set_viewport_size({"width": width, "height": 844})
                drawn(page)
                found += [(size, width, *beyond) for beyond in page.evaluate(BEYOND)]
                found += [(size, width, "sideways")] * page.evaluate(TOO_WIDE)
        return found

    assert visit(steps) == []


def test_the_dot_of_what_is_new_stands_beside_the_count_also_where_the_signs_take_another_line(visit, circle):
    span = circle.edition.paragraphs.get(number=2).span
    for kind in ("question", "definition"):
        first = make_thread(
            circle.group, circle.edition, circle.alice, kind=kind, start=span.lower, end=span.lower + 3
        )
    for _more in range(120):
        make_comment(first, circle.alice)

    def steps(page):
        page.set_viewport_size({"width": 390, "height": 844})
        drawn(page)
        assert page.evaluate("""() => {
          const sign = document.querySelector("#talk-2");
          const count = document.createRange();
          count.selectNode(sign.firstChild);
          const signs = sign.querySelector(".signs").getBoundingClientRect();
          const words = count.getBoundingClientRect();
          return [sign.firstChild.textContent, signs.top >= words.bottom - 2,
            getComputedStyle(sign, "::after").position];
        }""") == ["122", True, "static"]

    visit(steps)
