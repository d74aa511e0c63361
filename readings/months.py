"""The names of the months in the languages that the library meets most, as dates in running text have them.

They are one part of a pattern, which ignores case. Each time that they stand in one costs two milliseconds before the
first file is read: so a pattern has them once.
"""

import re
from collections.abc import Iterable

MONTH = (
    # English and German, with their short forms
    r"jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[yi]|jun[ei]?|jul[yi]?|aug(?:ust)?|"
    r"sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|jänner|feber|"
    # French, Spanish, Portuguese, Italian
    r"janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|"
    r"janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    r"gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|"
    # Dutch, Swedish, Danish, Norwegian, Finnish
    r"januari|februari|maart|mei|augustus|augusti|marts|maj|desember|[^\W\d_]{3,6}kuuta|"
    # Polish, Czech, Russian, Ukrainian
    r"stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    r"ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|"
    r"января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    r"січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|"
    # Turkish
    r"ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
)
_DATED = re.compile(
    # A stop after a month may also end an item, "1. January."; words must follow. "March" and "May" begin sentences.
    rf"(?:{MONTH})(?:\.?,?[ ]+\d{{4}}\b|(?<!may)(?<!march)(?:[.:,]|[ ]?[–—-])[ ]+\S)",
    re.IGNORECASE,
)

_COUNTED = re.compile(rf"[ ]*(\d{{1,2}})\.[ ]+({MONTH})\b(?!\.?,?[ ]+\d{{4}}\b)", re.IGNORECASE)
_FEWEST_COUNTED = 3


def counted_months(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines that count months, "1. May: …", "2. June: …", "3. July: …": items of a list, and no days.

    A diary names one month day by day; so here numbers count up from 1, and each has a month of its own.
    """
    counted: set[str] = set()
    row: list[str] = []
    months: set[str] = set()
    for line in lines:
        if not (found := _COUNTED.match(line)):
            continue
        month = found[2].lower()
        if int(found[1]) != len(row) + 1 or month in months:
            row, months = [], set()
        if int(found[1]) == len(row) + 1:
            row, months = [*row, line], {*months, month}
        if len(row) >= _FEWEST_COUNTED:
            counted.update(row)
    return frozenset(counted)


def goes_on_as_date(words: str) -> bool:
    """Tell whether words behind "2." make a day of it, "Mai 1905" or "maj. Regn", and no item of a list."""
    return bool(_DATED.match(words))
