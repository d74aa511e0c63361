"""The law's takedown: by a site admin alone, who reads nothing; the group and the author read who and why; it can be undone."""

import datetime as dt
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from discussions.commenting import remove
from discussions.models import Comment, Removal, Report, Thread
from discussions.setting_aside import put_back, report, set_aside
from discussions.settling import mark_answer
from discussions.taking_down import let_stand, named, take_down
from groups.joining import leave
from notices import sending
from notices.models import Preference
from tests.factories import (
    make_admin,
    make_comment,
    make_commons,
    make_membership,
    make_thread,
    make_user,
)
from tests.notices.conftest import inbox as inbox

WHY = "Order of the regional court, file 12/34."
WORDS = "Whoever sells the house is a swindler."


@pytest.fixture
def named_words(group, edition, schedule, alice, bob):
    """What Bob said in Alice's question, comment 2."""
    thread = make_thread(group, edition, alice, body="Who sells it?", kind="question")
    return make_comment(thread, bob, body=WORDS)


@pytest.fixture
def dana(group, now):
    person = make_user("Dana")
    make_membership(group, person, joined_at=now - dt.timedelta(days=1))
    return person


def address(comment):
    return f"{settings.SITE_ADDRESS}{comment.thread.get_absolute_url()}#c{comment.number}"


def told(*args, **options):
    """What the command says."""
    out = StringIO()
    call_command("take_down", *args, stdout=out, **options)
    return out.getvalue()


def shown(client, thread):
    return " ".join(client.get(thread.get_absolute_url()).text.split())


def record(client, group):
    return " ".join(client.get(reverse("removal_list", args=[group.slug])).text.split())


def test_an_admin_takes_a_named_comment_down_and_is_shown_nothing_of_it(
    admin, bob, client_of, alice, named_words
):
    said = told(address(named_words), by=admin.email, reason=WHY)
    assert WORDS not in said
    assert bob.display_name not in said
    assert not Comment.objects.standing().filter(pk=named_words.pk).exists()
    page = shown(client_of(alice), named_words.thread)
    assert WORDS not in page
    assert f"Taken down for a legal reason: {WHY}" in page


def test_only_an_admin_can_and_only_with_a_reason(alice, curator, admin, named_words):
    for person in (alice, curator):
        with pytest.raises(CommandError, match="no site admin"):
            told(address(named_words), by=person.email, reason=WHY)
    for reason in ("", "   ", "because", "x" * 501):
        with pytest.raises(CommandError, match="Say why"):
            told(address(named_words), by=admin.email, reason=reason)
    assert not Removal.objects.exists()


def test_a_comment_is_named_by_any_address_that_leads_to_it(group, named_words):
    thread = named_words.thread
    path = thread.get_absolute_url()
    for leads in (
        address(named_words),
        f"{path}#c2",
        f"{path}?page=1#c2",
        reverse("comment_branch", args=[group.slug, thread.pk, 2]) + "#c2",
        reverse("comment_place", args=[group.slug, thread.pk, 2]),
        reverse("comment_detail", args=[group.slug, thread.pk, 2]),
    ):
        assert named(leads) == named_words
    for wrong in (
        "",
        "nonsense",
        path,
        f"{path}#c9",
        f"{path}#2",
        "https://elsewhere.example" + path + "#c2",
        path.replace(group.slug, "another") + "#c2",
        reverse("group_detail", args=[group.slug]) + "#c2",
        reverse("comment_detail", args=[group.slug, 10**17, 10**17]),
    ):
        assert named(wrong) is None, wrong


def test_what_is_not_there_is_said_so_and_nothing_is_written(admin, named_words):
    with pytest.raises(CommandError, match="no comment at that address"):
        told(address(named_words).replace("#c2", "#c7"), by=admin.email, reason=WHY)
    assert not Removal.objects.exists()


def test_its_author_alone_still_reads_the_words_with_who_did_it_and_why(
    client_of, admin, bob, named_words, now
):
    take_down(comment=named_words, by=admin, reason=WHY, now=now)
    page = shown(client_of(bob), named_words.thread)
    assert WORDS in page
    assert f"Ada, who runs this site, has taken this down for a legal reason: {WHY}" in page


def test_the_groups_record_says_who_of_whom_and_why_but_not_the_words(
    client_of, admin, alice, group, named_words, now
):
    take_down(comment=named_words, by=admin, reason=WHY, now=now)
    page = record(client_of(alice), group)
    assert "Ada, who runs this site, took down a comment by Bob for a legal reason:" in page
    assert WHY in page
    assert WORDS not in page
    assert "Put it back" not in page


def test_to_whom_the_thread_is_ahead_the_record_says_only_that_something_was(
    client_of, admin, group, named_words, now
):
    eve = make_user("Eve", reads_ahead=False)
    make_membership(group, eve)
    take_down(comment=named_words, by=admin, reason=WHY, now=now)
    page = record(client_of(eve), group)
    assert "Ada, who runs this site, took a comment down for a legal reason." in page
    assert WHY not in page
    assert "Bob" not in page


def test_nobody_of_the_group_can_undo_it(client_of, admin, alice, bob, dana, group, named_words, now):
    made = take_down(comment=named_words, by=admin, reason=WHY, now=now)
    for person in (alice, bob, dana):
        assert not Removal.objects.for_undoing(person).exists()
        response = client_of(person).post(reverse("removal_undo", args=[group.slug, made.pk]))
        assert response.status_code == 403
        assert WORDS not in response.text
    assert Removal.objects.standing().filter(pk=made.pk).exists()


