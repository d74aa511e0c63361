"""Bookmarks: places of a text that a person marks for themselves, set beside the paragraph and listed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.leaving import leave
from readings.bookmark_views import A_PAGE
from readings.bookmarking import beginning, mark
from readings.importing import import_text
from readings.models import Bookmark, Edition, Paragraph
from readings.models.bookmarks import QUOTE
from readings.publishing import ask
from tests.factories import make_draft, make_schedule, make_text, prose, publish, withdraw

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


def setting(edition):
    return reverse("bookmark_set", args=[edition.text.slug, edition.number])


def page_of(edition):
    return reverse("page_detail", args=[edition.text.slug, 1])


def marked(user, edition, number):
    paragraph = edition.paragraphs.get(number=number)
    mark(user=user, edition=edition, paragraph=paragraph, now=timezone.now().replace(microsecond=0))
    return Bookmark.objects.get(user=user, edition=edition, span=paragraph.span)


def ribbon(page, number):
    """The markup of a paragraph's ribbon."""
    [found] = re.findall(rf'<button class="ribbon"[^>]* id="ribbon-{number}"[^>]*>', page)
    return found


def numbers(page):
    """The paragraphs that a list names."""
    return [int(number) for number in re.findall(r"<span>¶ (\d+)</span>", page)]


# Setting and taking away


def test_a_button_beside_the_paragraph_marks_it_and_leads_back_to_it(client_of, bob, edition):
    client, page = client_of(bob), page_of(edition)
    assert 'name="mark" value="2" aria-pressed="false"' in ribbon(client.get(page).text, 2)
    answer = client.post(setting(edition), {"mark": "2", "next": page})
    assert answer.url == f"{page}#p2"
    bookmark = Bookmark.objects.get()
    paragraph = edition.paragraphs.get(number=2)
    assert (bookmark.user, bookmark.edition, bookmark.span) == (bob, edition, paragraph.span)
    assert edition.content[paragraph.start : paragraph.end].startswith(bookmark.quote.removesuffix("…"))
    shown = client.get(page).text
    assert 'name="unmark" value="2" aria-pressed="true" aria-label="Bookmark paragraph 2"' in ribbon(shown, 2)
    assert 'aria-pressed="false"' in ribbon(shown, 3)
    assert re.search(r'¶ 2 is bookmarked\. <button class="undo"[^>]* name="unmark" value="2">Undo', shown)


def test_pressed_again_it_takes_the_bookmark_away(client_of, bob, edition):
    marked(bob, edition, 2)
    client_of(bob).post(setting(edition), {"unmark": "2", "next": page_of(edition)})
    assert not Bookmark.objects.exists()


def test_a_form_sent_twice_does_once_what_it_does(client_of, bob, edition):
    client = client_of(bob)
    for deed, left in (("mark", 1), ("unmark", 0)):
        for _time in range(2):
            client.post(setting(edition), {deed: "2"})
            assert Bookmark.objects.count() == left


def test_htmx_gets_the_ribbon_and_a_sentence_with_a_way_back(client_of, bob, edition):
    answer = client_of(bob).post(setting(edition), {"mark": "3"}, **HTMX).text
    assert 'hx-swap-oob="true"' in ribbon(answer, 3)
    assert 'aria-pressed="true"' in ribbon(answer, 3)
    assert re.search(r'<p>¶ 3 is bookmarked\. <button class="undo"[^>]* name="unmark" value="3">Undo', answer)
    assert "<html" not in answer


@pytest.mark.parametrize("number", ["", "0", "99", "-1", "two", "9" * 30])
def test_there_is_nothing_to_mark_where_there_is_no_paragraph(client_of, bob, edition, number):
    assert client_of(bob).post(setting(edition), {"mark": number}).status_code == 404


def test_nobody_is_led_to_another_site(client_of, bob, edition):
    answer = client_of(bob).post(setting(edition), {"mark": "2", "next": "https://example.org/"})
    assert answer.url == reverse("bookmark_list")


def test_a_page_of_a_circle_has_the_same_ribbons(client_of, bob, group, edition, schedule):
    marked(bob, edition, 2)
    page = reverse("reader", args=[group.slug, schedule.pk, 1])
    assert 'aria-pressed="true"' in ribbon(client_of(bob).get(page).text, 2)
    answer = client_of(bob).post(setting(edition), {"unmark": "2", "next": page})
    assert answer.url == f"{page}#p2"


def test_what_was_corrected_meanwhile_is_refused_with_a_sentence(client_of, bob, edition):
    publish(make_draft(edition.text, ["Other words."]))
    client = client_of(bob)
    answer = client.post(setting(edition), {"mark": "2"}, **HTMX).text
    assert "This text has been corrected since." in answer
    assert "ribbon" not in answer
    client.post(setting(edition), {"mark": "2"})
    assert not Bookmark.objects.exists()


