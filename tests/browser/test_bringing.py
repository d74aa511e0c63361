"""Bringing files in: one list of what was chosen, what cannot be read named at once, nothing lost by an answer."""

import base64
import re

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from playwright.sync_api import Page, expect

from readings.importers import ImportRefused, glance
from readings.models import Import
from tests.browser.windows import drawn, soon
from tests.factories import make_booklet, make_curator, make_text
from tests.readings.importers import samples

pytestmark = pytest.mark.browser

PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" + bytes(100)}
BLANK = {"name": "blank.txt", "mimeType": "text/plain", "buffer": b""}
WALK = {"name": "walk.md", "mimeType": "text/markdown", "buffer": b"# On Walking\n\nWe set out early.\n"}
RAIN = {"name": "rain.txt", "mimeType": "text/plain", "buffer": b"It rained all day, and nobody minded.\n"}
NOISE = {"name": "noise.txt", "mimeType": "text/plain", "buffer": b"\1\2\3" * 500}  # only the server tells
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# What a hand does that lets go of files over a place: the events and the files in them are real.
DROP = """([selector, files]) => {
  const carried = new DataTransfer();
  for (const [name, words] of files) carried.items.add(new File([words], name, { lastModified: 1 }));
  const place = document.querySelector(selector);
  return ["dragenter", "dragover", "drop"].map((kind) => {
    const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried });
    return place.dispatchEvent(event);
  });
}"""


def drop(page: Page, place: str, *names: str) -> None:
    """Drop files over a place; the browser is kept from opening them itself."""
    assert page.evaluate(DROP, [place, [[name, f"Words of {name}."] for name in names]]) == [False] * 3


def chosen(page: Page):
    return page.get_by_role("list", name="Chosen so far").get_by_role("listitem")


def names(page: Page) -> list[str]:
    return page.locator("[data-chosen] .name").all_text_contents()


def held(page: Page) -> list[str]:
    """The files that the form would send."""
    return page.get_by_label("Files").evaluate("input => Array.from(input.files, file => file.name)")


@pytest.fixture
def curator(transactional_db):
    return make_curator()


def open_page(page: Page) -> None:
    page.goto(reverse("text_import"))
    page.locator("[data-needs-script]:not([hidden])").wait_for(state="attached")


def taken() -> QuerySet[Import]:
    return Import.objects.exclude(state="refused")


def refused() -> set[str]:
    return set(Import.objects.filter(state="refused").values_list("name", flat=True))


def test_files_that_are_no_text_are_named_and_others_are_taken_without_a_script(window, curator):
    def steps(page: Page) -> None:
        page.goto(reverse("text_import"))
        page.get_by_label("Files").set_input_files([PHOTO, WALK, BLANK])
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_text("photo.jpg: This file is in the JPEG format.")).to_be_visible()
        expect(page.get_by_text("blank.txt: This file is empty.")).to_be_visible()
        expect(page.get_by_text("1 text was taken and is being read.")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text=re.compile("^walk.md$"))).to_be_visible()
        expect(page.get_by_text("Please choose the files again")).to_have_count(0)
        expect(page.get_by_label("Files")).to_be_focused()
        page.get_by_label("Files").set_input_files([RAIN])
        page.get_by_label("Title").fill("For this one")
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps, java_script_enabled=False)
    assert set(taken().values_list("name", "title")) == {("walk.md", ""), ("rain.txt", "For this one")}
    assert refused() == {"photo.jpg", "blank.txt"}


