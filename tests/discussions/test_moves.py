"""After a new edition: members say whether a thread still stands where it belongs."""

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import Move
from discussions.typed_words import find_typed
from readings.importing import import_text
from readings.models import Edition
from readings.publishing import publish
from tests.factories import make_draft, make_group, make_schedule, make_text, make_thread, prose

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]
CHANGED = FIRST[1].replace(FIRST[1].split()[5], "altogether", 1)


@pytest.fixture
def old(group):
    edition = make_text(FIRST)
    make_schedule(group, edition)
    return edition


@pytest.fixture
def thread(group, alice, old):
    return make_thread(group, old, alice, paragraph=2)


@pytest.fixture
def moved(thread, old):
    """The thread, after its words were changed in the next edition."""
    publish(edition=make_draft(old.text, [FIRST[0], CHANGED, *FIRST[2:]]), now=timezone.now())
    thread.refresh_from_db()
    return thread


@pytest.fixture
def lost(thread, old):
    """The thread, after its words were left out of the next edition."""
    publish(edition=make_draft(old.text, [FIRST[0], *FIRST[2:]]), now=timezone.now())
    thread.refresh_from_db()
    return thread


def answering(thread):
    return reverse("move_answer", args=[thread.group.slug, thread.pk])


def test_the_thread_shows_what_it_stood_on_and_asks(client_of, bob, moved):
    page = client_of(bob).get(moved.get_absolute_url()).text
    assert "Is this right?" in page
    assert FIRST[1] in page


def test_yes_settles_it(client_of, bob, moved):
    assert client_of(bob).post(answering(moved), {"answer": "yes"}).url == moved.get_absolute_url()
    move = Move.objects.get()
    assert (move.answer, move.answered_by) == ("yes", bob)
    assert "Is this right?" not in client_of(bob).get(moved.get_absolute_url()).text


def test_after_an_answer_the_next_that_waits_and_the_way_back_to_the_text_are_offered(
    client_of, alice, bob, group, old
):
    first, second, third = (make_thread(group, old, alice, paragraph=number) for number in (2, 2, 3))
    publish(edition=make_draft(old.text, [FIRST[0], CHANGED, FIRST[3]]), now=timezone.now())
    plan = group.schedules.get()
    seek = reverse("passage_seek", args=[group.slug, third.pk])
    told = client_of(bob).post(answering(first), {"answer": "yes"}, follow=True).text
    assert f'<a href="{second.get_absolute_url()}">1 more was moved: is it right?</a>' in told
    assert f'<a href="{seek}">1 more lost its place: choose words</a>' in told
    back = reverse("reader_paragraph", args=[group.slug, plan.pk, 2])
    assert f'<a href="{back}">Back to the text, ¶ 2</a>' in told
    told = client_of(bob).post(answering(second), {"answer": "no"}, follow=True).text
    assert "was moved: is it right" not in told
    assert seek in told
    place = reverse("passage_place", args=[group.slug, third.pk])
    told = client_of(bob).post(place, {"paragraph": "3"}, follow=True).text
    assert "1 more lost its place: choose words" in told  # the one that was put back
    assert reverse("reader_paragraph", args=[group.slug, plan.pk, 3]) in told


def test_the_page_of_text_shows_the_words_that_a_moved_thread_was_begun_on_and_what_was_said(
    client_of, bob, moved
):
    banner = client_of(bob).get(on_page(moved)).text.split('id="placing"')[1].split("</form>")[0]
    assert FIRST[1][:100] in banner
    assert "altogether" not in banner
    assert moved.comments.get().body in banner
    place = reverse("passage_place", args=[moved.group.slug, moved.pk])
    assert moved.comments.get().body in client_of(bob).get(place).text


def test_no_puts_it_back_on_its_old_words_where_other_words_can_be_chosen(client_of, bob, moved, old):
    client_of(bob).post(answering(moved), {"answer": "no"})
    moved.passage.refresh_from_db()
    assert (moved.passage.edition, moved.passage.quote) == (old, FIRST[1])
    page = client_of(bob).get(moved.get_absolute_url()).text
    assert reverse("passage_seek", args=[moved.group.slug, moved.pk]) in page
    assert reverse("edition_paragraph", args=[old.text.slug, 1, 2]) in page


