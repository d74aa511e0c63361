"""Items right under a short line in wrapped text, with no blank line between: a line and a list, and no verse."""

import pytest

from tests.readings.importers.test_verses import MORE, PROSE, filled, read

ITEMS = ["Boil the water.", "Add the goose. Wait for two hours, and", "Add the rest."]


def among_prose(*lines: str) -> list[tuple[str, str]]:
    """What these lines become between two paragraphs that are wrapped."""
    result = read(filled(PROSE, 65), "\n".join(lines), filled(MORE, 65))
    said = [(one.kind, result.content[one.start : one.end]) for one in result.paragraphs]
    assert (said[0], said[-1]) == (("prose", PROSE), ("prose", MORE))
    return said[1:-1]


@pytest.mark.parametrize("marker", ["{}.", "{})", "-", "*"])
@pytest.mark.parametrize("name", ["Method", "Things to bring", "How is it done"])
def test_a_short_line_over_items_is_no_verse(name, marker):
    items = [f"{marker.format(number)} {item}" for number, item in enumerate(ITEMS, start=1)]
    lines = [*items[:2], "   skim from time to time.", items[2]]
    (kind, text), *listed = among_prose(name, *lines)
    assert (kind in ("prose", "heading"), text) == (True, name)
    whole = [ITEMS[0], f"{ITEMS[1]} skim from time to time.", ITEMS[2]]
    assert listed == [("list_item", item) for item in whole]


@pytest.mark.parametrize(
    "lines",
    [
        ("The boats went out at six", "- or so they said -", "And nobody came back."),
        ("The boats went out", "– I saw them go", "– I saw them too"),
        ("The boats went out", "3. of them with sails", "4. of them without"),
        ("The boats went out,", "- the first,", "- the second,"),
        ("and the boats went out", "- the first", "- the second"),
    ],
)
def test_lines_that_only_look_like_items_stay_verse(lines):
    ((kind, text),) = among_prose(*lines)
    assert (kind, text.split("\n")) == ("verse", list(lines))
