"""What a comment is written on, when a page shows hundreds: its markup, filled with all that many of them share.

How it looks stands in partials of `thread_detail.html` and `reader.html`. Each is rendered once by a process, with the
names of its fields in braces where their values will be; it is rendered of nothing else, so nothing of a person is in
what is kept. Values are escaped here and in `rendering.py`, which fills the sheets.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language, pgettext

from accounts.models import User
from discussions.models import Reaction, Thread
from readings.printing import GAP

COMMENT = [
    "number",
    "pk",
    "classes",
    "sign",
    "hue",
    "initials",
    "name",
    "iso",
    "when",
    "html",
    "address",
    "answering",
    "edited",
    "whom",
    "own",
    "answers",
    "say",
    "settle",
    "reactions",
    "reported",
]
ITS_OWN = [
    "number",
    "pk",
    "iso",
    "when",
    "html",
    "edited",
    "reactions",
]  # of these what each comment has for itself
OWN = ["address", "pk"]
REST = ["address"]
EARLIER = ["address", "pk", "edited"]
SETTLE = ["number", "whom"]
SAY = ["pk", "answering", "whom"]
REACT = ["number", "whom"]
MOST_KEPT = 200  # partials, of some hundred bytes, each in several languages
MOST_SHEETS = 2_000  # of some kilobytes: of a long thread a few dozen, for each way in which somebody's talk stands there


class Said(NamedTuple):
    """One comment as it is shown."""

    pk: int
    number: int
    depth: int
    author_id: int
    name: str
    html: str
    created_at: dt.datetime
    edited_at: dt.datetime | None
    removed_at: dt.datetime | None
    is_new: bool
    has_earlier: bool
    is_hidden: bool  # by whoever looks, for themselves: it comes without its words
    aside: (
        str | None
    )  # as what somebody set it aside, in the next lines who and why (`asides.py`); its words are its author's alone
    reactions: list[str]  # "helps 12 Ana": which, by whom, and their name
    under: (
        list[int] | None
    )  # the numbers of the answers in a branch that has a view of its own; none has None
    new_under: list[int] | None

    @property
    def is_in_sight(self) -> bool:
        """Whether its words are shown as those of any other."""
        return self.removed_at is None and self.aside is None and not self.is_hidden


def markup(partial: str, fields: Iterable[str], **context: object) -> str:
    """A partial in the language of the moment, with `{name}` in the place of each field's value.

    It is rendered of nothing else, so the process keeps it.
    """
    return _kept_markup(partial, tuple(fields), tuple(context.items()), get_language())


@lru_cache(maxsize=MOST_KEPT)
def _kept_markup(
    partial: str, fields: tuple[str, ...], context: tuple[tuple[str, object], ...], language: str | None
) -> str:
    return render_to_string(
        f"discussions/{partial}", {name: f"{{{name}}}" for name in fields} | dict(context)
    )


class Sheet:
    """Markup as it will be sent, with gaps for fields of `ITS_OWN`, of which each kind of comment has several."""

    def __init__(self, markup: str) -> None:
        pieces = re.split(f"{GAP}([a-z]+){GAP}", markup)
        self.pieces = [piece.encode() for piece in pieces]
        self.values_of = itemgetter(*map(ITS_OWN.index, pieces[1::2]))

    def filled(self, values: Sequence[bytes]) -> list[bytes]:
        """The pieces with the values of `ITS_OWN` between them, to be joined."""
        parts = self.pieces.copy()
        parts[1::2] = self.values_of(values)
        return parts


class Sheets:
    """A comment's markup for one page, filled with what is the same in all that one person said in one way there.

    What differs from one comment to the next (`ITS_OWN`) is left open.
    """

    def __init__(
        self,
        thread: Thread,
        *,
        address: str,
        answering: str,
        viewer_id: int,
        may_open_again: bool,
        reported: Mapping[int, str],
    ) -> None:
        self.thread = thread
        self.viewer_id = viewer_id
        self.may_open_again = may_open_again
        self.address = address  # of the page
        self.answering = answering
        self.reported = reported  # what stands under some comments, by their numbers
        self.made: dict[tuple[object, ...], Sheet] = {}

    def about(self, said: Said) -> str:
        """The address of what can be done with one comment."""
        return f"{self.answering}{said.number}/"

    def of(self, said: Said) -> Sheet:
        """The sheet that a comment is written on."""
        is_answer, may_answer = said.pk == self.thread.answer_id, said.number > 1
        alike = (
            said.author_id,
            said.is_new,
            said.removed_at is None,
            said.aside is None,
            said.is_hidden,
            is_answer,
            may_answer,
            not said.reactions,
            self.reported.get(said.number),
        )
        if alike not in self.made:
            self.made[alike] = _kept_sheet(
                partial=partial_for(said),
                author=(said.author_id, said.name),
                mine=said.author_id == self.viewer_id,
                is_new=said.is_new,
                is_answer=is_answer,
                settle=self._settle(is_answer=is_answer, may_answer=may_answer),
                is_closed=self.thread.group.is_closed,
                has_reactions=bool(said.reactions),
                reported=self.reported.get(said.number, ""),
                address=self.address,
                answering=self.answering,
                language=get_language(),
            )
        return self.made[alike]

    def _settle(self, *, is_answer: bool, may_answer: bool) -> str:
        """The partial by which a comment is marked as the answer, or not any more; empty where it can't be."""
        if is_answer and self.may_open_again:
            return "unsettle"
        return "settle" if not is_answer and may_answer and self.thread.is_open else ""


