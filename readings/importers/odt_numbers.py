"""The numbers that a word processor shows before the headings of an ODT: counted here, for the file only says how."""

from collections import defaultdict
from collections.abc import Mapping

from readings.importers.markup.placing import written
from readings.importers.markup.tree import Element
from readings.importers.odt_styles import Styles


class Numbers:
    """How far the headings of each list have been counted; the outline of the document is one of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._last: dict[str, Element] = {}

    def label(self, heading: Element, level: int) -> str:
        """Count a heading on, and return the number that it shows, "" if it shows none."""
        shown = next((child for child in heading.elements() if child.tag == "text:number"), None)
        if shown is not None:
            return shown.text()
        if heading.get("text:is-list-header") == "true":
            return ""
        around = heading.parent
        if around is not None and around.tag in ("text:list-item", "text:list-header"):
            return self._of_item(heading, around)
        name = self._styles.numbered_by(heading.get("text:style-name"))
        if heading.tag == "text:p" and name == self._styles.outline:
            return ""  # a paragraph that only looks like a heading is in no outline
        start = heading.get("text:start-value") if heading.get("text:restart-numbering") == "true" else ""
        return self._counted(name, level, start)

    def _of_item(self, heading: Element, item: Element) -> str:
        """Count a heading that is an item of a list, as headings with a list of their own are written."""
        if item.tag == "text:list-header" or next(item.elements(), None) is not heading:
            return ""
        lists = [above for above in item.ancestors() if above.tag == "text:list"]
        name = next(filter(None, (one.get("text:style-name") for one in lists)), "")
        outermost = lists[-1]
        goes_on = outermost.get("text:continue-numbering") == "true" or outermost.get("text:continue-list")
        if self._last.get(name) is not outermost and not goes_on:
            self._counts[name].clear()
        self._last[name] = outermost
        return self._counted(name, len(lists), item.get("text:start-value"))

    def _counted(self, name: str, level: int, start: str) -> str:
        levels = self._styles.levels(name)
        if level not in levels:
            return ""
        counts = self._counts[name]
        begin = _number(start, counts.get(level, _start(levels, level) - 1) + 1)
        counts[level] = begin
        for deeper in [below for below in counts if below > level]:
            del counts[deeper]
        here = levels[level]
        if here.tag.endswith("-bullet") or not here.get("style:num-format"):
            return ""
        first = max(level - _number(here.get("text:display-levels"), 1) + 1, 1)
        parts = [
            written(counts.get(above, _start(levels, above)), levels[above].get("style:num-format"))
            for above in range(first, level + 1)
            if above in levels and levels[above].get("style:num-format")
        ]
        label = here.get("style:num-prefix") + ".".join(parts) + here.get("style:num-suffix")
        return " ".join(label.split())


def _start(levels: Mapping[int, Element], level: int) -> int:
    return _number(levels[level].get("text:start-value"), 1) if level in levels else 1


def _number(said: str, usual: int) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else usual
