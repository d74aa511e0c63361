"""Starting a group on its page."""

import pytest
from django.urls import reverse

from groups.models import Group

URL = "/g/new/"
GOOD = {"name": "Soup and Sartre", "purpose": "We want to know.", "time_zone": "Europe/Lisbon"}


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get(URL).url == f"{reverse('account_login')}?next=/g/new/"
    assert client.post(URL, GOOD).status_code == 302
    assert not Group.objects.exists()


def test_the_clock_is_ones_own_unless_chosen(client_of, alice):
    alice.time_zone = "America/Lima"
    alice.save()
    page = client_of(alice).get(URL).content.decode()
    assert '<option value="America/Lima" selected>' in page


def test_it_makes_the_group_and_goes_there(client_of, alice):
    response = client_of(alice).post(URL, GOOD)
    group = Group.objects.get()
    assert response.url == group.get_absolute_url() == "/g/soup-and-sartre/"
    assert (group.name, group.purpose, group.time_zone) == tuple(GOOD.values())
    assert list(Group.objects.facilitated_by(alice)) == [group]


def test_a_text_brought_along_is_planned_next(client_of, alice, edition):
    response = client_of(alice).post(f"{URL}?text={edition.text.slug}", GOOD)
    assert response.url == f"/g/soup-and-sartre/schedule/new/?text={edition.text.slug}"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "   "}, "Please fill this in."),
        ({"name": "x" * 81}, "81 characters. Up to 80 fit."),
        ({"purpose": "x" * 1001}, "1001 characters. Up to 1000 fit."),
        ({"time_zone": "Mars/Olympus"}, "We don’t know the time zone “Mars/Olympus”"),
        ({"name": "a\0b"}, "There is a character in this that can’t be kept"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(client_of, alice, wrong, sentence):
    response = client_of(alice).post(URL, GOOD | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    kept = {"name": "Soup and Sartre", "purpose": "We want to know."}
    assert all(words in page for field, words in kept.items() if field not in wrong)
    assert not Group.objects.exists()


def test_a_name_is_shown_as_words_whatever_it_contains(client_of, alice):
    browser = client_of(alice)
    response = browser.post(URL, GOOD | {"name": "<script>x</script> & Söhne"})
    page = browser.get(response.url).content.decode()
    assert "<script>x</script>" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; Söhne" in page
