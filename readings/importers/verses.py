"""Which lines of plain text are kept as they stand, as verses are, and which are joined to a paragraph."""

from collections.abc import Sequence

from readings.importers.lines import are_loose, are_stanza
from readings.importers.opening_lines import indent_of


def are_kept(lines: Sequence[str], width: int) -> bool:
    """Tell lines that stand for themselves from those of a paragraph, or of a quotation that is set in."""
    if not width:
        return len(lines) > 1
    return are_loose([line.strip() for line in lines], width) or (
        max(map(indent_of, lines)) >= 2 and are_stanza(list(lines), width)
    )
