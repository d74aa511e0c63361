"""A question that was put into SQL once is asked with other values each time, and answers as its queryset does."""

import pytest
from django.core.paginator import Paginator
from django.db.models import F

from readings.models import Edition, Paragraph
from readings.prepared import Among, Asked, Given, stretch, whole_number, worded, worded_models
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


def test_its_rows_can_be_counted(touched, django_assert_num_queries):
    edition = make_text(["One.", "# A heading", "Two."])
    with django_assert_num_queries(1):
        assert touched.count(edition=edition.pk, start=0, end=100) == 2
    assert touched.count(edition=edition.pk, start=0, end=1) == 1


def test_several_keys_can_be_given_at_once_or_none():
    first, second, _third = (make_text(title=title) for title in ("One", "Two", "Three"))
    asked = worded(Edition.objects.filter(Among("pk", "editions")).order_by("pk").values_list("pk"))
    assert asked.rows(editions=[first.pk, second.pk]) == [(first.pk,), (second.pk,)]
    assert asked.rows(editions=[second.pk, 0, 2**62]) == [(second.pk,)]
    assert asked.rows(editions=[]) == []


def test_a_paginator_counts_them_and_takes_a_page():
    edition = make_text(["One.", "Two.", "Three."])
    asked = worded_models(Paragraph.objects.filter(edition=Given("edition")).order_by("number"))
    pages = Paginator(Asked(asked, {"edition": edition.pk}), 2)
    assert pages.count == 3
    assert [[place.number for place in pages.page(number)] for number in (1, 2)] == [[1, 2], [3]]


def test_a_value_that_is_not_given_is_missed(touched):
    with pytest.raises(KeyError):
        touched.rows(edition=1, start=0)


def test_a_page_asks_once_however_often(touched, django_assert_num_queries):
    with django_assert_num_queries(1):
        touched.rows(edition=1, start=0, end=1)


def test_its_rows_become_the_models_that_the_queryset_gives(django_assert_num_queries):
    make_text(title="Another text")
    edition = make_text(["One.", "Two."], title="A text", authors=["Ada", "Ben"])
    asked = worded_models(Edition.objects.filter(pk=Given("edition")), "text", without=["content"])
    with django_assert_num_queries(1):
        found = asked.first(edition=edition.pk)
        assert found.text.authors == ["Ada", "Ben"]
    given = Edition.objects.select_related("text").get(pk=edition.pk)
    for field in Edition._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(given, field.attname), field
    for field in given.text._meta.concrete_fields:
        assert getattr(found.text, field.attname) == getattr(given.text, field.attname), field
    assert asked.first(edition=0) is None


def test_what_a_queryset_has_added_to_a_model_is_there(django_assert_num_queries):
    edition = make_text(["One.", "Two."])
    shown = Paragraph.objects.filter(edition=Given("edition")).annotate(after=F("number") + 1)
    asked = worded_models(shown.order_by("number"), "edition", also=["after"])
    with django_assert_num_queries(1):
        assert [(one.number, one.after, one.edition.length) for one in asked.all(edition=edition.pk)] == [
            (1, 2, edition.length),
            (2, 3, edition.length),
        ]
