"""Members say what is missing; curators take it up or decline it, and the member hears of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from notices.kinds import UnwritableError
from notices.models import Delivery
from readings import leaving, suggesting
from readings.importing import read_import
from readings.models import Import, Suggestion
from readings.publishing import delete_draft, publish
from tests.factories import make_suggestion, make_text, make_user, withdraw

pytestmark = pytest.mark.django_db
LIST, NEW = "/library/suggestions/", "/library/suggestions/new/"
GOOD = {
    "title": "The Missing Book",
    "author": "Rosa Example",
    "link": "example.org/book",
    "why": "For spring.",
}


def test_a_member_suggests_a_text_and_sees_it_waiting(client_of, bob, charlie):
    client = client_of(bob)
    assert client.post(NEW, GOOD).url == LIST
    suggestion = Suggestion.objects.get()
    assert (suggestion.user, suggestion.link, suggestion.state) == (
        bob,
        "https://example.org/book",
        "waiting",
    )
    page = client.get(LIST).text
    assert "The Missing Book" in page
    assert "Waiting for a curator" in page
    assert "The Missing Book" not in client_of(charlie).get(LIST).text


def test_a_suggestion_named_like_a_text_of_the_library_is_asked_about_first(client_of, bob):
    make_text(title="The Missing Book of Hours")
    make_text(title="The Missing Book, a draft", published=False)
    client = client_of(bob)
    asked = client.post(NEW, GOOD)
    assert "They are in the library already" in asked.text
    assert "The Missing Book of Hours</a>" in asked.text
    assert "a draft" not in asked.text
    assert 'name="anyway"' in asked.text
    assert not Suggestion.objects.exists()
    assert client.post(NEW, GOOD | {"anyway": "1"}).url == LIST
    assert Suggestion.objects.count() == 1


def test_who_comes_from_a_search_sees_at_once_what_the_library_has_of_that_name(client_of, bob):
    make_text(title="The Missing Book of Hours")
    for title, told in (
        ("missing book", True),
        ("Mising Bok of Hours", True),
        ("Exodus", False),
        ("?!", False),
    ):
        page = client_of(bob).get(NEW, {"title": title}).text
        assert ("They are in the library already" in page) is told
        assert 'name="anyway"' not in page


def test_a_form_that_is_sent_twice_makes_one_suggestion(client_of, bob, alice):
    client = client_of(bob)
    form = GOOD | {
        "submission": re.search(r'name="submission" value="([^"]+)"', client.get(NEW).text)[1],
    }
    for _time in range(2):
        assert client.post(NEW, form).url == LIST
    assert Suggestion.objects.count() == 1
    client_of(alice).post(NEW, form)
    assert Suggestion.objects.count() == 2, "another person's are not hers"


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"link": ""}, {"link": "javascript:alert(1)"}, {"title": "x" * 301}, {"words": "x\0y"}],
)
def test_a_suggestion_says_what_it_is_and_where_to_find_it(client_of, bob, wrong):
    assert client_of(bob).post(NEW, GOOD | wrong).status_code == 422
    assert not Suggestion.objects.exists()


def test_pasted_words_do_in_place_of_a_link(client_of, bob):
    client_of(bob).post(NEW, GOOD | {"link": "", "words": "All of it."})
    assert Suggestion.objects.get().words == "All of it."


def test_a_search_that_found_nothing_brings_its_words_along(client_of, bob):
    assert 'value="Quincunx &lt;b&gt;"' in client_of(bob).get(NEW, {"title": "Quincunx <b>"}).text


def test_nobody_has_more_than_ten_waiting(client_of, bob):
    for number in range(suggesting.MOST_WAITING):
        make_suggestion(bob, title=f"Book {number}")
    answer = client_of(bob).post(NEW, GOOD)
    assert answer.status_code == 422
    assert "let the curators catch up first" in answer.text
    assert Suggestion.objects.count() == suggesting.MOST_WAITING


def test_one_takes_a_suggestion_back_while_it_waits(client_of, bob, charlie, curator, now):
    suggestion = make_suggestion(bob)
    address = reverse("suggestion_delete", args=[suggestion.pk])
    client_of(charlie).post(address)
    assert Suggestion.objects.exists()
    suggesting.decline(suggestion=suggestion, by=curator, reason="No.", now=now)
    client_of(bob).post(address)
    assert Suggestion.objects.exists(), "decided already"
    waiting = make_suggestion(bob)
    client_of(bob).post(reverse("suggestion_delete", args=[waiting.pk]))
    assert not Suggestion.objects.filter(pk=waiting.pk).exists()


def test_curators_see_who_has_waited_longest_first(client_of, curator, bob, alice, now):
    make_suggestion(alice, title="Later", created_at=now)
    make_suggestion(bob, title="Earlier", created_at=now.replace(year=now.year - 1))
    make_suggestion(bob, title="Settled", state="declined", reason="No.", decided_at=now)
    client = client_of(curator)
    page = client.get(LIST).text
    assert page.index("Earlier") < page.index("Later")
    assert "Settled" not in page
    assert "Settled" in client.get(LIST, {"state": "decided"}).text
    assert "Earlier" not in client.get(LIST, {"state": "own"}).text
    assert '<span class="count">2</span>' in client.get("/library/").text


def test_declining_needs_a_reason_and_tells_the_member(client_of, curator, bob):
    suggestion = make_suggestion(bob)
    client, address = client_of(curator), reverse("suggestion_detail", args=[suggestion.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Nobody may share it yet."}).url == LIST
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.decided_by) == ("declined", curator)
    assert "Nobody may share it yet." in client_of(bob).get(LIST).text
    letter = letter_to(bob)
    assert "The Missing Book" in letter.subject
    assert "Nobody may share it yet." in letter.text
    assert not letter.stop_url, "an answer to a question is no reminder to stop"


def test_a_member_cannot_decline_even_their_own(client_of, bob):
    suggestion = make_suggestion(bob)
    assert (
        client_of(bob).post(reverse("suggestion_detail", args=[suggestion.pk]), {"reason": "x"}).status_code
        == 403
    )


def test_two_curators_decide_once(client_of, curator, admin, bob, now):
    suggestion = make_suggestion(bob)
    assert suggesting.decline(suggestion=suggestion, by=curator, reason="First.", now=now)
    client_of(admin).post(reverse("suggestion_detail", args=[suggestion.pk]), {"reason": "Second."})
    suggestion.refresh_from_db()
    assert (suggestion.reason, Delivery.objects.count()) == ("First.", 1)


def test_taking_up_leads_to_the_import_with_the_facts_filled_in(client_of, curator, bob):
    suggestion = make_suggestion(bob, author="Rosa Example", words="# Bread\n\nIt rises.")
    client = client_of(curator)
    address = f"{reverse('text_import')}?suggestion={suggestion.pk}"
    assert address in client.get(reverse("suggestion_detail", args=[suggestion.pk])).text
    page = client.get(address).text
    for known in (
        "The Missing Book",
        "Rosa Example",
        "https://example.org/missing",
        "It rises.",
        "Bob suggested",
    ):
        assert known in page
    suggestion.refresh_from_db()
    assert suggestion.state == "waiting", "looking at the page is not taking it up"


@pytest.mark.long
def test_the_year_that_a_member_knows_comes_to_the_text_with_what_they_suggested(client_of, curator, bob):
    client_of(bob).post(NEW, GOOD | {"year": "1934", "words": "# Bread\n\nIt rises slowly in the night."})
    suggestion = Suggestion.objects.get()
    assert suggestion.year == 1934
    client = client_of(curator)
    assert "First published 1934" in client.get(reverse("suggestion_detail", args=[suggestion.pk])).text
    address = f"{reverse('text_import')}?suggestion={suggestion.pk}"
    form = client.get(address).context["form"]
    assert form["year"].value() == 1934
    facts = {name: form[name].value() or "" for name in ("title", "year", "language", "source", "words")}
    client.post(address, facts)
    read_import(import_id=Import.objects.get().pk, now=timezone.now())
    assert Import.objects.get().edition.text.year == 1934


@pytest.mark.parametrize("year", ["0", "2101", "soon", "-44"])
def test_a_year_that_is_none_is_asked_for_again_and_none_is_needed(client_of, bob, year):
    client = client_of(bob)
    assert client.post(NEW, GOOD | {"year": year}).status_code == 422
    assert not Suggestion.objects.exists()
    assert client.post(NEW, GOOD | {"year": ""}).url == LIST
    assert Suggestion.objects.get().year is None


def test_a_suggestion_that_brings_its_text_needs_no_upload(client_of, curator, bob):
    client = client_of(curator)
    with_words = make_suggestion(bob, words="# Bread\n\nIt rises.")
    without = make_suggestion(bob, title="Another")
    assert "Add this text" in client.get(reverse("suggestion_detail", args=[with_words.pk])).text
    assert "Upload the text" not in client.get(reverse("suggestion_detail", args=[with_words.pk])).text
    assert "Upload the text" in client.get(reverse("suggestion_detail", args=[without.pk])).text


@pytest.mark.long
def test_what_was_taken_up_is_told_when_it_can_be_read(client_of, curator, bob):
    suggestion = make_suggestion(bob)
    client = client_of(curator)
    facts = {"words": "# Bread\n\nIt rises slowly.", "title": suggestion.title, "language": "en"}
    client.post(f"{reverse('text_import')}?suggestion={suggestion.pk}", facts)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.brought) == ("taken", Import.objects.get())
    assert "Accepted: a curator is preparing it" in client_of(bob).get(LIST).text
    read_import(import_id=suggestion.brought_id, now=timezone.now())
    assert not Delivery.objects.exists()
    edition = Import.objects.get().edition
    publish(edition=edition, now=timezone.now())
    publish(edition=edition, now=timezone.now())
    assert edition.text.get_absolute_url() in client_of(bob).get(LIST).text
    letter = letter_to(bob)
    assert letter.subject == "“The Missing Book” is in the library"
    assert edition.text.get_absolute_url() in letter.text
    withdraw(edition)
    assert suggesting.wanted(list(Delivery.objects.select_related("user")), timezone.now()) == set()


def test_a_second_file_for_a_suggestion_takes_the_place_of_the_first(client_of, curator, bob):
    suggestion = make_suggestion(bob)
    client = client_of(curator)
    client.post(f"{reverse('text_import')}?suggestion={suggestion.pk}", {"words": "x", "title": "x"})
    first = Import.objects.get()
    client.post(f"{reverse('text_import')}?again={first.pk}", {"words": "y", "title": "y"})
    suggestion.refresh_from_db()
    assert suggestion.brought == Import.objects.exclude(pk=first.pk).get()


def bring(client, suggestion, title):
    """Take a suggestion up, and have the worker read what was brought."""
    before = set(Import.objects.values_list("pk", flat=True))
    words = {"words": f"# {title}\n\nIt rises slowly.", "title": title}
    page = client.post(f"{reverse('text_import')}?suggestion={suggestion.pk}", words, follow=True)
    [brought] = Import.objects.exclude(pk__in=before)
    read_import(import_id=brought.pk, now=timezone.now())
    return page.text, Import.objects.get(pk=brought.pk)


@pytest.mark.long
@pytest.mark.parametrize("published", [0, 1])
def test_of_two_curators_who_take_up_one_the_second_is_told_and_whichever_is_published_answers(
    client_of, curator, admin, bob, now, published
):
    suggestion = make_suggestion(bob)
    first_said, first = bring(client_of(curator), suggestion, "One")
    second_said, second = bring(client_of(admin), suggestion, "Other")
    assert "Another file was brought in" not in first_said
    assert "A file was uploaded for this suggestion before" in second_said
    suggestion.refresh_from_db()
    assert (suggestion.brought, suggestion.decided_by) == (first, curator)
    edition = (first, second)[published].edition
    publish(edition=edition, now=now)
    assert edition.text.get_absolute_url() in letter_to(bob).text
    assert edition.text.get_absolute_url() in client_of(bob).get(LIST).text
    publish(edition=(second, first)[published].edition, now=now + timedelta(minutes=1))
    assert edition.text.get_absolute_url() in letter_to(bob).text, (
        "the first to be published stays the answer"
    )
    assert Delivery.objects.count() == 1


@pytest.mark.long
def test_an_import_that_came_to_nothing_makes_way(client_of, curator, admin, bob):
    suggestion = make_suggestion(bob)
    _said, first = bring(client_of(curator), suggestion, "One")
    delete_draft(edition=first.edition)
    said, second = bring(client_of(admin), suggestion, "Other")
    suggestion.refresh_from_db()
    assert suggestion.brought == second
    assert "Another file" not in said


@pytest.mark.long
def test_whoever_takes_up_what_was_declined_meanwhile_is_told(client_of, curator, admin, bob, now):
    suggestion = make_suggestion(bob)
    suggesting.decline(suggestion=suggestion, by=admin, reason="No.", now=now)
    said, brought = bring(client_of(curator), suggestion, "One")
    assert "The suggestion has been declined" in said
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.brought) == ("declined", None)
    publish(edition=brought.edition, now=now)
    assert Delivery.objects.count() == 1, "the letter that it was declined"


@pytest.mark.parametrize("asked", ["x", "0", "999999999", "\0", "9" * 40])
def test_a_suggestion_that_is_none_does_not_stand_in_the_way_of_an_import(client_of, curator, asked):
    assert client_of(curator).get(reverse("text_import"), {"suggestion": asked}).status_code == 200


def test_what_a_member_typed_does_no_harm_in_the_letter(bob, curator, now):
    suggestion = make_suggestion(bob, title="One\nBcc: x@example.org")
    suggesting.decline(suggestion=suggestion, by=curator, reason="<b>No</b>", now=now)
    letter = letter_to(bob)
    assert "\n" not in letter.subject
    assert "<b>No</b>" not in letter.html
    assert "&lt;b&gt;No&lt;/b&gt;" in letter.html


def test_a_letter_about_a_suggestion_that_is_gone_is_not_written(bob, curator, now):
    suggestion = make_suggestion(bob)
    suggesting.decline(suggestion=suggestion, by=curator, reason="No.", now=now)
    Suggestion.objects.all().delete()
    delivery = Delivery.objects.select_related("user").get()
    assert suggesting.wanted([delivery], now) == set()
    with pytest.raises(UnwritableError):
        suggesting.compose(delivery)


def test_whoever_leaves_the_site_takes_their_suggestions_along(bob, alice, now):
    make_suggestion(bob, why="Because of my uncle in Porto.")
    make_suggestion(alice)
    leaving.part(bob, now)
    assert [suggestion.user for suggestion in Suggestion.objects.all()] == [alice]
    assert any("suggestions" in sentence for sentence in leaving.what_happens(bob))


def test_more_suggestions_take_no_more_queries(client_of, curator, bob):
    client = client_of(curator)
    make_suggestion(bob)
    client.get(LIST)
    few = count(client)
    for number in range(5):
        make_suggestion(make_user(f"Person {number}"))
    assert count(client) == few


def letter_to(person):
    delivery = Delivery.objects.select_related("user").get(user=person)
    assert suggesting.wanted([delivery], timezone.now()) == {delivery.pk}
    with translation.override(person.language):
        return suggesting.compose(delivery)


def count(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST).status_code == 200
    return len(queries)


def test_a_suggestion_that_is_taken_back_twice_is_said_to_be_gone(client_of, bob):
    address = reverse("suggestion_delete", args=[make_suggestion(bob).pk])
    client_of(bob).post(address)
    assert "already gone" in client_of(bob).post(address, follow=True).text


def test_that_a_link_or_the_words_are_needed_is_said_before_one_sends_without(client_of, alice):
    page = client_of(alice).get(reverse("suggestion_create")).text
    assert "Or give us its file or its words below: we need one of the three." in page


def test_what_was_declined_by_mistake_is_reopened_and_its_member_hears_of_the_next_answer(
    client_of, curator, bob
):
    suggestion = make_suggestion(bob)
    page, browser = f"{LIST}{suggestion.pk}/", client_of(curator)
    browser.post(page, {"reason": "Wrong button."})
    Delivery.objects.update(state="sent", sent_at=timezone.now())
    assert "Declined by mistake?" in browser.get(page).text
    assert "gets mail about the next answer" in browser.get(page).text
    assert "Reopen it" not in client_of(bob).get(page).text
    assert client_of(bob).post(page, {"reopen": "yes"}).status_code == 403
    reopened = browser.post(page, {"reopen": "yes"}, follow=True)
    assert "They will get mail about the next answer." in reopened.text
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason, suggestion.decided_at) == ("waiting", "", None)
    browser.post(page, {"reopen": "yes"})  # the button was pressed twice
    browser.post(page, {"reason": "It is here already."})
    browser.post(page, {"reason": "It is here already."})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.reason) == ("declined", "It is here already.")
    Delivery.objects.filter(state="sent").delete()
    assert "It is here already." in letter_to(bob).text


def test_of_two_answers_before_the_first_letter_has_left_one_letter_tells_the_second(bob, curator, now):
    suggestion = make_suggestion(bob)
    for count, reason in enumerate(("Wrong button.", "It is here already.")):
        when = now + timedelta(seconds=count)
        assert suggesting.decline(suggestion=suggestion, by=curator, reason=reason, now=when)
        if not count:
            suggesting.reopen(suggestion=suggestion)
    assert "It is here already." in letter_to(bob).text


def test_a_curator_is_told_that_another_of_the_same_title_waits_and_members_are_not(
    client_of, curator, alice, bob, now
):
    own, other = make_suggestion(bob), make_suggestion(alice, title="THE MISSING BOOK")
    make_suggestion(alice, title="Another")
    browser, page = client_of(curator), reverse("suggestion_detail", args=[own.pk])
    assert browser.get(LIST).text.count("Another one of this title waits") == 2
    assert "Alice suggested a text of the same title" in browser.get(page).text
    assert reverse("suggestion_detail", args=[other.pk]) in browser.get(page).text
    for address in (page, LIST):
        theirs = client_of(bob).get(address).text
        assert "Alice" not in theirs
        assert "of this title waits" not in theirs
    suggesting.decline(suggestion=other, by=curator, reason="No.", now=now)
    assert "of this title waits" not in browser.get(LIST).text
    assert "of the same title" not in browser.get(page).text
