"""A page of 20,000 words with five hundred passages comes bit by bit: all of them are tinted, and nothing moves meanwhile."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from benchmarks import chapters
from tests.browser.house import CHROMIUM
from tests.browser.windows import await_reader, drawn
from tests.factories import make_group, make_schedule, make_text, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

LITTLE = 0.001  # of the window: three pixels of a line, which only a measurement sees

WATCH = """
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        const moved = sources.map(({ node }) => node?.parentElement).filter((one) => one?.closest("main"));
        if (value > LITTLE && moved.length) shifts.push([value, ...moved.map((one) => `${one.nodeName} ${one.className}`)]);
      }
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("inside", [True, False], ids=["circle", "library"])
def test_nothing_moves_while_a_long_page_comes(window, transactional_db, inside):
    alice, bob = make_user("Alice"), make_user("Bob")
    edition = make_text(sections=1, paragraphs_each=chapters.PARAGRAPHS, words_each=chapters.WORDS_EACH)
    group = make_group(members=[alice, bob])
    plan = make_schedule(group, edition, sittings=1)
    if inside:
        chapters.talk(group, edition, [alice, make_user("Cora")], 1)
    reader = reverse("reader", args=[group.slug, plan.pk, 1])
    address = reader if inside else reverse("page_detail", args=[edition.text.slug, 1])

    def steps(page: Page) -> tuple[int, list]:
        page.add_init_script(WATCH.replace("LITTLE", str(LITTLE)))
        page.goto(address)
        await_reader(page)
        drawn(page)
        count = page.evaluate("[...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0)")
        return count, page.evaluate("shifts")

    count, shifts = window(bob, steps)
    assert shifts == []
    assert count == (chapters.PASSAGES if inside else 0)
