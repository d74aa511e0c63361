"""Words found within one text: the list of them, and the pages on which they are marked."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, strip_tags

from readings.finding import PLACES_A_PAGE
from readings.importing import import_text
from tests.factories import make_draft, make_schedule, make_text, prose, publish, withdraw

TEXT = [
    "# Of bread",
    "The loafs were <warm> & round; one loaf was given away.",
    "Nobody counted.",
    "# Of salt",
    prose(1300, 2),
    "Salt keeps a loaf, and *salt* keeps fish.",
    "# Of water",
    prose(1300, 3),
    "To be or not to be without water.",
]


@pytest.fixture
def edition(db):
    return make_text(TEXT, title="Three Things")


def listed(response):
    """Paragraph, section and words with [what was found] of each place in a list."""
    page = response.content.decode()
    places = re.findall(r'<ol class="found-places".*?</ol>', page, re.DOTALL)
    rows = re.findall(r"<li>(.*?)</li>", places[0], re.DOTALL) if places else []
    made = []
    for row in rows:
        address, number = re.search(
            r'<a class="number" href="([^"]*)".*?>¶ (\d+)</a>', row, re.DOTALL
        ).groups()
        section = re.search(r'<span class="eyebrow"[^>]*>([^<]*)</span>', row)
        words = re.search(r'<span lang="en" dir="auto">(.*)</span>', row, re.DOTALL)[1]
        words = strip_tags(words.replace("<mark>", "[").replace("</mark>", "]"))
        made.append((int(number), section and section[1], words, address.replace("&amp;", "&")))
    return made


def found(client, words, **query):
    return listed(client.get(reverse("text_find", args=["three-things"]), {"find": words, **query}))


def test_each_place_is_listed_in_the_order_of_the_text_with_its_section_and_the_words_around(client, edition):
    places = found(client, "loaf")
    assert [place[:2] for place in places] == [(2, "Of bread"), (6, "Of salt")]
    assert places[0][2] == "The [loafs] were &lt;warm&gt; &amp; round; one [loaf] was given away."


def test_words_that_the_search_passes_over_and_parts_of_words_are_found_letter_by_letter(client, edition):
    assert [place[2] for place in found(client, "to be or not")] == ["[To be or not] to be without water."]
    assert [place[0] for place in found(client, "bod")] == [3]


def test_words_are_found_in_a_script_without_blanks(client, db):
    make_text(["# 水", "没有水就没有面包。"], title="Three Things", language="zh")
    page = client.get(reverse("text_find", args=["three-things"]), {"find": "面包"}).text
    assert "没有水就没有<mark>面包</mark>。" in page


def test_a_place_leads_to_its_page_where_all_are_marked_and_this_one_is_led_to(client, edition):
    address = found(client, "salt")[1][3]
    answer = client.get(address, follow=True)
    [(onward, _status)] = answer.redirect_chain
    assert onward == f"{reverse('page_detail', args=['three-things', 1])}?find=salt&hit=6#here"
    assert '<mark class="found">salt</mark></h2>' in answer.text  # the heading has it too
    assert '<mark><span id="here">S</span>alt</mark> keeps a loaf' in answer.text
    assert "“salt”: 2 of 2" in answer.text


def test_from_a_place_one_goes_to_the_one_before_the_next_and_back_to_reading(client, edition):
    page = client.get(reverse("page_detail", args=["three-things", 1]), {"find": "keeps", "hit": 6}).text
    nav = page[page.index('<nav class="hits"') :]
    nav = nav[: nav.index("</nav>")]
    assert 'rel="prev"' not in nav
    assert 'rel="next"' not in nav
    assert f'href="{reverse("page_detail", args=["three-things", 1])}#p6"' in nav
    page = client.get(reverse("page_detail", args=["three-things", 1]), {"find": "loaf", "hit": 2}).text
    assert (
        f'rel="next" data-key="." href="{reverse("paragraph_detail", args=["three-things", 6])}?find=loaf"'
        in page
    )


def test_the_reader_is_asked_for_words_by_a_form_that_works_without_a_script(client, edition):
    page = client.get(reverse("page_detail", args=["three-things", 1])).text
    form = page[page.index('id="finding"') :]
    assert f'method="get" action="{reverse("text_find", args=["three-things"])}"' in form
    assert 'popovertarget="finding"' in page


def test_htmx_is_given_the_list_alone(client, edition):
    answer = client.get(
        reverse("text_find", args=["three-things"]), {"find": "salt"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in answer.text
    assert len(listed(answer)) == 2
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize(
    "words", ["", "  ", "\0", "zzz", "'\"", "<script>", "-salt", "a" * 5000, "\\g<0>", "((("]
)
def test_whatever_is_asked_for_is_answered_and_shown_as_it_was_written(client, edition, words):
    for address in (
        reverse("text_find", args=["three-things"]),
        reverse("page_detail", args=["three-things", 1]),
    ):
        answer = client.get(address, {"find": words, "hit": "9" * 30})
        assert answer.status_code == 200
        assert f">{words}" not in answer.text or not words.startswith("<")
    listing = client.get(reverse("text_find", args=["three-things"]), {"find": words}).text
    if words.strip(" \0"):
        assert escape(words[:200]) in listing
        assert "is not in this text." in listing


def test_many_places_come_in_pages(client, db):
    make_text(["# Many", *(f"Word {number}." for number in range(40))], title="Three Things")
    assert len(found(client, "word")) == PLACES_A_PAGE
    assert [place[0] for place in found(client, "word", page=2)] == list(range(32, 42))


def near(client, number):
    """The list that a page of text gets for somebody who is at a paragraph, and the place that is pointed out."""
    asked = {"find": "word", "near": number}
    answer = client.get(reverse("text_find", args=["three-things"]), asked, headers={"HX-Request": "true"})
    numbers = [int(number) for number in re.findall(r'<a class="number"[^>]*>¶ (\d+)</a>', answer.text)]
    current = re.search(r'aria-current="true" aria-label="Paragraph (\d+)"', answer.text)
    return numbers, current and int(current[1])


def test_on_a_page_of_text_the_list_is_of_the_places_around_where_one_is(client, db):
    words = [f"Word {number}." if number % 2 else "Nothing." for number in range(200)]
    make_text(["# Many", *words], title="Three Things")
    numbers, current = near(client, 100)
    assert current == 101, "the one that comes next"
    assert (numbers[0], len(numbers)) == (current - 20, PLACES_A_PAGE)
    assert near(client, 1) == (list(range(3, 63, 2)), 3)
    assert near(client, 4)[1] == 5, "though ¶ 3 is as near"
    assert near(client, 10**8)[1] == 201
    assert near(client, "x")[1] is None


def led(client, number, behind="", words="word", **asked):
    """Where Enter leads in the field over a page of text, for somebody at a paragraph."""
    asked = {"find": words, "near": number, "go": "nearest"} | asked
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{behind}"}
    answer = client.get(reverse("text_find", args=["three-things"]), asked, headers=headers)
    return answer.headers.get("HX-Redirect")


def test_enter_leads_to_the_place_nearest_to_where_one_reads_and_from_there_to_the_next(client, db):
    make_text(["# Many", "Word one.", "Nothing.", "Word two.", "Nothing."], title="Three Things")
    place = "/library/three-things/p/{}/?find=word".format
    assert led(client, 3) == place(4)
    assert led(client, 1) == place(2)
    assert led(client, 5) == place(4), "past the last one that is the nearest"
    assert led(client, 2, "/library/three-things/1/?find=word&hit=2") == place(4)
    assert led(client, 4, "/library/three-things/1/?find=word&hit=4") == place(2), (
        "from the last one to the first"
    )
    assert led(client, 2, "/library/three-things/1/?find=other&hit=2") == place(2), (
        "other words were sought there"
    )


def test_enter_leads_nowhere_while_nothing_is_found_and_a_page_without_a_script_lists_what_is(
    client, edition
):
    assert led(client, 1, words="nowhere") is None
    assert led(client, 1, words="") is None
    assert led(client, "x", words="loaf") is None
    plain = client.get(reverse("text_find", args=["three-things"]), {"find": "loaf", "go": "nearest"})
    assert listed(plain)


def test_in_a_circle_enter_leads_to_a_page_of_the_circle(client_of, bob, group, edition):
    plan = make_schedule(group, edition)
    asked = {"find": "counted", "near": "1", "go": "nearest"}
    address = reverse("reader_find", args=[group.slug, plan.pk])
    answer = client_of(bob).get(address, asked, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/g/{group.slug}/read/{plan.pk}/p/3/?find=counted"


def test_only_the_present_edition_of_what_is_in_the_library_is_searched(client, edition):
    publish(make_draft(edition.text, ["# Of bread", "A crust."]))
    assert not found(client, "loaf")
    withdraw(edition.text.current_edition)
    assert client.get(reverse("text_find", args=["three-things"]), {"find": "crust"}).status_code == 410


def test_a_circle_finds_words_in_what_it_reads_and_stays_among_its_own_pages(
    client_of, bob, charlie, group, edition
):
    plan = make_schedule(group, edition)
    address = reverse("reader_find", args=[group.slug, plan.pk])
    member = client_of(bob)
    places = listed(member.get(address, {"find": "loaf"}))
    assert [place[0] for place in places] == [2, 6]
    answer = member.get(places[1][3], follow=True)
    onward = f"{reverse('reader', args=[group.slug, plan.pk, 1])}?find=loaf&hit=6#here"
    assert answer.redirect_chain == [(onward, 302)]
    assert '<mark><span id="here">l</span>oaf</mark>' in answer.text
    assert client_of(charlie).get(address).status_code == 404


@pytest.mark.parametrize("words", ["gull", "ree"])
def test_a_table_is_listed_in_words_with_a_dot_between_its_cells(client, db, words):
    said = "# The Birds\n\nWe counted them.\n\n| name | count |\n|------|------:|\n| gull | three |\n\nHerons | and terns.\n"
    import_text(data=said.encode(), name="birds.md", title="Birds", publish_at=timezone.now())
    page = client.get(reverse("text_find", args=["birds"]), {"find": words})
    ((_number, _section, shown, _address),) = listed(page)
    assert shown.replace("[", "").replace("]", "") == "name · count\ngull · three"
