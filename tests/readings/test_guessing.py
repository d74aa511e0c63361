"""What the facts about a draft may be: guessed, offered, and never saved before a curator says so."""

import pytest
from django.urls import reverse

from readings.guessing import guesses
from readings.models import Text
from tests.readings.desks import make_draft

NOTHING = {"name": "", "openings": [], "provenance": {}, "content": "", "known": {}}


@pytest.mark.parametrize(
    ("told", "field", "guess"),
    [
        (
            {"openings": ["On Walking Slowly", "by Ada Pilgrim", "It was early."]},
            "title",
            "On Walking Slowly",
        ),
        ({"openings": ["On Walking Slowly", "by Ada Pilgrim"]}, "authors", "Ada Pilgrim"),
        ({"openings": ["On Walking Slowly", "Ada Pilgrim", "It was early."]}, "authors", "Ada Pilgrim"),
        ({"name": "on-walking-slowly_1974.txt"}, "title", "On walking slowly"),
        ({"openings": ["Printed under CC BY-SA 4.0."]}, "rights", "CC BY-SA 4.0"),
        (
            {"openings": ["A walk."], "endings": ["So it ended.", "Anti-copyright, 1990."]},
            "rights",
            "Anti-copyright",
        ),
        ({"openings": ["From https://example.org/walk, in May."]}, "source", "https://example.org/walk"),
        ({"provenance": {"gutenberg": {"title": "Walks"}}}, "title", "Walks"),
        ({"provenance": {"front_matter": {"author": ["Ada", "Eve"]}}}, "authors", "Ada"),
    ],
)
def test_a_fact_is_guessed(told, field, guess):
    assert guesses(**(NOTHING | told))[field][0] == guess


def test_what_a_text_says_of_rights_in_its_last_pages_is_no_imprint():
    told = {"openings": ["A walk."], "endings": ["She wrote of the public domain, and walked on. " * 9]}
    assert "rights" not in guesses(**(NOTHING | told))
    told = {"openings": ["A walk."], "endings": ["Anti-copyright.", *["We walked."] * 20]}
    assert "rights" not in guesses(**(NOTHING | told))


def test_what_is_known_is_not_guessed_again():
    told = {
        "openings": ["On Walking", "by Ada Pilgrim"],
        "known": {"title": "on walking", "authors": ["Ada Pilgrim"]},
    }
    assert guesses(**(NOTHING | told)).get("authors") is None
    assert "On Walking" not in guesses(**(NOTHING | told)).get("title", [])


POND = ["A WALK ROUND THE POND", "by Ada Finch", "CHAPTER ONE", "The path begins behind the mill."]


def test_a_title_in_capitals_is_offered_in_ordinary_case_too():
    told = {"openings": POND, "name": "walk.txt", "content": "The path is of the mill and it was. " * 9}
    assert guesses(**(NOTHING | told))["title"] == ["A Walk Round the Pond", "A WALK ROUND THE POND", "Walk"]
    told["known"] = {"title": POND[0], "language": "en"}
    assert guesses(**(NOTHING | told))["title"] == ["A Walk Round the Pond"]


@pytest.mark.parametrize(
    ("loud", "plain"),
    [
        ("PART II: THE ROAD TO SELF-HELP", "Part II: The Road to Self-Help"),
        ("WHAT THEY DON’T SAY", "What They Don’t Say"),
        ("WHAT IT CAME TO", "What It Came To"),
    ],
)
def test_ordinary_case_is_that_of_an_english_title(loud, plain):
    assert guesses(**(NOTHING | {"openings": [loud], "known": {"language": "en"}}))["title"][0] == plain


def test_a_title_in_capitals_that_the_text_has_already_is_offered_in_ordinary_case():
    told = {"known": {"title": "THE MILL AND THE WEIR", "language": "en"}}
    assert guesses(**(NOTHING | told))["title"] == ["The Mill and the Weir"]


