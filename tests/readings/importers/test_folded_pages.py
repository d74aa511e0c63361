"""Pages that fold what they say: what a reader may open is read as the text, and nothing hidden goes without a word."""

from functools import partial

import pytest

from readings.segmenting import structure
from tests.readings.importers.reading import apart, linked, made, said
from tests.readings.importers.test_html import page
from tests.readings.importers.writers import QUAY, SEA
from tests.timing import within

LONG = f"<p>{SEA} {QUAY} {SEA}</p>"
TEXT = f"{SEA} {QUAY} {SEA}"


def article(body: str) -> bytes:
    return page(f"<main><article><h1>Boats</h1>{LONG}{body}{LONG}</article></main>")


def middle(body: str) -> list[tuple[str, str]]:
    """What stands between the first and the last paragraph."""
    read = said(article(body))
    assert read[-1] == ("prose", TEXT)
    at = read.index(("prose", TEXT))
    return read[at + 1 : -1]


def doubts(body: str) -> list[str]:
    return [doubt.code for doubt in made(article(body)).warnings if doubt.code != "author_missing"]


# Dialogs

ASKED = "".join(
    f"<p>We and {number} others want to know what you read here. {QUAY}</p>" for number in range(9)
)


@pytest.mark.parametrize("opens", ["<dialog open>{}</dialog>", "<div role=alertdialog>{}</div>"])
def test_a_dialog_that_is_longer_than_the_text_is_set_apart_with_a_doubt(opens):
    dialog = opens.format(f"<h2>Your choice</h2>{ASKED}")
    assert middle(dialog) == []
    assert ("beside", "Your choice") in apart(article(dialog))
    assert doubts(dialog) == ["prose_apart"]
    assert doubts(f"<p>{SEA}</p>") == []


def test_a_dialog_that_is_not_open_is_furniture_though_nothing_else_is_said_of_it():
    dialog = f"<dialog><h2>Your choice</h2>{ASKED}</dialog>"
    assert middle(dialog) == []
    assert ("furniture", "Your choice") in apart(article(dialog))
    assert doubts(dialog) == []


def test_a_dialog_that_has_the_title_over_a_page_that_it_covers_is_the_text():
    read = said(page(f"<p>{SEA}</p><p>{QUAY}</p><div role=dialog><h1>Boats</h1>{LONG * 9}</div>"))
    assert [kind for kind, _text in read].count("heading") == 1
    assert read.count(("prose", TEXT)) == 9


# Folded


def test_what_a_page_hides_until_it_is_found_is_never_hidden():
    assert middle(f"<h2>Tides</h2><section hidden='until-found'><p>{SEA}</p></section>") == [
        ("heading", "Tides"),
        ("prose", SEA),
    ]


@pytest.mark.parametrize(
    "folded",
    [
        "<h2><button aria-expanded=false>Tides</button></h2><div hidden><p>{}</p></div>",
        "<h2><button aria-controls=p1>Tides</button></h2><hr><div id=p1 style='display: none'><p>{}</p></div>",
        "<h2>Tides</h2><div role=tabpanel hidden><p>{}</p></div>",
        "<h2>Tides</h2><div class='accordion-body' style='display:none'><p>{}</p></div>",
    ],
)
def test_a_panel_that_something_on_the_page_opens_is_of_the_text_and_not_doubted(folded):
    read = [one for one in middle(folded.format(SEA)) if one[0] != "ornament"]
    assert read == [("heading", "Tides"), ("prose", SEA)]
    assert doubts(folded.format(SEA)) == []


def test_what_is_written_on_a_tab_is_the_heading_of_what_it_shows():
    tabs = "<button role=tab aria-controls=a>Tides</button><button role=tab aria-controls=b>Quays</button>"
    panel = "<div role=tabpanel id={}><p>{}</p></div>".format
    assert middle(f"<div role=tablist>{tabs}</div>{panel('a', SEA)}{panel('b hidden', QUAY)}") == [
        ("heading", "Tides"), ("prose", SEA), ("heading", "Quays"), ("prose", QUAY),
    ]  # fmt: skip


def test_what_stands_behind_read_more_is_kept_and_doubted_at_its_place():
    body = f"<div class=rest style='display:none'><p>{SEA}</p><p>{QUAY}</p></div><button>Read more</button>"
    assert middle(body) == [("prose", SEA), ("prose", QUAY)]
    result = made(article(body))
    [doubt] = [doubt for doubt in result.warnings if doubt.code == "words_unfolded"]
    assert result.content[doubt.where :].startswith(SEA)


