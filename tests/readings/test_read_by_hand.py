"""What was read is corrected by hand: up to here, not this, without a script too; and where one goes on then."""

import pytest
from django.urls import reverse

from readings.reading import mark_read, next_unread, progress_of


@pytest.fixture
def keep(client_of, bob, edition):
    """Send the form at the end of a page as Bob, and return the answer."""

    def sent(first, last, **fields):
        address = reverse("progress_update", args=[edition.text.slug, 1])
        onward = reverse("page_detail", args=[edition.text.slug, 1])
        return client_of(bob).post(
            address, {"first": first, "last": last, "next": onward, **fields}, follow=True
        )

    return sent


def starts(edition):
    return {one.number: one.start for one in edition.paragraphs.all()}


def goes_on(bob, edition):
    progress = progress_of(bob, edition)
    return (next_unread(progress, start=progress.position) or next_unread(progress)).number


def test_every_page_has_the_form_for_it(client_of, bob, client, edition):
    address = reverse("page_detail", args=[edition.text.slug, 1])
    page = client_of(bob).get(address).text
    assert 'name="first" type="number"' in page
    assert "Correct what is marked as read" in page
    assert "Correct what is marked as read" not in client.get(address).text


def test_read_up_to_here(keep, bob, edition):
    assert "This is marked as read." in keep(1, 4).text
    assert progress_of(bob, edition).read == [(0, starts(edition)[5])]
    assert goes_on(bob, edition) == 5


def test_not_read_after_all_and_there_one_goes_on(keep, bob, edition, now):
    places = starts(edition)
    mark_read(user=bob, edition=edition, ranges=[(0, places[9] - 2)], now=now)
    assert goes_on(bob, edition) == 9
    assert "This is marked as not read." in keep(5, 8, unread="on").text
    assert progress_of(bob, edition).read == [(0, places[5])]
    assert goes_on(bob, edition) == 5


def test_to_take_back_something_earlier_does_not_move_where_one_is(keep, bob, edition, now):
    places = starts(edition)
    mark_read(user=bob, edition=edition, ranges=[(0, places[9] - 2)], now=now)
    keep(2, 3, unread="on")
    assert goes_on(bob, edition) == 9


@pytest.mark.parametrize(("first", "last"), [("", ""), ("", "4"), ("0", "3"), ("x", "3")])
def test_paragraphs_that_there_are_not_change_nothing(keep, bob, edition, first, last):
    assert keep(first, last).status_code == 422
    assert not progress_of(bob, edition).read


def test_it_is_no_matter_which_end_is_said_first_nor_how_far_beyond_the_last_one(keep, bob, edition):
    keep(4, 2)
    assert progress_of(bob, edition).read == [(starts(edition)[2], starts(edition)[5])]
    keep(2, 9999)
    assert progress_of(bob, edition).read == [(starts(edition)[2], edition.length)]


@pytest.mark.parametrize(
    ("first", "last"), [("x", "3"), ("0", "3"), ("-2", "3"), ("9999", "10000"), ("", "")]
)
def test_what_is_no_range_is_asked_for_again_with_what_was_typed_and_the_way_back(
    keep, bob, edition, first, last
):
    answer = keep(first, last)
    assert answer.status_code == 422
    assert "That is not a range of paragraphs." in answer.text
    assert (
        f'name="first" type="number" inputmode="numeric" min="1" required autofocus value="{first}"'
        in answer.text
    )
    onward = reverse("page_detail", args=[edition.text.slug, 1])
    assert f'<a href="{onward}">Back to the page</a>' in answer.text
    assert f'name="next" value="{onward}"' in answer.text
    assert progress_of(bob, edition).read == []


def test_the_way_back_leads_to_no_other_site(keep):
    assert "elsewhere.example" not in keep("x", 3, next="https://elsewhere.example/").text
