"""`make screenshots`: the main pages, wide and narrow, light and dark, into var/screenshots/."""

import re
import sys

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.house import CHROMIUM, PROJECT, QUIET, Site, running_site

FOLDER = PROJECT / "var" / "screenshots"
WIDTHS = {"wide": (1440, 900), "narrow": (390, 844)}

# What a visitor sees, and what Kofi of the demonstration does: name of the picture, address.
PUBLIC = {
    "home": "/",
    "library": "/library/",
    "text": "/library/how-to-read-together/",
    "page": "/library/how-to-read-together/6/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "forgotten-password": "/accounts/password/reset/",
    "not-found": "/nowhere/",
}
OWN = {
    "groups": "/g/",
    "new-group": "/g/new/",
    "group": "/g/thursday-circle/",
    "people": "/g/thursday-circle/people/",
    "talk": "/g/thursday-circle/threads/",
    "record": "/g/thursday-circle/threads/record/",
    "notes": "/notes/",
    "hidden": "/settings/hidden/",
    "settings": "/settings/",
    "reminders": "/notices/",
    "two-steps": "/accounts/2fa/",
    "devices": "/accounts/sessions/",
    "addresses": "/accounts/email/",
}
CURATORS = {
    "library-curator": "/library/",
    "add-text": "/library/add/",
    "came-in": "/library/imports/",
    "curators": "/library/curators/",
}


def main() -> None:
    if not CHROMIUM:
        sys.exit(
            "No Chromium was found: install Debian's chromium-headless-shell, or name one with CHROMIUM=/path/to/chromium."
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        running_site(DEBUG="0") as site,
        sync_playwright() as playwright,
    ):
        site.manage("import_text", str(PROJECT / "docs" / "handbook.md"), "--title", "A draft at the desk")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                take_all(browser, site, width, scheme)
        browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")  # noqa: T201 (a command's last word)


def take_all(browser: Browser, site: Site, width: str, scheme: str) -> None:
    """Take every page at one width in one scheme."""

    def window() -> Page:
        size = {"width": WIDTHS[width][0], "height": WIDTHS[width][1]}
        context = browser.new_context(base_url=site.address, viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        return context.new_page()

    def take(page: Page, name: str, *, full: bool = True) -> None:
        page.evaluate("document.fonts.ready")
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=full)

    visitor = window()
    for name, address in PUBLIC.items():
        visitor.goto(address)
        take(visitor, name, full=name != "page")
    visitor.goto("/accounts/signup/")
    # Else the browser itself says that a field is empty, and our own words are never seen.
    visitor.locator("main form").first.evaluate("form => form.noValidate = true")
    visitor.locator("main form button.main").first.click()
    take(visitor, "sign-up-errors")

    member = window()
    step_in(member, "Inês")
    for name, address in OWN.items():
        member.goto(address)
        take(member, name)
    member.goto("/g/thursday-circle/")
    member.locator("a", has_text=re.compile("Continue")).first.click()
    take(member, "reader", full=False)
    member.goto(re.sub(r"/\d+/(#.*)?$", "/2/", member.url))  # a page that is talked about
    member.locator("a.talk:not(.none)").first.click()
    member.wait_for_timeout(400)
    take(member, "reader-thread", full=False)
    member.goto("/g/thursday-circle/threads/")
    member.locator("main .thread-quote a[href*='/threads/']").first.click()
    take(member, "thread")
    member.goto("/g/thursday-circle/schedule/new/")
    take(member, "new-schedule")
    member.goto("/g/thursday-circle/")
    member.goto(str(member.locator("main a[href*='/schedule/']").first.get_attribute("href")))
    take(member, "schedule")
    member.goto("/g/thursday-circle/invitations/new/")
    take(member, "new-invitation")

    curator = window()
    step_in(curator, "Curator")
    for name, address in CURATORS.items():
        curator.goto(address)
        take(curator, name)
    curator.goto("/library/how-to-read-together/editions/1/")
    take(curator, "import")
    curator.goto("/library/a-draft-at-the-desk/editions/1/desk/")
    curator.locator("html[data-desk=ready]").wait_for(state="attached")
    take(curator, "desk", full=False)
    curator.keyboard.press("j")
    curator.keyboard.press("e")
    curator.locator("#pieces textarea").wait_for()
    take(curator, "desk-words", full=False)
    for page in (visitor, member, curator):
        page.context.close()


def step_in(page: Page, name: str) -> None:
    """Sign in as one of the demonstration's people, as the sign-in page offers."""
    page.goto("/accounts/login/")
    page.get_by_role("button", name=re.compile(name)).click()
    page.wait_for_url(re.compile("/(g|library)/"))


if __name__ == "__main__":
    main()
