"""What axe finds wrong with a page for people who do not see it, or not well, or use no mouse."""

from collections.abc import Mapping
from types import MappingProxyType

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

AXE = Axe().axe_script
# What it finds well it tells at length, and nobody asks.
RUN = "(asked) => axe.run(document, { resultTypes: ['violations'], ...asked }).then((found) => found.violations)"
# A scheme changes colours and nothing else, so that no other rule can be broken by it. To ask for these alone takes half as long.
BY_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = ((1440, "light", {}), (1440, "dark", BY_COLOURS), (390, "dark", {}), (390, "light", BY_COLOURS))


def faults_in_all_looks(page: Page, place: str) -> list[str]:
    """Return each fault of the page that is open, wide and narrow, light and dark, without loading it again."""
    found = []
    for width, scheme, asked in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{place} {width} {scheme}: {fault}" for fault in faults(page, asked)]
    return found


def faults(page: Page, asked: Mapping[str, object] = MappingProxyType({})) -> list[str]:
    """Return each fault of the page as it is shown now: the rule, and where it is broken."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
        # Half a megabyte: the pages that follow have it without its being sent again.
        page.add_init_script(AXE)
    # What slides or fades in counts as it is in the end, and what is being sent as it is once that has come.
    expect(page.locator(".htmx-request, [data-disabled-by-htmx]")).to_have_count(0)
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    found = page.evaluate(RUN, dict(asked))
    return [
        f"{fault['id']}: {' '.join(map(str, node['target']))} ({node['failureSummary'].splitlines()[-1].strip()})"
        for fault in found
        for node in fault["nodes"]
    ]
