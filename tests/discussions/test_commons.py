"""Talk in the commons of a text: threads as in a circle, seen by those who came in, veiled as elsewhere, cared for by curators."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.urls import reverse

from discussions.commenting import answer
from discussions.live import Ear
from discussions.mentioning import names_of
from discussions.models import Lift, Removal, Report, Thread
from discussions.noticing import follow
from discussions.setting_aside import report, set_aside
from discussions.telling import reachable, untold
from notices import sending
from notices.models import Delivery
from readings.publishing import publish
from tests.discussions.test_setting_aside import mails_to, read, send, shown, words_of
from tests.factories import (
    make_comment,
    make_commons,
    make_curator,
    make_draft,
    make_jotting,
    make_thread,
    make_user,
    withdraw,
)
from tests.notices.conftest import inbox as inbox

pytestmark = pytest.mark.long

WORDS = "The second sentence carries all of it."
WHY = "We speak of the text here."


def say(thread, author, now):
    words = "I thought so too."
    return answer(thread=thread, author=author, parent=None, body=words, submission=uuid.uuid4(), now=now)


@pytest.fixture
def dana(db):
    return make_user("Dana")


@pytest.fixture
def plan(edition, bob, dana):
    """Bob and Dana are in the commons."""
    return make_commons(edition.text, bob, dana)


@pytest.fixture
def thread(plan, edition, bob):
    return make_thread(plan.group, edition, bob, body=WORDS)


def test_who_came_in_reads_it_beside_the_text_and_nobody_else_does(client_of, plan, thread, dana, charlie):
    page = reverse("reader", args=[plan.group.slug, plan.pk, 1])
    assert WORDS in shown(client_of(dana), thread)
    assert "1 comment on paragraph" in client_of(dana).get(page).text
    for address in (page, thread.get_absolute_url(), reverse("thread_list", args=[plan.group.slug])):
        assert client_of(charlie).get(address).status_code == 404


def test_who_follows_a_link_into_it_comes_in_by_its_page_and_then_to_what_the_link_leads_to(
    client_of, plan, thread, charlie
):
    browser = client_of(charlie)
    slug, door = plan.group.slug, reverse("commons_detail", args=[plan.edition.text.slug])
    for name, args in (
        ("thread_detail", [slug, thread.pk]),
        ("comment_place", [slug, thread.pk, 1]),
        ("thread_list", [slug]),
        ("reader", [slug, plan.pk, 1]),
    ):
        link = reverse(name, args=args)
        page = browser.get(link)
        assert page.status_code == 404
        told = " ".join(page.text.split())
        assert "Join the commons of this text?" in told
        assert WORDS not in told
        assert "Bob" not in told
        asked = {"join": "1", "onward": page.context["came_by"]}
        assert browser.post(door, asked).url == link
        assert browser.get(link, follow=True).status_code == 200
        browser.post(door, {"leave": "1"})
    assert "Join the commons" in browser.get(reverse("thread_detail", args=[slug, 10**9])).text
    elsewhere = {"join": "1", "onward": "https://example.org/g/"}
    assert reverse("reader_paragraph", args=[slug, plan.pk, 1]) == browser.post(door, elsewhere).url


def test_a_link_into_it_leads_nowhere_for_a_form_and_where_the_text_was_withdrawn(
    client_of, plan, thread, edition, dana, charlie
):
    sent = client_of(charlie).post(reverse("thread_seen", args=[plan.group.slug, thread.pk]))
    assert sent.status_code == 404
    assert "Join the commons" not in sent.text
    gone = client_of(dana).get(reverse("thread_detail", args=[plan.group.slug, 10**9]))
    assert gone.status_code == 404
    assert "Join the commons" not in gone.text, "she is in it"
    withdraw(edition)
    assert "Join the commons" not in client_of(charlie).get(thread.get_absolute_url()).text


def test_a_circle_sees_nothing_of_it_and_it_nothing_of_a_circle(
    client_of, plan, thread, group, schedule, edition, alice, bob, dana
):
    """Bob is in both; Alice in the circle alone, Dana in the commons alone."""
    inner = make_thread(group, edition, bob, body="Among us alone.")
    assert set(Thread.objects.open_to(alice)) == {inner}
    assert set(Thread.objects.open_to(dana)) == {thread}
    assert set(Thread.objects.open_to(bob)) == {inner, thread}
    for person, circle, place in ((bob, group, schedule), (bob, plan.group, plan)):
        told = client_of(person).get(reverse("thread_list", args=[circle.slug])).text
        beside = client_of(person).get(reverse("reader", args=[circle.slug, place.pk, 1])).text
        assert (WORDS in told) is (circle == plan.group)
        assert ("Among us alone." in told) is (circle == group)
        assert "1 comment on paragraph" in beside


def test_one_opens_a_thread_and_is_told_before_the_first_word_who_can_read_it(
    client_of, plan, edition, charlie, dana
):
    browser = client_of(dana)
    page = browser.get(reverse("reader", args=[plan.group.slug, plan.pk, 1])).text
    assert page.count("Everybody who is in the commons of this text can read it, now and later") == 2
    assert "Only members of" not in page
    words = edition.content[:20]
    address = reverse("thread_create", args=[plan.group.slug, plan.pk])
    sent = {"start": 0, "end": 20, "quote": words, "body": "From all sides."}
    assert browser.post(address, sent).status_code == 302
    assert Thread.objects.get().group == plan.group
    assert client_of(charlie).post(address, sent).status_code == 404


def test_what_is_ahead_of_somebody_stays_veiled(client_of, plan, edition, bob):
    reader = make_user("Erin", reads_ahead=False)
    make_commons(edition.text, reader)
    far = make_thread(plan.group, edition, bob, paragraph=10, body=WORDS)
    browser = client_of(reader)
    addresses = [
        far.get_absolute_url(),
        reverse("thread_list", args=[plan.group.slug]),
        reverse("paragraph_threads", args=[plan.group.slug, plan.pk, 10]),
        *(reverse("reader", args=[plan.group.slug, plan.pk, page]) for page in (1, 3)),
    ]
    for address in addresses:
        told = browser.get(address, follow=True)
        assert told.status_code in {200, 404}
        assert WORDS not in told.text
        assert "Bob" not in told.text
    assert "1 thread is ahead of you" in browser.get(addresses[1]).text
    Lift.objects.create(user=reader, thread=far)
    assert WORDS in shown(browser, far)


def test_only_who_has_spoken_there_can_be_spoken_to_by_name(client_of, plan, thread, bob, dana):
    assert set(names_of(plan.group)) == {"Bob"}
    assert client_of(dana).get(reverse("name_list", args=[plan.group.slug])).json() == {"names": ["Bob"]}
    make_comment(thread, dana, body="So do I.")
    assert set(names_of(plan.group)) == {"Bob", "Dana"}


def test_a_mail_says_of_which_commons_it_is_and_comes_to_who_follows_alone(
    plan, thread, bob, dana, charlie, inbox, now
):
    make_commons(plan.edition.text, charlie)
    follow(user=bob, thread=thread)
    say(thread, dana, now)
    sending.send_due(now + dt.timedelta(hours=1))
    (mail,) = inbox.mails()
    assert mail["Delivered-To"] == "bob@example.org"
    assert "the commons of “On Walking Together”" in mail["Subject"]


def test_no_mail_goes_out_of_the_commons_of_a_text_that_was_withdrawn(
    plan, thread, edition, bob, dana, inbox, now
):
    follow(user=bob, thread=thread)
    say(thread, dana, now)
    waiting = Delivery.objects.get(kind="talk_news")
    assert untold(waiting).exists()
    withdraw(edition)
    assert not untold(waiting).exists()
    assert not reachable(plan.group_id).exists()
    sending.send_due(now + dt.timedelta(hours=1))
    assert not inbox.mails()


def test_open_windows_of_who_is_in_it_hear_of_it_and_those_of_others_may_not_ask(
    client, client_of, plan, thread, bob, dana, charlie, now, django_capture_on_commit_callbacks
):
    cache.clear()
    ask = client_of(dana).get(reverse("reader", args=[plan.group.slug, plan.pk, 1])).context["live"]["ask"]
    with django_capture_on_commit_callbacks(execute=True):
        say(thread, bob, now)
    assert client.get(ask).text == "here"
    ear = Ear(charlie.pk, plan.group_id, 0, plan.edition_id, 0, plan.edition.length)
    assert client.get(reverse("talk_poll", args=[ear.token, 1])).status_code == 403


# Care


@pytest.fixture
def curator(db):
    return make_curator()


@pytest.fixture
def unkind(thread, dana):
    return make_comment(thread, dana, body="Only a dunce would ask.")


def test_a_report_reaches_the_curators_by_mail_though_they_are_not_in_it(
    client_of, plan, unkind, bob, dana, curator, inbox, now
):
    assert send(client_of(bob), "comment_report", unkind, reason="It is about me.").status_code == 302
    sending.send_due(now + dt.timedelta(minutes=1))
    (mail,) = inbox.mails()
    assert mail["Delivered-To"] == curator.email
    assert "dunce" not in mail.as_string()
    place = reverse("comment_place", args=[plan.group.slug, unkind.thread_id, unkind.number])
    assert place in words_of(mail)
    door = client_of(curator).get(place)
    assert "1 comment was reported here" in door.text
    page = reverse("commons_detail", args=[plan.edition.text.slug])
    came = client_of(curator).post(page, {"join": "1", "onward": door.context["came_by"]}, follow=True)
    assert "asks you to look at this:" in came.text
    assert "was reported" not in client_of(make_user("Frank")).get(page).text


def test_curators_are_told_in_the_library_where_something_was_reported(
    client_of, plan, unkind, bob, curator, group, edition, schedule, alice, now
):
    library = reverse("text_list")
    words = "Reported in the commons of “On Walking Together”"
    inner = make_comment(make_thread(group, edition, alice), bob, body="Among us.")
    report(comment=inner, by=alice, reason="Hm.", now=now)
    assert words not in client_of(curator).get(library).text
    report(comment=unkind, by=bob, reason="It is about me.", now=now)
    assert words in client_of(curator).get(library).text
    assert words not in client_of(bob).get(library).text
    withdraw(edition)
    assert words not in client_of(curator).get(library).text


def test_curators_come_in_and_set_it_aside_with_a_reason_that_all_read(
    client_of, plan, unkind, bob, dana, curator, inbox, now
):
    send(client_of(bob), "comment_report", unkind, reason="It is about me.")
    make_commons(plan.edition.text, curator)
    assert "dunce" in read(client_of(curator), "report_list", plan.group)
    assert send(client_of(curator), "comment_decide", unkind, reason=WHY).status_code == 302
    others = shown(client_of(bob), unkind.thread)
    assert "dunce" not in others
    assert f"Set aside by a curator of the library: {WHY}" in others
    own = shown(client_of(dana), unkind.thread)
    assert "dunce" in own
    assert "Cleo has set this aside" in own
    assert 'write to <a href="mailto:' in own, "in a commons nobody has an address"
    assert WHY in read(client_of(bob), "removal_list", plan.group)
    sending.send_due(now + dt.timedelta(minutes=1))
    (mail,) = mails_to(inbox, dana.email)
    assert (
        f"Cleo has set aside a comment of yours in the commons of “On Walking Together”: {WHY}"
        in words_of(mail)
    )


def test_curators_put_it_back_from_the_record(client_of, plan, unkind, bob, dana, curator, now):
    make_commons(plan.edition.text, curator)
    removal = set_aside(comment=unkind, by=curator, reason=WHY, now=now)
    undo = reverse("removal_undo", args=[plan.group.slug, removal.pk])
    assert client_of(bob).post(undo).status_code == 403
    assert client_of(dana).post(undo).status_code == 403
    assert client_of(curator).post(undo).status_code == 302
    assert "dunce" in shown(client_of(bob), unkind.thread)


def test_who_is_in_it_and_no_curator_decides_nothing(client_of, plan, unkind, bob, charlie, now):
    make_commons(plan.edition.text, charlie)
    report(comment=unkind, by=bob, reason="It is about me.", now=now)
    for person in (bob, charlie):
        assert not Report.objects.for_deciding(person).exists()
        assert send(client_of(person), "comment_decide", unkind, reason=WHY).status_code == 403
    assert not Removal.objects.exists()


def test_curators_do_not_decide_on_their_own_words_nor_on_those_of_a_circle(
    client_of, plan, thread, group, edition, schedule, alice, bob, curator, now
):
    make_commons(edition.text, curator)
    own = make_comment(thread, curator, body="I will have said it.")
    report(comment=own, by=bob, reason="Hm.", now=now)
    assert send(client_of(curator), "comment_decide", own, reason=WHY).status_code == 403
    inner = make_comment(make_thread(group, edition, alice), bob, body="Among us.")
    report(comment=inner, by=alice, reason="Hm.", now=now)
    assert not Report.objects.for_deciding(curator).exists()
    assert send(client_of(curator), "comment_decide", inner, reason=WHY).status_code == 404


def test_in_the_commons_who_began_a_thread_or_a_curator_says_where_it_stands(
    client_of, plan, thread, bob, dana, curator
):
    make_commons(plan.edition.text, curator)
    place = reverse("passage_place", args=[plan.group.slug, thread.pk])
    answer = reverse("move_answer", args=[plan.group.slug, thread.pk])
    assert client_of(dana).get(place).status_code == 403
    assert client_of(dana).post(place, {"paragraph": 5}).status_code == 403
    assert client_of(dana).post(answer, {"answer": "no"}).status_code == 403
    assert client_of(bob).get(place).status_code == 200
    assert client_of(curator).get(place).status_code == 200


def test_its_threads_are_carried_to_the_next_edition_and_its_author_is_asked_alone(
    client_of, plan, thread, edition, bob, dana, now
):
    words = [edition.content[one.start : one.end] for one in edition.paragraphs.order_by("number")]
    words[1] = words[1].replace(words[1].split()[5], "altogether", 1)
    new = make_draft(edition.text, words)
    publish(edition=new, now=now)
    thread = Thread.objects.get(pk=thread.pk)
    assert thread.passage.edition == new
    assert "Is this right?" in shown(client_of(bob), thread)
    assert "Is this right?" not in shown(client_of(dana), thread)
    lists = [read(client_of(one), "thread_list", plan.group) for one in (bob, dana)]
    assert ["is this right?" in told for told in lists] == [True, False]


def test_a_note_to_self_can_be_brought_there_and_the_page_says_who_will_read_it(
    client_of, plan, schedule, edition, dana
):
    jotting = make_jotting(dana, edition)
    page = client_of(dana).get(reverse("jotting_bring", args=[jotting.pk])).text
    assert "Everybody who is in the commons of this text can read it" in page
    assert "Tuesday circle" not in page
