"""How a letter begins: who sends it and from where, and whom it greets. None of that is a title or a heading.

Only headings that were guessed, or that only bold letters make one, are undone; a file that marks one is believed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.importers.bylines import is_name
from readings.passes.closings import is_dated, is_signed
from readings.passes.heading_shapes import BOLD, is_date
from readings.passes.names_alone import OF_NO_NAME
from readings.passes.records import is_labelled
from readings.pieces import APART, Piece

_MOST_ABOVE = 8  # lines over a salutation: sender, addressee, place, day
_MOST_BELOW = 4  # lines among which a letter closes
_LONGEST = 60  # code points
# A name behind it is told by its capital: "Liebe und Arbeit" greets nobody.
_SALUTATION = re.compile(
    r"(?:(?i:my )?(?i:dear|dearest|liebe[rs]?|chère?s?|cher)\s+(?:[A-ZÄÖÜÉÈ]|all\b|alle\b|everyone|friends|colleagues|collègue|ami)"
    r"|(?i:sehr geehrte|werte|dear sir|hello|hi|hallo|bonjour)\w*\s+\w"
    r"|(?i:madame|monsieur|mesdames)(?:,|$)"
    r"|(?i:(?:dear )?(?:sirs?|madam|comrades|friends|gentlemen|brothers|sisters|genoss(?:en|innen)|freunde)(?: and \w+| und \w+)?)[,:!]$)"
)
_GOOD_WISHES = (
    r"(?:yours|best wishes|(?:with )?(?:kind|best|warm) regards|sincerely|mit (?:freundlich|herzlich|lieb|best)en grüßen"
    r"|(?:viele|liebe|herzliche|beste) grüße|cordialement|bien à (?:vous|toi))"
)
_VALEDICTION = re.compile(rf"{_GOOD_WISHES}\b", re.IGNORECASE)
# Nothing but good wishes: what goes on, as "Yours, Mine and Ours" does, may be a heading.
_ONLY_WISHES = re.compile(
    rf"(?:(?:ever|always|most) )?{_GOOD_WISHES}(?: (?:ever|always|truly|faithfully|sincerely|fraternally|affectionately|cordially|respectfully))?[,.!]?"
    r"|(?:with )?(?:fraternal|comradely|friendly|kindest|warmest) (?:greetings|regards|wishes)[,.!]?"
    r"|mit (?:solidarischen|kollegialen|besten) grüßen[,.!]?|hochachtungsvoll[,.!]?"
    r"|(?:warmly|cordially|fraternally|affectionately|respectfully|faithfully|herzlichst?)[,.!]?"
    r"|(?:in love and |in )solidarity[,.!]?|veuillez agréer\b.{0,40}",
    re.IGNORECASE,
)
_IS_LETTER = re.compile(
    r"\b(?:letters?|reply|answer|appeal|address|message|\w*briefe?|antwort|aufruf|lettres?|réponse|appel|carta|lettera)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"(?:to|an|à|al?)\s+(?:the\s|die\s|den\s|das\s|la\s|le\s|mrs?\b|dr\b|herrn?\s|frau\s)", re.IGNORECASE
)


def openings_of_letters(pieces: list[Piece]) -> list[Piece]:
    """A name or a greeting with which a letter begins, the lines between them, and its good wishes are no headings."""
    pieces = _without_labels_and_wishes(pieces)
    places = [at for at, piece in enumerate(pieces) if piece.kind != APART]
    lines = [pieces[at] for at in places]
    greeted = next((at for at, line in enumerate(lines[: _MOST_ABOVE + 1]) if begins_letter(line.text)), -1)
    if greeted < 0:
        return pieces
    if _is_guessed(lines[0]):
        is_letter = _closes(lines) if greeted == 0 else _is_sent(lines, greeted)
    else:
        is_letter = _is_headed(lines[:greeted])
    if not is_letter:
        return pieces
    made = list(pieces)
    closing = [at for at in places[greeted + 1 :][-_MOST_BELOW:] if _VALEDICTION.match(made[at].text)]
    for at in (*places[: greeted + 1], *closing):
        made[at] = _as_prose(made[at])
    return made


def begins_letter(line: str) -> bool:
    """Recognise how a letter greets: "Dear Mr Leaf,", "Comrades,"."""
    return len(line) <= _LONGEST and bool(_SALUTATION.match(line))


def names_letter(title: str) -> bool:
    """Whether a title says that the text is a letter: "An Open Letter", "Brief an eine Freundin"."""
    return bool(_IS_LETTER.search(title))


def is_only_wishes(line: str) -> bool:
    """Recognise the good wishes with which a letter closes, and nothing else: "Mit freundlichen Grüßen"."""
    return len(line) <= _LONGEST and _ONLY_WISHES.fullmatch(line) is not None


def _without_labels_and_wishes(pieces: list[Piece]) -> list[Piece]:
    """Wherever they stand, labels of a letter, good wishes, and a greeting right under a day are no headings."""
    made, above = list[Piece](), ""
    for piece in pieces:
        if (
            is_labelled(piece.text)
            or is_only_wishes(piece.text)
            or (begins_letter(piece.text) and above and is_dated(above))
        ):
            piece = _as_prose(piece)
        made.append(piece)
        above = piece.text if piece.kind != APART else above
    return made


def _as_prose(piece: Piece) -> Piece:
    if not _is_guessed(piece):
        return piece
    left = tuple(one for one in piece.doubts if one.code != "heading_guessed")
    return replace(piece, kind="prose", rank=0, doubts=left)


def _is_guessed(piece: Piece) -> bool:
    """Whether only a guess, or bold letters, make this a heading."""
    is_doubted = any(one.code == "heading_guessed" for one in piece.doubts)
    return piece.kind == "heading" and (is_doubted or piece.rank == BOLD)


def _is_headed(above: Sequence[Piece]) -> bool:
    """Whether short lines over a greeting, all of them, are the head of a letter: one is a day, with its place or without."""
    return all(len(line.text) <= _LONGEST for line in above) and any(
        is_dated(line.text) or is_labelled(line.text) for line in above
    )


def _closes(lines: Sequence[Piece]) -> bool:
    """Whether a letter ends here: with a name, or with what is said before one."""
    return is_signed(lines[-1].text) or any(
        len(line.text) <= _LONGEST and _VALEDICTION.match(line.text) for line in lines[1:][-_MOST_BELOW:]
    )


def _is_sent(lines: Sequence[Piece], greeted: int) -> bool:
    """Whether the first line is who sends a letter: a name that signs it as well, or that has an address or a day under it.

    What calls itself a letter is the title of one.
    """
    name = lines[0].text
    between = [line.text for line in lines[1:greeted]]
    is_headed = bool(between) and all(map(_is_of_head, between))
    if is_headed and not names_letter(name):
        return True
    words = set(name.casefold().split())
    capitals = {
        word.lower() for word in name.split() if word[:1].isupper()
    }  # a "der" may stand within a name
    if not is_name(name) or capitals & OF_NO_NAME:
        return False
    signs = any(set(line.text.casefold().split()) <= words for line in lines[greeted + 1 :][-_MOST_BELOW:])
    return signs or any(re.search(r"\d", said) and not is_date(said) for said in between)


def _is_of_head(line: str) -> bool:
    """Whether a line is a day, a place with figures in it, or whom one writes to."""
    if len(line) > _LONGEST:
        return False
    return is_dated(line) or is_labelled(line) or bool(re.search(r"\d", line) or _ADDRESSED.match(line))