def test_what_the_group_had_set_aside_itself_it_cannot_put_back_or_look_at_while_it_is_taken_down(
    client_of, admin, alice, group, named_words, now
):
    own = set_aside(comment=named_words, by=alice, reason="It is about a neighbour.", now=now)
    assert take_down(comment=named_words, by=admin, reason=WHY, now=now)
    undo = reverse("removal_undo", args=[group.slug, own.pk])
    response = client_of(alice).get(undo)
    assert (response.status_code, WORDS in response.text) == (403, False)
    assert f"Taken down for a legal reason: {WHY}" in shown(client_of(alice), named_words.thread)
    assert let_stand(comment=named_words, by=admin, now=now)
    assert "Set aside by the group: It is about a neighbour." in shown(client_of(alice), named_words.thread)
    assert put_back(removal=own, by=alice, now=now)
    assert WORDS in shown(client_of(alice), named_words.thread)


def test_it_is_taken_down_once_and_a_group_does_not_set_it_aside_then(admin, alice, named_words, now):
    assert take_down(comment=named_words, by=admin, reason=WHY, now=now)
    assert take_down(comment=named_words, by=admin, reason=WHY, now=now) is None
    assert set_aside(comment=named_words, by=alice, reason="As well.", now=now) is None


def test_what_its_author_has_removed_needs_no_takedown(admin, named_words, now):
    remove(comment=named_words, now=now)
    with pytest.raises(CommandError, match="its author has removed it"):
        told(address(named_words), by=admin.email, reason=WHY)


def test_it_counts_no_more_and_a_question_it_answered_is_open_again(admin, alice, named_words, now):
    mark_answer(comment=named_words, by=alice, now=now)
    take_down(comment=named_words, by=admin, reason=WHY, now=now)
    thread = Thread.objects.get(pk=named_words.thread_id)
    assert (thread.comment_count, thread.is_open) == (1, True)
    assert not Comment.objects.new_to(alice).filter(pk=named_words.pk).exists()


def test_a_report_waits_until_it_stands_again(admin, alice, dana, named_words, now):
    report(comment=named_words, by=dana, reason="It is about a neighbour.", now=now)
    take_down(comment=named_words, by=admin, reason=WHY, now=now)
    assert not Report.objects.waiting().for_deciding(alice).exists()
    let_stand(comment=named_words, by=admin, now=now)
    assert Report.objects.waiting().for_deciding(alice).exists()


def test_an_admin_can_undo_it_and_the_record_says_so(client_of, admin, alice, group, named_words, now):
    told(address(named_words), by=admin.email, reason=WHY)
    other = make_admin("Orla")
    told(address(named_words), by=other.email, undo=True)
    assert WORDS in shown(client_of(alice), named_words.thread)
    page = record(client_of(alice), group)
    assert WHY in page
    assert "Orla put it back" in page
    with pytest.raises(CommandError, match="not taken down"):
        told(address(named_words), by=other.email, undo=True)


def test_its_author_gets_a_mail_without_the_words_even_who_wants_none_and_has_left(
    admin, bob, group, named_words, inbox, now
):
    Preference.objects.create(user=bob, talk=False)
    leave(membership=group.memberships.get(user=bob), now=now)
    take_down(comment=named_words, by=admin, reason=WHY, now=now)
    sending.send_due(now + dt.timedelta(minutes=1))
    (mail,) = inbox.mails()
    assert mail["Delivered-To"] == "bob@example.org"
    parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    assert len(parts) == 2
    for words in (" ".join(part.split()) for part in parts):
        assert WHY in words
        assert "Ada, who runs this site" in words
        assert "swindler" not in words
    assert "List-Unsubscribe" not in mail


def test_in_a_commons_no_curator_can_undo_it_and_its_author_reads_of_no_group(
    client_of, admin, edition, alice, bob, curator, inbox, now
):
    plan = make_commons(edition.text, alice, bob, curator)
    said = make_comment(make_thread(plan.group, edition, alice), bob, body=WORDS)
    made = take_down(comment=said, by=admin, reason=WHY, now=now)
    others = shown(client_of(alice), said.thread)
    assert f"Taken down for a legal reason: {WHY}" in others
    assert WORDS not in others
    response = client_of(curator).post(reverse("removal_undo", args=[plan.group.slug, made.pk]))
    assert (response.status_code, WORDS in response.text) == (403, False)
    own = shown(client_of(bob), said.thread)
    assert WORDS in own
    assert "No curator did this or can undo it; if it is wrong, write to" in own
    assert "group" not in own[own.index(WHY) : own.index(WORDS)]
    sending.send_due(now + dt.timedelta(minutes=1))
    (mail,) = inbox.mails()
    parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    for words in (" ".join(part.split()) for part in parts):
        assert "a comment of yours in the commons of “On Walking Together”" in words
        assert "no curator did this or can undo it" in words
        assert "your group" not in words


def test_the_privacy_page_tells_of_reports_hidings_and_takedowns(client):
    page = " ".join(client.get(reverse("privacy")).text.split())
    assert "What you report to your group" in page
    assert "whom you hide for yourself" in page
    assert "where the law demands it, they can take a comment down" in page