def test_what_is_all_that_stands_under_a_heading_is_kept_and_doubted():
    head = "<style>.part{display:none}</style>"
    body = f"<h1>Boats</h1>{LONG}<h2>Tides</h2><div class=part><p>{SEA}</p></div><h2>Quays</h2>{LONG}"
    assert ("prose", SEA) in said(page(f"<main>{body}</main>", head))
    assert "words_unfolded" in [doubt.code for doubt in made(page(f"<main>{body}</main>", head)).warnings]


def test_notes_that_a_page_hides_are_notes():
    body = (
        "<p>The boat<sup><a href='#fn1' id='r1'>1</a></sup> lay there.</p>"
        f"<div class=footnotes hidden><ol><li id=fn1>{SEA}</li></ol></div>"
    )
    assert linked(made(article(body))) == [("1", SEA)]


def test_hidden_words_that_nothing_opens_are_set_apart_with_a_doubt_at_their_place():
    body = f"<p>{QUAY}</p><div style='display:none'><p>{SEA}</p></div>"
    assert middle(body) == [("prose", QUAY)]
    assert ("folded", SEA) in apart(article(body))
    assert doubts(body) == ["words_folded"]


def test_hidden_words_in_the_middle_of_a_sentence_do_not_part_it():
    body = f"<p>The boat <span hidden>{SEA}</span> lay at the quay.</p>"
    assert middle(body) == [("prose", "The boat lay at the quay.")]
    assert ("folded", SEA) in apart(article(body))


def test_hidden_words_in_a_table_are_set_apart_after_it():
    rows = "<tr><th>Year</th><th>Boats</th></tr><tr><td>1920</td><td>four <span hidden>{}</span></td></tr>"
    body = f"<table>{rows.format(SEA)}</table>"
    assert middle(body) == [("table", "Year | Boats\n1920 | four")]
    assert ("folded", SEA) in apart(article(body))


@pytest.mark.parametrize(
    "hidden",
    [
        "<div role=dialog style='display:none'><p>{}</p></div>",
        "<div class=cookie-banner hidden><p>{}</p></div>",
        "<div class=sr-only><p>{}</p></div>",
        "<ul hidden><li><a href=/a>All about the boats of the bay</a></li><li><a href=/b>All about its oars</a></li></ul>",
        '<div hidden>{{"boats": "{}"}}</div>',
    ],
)
def test_what_is_hidden_and_no_text_is_set_apart_without_a_doubt(hidden):
    body = hidden.format(SEA)
    assert middle(body) == []
    assert {why for why, _words in apart(article(body)) if why != "title"} == {"furniture"}
    assert doubts(body) == []


@pytest.mark.parametrize(
    "unseen",
    [
        "<template><p>{}</p></template>",
        "<script>{}</script>",
        "<p>It is <span style='display:none' class=mwe-math><math><mi>{}</mi></math></span></p>",
    ],
)
def test_templates_scripts_and_formulas_leave_nothing_behind(unseen):
    assert SEA not in str(apart(article(unseen.format(SEA))))
    assert SEA not in str(middle(unseen.format(SEA)))


# The greater part


@pytest.mark.parametrize(
    "hidden",
    ["<p class=reveal>{}</p><p class=reveal>{}</p>", "<section style='visibility:hidden'><p>{}</p><p>{}</p></section>"],
)  # fmt: skip
def test_a_page_that_hides_all_of_its_text_is_read_with_one_doubt(hidden):
    head = "<style>.reveal{opacity:0; visibility:hidden}</style>"
    data = page(f"<main><h1>Boats</h1>{hidden.format(SEA, QUAY)}</main>", head)
    assert [text for kind, text in said(data) if kind == "prose"] == [SEA, QUAY]
    assert [doubt.code for doubt in made(data).warnings if "folded" in doubt.code] == ["words_unfolded"]


def test_a_page_within_what_is_hidden_until_a_script_has_run_is_read():
    data = page(f"<div style='visibility:hidden'><main><h1>Boats</h1><p>{SEA}</p><p>{QUAY}</p></main></div>")
    assert [text for kind, text in said(data) if kind == "prose"] == [SEA, QUAY]