def partial_for(said: Said) -> str:
    """The partial that says what has become of a comment."""
    if said.removed_at:
        return "gone"
    if said.aside:
        return "aside"
    return "hidden" if said.is_hidden else "comment"


@lru_cache(maxsize=MOST_SHEETS)
def _kept_sheet(
    *,
    partial: str,
    author: tuple[int, str],
    mine: bool,
    is_new: bool,
    is_answer: bool,
    settle: str,
    is_closed: bool,
    has_reactions: bool,
    reported: str,
    address: str,
    answering: str,
    language: str | None,
) -> Sheet:
    """All that is in it is asked for: the language since all words are in it, and of who reads only whether it is theirs."""
    person = User(pk=author[0], display_name=author[1])
    whom = "" if mine else f"&nbsp;{escape(person.display_name)}"
    own = (
        ""
        if partial == "aside" and not mine
        else markup(f"thread_detail.html#{'own' if mine else 'care'}", OWN)
    )
    react = gap("reactions") if has_reactions else react_markup(mine=mine)
    settles = markup(f"thread_detail.html#{settle}", SETTLE) if settle else ""
    says = "" if is_closed else markup("thread_detail.html#say", SAY)
    # One's own may be new: a correction on which somebody has decided. The script takes it for seen once it is in sight.
    classes = (("mine", mine), ("new", is_new), ("answer", is_answer))
    new = pgettext("a comment", "New")  # which is collected for translation only where it stands by itself
    fresh = f'<span class="visually-hidden">{escape(new)}</span>'
    return Sheet(
        markup(f"thread_detail.html#{partial}", COMMENT).format_map(
            {field: gap(field) for field in ITS_OWN}
            | {
                "hue": person.hue,
                "initials": escape(person.initials),
                "name": escape(person.display_name),
                "whom": whom,
                "classes": " ".join(name for name, is_so in classes if is_so),
                "sign": fresh if is_new else "",
                "answers": markup("thread_detail.html#answers", []) if is_answer else "",
                "say": says.format(pk=gap("pk"), answering=answering, whom=whom),
                "settle": settles.format(number=gap("number"), whom=whom),
                "own": own.format(address=f"{answering}{gap('number')}/", pk=gap("pk")),
                "reactions": react.format(number=gap("number"), whom=whom),
                "reported": reported,
                "address": address,
                "answering": answering,
            }
        )
    )


def react_markup(*, mine: bool) -> str:
    """What stands by way of reactions under a comment that has none: of one's own, only where they will be."""
    if mine:
        return markup("thread_detail.html#reacted_none", REACT)
    kinds = tuple((kind, str(word)) for kind, word in Reaction.Kind.choices)
    return markup("thread_detail.html#react", REACT, reaction_kinds=kinds)


def gap(field: str) -> str:
    """Where the value of a field goes. No name of anybody holds such a character: the database takes none."""
    return f"{GAP}{field}{GAP}"
