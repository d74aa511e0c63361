"""The verbs of a suggestion: a member makes one, a curator takes it up or declines it, and the member is told.

The outbox (notices) sends what is told and asks here for the words. Two things are worth a mail: that it was declined,
with the reason, and that the text can be read now. That it was taken up stands on the member's page.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from readings.keeping import keep, let_go
from readings.models import Edition, Import, Suggestion, SuggestionQuerySet, Text
from readings.names import likely

KIND = "suggestion_answered"
MOST_WAITING = 10  # of one person


def suggest(
    *,
    user: User,
    title: str,
    author: str,
    link: str,
    words: str,
    why: str,
    now: datetime,
    year: int | None = None,
    file: tuple[str, bytes] | None = None,
    submission: uuid.UUID | None = None,
) -> Suggestion | None:
    """Keep a suggestion, with the name and the bytes of a file, if one came. None when so many of this person's wait already.

    The same `submission` again makes nothing and returns the suggestion that it made before.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(
            pk=user.pk
        )  # two at once are counted one after the other
        if submission and (made := Suggestion.objects.filter(user=user, submission=submission).first()):
            return made
        if Suggestion.objects.waiting().filter(user=user).count() >= MOST_WAITING:
            return None
        return Suggestion.objects.create(
            user=user,
            title=title,
            author=author,
            year=year,
            link=link,
            words=words,
            why=why,
            original=keep(file[1]) if file else None,
            file_name=(file[0][:255] or _("File")) if file else "",
            created_at=now,
            submission=submission,
        )


def in_library(title: str, *, user: User) -> list[Text]:
    """Up to three texts of the library whose title a suggestion may mean."""
    return likely(title, among=Text.objects.visible_to(user).published())


def take_back(*, suggestion: Suggestion) -> bool:
    """Remove one's suggestion while nobody has decided on it. False when somebody has."""
    with transaction.atomic():
        waiting = _held_waiting(suggestion)
        if waiting is None:
            return False
        waiting.delete()
        if waiting.original_id:
            let_go(waiting.original_id)
    return True


def _held_waiting(suggestion: Suggestion) -> Suggestion | None:
    """A suggestion that waits, which nobody decides on before this transaction ends; None when somebody has."""
    Suggestion.objects.select_for_update().filter(
        pk=suggestion.pk
    ).first()  # first: what it waits for may change
    return Suggestion.objects.waiting().filter(pk=suggestion.pk).first()


class TakenUp(Enum):
    """What came of taking a suggestion up."""

    HERE = "by this import"
    BEFORE = "by another import, which may yet be published; so may this one"
    DECLINED = "not at all: it was declined, or taken back"


def take_up(
    *, suggestion: Suggestion, by: User, brought: Import, now: datetime, instead_of: int | None = None
) -> TakenUp:
    """Note that a curator has brought in what was suggested.

    When another has done so already, theirs is what the member sees, and whichever is published is told
    (`tell_published`). An import that came to nothing, or that this one is `instead_of` (its key), makes way.
    """
    with transaction.atomic():
        found = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
        if found is None or found.state == Suggestion.State.DECLINED:
            return TakenUp.DECLINED
        Import.objects.filter(pk=brought.pk).update(suggestion=found)
        if found.brought_id != instead_of and Import.objects.standing().filter(suggestions=found).exists():
            return TakenUp.BEFORE
        found.state, found.brought = Suggestion.State.TAKEN, brought
        found.decided_by, found.decided_at = by, now
        found.save(update_fields=["state", "brought", "decided_by", "decided_at"])
    return TakenUp.HERE


def decline(*, suggestion: Suggestion, by: User, reason: str, now: datetime) -> bool:
    """Decline a suggestion, and have the member told why. False when somebody has decided on it already.

    Of one that was declined before and reopened, the reason is told anew; a letter that waits says that one. The file
    that came with it is deleted.
    """
    with transaction.atomic():
        found = _held_waiting(suggestion)
        if found is None:
            return False
        original_id, found.original = found.original_id, None
        found.state, found.reason = Suggestion.State.DECLINED, reason
        found.decided_by, found.decided_at = by, now
        found.save(update_fields=["state", "reason", "decided_by", "decided_at", "original"])
        if original_id:
            let_go(original_id)
        waiting = Delivery.objects.filter(kind=KIND, subject=found.pk, state=Delivery.State.QUEUED)
        waiting.delete()
        _tell([found], now)
    return True


