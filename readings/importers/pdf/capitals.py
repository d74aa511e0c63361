"""Drop capitals: the large first letter of a paragraph, beside its first lines, becomes the first letter of its words.

It is one letter, perhaps behind a quotation mark, larger than the lines that stand beside it and begin at its right
edge; its top is about that of the first of them, its foot about that of the last. These lines then begin where it
stands, so that nothing takes them for indented. Pure, and before anything is made of runs.
"""

import re
from collections import Counter
from collections.abc import Sequence

from readings.importers.pdf.lines import Page, Run, most_common

_MOST = 30  # on a page: where there are more, they are something else
_LARGER = 1.6  # times as large as the lines beside it
_MOST_LARGER = 9
_CAPITAL = re.compile(r"[“„«\"'‘(¿¡]?[^\W\d_]")
_ALONE = frozenset("AEIOUYÀÉÓÔ")  # letters that are also words
_BESIDE = 1.2  # of the size of the lines: so far behind it they begin at most
_TOP = 0.75  # of the size: how high a capital is
_MOST_LINES = 8
_LEADING = 1.6  # of the size: how far apart the lines of a paragraph stand at most
_OVER, _UNDER = 0.8, 0.45  # of the size of the lines: how far its top and its foot may stand from theirs
_SPACE = (0.15, 0.5)  # of the size: how wide a space may be
_VOWEL = re.compile(r"[aeiouyà-ÿ]")
_WORD = re.compile(r"[^\W\d_]+")


def with_drop_capitals(pages: Sequence[Page]) -> list[Page]:
    """Return the pages with each drop capital at the beginning of the first of the lines beside it."""
    size = most_common((run.size, len(run.text)) for page in pages for run in page.runs) or 10.0
    words: Counter[str] | None = None
    made = []
    for page in pages:
        runs = list(page.runs)
        capitals = [run for run in runs if _is_capital(run, size)]
        for capital in capitals if len(capitals) <= _MOST else ():
            if not any(run is capital for run in runs):
                continue  # the one before it took it for the first of its lines
            lines = _lines_beside(capital, runs)
            if lines and (_counts(capital, capitals) or _leads(capital, lines[0])):
                runs = [run._replace(text=f"{run.text.rstrip()} ") if run is capital else run for run in runs]
                continue
            words = _words(pages) if lines and words is None else words
            between = _between(capital.text.strip(), lines, words) if lines and words else None
            if between is not None:
                runs = _joined(runs, capital, lines, between)
        made.append(page._replace(runs=runs))
    return made


def _is_capital(run: Run, size: float) -> bool:
    text = run.text.strip()
    large = _LARGER * size <= run.size <= _MOST_LARGER * size
    return large and bool(_CAPITAL.fullmatch(text)) and text[-1].isupper()


def _counts(capital: Run, capitals: Sequence[Run]) -> bool:
    """Whether it is one of a list of letters that stand below one another: B, C, D."""
    letter = ord(capital.text.strip()[-1])
    return any(
        abs(ord(other.text.strip()[-1]) - letter) == 1
        and abs(other.x0 - capital.x0) < 0.5 * capital.size
        and abs(other.size - capital.size) <= 0.1 * capital.size
        for other in capitals
    )


def _leads(capital: Run, line: Run) -> bool:
    """Whether a word of its own begins behind a letter that is none, large and then small: "Q", "What"."""
    found = _WORD.match(line.text.lstrip())
    is_new = found is not None and found[0][0].isupper() and found[0][1:].islower()
    return is_new and capital.text.strip()[-1] not in _ALONE


def _words(pages: Sequence[Page]) -> Counter[str]:
    return Counter(word.casefold() for page in pages for run in page.runs for word in _WORD.findall(run.text))


def _lines_beside(capital: Run, runs: Sequence[Run]) -> list[Run]:
    """Return the first run of each line beside a capital, from the top downwards; none where it is no drop capital."""
    firsts: dict[float, Run] = {}
    for run in runs:
        begins = -0.3 * run.size <= run.x0 - capital.x1 <= _BESIDE * run.size
        if run is capital or not begins or capital.size < _LARGER * run.size:
            continue
        if capital.y - _UNDER * run.size <= run.y <= capital.y + _TOP * capital.size and run.text.strip():
            firsts.setdefault(run.y, run)
        elif firsts and len(firsts) < _MOST_LINES and 0 < min(firsts) - run.y < _LEADING * run.size:
            firsts[run.y] = run  # the room that is left for the letter goes below its foot
    lines = sorted(firsts.values(), key=lambda run: -run.y)
    if not lines:
        return []
    top = lines[0]
    level = abs(capital.y + _TOP * capital.size - top.y - _TOP * top.size) <= _OVER * top.size
    alike = all(
        abs(run.x0 - lines[-1].x0) <= (_SPACE[1] if run is top else 0.3) * top.size
        and abs(run.size - top.size) <= 0.1 * top.size
        for run in lines
    )
    # What stands to the left of it, or ends before it at one of these heights, makes it a letter within a line.
    lower = lines[-1].y < top.y - 0.5 * top.size or abs(capital.y - top.y) > 0.3 * top.size
    within = any(
        run is not capital
        and run.x1 <= capital.x0 + 1
        and capital.x0 - run.x1 < 2 * top.size
        and run.y in firsts
        for run in runs
    )
    return lines if level and alike and lower and not within else []


def _joined(runs: Sequence[Run], capital: Run, lines: Sequence[Run], between: str) -> list[Run]:
    """Put a capital before the first line, and let all lines begin at its left edge."""
    made = []
    for run in runs:
        if run is capital:
            continue
        if any(run is line for line in lines):
            text, starts, breaks = run.text.lstrip(), run.starts, run.breaks
            if run is lines[0]:
                text = capital.text.strip() + between + text
                if between and starts:
                    starts = (capital.x0, *starts)
                    breaks = tuple((word + 1, end) for word, end in breaks)
            run = run._replace(
                text=text, x0=capital.x0, starts=(capital.x0, *starts[1:]) if starts else (), breaks=breaks
            )
        made.append(run)
    return made


def _between(letter: str, lines: Sequence[Run], words: Counter[str]) -> str | None:
    """Return what stands between a letter and the words behind it, None where neither the one nor the other is sure.

    Few letters are words of their own; which it is, a space before the first line or other words of the document say.
    """
    found = _WORD.match(lines[0].text.lstrip())
    if found is None:
        return ""
    rest = found[0].casefold()
    may_be_word = letter[-1] in _ALONE
    if not may_be_word:
        return None if words[rest] > 1 and not words[letter[-1].casefold() + rest] else ""
    if len(lines) > 1 and _SPACE[0] * lines[0].size < lines[0].x0 - lines[1].x0 <= _SPACE[1] * lines[0].size:
        return " "
    if words[letter[-1].casefold() + rest] or not _VOWEL.search(rest):
        return ""
    return " " if words[rest] > 1 else None
