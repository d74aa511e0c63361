"""A long piece is put into its page after the template is rendered, and the page is the very same."""

import pytest
from django.shortcuts import render
from django.test import RequestFactory
from django.utils.safestring import SafeString

from readings.around import render_around

WRITTEN = "discussions/reader.html#uncovered"  # any small part of a page that shows one value


@pytest.mark.parametrize("long", ["", "[1, 2] &amp; <b>more</b>", "\N{EM DASH} \0 with what nobody writes"])
def test_the_page_is_what_the_template_alone_gives(long):
    request = RequestFactory().get("/")
    context = {"oob": True, "opened": SafeString(long)}
    made = render_around(request, WRITTEN, context, "opened")
    assert made.content == render(request, WRITTEN, context).content


def test_a_page_that_does_not_show_it_stays_without():
    request = RequestFactory().get("/")
    made = render_around(request, WRITTEN, {"oob": False, "opened": "something long"}, "opened")
    assert "something long" not in made.content.decode()


def test_a_sign_like_the_gap_in_what_somebody_sent_moves_nothing():
    request = RequestFactory().get("/")
    context = {"oob": True, "opened": SafeString("long"), "csp_nonce": "\0"}
    template = "readings/page_detail.html#said"
    made = render_around(request, template, context | {"said": "\0\0 sent"}, "opened")
    assert made.content == render(request, template, context | {"said": "\0\0 sent"}).content