def on(thread):
    """The edition that a thread stands on, and its words."""
    passage = thread.passage
    passage.refresh_from_db()
    assert passage.edition.content[passage.start : passage.end] == passage.quote
    return passage.edition.number, passage.quote


def bring_out(text, paragraphs):
    publish(edition=make_draft(text, paragraphs), now=timezone.now())


def test_a_thread_that_lost_its_place_comes_over_when_its_words_are_back_editions_later(
    client_of, bob, lost, old
):
    bring_out(old.text, [FIRST[0], *FIRST[2:], "One more."])
    assert on(lost) == (1, FIRST[1])
    bring_out(old.text, ["Before it all.", *FIRST])
    assert on(lost) == (4, FIRST[1])
    assert not Move.objects.exists()
    assert "earlier edition" not in client_of(bob).get(lost.get_absolute_url()).text


def test_a_thread_whose_words_are_back_but_changed_asks_whether_it_is_right(client_of, bob, lost, old):
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:]])
    assert on(lost) == (3, CHANGED)
    move = Move.objects.get()
    assert (move.old_edition, move.old_quote) == (old, FIRST[1])
    assert "Is this right?" in client_of(bob).get(lost.get_absolute_url()).text
    client_of(bob).post(answering(lost), {"answer": "no"})
    assert on(lost) == (1, FIRST[1])


def test_threads_on_several_earlier_editions_are_each_sought_from_their_own(group, alice, lost, old):
    plan = group.schedules.get()
    late = make_thread(group, plan.edition, alice, paragraph=3)
    words = late.passage.quote
    bring_out(old.text, FIRST[:1] + FIRST[2:3])
    assert (on(lost)[0], on(late)[0]) == (1, 2)
    bring_out(old.text, FIRST)
    assert (on(lost), on(late)) == ((4, FIRST[1]), (4, words))


def test_a_thread_that_somebody_put_back_is_not_taken_along_against_their_word(client_of, bob, moved, old):
    client_of(bob).post(answering(moved), {"answer": "no"})
    bring_out(old.text, [FIRST[0], CHANGED, *FIRST[2:], "One more."])
    assert on(moved) == (1, FIRST[1])


def test_a_thread_that_was_placed_by_hand_goes_on_with_the_words_that_were_chosen(client_of, bob, lost, old):
    words = " ".join(FIRST[2].split()[3:6])
    client_of(bob).post(
        reverse("passage_place", args=[lost.group.slug, lost.pk]), {"paragraph": "2", "words": words}
    )
    bring_out(old.text, FIRST)
    assert on(lost) == (3, words)


def test_a_thread_of_another_text_stays_where_it_is(lost, old):
    other = make_text(FIRST, title="Another")
    bring_out(other.text, [*FIRST, "One more."])
    assert on(lost)[0] == 1


def test_the_second_of_two_answers_changes_nothing(client_of, alice, bob, moved):
    client_of(alice).post(answering(moved), {"answer": "yes"})
    client_of(bob).post(answering(moved), {"answer": "no"})
    assert Move.objects.get().answered_by == alice
    moved.passage.refresh_from_db()
    assert moved.passage.quote == CHANGED


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_any_other_answer_is_none(client_of, bob, moved, answer):
    client_of(bob).post(answering(moved), {"answer": answer})
    assert Move.objects.get().answer == ""


def test_outsiders_neither_see_nor_answer(client, client_of, charlie, moved):
    place = reverse("passage_place", args=[moved.group.slug, moved.pk])
    assert client_of(charlie).post(answering(moved), {"answer": "no"}).status_code == 404
    assert client_of(charlie).get(place).status_code == 404
    assert client.post(answering(moved)).status_code == 302


