"""A long text is copied to be corrected, a long draft laid and opened, and threads counted, by the worker: pages ask again.

What takes no page longer than a second is done while it waits (`laying.fresh`, `opening.open_desk`).
"""

from collections.abc import Callable
from functools import wraps

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from readings import correcting, foreseeing, tasks
from readings.desk.laying import fresh, is_stale
from readings.desk.opening import open_desk
from readings.desk.sizing import Size, size_of
from readings.models import Desk, Edition, Text

LOOK_AGAIN = "2"  # seconds
AT_WORK = 30  # seconds after which the worker is woken again
MOST = Size(paragraphs=3_000, words=1_000_000, marks=20_000)  # that is laid while a page waits


class BeingLaidError(Exception):
    """The worker is at a draft, and it is worth asking again soon."""

    def __init__(self, draft: Edition) -> None:
        super().__init__(draft.pk)
        self.draft = draft


def as_it_reads(edition: Edition) -> Edition:
    """An edition as it reads now (`fresh`). Raises BeingLaidError when it is long, and the worker lays it."""
    if not edition.publish_asked_at and is_stale(edition) and size_of(edition).is_beyond(MOST):
        _wake(edition)
    return fresh(edition)


def opened(draft: Edition) -> Desk | None:
    """The desk of a draft (`open_desk`). Raises BeingLaidError when it is long, and the worker opens it."""
    if not Desk.objects.filter(edition=draft.pk).exists() and size_of(draft).is_beyond(MOST):
        _wake(draft)
    return open_desk(draft)


def is_copied_by_worker(text: Text, user: User, *, instead: bool) -> bool:
    """Whether the current edition of a text is so long that the worker copies it; then it is asked to."""
    current = Edition.objects.without_content().filter(pk=text.current_edition_id or 0).first()
    if (
        current is None
        or not size_of(current).is_beyond(MOST)
        or correcting.next_draft(text, instead=instead)
    ):
        return False
    correcting.ask(text=text, user=user, instead=instead)
    cache.delete(f"asked:copy:{text.pk}")  # by somebody before
    return True


def copy_awaited(request: HttpRequest, text: Text) -> HttpResponse | None:
    """The page that says that a text is being copied, and asks again; None when nobody waits for that any more."""
    if not correcting.asked(text):
        return None
    wake_to_copy(text)
    return _in_a_moment(request, {"text": text, "is_copied": True})


def wake_to_copy(text: Text) -> None:
    """Wake the worker for a text that was asked to be copied, once for all who wait for it."""
    if cache.add(f"asked:copy:{text.pk}", 1, AT_WORK):
        tasks.copy_soon(text.pk)


def foretold(former: Edition, draft: Edition) -> list[str] | None:
    """What publishing a long draft does to the threads (`foreseen`); None while the worker counts."""
    told = foreseeing.known(former, draft)
    if told is None and cache.add(f"asked:{foreseeing.key(former, draft)}", 1, AT_WORK):
        tasks.foresee_soon(draft.pk)
    return told


def _wake(draft: Edition) -> None:
    """Wake the worker, once for all who wait for the same."""
    changes = Desk.objects.filter(edition=draft.pk).values_list("changes", flat=True).first()
    if cache.add(f"laying:{draft.pk}:{changes}", 1, AT_WORK):
        tasks.lay_soon(draft.pk)
    raise BeingLaidError(draft)


def laid_is_awaited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer BeingLaidError with the page that says so and asks again (503)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BeingLaidError as busy:
            return _in_a_moment(request, {"text": busy.draft.text})

    return answered


def _in_a_moment(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    page = render(request, "readings/edition_laying.html", context, status=503)
    page["Retry-After"] = page["Refresh"] = LOOK_AGAIN
    return page
