"""What curators do in the same moment to a draft that they are at work on: nobody waits in a ring, and each is told."""

import uuid
from functools import partial

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from readings.desk.arranging import join, make_kind, move
from readings.desk.editing import NoDeskError, reword
from readings.desk.opening import open_desk
from readings.desk.splicing import StaleError
from readings.models import DeskPiece, Edition, Original, Text
from readings.publishing import ask, delete_draft, publish
from tests.factories import make_text
from tests.groups.test_racing import all_at_once, in_between

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def on_the_desk(number: int) -> tuple[Edition, list[int]]:
    """A draft with a desk, and the keys of its pieces."""
    draft = make_text(title=f"Draft {number}", published=False, sections=12)
    desk = open_desk(draft)
    return draft, list(
        DeskPiece.objects.filter(desk=desk, kind="prose").order_by("place").values_list("pk", flat=True)
    )


def at_desk(draft, curator, pks):
    """Four verbs, each on pieces of its own."""
    return [
        partial(move, edition=draft, user=curator, pks=pks[2:3], down=True),
        partial(reword, edition=draft, user=curator, pk=pks[12], words="Other words."),
        partial(join, edition=draft, user=curator, pks=pks[20:21]),
        partial(make_kind, edition=draft, user=curator, pks=pks[30:31], kind="quotation"),
    ]


def failures(ends: list[object]) -> list[object]:
    """What nobody expects of people who are at one desk together."""
    return [
        end
        for end in ends
        if isinstance(end, BaseException) and not isinstance(end, (NoDeskError, StaleError))
    ]


def test_whoever_is_at_the_desk_does_not_wait_for_its_text(curator):
    draft, pks = on_the_desk(1)
    with transaction.atomic():
        Text.objects.select_for_update().get(pk=draft.text_id)

        def verb() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                make_kind(edition=draft, user=curator, pks=pks[:1], kind="quotation")

        assert all_at_once(verb) == [None]


@pytest.mark.parametrize("last", [delete_draft, partial(publish, now=timezone.now())])
def test_a_draft_goes_while_others_are_at_its_desk(curator, last):
    for number in range(6):
        draft, pks = on_the_desk(number)
        ends = all_at_once(partial(last, edition=draft), *at_desk(draft, curator, pks))
        assert not failures(ends), ends
        assert True in ends


def test_a_title_is_given_while_others_are_at_the_desk(curator, client_of):
    for number in range(6):
        draft, pks = on_the_desk(number)
        facts = {"title": f"Mended {number}", "authors": "", "language": "en"}
        browser, address = client_of(curator), reverse("text_edit", args=[draft.text.slug])
        ends = all_at_once(partial(browser.post, address, facts), *at_desk(draft, curator, pks))
        assert not failures(ends), ends
        assert [end.status_code for end in ends if isinstance(end, HttpResponse)] == [302]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (delete_draft, "That draft was deleted already."),
        (partial(publish, now=timezone.now()), "That draft was published in the meantime."),
        (partial(ask, now=timezone.now()), "It is being published right now."),
    ],
)
@pytest.mark.parametrize("words", ['FROM "readings_edition"', ""])
@pytest.mark.parametrize(
    "name", ["edition_delete", "edition_publish", "piece_kind", "piece_edit", "desk_undo", "note_link"]
)
def test_whoever_was_at_work_on_a_draft_is_told_what_became_of_it(
    client_of, curator, name, words, last, said
):
    draft, pks = on_the_desk(1)
    browser = client_of(curator)
    sent = {"piece": pks[0], "kind": "quotation", "words": "Other words.", "note": pks[1], "undo": 1}
    headers = {"HX-Request": "true"} if name == "piece_kind" else {}
    address = reverse(name, args=[draft.text.slug, draft.number])
    if words:
        with in_between(words, partial(last, edition=draft)):
            answer = browser.post(address, sent, headers=headers)
    else:
        last(edition=draft)
        answer = browser.post(address, sent, headers=headers)
    if answer.status_code == 410:  # words were typed
        assert said in answer.text
        assert "Other words." in answer.text
        return
    if answer.status_code == 422:  # a verb while it is being published: it says so where they are
        assert "This draft is being published" in answer.text
        return
    follow = answer.headers.get("HX-Redirect") or answer.url
    page = browser.get(follow, follow=True)
    assert page.status_code == 200
    if name == "edition_publish" and "Published." in page.text:  # it is what they wanted
        return
    assert said in page.text, page.text


@pytest.mark.parametrize(
    ("last", "said", "offered"),
    [
        (delete_draft, "That draft was deleted already.", False),
        (partial(publish, now=timezone.now()), "That draft was published in the meantime.", True),
    ],
)
def test_what_was_typed_for_a_draft_that_went_meanwhile_is_kept_and_can_go_into_a_correction(
    client_of, curator, last, said, offered
):
    draft, pks = on_the_desk(1)
    last(edition=draft)
    sent = {"piece": pks[0], "words": "A long <paragraph>, typed for an hour."}
    address, browser = reverse("piece_edit", args=[draft.text.slug, 1]), client_of(curator)
    answer = browser.post(address, sent)
    assert answer.status_code == 410
    assert said in answer.text
    assert "A long &lt;paragraph&gt;, typed for an hour." in answer.text
    assert ("Correct the current edition" in answer.text) is offered
    by_script = browser.post(address, sent, headers={"HX-Request": "true"})
    assert by_script.status_code == 410  # and the script sends the form for the page above


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (delete_draft, "That draft was deleted already."),
        (partial(publish, now=timezone.now()), "That draft was published in the meantime."),
    ],
)
@pytest.mark.parametrize("name", ["edition_desk", "piece_edit", "edition_delete"])
def test_where_a_draft_was_one_is_led_on(client_of, curator, name, last, said):
    draft, pks = on_the_desk(1)
    last(edition=draft)
    address = reverse(name, args=[draft.text.slug, draft.number])
    assert said in client_of(curator).get(address, {"piece": pks[0]}, follow=True).text


@pytest.mark.parametrize("last", [delete_draft, partial(publish, now=timezone.now())])
@pytest.mark.parametrize("words", ["readings_edition", "readings_desk", "readings_deskpiece"])
@pytest.mark.parametrize("name", ["edition_desk", "piece_edit", "note_link"])
def test_a_page_of_the_desk_whose_draft_goes_meanwhile_is_shown_or_leads_on(
    client_of, curator, name, words, last
):
    draft, pks = on_the_desk(1)
    address = reverse(name, args=[draft.text.slug, draft.number])
    with in_between(f'FROM "{words}"', partial(last, edition=draft)):
        answer = client_of(curator).get(address, {"piece": pks[0]}, follow=True)
    assert answer.status_code == 200


def test_a_corrected_version_of_a_draft_that_goes_meanwhile_is_not_kept_and_its_curator_is_told(
    client_of, curator
):
    draft = make_text(published=False)
    sent = {"submission": str(uuid.uuid4()), "words": "Corrected words."}
    browser = client_of(curator)
    with in_between('FROM "readings_text"', partial(delete_draft, edition=draft)):
        answer = browser.post(reverse("edition_import", args=[draft.text.slug]), sent, follow=True)
    assert "That draft was deleted already." in answer.text
    assert not Original.objects.exists()
