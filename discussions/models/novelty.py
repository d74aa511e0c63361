"""What is new to somebody: which comments of others they have not had before them. One rule, as the database takes it.

`CommentQuerySet.unseen_by` asks it of each comment, `ThreadQuerySet.with_news` counts by it in each thread. The veil is
another question (`veil.py`).
"""

from typing import Any

from django.db.models import BooleanField, FilteredRelation, IntegerField, Q

from readings.prepared import Written, key_of

# Not what was removed, set aside or hidden, nor what was said before they joined, nor in a thread that they muted. What
# one said oneself is not new; but a correction is, once curators have decided on it, or are asked once more after they
# accepted it: its first comment.
NEW = """(
    {created_at} >= {joined_at} AND {removed_at} IS NULL AND {is_muted} IS NOT TRUE
    AND ({author} <> {person} OR {number} = 1 AND (
        {decided_at} IS NOT NULL AND {decided_by} IS DISTINCT FROM {person} OR {asked_again_at} IS NOT NULL
    ))
    AND ({numbers} @> {number}) IS NOT TRUE
    AND {comment} NOT IN (SELECT comment_id FROM discussions_removal WHERE undone_at IS NULL)
    AND {comment} NOT IN (
        SELECT comment_id FROM discussions_hiding WHERE user_id = {person} AND comment_id IS NOT NULL
    )
    AND {author} NOT IN (
        SELECT person_id FROM discussions_hiding WHERE user_id = {person} AND person_id IS NOT NULL
    )
)"""
# By the name that the rule has for it: the column of a comment, and the path from a thread to what it is to somebody.
ITS_OWN = {
    "comment": "id",
    "author": "author_id",
    "number": "number",
    "created_at": "created_at",
    "removed_at": "removed_at",
}
OF_ITS_THREAD = {
    "joined_at": "own__joined_at",
    "numbers": "had__numbers",
    "is_muted": "had__is_muted",
    "decided_at": "correction__decided_at",
    "decided_by": "correction__decided_by",
    "asked_again_at": "correction__asked_again_at",
}

# Whose each comment is tells all that is asked where nothing makes a difference but that and what was had, and where
# that was had from the beginning on: mostly. For the rest the comments are looked at, but for those had at the beginning.
COUNTED = (
    """CASE WHEN {joined_at} <= {begun_at} AND {is_muted} IS NOT TRUE
        AND {decided_at} IS NULL AND {asked_again_at} IS NULL
        AND ({numbers} IS NULL OR isempty({numbers})
            OR lower({numbers}) = 1 AND {numbers} = int4multirange(range_merge({numbers})))
        AND NOT EXISTS (SELECT FROM discussions_hiding WHERE user_id = {person})
    THEN cardinality(array_remove(array_remove(({authors})[coalesce(upper({numbers}), 1):], 0), {person}))
    ELSE (
    SELECT count(*) FROM discussions_comment AS said
    WHERE said.thread_id = {thread}
        AND said.number >= lower('{{[1,)}}'::int4multirange - coalesce({numbers}, '{{}}')) AND """  # noqa: S608 - columns
    + NEW.format_map(
        {name: f"{{{name}}}" for name in ("person", *OF_ITS_THREAD)}
        | {name: f"said.{column}" for name, column in ITS_OWN.items()}
    )
    + ") END"
)


def known_to(user: Any, thread: str = "") -> dict[str, FilteredRelation]:
    """What a person has had of each thread, and since when they are in its group; `thread` is the path to it."""
    seen, members = f"{thread}seen", f"{thread}group__memberships"
    mine = Q(**{f"{members}__user": user, f"{members}__left_at": None})
    return {
        "had": FilteredRelation(seen, condition=Q(**{f"{seen}__user": user})),
        "own": FilteredRelation(members, condition=mine),
    }


class IsNew(Written):
    """Whether a comment is new to somebody, in a queryset with what is `known_to` them."""

    output_field = BooleanField()
    template = NEW

    def __init__(self, user: Any) -> None:
        of_thread = {
            name: path.replace("correction", "thread__correction") for name, path in OF_ITS_THREAD.items()
        }
        super().__init__(person=key_of(user), **ITS_OWN, **of_thread)


class NewIn(Written):
    """How many comments of a thread are new to somebody, in a queryset with what is `known_to` them."""

    output_field = IntegerField()
    template = COUNTED

    def __init__(self, user: Any) -> None:
        super().__init__(
            person=key_of(user), thread="pk", authors="authors", begun_at="created_at", **OF_ITS_THREAD
        )
