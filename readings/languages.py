"""What is known about languages: a guess at that of a text, which says nothing rather than guess wrong, and their stems."""

import re

from readings.words import word_set

_WORD = re.compile(r"[^\W\d_]+")
_COMMON: dict[str, frozenset[str]] = {
    "en": word_set("the of and to in that is was it for with as his he be not by but at have are this"),
    "de": word_set("der die und das den von zu mit sich des ist im dem nicht ein eine auf als auch es"),
    "fr": word_set("le la les de des et un une du que qui dans est pas pour sur au par il ne"),
    "es": word_set("el la los las de y que en un una del se con por para no es su al lo"),
    "it": word_set("il la di che e un una per non del della si le con sono dei gli nel alla da"),
    "pt": word_set("o a os as de e que em um uma do da não para com por no na se mais"),
    "nl": word_set("de het een van en in dat is te op niet met zijn voor aan er om ook als"),
}
_ENOUGH = 20_000  # code points from the middle of the text


def guess_language(text: str) -> str:
    """Return the code of the language that a text seems to be in, or "" when it is not clear."""
    middle = max((len(text) - _ENOUGH) // 2, 0)
    words = _WORD.findall(text[middle : middle + _ENOUGH].lower())
    if len(words) < 40:
        return ""
    shares = sorted(
        ((sum(word in common for word in words) / len(words), code) for code, common in _COMMON.items()),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    return code if best > 0.15 and best > 1.25 * second else ""


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
