"""What a line looks like when it is a heading: named and numbered ones, titles, and what only looks like one.

Nothing here knows where in the text a line stands; that is `readings.passes.headings`.
"""

import re
from dataclasses import dataclass

from readings.importers.markers import roman_value
from readings.importers.quoted_lines import WROTE
from readings.months import MONTH
from readings.passes import chinese_shapes, script_shapes
from readings.words import count_words, word_set

# Rank among headings: less is higher. Headings of marked-up sources have 1 to 6.
BOLD, PARAGRAPH_SIGN, ROMAN, DECIMAL, YEAR, UNNUMBERED, DAY = 7, 15, 16, 17, 25, 30, 31
_NAMES = {
    "volume": 10, "band": 10, "tome": 10,
    "book": 11, "buch": 11, "livre": 11, "libro": 11,
    "part": 12, "teil": 12, "partie": 12, "parte": 12, "act": 12, "akt": 12, "acte": 12,
    "chapter": 13, "kapitel": 13, "chapitre": 13, "capítulo": 13, "capitolo": 13, "lecture": 13, "letter": 13,
    "rozdział": 13, "kapitola": 13, "hoofdstuk": 13, "глава": 13, "розділ": 13, "część": 12, "часть": 12, "deel": 12,
    "article": 14, "artikel": 14, "artículo": 14, "artigo": 14, "articolo": 14, "artykuł": 14, "статья": 14, "стаття": 14,
    "section": 14, "abschnitt": 14, "scene": 14, "szene": 14, "scène": 14,
}  # fmt: skip
CHAPTER = 13
_OF_A_PLAY = frozenset(("act", "akt", "acte", "scene", "szene", "scène"))
_ORDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty first second third fourth fifth sixth seventh "
    "eighth ninth tenth last eins zwei drei vier fünf sechs sieben acht neun zehn premier première deux "
    "trois quatre cinq sept huit neuf dix primera segunda tercera primero segundo tercero primo secondo terzo "
    "pierwszy drugi trzeci pierwsza druga trzecia первая вторая третья четвёртая пятая"
).replace(" ", "|")
_GERMAN = "(?:erst|zweit|dritt|viert|fünft|sechst|sieb(?:en)?t|acht|neunt|zehnt|elft|zwölft)e[rs]?"
_NUMBER = rf"(?:the[ ])?(?:\d{{1,3}}|[ivxlc]{{1,7}}|(?:(?:twenty|thirty|forty|fifty)-)?(?:{_ORDINALS}))"
_NAMED = re.compile(
    rf"(?:(?P<name>{'|'.join(_NAMES)})[ ](?P<number>{_NUMBER})"
    rf"|(?:{_GERMAN}|\d{{1,3}}\.)[ ](?P<german>Band|Buch|Teil|Akt|Kapitel|Abschnitt)"
    r"|(?P<sign>§)[ ]?\d{1,4}[a-z]?)"
    r"(?P<stop>[ ]?[.:—–-]+)?(?:[ ]+(?P<title>\S.*)|$)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?P<number>[IVXLC]{1,7})(?P<stop>[.):])?(?:[ ]+[—–-])?(?:[ ]+(?P<title>\S.*)|$)")
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<stop>[.):])?[ ]+(?P<title>[^\W\d_a-z].*)")
_PAGE = re.compile(
    r"[\s,;:.·…–—-]+(?:pp?\.?[ ]?|page[ ]|s\.[ ]?)?(?P<page>\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE
)
_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.[ ]+(?P<title>\S.*)")
_BARE = re.compile(r"[0-9]{1,3}")
# Parts of a book that have a name and no number.
BOOK_PARTS = word_set(
    "preface foreword prologue epilogue afterword acknowledgements acknowledgments dedication "
    "bibliography glossary index contents appendix postscript vorwort nachwort danksagung inhalt "
    "inhaltsverzeichnis literatur anhang préface postface prólogo epílogo"
)
CHAPTER_PARTS = word_set(
    "introduction conclusion conclusions summary notes endnotes footnotes references einleitung schluss "
    "fazit anmerkungen zusammenfassung introducción conclusión "
    "序 序言 前言 引言 导言 導言 后记 後記 跋 附录 附錄 结语 結語 结论 結論 注释 注釋 註釋 参考文献 參考文獻 はじめに おわりに 注"
)
DATE = (
    # "May 1st, 1901", "1. Mai 1901", "May 1901"; the months stand here once, because they take long to compile.
    rf"(?:(?:\d{{1,2}}(?:\.|er|º)?\s+(?:de\s+)?)?(?:{MONTH})\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+|de\s+)?\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4})"
)
_IS_DAY = re.compile(
    rf"(?:le\s+)?(?:[^\W\d_]+,?\s+(?:den\s+|the\s+)?)?(?P<day>\d{{1,2}}(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?)?(?:{MONTH})(?(day)|\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:\.?,?\s+(?:de\s+)?\d{4})?[.:]?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:\d{1,4}(?:[.,/]\d{1,3})?|[½¼¾⅓⅔])(?:[ ]|(?=(?:k?g|[mcd]?l)\b))[a-zß-ÿ]+(?:[ ][a-zß-ÿ]+){0,3}"
    r"|(?i:serves|makes|yields|ergibt|pour|para|für)[ ]\d{1,3}(?:[ ][^\W\d_]+)?"
)
_IS_YEAR = re.compile(r"(?P<year>1\d{3}|20\d\d)(?:[ ]?[–/-][ ]?(?:\d{4}|\d\d))?[.:]?")
_IS_DATE = re.compile(rf"(?:[^\W\d_]+,\s+)?{DATE}\.?", re.IGNORECASE)
_WRITTEN_ON = re.compile(r"(?:written|posted|published)[ ](?:on[ ])?", re.IGNORECASE)
_CAPTION = re.compile(r"(?:table|figure|fig\.|tabelle|abbildung|abb\.|tableau)\s+[\dA-Z]+\b", re.IGNORECASE)
_MOST_WORDS_OF_NAME = 4
_MOST_WORDS_OVER_LIST = 5  # "3. What to bring:"; a longer one is a sentence that the list goes on with
_WORD = re.compile(r"[^\W_][^\s—–/]*")
# The end of a sentence and the number or sign of a note behind it: no title ends so, and none goes on so.
_NOTED_SENTENCE = re.compile(
    r"[^\W\d_][”’\"»“«)]?[.!?…,;][”’\"»“«)]*"
    r"(?:(?:[ ]?\[(?:\d{1,3}|[*†‡§]{1,3})\]|[⁰¹²³⁴-⁹]{1,3}|[†‡§]{1,3}|\*{1,3})+(?:[ ]|$)|\d{1,3}$)"
)
_NUMBERED_ABBREVIATION = re.compile(r"\b(?:no|nr|op|vol|pt|bd|fig|ch|kap|art|v)\.\d{1,3}$", re.IGNORECASE)

