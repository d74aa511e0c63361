"""How the reactions to one comment look: each with how many gave it and who. The buttons of one without any: `sheets.py`."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.translation import gettext as _

from discussions.models import Reaction
from discussions.sheets import Said, markup, react_markup

CHIP = ["number", "kind", "deed", "pressed", "word", "count", "names"]
OFFER = ["number", "kind", "deed", "pressed", "word", "names"]
ROW = ["number", "chips", "offers", "whom"]
OWN_ROW = ["number", "given", "rows"]


class Given(NamedTuple):
    """One of the words, and who gave it: the names in the order in which they came."""

    kind: str
    word: str
    names: list[str]
    is_mine: bool


def given(reactions: Sequence[str], viewer_id: int) -> list[Given]:
    """Sort what the database tells of a comment ("helps 12 Ana") by kind; kinds that nobody gave have no names."""
    rows = [row.split(" ", 2) for row in reactions]
    you = _("you")
    return [
        Given(
            kind,
            str(word),
            [you if int(person) == viewer_id else name for one, person, name in rows if one == kind],
            any(one == kind and int(person) == viewer_id for one, person, _name in rows),
        )
        for kind, word in Reaction.Kind.choices
    ]


def reacted_html(said: Said, *, viewer_id: int) -> str:
    """The reactions to a comment: for its author in one line that opens, for others as buttons."""
    told = given(said.reactions, viewer_id)
    if said.author_id == viewer_id:
        some = [one for one in told if one.names]
        if not some:
            return react_markup(mine=True).format(number=said.number)
        line = markup("thread_detail.html#reacted_line", ["word", "names"])
        return markup("thread_detail.html#reacted_own", OWN_ROW).format(
            number=said.number,
            given=escape(" · ".join(f"{one.word} {len(one.names)}" for one in some)),
            rows="".join(
                line.format(word=escape(one.word), names=escape(", ".join(one.names))) for one in some
            ),
        )
    chip, offer = (
        markup("thread_detail.html#reaction", CHIP),
        markup("thread_detail.html#reaction_offer", OFFER),
    )
    values = [
        {
            "number": said.number,
            "kind": one.kind,
            "deed": "take" if one.is_mine else "give",
            "pressed": str(one.is_mine).lower(),
            "word": escape(one.word),
            "count": len(one.names),
            "names": escape(", ".join(one.names)),
        }
        for one in told
    ]
    return markup("thread_detail.html#reacted", ROW).format(
        number=said.number,
        chips="".join(chip.format_map(value) for value in values if value["count"]),
        offers="".join(offer.format_map(value) for value in values),
        whom=f"&nbsp;{escape(said.name)}",
    )


def reactions_html(said: Said, *, viewer_id: int) -> str:
    """What stands under a comment by way of reactions, also where nobody has given any."""
    if said.reactions or said.author_id == viewer_id:
        return reacted_html(said, viewer_id=viewer_id)
    return react_markup(mine=False).format(number=said.number, whom=f"&nbsp;{escape(said.name)}")
