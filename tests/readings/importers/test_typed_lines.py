"""Line ends that only a style keeps, as of a mailing list, are asked what plain text is asked of its own."""

import textwrap

import pytest

from readings.importers import read
from tests.readings.importers.reading import made, marks, pieces
from tests.readings.importers.test_html import page
from tests.timing import quickest, within

KEPT = ("pre-wrap", "pre-line", "break-spaces")
FERRY = (
    "The ferry was late again this morning, and while we stood about on the landing the woman who sells the tickets"
    " told us that the company had asked her twice to write down how often that happened. She had kept a list since"
    " the spring. Nobody had ever come to fetch it, and she had begun to think that nobody would."
)
LIST = (
    "What she wrote was not much: a date, the hour, sometimes the wind. But when we laid the pages side by side we saw"
    " that the late mornings were those after the market, when the carts stood three deep at the upper ramp and the"
    " men had to be called back from their breakfast to help."
)
POEM = ("The rope is wet", "and will not hold", "the knot you tied", "when it was cold")


def wrapped(text: str, width: int = 72) -> str:
    return "\n".join(textwrap.wrap(text, width))


def lined(body: str, kept: str = "pre-wrap") -> bytes:
    return page(
        f"<main><h1>The landing</h1><div class=post>{body}</div></main>",
        f"<style>.post{{white-space:{kept}}}</style>",
    )


def post(body: str, kept: str = "pre-wrap") -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(lined(body, kept)) if piece.kind != "heading"]


def doubts(body: str) -> list[str]:
    return [doubt.code for piece in pieces(lined(body)) for doubt in piece.doubts]


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("width", [60, 72, 78])
def test_prose_that_was_wrapped_by_hand_is_a_paragraph(kept: str, width: int):
    body = f"{wrapped(FERRY, width)}\n\n{wrapped(LIST, width)}"
    assert post(body, kept) == [("prose", FERRY), ("prose", LIST)]
    assert doubts(body) == []


def test_short_lines_beside_such_prose_stay_lines():
    verse, address = "\n".join(POEM), "Ines Varga\nThe Upper Ramp 4\nOsterby"
    body = f"{wrapped(FERRY)}\n\n{verse}\n\n{wrapped(LIST)}\n\n{address}"
    assert post(body) == [("prose", FERRY), ("verse", verse), ("prose", LIST), ("verse", address)]


def test_a_line_a_paragraph_is_a_paragraph_each():
    assert post(f"{FERRY}\n{LIST}", "pre-line") == [("prose", FERRY), ("prose", LIST)]


def test_words_keep_their_marks_where_their_lines_are_joined():
    body = wrapped(FERRY).replace("twice", "<em>twice</em>").replace("this morning", "<b>this morning</b>")
    (found,) = [piece for piece in pieces(lined(body)) if piece.kind == "prose"]
    assert marks(found) == [("strong", "this morning"), ("emphasis", "twice")]


def test_what_a_letter_quotes_is_a_quotation():
    quoted = "\n".join(f"&gt; {line}" for line in textwrap.wrap(FERRY, 66))
    assert post(f"{quoted}\n\n{wrapped(LIST)}") == [("quotation", FERRY), ("prose", LIST)]


def test_items_under_each_other_are_those_of_a_list():
    body = f"{wrapped(FERRY)}\n\n- <i>rope</i>, forty feet\n- a lamp\n- two blankets"
    found = pieces(lined(body))
    assert [(one.kind, one.text) for one in found[2:]] == [
        ("list_item", "rope, forty feet"),
        ("list_item", "a lamp"),
        ("list_item", "two blankets"),
    ]
    assert marks(found[2]) == [("emphasis", "rope")]


def test_who_speaks_keeps_what_was_said():
    said = [
        "INES: Who rang the bell?",
        "TOM: Nobody that I know of.",
        "INES: Then it was the wind.",
        "TOM: It was.",
    ]
    for body in ("\n".join(said), f"{wrapped(FERRY)}\n\n" + "\n".join(said)):
        assert [line for _kind, text in post(body) for line in text.split("\n")][-4:] == said


@pytest.mark.parametrize("around", ["{}", "<code>{}</code>"])
def test_lines_of_a_program_stay_as_they_were_typed_with_a_doubt(around: str):
    code = "for (i = 0; i < count; i++) {\n    ring(bell[i]);\n    total += 1;\n}\nreturn total;"
    (found,) = post(around.format(code.replace("<", "&lt;")))
    assert found == ("verse", "for (i = 0; i < count; i++) {\nring(bell[i]);\ntotal += 1;\n}\nreturn total;")
    assert doubts(around.format(code.replace("<", "&lt;"))) == ["lines_as_typed"]