def test_a_thread_without_a_place_says_so_and_is_put_on_other_words_by_hand(client_of, bob, lost):
    assert "earlier edition" in client_of(bob).get(lost.get_absolute_url()).text
    words = " ".join(FIRST[2].split()[3:6])
    place = reverse("passage_place", args=[lost.group.slug, lost.pk])
    assert client_of(bob).post(place, {"paragraph": "2", "words": words}).url == lost.get_absolute_url()
    lost.passage.refresh_from_db()
    assert (lost.passage.quote, lost.passage.edition.number) == (words, 2)
    assert "earlier edition" not in client_of(bob).get(lost.get_absolute_url()).text


def test_words_chosen_for_a_thread_whose_plan_was_taken_off_lead_back_to_it_with_a_sentence(
    client_of, bob, lost
):
    lost.group.schedules.all().delete()
    place = reverse("passage_place", args=[lost.group.slug, lost.pk])
    answer = client_of(bob).post(place, {"paragraph": "2"}, follow=True)
    assert answer.redirect_chain == [(lost.get_absolute_url(), 302)]
    assert "That plan was taken off already." in answer.text


@pytest.mark.parametrize(
    ("paragraph", "words", "said"),
    [
        ("99", "", "no paragraph of this number"),
        ("2", "these were never written", "not in that paragraph"),
        ("x", "", "Write a whole number."),
        ("99999999999", "", "no paragraph of this number"),
        ("0", "", "no paragraph of this number"),
    ],
)
def test_words_that_are_not_there_are_told_beside_the_field(client_of, bob, lost, paragraph, words, said):
    place = reverse("passage_place", args=[lost.group.slug, lost.pk])
    answer = client_of(bob).post(place, {"paragraph": paragraph, "words": words})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_thread_that_was_moved_with_doubt_says_so_in_the_list_of_talk(client_of, bob, moved):
    talk = reverse("thread_list", args=[moved.group.slug])
    assert "moved here: is this right?" in client_of(bob).get(talk).text
    client_of(bob).post(answering(moved), {"answer": "yes"})
    assert "moved here" not in client_of(bob).get(talk).text


def test_in_the_list_of_talk_a_moved_thread_shows_its_old_words_and_is_answered_there(client_of, bob, moved):
    moved_there = f"{reverse('thread_list', args=[moved.group.slug])}?doubt=moved"
    listed = client_of(bob).get(moved_there).text
    assert FIRST[1][:100] in listed
    assert 'name="answer" value="no"' in listed
    answer = client_of(bob).post(answering(moved), {"answer": "yes", "next": "list"}, follow=True)
    assert answer.redirect_chain == [(moved_there, 302)]
    assert "Thank you. The thread stays here." in answer.text
    assert "All of them are settled." in answer.text


def test_the_list_of_talk_leads_to_the_threads_that_moved_and_those_that_lost_their_place(
    client_of, alice, bob, lost, group, old
):
    talk = reverse("thread_list", args=[group.slug])
    shown = client_of(bob).get(talk).text
    assert '<a href="?doubt=lost">1 thread lost its place</a>' in shown
    assert "?doubt=moved" not in shown
    assert '<a href="?doubt=lost">' not in client_of(bob).get(talk, {"doubt": "lost"}).text


def test_a_thread_that_was_moved_with_doubt_says_so_among_others_in_the_margin(
    client_of, alice, bob, moved, old
):
    plan = moved.group.schedules.get()
    make_thread(moved.group, plan.edition, alice, paragraph=2)
    beside = reverse("paragraph_threads", args=[moved.group.slug, plan.pk, 2])
    for headers in ({}, {"HX-Request": "true"}):
        assert client_of(bob).get(beside, headers=headers).text.count("moved here: is this right?") == 1


def test_a_thread_that_came_over_whole_is_asked_nothing_in_the_list(client_of, bob, thread, old):
    publish(edition=make_draft(old.text, [*FIRST[:3], prose(40, 9)]), now=timezone.now())
    shown = client_of(bob).get(reverse("thread_list", args=[thread.group.slug])).text
    assert "moved here" not in shown
    assert "on the earlier edition" not in shown


