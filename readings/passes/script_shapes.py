"""What a line looks like when it is a heading in Arabic, Persian, Hebrew or Greek: "الفصل الأول", "פרק א", "Α΄. Ἀρχή".

These scripts have no capitals, or begin sentences with the same words: a title behind the number wants a stop between.
"""

import re
from typing import NamedTuple

_RANKS = {
    "المجلد": 10, "الجزء": 10, "جلد": 10, "الكتاب": 11, "الباب": 12, "القسم": 12, "باب": 12, "بخش": 12, "قسم": 12,
    "الفصل": 13, "فصل": 13, "المبحث": 14,
    "כרך": 10, "ספר": 11, "חלק": 12, "שער": 12, "פרק": 13, "סעיף": 14,
    "τόμος": 10, "βιβλίο": 11, "βιβλίον": 11, "μέρος": 12, "κεφάλαιο": 13, "κεφάλαιον": 13, "ενότητα": 14, "άρθρο": 14,
}  # fmt: skip
_NUMERAL = 16  # the rank of a number alone, as of a roman one
_ORDINALS = (
    "الأول الاول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس الخامسة السادس السادسة السابع السابعة"
    " الثامن الثامنة التاسع التاسعة العاشر العاشرة الحادي الأخير اول یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم"
    " ראשון שני שלישי רביעי חמישי שישי שביעי שמיני תשיעי עשירי"
    " πρώτο πρώτον δεύτερο δεύτερον τρίτο τρίτον τέταρτο τέταρτον πέμπτο πέμπτον έκτο έκτον έβδομο έβδομον"
    " όγδοο όγδοον ένατο ένατον δέκατο δέκατον"
).replace(" ", "|")
_HEBREW = r"(?:ק?(?:ט[״\"]?[וז]|[יכלמנסעפצ][״\"]?[א-ט]|[א-טיכלמנסעפצ])[׳']?)"
_KERAIA = "[΄ʹ´’']"
_GREEK = r"(?:[Α-Ωα-ω]|[ΙΚΛΜΝικλμν][Α-Θα-θϛςΣ]|ΣΤ|στ)"
_NAMED = re.compile(
    rf"(?:(?P<name>{'|'.join(_RANKS)})[ ]+(?:\d{{1,3}}|(?:{_ORDINALS})(?:[ ]عشرة?)?|{_HEBREW}|{_GREEK}{_KERAIA}?|[IVX]{{1,6}})"
    rf"|(?P<numeral>(?:[Α-Ω]|[ΙΚΛΜΝ][Α-Θϛ]|ΣΤ)[΄ʹ´]))"
    r"(?:(?P<stop>[ ]?[.:–—-])?|(?P<mark>[ ]?[.:–—-])[ ]*(?P<title>\S.*))",
    re.IGNORECASE,
)
_ENDS = (".", "،", "؛", ",", ";", "·", "؟!")
_LONGEST = 80  # code points
_FIRST = "\u0370"  # of these scripts


class Named(NamedTuple):
    """A line read as a named heading: its rank, its title, whether a stop stands between its name and that."""

    rank: int
    title: str
    stopped: bool


def named(line: str) -> Named | None:
    """Read a named or a numbered heading of these scripts; a sentence that begins so is none."""
    if line[:1] < _FIRST or len(line) > _LONGEST:
        return None
    found = _NAMED.fullmatch(line)
    title = (found["title"] or "") if found else ""
    if not found or title.endswith(_ENDS):
        return None
    rank = _RANKS[found["name"].casefold()] if found["name"] else _NUMERAL
    return Named(rank, title, bool(found["stop"] or found["mark"]))
