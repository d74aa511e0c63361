"""A real site in processes of its own (web server, worker, beat, mailbox), and a real Chromium to visit it with."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser import windows
from tests.browser.house import CHROMIUM, QUIET, Site, running_site
from tests.factories import make_group, make_schedule, make_text, make_user

expect.set_options(timeout=windows.PATIENCE)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """One installation for all browser tests, with the handbook and its demonstration."""
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser. Not for the whole run: its event loop would stand in the way of tests that use the database."""
    if not CHROMIUM:
        pytest.skip(
            "no Chromium was found on this machine (set CHROMIUM, or install Debian's chromium-headless-shell)"
        )
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
        context.set_default_timeout(windows.PATIENCE)
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


@pytest.fixture
def circle(transactional_db: None) -> SimpleNamespace:
    """Alice and Bob read a text of hard words in one sitting."""
    alice, bob = make_user("Alice"), make_user("Bob")
    group = make_group(members=[alice, bob])
    edition = make_text(windows.HARD_WORDS)
    schedule = make_schedule(group, edition, sittings=1)
    return SimpleNamespace(alice=alice, bob=bob, group=group, edition=edition, schedule=schedule)


@pytest.fixture(scope="session")
def thread_of_the_browser() -> Iterator[tuple[ThreadPoolExecutor, Browser]]:
    """A browser for the whole run: in a thread of its own, its event loop is in nobody's way."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        driver = executor.submit(sync_playwright().start).result()
        launched = executor.submit(driver.chromium.launch, executable_path=CHROMIUM, args=QUIET)
        yield executor, launched.result()
        executor.submit(lambda: (launched.result().close(), driver.stop())).result()


@pytest.fixture
def window(
    transactional_db: None,
    live_server: LiveServer,
    thread_of_the_browser: tuple[ThreadPoolExecutor, Browser],
) -> Callable[..., object]:
    """Run a function of a window in which a person is signed in (or nobody), and return what it returns.

    What the browser complains of fails the test.
    """
    executor, browser = thread_of_the_browser

    def signed_in(person: User | None, steps: Callable[[Page], object], **options: object) -> object:
        carried = windows.cookies_of(person) if person else {}
        cookies = [{"name": name, "value": value, "url": live_server.url} for name, value in carried.items()]
        return executor.submit(in_the_browser, steps, cookies, options).result()

    def in_the_browser(
        steps: Callable[[Page], object], cookies: list[dict[str, str]], options: dict[str, object]
    ) -> object:
        complaints = []
        context = browser.new_context(base_url=live_server.url, **options)
        try:
            context.set_default_timeout(windows.PATIENCE)
            context.add_cookies(cookies)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on(
                "console", lambda said: complaints.append(said.text) if windows.is_complaint(said) else None
            )
            outcome = steps(page)
        finally:
            context.close()
        assert not complaints
        return outcome

    return signed_in


@pytest.fixture
def visit(circle: SimpleNamespace, window: Callable[..., object]) -> Callable[..., object]:
    """Run a function of the circle's page in a window in which Bob is signed in, and return what it returns."""
    address = reverse("reader", args=[circle.group.slug, circle.schedule.pk, 1])

    def visited(steps: Callable[[Page], object], **options: object) -> object:
        def at_the_page(page: Page) -> object:
            page.goto(address)
            if options.get("java_script_enabled", True):
                windows.await_reader(page)
            return steps(page)

        return window(circle.bob, at_the_page, **options)

    return visited
