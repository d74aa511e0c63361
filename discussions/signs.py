"""The quiet sign of each kind of thread, the words that somebody hears who does not see it, and what asks for one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from discussions.models import Thread

Kind = Thread.Kind

# In this order they stand in the margin. A comment has none, nor has a question that is answered.
SIGNS: dict[str, str] = {
    Kind.QUESTION: "?",
    Kind.DEFINITION: "=",
    Kind.SUMMARY: "Σ",
    Kind.CORRECTION: "±",
    Kind.CONNECTION: "↔",
}

# What the box asks for in which somebody opens a thread.
ASKS: Mapping[str, Any] = {
    Kind.COMMENT: _("Say it, or ask it…"),
    Kind.QUESTION: _("Ask it…"),
    Kind.DEFINITION: _("Say what it means here…"),
    Kind.SUMMARY: _("Say it in short…"),
    Kind.CORRECTION: _("What your group should know about it…"),
    Kind.CONNECTION: _("Say what connects them…"),
}


def sign_of(kind: str, *, is_answered: bool) -> str:
    """Which kind (a key of `SIGNS`) the margin shows for a thread; empty for none."""
    return kind if kind in SIGNS and not is_answered else ""


def in_words(count: int, kind: str) -> str:
    """So many threads of a kind, in words; of questions the open ones."""
    if kind == Kind.QUESTION:
        words = ngettext("%(count)d open question", "%(count)d open questions", count)
    elif kind == Kind.DEFINITION:
        words = ngettext("%(count)d definition", "%(count)d definitions", count)
    elif kind == Kind.CORRECTION:
        words = ngettext("%(count)d correction", "%(count)d corrections", count)
    elif kind == Kind.CONNECTION:
        words = ngettext("%(count)d connection", "%(count)d connections", count)
    else:
        words = ngettext("%(count)d summary", "%(count)d summaries", count)
    return words % {"count": count}


def told(signs: Sequence[str]) -> list[str]:
    """What a margin's signs say, in their order."""
    return [in_words(signs.count(kind), kind) for kind in SIGNS if kind in signs]


def shown(signs: Sequence[str], most: int = 2) -> str:
    """The first signs of a margin: more of them would be a row of riddles."""
    return "".join([SIGNS[kind] for kind in SIGNS if kind in signs][:most])
