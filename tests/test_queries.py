"""No page asks the database more often when there is more of everything: each is opened, grown fourfold, opened again."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.hiding import block, hide
from discussions.models import Reaction, Thread
from discussions.reacting import react
from discussions.setting_aside import report, set_aside
from groups.joining import invite
from readings.desk.arranging import make_kind
from readings.desk.editing import reword
from readings.importing import import_text
from readings.models import DeskPiece
from tests.everything import PASSWORD, Site
from tests.factories import (
    make_bookmark,
    make_comment,
    make_connection,
    make_correction,
    make_group,
    make_jotting,
    make_membership,
    make_picture,
    make_revision,
    make_schedule,
    make_shelf,
    make_suggestion,
    make_term,
    make_text,
    make_thread,
    make_user,
)
from tests.test_permissions import GET

# So that a page which only leads elsewhere is not counted by mistake.
PAGES = {
    "account_delete",
    "bookmark_list",
    "cold_list",
    "comment_branch",
    "comment_history",
    "commons_detail",
    "correction_list",
    "edition_compare",
    "edition_desk",
    "edition_pages",
    "glossary",
    "group_detail",
    "group_list",
    "hidden_list",
    "import_list",
    "jotting_export",
    "jotting_list",
    "member_list",
    "note_link",
    "paragraph_connections",
    "paragraph_jottings",
    "page_detail",
    "passage_quote",
    "paragraph_threads",
    "passage_place",
    "piece_edit",
    "reader",
    "reader_find",
    "reader_live",
    "removal_list",
    "report_list",
    "schedule_create",
    "schedule_detail",
    "schedule_edit",
    "settings",
    "shelf_list",
    "suggestion_list",
    "text_detail",
    "text_find",
    "text_import",
    "text_list",
    "thread_detail",
    "thread_list",
    "thread_live",
    "thread_widen",
    "usersessions_list",
}


@pytest.fixture
def site(db):
    """Two or three of everything already, so that what depends on there being any is there from the beginning."""
    made = Site()
    grow(made, range(3))
    return made


def grow(site: Site, numbers: range) -> None:
    """More people, texts, circles, plans, threads and answers, in every list that a page shows."""
    now = timezone.now()
    yesterday = now.date() - dt.timedelta(days=1)
    curator = site.people["curator"]
    for number in numbers:
        person = make_user(f"Reader {number}")
        membership = make_membership(site.group, person)
        make_term(membership, since=now - dt.timedelta(days=20), until=now - dt.timedelta(days=10))
        other = make_text(title=f"Text {number}")
        make_shelf(f"Shelf {number}", other.text, site.edition.text)
        make_text(title=f"Draft {number}", published=False)
        make_picture(site.draft, data=f"GIF89a{number}".encode())
        for reader in (site.alice, curator, person):
            make_bookmark(reader, other)
            make_bookmark(reader, site.edition, paragraph=3 + number)
            for paragraph in (2, 3 + number):
                make_jotting(reader, site.edition, paragraph=paragraph).threads.add(site.thread)
            make_suggestion(reader, title=f"Wish {number} of {reader.display_name}")
        circle = make_group(f"Circle {number}", facilitator=site.alice, members=[site.bob, curator])
        make_schedule(circle, site.edition, first_due=yesterday)
        make_schedule(site.group, other, first_due=yesterday)
        invite(group=site.group, by=site.alice, days=1, max_uses=5, now=now)
        for paragraph in (2, 3):
            kind = Thread.Kind.values[number % len(Thread.Kind.values)]
            thread = make_thread(site.group, site.edition, person, paragraph=paragraph, kind=kind)
            make_comment(thread, site.alice)
            make_connection(site.group, site.edition, person, paragraph=paragraph, to=other, to_paragraph=2)
            make_connection(site.group, other, person, paragraph=paragraph, to=site.edition, to_paragraph=2)
            make_correction(site.group, site.edition, person, paragraph=paragraph)
            make_comment(site.thread, person, parent=site.thread.comments.get(number=1))
        said = make_comment(site.thread, site.bob)
        report(comment=said, by=person, reason=f"It hurt {number}.", now=now)
        deeper = make_comment(site.correction.thread, person, parent=site.branch)
        for _step in range(6):
            deeper = make_comment(site.correction.thread, person, parent=deeper)
        more = make_comment(site.thread, person)
        assert set_aside(comment=more, by=site.alice, reason=f"Enough {number}.", now=now)
        for reader in (site.alice, curator):
            block(user=reader, person=person)
            hide(user=reader, comment=make_comment(site.thread, site.bob))
        for kind in Reaction.Kind.values:
            react(comment=site.thread.comments.get(number=1), user=person, kind=kind)
        make_revision(site.thread.comments.get(number=1), body=f"What I said {number}.")
        import_text(data=b"# Found\n\nSome words.", name=f"{number}.md", user=curator)
        mend(site, curator)


def mend(site: Site, curator: User) -> None:
    """More on the desk, more doubts, more notes, more that can be undone."""
    prose = DeskPiece.objects.filter(desk=site.draft.pk, kind="prose").exclude(pk=site.piece)
    for number, piece in enumerate(prose.order_by("-place")[:2]):
        words = f"{piece.text}\n\nand it goes on {number}\n\n12. A note"
        reword(edition=site.draft, user=curator, pk=piece.pk, words=words)
    note = DeskPiece.objects.filter(desk=site.draft.pk, kind="prose", text__startswith="12. ").latest("pk")
    make_kind(edition=site.draft, user=curator, pks=[note.pk], kind="note")
    DeskPiece.objects.filter(desk=site.draft.pk, text__startswith="and it").update(
        doubts=[["starts_mid_sentence", 0]]
    )


def signed_in(person: User) -> Client:
    """Signed in once: allauth's list of one's browsers does ask once for each of them."""
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def questions(client: Client, site: Site, name: str) -> int | None:
    """How often a page asks the database as it is opened; nothing if it leads elsewhere or is refused."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(site.address(name), {"paragraph": 2, "piece": site.piece, "find": "walk"})
    return len(queries) if answer.status_code == 200 else None


# What an opening finds out once and keeps (a content type, a session) is not counted: so a page is opened again.


def counted(site: Site, browsers: dict[str, Client]) -> dict[tuple[str, str], int]:
    counts = {}
    for who, client in browsers.items():
        for name in GET:
            if questions(client, site, name) is not None:
                again = questions(client, site, name)
                assert again is not None, name
                counts[who, name] = again
    return counts


def counted_again(client: Client, site: Site, name: str, before: int) -> int:
    """If it asks no more often at the first opening, it need not be opened again."""
    asked = questions(client, site, name)
    if asked is not None and asked > before:
        asked = questions(client, site, name)
    assert asked is not None, name
    return asked


@pytest.mark.long
def test_no_page_asks_more_often_when_there_is_more_of_everything(site):
    browsers = {who: signed_in(site.people[who]) for who in ("alice", "curator")}
    before = counted(site, browsers)
    grow(site, range(3, 12))
    after = {(who, name): counted_again(browsers[who], site, name, before[who, name]) for who, name in before}
    grown = {page: (before[page], after[page]) for page in before if after[page] > before[page]}
    assert not grown
    assert {name for _who, name in before} >= PAGES
