"""Choosing whether and when to be reminded."""

from django.urls import reverse

from notices.models import Preference

ADDRESS = "/notices/"


def test_nobody_is_asked_to_sign_in(client, db):
    assert client.get(ADDRESS).headers["Location"].startswith(reverse("account_login"))


def test_at_first_a_member_is_reminded_a_day_before(client_of, bob):
    page = client_of(bob).get(ADDRESS)
    assert page.context["form"]["reminders"].value() is True
    assert page.context["form"]["lead_minutes"].value() == 1440
    assert not Preference.objects.exists()


def test_a_member_chooses(client_of, bob):
    response = client_of(bob).post(ADDRESS, {"reminders": "on", "lead_minutes": "60"})
    assert (response.status_code, response.headers["Location"]) == (302, ADDRESS)
    assert Preference.objects.get().lead_minutes == 60


def test_a_member_declines_and_keeps_the_time_for_later(client_of, bob):
    browser = client_of(bob)
    browser.post(ADDRESS, {"lead_minutes": "2880"})
    preference = Preference.objects.get()
    assert (preference.reminders, preference.lead_minutes) == (False, 2880)
    browser.post(ADDRESS, {"reminders": "on", "lead_minutes": "2880"})
    assert Preference.objects.get().reminders


def test_saving_is_confirmed(client_of, bob):
    page = client_of(bob).post(ADDRESS, {"reminders": "on", "lead_minutes": "0"}, follow=True)
    assert "Saved." in page.content.decode()


def test_a_time_that_is_not_offered_is_refused_beside_the_field(client_of, bob):
    answer = client_of(bob).post(ADDRESS, {"reminders": "on", "lead_minutes": "7"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["lead_minutes"]
    assert not Preference.objects.exists()


def test_each_member_sees_their_own(client_of, alice, bob):
    Preference.objects.create(user=alice, reminders=False)
    assert client_of(bob).get(ADDRESS).context["form"]["reminders"].value() is True


def test_the_clock_is_named_as_people_name_places(client_of, bob):
    bob.time_zone = "America/New_York"
    bob.save()
    assert "tell the time in New York." in client_of(bob).get(ADDRESS).text
