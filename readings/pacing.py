"""At which pace somebody reads: the words that they read while a page was before them, and the time that they took.

It is theirs alone, and no page but their own is told of it. Only what came from a page that was being read counts:
what is marked by hand says nothing of time. Until there is enough, lengths are reckoned as for everybody.
"""

from django.db.models import Q, Sum

from accounts.models import User
from readings.models import Edition, Progress

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
    this = Q(edition__text=edition.text_id)
    sums = Progress.objects.filter(user_id=user.pk, paced_seconds__gt=0).aggregate(
        here_words=Sum("paced_words", filter=this),
        here_seconds=Sum("paced_seconds", filter=this),
        words=Sum("paced_words"),
        seconds=Sum("paced_seconds"),
    )
    for words, seconds in (
        (sums["here_words"], sums["here_seconds"]),
        (sums["words"], sums["seconds"]),
    ):
        if words and words >= ENOUGH:
            return max(SLOWEST, round(words * 60 / seconds))
    return None
