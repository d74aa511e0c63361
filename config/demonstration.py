"""For development: a circle that reads the handbook, and some of it in its commons, so that there is something to look at.

Its people have addresses under a domain that cannot exist, which is how they are found again and removed.
"""

import uuid
from datetime import datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from config.filling import HANDBOOK_SLUG
from discussions.commenting import answer, open_thread
from discussions.models import Comment, Passage, Thread
from discussions.reacting import react
from discussions.settling import be_stuck, change_kind
from discussions.widening import widen
from groups import commons
from groups.clocks import instant
from groups.joining import start_group
from groups.models import Group, Membership
from groups.scheduling import Cadence, make_schedule
from readings.models import Edition
from readings.reading import mark_read

DOMAIN = "demonstration.invalid"
NAME = "Thursday circle"
PURPOSE = "Five weeks with the handbook before we choose a harder book. Tea from seven, talk from half past."
ZONE = "Europe/Lisbon"
SITTINGS = 5

# Who is in it, and which part of the text each has read (in hundredths).
PEOPLE = [("Inês", "en-gb", 46), ("Kofi", "en-gb", 41), ("Marlene", "de", 52), ("Tomasz", "en-gb", 17)]

# Who has given which word to a comment: (which thread, which comment, who, what).
REACTIONS = [
    (0, 2, 3, "helps"),
    (0, 2, 0, "helps"),
    (1, 1, 2, "more"),
    (2, 1, 1, "otherwise"),
    (3, 1, 3, "helps"),
]

# In the commons of the handbook: who has come in, which thread was opened to it by whoever began it, and what was said:
# (who, what, how many days ago, at what time).
IN_COMMONS = [0, 2, 3]
OUTWARDS = 0
SAID_IN_COMMONS = [
    (
        0,
        "We argued for an evening about *nice* before someone fetched a dictionary. Which word has misled you?",
        5,
        "18:20",
    ),
    (3, "*Presently*. I had taken it for *soon* all my life, and it once meant *at once*.", 1, "15:20"),
]

# Words of the handbook, who began a thread on them, and who answered: (who, to which comment, what,
# how many days ago, at what time of the circle's clock).
THREADS = [
    (
        "somebody who knows that the word you took for an insult was once a compliment",
        [
            (
                0,
                0,
                "This happened to us with *nice*. We argued for an evening before someone fetched a dictionary.",
                8,
                "18:10",
            ),
            (2, 1, "In German it is *schlecht*: it used to mean plain, simple.", 7, "20:05"),
            (1, 2, "So do we look words up before we argue, or only after?", 7, "21:20"),
            (0, 3, "After. Otherwise we’d never meet each other’s first reading.", 6, "12:40"),
        ],
    ),
    (
        "with three, one cold leaves you with two; with ten, some never find a gap",
        [
            (1, 0, "We are four. Are we one cold away from a pair?", 5, "17:30"),
            (2, 1, "I’d ask my neighbour. She reads more than all of us.", 4, "09:15"),
            (3, 1, "Four is fine if the call works. I can’t always come in person.", 4, "19:50"),
        ],
    ),
    (
        "A pace set by the keenest reader is a polite way of losing half the circle.",
        [
            (3, 0, "Thank you for this line. I was about to pretend.", 3, "11:05"),
            (0, 1, "Please don’t. Shall we make the next sitting shorter?", 3, "12:30"),
            (3, 2, "Let me try this one first.", 2, "18:45"),
        ],
    ),
    (
        "When you know nothing else, plan with a hundred.",
        [
            (
                2,
                0,
                "A hundred words a minute sounds slow. What do **you** manage with a page of argument?",
                2,
                "20:10",
            )
        ],
    ),
    (
        "Where did the author lose you, and where did you find the way back?",
        [
            (1, 0, "I’d like to open with this question on Thursday.", 1, "10:20"),
            (2, 1, "Yes. I have a place where I was lost for two pages.", 1, "13:05"),
        ],
    ),
    (
        "Argument goes slower; notes, tiredness, a second language, dyslexia or a poor copy may slow it again.",
        [(3, 0, "How do you count the notes in? I read them twice, and then the line again.", 3, "21:45")],
    ),
]

# Which of these threads ask something, and who is stuck there.
QUESTIONS: dict[int, list[int]] = {3: [], 5: [3, 2]}


