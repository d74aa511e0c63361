"""Plain text with form feeds between its pages: heads and page numbers are kept aside, sentences go on over page ends."""

import pytest

from readings.importers.sheets import furniture_of, goes_on
from tests.readings.test_segmenting import made, texts

WEATHER = ["fog", "rain", "snow", "wind", "sun", "hail"]


def body(weather: str) -> str:
    end = "Dog" if weather == "rain" else "dog."  # a page ends where there is no more room, in a sentence too
    return f"There was {weather} over the harbour when the ferry was lifted, and nobody came\nto see it but the {end}"


def pages(*tops_and_feet: tuple[str, str]) -> str:
    parts = [
        "\n\n".join(part for part in (top, body(weather), foot) if part)
        for (top, foot), weather in zip(tops_and_feet, WEATHER, strict=False)
    ]
    return "\n\f".join(parts)


def aside(text: str) -> tuple[list[str], list[str]]:
    """What stays as prose, and what is kept aside."""
    result = made(text, title="T", authors=["Ada Quill"])
    assert len(result.paragraphs) == len(texts(result, "prose"))
    return texts(result, "prose"), [one["text"] for one in result.provenance.get("set_apart", ())]


SHAPES = {
    "a head": [("THE FERRY", "") for _ in range(5)],
    "numbers": [("", f"{at}") for at in range(1, 6)],
    "numbers between dashes": [(f"– {at} –", "") for at in range(7, 12)],
    "a head with its number": [(f"Паром          {at}", "") for at in range(7, 12)],
    "two heads by turns": [("DIE FÄHRE" if at % 2 else "Ada Quill", f"Seite {at}") for at in range(1, 7)],
    "a first page without": [("", ""), *((f"Le bac, {at}", "") for at in range(2, 6))],
}


@pytest.mark.parametrize("name", SHAPES)
def test_running_heads_and_page_numbers_are_kept_aside(name):
    prose, kept = aside(pages(*SHAPES[name]))
    assert prose == [" ".join(body(weather).split()) for weather in WEATHER[: len(prose)]]
    assert len(prose) == len(SHAPES[name])
    assert kept == [" ".join(line.split()) for top, foot in SHAPES[name] for line in (top, foot) if line]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They lifted the ferry out of the", "mud before the tide."),
        ("Sie hoben die Fähre, ohne ein Wort,", "aus dem Schlick."),
    ],
)
def test_a_sentence_goes_on_over_the_end_of_a_page(before, after):
    parts = [
        f"THE FERRY\n\n{body(weather)}\n\n{weather.title()}. {before}\n\n{at}"
        for at, weather in enumerate(WEATHER, 1)
    ]
    text = "\n\f".join(parts[:3]).replace("THE FERRY\n\n", f"THE FERRY\n\n{after}\n\n")
    prose, kept = aside(text)
    assert f"Fog. {before} {after}" in prose
    assert f"Rain. {before} {after}" in prose
    assert kept == ["THE FERRY", "1", "THE FERRY", "2", "THE FERRY", "3"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They lifted it.", "mud was on it."),
        ("They lifted the", "Ferry of Harbour."),
        ("They sang, and", "  the ferry rose"),
    ],
)
def test_what_ends_on_a_page_is_not_joined_to_the_next(before, after):
    assert not goes_on(before, after)


@pytest.mark.parametrize(
    "tops",
    [
        ["In the end they went.", "In the end they went.", "In the end they went."],  # a refrain
        ["1912", "1914", "1931"],  # years
        ["Fog", "Rain", "Snow"],  # headings
        ["the ferry", "the ferry", "the ferry"],
    ],
)
def test_other_lines_at_the_top_of_a_page_stay(tops):
    lines, starts = list[str](), list[int]()
    for top, weather in zip(tops, WEATHER, strict=False):
        starts.append(len(lines))
        lines += [top, "", *body(weather).split("\n"), ""]
    assert furniture_of(lines, starts[1:]) == set()


def test_without_form_feeds_nothing_is_furniture():
    text = pages(*SHAPES["a head"]).replace("\f", "\n")
    result = made(text, title="T", authors=["Ada Quill"])
    assert result.content.count("THE FERRY") == 5


ROPE = "The rope was wound on the reel and the clerk wrote it down in his ledger for the year, and then he slept."


@pytest.mark.parametrize("head", ["Chapter {}", "Letter {}", "{}", "My dear Dora"])
def test_form_feeds_between_chapters_make_no_heading_a_running_head(head):
    text = "\f".join(f"{head.format(n)}\n\n{ROPE}\n\nAnd so on.\n\nYour Ada\n" for n in range(1, 6))
    result = made(text)
    assert not [piece for piece in result.provenance.get("set_apart", ()) if piece["why"] == "page_furniture"]
    assert result.content.count("Your Ada") == 5


def test_a_page_number_is_not_joined_to_the_line_of_the_next_page():
    text = f"{ROPE} And so the\n\n12\n\fclerk went home.\n\n{ROPE}\n"
    assert "12\nclerk" not in made(text).content
