"""What encyclopedias and archives put around and into the text of a saved page, told by classes and by place."""

import pytest

from readings.guessing import guesses
from tests.readings.importers.reading import made, outline

FOG = "There was fog over the harbour when the ferry was lifted out of the mud, and nobody came to see it but the dog."
REST = "In spring it was sold for what the planks were worth, and the keeper walked home along the dike without a word."


def text_of(page: str):
    return made(
        f"<!DOCTYPE html><html lang=en><head><title>The Ferry</title></head><body>{page}</body></html>".encode()
    )


def apart(result, why: str) -> list[str]:
    return [one["text"] for one in result.provenance.get("set_apart", ()) if one["why"] == why]


def codes(result) -> list[str]:
    return [one.code for one in result.warnings]


def test_the_line_of_the_site_and_the_way_to_other_articles_are_set_apart():
    result = text_of(
        "<main><h1>The Ferry</h1><div id=siteSub>From the Open Book of Boats</div>"
        f'<div role=note class="hatnote">For the bird, see <a href=x>Ferret</a>.</div><p>{FOG}</p><p>{REST}</p></main>'
    )
    assert result.content == f"{FOG}\n\n{REST}"
    assert apart(result, "furniture") == ["From the Open Book of Boats", "For the bird, see Ferret."]


def test_remarks_in_a_sentence_that_are_not_of_its_writer_are_left_out():
    result = text_of(
        f'<main><h1>The Ferry</h1><p>{FOG}<sup class="noprint Inline-Template Template-Fact">[<i><a href=x>source?</a></i>]</sup>'
        f'</p><h2>Spring<span class="mw-editsection">[<a href=x>edit</a>]</span></h2><p>{REST}</p></main>'
    )
    assert result.content == f"{FOG}\n\nSpring\n\n{REST}"


def test_a_note_that_only_calls_itself_so_stays():
    result = text_of(f"<main><h1>The Ferry</h1><p>{FOG}</p><div role=note>{REST}</div></main>")
    assert REST in result.content


def test_a_date_in_brackets_under_the_title_is_no_heading_and_the_name_over_it_is_offered_as_the_author():
    result = text_of(
        f"<p class=title>Ada Quill</p><h1>The Ferry</h1><h3>(May 1909)</h3><h3>I</h3><p>{FOG}</p><h3>II</h3><p>{REST}</p>"
    )
    assert [title for _level, title in outline(result)] == ["I", "II"]
    assert (apart(result, "byline"), apart(result, "imprint")) == (["Ada Quill"], ["(May 1909)"])
    assert {"author_guessed", "imprint_in_text"} <= set(codes(result))
    assert "author_missing" not in codes(result), "one thing to look at is one doubt"
    known = {"title": result.title}
    opening = ["Ada Quill", "The Ferry", "(May 1909)", FOG]
    found = guesses(name="", openings=opening, provenance={}, content=FOG, known=known)
    assert (found["authors"], found["year"]) == (["Ada Quill"], ["1909"])


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>The Ferry</h1><h2>(May 1909)</h2><p>{FOG}</p><h2>(June 1909)</h2><p>{REST}</p>",
        f"<h1>The Ferry</h1><p>{FOG}</p><h2>(May 1909)</h2><p>{REST}</p>",
        f"<h1>The Ferry</h1><h2>May 1909</h2><p>{FOG}</p><p>{REST}</p>",
    ],
)
def test_dates_over_parts_of_a_text_stay_headings(page):
    result = text_of(page)
    assert any("1909" in title for _level, title in outline(result))


@pytest.mark.parametrize("over", ["The Quay", "Karholm", "Ada Quill rowed"])
def test_what_is_no_name_over_the_title_stays(over):
    result = text_of(f"<p>{over}</p><h1>The Ferry</h1><p>{FOG}</p><p>{REST}</p>")
    assert "author_guessed" not in codes(result)


def test_the_languages_that_an_encyclopedia_opens_beside_its_title_are_furniture():
    listed = "<ul><li><a href=x>Deutsch</a></li><li><a href=y>Suomi</a></li></ul>"
    result = text_of(
        f"<main><header><h1>The Ferry</h1><div class=vector-dropdown>{listed}</div></header><p>{FOG}</p><p>{REST}</p></main>"
    )
    assert result.content == f"{FOG}\n\n{REST}"


def test_the_sign_of_a_link_to_its_heading_is_none_of_the_title():
    result = text_of(f"<main><h1>The Ferry<a class=headerlink href='#f'>¶</a></h1><p>{FOG}</p></main>")
    assert result.title == "The Ferry"