@pytest.mark.parametrize("where", ["provenance", "known"])
def test_whoever_wrote_a_text_is_not_offered_as_its_title(where):
    told = {"provenance": {"opf": {"author": ["Ada Pilgrim"]}}, "known": {"authors": ["Ada Pilgrim"]}}
    asked = NOTHING | {"openings": ["Ada  Pilgrim", "On Walking Slowly"], where: told[where]}
    assert guesses(**asked)["title"] == ["On Walking Slowly"]


@pytest.mark.parametrize("number", ["1987", "12", "(1987)", "1987–1991", "* * *"])
def test_a_year_or_a_number_is_not_offered_as_a_title(number):
    asked = NOTHING | {"openings": [number, "On Walking Slowly"]}
    assert guesses(**asked)["title"] == ["On Walking Slowly"]


@pytest.mark.parametrize("line", ["First published 1903", "Originally published in Karholm, 1903"])
def test_when_a_text_was_first_published_is_offered_as_its_year_and_not_as_its_title(line):
    found = guesses(**(NOTHING | {"openings": [line, "The tide went out."]}))
    assert found["year"] == ["1903"]
    assert "title" not in found


@pytest.mark.parametrize(
    "line",
    [
        "Translated from the Frisian by Peter Lund",
        "Newly translated by Peter Lund",
        "Edited, with notes, by Peter Lund",
        "With an introduction by Peter Lund",
        "Aus dem Friesischen von Peter Lund",
        "Herausgegeben von Peter Lund",
        "Traduit du frison par Peter Lund",
        "Traducido del frisón por Peter Lund",
        "Quay Press, Karholm 1931",
    ],
)
def test_who_made_a_book_ready_and_where_it_was_printed_is_not_offered_as_its_title(line):
    told = {"openings": ["On Walking Slowly", line, "It was early."], "known": {"authors": ["Ada"]}}
    assert guesses(**(NOTHING | told))["title"] == ["On Walking Slowly"]


def test_a_title_that_only_begins_like_such_a_line_is_offered():
    told = {"openings": ["Translated Lives", "It was early."]}
    assert guesses(**(NOTHING | told))["title"][0] == "Translated Lives"


def test_what_a_saved_page_calls_itself_is_offered_as_its_title_and_its_furniture_is_not():
    furniture = ["Home News Subscribe", "Most read\nTen doors you will not believe"]
    told = {
        "openings": [*furniture, "On Doors", "The door was shut."],
        "furniture": furniture,
        "provenance": {"title": "Doors and what they keep", "page_title": "On Doors – The Hinge"},
        "known": {"title": "On Doors"},
    }
    assert guesses(**(NOTHING | told))["title"] == ["Doors and what they keep", "On Doors – The Hinge"]


@pytest.mark.parametrize(
    "provenance",
    [
        {"subjects": "doors; Hinges; doors"},
        {"keywords": "doors, Hinges"},
        {"front_matter": {"tags": "[doors, Hinges]"}},
        {"subjects": f"doors; {'x' * 41}; Hinges"},
    ],
)
def test_what_a_file_says_that_its_text_is_about_is_offered_as_its_subjects(provenance):
    assert guesses(**(NOTHING | {"provenance": provenance}))["subjects"] == ["doors", "Hinges"]
    known = {"subjects": ["Doors"]}
    assert guesses(**(NOTHING | {"provenance": provenance, "known": known}))["subjects"] == ["Hinges"]


@pytest.mark.django_db
def test_the_publish_page_says_what_the_file_says_of_the_rights_where_they_are_missing(client_of, curator):
    draft = make_draft("Walking Slowly\n\nIt was early, and we went.", name="a.txt", title="Walking")
    draft.provenance = {**draft.provenance, "rights": "Gemeinfrei"}
    draft.save(update_fields=["provenance"])
    draft.text.rights = ""
    draft.text.save(update_fields=["rights"])
    address = reverse("edition_publish", args=[draft.text.slug, draft.number])
    assert "The file says “Gemeinfrei”." in client_of(curator).get(address).text


