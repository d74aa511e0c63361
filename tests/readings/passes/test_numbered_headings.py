"""Numbered headings beside lists, as questions, as names in small letters, and in more languages; and what is none."""

import pytest

from readings.importers.bylines import authors_in
from readings.passes.heading_shapes import decimal, named
from tests.readings.test_segmenting import by_lines, codes, outline, texts, wrapped

MINUTES = [
    "1. Minutes",
    ".",
    "2. Boats",
    ".",
    "3. Letters",
    "(a) One from the Board.",
    "(b) A card.",
    "4. Oars",
    ".",
]


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_a_list_of_another_sort_may_stand_under_and_over_a_numbered_heading(text_of):
    result = text_of(*MINUTES)
    assert texts(result, "heading") == ["1. Minutes", "2. Boats", "3. Letters", "4. Oars"]
    assert texts(result, "list_item") == ["One from the Board.", "A card."]
    assert "heading_out_of_order" not in codes(result)


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_the_first_heading_under_an_agenda_begins_a_count_of_its_own(text_of):
    result = text_of(
        "1. Lectura\n2. Barcos\n3. Ruegos", "1. Lectura", ".", "2. Barcos", ".", "3. Ruegos", "."
    )
    assert texts(result, "heading") == ["1. Lectura", "2. Barcos", "3. Ruegos"]
    assert "heading_out_of_order" not in codes(result)


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_items_that_count_on_are_still_one_list(text_of):
    result = text_of("1. Bread", "2. Salt", "3. A rope", ".")
    assert texts(result, "heading") == []


def test_a_list_of_contents_above_takes_no_heading_from_the_text():
    listed = "1 Mud\n2 Boats\n2.1 Oars\n3 Ropes"
    result = wrapped(listed, "1 Mud", ".", "2 Boats", ".", "2.1 Oars", ".", "3 Ropes", ".")
    assert texts(result, "heading") == ["1 Mud", "2 Boats", "2.1 Oars", "3 Ropes"]


@pytest.mark.parametrize(
    "line",
    [
        "2.1. What is a boat? Why is it long, and why does it lie in the mud of the harbour since the autumn of last year?",
        "2.1. The boat lies in the mud. What should I do?",
        "2.1. Was ist ein Boot, und warum liegt es seit dem letzten Herbst im Schlick des alten Hafens?",
        "2.1. ¿Qué es una barca? ¿Por qué?",
        "2.1. (How) does it float?",
        "2.1. rope-walk",
        "2.1.3. knots and bends",
    ],
)
def test_behind_a_number_of_several_parts_and_a_stop_a_question_or_a_name_is_a_heading(line):
    assert decimal(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "2.1. it was long, and lay in the mud.",
        "2.1. and why?",
        "2.1 per cent of it",
        "2.1. What is a boat? It lies in the mud.",
        "2.1. the boat that lay in the mud",
        "2. rope-walk",
    ],
)
def test_prose_behind_such_a_number_is_none(line):
    assert decimal(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Rozdział II",
        "Глава 3. Верёвки",
        "Часть первая",
        "Hoofdstuk 4: Touw",
        "Article 2. Aim",
        "Artikel 5",
        "Artículo 3. Barcos",
    ],
)
def test_chapters_and_articles_have_names_in_more_languages(line):
    assert named(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 of the treaty says so.",
        "Глава 3 была длинной.",
        "Artikel 5 gilt auch hier",
        "§ 1. Stowarzyszenie ma siedzibę w Porcie.",
    ],
)
def test_sentences_that_begin_so_are_none(line):
    assert named(line) is None


def test_an_article_of_a_deed_takes_its_title():
    result = by_lines("Article 1\nName and place", ".", "Article 2\nAim", ".")
    assert outline(result)[-2:] == [(1, "Article 1: Name and place"), (1, "Article 2: Aim")]


@pytest.mark.parametrize("line", ["Por Elena Marín", "Av Lina Repslagare", "Door Jan van der Touw"])
def test_bylines_are_read_in_more_languages(line):
    assert authors_in(line) == (line.split(" ", 1)[1],)


@pytest.mark.parametrize("line", ["Por la tarde", "Av segling", "Door and window", "Por Dios"])
def test_lines_that_begin_like_them_name_nobody(line):
    assert authors_in(line) == ()


def test_a_numbered_sentence_that_a_list_goes_on_with_is_no_heading():
    rule = "1. Whoever has dug with us for a week has a right:"
    result = wrapped("Article 1. Rights", rule, "a) to the spade,\nb) to the soup.", "Article 2. Ends", ".")
    assert texts(result, "heading") == ["Article 1. Rights", "Article 2. Ends"]
    over = wrapped("1. What to bring:", ".", "2. What to leave:", ".")
    assert texts(over, "heading") == ["1. What to bring:", "2. What to leave:"]
