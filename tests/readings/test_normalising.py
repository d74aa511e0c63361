"""Words come to their normal form, and a run of marks that no script sets stops nobody."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from discussions.typed_words import find_typed
from readings.composing import compose
from readings.desk.mending import reword
from readings.form_fields import SubjectsField
from readings.importers.decoding import tidy
from readings.normalising import MOST_MARKS, fold, normal
from readings.pieces import Piece
from tests.timing import seconds, within

pytestmark = pytest.mark.long

ACUTE, DOT = "\u0301", "\u0323"
# Two signs take themselves apart into marks though they are none, and some are marks in the form for searching only.
MARKS = st.sampled_from(
    [ACUTE, DOT, "\u0344", "\u0f73", "\u0f81", "\uff9e", "\uff9f", "\u3099", "\U0001d165"]
)


def run(length: int) -> str:
    """Marks in the order that is most work to put right."""
    return "a" + (ACUTE + DOT) * (length // 2)


def test_a_letter_and_its_accent_become_one_sign():
    assert normal("cafe" + ACUTE) == "café"
    assert normal("plain") == "plain"
    assert fold("CAFÉ") == "cafe"


def test_a_script_that_sets_many_marks_keeps_all_of_them():
    zalgo = run(MOST_MARKS)
    assert normal(zalgo) == unicodedata.normalize("NFC", zalgo)


@given(st.text(alphabet=MARKS | st.sampled_from("aé \uac00"), max_size=300))
def test_no_run_of_marks_is_longer_than_any_script_has_them(text):
    for form in ("NFC", "NFKD"):
        made = normal(text, form)
        assert unicodedata.is_normalized(form, made)
        assert normal(made, form) == made or len(normal(made, form)) < len(made)
        longest = run_length = 0
        for sign in unicodedata.normalize("NFKD", made):
            run_length = run_length + 1 if unicodedata.combining(sign) else 0
            longest = max(longest, run_length)
        assert longest <= 3 * MOST_MARKS + 3


@pytest.mark.parametrize(
    "normalise",
    [
        tidy,
        fold,
        lambda words: reword(Piece("b"), words),
        lambda words: compose([Piece(words)]),
        lambda words: find_typed(words, "b", 0, []),
    ],
)
def test_a_hundred_thousand_marks_on_a_letter_take_no_longer_than_so_many_letters(normalise):
    sorting = seconds(lambda: unicodedata.normalize("NFC", run(20_000)))  # a fifth of them, sorted one by one
    within(sorting, lambda: normalise(run(100_000)))


def test_subjects_are_measured_before_anything_is_done_with_them():
    with pytest.raises(ValidationError, match="40 characters"):
        SubjectsField().to_python(run(1_000_000))
    assert SubjectsField().to_python("walking,  cafe" + ACUTE) == ["café", "walking"]
