"""Words that are pasted into a suggestion are looked at as a file of them would be."""

import pytest

from readings.importers import ImportRefused
from readings.models import Suggestion
from readings.segmenting import structure

NEW = "/library/suggestions/new/"


@pytest.mark.parametrize("words", ["12 34", "…", "1 2 3\n\n4 5 6", "? !"])
def test_words_without_letters_are_refused_as_an_import_of_them_is(client_of, bob, words):
    with pytest.raises(ImportRefused) as refused:
        structure(words.encode())
    page = client_of(bob).post(NEW, {"title": "The Missing Book", "words": words})
    assert page.status_code == 422
    assert page.context["form"].errors == {"words": [str(refused.value)]}
    assert not Suggestion.objects.exists()


def test_few_words_and_a_table_of_figures_are_taken(client_of, bob):
    for words in ("No.", "1861 12 48\n" * 120):
        typed = {"title": f"The Missing Book {len(words)}", "words": words}
        assert client_of(bob).post(NEW, typed).status_code == 302


def test_more_than_can_be_pasted_is_told_beside_the_box_and_kept_in_it(client_of, bob):
    client, words = client_of(bob), "It was dry. " * 20_000
    assert "maxlength" not in client.get(NEW).context["form"]["words"].as_widget()
    page = client.post(NEW, {"title": "The Missing Book", "words": words})
    assert page.status_code == 422
    assert "Save it as a file" in page.context["form"].errors["words"][0]
    assert page.context["form"]["words"].value() == words
    assert not Suggestion.objects.exists()
