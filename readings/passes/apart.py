"""What stands before a text and is not its content: title and authors, the imprint."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from readings.importers.bylines import authors_in, is_bare, is_name, is_short_of_sentence
from readings.passes.heading_shapes import DATE, is_contents, is_date
from readings.passes.rights import says_rights
from readings.passes.stamps import dated_headings
from readings.pieces import APART, Piece

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_LONGEST_IMPRINT = 300  # code points of a paragraph of it
_HOST = r"(?:https?://\S+|(?:[a-z0-9-]+\.)+[a-z]{2,10}(?:/\S*)?)"
KEEPER = (
    "library|archives?|press|books|publishers|magazine|journal|review|newsletter|bulletin|gazette|website|"
    "bibliothek|archiv|verlag|zeitschrift|bibliothèque"
)
# Lines that can hardly be anything but an imprint: where a text was taken from, and by what right.
_TAKEN_FROM = re.compile(
    rf"(?:retrieved|accessed|downloaded|archived|abgerufen|heruntergeladen|consulté)\s"
    rf"(?:(?:on|am|le)\s+{DATE}(?:[\s,]+(?:from|at|von|bei|aus|sur)\s.+)?|(?:from|at|von|aus|sur)\s+{_HOST}(?:\s+(?:on|am|le)\s+{DATE})?)\.?"
    rf"|(?:from|aus)\s[^.?!]+(?:,\s+|\s\()(?:1[5-9]|20)\d\d\)?\.?"
    rf"|(?:(?:first\s+|originally\s+)?published\s+(?:in|by)|reprinted\s+from|zuerst\s+erschienen\s+in)\s"
    rf"(?:[^.?!]+[\s,(])?(?:1[5-9]|20)\d\d\)?\.?"
    r"|(?:(?:first|originally)\s+(?:published|printed|appeared)|(?:zuerst|erstmals)\s+(?:erschienen|veröffentlicht))"
    r"[\s:,]+(?:1[5-9]|20)\d\d\.?"
    rf"|(?:from|aus)\s(?:\S+\s){{0,6}}(?:{KEEPER})(?:\s+\(\w+\))?\.?"
    rf"|(?:source|quelle):\s.+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(_HOST)
_SALUTED = re.compile(
    r"(?:my\s+)?(?:dear|dearest|sirs?|madam|comrades?|friends?|liebe[rs]?|sehr|chère?|cher)\b",
    re.IGNORECASE,
)
NEAR_START = 12  # pieces from the beginning among which the title and the authors are looked for


def bylines_in(pieces: Sequence[Piece]) -> int:
    return sum(bool(names_at(pieces, index)) for index in range(len(pieces)))


def names_at(pieces: Sequence[Piece], index: int) -> tuple[str, ...]:
    """Return the names in a byline that is a piece, or in one whose "BY" has a line or a piece of its own."""
    piece = pieces[index]
    if piece.kind not in ("heading", "prose", "verse") or len(piece.text) > _LONGEST_IMPRINT:
        return ()
    first, _break, rest = piece.text.partition("\n")
    if not is_bare(first):
        return () if rest or piece.kind == "verse" else authors_in(first)
    if not rest and index + 1 < len(pieces):
        rest = pieces[index + 1].text[:_LONGEST_IMPRINT]
    return authors_in(f"{first} {rest}")


def byline_taken(pieces: list[Piece]) -> tuple[tuple[str, ...], list[Piece]]:
    """Return the authors that the only byline of a text names, right under its title, and set it apart.

    A text with several, each over a part of its own, has no such authors.
    """
    if bylines_in(pieces) != 1:
        return (), pieces
    under_title = passed = False
    for index, piece in enumerate(pieces):
        if piece.kind == APART:
            under_title = under_title or piece.data["why"] == "title"
        elif under_title and (names := names_at(pieces, index)):
            if is_bare(piece.text.partition("\n")[0]):
                return names, pieces  # what names them is set apart with the other bylines
            apart = replace(piece, doubts=()).set_apart("byline", "byline_in_text")
            return names, [*pieces[:index], apart, *pieces[index + 1 :]]
        elif under_title and not passed and is_subtitle(piece):
            passed = True
        else:
            break
    return (), pieces


def is_subtitle(piece: Piece) -> bool:
    """Whether a piece may be a second title, under the first: one short line and no sentence."""
    is_line = piece.kind == "prose" and piece.lines <= 1
    return is_line and is_short_of_sentence(piece.text) and not authors_in(piece.text)


def title_apart(pieces: list[Piece], title: str, *, is_guessed: bool = False) -> list[Piece]:
    """The title at the head of a text is said once, above it: pieces that spell it out are set apart.

    What only a guess makes the title is doubted there, whatever the source marks.
    """
    left, made, count = letters_of(title), list(pieces), 0
    for index, piece in enumerate(pieces):
        if piece.kind == APART:
            continue
        count += 1
        said = letters_of(piece.text) if piece.kind in ("heading", "prose") and len(piece.text) <= 300 else ""
        if said and left.startswith(said) and _is_whole(piece, said, left):
            said_once = replace(
                piece, doubts=tuple(one for one in piece.doubts if one.code != "heading_guessed")
            )
            is_sure = piece.setting == "marked" and not is_guessed
            made[index] = said_once.set_apart("title", "" if is_sure else "title_in_text")
            left = left[len(said) :]
            if not left:
                return made
        elif left != letters_of(title) or count >= NEAR_START:
            break
    return made


def half_title_apart(pieces: list[Piece], title: str) -> list[Piece]:
    """A title that was said on a page of its own, and stands once more over the text, is said once.

    Then it is the first heading but for the contents, and has no heading of its rank beside it, as a chapter has.
    """
    said = next((at for at, one in enumerate(pieces) if one.kind == APART and one.data["why"] == "title"), -1)
    headings = [at for at, one in enumerate(pieces) if one.kind == "heading" and not is_contents(one.text)]
    if said < 0 or not headings or letters_of(pieces[headings[0]].text) != letters_of(title):
        return pieces
    first, *others = headings
    if first < said or any(pieces[at].rank <= pieces[first].rank for at in others):
        return pieces
    return [*pieces[:first], replace(pieces[first], doubts=()).set_apart("title"), *pieces[first + 1 :]]


def _is_whole(piece: Piece, said: str, left: str) -> bool:
    """Part of a title is only taken for it when it looks like a title itself."""
    return said == left or (piece.kind == "heading" and len(said) >= 6)


def bylines_apart(pieces: list[Piece], authors: Sequence[str], title: str = "") -> list[Piece]:
    """A line near the head that only names the authors says what the text's own entry says.

    So do lines that are nothing but authors, title and year, as an imprint has them once more.
    """
    names = {letters_of(author) for author in authors} | {letters_of("".join(authors))}
    made, count = list(pieces), 0
    for index, piece in enumerate(pieces):
        if piece.kind == APART:
            continue
        count += 1
        if count > NEAR_START:
            break
        if "\n" in piece.text and _is_imprint(piece.text, {*names, letters_of(title)} - {""}):
            made[index] = piece.set_apart("byline", "byline_in_text")
        elif piece.kind in ("heading", "prose") and len(piece.text) <= 200:
            line = re.sub(r"^(?:by|von|par|por|di|av|af|door)\s+", "", piece.text, flags=re.IGNORECASE)
            told = (
                {letters_of(line)}
                if letters_of(line) in names
                else set(map(letters_of, authors_in(f"by {line}")))
            )
            if told and told <= names - {""}:
                made[index] = piece.set_apart("byline", "byline_in_text")
                if index and is_bare(pieces[index - 1].text) and made[index - 1].kind != APART:
                    made[index - 1] = replace(pieces[index - 1], doubts=()).set_apart("byline")
    return made


def name_by_title(pieces: Sequence[Piece], title: str) -> str:
    """Return the name that stands alone under or over the title, and once more in the lines before the text.

    One of them alone may be a place, or whoever speaks first.
    """
    lines = list(_front_lines(pieces, title))
    places = [at for at, line in enumerate(lines) if letters_of(line) == letters_of(title) != ""]
    beside = {at + step for at in places for step in (1, -1) if 0 <= at + step < len(lines)}
    for at in sorted(beside):
        name = letters_of(lines[at])
        if is_name(lines[at]) and name != letters_of(title):
            known = {name, letters_of(title)}
            told = list(_told(lines, known))
            named = [line for line in told if letters_of(line) == name or _is_right_of(line, name)]
            if at < len(told) and len(named) > 1:
                return lines[at]
    return ""


def _told(lines: Sequence[str], known: set[str]) -> Iterator[str]:
    return takewhile(lambda line: is_front_line(line, known), lines)


def _front_lines(pieces: Sequence[Piece], title: str) -> Iterator[str]:
    """The short lines with which a text begins, its title among them."""
    for piece in pieces[: 2 * NEAR_START]:
        if piece.kind == APART:
            yield from [title] if piece.data["why"] == "title" else []
        elif piece.kind in ("heading", "prose", "verse") and len(piece.text) <= _LONGEST_IMPRINT:
            yield from piece.text.split("\n")
        else:
            return


def _is_right_of(line: str, name: str) -> bool:
    return says_rights(line) and name in letters_of(line)


def known_letters(authors: Sequence[str], title: str) -> set[str]:
    """Return what is known of a text as lines are compared with it."""
    return {letters_of(said) for said in (*authors, title)} - {""}


def is_front_line(line: str, known: set[str]) -> bool:
    """Whether a line is one that an imprint is made of; a date or what is known of a text is only in company."""
    said = re.sub(r"^(?:by|von|par|por|av|af|door)\s+", "", line, flags=re.IGNORECASE)
    return letters_of(said) in known or is_date(line.strip("()[]")) or is_bare(line) or is_sure_imprint(line)


def is_sure_imprint(line: str) -> bool:
    return says_rights(line) or any(shape.fullmatch(line) for shape in (_TAKEN_FROM, _ADDRESS))


def imprint_apart(pieces: list[Piece], authors: Sequence[str], title: str) -> list[Piece]:
    """Lines before the text that say where it was taken from, when, and by what right, are about it and not in it.

    They are the very first ones, one of them at least can be nothing else, and no letter begins below them.
    """
    known = known_letters(authors, title)
    run, dated = list[int](), dated_headings(pieces)
    following = None
    for index, piece in enumerate(pieces):
        if piece.kind == APART:
            continue
        is_imprint = (
            len(run) < NEAR_START
            and (
                piece.kind in ("prose", "verse")
                or (piece.kind == "heading" and (piece.setting != "marked" or index in dated))
            )
            and len(piece.text) <= _LONGEST_IMPRINT
            and all(is_front_line(line, known) for line in piece.text.split("\n"))
        )
        if not is_imprint:
            following = piece
            break
        run.append(index)
    lines = [line for index in run for line in pieces[index].text.split("\n")]
    is_year = bool(run) and run[0] > 0 and _is_year_under_title(pieces[run[0] - 1], lines, following)
    if following is None or _SALUTED.match(following.text):
        return pieces
    if not (is_year or dated & {*run} or any(map(is_sure_imprint, lines))):
        return pieces
    made = list(pieces)
    for index in run:
        made[index] = replace(pieces[index], doubts=()).set_apart("imprint", "imprint_in_text")
    return made


def _is_year_under_title(above: Piece, lines: Sequence[str], following: Piece | None) -> bool:
    """Whether there is only a year between the title and the first heading, or under the author: when the text appeared."""
    under = above.data["why"] if above.kind == APART else ""
    leads = following is not None and following.kind == "heading" and not following.doubts
    return (
        (under == "byline" or (under == "title" and leads))
        and len(lines) == 1
        and bool(_YEAR.fullmatch(lines[0].strip()))
    )


def _is_imprint(text: str, known: set[str]) -> bool:
    """Whether lines are nothing but what is known of a text, and perhaps a year."""
    lines = {letters_of(line) for line in text.split("\n")} - {""}
    said = lines - {line for line in lines if is_bare(line)}
    enough = 1 if said != lines else 2  # "BY" over a name
    return len(said & known) >= enough and all(_YEAR.fullmatch(line) for line in said - known)


def letters_of(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
