"""The words that an accepted correction took the place of, told from what stands around them in the edition before.

Nobody keeps them: once an edition is out its passage stands on the new words. Reads only.
"""

from collections.abc import Iterable

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, StrIndex, Substr

from discussions.models import CONTEXT, Correction
from readings.importers.decoding import tidy
from readings.models import Edition

LONGEST = 2_000  # code points of what is looked through for the words


def struck(corrections: Iterable[Correction]) -> dict[int, str]:
    """The former words of those corrections that stand in a published edition, by their keys (one query).

    Not of those whose surroundings changed as well.
    """
    standing = {
        one.pk: one.thread.passage.suffix
        for one in corrections
        if one.draft
        and one.draft.published_at
        and one.thread.passage.quote.split() == tidy(one.words).split()
    }
    found = {}
    for pk, behind in _behind_their_beginning(standing) if standing else ():
        at = behind.find(standing[pk]) if standing[pk] else len(behind)
        if 0 < at < LONGEST - CONTEXT:
            found[pk] = behind[:at]
    return found


def _behind_their_beginning(keys: Iterable[int]) -> QuerySet:
    """What stands, in the edition before that of each correction, behind the words that stand before it in this one."""
    text, number = OuterRef("draft__text"), OuterRef("draft__number")
    before = OuterRef("thread__passage__prefix")
    former = Edition.objects.filter(text=text, number__lt=number, published_at__isnull=False)
    former = former.order_by("-number").annotate(at=StrIndex("content", before), skipped=Length(before))
    behind = former.annotate(behind=Substr("content", F("at") + F("skipped"), LONGEST)).values("behind", "at")
    asked = Correction.objects.filter(pk__in=keys)
    asked = asked.annotate(behind=Subquery(behind.values("behind")[:1]), at=Subquery(behind.values("at")[:1]))
    return asked.filter(at__gt=0).values_list("pk", "behind")
