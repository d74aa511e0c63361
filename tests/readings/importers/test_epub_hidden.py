"""What the documents of an EPUB hide: titles become headings, notes notes, and the rest is set apart with a doubt."""

import pytest

from readings.segmenting import Structure
from tests.readings.importers.reading import linked, made, outline
from tests.readings.importers.writers import NAVIGATION_ITEM, QUAY, SEA, epub, navigation, opf

SHEET = ".gone { display: none }"


def book(*bodies: str, contents: tuple[str, ...] = ()) -> Structure:
    """A book whose style sheet hides what is of the class "gone"."""
    documents = {f"d{number}.xhtml": body for number, body in enumerate(bodies)}
    sheet = '<item id="css" href="s.css" media-type="text/css"/>'
    package = opf(dict.fromkeys(documents, ""), manifest=NAVIGATION_ITEM + sheet)
    nav = navigation(*zip(documents, contents, strict=False)) if contents else ""
    return made(epub(documents, package=package, others={"OPS/nav.xhtml": nav, "OPS/s.css": SHEET}))


def words(result: Structure) -> list[str]:
    return [result.content[one.start : one.end] for one in result.paragraphs]


def set_apart(result: Structure) -> list[tuple[str, str]]:
    return [(one["why"], one["text"]) for one in result.provenance.get("set_apart", [])]


def doubts(result: Structure) -> list[str]:
    return [doubt.code for doubt in result.warnings]


@pytest.mark.parametrize(
    "title",
    [
        "<h1 class='gone'>The Weir</h1>",
        "<h1 hidden='hidden'>The Weir</h1>",
        "<h1 class='sr-only'>The Weir</h1>",
        "<h1 style='visibility: hidden'><span class='name'>The Weir</span></h1>",
        "<p class='title gone'>The Weir</p>",
    ],
)
def test_a_hidden_title_that_the_contents_name_is_a_heading_without_a_doubt(title):
    result = book(
        f"{title}<p>{SEA}</p>", f"<h1>The Mill</h1><p>{QUAY}</p>", contents=("The Weir", "The Mill")
    )
    assert outline(result) == [(1, "The Weir"), (1, "The Mill")]
    assert doubts(result) == []


def test_a_hidden_heading_that_the_contents_do_not_name_is_doubted():
    result = book(f"<h1>The Weir</h1><p>{SEA}</p><h2 class='gone'>Noon</h2><p>{QUAY}</p>")
    assert outline(result) == [(1, "The Weir"), (2, "Noon")]
    assert doubts(result) == ["words_unfolded"]


@pytest.mark.parametrize("hidden", ["<h1 class='gone' id='t'>The Weir</h1>", "<h1 hidden=''>THE WEIR</h1>"])
def test_a_hidden_title_that_is_said_again_beside_it_is_said_once(hidden):
    seen = "<div class='head'><p>The Weir</p></div>"
    for pair in (hidden + seen, seen + hidden):
        result = book(
            f"{pair}<p>{SEA}</p>", f"<h1>The Mill</h1><p>{QUAY}</p>", contents=("The Weir", "The Mill")
        )
        assert outline(result) == [(1, "The Weir"), (1, "The Mill")]
        assert doubts(result) == []


def test_a_note_that_is_hidden_until_it_is_asked_for_is_a_note():
    note = "<aside epub:type='footnote' id='n1' class='gone'><p>Nine of them.</p></aside>"
    result = book(f"<p>{SEA}<a epub:type='noteref' href='#n1'>1</a></p>{note}<p>{QUAY}</p>")
    assert linked(result) == [("1", "Nine of them.")]
    assert doubts(result) == []


@pytest.mark.parametrize("hides", ["class='gone'", "hidden='hidden'", "style='display:none'"])
def test_other_hidden_words_are_set_apart_with_a_doubt_however_few(hides):
    result = book(
        f"<p>{SEA}</p><div {hides}><p>No.</p></div><p>The quay <span {hides}>of stone</span> held.</p>"
    )
    assert words(result) == [SEA, "The quay held."]
    assert set_apart(result) == [("folded", "No."), ("folded", "of stone")]
    assert "words_folded" in doubts(result)


def test_hidden_words_that_stand_in_the_document_as_well_are_no_loss():
    result = book(f"<p>{SEA}</p><div class='gone'><p>{SEA}</p></div><p>{QUAY}</p>")
    assert words(result) == [SEA, QUAY]
    assert (set_apart(result), doubts(result)) == ([], [])


@pytest.mark.parametrize(
    "menu",
    [
        "<nav epub:type='page-list' hidden=''><h2>Pages</h2><ol><li><a href='d0.xhtml#a'>xii</a></li></ol></nav>",
        "<nav epub:type='landmarks' hidden=''><ol><li><a href='d0.xhtml'>Where the reading of this book begins</a></li></ol></nav>",
        f"<div class='toc gone'><p>{QUAY}</p></div>",
        f"<section hidden='' epub:type='toc'><div hidden=''><p>{QUAY}</p></div></section>",
    ],
)
def test_hidden_menus_are_left_out_without_a_word(menu):
    result = book(f"<h1>The Weir</h1><p>{SEA}</p>{menu}")
    assert words(result) == ["The Weir", SEA]
    assert (set_apart(result), doubts(result)) == ([], [])


def test_a_hidden_page_number_says_where_its_page_begins_and_is_no_word():
    result = book(f"<p>{SEA}</p><p>The quay <span epub:type='pagebreak' class='gone'>xii</span>held.</p>")
    assert words(result) == [SEA, "The quay held."]
    assert result.paragraphs[1].data["pages"] == [["xii", 9]]
    assert doubts(result) == []


@pytest.mark.parametrize(
    ("default", "read"),
    [("<p>The half of it.</p>", "The half of it."), ("<p><br/></p>", "One over two.")],
)
def test_one_of_two_alternates_is_read_the_default_if_there_are_words_in_it(default, read):
    case = (
        "<epub:case required-namespace='http://www.w3.org/1998/Math/MathML'><p>One over two.</p></epub:case>"
    )
    result = book(f"<p>{SEA}</p><epub:switch>{case}<epub:default>{default}</epub:default></epub:switch>")
    assert words(result) == [SEA, read]
