"""A line that says whose the words above are stays with them; a list of one item stays a list."""

import pytest

from readings.importers.plain import pieces

LONG = (
    "Nobody who has read the whole of the book can say that it ends well, and nobody who has read only the beginning "
    "of it would ever have believed that it could end in any other way than that."
)


def _made(text: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(text, "lines")]


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
def test_who_said_an_epigraph_stays_under_it(dash: str) -> None:
    epigraph = f'    "The river is never full.\n    It is not even a river."\n               {dash} Ada Falk'
    assert _made(f"{LONG}\n\n{epigraph}\n\n{LONG}")[1] == (
        "verse",
        f'"The river is never full.\nIt is not even a river."\n{dash} Ada Falk',
    )


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_single_sentence_keeps_who_said_it(dash: str) -> None:
    assert _made(f"{LONG}\n\n“Nothing is in vain.”\n{dash} Ada Falk, The Rivers\n\n{LONG}")[1] == (
        "verse",
        f"“Nothing is in vain.”\n{dash} Ada Falk, The Rivers",
    )


def test_one_thing_to_do_is_no_name() -> None:
    kinds = [
        kind for kind, _text in _made(f"{LONG}\n\nWe left one thing open.\n- Ask Ada about it\n\n{LONG}")
    ]
    assert "verse" not in kinds
    assert len(kinds) == 4


def test_several_lines_behind_dashes_are_items() -> None:
    kinds = [kind for kind, _text in _made(f"{LONG}\n\n  We need:\n  - Flour.\n  - Oil\n\n{LONG}")]
    assert kinds == ["prose", "prose", "list_item", "list_item", "prose"]
