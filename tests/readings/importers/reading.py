"""What the tests of all formats ask of what was read."""

from typing import Any

import pytest

from readings.importers import ImportRefused, Source, read
from readings.pieces import APART, Piece
from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.invariants import assert_sound


def pieces(data: bytes) -> list[Piece]:
    """The pieces that are content."""
    return [piece for piece in read(data).pieces if piece.kind != APART]


def said(data: bytes) -> list[tuple[str, str]]:
    """What a file becomes: kind and text of each piece."""
    return [(piece.kind, piece.text) for piece in pieces(data)]


def apart(data: bytes) -> list[tuple[str, str]]:
    """What was set apart: why, and its text."""
    return [(piece.data["why"], piece.text) for piece in read(data).pieces if piece.kind == APART]


def marks(piece: Piece) -> list[tuple[str, str]]:
    return [(mark.kind, piece.text[mark.start : mark.end]) for mark in piece.marks]


def made(data: bytes, **about: Any) -> Structure:
    result = structure(data, **about)
    assert_sound(result)
    return result


def outline(result: Structure) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in result.sections]


def linked(result: Structure) -> list[tuple[str, str]]:
    """Each reference with the text of its note."""
    texts = {p.number: result.content[p.start : p.end] for p in result.paragraphs}
    return [
        (result.content[mark.start : mark.end], texts.get(mark.data["note"], ""))
        for paragraph in result.paragraphs
        for mark in paragraph.marks
        if mark.kind == "note_ref"
    ]


def refusal(data: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read(data)
    assert str(caught.value).endswith(".")
    return caught.value


def source(data: bytes) -> Source:
    return read(data)
