"""The pages that say what went wrong need nothing that may itself be broken."""

import pytest
from django.template.loader import get_template

ALONE = ["400.html", "403_csrf.html", "429.html", "500.html", "503.html", "config/database_away.html"]


@pytest.mark.parametrize("name", ALONE)
def test_a_fault_page_is_drawn_without_a_request_and_without_a_database(name):
    page = get_template(name).render()
    assert page.count("<h1") == 1
    assert 'href="/"' in page


@pytest.mark.parametrize("name", ALONE)
def test_a_fault_page_does_not_ask_for_the_list_of_hashed_files(name, settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    assert 'href="/static/css/tokens.css"' in get_template(name).render()


def test_a_form_that_was_refused_blames_cookies_too():
    assert "your browser blocks cookies" in get_template("403_csrf.html").render()
