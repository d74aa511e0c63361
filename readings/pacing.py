"""At which pace somebody reads: the words that they read while a page was before them, and the time that they took.

It is theirs alone, and no page but their own is told of it. Only what came from a page that was being read counts:
what is marked by hand says nothing of time. Until there is enough, lengths are reckoned as for everybody.
"""

from functools import cache

from django.db.models import Q, Sum

from accounts.models import User
from readings.models import Edition, Progress
from readings.prepared import Given, Question, worded

ENOUGH = 2000  # words, some twelve minutes
SLOWEST, FASTEST = (
    30,
    450,
)  # words a minute: anything else is no reading, or was not counted from its beginning
REMEMBERED = 20_000  # words: of what is older than about so many, half counts, and then half of that


def is_reading(words: int, seconds: int) -> bool:
    """Whether so many words in so many seconds say anything about how fast somebody reads."""
    return seconds > 0 and SLOWEST <= words * 60 / seconds <= FASTEST


def own_pace(user: User, edition: Edition) -> int | None:
    """Words a minute at which a person reads this text, or all they read; None when too little is known (one query)."""
    for here_words, here_seconds, all_words, all_seconds in _paced_asked().rows(
        reader=user.pk, text=edition.text_id
    ):
        for words, seconds in ((here_words, here_seconds), (all_words, all_seconds)):
            if words and words >= ENOUGH:
                return max(SLOWEST, round(words * 60 / seconds))
    return None


@cache
def _paced_asked() -> Question:
    """The words and seconds of somebody's reading, in this text and in all: one row, or none before they have read."""
    this = Q(edition__text=Given("text"))
    timed = Progress.objects.filter(user=Given("reader"), paced_seconds__gt=0).order_by().values("user")
    sums = timed.annotate(
        here_words=Sum("paced_words", filter=this),
        here_seconds=Sum("paced_seconds", filter=this),
        words=Sum("paced_words"),
        seconds=Sum("paced_seconds"),
    )
    return worded(sums.values_list("here_words", "here_seconds", "words", "seconds"))
