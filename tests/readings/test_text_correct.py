"""A published text is corrected at the desk: its next edition begins as a copy of the current one."""

import re
from pathlib import Path
from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from discussions.models import Move, Thread
from groups.models import Schedule
from readings.comparisons import part_of
from readings.correcting import begin
from readings.desk import arranging, editing
from readings.desk.laying import fresh
from readings.desk.opening import open_desk
from readings.importing import import_text
from readings.models import Desk, Edition, SourcePart, SourceSide
from readings.publishing import ask, publish
from tests.factories import (
    make_booklet,
    make_draft,
    make_group,
    make_picture,
    make_schedule,
    make_text,
    make_thread,
    prose,
)
from tests.readings import desks
from tests.readings.editing import CORPUS, needs_corpus

pytestmark = [pytest.mark.django_db, pytest.mark.long]

EVERYTHING = """# A Walk

The *first* paragraph has **some** [words](https://example.org/) and `code`, and a reference.[^1]

> Somebody said this.

***

It goes on after a break.

| Flour | Hours |
|---|---|
| rye | 20 |

- one thing
  - a thing within it
- another thing

1. First
2. Second

## Second thoughts

The last paragraph.[^2]

[^1]: A note about the reference.

[^2]: Another note.
"""


@pytest.fixture
def current(db):
    """A text with every sort of paragraph and mark, mended at the desk and published."""
    draft = desks.make_draft(EVERYTHING)
    return out(draft)


def out(edition):
    assert publish(edition=edition, now=timezone.now())
    return Edition.objects.select_related("text").get(pk=edition.pk)


def copied(edition, user=None):
    begun = begin(text=edition.text, user=user)
    assert begun.is_new
    return Edition.objects.select_related("text").get(pk=begun.edition.pk)


def parts(edition):
    """All that an edition is made of, but the keys of its rows."""
    return (
        edition.content,
        edition.words,
        edition.warnings,
        list(
            edition.sections.order_by("number").values_list("number", "level", "title", "span", "own_words")
        ),
        list(
            edition.paragraphs.order_by("number").values_list(
                "number", "kind", "span", "words", "marks", "data"
            )
        ),
        [(one.key, bytes(one.data)) for one in edition.pictures.order_by("key")],
    )


def correct(client, text, **sent):
    return client.post(reverse("text_correct", args=[text.slug]), sent)


def test_a_curator_corrects_a_word_at_the_desk_and_publishes_it(client_of, curator, alice, current):
    group = make_group(facilitator=alice)
    schedule = make_schedule(group, current)
    thread = make_thread(group, current, alice, paragraph=2)
    client = client_of(curator)
    assert (
        reverse("text_correct", args=[current.text.slug]) in client.get(current.text.get_absolute_url()).text
    )
    desk = correct(client, current.text)
    assert desk.url == reverse("edition_desk", args=[current.text.slug, 2])
    page = client.get(desk.url)
    assert page.status_code == 200
    draft = Edition.objects.select_related("text").get(text=current.text, number=2)
    assert not Desk.objects.get(edition=draft).edits.exists(), "there is nothing to undo yet"
    words = desks.row(draft, "The last").text.replace("last", "very last")
    editing.reword(edition=draft, user=curator, pk=desks.row(draft, "The last").pk, words=words)
    out(draft)
    assert Schedule.objects.get(pk=schedule.pk).edition == draft
    passage = Thread.objects.get(pk=thread.pk).passage
    assert passage.edition == draft
    assert passage.quote == thread.passage.quote


def test_a_correction_in_which_nothing_is_changed_is_put_away_with_one_press(client_of, curator, current):
    client, slug = client_of(curator), current.text.slug
    correct(client, current.text)
    for page in (reverse("edition_desk", args=[slug, 2]), reverse("text_detail", args=[slug])):
        assert re.search(r'name="untouched"[^>]*>Delete this draft<', client.get(page).text)
    gone = client.post(reverse("edition_delete", args=[slug, 2]), {"untouched": "1"})
    assert gone.url == reverse("text_detail", args=[slug])
    assert not Edition.objects.filter(text=current.text, number=2).exists()


