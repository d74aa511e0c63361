"""A question that was put into SQL once is asked with other values each time, and answers as its queryset does."""

import pytest

from readings.models import Paragraph
from readings.prepared import Given, stretch, whole_number, worded
from tests.factories import make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def touched():
    """The numbers of the paragraphs that a stretch of an edition touches."""
    wanted = stretch(whole_number("start"), whole_number("end"))
    inside = Paragraph.objects.filter(edition=Given("edition"), span__overlap=wanted).exclude(kind="heading")
    return worded(inside.order_by("number").values_list("number"))


def test_each_asking_is_answered_for_its_own_values(touched):
    first, second = (
        make_text(["One.", "Two.", "Three."]),
        make_text(["# A heading", "More."], title="Another text"),
    )
    assert touched.rows(edition=first.pk, start=0, end=7) == [(1,), (2,)]
    assert touched.rows(edition=first.pk, start=7, end=100) == [(2,), (3,)]
    assert touched.rows(edition=second.pk, start=0, end=100) == [(2,)]


def test_a_part_of_the_rows_can_be_asked_for(touched):
    edition = make_text(["One.", "Two.", "Three."])
    assert touched.rows(edition=edition.pk, start=0, end=100, first=1, most=1) == [(2,)]


def test_a_value_that_is_not_given_is_missed(touched):
    with pytest.raises(KeyError):
        touched.rows(edition=1, start=0)


def test_a_page_asks_once_however_often(touched, django_assert_num_queries):
    with django_assert_num_queries(1):
        touched.rows(edition=1, start=0, end=1)
