"""Nothing that is ahead of a reader comes to them by any way: every address, every header, every mail is walked."""

import datetime as dt
import json
import re
import uuid

import pytest
from django.urls import reverse

from discussions.commenting import answer, edit, open_thread
from discussions.models import Comment, Lift, Mention, Removal, Thread
from discussions.noticing import follow
from discussions.setting_aside import put_back, report, set_aside
from groups.models import Group
from notices import sending
from notices.models import Delivery
from readings.reading import mark_read
from tests.everything import Site
from tests.factories import make_comment, make_membership, make_user
from tests.notices.conftest import inbox as inbox
from tests.test_permissions import GET

# What a thread says: in no text of these tests, no page's own words, and no other person's name.
SECRETS = ["Quillfeather", "zanzibarbequed", "moonwhistling", "fennelwhisper"]
HEADERS = {
    "a page": {},
    "the panel": {"HX-Request": "true", "HX-Target": "panel"},
    "the talk of a thread's page": {"HX-Request": "true", "HX-Target": "talk"},
    "a place in the talk": {"HX-Request": "true", "HX-Target": "answer-1"},
}
# Besides those that every page is asked with: what is asked of the list; other talk is asked it at once
ASKED = [{"new": "1"}, {"kind": "question"}, {"kind": "open"}, {"doubt": "moved"}, {"from": "0"}]
TOGETHER = {key: value for query in ASKED for key, value in query.items()}
TALK = {"paragraph_threads", "thread_detail", "group_detail", "reader", "thread_next"}
POSTS = {
    "thread_seen": [{"deed": "seen", "numbers": "1-2"}, {"deed": "follow"}, {"deed": "unseen"}],
    "thread_answer": [{"mark": "2"}, {"unmark": "2"}],
    "move_answer": [{"answer": "maybe"}],
    "passage_place": [{"paragraph": "2", "words": "not among them"}],
    "comment_create": [{"body": ""}],
    "comment_edit": [{"body": "Other words."}],
    "comment_remove": [{}],
    "thread_stuck": [{"stuck": "1"}, {}],
    "comment_react": [{"give": "1 helps"}, {"give": "2 more"}, {"take": "2 more"}],
    "comment_report": [{"reason": ""}],
    "comment_decide": [{"reason": ""}, {"leave": "1"}],
    "thread_hide": [{"show": "2"}],
    "reader_progress": [{"ranges": "1"}],
}


@pytest.fixture
def set_apart(site, now):
    """Bob has read all of it; but Alice has set aside each comment of it, and a correction with the words that it proposes."""
    read_to(site, 12, now)
    proposed = open_thread(
        group=site.group,
        edition=site.edition,
        author=site.thread.author,
        start=0,
        end=5,
        body="It should say fennelwhisper.",
        instead="moonwhistling",
        kind=Thread.Kind.CORRECTION,
        submission=uuid.uuid4(),
        now=now,
    )
    make_comment(proposed.thread, site.alice, body="I see.", at=now)
    site.thread.refresh_from_db()
    make_comment(site.thread, site.alice, body="I do not know, either.", at=now)
    for comment in [*site.thread.comments.filter(number__lte=2), proposed]:
        report(comment=comment, by=site.bob, reason="It hurts.", now=now)
        assert set_aside(comment=comment, by=site.alice, reason="We agreed not to.", now=now)
    return site


@pytest.fixture
def site(db, now):
    """Bob has read one paragraph; on the second and third somebody who has left asked something, and was answered."""
    made = Site()
    Lift.objects.filter(user=made.bob).delete()
    person = make_user("Zacharias Quillfeather")
    membership = make_membership(made.group, person, joined_at=now - dt.timedelta(days=1))
    second, third = made.edition.paragraphs.filter(number__in=[2, 3]).order_by("number")
    before = now - dt.timedelta(minutes=30)
    asked = open_thread(
        group=made.group,
        edition=made.edition,
        author=person,
        start=second.start,
        end=third.end,
        body="Who is a fennelwhisper here?",
        submission=uuid.uuid4(),
        kind=Thread.Kind.QUESTION,
        now=before,
    )
    edit(comment=asked, body="Who is zanzibarbequed here? @Bob", now=before + dt.timedelta(minutes=10))
    made.thread = Thread.objects.get(pk=asked.thread_id)
    follow(user=made.bob, thread=made.thread)
    answer(
        thread=made.thread,
        author=person,
        parent=None,
        body="Nobody but the moonwhistling.",
        submission=uuid.uuid4(),
        now=before,
    )
    membership.left_at = now
    membership.save()
    type(membership).objects.filter(user=made.bob).update(joined_at=now - dt.timedelta(days=1))
    read_to(made, 1, now)
    return made


