"""Whoever has sent a form has the cursor where it goes on, on every page and without a script.

Where the error is, when the form comes back with one; else at what is said of it.
"""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from readings.models import Edition
from tests.everything import PASSWORD, Site
from tests.test_permissions import CAST, GET

# What somebody may send who has missed the point: each page takes of it what it asks for.
WRONG = [
    {"": ""},
    {"name": "x" * 400, "email": "none", "source": "none", "action_add": "", "choice": "by_hand"},
]
# Whose forms come back then, so that none is passed over by mistake.
FORMS = {
    "appearance_edit",
    "account_change_password",
    "account_email",
    "account_login",
    "account_reauthenticate",
    "account_reset_password",
    "account_signup",
    "bookmark_place",
    "comment_create",
    "comment_edit",
    "curator_list",
    "edition_import",
    "edition_pages",
    "group_create",
    "group_edit",
    "invitation_create",
    "jotting_bring",
    "jotting_create",
    "jotting_edit",
    "jotting_place",
    "passage_place",
    "preference_edit",
    "schedule_create",
    "schedule_edit",
    "settings",
    "shelf_edit",
    "shelf_list",
    "sitting_edit",
    "suggestion_create",
    "suggestion_detail",
    "text_edit",
    "text_import",
    "text_withdraw",
    "thread_create",
    "thread_widen",
}
HANDED = {name: statuses for name, statuses in GET.items() if 200 in statuses}


class Page(HTMLParser):
    """What a page says is wrong, and which element asks for the cursor first."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cursor, self.wrong = "nowhere", list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        classes = (known.get("class") or "").split()
        if tag == "ul" and "hidden" not in known and "errors" in classes:
            of_a_field = (known.get("id") or "").removesuffix("_error")
            self.wrong.append("the form" if "nonfield" in classes else of_a_field)
        if "autofocus" in known and self.cursor == "nowhere":
            is_said = "message" in classes or known.get("role") == "status"
            self.cursor = "the form" if tag == "ul" else known.get("name") or ("said" if is_said else tag)


@pytest.fixture(scope="module")
def site(lasting_db):
    return Site()


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(HANDED))
def test_a_form_that_comes_back_has_the_cursor_where_it_is_wrong(site, name):
    who = next(
        who for who in ("nobody", "alice", "curator", "admin", "bob") if HANDED[name][CAST.index(who)] == 200
    )
    browser = Client()
    if who != "nobody":
        browser.login(email=site.people[who].email, password=PASSWORD)
    came_back = False
    for sent in WRONG:
        answer = browser.post(site.address(name), sent)
        if answer.status_code in (200, 422) and (page := Page(answer.text)).wrong:
            came_back = True
            assert any(wrong.endswith(page.cursor) for wrong in page.wrong)
    assert came_back == (name in FORMS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "name", "sent"),
    [
        ("admin", "curator_list", {"email": "charlie@example.org"}),
        ("bob", "bookmark_answer", {"answer": "yes"}),
        ("bob", "bookmark_place", {"paragraph": "3", "seen": "1"}),
        ("alice", "jotting_answer", {"answer": "no"}),
        ("curator", "correction_answer", {"answer": "accept"}),
        ("curator", "correction_answer", {"answer": "decline"}),
    ],
)
def test_an_answer_puts_the_cursor_at_what_is_said_of_it(site, who, name, sent):
    browser = Client()
    browser.login(email=site.people[who].email, password=PASSWORD)
    page = browser.post(site.address(name), sent, follow=True)
    assert page.status_code == 200
    assert Page(page.text).cursor == "said"


@pytest.mark.django_db
def test_whoever_takes_a_curator_off_hears_of_it(site):
    browser = Client()
    browser.login(email=site.people["admin"].email, password=PASSWORD)
    taken = {"take": site.people["curator"].pk}
    page = browser.post(site.address("curator_list"), taken, follow=True)
    assert "Cleo is no curator any more." in page.text
    assert Page(page.text).cursor == "said"
    again = browser.post(site.address("curator_list"), taken, follow=True)
    assert Page(again.text).cursor == "nowhere"


@pytest.mark.django_db
def test_a_suggestion_that_is_filled_in_says_so_where_the_cursor_is(site):
    Edition.objects.filter(pk=site.draft.pk).update(source_name="essay-1974.txt")
    browser = Client()
    browser.login(email=site.people["curator"].email, password=PASSWORD)
    address = reverse("text_edit", args=[site.draft.text.slug])
    page = browser.post(address, {"title": "A Draft", "language": "en", "take_year": "1974"})
    assert "Filled in. Nothing is saved" in page.text
    assert Page(page.text).cursor == "said"