def test_what_was_dropped_and_what_was_chosen_add_up_and_each_can_be_taken_off(window, curator):
    def steps(page: Page) -> None:
        open_page(page)
        drop(page, "#id_file", "one.txt")
        drop(page, "h1", "two.txt", "three.txt")
        drop(page, "#id_words", "four.txt")
        page.get_by_label("Files").set_input_files([WALK])
        drop(page, "body", "one.txt")  # the same again
        everything = ["one.txt", "two.txt", "three.txt", "four.txt", "walk.md"]
        assert names(page) == held(page) == everything
        expect(chosen(page).last).to_contain_text("0.1 kB")
        page.get_by_role("button", name="Take off the list two.txt").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Take off the list three.txt")).to_be_focused()
        page.get_by_role("button", name="Take off the list walk.md").click()
        expect(page.get_by_role("button", name="Take off the list four.txt")).to_be_focused()
        assert names(page) == held(page) == ["one.txt", "three.txt", "four.txt"]
        for name in ("one.txt", "three.txt", "four.txt"):
            page.get_by_role("button", name=f"Take off the list {name}").click()
        expect(page.get_by_label("Files")).to_be_focused()
        drop(page, "footer", "last.txt")
        assert page.url.endswith(reverse("text_import"))
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps)
    assert Import.objects.get().name == "last.txt"


def test_words_dragged_into_a_field_are_the_browsers_own_business(window, curator):
    def steps(page: Page) -> list[bool]:
        open_page(page)
        return page.evaluate("""() => ["#id_words", "#id_title", "h1"].map((selector) => {
          const carried = new DataTransfer();
          carried.setData("text/plain", "words");
          const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried });
          return document.querySelector(selector).dispatchEvent(event);
        })""")

    assert window(curator, steps) == [True, True, False]


def test_what_cannot_be_read_says_so_at_once_and_the_others_are_sent(window, curator):
    def steps(page: Page) -> None:
        open_page(page)
        page.get_by_label("Files").set_input_files([PHOTO, WALK])
        page.get_by_label("Files").set_input_files([BLANK])
        expect(chosen(page).nth(0)).to_contain_text("This file is in the JPEG format.")
        expect(chosen(page).nth(2)).to_contain_text("This file is empty. It is not uploaded.")
        button = page.get_by_role("button", name="Take off the list photo.jpg")
        expect(button).to_have_accessible_description(re.compile("JPEG format"))
        expect(page.get_by_label("Title")).to_be_visible()
        assert held(page) == ["walk.md"]
        page.get_by_role("button", name="Take off the list walk.md").click()
        page.get_by_role("button", name="Upload").click()  # nothing is left that could go
        expect(button).to_be_focused()
        page.get_by_label("Files").set_input_files([RAIN])
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")
        reasons = r"photo\.jpg \(This file is in the JPEG format\..*\), blank\.txt \(This file is empty\)\."
        expect(page.get_by_text(re.compile(f"2 files were not taken: {reasons}"))).to_be_visible()

    window(curator, steps)
    assert taken().get().name == "rain.txt"
    assert refused() == {"photo.jpg", "blank.txt"}


def test_what_is_no_text_though_its_name_says_docx_is_told_so_by_browser_and_server(window, curator):
    fake = {"name": "notes.DOCX", "mimeType": "application/zip", "buffer": b"\0\1\2" * 500}

    def steps(page: Page) -> None:
        open_page(page)
        page.get_by_label("Files").set_input_files([fake])
        expect(chosen(page)).to_contain_text("This is no DOCX file, though its name says so.")

    def without(page: Page) -> None:
        page.goto(reverse("text_import"))
        page.get_by_label("Files").set_input_files([fake])
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_text("notes.DOCX: This is no DOCX file, though its name says so.")).to_be_visible()

    window(curator, steps)
    window(curator, without, java_script_enabled=False)


