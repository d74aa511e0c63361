"""What tells Markdown from plain text."""

import re

from readings.importers.bylines import name_and_year
from readings.importers.lines import ends_sentence

# They are looked for in a whole text, so each begins with a sign that is found quickly: a line with its line end.
_HEADING = re.compile(r"\n {0,3}#{1,6}[ ]+\S")
_SIGNS = (
    re.compile(r"\n\[\^[^\]\n]{1,40}\]:"),
    re.compile(r"\n(?:```|~~~)"),
    re.compile(r"\n> ?\S"),
    re.compile(r"\n[^\n]{1,200}+\n(?:={3,}|-{3,})[ ]*$", re.M),
    re.compile(r"\n\|?[ ]*:?-{3,}:?[ ]*\|"),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|mailto:|[#./])[^)\n]{0,500}\)"),
    re.compile(r"!\[[^\]\n]{0,200}\](?:\(|\[[^\]\n]{1,40}\])"),
    re.compile(r"\*\*(?<![*\w]\*\*)[^\s*][^*\n]{0,200}\*\*(?![*\w])"),
    re.compile(r"<[sS][uU][pP]>"),
)
_FAINT_SIGNS = (
    re.compile(r"\*(?<![*\w]\*)[^\s*][^*\n]{0,200}\*(?![*\w])"),
    re.compile(r"_(?<![_\w]_)[^\s_][^_\n]{0,200}_(?![_\w])"),
    re.compile(r"\n[-*+] \S"),
)
# One heading at the very top, over a paragraph: `#` begins comments of programs too, and the numbers of poems.
_TOP = re.compile(
    r"\n{1,9} {0,3}#{1,6} +(?=[^\n]{0,80}?[^\W\d_]{2})[^\n]{2,200}\n[ ]*\n+([^\n]+(?:\n[^\n]+){0,99})"
)
_PARAGRAPH = re.compile(r"\n[ ]*\n+([^\n]+(?:\n[^\n]+){0,99})")
_NO_PROSE = re.compile(r"[;{}=]\s*$| = |^[^\W\d_]*[a-z]\(|^ {4}|\t", re.M)
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_COMMENT = re.compile(r"\n#(?!#* )")
_OTHER_ENDING = re.compile(r"\.(?!(?:txt|text|md|markdown|mdown)\Z)[a-z]\w{0,7}\Z", re.I)
_PICTURE = re.compile(
    r"data:[^\s\"'()<>]{200,}"
)  # the file of one, which may be longer than all that is said
_LOOKED_THROUGH = 400_000  # code points searched for signs


def recognises(text: str, name: str = "") -> bool:
    """Tell Markdown from plain text by headings or two signs of it; one will do if the name says so, or over prose."""
    beginning = "\n" + _PICTURE.sub("data:", text)[:_LOOKED_THROUGH]
    named = name.lower().endswith((".md", ".markdown", ".mdown"))
    headings = len(_HEADING.findall(beginning))
    signs = sum(bool(sign.search(beginning)) for sign in _SIGNS)
    if headings > 1 or headings + signs > 1 or (headings and _is_headed_prose(beginning, name)):
        return True
    return named and (headings + signs > 0 or any(sign.search(beginning) for sign in _FAINT_SIGNS))


def _is_headed_prose(beginning: str, name: str) -> bool:
    """Whether a text begins with a heading in words over a paragraph of sentences, and nothing looks like a program."""
    top = _TOP.match(beginning)
    if not top or _OTHER_ENDING.search(name) or _COMMENT.search(beginning):
        return False
    prose = top[1].rstrip()
    if name_and_year(prose)[0]:  # whose text it is, under its title
        below = _PARAGRAPH.match(beginning, top.end())
        prose = below[1].rstrip() if below else ""
    return (
        len(_WORDS.findall(prose[:2_000])) >= 4
        and ends_sentence(prose.rstrip("*_"))
        and not _NO_PROSE.search(prose[:2_000])
    )