def test_what_yes_and_no_do_is_said_before_one_answers(client_of, bob, moved):
    page = client_of(bob).get(moved.get_absolute_url()).text
    assert "Yes: it stays here" in page
    assert "No: it goes back to its old words on the earlier edition" in page


def test_a_thread_that_was_put_back_is_found_in_the_list_of_talk(client_of, bob, moved):
    client_of(bob).post(answering(moved), {"answer": "no"})
    talk = client_of(bob).get(reverse("thread_list", args=[moved.group.slug])).text
    assert moved.get_absolute_url() in talk
    assert "on the earlier edition" in talk
    assert "moved here" not in talk


@pytest.mark.parametrize(("which", "beside"), [("moved", 2), ("lost", 2), ("last", 3)])
def test_the_paragraph_is_given_and_the_text_is_one_step_away(
    client_of, alice, bob, old, which, beside, request
):
    if which == "last":
        thread = make_thread(old.schedules.get().group, old, alice, paragraph=4)
        publish(edition=make_draft(old.text, FIRST[:3]), now=timezone.now())
    else:
        thread = request.getfixturevalue(which)
    plan = thread.group.schedules.get()
    page = client_of(bob).get(reverse("passage_place", args=[thread.group.slug, thread.pk])).text
    assert f'name="paragraph" value="{beside}" checked' in page
    seek = reverse("passage_seek", args=[thread.group.slug, thread.pk])
    assert seek in page
    reading = reverse("reader", args=[thread.group.slug, plan.pk, 1])
    assert client_of(bob).get(seek).url == f"{reading}?place={thread.pk}#p{beside}"


def test_the_question_stands_with_the_talk_and_not_in_the_head(client_of, bob, moved):
    page = client_of(bob).get(moved.get_absolute_url()).text
    main = page[page.index("<main") :]
    assert main.index("</header>") < main.index("Is this right?") < main.index('id="talk"')


def test_the_note_of_the_correction_counts_the_threads_that_moved_and_leads_to_them(
    client_of, bob, moved, group, alice
):
    plan = group.schedules.get()
    make_thread(group, plan.edition, alice, paragraph=3, body="One that stays out of it.")
    moved_there = f"{reverse('thread_list', args=[group.slug])}?doubt=moved"
    for address in (group.get_absolute_url(), reverse("reader", args=[group.slug, plan.pk, 1])):
        page = client_of(bob).get(address).text
        assert "1 thread moved: is it right?" in page
        assert "lost its place" not in page
        assert moved_there in page
    listed = client_of(bob).get(moved_there).text
    assert moved.get_absolute_url() in listed
    assert "One that stays out of it." not in listed
    client_of(bob).post(answering(moved), {"answer": "yes"})
    assert "thread moved" not in client_of(bob).get(group.get_absolute_url()).text
    assert "All of them are settled." in client_of(bob).get(moved_there).text


def test_the_note_of_the_correction_counts_the_threads_that_lost_their_place(client_of, bob, lost, group):
    page = client_of(bob).get(group.get_absolute_url()).text
    assert "1 thread lost its place" in page
    assert "thread moved" not in page
    assert f"{reverse('thread_list', args=[group.slug])}?doubt=lost" in page


def test_what_another_group_lost_is_not_counted(client_of, charlie, lost, old):
    elsewhere = make_group("Thursday circle", slug="thursday", members=[charlie])
    make_schedule(elsewhere, lost.group.schedules.get().edition, sittings=1)
    assert "lost its place" not in client_of(charlie).get(elsewhere.get_absolute_url()).text


@pytest.mark.parametrize("asked", ["", "?doubt=lost"])
def test_words_are_chosen_for_a_lost_thread_from_the_list_of_talk(client_of, bob, lost, asked):
    talk = client_of(bob).get(reverse("thread_list", args=[lost.group.slug]) + asked).text
    assert "Choose words for it" in talk
    assert reverse("passage_seek", args=[lost.group.slug, lost.pk]) in talk


