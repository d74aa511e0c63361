"""Short lines right over or under a wrapped paragraph: told apart where they are surely something, doubted elsewhere."""

import textwrap

import pytest

from tests.readings.importers.test_verses import COUPLETS, MORE, PROSE, filled
from tests.readings.test_segmenting import codes, made, texts

THIRD = (
    "Nobody could say afterwards who had let the goats in. The gate was tied with the good rope, and the good rope was"
    " where it had been; but of the lettuces there was nothing left above the ground, and the smith, who never ate any,"
    " was the one that shouted. We planted again in the rain, all of us, and were done before it was dark."
)
WIDTHS = [58, 65, 72]


def read(*blocks):
    return made("\n\n".join(blocks) + "\n", title="T", authors=["Ada Quill"])


def places(result, code="lines_joined"):
    return [result.content[one.where :][:12] for one in result.warnings if one.code == code]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_that_had_room_for_half_the_width_more_is_doubted_where_it_ends(width):
    result = read(filled(PROSE, width), f"The goats\n{filled(THIRD, width)}", filled(MORE, width))
    assert texts(result, "prose") == [PROSE, f"The goats {THIRD}", MORE]
    assert places(result) == [f" {THIRD}"[:12]]


@pytest.mark.parametrize("width", WIDTHS)
def test_prose_that_is_only_wrapped_is_not_doubted(width):
    result = read(*(filled(one, width) for one in (PROSE, MORE, THIRD, "The rope was short.", MORE)))
    assert "lines_joined" not in codes(result)


def test_a_paragraph_of_hardly_anything_but_such_lines_is_doubted_once():
    lines = ["The spade was old", "and nobody", "had oiled it since", "the day", "it was bought."]
    listed = [f"* {line}" if not at else f"  {line}" for at, line in enumerate(lines)]
    result = read(filled(PROSE, 72), "\n".join([*listed, "* The rope was new."]), filled(MORE, 72))
    assert codes(result).count("lines_joined") == 1


def test_an_item_is_doubted_where_one_of_its_lines_had_room():
    items = [f"* The goats\n  {textwrap.fill(MORE, 68, subsequent_indent='  ')}", "* The rope."]
    result = read(filled(PROSE, 70), "\n".join(items), filled(THIRD, 70))
    assert texts(result, "list_item") == [f"The goats {MORE}", "The rope."]
    assert places(result) == [f" {MORE}"[:12]]


def glued(*lines, width=65):
    """Return each of these wrapped by itself, one right under the other."""
    return "\n".join(filled(line, width) for line in lines)


def ended_early(text, width):
    """Return the text with a sentence more, or several, so that its last line is short when it is wrapped."""
    while 3 * len(filled(text, width).split("\n")[-1]) > width:
        text += " Nobody knew."
    return text


@pytest.mark.parametrize("width", WIDTHS)
def test_short_lines_right_over_two_paragraphs_are_their_headings(width):
    result = read(glued("The goats", THIRD, width=width), glued("Who oils the spade?", PROSE, width=width))
    assert texts(result, "heading") == ["The goats", "Who oils the spade?"]
    assert texts(result, "prose") == [THIRD, PROSE]
    assert codes(result).count("heading_guessed") == 2
    assert "lines_joined" not in codes(result)


def test_where_headings_stand_right_over_paragraphs_those_over_short_ones_are_found_too():
    result = read(
        glued("The goats", THIRD),
        glued("The rope", "It was where it had always been, they said."),
        glued("The ditch", PROSE),
        glued("The soup", "was burnt."),
    )
    assert texts(result, "heading") == ["The goats", "The rope", "The ditch"]


def test_numbers_right_over_paragraphs_are_their_headings_however_short_those_are():
    result = read(glued("1", THIRD), glued("2", "Nobody knew."), glued("3", PROSE))
    assert texts(result, "heading") == ["1", "2", "3"]
    assert texts(result, "prose") == [THIRD, "Nobody knew.", PROSE]


@pytest.mark.parametrize(
    "first", ["the goats", "The goats,", "The goats;", "The goats were gone.", "The goats –", "* The goats"]
)
def test_one_short_line_that_may_be_the_rest_of_something_is_no_heading(first):
    result = read(glued(first, THIRD), glued(first + first[-1], PROSE), MORE)
    assert texts(result, "heading") == []


def test_a_name_that_comes_again_over_paragraphs_is_no_heading():
    result = read(glued("ADA", THIRD), glued("TOM", PROSE), glued("ADA", MORE), glued("TOM", THIRD))
    assert texts(result, "heading") == []
    assert codes(result).count("lines_joined") == 4


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_is_said_in_an_interview_is_a_paragraph_each(width, between):
    said = [
        "Q: Who dug it?",
        f"A: {PROSE}",
        "Q: Who let them in?",
        f"A: {THIRD}",
        "Q: And who?",
        f"A: {MORE}",
    ]
    rounds = [glued(*said[at : at + 2], width=width) for at in (0, 2, 4)]
    result = read(between.join(rounds))
    assert texts(result, "prose") == said
    assert "lines_joined" not in codes(result)


