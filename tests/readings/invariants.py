"""What is true of every structure that an import gives, whatever the file was."""

import unicodedata
from itertools import pairwise

from readings.doubts import SENTENCES
from readings.structure import KINDS_WITH_LINES, MARK_KINDS, PARAGRAPH_KINDS, SEPARATOR, Structure
from readings.words import count_words


def assert_sound(made: Structure) -> None:
    """Check content, paragraphs, marks, outline and doubts of a structure against what `readings.structure` says."""
    content = made.content
    assert content
    assert content == unicodedata.normalize("NFC", content)
    assert not any(unicodedata.category(character) == "Cc" and character != "\n" for character in content)
    content.encode("utf-8")
    assert_paragraphs_tile(made)
    assert_marks_are_inside(made)
    assert_sections_are_nested(made)
    for doubt in made.warnings:
        assert 0 <= doubt.where <= len(content)
        assert doubt.message == SENTENCES[doubt.code]
        assert doubt.message % doubt.values if doubt.values else "%(" not in doubt.message
    for apart in made.provenance.get("set_apart", ()):
        assert 0 <= apart["where"] <= len(content)


def assert_paragraphs_tile(made: Structure) -> None:
    texts = [made.content[paragraph.start : paragraph.end] for paragraph in made.paragraphs]
    assert made.content == SEPARATOR.join(texts)
    assert [paragraph.number for paragraph in made.paragraphs] == list(range(1, len(texts) + 1))
    assert made.paragraphs[0].start == 0
    assert made.paragraphs[-1].end == len(made.content)
    for one, two in pairwise(made.paragraphs):
        assert two.start == one.end + len(SEPARATOR)
    for paragraph, text in zip(made.paragraphs, texts, strict=True):
        assert paragraph.kind in PARAGRAPH_KINDS
        assert text
        assert SEPARATOR not in text
        assert not text.startswith("\n")
        assert not text.endswith("\n")
        assert "\n" not in text or paragraph.kind in KINDS_WITH_LINES | {"prose", "quotation"}
        assert paragraph.words == count_words(text)


def assert_marks_are_inside(made: Structure) -> None:
    numbers = {paragraph.number: paragraph for paragraph in made.paragraphs}
    for paragraph in made.paragraphs:
        for mark in paragraph.marks:
            assert mark.kind in MARK_KINDS
            assert paragraph.start <= mark.start < mark.end <= paragraph.end
            if mark.kind == "note_ref":
                assert set(mark.data) == {"note"}
                assert mark.data["note"] is None or numbers[mark.data["note"]].kind == "note"
            if mark.kind == "link":
                assert mark.data["href"].lower().startswith(("http://", "https://", "mailto:"))


def assert_sections_are_nested(made: Structure) -> None:
    sections, length = made.sections, len(made.content)
    assert sections[0].start == 0
    assert [section.number for section in sections] == list(range(1, len(sections) + 1))
    starts = {paragraph.start for paragraph in made.paragraphs}
    headings = [paragraph.start for paragraph in made.paragraphs if paragraph.kind == "heading"]
    assert [section.start for section in sections if section.start in headings] == headings
    for index, section in enumerate(sections):
        assert section.start in starts
        assert section.title
        assert 1 <= section.level <= 6
        later = [other.start for other in sections[index + 1 : index + 400] if other.level <= section.level]
        if later or len(sections) <= 400:
            assert section.end == (later[0] if later else length)
        assert section.start < section.end
    assert sum(section.own_words for section in sections) == made.words
    assert made.words == sum(paragraph.words for paragraph in made.paragraphs)
