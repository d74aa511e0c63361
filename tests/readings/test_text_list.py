"""The library page: what stands where, what filters leave, what a search finds."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings.models import Edition, Text
from readings.withdrawing import remove
from tests.factories import make_group, make_schedule, make_shelf, make_text, withdraw

pytestmark = pytest.mark.django_db
LIBRARY = "/library/"


def titles(page) -> list[str]:
    """The texts on a page, in its order."""
    return re.findall(r'<h3><a href="[^"]*"[^>]*>(?:<span[^>]*>)?([^<]*)<', page.text)


def test_a_text_looks_alike_at_the_front_door_and_in_the_library(client):
    text = make_text(title="Bread", authors=["Ada"]).text
    item = rf'<h3><a href="{text.get_absolute_url()}">.*?<p class="length">.*?</p>'
    looks = [re.findall(item, client.get(page).text, re.DOTALL) for page in ("/", LIBRARY)]
    assert looks[0] == looks[1] != []


def test_an_empty_library_says_so_kindly(client):
    assert "The library is still empty" in client.get(LIBRARY).text


def test_who_is_signed_in_is_led_to_their_groups_and_told_nothing_of_accounts(client, client_of, bob):
    assert "without an account" in client.get(LIBRARY).text
    page = client_of(bob).get(LIBRARY).text
    assert "without an account" not in page
    assert "Start a group" not in page
    main = page[page.index("<main") :]
    assert f'class="button" href="{reverse("group_list")}"' in main


def test_shelves_come_in_their_order_above_the_other_texts(client):
    bread, bridge = make_text(title="Bread").text, make_text(title="Bridge").text
    make_text(title="Harbour")
    make_shelf("First shelf", bridge, bread)
    make_shelf("Second shelf", bread)
    make_shelf("Nothing on it")
    page = client.get(LIBRARY)
    assert titles(page) == ["Bridge", "Bread", "Bread", "Harbour"]
    assert (
        page.text.index("First shelf") < page.text.index("Second shelf") < page.text.index("All other texts")
    )
    assert "Nothing on it" not in page.text


def test_what_stands_on_a_shelf_is_not_listed_again_below_it_but_is_found(client):
    make_shelf("First shelf", make_text(title="Bread").text)
    page = client.get(LIBRARY)
    assert titles(page) == ["Bread"]
    assert "The library is still empty" not in page.text
    assert titles(client.get(LIBRARY, {"language": "en"})) == ["Bread"]


def test_a_shelf_shows_its_first_texts_and_the_whole_of_it_when_asked(client):
    texts = [make_text(title=f"Text {n}", sections=1).text for n in range(8, 0, -1)]
    shelf = make_shelf("Long shelf", *texts)
    assert titles(client.get(LIBRARY)) == [f"Text {n}" for n in (8, 7, 6, 5, 4, 3, 1, 2)]
    assert titles(client.get(shelf.get_absolute_url())) == [f"Text {n}" for n in range(8, 0, -1)]


def test_filters_combine(client):
    make_text(title="Brot", language="de", rights="public domain", subjects=["bread", "work"])
    make_text(title="Brücke", slug="b", language="de", rights="CC BY 4.0", subjects=["work"])
    make_text(title="Bread", rights="public domain", subjects=["bread"])
    assert titles(client.get(LIBRARY, {"language": "de"})) == ["Brot", "Brücke"]
    assert titles(client.get(LIBRARY, {"subject": "bread"})) == ["Bread", "Brot"]
    assert titles(client.get(LIBRARY, {"language": "de", "subject": "bread"})) == ["Brot"]
    assert titles(client.get(LIBRARY, {"rights": "public domain", "language": "en"})) == ["Bread"]
    assert titles(client.get(LIBRARY, {"rights": "public domain", "subject": "work"})) == ["Brot"]


def test_length_is_asked_for_in_minutes(client):
    make_text(title="Short", sections=1, paragraphs_each=1)
    make_text(title="Long", sections=1, paragraphs_each=10, words_each=600)
    assert titles(client.get(LIBRARY, {"length": "short"})) == ["Short"]
    assert titles(client.get(LIBRARY, {"length": "evening"})) == ["Long"]
    assert titles(client.get(LIBRARY, {"length": "long"})) == []


def test_what_a_group_reads_now_can_be_asked_for(client, group, now):
    read, finished = make_text(title="Read now"), make_text(title="Read last year")
    make_text(title="Read by nobody")
    make_schedule(group, read)
    make_schedule(group, finished, first_due=now.date().replace(year=now.year - 1))
    assert titles(client.get(LIBRARY, {"now": "1"})) == ["Read now"]


@pytest.mark.parametrize(
    "query",
    ["language=xx", "length=x", "subject=\0", "shelf=none", "page=-1&q=x", "page=99999999&q=x", "q=%00", "q=%22",
     "q=%27%3B--", "q=a%26%7C!()", "q=" + "x" * 3000, "q=%F0%9D%94%84stral", "in=titles&q=x", "q=%25_"],
)  # fmt: skip
def test_no_address_of_the_library_breaks_it(client, edition, query):
    assert client.get(f"{LIBRARY}?{query}").status_code == 200


def test_each_filter_can_be_left_out_again(client):
    make_text(title="Brot", language="de", subjects=["bread"])
    page = client.get(LIBRARY, {"language": "de", "subject": "bread"})
    assert '<a class="chip" href="?subject=bread">' in page.text
    assert '<a class="chip" href="?language=de">' in page.text


def test_nothing_left_by_the_filters_leads_back(client, edition):
    page = client.get(LIBRARY, {"language": "fr"})
    assert "No text matches" in page.text
    assert "Fewer filters find more." in page.text


def test_a_title_is_found_without_its_accents_and_capitals(client):
    make_text(title="Éducation et Société", slug="e", authors=["Émile Exemple"])
    make_text(title="Another")
    for words in ("education", "SOCIETE", "emile", "exemple edu"):
        assert titles(client.get(LIBRARY, {"q": words}))[:1] == ["Éducation et Société"], words


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("mass organisation", "Mass organization and political organization"),
        ("mass organization", "Mass organisation and political organisation"),
        ("the organised worker", "The Organized Worker"),
        ("analysing cities", "Analyzing Cities"),
        ("organiz", "On Organising"),
    ],
)
def test_a_title_is_found_in_the_other_spelling_although_texts_have_the_words(client, asked, title):
    make_text(title=title, slug="sought")
    make_text(["# A", f"Here is {asked} once."], title="Another", slug="another")
    page = client.get(LIBRARY, {"q": asked})
    assert [text.title for text in page.context["named"]] == [title]
    assert title in titles(page)


def test_other_words_with_those_letters_are_not_taken_for_one_another(client):
    make_text(title="The Prize", slug="prize")
    make_text(title="Size", slug="size")
    assert not client.get(LIBRARY, {"q": "prison"}).context["named"]
    assert not client.get(LIBRARY, {"q": "sis"}).context["named"]


def test_a_misspelt_title_leads_to_what_was_meant(client):
    make_text(title="Educational Psychology", authors=["Lev Vygotsky"], slug="psychology")
    for words in ("Vigotsky", "Vygostky", "Eductional", "psycology"):
        page = client.get(LIBRARY, {"q": words})
        assert "Did you mean" in page.text, words
        assert "/library/psychology/" in page.text


def test_whoever_found_their_words_is_not_asked_what_they_meant(client):
    make_text(title="Educational Psychology", authors=["Lev Vygotsky"])
    make_text(["A vigotsky is a kind of boat."], title="Boats")
    page = client.get(LIBRARY, {"q": "Vigotsky"})
    assert "<mark>vigotsky</mark>" in page.text
    assert "Did you mean" not in page.text


def test_words_of_a_text_are_shown_in_their_place(client):
    make_text(["# One", "We set out before the bakery opened.", "Nobody complained."], title="A Walk")
    page = client.get(LIBRARY, {"q": "bakeries"})  # English knows them for the same word
    assert "before the <mark>bakery</mark> opened" in page.text
    assert reverse("paragraph_detail", args=["a-walk", 2]) in page.text


def test_found_words_are_escaped(client):
    make_text(["# One", "A <b>bakery</b> & <script>alert(1)</script> here."], title="A Walk")
    page = client.get(LIBRARY, {"q": "bakery"})
    assert "&lt;b&gt;<mark>bakery</mark>&lt;/b&gt; &amp; " in page.text
    assert "<script>alert" not in page.text


def test_a_search_goes_through_the_filters(client):
    make_text(["# Eins", "Eine lantern im Regen."], title="Laterne", language="de")
    make_text(["# One", "A lantern in the rain."], title="Lamp")
    assert set(titles(client.get(LIBRARY, {"q": "lantern"}))) == {"Laterne", "Lamp"}
    assert titles(client.get(LIBRARY, {"q": "lantern", "language": "de"})) == ["Laterne"]


def test_nobody_finds_a_draft_or_what_was_withdrawn(client, client_of, charlie, curator):
    make_text(["# One", "An unheard bakery."], title="A Draft", published=False)
    withdraw(make_text(["# One", "Another unheard bakery."], title="Gone"))
    for reader in (client, client_of(charlie)):
        for query in ({}, {"q": "bakery"}, {"q": "Draft"}, {"q": "Gone"}, {"q": "Gona"}):
            page = reader.get(LIBRARY, query).text
            assert "A Draft" not in page
            assert ">Gone<" not in page
    assert titles(client_of(curator).get(LIBRARY, {"q": "bakery"})) == []


def test_a_search_for_nothing_we_have_offers_to_suggest_it(client, edition):
    page = client.get(LIBRARY, {"q": "quincunx"})
    assert "Nothing with “quincunx” here" in page.text
    assert reverse("suggestion_create") + "?title=quincunx" in page.text
    assert "too common to search for" in client.get(LIBRARY, {"q": "to be or not to be"}).text


def test_more_titles_than_fit_have_a_page_of_their_own(client):
    for number in range(8):
        make_text(title=f"Bread {number}", sections=1, paragraphs_each=1)
    page = client.get(LIBRARY, {"q": "bread"})
    assert "?q=bread&amp;in=titles" in page.text
    assert len(titles(client.get(LIBRARY, {"q": "bread", "in": "titles"}))) == 8


def test_while_one_types_the_address_stays_tidy(client, edition):
    answer = client.get(LIBRARY, {"q": "walk", "language": "", "length": ""}, headers={"HX-Request": "true"})
    assert answer["HX-Replace-Url"] == "/library/?q=walk"
    assert answer["Vary"].startswith("HX-Request")
    assert 'id="found"' in answer.text
    assert "<html" not in answer.text
    assert "HX-Replace-Url" not in client.get(LIBRARY, {"q": "walk"})


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zzzzqq", "Nothing with “zzzzqq” here"),
        ("the clok", "Nothing with “the clok” here. Did you mean… The Clock?"),
        ("the clock", "In titles and authors: 1 text"),
        ("harbourmaster", "In the texts: 1 text"),
        ("bridge", "In titles and authors: 2 texts. In the texts: 1 text"),
        ("", "All texts"),
    ],
)
def test_what_came_of_a_search_is_said_in_a_line_that_stays_where_it_is(client, asked, said):
    for text in Text.objects.all():
        remove(text=text)
    for title in ("The Clock", "Bridge", "Bridge again"):
        make_text(["Nothing much is said."], title=title)
    make_text(["The harbourmaster crossed the bridge."], title="Harbour")
    answer = client.get(LIBRARY, {"q": asked}, headers={"HX-Request": "true"}).text
    outcome = r'<p [^>]*id="outcome" role="status"( hx-swap-oob="innerHTML")?>(.*?)</p>'
    line = re.search(outcome, answer, re.DOTALL)
    assert line
    assert line[1]
    assert " ".join(re.sub("<[^>]*>", "", line[2]).split()) == said
    page = client.get(LIBRARY, {"q": asked}).text
    assert line[0].replace(' hx-swap-oob="innerHTML"', "") in page
    assert page.index('id="outcome"') < page.index('id="found"')
    assert page[page.index('id="found"') : page.index("</main>")].count('role="status"') == 0


def test_a_long_library_comes_in_pages_that_keep_the_filters(client):
    for text in Text.objects.all():
        remove(text=text)
    for number in range(41):
        make_text(title=f"Text {number:02}", language="de", sections=1, paragraphs_each=1, words_each=3)
    page = client.get(LIBRARY, {"language": "de"})
    assert len(titles(page)) == 40
    assert 'href="?language=de&amp;page=2"' in page.text
    assert titles(client.get(LIBRARY, {"language": "de", "page": 2})) == ["Text 40"]


@pytest.mark.parametrize("query", [{}, {"q": "lantern"}, {"language": "en"}, {"now": "1", "subject": "work"}])
def test_more_texts_and_shelves_take_no_more_queries(client, bob, query):
    few_texts = [make_text(title=f"Few {n}", subjects=["work"]) for n in range(3)]
    make_shelf("One", *(edition.text for edition in few_texts))
    make_text(title="On no shelf", subjects=["work"])
    make_schedule(make_group(members=[bob]), few_texts[0])
    few = count(client, query)
    more = [make_text(title=f"More {n}", subjects=["work", f"s{n}"], rights=f"r{n}") for n in range(9)]
    make_shelf("Two", *(edition.text for edition in more))
    make_shelf("Three", *(edition.text for edition in more[:2]))
    assert count(client, query) <= few


def count(client, query) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIBRARY, query).status_code == 200
    return len(queries)


def test_drafts_of_one_title_are_told_apart_by_file_time_and_who_brought_them(client_of, curator):
    at = timezone.now().replace(hour=9, minute=41)
    for number, name in enumerate(("almanac.txt", "pages.pdf")):
        draft = make_text(title="The Almanac", slug=f"almanac-{number}", published=False)
        Edition.objects.filter(pk=draft.pk).update(source_name=name, imported_by=curator, created_at=at)
    page = client_of(curator).get(reverse("text_list")).text
    drafts = page[page.index("<h2>Drafts</h2>") :]
    assert all(f'<span class="file-name">{name}</span>' in drafts for name in ("almanac.txt", "pages.pdf"))
    assert drafts.count(f"<span>{curator.display_name}</span>") == 2
    assert drafts.count(f", {timezone.localtime(at):%H:%M}<") == 2


def test_the_list_says_what_a_text_is_about_and_its_language_where_there_are_several(client):
    text = make_text(title="A walk", slug="a-walk", language="en").text
    Text.objects.filter(pk=text.pk).update(description="How a street learned to walk.")
    page = client.get(LIBRARY).text
    assert "How a street learned to walk." in page
    assert "<span>English</span>" not in page
    make_text(title="Ein Weg", slug="ein-weg", language="de")
    assert "<span>English</span>" in client.get(LIBRARY).text


def test_a_curator_who_opens_an_empty_shelf_is_told_who_sees_it(client_of, curator, edition):
    make_shelf("Later")
    page = client_of(curator).get(reverse("text_list"), {"shelf": "later"}).text
    assert "This shelf is empty" in page
    assert reverse("shelf_edit", args=["later"]) in page


def test_a_page_of_what_was_found_asks_the_database_eight_times(client):
    """What the search asks is five of them; the filters to choose from take two."""
    for number, language in enumerate(("en", "de", "en")):
        text = make_text(title=f"Bread {number}", slug=f"bread-{number}", language=language).text
        Text.objects.filter(pk=text.pk).update(rights=f"CC {number}", subjects=[f"food {number}"])
    address = f"{LIBRARY}?q=ladder"
    assert client.get(address).context["answer"].texts
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    said = [
        one["sql"] for one in asked if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    assert len(said) == 8
    for value in ("CC 0", "CC 2", "food 1", "German", "English"):
        assert f">{value}</option>" in page.text


def test_found_words_are_marked_and_everything_is_escaped(client):
    text = make_text(["# Walk", "A ladder & a <b>door</b>."], title="Bread & <b>", slug="bread").text
    page = client.get(f"{LIBRARY}?q=ladder").text
    assert "Bread &amp; &lt;b&gt;" in page
    assert "A <mark>ladder</mark> &amp; a &lt;b&gt;door&lt;/b&gt;." in page
    place = page[page.index('<ol class="found-places">') :].partition("</ol>")[0]
    assert re.search(
        rf'href="{text.get_absolute_url()}p/\d+/\?find=ladder" aria-label="Paragraph \d+"', place
    )
