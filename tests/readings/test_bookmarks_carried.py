"""Bookmarks after a correction: on their words in the next edition, asked about, or left and brought along later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings.bookmarking import beginning
from readings.models import Bookmark
from readings.publishing import publish
from tests.factories import make_bookmark, make_draft, make_text, make_user, prose
from tests.readings.test_publishing import BrokenOffError

pytestmark = pytest.mark.django_db

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]
CHANGED = " ".join("altogether" if at % 4 == 1 else word for at, word in enumerate(FIRST[1].split()))
A_WORD = FIRST[1].replace(FIRST[1].split()[5], "altogether", 1)
ASKED = "Is this right?"


@pytest.fixture
def old(db):
    return make_text(FIRST)


@pytest.fixture
def bookmark(bob, old):
    return make_bookmark(bob, old, paragraph=2)


@pytest.fixture
def moved(bookmark, old):
    """The bookmark, after its words were changed in the next edition."""
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:]])
    bookmark.refresh_from_db()
    return bookmark


@pytest.fixture
def lost(bookmark, old):
    """The bookmark, after its words were left out of the next edition."""
    bring_out(old.text, [FIRST[0], *FIRST[2:]])
    bookmark.refresh_from_db()
    return bookmark


def bring_out(text, paragraphs):
    assert publish(edition=make_draft(text, paragraphs), now=timezone.now())


def on(bookmark):
    """The number of the edition that a bookmark stands on, and its words."""
    bookmark = Bookmark.objects.get(pk=bookmark.pk)
    words = bookmark.edition.content[bookmark.start : bookmark.end]
    assert words.startswith(bookmark.quote.removesuffix("…"))
    return bookmark.edition.number, words


def listed(client_of, person, old):
    return client_of(person).get(reverse("bookmark_list"), {"text": old.text.slug}).text


def answer(client_of, person, bookmark, said):
    return client_of(person).post(reverse("bookmark_answer", args=[bookmark.pk]), {"answer": said})


def test_a_bookmark_stays_on_its_words_when_something_is_put_before_them(client_of, bob, bookmark, old):
    bring_out(old.text, ["A word before.", *FIRST])
    assert on(bookmark) == (2, FIRST[1])
    bookmark.refresh_from_db()
    assert bookmark.confidence == 1
    page = client_of(bob).get(reverse("page_detail", args=[old.text.slug, 1])).text
    assert 'id="ribbon-3" name="unmark" value="3" aria-pressed="true"' in page
    assert page.count('aria-pressed="true"') == 1
    assert ASKED not in listed(client_of, bob, old)


def test_one_whose_words_were_changed_asks_whether_it_is_right(client_of, bob, moved, old):
    assert on(moved) == (2, CHANGED)
    assert 0 < moved.confidence < 1
    assert (moved.former_edition, moved.former_quote) == (old, beginning(FIRST[1], 0, ()))
    for page in (listed(client_of, bob, old), client_of(bob).get(old.text.get_absolute_url()).text):
        assert ASKED in page
        assert FIRST[1][:100] in page


def test_one_in_whose_paragraph_a_word_was_changed_is_not_asked_about(client_of, bob, bookmark, old):
    bring_out(old.text, ["Before it all.", FIRST[0], A_WORD, *FIRST[2:]])
    assert on(bookmark) == (2, A_WORD)
    bookmark.refresh_from_db()
    assert (bookmark.confidence, bookmark.former_edition) == (1, None)
    assert ASKED not in listed(client_of, bob, old)


def test_one_of_whose_paragraph_a_part_alone_is_there_is_asked_about(client_of, bob, bookmark, old):
    bring_out(old.text, [FIRST[0], f"{prose(30, 9)} {A_WORD}", *FIRST[2:]])
    assert ASKED in listed(client_of, bob, old)


def test_where_it_is_asked_another_place_can_be_chosen_at_once(client_of, bob, moved, old):
    page = listed(client_of, bob, old)
    assert "The words here were changed." in page
    assert "moved it here" not in page
    assert placing(moved) in page
    assert moved.former_quote in client_of(bob).get(placing(moved)).text
    client_of(bob).post(placing(moved), {"paragraph": "3", "seen": "2"})
    assert on(moved) == (2, FIRST[2])
    assert ASKED not in listed(client_of, bob, old)


def test_yes_settles_it(client_of, bob, moved, old):
    answer(client_of, bob, moved, "yes")
    assert on(moved) == (2, CHANGED)
    assert not Bookmark.objects.asked().exists()
    assert ASKED not in listed(client_of, bob, old)


def test_no_puts_it_back_on_its_old_words_where_it_stays(client_of, bob, moved, old):
    answer(client_of, bob, moved, "no")
    assert on(moved) == (1, FIRST[1])
    page = listed(client_of, bob, old)
    assert "Left on the earlier edition 1" in page
    assert "You put it back on these words." in page
    assert ASKED not in page
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:], "One more."])
    assert on(moved) == (1, FIRST[1])


def test_one_that_was_put_back_comes_along_when_its_very_words_are_back(client_of, bob, moved, old):
    answer(client_of, bob, moved, "no")
    bring_out(old.text, ["Before it all.", *FIRST])
    assert on(moved) == (3, FIRST[1])
    page = listed(client_of, bob, old)
    assert "earlier edition" not in page
    assert ASKED not in page


def test_where_its_very_words_are_in_the_text_that_paragraph_is_proposed(client_of, bob, moved, old):
    answer(client_of, bob, moved, "no")
    bring_out(old.text, [FIRST[0], *FIRST[2:], prose(40, 8), FIRST[1]])
    Bookmark.objects.filter(pk=moved.pk).update(edition=old, span=moved.former_span)
    assert 'value="5" checked' in client_of(bob).get(placing(moved)).text


def test_the_second_of_two_answers_changes_nothing(client_of, bob, moved):
    answer(client_of, bob, moved, "yes")
    answer(client_of, bob, moved, "no")
    assert on(moved) == (2, CHANGED)


def test_any_other_answer_is_none(client_of, bob, moved):
    answer(client_of, bob, moved, "perhaps")
    assert Bookmark.objects.asked().get() == moved


def test_a_question_that_nobody_answered_is_still_asked_an_edition_later(client_of, bob, moved, old):
    bring_out(old.text, ["Before it all.", FIRST[0], CHANGED, *FIRST[2:]])
    assert on(moved) == (3, CHANGED)
    assert ASKED in listed(client_of, bob, old)
    answer(client_of, bob, moved, "no")
    assert on(moved) == (1, FIRST[1])


def test_one_whose_words_are_gone_stays_on_its_edition_and_is_listed_with_the_way_there(
    client_of, bob, lost, old
):
    assert on(lost) == (1, FIRST[1])
    page = listed(client_of, bob, old)
    assert "Left on the earlier edition 1" in page
    place = reverse("edition_paragraph", args=[old.text.slug, 1, 2])
    assert f'href="{place}"' in page
    earlier = client_of(bob).get(place, follow=True).text
    assert 'aria-label="You bookmarked paragraph 2: your bookmarks"' in earlier
    assert earlier.count('class="ribbon"') == 1
    assert 'id="marking"' not in earlier
    assert (
        'aria-pressed="true"' not in client_of(bob).get(reverse("page_detail", args=[old.text.slug, 1])).text
    )


def test_it_comes_along_when_its_words_are_back_editions_later(client_of, bob, lost, old):
    bring_out(old.text, [FIRST[0], *FIRST[2:], "One more."])
    assert on(lost) == (1, FIRST[1])
    bring_out(old.text, ["Before it all.", *FIRST])
    assert on(lost) == (4, FIRST[1])
    assert "earlier edition" not in listed(client_of, bob, old)


def test_those_on_several_earlier_editions_are_each_sought_from_their_own(bob, lost, old):
    old.text.refresh_from_db()
    late = make_bookmark(bob, old.text.current_edition, paragraph=3)
    words = on(late)[1]
    bring_out(old.text, FIRST[:1] + FIRST[2:3])
    assert (on(lost)[0], on(late)[0]) == (1, 2)
    bring_out(old.text, FIRST)
    assert (on(lost), on(late)) == ((4, FIRST[1]), (4, words))


def test_two_whose_paragraphs_were_joined_are_both_kept_and_taken_away_together_beside_the_text(
    client_of, bob, bookmark, old
):
    other = make_bookmark(bob, old, paragraph=3)
    bring_out(old.text, [FIRST[0], f"{FIRST[1]} {FIRST[2]}", FIRST[3]])
    assert (on(bookmark), on(other)) == ((2, FIRST[1]), (2, FIRST[2]))
    page = client_of(bob).get(reverse("page_detail", args=[old.text.slug, 1])).text
    assert page.count('aria-pressed="true"') == 1
    assert listed(client_of, bob, old).count("<span>¶ 2</span>") == 2
    client_of(bob).post(reverse("bookmark_set", args=[old.text.slug, 2]), {"unmark": "2"})
    assert not Bookmark.objects.exists()


def test_one_whose_paragraph_was_divided_marks_the_first_of_the_two(client_of, bob, bookmark, old):
    half = FIRST[1].index(" ", len(FIRST[1]) // 2)
    bring_out(old.text, [FIRST[0], FIRST[1][:half], FIRST[1][half + 1 :], *FIRST[2:]])
    assert on(bookmark) == (2, FIRST[1][:half])
    client_of(bob).post(reverse("bookmark_set", args=[old.text.slug, 2]), {"mark": "3"})
    assert Bookmark.objects.count() == 2


def test_of_two_that_would_share_words_one_stays_where_it_is(bob, old):
    """One was left behind on edition 1, the other set on what came into its place: both lead to the same words."""
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:]])
    first = make_bookmark(bob, old, paragraph=2)
    old.text.refresh_from_db()
    second = make_bookmark(bob, old.text.current_edition, paragraph=2)
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:], "One more."])
    assert on(second) == (3, CHANGED)
    assert on(first) == (1, FIRST[1])


def test_one_of_another_text_or_of_another_person_is_no_matter(alice, bookmark, old):
    theirs = make_bookmark(alice, old, paragraph=2)
    elsewhere = make_bookmark(alice, make_text(FIRST, title="Elsewhere"), paragraph=2)
    bring_out(old.text, ["A word before.", *FIRST])
    assert on(bookmark) == on(theirs) == (2, FIRST[1])
    assert on(elsewhere)[0] == 1


def test_publishing_takes_no_more_queries_for_more_bookmarks(old):
    def cost(people, paragraphs):
        for name in people:
            make_bookmark(make_user(name), old.text.current_edition, paragraph=2)
        draft = make_draft(old.text, paragraphs)
        with CaptureQueriesContext(connection) as queries:
            publish(edition=draft, now=timezone.now())
        old.text.refresh_from_db()
        return len(queries)

    few = cost(["One"], ["Before.", *FIRST])
    assert cost([f"Reader {number}" for number in range(20)], ["Before that.", *FIRST]) == few
    assert Bookmark.objects.filter(edition=old.text.current_edition).count() == 21


def test_when_publishing_breaks_off_they_are_where_they_were(bookmark, old, settings):
    settings.ROOMS_TO_CARRY = ["tests.readings.test_publishing"]
    draft = make_draft(old.text, ["Before.", *FIRST])
    with pytest.raises(BrokenOffError):
        publish(edition=draft, now=timezone.now())
    assert on(bookmark) == (1, FIRST[1])


def placing(bookmark):
    return reverse("bookmark_place", args=[bookmark.pk])


def test_one_without_its_words_is_put_on_another_paragraph_by_hand(client_of, bob, lost, old):
    browser = client_of(bob)
    assert placing(lost) in listed(client_of, bob, old)
    page = browser.get(placing(lost)).text
    assert lost.quote in page
    assert 'value="2" checked' in page, "where its words would be"
    sent = {"paragraph": "3", "seen": "2", "next": "/library/bookmarks/?text=x"}
    assert browser.post(placing(lost), sent).url == "/library/bookmarks/?text=x"
    assert on(lost) == (2, FIRST[3])
    assert placing(lost) not in listed(client_of, bob, old)


def test_one_that_somebody_put_back_can_stand_elsewhere_and_comes_along_from_there(
    client_of, bob, moved, old
):
    answer(client_of, bob, moved, "no")
    client_of(bob).post(placing(moved), {"paragraph": "3", "seen": "2"})
    assert on(moved) == (2, FIRST[2])
    bring_out(old.text, ["# Before it", *FIRST])
    assert on(moved) == (3, FIRST[2])


def test_put_where_another_bookmark_stands_the_two_are_one(client_of, bob, lost, old):
    there = make_bookmark(bob, old.text.editions.get(number=2), paragraph=3)
    client_of(bob).post(placing(lost), {"paragraph": "3", "seen": "2"})
    assert list(Bookmark.objects.all()) == [there]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"paragraph": "3", "seen": "1"}, "A corrected edition came out just now."),
        ({"paragraph": "99", "seen": "2"}, "Choose a paragraph."),
        ({"seen": "2"}, "Choose a paragraph."),
        ({"paragraph": "\0", "seen": "2"}, "Choose a paragraph."),
    ],
)
def test_what_is_no_place_of_the_present_edition_is_asked_for_again(client_of, bob, lost, sent, said):
    refused = client_of(bob).post(placing(lost), sent)
    assert refused.status_code == 422
    assert said in refused.text
    assert on(lost)[0] == 1


def test_nobody_else_chooses_its_place(client_of, alice, lost):
    assert client_of(alice).post(placing(lost), {"paragraph": "3", "seen": "2"}).status_code == 404
    assert on(lost)[0] == 1


def test_on_a_long_list_one_goes_to_a_paragraph_by_its_number_or_back_again(client_of, bob):
    old = make_text([prose(20, seed) for seed in range(1, 40)])
    browser, bookmark = client_of(bob), make_bookmark(bob, old, paragraph=2)
    page = browser.get(placing(bookmark), {"next": "/library/bookmarks/?text=x"}).text
    assert 'type="number" name="around"' in page
    assert '<form id="near" method="get" hidden><input type="hidden" name="next"' in page
    assert 'href="/library/bookmarks/?text=x">Cancel</a>' in page
    assert 'value="30" checked' in browser.get(placing(bookmark), {"around": "30"}).text
    assert 'href="/library/bookmarks/">Cancel</a>' in browser.get(placing(bookmark)).text
    elsewhere = browser.get(placing(bookmark), {"next": "https://elsewhere.example/"}).text
    assert 'href="https://elsewhere.example/' not in elsewhere


def test_a_short_list_needs_no_number(client_of, bob, bookmark):
    assert 'name="around"' not in client_of(bob).get(placing(bookmark)).text
