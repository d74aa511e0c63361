"""Looking for texts of the library by title and authors: parts of them, misspelt ones, and the same text once more."""

import re

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Q

from readings.models import Text, TextQuerySet
from readings.normalising import fold
from readings.resembling import resemble, shares_a_word

FEW_NAMES = 3  # texts that somebody is asked about: whether it is one of these
LOOKED_AT = 12  # texts of which these are chosen
ALIKE = 0.3  # how much of a misspelt name must be there, as pg_trgm counts
_WORD = re.compile(r"\w+")
_IS_OR_IZ = re.compile(r"(?<=\w{3}[iy])[sz](?=[aei]|$)")  # of "organise" and "analyse", and of "organisation"


def named(words: str, *, among: TextQuerySet) -> TextQuerySet:
    """Those of the texts that have all of the words, or beginnings or ends of them, in title or authors, with -is- or -iz-."""
    for word in _WORD.findall(fold(words)):
        spellings = {word, *(_IS_OR_IZ.sub(letter, word) for letter in "sz")}
        among = among.filter(Q(*(("names__contains", one) for one in sorted(spellings)), _connector=Q.OR))
    return among


def meant(words: str, *, among: TextQuerySet, most: int = FEW_NAMES) -> list[Text]:
    """Up to so many texts whose title or author is spelt much like this, the nearest first.

    Words of fewer than four letters are left out: "the ice" would be "the idea", for its article. The database finds what
    has some of the same letters in a row; of that, at least one word must be there, however it is spelt.
    """
    asked = " ".join(word for word in _WORD.findall(fold(words)) if len(word) > 3)
    if not asked:
        return []
    alike = among.filter(names__trigram_word_similar=asked)
    alike = alike.order_by(TrigramWordSimilarity(asked, "names").desc(), "title", "pk")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)])
        return [text for text in alike[: max(most, LOOKED_AT)] if shares_a_word(asked, text.names)][:most]


def likely(title: str, byline: str = "", *, among: TextQuerySet) -> list[Text]:
    """Up to three texts whose title may be that of the same text (`resemble`), the likest first."""
    if not any(map(str.isalnum, title)):
        return []
    likeness = TrigramSimilarity("names", fold(f"{title} {byline}"))
    by_name = named(title, among=among).order_by(likeness.desc(), "pk")[:LOOKED_AT]
    found = [text for text in by_name if resemble(title, text.title)]
    if not found:
        found = [text for text in meant(title, among=among, most=LOOKED_AT) if resemble(title, text.title)]
    return found[:FEW_NAMES]
