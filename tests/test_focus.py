"""A form that comes back with an error has the cursor where the error is, on every page and without a script."""

from html.parser import HTMLParser

import pytest
from django.test import Client

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
            self.cursor = "the form" if tag == "ul" else known.get("name") or tag


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