def test_the_further_pages_of_an_article_go_on_with_it():
    further = f"<div class=page style='display:none'><p>{TEXT} {QUAY}</p></div>"
    data = page(f"<main><h1>Boats</h1><div class=page><p>{QUAY}</p></div>{further}</main>")
    assert [text for _kind, text in said(data)][-2:] == [QUAY, f"{TEXT} {QUAY}"]


def test_what_is_hidden_and_stands_there_too_is_not_read_twice():
    copies = f"<div class=phone style='display:none'><p>{SEA}</p></div><div style='display:none'><p>{QUAY}</p></div>"
    data = page(f"<main><h1>Boats</h1><p>{SEA}</p>{copies * 3}</main>")
    assert [text for kind, text in said(data) if kind == "prose"] == [SEA]


@pytest.mark.parametrize("furniture", ["<div class=cookie-banner hidden>{}</div>", "<nav hidden>{}</nav>"])
def test_furniture_that_is_hidden_is_none_of_the_text_though_there_is_more_of_it(furniture):
    more = "".join(f"<p>{number} {SEA}</p>" for number in range(9))
    data = page(f"<h1>Boats</h1><p>{QUAY}</p>{furniture.format(more)}<p>{SEA}</p>")
    assert [text for kind, text in said(data) if kind == "prose"] == [QUAY, SEA]


def test_a_panel_in_which_something_is_filled_in_is_set_apart_with_a_doubt():
    asked = f"<div class=expandable style='display:none'><p>{QUAY} {SEA}</p><input></div>"
    assert middle(asked) == []
    assert ("folded", f"{QUAY} {SEA}") in apart(article(asked))
    assert doubts(asked) == ["words_folded"]


# Short


@pytest.mark.parametrize(
    "folded",
    [
        "<h2><button aria-controls=p1>Tides</button></h2><div id=p1 hidden><p>{}</p></div>",
        "<h2><button aria-expanded=false>Tides</button></h2><div hidden><p>{}</p></div>",
        "<h2><a href='#p1' data-bs-toggle=collapse>Tides</a></h2><div id=p1 hidden><p>{}</p></div>",
        "<h2 data-target='#p1'>Tides</h2><div id=p1 style='display:none'><p>{}</p></div>",
        "<button class=accordion>Tides</button><div class=panel style='display:none'><p>{}</p></div>",
        "<button aria-expanded=false>Tides</button><div hidden><p>{}</p></div>",
    ],
)
def test_an_answer_of_one_word_is_opened_like_a_long_one(folded):
    assert middle(folded.format("Never.")) == [("heading", "Tides"), ("prose", "Never.")]
    assert "words_folded" not in doubts(folded.format("Never."))


def test_an_answer_that_is_a_list_or_a_description_is_opened_with_its_question():
    listed = "<h2><button aria-controls=p>Tackle</button></h2><div id=p hidden><ul><li>Oars</li><li>Rope</li></ul></div>"
    assert [text for _kind, text in middle(listed)] == ["Tackle", "Oars", "Rope"]
    described = "<dl><dt><button aria-expanded=false>Tides</button></dt><dd class=a style='display:none'>Two.</dd></dl>"
    assert "Two." in str(middle(described))


def test_headings_that_wait_to_be_scrolled_to_stand_between_their_paragraphs():
    wait = "style='visibility: hidden'"
    body = "".join(f"<h2 {wait}>{head}</h2><p {wait}>{SEA} {QUAY}</p>" for head in ("Tides", "Quays"))
    assert middle(body) == [
        ("heading", "Tides"), ("prose", f"{SEA} {QUAY}"), ("heading", "Quays"), ("prose", f"{SEA} {QUAY}"),
    ]  # fmt: skip


def test_what_is_of_the_same_class_as_an_opened_part_is_opened_before_and_after_it():
    part = "<div class=rest style='display:none'><p>{}</p></div>".format
    body = f"{part('Ebb.')}<p>{QUAY}</p>{part(SEA)}<button>Read more</button><p>{QUAY}</p>{part('Flood.')}"
    assert [text for _kind, text in middle(body)] == ["Ebb.", QUAY, SEA, QUAY, "Flood."]
    assert doubts(body) == ["words_unfolded"] * 3


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<div class=answer style='display:none'><p>{}</p></div>",
        "<ul><li>Oars</li><li hidden>{}</li></ul>",
        "<p>The quays: <span style='display:none'>{}</span></p>",
    ],
)
def test_a_hidden_word_in_the_text_that_nothing_opens_is_set_apart_with_a_doubt(hidden):
    assert "Mud." not in str(middle(hidden.format("Mud.")))
    assert ("folded", "Mud.") in apart(article(hidden.format("Mud.")))
    assert "words_folded" in doubts(hidden.format("Mud."))


