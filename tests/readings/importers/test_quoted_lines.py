"""Letters in plain text: what somebody quotes with ">" at line begins."""

from readings.importers.quoted_lines import unquoted
from tests.readings.test_segmenting import made

BEFORE = """The women of the boathouse met around the stove on the first evening of
the winter, and Ada read out what had been written about the nets.
"""
QUOTED = """> Whoever takes the key shall bring it back before the lamp is lit, or
> row alone for a month, and nobody shall help with the oars or with the
> nets in all that time.
"""
SAID = (
    "Whoever takes the key shall bring it back before the lamp is lit, or row alone for a month, and nobody shall"
    " help with the oars or with the nets in all that time."
)


def told(result):
    return [(p.kind, result.content[p.start : p.end]) for p in result.paragraphs]


def test_quoted_lines_become_a_quotation_without_their_marks():
    result = made(f"{BEFORE}\n{QUOTED}\n{BEFORE}")
    assert [kind for kind, _words in told(result)] == ["prose", "quotation", "prose"]
    assert ("quotation", SAID) in told(result)


def test_a_quotation_right_under_the_words_before_it_and_in_two_paragraphs_is_told_too():
    result = made(f"{BEFORE}{QUOTED}>\n{QUOTED}{BEFORE}")
    assert [kind for kind, _words in told(result)] == ["prose", "quotation", "quotation", "prose"]
    assert [words for kind, words in told(result) if kind == "quotation"] == [SAID, SAID]
    assert ">" not in result.content


def test_what_is_quoted_in_a_quotation_loses_all_its_marks():
    lines, quoted = unquoted(
        ["> > Nobody rows alone in the winter, Ada had", ">> said to all of them.", "Yes."]
    )
    assert lines == ["Nobody rows alone in the winter, Ada had", "said to all of them.", "Yes."]
    assert quoted == {0, 1}


def test_a_comparison_and_what_is_typed_behind_a_prompt_keep_their_signs():
    for lines in (
        ["> 12 boats"],
        [">>> hang(key) and turn the lamp down at night", ">>> row(alone) until the ice is gone"],
    ):
        assert unquoted(lines) == (lines, set())
