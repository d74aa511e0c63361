"""What a word is: the one count used for paragraphs, sections, pages, sittings and minutes."""

import re

# A word is what stands between white space or dashes and has a letter or a digit in it, so that "don't",
# "well-known", "3,000" and words with vowel signs count once.
_LETTER = re.compile(r"\w")
_DASHES = ("--", "—", "–")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_AT_ONCE = 1_000_000  # code points looked at in one go, so that one endless line does not fill the memory


def count_words(text: str) -> int:
    """Count the words of a text; in Chinese and Japanese, which write no spaces, every character is one."""
    if len(text) > _AT_ONCE:
        return sum(map(count_words, _stretches(text)))
    for dash in _DASHES:
        if dash in text:
            text = text.replace(dash, " ")
    characters = 0
    if not text.isascii() and _IDEOGRAPH.search(text):
        text, characters = _IDEOGRAPH.subn(" ", text)
    found = text.split()
    odd = [one for one in found if not one[0].isalnum()]
    signs = {one for one in set(odd) if not _LETTER.search(one)}
    return characters + len(found) - sum(one in signs for one in odd)


def _stretches(text: str) -> list[str]:
    """Cut a very long text at spaces (or, where there is none, anywhere) into stretches."""
    stretches, start = [], 0
    while start < len(text):
        end = start + _AT_ONCE
        if end < len(text):
            space = text.rfind(" ", start, end)
            end = space if space > start else end
        stretches.append(text[start:end])
        start = end
    return stretches


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list written as one string, as the rules about words do."""
    return frozenset(words.split())
