"""The year in which a text was first published: guessed, given, shown, and copied with what is quoted."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from readings.guessing import guesses
from readings.importing import draft_of, import_text
from readings.models import Import, Text
from tests.factories import make_text

NOTHING = {"name": "", "openings": [], "provenance": {}, "content": "", "known": {}}
WALK = "---\ntitle: On Walking\nauthor: Ada Pilgrim\ndate: 1934\n---\n\n# Morning\n\nWe *walked* along the dike until it was dark, and nobody said a word.\n"


@pytest.mark.parametrize(
    ("told", "year"),
    [
        ({"provenance": {"front_matter": {"date": "1934-05-01"}}}, "1934"),
        ({"provenance": {"format": "epub", "date": "1931-01-01T00:00:00Z"}}, "1931"),
        ({"provenance": {"format": "html", "date": "2009-05-04"}}, "2009"),
        ({"provenance": {"gutenberg": {"header": "Original Publication: Hull: Quay Press, 1898"}}}, "1898"),
        ({"openings": ["On Walking", "First published in Karholm by the Quay Press in 1912."]}, "1912"),
        ({"openings": ["On Walking", "(May 1909)"]}, "1909"),
        ({"openings": ["A walk."], "endings": ["© 1971 Ada Pilgrim. Reprinted 1984."]}, "1971"),
        ({"openings": ["On Walking", "Ada Pilgrim", "Quay Press, Karholm 1931"]}, "1931"),
        ({"openings": ["On Walking\nAda Pilgrim\nKarholm: The Quay Press, 1887."]}, "1887"),
        ({"openings": ["A walk."], "endings": ["Verlag am Kai, Karholm und Hull (1926)"]}, "1926"),
        ({"name": "on-walking_1974.txt"}, "1974"),
    ],
)
def test_a_year_is_guessed(told, year):
    assert guesses(**(NOTHING | told))["year"][0] == year


@pytest.mark.parametrize(
    "told",
    [
        {"provenance": {"format": "docx", "date": "2019-03-02T10:00:00Z"}},  # when somebody typed it
        {"provenance": {"format": "odt", "date": "2019-03-02"}},
        {"provenance": {"gutenberg": {"release date": "May 1, 2004"}}},
        {"openings": ["On Walking", "She came to Karholm, where it rained, in 1931"]},
        {"openings": ["On Walking", "At last, Karholm 1931, and nothing more"]},
        {"openings": ["On Walking", "In 1871 there were 1,912 boats and 1850% more nets."]},
        {"provenance": {"front_matter": {"date": "1934"}}, "known": {"year": 1934}},
    ],
)
def test_what_is_no_such_year_is_not_offered(told):
    assert "year" not in guesses(**(NOTHING | told))


@pytest.mark.long
def test_the_date_in_the_front_matter_is_no_paragraph_and_is_filled_in_with_the_facts(client_of, curator):
    draft = import_text(data=WALK.encode(), name="walk.md")
    assert "1934" not in draft.content
    assert "set_apart" not in draft.provenance
    assert draft.provenance["front_matter"]["date"] == "1934"
    assert "imprint_in_text" not in [one["code"] for one in draft.warnings]
    client, address = client_of(curator), reverse("text_edit", args=[draft.text.slug])
    shown = client.get(address)
    assert shown.context["form"]["year"].value() == 1934
    assert 'name="take_year"' not in shown.text
    typed = {"title": "On Walking", "authors": "Ada Pilgrim", "language": "en", "year": "1934"}
    assert client.post(address, typed).status_code == 302
    assert Text.objects.get(pk=draft.text_id).year == 1934


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "Years before our era do not fit here. Leave this empty."),
        ("-44", "Years before our era do not fit here. Leave this empty."),
        ("2101", "That year is too far ahead: the last one that fits is 2100."),
        ("99999", "That year is too far ahead: the last one that fits is 2100."),
        ("MCM", "Write one year in figures, such as 1934, or leave this empty."),
        ("1934-35", "Write one year in figures, such as 1934, or leave this empty."),
    ],
)
def test_what_is_no_year_of_our_era_is_refused_beside_the_field(client_of, curator, typed, said):
    text = make_text().text
    page = client_of(curator).post(
        reverse("text_edit", args=[text.slug]), {"title": "T", "language": "en", "year": typed}
    )
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"year"}
    assert said in page.text


def test_a_year_of_blanks_is_none(client_of, curator):
    text = make_text().text
    typed = {"title": "T", "language": "en", "year": "  "}
    assert client_of(curator).post(reverse("text_edit", args=[text.slug]), typed).status_code == 302
    assert Text.objects.get(pk=text.pk).year is None


@pytest.mark.long
def test_the_year_given_with_a_file_is_that_of_the_text(client_of, curator):
    typed = {
        "words": "We walked along the dike until it was dark, and nobody said a word.",
        "title": "On Walking",
        "year": "1934",
    }
    client_of(curator).post(reverse("text_import"), typed)
    draft_of(Import.objects.get(year=1934))
    assert Text.objects.get(title="On Walking").year == 1934


@pytest.mark.long
def test_the_command_takes_a_year(tmp_path, db):
    (tmp_path / "walk.md").write_text(WALK)
    call_command("import_text", tmp_path / "walk.md", "--year", "1934")
    assert Text.objects.get().year == 1934


def test_a_text_shows_its_year_and_citations_take_it_along(client, db):
    text = make_text().text
    Text.objects.filter(pk=text.pk).update(year=1934)
    about = client.get(text.get_absolute_url()).content.decode()
    assert "<dt>First published</dt><dd>1934</dd>" in about
    assert 'data-year="1934"' in client.get(reverse("page_detail", args=[text.slug, 1])).content.decode()
    Text.objects.filter(pk=text.pk).update(year=None)
    assert "First published" not in client.get(text.get_absolute_url()).content.decode()


FRONT = "---\ntitle: The Herring Year\n{}\n---\n\n{}The tide went out further than anybody remembered.\n"


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "begins", "year", "rights"),
    [
        ("date: 1987\nlicense: CC BY 4.0", "", 1987, "CC BY 4.0"),
        ("date: 3 May 1987\nrights: Public domain", "First published 1987\n\n", 1987, "Public domain"),
        ("date: 1987", "First published 1903\n\n", None, ""),
        ("author: Ada Quill", "", None, ""),
    ],
)
def test_the_year_and_the_rights_that_a_file_states_in_its_own_entry_are_filled_in(
    curator, fields, begins, year, rights
):
    made = import_text(data=FRONT.format(fields, begins).encode(), name="a.md", user=curator)
    assert (made.text.year, made.text.rights) == (year, rights)


@pytest.mark.long
@pytest.mark.django_db
def test_when_a_page_was_put_on_the_web_is_offered_and_not_filled_in(curator):
    page = (
        '<html><head><title>Herring</title><meta property="article:published_time" content="2014-03-02"></head>'
        "<body><article><h1>Herring</h1><p>The tide went out further than anybody remembered.</p></article></body></html>"
    )
    assert import_text(data=page.encode(), name="a.html", user=curator).text.year is None


@pytest.mark.long
@pytest.mark.django_db
def test_what_whoever_brings_a_text_says_goes_before_what_its_file_states(curator):
    file = FRONT.format("date: 1987\nlicense: CC BY 4.0", "").encode()
    made = import_text(data=file, name="a.md", user=curator, year=1903, rights="Public domain")
    assert (made.text.year, made.text.rights) == (1903, "Public domain")
