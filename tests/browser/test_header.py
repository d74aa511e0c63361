"""The header on a phone, in the language with the longest words, for somebody who is not signed in."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 390, 430, 700])
@pytest.mark.parametrize("locale", ["de", "en-GB"])
def test_the_last_button_of_the_header_keeps_its_distance_from_the_edge(site, visitor, width, locale):
    page = visitor(viewport={"width": width, "height": 844}, locale=locale)
    page.goto("/library/")
    join = page.locator(".top a.button.main").bounding_box()
    words = page.locator("main h1").bounding_box()
    assert join
    assert words
    assert width - (join["x"] + join["width"]) >= words["x"] - 1
    mark = page.locator(".wordmark svg").bounding_box()
    assert mark
    assert mark["x"] >= words["x"] - 1
    middle = join["y"] + join["height"] / 2
    assert abs(mark["y"] + mark["height"] / 2 - middle) < 2
