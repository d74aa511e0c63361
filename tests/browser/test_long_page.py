"""A long page is laid out piece by piece: whoever is led into its midst, or comes back to it, is where they should be."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, drawn
from tests.factories import make_group, make_schedule, make_text, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]
PARAGRAPHS = 300
STEADY = """(number) => new Promise((done) => {
    let before = null, since = 0;
    const look = () => {
      const { top } = document.getElementById(`p${number}`).getBoundingClientRect();
      since = top === before ? since + 1 : 0;
      before = top;
      if (since < 30) requestAnimationFrame(look);
      else done(Math.round(top));
    };
    look();
})"""


@pytest.fixture
def plan(transactional_db):
    bob = make_user("Bob")
    # Of very different lengths, as the height of what is not laid out yet is only guessed.
    words = [" ".join(["Word"] * (2 + number * 37 % 140)) for number in range(PARAGRAPHS)]
    edition = make_text(["# A long chapter", *words])
    return make_schedule(make_group(members=[make_user("Alice"), bob]), edition, sittings=1)


@pytest.fixture
def reader(plan):
    return plan.group.memberships.get(user__display_name="Bob").user


def page_of(plan):
    return reverse("reader", args=[plan.group.slug, plan.pk, 1])


def laid_out(page):
    await_reader(page)
    expect(page.locator("html[data-late]")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_to_a_far_paragraph_and_one_inside_of_the_page_end_in_the_midst_of_the_screen(
    window, plan, reader, width
):
    def steps(page):
        page.set_viewport_size({"width": width, "height": 844})
        places = []
        for number in (40, 290):
            page.goto(reverse("reader_paragraph", args=[plan.group.slug, plan.pk, number]))
            laid_out(page)
            places.append(page.evaluate(STEADY, number))
        page.goto(page_of(plan))
        laid_out(page)
        page.evaluate("location.hash = '#p250'")
        places.append(page.evaluate(STEADY, 250))
        return places

    places = window(reader, steps)
    assert all(100 < place < 600 for place in places), places


def test_whoever_loads_the_page_again_or_comes_back_to_it_is_where_they_were(window, plan, reader):
    def steps(page):
        page.goto(page_of(plan))
        laid_out(page)
        page.locator("#p200").scroll_into_view_if_needed()
        drawn(page)
        places = [page.evaluate(STEADY, 200)]
        page.reload()
        laid_out(page)
        places.append(page.evaluate(STEADY, 200))
        page.goto(plan.group.get_absolute_url())
        page.go_back()
        laid_out(page)
        return [*places, page.evaluate(STEADY, 200)]

    before, again, back = window(reader, steps)
    assert abs(again - before) < 3
    assert abs(back - before) < 3


def test_all_of_a_page_is_laid_out_a_moment_after_it_came(window, plan, reader):
    def steps(page):
        page.goto(page_of(plan))
        laid_out(page)
        return page.evaluate(
            "[...document.querySelectorAll('.para')].filter((one) => getComputedStyle(one).contentVisibility !== 'visible').length"
        )

    assert window(reader, steps) == 0