def test_a_browser_refuses_in_the_words_of_the_server_and_nothing_that_the_server_takes(window, curator):
    cases = [
        *(sample() for sample in (samples.html, samples.epub_book, samples.docx_document, samples.odt_document)),
        b"", b" \r\n", PHOTO["buffer"], WALK["buffer"], b"{\\rtf1 Hello}", b"\x1f\x8b\x08" + bytes(50),
        OLE + bytes(600), OLE + bytes(9) + "EncryptedPackage".encode("utf-16-le"), samples.epub_book()[:900],
        b"\0\1\2" * 500, "Größe".encode("utf-16"), "Größe".encode("cp1252"), b"\n\n%PDF-1.4 endobj", b"w " * 10_100_000,
    ]  # fmt: skip

    def steps(page: Page) -> list[str]:
        open_page(page)
        look = """async (bytes) => {
          const { problemWith } = await import("/static/js/upload/looking.js");
          const known = JSON.parse(document.getElementById("first-look").textContent);
          const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
          return problemWith(new File([data], "name"), known);
        }"""
        return [page.evaluate(look, base64.b64encode(case).decode()) for case in cases]

    def said(case: bytes) -> str:
        try:
            glance(case)
        except ImportRefused as refusal:
            return str(refusal)
        return ""

    assert window(curator, steps) == [said(case) for case in cases]


def test_facts_of_one_text_fold_away_while_there_are_several_and_come_back_as_typed(window, curator):
    def steps(page: Page) -> None:
        open_page(page)
        title = page.get_by_label("Title")
        page.get_by_label("Files").set_input_files([WALK])
        title.fill("Kept as typed")
        page.get_by_label("Authors").fill("Rosa Example")
        drop(page, "body", "more.txt")
        expect(title).to_be_hidden()
        expect(page.get_by_label("Authors")).to_be_hidden()
        expect(page.get_by_text("These are several texts")).to_be_visible()
        page.get_by_role("button", name="Take off the list more.txt").click()
        expect(title).to_have_value("Kept as typed")
        expect(page.get_by_text("These are several texts")).to_have_count(0)
        page.get_by_label("Or paste the text here").fill("It was dry.")
        expect(title).to_be_hidden()
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps)
    assert list(Import.objects.values_list("title", "authors")) == [("", [])] * 2


def test_a_refusal_keeps_the_files_and_puts_the_cursor_where_it_is_wrong(window, curator):
    def steps(page: Page) -> None:
        open_page(page)
        page.get_by_label("Files").set_input_files([WALK])
        drop(page, "body", "more.txt")
        page.get_by_label("Source").fill("my uncle")
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_label("Source")).to_be_focused()
        expect(page.get_by_text("This is no web address.")).to_be_in_viewport(ratio=1)
        expect(page.get_by_text("Please choose the files again")).to_have_count(0)
        assert names(page) == held(page) == ["walk.md", "more.txt"]
        page.get_by_label("Source").fill("example.org/walks")
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps, viewport={"width": 390, "height": 800})
    assert Import.objects.filter(source="https://example.org/walks").count() == 2


def test_what_only_the_server_can_tell_stands_beside_the_file_and_the_others_are_taken(window, curator):
    def steps(page: Page) -> None:
        open_page(page)
        page.get_by_label("Files").set_input_files([WALK, NOISE, RAIN])
        page.get_by_label("Rights").fill("CC BY 4.0")
        page.get_by_role("button", name="Upload").click()
        button = page.get_by_role("button", name="Take off the list noise.txt")
        expect(button).to_be_focused()
        expect(button).to_be_in_viewport(ratio=1)
        expect(page.get_by_text("2 texts were taken and are being read.")).to_be_in_viewport(ratio=1)
        expect(chosen(page)).to_have_count(1)
        expect(chosen(page)).to_contain_text(
            "This file cannot be read as text: there are signs in it that no text has."
        )
        page.keyboard.press("Enter")
        page.get_by_label("Or paste the text here").fill("It was dry.")
        page.get_by_label("Title").fill("Dry")
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps)
    assert refused() == {"noise.txt"}
    brought = set(taken().values_list("name", "title", "rights"))
    assert brought == {
        ("walk.md", "", "CC BY 4.0"),
        ("rain.txt", "", "CC BY 4.0"),
        ("", "Dry", "CC BY 4.0"),
    }