@transaction.atomic
def make_demonstration(*, now: datetime) -> Group | None:
    """Make the circle with its people, plan and talk around `now`. None when there is no handbook, or one exists."""
    edition = Edition.objects.filter(text__slug=HANDBOOK_SLUG, published_at__isnull=False).last()
    if edition is None or Group.objects.filter(is_demonstration=True).exists():
        return None
    people = [make_person(name, language) for name, language, _share in PEOPLE]
    began = now - timedelta(days=21)
    group = start_group(by=people[0], name=NAME, purpose=PURPOSE, time_zone=ZONE, now=began)
    Group.objects.filter(pk=group.pk).update(is_demonstration=True)
    for person in people[1:]:
        Membership.objects.create(group=group, user=person, joined_at=began)
    group.memberships.update(is_counted=True)
    thursday = now.astimezone(group.clock).date()
    thursday += timedelta(days=(3 - thursday.weekday()) % 7 or 7)
    make_schedule(
        group=group,
        edition=edition,
        by=people[0],
        cadence=Cadence(
            count=SITTINGS, first_due_on=thursday - timedelta(days=14), due_time=time(19, 30), every_weeks=1
        ),
    )
    for person, (_name, _language, share) in zip(people, PEOPLE, strict=True):
        read_up_to(person, edition, edition.length * share // 100, now)
    talks = [talk(group, edition, people, words, said, now) for words, said in THREADS]
    for place, stuck in QUESTIONS.items():
        thread = talks[place][0].thread
        change_kind(thread=thread, kind=Thread.Kind.QUESTION)
        for who in stuck:
            be_stuck(user=people[who], thread=thread)
    for place, number, who, kind in REACTIONS:
        react(comment=talks[place][number - 1], user=people[who], kind=kind)
    for who in IN_COMMONS:
        commons.join(text=edition.text, user=people[who], now=began)
    open_outwards(talks[OUTWARDS][0].thread, people, now)
    return group


@transaction.atomic
def remove_demonstration() -> int:
    """Take the circle and its people away with all that is theirs, and say how many people that were."""
    people = User.objects.filter(email__endswith=f"@{DOMAIN}")
    groups = Group.objects.filter(is_demonstration=True)
    # Threads that these people took part in elsewhere go too; a passage takes its thread along.
    Passage.objects.filter(Q(thread__group__in=groups) | Q(thread__comments__author__in=people)).delete()
    groups.delete()
    count = people.count()
    people.delete()
    Group.objects.filter(
        text__isnull=False, memberships=None
    ).delete()  # commons in which nobody else ever was
    return count


def make_person(name: str, language: str) -> User:
    plain = name.replace("ê", "e").lower()
    person = User.objects.create_user(
        f"{plain}@{DOMAIN}", display_name=name, language=language, time_zone=ZONE
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def read_up_to(person: User, edition: Edition, place: int, now: datetime) -> None:
    """Mark as read all paragraphs that end before a place (code points)."""
    last = edition.paragraphs.filter(span__endswith__lte=place).order_by("number").last()
    if last:
        mark_read(user=person, edition=edition, ranges=[(0, last.end)], now=now)


def talk(
    group: Group,
    edition: Edition,
    people: list[User],
    words: str,
    said: list[tuple[int, int, str, int, str]],
    now: datetime,
) -> list[Comment]:
    """Open a thread on words of the text and let the others answer."""
    start = edition.content.index(words)
    comments: list[Comment] = []
    for who, parent, body, days, clock in said:
        day = now.astimezone(group.clock).date() - timedelta(days=days)
        at = instant(day, time.fromisoformat(clock), group.clock)
        if not comments:
            first = open_thread(
                group=group,
                edition=edition,
                author=people[who],
                start=start,
                end=start + len(words),
                body=body,
                submission=uuid.uuid4(),
                now=at,
            )
            comments.append(first)
        else:
            comments.append(
                answer(
                    thread=comments[0].thread,
                    author=people[who],
                    parent=comments[parent - 1],
                    body=body,
                    submission=uuid.uuid4(),
                    now=at,
                )
            )
    return comments


def open_outwards(thread: Thread, people: list[User], now: datetime) -> None:
    """Have whoever began a thread open it to the commons, and somebody else answer there."""
    made: Thread | None = None
    for who, body, days, clock in SAID_IN_COMMONS:
        zone = thread.group.clock
        at = instant(now.astimezone(zone).date() - timedelta(days=days), time.fromisoformat(clock), zone)
        if made:
            answer(thread=made, author=people[who], parent=None, body=body, submission=uuid.uuid4(), now=at)
        else:
            made = widen(thread=thread, author=people[who], body=body, submission=uuid.uuid4(), now=at)
