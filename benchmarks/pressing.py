"""A chapter of 20,000 words with 500 passages and 5,000 comments under a hand: how long until a press is seen, how long a task.

`python -m benchmarks.pressing` starts the web server as `make run` does, with servers and data of its own (VAR_DIR is
var/bench), and a Chromium beside it on this machine. A press is measured from the browser's own event until what it leads
to has been drawn, the server's answer included; a task is the longest time for which the page's thread did nothing else,
from the press until it was drawn. Medians and the worst of so many rounds, in milliseconds, beside the bars of the issue.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from typing import Any

from playwright.sync_api import Locator, Page, sync_playwright

from benchmarks.serving import HOST, leave_database, make_empty, settle, web_server

SEEN_BAR, TASK_BAR = 100, 50  # milliseconds
MOST_ROUNDS = 50
TASKS = {"RunTask", "ThreadControllerImpl::RunTask"}
TRACED = ["-*", "toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing"]

# `seen(what)` waits for a press, and says when something that can be seen matches a selector and was drawn.
SEEN = """
    globalThis.seen = (what) => new Promise((done) => {
      let begun;
      const is = () => begun !== undefined && document.querySelector(what)?.checkVisibility();
      const press = (event) => { if (event.key !== "Control") begun ??= event.timeStamp; }; // it sends nothing alone
      for (const one of ["pointerup", "keydown"]) addEventListener(one, press, { capture: true });
      const look = () => {
        if (!is()) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
      };
      look();
    });
"""


@dataclass
class Figures:
    """Of one deed, in milliseconds: how long until it was seen, and the longest task of each time."""

    seen: list[float] = field(default_factory=list)
    tasks: list[float] = field(default_factory=list)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=10)
    asked.add_argument("--port", type=int, default=8766)
    options = asked.parse_args()
    settle(options.port)
    from config import servers

    try:
        with servers.hold():
            cookies, page = prepare()
            with web_server(options.port, workers=1, threads=4):
                report(measure(options.port, cookies, page, min(options.rounds, MOST_ROUNDS)))
    except servers.ServersError as error:
        sys.exit(str(error))


def prepare() -> tuple[dict[str, str], str]:
    """Make the chapter of `chapters.py`, with the faces; return the cookies of a reader and the page's address."""
    make_empty()
    from django.conf import settings
    from django.core.management import call_command
    from django.urls import reverse

    from benchmarks import chapters
    from benchmarks.browsing import cookie_of
    from config import faces
    from tests import factories

    faces.cut_faces(settings.VAR_DIR / "faces")
    call_command("collectstatic", interactive=False, verbosity=0)
    people = [factories.make_user(f"Reader {number}") for number in range(chapters.MEMBERS)]
    edition = factories.make_text(
        sections=1, paragraphs_each=chapters.PARAGRAPHS, words_each=chapters.WORDS_EACH
    )
    group = factories.make_group(facilitator=people[0], members=people[1:])
    chapters.talk(group, edition, people, 1)
    plan = factories.make_schedule(group, edition, sittings=1)
    cookies = dict(pair.split("=", 1) for pair in cookie_of(people[1]).split("; "))
    leave_database()
    return cookies, reverse("reader", args=[group.slug, plan.pk, 1])


def measure(port: int, cookies: dict[str, str], path: str, rounds: int) -> dict[str, Figures]:
    """Press what a reader presses, in each round once by the clock and once with a trace, which costs time itself."""

    from tests.browser.house import CHROMIUM, QUIET

    if CHROMIUM is None:
        sys.exit("There is no Chromium on this machine.")
    took: dict[str, Figures] = defaultdict(Figures)
    site = f"http://{HOST}:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(base_url=site, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
        page = context.new_page()
        page.add_init_script(SEEN)

        def opened() -> None:
            page.goto(path)
            page.locator("html[data-reader=ready]").wait_for(state="attached")

        opened()  # its scripts and letters are kept from now on
        for turn in range(rounds):
            opened()
            for deed, there, press in presses(page, turn):
                took[deed].seen.append(seen(page, there, press))
            took["open the page"].tasks.append(longest_task(traced(page, opened)))
            for deed, there, press in presses(page, turn):
                took[deed].tasks.append(longest_task(traced(page, partial(seen, page, there, press))))
        browser.close()
    return took


def presses(page: Page, turn: int) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """Yield what is done in turn: its name, what is to be seen of it, and the press itself."""
    words = page.locator("#p4 .words").bounding_box()
    assert words
    page.mouse.move(words["x"] + 40, words["y"] + 12)
    page.mouse.down()
    page.mouse.move(words["x"] + 200 + 20 * (turn % 5), words["y"] + 12, steps=3)
    yield "choose words", "#pick", page.mouse.up
    page.keyboard.press("Escape")
    over(page, page.locator(".talk:not(.none)").nth(turn))
    yield "open a paragraph’s talk", "#panel .list", partial(by_hand, page)
    over(page, page.locator("#panel .list footer a").first)
    yield "open a thread", "#panel #answering-0", partial(by_hand, page)
    box = page.locator("#panel #answering-0 textarea")
    box.fill("So do I.")
    box.focus()
    there = page.locator("#panel article.comment").count() + 1
    yield "answer", f"#panel #c{there}", lambda: page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def over(page: Page, what: Locator) -> None:
    """Put the mouse over something."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def by_hand(page: Page) -> None:
    """Press where the mouse is. `Locator.click` would ask the page first, which takes it some ten milliseconds."""
    page.mouse.down()
    page.mouse.up()


def seen(page: Page, there: str, press: Callable[[], object]) -> float:
    """Press, and return after how many milliseconds what it leads to had been drawn."""
    page.evaluate("(there) => { globalThis.waited = seen(there); }", there)
    press()
    return float(page.evaluate("() => globalThis.waited"))


def traced(page: Page, act: Callable[[], object]) -> list[dict[str, Any]]:
    """Return what the browser did while a function ran."""
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=TRACED)
    act()
    return list(json.loads(browser.stop_tracing())["traceEvents"])


def longest_task(events: list[dict[str, Any]]) -> float:
    """Return the milliseconds of the longest task of the page's main thread."""
    named = [one for one in events if one["name"] == "thread_name"]
    main = {(one["pid"], one["tid"]) for one in named if one["args"]["name"] == "CrRendererMain"}
    tasks = [one.get("dur", 0) for one in events if one["name"] in TASKS and (one["pid"], one["tid"]) in main]
    return max(tasks) / 1000


def report(took: dict[str, Figures]) -> None:
    print(
        f"\n{'deed':<26}{'seen, median':>14}{'worst':>8}{'bar':>6}{'longest task, median':>24}{'worst':>8}{'bar':>6}"
    )
    for deed, figures in took.items():
        told = [f"{deed:<26}"]
        for those, bar, width in ((figures.seen, SEEN_BAR, 14), (figures.tasks, TASK_BAR, 24)):
            told.append(f"{median(those):>{width}.0f}{max(those):>8.0f}" if those else " " * (width + 8))
            told.append(f"{bar if those else '':>6}")
        print("".join(told))
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
