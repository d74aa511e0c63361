"""The empty form for a new thread is rendered once for a circle, and nothing of a person is in what is kept."""

import re

import pytest
from django.urls import reverse

from discussions import blanks
from tests.factories import make_membership, make_user


@pytest.fixture
def page_of(client_of, group, schedule):
    blanks._kept.cache_clear()
    address = reverse("reader", args=[group.slug, schedule.pk, 1])
    return lambda person: client_of(person).get(address).text


def form_in(page):
    return re.search(r'<template id="thread-form">(.*?)</template>', page, re.DOTALL)[1]


def once_only(form):
    return re.findall(r'name="(?:csrfmiddlewaretoken|submission)" value="([^"]+)"', form)


def test_every_page_has_a_form_of_its_own(page_of, bob):
    first, again = form_in(page_of(bob)), form_in(page_of(bob))
    assert len(once_only(first)) == 2
    assert not set(once_only(first)) & set(once_only(again))


def test_the_form_that_one_person_gets_says_nothing_of_another(page_of, group, alice, bob):
    hers, his = form_in(page_of(alice)), form_in(page_of(bob))
    for secret in once_only(hers):
        hers = hers.replace(secret, "")
        assert secret not in his
    for secret in once_only(his):
        his = his.replace(secret, "")
    assert hers == his
    assert alice.display_name not in his


def test_the_form_is_kept_for_each_language_apart(page_of, group, alice, bob):
    clara = make_user("Clara", language="de")
    make_membership(group, clara)
    for person in (alice, bob, clara):
        form_in(page_of(person))
    assert blanks._kept.cache_info().currsize == 2


def test_a_circle_that_is_called_otherwise_is_called_so_at_once(page_of, group, alice):
    assert group.name in form_in(page_of(alice))
    group.name = "Circle of the Lantern"
    group.save()
    assert "Circle of the Lantern" in form_in(page_of(alice))
