"""The parser of Markdown: what it is taught beside CommonMark, and how much it is given to read."""

import re
from typing import Any, override

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from readings.importers.markdown_definitions import definitions_under_notes
from readings.importers.markdown_letters import with_lettered_lists
from readings.importers.markdown_tables import cells_beyond_heads, tables_under_rules
from readings.importers.refusing import MAX_PIECES, ImportRefused, too_many_pieces
from readings.marking import gettext_noop as _

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]", re.M)
MAX_CHARACTERS = 4_000_000  # what the parser reads within the half minute that an import may take
_MOST_STARS = 20_000  # in a paragraph: nobody means so many as emphasis, and finding their pairs takes long
_BLANK = re.compile(r"\n[ \t]*\n")
_DEEPEST = 60  # levels of lists and quotations; below that the parser leaves words out


def parsed(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of a text, and what the parser found out about its notes.

    Raises ImportRefused when it is longer than the parser can take, or has more headings than a text.
    """
    if len(text) > MAX_CHARACTERS:
        raise ImportRefused(
            "too_large", _("This Markdown file is longer than 4 million characters. Please divide it.")
        )
    if sum(1 for _heading in _HEADING.finditer(text)) > MAX_PIECES:
        raise too_many_pieces()  # which the parser would take long to find out
    # The tail rule would gather the notes at the end and lose those that nothing refers to.
    parser = _Parser("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin).use(definitions_under_notes).disable("footnote_tail")
    parser.use(cells_beyond_heads).use(tables_under_rules)
    if any(sum(map(paragraph.count, "*_~")) > _MOST_STARS for paragraph in _BLANK.split(text)):
        parser.disable(["emphasis", "strikethrough"])
    environment: dict[str, Any] = {}

    def parse(shown: str) -> list[Token]:
        environment.clear()
        return parser.parse(shown, environment)

    tokens = with_lettered_lists(text, parse)
    return tokens, environment.get("footnotes", {})


class _Parser(MarkdownIt):
    """Takes any address for a link, so that its words are kept; `safe_link` decides if it is one."""

    @override
    def validateLink(self, url: str) -> bool:
        return True
