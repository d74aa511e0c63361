"""What stands in `<pre>`: a program, a table, a drawing, or a mail and prose that was wrapped by hand.

Prose there is read as what was typed is (`readings.importers.markup.typed_lines`); all else keeps its lines as they are.
"""

import re
from itertools import pairwise

from readings.importers.early_ends import had_room
from readings.importers.lines import starts_small, wrapped_to
from readings.importers.markup.seeing import names_of
from readings.importers.markup.tree import Element
from readings.importers.markup.typed_lines import are_of_program

_OF_PROGRAMS = frozenset(("code", "samp", "kbd", "var", "tt"))
_NAMES = re.compile(
    r"\b(?:code|source ?code|src|highlight\w*|hljs|language|lang|brush|pretty ?print\w*|programlisting|screen|literal|"
    r"listing|terminal|console|shell|ascii|verse|poem|lyrics)\b"
)
_QUOTED = re.compile(r"^(?:[ ]?>)+[ ]?")  # in a mail
_GAP = re.compile(r"\S(?:[ ]{3,}|\t)\S")  # in a line of a table or a drawing
_MOST_GAPS = 4  # one in so many lines
_FEWEST_LINES = 3
_FEWEST_GOING_ON = 2  # lines that go on in the next one for want of room
_FEWEST_LETTERS = 0.75  # of all signs that are no spaces
_NARROWEST, _WIDEST = 45, 120  # code points
_NEAR = 2  # elements around it that may be named for a program
_LONGEST = 2_000_000


def is_prose(element: Element) -> bool:
    """Tell whether what stands in `<pre>` is mostly prose that was wrapped by hand, and nothing says that it is a program."""
    around = [element, *list(element.ancestors())[:_NEAR]]
    if any(one.classes and _NAMES.search(names_of(one)) for one in around):
        return False
    if any(below.tag in _OF_PROGRAMS or (below.tag == "span" and below.classes) for below in element.below()):
        return False
    text = "".join(element.strings())
    lines = [_QUOTED.sub("", line).rstrip() for line in text.split("\n")]
    said = [line for line in lines if line.strip()]
    if len(said) < _FEWEST_LINES or len(text) > _LONGEST or are_of_program(said):
        return False
    signs = "".join(text.split())
    if sum(map(str.isalpha, signs)) < _FEWEST_LETTERS * len(signs):
        return False
    if _MOST_GAPS * sum(bool(_GAP.search(line)) for line in said) > len(said):
        return False
    width = wrapped_to(lines)
    going_on = sum(
        bool(line and after) and starts_small(after) and not had_room(line, after.lstrip(), width)
        for line, after in pairwise(lines)
    )
    return _NARROWEST <= width <= _WIDEST and going_on >= _FEWEST_GOING_ON