def test_somebody_who_speaks_once_among_names_in_capitals_has_a_paragraph():
    said = [
        "ADA: Who dug it?",
        f"TOM: {PROSE}",
        "ADA: And then?",
        f"TOM: {MORE}",
        "THE SMITH: Nobody asked me.",
    ]
    assert texts(read(glued(*said)), "prose") == said


def test_the_time_over_what_is_said_stays_with_it():
    said = [f"Ada: {one}" for one in (PROSE, THIRD, MORE)]
    timed = [f"[00:0{at}:12]\n{filled(one, 65)}" for at, one in enumerate(said)]
    assert texts(read("\n".join(timed)), "prose") == [f"[00:0{at}:12] {one}" for at, one in enumerate(said)]


def test_verses_of_a_play_keep_their_lines_under_the_name():
    scene = [
        "ADA: The spade went in before the day was up,\nand no one asked us who had filled the cup.",
        "TOM: We dug by feel; the ditch had got no end.\nADA: And every stone was somebody's to mend.",
        "TOM: The rope was short, the road along it steep,\nthe field lay dry beneath the hill, asleep.",
    ]
    assert len(texts(read(*scene), "verse")) == 3


def test_fields_of_a_record_stay_together():
    record = "Decided: to oil the spade.\nAction: Ada"
    result = read(filled(PROSE, 72), record, filled(MORE, 72), record, filled(THIRD, 72), record)
    assert texts(result, "verse") == [record] * 3


@pytest.mark.parametrize("width", WIDTHS)
def test_the_greeting_and_the_closing_of_a_letter_are_no_part_of_its_paragraphs(width):
    letter = [glued("Dear Tom,", THIRD, width=width), glued(PROSE, "Yours,", "Ada Quill", width=width)]
    result = read(*letter)
    assert texts(result, "prose") == ["Dear Tom,", THIRD, PROSE]
    assert texts(result, "verse") == ["Yours,\nAda Quill"]
    assert "lines_joined" not in codes(result)


def test_a_greeting_after_which_a_letter_goes_on_small_is_one_as_well():
    small = THIRD[0].lower() + THIRD[1:]
    assert texts(read(glued("Liebe Ada,", small), glued(PROSE)), "prose")[0] == "Liebe Ada,"


def test_a_paragraph_at_the_margin_right_under_a_list_is_none_of_its_items():
    items = [textwrap.fill(f"* {one}", 65, subsequent_indent="  ") for one in (MORE, "A rope.", "A lamp.")]
    result = read(filled(PROSE, 65), "\n".join(items) + "\n" + filled(THIRD, 65))
    assert texts(result, "list_item") == [MORE, "A rope.", "A lamp."]
    assert texts(result, "prose") == [PROSE, THIRD]


def test_items_whose_lines_go_on_at_the_margin_keep_them():
    items = [f"* {MORE}", "* A rope.", f"* {THIRD}"]
    assert texts(read(filled(PROSE, 65), glued(*items)), "list_item") == [MORE, "A rope.", THIRD]


@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_with_nothing_between_them_are_parted_and_doubted_where_three_end_early(width):
    parts = [ended_early(one, width) for one in (PROSE, THIRD, MORE, THIRD)]
    result = read(glued(*parts, width=width))
    assert texts(result, "prose") == parts
    assert codes(result).count("paragraph_guessed") == len(parts) - 1


def test_paragraphs_with_nothing_between_them_are_only_doubted_where_fewer_end_early():
    result = read(glued("Nobody knew.", PROSE, "Nobody asked.", MORE))
    assert len(texts(result, "prose")) == 1
    assert codes(result).count("lines_joined") == 2


@pytest.mark.parametrize("width", [56, 60, 72])
def test_titles_right_over_poems_are_left_with_them_among_prose(width):
    poems = [
        "The Ditch\n" + "\n".join(COUPLETS[0] + COUPLETS[1]),
        "The Rope\n" + "\n".join(COUPLETS[2] + COUPLETS[3]),
    ]
    result = read(
        glued(PROSE, width=width), poems[0], glued(THIRD, width=width), poems[1], glued(MORE, width=width)
    )
    assert texts(result, "heading") == []
    said = [" ".join(result.content[one.start : one.end].split()) for one in result.paragraphs]
    assert [" ".join(poem.split()) for poem in poems] == [said[1], said[3]]


def test_a_letter_in_one_block_has_its_greeting_and_its_closing():
    result = read(glued("Dear Tom,", THIRD, "Yours,", "Ada"), filled(PROSE, 65))
    assert texts(result, "prose") == ["Dear Tom,", THIRD, PROSE]


def test_a_longer_heading_is_found_where_two_short_ones_are():
    blocks = [
        glued("The goats", THIRD),
        glued("Who let them in, and who was asked", PROSE),
        glued("The soup", MORE),
    ]
    assert texts(read(*blocks), "heading") == ["The goats", "Who let them in, and who was asked", "The soup"]
    assert texts(read(blocks[1], filled(MORE, 65)), "heading") == []


