"""The library and the curators' pages, wide and narrow, light and dark: axe finds nothing to mend."""

from collections.abc import Callable

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from readings.importing import receive
from readings.models import Edition, Import
from readings.publishing import ask, publish
from tests.browser.axe import faults, faults_in_all_looks
from tests.everything import Site
from tests.factories import make_bookmark, make_draft, make_suggestion, prose

pytestmark = [pytest.mark.browser, pytest.mark.long]

PAGES = [
    "text_list",
    "text_list?q=walking",
    "text_list?length=short&language=en",
    "text_detail",
    "text_detail?q=we",
    "page_detail",
    "page_detail?at=4-60",
    "text_find?find=window",
    "text_find?find=nowhere",
    "edition_page?earlier",
    "bookmark_list",
    "text_import",
    "edition_import",
    "import_list",
    "edition_detail",
    "edition_pages",
    "edition_compare",
    "edition_publish",
    "shelf_list",
    "shelf_edit",
    "suggestion_list",
    "suggestion_create",
    "suggestion_detail",
    "text_withdraw",
]


@pytest.fixture
def house(transactional_db: None) -> Site:
    """One of everything, and imports and suggestions that have come to something else."""
    site = Site()
    curator = site.people["curator"]
    second = make_draft(site.edition.text, ["# Setting out", prose(60, 3), prose(40, 4)])
    former = {"confidence": 0.8, "former_edition": site.edition, "former_span": NumericRange(3, 9)}
    make_bookmark(curator, site.edition, paragraph=7)
    publish(edition=second, now=timezone.now())
    make_bookmark(curator, second, paragraph=2, former_quote="As it stood.", **former)
    make_suggestion(curator, title="Another Missing Book", link="https://example.org/book", why="It is good.")
    for name in ("waiting.md", "refused.zip", "done.md"):
        receive(data=name.encode(), name=name, user=curator)
    now = timezone.now()
    Import.objects.filter(name="refused.zip").update(
        state="refused", original=None, ended_at=now, refusal={"message": "This file is empty.", "values": {}}
    )
    Import.objects.filter(name="done.md").update(state="done", ended_at=now, edition=site.draft)
    doubts = [{"code": "note_missing", "where": 0, "message": "There is no note for this note number."}]
    Edition.objects.filter(pk=site.draft.pk).update(warnings=doubts)
    return site


def addresses(house: Site) -> dict[str, str]:
    slug = house.edition.text.slug
    own = {
        "edition_page": reverse("edition_page", args=[slug, 1, 1]),
        "edition_detail": reverse("edition_detail", args=[house.draft.text.slug, 1]),
        "edition_compare": reverse("edition_compare", args=[slug, 1, 2]),
    }
    made = {}
    for page in PAGES:
        name, _sign, query = page.partition("?")
        made[page] = (own.get(name) or house.address(name)) + (f"?{query}" if query else "")
    return made


@pytest.fixture
def look(house: Site, window: Callable[..., object]) -> Callable[[Callable[[Page], object]], object]:
    """Run a function of a window in which the curator is signed in."""
    return lambda steps: window(house.people["curator"], steps, reduced_motion="reduce")


def test_axe_finds_what_there_is_to_mend(look):
    def steps(page: Page) -> list[str]:
        page.set_content(
            "<!doctype html><html lang=en><title>A</title><main><h1>A</h1><img src=a.png></main>"
        )
        return [fault.partition(":")[0] for fault in faults(page)]

    assert look(steps) == ["image-alt"]


def test_axe_finds_what_one_scheme_alone_breaks(look):
    def steps(page: Page) -> list[str]:
        page.set_content(
            "<!doctype html><html lang=en><title>A</title><style>:root { color-scheme: light dark; background: light-dark(white, black) }"
            " h1 { color: light-dark(black, #333) }</style><main><h1>Seen by day</h1></main>"
        )
        return [fault.partition(" (")[0] for fault in faults_in_all_looks(page, "A")]

    assert look(steps) == ["A 1440 dark: color-contrast: h1", "A 390 dark: color-contrast: h1"]


def test_axe_finds_nothing_to_mend_on_the_librarys_pages(house, look):
    places = addresses(house)

    def steps(page: Page) -> list[str]:
        found = []
        for name, address in places.items():
            page.goto(address)
            found += faults_in_all_looks(page, name)
            if name == "text_import":
                page.get_by_role("button", name="Upload").click()
                page.locator("[aria-invalid=true]").first.wait_for()
                found += faults_in_all_looks(page, f"{name}, refused")
        return found

    assert look(steps) == []


def test_axe_finds_nothing_to_mend_while_a_text_is_being_published(house, look):
    address = reverse("edition_publish", args=[house.draft.text.slug, 1])
    assert ask(edition=house.draft, now=timezone.now())

    def steps(page: Page) -> list[str]:
        page.goto(address)
        return faults_in_all_looks(page, "publishing")

    assert look(steps) == []


def test_axe_finds_nothing_to_mend_while_words_are_chosen_sought_and_found(house, look):
    address = reverse("page_detail", args=[house.edition.text.slug, 1])

    def steps(page: Page) -> list[str]:
        page.goto(address, wait_until="networkidle")
        page.locator("#p2 > .number").click()
        page.locator("#pick [data-cite]").wait_for()
        found = faults_in_all_looks(page, "words chosen")
        page.keyboard.press("Escape")
        page.locator("#by-hand summary").click()
        found += faults_in_all_looks(page, "by hand")
        page.keyboard.press("/")
        page.keyboard.type("window")
        page.locator("#found-in-text .found-places").wait_for()
        found += faults_in_all_looks(page, "words sought")
        page.locator("#found-in-text .number").first.click()
        page.locator(".hits").wait_for()
        return [*found, *faults_in_all_looks(page, "words found")]

    assert look(steps) == []
