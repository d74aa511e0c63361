"""What is written once for the eye and once for the ear: the eye's words are read, and none twice or not at all."""

from functools import partial

import pytest

from readings.segmenting import structure
from tests.readings.importers.reading import apart, made, said
from tests.readings.importers.test_epub import book
from tests.readings.importers.test_folded_pages import article, doubts, middle
from tests.readings.importers.test_html import page
from tests.readings.importers.writers import QUAY, SEA
from tests.timing import within

UNHEARD = "aria-hidden=true"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("It cost <span {}>£7</span><span class=sr-only>seven pounds</span> a day.", "It cost £7 a day."),
        ("It cost <span class=sr-only>seven</span> <span {}>7</span> a day.", "It cost 7 a day."),
        ("We kept <span {}>⅔</span><span class=visually-hidden>two thirds</span> of it.", "We kept ⅔ of it."),
        ("The <abbr {}>RNLI</abbr> came.", "The RNLI came."),
        ("<span {} class=dropcap>N</span><span class=sr-only>N</span>obody rowed.", "Nobody rowed."),
        ("<span class=sr-only>Nobody</span><span {}><b>N</b>obody</span> rowed.", "Nobody rowed."),
        ("<span {}>(a)</span> Oars", "(a) Oars"),
        ("<span {}>Two</span><span class=a7>Two</span> boats lay there.", "Two boats lay there."),
    ],
)  # fmt: skip
def test_what_is_hidden_from_screen_readers_alone_is_a_word_of_its_sentence(body, read):
    assert middle(f"<p>{body.format(UNHEARD)}</p>") == [("prose", read)]


@pytest.mark.parametrize(
    "cut",
    [
        "<span {0}>N</span><span {0}>obody</span><span class=a7>Nobody</span>",
        "<span class=a7>Nobody</span><span {0}>N</span><span {0}>obody</span>",
        "<span class=w><span {0}>Nobody</span></span><span class=a7>Nobody</span>",
        "<span class=w><span class=x><span {0}>N</span><span {0}>obody</span></span></span> <span class=a7>Nobody</span>",
    ],
)
def test_words_that_stand_right_beside_once_more_are_read_once_whatever_they_are_called(cut):
    cut = cut.format(UNHEARD)
    assert middle(f"<p>{cut} rowed.</p><h2>{cut}</h2><p>{QUAY}</p>") == [
        ("prose", "Nobody rowed."),
        ("heading", "Nobody"),
        ("prose", QUAY),
    ]


def test_words_beside_others_that_only_have_their_letters_stay():
    body = (
        f"<p><span {UNHEARD}>go</span> <span {UNHEARD}>on</span> <span>goon</span> <span>said he.</span></p>"
    )
    assert middle(body) == [("prose", "go on goon said he.")]


def test_the_number_of_a_heading_and_of_an_item_stay_though_screen_readers_skip_them():
    body = f"<h2><span {UNHEARD}>2.</span> Tides</h2><ul><li {UNHEARD}>Oars</li></ul>"
    assert [text for _kind, text in middle(body)] == ["2. Tides", "Oars"]


@pytest.mark.parametrize("tag", ["span", "div"])
def test_words_that_are_cut_up_for_a_script_to_move_are_read_as_they_are_said(tag):
    letters = "".join(f"<{tag} {UNHEARD}>{letter}</{tag}>" for letter in "Spring" + "tide")
    assert middle(f"<h2 aria-label='Spring tide'>{letters}</h2>") == [("heading", "Spring tide")]
    words = " ".join(f"<span {UNHEARD}>{word}</span>" for word in SEA.split())
    assert middle(f"<p aria-label='{SEA}'>{words}</p>") == [("prose", SEA)]


def test_words_that_are_cut_up_stay_where_what_is_said_aloud_is_something_else():
    words = " ".join(f"<span {UNHEARD}>{word}</span>" for word in SEA.split())
    assert middle(f"<p aria-label='Moving words'>{words}</p>") == [("prose", SEA)]


@pytest.mark.parametrize(
    "sign",
    [
        "<span {}>→</span>",
        "<i {} class='fa fa-boat'>b</i>",
        "<span {} class=material-icons>boat</span>",
        "<span {}>arrow_forward</span>",
        "<a href='#p2' {}>Link</a>",
        "<span {} class=avatar>BQ</span>",
        "<svg {}><title>A boat</title></svg>",
    ],
)
def test_signs_and_icons_are_no_words(sign):
    assert middle(f"<p>{QUAY} {sign.format(UNHEARD)}</p>") == [("prose", QUAY)]
    assert doubts(sign.format(UNHEARD)) == []


def test_what_comes_only_at_a_touch_is_no_word():
    assert middle(
        f"<figure><img src=x alt=Boats><span class=tooltip {UNHEARD}>Press to see more</span></figure>"
    ) == [("figure", "Boats")]


def test_the_numbers_of_lines_of_a_program_are_none_of_it():
    line = f"<span {UNHEARD}>1</span>".join
    assert ("verse", "row()\nsail()") in middle(
        f"<pre><code>{line(['', 'row()'])}\n{line(['', 'sail()'])}</code></pre>"
    )


def test_a_box_that_is_hidden_from_screen_readers_is_set_apart_with_a_doubt():
    body = f"<p>{QUAY}</p><aside {UNHEARD}>Mud.</aside>"
    assert middle(body) == [("prose", QUAY)]
    assert ("folded", "Mud.") in apart(article(body))
    assert doubts(body) == ["words_folded"]


