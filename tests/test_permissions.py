"""Who may open what: every address of the site against everyone in the cast.

A new address that is missing here fails the suite. Statuses are those of a GET, or of an empty POST where only a POST
is taken: 200 the page, 302 on to somewhere (for nobody: to the sign-in page), 400 and 422 asked again, 403 not for you,
404 there is nothing here for you to know of, 405 not this way.
"""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from groups.models import Group
from tests.everything import Site

CAST = ["nobody", "charlie", "bob", "alice", "curator", "admin"]

#                 nobody outsider member facilitator curator admin
ALL = (200, 200, 200, 200, 200, 200)
ON = (302, 302, 302, 302, 302, 302)
DOOR = (200, 302, 302, 302, 302, 302)  # for those who are not signed in yet
OWN = (302, 200, 200, 200, 200, 200)  # one's own page
OWN_ON = (302, 302, 302, 302, 302, 302)
MEMBERS = (302, 404, 200, 200, 404, 404)
MEMBERS_ON = (302, 404, 302, 302, 404, 404)
FACILITATOR = (302, 404, 403, 200, 404, 404)
FACILITATOR_ON = (302, 404, 403, 302, 404, 404)
CURATORS = (302, 403, 403, 403, 200, 200)
ADMIN = (302, 403, 403, 403, 403, 200)

GET = {
    "home": DOOR,
    "healthz": ALL,
    "readyz": (503, 503, 503, 503, 503, 503),  # no worker and no beat run beside these tests
    "handbook": (404, 404, 404, 404, 404, 404),  # this library has none
    "privacy": ALL,
    # The library
    "text_list": ALL,
    "text_detail": ALL,
    "page_detail": ALL,
    "text_find": ALL,
    "paragraph_detail": ON,
    "picture_detail": ALL,
    "text_import": CURATORS,
    "import_list": CURATORS,
    "text_edit": CURATORS,
    "text_correct": (302, 403, 403, 403, 302, 302),
    "edition_detail": CURATORS,
    "edition_publish": CURATORS,
    "edition_again": CURATORS,
    "edition_delete": CURATORS,
    "edition_paragraph": ON,
    "edition_compare": ALL,
    "passage_detail": ON,
    "passage_words": ON,  # for htmx what a link unfolds to; anybody else is led on
    "edition_import": CURATORS,
    "edition_pages": CURATORS,
    "edition_page": (404, 404, 404, 404, 200, 200),  # of a draft
    "edition_desk": CURATORS,
    "piece_edit": CURATORS,
    "note_link": CURATORS,
    "curator_list": ADMIN,
    "text_withdraw": CURATORS,
    "shelf_list": CURATORS,
    "shelf_edit": CURATORS,
    "shelf_delete": CURATORS,
    "correction_list": CURATORS,
    "bookmark_list": OWN,
    "bookmark_place": (302, 404, 200, 404, 404, 404),  # Bob’s
    "jotting_list": OWN,
    "jotting_export": OWN,
    "jotting_create": OWN,  # for oneself
    "paragraph_jottings": OWN,  # one's own, if any
    "paragraph_connections": OWN,  # of one's own groups, if any
    "jotting_edit": (302, 404, 404, 200, 404, 404),  # Alice’s
    "jotting_bring": (302, 404, 404, 200, 404, 404),
    "jotting_place": (302, 404, 404, 200, 404, 404),
    "suggestion_list": OWN,
    "suggestion_create": OWN,
    "suggestion_detail": (302, 404, 200, 404, 200, 200),  # Bob’s
    "suggestion_file": (302, 404, 200, 404, 200, 200),  # the one that came with it
    # One's own
    "settings": OWN,
    "hidden_list": OWN,
    "appearance_edit": ALL,
    "account_delete": OWN_ON,  # once one has said again who one is
    "preference_edit": OWN,
    "preference_stop": ALL,
    "commons_detail": OWN,  # where one joins it
    # A circle
    "group_list": OWN,
    "group_create": OWN,
    "group_detail": MEMBERS,
    "group_edit": FACILITATOR,
    "group_leave": MEMBERS,
    "member_list": MEMBERS,
    "invitation_create": FACILITATOR,
    "invitation_accept": (200, 200, 302, 302, 200, 200),
    "schedule_create": FACILITATOR,
    "schedule_detail": MEMBERS,
    "schedule_edit": FACILITATOR,
    "schedule_delete": FACILITATOR,
    "sitting_edit": FACILITATOR,
    "invitation_edit": FACILITATOR,
    "invitation_revoke": FACILITATOR,
    # Its talk
    "reader": MEMBERS,
    "reader_live": MEMBERS,
    "thread_live": MEMBERS,
    "talk_poll": ALL,  # Bob’s, by whom it is asked without a cookie: it tells that something was said
    "reader_find": MEMBERS,
    "reader_paragraph": MEMBERS_ON,
    "reader_passage": MEMBERS_ON,
    "passage_quote": MEMBERS,
    "paragraph_threads": MEMBERS,
    "thread_create": MEMBERS,
    "glossary": MEMBERS,
    "cold_list": MEMBERS,
    "thread_list": MEMBERS,
    "name_list": MEMBERS,
    "thread_next": MEMBERS_ON,
    "thread_detail": MEMBERS,
    "comment_create": MEMBERS,
    "comment_detail": MEMBERS,
    "comment_branch": MEMBERS,
    "comment_place": MEMBERS_ON,
    "comment_history": MEMBERS,
    "report_list": MEMBERS,
    "removal_list": MEMBERS,
    "removal_undo": FACILITATOR,
    "comment_care": (302, 404, 200, 403, 404, 404),  # it is Alice’s own
    "comment_edit": FACILITATOR,  # she wrote it
    "comment_remove": FACILITATOR,
    "thread_widen": FACILITATOR,  # she began it
    "passage_place": MEMBERS,
    "passage_seek": MEMBERS_ON,
    # Development only
    "dev_mailbox": ALL,
    "dev_mail": (404, 404, 404, 404, 404, 404),
    "dev_mail_html": (404, 404, 404, 404, 404, 404),
    # allauth
    "account_login": DOOR,
    "account_signup": DOOR,
    "account_logout": (302, 200, 200, 200, 200, 200),
    "account_inactive": ALL,
    "account_reauthenticate": OWN,
    "account_email": OWN,
    "account_email_verification_sent": DOOR,
    "account_change_password": OWN,
    "account_set_password": OWN_ON,
    "account_reset_password": ALL,
    "account_reset_password_done": ALL,
    "account_reset_password_from_key": ALL,
    "account_reset_password_from_key_done": ALL,
    "account_confirm_login_code": ON,
    "account_confirm_email": ALL,
    "mfa_index": OWN,
    "mfa_authenticate": ON,
    "mfa_reauthenticate": OWN_ON,
    "mfa_activate_totp": OWN_ON,
    "mfa_deactivate_totp": (302, 404, 404, 404, 404, 404),
    "mfa_view_recovery_codes": (302, 404, 404, 404, 404, 404),
    "mfa_generate_recovery_codes": OWN_ON,
    "mfa_download_recovery_codes": (302, 404, 404, 404, 404, 404),
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": OWN_ON,
    "mfa_reauthenticate_webauthn": OWN_ON,
    "mfa_remove_webauthn": OWN_ON,  # for one’s own keys, once one has said again who one is
    "mfa_edit_webauthn": OWN_ON,  # for one’s own keys, once one has said again who one is
    "mfa_login_webauthn": ON,
    "usersessions_list": OWN,
}

