"""What a comment is written on, when a page shows hundreds: its markup, filled with all that many of them share.

How it looks stands in partials of `thread_detail.html` and `reader.html`. Each is rendered once by a process, with the
names of its fields in braces where their values will be; it is rendered of nothing else, so nothing of a person is in
what is kept. Values are escaped here and in `rendering.py`, which fills the sheets.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
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
    "settle",
    "reactions",
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
REACT = ["number", "whom"]
MOST_KEPT = 200  # partials, of some hundred bytes, each in several languages


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
    )  # "law" or nothing, in the next line who set it aside, then why; its words are its author's alone
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
        self.values_of = itemgetter(*pieces[1::2])

    def filled(self, values: Mapping[str, bytes]) -> list[bytes]:
        """The pieces with the values between them, to be joined."""
        parts = self.pieces.copy()
        parts[1::2] = self.values_of(values)
        return parts


class Sheets:
    """A comment's markup for one page, filled with what is the same in all that one person said in one way there.

    What differs from one comment to the next (`ITS_OWN`) is left open.
    """

    def __init__(
        self, thread: Thread, *, address: str, answering: str, viewer_id: int, may_open_again: bool
    ) -> None:
        self.thread = thread
        self.viewer_id = viewer_id
        self.may_open_again = may_open_again
        self.address = address  # of the page
        self.answering = answering
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
        )
        if alike not in self.made:
            self.made[alike] = Sheet(self._make(said, is_answer=is_answer, may_answer=may_answer))
        return self.made[alike]

    def _make(self, said: Said, *, is_answer: bool, may_answer: bool) -> str:
        author = User(pk=said.author_id, display_name=said.name)
        mine = said.author_id == self.viewer_id
        whom = "" if mine else f"&nbsp;{escape(author.display_name)}"
        settle = ""
        if is_answer and self.may_open_again:
            settle = markup("thread_detail.html#unsettle", SETTLE)
        elif not is_answer and may_answer and self.thread.is_open:
            settle = markup("thread_detail.html#settle", SETTLE)
        own = (
            "" if said.aside and not mine else markup(f"thread_detail.html#{'own' if mine else 'care'}", OWN)
        )
        react = gap("reactions")
        if not said.reactions:
            react = react_markup(mine=mine).format(number=gap("number"), whom=whom)
        # One's own may be new: a correction on which somebody has decided. The script takes it for seen once it is in sight.
        classes = (("mine", mine), ("new", said.is_new), ("answer", is_answer))
        fresh = f'<span class="visually-hidden">{escape(pgettext("a comment", "New"))}</span>'
        partial = (
            "gone"
            if said.removed_at
            else "aside"
            if said.aside
            else "hidden"
            if said.is_hidden
            else "comment"
        )
        return markup(f"thread_detail.html#{partial}", COMMENT).format_map(
            {field: gap(field) for field in ITS_OWN}
            | {
                "hue": author.hue,
                "initials": escape(author.initials),
                "name": escape(author.display_name),
                "whom": whom,
                "classes": " ".join(name for name, is_so in classes if is_so),
                "sign": fresh if said.is_new else "",
                "answers": markup("thread_detail.html#answers", []) if is_answer else "",
                "settle": settle.format(number=gap("number"), whom=whom),
                "own": own.format(address=f"{self.answering}{gap('number')}/", pk=gap("pk")),
                "reactions": react,
                "address": self.address,
                "answering": self.answering,
            }
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