@pytest.mark.parametrize(
    "hidden",
    [
        "<span class=sr-only>opens elsewhere</span>",
        "<i class='icon icon-boat' style='display:none'>boat</i>",
        "<div class=cookie-banner hidden>Crumbs</div>",
        "<span hidden>Copy link</span>",
        "<span role=tooltip hidden>Press to see more</span>",
    ],
)
def test_short_hidden_words_that_are_none_of_the_text_leave_nothing_behind(hidden):
    assert middle(f"<p>{QUAY} {hidden}</p>") == [("prose", QUAY)]
    assert doubts(f"<p>{QUAY}</p>{hidden}") == []


def test_what_explains_a_word_when_it_is_pressed_is_set_apart_with_a_doubt():
    assert ("folded", SEA) in apart(article(f"<p>{QUAY}</p><div role=tooltip hidden>{SEA}</div>"))


def test_what_is_called_a_panel_without_a_heading_is_doubted():
    body = f"<p>{QUAY}</p><div class=panel style='display:none'><p>{SEA}</p></div>"
    assert middle(body) == [("prose", QUAY), ("prose", SEA)]
    assert doubts(body) == ["words_unfolded"]


@pytest.mark.parametrize(
    "around", ["{panel}<main><h1>Boats</h1>{text}</main>", "{panel}<h1>Boats</h1>{text}"]
)
def test_what_is_called_a_panel_and_stands_outside_the_text_is_set_apart(around):
    panel = f"<div class=toast-panel style='display:none'><p>{SEA}</p></div>"
    read = page(around.format(panel=panel, text=f"<p>{TEXT}</p><p>{TEXT}</p>"))
    assert ("prose", SEA) not in said(read)
    assert SEA in [words for _why, words in apart(read)]


# Buttons and labels


@pytest.mark.parametrize(
    "heading",
    [
        "<h2><button>Tides and winds</button></h2>",
        "<h2><span><button type=button><span>Tides and winds</span></button></span></h2>",
        "<h2><button><span>Tides and winds</span><span class=section-toggle>Hide</span></button></h2>",
        "<h2><label for=c>Tides and winds</label></h2>",
        "<h2>Tides and <button>winds</button></h2>",
        "<h2><button>Tides and winds</button> <a class=headerlink href='#a'>#</a></h2>",
        "<h2>Tides and winds <button>Copy link</button></h2>",
        "<button><h2>Tides and winds</h2></button>",
    ],
)
def test_a_button_in_a_heading_has_its_words_and_one_beside_them_has_not(heading):
    assert middle(f"{heading}<p>{SEA}</p>") == [("heading", "Tides and winds"), ("prose", SEA)]


@pytest.mark.parametrize("tag", ["button", "label for=x"])
def test_a_button_in_the_middle_of_a_sentence_is_a_word_of_it(tag):
    end = tag.split()[0]
    assert middle(f"<p>Our word is <{tag}>ferry</{end}>, and no other.</p>") == [
        ("prose", "Our word is ferry, and no other.")
    ]
    assert middle(f"<p><{tag}>Ferry</{end}> is our word.</p>") == [("prose", "Ferry is our word.")]
    assert middle(f"<p>We say <b><{tag}>ferry</{end}></b> here.</p>") == [("prose", "We say ferry here.")]


def test_a_button_that_only_a_sentence_can_have_is_a_word_of_it_whatever_it_says():
    assert middle("<p>Press <button>Share</button>, and wait.</p>") == [("prose", "Press Share, and wait.")]


@pytest.mark.parametrize("joined", [", ", " and ", "; "])
def test_the_last_of_the_buttons_that_a_line_lists_is_a_word_as_the_others_are(joined):
    words = joined.join(f"<button class=tag>{word}</button>" for word in ("Oars", "Rope", "Sails"))
    assert middle(f"<p>Tags: {words}</p>") == [("prose", f"Tags: {joined.join(('Oars', 'Rope', 'Sails'))}")]
    verbs = joined.join(f"<button>{word}</button>" for word in ("Oars", "Print"))
    assert "Print" not in str(middle(f"<p>Tags: {verbs}</p>"))