def test_nothing_is_marked_while_a_correction_is_being_published(client_of, bob, edition):
    ask(edition=make_draft(edition.text, ["Other words."]), now=timezone.now())
    answer = client_of(bob).post(setting(edition), {"mark": "2"}, **HTMX).text
    assert "being published right now" in answer
    assert not Bookmark.objects.exists()


def test_drafts_have_no_bookmarks(client_of, curator):
    draft = make_text(title="A Draft", published=False)
    assert client_of(curator).post(setting(draft), {"mark": "2"}).status_code == 404
    page = client_of(curator).get(reverse("edition_page", args=[draft.text.slug, 1, 1])).text
    assert 'class="ribbon"' not in page


# Whose they are


def test_only_their_owner_sees_them(client_of, alice, bob, curator, edition, group, schedule):
    bookmark = marked(bob, edition, 2)
    assert list(Bookmark.objects.visible_to(bob)) == [bookmark]
    for other in (alice, curator):
        assert not Bookmark.objects.visible_to(other).exists()
        client = client_of(other)
        assert 'aria-pressed="true"' not in client.get(page_of(edition)).text
        assert numbers(client.get(reverse("bookmark_list")).text) == []
        assert "bookmark_delete" not in client.get(edition.text.get_absolute_url()).text
        client.post(reverse("bookmark_delete", args=[bookmark.pk]))
        assert (
            client.post(reverse("bookmark_answer", args=[bookmark.pk]), {"answer": "no"}).status_code == 404
        )
        client.post(setting(edition), {"unmark": "2"})
    assert 'aria-pressed="true"' not in client_of(alice).get(
        reverse("reader", args=[group.slug, schedule.pk, 1])
    ).text  # fmt: skip
    assert Bookmark.objects.get() == bookmark


def test_a_visitor_is_shown_nothing_and_asked_to_sign_in(client, bob, edition):
    marked(bob, edition, 2)
    page = client.get(page_of(edition)).text
    assert "ribbon" not in page
    assert "marking" not in page
    assert "bookmark" not in page.lower()
    assert client.post(setting(edition), {"mark": "2"}).url.startswith(reverse("account_login"))


def test_the_page_asks_the_database_once_more_for_who_is_signed_in_and_never_more_for_a_visitor(
    client, client_of, bob, edition
):
    def asked(browser):
        browser.get(page_of(edition))
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(edition))
        return [query["sql"] for query in queries if "readings_bookmark" in query["sql"]]

    marked(bob, edition, 2)
    assert len(asked(client)) == 0
    assert len(asked(client_of(bob))) == 1


def test_they_are_deleted_with_the_account(bob, alice, edition):
    marked(bob, edition, 2)
    others = marked(alice, edition, 2)
    leave(person=bob, now=timezone.now())
    assert Bookmark.objects.get() == others


# The lists


def test_the_page_of_the_text_lists_them_in_its_order_with_words_section_and_place(client_of, bob):
    edition = make_text(["# Out", prose(20, 1), prose(20, 2), "# Back", prose(20, 3)])
    for number in (5, 2):
        marked(bob, edition, number)
    page = client_of(bob).get(edition.text.get_absolute_url()).text
    listed = page[page.index('id="bookmarks"') :]
    assert numbers(listed) == [2, 5]
    assert reverse("paragraph_detail", args=[edition.text.slug, 5]) in listed
    assert prose(20, 3)[:60] in listed
    assert re.search(r'<span>¶ 5</span><span lang="en" dir="auto">Back</span>', listed)
    assert "All of them" not in listed


def test_the_page_of_the_text_shows_a_few_and_leads_to_the_others(client_of, bob, edition):
    for number in range(2, 10):
        marked(bob, edition, number)
    page = client_of(bob).get(edition.text.get_absolute_url()).text
    assert numbers(page) == [2, 3, 4]
    assert f"{reverse('bookmark_list')}?text={edition.text.slug}" in page


def test_one_page_lists_them_text_by_text(client_of, bob, edition):
    other = make_text(title="A Book of Bridges")
    marked(bob, edition, 3)
    marked(bob, other, 2)
    marked(bob, edition, 2)
    page = client_of(bob).get(reverse("bookmark_list")).text
    assert numbers(page) == [2, 2, 3]
    assert page.index("A Book of Bridges") < page.index("On Walking Together")
    only = client_of(bob).get(reverse("bookmark_list"), {"text": edition.text.slug}).text
    assert numbers(only) == [2, 3]
    assert "A Book of Bridges" not in only


def test_a_long_list_is_paged(client_of, bob):
    edition = make_text(sections=5, paragraphs_each=8)
    for number in range(1, A_PAGE + 3):
        marked(bob, edition, number)
    client = client_of(bob)
    assert len(numbers(client.get(reverse("bookmark_list")).text)) == A_PAGE
    assert len(numbers(client.get(reverse("bookmark_list"), {"page": "2"}).text)) == 2


