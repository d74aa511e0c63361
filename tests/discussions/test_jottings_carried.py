"""Notes to self after a correction: on their words in the next edition, asked about, or left and brought along later."""

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import Jotting
from readings.publishing import publish
from tests.factories import make_draft, make_jotting, make_text, prose

pytestmark = pytest.mark.django_db

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]
WORD = FIRST[1].split()[5]
CHANGED = FIRST[1].replace(WORD, "altogether", 1)
ASKED = "Is this right?"


@pytest.fixture
def old(db):
    return make_text(FIRST)


@pytest.fixture
def jotting(bob, old):
    """On the first eighty letters of the first paragraph, which hold the word that will be changed."""
    return make_jotting(bob, old, paragraph=2, words=(0, 80))


@pytest.fixture
def moved(jotting, old):
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:]])
    jotting.refresh_from_db()
    return jotting


@pytest.fixture
def lost(jotting, old):
    bring_out(old.text, [FIRST[0], *FIRST[2:]])
    jotting.refresh_from_db()
    return jotting


def bring_out(text, paragraphs):
    assert publish(edition=make_draft(text, paragraphs), now=timezone.now())


def on(jotting):
    """The number of the edition that a note stands on, and its words, which it knows with what is around them."""
    jotting = Jotting.objects.get(pk=jotting.pk)
    content = jotting.edition.content
    assert content[jotting.start : jotting.end] == jotting.quote
    assert content[: jotting.end + 32].endswith(jotting.prefix + jotting.quote + jotting.suffix)
    return jotting.edition.number, jotting.quote


def listed(client_of, person):
    return client_of(person).get(reverse("jotting_list")).text


def answer(client_of, person, jotting, said):
    return client_of(person).post(reverse("jotting_answer", args=[jotting.pk]), {"answer": said})


def test_a_note_stays_on_its_words_when_something_is_put_before_them(client_of, bob, jotting, old):
    bring_out(old.text, ["A word before.", *FIRST])
    assert on(jotting) == (2, FIRST[1][:80])
    page = client_of(bob).get(reverse("page_detail", args=[old.text.slug, 1])).text
    assert 'id="jotted-3"' in page
    assert ASKED not in listed(client_of, bob)


def test_its_own_words_and_its_time_stay_what_they_were(jotting, moved, old):
    again = Jotting.objects.get()
    assert (again.body, again.html, again.created_at) == (jotting.body, jotting.html, jotting.created_at)


def test_one_whose_words_were_changed_asks_whether_it_is_right(client_of, bob, moved):
    assert on(moved)[0] == 2
    assert "altogether" in on(moved)[1]
    assert 0 < moved.confidence < 1
    page = listed(client_of, bob)
    assert ASKED in page
    assert FIRST[1][:80] in page


def test_where_it_is_asked_other_words_can_be_chosen_at_once(client_of, bob, moved):
    page = listed(client_of, bob)
    assert "The words here were changed." in page
    assert "moved it here" not in page
    assert placing(moved) in page
    assert moved.former_quote in client_of(bob).get(placing(moved)).text
    client_of(bob).post(placing(moved), {"paragraph": "3", "seen": "2"})
    assert on(moved) == (2, FIRST[2])
    assert ASKED not in listed(client_of, bob)


def test_said_to_be_right_it_is_not_asked_about_again(client_of, bob, moved):
    answer(client_of, bob, moved, "yes")
    assert ASKED not in listed(client_of, bob)
    moved.refresh_from_db()
    assert (moved.confidence, moved.former_edition, moved.former_quote) == (1, None, "")


def test_said_to_be_wrong_it_is_back_on_its_old_words_and_stays_there(client_of, bob, moved, old):
    answer(client_of, bob, moved, "no")
    assert on(moved) == (1, FIRST[1][:80])
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:], "One more."])
    assert on(moved) == (1, FIRST[1][:80])
    assert "You put it back on these words." in listed(client_of, bob)


def test_one_that_was_put_back_comes_along_when_its_very_words_are_back(client_of, bob, moved, old):
    answer(client_of, bob, moved, "no")
    bring_out(old.text, FIRST)
    assert on(moved) == (3, FIRST[1][:80])
    page = listed(client_of, bob)
    assert "Left on" not in page
    assert ASKED not in page
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:]])
    assert on(moved)[0] == 4, "what is behind it is settled"
    assert ASKED in listed(client_of, bob)


