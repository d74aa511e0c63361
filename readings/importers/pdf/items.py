"""Which lines begin the items of a list, told by their markers and by how these count and hang."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from readings.importers.markers import Marker, marker_of
from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line

_DASH = "— "
_INDENT = 0.6  # of the size: less is no indentation
_SEVERAL = 2  # items with a dash that begin small
_ALIKE = 1.5  # points
_HOLLOW = "o "
_BULLETS = "•▪"
_FURTHER = 2.4  # of the size: words of an item stand less far behind its bullet
_NEAR = 8  # lines, among which the next marker of a list stands


def items_in(
    lines: Sequence[Line],
    region: Region,
    dashes: Sequence[float],
    before: Marker | None = None,
    above: Sequence[tuple[float, Marker]] = (),
) -> dict[int, Marker]:
    """Return the lines that begin items of a list, with their markers.

    Only a sure marker, or one at the beginning of the group, or one that goes on counting begins an item, also behind
    the item `before` the group, or right under one of those `above` it, which have other lists within them; a number
    that only happens to stand at the beginning of a line does not.
    """
    found: dict[int, Marker] = {}
    markers = [marker_in(line, region.left, dashes) for line in lines]
    markers = _with_hollow(lines, markers, above, region.left)
    for at, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        if marker is None:
            continue
        hangs = at + 1 < len(lines) and lines[at + 1].x0 > line.x0 + 0.5 * line.size
        after_end = at == 0 or lines[at - 1].ends_early(line, region.right) or lines[at - 1].ends_sentence
        counted = [*found.values(), *([before] if before and before.ordered else ())]
        goes_on = any(marker.after(other) for other in counted)
        under = hangs and marker.ordered and _counts_on(marker, line, above)
        set_in = line.x0 > region.left + _INDENT * line.size
        stands_out = (
            at == 0 or not marker.ordered or marker.value == 1 or (set_in and _is_counted_on(markers, at))
        )
        # A number that counts on where text is set in is no accident, however full the line above it is.
        after_end = after_end or (goes_on and marker.ordered and set_in)
        if after_end and (goes_on or under or (stands_out and (marker.sure or hangs or at == 0))):
            found[at] = marker
    return found


def _with_hollow(
    lines: Sequence[Line],
    markers: Sequence[Marker | None],
    above: Sequence[tuple[float, Marker]],
    left: float,
) -> list[Marker | None]:
    """Take an "o" for the hollow bullet of word processors where it stands further in than the words of a bullet."""
    made: list[Marker | None] = []
    words = max((x + _FURTHER * lines[0].size for x, one in above if one.style in _BULLETS), default=0.0)
    for line, marker in zip(lines, markers, strict=True):
        if words and marker is None and line.text.startswith(_HOLLOW) and line.x0 > words:
            indent = min(max(round((line.x0 - left) / max(0.5 * line.size, 0.5)), 0), 60)
            marker = Marker(indent, "o", 0, indent + len(_HOLLOW), "o", sure=True)
        elif marker and marker.style in _BULLETS:
            words = line.x0 + _FURTHER * line.size
        made.append(marker)
    return made


def _counts_on(marker: Marker, line: Line, above: Sequence[tuple[float, Marker]]) -> bool:
    """Tell whether a marker is the next one of the last list above it that stands as far in."""
    at_edge = (other for x, other in reversed(above) if abs(x - line.x0) < _ALIKE)
    last = next(at_edge, None)
    return last is not None and marker.after(last) is not None


def _is_counted_on(markers: Sequence[Marker | None], at: int) -> bool:
    """Tell whether a marker soon after the one at a line is the next of its list, and stands as far in."""
    one = markers[at]
    near = (
        other for other in markers[at + 1 : at + 1 + _NEAR] if other and one and other.indent == one.indent
    )
    return any(other.after(one) for other in near if one)


def marker_in(line: Line, left: float, dashes: Sequence[float] = ()) -> Marker | None:
    """Return the list marker that a line begins with, its indentation counted in letters of half the size.

    A long dash is one at the edges of lists of `dashes` only: elsewhere somebody speaks.
    """
    indent = min(max(round((line.x0 - left) / max(0.5 * line.size, 0.5)), 0), 60)
    if line.text.startswith(_DASH) and any(abs(line.x0 - edge) < 1.5 for edge in dashes):
        return Marker(indent, _DASH.strip(), 0, indent + len(_DASH), _DASH.strip(), sure=True)
    return marker_of(" " * indent + line.text)


def dash_edges(region: Region) -> list[float]:
    """Return where lists with a long dash stand, as French has them, and not somebody who speaks.

    Behind a dash the lines of an item hang; or several items stand under one another that begin small.
    """
    dashed = [
        (line, after)
        for line, after in pairwise(region.lines)
        if line.text.startswith(_DASH) and line.x0 - region.left > _INDENT * line.size
    ]
    small = Counter(
        round(line.x0) for line, _after in dashed if line.text[len(_DASH) :].lstrip()[:1].islower()
    )
    return [
        line.x0
        for line, after in dashed
        if small[round(line.x0)] >= _SEVERAL
        or (
            0.8 * line.size < after.x0 - line.x0 < 2.5 * line.size
            and 0 < line.y - after.y < 1.5 * line.size
            and not line.ends_early(after, region.right)
        )
    ]