def test_a_year_in_a_sentence_that_is_a_button_is_a_word_of_it():
    assert middle("<p>It was <button>1931</button> before it came.</p>") == [
        ("prose", "It was 1931 before it came.")
    ]
    assert middle("<p>It came<button>31</button> late.</p>") == [("prose", "It came late.")]


@pytest.mark.parametrize(
    "opener",
    [
        "<button class=accordion>Tides</button>",
        "<button aria-expanded=true>Tides</button>",
        "<div class=head><button aria-controls=p>Tides</button></div>",
        "<input type=checkbox id=c><label for=c>Tides</label>",
        "<label><input type=checkbox>Tides</label>",
        "<p><b><button>Tides</button></b></p>",
    ],
)
def test_a_button_alone_over_a_panel_is_its_heading_and_doubted(opener):
    body = f"{opener}<div class=panel id=p style='display:none'><p>{SEA} {QUAY}</p></div>"
    assert middle(body) == [("heading", "Tides"), ("prose", f"{SEA} {QUAY}")]
    result = made(article(body))
    [doubt] = [doubt for doubt in result.warnings if doubt.code == "heading_guessed"]
    assert result.content[doubt.where :].startswith("Tides")


@pytest.mark.parametrize("year", ["1921", "1920s", "1921–24", "1921/22"])
def test_a_button_that_is_a_year_is_the_heading_of_its_panel(year):
    body = f"<button class=collapsible>{year}</button><div class=content><p>{SEA} {QUAY}</p></div>"
    assert middle(body) == [("heading", year), ("prose", f"{SEA} {QUAY}")]
    assert doubts(body) == ["heading_guessed"]


def test_a_button_that_is_a_verb_is_a_heading_only_among_others_like_it():
    row = "<button class=accordion>{}</button><div class=panel style='display:none'><p>{} {}</p></div>".format
    body = row("Search", SEA, SEA) + row("The quay", QUAY, SEA) + row("Donate", SEA, QUAY)
    assert [text for kind, text in middle(body) if kind == "heading"] == ["Search", "The quay", "Donate"]
    assert doubts(body) == ["heading_guessed"] * 3
    assert [text for kind, text in middle(row("Search", SEA, SEA)) if kind == "heading"] == []


def test_the_heads_of_a_table_and_of_a_list_of_terms_may_be_buttons():
    table = "<table><tr><th><button>Year</button></th><th><button>Boats</button></th></tr><tr><td>1920</td><td><button>four</button></td></tr></table>"
    assert ("table", "Year | Boats\n1920 | four") in middle(table)
    assert "Tides" in str(middle(f"<dl><dt><button>Tides</button></dt><dd>{SEA}</dd></dl>"))


@pytest.mark.parametrize(
    "control",
    [
        "<button>Share</button>",
        "<p>{} <button>Copy link</button></p>",
        "<p>{} <button>Copy</button> {}</p>",
        "<p><button>Share</button> this with a friend</p>",
        "<button class=toggle>Subscribe to our newsletter</button><div><p>{}</p></div>",
        "<button>Print</button><div><p>{}</p></div>",
        "<form><label for=n>Your name</label><input id=n><button>Send it</button></form>",
        "<button class=footnote>[1]</button>",
        "<button aria-controls=c>Cite this article</button><div id=c hidden><p>{}</p></div>",
        "<button>Mute</button><button>1.5x</button><div class=panel hidden><p>{}</p></div>",
    ],
)
def test_controls_of_the_page_stay_out_of_the_text(control):
    words = " ".join(text for _kind, text in middle(control.format(SEA, SEA)))
    for one in ("Share", "Copy", "Subscribe", "Print", "Your name", "Send", "[1]", "Cite", "Mute", "1.5x"):
        assert one not in words


@pytest.mark.long
def test_a_page_of_nothing_but_buttons_and_folds_is_soon_read():
    many = 15_000
    for body in (
        "<p>" + "a <button>b</button> " * many + "</p>",
        "<button>b</button>" * many,
        "<div hidden>" * 400 + LONG * 500 + "</div>" * 400,
        f"<button class=accordion>b</button><div hidden>{SEA}</div>" * 4_000,
        "<div><button>" * 200 + SEA + "</button></div>" * 200,
    ):
        data = page(f"<article>{LONG}{body}</article>")
        within(10, partial(structure, data, name="x.html"))