def test_where_its_very_words_are_in_the_text_they_are_proposed(client_of, bob):
    """Of one that somebody put back once, whatever they were told to wait for."""
    words = "Nobody has counted the lamps here by day."
    old = make_text([FIRST[0], f"{words} {FIRST[1]}"])
    jotting = make_jotting(bob, old, paragraph=2, words=(0, len(words)))
    bring_out(old.text, [FIRST[0], *FIRST[2:], f"{FIRST[1]} {words}"])
    Jotting.objects.update(edition=old, span=jotting.span, prefix="", suffix="", stays=True)
    page = client_of(bob).get(placing(jotting)).text
    assert 'value="4" checked' in page
    assert f">\n{words}</textarea>" in page
    assert f">\n{words}</textarea>" not in client_of(bob).get(placing(jotting), {"around": "2"}).text


def test_answered_twice_the_first_answer_holds(client_of, bob, moved):
    answer(client_of, bob, moved, "yes")
    answer(client_of, bob, moved, "no")
    assert on(moved)[0] == 2


def test_one_whose_words_are_gone_stays_and_says_so(client_of, bob, lost, old):
    assert on(lost) == (1, FIRST[1][:80])
    assert "Left on the earlier edition 1" in listed(client_of, bob)
    page = client_of(bob).get(reverse("edition_page", args=[old.text.slug, 1, 1])).text
    assert 'id="jotted-2"' in page
    assert 'hx-target="#panel"' not in page.partition('id="jotted-2"')[2].partition(">")[0]


def test_it_comes_along_when_its_words_are_back(client_of, bob, lost, old):
    bring_out(old.text, FIRST)
    assert on(lost) == (3, FIRST[1][:80])
    assert "Left on" not in listed(client_of, bob)


def test_confidence_is_multiplied_and_the_first_place_kept_until_somebody_answers(moved, old):
    before = moved.confidence
    bring_out(old.text, [FIRST[0], CHANGED.replace(CHANGED.split()[7], "hitherto", 1), *FIRST[2:]])
    moved.refresh_from_db()
    assert moved.confidence < before
    assert (moved.former_edition, moved.former_quote) == (old, FIRST[1][:80])


def test_two_notes_on_the_same_words_both_come_along(bob, jotting, old):
    other = make_jotting(bob, old, paragraph=2, words=(0, 80), body="Another thought.")
    bring_out(old.text, ["A word before.", *FIRST])
    assert on(jotting) == on(other)


def placing(jotting):
    return reverse("jotting_place", args=[jotting.pk])


def test_one_without_its_words_is_put_on_other_words_by_hand(client_of, bob, lost):
    browser = client_of(bob)
    assert placing(lost) in listed(client_of, bob)
    page = browser.get(placing(lost)).text
    assert lost.quote in page
    assert 'value="2" checked' in page, "where its words would be"
    words = " ".join(FIRST[3].split()[2:6])
    sent = {"paragraph": "3", "words": words, "seen": "2"}
    assert browser.post(placing(lost), sent).url == reverse("jotting_list")
    assert on(lost) == (2, words)
    assert placing(lost) not in listed(client_of, bob)


def test_one_that_was_put_back_can_stand_elsewhere_and_comes_along_from_there(client_of, bob, moved, old):
    client_of(bob).post(reverse("jotting_answer", args=[moved.pk]), {"answer": "no"})
    client_of(bob).post(placing(moved), {"paragraph": "3", "seen": "2"})
    assert on(moved) == (2, FIRST[2])
    bring_out(old.text, ["# Before it", *FIRST])
    assert on(moved) == (3, FIRST[2])


def test_words_that_are_not_in_the_paragraph_are_told_and_the_note_stays(client_of, bob, lost):
    refused = client_of(bob).post(placing(lost), {"paragraph": "3", "words": "Nowhere at all.", "seen": "2"})
    assert refused.status_code == 422
    assert "These words are not in that paragraph." in refused.text
    assert on(lost)[0] == 1


def test_nobody_else_chooses_its_words(client_of, alice, lost):
    assert client_of(alice).post(placing(lost), {"paragraph": "3", "seen": "2"}).status_code == 404
    assert on(lost)[0] == 1


def test_the_page_on_which_its_words_are_chosen_leads_back(client_of, bob, lost):
    assert f'href="{reverse("jotting_list")}">Cancel</a>' in client_of(bob).get(placing(lost)).text
