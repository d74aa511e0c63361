"""Bringing files in: what is refused is said beside the field, what is dropped is listed, fingers are not told to drop."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from readings.models import Import
from tests.factories import make_booklet, make_curator

pytestmark = pytest.mark.browser

PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" + bytes(100)}
BLANK = {"name": "blank.txt", "mimeType": "text/plain", "buffer": b""}
WALK = {"name": "walk.md", "mimeType": "text/markdown", "buffer": b"# On Walking\n\nWe set out early.\n"}


@pytest.fixture
def curator(transactional_db):
    return make_curator()


@pytest.mark.parametrize("script", [True, False])
def test_files_that_are_no_text_are_named_beside_the_field_and_others_can_follow(window, curator, script):
    def steps(page: Page) -> None:
        page.goto(reverse("text_import"))
        page.get_by_label("Files").set_input_files([PHOTO, BLANK])
        page.get_by_label("Title").fill("Kept as typed")
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_text("photo.jpg: This file is in the JPEG format.")).to_be_visible()
        expect(page.get_by_text("blank.txt: This file is empty.")).to_be_visible()
        expect(page.get_by_text("Please choose the files again")).to_be_visible()
        expect(page.get_by_label("Title")).to_have_value("Kept as typed")
        expect(page.locator("[data-dropped] li")).to_have_count(0)
        page.get_by_label("Files").set_input_files([WALK])
        if script:
            expect(page.locator("[data-dropped] li")).to_have_text(["walk.md"])
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps, java_script_enabled=script)
    assert Import.objects.get().title == "Kept as typed"


@pytest.mark.parametrize("script", [True, False])
def test_of_several_things_said_about_an_upload_the_cause_comes_first_and_has_the_cursor(
    window, curator, script
):
    def steps(page: Page) -> None:
        page.goto(reverse("text_import"))
        page.get_by_label("Files").set_input_files([WALK, {**WALK, "name": "run.md"}])
        page.get_by_label("Title").fill("One for both")
        page.get_by_role("button", name="Upload").click()
        told = page.locator("ul.errors li")
        expect(told).to_have_count(2)
        expect(told.first).to_contain_text("You are uploading several texts.")
        expect(told.last).to_contain_text("Please choose the files again")
        expect(page.get_by_label("Title")).to_be_focused()
        for one in told.all():
            expect(one).to_be_in_viewport(ratio=1)

    window(curator, steps, java_script_enabled=script, viewport={"width": 390, "height": 800})


def test_a_button_pressed_twice_brings_one_text(window, curator):
    def steps(page: Page) -> None:
        page.goto(reverse("text_import"))
        page.get_by_label("Files").set_input_files([WALK])
        page.get_by_role("button", name="Upload").dblclick()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps, java_script_enabled=False)
    window(curator, steps)
    assert Import.objects.count() == 2


def test_the_button_that_moves_the_pages_of_a_booklet_cuts_no_page_off(window, curator):
    draft = make_booklet(8)

    def steps(page: Page) -> None:
        page.goto(reverse("edition_pages", args=[draft.text.slug, draft.number]))
        fields = page.locator(".sheets .place input")
        for field in fields.all():
            page.keyboard.press("Tab")
            while not field.evaluate("field => field === document.activeElement"):
                page.keyboard.press("Tab")
            page.wait_for_timeout(30)
            assert field.evaluate(REACHED), "the place that is typed is not under the button"
        page.evaluate("document.getElementById('after').scrollIntoView()")
        assert page.get_by_role("button", name="Move the pages").evaluate(AROUND), "cards are seen around it"

    window(curator, steps, viewport={"width": 1440, "height": 500}, reduced_motion="reduce")


REACHED = """field => {
  const { left, top, width, height } = field.getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2) === field
    && document.elementFromPoint(left + width / 2, top + height - 2) === field;
}"""
AROUND = """button => {
  const { right, bottom } = button.getBoundingClientRect();
  return [[right + 20, bottom - 10], [right - 20, bottom + 4]].every(
    (place) => document.elementFromPoint(...place)?.closest(".sheets > li, .sheets"));
}"""


def test_only_who_has_a_mouse_is_told_to_drop_files(window, curator):
    def steps(page: Page) -> bool:
        page.goto(reverse("text_import"))
        expect(page.get_by_label("Files")).to_be_visible()
        box = page.get_by_label("Or paste the text here").bounding_box()
        assert box
        assert box["height"] > 250
        page.locator(".by-mouse:not([hidden])").wait_for(state="attached")
        return page.get_by_text("drop files here").is_visible()

    assert window(curator, steps) is True
    size = {"width": 390, "height": 844}
    assert window(curator, steps, viewport=size, has_touch=True, is_mobile=True) is False