def test_a_correction_in_which_somebody_changed_something_is_not_put_away(client_of, curator, current):
    client, slug = client_of(curator), current.text.slug
    draft = copied(current)
    open_desk(draft)
    words = desks.row(draft, "The last")
    editing.reword(edition=draft, user=curator, pk=words.pk, words="Another last one.")
    for page in (reverse("edition_desk", args=[slug, 2]), reverse("text_detail", args=[slug])):
        assert 'name="untouched"' not in client.get(page).text
    assert f'href="{reverse("edition_delete", args=[slug, 2])}">Delete this draft<' in (
        client.get(reverse("edition_desk", args=[slug, 2])).text
    )
    kept = client.post(reverse("edition_delete", args=[slug, 2]), {"untouched": "1"}, follow=True)
    assert "Something was changed in it meanwhile" in kept.text
    assert Edition.objects.filter(text=current.text, number=2).exists()


def test_a_correction_in_which_nothing_is_changed_is_not_published_and_the_page_says_what_else_to_do(
    client_of, curator, current
):
    client, slug = client_of(curator), current.text.slug
    correct(client, current.text)
    page = reverse("edition_publish", args=[slug, 2])
    for answer in (client.get(page), client.post(page, follow=True)):
        assert "Nothing is changed in this draft: it is a copy of edition 1" in answer.text
        assert f'href="{reverse("edition_desk", args=[slug, 2])}"' in answer.text
        assert f'action="{reverse("edition_delete", args=[slug, 2])}"' in answer.text
        assert ">Publish<" not in answer.text
    draft = Edition.objects.get(text=current.text, number=2)
    assert (draft.published_at, draft.publish_asked_at) == (None, None)
    open_desk(draft)
    editing.reword(edition=draft, user=curator, pk=desks.row(draft, "The last").pk, words="Another last one.")
    assert ">Publish<" in client.get(page).text
    assert client.post(page).url == current.text.get_absolute_url()


def test_a_copy_of_an_edition_that_was_overtaken_brings_its_words_back(client_of, curator, current):
    out(make_draft(current.text, ["# A Walk", prose(20)]))
    again = copied(current)  # of the second edition, since it is current
    Edition.objects.filter(pk=again.pk).update(provenance={"copied_from": {"edition": 1}})
    page = reverse("edition_publish", args=[current.text.slug, again.number])
    assert client_of(curator).post(page).url == current.text.get_absolute_url()


def test_a_copy_has_all_that_the_edition_has(curator, current):
    draft = copied(current, curator)
    assert parts(draft) == parts(current)
    assert (draft.number, draft.published_at, draft.imported_by) == (2, None, curator)
    assert (draft.original_id, draft.source_name) == (current.original_id, current.source_name)
    assert draft.provenance == {**current.provenance, "copied_from": {"edition": 1}}


def test_a_copy_has_the_pictures_too(curator):
    draft = make_text(published=False)
    make_picture(draft)
    current = out(draft)
    assert parts(copied(current, curator)) == parts(current)


def test_a_copy_that_was_mended_and_undone_is_the_edition_again(curator, current):
    draft = copied(current, curator)
    open_desk(draft)
    note = desks.row(draft, "The last")
    arranging.make_kind(edition=draft, user=curator, pks=[note.pk], kind="quotation")
    arranging.make_kind(edition=draft, user=curator, pks=[desks.row(draft, "The last").pk], kind="prose")
    assert parts(fresh(draft)) == parts(current)


def test_a_copy_published_unchanged_changes_nothing_and_carries_everything(alice, curator, current):
    group = make_group(facilitator=alice)
    threads = [
        make_thread(group, current, alice, paragraph=number)
        for number in current.paragraphs.values_list("number", flat=True)
    ]
    draft = copied(current, curator)
    open_desk(draft)
    out(draft)
    assert not Move.objects.exists(), "a place that came over with less than full confidence has one"
    made = part_of(current, draft, 1)
    assert (made.changes, list(made.entries)) == (0, [current.paragraphs.count()])
    for thread in threads:
        passage = Thread.objects.get(pk=thread.pk).passage
        assert (passage.edition, passage.quote, passage.span) == (
            draft,
            thread.passage.quote,
            thread.passage.span,
        )


