"""What is said of a field that was filled in wrongly is said in our words, whatever the framework says of it."""

import pytest
from django import forms

TYPED = {
    "words": "x" * 21,
    "few": "x",
    "number": "1.5",
    "small": "0",
    "large": "100",
    "mail": "ada",
    "day": "31 June",
    "time": "noon",
    "choice": "c",
    "void": "a\x00b",
}


class Filled(forms.Form):
    words = forms.CharField(max_length=20)
    few = forms.CharField(min_length=2)
    number = forms.IntegerField()
    small = forms.IntegerField(min_value=1)
    large = forms.IntegerField(max_value=99)
    mail = forms.EmailField()
    day = forms.DateField()
    time = forms.TimeField()
    choice = forms.ChoiceField(choices=[("a", "a")])
    void = forms.CharField()


SAID = {
    "words": "That is 21 characters. Up to 20 fit.",
    "few": "That is 1 character. It takes at least 2.",
    "number": "Write a whole number.",
    "small": "At least 1, please.",
    "large": "At most 99, please.",
    "mail": "This is no e-mail address. One looks like ada@example.org.",
    "day": "This is no day of the calendar. One looks like 2026-12-31.",
    "time": "This is no time of day. One looks like 19:00.",
    "choice": "Choose one of these.",
    "void": "There is a character in this that can’t be kept (a NUL). Take it out and send again.",
}


@pytest.mark.parametrize("name", SAID)
def test_a_field_refuses_in_our_words(name):
    assert SAID[name] in str(Filled(TYPED)[name].errors)


def test_a_field_with_words_of_its_own_keeps_them():
    class Own(forms.Form):
        number = forms.IntegerField(max_value=3, error_messages={"max_value": "Three is enough."})

    assert "Three is enough." in str(Own({"number": "4"})["number"].errors)


def test_words_that_hold_signs_of_formatting_are_only_counted():
    assert "Up to 20 fit." in str(Filled({"words": "100 % of %(limit_value)s"})["words"].errors)