def test_in_german_no_noun_is_written_small():
    told = {"openings": ["DER WEG UM DEN TEICH"], "known": {"language": "de"}}
    assert guesses(**(NOTHING | told))["title"] == ["DER WEG UM DEN TEICH"]


def test_the_words_tell_the_language():
    told = {
        "content": "Wir gehen und das ist es, was der Weg uns in der Stadt ist und nicht mehr. " * 9,
        "known": {"language": "en"},
    }
    assert guesses(**(NOTHING | told))["language"] == ["de"]


@pytest.mark.django_db
def test_a_guess_is_filled_in_and_saved_only_when_the_curator_says_so(client_of, curator):
    draft = make_draft(
        "Walking Slowly\n\ndi Ada Pilgrim\n\nIt was early, and we went.", name="a.txt", title=""
    )
    browser = client_of(curator)
    address = reverse("text_edit", args=[draft.text.slug])
    page = browser.get(address, {"next": "desk"}).content.decode()
    assert 'name="take_authors" value="Ada Pilgrim"' in page
    page = browser.post(f"{address}?next=desk", {"title": "Mine", "take_authors": "Ada Pilgrim"}).text
    assert "\nAda Pilgrim</textarea>" in page
    draft.text.refresh_from_db()
    assert draft.text.authors == []
    sent = {"title": "Walking Slowly", "authors": "Ada Pilgrim", "language": "en"}
    answer = browser.post(f"{address}?next=desk", sent)
    assert answer.url == reverse("edition_desk", args=[draft.text.slug, 1])
    draft.text.refresh_from_db()
    assert draft.text.authors == ["Ada Pilgrim"]


@pytest.mark.django_db
def test_what_stands_under_a_text_is_looked_at_for_its_rights(client_of, curator):
    draft = make_draft(
        "It was early, and we went.\n\nWe came back.\n\nAnti-copyright. Copy it.", name="a.txt"
    )
    page = client_of(curator).get(reverse("text_edit", args=[draft.text.slug]), {"next": "desk"}).text
    assert 'name="take_rights" value="Anti-copyright"' in page


@pytest.mark.django_db
def test_a_guess_that_is_chosen_keeps_what_was_typed_beside_it(client_of, curator):
    draft = make_draft(
        "Walking Slowly\n\ndi Ada Pilgrim\n\nIt was early, and we went.", name="a.txt", title=""
    )
    typed = {
        "title": "Half a ti",
        "authors": "Eve Example",
        "language": "fr",
        "rights": "public domain",
        "subjects": "walking, towns",
        "description": "Slow steps.",
    }
    address = reverse("text_edit", args=[draft.text.slug])
    browser = client_of(curator)
    page = browser.post(address, {**typed, "take_title": "Walking Slowly"})
    assert page.status_code == 200
    form = page.context["form"]
    shown = {name: form[name].value() for name in typed}
    assert shown == {**typed, "title": "Walking Slowly"}
    page = browser.post(address, {**typed, "take_authors": "Ada Pilgrim"})
    assert page.context["form"]["authors"].value() == "Eve Example\nAda Pilgrim"
    before = draft.text.rights
    draft.text.refresh_from_db()
    assert draft.text.rights == before


@pytest.mark.django_db
def test_enter_saves_the_facts_rather_than_choosing_a_guess(client_of, curator):
    draft = make_draft("Walking Slowly\n\ndi Ada Pilgrim\n\nIt was early.", name="a.txt", title="")
    page = client_of(curator).get(reverse("text_edit", args=[draft.text.slug])).text
    main = page[page.index("<main") :]
    buttons = [part.partition("</button>")[0] for part in main.split("<button")[1:]]
    assert buttons[0].endswith(
        ">Save"
    )  # for Enter alone: neither seen, nor heard, nor on the way of the tab key
    assert 'class="visually-hidden" tabindex="-1" aria-hidden="true"' in buttons[0]
    assert [button for button in buttons if 'name="take_' in button]
    assert main.count(">Save</button>") == 2


