"""Which of the places where a file begins anew between two words of a line say something. Pure.

Word processors write a line of prose in one go and each cell by itself: there each such place may be the edge of a
cell. Browsers write every word by itself, but part them by one space of the font wherever words follow one another:
there only those say something whose gap is another one. Where words are pulled apart to fill the line, none do.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from readings.importers.pdf.lines import Page, Run

_MOST = 0.3  # of the words: a file that begins anew at more of them writes word by word
_ALIKE = 0.01  # of the size: how unequal gaps are that are one space of a font
_OTHERWISE = 0.018  # of the size: so much wider or narrower is what is none
_MOSTLY = 0.8  # of the gaps are such a space, where words are not pulled apart
_FEWEST, _FEWEST_IN_ALL = 5, 40  # gaps of a face, and of a document, to tell a space
_NARROWEST, _WIDEST = 0.15, 0.45  # of the size: so wide is a space
_OTHER_FACE = 0.06  # of the size: so unequal may the spaces of two faces be
_NONE = 0.03  # of the size: less stands between two letters of a word

type Face = tuple[bool, bool]  # bold, italic


def with_telling_breaks(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without the breaks that any two words of the document have between them."""
    pages = [page._replace(runs=[_sound(run) for run in page.runs]) for page in pages]
    runs = [run for page in pages for run in page.runs]
    spaces = sum(len(run.starts) - 1 for run in runs if run.starts)
    if sum(len(run.breaks) for run in runs) <= _MOST * spaces:
        return pages
    common = _common_spaces(runs)
    made = []
    for page in pages:
        told = [_told(run, common) for run in page.runs]
        walled = any(not rule.level for rule in page.rules)  # what a drawn line parts stays apart
        made.append(page._replace(runs=told if walled else _joined(told, common)))
    return made


def _sound(run: Run) -> Run:
    """Return a run without breaks that lie at none of its words."""
    words = [0, *(word for word, _end in run.breaks), len(run.starts)]
    sound = len(run.starts) == len(run.text.split()) and all(one < two for one, two in pairwise(words))
    return run if sound or not run.breaks else run._replace(breaks=())


def _common_spaces(runs: Sequence[Run]) -> dict[Face | None, float]:
    """Return how wide a space is in each face, of the size, where most are equally wide; None stands for all faces."""
    if sum(len(run.breaks) for run in runs) < _FEWEST_IN_ALL:
        return {}
    gaps: dict[Face | None, Counter[int]] = {}
    for run in runs:
        for gap in _gaps(run):
            for face in (None, (run.bold, run.italic)):
                gaps.setdefault(face, Counter())[round(gap / _ALIKE)] += 1
    made = dict[Face | None, float]()
    for face, counts in gaps.items():
        width, _count = counts.most_common(1)[0]
        near = sum(counts[width + by] for by in (-1, 0, 1))
        space = width * _ALIKE
        if near >= _MOSTLY * counts.total() and counts.total() >= _FEWEST and _NARROWEST < space < _WIDEST:
            made[face] = space
    return made


def _gaps(run: Run) -> list[float]:
    return [(run.starts[word] - end) / run.size for word, end in run.breaks]


def _told(run: Run, common: Mapping[Face | None, float]) -> Run:
    if not run.breaks:
        return run
    told = zip(run.breaks, _gaps(run), strict=True)
    return run._replace(breaks=tuple(one for one, gap in told if not _is_space(gap, run, common)))


def _is_space(gap: float, run: Run, common: Mapping[Face | None, float]) -> bool:
    """Tell whether a gap is one space of the font; where that is not known every gap is."""
    face = (run.bold, run.italic)
    space = common.get(face, common.get(None))
    return space is None or abs(gap - space) <= (_OTHERWISE if face in common else _OTHER_FACE)


def _joined(runs: Sequence[Run], common: Mapping[Face | None, float]) -> list[Run]:
    """Join what the file wrote letter by letter or word by word, though nothing or only a space parts it."""
    made: list[Run] = []
    for run in runs:
        before = made[-1] if made else None
        if before and common and _like(before) == _like(run) and before.starts and run.starts:
            gap = (run.x0 - before.x1) / run.size
            # A word that was read in one go stood alone for a reason: a line, or another column.
            letter = len(run.text.strip()) == 1
            spaced = letter and gap > _NONE and _is_space(gap, run, common)
            if abs(gap) <= _NONE or spaced:
                text = before.text.rstrip() + " " * spaced + run.text.lstrip()
                starts = (*before.starts, *(run.starts if spaced else run.starts[1:]))
                moved = tuple((word + len(before.starts) - (not spaced), end) for word, end in run.breaks)
                made[-1] = before._replace(
                    text=text, x1=run.x1, starts=starts, breaks=(*before.breaks, *moved)
                )
                continue
        made.append(run)
    return made


def _like(run: Run) -> tuple[float, float, bool, bool, bool, str]:
    return run.y, run.size, run.bold, run.italic, run.fixed, run.href
