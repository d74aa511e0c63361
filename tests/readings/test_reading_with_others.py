"""From a text in the library to a group that reads it: the text comes along through the door."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.urls import reverse

PASSWORD = "seven quiet evenings"


def starting(edition):
    return f"{reverse('group_create')}?text={edition.text.slug}"


@pytest.mark.parametrize("page", ["text_detail", "page_detail"])
def test_a_stranger_who_signs_up_to_read_a_text_with_others_starts_a_group_for_it(client, edition, page):
    address = reverse(page, args=[edition.text.slug, *([1] if page == "page_detail" else [])])
    words = "Start reading with a group" if page == "text_detail" else "Read it with others"
    link = re.search(rf'href="([^"]+)">{words}', client.get(address).content.decode())[1]
    form = client.get(unescape(link)).content.decode()
    onward = unescape(re.search(r'name="next" value="([^"]+)"', form)[1])
    sent = {"email": "dora@example.org", "password1": PASSWORD, "display_name": "Dora", "time_zone": "UTC"}
    assert client.post(reverse("account_signup"), sent | {"next": onward}).status_code == 302
    key = EmailConfirmationHMAC(EmailAddress.objects.get(email="dora@example.org")).key
    confirmed = client.post(reverse("account_confirm_email", args=[key]))
    assert confirmed.url == starting(edition)
    assert edition.text.title in client.get(confirmed.url).content.decode()
    made = client.post(confirmed.url, {"name": "Dora and friends", "time_zone": "Europe/Lisbon"})
    assert made.url.endswith(f"/schedule/new/?text={edition.text.slug}")


def test_whoever_has_an_account_signs_in_and_keeps_the_text(client, edition, bob):
    bob.set_password(PASSWORD)
    bob.save()
    page = client.get(reverse("text_detail", args=[edition.text.slug])).content.decode()
    joining = client.get(unescape(re.search(r'href="([^"]+)">Start reading with a group', page)[1]))
    signing_in = unescape(re.search(r'href="([^"]*/login/\?[^"]+)"', joining.content.decode())[1])
    form = client.get(signing_in).content.decode()
    onward = unescape(re.search(r'name="next" value="([^"]+)"', form)[1])
    answer = client.post(reverse("account_login"), {"login": bob.email, "password": PASSWORD, "next": onward})
    assert answer.url == starting(edition)


def test_a_member_chooses_among_their_own_groups(client_of, bob, group, edition):
    page = client_of(bob).get(reverse("text_detail", args=[edition.text.slug])).content.decode()
    assert f'href="{reverse("group_list")}?text={edition.text.slug}">Start reading with a group' in page
