"""A window of the reader in a browser that lives in a thread of its own, and what a hand does in it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page

from accounts.models import User
from tests.factories import make_session

# Milliseconds. What is to come has time to come: how long it takes on a busy machine is not what these tests are about.
PATIENCE = 20_000

HARD_WORDS = [
    "# A 𝔥eading 😀",
    "Plain words, an 😀 astral face, a family 👨‍👩‍👧 of several, and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 letters.",
    "Combining: e\u0301a\u0308n\u0303 and a\u0323\u0307, Zalgo z\u0351\u036b\u0343.",
    "Right to left: שלום עולם, then مرحبا بالعالم, then back.",
    "Soft\u00adhy\u00adphens and\u00a0unbreakable\u2009thin spaces and zero\u200bwidth.",
    "| The first line of verse 😀\nthe second\nand the third.",
    "> A quotation, twice the same. A quotation, twice the same.",
    "- one item of a list",
    "- another <item> & more",
    "[^] And a note 𝄞 below.",
]


def is_complaint(said: ConsoleMessage) -> bool:
    """An error, but for notes on answers: a form comes back as 422, and this installation has cut no faces."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


def await_reader(page: Page) -> None:
    """Wait until the reader's modules are there; before, a link is only a link."""
    page.locator("html[data-reader=ready]").wait_for(state="attached")


def cookies_of(person: User) -> dict[str, str]:
    """The cookies of a browser in which this person is signed in."""
    return {settings.SESSION_COOKIE_NAME: make_session(person)}


@contextmanager
def beside(page: Page, cookies: Mapping[str, str], address: str, **options: object) -> Iterator[Page]:
    """A window of somebody else's, in a browser of their own, at the same time."""
    origin = page.evaluate("location.origin")
    context = page.context.browser.new_context(base_url=origin, **options)
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": name, "value": value, "url": origin} for name, value in cookies.items()])
    theirs = context.new_page()
    try:
        theirs.goto(address)
        yield theirs
    finally:
        context.close()


def drawn(page: Page) -> None:
    """Wait until the page has done what a new size or place in the text sets off, however busy the machine is."""
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


def soon(page: Page, holds: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether this comes true before long; the page goes on meanwhile."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(50)
    return True


def in_module(page: Page, name: str, code: str, *given: object) -> object:
    """Run code with one of the reader's modules at hand as `m`, and the arguments as `given`."""
    module = f"/static/js/reader/{name}.js"
    return page.evaluate(
        f"async (given) => {{ const m = await import({json.dumps(module)}); {code} }}", list(given)
    )


def choose(page: Page, start: int, end: int) -> None:
    """Choose the words between two code points, as a hand would."""
    in_module(
        page,
        "offsets",
        """
        const found = m.rangeOf(given[0], given[1], document.querySelector(".text > article"));
        getSelection().setBaseAndExtent(found.startContainer, found.startOffset, found.endContainer, found.endOffset);
        """,
        start,
        end,
    )


def tinted(page: Page, name: str) -> list[str]:
    code = """
        const article = document.querySelector(".text > article");
        return [...CSS.highlights.get(given[0])].map((tint) => {
          const range = document.createRange();
          range.setStart(tint.startContainer, tint.startOffset);
          range.setEnd(tint.endContainer, tint.endOffset);
          return m.spanOf(range, article).quote;
        });
    """
    return in_module(page, "offsets", code, name)
