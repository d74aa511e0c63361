"""A name is seen, and stands on one line."""

import pytest
from django.core.exceptions import ValidationError

from accounts.names import validate_name


@pytest.mark.parametrize(
    "name", ["Jo", "Łucja", "李", "محمد", "🌱", "👩\u200d🌾", "O’Brien-Sá", "नि\u200dशा", "Ana 2"]
)
def test_people_have_many_kinds_of_names(name):
    validate_name(name)


@pytest.mark.parametrize(
    "name", ["\u200b", "\u00ad", "\ufeff", "\u200d", " \u3000", "\u202eevil", "A\r\nBcc: x@example.org"]
)
def test_what_cannot_be_seen_or_turns_the_line_is_no_name(name):
    with pytest.raises(ValidationError):
        validate_name(name)
