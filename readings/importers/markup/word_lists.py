"""Lists of pages that Word saved "filtered": paragraphs of which only the margin says how deep they stand in their list."""

import re
from collections.abc import Iterator

from readings.importers.markup.meanings import STYLED_LEVEL, TYPED_ITEMS
from readings.importers.markup.tree import Element

_MARGIN = re.compile(r"margin(?:-left:|:(?:[^\s;]+\s+){3})\s*(-?\d{1,4}(?:\.\d{0,4})?)(pt|in|cm|px)", re.I)
_IN_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "px": 0.75}
_A_STEP = 6.0  # points: lists of one level may be set in a little differently
_DEEPEST = 6


def say_levels(root: Element) -> None:
    """Say of each item how deep it is set in beside the others of its run, where nothing else says it."""
    for around in root.below():
        if any(child.classes & TYPED_ITEMS for child in around.elements()):
            for run in _runs(around):
                _say(run)


def _runs(around: Element) -> Iterator[list[Element]]:
    run: list[Element] = []
    for child in around.elements():
        if child.classes & TYPED_ITEMS:
            run.append(child)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _say(run: list[Element]) -> None:
    margins = [_margin(item) for item in run]
    steps: list[float] = []
    for margin in sorted(margins):
        if not steps or margin - steps[-1] >= _A_STEP:
            steps.append(margin)
    for item, margin in zip(run, margins, strict=True):
        level = sum(step <= margin for step in steps)
        if level > 1 and not STYLED_LEVEL.search(item.get("style")):
            item.attrs["style"] = f"{item.get('style')};mso-list:l0 level{min(level, _DEEPEST)}"


def _margin(item: Element) -> float:
    found = _MARGIN.search(item.get("style")[:1_000])
    return float(found[1]) * _IN_POINTS[found[2].lower()] if found else 0.0
