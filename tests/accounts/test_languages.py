"""Which language a page is in: a member's own, a visitor's choice, or else what the browser asks for."""

import re

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def language_of(page: str) -> str:
    return re.search(r'<html lang="([\w-]+)"', page)[1]


def choose(browser: Client, language: str, back_to: str = "/library/?q=bread"):
    return browser.post(reverse("set_language"), {"language": language, "next": back_to})


def test_a_visitor_chooses_a_language_in_the_foot_and_comes_back_to_the_page():
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/library/?q=bread")
    assert language_of(page.text) == "en-gb"
    assert re.search(r'<button name="language" value="de" lang="de">Deutsch</button>', page.text)
    assert '<input type="hidden" name="next" value="/library/?q=bread">' in page.text
    assert choose(browser, "de").url == "/library/?q=bread"
    page = browser.get("/library/").text
    assert language_of(page) == "de"
    assert 'lang="en-gb">English</button>' in page


def test_reading_in_public_still_sets_no_cookie(client):
    assert not client.get(reverse("text_list")).cookies


def test_a_choice_beats_what_the_browser_asks_for(client):
    choose(client, "en-gb")
    assert language_of(client.get("/library/", headers={"Accept-Language": "de"}).text) == "en-gb"


def test_a_member_reads_in_their_own_language_whatever_was_chosen_before(client_of, bob):
    browser = client_of(bob)
    choose(browser, "de")
    page = browser.get("/library/").text
    assert language_of(page) == "en-gb"
    assert 'name="language"' not in page


@pytest.mark.parametrize("language", ["xx", "", "de\0", "../de"])
def test_what_is_no_language_changes_nothing(client, language):
    choose(client, language)
    assert language_of(client.get("/library/").text) == "en-gb"


def test_the_choice_leads_nowhere_but_to_this_site(client):
    assert choose(client, "de", "https://evil.example.net/").url == "/"


@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_each_language_is_called_in_its_own_words_in_the_settings(client_of, bob, language):
    bob.language = language
    bob.save()
    page = client_of(bob).get(reverse("settings")).text
    assert re.search(r'<option value="en-gb"[^>]*>English</option>', page)
    assert re.search(r'<option value="de"[^>]*>Deutsch</option>', page)
