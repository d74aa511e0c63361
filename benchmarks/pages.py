"""Pages through the whole WSGI application, each against a constant Django view of the same size.

The baseline answers the same visitor (session, person, clock, language) through the same middleware.
"""

from collections.abc import Iterator

from django.db.backends.postgresql.psycopg_any import NumericRange
from django.urls import reverse

from accounts.models import User
from benchmarks.browsing import cookie_of, get
from benchmarks.measuring import Row, compare
from benchmarks.reminding import analyze
from discussions.models import Comment, Thread
from groups.models import Group
from readings.models import Edition, Paragraph
from readings.reading import outline
from tests import factories

COMMENTS = 500
THREADS = 20


def rows() -> Iterator[Row]:
    edition = factories.make_text(
        title="A Long Text", sections=20, paragraphs_each=30, words_each=80, slug="a-long-text"
    )
    members = [factories.make_user(name) for name in ("Alice", "Bob", "Dora", "Ernest")]
    group = factories.make_group("Benchmark circle", facilitator=members[0], members=members[1:])
    schedule = factories.make_schedule(group, edition, sittings=8)
    page = outline(edition).pages[4]
    add_threads(group, edition, members, page.start, page.end)
    thread = long_thread(group, edition, members)
    analyze()

    cookie = cookie_of(members[1])
    yield from against_constant(
        "public page of a text", reverse("page_detail", args=[edition.text.slug, page.number])
    )
    yield from against_constant(
        f"group's page of a text, {THREADS} threads",
        reverse("reader", args=[group.slug, schedule.pk, page.number]),
        cookie,
    )
    path = reverse("thread_detail", args=[group.slug, thread.pk])
    yield from against_constant(f"thread of {COMMENTS} comments", path, cookie)
    yield compare(
        f"thread of {COMMENTS} comments",
        lambda: get(path, cookie),
        against="its SQL, stored HTML joined",
        baseline=lambda: get(f"/bench/thread/{thread.pk}/", cookie),
        rounds=60,
        seconds=15,
    )


def against_constant(name: str, path: str, cookie: str = "") -> Iterator[Row]:
    size = len(get(path, cookie))
    yield compare(
        f"{name} ({size / 1000:.0f} kB)",
        lambda: get(path, cookie),
        against="constant view of that size",
        baseline=lambda: get(f"/bench/constant/{size}/", cookie),
        rounds=60,
        seconds=15,
    )


def add_threads(group: Group, edition: Edition, members: list[User], start: int, end: int) -> None:
    """Threads of three comments, spread over the paragraphs of a page."""
    prose = list(
        Paragraph.objects.filter(edition=edition, span__contained_by=NumericRange(start, end)).exclude(
            kind=Paragraph.Kind.HEADING
        )
    )
    for number in range(THREADS):
        paragraph = prose[number * len(prose) // THREADS]
        thread = factories.make_thread(
            group, edition, members[0], start=paragraph.start, end=paragraph.start + 40
        )
        for member in members[1:3]:
            factories.make_comment(thread, member)


def long_thread(group: Group, edition: Edition, members: list[User]) -> Thread:
    """A thread in tens: the first of a ten is a root, each third answers the last, the rest the first."""
    thread = factories.make_thread(group, edition, members[0], paragraph=4, body=None)
    comments: list[Comment] = []
    for number in range(COMMENTS):
        parent = None
        if number % 10:
            parent = comments[number - 1] if number % 3 == 0 else comments[number - number % 10]
        author = members[number % len(members)]
        comments.append(
            factories.make_comment(thread, author, parent=parent, body=factories.prose(40, number))
        )
    return thread
