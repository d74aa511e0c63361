"""A real site in processes of its own (web server, worker, beat, mailbox), and a real Chromium to visit it with."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.house import CHROMIUM, QUIET, Site, running_site


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One installation for all browser tests, with the handbook and its demonstration."""
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser. Not for the whole run: its event loop would stand in the way of tests that use the database."""
    if not CHROMIUM:
        pytest.skip("no Chromium was found on this machine (set CHROMIUM, or install Debian's chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Open a window of one's own, with cookies of one's own. What goes wrong in a page fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(**options: object) -> Page:
        context = chromium.new_context(base_url=site.address, **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text) if is_complaint(message.text, message.type) else None
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "the browser complained"


def is_complaint(text: str, kind: str) -> bool:
    """An error on the console, but for the browser's own note on an answer that asks again (422)."""
    return kind == "error" and "422" not in text
