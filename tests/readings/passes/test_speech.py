"""What people say in a story, in the marks of several languages, is neither quoted, cut off, doubted nor a list."""

import pytest

from readings.passes.quotations import quoted_paragraphs
from readings.passes.web_pages import web_page_tails
from readings.pieces import APART
from readings.segmenting import structure
from tests.readings.test_passes import ESSAY, kinds, long, prose
from tests.readings.test_segmenting import by_lines, codes, texts

SAID = [
    "Ich gehe morgen zum Wehr.",
    "Das sagst du jedes Jahr!",
    "Und wenn es diesmal nicht hält?",
    "Dann wissen wir es …",
]


@pytest.mark.parametrize("marks", ["»{}«", "« {} »", "»{}»", "„{}“"])
def test_what_is_said_at_the_end_of_a_text_is_no_furniture_of_a_page(marks):
    said = [marks.format(one) for one in SAID]
    made = web_page_tails(prose(*ESSAY, *said, "All rights reserved."))
    assert kinds(made) == ["prose"] * 7 + [APART]


@pytest.mark.parametrize(
    "link", ["« An older text", "» A newer text", "A newer text »", "« Zurück", "→ More"]
)
def test_links_with_arrows_are_still_furniture(link):
    made = web_page_tails(prose(*ESSAY, link, "All rights reserved."))
    assert kinds(made) == ["prose"] * 3 + [APART] * 2


@pytest.mark.parametrize("marks", ["„{}”", "”{}”", "»{}»", "„{}”, powiedział. „I nic więcej.”"])
def test_what_is_said_in_the_marks_of_other_languages_is_no_quotation(marks):
    story = prose(*(marks.format(long(f"Poszedłem {n} razy") + ".") for n in range(4)), *ESSAY)
    assert quoted_paragraphs(story) == story


def test_what_is_said_after_its_introduction_is_no_quotation():
    story = prose(*(f"Han sade: ”{long(f'Jag har grävt {n} rader')}.”" for n in range(4)))
    assert quoted_paragraphs(story) == story
    story = prose(*(f"Hän sanoi: »{long(f'Olen kaivanut {n} riviä')}.»" for n in range(4)))
    assert quoted_paragraphs(story) == story


def test_lone_closing_marks_are_found_beside_such_pairs():
    texts = [f"Ord {n} och ”spade” " + long("är allt som finns") + ".”" for n in range(3)]
    assert kinds(quoted_paragraphs(prose(*texts))) == ["quotation"] * 3


@pytest.mark.parametrize("marks", ["‘{}’", "„{}“", "»{}«", '"{}"', "«{}»", "“{}”"])
def test_short_speeches_with_a_line_each_are_a_paragraph_each(marks):
    told = ["She went.", "He stayed.", *(marks.format(one) for one in SAID * 6)]
    for text in ("\n".join([ESSAY[0], *told]), "\n".join([ESSAY[0], "", *told])):
        result = structure(text.encode(), title="T", authors=("A. Author",))
        assert [p.kind for p in result.paragraphs] == ["prose"] * 27
        assert [doubt.code for doubt in result.warnings] == []


def test_short_lines_that_end_as_no_sentence_does_are_still_verse():
    poem = ["The tide is out,", "the boats are in,", "‘The tide,’ she said,", "‘is wearing thin’"]
    for text in (
        "\n".join([*poem * 3, "", *poem]),
        "\n\n".join([" ".join(ESSAY), "\n".join(poem), " ".join(ESSAY)]),
    ):
        assert "verse" in [p.kind for p in structure(text.encode(), title="T").paragraphs]


@pytest.mark.parametrize("end", ["sagte »so.«", "‚so.‘", "ein »Wehr«", "sagte »so.«2", "„so!“3"])
def test_what_ends_with_german_marks_does_not_stop_in_mid_sentence(end):
    assert codes(by_lines(f"Vom Hafen wurde gesagt, er sei {end}")) == []