# In the commons of a text, where nobody facilitates: what a circle has besides its talk is there for nobody.
NOBODYS = (302, 404, 404, 404, 404, 404)
IN_COMMONS = {
    "group_detail": MEMBERS_ON,  # on to the page of the commons
    **dict.fromkeys(
        [
            *("group_edit", "group_leave", "member_list", "invitation_create", "invitation_edit"),
            *("invitation_revoke", "schedule_create", "schedule_detail", "schedule_edit", "schedule_delete"),
            *("sitting_edit", "term_create", "term_end", "sittings_agree", "reading_count"),
        ],
        NOBODYS,
    ),
    "removal_undo": (302, 404, 403, 403, 404, 404),  # for curators who came in
    "thread_widen": (302, 404, 403, 302, 404, 404),  # it is in the commons already
    "passage_place": FACILITATOR,  # it is Alice’s thread
    "passage_seek": FACILITATOR_ON,
    "move_answer": FACILITATOR_ON,
}

POST = {
    # The desk: with no paragraph chosen one is asked to choose one, and with nothing done there is nothing to undo
    "piece_kind": (302, 403, 403, 403, 422, 422),
    "piece_divide": (302, 403, 403, 403, 422, 422),
    "piece_join": (302, 403, 403, 403, 422, 422),
    "piece_nest": (302, 403, 403, 403, 422, 422),
    "piece_move": (302, 403, 403, 403, 422, 422),
    "doubt_look": (302, 403, 403, 403, 404, 404),
    "desk_undo": (302, 403, 403, 403, 302, 302),
    "desk_redo": (302, 403, 403, 403, 302, 302),
    "edition_again": (302, 403, 403, 403, 302, 302),  # nothing was said of it
    "import_clear": (302, 403, 403, 403, 302, 302),  # such a row is gone already
    "edition_move": (302, 403, 403, 403, 302, 302),  # no text was named
    "move_answer": MEMBERS_ON,
    "thread_kind": (302, 404, 403, 422, 404, 404),  # Alice began the thread, and named no kind
    "thread_stuck": MEMBERS_ON,
    "comment_react": (302, 404, 404, 404, 404, 404),  # no comment was named
    "comment_report": (302, 404, 422, 403, 404, 404),  # without a reason; and it is Alice’s own
    "comment_decide": (302, 404, 403, 403, 404, 404),
    "thread_hide": (302, 404, 404, 404, 404, 404),
    "hidden_undo": OWN_ON,
    "thread_answer": (302, 404, 404, 404, 404, 404),  # no comment was named
    "correction_answer": (302, 403, 403, 403, 302, 302),  # without a reason one is asked again
    "thread_seen": (302, 404, 422, 422, 404, 404),
    "veil_lift": (302, 404, 422, 422, 404, 404),  # nothing was named
    "veil_lower": MEMBERS_ON,
    "correction_dismiss": MEMBERS_ON,
    "sittings_agree": FACILITATOR_ON,
    "reading_count": MEMBERS_ON,
    "set_language": ON,
    "shelf_order": (302, 403, 403, 403, 302, 302),
    "shelf_arrange": (302, 403, 403, 403, 302, 302),
    "suggestion_delete": OWN_ON,  # Bob’s: the others are told that they have none
    # Bookmarks: no paragraph was named; Bob’s is there for nobody else, who are told that it is gone
    "bookmark_set": (302, 404, 404, 404, 404, 404),
    "bookmark_delete": OWN_ON,
    "bookmark_restore": OWN_ON,
    "bookmark_answer": (302, 404, 302, 404, 404, 404),
    "bookmark_place": (302, 404, 422, 404, 404, 404),
    # Notes to self, in the same way
    "jotting_delete": OWN_ON,
    "jotting_restore": OWN_ON,
    "jotting_answer": (302, 404, 404, 302, 404, 404),
    "jotting_place": (302, 404, 404, 422, 404, 404),
    "progress_update": (302, 422, 422, 422, 422, 422),
    "reader_progress": (302, 404, 422, 422, 404, 404),
    "term_create": MEMBERS_ON,  # a member may ask for the role, and is told who has it
    "term_end": FACILITATOR_ON,
    "dev_sign_in": (404, 404, 404, 404, 404, 404),
}