def test_a_box_beside_its_words_for_screen_readers_is_read_and_one_that_says_them_again_is_not():
    assert middle(f"<div class=sr-only>Six</div><div {UNHEARD}>VI.</div>") == [("prose", "VI.")]
    assert middle(f"<div>{SEA}</div><div {UNHEARD}>{SEA}</div>") == [("prose", SEA)]


def test_a_box_of_a_book_is_read_though_screen_readers_skip_it_and_doubted():
    data = book(f"<p>{SEA}</p><div aria-hidden='true'>Mud, and again mud.</div><p>{QUAY}</p>")
    assert [text for _kind, text in said(data)] == [SEA, "Mud, and again mud.", QUAY]
    assert "words_unfolded" in [doubt.code for doubt in made(data).warnings]
    assert said(book(f"<p><span aria-hidden='true'>N</span>obody rowed. {SEA}</p>")) == [
        ("prose", f"Nobody rowed. {SEA}")
    ]


@pytest.mark.parametrize(
    "name",
    ["govuk-visually-hidden", "nhsuk-u-visually-hidden", "assistive-text", "a11y-hidden", "md-sr-only", "visuallyHidden",
     "Text_visuallyHidden__x1", "u-hidden-visually", "sr-only-focusable", "screen-reader-text", "ui-helper-hidden-accessible"],
)  # fmt: skip
def test_words_for_screen_readers_are_known_by_the_end_of_a_name(name):
    heard = f"<span class='{name}'>{{}}</span>".format
    assert middle(f"<p>{heard('Warning')}The quay is wet {heard('(opens elsewhere)')}.</p>") == [
        ("prose", "The quay is wet.")
    ] or middle(f"<p>{heard('Warning')}The quay is wet.</p>") == [("prose", "The quay is wet.")]
    assert middle(f"<h2><span>Tides</span>{heard(', ')}<span>When they come</span></h2>") == [
        ("heading", "Tides When they come")
    ]


@pytest.mark.parametrize("name", ["not-sr-only", "assistive-texts", "hidden-treasure", "screen"])
def test_other_names_hide_nothing(name):
    assert middle(f"<p><span class='{name}'>Ferry</span> and quay.</p>") == [("prose", "Ferry and quay.")]


def test_words_for_screen_readers_are_known_by_what_the_page_says_of_their_class():
    style = "<style>.x9{position:absolute; clip: rect(0, 0, 0, 0); width:1px}</style>"
    body = f"<p>It cost <span {UNHEARD}>£7</span><span class=x9>seven pounds</span>.</p><p>{SEA}</p>"
    assert said(page(body, style))[0] == ("prose", "It cost £7.")


def test_signs_that_say_something_stay_where_they_are_said_aloud_or_are_all_of_a_cell():
    stars = f"<span {UNHEARD}>★★☆</span><span class=sr-only>two of three</span>"
    assert middle(f"<p>They gave it {stars} in the end.</p>") == [("prose", "They gave it ★★☆ in the end.")]
    assert middle(f"<p>{QUAY} <span {UNHEARD}>✓</span></p>") == [("prose", QUAY)]
    yes = f"<span {UNHEARD}>✓</span>"
    rows = f"<tr><td>Gig</td><td>{yes}</td></tr><tr><td>Punt</td><td>{yes}<span class=sr-only>yes</span></td></tr>"
    assert middle(f"<table><tr><th>Boat</th><th>Oars</th></tr>{rows}</table>") == [
        ("table", "Boat | Oars\nGig | ✓\nPunt | ✓")
    ]


def test_words_for_screen_readers_are_read_in_a_cell_that_has_no_others():
    heard = "<i class='icon icon-yes'></i><span class=sr-only>Yes</span>"
    row = "<tr><td>{}</td><td>{}</td></tr>".format
    table = (
        f"<table><tr><th>Boat</th><th>Oars</th></tr>{row('Gig', heard)}{row('Punt', 'No' + heard)}</table>"
    )
    assert middle(table) == [("table", "Boat | Oars\nGig | Yes\nPunt | No")]


# Labels


def test_words_in_labels_stay_on_a_page_that_is_one_form():
    body = f"<h1>Boats</h1><p>{SEA}</p><p><label>Lotte:</label> {QUAY}</p><p>{SEA}</p>"
    field = "<label>Search the page</label><input>"
    assert ("prose", f"Lotte: {QUAY}") in said(page(f"<form id=whole><div>{field}{body}</div></form>"))
    assert "Search the page" not in str(said(page(f"<form id=whole><div>{field}{body}</div></form>")))


def test_a_label_in_a_line_that_names_a_field_which_is_not_there_is_a_word_of_it():
    assert middle(f"<p><b><label for=none>Lotte:</label></b> {QUAY}</p>") == [("prose", f"Lotte: {QUAY}")]
    assert middle(f"<p>{QUAY}</p><p><label for=n>Your name</label></p><input id=n>") == [("prose", QUAY)]


@pytest.mark.long
def test_many_words_that_screen_readers_skip_are_soon_read():
    for body in (
        "<p>" + f"<span {UNHEARD}>boat</span><span class=sr-only>b</span> " * 8_000 + "</p>",
        f"<div {UNHEARD}>" * 400 + f"<span {UNHEARD}>boat</span>" * 10_000 + "</div>" * 400,
        f"<p>{f'<span {UNHEARD}>b<b>c</b></span>' * 190}</p>" * 60,
        "<form>" * 200 + "<label for=a>b</label>" * 10_000 + f"<p>{SEA}</p>" * 2_000 + "</form>" * 200,
        f"<table><tr>{'<td><i class=icon></i><span class=sr-only>b</span></td>' * 50}</tr></table>" * 80,
    ):
        data = page(f"<article><p>{SEA}</p>{body}</article>")
        within(20, partial(structure, data, name="x.html"))
