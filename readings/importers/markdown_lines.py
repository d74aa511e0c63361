"""What hard breaks in a paragraph of Markdown make of it: verse, prose that keeps them, or one line."""

from dataclasses import replace

from readings.importers.breaks import LONGEST_VERSE_LINE, are_verse
from readings.pieces import Piece


def by_lines(made: Piece) -> Piece:
    """Tell what hard breaks make of a paragraph: verse, prose that keeps them, or nothing where they are a slip."""
    if "\n" not in made.text:
        return made
    lines = made.text.split("\n")
    if max(map(len, lines)) > LONGEST_VERSE_LINE:
        return in_one_line(made)
    return made.as_kind("verse") if are_verse(lines) else made


def in_one_line(made: Piece) -> Piece:
    """Put a space for every newline; nothing moves, and no line is indented any more."""
    if "\n" not in made.text:
        return made
    data = {name: value for name, value in made.data.items() if name != "indents"}
    return replace(made, text=made.text.replace("\n", " "), data=data)
