"""A chapter of 20,000 words with 500 passages and 5,000 comments in a browser: it is tinted at once and holds still, and what
is done beside it has the browser look at what is done, and not at the text.

How long that takes is too different from one moment of a machine to the next to be held to here: `make bench` says it
(benchmarks/pressing.py).
"""

from collections import defaultdict
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from benchmarks import chapters
from benchmarks.pressing import traced
from benchmarks.reminding import analyze
from tests.browser.house import CHROMIUM, shared_faces
from tests.browser.windows import await_reader, drawn
from tests.factories import make_group, make_schedule, make_text, make_user

pytestmark = [
    pytest.mark.browser,
    pytest.mark.measured,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium was found on this machine"),
]

READY = 300  # milliseconds after the page was loaded
LETTER = 0.0005  # of the window, by how far it moves: less than one letter of the outline
FEW = 1_000  # elements: the text has more than three times as many, a thread of ten comments some 500
TIMES = 3

# Says in the trace when the last module of the reader is there, and counts what moves on the page by itself.
WATCH = """
    globalThis.shifted = [];
    new PerformanceObserver((list) => shifted.push(...list.getEntries().map(({ value }) => value)))
      .observe({ type: "layout-shift", buffered: true });
    new MutationObserver((_changes, watch) => {
      if (!document.documentElement?.dataset.reader) return;
      watch.disconnect();
      performance.mark("talk-ready");
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-reader"] });
"""


@pytest.fixture
def chapter(transactional_db: None) -> SimpleNamespace:
    shared_faces()  # they come late, and must move nothing
    people = [make_user(f"Reader {number}") for number in range(chapters.MEMBERS)]
    edition = make_text(sections=1, paragraphs_each=chapters.PARAGRAPHS, words_each=chapters.WORDS_EACH)
    group = make_group(facilitator=people[0], members=people[1:])
    chapters.talk(group, edition, people, 1)
    plan = make_schedule(group, edition, sittings=1)
    analyze()  # as PostgreSQL does by itself sooner or later
    return SimpleNamespace(reader=people[1], page=reverse("reader", args=[group.slug, plan.pk, 1]))


def drawn_traced(page: Page, act: Callable[[], object]) -> list[dict[str, Any]]:
    """What the browser did while a function ran, and until that was drawn."""

    def acted() -> None:
        act()
        drawn(page)

    return traced(page, acted)


def looked_at(events: list[dict]) -> int:
    """How many elements the page's main thread looked at again at once for how they are to be shown, at the most."""
    named = [one for one in events if one["name"] == "thread_name"]
    main = {(one["pid"], one["tid"]) for one in named if one["args"]["name"] == "CrRendererMain"}
    own = [one for one in events if one["name"] == "UpdateLayoutTree" and (one["pid"], one["tid"]) in main]
    return max(one["args"].get("elementCount", 0) for one in own)


def test_five_hundred_passages_are_tinted_as_the_page_has_come_and_nothing_moves(window, chapter):
    def steps(page: Page) -> list[dict]:
        page.add_init_script(WATCH)
        page.goto(chapter.page)  # its scripts and letters are kept from now on
        await_reader(page)
        runs = []
        for _time in range(TIMES):
            page.goto(chapter.page)
            await_reader(page)
            page.evaluate("document.fonts.ready")
            drawn(page)
            runs.append(
                page.evaluate(
                    """() => {
                      const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
                      const [{ startTime: ready }] = performance.getEntriesByName("talk-ready");
                      const count = [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
                      return { load: loadEventEnd, ready, count, shifted };
                    }"""
                )
            )
        return runs

    runs = window(chapter.reader, steps)
    assert {run["count"] for run in runs} == {chapters.PASSAGES}
    assert max(sum(run["shifted"]) for run in runs) < LETTER
    assert min(run["ready"] - run["load"] for run in runs) < READY


def test_choosing_words_opening_a_thread_and_answering_have_no_browser_look_at_the_whole_text(
    window, chapter
):
    """Else each takes several times as long as the server's answer: docs/decisions/0046."""

    def steps(page: Page) -> dict[str, list[int]]:
        page.goto(chapter.page)
        await_reader(page)
        took: dict[str, list[int]] = defaultdict(list)

        def timed(what: str, there: str, act: Callable[[], object]) -> None:
            def seen() -> None:
                act()
                page.locator(there).first.wait_for()

            took[what].append(looked_at(drawn_traced(page, seen)))

        words = page.locator("#p4 .words").bounding_box()
        for time in range(TIMES):
            page.mouse.move(words["x"] + 40, words["y"] + 12)
            page.mouse.down()
            page.mouse.move(words["x"] + 200 + 20 * time, words["y"] + 12, steps=3)
            timed("choose", "#pick", page.mouse.up)
            page.keyboard.press("Escape")
            page.locator("#p4 > .number").focus()
            timed("choose by keys", "#pick", lambda: page.keyboard.press("w"))
            page.keyboard.press("Escape")
            link = page.locator(".talk:not(.none)").nth(time)
            link.scroll_into_view_if_needed()
            timed("open a paragraph’s talk", "#panel .list", link.click)
            first = page.locator("#panel .list footer a").first
            timed("open a thread", "#panel #answering-0", first.click)
            box = page.locator("#panel #answering-0 textarea")
            box.fill("So do I.")
            box.focus()
            timed("answer", "#panel #c11", lambda: page.keyboard.press("Control+Enter"))
            page.keyboard.press("Escape")
            page.keyboard.press("Escape")
        return took

    took = window(chapter.reader, steps)
    assert {what: max(those) for what, those in took.items() if max(those) > FEW} == {}
