"""After a new edition of the text that a connection leads to: its far end is asked about as the near one is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.carrying import foresee
from discussions.models import Connection, Move, Thread
from readings.models import Edition
from readings.publishing import publish
from readings.withdrawing import withdraw
from tests.discussions.test_connections import connect
from tests.factories import (
    make_connection,
    make_draft,
    make_group,
    make_schedule,
    make_text,
    make_thread,
    prose,
)

pytestmark = [pytest.mark.django_db, pytest.mark.long]

THERE = ["# Elsewhere", prose(40, 21), prose(40, 22), prose(40, 23)]
CHANGED = THERE[1].replace(THERE[1].split()[5], "altogether", 1)


@pytest.fixture
def there(db):
    """A text that the group does not plan."""
    return make_text(THERE, title="On Bridges")


@pytest.fixture
def thread(group, edition, schedule, alice, there):
    """A connection from what the group reads to that text."""
    return make_connection(group, edition, alice, paragraph=2, to=there, to_paragraph=2)


def bring_out(there, *paragraphs):
    publish(edition=make_draft(there.text, list(paragraphs)), now=timezone.now())


@pytest.fixture
def moved(thread, there):
    """The connection, after the words that it leads to were changed."""
    bring_out(there, THERE[0], CHANGED, *THERE[2:])
    return thread


@pytest.fixture
def lost(thread, there):
    """The connection, after the words that it leads to were left out."""
    bring_out(there, THERE[0], *THERE[2:])
    return thread


def far(name, thread):
    return f"{reverse(name, args=[thread.group.slug, thread.pk])}?end=far"


def end_of(thread):
    """The edition that the far end stands on, and its words."""
    passage = Connection.objects.get(thread=thread).passage
    assert passage.edition.content[passage.start : passage.end] == passage.quote
    return passage.edition.number, passage.quote


def listed(client, group, **asked):
    return client.get(reverse("thread_list", args=[group.slug]), asked).text


def test_the_thread_shows_what_it_led_to_and_asks(client_of, bob, moved):
    page = client_of(bob).get(moved.get_absolute_url()).text
    assert "Is this right?" in page
    assert THERE[1] in page
    assert f'action="{far("move_answer", moved)}"' in page
    assert "No: it leads to its old words again" in page


def test_yes_settles_it(client_of, bob, moved):
    assert client_of(bob).post(far("move_answer", moved), {"answer": "yes"}).url == moved.get_absolute_url()
    move = Move.objects.get()
    assert (move.answer, move.answered_by) == ("yes", bob)
    assert "Is this right?" not in client_of(bob).get(moved.get_absolute_url()).text
    assert end_of(moved) == (2, CHANGED)


def test_no_puts_it_back_on_its_old_words_and_the_near_end_stays(client_of, bob, moved, edition):
    told = client_of(bob).post(far("move_answer", moved), {"answer": "no"}, follow=True).text
    assert "back on the words that it led to before" in told
    assert end_of(moved) == (1, THERE[1])
    assert Thread.objects.get().passage.edition == edition
    assert far("passage_seek", moved) in told


def test_an_answer_about_the_near_end_is_none_about_the_far_one(client_of, bob, moved):
    near = reverse("move_answer", args=[moved.group.slug, moved.pk])
    client_of(bob).post(near, {"answer": "no"})
    assert Move.objects.get().answer == ""


def test_the_list_of_talk_counts_it_says_so_and_takes_the_answer(client_of, bob, group, moved):
    client = client_of(bob)
    assert "1 thread moved: is it right?" in listed(client, group)
    in_doubt = listed(client, group, doubt="moved")
    assert THERE[1][:100] in in_doubt
    assert "the words that it leads to were moved: is this right?" in in_doubt
    answered = client.post(far("move_answer", moved), {"answer": "yes", "next": "list"}, follow=True)
    assert answered.redirect_chain[0][0].endswith("?doubt=moved")
    assert "All of them are settled." in answered.text


def test_one_that_lost_the_words_that_it_leads_to_is_counted_and_leads_to_the_choice(
    client_of, bob, group, lost
):
    client = client_of(bob)
    assert "1 thread lost its place" in listed(client, group)
    assert far("passage_seek", lost) in listed(client, group, doubt="lost")
    assert far("passage_seek", lost) in client.get(lost.get_absolute_url()).text


@pytest.mark.parametrize("which", ["moved", "lost"])
def test_the_note_of_the_correction_counts_it_where_the_group_reads_that_text(
    client_of, bob, group, there, which, request
):
    plan = make_schedule(group, there, sittings=1)
    request.getfixturevalue(which)
    said = {"moved": "1 thread moved: is it right?", "lost": "1 thread lost its place"}[which]
    assert said in client_of(bob).get(reverse("reader", args=[group.slug, plan.pk, 1])).text


def test_the_note_of_another_text_says_nothing_of_it(client_of, bob, group, edition, moved):
    note = Thread.objects.unsettled(group, edition.text_id)
    assert note == {"moved": 0, "lost": 0}


def test_words_are_chosen_by_paragraph_where_the_group_does_not_read_that_text(client_of, bob, lost):
    client = client_of(bob)
    assert client.get(far("passage_seek", lost)).url == far("passage_place", lost)
    page = client.get(far("passage_place", lost)).text
    assert THERE[1] in page.replace("<mark>", "").replace("</mark>", "")
    assert 'type="radio" name="paragraph"' in page
    words = " ".join(THERE[2].split()[3:6])
    sent = {"paragraph": "2", "words": words, "seen": "2"}
    assert client.post(far("passage_place", lost), sent).url == lost.get_absolute_url()
    assert end_of(lost) == (2, words)
    assert Thread.objects.unsettled(lost.group) == {"moved": 0, "lost": 0}


def test_words_are_chosen_on_the_page_where_the_group_reads_that_text(client_of, bob, group, there, lost):
    plan = make_schedule(group, Edition.objects.get(text=there.text, number=2), sittings=1)
    client = client_of(bob)
    seek = client.get(far("passage_seek", lost)).url
    assert seek.startswith(f"{reverse('reader', args=[group.slug, plan.pk, 1])}?place={lost.pk}&end=far")
    page = client.get(seek).text
    assert THERE[1][:100] in page.split('id="placing"')[1].split("</form>")[0]
    assert f'action="{far("passage_place", lost)}"' in page
    start = plan.edition.paragraphs.get(number=2).start
    quote = plan.edition.content[start : start + 20]
    sent = {"start": start, "end": start + 20, "quote": quote}
    assert client.post(far("passage_place", lost), sent).url == lost.get_absolute_url()
    assert end_of(lost) == (2, quote)


def test_words_that_are_not_there_are_told_beside_the_field(client_of, bob, lost):
    answer = client_of(bob).post(far("passage_place", lost), {"paragraph": "2", "words": "never written"})
    assert answer.status_code == 422
    assert "not in that paragraph" in answer.text
    assert end_of(lost)[0] == 1


def test_only_those_who_see_the_thread_may_answer(client, client_of, charlie, there, moved):
    elsewhere = make_group("Elsewhere", members=[charlie])
    make_schedule(elsewhere, Edition.objects.get(text=there.text, number=2), sittings=1)
    for name in ("move_answer", "passage_place", "passage_seek"):
        assert client_of(charlie).post(far(name, moved), {"answer": "no"}).status_code in {404, 405}
    assert client.post(far("move_answer", moved), {"answer": "no"}).status_code == 302
    assert Move.objects.get().answer == ""
    assert "moved" not in client_of(charlie).get(elsewhere.get_absolute_url()).text


def test_what_is_no_connection_has_no_far_end(client_of, alice, bob, group, edition, schedule):
    plain = make_thread(group, edition, alice, paragraph=2)
    for name in ("passage_place", "passage_seek"):
        assert client_of(bob).get(far(name, plain)).status_code == 404
    assert client_of(bob).post(far("move_answer", plain), {"answer": "yes"}).status_code == 404


def test_what_was_connected_with_words_that_were_gone_already_is_not_said_to_be_lost(
    client_of, bob, group, schedule
):
    there = make_text(["# Elsewhere", "Bridges are crossed slowly.", "Ferries wait."], title="On Ferries")
    link = reverse("edition_paragraph", args=[there.text.slug, 1, 2])
    bring_out(there, "# Elsewhere", "Nothing at all like it.", "Ferries wait.")
    assert connect(client_of(bob), schedule, link).status_code == 302
    assert end_of(Thread.objects.get()) == (1, "Bridges are crossed slowly.")
    bring_out(there, "# Elsewhere", "Nothing at all like it.", "Ferries wait.", "One more.")
    assert Thread.objects.unsettled(group) == {"moved": 0, "lost": 0}


def test_nobody_is_asked_to_choose_words_of_a_text_that_was_withdrawn(client_of, bob, group, there, lost):
    withdraw(text=there.text, reason="Somebody else has the rights.", now=timezone.now())
    assert Thread.objects.unsettled(group) == {"moved": 0, "lost": 0}
    assert client_of(bob).get(far("passage_place", lost)).status_code == 404


def test_an_answer_given_while_that_text_is_being_published_waits(client_of, bob, there, moved):
    draft = make_draft(there.text, [*THERE, "One more."])
    Edition.objects.filter(pk=draft.pk).update(publish_asked_at=timezone.now())
    told = client_of(bob).post(far("move_answer", moved), {"answer": "no"}, follow=True).text
    assert "is being published right now" in told
    assert Move.objects.get().answer == ""


def test_both_ends_may_have_moved_and_are_asked_about_one_after_the_other(
    client_of, alice, bob, group, there
):
    plan = make_schedule(group, there, sittings=1)
    both = make_connection(group, there, alice, paragraph=2, to=there, to_paragraph=3)
    other = THERE[2].replace(THERE[2].split()[5], "altogether", 1)
    bring_out(there, THERE[0], CHANGED, other, THERE[3])
    assert Thread.objects.unsettled(group, there.text_id) == {"moved": 1, "lost": 0}
    client = client_of(bob)
    assert client.get(both.get_absolute_url()).text.count("Is this right?") == 2
    client.post(reverse("move_answer", args=[group.slug, both.pk]), {"answer": "yes"})
    assert Thread.objects.unsettled(group) == {"moved": 1, "lost": 0}
    told = client.post(far("move_answer", both), {"answer": "yes"}, follow=True).text
    assert Thread.objects.unsettled(group) == {"moved": 0, "lost": 0}
    assert reverse("reader_paragraph", args=[group.slug, plan.pk, 3]) in told


def test_what_becomes_of_far_ends_is_counted_before_one_publishes(group, alice, edition, there):
    for paragraph in (2, 3, 4):
        make_connection(group, edition, alice, paragraph=2, to=there, to_paragraph=paragraph)
    silent = make_connection(group, edition, alice, paragraph=2, to=there, to_paragraph=3)
    Thread.objects.filter(pk=silent.pk).update(authors=[0])
    draft = make_draft(there.text, [THERE[0], CHANGED, THERE[2]])
    assert foresee(there, draft) == {"asked": 1, "kept": 1, "lost": 1}


def test_a_thread_with_both_ends_in_a_text_is_counted_once_by_what_is_worst_of_it(group, alice, there):
    make_connection(group, there, alice, paragraph=2, to=there, to_paragraph=3)
    make_connection(group, there, alice, paragraph=3, to=there, to_paragraph=4)
    draft = make_draft(there.text, [THERE[0], CHANGED, THERE[2]])
    assert foresee(there, draft) == {"asked": 1, "lost": 1}


def test_threads_that_lost_their_words_before_are_counted_too_whoever_said_so(
    client_of, group, alice, bob, there
):
    make_schedule(group, there, sittings=1)
    gone, denied = (
        make_connection(group, there, alice, paragraph=1, to=there, to_paragraph=number) for number in (4, 2)
    )
    bring_out(there, THERE[0], CHANGED, THERE[2])
    assert client_of(bob).post(far("move_answer", denied), {"answer": "no"}).status_code == 302
    there.text.refresh_from_db()
    current = there.text.current_edition
    draft = make_draft(there.text, [THERE[0], CHANGED, THERE[2] + " More."])
    assert foresee(current, draft) == {"waits": 2}
    assert gone.pk != denied.pk


def test_a_far_end_whose_words_are_back_comes_over_unasked(lost, there):
    bring_out(there, *THERE, "One more.")
    assert end_of(lost) == (3, THERE[1])
    assert Thread.objects.unsettled(lost.group) == {"moved": 0, "lost": 0}
