"""What a text brings along from the web page that it was copied from: furniture at its end, readers' comments."""

import re
from collections.abc import Iterator, Sequence

from readings.pieces import APART, Piece

_LOOKED_AT = 40  # pieces from the end
_LONGEST = 160
_NO_RANK = 1_000  # below all headings
_TOP = 0  # rank above all other headings: an appendix is no part of the section before it

# A line that stands on no page but a blog's or a magazine's.
_CERTAIN = re.compile(
    r"leave a (?:reply|comment)(?: cancel reply)?|cancel reply|post a comment|add a comment|submit comment"
    r"|your e-?mail\b[^.]{0,40}\bpublished\.?(?: required fields\b.{0,16})?"
    r"|required fields are marked ?\*?|view all posts by .+|(?:more )?posts by .+ →"
    r"|notify me of (?:follow-?up comments|new posts) by e-?mail\.?|save my name, e-?mail,? and website .+"
    r"|click to share on .+|share this:?|like this:?|loading\.\.\.|post navigation|skip to (?:main )?content"
    r"|(?:proudly )?powered by \w+|all rights reserved\.?|subscribe to our newsletter"
    r"|schreiben? (?:sie )?einen kommentar(?: antworten abbrechen)?|antworten abbrechen|kommentar absenden"
    r"|(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht\..*|alle beiträge von .+ (?:an)?zeigen ?→?"
    r"|laisser un commentaire|votre adresse e-?mail ne sera pas publiée\..*|deja una respuesta"
    r"|tu dirección de correo electrónico no será publicada\..*",
    re.IGNORECASE,
)
# A line that may be furniture where a certain one stands too.
_LIKELY = re.compile(
    r"(?:name|e-?mail|website|comment|search|related|share|tags?|categories|facebook|twitter|e-mail|print|more"
    r"|kommentar|teilen|suche|kategorien|schlagwörter|verwandte beiträge) ?[*:]{0,2}"
    r"|(?:posted (?:in|on|by)|tagged|filed under|veröffentlicht (?:in|am)) .+|[←→] ?.+|[«»] ?[^«»]*[^«».!?…,;:]"
    r"|.+ →|[^«»]*[^«».!?…,;:] »"  # what people say in »…« or « … » is none
    r"|related (?:posts|articles)|recent (?:posts|comments)|about the author|über den autor",
    re.IGNORECASE,
)
_ALL_POSTS = re.compile(
    r"(?:view all posts by|(?:more )?posts by|alle beiträge von) (?P<name>.+)", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:about|über|à propos de) (?P<name>.+?)[:.]?", re.IGNORECASE)
_BOX = 4  # pieces of a box about the author

_COUNT = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|ein|eine|zwei|drei|vier|fünf)"
_COMMENTS = re.compile(
    rf"{_COUNT} (?:thoughts?|comments?|responses?|repl(?:y|ies)|gedanken?|kommentare?|antworten) (?:on|to|zu) [“\"«„‘'].+"
    r"|\d{1,4} (?:comments?|responses?|repl(?:y|ies)|kommentare?|antworten):?"
    r"|(?:comments?|readers?[’'] comments|kommentare|leserkommentare) ?\(\d{1,4}\):?",
    re.IGNORECASE,
)


def web_page_tails(pieces: list[Piece]) -> list[Piece]:
    """What a web page puts under a text for its visitors (a reply form, a box about the author) is no text."""
    start, certain, at = len(pieces), False, len(pieces)
    while at > max(0, len(pieces) - _LOOKED_AT):
        at -= 1
        piece = pieces[at]
        if piece.kind == "ornament" or not piece.text:
            continue
        line = piece.text if len(piece.text) <= _LONGEST else ""
        if _CERTAIN.fullmatch(line):
            certain = True
            posts = _ALL_POSTS.match(line)
            start = at = _box_of(posts["name"], pieces, at) if posts else at
        elif _LIKELY.fullmatch(line):
            start = at
        else:
            break
    if not certain or not any(piece.text for piece in pieces[:start]):
        return pieces
    made = [piece.set_apart("page_furniture") for piece in pieces[start:] if piece.text]
    made[0] = made[0].with_doubt("page_furniture")
    return [*pieces[:start], *made]


def _box_of(name: str, pieces: Sequence[Piece], end: int) -> int:
    """Return where the box about an author begins whose last line leads to all their posts."""
    name = name.rstrip(" →»").casefold()
    for at in range(end - 1, max(-1, end - 1 - _BOX), -1):
        found = _ABOUT.fullmatch(pieces[at].text) if len(pieces[at].text) <= _LONGEST else None
        if found and found["name"].casefold() == name:
            return at
    return end


def comments_as_appendix(pieces: list[Piece]) -> list[Piece]:
    """ "3 thoughts on …" near the end is a heading that readers' comments stand under: an appendix, not the text."""
    above, under, highest = sum(len(piece.text) for piece in pieces), 0, _NO_RANK
    ranks = list(_ranks(pieces))
    for index in range(len(pieces) - 1, 0, -1):
        piece = pieces[index]
        above -= len(piece.text)
        may_be = piece.kind in ("prose", "heading") and len(piece.text) <= _LONGEST and piece.lines <= 2
        # There is something under the line, more above it, and no section of the text after it.
        if may_be and 0 < under < above and highest > ranks[index] and _COMMENTS.fullmatch(piece.text):
            heading = piece.as_kind("heading", rank=_TOP, appendix=True).with_doubt("comments_appendix")
            return [*pieces[:index], heading, *pieces[index + 1 :]]
        under += len(piece.text) if piece.kind != APART else 0
        highest = min(highest, piece.rank) if piece.kind == "heading" else highest
    return pieces


def _ranks(pieces: Sequence[Piece]) -> Iterator[int]:
    """Give for each piece the rank of the heading that it is or stands under, 0 under none."""
    rank = 0
    for piece in pieces:
        rank = piece.rank if piece.kind == "heading" else rank
        yield rank
