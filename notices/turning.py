"""Signs that nobody sees and that turn the order of the words around them. What a name may be: `accounts/names.py`."""

import re

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_turns(words: str) -> str:
    """Words without the signs that turn those beside them, which somebody else may have written."""
    return TURNS.sub("", words)
