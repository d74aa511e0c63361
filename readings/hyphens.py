"""Words broken by a hyphen, at the end of a line or of a page: are they one word, or a compound? Pure.

The text itself decides, by the words that it has elsewhere. No language is built in.
"""

from collections import Counter
from functools import cached_property

from readings.words import word_set

SUSPENDED = word_set("and or to und oder bis et ou y e o")  # "pre- and post-war"
_COMPOUNDS = 2  # that begin with a word, from which on a third one is believed to
_LONGEST_WORD = 100  # letters; what is longer is none, and begins with none
_STEM = 5  # letters of a word of the text with which a longer one may begin ("explain", "explaining")


class Hyphens:
    """What a text knows of its words. `known` counts them in small letters, the parts of the broken ones too."""

    def __init__(self, known: Counter[str]) -> None:
        self.known = known

    @cached_property
    def _stems(self) -> set[str]:
        return {word for word in self.known if len(word) >= _STEM}

    @cached_property
    def _prefixes(self) -> set[str]:
        prefixes = Counter(word.split("-", 1)[0] for word in self.known if "-" in word)
        return {prefix for prefix, count in prefixes.items() if count >= _COMPOUNDS}

    def is_one_word(self, first: str, second: str) -> tuple[bool, bool]:
        """Tell whether two parts are one word without a hyphen, and whether that is sure."""
        first, second = first.lower(), second.lower()
        whole, compound = first + second, f"{first}-{second}"
        if self.known[whole] != self.known[compound]:
            return self.known[whole] > self.known[compound], True
        lengths = range(max(len(first) + 1, _STEM), min(len(whole), _LONGEST_WORD) + 1)
        if any(whole[:length] in self._stems for length in lengths):
            return True, True
        if first.rsplit("-", 1)[-1] in self._prefixes:
            return False, True
        # The two parts themselves stand in the text once, where the word was broken.
        return not (self.known[first] > 1 and self.known[second] > 1), False
