"""What is known about languages: a guess at that of a text, which says nothing rather than guess wrong, and their stems.

The guess goes by the commonest small words of a language, or by its letters where no other language has these.
"""

import re
from collections import Counter

from readings.words import word_set

UNKNOWN = "und"  # of BCP 47: nobody has said yet which one it is
FEW = 40  # words: of fewer only a clear case is told
_FEWEST = 20  # words: of fewer nobody can tell

_WORD = re.compile(r"[^\W\d_]+")
_COMMON: dict[str, frozenset[str]] = {
    "en": word_set("the of and to in that is was it for with as his he be not by but at have are this"),
    "de": word_set("der die und das den von zu mit sich des ist im dem nicht ein eine auf als auch es"),
    "fr": word_set("le la les de des et un une du que qui dans est pas pour sur au par il ne"),
    "es": word_set("el la los las de y que en un una del se con por para no es su al lo"),
    "it": word_set("il la di che e un una per non della del si le con sono dei gli nel alla da"),
    "pt": word_set("o a os as de e que em um uma do da não para com por no na se mais"),
    "nl": word_set("de het een van en in dat is te op niet met zijn voor aan er om ook als"),
    "ca": word_set("el la els les de i que en un una del amb per no és al dels les seva aquest"),
    "cs": word_set("a se na je že v s to z do o k jako by ale i jsem byl pro který nebo"),
    "da": word_set("og i at det er en den til af på for som ikke de der med har han var et"),
    "eo": word_set("la kaj de en ne estas al por ke mi li ili sed kun oni tiu kiu pri estis"),
    "fi": word_set("ja on ei se että oli hän kun niin mutta myös kuin ovat sen tai joka jo vain"),
    "hu": word_set("a az és hogy nem is egy van volt de ez meg csak már mint ha azt el még"),
    "la": word_set("et in non est ad ut cum quod qui sed si ex quae enim aut per esse ab nec sunt"),
    "nb": word_set("og i det er en som på til av at for ikke de den med har han var jeg et"),
    "pl": word_set("i w na nie się z do że to jest o jak za od po przez ale tak był dla"),
    "ro": word_set("și de la în a cu nu pe că o un din este mai care pentru se sau ce"),
    "sv": word_set("och i att det som en är på av för med den inte de till har om han var ett"),
    "tr": word_set("ve bir bu da de için ile ne çok daha ama gibi o kadar olan var değil"),
}
_CYRILLIC: dict[str, frozenset[str]] = {
    "ru": word_set("и в не на что он с как это но по к из у за от так же бы был"),
    "uk": word_set("і в не на що з як та це але до у за від по бо й був його є"),
    "bg": word_set("и на да се в не за с от че по това е са като но до при той бе"),
    "sr": word_set("и у је да се на не за од су то са што као али би из који"),
    "be": word_set("і ў на не што з як да гэта але па за ад у яго быў"),
}
# Letters that one language, or the one that is by far the likeliest, is written in: first and last of each stretch.
_SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "el": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "hy": ((0x531, 0x587),),
    "he": ((0x5D0, 0x5EA),),
    "ar": ((0x620, 0x64A),),
    "hi": ((0x900, 0x97F),),
    "bn": ((0x980, 0x9FF),),
    "ta": ((0xB80, 0xBFF),),
    "th": ((0xE00, 0xE7F),),
    "ka": ((0x10A0, 0x10FF),),
    "am": ((0x1200, 0x137F),),
    "km": ((0x1780, 0x17FF),),
    "ja": ((0x3040, 0x30FF),),
    "ko": ((0xAC00, 0xD7AF),),
    "zh": ((0x4E00, 0x9FFF),),
    "cyrillic": ((0x400, 0x45F),),
}
_PERSIAN = frozenset("پچژگ")
_URDU = frozenset("ٹڈڑے")
TOLD = frozenset((*_COMMON, *_CYRILLIC, *_SCRIPTS)) - {"cyrillic"}  # languages that can be guessed
_SIGNED = 0.05  # of the words of an English text have a letter with a sign at most: café
_ENOUGH = 20_000  # code points from the middle of the text


def guess_language(text: str) -> str:
    """Return the code of the language that a text seems to be in, or "" when it is not clear."""
    middle = max((len(text) - _ENOUGH) // 2, 0)
    sample = text[middle : middle + _ENOUGH].lower()
    script = _script(sample)
    if script and script != "cyrillic":
        return script
    words = _WORD.findall(sample)
    if len(words) < _FEWEST:
        return ""
    shares = sorted(
        (
            (sum(word in common for word in words) / len(words), code)
            for code, common in (_CYRILLIC if script else _COMMON).items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    share, times = (0.15, 1.25) if len(words) >= FEW else (0.2, 2)
    return code if best > share and best > times * second else ""


def may_be_in(language: str, few: str) -> bool:
    """Tell whether a few words may be in a language that somebody expects.

    One of its small words is among them, none of another language more often, or nearly all of its letters; and
    English has hardly a letter with a sign on it.
    """
    sample = few[:_ENOUGH].lower()
    if language in _SCRIPTS:
        letters = [sign for sign in sample if sign.isalpha()]
        own = sum(_is_of(language, sign) for sign in letters)
        return 10 * own > 9 * len(letters) > 0
    words = _WORD.findall(sample)
    known = {**_COMMON, **_CYRILLIC}
    counts = {code: sum(word in common for word in words) for code, common in known.items()}
    signed = sum(not word.isascii() for word in words)
    if language == "en" and signed > max(_SIGNED * len(words), 1):
        return False
    own = counts.pop(language, 0)
    return own > 0 and own >= max(counts.values())


def _is_of(script: str, sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _SCRIPTS[script])


def _script(sample: str) -> str:
    """The language that most letters of a text are of by themselves, "cyrillic" for one of several, or ""."""
    signs = Counter(sign for sign in sample if sign.isalpha())
    total = signs.total()
    if total < FEW:
        return ""
    found = Counter[str]()
    for sign, count in signs.items():
        for code in _SCRIPTS:
            if _is_of(code, sign):
                found[code] += count
    if found["ja"] > 0.1 * total:  # its words are half in the signs of Chinese
        found["ja"] += found.pop("zh", 0)
    best, count = max(found.items(), key=lambda pair: pair[1], default=("", 0))
    if count < 0.6 * total:
        return ""
    if best == "ar":
        # Arabic has these in foreign names alone.
        urdu, persian = (sum(signs[sign] for sign in own) for own in (_URDU, _PERSIAN))
        return "ur" if urdu > 0.01 * total else "fa" if persian > 0.01 * total else "ar"
    return best


# The rules by which PostgreSQL finds the stem of a word, by the language that a text names. All are in every
# PostgreSQL that we run on; the texts of other languages are searched for the very words ("simple").
_STEMMED = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def search_config(language: str) -> str:
    """Name PostgreSQL's text search configuration for a language, such as "english" for "en-GB"."""
    return _STEMMED.get(language.lower().replace("_", "-").split("-")[0], "simple")