@pytest.fixture
def in_commons(site):
    """The same, where the circle is the commons of its text."""
    Group.objects.filter(pk=site.group.pk).update(text=site.edition.text)
    return site


def read_to(site, number, now):
    end = site.edition.paragraphs.get(number=number).end
    mark_read(user=site.bob, edition=site.edition, ranges=[(0, end)], now=now)


# Where the thread is found by whoever may read it: the walk goes there as it goes everywhere
TELLING = {
    "comment_care",
    "comment_create",
    "comment_detail",
    "comment_history",
    "group_detail",
    "paragraph_threads",
    "reader",
    "reader_live",
    "thread_detail",
    "thread_list",
    "thread_live",
}


PLAIN = {"a page": {}}


def leaked(site, client, names=frozenset(GET), headers=HEADERS) -> dict[str, set[str]]:
    """By URL name and header what of the thread came along, from pages of these names and from forms."""
    found = {}
    led_to = set()
    page = reverse("reader", args=[site.group.slug, site.schedule.pk, 1])
    asked = {
        "paragraph": 2,
        "parent": site.thread.comments.get(number=2).pk,
        "thread": site.thread.pk,
        "place": site.thread.pk,
        "find": "moonwhistling",
        "after": "1",  # of the comments that a window shows which waits for more
        "quote": "1",
    }
    for name in sorted(names):
        if name.startswith(("account_", "mfa_")):
            continue
        address = site.address(name)
        ways = headers if address.startswith("/g/") else PLAIN
        for way, header in ways.items():
            sent = header and header | {"HX-Current-URL": f"http://testserver{page}"}
            # What one asked for oneself is said back to one: not that.
            own = {key: value for key, value in asked.items() if key != "find"}
            besides = ASKED if name == "thread_list" else [TOGETHER] if name in TALK else []
            for queries in [own, *besides]:
                got = client.get(address, queries, headers=sent)
                note(found, f"{name}, {way}", got)
                # Many lead to the same page, which is to be looked at once.
                place = got.headers.get("Location")
                if place and (place, way) not in led_to:
                    led_to.add((place, way))
                    note(found, f"{name}, {way}", client.get(place, headers=sent, follow=True))
    for name, forms in POSTS.items():
        address = site.address(name) + ("?from=0" if name == "reader_progress" else "")
        for way, header in headers.items():
            for form in forms:
                got = client.post(address, form, headers=header, follow=True)
                note(found, f"{name} sent, {way}", got)
    return found


def note(found, where, response):
    shown = (b"" if response.streaming else response.content).decode(errors="replace") + str(response.headers)
    words = {secret for secret in SECRETS if secret.casefold() in shown.casefold()}
    if words:
        found[where] = words


@pytest.mark.long
def test_no_address_tells_anything_of_a_thread_that_is_ahead(site, client_of):
    assert leaked(site, client_of(site.bob)) == {}


@pytest.mark.long
def test_nor_does_any_address_in_a_commons(in_commons, client_of):
    assert leaked(in_commons, client_of(in_commons.bob)) == {}


@pytest.mark.long
@pytest.mark.parametrize("who", ["bob", "alice", "curator", "admin"])
def test_no_address_tells_what_was_set_aside(set_apart, client_of, who):
    found = leaked(set_apart, client_of(set_apart.people[who]))
    # Who said it is no secret; and whoever may put it back sees what they put back.
    told = {where: words - {"Quillfeather"} for where, words in found.items() if words - {"Quillfeather"}}
    assert {where.split(",")[0] for where in told} <= ({"removal_undo"} if who == "alice" else set())


