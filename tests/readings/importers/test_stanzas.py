"""Short lines: verse and programs keep them, quotations that are set in and narrow prose are joined."""

import pytest

from tests.readings.test_segmenting import texts, wrapped

STANZAS = {
    "small letters": ["The mud was deep,", "    the mud was grey,", "and in the mud", "    the ferry lay."],
    "narrow": ["le bac est là", "dans la boue grise", "et nul ne sait", "à qui il est"],
    "two lines": ["O Fähre, meine Fähre,", "wer holt dich aus dem Schlick?"],
    "a program": ["$ ferry --lift", "ferry: it does not move"],
    "said": ["»Лодка, лодка моя,", "кто тебя поднимет?«"],
}


@pytest.mark.parametrize("name", STANZAS)
def test_short_lines_that_are_set_in_stay_lines(name):
    lines = STANZAS[name]
    result = wrapped("\n".join(f"    {line}" for line in lines), ".")
    assert [verse.replace("\u2003", "").split() for verse in texts(result, "verse")] == [
        "\n".join(lines).split()
    ]
    assert texts(result, "verse")[0].count("\n") == len(lines) - 1


QUOTED = [
    ["Whoever has lifted a ferry out of the mud knows that it is not", "lifted by one."],
    ["Wer eine Fähre aus dem Schlick gehoben hat, der weiß, dass niemand auch", "sie nur allein hebt, und auch nicht an einem einzigen Tag im Herbst,", "wenn Regen fällt."],
    ["Qui a sorti un bac de la vase par un jour de pluie sait", "que nul ne l’a jamais sorti seul."],
]  # fmt: skip


@pytest.mark.parametrize("lines", QUOTED)
def test_quotations_that_are_set_in_are_joined(lines):
    result = wrapped("\n".join(f"    {line}" for line in lines), ".")
    assert texts(result, "quotation") == [" ".join(lines)]


NARROW = [
    ["The harbour master took the first boat and left", "the second to the children. Nobody thought that", "it would ever be seen again."],
    ["Der Fährmann nahm das erste Boot und ließ das", "zweite den Kindern. Keiner dachte daran, dass", "es wiederkommt."],
]  # fmt: skip
SUNG = [
    ["the harbour master took the boat, the boat", "that never had been asked to come along", "and never came."],
    ["The harbour master took the boat. The boat", "Went with him where the river meets the sea.", "Nobody came."],
    ["the harbour is a house. it has no door", "and we", "go in by all its windows, one by one."],
]  # fmt: skip


@pytest.mark.parametrize("lines", NARROW)
def test_three_full_lines_whose_sentences_run_on_over_their_ends_are_prose(lines):
    assert " ".join(lines) in texts(wrapped(".", "\n".join(lines), "."), "prose")


@pytest.mark.parametrize("lines", SUNG)
def test_short_lines_that_end_with_what_they_say_or_are_of_any_length_stay_verse(lines):
    assert texts(wrapped(".", "\n".join(lines), "."), "verse") == ["\n".join(lines)]
