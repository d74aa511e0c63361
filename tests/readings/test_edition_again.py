"""A curator says that a file was read as the wrong kind, Markdown or plain text, and gets its draft made anew."""

import pytest
from django.urls import reverse
from django.utils import timezone

from readings import tasks
from readings.desk.editing import reword
from readings.desk.opening import open_desk
from readings.importing import import_text
from readings.models import Edition, Import, Paragraph, Text
from readings.publishing import publish

pytestmark = [pytest.mark.django_db, pytest.mark.long]

# One sign alone, in a file that is not called Markdown: taken for plain text.
TYPED = (
    "A Walk by the River\n\nWe went *slowly*, since nobody knew the way.\n\nIt was late when we came home.\n"
)
# Two lines that begin with number signs, and yet no headings.
NUMBERED = (
    "# 1 Basket, wicker, two handles\n\n# 2 Basket, willow\n\nThese are the things that were in the house.\n"
)


def draft(words: str, name: str = "walk.txt", **known) -> Edition:
    return import_text(data=words.encode(), name=name, language="en", **known)


def address(edition: Edition) -> str:
    return reverse("edition_detail", args=[edition.text.slug, edition.number])


def again(client, edition: Edition, read_as: str):
    return client.post(
        reverse("edition_again", args=[edition.text.slug, edition.number]), {"read_as": read_as}
    )


def read_all() -> None:
    for brought in Import.objects.filter(state=Import.State.WAITING):
        tasks.read_import(brought.pk)


def test_plain_text_is_read_as_markdown_with_one_press(client_of, curator):
    made, browser = draft(TYPED, title="A Walk"), client_of(curator)
    page = browser.get(address(made)).text
    assert "<dd>Plain text</dd>" in page
    assert "Read it as Markdown instead" in page
    assert again(browser, made, "markdown").url == f"{address(made)}?asked=1"
    assert "The file is being read again." in browser.get(address(made)).text
    assert "Read it as Markdown instead" not in browser.get(address(made)).text
    read_all()
    read = Edition.objects.get(pk=made.pk)
    assert read.provenance["format"] == "markdown"
    assert "We went slowly," in read.content
    assert [mark["kind"] for one in read.paragraphs.all() for mark in one.marks] == ["emphasis"]
    assert "Read it as plain text instead" in browser.get(address(made)).text
    assert "The file was read again, as Markdown." in browser.get(f"{address(made)}?asked=1").text


def test_what_was_taken_for_markdown_is_read_as_plain_text(client_of, curator):
    made, browser = draft(NUMBERED, title="An Inventory"), client_of(curator)
    assert made.provenance["format"] == "markdown"
    again(browser, made, "plain")
    read_all()
    read = Edition.objects.get(pk=made.pk)
    assert read.provenance["format"] == "plain"
    assert "# 1 Basket, wicker" in read.content
    again(browser, made, "markdown")
    read_all()
    assert Edition.objects.get(pk=made.pk).paragraphs.filter(kind=Paragraph.Kind.HEADING).exists()


def test_a_title_that_nobody_gave_is_asked_of_the_file_again(client_of, curator):
    words = f"---\ntitle: The Long Walk\n---\n\n{TYPED.partition(chr(10))[2].strip()}\n"
    made = draft(words, name="notes.txt")
    browser = client_of(curator)
    if made.provenance["format"] == "markdown":
        pytest.fail("the recogniser sees what it is by now: choose another text for this test")
    again(browser, made, "markdown")
    read_all()
    assert Text.objects.get(pk=made.text_id).title == "The Long Walk"


def test_what_was_mended_at_the_desk_is_not_lost_by_it(client_of, curator):
    made, browser = draft(TYPED, title="A Walk"), client_of(curator)
    row = open_desk(made).pieces.get(text__startswith="It was late")
    reword(edition=made, user=curator, pk=row.pk, words="It was very late.")
    page = browser.get(address(made)).text
    assert "Read it as Markdown instead" not in page
    assert "that would lose the changes" in page
    again(browser, made, "markdown")
    assert not Import.objects.filter(read_as="markdown").exists()


def test_nothing_is_offered_of_a_published_edition_or_of_another_format(client_of, curator):
    made, browser = draft(TYPED, title="A Walk"), client_of(curator)
    publish(edition=made, now=timezone.now())
    assert "Read it as" not in browser.get(address(made)).text
    assert again(browser, made, "markdown").status_code == 302
    web = draft(
        "<!DOCTYPE html><html><body><article><p>It was late when we came home, and nobody knew the way.</p></article></body></html>",
        name="walk.html",
        title="A Page",
    )
    assert "Read it as" not in browser.get(address(web)).text
    again(browser, web, "markdown")
    again(browser, draft(TYPED, title="Another"), "pdf")
    assert not Import.objects.exclude(read_as="").exists()


def test_reading_again_is_no_upload_of_its_own(client_of, curator):
    made, browser = draft(TYPED, title="A Walk"), client_of(curator)
    again(browser, made, "markdown")
    assert "A Walk" not in browser.get(reverse("import_list")).text