@pytest.mark.long
def test_put_back_it_is_found_by_the_same_walk(set_apart, client_of, now):
    for removal in Removal.objects.standing().exclude(pk=set_apart.removal.pk):
        assert put_back(removal=removal, by=set_apart.alice, now=now)
    found = leaked(set_apart, client_of(set_apart.bob), TELLING, PLAIN)
    assert {where.split(",")[0] for where in found} >= TELLING
    curator = client_of(set_apart.people["curator"])
    assert "moonwhistling" in curator.get(set_apart.address("correction_list")).content.decode()


def test_no_mail_tells_what_was_set_aside(set_apart, inbox, now):
    assert Delivery.objects.filter(user=set_apart.bob, kind="talk_news", state="queued").exists()
    sending.send_due(now + dt.timedelta(minutes=11))
    told = [mail.as_string() for mail in inbox.mails()]
    assert told
    assert not any(secret in words for words in told for secret in SECRETS[1:])


@pytest.mark.long
def test_whoever_has_read_on_finds_it_by_the_same_walk(site, client_of, now):
    read_to(site, 2, now)
    found = leaked(site, client_of(site.bob), TELLING | {"passage_place"}, PLAIN)
    assert {where.split(",")[0] for where in found} >= TELLING | {"passage_place"}
    assert set.union(*found.values()) == set(SECRETS)


def test_the_page_of_text_gives_a_script_nothing_of_it(site, client_of):
    page = reverse("reader", args=[site.group.slug, site.schedule.pk, 1])
    shown = client_of(site.bob).get(page).content.decode()
    tinted = json.loads(re.search(r'id="passages"[^>]*>(.*?)</script>', shown)[1])
    assert {row[0] for row in tinted} == set(site.bob.threads.values_list("pk", flat=True))
    beside = re.search(r'<a class="([^"]*)" id="talk-3"[^>]*>(.*?)</a>', shown)
    assert beside[1] == "talk ahead"
    assert re.findall(">([^<]+)<", beside[2]) == ["1 ahead of you", "1"]
    assert not re.search(r'class="talk[^"]* new', shown)


def test_the_threads_own_words_stand_on_no_page_of_talk(site, client_of):
    third = site.edition.paragraphs.get(number=3)
    words = site.edition.content[third.start : third.start + 40]
    assert words in site.thread.passage.quote
    for name in (
        "thread_list",
        "thread_detail",
        "group_detail",
        "comment_create",
        "comment_detail",
        "comment_history",
    ):
        assert words not in client_of(site.bob).get(site.address(name)).content.decode(), name


def test_no_mail_tells_of_it(site, inbox, now):
    assert Delivery.objects.filter(user=site.bob, kind="talk_news").exists(), "he was spoken to by name"
    assert Mention.objects.filter(user=site.bob).exists()
    sending.send_due(now + dt.timedelta(minutes=11))
    for mail in inbox.mails():
        assert not any(secret in mail.as_string() for secret in SECRETS)
    assert "bob@example.org" not in inbox.recipients()


def test_no_mail_of_a_commons_tells_of_it_until_one_has_read_so_far(in_commons, inbox, now):
    sending.send_due(now + dt.timedelta(minutes=11))
    assert "bob@example.org" not in inbox.recipients()
    read_to(in_commons, 2, now)
    follow(user=in_commons.bob, thread=in_commons.thread)
    answer(
        thread=in_commons.thread,
        author=in_commons.thread.author,
        parent=None,
        body="Nor is it fennelwhisper.",
        submission=uuid.uuid4(),
        now=now,
    )
    sending.send_due(now + dt.timedelta(minutes=22))
    assert "bob@example.org" in inbox.recipients()


def test_whoever_has_read_so_far_gets_that_mail(site, inbox, now):
    read_to(site, 2, now)
    sending.send_due(now + dt.timedelta(minutes=11))
    (mail,) = [mail for mail in inbox.mails() if mail["Delivered-To"] == "bob@example.org"]
    assert "zanzibarbequed" in mail.get_body(("plain",)).get_content()


def test_nothing_of_it_counts_as_new(site, now):
    assert not Comment.objects.new_to(site.bob).filter(thread=site.thread).exists()
    read_to(site, 2, now)
    assert Comment.objects.new_to(site.bob).filter(thread=site.thread).count() == 2
