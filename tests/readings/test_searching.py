"""What the search finds, in which order, and that it looks in the present edition of what is in the library only."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readings import searching
from readings.importing import import_text
from readings.indexing import index
from readings.languages import search_config
from readings.models import Edition, Paragraph, SearchRow, Text
from readings.names import meant, named
from readings.normalising import fold
from readings.publishing import publish
from readings.searching import search, search_within, tidied
from readings.withdrawing import bring_back
from tests.factories import make_text, withdraw


def found(words: str, **options) -> dict[str, list[int]]:
    """Titles and paragraphs in which words are found by a visitor."""
    library = Text.objects.visible_to(AnonymousUser()).published()
    languages = set(library.order_by().values_list("language", flat=True))
    answer = search(words, among=library, languages=languages, **options)
    return {one.text.title: [place.number for place in one.places] for one in answer.texts}


def shown(words: str) -> list[str]:
    library = Text.objects.published()
    answer = search(words, among=library, languages={"en", "de"})
    return [
        "".join(f"[{part.words}]" if part.found else part.words for part in place.parts)
        for one in answer.texts
        for place in one.places
    ]


@pytest.mark.django_db
def test_each_language_has_its_own_rules_for_what_is_one_word():
    make_text(["# Eins", "Die Häuser standen leer."], title="Häuser", language="de")
    make_text(["# One", "The houses stood empty."], title="Houses")
    make_text(["# I", "Domus vacuae steterunt."], title="Domus", language="la")
    assert found("Haus") == {"Häuser": [2]}
    assert found("house") == {"Houses": [2]}
    assert found("domus") == {"Domus": [2]}
    assert found("vacua") == {}


@pytest.mark.django_db
def test_several_words_are_all_needed_and_a_phrase_stands_together():
    make_text(["# One", "Bread and a lantern.", "A lantern and no loaf.", "lantern bread"], title="A Walk")
    assert sorted(found("bread lantern")["A Walk"]) == [2, 4]
    assert found('"lantern bread"') == {"A Walk": [4]}
    assert found("lantern -bread") == {"A Walk": [3]}
    assert sorted(found("loaf or bread")["A Walk"]) == [2, 3, 4]


@pytest.mark.django_db
def test_a_text_shows_its_best_places_and_says_how_many_there_are():
    make_text(["# Lanterns", *["A lantern here."] * 5], title="A Walk")
    answer = search("lantern", among=Text.objects.published(), languages={"en"})
    assert answer.texts[0].places[0].number == 1, "a heading comes first"
    assert len(answer.texts[0].places) == 3
    assert answer.texts[0].count == 6
    assert (answer.total, answer.bounded) == (1, False)


@pytest.mark.django_db
def test_pages_of_texts_are_cut_without_loss():
    for number in range(13):
        make_text(["# One", "A lantern here."], title=f"Walk {number}")
    pages = [list(found("lantern", page=page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 3, 0]
    assert len({title for page in pages for title in page}) == 13


@pytest.mark.django_db
def test_found_words_stand_between_those_around_them():
    words = " ".join([f"before{n}" for n in range(60)] + ["lantern"] + ["behind"] * 60)
    make_text(["# One", words, "A lantern first."], title="A Walk")
    long, short = sorted(shown("lantern"), key=len, reverse=True)
    assert long.startswith("… before")
    assert "[lantern]" in long
    assert short == "A [lantern] first."


@pytest.mark.django_db
def test_what_was_published_before_is_replaced_by_the_new_edition():
    first = make_text(["# One", "A lantern."], title="A Walk")
    second = Edition.objects.create(text=first.text, number=2, content="A candle.", length=9, words=2)
    Paragraph.objects.create(edition=second, number=1, kind="prose", span=(0, 9), words=2)
    assert found("candle") == {}
    publish(edition=second, now=timezone.now())
    assert found("candle") == {"A Walk": [1]}
    assert found("lantern") == {}
    assert set(SearchRow.objects.values_list("edition", flat=True)) == {second.pk}


@pytest.mark.long
@pytest.mark.django_db
def test_what_is_imported_and_published_is_found_and_a_draft_is_not():
    data = "# A Walk\n\n## Setting out\n\nAn 𝔄stral bakery, a second one.\n".encode()
    edition = import_text(data=data, name="walk.md", language="en")
    assert found("bakery") == {}
    publish(edition=edition, now=timezone.now())
    assert found("bakery") == {"A Walk": [2]}
    rows = SearchRow.objects.order_by("number").values_list("number", "words")
    assert list(rows) == [(1, "Setting out"), (2, "An 𝔄stral bakery, a second one.")]


@pytest.mark.django_db
def test_withdrawing_takes_the_rows_away_and_bringing_back_returns_them():
    edition = make_text(["# One", "A lantern."], title="A Walk")
    before = SearchRow.objects.count()
    withdraw(edition)
    assert not SearchRow.objects.exists()
    bring_back(text=edition.text)
    assert SearchRow.objects.count() == before


@pytest.mark.django_db
def test_words_that_only_say_what_is_not_wanted_are_not_looked_for(edition):
    for words in ("-lantern", "the of", "", '""', "!!!"):
        assert not search(words, among=Text.objects.published(), languages={"en"}).askable


@pytest.mark.django_db
def test_very_common_words_are_looked_for_in_a_sample(monkeypatch):
    for number in range(4):
        make_text(["# One", *["A lantern here."] * 39], title=f"Walk {number}")
    library = Text.objects.published()
    monkeypatch.setattr(searching, "_is_common", lambda queries: True)
    monkeypatch.setattr(searching, "ENOUGH", 8)
    answer = search("lantern", among=library, languages={"en"})
    assert answer.bounded
    assert {place.number % searching.SAMPLE for one in answer.texts for place in one.places} == {5}
    assert len(answer.texts) == 4
    monkeypatch.setattr(searching, "ENOUGH", 500)  # too few in the sample: everything is looked at
    assert search("lantern", among=library, languages={"en"}).texts[0].count == 39


@pytest.mark.django_db
def test_one_text_is_searched_in_its_own_order():
    edition = make_text(["# One", *["A lantern here.", "Nothing."] * 40], title="A Walk")
    answer = search_within("lanterns", text=edition.text)
    assert answer.count == 40
    assert [place.number for place in answer.places] == list(range(2, 62, 2))
    assert [place.number for place in search_within("lanterns", text=edition.text, page=2).places][:2] == [
        62,
        64,
    ]
    assert search_within("the", text=edition.text).count == 0


@pytest.mark.django_db
def test_a_paragraph_without_end_is_kept_within_bounds():
    make_text(["# One", " ".join(f"w{n}" for n in range(200_000))], title="Endless")
    assert found("w77") == {"Endless": [2]}
    assert max(len(words) for words in SearchRow.objects.values_list("words", flat=True)) <= 60_000


@pytest.mark.django_db
def test_another_language_brings_other_rules(client_of, curator):
    edition = make_text(["# Eins", "Die Lampen."], title="Lampen", language="en")
    facts = {"title": "Lampen", "authors": "", "language": "de", "subjects": ""}
    assert client_of(curator).post(f"/library/{edition.text.slug}/edit/", facts).status_code == 302
    assert set(SearchRow.objects.values_list("config", flat=True)) == {"german"}
    assert found("Lampe") != {}


@pytest.mark.django_db
def test_an_index_is_written_once_however_often(edition):
    rows = list(SearchRow.objects.order_by("number").values_list("number", "words"))
    index(edition.text_id)
    assert list(SearchRow.objects.order_by("number").values_list("number", "words")) == rows


@pytest.mark.django_db
def test_names_are_found_by_all_their_words_and_signs_mean_nothing():
    make_text(title="100% Bread_and more", authors=["Zoë Example"])
    library = Text.objects.published()
    assert named("zoe bread", among=library).count() == 1
    assert named("bread zebra", among=library).count() == 0
    assert named("%", among=library).count() == library.count(), "no word at all"
    assert meant("Zoi Exampel", among=library)
    assert meant("xy", among=library) == []


@pytest.mark.django_db
def test_a_title_is_not_meant_for_its_article():
    idea = make_text(title="A Short Walk: the Idea of Bread").text
    library = Text.objects.published()
    assert meant("The Ice", among=library) == []
    assert meant("The Idee of Bred", among=library) == [idea]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["ÉDUCATION", "ΛΟΓΟΣ", "Straße", "İstanbul", "ﬁne", "Ångström", "Й"])
def test_python_folds_a_name_as_the_database_does(words):
    edition = make_text(title=words, authors=[])
    assert Text.objects.get(pk=edition.text_id).names.strip() == fold(words)
    assert named(words, among=Text.objects.published()).count() == 1


def test_every_language_has_rules_or_the_plain_ones():
    assert search_config("en") == search_config("en-GB") == search_config("EN_us") == "english"
    assert search_config("la") == search_config("") == "simple"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "ca", "da", "eu", "ga", "hy", "nb", "sr", "ta", "yi"])
def test_this_database_knows_the_rules_we_name(language):
    make_text(["# A", "lantern"], title="A", language=language)
    assert found("lantern") == {"A": [2]}


@pytest.mark.parametrize("signs", ["- ", "-", '"', '- "', '-"" ', " or ", "!&|", "-: ", "--a ", "(", "<-> "])
def test_a_query_of_nothing_but_signs_finds_nothing_and_is_no_error(client, db, signs):
    edition = make_text(["# One", "A lantern."], title="A Walk")
    for address in ("/library/", edition.text.get_absolute_url()):
        for query in (signs * 100, signs * 60 + "lantern", "lantern " + signs * 60):
            assert client.get(address, {"q": query}).status_code == 200


signs = st.sampled_from(
    [
        *"-\"'!&|()<>:*\\,.;_+ \t",
        " - ",
        ' -"',
        '" ',
        " or ",
        "OR",
        " and ",
        "the",
        "bread",
        " lantern",
        "well-known",
        "ä",
        "1",
        "½",
        "字",
        "𝄞",
    ]
)


@given(st.lists(signs, max_size=200).map(lambda drawn: "".join(drawn)[:200]))
@example("- " * 100)
@example('-"' * 100)
@example('-"a ' * 50)
@pytest.mark.long
@settings(max_examples=400)
def test_no_query_is_an_error(lasting_db, words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT websearch_to_tsquery(%s::regconfig, %s)", ["english", tidied(words)])
    search(words, among=Text.objects.published(), languages={"en", "de", "la"})


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ('bread -lantern -"on the table"', 'bread -lantern  -"on the table" '),
        ('well-known "well-known"', 'well-known  "well-known" '),
        ("bread - lantern", "bread   lantern"),
        ("--bread", " -bread"),
        ('""', "  "),
        ('"bread', ' "bread"'),
    ],
)
def test_dashes_and_quotation_marks_stay_where_they_mean_something(typed, asked):
    assert tidied(typed).split() == asked.split()


@pytest.mark.long
@pytest.mark.django_db
def test_the_numbers_of_notes_are_no_part_of_what_is_shown():
    words = "# Wind\n\nNobody knows the wind.[^a] It says nothing.\n\n[^a]: A note about weather.\n"
    import_text(data=words.encode(), name="a.md", title="Wind", publish_at=timezone.now())
    assert shown("nobody") == ["[Nobody] knows the wind. It says nothing."]


@pytest.mark.django_db
def test_a_table_is_shown_in_words_with_a_dot_between_its_cells():
    said = "# The Birds\n\nWe counted them.\n\n| name | count |\n|------|------:|\n| gull | three |\n\nHerons | and terns.\n"
    import_text(data=said.encode(), name="birds.md", title="Birds", publish_at=timezone.now())
    assert shown("gull") == ["name · count\n[gull] · three"]
    assert shown("terns") == ["Herons | and [terns]."]


@pytest.mark.django_db
def test_a_text_that_has_the_words_very_often_crowds_out_no_other():
    make_text(["# One", *["A lantern here."] * 1100], title="A Walk")
    for number in range(3):
        make_text(["# One", *["Nothing."] * 9, "A lantern."], title=f"Short {number}")
    answer = search("lantern", among=Text.objects.published(), languages={"en"})
    assert (answer.total, answer.bounded) == (4, False)
    counts = {one.text.title: one.count for one in answer.texts}
    assert counts == {"A Walk": 1100, "Short 0": 1, "Short 1": 1, "Short 2": 1}


@pytest.mark.django_db
def test_where_more_was_there_than_is_looked_at_it_is_said(monkeypatch):
    monkeypatch.setattr(searching, "MET", 600)
    make_text(["# One", *["A lantern here."] * 650], title="A Walk")
    assert search("lantern", among=Text.objects.published(), languages={"en"}).bounded


@pytest.mark.django_db
def test_a_row_whose_paragraph_is_not_there_is_shown_as_its_words_are():
    edition = make_text(["# One", "A lantern."], title="A Walk")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO readings_searchrow (edition_id, number, config, words, vector)"
            " VALUES (%s, 99, 'english', 'A quincunx.', to_tsvector('english', 'A quincunx.'))",
            [edition.pk],
        )
    assert found("quincunx") == {"A Walk": [99]}
    assert [place.number for place in search_within("quincunx", text=edition.text).places] == [99]
