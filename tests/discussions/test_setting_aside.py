"""A circle cares for its talk: a member reports, whoever facilitates decides, everybody reads that and why, and it can be undone."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.arriving import arrived
from discussions.commenting import answer, remove
from discussions.hiding import hide
from discussions.models import Comment, Lift, Removal, Report, Thread
from discussions.noticing import follow, news_in, see
from discussions.setting_aside import leave_it, put_back, report, set_aside
from discussions.settling import change_kind, mark_answer
from discussions.stirring import latest
from discussions.taking_down import let_stand, take_down
from groups.facilitating import end_term
from notices import sending
from tests.factories import make_comment, make_correction, make_membership, make_thread, make_user
from tests.notices.conftest import inbox as inbox

pytestmark = pytest.mark.long

WHY = "We agreed to speak of the text."


@pytest.fixture
def dana(group, now):
    person = make_user("Dana")
    make_membership(group, person, joined_at=now - dt.timedelta(days=1))
    return person


@pytest.fixture
def thread(group, edition, schedule, bob, dana, now):
    """Bob asked, and Dana said something unkind."""
    made = make_thread(group, edition, bob, body="What is meant here?", kind="question", at=now)
    make_comment(made, dana, body="Only a dunce would ask.", at=now)
    return made


@pytest.fixture
def unkind(thread):
    return thread.comments.get(number=2)


@pytest.fixture
def marked(thread, unkind, bob, now):
    """What Dana said is marked by Bob as the answer to what he asked."""
    mark_answer(comment=unkind, by=bob, now=now)
    thread.refresh_from_db()
    return thread.answered_at


def test_what_is_put_back_is_the_answer_again(thread, unkind, marked, alice, bob, now):
    removal = set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    thread.refresh_from_db()
    assert thread.is_open
    assert put_back(removal=removal, by=alice, now=now)
    thread.refresh_from_db()
    assert (thread.answer, thread.answered_by, thread.answered_at) == (unkind, bob, marked)


def test_what_is_put_back_takes_the_mark_from_no_other_answer(thread, unkind, marked, alice, now):
    removal = set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    other = make_comment(thread, alice, at=now)
    mark_answer(comment=other, by=alice, now=now)
    put_back(removal=removal, by=alice, now=now)
    thread.refresh_from_db()
    assert thread.answer == other


def test_what_is_put_back_marks_no_answer_where_the_thread_asks_nothing_any_more(
    thread, unkind, marked, alice, now
):
    removal = set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    thread.refresh_from_db()
    change_kind(thread=thread, kind="comment")
    put_back(removal=removal, by=alice, now=now)
    thread.refresh_from_db()
    assert (thread.kind, thread.answer) == ("comment", None)


@pytest.mark.parametrize("first", ["the circle", "the law"])
def test_an_answer_that_two_have_taken_away_is_one_again_when_both_have_given_it_back(
    thread, unkind, marked, alice, admin, now, first
):
    aside = set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    assert take_down(comment=unkind, by=admin, reason=WHY, now=now)
    undoing = [
        lambda: put_back(removal=aside, by=alice, now=now),
        lambda: let_stand(comment=unkind, by=admin, now=now),
    ]
    for undo, then in zip(undoing if first == "the circle" else undoing[::-1], [None, unkind], strict=True):
        assert undo()
        thread.refresh_from_db()
        assert thread.answer == then


def send(client, name, comment, htmx=False, **sent):
    address = reverse(name, args=[comment.thread.group.slug, comment.thread_id, comment.number])
    headers = {"HX-Request": "true", "HX-Target": "talk"} if htmx else {}
    return client.post(address, sent, headers=headers)


def read(client, name, group):
    return " ".join(client.get(reverse(name, args=[group.slug])).text.split())


def shown(client, thread):
    return " ".join(client.get(thread.get_absolute_url()).text.split())


def test_a_report_reaches_whoever_facilitates_with_its_reason(client_of, alice, bob, group, unkind):
    send(client_of(bob), "comment_report", unkind, reason="It is about me, not about the text.")
    page = read(client_of(alice), "report_list", group)
    assert "Only a dunce" in page
    assert "It is about me, not about the text." in page
    assert "1 comment was reported" in read(client_of(alice), "thread_list", group)
    assert "1 comment was reported" in read(client_of(alice), "group_detail", group)


def test_at_the_thread_itself_those_who_decide_see_it_marked_and_decide_there(
    client_of, alice, bob, dana, group, thread, unkind, now
):
    report(comment=unkind, by=bob, reason="It is <about> me.", now=now)
    page = shown(client_of(alice), thread)
    assert page.count("<b>Bob</b> asks you to look at this:") == 1
    assert "It is &lt;about&gt; me." in page
    assert "Let it stand" in page
    assert "Set it aside…" in page
    for person in (bob, dana):
        assert "asks you to look" not in shown(client_of(person), thread)
    answered = send(client_of(alice), "comment_decide", unkind, htmx=True, leave="1")
    assert "asks you to look" not in answered.text
    assert "It stays as it is." in answered.headers["HX-Trigger-After-Settle"]
    assert not Report.objects.waiting().exists()


def test_decided_at_the_thread_without_a_script_one_is_led_back_to_it(
    client_of, alice, bob, thread, unkind, now
):
    report(comment=unkind, by=bob, reason="It is about me.", now=now)
    back = send(client_of(alice), "comment_decide", unkind, leave="1").url
    assert back == f"{thread.get_absolute_url()}#c2"


def test_what_was_reported_stays_marked_where_one_has_hidden_it_and_when_it_comes_anew(
    client_of, alice, bob, thread, unkind, now
):
    report(comment=unkind, by=bob, reason="It is about me.", now=now)
    came = arrived(thread, alice, after=2, changed=[2], is_reported=True, now=now)
    assert "asks you to look" in came.pieces
    assert (
        "asks you to look" not in arrived(thread, bob, after=2, changed=[2], is_reported=True, now=now).pieces
    )
    hide(user=alice, comment=unkind)
    page = shown(client_of(alice), thread)
    assert "Only a dunce" not in page
    assert "asks you to look" in page


def test_where_nobody_facilitates_the_page_of_a_comment_lets_the_others_set_it_aside(
    client_of, alice, bob, group, unkind, now
):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    group.memberships.get(user=alice).terms.all().delete()
    care = reverse("comment_care", args=[group.slug, unkind.thread_id, unkind.number])
    page = client_of(alice).get(care).text
    assert "It was reported to you, so you can set it aside" in page
    assert reverse("comment_decide", args=[group.slug, unkind.thread_id, unkind.number]) in page


def test_what_is_ahead_is_uncovered_and_leads_to_the_comment_that_was_reported(
    client_of, bob, group, edition, schedule, now
):
    erin = make_user("Erin", reads_ahead=False)
    make_membership(group, erin)
    far = make_thread(group, edition, bob, paragraph=10)
    said = make_comment(far, bob, body="Unkind.")
    place = reverse("comment_place", args=[group.slug, far.pk, said.number])
    page = client_of(erin).get(place)
    assert f'name="comment" value="{said.number}"' in page.text
    sent = {"lift": "here", "thread": far.pk, "comment": said.number}
    assert client_of(erin).post(reverse("veil_lift", args=[group.slug]), sent).url == place
    assert client_of(erin).get(place).url == f"{far.get_absolute_url()}#c{said.number}"


def test_whoever_reports_is_thanked_where_the_form_was(client_of, bob, group, unkind):
    answered = send(client_of(bob), "comment_report", unkind, htmx=True, reason="It is about me.")
    assert "Thank you. Somebody of the group looks at it." in answered.text
    assert answered.headers["HX-Retarget"] == f"#answer-{unkind.pk}"
    care = reverse("comment_care", args=[group.slug, unkind.thread_id, unkind.number])
    plain = send(client_of(bob), "comment_report", unkind, reason="Once more.")
    assert plain.url == care
    page = client_of(bob).get(care).text
    assert "You have reported this comment. Somebody of the group looks at it." in page


def test_nobody_else_sees_that_something_was_reported(client_of, bob, dana, group, unkind):
    send(client_of(bob), "comment_report", unkind, reason="It is about me.")
    for person in (bob, dana):
        assert "It is about me." not in read(client_of(person), "report_list", group)
        assert "was reported" not in read(client_of(person), "thread_list", group)
        assert "was reported" not in read(client_of(person), "group_detail", group)
        assert "It is about me." not in shown(client_of(person), unkind.thread)


def test_a_report_needs_a_reason_and_is_sent_once(client_of, bob, unkind):
    assert send(client_of(bob), "comment_report", unkind).status_code == 422
    assert (
        send(client_of(bob), "comment_report", unkind, htmx=True).headers["HX-Retarget"]
        == f"#answer-{unkind.pk}"
    )
    send(client_of(bob), "comment_report", unkind, reason="It hurts.")
    send(client_of(bob), "comment_report", unkind, reason="It hurts still.")
    assert Report.objects.get().reason == "It hurts."


def test_nobody_reports_their_own_words(client_of, dana, unkind):
    assert send(client_of(dana), "comment_report", unkind, reason="x").status_code == 403
    assert not Report.objects.exists()


def test_left_as_it_is_waits_no_more_and_nothing_is_told(client_of, alice, bob, group, unkind, now):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    send(client_of(alice), "comment_decide", unkind, leave="1")
    assert "Nothing waits" in read(client_of(alice), "report_list", group)
    assert "Only a dunce" in shown(client_of(bob), unkind.thread)
    assert "Nothing was ever set aside" in read(client_of(bob), "removal_list", group)
    assert report(comment=unkind, by=bob, reason="It hurts still.", now=now), "it can be asked for again"


def test_set_aside_the_others_read_why_and_the_author_reads_the_words_too(
    client_of, alice, bob, dana, group, unkind, now
):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    send(client_of(alice), "comment_decide", unkind, reason=WHY)
    for person in (alice, bob):
        page = shown(client_of(person), unkind.thread)
        assert f"Set aside by the group: {WHY}" in page
        assert "dunce" not in page
    hers = shown(client_of(dana), unkind.thread)
    assert "Only a dunce would ask." in hers
    assert f"Alice has set this aside for the group, as its facilitator. The reason: {WHY}" in hers
    assert "you alone read them here, and the others read that reason" in hers
    assert "talk to Alice or to whoever facilitates: it can be put back at any time." in hers
    assert reverse("removal_list", args=[group.slug]) in hers
    assert not Report.objects.waiting().exists()
    assert Comment.objects.get(pk=unkind.pk).body == "Only a dunce would ask."


def test_of_two_comments_by_one_person_only_the_one_that_was_set_aside_says_so(
    client_of, alice, bob, dana, thread, unkind, now
):
    """They have all else in common, and a page makes what is in common once."""
    make_comment(thread, dana, body="I was tired.", at=now)
    see(user=bob, thread=thread, ranges=[(1, 4)])
    set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    for person in (bob, dana):
        page = shown(client_of(person), thread)
        assert page.count(WHY) == 1
        assert page.count("I was tired.") == 1
        assert page.index(WHY) < page.index("I was tired.")
        assert 'data-number="3"' in page


def test_a_reason_is_needed_and_asked_for_in_its_place(client_of, alice, bob, unkind, now):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    answer = send(client_of(alice), "comment_decide", unkind, listed="1")
    assert answer.status_code == 422
    assert "Say why, in a few words." in answer.text
    assert send(client_of(alice), "comment_decide", unkind).status_code == 422
    assert not Removal.objects.exists()


def test_the_record_says_who_when_whose_and_why_and_not_the_words(client_of, alice, bob, group, unkind, now):
    set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    page = read(client_of(bob), "removal_list", group)
    assert "Alice set aside a comment by Dana:" in page
    assert WHY in page
    assert "dunce" not in page
    assert "Put it back" not in page


def test_the_record_tells_nothing_of_what_is_ahead_but_that_it_is_there(
    client_of, alice, bob, group, edition, dana, now
):
    thread = make_thread(group, edition, dana, body="He dies.", at=now)
    set_aside(comment=thread.comments.get(), by=alice, reason="It tells the end.", now=now)
    Lift.objects.filter(user=bob).delete()
    page = read(client_of(bob), "removal_list", group)
    assert "Alice set a comment aside." in page
    assert "the end" not in page
    assert "Dana" not in page


def test_whoever_facilitates_puts_it_back_from_the_record_which_keeps_both(
    client_of, alice, bob, group, unkind, now
):
    removal = set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    assert "Put it back" in read(client_of(alice), "removal_list", group)
    address = reverse("removal_undo", args=[group.slug, removal.pk])
    assert client_of(bob).post(address).status_code == 403
    assert "Only a dunce" in client_of(alice).get(address).text
    client_of(alice).post(address)
    client_of(alice).post(address)
    assert "Only a dunce" in shown(client_of(bob), unkind.thread)
    page = read(client_of(bob), "removal_list", group)
    assert "Alice put it back" in page
    assert WHY in page


def test_nobody_decides_on_their_own_words_and_then_the_others_do(
    client_of, alice, bob, dana, group, edition, schedule, now
):
    """Alice, who facilitates, is reported by Bob: Dana decides, neither Alice nor Bob."""
    said = make_thread(group, edition, alice, body="Be quiet, all of you.", at=now).comments.get()
    report(comment=said, by=bob, reason="It silences us.", now=now)
    for person in (alice, bob):
        assert "silences" not in read(client_of(person), "report_list", group)
        assert send(client_of(person), "comment_decide", said, reason=WHY).status_code == 403
    assert "silences" in read(client_of(dana), "report_list", group)
    send(client_of(dana), "comment_decide", said, reason=WHY)
    removal = Removal.objects.get()
    assert client_of(alice).post(reverse("removal_undo", args=[group.slug, removal.pk])).status_code == 403
    assert Removal.objects.standing().exists()


def test_where_nobody_facilitates_the_other_members_decide(client_of, alice, bob, dana, group, unkind, now):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    end_term(membership=group.memberships.get(user=alice), now=now + dt.timedelta(seconds=1))
    assert "It hurts." in read(client_of(alice), "report_list", group)
    assert "It hurts." not in read(client_of(dana), "report_list", group)
    set_aside(comment=unkind, by=alice, reason=WHY, now=now + dt.timedelta(seconds=2))
    hers = shown(client_of(dana), unkind.thread)
    assert f"Alice, a member of the group, has set this aside for it. The reason: {WHY}" in hers


def test_the_author_goes_on_reading_as_what_it_was_set_aside_after_the_term_has_ended(
    client_of, alice, dana, group, unkind, now
):
    set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    end_term(membership=group.memberships.get(user=alice), now=now + dt.timedelta(seconds=1))
    assert "set this aside for the group, as its facilitator." in shown(client_of(dana), unkind.thread)


def test_a_site_admin_and_a_curator_have_no_say(client_of, admin, curator, unkind, now):
    report(comment=unkind, by=unkind.thread.author, reason="It hurts.", now=now)
    for person in (admin, curator):
        assert send(client_of(person), "comment_decide", unkind, reason=WHY).status_code == 404
        assert not Report.objects.for_deciding(person).exists()


def test_a_member_without_the_role_sets_nothing_aside(client_of, bob, unkind):
    assert send(client_of(bob), "comment_decide", unkind, reason=WHY).status_code == 403
    assert send(client_of(bob), "comment_decide", unkind, leave="1").status_code == 403


def test_what_is_set_aside_counts_no_more_and_counts_again_once_it_is_back(
    alice, bob, group, thread, unkind, now
):
    assert mark_answer(comment=unkind, by=bob, now=now)
    assert news_in(group, bob) == {thread.pk: 1}
    removal = set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    thread.refresh_from_db()
    assert thread.comment_count == 1
    assert thread.is_open, "its question waits again"
    assert news_in(group, bob) == {}
    assert not mark_answer(comment=unkind, by=bob, now=now)
    assert set_aside(comment=unkind, by=alice, reason=WHY, now=now) is None
    put_back(removal=removal, by=alice, now=now)
    thread.refresh_from_db()
    assert thread.comment_count == 2
    assert news_in(group, bob) == {thread.pk: 1}


def test_a_thread_of_which_all_is_set_aside_is_listed_no_more(
    client_of, alice, bob, group, thread, unkind, now
):
    for comment in (unkind, thread.comments.get(number=1)):
        set_aside(comment=comment, by=alice, reason=WHY, now=now)
    assert not Thread.objects.talked_in().exists()
    assert "What is meant here" not in read(client_of(bob), "thread_list", group)


@pytest.mark.parametrize("sent", [{"reason": "Not so."}, {"leave": "1"}, {"reason": ""}])
def test_who_decides_after_somebody_set_it_aside_is_told_so(client_of, alice, bob, dana, group, unkind, sent):
    now = timezone.now()
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    set_aside(comment=unkind, by=bob, reason=WHY, now=now)
    client = client_of(alice)
    page = client.get(send(client, "comment_decide", unkind, **sent).url).text
    assert "Somebody was faster: it is set aside already." in page
    assert WHY in page
    part = send(client, "comment_decide", unkind, htmx=True, **sent)
    assert part.status_code == 200
    assert WHY in part.text
    assert [one.reason for one in Removal.objects.all()] == [WHY]
    assert send(client_of(dana), "comment_decide", unkind, **sent).status_code == 403, "its author"


def test_who_decides_after_somebody_left_it_as_it_is_is_told_so(
    client_of, alice, bob, group, edition, schedule, now
):
    """Where the words are those of who facilitates, every other member decides."""
    thread = make_thread(group, edition, alice, body="Only a dunce would ask.", at=now)
    comment, emil = thread.comments.get(), make_user("Emil")
    make_membership(group, emil, joined_at=now - dt.timedelta(days=1))
    gerda = make_user("Gerda")
    make_membership(group, gerda, joined_at=now - dt.timedelta(days=1))
    report(comment=comment, by=bob, reason="It hurts.", now=now)
    leave_it(comment=comment, by=emil, now=now)
    client = client_of(gerda)
    answer = send(client, "comment_decide", comment, reason="Not so.")
    assert "Somebody was faster: it stays as it is." in client.get(answer.url).text
    assert not Removal.objects.exists()
    assert send(client_of(bob), "comment_decide", comment, reason="Not so.").status_code == 403


def test_its_author_may_still_take_the_words_back_for_good(client_of, alice, dana, group, unkind, now):
    later = now + dt.timedelta(minutes=1)
    set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    remove(comment=unkind, now=later)
    assert "Removed by its author." in shown(client_of(alice), unkind.thread)
    page = read(client_of(alice), "removal_list", group)
    assert "Its author has removed it since." in page
    assert "Put it back" not in page


def test_a_correction_that_is_set_aside_is_proposed_to_nobody(
    client_of, alice, bob, curator, group, edition, now
):
    proposed = make_correction(group, edition, bob, words="Something quite else")
    make_comment(proposed.thread, alice, body="I see.", at=now)
    assert "Something quite else" in client_of(curator).get(reverse("correction_list")).text
    set_aside(
        comment=proposed.thread.comments.get(number=1),
        by=alice,
        reason=WHY,
        now=now + dt.timedelta(seconds=1),
    )
    assert "Something quite else" not in client_of(curator).get(reverse("correction_list")).text
    assert "Something quite else" not in shown(client_of(alice), proposed.thread)
    assert "Something quite else" in shown(client_of(bob), proposed.thread)


def mails_to(inbox, address):
    return [mail for mail in inbox.mails() if mail["Delivered-To"] == address]


def words_of(mail):
    return " ".join(mail.get_body(("plain",)).get_content().split())


def test_whoever_decides_gets_a_mail_without_the_words(alice, bob, unkind, inbox, now):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    sending.send_due(now + dt.timedelta(minutes=1))
    (mail,) = mails_to(inbox, "alice@example.org")
    assert "asks you to look at a comment" in words_of(mail)
    group = unkind.thread.group
    assert reverse("comment_place", args=[group.slug, unkind.thread_id, unkind.number]) in words_of(mail)
    assert "dunce" not in mail.as_string()
    assert not mails_to(inbox, "bob@example.org")
    assert not mails_to(inbox, "dana@example.org")


def test_no_mail_asks_for_what_somebody_has_looked_at(alice, bob, unkind, inbox, now):
    report(comment=unkind, by=bob, reason="It hurts.", now=now)
    leave_it(comment=unkind, by=alice, now=now)
    sending.send_due(now + dt.timedelta(minutes=1))
    assert not inbox.mails()


def test_its_author_gets_a_mail_that_says_who_did_it_and_why(alice, dana, unkind, inbox, now):
    set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    sending.send_due(now + dt.timedelta(minutes=1))
    (mail,) = inbox.mails()
    assert mail["Delivered-To"] == "dana@example.org"
    assert f"Alice has set aside a comment of yours in Tuesday circle: {WHY}" in words_of(mail)


def test_no_mail_of_new_comments_brings_what_was_set_aside_before_it_left(
    alice, bob, dana, thread, inbox, now
):
    follow(user=bob, thread=thread)
    said = answer(thread=thread, author=dana, parent=None, body="Worse.", submission=uuid.uuid4(), now=now)
    for comment in (said, thread.comments.get(number=2)):
        set_aside(comment=comment, by=alice, reason=WHY, now=now)
    sending.send_due(now + dt.timedelta(minutes=11))
    assert not mails_to(inbox, "bob@example.org")


def test_who_has_the_thread_open_loses_the_words_at_once(
    client_of, alice, bob, unkind, now, django_capture_on_commit_callbacks
):
    number = latest(unkind.thread.group_id, now)
    with django_capture_on_commit_callbacks(execute=True):
        set_aside(comment=unkind, by=alice, reason=WHY, now=now)
    address = reverse("thread_live", args=[unkind.thread.group.slug, unkind.thread_id])
    came = client_of(bob).get(address, {"after": "2", "since": number}).text
    assert f"Set aside by the group: {WHY}" in came
    assert 'hx-swap-oob="outerHTML:#c2"' in came