def test_nothing_but_the_two_doubts_can_be_asked_of_the_list(client_of, bob, moved):
    talk = reverse("thread_list", args=[moved.group.slug])
    assert moved.get_absolute_url() in client_of(bob).get(talk, {"doubt": "pk"}).text


def on_page(thread):
    """Where words for a thread are chosen on the page of text."""
    plan = thread.group.schedules.get()
    return f"{reverse('reader', args=[thread.group.slug, plan.pk, 1])}?place={thread.pk}"


def test_the_page_of_text_asks_for_the_words_of_a_lost_thread(client_of, bob, lost):
    page = client_of(bob).get(on_page(lost)).text
    assert "Select the words that this thread is about:" in page
    assert lost.passage.quote[:60] in page
    assert "Select the words" not in client_of(bob).get(on_page(lost).replace("place=", "place=x")).text


def test_the_page_of_text_marks_where_a_moved_thread_stands_now(client_of, bob, moved):
    moved.passage.refresh_from_db()
    page = client_of(bob).get(on_page(moved)).text
    assert f'data-start="{moved.passage.start}" data-end="{moved.passage.end}"' in page
    assert "The words that it stands on now are tinted." in page


def test_of_a_thread_that_lost_its_words_nothing_is_marked(client_of, bob, lost):
    page = client_of(bob).get(on_page(lost)).text
    assert "data-start" not in page.split('id="placing"')[1].split(">")[0]
    assert "are tinted." not in page


def test_the_page_of_text_names_no_thread_of_another_group(client_of, charlie, bob, lost, old):
    elsewhere = make_group("Thursday circle", slug="thursday", members=[charlie])
    make_schedule(elsewhere, lost.group.schedules.get().edition, sittings=1)
    address = on_page(lost).replace(lost.group.slug, "thursday")
    address = address.replace(f"/{lost.group.schedules.get().pk}/", f"/{elsewhere.schedules.get().pk}/")
    answer = client_of(charlie).get(address)
    assert answer.status_code == 200
    assert "Select the words" not in answer.text


def test_words_chosen_on_the_page_are_those_of_the_thread(client_of, bob, lost):
    new = lost.group.schedules.get().edition
    start = new.paragraphs.get(number=2).start
    place = reverse("passage_place", args=[lost.group.slug, lost.pk])
    words = {"start": start, "end": start + 20, "quote": new.content[start : start + 20]}
    assert client_of(bob).post(place, words).url == lost.get_absolute_url()
    lost.passage.refresh_from_db()
    assert (lost.passage.quote, lost.passage.edition) == (words["quote"], new)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        ("15", "20", "not these"),
        ("x", "20", "words"),
        ("15", "99999", "words"),
        ("20", "15", "words"),
        ("", "", ""),
    ],
)
def test_words_that_are_not_at_that_place_are_asked_for_again(client_of, bob, lost, start, end, quote):
    place = reverse("passage_place", args=[lost.group.slug, lost.pk])
    answer = client_of(bob).post(place, {"start": start, "end": end, "quote": quote}, follow=True)
    assert answer.redirect_chain == [(f"{on_page(lost)}#p2", 302)]
    assert "hoose " in answer.text
    lost.passage.refresh_from_db()
    assert lost.passage.edition.number == 1


def test_without_javascript_the_old_paragraph_is_shown_with_its_words_marked_above_those_of_the_new_edition(
    client_of, bob, group, alice, old
):
    other = "Nothing of what was said here is said in any such way."
    span = old.paragraphs.get(number=2)
    lost = make_thread(group, old, alice, start=span.start + 7, end=span.start + 29)
    publish(edition=make_draft(old.text, [FIRST[0], other, *FIRST[2:]]), now=timezone.now())
    page = client_of(bob).get(reverse("passage_place", args=[group.slug, lost.pk])).text
    words = FIRST[1]
    assert f"{words[:7]}<mark>{words[7:29]}</mark>{words[29:]}" in page
    assert page.index("<mark>") < page.index(other) < page.index(FIRST[3])
    assert page.count('type="radio" name="paragraph"') == 4


