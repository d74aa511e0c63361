"""How a letter begins: who sends it and from where, and whom it greets. None of that is a title or a heading.

Only headings that were guessed are undone; a file that marks one is believed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.importers.bylines import is_name
from readings.passes.closings import is_signed
from readings.passes.heading_shapes import is_date
from readings.passes.names_alone import OF_NO_NAME
from readings.pieces import APART, Piece

_MOST_ABOVE = 8  # lines over a salutation: sender, addressee, place, day
_MOST_BELOW = 4  # lines among which a letter closes
_LONGEST = 60  # code points
# A name behind it is told by its capital: "Liebe und Arbeit" greets nobody.
_SALUTATION = re.compile(
    r"(?:(?i:my )?(?i:dear|dearest|liebe[rs]?|chère?s?|cher)\s+(?:[A-ZÄÖÜÉÈ]|all\b|alle\b|everyone|friends|colleagues|collègue|ami)"
    r"|(?i:sehr geehrte|werte|dear sir|hello|hi|hallo|bonjour)\w*\s+\w"
    r"|(?i:madame|monsieur|mesdames)(?:,|$))"
)
_VALEDICTION = re.compile(
    r"(?:yours|best wishes|(?:with )?(?:kind|best|warm) regards|sincerely|mit (?:freundlich|herzlich|lieb|best)en grüßen"
    r"|(?:viele|liebe|herzliche|beste) grüße|cordialement|bien à (?:vous|toi))\b",
    re.IGNORECASE,
)


def openings_of_letters(pieces: list[Piece]) -> list[Piece]:
    """A name or a greeting with which a letter begins, the lines between them, and its good wishes are no headings."""
    places = [at for at, piece in enumerate(pieces) if piece.kind != APART]
    if not places or not _is_guessed(pieces[places[0]]):
        return pieces
    lines = [pieces[at] for at in places]
    greeted = next((at for at, line in enumerate(lines[: _MOST_ABOVE + 1]) if _greets(line)), -1)
    if greeted < 0 or not (_closes(lines) if greeted == 0 else _is_sent(lines, greeted)):
        return pieces
    made = list(pieces)
    closing = [at for at in places[greeted + 1 :][-_MOST_BELOW:] if _VALEDICTION.match(made[at].text)]
    for at in (*places[: greeted + 1], *closing):
        if _is_guessed(made[at]):
            left = tuple(one for one in made[at].doubts if one.code != "heading_guessed")
            made[at] = replace(made[at], kind="prose", rank=0, doubts=left)
    return made


def _is_guessed(piece: Piece) -> bool:
    return piece.kind == "heading" and any(one.code == "heading_guessed" for one in piece.doubts)


def _greets(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and bool(_SALUTATION.match(piece.text))


def _closes(lines: Sequence[Piece]) -> bool:
    """Whether a letter ends here: with a name, or with what is said before one."""
    return is_signed(lines[-1].text) or any(
        len(line.text) <= _LONGEST and _VALEDICTION.match(line.text) for line in lines[1:][-_MOST_BELOW:]
    )


def _is_sent(lines: Sequence[Piece], greeted: int) -> bool:
    """Whether the first line is who sends a letter: a name that signs it as well, or that has an address under it."""
    name = lines[0].text
    words = set(name.casefold().split())
    capitals = {
        word.lower() for word in name.split() if word[:1].isupper()
    }  # a "der" may stand within a name
    if not is_name(name) or capitals & OF_NO_NAME:
        return False
    signs = any(set(line.text.casefold().split()) <= words for line in lines[greeted + 1 :][-_MOST_BELOW:])
    between = (line.text for line in lines[1:greeted])
    return signs or any(re.search(r"\d", said) and not is_date(said) for said in between)