def test_an_empty_list_says_how_a_bookmark_is_set(client_of, bob, edition):
    client = client_of(bob)
    for asked in ({}, {"text": edition.text.slug}, {"text": "no\0thing"}):
        page = client.get(reverse("bookmark_list"), asked).text
        assert "No bookmarks yet" in page
        assert "In the margin of each paragraph there is a ribbon" in page


def test_the_way_to_them_is_where_the_persons_own_things_are(client_of, client, bob, edition):
    assert f'href="{reverse("bookmark_list")}"' in client_of(bob).get(reverse("settings")).text
    assert f'href="{reverse("bookmark_list")}' not in client.get(reverse("text_list")).text
    beside = client_of(bob).get(page_of(edition)).text
    assert f'href="{reverse("bookmark_list")}?text={edition.text.slug}"' in beside


def test_taken_away_from_a_list_it_can_be_put_back_as_it_was(client_of, bob, edition):
    bookmark = marked(bob, edition, 2)
    before = Bookmark.objects.values().get()
    client, here = client_of(bob), reverse("bookmark_list")
    assert client.post(reverse("bookmark_delete", args=[bookmark.pk]), {"next": here}).url == here
    assert not Bookmark.objects.exists()
    page = client.get(here).text
    assert 'form="putting-back"' in page
    assert 'id="putting-back"' in page
    [kept] = re.findall(r'name="kept" value="([^"]+)"', page)
    for _time in range(2):
        client.post(reverse("bookmark_restore"), {"kept": kept})
    assert Bookmark.objects.values().get() == before


def test_nobody_puts_back_what_was_anothers_or_what_was_never_taken_away(client_of, alice, bob, edition):
    bookmark, client = marked(bob, edition, 2), client_of(bob)
    client.post(reverse("bookmark_delete", args=[bookmark.pk]))
    [kept] = re.findall(r'name="kept" value="([^"]+)"', client.get(reverse("bookmark_list")).text)
    client_of(alice).post(reverse("bookmark_restore"), {"kept": kept})
    client.post(reverse("bookmark_restore"), {"kept": kept[:-3]})
    client.post(reverse("bookmark_restore"))
    assert not Bookmark.objects.exists()
    assert "cannot be put back" in client.get(reverse("bookmark_list")).text


def test_pressed_twice_the_second_says_that_it_is_gone(client_of, bob, edition):
    bookmark, client = marked(bob, edition, 2), client_of(bob)
    for _time in range(2):
        client.post(reverse("bookmark_delete", args=[bookmark.pk]))
    assert "gone already" in client.get(reverse("bookmark_list")).text


def test_words_are_listed_without_the_figures_of_notes(bob):
    edition = make_text(["The loaf was bread.3 And cold."], published=False)
    place = edition.content.index("3")
    Paragraph.objects.filter(edition=edition).update(
        marks=[{"kind": "note_ref", "start": place, "end": place + 1, "data": {}}]
    )
    publish(edition)
    assert marked(bob, edition, 1).quote == "The loaf was bread. And cold."


def test_of_a_text_that_was_taken_out_of_the_library_only_the_place_is_listed(client_of, bob, edition):
    marked(bob, edition, 2)
    withdraw(edition)
    page = client_of(bob).get(reverse("bookmark_list")).text
    assert numbers(page) == [2]
    assert "withdrawn from the library" in page
    assert edition.content[10:60] not in page


def test_a_circle_that_keeps_a_withdrawn_text_keeps_its_words_and_the_way_to_them(
    client_of, bob, group, edition
):
    make_schedule(group, edition)
    bookmark = marked(bob, edition, 2)
    withdraw(edition)
    page = client_of(bob).get(reverse("bookmark_list")).text
    place = reverse("edition_paragraph", args=[edition.text.slug, 1, 2])
    assert bookmark.quote[:60] in page
    assert f'href="{place}"' in page
    assert client_of(bob).get(place, follow=True).status_code == 200


def test_the_list_asks_no_more_often_when_there_are_more(client_of, bob, edition, django_assert_num_queries):
    client = client_of(bob)
    marked(bob, edition, 2)
    client.get(reverse("bookmark_list"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("bookmark_list"))
    for number in range(3, 12):
        marked(bob, edition, number)
    marked(bob, make_text(title="Another"), 2)
    with django_assert_num_queries(len(few)):
        client.get(reverse("bookmark_list"))


@pytest.mark.long
def test_no_title_takes_the_address_of_the_list(curator):
    made = import_text(data=b"# Bookmarks\n\nSome words of ours.", name="bookmarks.md", user=curator)
    assert Edition.objects.get(pk=made.pk).text.slug == "bookmarks-2"


def test_long_words_are_cut_between_two_of_them_where_there_are_any():
    words = prose(40)
    cut = beginning(words, 0, ())
    assert len(cut) <= QUOTE
    assert words.startswith(cut.removesuffix("…") + " ")
    assert beginning("漢" * 500, 0, ()) == "漢" * (QUOTE - 1) + "…"
    assert beginning(" two\nlines ", 0, ()) == "two lines"