def addresses(patterns: list | None = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Walk all URL patterns: name and route of each."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or route, route


def test_every_address_stands_in_the_table():
    assert {name for name, _route in addresses()} == {*GET, *POST}


@pytest.fixture(scope="module")
def site(lasting_db):
    return Site()


@pytest.fixture(scope="module")
def sessions(site):
    """What the browser of everyone in the cast sends along, where they have signed in."""
    sent = {"nobody": Client().cookies}
    for who, person in site.people.items():
        browser = Client()
        browser.force_login(person)
        sent[who] = browser.cookies
    return sent


def got(site, sessions, name, who):
    client = Client()
    client.cookies = deepcopy(sessions[who])
    address = site.address(name)
    asked = {"paragraph": 2, "parent": site.thread.comments.get().pk, "piece": site.piece}
    return client.post(address) if name in POST else client.get(address, asked)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted({**GET, **POST}))
@pytest.mark.django_db
def test_everyone_gets_what_the_table_says(site, sessions, name):
    told = {}
    for who in CAST:
        answer = got(site, sessions, name, who)
        told[who] = answer.status_code
        if (
            who == "nobody"
            and name != "account_logout"
            and (GET | POST)[name] in {OWN, MEMBERS, MEMBERS_ON, FACILITATOR, FACILITATOR_ON, CURATORS}
        ):
            assert answer.url.startswith(reverse("account_login")), "nobody is asked to sign in"
    assert told == dict(zip(CAST, (GET | POST)[name], strict=True))


@pytest.mark.long
@pytest.mark.parametrize(
    "name", sorted(name for name, route in addresses() if route.startswith("g/<") or name == "talk_poll")
)
@pytest.mark.django_db
def test_in_a_commons_there_is_the_talk_and_nothing_else_of_a_circle(site, sessions, name):
    Group.objects.filter(pk=site.group.pk).update(text=site.edition.text)
    told = tuple(got(site, sessions, name, who).status_code for who in CAST)
    assert told == (GET | POST | IN_COMMONS)[name]
