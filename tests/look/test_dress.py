"""Forms, faces and icons wear the site's clothes wherever they are drawn."""

import pytest
from django import forms
from django.template import Context, Template

from accounts.models import User
from config.templatetags.look import browser


class PaceForm(forms.Form):
    title = forms.CharField(max_length=5, help_text="What you will call it.")
    note = forms.CharField(required=False)
    weekly = forms.BooleanField(label="Every week", required=False)
    day = forms.ChoiceField(choices=[("mo", "Monday"), ("tu", "Tuesday")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("The two do not fit together.")


def test_a_field_is_tied_to_its_hint_and_its_label():
    drawn = str(PaceForm())
    assert '<label for="id_title">Title</label>' in drawn
    assert 'id="id_title_helptext"' in drawn
    assert 'aria-describedby="id_title_helptext"' in drawn


def test_an_error_stands_beside_its_field_and_is_tied_to_it():
    drawn = str(PaceForm({"title": "far too long"}))
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_title_error"' in drawn
    assert "id_title_error" in drawn.split('name="title"')[1].split(">")[0]


def test_what_was_typed_is_kept():
    assert 'value="far too long"' in str(PaceForm({"title": "far too long"}))


def test_what_belongs_to_no_field_is_said_first():
    drawn = str(PaceForm({"title": "a"}))
    assert drawn.index("The two do not fit together.") < drawn.index('name="title"')


def test_what_may_be_left_out_says_so():
    drawn = str(PaceForm())
    assert drawn.count("(optional)") == 1
    assert drawn.index("Note") < drawn.index("(optional)") < drawn.index('name="note"')


def test_an_empty_field_is_asked_for_in_our_own_words_and_a_fields_own_words_stay():
    class OwnForm(PaceForm):
        why = forms.CharField(error_messages={"required": "Say why."})

    drawn = str(OwnForm({}))
    assert "<li>Please fill this in.</li>" in drawn.split('name="title"')[1]
    assert "<li>Please choose one.</li>" in drawn.split('name="day"')[-1]
    assert "<li>Say why.</li>" in drawn
    assert "This field is required" not in drawn.split('name="title"')[1]


def test_a_hidden_field_has_no_label():
    drawn = str(PaceForm())
    assert drawn.count('type="hidden"') == 1
    assert "Token" not in drawn


def test_choices_stand_in_a_fieldset_with_a_legend():
    drawn = str(PaceForm())
    assert "<legend>Day</legend>" in drawn


def test_a_page_may_put_its_own_words_on_a_field():
    field = 'field=form.title label="Name" hint="Short." only'
    page = Template(f'{{% include "django/forms/field.html" with {field} %}}')
    drawn = page.render(Context({"form": PaceForm()}))
    assert ">Name</label>" in drawn
    assert ">Short.</div>" in drawn


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rosa Luz", "RL"),
        ("Jo", "Jo"),
        ("Ana Maria de Souza", "AS"),
        ("  Bo  ", "Bo"),
        ("Łucja", "Łu"),
        ("", "·"),
        ("🌱", "·"),
    ],
)
def test_initials_are_two_letters_of_a_name(name, letters):
    assert User(display_name=name).initials == letters


def test_a_face_keeps_its_colour_and_is_silent():
    draw = Template("{% load look %}{% face person %}")
    person = User(pk=11, display_name="Rosa Luz")
    assert draw.render(Context({"person": person})) == '<span class="face hue-4" aria-hidden="true">RL</span>'


def test_whoever_is_gone_has_a_face_without_a_colour():
    draw = Template("{% load look %}{% face person %}")
    assert draw.render(Context({"person": None})) == '<span class="face" aria-hidden="true">·</span>'


def test_an_icon_is_silent():
    assert 'aria-hidden="true"' in Template('{% load look %}{% icon "check" %}').render(Context())


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0",
            "Edge, Windows",
        ),
        ("curl/8.7", "curl/8.7"),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(header, name):
    assert browser(header) == name