def test_the_source_stays_beside_a_text_that_can_be_corrected(curator):
    draft = desks.make_draft()
    editing.reword(edition=draft, user=curator, pk=desks.row(draft, "It goes on").pk, words="A.\n\nB.")
    current = out(draft)
    second = copied(current, curator)
    open_desk(second)
    assert desks.row(second, "A note about").source == [[21, 22]]
    assert SourcePart.objects.get(side=second.pk).units[4] == "It goes on here, and stops in the"
    out(second)
    assert list(SourceSide.objects.values_list("edition", flat=True)) == [second.pk]


def test_the_desks_changes_are_counted_from_edition_to_edition(curator, current):
    for _time in range(2):
        draft = copied(current, curator)
        open_desk(draft)
        words = desks.row(draft, "The last").text + " More."
        editing.reword(edition=draft, user=curator, pk=desks.row(draft, "The last").pk, words=words)
        current = out(draft)
    assert current.provenance["desk"] == {"changes": 2}


def test_a_form_sent_twice_gives_one_draft(client_of, curator, current):
    client = client_of(curator)
    first, second = correct(client, current.text), correct(client, current.text)
    assert first.url == second.url
    assert Edition.objects.filter(text=current.text).count() == 2
    assert "Edition 2 is being corrected already" in client.get(second.url).text


def test_a_draft_that_is_there_already_is_gone_on_with(client_of, curator, current):
    draft = make_draft(current.text, ["# A Walk", prose(20)])
    client = client_of(curator)
    answer = correct(client, current.text)
    assert answer.url == reverse("edition_detail", args=[current.text.slug, draft.number])
    assert "There is a draft of this text already" in client.get(answer.url).text
    assert Edition.objects.filter(text=current.text).count() == 2


def test_an_older_draft_is_in_nobodys_way(client_of, curator, current):
    older = make_draft(current.text, ["# A Walk", prose(20)])
    newer = out(make_draft(current.text, ["# A Walk", prose(30)]))
    assert older.number < newer.number
    assert correct(client_of(curator), current.text).url == reverse(
        "edition_desk", args=[current.text.slug, 4]
    )


def test_while_the_next_edition_is_being_published_nothing_is_copied(client_of, curator, current):
    draft = make_draft(current.text, ["# A Walk", prose(20)])
    ask(edition=draft, now=timezone.now())
    answer = correct(client_of(curator), current.text)
    assert answer.url == reverse("edition_publish", args=[current.text.slug, draft.number])
    assert Edition.objects.filter(text=current.text).count() == 2


def test_a_text_that_was_never_published_is_no_text_to_correct(client_of, curator):
    draft = make_text(title="A Draft", published=False)
    assert correct(client_of(curator), draft.text).status_code == 404


def test_the_pages_of_a_copied_booklet_are_not_read_again(curator):
    current = out(make_booklet())
    assert "booklet" in current.provenance
    assert "booklet" not in copied(current, curator).provenance


def test_the_drafts_page_says_of_what_it_is_a_copy(client_of, curator, current):
    draft = copied(current, curator)
    page = client_of(curator).get(reverse("edition_detail", args=[current.text.slug, draft.number])).text
    assert "<dt>Copied from</dt><dd>Edition 1</dd>" in page


def test_copying_takes_as_many_queries_for_a_long_text_as_for_a_short_one(curator):
    def queries(paragraphs):
        current = make_text([f"{n} {prose(10, n)}" for n in range(paragraphs)], title=f"Of {paragraphs}")
        with CaptureQueriesContext(connection) as said:
            copied(current, curator)
        return len(said)

    assert queries(5) == queries(300)


@needs_corpus
@pytest.mark.long
def test_a_long_book_is_copied_in_a_second_or_two(curator):
    book = import_text(
        data=(Path(CORPUS) / "exodus.txt").read_bytes(), name="exodus.txt", publish_at=timezone.now()
    )
    at = perf_counter()
    draft = copied(book, curator)
    took = perf_counter() - at
    assert parts(draft) == parts(book)
    assert took < 3
