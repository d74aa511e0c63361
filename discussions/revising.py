"""The earlier words of a comment: which of them are kept when it is edited, and how they are shown.

Who may see them is asked where the comment is (`access.py`). That they go with a comment's words: `commenting.remove`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from discussions.models import Comment, Revision
from readings.aligning import paragraphs
from readings.comparing import Piece, pieces, rows_of

SECOND_THOUGHTS = dt.timedelta(minutes=5)  # in which a slip is put right without a word about it


@dataclass(frozen=True, slots=True)
class Version:
    """A comment as it read for a while: its paragraphs, in each what was gone and what was new since the one before.

    Of the first of all, `is_first`, everything is kept.
    """

    since: dt.datetime
    rows: list[list[Piece]]
    is_first: bool


def keep_words(comment: Comment, *, now: dt.datetime) -> None:
    """Keep the words that are about to be replaced (two queries).

    Not those of a slip put right at once, unless somebody else has answered them: to that their answer belongs.
    """
    if now - comment.created_at > SECOND_THOUGHTS or _is_answered(comment):
        Revision.objects.create(
            comment=comment,
            body=comment.body,
            html=comment.html,
            written_at=comment.edited_at or comment.created_at,
        )


def _is_answered(comment: Comment) -> bool:
    under = Comment.objects.filter(thread=comment.thread_id, path__len__gt=comment.depth)
    return (
        under.filter(**{f"path__0_{comment.depth}": comment.path}).exclude(author=comment.author_id).exists()
    )


def versions(
    comment: Comment, earlier: Sequence[Revision], *, is_newest: bool, is_oldest: bool
) -> list[Version]:
    """How a comment read, newest first: for `earlier` words, newest first, and before them, where `is_newest`, today's.

    Unless it `is_oldest`, the last of `earlier` is only what the one before it is compared with.
    """
    read = [(one.written_at, one.body) for one in earlier]
    if is_newest:
        read.insert(0, (comment.edited_at or comment.created_at, comment.body))
    made = [
        Version(since, differences(before, body), is_first=False)
        for (since, body), (_then, before) in pairwise(read)
    ]
    if is_oldest and read:
        since, body = read[-1]
        made.append(Version(since, differences(body, body), is_first=True))
    return made


def differences(old: str, new: str) -> list[list[Piece]]:
    """Compare what was typed, paragraph by paragraph, so that a changed link or emphasis shows too."""
    olds = [words for _start, words in paragraphs(old)]
    news = [words for _start, words in paragraphs(new)]
    return [_with_signs(pieces(row, olds, news)) for row in rows_of(old, new)]


def _with_signs(row: Sequence[Piece]) -> list[Piece]:
    """Keep what comes again as it went: the full stop of a few words is too little to be found again by itself."""
    made = list[Piece]()
    for piece in row:
        if made and (made[-1].kind, piece.kind) == ("gone", "new") and made[-1].text == piece.text:
            made[-1] = Piece("kept", piece.text)
        else:
            made.append(piece)
    return made
