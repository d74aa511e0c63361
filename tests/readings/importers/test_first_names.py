"""A name or a label in a line of its own stays above the words that were typed under it, on a page that keeps lines."""

import textwrap

import pytest

from tests.readings.importers.reading import made, marks, pieces
from tests.readings.importers.test_html import page

MESSAGES = (
    "nearly, but I do not see why the pilot lies, and what he gains by it when the ferry is late again and all know it",
    "The pilot does not lie.",
    "who said that he did?",
    "He wrote down what he saw from the upper ramp, and it was not what the company wanted to read. So they did not.",
)
NAMES = ("ines_v", "Tom Penn", "Question", "And then?", "ines_v:")


def kept(*bodies: str, style: str = "pre-wrap") -> bytes:
    return page(
        "<main><h1>The landing</h1>"
        + "".join(f'<p style="white-space:{style}">{body}</p>' for body in bodies)
    )


def told(data: bytes) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in pieces(data)][1:]


@pytest.mark.parametrize("style", ["pre-wrap", "pre-line"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_strong_letters_stays_above_what_was_said(style: str, name: str):
    data = kept(*(f"<b>{name}</b>\n{message}" for message in MESSAGES), style=style)
    assert told(data) == [("prose", f"{name}\n{message}") for message in MESSAGES]
    assert all(marks(one) == [("strong", name)] for one in pieces(data)[1:])
    assert "heading" not in [one.kind for one in made(data).paragraphs]


@pytest.mark.parametrize(
    "names", [("ines_v", "Tom", "ines_v", "Tom Penn"), ("3 May", "4 May", "5 May", "6 May")]
)
def test_names_and_dates_that_stand_over_nearly_every_paragraph_stay_there(names: tuple[str, ...]):
    data = kept(*(f"{name}\n{message}" for name, message in zip(names, MESSAGES, strict=True)))
    assert told(data) == [("prose", f"{name}\n{said}") for name, said in zip(names, MESSAGES, strict=True)]
    field = kept("\n\n".join(f"{name}\n{said}" for name, said in zip(names, MESSAGES, strict=True)))
    assert told(field) == told(data)


def test_prose_that_was_wrapped_under_a_name_is_joined_without_it():
    said = f"{MESSAGES[3]} {MESSAGES[3]}"
    wrapped = "\n".join(textwrap.wrap(said, 60)).replace("upper", "<em>upper</em>", 1)
    data = kept(f"<b>Tom</b>\n{wrapped}", f"<b>Tom</b>\n{wrapped}\n\n{wrapped}")
    assert told(data) == [("prose", f"Tom\n{said}"), ("prose", f"Tom\n{said}"), ("prose", said)]
    assert marks(pieces(data)[1]) == [("strong", "Tom"), ("emphasis", "upper")]


def test_what_is_quoted_or_listed_under_a_name_is_that_and_the_name_no_heading():
    quoted = "\n".join(f"&gt; {line}" for line in textwrap.wrap(MESSAGES[3], 50))
    data = kept(f"<b>Tom</b>\n{quoted}", "<b>Ines</b>\n- rope, forty feet\n- a lamp\n- two blankets")
    assert told(data) == [
        ("prose", "Tom"),
        ("quotation", MESSAGES[3]),
        ("prose", "Ines"),
        ("list_item", "rope, forty feet"),
        ("list_item", "a lamp"),
        ("list_item", "two blankets"),
    ]
    assert "heading" not in [one.kind for one in made(data).paragraphs]


def test_verse_under_its_title_stays_one_stanza():
    poem = "The rope is wet\nand will not hold\nthe knot you tied\nwhen it was cold"
    assert told(kept(f"<b>The Rope</b>\n{poem}")) == [("verse", f"The Rope\n{poem}")]


def test_the_first_lines_of_stanzas_and_addresses_are_no_names():
    stanzas = [
        f"The rope\nis wet and will not hold\nthe knot you tied\nwhen {what}"
        for what in ("cold", "old", "sold")
    ]
    assert [kind for kind, _text in told(kept(*stanzas))] == ["verse"] * 3
    addresses = [
        f"{name}\n{at} Ferry Lane, behind the ramp\nOsterby" for at, name in enumerate(("Ines", "Tom", "Ada"))
    ]
    assert [kind for kind, _text in told(kept(*addresses))] == ["verse"] * 3
