"""A person's name, clock and language."""

import pytest
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_bob_changes_his_name_clock_and_language(client_of, bob):
    client = client_of(bob)
    typed = {"display_name": "Bobby", "time_zone": "Asia/Kolkata", "language": "de"}
    assert client.post(reverse("settings"), typed).url == reverse("settings")
    bob.refresh_from_db()
    assert (bob.display_name, bob.time_zone, bob.language) == ("Bobby", "Asia/Kolkata", "de")
    assert '<html lang="de"' in client.get(reverse("settings")).text


def test_the_settings_say_which_clock_tells_what(client_of, bob):
    page = client_of(bob).get(reverse("settings")).text
    assert "told by the group’s own clock, and by this one too where it differs" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("language", "xx"),
        ("display_name", ""),
        ("display_name", "x" * 61),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_the_rest_is_kept(client_of, bob, field, value):
    typed = {"display_name": "Kept as typed", "time_zone": "Europe/Berlin", "language": "en-gb"} | {
        field: value
    }
    page = client_of(bob).post(reverse("settings"), typed)
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    if field != "display_name":
        assert "Kept as typed" in page.text
    assert User.objects.get(pk=bob.pk).display_name == "Bob"
