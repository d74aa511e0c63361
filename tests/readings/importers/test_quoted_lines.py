"""Letters in plain text: what somebody quotes with ">" at line begins."""

import pytest

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


HEADS = "From: Ada <ada@example.org>\nTo: boathouse@example.org\nSubject: Re: nets\n"
MAILS = {
    "with its head lines": f"{HEADS}\n{BEFORE}\n> so it is\n\n{BEFORE}",
    "that greets": f"Dear all,\n\n{BEFORE}\n> so it is\n\n{BEFORE}",
    "that greets in German": f"Liebe Ruderinnen,\n\n{BEFORE}\n> so it is\n\n{BEFORE}",
    "that says who wrote": f"{BEFORE}\nOn Monday, Ines Marsh wrote:\n> so it is\n{BEFORE}",
    "that quotes more elsewhere": f"{BEFORE}\n{QUOTED}\n{BEFORE}\n>so it is\n\n{BEFORE}",
}


@pytest.mark.parametrize("name", MAILS)
def test_in_a_mail_a_quotation_may_be_of_few_words(name):
    result = made(MAILS[name])
    assert ("quotation", "so it is") in told(result)
    assert ">" not in result.content.replace("<ada@example.org>", "")
    assert "quotation_mark_kept" not in [one.code for one in result.warnings]


@pytest.mark.parametrize("typed", ["> cat nets.txt | wc", "> x = 12", "> 12 boats", ">>> row"])
def test_in_a_mail_too_what_is_typed_or_compared_keeps_its_sign(typed):
    assert typed in made(f"Dear all,\n\n{BEFORE}\n{typed}\n\n{BEFORE}").content


def test_where_nothing_shows_a_mail_the_sign_stays_and_is_asked_about_once():
    result = made(f"{BEFORE}\n> so it is\n\n{BEFORE}\n> nobody rows\n\n{BEFORE}")
    doubted = [
        result.content[one.where :][:10] for one in result.warnings if one.code == "quotation_mark_kept"
    ]
    assert doubted == ["> so it is"]
    assert "> nobody rows" in result.content


def test_a_comparison_and_what_is_typed_behind_a_prompt_keep_their_signs():
    for lines in (
        ["> 12 boats"],
        [">>> hang(key) and turn the lamp down at night", ">>> row(alone) until the ice is gone"],
    ):
        assert unquoted(lines) == (lines, set())


def test_a_quoted_paragraph_of_two_lines_that_runs_on_in_small_letters_is_a_quotation():
    mail = """Dear all, on Monday evening Ada wrote to us about the nets:

> Nobody who takes the key is said to "row alone" in the sense of
> the older rules.
>
>> Did we not say in the summer that these words mean less now than
>> before the frost?

I think so.
"""
    assert [kind for kind, _words in told(made(mail))] == ["prose", "quotation", "quotation", "prose"]


def test_quoted_lines_that_each_begin_large_stay_lines():
    mail = f"""{BEFORE}
> The lamp is lit above the quay
> Where nobody will row,
> The boats lie under all the ice
> And under all the snow.

{BEFORE}"""
    assert "verse" in [kind for kind, _words in told(made(mail))]


SET_IN = f"""{BEFORE}
The rules of the boathouse begin with what an old woman said of the key:

    The ferry left at seven, whether anybody stood on the pier or not, and
    it came back when it came. Of the key she said:

        "It hangs where all can reach it. Leave it there."

    After that nobody spoke for a while.

That is all that was written down of what she said to them that evening.
"""


def test_single_sentences_behind_a_longer_quotation_and_set_in_like_it_are_quoted_too():
    assert [kind for kind, _words in told(made(SET_IN))] == ["prose", "prose", *["quotation"] * 3, "prose"]


def test_what_is_no_sentence_or_is_not_set_in_as_far_is_not_quoted():
    name = SET_IN.replace("After that nobody spoke for a while.", "(Ada, in the winter)")
    assert [kind for kind, _words in told(made(name))][4] == "prose"
    less = SET_IN.replace("    After that", "  After that")
    assert [kind for kind, _words in told(made(less))][4] == "prose"


def test_sentences_set_in_under_a_name_are_the_text_of_a_section():
    named = SET_IN.replace("The rules of the boathouse begin with what an old woman said of the key:", "Keys")
    assert "quotation" not in [kind for kind, _words in told(made(named))][3:]


@pytest.mark.parametrize(
    "who", ["On 13 May 2019 at 18:22, Ines Marsh wrote:", "Am 13.05.2019 schrieb Ines Marsh:"]
)
def test_who_wrote_what_is_quoted_is_no_heading(who):
    result = made(f"Dear all,\n\n{BEFORE}\n{who}\n\n{QUOTED}\n{BEFORE}")
    assert ("prose", who) in told(result)