@pytest.mark.django_db
def test_a_guess_stands_under_its_field_and_says_where_it_was_found(client_of, curator):
    words = (
        "Walking Slowly\n\ndi Ada Pilgrim\n\nIt was early, and we went.\n\nSource: https://example.org/walk"
    )
    draft = make_draft(words, name="a-slow-walk-1974.txt", title="")
    page = client_of(curator).get(reverse("text_edit", args=[draft.text.slug])).text

    def under(field: str, following: str) -> str:
        return page[page.index(f'name="{field}"') : page.index(f'name="{following}"')]

    assert "Ada Pilgrim</span>" in under("authors", "year")
    assert "from its first words" in under("authors", "year")
    assert 'value="1974"' in under("year", "language")
    assert "from the file’s name" in under("year", "language")
    assert 'value="https://example.org/walk"' in under("source", "subjects")
    assert "from its last words" in under("source", "subjects")


@pytest.mark.parametrize(
    ("ending", "found"),
    [
        ("Source: https://example.org/walk", ["https://example.org/walk"]),
        ("(Retrieved on 3 May 2019 from https://example.org/walk.)", ["https://example.org/walk"]),
        ("Quelle: Archiv, https://example.org/gang", ["https://example.org/gang"]),
        ("Write to us: https://example.org/shop", None),
        ("It had many resources, https://example.org/shop", None),
    ],
)
def test_an_address_at_the_end_is_the_source_where_it_is_said_to_be(ending, found):
    known = guesses(
        name="", openings=["It begins here."], endings=[ending], provenance={}, content="It begins.", known={}
    )
    assert known.get("source") == found


@pytest.mark.django_db
def test_the_page_of_a_draft_says_how_many_missing_facts_its_file_suggests(client_of, curator):
    draft = make_draft("# A Walk\n\nIt began here.\n", name="walk-1974.md")
    Text.objects.filter(pk=draft.text_id).update(year=None)
    page = client_of(curator).get(reverse("edition_detail", args=[draft.text.slug, 1])).text
    assert (
        f'<a href="{reverse("text_edit", args=[draft.text.slug])}">1 fact that is missing is suggested'
        in page
    )


def test_the_marks_of_a_heading_are_no_part_of_a_title():
    found = guesses(
        name="", openings=["## A short one", "It begins here."], provenance={}, content="It begins.", known={}
    )
    assert found["title"] == ["A short one"]


def test_the_desk_says_how_many_missing_facts_the_file_suggests(client_of, curator):
    draft = make_draft("# A Walk\n\nIt began here.\n", name="walk-1974.md")
    Text.objects.filter(pk=draft.text_id).update(language="en")
    draft.provenance["page"] = {"source": "https://example.org/walk"}
    draft.save(update_fields=["provenance"])
    client, desk = client_of(curator), reverse("edition_desk", args=[draft.text.slug, 1])
    suggested = (
        f'<a href="{reverse("text_edit", args=[draft.text.slug])}?next=desk">{{}} suggested by the file</a>'
    )
    assert suggested.format("2 facts that are missing are") in client.get(desk).text
    Text.objects.filter(pk=draft.text_id).update(year=1974)
    assert suggested.format("1 fact that is missing is") in client.get(desk).text
    Text.objects.filter(pk=draft.text_id).update(source="https://example.org/walk")
    assert "suggested by the file" not in client.get(desk).text


def test_the_subject_of_a_letter_is_offered_as_its_title_and_no_other_line_of_its_head():
    asked = NOTHING | {"openings": ["From: the Secretary", "Subject: The New Ferry", "To: all branches"]}
    assert guesses(**asked)["title"] == ["The New Ferry"]