# A heading is no clause: it does not begin as one who speaks does, nor end on a word that wants another.
_SMALL = word_set(
    "a an and as at but by for from in into nor of off on onto or out over per so than the to under up "
    "upon via vs vs. with without der die das den dem des und oder im in am an auf aus bei mit nach von "
    "vor zu zum zur über unter la le les l' du de des et ou à au aux en el los las y o del al di da il lo "
    "gli"
)
_SPEAKING = word_set(
    "i we you he she it they this that these those there here however also otherwise so then but and or "
    "if when while because since as let one couple first second third finally suppose perhaps yes no thus "
    "hence therefore ich wir er sie es dies aber und wenn je nous vous il elle ils elles mais"
)
_UNFINISHED = _SMALL | word_set(
    "is are was were be been being has have had do does did can could will would shall should may might "
    "must not that which who whose this these those their its his her our your my between through because "
    "if when ist sind war hat haben wird"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A line read as a numbered heading: its rank, its number (0 for none), its title."""

    rank: int
    number: int
    title: str
    stopped: bool  # a stop, colon or bracket stands after the number


def named(line: str) -> Shape | None:
    """Read "Part One: Background", "CHAPTER IV.", "Zweites Kapitel", "§ 3 Entgelt"."""
    found = _NAMED.match(line) if len(line) <= 200 else None
    if not found:
        return _named_elsewhere(line)
    title, stopped = found["title"] or "", bool(found["stop"])
    if found["sign"] and title.endswith(".") and count_words(title) > _MOST_WORDS_OF_NAME:
        return None  # a sentence of a statute
    name = (found["name"] or found["german"] or "").lower()
    is_place = stopped and name in _OF_A_PLAY and count_words(title) <= 16 and title[:1].isupper()
    if title and not (is_place or _is_title_after_number(title, stopped)):
        return None
    return Shape(PARAGRAPH_SIGN if found["sign"] else _NAMES[name], 0, title, stopped)


def _named_elsewhere(line: str) -> Shape | None:
    found = chinese_shapes.named(line) if line[:1] == "第" else script_shapes.named(line)
    return Shape(found.rank, 0, found.title, found.stopped) if found else None


def roman(line: str) -> Shape | None:
    """Read "II. The Triumph of Mass"; without a stop the neighbours must agree."""
    found = _ROMAN.match(line) if len(line) <= 160 else None
    value = roman_value(found["number"]) if found else 0
    if not found or not value:
        return None
    title = found["title"] or ""
    if title and not _is_title_after_number(title, stopped=False):
        return None
    return Shape(ROMAN, value, title, bool(found["stop"]))


def decimal(line: str) -> Shape | None:
    """Read "2.1 Methods" and "3. Results", and "2.1. knots" or "2.1. What holds? What does not?", which only a stop marks."""
    section = _SECTION.fullmatch(line) if len(line) <= 240 else None
    if section and _is_section(section["title"]):
        parts = section["number"].split(".")
        return Shape(DECIMAL + len(parts) - 1, int(parts[-1]), section["title"], True)
    found = _DECIMAL.match(line) if len(line) <= 160 else None
    if (
        not found
        or not _is_title_after_number(found["title"], stopped=False)
        or count_words(found["title"]) > (_MOST_WORDS_OVER_LIST if found["title"].endswith(":") else 12)
        or is_day(line)
    ):
        return None
    parts = found["number"].split(".")
    return Shape(
        DECIMAL + len(parts) - 1, int(parts[-1]), found["title"], bool(found["stop"]) or len(parts) > 1
    )


def _is_section(title: str) -> bool:
    """Tell what may stand behind a number of several parts and a stop: any question, a name in small letters."""
    if title.endswith("?"):
        return title.lstrip("“‘\"'«(¿„")[:1].isupper()
    return count_words(title) <= _MOST_WORDS_OF_NAME and title[-1].isalnum() and title[0].isalnum()


def _is_title_after_number(title: str, stopped: bool) -> bool:
    """Tell a title behind a number from prose that goes on: it is short, capitalised, no sentence."""
    if count_words(title) > 16 or title.endswith((",", ";")) or title[:1] in ",;.":
        return False
    if title.endswith(".") and (not stopped or ". " in title or count_words(title) > 8):
        return False
    if ends_with_note(title):
        return False
    first = title.lstrip("“‘\"'«(…[")[:1]
    return bool(first) and (stopped or not first.islower())


def bare(line: str) -> Shape | None:
    """Read "3" alone on its line, as some books number their chapters."""
    return Shape(DECIMAL, int(line), "", False) if _BARE.fullmatch(line) and int(line) else None


def ends_with_note(line: str) -> bool:
    """Tell a sentence with the number of a note behind its stop: "Nobody survived.[1]" is no title."""
    return bool(_NOTED_SENTENCE.search(line)) and not _NUMBERED_ABBREVIATION.search(line)


def is_date(line: str) -> bool:
    """Recognise a line that is only a date, of whatever was done on it."""
    return len(line) <= 60 and bool(_IS_DATE.fullmatch(_WRITTEN_ON.sub("", line, count=1)))


def is_day(line: str) -> bool:
    """Recognise a line that is only a day, with or without its year: "2 November"."""
    return len(line) <= 60 and bool(_IS_DAY.fullmatch(line))


def is_amount(line: str) -> bool:
    """Recognise a line of a recipe that is only an amount: "2 onions", "3 spoons of oil", "Serves 4"."""
    return len(line) <= 40 and bool(_AMOUNT.fullmatch(line))


def year(line: str) -> int:
    """Read a line that is only a year, or that year and a later one: "1912", "1912–13". 0 for any other."""
    found = _IS_YEAR.fullmatch(line)
    return int(found["year"]) if found else 0


def is_book_part(line: str) -> bool:
    """Recognise "Preface" and its like, alone on their line."""
    return len(line) <= 30 and line.lower().rstrip(".:") in BOOK_PARTS | CHAPTER_PARTS


def is_contents(line: str) -> bool:
    """Recognise the heading of a table of contents."""
    return line.lower().rstrip(".:") in ("contents", "table of contents", "inhalt", "inhaltsverzeichnis")


def entry_of(line: str) -> tuple[str, int]:
    """Read a line of a table of contents: its title, and the page at its end, 0 for none or one in roman numerals."""
    found = _PAGE.search(line[-20:])
    if not found:
        return line, 0
    page = found["page"]
    return line[: len(line) - len(found[0])], int(page) if page.isdecimal() else 0


def is_title(line: str) -> bool:
    """Recognise a line set as titles are: Capitalised Like This, or IN CAPITALS."""
    if not _may_be_title(line, most_words=14):
        return False
    words = [word.strip("“”‘’\"'«»()[]:,.?!") for word in _WORD.findall(line)]
    long_ones = [word for word in words if word and word.lower() not in _SMALL]
    capitals = sum(not word[0].islower() for word in long_ones)
    return (
        len(long_ones) > 0
        and capitals >= max(1, len(long_ones) - len(long_ones) // 6)
        and words[0][:1].isupper()
    )


def is_topic(line: str) -> bool:
    """Recognise "A subject: what is said of it", the form of a title in small letters."""
    before, colon, after = line.partition(": ")
    return bool(
        colon
        and _may_be_title(line, most_words=16)
        and 1 <= count_words(before) <= 9
        and 2 <= count_words(after) <= 9
        and not after[:1].isupper()
        and not _is_clause(before)
    )


def is_label(line: str) -> bool:
    """Recognise a short line that is no sentence: a heading where every paragraph has a line."""
    if not _may_be_title(line, most_words=10) or line.endswith("?"):
        return False
    if line.endswith(":"):
        return count_words(line) <= 5 and not _is_clause(line[:-1]) and line.split()[0].lower() not in _SMALL
    return not _is_clause(line)


def _may_be_title(line: str, most_words: int) -> bool:
    if len(line) > 120 or not 1 <= count_words(line) <= most_words:
        return False
    is_large = line[0].isupper() or line[0].isdigit() or chinese_shapes.begins(line)
    if not is_large or line.endswith((".", ",", ";", "…", "-", "—", "–", "”", '"', *chinese_shapes.ENDS)):
        return False
    if "，" in line or "。" in line:
        return False
    return (
        any(map(str.isalpha, line))
        and not is_date(line)
        and not is_day(line)
        and not is_amount(line)
        and not _CAPTION.match(line)
        and not ends_with_note(line)
        and not WROTE.search(line)
    )


def _is_clause(line: str) -> bool:
    words = line.lower().split()
    return words[0].strip(",") in _SPEAKING or words[-1].strip("“”\"',") in _UNFINISHED
