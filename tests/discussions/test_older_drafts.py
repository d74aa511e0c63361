"""A draft that was not made of the edition before it may lack what curators accepted: it is said, and asked for again."""

import pytest
from django.urls import reverse

from discussions.correcting import CannotPlaceError, accept, decline
from discussions.models import Correction
from discussions.noticing import follow, news_in, see
from notices import sending
from notices.models import Preference
from readings.correcting import begin
from readings.desk.editing import reword
from readings.desk.opening import open_desk
from readings.models import Edition
from readings.publishing import publish
from tests.discussions.test_telling import LATER, words
from tests.factories import make_correction, make_draft, make_text
from tests.notices.conftest import inbox as inbox

pytestmark = pytest.mark.long

WORDS = "Nobody had waited an hour to long at the ferry, and nobody went home."
MENDED = WORDS.replace("to long", "too long")
MISSING = "is not in this draft"


@pytest.fixture
def first(db):
    return make_text(["# The ferry", WORDS, "It came in the end."], title="The ferry")


@pytest.fixture
def correction(group, bob, first):
    at = first.content.index("to long")
    return make_correction(group, first, bob, start=at, end=at + len("to long"), words="too long")


@pytest.fixture
def second(correction, curator, now):
    """The draft that has the accepted words."""
    return accept(correction=correction, by=curator, now=now)


def from_file(first, words):
    return make_draft(first.text, ["# The ferry", words, "It came in the end."])


def publishing(client, draft):
    return client.get(reverse("edition_publish", args=[draft.text.slug, draft.number])).text


def state(correction):
    correction.refresh_from_db()
    return correction.state, correction.draft and correction.draft.number


def test_old_words_over_an_accepted_correction_are_named_beforehand_and_it_waits_again(
    client_of, curator, first, correction, second, now
):
    third = from_file(first, WORDS)
    publish(edition=second, now=now)
    page = publishing(client_of(curator), third)
    assert "1 accepted correction is not in this draft" in page
    assert "¶ 2, “too long”" in page
    assert state(correction) == ("accepted", 2)
    publish(edition=third, now=now)
    assert state(correction) == ("waiting", None)
    listed = client_of(curator).get(reverse("correction_list") + "?state=decided").text
    assert "it stands in edition 2" not in listed
    draft = accept(correction=correction, by=curator, now=now)
    publish(edition=draft, now=now)
    assert "too long" in Edition.objects.get(text=first.text, number=4).content


def test_whoever_proposed_what_waits_again_is_told_by_the_thread_the_lists_and_mail(
    inbox, client_of, bob, curator, correction, second, now
):
    follow(user=bob, thread=correction.thread)
    publish(edition=second, now=now)
    see(user=bob, thread=correction.thread, ranges=[(1, 2)])
    assert news_in(correction.thread.group, bob) == {}
    third = from_file(second, WORDS)
    publish(edition=third, now=now)
    assert news_in(correction.thread.group, bob) == {correction.pk: 1}
    sending.send_due(now + LATER)
    [mail] = inbox.mails()
    assert mail["Delivered-To"] == "bob@example.org"
    assert mail["Subject"] == "About your correction of “The ferry”"
    for kind in ("plain", "html"):
        assert "the edition that came out after that does not have these words" in words(mail, kind)
        assert "Accepted." not in words(mail, kind)
    page = client_of(bob).get(correction.thread.get_absolute_url()).text
    assert "Waiting for a curator again" in page
    assert "Waiting for a curator again" in client_of(curator).get(reverse("correction_list")).text
    decline(correction=correction, by=curator, reason="So it is.", now=now + LATER)
    assert "Waiting for a curator again" not in client_of(bob).get(correction.thread.get_absolute_url()).text


def test_who_wants_no_mail_of_the_talk_gets_none_of_what_waits_again(inbox, bob, correction, second, now):
    follow(user=bob, thread=correction.thread)
    Preference.objects.create(user=bob, talk=False)
    publish(edition=second, now=now)
    publish(edition=from_file(second, WORDS), now=now)
    assert sending.send_due(now + LATER).counts["sent"] == 0


def test_a_draft_from_a_file_that_has_the_words_leaves_the_correction_accepted(
    client_of, curator, first, correction, second, now
):
    third = from_file(first, MENDED.replace("went home", "went away"))
    publish(edition=second, now=now)
    assert MISSING not in publishing(client_of(curator), third)
    publish(edition=third, now=now)
    assert state(correction) == ("accepted", 2)


@pytest.mark.parametrize(("words", "expected"), [(WORDS, ("waiting", None)), (MENDED, ("accepted", 3))])
def test_what_was_accepted_for_a_draft_that_another_passes_over_does_not_wait_for_it(
    client_of, curator, first, correction, second, now, words, expected
):
    third = from_file(first, words)
    assert (MISSING in publishing(client_of(curator), third)) == (words == WORDS)
    publish(edition=third, now=now)
    assert state(correction) == expected


def test_what_was_changed_further_at_the_desk_on_the_accepted_words_asks_nobody(
    client_of, curator, first, correction, second, now
):
    publish(edition=second, now=now)
    third = begin(text=first.text, user=curator).edition
    row = open_desk(third).pieces.get(text=MENDED)
    reword(edition=third, user=curator, pk=row.pk, words=MENDED.replace("an hour too long", "for ever"))
    assert MISSING not in publishing(client_of(curator), third)
    publish(edition=third, now=now)
    assert state(correction) == ("accepted", 2)


def test_of_many_that_are_missing_the_first_are_named(client_of, curator, group, bob, first, now):
    for word in WORDS.rstrip(".").replace(",", "").split()[:7]:
        at = first.content.index(word)
        made = make_correction(group, first, bob, start=at, end=at + len(word), words=f"{word}est")
        second = accept(correction=made, by=curator, now=now)
    publish(edition=second, now=now)
    page = publishing(client_of(curator), from_file(first, WORDS))
    assert "7 accepted corrections are not in this draft" in page
    assert "and 2 more" in page


def test_another_draft_of_the_text_is_named(client_of, curator, first, second):
    third = from_file(first, WORDS)
    assert "Edition 2 is a draft of this text as well" in publishing(client_of(curator), third)
    assert "once edition 3 is out it can’t be published" in publishing(client_of(curator), third)
    assert "Edition 3 is a draft of this text as well" in publishing(client_of(curator), second)


def test_where_the_only_draft_came_from_a_file_nothing_is_accepted_and_the_sentence_says_why(
    client_of, curator, first, correction, now
):
    draft = from_file(first, WORDS)
    with pytest.raises(CannotPlaceError):
        accept(correction=correction, by=curator, now=now)
    address = reverse("correction_answer", args=[correction.pk])
    page = client_of(curator).post(address, {"answer": "accept"}, follow=True).text
    assert "a draft that came from a file" in page
    assert Correction.objects.waiting().get() == correction
    assert Edition.objects.get(pk=draft.pk).content.count("to long") == 1
