"""Pieces of a template that a process keeps say what they were handed over, and nothing of whoever asks."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils import translation

ENGINE = Engine(
    libraries={"i18n": "django.templatetags.i18n", "keeping": "config.templatetags.keeping"},
    builtins=["django.template.defaulttags"],
)


def page(inside, **values):
    handed = " ".join(f"{name}={name}" for name in values)
    written = f"{{% load i18n keeping %}}{{% kept {handed} %}}{inside}{{% endkept %}}"
    return ENGINE.from_string(written)


def test_each_reader_gets_the_piece_for_their_own_values():
    said = page("<p>{{ name }}</p>", name="")
    shown = [said.render(Context({"name": name})) for name in ("Ada", "Ben", "Ada", "<b>")]
    assert shown == ["<p>Ada</p>", "<p>Ben</p>", "<p>Ada</p>", "<p>&lt;b&gt;</p>"]


def test_a_piece_knows_nothing_that_it_was_not_handed_over():
    said = page("{{ name }} {{ user }}{{ request }}", name="")
    assert said.render(Context({"name": "Ada", "user": "Ben", "request": "a secret"})) == "Ada "


def test_a_piece_is_in_the_language_of_whoever_reads_it():
    said = page("{% translate 'Yes' %}")
    shown = []
    for language in ("en-gb", "de", "en-gb"):
        with translation.override(language):
            shown.append(said.render(Context()))
    assert shown == ["Yes", "Ja", "Yes"]


def test_a_value_without_a_name_is_an_error_of_the_template():
    with pytest.raises(TemplateSyntaxError):
        ENGINE.from_string("{% load keeping %}{% kept name %}{% endkept %}")
