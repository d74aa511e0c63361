"""What a curator is told of a draft: which edition it is of what, and its doubtful places, sorted."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from readings.doubts import doubt
from readings.models import Import
from readings.publishing import publish
from tests.factories import make_draft, make_text, prose

pytestmark = pytest.mark.django_db

LINES = ["# Walk", *(prose(12, number) for number in range(6)), "- one", "- two", "- three"]


@pytest.fixture
def correction():
    return make_draft(make_text(LINES).text, [*LINES, prose(5)])


def page(client, name, draft):
    return " ".join(client.get(reverse(name, args=[draft.text.slug, draft.number])).text.split())


def test_a_draft_of_a_correction_says_which_edition_of_what_it_is(client_of, curator, correction):
    shown = page(client_of(curator), "edition_detail", correction)
    assert "Edition 2 of “On Walking Together”, a draft. Only curators see it" in shown
    assert reverse("page_detail", args=[correction.text.slug, 1]) in shown
    assert reverse("edition_compare", args=[correction.text.slug, 1, 2]) in shown


def test_a_draft_of_a_new_text_is_no_edition_of_another(client_of, curator):
    draft = make_text(LINES, published=False)
    shown = page(client_of(curator), "edition_detail", draft)
    assert "A draft. Only curators see it" in shown
    assert "Edition 1" not in shown


def test_wherever_a_correction_is_met_it_is_called_an_edition_and_a_draft(client_of, curator, correction):
    client = client_of(curator)
    Import.objects.create(
        user=curator,
        state=Import.State.REFUSED,
        refusal={"message": "No.", "values": {}},
        edition=correction,
        ended_at=timezone.now(),
    )
    said = "Edition 2, a draft"
    assert said in client.get(reverse("text_list")).text
    assert said in client.get(correction.text.get_absolute_url()).text
    assert said in client.get(reverse("edition_page", args=[correction.text.slug, 2, 1])).text
    assert said in client.get(reverse("import_list")).text
    assert said in page(client, "edition_desk", correction)


def test_a_reader_sees_no_draft_among_the_editions(client_of, bob, correction):
    assert "a draft" not in client_of(bob).get(correction.text.get_absolute_url()).text


def test_an_overtaken_draft_says_so_and_cannot_be_published(client_of, curator, correction):
    later = make_draft(correction.text, LINES)
    publish(edition=later, now=timezone.now())
    shown = page(client_of(curator), "edition_detail", correction)
    assert "Edition 3 has been published since" in shown
    assert reverse("edition_publish", args=[correction.text.slug, 2]) not in shown


def test_publishing_a_correction_says_what_changes_and_not_that_everyone_will_read_it(
    client_of, curator, correction
):
    client = client_of(curator)
    shown = page(client, "edition_publish", correction)
    assert "Edition 2 becomes the current edition of “On Walking Together”" in shown
    assert "Threads on removed words stay with the old edition." in shown
    assert "Everyone will be able to read" not in shown
    done = client.post(reverse("edition_publish", args=[correction.text.slug, 2]), follow=True)
    assert "Edition 2 is the current one now" in done.text


def test_publishing_a_new_text_says_that_everyone_will_read_it(client_of, curator):
    draft = make_text(LINES, published=False)
    assert "Everyone will be able to read" in page(client_of(curator), "edition_publish", draft)


def test_deleting_a_correction_says_that_what_is_published_stays(client_of, curator, correction):
    shown = page(client_of(curator), "edition_delete", correction)
    assert "What is published stays as it is." in shown
    assert "was never published" not in shown


def test_doubtful_places_are_sorted_and_each_sort_says_how_many_it_has(client_of, curator):
    draft = make_text(LINES, published=False)
    starts = [paragraph.start for paragraph in draft.paragraphs.order_by("number")]
    draft.warnings = [doubt("stops_mid_sentence", at).as_dict() for at in starts[1:7]]
    draft.warnings += [doubt("heading_guessed", starts[0]).as_dict()]
    draft.save(update_fields=["warnings"])
    shown = page(client_of(curator), "edition_detail", draft)
    sorts = re.findall(r'<summary><span>(.*?)</span><span class="count">(\d+)</span>', shown)
    assert sorts == [
        ("This short line was taken as a heading. Please check it.", "1"),
        ("This paragraph stops in the middle of a sentence.", "6"),
    ]
    assert shown.count("?paragraph=") == 7


def test_kinds_and_lengths_are_named_with_their_numbers(client_of, curator):
    draft = make_text(LINES, published=False)
    shown = page(client_of(curator), "edition_detail", draft)
    assert "<dt>List items</dt><dd>3</dd>" in shown
    assert "<dt>Heading</dt><dd>1</dd>" in shown
    assert re.search(r'class="figures">\d+ words</span>', shown)