def test_an_upload_can_be_stopped_and_one_that_gets_lost_be_sent_again(window, curator):
    def steps(page: Page) -> None:
        page.add_init_script("console.error = () => {}")  # htmx notes there what is done to it here
        open_page(page)
        page.get_by_label("Files").set_input_files([WALK])
        page.route(f"**{reverse('text_import')}", lambda route: None)  # never answered
        page.get_by_role("button", name="Upload").click()
        page.get_by_role("button", name="Stop sending").click()
        expect(page.get_by_text("Stopped. Your files are still here.")).to_be_visible()
        expect(page.get_by_role("button", name="Upload")).to_be_focused()
        expect(page.get_by_role("button", name="Stop sending")).to_be_hidden()
        page.unroute(f"**{reverse('text_import')}")
        page.route(f"**{reverse('text_import')}", lambda route: route.abort())
        page.get_by_role("button", name="Upload").click()
        expect(page.get_by_text("This could not be sent.")).to_be_visible()
        page.unroute(f"**{reverse('text_import')}")
        assert names(page) == held(page) == ["walk.md"]
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps)
    assert Import.objects.get().name == "walk.md"


def test_how_much_of_a_large_file_is_sent_is_shown(window, curator):
    def steps(page: Page) -> None:
        open_page(page)
        large = {"name": "large.txt", "mimeType": "text/plain", "buffer": b"word " * 1_000_000}
        page.get_by_label("Files").set_input_files([large])
        session = page.context.new_cdp_session(page)
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 1_500_000}
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", slow)
        page.get_by_role("button", name="Upload").click()
        bar = page.get_by_role("progressbar", name="Upload progress")
        expect(bar).to_be_visible()
        expect(page.locator("[data-how-far]")).to_have_text(re.compile(r"^[1-9]\d?%$"))
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps, locale="en-GB")


def test_another_file_for_a_correction_takes_the_place_of_the_first(window, curator):
    slug = make_text(["# On Walking", "We set out."]).text.slug

    def steps(page: Page) -> None:
        page.goto(reverse("edition_import", args=[slug]))
        page.locator("[data-needs-script]:not([hidden])").wait_for(state="attached")
        drop(page, "h1", "one.txt")
        drop(page, "h1", "two.txt", "three.txt")
        assert names(page) == ["two.txt", "three.txt"]
        expect(chosen(page).last).to_contain_text("One file at a time, please")
        page.get_by_role("button", name="Upload").click()
        page.wait_for_url(f"**{reverse('import_list')}")

    window(curator, steps)
    assert Import.objects.get().name == "two.txt"


def test_of_several_things_said_about_an_upload_the_cause_comes_first_and_has_the_cursor(window, curator):
    def steps(page: Page) -> None:
        page.goto(reverse("text_import"))
        page.get_by_label("Files").set_input_files([WALK, {**WALK, "name": "run.md"}])
        page.get_by_label("Title").fill("One for both")
        page.get_by_role("button", name="Upload").click()
        told = page.locator("ul.errors:visible li")
        expect(told).to_have_count(2)
        expect(told.first).to_contain_text("You are uploading several texts.")
        expect(told.last).to_contain_text("Please choose the files again")
        expect(page.get_by_label("Title")).to_be_focused()
        for one in told.all():
            expect(one).to_be_in_viewport(ratio=1)

    window(curator, steps, java_script_enabled=False, viewport={"width": 390, "height": 800})


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
            drawn(page)
            assert soon(page, lambda place=field: place.evaluate(REACHED)), (
                "the place that is typed is not under the button"
            )
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
        words = page.get_by_label("Or paste the text here")
        assert 90 < words.bounding_box()["height"] < 130, "some lines, so that what follows is near"
        words.fill("A line.\n" * 20)
        assert words.bounding_box()["height"] > 300, "it grows with what is pasted"
        page.locator(".by-mouse:not([hidden])").wait_for(state="attached")
        return page.get_by_text("drop files anywhere").is_visible()

    assert window(curator, steps) is True
    size = {"width": 390, "height": 844}
    assert window(curator, steps, viewport=size, has_touch=True, is_mobile=True) is False
