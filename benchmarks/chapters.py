"""The page of a chapter of 20,000 words with its talk, and a thread of 500 comments whole; then at ten times the rows.

The page is measured against a view of the same session that asks as many queries, of which each is `SELECT 1`, and
answers with as many bytes; the thread against its SQL with the stored HTML joined.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from benchmarks.browsing import cookie_of, get
from benchmarks.measuring import Row, compare
from benchmarks.reminding import analyze
from discussions.models import Comment, Passage, Seen, Thread
from groups.models import Group, Membership
from readings.models import Edition, Progress
from tests import factories

PARAGRAPHS, WORDS_EACH = 250, 80  # of a chapter: 20,000 words
PASSAGES, COMMENTS_EACH = 500, 10  # of a chapter
LONG_THREAD = 500
MEMBERS = 12
PAGE_BAR, THREAD_BAR = 3, 6
THREAD_QUERIES = 8

KINDS = ["comment"] * 5 + ["question"] * 3 + ["definition", "summary"]  # of so many tenths of the threads


def rows() -> Iterator[Row]:
    people = [factories.make_user(f"Reader {number}", reads_ahead=False) for number in range(MEMBERS)]
    yield from circle("", people, chapters=1)
    yield from circle(", ten times the rows", people, chapters=10)


def circle(more: str, people: list[User], chapters: int) -> Iterator[Row]:
    """A circle that has talked all over a text of so many chapters, and whose reader has seen half of each thread."""
    edition = factories.make_text(
        title=f"A Text of {chapters}", sections=chapters, paragraphs_each=PARAGRAPHS, words_each=WORDS_EACH
    )
    group = factories.make_group(
        f"Circle of {chapters}", facilitator=people[0], members=people[1:], time_zone="UTC"
    )
    Membership.objects.filter(group=group).update(joined_at=timezone.now() - dt.timedelta(days=400))
    plan = factories.make_schedule(group, edition, sittings=8)
    reader = people[1]
    Progress.objects.create(user=reader, edition=edition, read=[(0, edition.length)], position=edition.length)
    talk(group, edition, people, chapters)
    long = long_thread(group, edition, people)
    seen = [Seen(user=reader, thread=thread, numbers=[(1, 6)]) for thread in group.threads.all()]
    Seen.objects.bulk_create(seen)
    analyze()
    cookie = cookie_of(reader)
    page = reverse("reader", args=[group.slug, plan.pk, 1])
    yield against_the_same(f"page of 20,000 words, {PASSAGES} passages{more}", page, cookie)
    yield against_its_sql(
        f"thread of {LONG_THREAD} comments, whole{more}",
        reverse("thread_detail", args=[group.slug, long.pk]),
        long,
        cookie,
    )


def against_the_same(name: str, path: str, cookie: str) -> Row:
    size, queries = len(get(path, cookie)), queries_of(path, cookie)
    return compare(
        f"{name} ({size / 1000:.0f} kB)",
        lambda: get(path, cookie),
        against=f"{queries} × SELECT 1, as many bytes",
        baseline=lambda: get(f"/bench/same/{queries}/{size}/", cookie),
        rounds=100,
        seconds=20,
        bar=PAGE_BAR,
        note=f"{queries} queries",
    )


def against_its_sql(name: str, path: str, thread: Thread, cookie: str) -> Row:
    page, queries = get(path, cookie), queries_of(path, cookie)
    assert page.count(b'<article class="comment') == LONG_THREAD
    assert queries <= THREAD_QUERIES, queries
    return compare(
        name,
        lambda: get(path, cookie),
        against="its SQL, stored HTML joined",
        baseline=lambda: get(f"/bench/thread/{thread.pk}/", cookie),
        rounds=100,
        seconds=20,
        bar=THREAD_BAR,
        note=f"{queries} queries",
    )


def queries_of(path: str, cookie: str) -> int:
    """How many queries a page asks, those of the session and of the person too."""
    asked: list[str] = []

    def heard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(heard):
        get(path, cookie)
    return len(asked)


def talk(group: Group, edition: Edition, people: list[User], chapters: int) -> None:
    """Threads of ten comments, two on each paragraph of all chapters."""
    places = list(
        edition.paragraphs.exclude(kind="heading").order_by("number").values_list("span", flat=True)
    )
    now, count = timezone.now(), PASSAGES * chapters
    spans = [places[number * len(places) // count] for number in range(count)]
    starts = [span.lower + 60 * (number % 2) for number, span in enumerate(spans)]
    passages = Passage.objects.bulk_create(
        Passage(
            edition=edition,
            span=NumericRange(start, start + 40),
            quote=edition.content[start : start + 40],
        )
        for start in starts
    )
    threads = Thread.objects.bulk_create(
        Thread(
            group=group,
            passage=passage,
            author=people[number % len(people)],
            kind=KINDS[number % len(KINDS)],
            created_at=now - dt.timedelta(days=300, minutes=-number),
            last_comment_at=now - dt.timedelta(hours=number % 2000),
        )
        for number, passage in enumerate(passages)
    )
    add(comment for thread in threads for comment in said(thread, people, COMMENTS_EACH))


def long_thread(group: Group, edition: Edition, people: list[User]) -> Thread:
    thread = factories.make_thread(group, edition, people[0], paragraph=4, body=None)
    add(said(thread, people, LONG_THREAD))
    return thread


def said(thread: Thread, people: list[User], count: int) -> Iterator[Comment]:
    """A thread in tens: the first of a ten is a root, each third answers the last, the rest the first."""
    paths: list[list[int]] = []
    for number in range(1, count + 1):
        place = number - 1
        first, last = place - place % 10, place - 1
        above = [] if place % 10 == 0 else paths[last] if place % 3 == 0 else paths[first]
        paths.append([*above, number])
        body = factories.prose(40, number + thread.pk)
        yield Comment(
            thread=thread,
            number=number,
            path=paths[-1],
            author=people[(thread.pk + number) % len(people)],
            body=body,
            html=f"<p>{body}</p>",
            created_at=thread.created_at + dt.timedelta(hours=number),
        )


def add(comments: Iterator[Comment]) -> None:
    """Keep comments, each under the one that its path leads to, and in the threads whose they are."""
    Comment.objects.bulk_create(comments, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE discussions_comment comment SET parent_id = above.id FROM discussions_comment above
            WHERE comment.parent_id IS NULL AND cardinality(comment.path) > 1
              AND above.thread_id = comment.thread_id
              AND above.number = comment.path[cardinality(comment.path) - 1]
            """
        )
        cursor.execute(
            """
            UPDATE discussions_thread thread SET authors = said.authors FROM (
                SELECT thread_id, array_agg(author_id ORDER BY number) AS authors
                FROM discussions_comment GROUP BY thread_id
            ) said WHERE said.thread_id = thread.id AND said.authors <> thread.authors
            """
        )
