"""Bringing passages over to a new edition of their text, and what people say of it when that was no sure thing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import User
from discussions.models import CONTEXT, Correction, Move, Passage
from discussions.passages import words_at
from readings.anchoring import Found
from readings.carrying import Carrier
from readings.models import Edition

BATCH = 1000
WORST_FIRST = ["lost", "asked", "back", "kept"]


def carry(old: Edition, new: Edition, carrier: Carrier, now: datetime) -> None:
    """Move every passage on one edition to its words in the next; where those are gone it stays.

    What stayed on editions before that is sought as well: words that went may be back. A passage takes the words that
    it stands on now. Those that it stood on are kept with the move, unless they are the very same.
    """
    waiting = Passage.objects.awaiting_place_in(new).select_for_update(of=["self"]).order_by("pk")
    standing: dict[int, list[Passage]] = {old.pk: []}
    for passage in waiting:
        standing.setdefault(passage.edition_id, []).append(passage)
    corrected = _accepted(new)
    _move(standing.pop(old.pk), old, new, carrier, corrected, now)
    for earlier in Edition.objects.filter(pk__in=standing) if standing else ():
        _move(standing[earlier.pk], earlier, new, Carrier(earlier.content, new.content), corrected, now)


def foresee(old: Edition, new: Edition) -> Counter[str]:
    """Count what `carry` will do with the threads, of those in which something stands; it changes nothing.

    A connection with both ends in the text is one thread, of which the worst is told.
    """
    at_either_end = Q(thread__comment_count__gt=0) | Q(connection__thread__comment_count__gt=0)
    of_thread = Coalesce("thread__pk", "connection__pk")
    waiting = Passage.objects.awaiting_place_in(new).filter(at_either_end)
    ranges: dict[int, dict[int, tuple[int, int]]] = {}
    threads: dict[int, int] = {}
    for pk, edition_id, span, thread in waiting.values_list("pk", "edition", "span", of_thread):
        ranges.setdefault(edition_id, {})[pk] = (span.lower, span.upper)
        threads[pk] = thread
    told: dict[int, str] = {}
    corrected = _accepted(new)
    for edition in Edition.objects.filter(pk__in=ranges) if ranges else ():
        carrier = Carrier(edition.content, new.content)
        for pk, found in _places(ranges[edition.pk], edition, new, carrier, corrected).items():
            if edition.pk == old.pk:
                becomes = "lost" if not found else "asked" if found.score < 1 else "kept"
            elif found:
                becomes = "back" if found.score == 1 else "asked"
            else:
                continue
            told[threads[pk]] = min(told.get(threads[pk], becomes), becomes, key=WORST_FIRST.index)
    return Counter(told.values())


def _move(
    passages: Sequence[Passage],
    old: Edition,
    new: Edition,
    carrier: Carrier,
    corrected: Mapping[int, str],
    now: datetime,
) -> None:
    moved, moves = [], []
    places = _places({one.pk: (one.start, one.end) for one in passages}, old, new, carrier, corrected)
    for passage in passages:
        found = places[passage.pk]
        if not found:
            continue
        if found.score < 1:
            moves.append(
                Move(
                    passage=passage,
                    old_edition=old,
                    old_span=passage.span,
                    old_quote=passage.quote,
                    new_edition=new,
                    confidence=found.score,
                    moved_at=now,
                )
            )
        place(passage, new, found.start, found.end)
        moved.append(passage)
    Passage.objects.bulk_update(moved, ["edition", "span", "quote", "prefix", "suffix"], batch_size=BATCH)
    Move.objects.bulk_create(moves, batch_size=BATCH)


def _accepted(new: Edition) -> dict[int, str]:
    """The words that were put into an edition by accepted corrections, by the passage that each corrects (one query).

    Of those that their authors took back since nothing is known any more.
    """
    accepted = Correction.objects.filter(state=Correction.State.ACCEPTED, draft=new).exclude(words="")
    return dict(accepted.values_list("thread__passage", "words"))


def _places(
    ranges: Mapping[int, tuple[int, int]],
    old: Edition,
    new: Edition,
    carrier: Carrier,
    corrected: Mapping[int, str],
) -> dict[int, Found | None]:
    """Where each passage is in the new edition; one whose correction was accepted for it is on the corrected words."""
    found = dict(zip(ranges, carrier.ranges(list(ranges.values())), strict=True))
    words = {pk: corrected[pk] for pk in ranges if pk in corrected}
    if not words:
        return found
    content, own = _corrected(old.content, {pk: (ranges[pk], words[pk]) for pk in words})
    carried = Carrier(content, new.content).ranges(list(own.values()))
    # What was undone or mended further at the desk is where its old words are.
    sure = {pk: at for pk, at in zip(own, carried, strict=True) if at and at.score == 1}
    return found | sure


def _corrected(
    content: str, corrections: Mapping[int, tuple[tuple[int, int], str]]
) -> tuple[str, dict[int, tuple[int, int]]]:
    """Put the words of corrections into a content; also say where each of them stands in it, by its key."""
    parts: list[str] = []
    own: dict[int, tuple[int, int]] = {}
    done = length = 0
    for pk, ((start, end), words) in sorted(corrections.items(), key=lambda item: item[1][0]):
        if start < done:  # words that another one has changed already
            continue
        parts += [content[done:start], words]
        length += start - done + len(words)
        own[pk] = length - len(words), length
        done = end
    return "".join([*parts, content[done:]]), own


def place(passage: Passage, edition: Edition, start: int, end: int) -> None:
    """Stand a passage on the words between two places of an edition whose content is at hand; does not save it."""
    content = edition.content
    passage.edition, passage.span = edition, NumericRange(start, end)
    passage.quote = content[start:end]
    passage.prefix, passage.suffix = content[max(0, start - CONTEXT) : start], content[end : end + CONTEXT]


@transaction.atomic
def agree(*, move: Move, by: User, now: datetime) -> None:
    """Note that a passage is where it belongs."""
    _answer(move, Move.Answer.YES, by, now)


@transaction.atomic
def put_back(*, move: Move, by: User, now: datetime) -> None:
    """Note that a passage is not where it belongs, and stand it again where it stood before, on the old edition."""
    if not _answer(move, Move.Answer.NO, by, now):
        return
    words = words_at(move.old_edition_id, move.old_span.lower, move.old_span.upper)
    Passage.objects.filter(pk=move.passage_id, edition=move.new_edition_id).update(
        edition=move.old_edition_id,
        span=move.old_span,
        quote=words.quote,
        prefix=words.prefix,
        suffix=words.suffix,
    )


@transaction.atomic
def put(*, passage: Passage, edition: Edition, start: int, end: int, by: User, now: datetime) -> None:
    """Stand a passage by hand on other words: between two places (code points) of an edition."""
    words = words_at(edition.pk, start, end)
    Passage.objects.filter(pk=passage.pk).update(
        edition=edition,
        span=NumericRange(start, end),
        quote=words.quote,
        prefix=words.prefix,
        suffix=words.suffix,
    )
    for move in passage.moves.asked():
        _answer(move, Move.Answer.YES, by, now)


def _answer(move: Move, answer: Move.Answer, by: User, now: datetime) -> bool:
    """Note an answer once; whoever comes second finds it given."""
    return bool(
        Move.objects.asked().filter(pk=move.pk).update(answer=answer, answered_by=by, answered_at=now)
    )
