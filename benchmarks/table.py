"""The table that `make bench` prints: a line a figure, its bars beside it, and whether they are kept. Pure."""

from benchmarks.measuring import Row

_NAME, _BASELINE, _BAR = 60, 34, 14
HEAD = (
    f"{'what':<{_NAME}} {'ms':>9}  {'bar':<{_BAR}} {'against':<{_BASELINE}} {'ms':>9} {'ratio':>7}  {'bar':<10}"
    f" {'rounds':>6}  {'kept':<7}  what else"
)


def line(row: Row) -> str:
    """One line of the table; two where the name or the baseline is longer than its column."""
    name, baseline, above = row.name, row.baseline, ""
    if len(name) > _NAME or len(baseline) > _BASELINE:
        name, baseline, above = "", "", f"{name}, against {baseline}\n"
    time = f"under {row.most_ms:g} ms" if row.most_ms else ""
    ratio = f"at most {row.bar:g}×" if row.bar else ""
    memory = f"{row.memory:.0f} MB" + (f", under {row.most_memory:g} MB" if row.most_memory else "")
    notes = "; ".join(filter(None, (memory if row.memory else "", row.note)))
    figures = (
        f"{name:<{_NAME}} {row.ours:>9.2f}  {time:<{_BAR}} {baseline:<{_BASELINE}} {row.theirs:>9.2f}"
        f" {f'{row.ratio:.1f}×':>7}  {ratio:<10} {row.rounds:>6}  {verdict(row):<7}  {notes}"
    )
    return above + figures.rstrip()


def verdict(row: Row) -> str:
    """Whether a figure keeps its bars; "" where nothing was agreed on."""
    kept = [
        is_kept
        for bar, is_kept in (
            (row.bar, row.ratio <= row.bar),
            (row.most_ms, row.ours < row.most_ms),
            (row.most_memory, row.memory < row.most_memory),
        )
        if bar
    ]
    return ("met" if all(kept) else "NOT MET") if kept else ""
