"""Addresses of links in Markdown (`[quay]: https://…`) right under a note, which are no words of it."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*<?[^\s<]+>?(?:[ \t]+[\"'(][^\n]*[\"')])?[ \t]*$"
)
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,200}\]:")
_FURTHEST = 200  # lines above, in which the note begins


def definitions_under_notes(parser: MarkdownIt) -> None:
    """Teach a parser to end the paragraph of a note where such an address stands in its next line."""
    parser.block.ruler.before(
        "reference", "definition_under_note", _ends_note, {"alt": ["paragraph", "reference"]}
    )


def _ends_note(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Answer the parser, which asks of each next line of a paragraph (`silent`) whether it ends it."""
    if not silent or not _DEFINITION.match(_line(state, start)):
        return False
    for at in range(start - 1, max(start - _FURTHEST, 0) - 1, -1):
        line = _line(state, at)
        if _NOTE.match(line):
            return True
        if not line.strip():
            return False
    return False


def _line(state: StateBlock, at: int) -> str:
    """A whole line: within a note, the parser takes its first one to begin behind the name of the note."""
    return state.src[state.src.rfind("\n", 0, state.bMarks[at]) + 1 : state.eMarks[at]]