def test_a_paragraph_that_stops_after_a_word_in_german_marks_is_still_doubted():
    assert codes(by_lines("Vom Hafen wurde gesagt, dass »so« nichts")) == ["stops_mid_sentence"]


@pytest.mark.parametrize("dash", ["– ", "- ", "–", "-"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_of_dialogue_with_a_dash_are_no_list(dash, between):
    said = [f"{dash}{one}" for one in SAID]
    made = structure(between.join([*ESSAY, *said, *ESSAY]).encode(), title="T")
    assert {p.kind for p in made.paragraphs} == {"prose"}
    assert all(one in made.content.split("\n\n") for one in said)


@pytest.mark.parametrize(
    "items",
    [
        ["The shed.", "The key.", "The door."],
        ["What is the shed?", "Whose is the key?", "Where is the door?"],
        ["Bread", "Soup?", "Salt"],
        ["the shed!", "the key.", "the door?"],
    ],
)
@pytest.mark.parametrize("dash", ["–", "-"])
def test_lists_with_dashes_are_still_lists(items, dash):
    made = structure("\n\n".join([*ESSAY, *(f"{dash} {one}" for one in items)]).encode(), title="T")
    assert [made.content[p.start : p.end] for p in made.paragraphs if p.kind == "list_item"] == items


def test_indented_items_are_a_list_whatever_they_say():
    made = structure("\n\n".join([*ESSAY, *(f"  - {one}" for one in SAID)]).encode(), title="T")
    assert [p.kind for p in made.paragraphs].count("list_item") == 4


NAMED = {
    "fr": ["Vous voilà, dit la vieille.", "Elle tient.", "Je le vois bien."],
    "es": ["Aquí está usted –dijo la vieja–.", "Aguanta.", "Ya lo veo."],
    "pl": ["Tu pani jest – powiedziała stara.", "Trzyma się.", "Widzę."],
    "de": ["Da sind Sie ja, sagte die Alte.", "Es hält.", "Ich sehe es."],
    "sv": ["Där är ni, sade gumman.", "Det håller.", "Jag ser det."],
    "ru": ["Вот и вы, – сказала старуха.", "Держится.", "Вижу."],
}


@pytest.mark.parametrize("dash", ["–", "-"])
@pytest.mark.parametrize("language", NAMED)
def test_where_lines_say_who_speaks_none_of_them_is_an_item(language, dash):
    said = [f"{dash} {one}" for one in NAMED[language]]
    text = "\n\n".join([ESSAY[0], said[0], said[1], ESSAY[1], said[1], said[2], ESSAY[2]])
    made = structure(text.encode(), title="T")
    assert {p.kind for p in made.paragraphs} == {"prose"}
    assert made.content.count(f"{dash} ") >= 4


def test_a_dialogue_is_one_from_its_first_line_to_its_last():
    quiet, lively, calling = ["– Ja.", "– Nein."], ["– Ja?", "– Nein."], ["– Wer?", "– Du!"]
    groups = [quiet, lively, calling, quiet, lively, ["– Nein –", "– Doch, so war es:"]]
    text = "\n\n".join(line for group in groups for line in [ESSAY[0], *group])
    assert {p.kind for p in structure(text.encode(), title="T").paragraphs} == {"prose"}


def test_a_list_in_a_story_with_dialogue_is_still_a_list():
    items = ["– ein Spaten", "– ein Seil", "– Geduld"]
    text = "\n\n".join([*ESSAY, "– Ja?", "– Nein, sagte sie.", ESSAY[0], *items])
    made = structure(text.encode(), title="T")
    assert [made.content[p.start : p.end] for p in made.paragraphs if p.kind == "list_item"] == [
        "ein Spaten", "ein Seil", "Geduld",
    ]  # fmt: skip


def test_one_lively_list_among_many_makes_no_dialogue_of_them():
    lists = [["- The shed is dry.", "- The key is here."]] * 6 + [["- Is the door shut?", "- It is."]]
    text = "\n\n".join(line for group in lists for line in [ESSAY[0], *group])
    made = structure(text.encode(), title="T")
    assert [p.kind for p in made.paragraphs].count("list_item") == 12


def test_what_is_said_to_be_so_is_no_speech():
    text = "\n\n".join([ESSAY[0], "- The shed, said to be dry.", "- The key.", ESSAY[0]])
    assert [p.kind for p in structure(text.encode(), title="T").paragraphs].count("list_item") == 2


def items_of(text):
    made = structure(text.encode(), title="T")
    return [made.content[p.start : p.end] for p in made.paragraphs if p.kind == "list_item"]


ASKING = ["Who digs the ditch? Bert.", "When do we start? Not before spring!", "The barn is sold."]
ASKED = ["Whose is the barn?", "It is ours."]
QUIET = ["The barn is dry.", "The well is deep."]


@pytest.mark.parametrize(
    "lead", ["Decided:", "The committee decided as follows:", "Decisions", "**Settled**"]
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_decisions_under_a_colon_or_a_heading_are_a_list_though_some_ask(lead, between):
    items = between.join(f"- {one}" for one in ASKING)
    assert items_of(f"{ESSAY[0]}\n\n{lead}\n\n{items}\n\n{ESSAY[1]}") == ASKING


def test_a_programme_that_asks_and_cites_under_its_headings_has_only_lists():
    parts = {
        "Neighbours tell us:": ['"We like it," said one.', '"We do not!" answered another.'],
        "We ask:": ["Who digs?", "Who pays?"],
        "What we want": ["Water for all.", "Wells for all!"],
        "What we have": QUIET,
    }
    text = "\n\n".join(line for lead, said in parts.items() for line in [lead, *(f"- {one}" for one in said)])
    assert items_of(text) == [one for said in parts.values() for one in said]


def test_one_lively_exchange_in_a_report_makes_no_speech_of_its_lists():
    groups = [ASKED, QUIET]
    text = "\n\n".join(line for said in groups for line in [ESSAY[0], *(f"- {one}" for one in said)])
    assert items_of(text) == QUIET


def test_sentences_after_a_colon_are_a_list_in_a_story_with_dialogue_too():
    told = [ESSAY[0], "- Vous voilà, dit la vieille.", "- Oui.", ESSAY[1], "Dans la grange il y avait :"]
    assert items_of("\n\n".join([*told, *(f"- {one}" for one in QUIET), ESSAY[2]])) == QUIET


@pytest.mark.parametrize("lead", ["La vieille répondit :", "Elle dit alors à son frère :"])
def test_what_somebody_is_said_to_say_after_a_colon_is_speech_in_a_story_with_dialogue(lead):
    told = [
        ESSAY[0],
        "- Vous voilà, dit la vieille.",
        "- Oui.",
        ESSAY[1],
        lead,
        "- Elle tient.",
        "- Je le vois.",
    ]
    assert items_of("\n\n".join([*told, ESSAY[2]])) == []


def test_a_chapter_may_begin_with_speech_that_says_who_speaks():
    for answers in (["- It is.", "- Since when?"], ["- It is."]):
        said = ["- Is the barn ours? asked Bert.", *answers]
        assert items_of("\n\n".join(["The Barn", *said, *ESSAY])) == []


@pytest.mark.parametrize(
    ("listed", "spoken"),
    [
        (("– une corde ;", "– une lampe."), ("– Viens, dit-il.", "– Où ?", "– Ici.")),
        (("- una cuerda;", "- una lámpara."), ("-No -dijo él-. Nunca.", "-¿Por qué? -preguntó ella.")),
        (("– eine Lampe,", "– ein Seil."), ("– Komm!, sagte er.", "– Wohin?")),
    ],
)
def test_what_is_said_right_after_a_list_is_no_item_of_it(listed, spoken):
    result = by_lines("Il prit :", *listed, *spoken, ".")
    assert len(texts(result, "list_item")) == len(listed)
    assert [text for text in texts(result, "prose") if text in spoken] == list(spoken)
