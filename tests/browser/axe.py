"""What axe finds wrong with a page for people who do not see it, or not well, or use no mouse."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

AXE = Axe().axe_script
# What it finds well it tells at length, and nobody asks.
RUN = "axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)"


def faults(page: Page) -> list[str]:
    """Return each fault of the page as it is shown now: the rule, and where it is broken."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
        # Half a megabyte: the pages that follow have it without its being sent again.
        page.add_init_script(AXE)
    # What slides or fades in counts as it is in the end, and what is being sent as it is once that has come.
    expect(page.locator(".htmx-request, [data-disabled-by-htmx]")).to_have_count(0)
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    found = page.evaluate(RUN)
    return [
        f"{fault['id']}: {' '.join(map(str, node['target']))} ({node['failureSummary'].splitlines()[-1].strip()})"
        for fault in found
        for node in fault["nodes"]
    ]
