"""Lines that begin with ">", as letters on a mailing list quote them: told, and their marks taken off.

What Markdown makes of such lines is not told here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, islice, takewhile

from readings.importers.lines import joined
from readings.pieces import Piece
from readings.words import count_words

_QUOTED = re.compile(r"[ ]?(?:>[ ]?)+")
_PROMPT = ">>>"  # of a program, where all lines have it
_SAID = re.compile(r"[.!?…][”’\"'»“«]*$")
_LEADS = re.compile(r"[.!?…:,;—–][”’\"'»“«)]*$")
_LONG = 40  # code points of a line that was wrapped
_FURTHER = 8  # spaces: so much further in may a quotation within another one stand
_FEWEST = 8  # words that stand together behind such marks: fewer may be a comparison, or something to type
_WORDS = re.compile(r"[“„«»‘\"'¿¡(\[]*[^\W\d_][^{}=$<>|\\/_#*]*")  # that nobody types for a program
_HEADER = re.compile(r"(from|to|cc|date|sent|subject|reply-to|von|an|datum|gesendet|betreff)[ ]?: ", re.I)
_GREETS = re.compile(
    r"(?:dear|hi|hello|hey|liebe[rs]?|hallo|sehr geehrte[rs]?|bonjour|salut|chère?s?|cher|hola|querid[oa]s?|ciao|car[oaie])\b"
    r"[^.?:]{0,40}[,!]$",
    re.IGNORECASE,
)
_MOST_ABOVE = 4  # lines over such a greeting, and with it
WROTE = re.compile(  # of a line that says who wrote what is quoted below
    r"\b(?:wrote|writes|schrieb|schreibt|écrit|escribió|scritto|scrisse|escreveu|schreef|skrev|kirjoitti|napisała?|"
    r"написала?|пишет)\b[^:]{0,60}:$",
    re.IGNORECASE,
)


def unquoted(lines: Sequence[str]) -> tuple[list[str], set[int]]:
    """Return lines without the marks of what they quote, and the places of those that had one."""
    made, quoted = list(lines), set[int]()
    blocks = list(_blocks(lines))
    sure = [_are_quoted(lines[start:end]) for start, end in blocks]
    is_mail = any(sure) or _is_mail(lines, [start for start, _end in blocks])
    for (start, end), is_sure in zip(blocks, sure, strict=True):
        if is_sure or (is_mail and _are_words(lines[start:end])):
            quoted |= set(range(start, end))
            made[start:end] = [_QUOTED.sub("", line, count=1) for line in lines[start:end]]
    return made, quoted


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where lines begin and end that stand together and have such marks."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        if end > start:
            yield start, end
        start = end + 1


def _are_quoted(lines: Sequence[str]) -> bool:
    words = sum(count_words(_QUOTED.sub("", line, count=1)) for line in lines)
    return words >= _FEWEST and not all(line.startswith(_PROMPT) for line in lines)


def _is_mail(lines: Sequence[str], starts: Sequence[int]) -> bool:
    """Tell a mail, in which a few words are quoted too: by its first lines, whom it greets, or who wrote what is quoted below."""
    if not starts:
        return False
    heads = list(takewhile(str.strip, dropwhile(lambda line: not line.strip(), lines)))
    names = {found[1].lower() for line in heads if (found := _HEADER.match(line))}
    first = islice((line.strip() for line in lines if line.strip()), _MOST_ABOVE)
    if len(names) > 1 or any(map(_GREETS.match, first)):
        return True
    return any(WROTE.search(line) for start in starts for line in lines[max(start - 2, 0) : start])


def _are_words(lines: Sequence[str]) -> bool:
    bare = [_QUOTED.sub("", line, count=1) for line in lines]
    are_typed = all(line.startswith(_PROMPT) for line in lines)
    return any(bare) and not are_typed and all(not line or _WORDS.fullmatch(line) for line in bare)


def asked_about(pieces: Sequence[Piece]) -> list[Piece]:
    """Doubt the first of the lines that begin with such a mark and words, where nothing shows that somebody is quoted."""
    made = list(pieces)
    for at, piece in enumerate(pieces):
        lines = piece.text.split("\n") if piece.kind in ("prose", "verse") and ">" in piece.text else ()
        if any(_QUOTED.match(line) and count_words(line) > 1 and _are_words([line]) for line in lines):
            made[at] = piece.with_doubt("quotation_mark_kept")
            break
    return made


def edges_of(quoted: set[int]) -> set[int]:
    """Return the lines with which a quotation begins, and those right behind one."""
    return {at for at in quoted if at - 1 not in quoted} | {at + 1 for at in quoted if at + 1 not in quoted}


def as_quotations(pieces: Sequence[Piece], quoted: set[int]) -> list[Piece]:
    """Make quotations of the paragraphs of prose that begin at quoted lines, and of lines kept there in doubt that run on."""
    made = []
    for piece in pieces:
        if piece.line in quoted and _runs_on(piece):
            text = joined(piece.text.split("\n"), None)[0]
            kept = tuple(one for one in piece.doubts if one.code != "lines_kept")
            piece = replace(piece, text=text, kind="prose", data={}, doubts=kept)
        is_quoted = piece.kind == "prose" and piece.line in quoted
        made.append(replace(piece, kind="quotation") if is_quoted else piece)
    return made


def _runs_on(piece: Piece) -> bool:
    """Tell wrapped prose among what was kept as lines in doubt: long lines, each of which goes on in small letters."""
    lines = piece.text.split("\n")
    doubted = piece.kind == "verse" and any(one.code == "lines_kept" for one in piece.doubts)
    long = all(len(line) >= _LONG for line in lines[:-1])
    return doubted and len(lines) > 1 and long and all(line[:1].islower() for line in lines[1:])


def set_in_beside(pieces: Sequence[Piece], indents: Sequence[int]) -> list[Piece]:
    """Make quotations of single sentences behind a longer one, set in as far as it or a little further.

    What stands under a name, and not behind a sentence, is the text of a section that is all set in.
    """
    made: list[Piece] = []
    edge = 0  # how far in the quotation before stands, 0 for none
    for piece, indent in zip(pieces, indents, strict=True):
        is_said = piece.kind == "prose" and piece.lines == 1 and _SAID.search(piece.text)
        if edge and is_said and edge <= indent <= edge + _FURTHER and not piece.data:
            piece = replace(piece, kind="quotation")
        elif piece.kind == "quotation":
            led = not made or made[-1].kind != "prose" or _LEADS.search(made[-1].text)
            edge = indent if led else 0
        elif piece.kind != "verse":
            edge = 0
        made.append(piece)
    return made
