"""Bringing passages over to a new edition of their text, and what people say of it when that was no sure thing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import User
from discussions.jotting import carry_jottings
from discussions.models import CONTEXT, Move, Passage
from discussions.passages import first_paragraphs, words_at
from discussions.standing import accepted_for, settle, standing
from readings.anchoring import Found
from readings.carrying import Carrier
from readings.models import Edition

BATCH = 1000
WORST_FIRST = ["lost", "waits", "asked", "back", "kept"]


def carry(old: Edition, new: Edition, carrier: Carrier, now: datetime) -> None:
    """Move every passage on one edition to its words in the next; where those are gone it stays.

    What stayed on editions before that is sought as well: words that went may be back. A passage takes the words that
    it stands on now. Those that it stood on are kept with the move, unless they are the very same. Corrections that
    were accepted, and whose words do not stand in the new edition, wait for a curator again. Notes to self come along.
    """
    carry_jottings(old, new, carrier)
    waiting = Passage.objects.awaiting_place_in(new).select_for_update(of=["self"]).order_by("pk")
    passages: dict[int, list[Passage]] = {old.pk: []}
    for passage in waiting:
        passages.setdefault(passage.edition_id, []).append(passage)
    accepted = accepted_for(new, old)
    corrected = standing(accepted, old, new)
    _move(passages.pop(old.pk), old, new, carrier, corrected, now)
    # One that somebody put back there waits for no place, though its words may have been accepted.
    before = passages.keys() | {one.edition for one in accepted} - {old.pk}
    for earlier in Edition.objects.filter(pk__in=before) if before else ():
        there = standing(accepted, earlier, new)
        corrected |= there
        if earlier.pk in passages:
            carrier = Carrier(earlier.content, new.content)
            _move(passages[earlier.pk], earlier, new, carrier, there, now)
    settle(accepted, corrected, new, now)


def foresee(old: Edition, new: Edition) -> Counter[str]:
    """Count what `carry` will do with the threads, of those in which something stands; it changes nothing.

    A connection with both ends in the text is one thread, of which the worst is told.
    """
    at_either_end = Q(thread__comment_count__gt=0) | Q(connection__thread__comment_count__gt=0)
    of_thread = Coalesce("thread__pk", "connection__pk")
    sought = Passage.objects.awaiting_place_in(new).filter(pk=OuterRef("pk"))
    elsewhere = Passage.objects.filter(at_either_end, edition__text=new.text_id).exclude(edition=new)
    asked = elsewhere.annotate(is_sought=Exists(sought))
    ranges: dict[int, dict[int, tuple[int, int]]] = {}
    threads: dict[int, int] = {}
    told: dict[int, str] = {}
    for pk, edition_id, span, thread, is_sought in asked.values_list(
        "pk", "edition", "span", of_thread, "is_sought"
    ):
        if is_sought:
            ranges.setdefault(edition_id, {})[pk] = (span.lower, span.upper)
            threads[pk] = thread
        else:  # somebody said that it is not to be sought
            told[thread] = "waits"
    accepted = accepted_for(new, old)
    for edition in Edition.objects.filter(pk__in=ranges) if ranges else ():
        carrier = Carrier(edition.content, new.content)
        corrected = standing(accepted, edition, new)
        for pk, found in _places(ranges[edition.pk], carrier, corrected).items():
            if edition.pk == old.pk:
                becomes = "lost" if not found else "asked" if found.score < 1 else "kept"
            elif found:
                becomes = "back" if found.score == 1 else "asked"
            else:
                becomes = "waits"
            told[threads[pk]] = min(told.get(threads[pk], becomes), becomes, key=WORST_FIRST.index)
    return Counter(told.values())


def missing(old: Edition, new: Edition) -> list[tuple[int, str]]:
    """The accepted corrections that `carry` will ask for again: the paragraph that each is in, and its words."""
    accepted = accepted_for(new, old)
    there: set[int] = set()
    on = {one.edition for one in accepted}
    for edition in Edition.objects.filter(pk__in=on) if on else ():
        there.update(standing(accepted, edition, new))
    gone = [one for one in accepted if one.passage not in there]
    numbers = first_paragraphs(one.passage for one in gone) if gone else {}
    return [(numbers[one.passage], one.change[2]) for one in gone]


def _move(
    passages: Sequence[Passage],
    old: Edition,
    new: Edition,
    carrier: Carrier,
    corrected: Mapping[int, Found],
    now: datetime,
) -> None:
    moved, moves = [], []
    places = _places({one.pk: (one.start, one.end) for one in passages}, carrier, corrected)
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


def _places(
    ranges: Mapping[int, tuple[int, int]], carrier: Carrier, corrected: Mapping[int, Found]
) -> dict[int, Found | None]:
    """Where each passage is in the new edition; one whose correction was accepted for it is on the corrected words.

    What was undone or mended further at the desk is where its old words are.
    """
    carried = dict(zip(ranges, carrier.ranges(list(ranges.values())), strict=True))
    return carried | {pk: at for pk, at in corrected.items() if pk in ranges}


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
