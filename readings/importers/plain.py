"""Plain text: runs of lines between blank lines become pieces; hard-wrapped or a line a paragraph.

What this file decides is only what the lines themselves show: how they join, what is a list, what is indented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from readings.hyphens import Hyphens
from readings.importers import lines as setting_lines
from readings.importers import spaceless
from readings.importers.attributions import is_attributed
from readings.importers.columns import as_piece, grid_of
from readings.importers.counted_labels import under_labels
from readings.importers.dashes import speeches_in
from readings.importers.early_doubts import doubted_where_early
from readings.importers.glued import without_glued
from readings.importers.lines import (
    NARROWEST,
    are_contents,
    are_short,
    ends_sentence,
    hyphens_of,
    joined,
    squeezed,
    wrapped_to,
)
from readings.importers.markers import Marker, list_under, marker_of, without_doubled
from readings.importers.named_lists import lists_under_names
from readings.importers.nested_items import (
    DEEPER,
    begins_within,
    counted_under,
    firsts_apart,
    level_of,
    true_markers,
)
from readings.importers.numbered_lines import as_contents, counted_notes, sections_of
from readings.importers.opening_lines import (
    are_opened_by_indentation,
    hanging,
    indent_of,
    is_opening,
    opened,
    opening_of,
)
from readings.importers.quoted_lines import as_quotations, asked_about, edges_of, set_in_beside, unquoted
from readings.importers.ruled_tables import as_pieces, ruled_tables
from readings.importers.runs import Run, over_page_ends, runs_of, title_alone
from readings.importers.separators import is_ornament, is_sign, with_one_sign
from readings.importers.sheets import furniture_of
from readings.importers.speeches import speeches
from readings.importers.under_items import begins_own, is_of_item, is_under_list
from readings.importers.verses import JOINED_DOUBTED, KEPT, KEPT_DOUBTED, KEPT_LIKE_OTHERS, as_set
from readings.months import counted_months
from readings.pieces import Piece, PieceDoubt

_NARROWEST_TOLD = 45  # code points of a line of prose among which dashes begin speech: poems have them too
_CONTINUES_FROM = 3  # spaces of indentation from which a paragraph after a list item goes on with it


def setting_of(text: str) -> str:
    """Tell how the paragraphs of a text are set: "wrapped" or "lines"."""
    lines = [line.rstrip() for line in text.split("\n")]
    if spaceless.has_line_a_paragraph(text):
        return "lines"
    return "wrapped" if opening_of(lines) else setting_lines.setting_of(lines)


def pieces(text: str, setting: str, *, first_line: int = 1, page_tops: Sequence[int] = ()) -> list[Piece]:
    """Make pieces of plain text set as `setting` says; `first_line` is its first line in the file.

    `page_tops` are the lines of the file with which its pages begin, where form feeds part them.
    """
    lines, quoted = unquoted([line.rstrip() for line in text.split("\n")])
    tops = [top - first_line for top in page_tops if 0 < top - first_line < len(lines)]
    heads = {at: lines[at] for at in sorted(furniture_of(lines, tops))}
    tables = ruled_tables(lines)
    within = {at + line for at, table in tables.items() for line in range(table.lines)}
    lines = ["" if at in heads or at in within else line for at, line in enumerate(lines)]
    wrapped = wrapped_to(lines) if setting == "wrapped" else 0
    width = max(wrapped, NARROWEST) if setting == "wrapped" else 0
    lines, edges = with_one_sign(lines, width)
    cuts = {*tops, *edges_of(quoted), *edges}
    runs = over_page_ends(list(runs_of(lines, first_line, cuts)), [first_line + top for top in tops])
    runs = lists_under_names(title_alone(runs), wrapped)
    if opening := opening_of(lines) if setting == "wrapped" else 0:
        runs = [part for run in runs for part in _opened(run, opening)]
    runs = firsts_apart(under_labels(without_glued(runs, wrapped), width), width) if wrapped else runs
    counted = counted_months(lines)
    runs = [part for run in runs for part in _parted(run, width, wrapped, counted)]
    runs = _with_true_markers(runs)
    indents = [run.indent for run in runs]
    indented = sum(run.marker is None and indent >= 2 for run, indent in zip(runs, indents, strict=True))
    hyphens, whole_text_indented = hyphens_of(text), 2 * indented > len(runs)
    columns = spaceless.are_columns([run.lines if run.is_plain and width else [] for run in runs])
    asked = [run.is_plain and not is_column for run, is_column in zip(runs, columns, strict=True)]
    standing = as_set([run.lines if one else [] for run, one in zip(runs, asked, strict=True)], width)
    made: list[Piece] = []
    for run, indent, stands in zip(runs, indents, standing, strict=True):
        piece = _piece(run, made, setting, 0 if whole_text_indented else indent, stands, hyphens)
        made.append(piece)
    made = set_in_beside(asked_once(made, standing), [0 if whole_text_indented else one for one in indents])
    made = doubted_where_early(made, runs, wrapped, hyphens)
    made = asked_about(as_quotations(made, {first_line + at for at in quoted}))
    apart = [
        Piece(squeezed(line), setting=setting, line=first_line + at).set_apart("page_furniture")
        for at, line in heads.items()
    ]
    apart += as_pieces(tables, setting, first_line)
    return sorted([*made, *apart], key=lambda piece: piece.line) if apart else made


def asked_once(pieces: Sequence[Piece], standing: Sequence[str]) -> list[Piece]:
    """Ask of all stanzas that are doubted for the same reason at the first of them, with their number."""
    alike = [
        at
        for at, (piece, stands) in enumerate(zip(pieces, standing, strict=True))
        if stands == KEPT_LIKE_OTHERS and piece.kind == "verse"
    ]
    made = list(pieces)
    for at in alike[:1]:
        made[at] = made[at].with_doubt("stanzas_kept", count=str(len(alike)))
    return made


def _opened(run: Run, opening: int) -> Iterator[Run]:
    """Cut a run at lines indented as the first one of a paragraph, which then has no indentation any more."""
    starts = [0, *opened(run.lines, opening)]
    for start, end in pairwise([*starts, len(run.lines)]):
        lines = run.lines[start:end]
        alone = end - start == 1 or indent_of(lines[1]) == 0 or marker_of(lines[0])
        begins = alone and is_opening(lines[0], opening)
        yield Run(run.line + start, [lines[0].lstrip(), *lines[1:]] if begins else lines)


def _parted(run: Run, width: int, wrapped: int, counted: frozenset[str]) -> Iterator[Run]:
    """Cut a run into the runs of its paragraphs and items, but leave a table whole, and a list of sections."""
    if sections := sections_of(run.lines, are_wrapped=bool(width)):
        yield replace(run, sections=sections)
    elif grid := grid_of(run.lines):
        yield replace(run, grid=grid)
    elif starts := counted_notes(run.lines) or (hanging(run.lines, width) if width else []):
        for start, end in pairwise([*starts, len(run.lines)]):
            yield Run(run.line + start, [run.lines[start], *map(str.lstrip, run.lines[start + 1 : end])])
    elif said := speeches_in(run.lines, width) if wrapped >= _NARROWEST_TOLD or not width else []:
        for start, end in pairwise([0, *said, len(run.lines)]):
            yield replace(run, line=run.line + start, lines=run.lines[start:end])
    elif width and (at := list_under(run.lines) or counted_under(run.lines, width)):
        yield from _wrapped(replace(run, lines=run.lines[:at]), counted, wrapped)
        yield from _wrapped(Run(run.line + at, run.lines[at:]), counted, wrapped)
    else:
        yield from _wrapped(run, counted, wrapped) if width else _line_by_line(run, counted)


def _line_by_line(run: Run, counted: frozenset[str]) -> Iterator[Run]:
    """Cut a run of a text set a line a paragraph into its lines, unless they are short lines of one thing."""
    marked = not is_attributed(run.lines) and any(
        marker_of(line, is_item=line in counted) for line in run.lines
    )
    words = [line for line in run.lines if not is_sign(line)]
    is_one = (are_short(words) and not spaceless.are_paragraphs(words)) or are_contents(run.lines)
    if len(run.lines) > 1 and not marked and is_one:
        yield run
        return
    for index, line in enumerate(run.lines):
        alone = without_doubled(line)
        marker = marker_of(alone, is_item=alone in counted)
        yield Run(run.line + index, [alone], marker, doubled=alone is not line)


def _wrapped(run: Run, counted: frozenset[str], width: int) -> Iterator[Run]:
    """Cut a run of wrapped lines at list markers and at lines indented as the beginning of a paragraph."""
    first = without_doubled(run.lines[0])
    lines = [first, *run.lines[1:]]
    current = marker_of(first, is_item=first in counted)
    doubled = first is not run.lines[0]
    starts, markers, around = [0], [current], [current] if current else []
    under = dict[int, bool]()  # where, and whether it is of the item
    opening = are_opened_by_indentation(lines) if current is None else False
    for index in range(1, len(lines)):
        line = lines[index]
        if around:
            marker = _next_marker(lines, index, around, is_item=line in counted)
            is_in_item = markers[-1] is not None or under.get(starts[-1], False)
            if not marker and is_in_item and begins_own(lines, index, around[-1], width):
                under[index] = is_of_item(lines, index, around)
            if marker or index in under or is_under_list(lines, index, starts, around[0]):
                starts.append(index)
                markers.append(marker)
                around = around if marker or index in under else []
        elif opening and line.startswith("  "):
            starts.append(index)
            markers.append(None)
    ends = [*starts[1:], len(lines)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        yield Run(
            run.line + start,
            lines[start:end],
            markers[number],
            doubled=doubled and number == 0,
            leads=run.leads and number == 0,
            guessed=run.guessed and number == 0,
            under=start in under,
            of_item=under.get(start, False),
        )


def _next_marker(lines: list[str], at: int, around: list[Marker], *, is_item: bool) -> Marker | None:
    """Return the marker of a line inside a list when it goes on with a list around it, or begins a deeper one.

    `around` holds the last marker of each list that is open, outermost first, and is kept up to date.
    """
    marker = marker_of(lines[at], is_item=is_item)
    if marker is None:
        return None
    for depth in range(len(around) - 1, -1, -1):
        following = marker.after(around[depth]) if abs(marker.indent - around[depth].indent) <= 1 else None
        if following:
            around[depth:] = [following]
            return following
    is_deeper = marker.sure and marker.indent >= around[-1].indent + 2 and marker.value <= 1
    if is_deeper or begins_within(lines, at, marker, around[-1]):
        around.append(marker)
        return marker
    return None


def _with_true_markers(runs: list[Run]) -> list[Run]:
    """Keep only markers that are sure or that a neighbour continues: "1. Introduction" alone is no list."""
    holding = [
        ends_sentence(run.lines[-1])
        or (after is not None and run.line + len(run.lines) == after.line)
        or (run.marker is not None and run.lines[0][run.marker.text_at].islower())
        for run, after in zip_longest(runs, runs[1:])
    ]
    within = [run.indent >= DEEPER or run.under for run in runs]
    markers = true_markers([run.marker for run in runs], within, holding)
    said = speeches([" ".join(run.lines) for run in runs], markers)
    return [
        replace(run, marker=None if is_said else marker) if run.marker else run
        for run, marker, is_said in zip(runs, markers, said, strict=True)
    ]


def _piece(
    run: Run, made: Sequence[Piece], setting: str, indent: int, stands: str, hyphens: Hyphens | None
) -> Piece:
    """Make one piece of a run: list item, continued item, verse, quotation or prose."""
    lines, kind, data = run.lines, "prose", {}
    if run.sections:
        return as_contents(run.sections, setting, run.line, len(lines))
    if run.grid:
        return as_piece(run.grid, setting, run.line, len(lines))
    if run.marker:
        return _list_item(run, run.marker, level_of(run.marker.indent, made), setting, hyphens)
    if len(lines) == 1 and is_ornament(lines[0]):
        return Piece("", "ornament", setting, run.line)
    before = made[-1] if made else None
    is_under = before is not None and before.kind == "list_item" and stands != KEPT
    is_in = before and (run.of_item or indent >= _CONTINUES_FROM + 2 * (before.data.get("level", 1) - 1))
    if before and is_under and is_in:
        kind, data = "list_item", {**before.data, "continues": True}
    elif are_contents(lines):
        kind, data = "verse", {"contents": True}
    elif stands in (KEPT, KEPT_DOUBTED, KEPT_LIKE_OTHERS):
        kind = "verse"
    elif indent >= 2 and len(lines) > 1:
        kind = "quotation"
    if kind == "verse":
        data = {**data, "indents": [len(line) - len(line.lstrip()) for line in lines]}
        text = "\n".join(map(squeezed, lines))
        verse = Piece(text, kind, setting, run.line, len(lines), data=data)
        return _doubted(run, verse.with_doubt("lines_kept") if stands == KEPT_DOUBTED else verse)
    text, guessed = joined(lines, hyphens)
    data = {**data, "leads": True} if run.leads else data
    prose = Piece(text, kind, setting, run.line, len(lines), data=data)
    return _doubted(run, prose.with_doubt("lines_joined") if stands == JOINED_DOUBTED else prose, guessed)


def _doubted(run: Run, made: Piece, guessed: Sequence[int] = ()) -> Piece:
    """Say what is doubtful about a piece: a marker that was left out, words broken at line ends (their places)."""
    if guessed:
        doubts = [PieceDoubt("line_hyphen_guessed", place) for place in guessed]
        made = replace(made, doubts=(*made.doubts, *doubts))
    if run.guessed:
        made = made.with_doubt("paragraph_guessed")
    return made.with_doubt("list_marker_doubled") if run.doubled else made


def _list_item(run: Run, marker: Marker, level: int, setting: str, hyphens: Hyphens | None) -> Piece:
    """Make a list item: its marker goes into its data."""
    lines = [run.lines[0][marker.text_at :], *run.lines[1:]]
    data = {"level": level, "ordered": marker.ordered, "indent": marker.indent, "marker": marker.shown}
    if marker.ordered:
        data["value"] = marker.value
    text, guessed = joined(lines, hyphens)
    return _doubted(run, Piece(text, "list_item", setting, run.line, len(run.lines), data=data), guessed)
