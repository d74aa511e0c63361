"""Tables that seem to hold more than they should: figures of several cells in one, prose beside them, another table.

They are asked of every table, however its cells were told; nothing is changed, the table is doubted. Pure.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from readings.importers.pdf.lines import Line
from readings.importers.pdf.track_rows import are_several_figures, is_figure

_THOUSANDS = re.compile(r"\d{1,3} \d{3}")
_NAMED = re.compile(r"\D*[^\W\d_]{2}\W+(?!1\d{3}$|20\d\d$)\d[\d.,]*")
_FEWEST, _MOSTLY = 3, 0.75  # rows, and of the rows, that have a figure behind their name
_LONG = 40  # letters of a line of prose

type Cells = Sequence[Sequence[Sequence[Line]]]


def are_crowded(rows: Cells) -> bool:
    """Tell whether some cell of a table may be several ones."""
    return (
        any(are_several_figures(cell) or _has_neighbours(cell) for row in rows for cell in row)
        or _have_figures_behind_names(rows)
        or _go_on_from_row_to_row(rows)
        or _have_another_head(rows)
    )


def _has_neighbours(cell: Sequence[Line]) -> bool:
    """Tell figures next to one another, mostly without other words; a space may part thousands, or a fraction."""
    words = [word for line in cell for run in line.runs if not run.raised for word in run.text.split()]
    figures = sum(map(is_figure, words))
    return 2 * figures >= len(words) and any(
        is_figure(one) and is_figure(two) and "/" not in two and not _THOUSANDS.fullmatch(f"{one} {two}")
        for one, two in pairwise(words)
    )


def _have_figures_behind_names(rows: Cells) -> bool:
    """Tell a first column of names that each have a figure behind them; what is only counted has one name."""
    said = [" ".join(line.text for line in row[0]) for row in rows if row[0] and len(row) > 1]
    named = [text for text in said if _NAMED.fullmatch(text)]
    names = {text.rsplit(maxsplit=1)[0] for text in named}
    return len(named) >= max(_FEWEST, _MOSTLY * (len(said) - 1)) and len(names) == len(named)


def _go_on_from_row_to_row(rows: Cells) -> bool:
    """Tell sentences that go on in the next row: prose that stands beside a table."""
    columns = zip(*(row for row in rows if len(row) == len(rows[0])), strict=True)
    return any(
        not above[-1].ends_sentence and cell[0].starts_small and above[-1].letters >= _LONG <= cell[0].letters
        for column in columns
        for above, cell in pairwise([cell for cell in column if cell])
    )


def _have_another_head(rows: Cells) -> bool:
    """Tell a second head within the rows: two tables that stand right under one another."""
    heads = [at for at, row in enumerate(rows) if _is_set_off(row)]
    return bool(heads) and heads[0] == 0 and any(2 < at < len(rows) - 1 for at in heads)


def _is_set_off(row: Sequence[Sequence[Line]]) -> bool:
    """Tell a row of several words in bold or italics without figures."""
    lines = [line for cell in row for line in cell]
    several = sum(map(bool, row)) > 1 and not any(any(map(str.isdigit, line.text)) for line in lines)
    return several and (all(line.bold for line in lines) or all(line.italic for line in lines))
