"""Lines of a record, "Present: Ada Quill, Bea Marr", "Signed: Ada Quill": a word, and who or what it is said of.

They look like the heading of a subject; what tells them is that there are several.
"""

import re
from collections import Counter
from collections.abc import Sequence

from readings.importers.glued import voice_of
from readings.importers.lines import ends_sentence
from readings.pieces import Piece

# What minutes say of a meeting, and no heading of a subject does: such a line needs no other beside it.
_OF_MINUTES = (
    r"present|in attendance|attendees|absent|apologies|regrets|next meeting|anwesend|abwesend|entschuldigt"
    r"|nächste[sr]? (?:sitzung|treffen)|présents|excusés|absents|prochaine réunion|presentes|ausentes|próxima reunión"
    r"|presenti|assenti|aanwezig|afwezig"
)
_MINUTES = re.compile(rf"(?:{_OF_MINUTES}): +\S", re.IGNORECASE)
_FIELD = re.compile(rf"(?:[^\W\d_]+|(?i:{_OF_MINUTES})): +(?P<value>\S.*)", re.DOTALL)
_LONGEST = 240  # code points
# What stands before the colon at the head of a letter and of minutes, in several languages.
_LABEL = re.compile(
    r"(?:from|to|cc|bcc|date|subject|re|sent|reply-to|von|an|datum|betreff|betr\.?|gesendet|antwort an"
    r"|de|à|objet|asunto|para|fecha|oggetto|data"
    r"|(?:members |also )?present|in attendance|attendance|attending|apologies(?: from)?|absent|chair(?:man|woman|person|ed by)?"
    r"|minutes(?: taken)? by|anwesend(?:e)?|abwesend|entschuldigt|vorsitz|présent(?:e?s)?|excusé(?:e?s)?)[ ]?:(?=\s|$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:subject|re|betreff|betr\.?|objet|asunto|oggetto)[ ]?:[ ]*(?P<said>\S.*)", re.IGNORECASE
)


def is_labelled(line: str) -> bool:
    """Recognise a line of the head of a letter or of minutes: "From: the Secretary", "Anwesend: Ada, Bea". It is no title."""
    return _LABEL.match(line) is not None


def subject_of(line: str) -> str:
    """What a letter says that it is about: "The quay" of "Re: The quay"; "" for any other line."""
    found = _SUBJECT.fullmatch(line)
    return found["said"] if found else ""


def fields_of_a_record(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of such lines: one that comes again word for word, or stands beside another that lists several.

    A word that only minutes have needs neither.
    """
    values = [_value_of(piece) for piece in pieces]
    told = Counter(piece.text for piece, value in zip(pieces, values, strict=True) if value)
    return {
        at
        for at, value in enumerate(values)
        if value
        and (
            told[pieces[at].text] > 1
            or _MINUTES.match(pieces[at].text)
            or any(beside and "," in f"{value}{beside}" for beside in _beside(values, at))
        )
    }


def _value_of(piece: Piece) -> str:
    """What stands behind the word and its colon; "" for what is no such line."""
    if piece.kind not in ("prose", "verse") or len(piece.text) > _LONGEST:
        return ""
    if ends_sentence(piece.text) and not piece.text.endswith(")"):  # "Ada Quill (chair)"
        return ""
    found = _FIELD.fullmatch(piece.text)
    return found["value"] if found else ""


def _beside(values: Sequence[str], at: int) -> Sequence[str]:
    return (*values[max(at - 1, 0) : at], *values[at + 1 : at + 2])


def speaks_in_turn(before: Piece | None, piece: Piece, after: Piece) -> bool:
    """Words behind a name in capitals are said, where others speak so right over or under them: "ADA: Come!"."""
    beside = voice_of(after.text) or (voice_of(before.text) if before else "")
    return beside.isupper() and voice_of(piece.text).isupper()
