"""What the font Symbol shows for the codes that word processors keep its letters under, U+F020 to U+F0FF."""

import re

_FIRST = 0xF000
# From "!" and from "¡" on, a letter a code; a space where the font has nothing, or only part of a sign.
_LOWER = "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_UPPER = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑           〉∫"
_TABLE = {0xF020: " "} | {
    _FIRST + begin + at: letter
    for begin, letters in ((0x21, _LOWER), (0xA1, _UPPER))
    for at, letter in enumerate(letters)
    if letter != " "
}


_CODE = re.compile("[\uf020-\uf0ff]")


def has_codes(text: str) -> bool:
    """Tell whether words have letters in them that only their font shows."""
    return bool(_CODE.search(text))


def as_letters(text: str) -> str:
    """Return words that are set in Symbol as the letters that a reader sees."""
    return text.translate(_TABLE) if has_codes(text) else text