def test_of_a_long_text_the_paragraphs_near_are_offered_and_the_others_are_a_step_away(
    client_of, bob, group, alice
):
    words = [f"# Part {n}" if n == 1 else prose(40, n) for n in range(1, 31)]
    old = make_text(words, title="A long one")
    make_schedule(group, old)
    lost = make_thread(group, old, alice, paragraph=20)
    # Ten are left out before it, so that its number tells nothing: what stood before it does.
    publish(edition=make_draft(old.text, [words[0], *words[11:19], *words[20:]]), now=timezone.now())
    place = reverse("passage_place", args=[group.slug, lost.pk])
    page = client_of(bob).get(place).text
    assert page.count('type="radio" name="paragraph"') == 9
    assert 'value="10" checked' in page
    assert "?around=2" in page
    assert 'value="6"' not in client_of(bob).get(place, {"around": "1"}).text
    assert 'value="20"' not in client_of(bob).get(place, {"around": "99999"}).text


def placing(thread):
    return reverse("passage_place", args=[thread.group.slug, thread.pk])


def test_a_choice_made_while_a_correction_is_being_published_is_kept_and_not_put(client_of, bob, lost, old):
    plan = lost.group.schedules.get()
    draft = make_draft(old.text, [*FIRST, "One more."])
    Edition.objects.filter(pk=draft.pk).update(publish_asked_at=timezone.now())
    words = " ".join(FIRST[2].split()[3:6])
    start = plan.edition.content.index(words)
    by_number = {"paragraph": "2", "words": words, "seen": "2"}
    on_page = {"start": start, "end": start + len(words), "quote": words}
    for sent in (by_number, on_page):
        answer = client_of(bob).post(placing(lost), sent)
        assert answer.status_code == 422
        assert "is being published right now" in answer.text
        assert f">\n{words}</textarea>" in answer.text
        assert 'name="paragraph" value="2" checked' in answer.text
    lost.passage.refresh_from_db()
    assert lost.passage.edition == old


def test_an_answer_given_while_a_correction_is_being_published_waits(client_of, bob, moved, old):
    draft = make_draft(old.text, [*FIRST, "One more."])
    Edition.objects.filter(pk=draft.pk).update(publish_asked_at=timezone.now())
    page = client_of(bob).post(answering(moved), {"answer": "no"}, follow=True).text
    assert "is being published right now" in page
    assert Move.objects.get().answer == ""


def test_a_paragraph_chosen_of_a_former_edition_is_asked_about_once_more(client_of, bob, lost):
    answer = client_of(bob).post(placing(lost), {"paragraph": "2", "words": "", "seen": "1"})
    assert answer.status_code == 422
    assert "A corrected edition came out just now." in answer.text
    words = " ".join(FIRST[2].split()[3:6])
    sent = {"paragraph": "2", "words": words, "seen": "1"}
    assert client_of(bob).post(placing(lost), sent).status_code == 302


TYPED = """# Setting out

The first paragraph[^a] has a call in it.

Roses are red,\\
violets are blue,\\
grass is green.

| bread | soup |
|---|---|
| rye | leek |

[^a]: A note.
"""


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("prose", "first paragraph has a call", "first paragraph1 has a call"),
        ("prose", "first paragraph1 has a call", "first paragraph1 has a call"),
        ("prose", "  The   first\n paragraph", "The first paragraph"),
        ("verse", "are red, violets are", "are red,\nviolets are"),
        ("table", "bread soup", "bread | soup"),
        ("table", "rye\tleek", "rye | leek"),
        ("prose", "violets", None),
        ("prose", "|", None),
    ],
)
def test_typed_words_are_found_across_calls_of_notes_lines_and_cells(kind, typed, found):
    edition = import_text(data=TYPED.encode(), name="typed.md")
    paragraph = edition.paragraphs.get(kind=kind)
    words = edition.content[paragraph.start : paragraph.end]
    place = find_typed(typed, words, paragraph.start, paragraph.marks)
    assert (edition.content[slice(*place)] if place else None) == found
