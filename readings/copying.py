"""Writing the many rows of an edition with COPY: one by one they take ten times as long."""

from collections.abc import Sequence

from django.db import connection
from psycopg.types.json import Jsonb

from readings.composing import Composition
from readings.models import SourcePart, SourceSide
from readings.pieces import Piece
from readings.structure import Side, Structure


def copy_parts(edition_id: int, read: Structure | Composition) -> None:
    """Write outline and paragraphs with COPY: a long book has thousands, and rows one by one take ten times as long."""
    with connection.cursor() as cursor:
        with cursor.copy(
            "COPY readings_section (edition_id, number, level, title, span, own_words) FROM STDIN"
        ) as copy:
            for section in read.sections:
                copy.write_row(
                    (
                        edition_id,
                        section.number,
                        section.level,
                        section.title[:500],
                        f"[{section.start},{section.end})",
                        section.own_words,
                    )
                )
        with cursor.copy(
            "COPY readings_paragraph (edition_id, number, kind, span, words, marks, data) FROM STDIN"
        ) as copy:
            for paragraph in read.paragraphs:
                copy.write_row(
                    (
                        edition_id,
                        paragraph.number,
                        paragraph.kind,
                        f"[{paragraph.start},{paragraph.end})",
                        paragraph.words,
                        Jsonb([mark.as_dict() for mark in paragraph.marks]),
                        Jsonb(paragraph.data),
                    )
                )


def copy_side(edition_id: int, side: Side) -> None:
    """Keep what a draft was made of, in parts that can be fetched by themselves."""
    SourceSide.objects.create(
        edition_id=edition_id, kind=side.kind, paragraphs=side.paragraphs, set_apart=side.set_apart
    )
    with (
        connection.cursor() as cursor,
        # As it is: in an array spelt out, each line is looked through for what must be quoted.
        cursor.copy("COPY readings_sourcepart (side_id, first, units) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(["int8", "int4", "text[]"])
        for at in range(0, len(side.units), SourcePart.UNITS):
            copy.write_row((edition_id, at + 1, list(side.units[at : at + SourcePart.UNITS])))


def copy_pieces(desk_id: int, places: Sequence[str], pieces: Sequence[Piece]) -> None:
    """Lay pieces on a desk."""
    columns = "desk_id, place, kind, rank, text, marks, data, doubts, source"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY readings_deskpiece ({columns}) FROM STDIN") as copy,
    ):
        for place, piece in zip(places, pieces, strict=True):
            copy.write_row(
                (
                    desk_id,
                    place,
                    piece.kind,
                    piece.rank,
                    piece.text,
                    Jsonb([mark.as_dict() for mark in piece.marks]),
                    Jsonb(piece.data),
                    Jsonb([doubt.as_list() for doubt in piece.doubts]),
                    Jsonb(piece.source),
                )
            )
