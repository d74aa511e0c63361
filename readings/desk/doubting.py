"""Doubts of a piece that its words, or what it is, have answered by now. Pure."""

from dataclasses import replace

from readings.importers.lines import ends_sentence
from readings.passes.checks import RUNNING, is_word_lost, stops_short
from readings.passes.unfinished import is_unfinished
from readings.pieces import Piece, PieceDoubt


def answered(piece: Piece) -> Piece:
    """Return a piece that was changed without the doubts about its sentences that no longer hold."""
    left = tuple(doubt for doubt in piece.doubts if _holds(piece, doubt))
    return replace(piece, doubts=left) if left != piece.doubts else piece


def _holds(piece: Piece, doubt: PieceDoubt) -> bool:
    match doubt.code:
        case "stops_mid_sentence" if piece.kind == "list_item":
            return not ends_sentence(piece.text)
        case "stops_mid_sentence" | "sentence_broken":
            return piece.kind in ("prose", "quotation") and stops_short(piece)
        case "heading_unfinished":
            return piece.kind == "heading" and is_unfinished(piece.text)
        case "starts_mid_sentence":
            return piece.kind == "prose" and piece.text[:1].islower()
        case "stray_punctuation":
            is_words = piece.kind in RUNNING if doubt.where else piece.kind == "prose"
            return is_words and is_word_lost(piece.text, doubt.where)
        case _:
            return True
