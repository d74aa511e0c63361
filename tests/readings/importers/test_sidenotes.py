"""Notes in the margin that are written in the middle of a sentence are notes, and the sentence goes on."""

import pytest

from readings.segmenting import structure
from tests.readings.importers.reading import linked, made, said
from tests.readings.importers.test_html import page
from tests.readings.importers.writers import QUAY, SEA
from tests.timing import within

NOTE = "It was a small boat."


@pytest.mark.parametrize(
    ("sign", "note"),
    [
        ("<label for=n1 class=sidenote-number></label><input type=checkbox id=n1>", "<span class=sidenote>{}</span>"),
        ("<label for=n1>⊕</label><input type=checkbox id=n1>", "<span class=marginnote>{}</span>"),
        ("<sup>1</sup>", "<span class=sidenote>{}</span>"),
        ("", "<small class=sidenote>{}</small>"),
        ("<label for=n1>1</label><input type=checkbox id=n1>", "<span class=sidenote><span>1</span> {}</span>"),
        ("<button class=footnote>[1]</button>", "<span class=note hidden>{}</span>"),
    ],
)  # fmt: skip
def test_a_note_in_the_margin_is_taken_out_of_its_sentence(sign, note):
    data = page(f"<p>The boat lay at the quay.{sign}{note.format(NOTE)} Nobody rowed.</p><p>{SEA}</p>")
    read = said(data)
    assert read[0][1].endswith(". Nobody rowed.") or read[0][1].endswith(".1 Nobody rowed.")
    assert ("note", NOTE) in read
    assert ("prose", SEA) in read
    assert linked(made(data)) == [("1", NOTE)]


def test_raised_letters_before_a_note_stay_in_the_sentence():
    body = f"<p>It was the 2<sup>nd</sup><span class=sidenote>{NOTE}</span> boat.</p><p>{SEA}</p>"
    assert said(page(body))[0][1].replace("1", "") == "It was the 2nd boat."


def test_several_notes_of_a_paragraph_keep_their_order():
    body = "<p>One.<span class=sidenote>First.</span> Two.<span class=sidenote>Second.</span> Three.</p>"
    assert linked(made(page(f"{body}<p>{QUAY}</p>"))) == [("1", "First."), ("2", "Second.")]


@pytest.mark.long
def test_many_notes_in_a_long_page_are_soon_read():
    body = f"<p>{SEA}<label for=a></label><span class=sidenote>{QUAY}</span> Go on.</p>" * 5_000
    within(20, lambda: structure(page(body), name="x.html"))
