"""A first line that is the title because of what stands under it: a day, a year, a subtitle, who wrote it, who was there.

`headings` finds it where a longer paragraph stands right under it; here such short lines stand between. It is a guess,
and doubted. What the title is, and that it is said once, is for `titles` and `apart`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.importers.bylines import authors_in, is_name, name_and_year
from readings.passes import heading_shapes as shapes
from readings.passes.apart import is_subtitle
from readings.passes.closings import is_dated
from readings.passes.heading_shapes import BOLD, UNNUMBERED
from readings.passes.headings import as_heading
from readings.passes.letters import begins_letter, names_letter
from readings.passes.names_alone import names_an_office
from readings.passes.records import is_labelled
from readings.pieces import APART, Piece
from readings.words import count_words

_MOST_BETWEEN = 3  # short lines between a title and the text
_LONGEST = 120  # code points of such a line
_FEWEST_WORDS = 2  # of the title: one word over another may be anything
_FEWEST_OF_SUBTITLE = 3
# "An essay on a strike", "Ein Bericht": what a text is, as a subtitle says.
_SAYS_WHAT = re.compile(
    r"(?:(?:an?|ein|eine|un|une|una|the|der|die|das|le|la|some|being an?)\s+)?(?:[^\W\d_]+\s+)?(?:essay|report|account|letters?|stor(?:y|ies)|notes|study|lecture"
    r"|speech|memoir|novel|pamphlet|play|poems?|history|inquiry|sketch|tale|critique|versuch|bericht|rede|vortrag|brief"
    r"|geschichte|erzählung|studie|notizen|essai|récit|étude|discours)\b",
    re.IGNORECASE,
)
_TEXT_FROM = 60  # code points from which a paragraph is surely read


def titles_over_short_lines(pieces: list[Piece]) -> list[Piece]:
    """The first line of a text that marks no headings is one, set as titles are, over short lines that belong to a title."""
    if any(_is_marked(piece) for piece in pieces):
        return pieces
    places = [at for at, piece in enumerate(pieces) if piece.kind != APART][: _MOST_BETWEEN + 2]
    near = [pieces[at] for at in places]
    if len(near) < 3 or not may_be_title(near[0]):
        return pieces
    count = _lines_between(near)
    if not count or not _is_text(near[count + 1 :]):
        return pieces
    if is_name(near[0].text) and shapes.is_title(near[1].text) and not is_name(near[1].text):
        return pieces  # whose text it is, over its title
    made = list(pieces)
    made[places[0]] = as_heading(near[0], UNNUMBERED, near[0].text).with_doubt("heading_guessed")
    return made


def _is_marked(piece: Piece) -> bool:
    """Whether a file itself says that this is a heading; bold letters and a page's type do so, too."""
    return piece.setting == "typeset" or (
        piece.kind == "heading" and piece.setting == "marked" and piece.rank <= BOLD
    )


def may_be_title(piece: Piece) -> bool:
    """Whether a first line is set as titles are and is neither a label nor a day nor the name of a part."""
    line = piece.text
    return (
        piece.kind == "prose"
        and piece.lines <= 1
        and "\n" not in line
        and count_words(line) >= _FEWEST_WORDS
        and (
            shapes.is_title(line)
            or shapes.is_topic(line)
            or (shapes.is_label(line) and not line.endswith(":"))
        )
        and not (is_labelled(line) or is_dated(line) or shapes.is_book_part(line) or shapes.named(line))
        and not (begins_letter(line) or authors_in(line))
    )


def _lines_between(near: Sequence[Piece]) -> int:
    """How many short lines under a first line belong to a title; 0 where none does, or too many do."""
    has_subtitle, count = False, 0
    for piece in near[1:]:
        line = piece.text
        if piece.kind != "prose" or len(line) > _LONGEST or "\n" in line:
            break
        if begins_letter(line):
            if not names_letter(near[0].text):
                return 0
        elif _is_of_title(line):
            pass
        elif not has_subtitle and _is_under_title(piece):
            has_subtitle = True
        else:
            break
        count += 1
    return count if count <= _MOST_BETWEEN else 0


def _is_of_title(line: str) -> bool:
    return (
        is_dated(line)
        or bool(shapes.year(line))
        or is_labelled(line)
        or bool(authors_in(line))
        or names_an_office(line)
        or bool(name_and_year(line)[0])
    )


def _is_under_title(piece: Piece) -> bool:
    line = piece.text
    return (
        is_subtitle(piece)
        and line[:1].isupper()
        and count_words(line) >= _FEWEST_OF_SUBTITLE
        and shapes.is_label(line)
        and not shapes.named(line)
    )


def _is_text(rest: Sequence[Piece]) -> bool:
    """Whether what is read begins here: a heading, or a paragraph that does not go on from somewhere else."""
    if not rest:
        return False
    first = rest[0]
    if first.kind == "heading":
        return True
    return first.kind == "prose" and len(first.text) > _TEXT_FROM and not first.text[:1].islower()


def subtitle_as_prose(pieces: list[Piece]) -> list[Piece]:
    """A line right under the title that was only guessed to be a heading is its subtitle where it is not set as titles are.

    So it is when others stand further down only with a byline or such another line under it; what says that the text
    is an essay, a report and so on is a subtitle however it is set.
    """
    title = next(
        (at for at, one in enumerate(pieces) if one.kind == APART and one.data["why"] == "title"), -1
    )
    rest = [at for at in range(title + 1, len(pieces)) if pieces[at].kind != APART]
    if title < 0 or len(rest) < 2 or any(one.kind != APART for one in pieces[:title]):
        return pieces
    piece, after = pieces[rest[0]], pieces[rest[1]]
    if not is_guessed(piece) or shapes.is_book_part(piece.text) or shapes.named(piece.text):
        return pieces
    others = any(is_guessed(pieces[at]) for at in rest[2:])
    is_subtitled = not shapes.is_title(piece.text) and (
        not others or is_guessed(after) or bool(authors_in(after.text))
    )
    if not (is_subtitled or _SAYS_WHAT.match(piece.text)):
        return pieces
    left = tuple(one for one in piece.doubts if one.code != "heading_guessed")
    made = list(pieces)
    made[rest[0]] = replace(piece, kind="prose", rank=0, doubts=left)
    return made


def is_guessed(piece: Piece) -> bool:
    """Whether only its look made this a heading without a number."""
    return (
        piece.kind == "heading"
        and piece.rank == UNNUMBERED
        and any(one.code == "heading_guessed" for one in piece.doubts)
    )