def reopen(*, suggestion: Suggestion) -> bool:
    """Have a suggestion wait again that was declined by mistake. False when it is not declined.

    That it waits stands on the member's page; the next mail is about the next answer.
    """
    declined = Suggestion.objects.filter(pk=suggestion.pk, state=Suggestion.State.DECLINED)
    return bool(declined.update(state=Suggestion.State.WAITING, reason="", decided_by=None, decided_at=None))


def waiting_without(draft: Edition) -> list[Suggestion]:
    """The suggestions that wait again once a draft is deleted: nothing else came of them, and nothing is under way."""
    others = Import.objects.standing().exclude(edition=draft.pk).filter(suggestion=OuterRef("pk"))
    taken = Suggestion.objects.filter(state=Suggestion.State.TAKEN, imports__edition=draft.pk)
    return list(taken.exclude(Exists(others)).select_related("user").distinct())


def tell_published(edition: Edition, now: datetime) -> None:
    """Have those told who suggested what an edition was made of; called when it is published.

    Of several imports of one suggestion, that of the edition which is published first is the one that answers it.
    """
    imports = Import.objects.filter(edition=edition.pk, suggestion__state=Suggestion.State.TAKEN)
    answers = {brought.suggestion_id: brought for brought in imports}
    suggestions = list(_answered(list(filter(None, answers))))
    for suggestion in suggestions:
        if not _is_answered(suggestion):
            suggestion.brought = answers[suggestion.pk]
    Suggestion.objects.bulk_update(suggestions, ["brought"])
    _tell([each for each in suggestions if each.brought_id == answers[each.pk].pk], now)


def _tell(suggestions: Iterable[Suggestion], now: datetime) -> None:
    """Queue a notice for each."""
    Delivery.objects.bulk_create(
        Delivery(
            user_id=suggestion.user_id,
            kind=KIND,
            subject=suggestion.pk,
            due_at=now,
            created_at=now,
            next_attempt_at=now,
        )
        for suggestion in suggestions
    )


def wanted(deliveries: Sequence[Delivery], now: datetime) -> set[int]:
    """Those that still say how things are: the suggestion is declined, or its text can be read."""
    found = {suggestion.pk: suggestion for suggestion in _answered([d.subject for d in deliveries])}
    return {
        delivery.pk
        for delivery in deliveries
        if delivery.user.is_active and (about := found.get(delivery.subject)) and _is_answered(about)
    }


def compose(delivery: Delivery) -> Letter:
    """Word the answer to a suggestion in the language that is active. Raises UnwritableError."""
    suggestion = _answered([delivery.subject]).first()
    if suggestion is None or not _is_answered(suggestion):
        raise UnwritableError("the suggestion is gone, or nobody has answered it")
    title = letters.one_line(suggestion.title)
    edition = suggestion.edition
    declined = suggestion.state == Suggestion.State.DECLINED
    subject = _("About your suggestion “%(title)s”") if declined else _("“%(title)s” is in the library")
    link = reverse("suggestion_list") if declined or edition is None else edition.text.get_absolute_url()
    letter = letters.write(
        "suggestion_answered",
        delivery=delivery,
        subject=subject % {"title": title},
        context={
            "title": title,
            "declined": declined,
            "reason": letters.one_line(suggestion.reason),
            "link": letters.absolute(link),
        },
    )
    return replace(
        letter, stop_url=""
    )  # an answer to what they asked; stopping reminders has nothing to do with it


def _answered(keys: Sequence[int]) -> SuggestionQuerySet:
    with_text = Suggestion.objects.filter(pk__in=keys).select_related("brought__edition__text")
    return with_text.defer("brought__edition__content")


def _is_answered(suggestion: Suggestion) -> bool:
    if suggestion.state == Suggestion.State.DECLINED:
        return True
    edition = suggestion.edition
    return edition is not None and edition.published_at is not None and edition.text.withdrawn_at is None
