"""The people and things that tests are about, made in one line each.

Rows are written directly, so that a test of one room needs no verb of another. Every text here is ours.
"""

import base64
import datetime as dt
import hashlib
import itertools
from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange, NumericRange
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from discussions.models import (
    CONTEXT,
    Comment,
    Connection,
    Correction,
    Jotting,
    Lift,
    Passage,
    Revision,
    Thread,
)
from groups.models import Group, Membership, Schedule, Sitting, Term
from readings.bookmarking import beginning
from readings.indexing import index
from readings.keeping import keep
from readings.models import Bookmark, Edition, Paragraph, Picture, Section, Shelf, Suggestion, Text
from readings.shelving import make_shelf as put_up
from readings.shelving import place_text
from readings.withdrawing import withdraw as take_out

WORDS = [
    "lantern",
    "bread",
    "harbour",
    "question",
    "ladder",
    "orchard",
    "kitchen",
    "window",
    "margin",
    "river",
]
WORDS += ["basket", "neighbour", "letter", "bicycle", "garden", "table", "evening", "bridge", "winter"]
MARKS = {"- ": "list_item", "> ": "quotation", "| ": "verse", "[^] ": "note"}


def make_user(
    name: str = "Alice", *, password: str | None = None, reads_ahead: bool = True, **fields: Any
) -> User:
    """A person with a verified address, by default made of the name. No password unless one is given.

    They have lifted the veil for good: most tests are about talk that is in sight, wherever its readers are. Whoever is
    to have it, as everybody has at first, is made with `reads_ahead=False`.
    """
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}@example.org")
    user = User.objects.create_user(password=password, display_name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if reads_ahead:
        Lift.objects.create(user=user)
    return user


def make_session(user: User) -> str:
    """The key of a session in which somebody is signed in. To sign in asks the database a dozen times for it."""
    known = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    store = SessionStore()
    session = Session.objects.create(
        session_key=get_random_string(32),
        session_data=store.encode(known),
        expire_date=store.get_expiry_date(),
    )
    return session.pk


def make_curator(name: str = "Cleo", **fields: Any) -> User:
    return make_user(name, is_curator=True, **fields)


def make_admin(name: str = "Ada", **fields: Any) -> User:
    return make_user(name, is_admin=True, is_curator=True, **fields)


def make_group(
    name: str = "Tuesday circle",
    *,
    facilitator: User | None = None,
    members: Sequence[User] = (),
    time_zone: str = "Europe/Lisbon",
    **fields: Any,
) -> Group:
    """A circle. The facilitator is a member too, with a term of 90 days that began a moment ago."""
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    fields.setdefault("purpose", "We read slowly and eat soup.")
    group = Group.objects.create(name=name, time_zone=time_zone, **fields)
    if facilitator:
        make_term(make_membership(group, facilitator))
    for member in members:
        make_membership(group, member)
    return group


def make_membership(group: Group, user: User, **fields: Any) -> Membership:
    return Membership.objects.create(group=group, user=user, **fields)


def make_commons(text: Text, *people: User) -> Schedule:
    """The plan by which a text is read in its commons, which these people have joined two days ago."""
    slug = f"commons-{text.pk}--{text.slug}"[:60]
    group, _made = Group.objects.get_or_create(
        text=text, defaults={"name": "Commons", "slug": slug, "time_zone": "UTC"}
    )
    for person in people:
        make_membership(group, person, joined_at=timezone.now() - dt.timedelta(days=2))
    return Schedule.objects.get_or_create(group=group, edition=text.current_edition)[0]


def make_term(
    membership: Membership, *, since: dt.datetime | None = None, until: dt.datetime | None = None
) -> Term:
    """A facilitator's term, from a minute ago for 90 days unless told otherwise."""
    since = since or timezone.now() - dt.timedelta(minutes=1)
    until = until or since + dt.timedelta(days=90)
    return Term.objects.create(
        membership=membership, role=Term.Role.FACILITATOR, span=DateTimeTZRange(since, until)
    )


def prose(words: int, seed: int = 0) -> str:
    """So many words, the same for the same seed."""
    picked = [WORDS[(seed * 7 + place * 5 + place // len(WORDS)) % len(WORDS)] for place in range(words)]
    return " ".join(picked).capitalize() + "."


def make_text(
    paragraphs: Sequence[str] | None = None,
    *,
    title: str = "On Walking Together",
    published: bool = True,
    sections: int = 3,
    paragraphs_each: int = 4,
    words_each: int = 40,
    **fields: Any,
) -> Edition:
    """A text with one edition, which is returned.

    Each of `paragraphs` may begin with a mark that is not kept: "# " to "###### " make a heading that opens a
    section, "- " a list item, "> " a quotation, "| " verse, "[^] " a note; the rest is prose. Without
    `paragraphs`: `sections` times a heading and `paragraphs_each` paragraphs of `words_each` words.
    """
    if paragraphs is None:
        paragraphs = [
            line
            for section in range(1, sections + 1)
            for line in (
                f"# Walk {section}",
                *(prose(words_each, section * 100 + place) for place in range(paragraphs_each)),
            )
        ]
    fields.setdefault("slug", title.lower().replace(" ", "-"))
    fields.setdefault("authors", ["Rosa Example"])
    edition = make_draft(Text.objects.create(title=title, **fields), paragraphs)
    return publish(edition) if published else edition


def make_draft(text: Text, paragraphs: Sequence[str]) -> Edition:
    """The next edition of a text, not published, of paragraphs as in `make_text`."""
    units = [_unit(line) for line in paragraphs]
    content = "\n\n".join(words for _kind, _level, words in units)
    number = text.editions.count() + 1
    edition = Edition.objects.create(
        text=text, number=number, content=content, length=len(content), words=len(content.split())
    )
    rows, place = [], 0
    for number, (kind, _level, words) in enumerate(units, 1):
        span = NumericRange(place, place + len(words))
        rows.append(Paragraph(edition=edition, number=number, kind=kind, span=span, words=len(words.split())))
        place += len(words) + 2
    Paragraph.objects.bulk_create(rows)
    Section.objects.bulk_create(_sections(edition, units, rows))
    return edition


def make_picture(edition: Edition, **fields: Any) -> Picture:
    """A picture of one grey pixel in a draft; nothing of the text shows it."""
    pixel = b"R0lGODlhAQABAIAAAJmZmQAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
    data = fields.pop("data", base64.b64decode(pixel))
    fields = {"media_type": "image/gif", "width": 1, "height": 1} | fields
    key = hashlib.sha256(data).hexdigest()[:16]
    return Picture.objects.create(edition=edition, key=key, data=data, **fields)


def publish(edition: Edition) -> Edition:
    """Make a draft the current edition of its text, as the curator's button does."""
    edition.published_at = timezone.now()
    Edition.objects.filter(pk=edition.pk).update(published_at=edition.published_at)
    edition.text.current_edition = edition
    edition.text.save(update_fields=["current_edition"])
    index(edition.text_id)
    return edition


def make_bookmark(user: User, edition: Edition, *, paragraph: int = 2, **fields: Any) -> Bookmark:
    """A person's mark at a paragraph of an edition."""
    span = edition.paragraphs.get(number=paragraph).span
    quote = beginning(edition.content[span.lower : span.upper], span.lower, ())
    return Bookmark.objects.create(user=user, edition=edition, span=span, quote=quote, **fields)


def make_jotting(
    user: User,
    edition: Edition,
    *,
    paragraph: int = 2,
    words: tuple[int, int] | None = None,
    body: str = "Look this up.",
    **fields: Any,
) -> Jotting:
    """A person's note to self on a paragraph of an edition, or on a part of it (code points from its beginning)."""
    span = edition.paragraphs.get(number=paragraph).span
    start, end = (span.lower + words[0], span.lower + words[1]) if words else (span.lower, span.upper)
    content = edition.content
    return Jotting.objects.create(
        user=user,
        edition=edition,
        span=NumericRange(start, end),
        quote=content[start:end],
        prefix=content[max(0, start - CONTEXT) : start],
        suffix=content[end : end + CONTEXT],
        body=body,
        html=f"<p>{body}</p>",
        **fields,
    )


def make_shelf(name: str = "To begin with", *texts: Text, description: str = "") -> Shelf:
    """A shelf after the last one, with these texts on it."""
    shelf = put_up(name=name, description=description)
    assert shelf
    for text in texts:
        place_text(shelf=shelf, text=text)
    return shelf


def make_suggestion(
    user: User, *, title: str = "The Missing Book", file: tuple[str, bytes] | None = None, **fields: Any
) -> Suggestion:
    """A suggestion that waits, with a link, and perhaps with the name and the bytes of a file."""
    fields.setdefault("link", "https://example.org/missing")
    if file:
        with transaction.atomic():
            fields |= {"file_name": file[0], "original": keep(file[1])}
    return Suggestion.objects.create(user=user, title=title, **fields)


def withdraw(edition: Edition, reason: str = "The heirs asked us to.") -> Edition:
    """Take a text out of the library, as the curator's button does."""
    take_out(text=edition.text, reason=reason, now=timezone.now())
    edition.text.refresh_from_db()
    return edition


def make_booklet(pages: int = 4) -> Edition:
    """A draft of a text scanned from a booklet, as it reads in the order proposed: from the last page to the first."""
    edition = make_text(title="A Booklet", published=False)
    numbers = list(range(1, pages + 1))
    order, joins = numbers[::-1], ["", *["sentence"] * (pages - 1)]
    edition.provenance = {
        "booklet": {
            "pages": [
                {"number": n, "line": 10 * n, "opening": f"opening {n}", "ending": f"ending {n}"}
                for n in numbers
            ],
            "order": order,
            "joins": joins,
            "proposed": {
                "imposition": "last_page_first",
                "why": "folded sheets",
                "order": order,
                "joins": joins,
                "confidence": 1.0,
            },
        }
    }
    edition.save(update_fields=["provenance"])
    return edition


def _unit(line: str) -> tuple[str, int, str]:
    """Part a line into kind, level (0 unless a heading) and words."""
    if line.startswith("#"):
        marks, words = line.split(" ", 1)
        return "heading", len(marks), words
    for mark, kind in MARKS.items():
        if line.startswith(mark):
            return kind, 0, line.removeprefix(mark)
    return "prose", 0, line


def _sections(
    edition: Edition, units: Sequence[tuple[str, int, str]], rows: Sequence[Paragraph]
) -> list[Section]:
    """A section for each heading: its range runs to the next heading of its level or above."""
    heads = [place for place, (kind, _level, _words) in enumerate(units) if kind == "heading"]
    sections = []
    for number, head in enumerate(heads, 1):
        level = units[head][1]
        after = next((place for place in heads if place > head), len(units))
        stop = next((place for place in heads if place > head and units[place][1] <= level), len(units))
        sections.append(
            Section(
                edition=edition,
                number=number,
                level=level,
                title=units[head][2],
                span=NumericRange(rows[head].span.lower, rows[stop - 1].span.upper),
                own_words=sum(row.words for row in rows[head:after]),
            )
        )
    return sections


def make_schedule(
    group: Group,
    edition: Edition,
    *,
    sittings: int = 4,
    first_due: dt.date | None = None,
    every_days: int = 7,
    due_time: dt.time = dt.time(19, 0),
    created_by: User | None = None,
) -> Schedule:
    """A plan of sittings with equal numbers of paragraphs. The first is due in a week unless told."""
    first_due = first_due or timezone.now().date() + dt.timedelta(days=7)
    schedule = Schedule.objects.create(group=group, edition=edition, created_by=created_by)
    paragraphs = list(edition.paragraphs.order_by("number"))
    ends = [len(paragraphs) * number // sittings for number in range(sittings + 1)]
    rows = []
    for number, (begin, end) in enumerate(itertools.pairwise(ends), 1):
        part = paragraphs[begin:end]
        due_on = first_due + dt.timedelta(days=every_days * (number - 1))
        rows.append(
            Sitting(
                schedule=schedule,
                number=number,
                title=f"Stretch {number}",
                span=NumericRange(part[0].span.lower, part[-1].span.upper),
                first_paragraph=part[0].number,
                last_paragraph=part[-1].number,
                words=sum(paragraph.words for paragraph in part),
                due_on=due_on,
                due_time=due_time,
                time_zone=group.time_zone,
                due_at=dt.datetime.combine(due_on, due_time, group.clock),
            )
        )
    Sitting.objects.bulk_create(rows)
    return schedule


def make_thread(
    group: Group,
    edition: Edition,
    author: User,
    *,
    paragraph: int = 2,
    start: int | None = None,
    end: int | None = None,
    body: str | None = "What does this mean?",
    at: dt.datetime | None = None,
    kind: str = "comment",
) -> Thread:
    """A thread on a whole paragraph, or on the code points from `start` to `end`, with its first comment.

    `body=None` leaves it without comments.
    """
    if start is None or end is None:
        span = edition.paragraphs.get(number=paragraph).span
        start, end = span.lower, span.upper
    content = edition.content
    passage = Passage.objects.create(
        edition=edition,
        span=NumericRange(start, end),
        quote=content[start:end],
        prefix=content[max(0, start - CONTEXT) : start],
        suffix=content[end : end + CONTEXT],
    )
    at = at or timezone.now()
    thread = Thread.objects.create(
        group=group, passage=passage, author=author, created_at=at, last_comment_at=at, kind=kind
    )
    if body is not None:
        make_comment(thread, author, body=body, at=at)
    return thread


def make_correction(
    group: Group,
    edition: Edition,
    author: User,
    *,
    paragraph: int = 2,
    start: int | None = None,
    end: int | None = None,
    words: str = "Other words",
    why: str = "",
) -> Correction:
    """A thread that proposes other words for a whole paragraph, or for the code points from `start` to `end`."""
    thread = make_thread(
        group, edition, author, paragraph=paragraph, start=start, end=end, kind="correction", body="A slip."
    )
    return Correction.objects.create(thread=thread, words=words, why=why)


def make_connection(
    group: Group, edition: Edition, author: User, *, paragraph: int = 2, to: Edition, to_paragraph: int
) -> Thread:
    """A thread that leads from one paragraph to another, of some text."""
    thread = make_thread(group, edition, author, paragraph=paragraph, kind="connection", body="As there.")
    span = to.paragraphs.get(number=to_paragraph).span
    passage = Passage.objects.create(edition=to, span=span, quote=to.content[span.lower : span.upper])
    Connection.objects.create(thread=thread, passage=passage)
    return thread


def make_revision(comment: Comment, *, body: str, at: dt.datetime | None = None) -> Revision:
    """Earlier words of a comment, which was edited since."""
    comment.edited_at = timezone.now()
    comment.save(update_fields=["edited_at"])
    return Revision.objects.create(
        comment=comment, body=body, html=f"<p>{body}</p>", written_at=at or comment.created_at
    )


def make_comment(
    thread: Thread,
    author: User,
    *,
    parent: Comment | None = None,
    body: str = "I wondered about that too.",
    at: dt.datetime | None = None,
) -> Comment:
    """The next comment of a thread, an answer to `parent` when given."""
    thread.authors.append(author.pk)
    thread.last_comment_at = at or timezone.now()
    thread.save(update_fields=["authors", "last_comment_at"])
    number = len(thread.authors)
    return Comment.objects.create(
        thread=thread,
        parent=parent,
        number=number,
        path=[*(parent.path if parent else []), number],
        author=author,
        body=body,
        html=f"<p>{body}</p>",
        created_at=thread.last_comment_at,
    )