TITLES = [
    "Who Let the Goats Into the Garden",
    "The Old Rope and the New Spade",
    "What the Parish Book Says of It",
]


@pytest.mark.parametrize("width", [58, 60, 65, 72])
@pytest.mark.parametrize("set_as", [str, str.upper])
def test_longer_lines_set_as_titles_right_over_paragraphs_are_their_headings(width, set_as):
    titles = [set_as(one) for one in TITLES]
    result = read(*(glued(*one, width=width) for one in zip(titles, (PROSE, THIRD, MORE), strict=True)))
    assert texts(result, "heading") == titles
    assert texts(result, "prose") == [PROSE, THIRD, MORE]
    assert codes(result).count("heading_guessed") == 3
    assert "lines_joined" not in codes(result)


@pytest.mark.parametrize("width", [58, 60, 65, 72])
def test_numbered_lines_right_over_paragraphs_are_their_headings_and_no_items(width):
    titles = [
        "1. Who it was that let the goats in",
        "2. What became of the old rope",
        "3. What the book says of it",
    ]
    result = read(*(glued(*one, width=width) for one in zip(titles, (PROSE, THIRD, MORE), strict=True)))
    assert texts(result, "heading") == titles
    assert texts(result, "prose") == [PROSE, THIRD, MORE]


@pytest.mark.parametrize("width", WIDTHS)
def test_numbered_items_that_are_wrapped_stay_items(width):
    items = [f"{at}. {one}" for at, one in enumerate((PROSE, THIRD, MORE), start=1)]
    result = read(*(filled(one, width) for one in items))
    assert texts(result, "list_item") == [PROSE, THIRD, MORE]


def test_one_longer_line_set_as_a_title_is_left_with_its_paragraph():
    result = read(glued(TITLES[0], PROSE, width=60), filled(THIRD, 60), filled(MORE, 60))
    assert texts(result, "heading") == []


@pytest.mark.parametrize("width", [60, 65, 72])
def test_longer_questions_right_over_their_answers_stand_by_themselves(width):
    asked = ["Who was it that let the goats in that day?", "What was left of the lettuces?"]
    result = read(
        glued(asked[0], THIRD, width=width), glued(asked[1], PROSE, width=width), filled(MORE, width)
    )
    assert texts(result, "heading") == asked
    assert texts(result, "prose") == [THIRD, PROSE, MORE]
    assert codes(result).count("heading_guessed") == 2


@pytest.mark.parametrize("width", WIDTHS)
def test_questions_at_the_beginning_of_wrapped_paragraphs_stay_in_them(width):
    asking = [f"Who was it that let the goats in? {one}" for one in (PROSE, THIRD, MORE)]
    result = read(*(filled(one, width) for one in asking))
    assert texts(result, "prose") == asking
    assert places(result) == []


def test_first_lines_that_left_a_quarter_of_the_width_are_doubted_where_two_did():
    firsts = ["Of those that let the goats in", "Of the rope and what became of it"]
    blocks = [glued(firsts[0], THIRD, width=60), glued(firsts[1], PROSE, width=60)]
    result = read(*blocks, filled(MORE, 60))
    assert texts(result, "prose") == [f"{firsts[0]} {THIRD}", f"{firsts[1]} {PROSE}", MORE]
    assert places(result) == [f" {THIRD}"[:12], f" {PROSE}"[:12]]
    assert places(read(blocks[0], filled(PROSE, 60), filled(MORE, 60))) == []


@pytest.mark.parametrize("width", [58, 60, 65, 72])
def test_a_word_before_a_colon_inside_paragraphs_does_not_part_them_where_it_begins_a_line(width):
    said = [
        " ".join(f"{'Nobody ' * more}knew. Example: {one}" for one in (PROSE, MORE)) for more in range(1, 30)
    ]
    result = read(*(filled(one, width) for one in said))
    assert texts(result, "prose") == said


def test_a_question_that_is_asked_again_stands_by_itself_each_time():
    rounds = [glued("And who let the goats in, if it was not Ada?", one) for one in (PROSE, THIRD, MORE)]
    result = read(*rounds)
    assert texts(result, "heading") == ["And who let the goats in, if it was not Ada?"] * 3
    assert texts(result, "prose") == [PROSE, THIRD, MORE]


@pytest.mark.parametrize("width", [60, 72])
def test_one_slip_into_the_line_before_does_not_join_an_interview(width):
    said = ["Ada: Who dug it?", f"Tom: {PROSE}", "Ada: Who let them in?", f"Tom: {THIRD}"] * 3
    slipped = f"Ada: Nobody asked. Tom: {MORE}"
    assert texts(read(glued(*said, slipped, width=width)), "prose") == [*said, slipped]


def test_one_set_as_prose_is_found_where_two_are_set_as_titles():
    blocks = [
        glued(TITLES[0], PROSE, width=60),
        glued("Of the rope and what became of it", THIRD, width=60),
        glued(TITLES[2], MORE, width=60),
    ]
    assert texts(read(*blocks), "heading") == [TITLES[0], "Of the rope and what became of it", TITLES[2]]
