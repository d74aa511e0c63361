"""Every page that the table of permissions knows: axe finds nothing to mend, and none is wider than its window.

Wide and narrow, light and dark. `test_axe.py` looks in the same way at states that the library's pages have beside the first.
"""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Page

from discussions.models import Comment, Hiding, Report
from tests.browser import test_axe
from tests.browser.axe import faults_in_all_looks
from tests.everything import Site
from tests.factories import make_comment
from tests.test_permissions import CAST, GET

pytestmark = [pytest.mark.browser, pytest.mark.long]

FILES = {"suggestion_file", "jotting_export", "picture_detail"}  # no pages
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def house(transactional_db: None) -> Site:
    """One of everything, and in the pages of care something to see: reported, hidden, and put back."""
    site = Site()
    said = make_comment(site.thread, site.bob, body="What hurt somebody else.")
    Report.objects.create(comment=said, by=site.people["charlie"], reason="It is about me.")
    Hiding.objects.create(user=site.alice, comment=Comment.objects.filter(author=site.bob).earliest("pk"))
    Hiding.objects.create(user=site.alice, person=site.people["curator"])
    return site


def seen_by(who: str) -> Iterator[str]:
    """The addresses that open a page to somebody: for a curator, those that are not looked at otherwise."""
    place, other = CAST.index(who), CAST.index("alice")
    for name, statuses in GET.items():
        elsewhere = who == "curator" and (statuses[other] == 200 or name in test_axe.PAGES)
        if statuses[place] == 200 and name not in FILES and not elsewhere:
            yield name


def test_axe_finds_nothing_to_mend_on_any_page(house: Site, window: Callable[..., object]) -> None:
    def walk(page: Page, places: dict[str, str]) -> tuple[int, list[str]]:
        looked, found = 0, []
        for name, address in places.items():
            page.goto(address)
            if not page.evaluate("document.doctype"):
                continue  # a piece of a page
            looked += 1
            for width in (1440, 390):
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{name} {width}: wider than the window"] * page.evaluate(TOO_WIDE)
            found += faults_in_all_looks(page, name)
        return looked, found

    for who, least in ("nobody", 20), ("alice", 60), ("curator", 9):
        places = {name: house.address(name) for name in seen_by(who)}
        steps = partial(walk, places=places)
        looked, found = window(house.people.get(who), steps, reduced_motion="reduce")
        assert found == [], who
        assert looked >= least, who
