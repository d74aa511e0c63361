"""Lines that are set in: verse and programs keep their lines, quotations are joined."""

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