def test_long_lines_that_plain_text_would_doubt_are_kept_and_doubted():
    lines = [
        "And when the ferry came at last across the water in the dark",
        "The women on the landing put their baskets down and waved",
        "As if the men who rowed it had been gone for half a year",
        "And not between a supper and the breakfast that they saved",
    ]
    assert post("\n".join(lines)) == [("verse", "\n".join(lines))]
    assert all(code in ("lines_as_typed", "lines_kept") for code in doubts("\n".join(lines)))


def test_two_who_speak_once_each_are_not_run_together_without_a_doubt():
    answer = "TOM: Then leave the carts to me, and ring when the water is as high as the upper ramp."
    said = f"{wrapped(f'INES: {LIST}')}\n{wrapped(answer)}"
    assert post(f"{wrapped(FERRY)}\n\n{said}")[1] == ("verse", said)
    assert doubts(f"{wrapped(FERRY)}\n\n{said}") == ["lines_as_typed"]


def test_a_line_that_ends_early_in_such_prose_is_doubted_at_its_end():
    body = f"{wrapped(FERRY)}\n{wrapped(LIST)}"
    (found,) = [piece for piece in pieces(lined(body)) if piece.kind == "prose"]
    assert [(one.code, found.text[: one.where]) for one in found.doubts] == [("lines_joined", FERRY)]


def test_a_text_of_such_lines_is_as_sound_as_any():
    body = f"<p>{wrapped(FERRY)}</p><p>- a <a href='https://harbour.example/'>rope</a>\n- a lamp</p>"
    assert [one.kind for one in made(lined(body)).paragraphs].count("list_item") == 2


def test_many_such_lines_are_read_in_a_time_that_grows_as_they_do():
    few, many = (
        lined("\n".join(f"- item <b>{at}</b> of the list" for at in range(count))) for count in (2_000, 8_000)
    )
    within(8 * quickest(lambda: read(few)) + 0.2, lambda: read(many))


MAIL = """Ben wrote:
&gt; I think that the rope is too short, and that nobody has ever measured it, not
&gt; even the one who bought it.

That is not so. I measured it myself last summer, when the water was low, and it
was two metres longer than the <b>river</b> is wide.

 - buy a longer rope
 - make the river smaller

Yours,
Ada"""
PROGRAM = """# say what the ferry does when nobody has asked for it and the river is high and
# wild, because then the rope does not reach the other bank and all must wait
for boat in boats:
    leave(boat)"""
TABLE = """boat        rope      river and what is said of it by those who live on it and
Ada         12 m      high all year, as far as anybody there remembers it to be
Ben         13 m      low"""
LOOP = "<code>The river goes under the bridge and it does not come back to where it was be-\nfore, and so\nit goes.</code>"


@pytest.mark.parametrize("tag", ["pre", "listing"])
def test_a_mail_in_preformatted_lines_is_read_as_what_was_typed(tag):
    read = pieces(page(f"<{tag}>\n{MAIL}\n</{tag}>"))
    assert [(piece.kind, piece.text) for piece in read] == [
        ("prose", "Ben wrote:"),
        (
            "quotation",
            "I think that the rope is too short, and that nobody has ever measured it, not even the one who bought it.",
        ),
        (
            "prose",
            "That is not so. I measured it myself last summer, when the water was low, and it was two metres longer than"
            " the river is wide.",
        ),
        ("list_item", "buy a longer rope"),
        ("list_item", "make the river smaller"),
        ("verse", "Yours,\nAda"),
    ]
    assert marks(read[2]) == [("strong", "river")]


@pytest.mark.parametrize(
    "typed", [PROGRAM, TABLE, LOOP, MAIL.split("\n\n")[0]], ids=["program", "table", "code", "too little"]
)
def test_a_program_or_a_table_in_preformatted_lines_keeps_them(typed):
    assert {piece.kind for piece in pieces(page(f"<pre>\n{typed}\n</pre>"))} == {"verse"}


@pytest.mark.parametrize("name", ["code", "highlight", "language-text", "sourceCode", "poem"])
def test_preformatted_lines_that_are_named_for_something_keep_them(name):
    assert "list_item" not in {piece.kind for piece in pieces(page(f'<pre class="{name}">\n{MAIL}\n</pre>'))}
    assert "list_item" not in {
        piece.kind for piece in pieces(page(f'<div class="{name}"><pre>\n{MAIL}\n</pre></div>'))
    }
