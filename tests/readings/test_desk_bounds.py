"""The desk shows a paragraph of thousands of references, and one of a line without end, in no more than a page."""

import re

import pytest
from django.urls import reverse

from readings.desk.showing import MOST_SHOWN
from readings.models import SourcePart
from readings.structure import LONGEST_PARAGRAPH
from tests.readings.desks import make_draft, row, rows

pytestmark = pytest.mark.django_db


def test_of_hundreds_of_references_in_a_paragraph_the_first_are_listed(client_of, curator):
    count = MOST_SHOWN + 50
    words = "# Tides\n\nOne" + "".join(f" word[^{n}]" for n in range(count)) + ".\n\n"
    draft = make_draft(words + "\n\n".join(f"[^{n}]: Note {n}." for n in range(count)))
    piece = row(draft, "One word")
    address = reverse("note_link", args=[draft.text.slug, 1])
    page = client_of(curator).get(address, {"piece": piece.pk}).text
    assert page.count('name="unlink"') == MOST_SHOWN
    assert page.count("These are the first 400.") == 2  # what is linked, and what may be
    start = piece.text.rindex("word")
    chosen = f"{start}-{start + 4}"
    page = client_of(curator).get(address, {"piece": piece.pk, "place": chosen}).text
    assert f'value="{chosen}" checked' in page


def test_of_a_line_without_end_its_beginning_stands_beside_the_paragraphs_that_came_of_it(client_of, curator):
    draft = make_draft("The tide comes in over the flat sand. " * 4_000, name="tide.txt")
    assert len(rows(draft)) > 4
    assert len(SourcePart.objects.get().units[0]) > 100_000
    page = client_of(curator).get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    [unit] = re.findall('<p><span class="line">1</span>(.*?)</p>', page)
    assert len(unit) == LONGEST_PARAGRAPH + 1
    assert unit.endswith("…")


def test_words_that_nobody_could_send_back_are_not_given_out_to_be_changed(client_of, curator, monkeypatch):
    draft = make_draft()
    piece = row(draft, "The last paragraph.")
    monkeypatch.setattr("readings.desk.views.MOST_WORDS", 10)
    answer = client_of(curator).get(reverse("piece_edit", args=[draft.text.slug, 1]), {"piece": piece.pk})
    assert answer.status_code == 422
    assert "too long to be changed here" in answer.text
