"""Mail to whoever proposed a correction, when a curator has decided on it: with the reason, several together, once."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress

from discussions import deciding
from discussions.correcting import accept, decline
from discussions.models import Correction
from discussions.noticing import follow, mute
from groups.joining import leave
from notices import sending
from notices.models import Delivery, Preference
from readings.importing import import_text
from readings.publishing import delete_draft, publish
from tests.discussions.test_corrections import words_of
from tests.discussions.test_telling import LATER, say, words
from tests.factories import make_correction, make_membership, make_text
from tests.notices.conftest import inbox as inbox


def propose(group, edition, by, number, words):
    start, there = words_of(edition, number)
    made = make_correction(group, edition, by, start=start, end=start + len(there.split()[0]), words=words)
    follow(user=by, thread=made.thread)  # as whoever opens a thread does
    return made


@pytest.fixture
def proposed(group, edition, schedule, bob):
    """Bob proposes another first word for paragraph 3."""
    return propose(group, edition, bob, 3, "Otherwise")


def test_whoever_proposed_it_hears_why_it_stays_as_it_is(inbox, proposed, curator, now):
    decline(correction=proposed, by=curator, reason="It is so in *both* prints.", now=now)
    assert sending.send_due(now + dt.timedelta(minutes=9)).counts["sent"] == 0
    assert sending.send_due(now + LATER).counts["sent"] == 1
    assert sending.send_due(now + 10 * LATER).counts["sent"] == 0
    (mail,) = inbox.mails()
    assert mail["Delivered-To"] == "bob@example.org"
    assert mail["Subject"] == "About your correction of “On Walking Together”"
    for kind in ("plain", "html"):
        said = words(mail, kind)
        assert proposed.thread.passage.quote in said
        assert "Otherwise" in said
        assert "It is so in *both* prints." in said
        assert proposed.thread.get_absolute_url() in said


def test_whoever_proposed_it_hears_that_it_is_accepted(inbox, proposed, curator, now):
    accept(correction=proposed, by=curator, now=now)
    sending.send_due(now + LATER)
    (mail,) = inbox.mails()
    assert mail["Subject"] == "Your correction of “On Walking Together” is accepted"
    for kind in ("plain", "html"):
        assert "It comes with the next edition." in words(mail, kind)


def test_what_has_come_out_meanwhile_is_said_to_stand_there(inbox, proposed, curator, now):
    publish(edition=accept(correction=proposed, by=curator, now=now), now=now)
    sending.send_due(now + LATER)
    assert "It stands in edition 2." in words(inbox.mails()[0])


def test_several_are_one_mail_and_the_next_mail_is_two_hours_later(
    inbox, group, edition, schedule, bob, curator, now
):
    made = [propose(group, edition, bob, number, f"Word{number}") for number in (2, 3, 4)]
    other = make_text(["# Apart", "Quite another beginning.", "And an end."], title="Apart")
    made.append(propose(group, other, bob, 2, "Wholly"))
    decline(correction=made[0], by=curator, reason="It is so in print.", now=now)
    accept(correction=made[1], by=curator, now=now + dt.timedelta(minutes=1))
    decline(correction=made[3], by=curator, reason="That is old.", now=now + dt.timedelta(minutes=2))
    assert Delivery.objects.filter(kind=deciding.KIND).count() == 1
    sending.send_due(now + LATER)
    accept(correction=made[2], by=curator, now=now + dt.timedelta(minutes=20))
    assert sending.send_due(now + dt.timedelta(minutes=120)).counts["sent"] == 0
    assert sending.send_due(now + dt.timedelta(minutes=132)).counts["sent"] == 1
    first, second = inbox.mails()
    assert first["Subject"] == "3 of your corrections are decided"
    for said in ("Word2", "It is so in print.", "Word3", "Wholly", "That is old.", "Apart"):
        assert said in words(first)
        assert said in words(first, "html")
    assert "Word4" in words(second)
    assert "Word3" not in words(second)


@pytest.mark.long
def test_the_words_are_quoted_without_the_figures_of_notes(inbox, group, bob, curator, now):
    edition = import_text(data=b"A boat[^a] waits here.\n\n[^a]: A note.", name="noted.md")
    publish(edition=edition, now=now)
    made = make_correction(group, edition, bob, paragraph=1, words="A ferry waits here.")
    follow(user=bob, thread=made.thread)
    decline(correction=made, by=curator, reason="It is so in print.", now=now)
    sending.send_due(now + LATER)
    assert "> A boat waits here." in words(inbox.mails()[0])


def test_one_that_waits_again_or_was_taken_back_is_not_told(inbox, proposed, curator, now):
    delete_draft(edition=accept(correction=proposed, by=curator, now=now))
    sending.send_due(now + LATER)
    decline(correction=Correction.objects.get(), by=curator, reason="So it is.", now=now + LATER)
    Correction.objects.update(words="")
    sending.send_due(now + 20 * LATER)
    assert inbox.mails() == []


@pytest.mark.parametrize("why", ["stopped", "muted", "not followed", "no address", "gone", "left"])
@pytest.mark.parametrize("before", [True, False])
def test_who_cannot_or_will_not_hear_is_not_written_to(inbox, proposed, bob, curator, now, why, before):
    def will_not():
        if why == "stopped":
            Preference.objects.create(user=bob, talk=False)
        elif why == "muted":
            mute(user=bob, thread=proposed.thread, is_muted=True)
        elif why == "not followed":
            follow(user=bob, thread=proposed.thread, is_followed=False)
        elif why == "no address":
            EmailAddress.objects.filter(user=bob).update(verified=False)
        elif why == "gone":
            bob.is_active = False
            bob.save()
        else:
            leave(membership=proposed.thread.group.memberships.get(user=bob), now=now)

    if before:
        will_not()
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    if before:
        assert not Delivery.objects.filter(kind=deciding.KIND).exists()
    else:
        will_not()
    assert sending.send_due(now + LATER).counts["sent"] == 0
    assert inbox.mails() == []


def test_a_curator_hears_nothing_of_what_they_decided_on_themselves(group, edition, schedule, curator, now):

    make_membership(group, curator)
    decline(
        correction=propose(group, edition, curator, 3, "Else"), by=curator, reason="My own slip.", now=now
    )
    assert not Delivery.objects.filter(kind=deciding.KIND).exists()


def test_the_news_of_the_talk_does_not_hold_it_up_nor_it_them(inbox, proposed, alice, bob, curator, now):
    say(proposed.thread, alice, "In my copy too.", at=now)
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    sending.send_due(now + LATER)
    assert sorted(mail["Subject"] for mail in inbox.mails()) == [
        "About your correction of “On Walking Together”",
        "Alice in Tuesday circle: “In my copy too.”",
    ]


def test_the_mail_is_in_the_language_of_whoever_gets_it(inbox, proposed, bob, curator, now):
    bob.language = "de"
    bob.save()
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    sending.send_due(now + LATER)
    assert '<html lang="de">' in inbox.mails()[0].get_body(("html",)).get_content()


def test_a_reason_or_words_make_no_line_and_no_header_of_their_own(inbox, proposed, curator, now):
    Correction.objects.update(words="One\r\nBcc: all@example.org <b>bold</b>")
    decline(correction=Correction.objects.get(), by=curator, reason="So\r\nSubject: it is", now=now)
    sending.send_due(now + LATER)
    (mail,) = inbox.mails()
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("About your correction")
    assert "<b>bold</b>" not in mail.get_body(("html",)).get_content()
