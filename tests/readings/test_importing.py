"""A file becomes a text in the library: from the shell and from the curators' page."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from readings.importers import ImportRefused
from readings.importing import free_slug, import_text
from readings.management.commands import show_edition
from readings.management.commands.import_text import Command
from readings.models import Edition, Paragraph, Section, Text
from readings.publishing import delete_draft, publish

MARKDOWN = """# On Walking Together

## Setting out

We set out before the bakery opened, and *nobody* complained.

- bread
- a lantern

## Coming home

> The way back is shorter.

It always is. 𝔄stral letters 🌱 count as one.
"""
pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_import_text_prints_its_json_and_keeps_a_draft(tmp_path):
    file = tmp_path / "walk.md"
    file.write_text(MARKDOWN)
    told = run_json(
        "import_text", str(file), "--author", "Rosa Example", "--author", "Sam Example", "--language", "en"
    )
    assert told["slug"] == "on-walking-together"
    assert told["title"] == "On Walking Together"
    assert told["authors"] == ["Rosa Example", "Sam Example"]
    assert told["published"] is False
    assert told["edition"] == 1
    assert Text.objects.get().current_edition is None


def test_import_text_publishes_when_told(tmp_path):
    file = tmp_path / "walk.md"
    file.write_text(MARKDOWN)
    assert run_json("import_text", str(file), "--publish", "--title", "Another Title")["published"] is True
    text = Text.objects.get()
    assert (text.title, text.current_edition.number) == ("Another Title", 1)


def test_show_edition_prints_offsets_in_code_points(tmp_path):
    file = tmp_path / "walk.md"
    file.write_text(MARKDOWN)
    run_json("import_text", str(file), "--publish")
    shown = run_json("show_edition", "on-walking-together")
    assert list(shown) == ["title", "authors", "content", "sections", "paragraphs", "warnings"]
    content = shown["content"]
    words = [content[paragraph["start"] : paragraph["end"]] for paragraph in shown["paragraphs"]]
    assert content == "\n\n".join(words)
    assert words[-1] == "It always is. 𝔄stral letters 🌱 count as one."
    assert [paragraph["number"] for paragraph in shown["paragraphs"]] == list(range(1, len(words) + 1))
    assert {"Setting out", "Coming home"} <= {section["title"] for section in shown["sections"]}
    marks = [mark for paragraph in shown["paragraphs"] for mark in paragraph["marks"]]
    assert [content[mark["start"] : mark["end"]] for mark in marks] == ["nobody"]


def test_show_edition_shows_a_draft_where_nothing_is_published_and_a_numbered_one_when_asked(tmp_path):
    import_text(data=MARKDOWN.encode(), name="walk.md")
    assert run_json("show_edition", "on-walking-together")["title"] == "On Walking Together"
    assert run_json("show_edition", "on-walking-together", "--edition", "1")["title"] == "On Walking Together"
    with pytest.raises(CommandError, match="edition 2"):
        call_command("show_edition", "on-walking-together", edition=2)
    with pytest.raises(CommandError, match="no nothing-here"):
        call_command("show_edition", "nothing-here")


@pytest.mark.parametrize(
    "data", [b"", b"   \n\n ", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40]
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence_and_nothing_is_kept(tmp_path, data):
    file = tmp_path / "rubbish.txt"
    file.write_bytes(data)
    with pytest.raises(CommandError) as refusal:
        call_command("import_text", str(file))
    assert str(refusal.value).endswith(".")
    assert not Text.objects.exists()


def test_several_files_are_imported_one_after_the_other_and_what_fails_is_told_at_the_end(tmp_path):
    files = [tmp_path / name for name in ("one.md", "rubbish.txt", "two.md")]
    for file in files:
        file.write_text(MARKDOWN)
    files[1].write_bytes(b"")
    output = StringIO()
    with pytest.raises(CommandError, match=r"^rubbish\.txt: [^\n]+$"):
        call_command("import_text", *map(str, files), "--json", stdout=output)
    assert [told["slug"] for told in json.loads(output.getvalue())] == [
        "on-walking-together",
        "on-walking-together-2",
    ]
    with pytest.raises(CommandError, match="cannot have one title"):
        call_command("import_text", *map(str, files), "--title", "One for all")


def test_the_help_of_import_text_and_the_refusal_of_another_format_name_all_that_can_be_read():
    with pytest.raises(ImportRefused) as refusal:
        import_text(data=b"AT&TFORM" + bytes(99), name="scan.djvu")
    for told in (Command.help, str(refusal.value)):
        assert all(kind in told for kind in ("EPUB", "DOCX", "ODT", "PDF", "Markdown", "plain text"))


def test_a_missing_file_a_folder_and_a_bad_source_are_told_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_text", str(tmp_path / "nowhere.txt"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_text", str(tmp_path))
    file = tmp_path / "walk.md"
    file.write_text(MARKDOWN)
    with pytest.raises(CommandError, match="The source won’t do"):
        call_command("import_text", str(file), source="javascript:alert(1)")
    with pytest.raises(CommandError, match="Up to 50 authors"):
        call_command("import_text", str(file), authors=["Somebody"] * 51)


def test_a_half_read_import_leaves_nothing(monkeypatch):
    """The copy of the paragraphs fails in the database: text and edition go with it."""
    with pytest.raises(ImportRefused):
        import_text(data=b"\0\1\2" * 500, name="x.txt")
    assert (Text.objects.count(), Edition.objects.count(), Paragraph.objects.count()) == (0, 0, 0)


def test_the_same_file_again_is_a_second_text_with_a_warning():
    import_text(data=MARKDOWN.encode(), name="walk.md")
    again = import_text(data=MARKDOWN.encode(), name="walk.md")
    assert again.text.slug == "on-walking-together-2"
    assert "same_file" in {warning["code"] for warning in again.warnings}


def test_what_a_warning_names_is_filled_in_for_programs_and_for_people(client_of, curator):
    for _time in range(2):
        edition = import_text(data=MARKDOWN.encode(), name="walk.md", title="100 % Walking", authors=["Rosa"])
    sentence = "The same file is already in the library as “100 % Walking”."
    shown = run_json("show_edition", edition.text.slug)["warnings"]
    assert shown == [{"code": "same_file", "where": 0, "message": sentence}]
    page = client_of(curator).get(reverse("edition_detail", args=[edition.text.slug, 1]))
    assert sentence in page.text


def test_a_heading_that_only_the_contents_have_is_named():
    listed = "\n".join(
        f"{title} ........ {page}" for page, title in enumerate(("Rain", "Snow", "Hail 50 %"), 1)
    )
    body = "\n\n".join(f"## {title}\n\nIt came and went." for title in ("Rain", "Snow"))
    edition = import_text(
        data=f"# Weather\n\n## Contents\n\n{listed}\n\n{body}\n".encode(), name="weather.md"
    )
    told = [warning["message"] for warning in show_edition.as_dict(edition)["warnings"]]
    assert any("“Hail 50 %”" in message for message in told)


def test_a_correction_is_read_with_the_facts_that_its_text_has():
    words = "On Lines\n\nAda Quill\n\nEvery line of it is here.\n\nAnd so is the last one.\n"
    first = import_text(
        data=words.encode(), title="On Lines", authors=["Ada Quill"], publish_at=timezone.now()
    )
    second = import_text(data=words.replace("last", "very last").encode(), name="2.txt", text=first.text)
    assert second.content == first.content.replace("last", "very last")
    assert first.content.startswith("Every line")


def test_addresses_of_pages_are_not_given_to_texts():
    assert free_slug("Add") == "add-2"
    assert free_slug("…") == "text"


def test_publishing_twice_keeps_the_first_moment():
    edition = import_text(data=MARKDOWN.encode(), name="walk.md")
    first = timezone.now()
    publish(edition=edition, now=first)
    publish(edition=edition, now=timezone.now())
    assert Edition.objects.get().published_at == first


def test_a_draft_goes_with_its_text_and_a_published_edition_stays():
    draft = import_text(data=MARKDOWN.encode(), name="walk.md")
    assert delete_draft(edition=draft) is True
    assert not Text.objects.exists()
    published = import_text(data=MARKDOWN.encode(), name="walk.md", publish_at=timezone.now())
    assert delete_draft(edition=published) is False
    assert Section.objects.exists()


def run_json(*command: str) -> dict:
    output = StringIO()
    call_command(*command, "--json", stdout=output)
    return json.loads(output.getvalue())
