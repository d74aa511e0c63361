"""The links in our mails: they lead to this site, and to where somebody wanted to go."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from accounts import resetting
from accounts.models import User
from notices.models import Delivery
from notices.posting import unseal
from tests.accounts.test_signing_up import PASSWORD, form
from tests.factories import make_group, make_user

pytestmark = pytest.mark.django_db

SITE = "https://circle.example.org"
ELSEWHERE = {"Host": "other.example.org"}


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = SITE, ["other.example.org", "testserver"]


def last_letter() -> str:
    letter = unseal(Delivery.objects.latest("pk").letter)
    assert "other.example.org" not in letter.text + letter.html
    assert SITE in letter.html
    return letter.text


def link_in(letter: str) -> str:
    """The path of the link that a mail is about."""
    return re.search(rf"{SITE}(/\S+)", letter)[1]


def test_the_link_that_confirms_an_address_leads_to_this_site_whatever_host_was_asked(client):
    client.post(reverse("account_signup"), form(), headers=ELSEWHERE)
    assert "/accounts/confirm-email/" in link_in(last_letter())


def test_the_link_to_a_new_password_leads_to_this_site_and_works(client):
    make_user("Dora", password=PASSWORD)
    client.post(reverse("account_reset_password"), {"email": "dora@example.org"}, headers=ELSEWHERE)
    resetting.write("dora@example.org")  # as the worker does
    page = Client().get(link_in(last_letter()), follow=True)
    assert "Set a new password" in page.text


def test_who_has_an_account_already_is_led_to_this_site(client):
    make_user("Dora", password=PASSWORD)
    client.post(reverse("account_signup"), form(), headers=ELSEWHERE)
    assert link_in(last_letter()) == reverse("account_reset_password")


def sign_up_on_the_way_to(goal: str, browser: Client) -> str:
    """Join with somewhere to go afterwards; the path of the link in the mail."""
    assert browser.post(reverse("account_signup"), form(next=goal)).status_code == 302
    return link_in(last_letter())


def goals(page: str) -> dict[str, str]:
    """Where the form of a page leads on to (apart from the one in its foot)."""
    return dict(re.findall(r'<input[^>]*name="(next)"[^>]*value="([^"]+)"', page.partition("<footer")[0]))


def test_on_another_device_confirming_leads_by_the_sign_in_page_to_where_one_wanted_to_go(client):
    goal = "/join/some-token-of-a-group-that-invites/"
    link = sign_up_on_the_way_to(goal, client)
    phone = Client()
    page = phone.get(link)
    assert "You are nearly there" in page.text
    action = re.search(r'action="(/accounts/confirm-email/[^"]+)"', page.text)[1]
    typed = goals(page.text)
    on = phone.post(action, typed)
    assert unquote(on.url) == f"{reverse('account_login')}?next={goal}"
    page = phone.get(on.url).text
    assert "dora@example.org is confirmed" in page
    typed = goals(page)
    assert typed == {"next": goal}
    done = phone.post(reverse("account_login"), typed | {"login": "dora@example.org", "password": PASSWORD})
    assert done.url == goal


def test_in_the_same_browser_confirming_signs_in_and_leads_there_at_once(client):
    link = sign_up_on_the_way_to("/g/new/", client)
    assert client.post(link).url == "/g/new/"


def test_who_is_signed_in_already_passes_the_sign_in_page(client):
    link = sign_up_on_the_way_to("/g/new/", Client())
    client.force_login(User.objects.get(email="dora@example.org"))
    assert client.post(link, follow=True).redirect_chain[-1] == ("/g/new/", 302)


@pytest.mark.parametrize(
    "goal",
    ["https://evil.example.net/", "//evil.example.net/", "javascript:alert(1)", "https:evil.example.net"],
)
def test_no_mail_leads_away_from_this_site(client, goal):
    link = sign_up_on_the_way_to(goal, client)
    assert "evil" not in link
    assert "next" not in link


def test_a_link_that_was_changed_on_the_way_leads_nowhere_else(client):
    link = sign_up_on_the_way_to("/g/new/", Client()).partition("?")[0]
    answer = client.post(f"{link}?next=https://evil.example.net/")
    assert answer.url == reverse("account_login")


def test_a_link_used_a_second_time_says_that_all_is_well_and_leads_to_sign_in(client):
    link = sign_up_on_the_way_to("/g/new/", client)
    Client().post(link)
    for browser in (Client(), Client()):
        page = browser.get(link)
        assert page.status_code == 200
        assert "Your address is confirmed" in page.text
        assert "no longer works" not in page.text
        assert f'href="{reverse("account_login")}?next=/g/new/"' in unquote(page.text)


def test_a_button_pressed_twice_confirms_once_and_shows_no_fault(client):
    link = sign_up_on_the_way_to("/g/new/", client)
    assert client.post(link).url == "/g/new/"
    answer = client.post(link)
    assert answer.status_code == 200
    assert "Your address is confirmed" in answer.text
    assert f'href="{reverse("account_login")}?next=/g/new/"' in unquote(answer.text)


def test_a_used_link_with_nowhere_to_go_leads_to_sign_in_or_on(client, settings):
    client.post(reverse("account_signup"), form())
    link = link_in(last_letter())
    client.post(link)
    assert f'href="{reverse("account_login")}"' in Client().get(link).text
    assert f'href="{reverse("group_list")}"' in client.get(link).text
    changed = Client().get(f"{link}?next=https://evil.example.net/").text
    assert "evil" not in changed.partition("<footer")[0]


def test_a_link_that_never_was_still_says_so(client):
    answer = client.get(reverse("account_confirm_email", args=["no-such-key"]))
    assert "This link no longer works" in answer.text
    assert client.post(reverse("account_confirm_email", args=["no-such-key"])).status_code == 404


def test_an_invitation_waits_on_whatever_device_the_mail_is_opened(client):
    alice = make_user("Alice")
    group = make_group(facilitator=alice)
    browser = Client()
    browser.force_login(alice)
    page = browser.post(f"/g/{group.slug}/invitations/new/", {"days": "3", "max_uses": "3"}).text
    door = re.search(rf'value="{SITE}(/join/[\w-]+/)"', page)[1]
    link = sign_up_on_the_way_to(door, client)
    phone = Client()
    on = phone.post(link)
    typed = {"login": "dora@example.org", "password": PASSWORD}
    assert phone.post(on.url, typed).url == door
    assert phone.post(door).url == group.get_absolute_url()


def test_who_waits_for_the_mail_is_led_to_sign_in_with_where_they_wanted_to_go(client):
    goal = "/join/some-token-of-a-group-that-invites/"
    page = client.post(reverse("account_signup"), form(next=goal), follow=True)
    assert "Check your mail" in page.text
    assert f'href="{reverse("account_login")}?next={goal}"' in page.text
    signing_in = {"login": "dora@example.org", "password": PASSWORD, "next": goal}
    page = Client().post(reverse("account_login"), signing_in, follow=True)
    assert f'href="{reverse("account_login")}?next={goal}"' in page.text
    away = Client().get(reverse("account_email_verification_sent") + "?next=https://evil.example.net/")
    assert "evil" not in away.text.partition("<footer")[0]


def test_who_is_signed_in_is_not_told_to_look_into_their_mail(client):
    client.force_login(make_user("Dora"))
    waiting = reverse("account_email_verification_sent")
    assert client.get(waiting).url == reverse("group_list")
    assert client.get(f"{waiting}?next=/g/new/").url == "/g/new/"


@pytest.mark.django_db
@pytest.mark.parametrize("goal", ["http://[", "//[", "http://a]"])
@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_where_there_is_no_address_one_is_not_led(client, name, goal):
    assert client.get(reverse(name), {"next": goal}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_sign_up_that_wants_to_go_nowhere_is_whole(client):
    answer = client.post(f"{reverse('account_signup')}?next=http://[", form(email="nowhere@example.org"))
    assert answer.status_code == 302
    assert Delivery.objects.count() == 1
