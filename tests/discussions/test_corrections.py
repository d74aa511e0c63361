"""A member proposes other words for a passage; a curator takes them to the desk, or declines and says why."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from discussions.carrying import foresee
from discussions.commenting import remove
from discussions.correcting import CannotPlaceError, accept, decline
from discussions.models import Comment, Correction, Move, Passage, Thread
from discussions.settling import change_kind
from readings import tasks
from readings.correcting import begin
from readings.desk import awaiting
from readings.desk.editing import divide, reword
from readings.desk.mending import CannotMendError
from readings.desk.opening import open_desk
from readings.desk.sizing import Size
from readings.desk.undoing import undo
from readings.importing import import_text
from readings.models import DeskEdit, DeskPiece, Edition
from readings.publishing import publish
from tests.discussions.test_threads import HTMX, form_of, opening
from tests.factories import make_comment, make_correction, make_group, make_schedule, make_text, make_thread


def words_of(edition, paragraph):
    span = edition.paragraphs.get(number=paragraph).span
    return span.lower, edition.content[span.lower : span.upper]


@pytest.fixture
def proposed(group, edition, schedule, bob):
    """Bob proposes another first word for paragraph 3."""
    start, words = words_of(edition, 3)
    first = words.split()[0]
    return make_correction(group, edition, bob, start=start, end=start + len(first), words="Otherwise")


def answer(client, correction, **sent):
    return client.post(reverse("correction_answer", args=[correction.pk]), sent, follow=True)


def listed(client, **asked):
    return client.get(reverse("correction_list"), asked).content.decode()


# Proposing


def test_the_words_to_be_replaced_are_marked_for_the_eye_and_said_to_the_ear(client_of, curator, proposed):
    old = proposed.thread.passage.quote
    page = listed(client_of(curator))
    assert f"<del>{old}</del>" in page
    assert re.search(rf'<p class="visually-hidden">It is about these words: <q [^>]*>{old}</q></p>', page)
    decline(correction=proposed, by=curator, reason="It is what she wrote.", now=timezone.now())
    page = listed(client_of(curator), state="decided")
    assert f"<mark>{old}</mark>" in page
    assert "<del>" not in page


def test_a_member_proposes_other_words_for_a_passage(client_of, bob, schedule, edition):
    start, _words = words_of(edition, 3)
    sent = form_of(edition, start, start + 5, kind="correction", words=" Quite other ")
    assert client_of(bob).post(opening(schedule), sent).status_code == 302
    assert Correction.objects.get().words == "Quite other"
    assert Thread.objects.get().kind == "correction"


def test_signs_that_turn_a_line_do_not_come_into_the_text_with_other_words(client_of, bob, schedule, edition):
    start, _words = words_of(edition, 3)
    sent = form_of(edition, start, start + 5, kind="correction", words="\u202eQuite\u2066 other")
    assert client_of(bob).post(opening(schedule), sent).status_code == 302
    assert Correction.objects.get().words == "Quite other"


def test_a_correction_needs_no_comment_and_a_comment_needs_words(client_of, bob, schedule, edition):
    start, _words = words_of(edition, 3)
    sent = form_of(edition, start, start + 5, kind="comment", words="Other") | {"body": " "}
    assert client_of(bob).post(opening(schedule), sent).status_code == 422
    empty = sent | {"kind": "correction", "words": ""}
    assert "put this right" not in client_of(bob).post(opening(schedule), empty).text
    other = sent | {"kind": "correction", "words": "*Other* @Alice [things](x)"}
    assert client_of(bob).post(opening(schedule), other).status_code == 302
    assert Correction.objects.get().words == "*Other* @Alice [things](x)"
    shown = Thread.objects.get().comments.get().html
    assert shown.split() == [
        *("<p>Instead:</p>", "<blockquote>", "<p>*Other*", "@Alice", "[things](x)</p>", "</blockquote>")
    ]


def test_proposed_words_that_are_all_that_was_said_stand_once_in_their_thread(
    client_of, bob, schedule, edition
):
    start, _words = words_of(edition, 3)
    sent = form_of(edition, start, start + 5, kind="correction", words="Quite other")
    client_of(bob).post(opening(schedule), sent | {"body": " "})
    page = client_of(bob).get(Thread.objects.get().get_absolute_url()).text
    assert page.count("Quite other") == 1
    assert "Waiting for a curator" in page
    Comment.objects.update(body="It reads better so.", html="<p>It reads better so.</p>")
    later = client_of(bob).get(Thread.objects.get().get_absolute_url()).text
    assert later.count("Quite other") == 1, "above the talk, where it is not said"


def test_a_correction_that_waits_says_so_in_the_list_of_talk(client_of, bob, proposed):
    listed = reverse("thread_list", args=[proposed.thread.group.slug])
    assert "<span>waiting</span>" in client_of(bob).get(listed).text


@pytest.mark.long
def test_words_are_quoted_without_the_figures_of_notes_and_kept_with_them(
    client_of, bob, group, schedule, now
):
    edition = import_text(data=b"A boat[^a] waits here.\n\n[^a]: A note.", name="noted.md")
    publish(edition=edition, now=now)
    thread = make_thread(group, edition, bob, paragraph=1)
    thread.passage.refresh_from_db()
    figure = edition.paragraphs.get(number=1).marks[0]
    assert thread.passage.quote[figure["start"] : figure["end"]] == "1"
    page = client_of(bob).get(thread.get_absolute_url()).text
    assert "A boat waits here." in page
    assert "A boat1" not in page


def test_no_browser_keeps_a_correction_back_for_want_of_a_comment(client_of, bob, schedule):
    page = client_of(bob).get(opening(schedule), {"paragraph": 3, "kind": "correction"}).text
    assert "required" not in page.split('name="body"')[1].split(">")[0]


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("", "Say it, or ask it…"), ("question", "Ask it…"), ("correction", "What your group should know")],
)
def test_the_box_asks_for_what_the_kind_calls_for(client_of, bob, schedule, kind, asked):
    page = client_of(bob).get(opening(schedule), {"paragraph": 3, "kind": kind}).text
    assert f'placeholder="{asked}' in page
    page = client_of(bob).post(opening(schedule), {"kind": kind}).text  # nothing chosen: asked again
    assert f'placeholder="{asked}' in page


def test_what_is_sent_for_a_kind_that_there_is_not_is_asked_again(client_of, bob, schedule):
    assert client_of(bob).post(opening(schedule), {"kind": "riddle"}).status_code == 422


@pytest.mark.parametrize("problem", ["none", "unseen", "same", "two paragraphs"])
def test_what_is_no_correction_is_asked_again(client_of, bob, schedule, edition, problem):
    start, words = words_of(edition, 3)
    end = start + (len(words) + 10 if problem == "two paragraphs" else 5)
    proposal = {
        "none": "",
        "unseen": "\u200b\u202e\u200b",
        "same": edition.content[start:end],
        "two paragraphs": "Better",
    }[problem]
    sent = form_of(edition, start, end, kind="correction", words=proposal)
    assert client_of(bob).post(opening(schedule), sent).status_code == 422
    assert not Thread.objects.exists()


def test_the_form_says_what_the_curators_will_see(client_of, bob, schedule):
    page = client_of(bob).get(opening(schedule), {"paragraph": 3, "kind": "correction"}).content.decode()
    assert "What you say in the first box stays in the group." in page


def test_its_author_takes_it_back_by_making_it_a_comment(proposed):
    change_kind(thread=proposed.thread, kind="comment")
    assert not Correction.objects.exists()
    assert Thread.objects.get().kind == "comment"


def test_what_was_decided_on_is_no_more_taken_back(proposed, curator, now):
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    change_kind(thread=proposed.thread, kind="comment")
    assert Thread.objects.get().kind == "correction"


def take_back(correction, now):
    remove(comment=correction.thread.comments.get(number=1), now=now)


def test_whoever_removes_what_they_said_takes_the_words_back_though_somebody_has_answered(
    client_of, alice, curator, proposed, now
):
    make_comment(proposed.thread, alice, body="It is so in my copy.")
    take_back(proposed, now)
    assert not Correction.objects.exists()
    assert Thread.objects.get().kind == "comment"
    shown = client_of(alice).get(proposed.thread.get_absolute_url()).text
    assert "It is so in my copy." in shown
    assert "Otherwise" not in shown
    assert "Otherwise" not in listed(client_of(curator))
    assert answer(client_of(curator), proposed, answer="accept").status_code == 404


def test_whoever_removes_an_answer_in_a_correction_leaves_it_proposed(bob, proposed, now):
    remove(comment=make_comment(proposed.thread, bob, body="And in mine.", at=now), now=now)
    assert Correction.objects.waiting().get().words == "Otherwise"


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_of_what_was_decided_on_the_decision_stays_and_the_words_are_shown_no_more(
    client_of, alice, curator, proposed, now, state
):
    make_comment(proposed.thread, alice, body="It is so in my copy.")
    if state == "accepted":
        accept(correction=proposed, by=curator, now=now)
    else:
        decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    take_back(proposed, now)
    shown = client_of(alice).get(proposed.thread.get_absolute_url()).text
    decided = listed(client_of(curator), state="decided")
    for page in (shown, decided):
        assert {"accepted": "Accepted", "declined": "It is so in print."}[state] in page
        assert "taken back by their author" in page
        assert "Otherwise" not in page


def test_words_that_were_taken_back_wait_no_more_when_their_draft_is_deleted(
    client_of, alice, curator, proposed, now
):
    make_comment(proposed.thread, alice)
    draft = accept(correction=proposed, by=curator, now=now)
    take_back(proposed, now)
    client_of(curator).post(reverse("edition_delete", args=[draft.text.slug, draft.number]))
    assert not Correction.objects.waiting().exists()
    assert not Correction.objects.get().is_waiting
    shown = client_of(alice).get(proposed.thread.get_absolute_url()).text
    assert "it comes with the next edition" not in shown


def test_an_edition_with_words_that_were_taken_back_since_is_published_like_any_other(
    alice, curator, proposed, now
):
    make_comment(proposed.thread, alice)
    draft = accept(correction=proposed, by=curator, now=now)
    take_back(proposed, now)
    foresee(proposed.thread.passage.edition, draft)
    publish(edition=draft, now=now)
    assert Thread.objects.get().kind == "correction"


def test_it_is_said_before_that_the_words_go_and_on_the_page_they_are_gone_at_once(
    client_of, alice, bob, proposed
):
    make_comment(proposed.thread, alice)
    removing = reverse("comment_remove", args=[proposed.thread.group.slug, proposed.thread.pk, 1])
    assert "proposed for the text are taken back with it" in client_of(bob).get(removing).text
    there = client_of(bob).post(removing, headers=HTMX | {"HX-Target": "talk"}).text
    about = there.split('id="thread-about"')[1]
    assert about.split(">")[0] == ' hx-swap-oob="true" hidden'
    assert "Otherwise" not in there


# The curators


def test_curators_see_the_words_and_not_the_talk(client_of, proposed, curator):
    shown = listed(client_of(curator))
    assert "Otherwise" in shown
    assert proposed.thread.passage.quote in shown
    assert "A slip." not in shown
    assert proposed.thread.group.name not in shown


@pytest.mark.long
def test_curators_read_words_within_whole_words_and_without_the_figures_of_notes(
    client_of, group, bob, curator
):
    edition = import_text(data=NOTED.encode(), name="noted.md")
    publish(edition=edition, now=timezone.now())
    start = edition.content.index("ferries")
    end = edition.content.index(" without")
    make_correction(group, edition, bob, start=start, end=end, words="boats wait")
    shown = " ".join(re.sub("<[^>]+>", "", listed(client_of(curator)).split('id="correction-')[1]).split())
    assert "… all the quiet bridges there, ferries wait without a timetable for …" in shown


NOTED = """# Crossing

Of all the quiet bridges[^a] there, ferries[^b] wait without a timetable[^a] for whoever comes late in the evening.

[^a]: A note.

[^b]: Another.
"""


def test_words_at_the_ends_of_a_paragraph_are_shown_without_their_neighbours(
    client_of, group, edition, bob, curator
):
    start, words = words_of(edition, 3)
    make_correction(group, edition, bob, start=start, end=start + len(words))
    shown = listed(client_of(curator))
    quoted = shown.split('class="thread-quote"')[1].split("</p>")[0]
    assert re.sub("<[^>]+>", "", quoted.partition(">")[2]).strip() == escape(words)


def test_nobody_else_sees_the_list(client_of, alice, proposed):
    assert client_of(alice).get(reverse("correction_list")).status_code == 403
    assert answer(client_of(alice), proposed, answer="accept").status_code == 403


def test_one_whose_talk_was_taken_back_is_proposed_no_more(client_of, curator, proposed):
    Thread.objects.update(authors=[0])
    assert "Otherwise" not in listed(client_of(curator))


def test_accepted_it_is_an_edit_of_the_next_edition_that_can_be_undone(client_of, curator, proposed, edition):
    assert (
        "The words stand in the draft"
        in answer(client_of(curator), proposed, answer="accept").content.decode()
    )
    proposed.refresh_from_db()
    assert (proposed.state, proposed.draft.number, proposed.decided_by) == ("accepted", 2, curator)
    _start, words = words_of(edition, 3)
    rest = words.removeprefix(words.split()[0])
    assert DeskPiece.objects.filter(desk=proposed.draft.pk, text=f"Otherwise{rest}").exists()
    assert DeskEdit.objects.get(desk=proposed.draft.pk).verb == "words"
    assert "Otherwise" not in listed(client_of(curator))
    assert "Accepted: it comes with the next edition" in listed(client_of(curator), state="decided")


def test_it_goes_into_the_draft_that_is_there_beside_what_was_mended_in_it(proposed, curator, edition, now):
    draft = begin(text=edition.text, user=curator).edition
    open_desk(draft)
    _start, words = words_of(edition, 3)
    row = DeskPiece.objects.get(desk=draft.pk, text=words)
    reword(edition=draft, user=curator, pk=row.pk, words=f"{words} And more.")
    assert accept(correction=proposed, by=curator, now=now) == draft
    rest = words.removeprefix(words.split()[0])
    assert DeskPiece.objects.filter(desk=draft.pk, text=f"Otherwise{rest} And more.").exists()


def test_a_sentence_that_was_put_before_it_and_begins_alike_is_not_taken_for_it(
    proposed, curator, edition, now
):
    draft = begin(text=edition.text, user=curator).edition
    open_desk(draft)
    _start, words = words_of(edition, 3)
    first = words.split()[0]
    row = DeskPiece.objects.get(desk=draft.pk, text=words)
    reword(edition=draft, user=curator, pk=row.pk, words=f"{first} is new here. {words}")
    assert accept(correction=proposed, by=curator, now=now) == draft
    rest = words.removeprefix(first)
    assert DeskPiece.objects.get(desk=draft.pk, text__contains=rest).text == (
        f"{first} is new here. Otherwise{rest}"
    )


def test_words_that_are_gone_from_the_draft_are_said_to_be(client_of, proposed, curator, edition, now):
    draft = begin(text=edition.text, user=curator).edition
    open_desk(draft)
    _start, words = words_of(edition, 3)
    row = DeskPiece.objects.get(desk=draft.pk, text=words)
    reword(edition=draft, user=curator, pk=row.pk, words="All of it is new.")
    with pytest.raises(CannotPlaceError):
        accept(correction=proposed, by=curator, now=now)
    assert (
        "not to be found in the draft"
        in answer(client_of(curator), proposed, answer="accept").content.decode()
    )
    assert Correction.objects.waiting().count() == 1


def test_words_that_are_gone_from_the_text_begin_no_draft(client_of, proposed, curator, edition, now):
    """The correction stayed on the first edition; the second has other words in that place."""
    replaced(edition, curator, words_of(edition, 3)[1], "All of it is new here.", now)
    with pytest.raises(CannotPlaceError):
        accept(correction=proposed, by=curator, now=now)
    told = answer(client_of(curator), proposed, answer="accept").content.decode()
    assert "not to be found in the text" in told
    assert not Edition.objects.filter(published_at=None).exists()


def replaced(edition, curator, words, others, now):
    """Bring out the next edition of a text, with other words for a whole paragraph."""
    draft = begin(text=edition.text, user=curator).edition
    desk = open_desk(draft)
    reword(edition=draft, user=curator, pk=desk.pieces.get(text=words).pk, words=others)
    publish(edition=draft, now=now)
    return draft


def test_what_the_desk_cannot_take_begins_no_draft(proposed, curator, now):
    passage = proposed.thread.passage
    start, words = words_of(passage.edition, 3)
    Passage.objects.filter(pk=passage.pk).update(span=NumericRange(start, start + len(words)))
    Correction.objects.update(words="\n\n")  # which no form lets through
    with pytest.raises(CannotMendError):
        accept(correction=Correction.objects.get(), by=curator, now=now)
    assert not Edition.objects.filter(published_at=None).exists()


# Several in one paragraph


@pytest.fixture
def side_by_side(group, bob):
    """A paragraph of a text in which somebody proposes other words for each of four words that stand side by side."""
    words = "Nobody in this valley reads alone, and nobody in that valley reads alone either."
    edition = make_text(["# Of valleys", words, "Elsewhere they do."], title="Of valleys")
    start = edition.content.index("this valley reads alone")
    made = []
    for word, other in (
        ("this", "our"),
        ("valley", "little town"),
        ("reads", "read"),
        ("alone", "for itself"),
    ):
        at = edition.content.index(word, start)
        made.append(make_correction(group, edition, bob, start=at, end=at + len(word), words=other))
    return made


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (0, 2, 1, 3)])
def test_corrections_right_beside_each_other_are_all_taken(side_by_side, curator, now, order):
    for which in order:
        draft = accept(correction=side_by_side[which], by=curator, now=now)
    text = "Nobody in our little town read for itself, and nobody in that valley reads alone either."
    assert DeskPiece.objects.filter(desk=draft.pk, text=text).exists()
    publish(edition=draft, now=now)
    quotes = list(Thread.objects.order_by("pk").values_list("passage__quote", flat=True))
    assert quotes == ["our", "little town", "read", "for itself"]
    assert not Move.objects.exists()


def test_those_that_still_wait_when_their_neighbours_come_out_are_taken_for_the_edition_after(
    side_by_side, curator, now
):
    for which in (0, 2):
        draft = accept(correction=side_by_side[which], by=curator, now=now)
    publish(edition=draft, now=now)
    assert not Move.objects.exists()
    for waiting in Correction.objects.waiting():
        draft = accept(correction=waiting, by=curator, now=now)
    text = "Nobody in our little town read for itself, and nobody in that valley reads alone either."
    assert draft.number == 3
    assert DeskPiece.objects.filter(desk=draft.pk, text=text).exists()


def test_a_correction_of_words_that_another_one_has_replaced_is_not_placed(
    side_by_side, group, bob, curator, now
):
    first = side_by_side[0].thread.passage
    wider = make_correction(
        group, first.edition, bob, start=first.start, end=first.end + 7, words="that hamlet"
    )
    accept(correction=side_by_side[0], by=curator, now=now)
    with pytest.raises(CannotPlaceError):
        accept(correction=wider, by=curator, now=now)


def test_one_in_a_paragraph_that_was_divided_and_undone_at_the_desk_meanwhile_is_placed(
    side_by_side, curator, now
):
    draft = accept(correction=side_by_side[1], by=curator, now=now)
    row = DeskPiece.objects.get(desk=draft.pk, text__startswith="Nobody")
    divide(edition=draft, user=curator, pk=row.pk, at=row.text.index("and nobody"))
    accept(correction=side_by_side[0], by=curator, now=now)
    assert DeskPiece.objects.filter(
        desk=draft.pk, text__startswith="Nobody in our little town reads alone"
    ).exists()
    undo(edition=draft, number=DeskEdit.objects.latest("number").number)
    Correction.objects.update(state="waiting", draft=None, decided_at=None)
    accept(correction=side_by_side[3], by=curator, now=now)
    assert DeskPiece.objects.filter(
        desk=draft.pk, text__startswith="Nobody in this little town reads for itself"
    ).exists()


def test_of_two_paragraphs_of_the_same_words_neither_is_taken_for_the_other(group, bob, curator, now):
    words = "And so it went on until the evening came."
    edition = make_text(["# Days", words, "In between.", words], title="Days")
    start, _words = words_of(edition, 2)
    both = [
        make_correction(group, edition, bob, start=start, end=start + 3, words="But"),
        make_correction(group, edition, bob, start=start + 4, end=start + 6, words="thus"),
    ]
    draft = begin(text=edition.text, user=curator).edition
    desk = open_desk(draft)
    first = desk.pieces.filter(text=words).earliest("place")
    reword(edition=draft, user=curator, pk=first.pk, words="And so it went on until the morning came.")
    for one in both:
        with pytest.raises(CannotPlaceError):
            accept(correction=one, by=curator, now=now)


@pytest.mark.parametrize("words", ["Otherwise", "Quite another beginning of more words, in their place"])
def test_once_published_its_thread_stands_on_the_words_that_it_proposed_and_nobody_is_asked(
    proposed, group, edition, curator, bob, now, words
):
    start, third = words_of(edition, 3)
    last = start + third.rindex(" ") + 1
    other = make_correction(group, edition, bob, start=last, end=start + len(third), words="neighbour.")
    Correction.objects.filter(pk=proposed.pk).update(words=words)
    for correction in (other, Correction.objects.get(pk=proposed.pk)):
        draft = accept(correction=correction, by=curator, now=now)
    assert foresee(edition, draft)["kept"] == 2
    publish(edition=draft, now=now)
    quotes = list(Thread.objects.order_by("pk").values_list("passage__quote", "passage__edition"))
    assert quotes == [(words, draft.pk), ("neighbour.", draft.pk)]
    assert not Move.objects.exists()


def test_the_thread_of_an_accepted_correction_that_was_undone_stands_on_the_old_words(
    proposed, edition, curator, now
):
    _start, words = words_of(edition, 3)
    draft = accept(correction=proposed, by=curator, now=now)
    row = DeskPiece.objects.get(desk=draft.pk, text__startswith="Otherwise")
    reword(edition=draft, user=curator, pk=row.pk, words=words)
    publish(edition=draft, now=now)
    assert list(Thread.objects.values_list("passage__quote", flat=True)) == [words.split()[0]]


def test_declined_its_author_reads_why(client_of, curator, bob, proposed):
    assert "Say why" in answer(client_of(curator), proposed, answer="decline", reason=" ").content.decode()
    answer(client_of(curator), proposed, answer="decline", reason="It is so in print.")
    shown = client_of(bob).get(proposed.thread.get_absolute_url()).content.decode()
    assert "Declined" in shown
    assert "It is so in print." in shown


@pytest.mark.parametrize("htmx", [{}, HTMX])
@pytest.mark.parametrize("place", ["talk", "paragraph"])
@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_the_lists_of_talk_say_what_was_decided(
    client_of, curator, bob, schedule, edition, proposed, state, place, htmx
):
    group = proposed.thread.group
    make_thread(group, edition, bob, paragraph=3)  # a single one is open at once in the panel
    there = {
        "talk": reverse("thread_list", args=[group.slug]),
        "paragraph": reverse("paragraph_threads", args=[group.slug, schedule.pk, 3]),
    }[place]
    assert f"<span>{state}</span>" not in client_of(bob).get(there, headers=htmx).text
    answer(
        client_of(curator),
        proposed,
        answer={"accepted": "accept", "declined": "decline"}[state],
        reason="So it is.",
    )
    assert f"<span>{state}</span>" in client_of(bob).get(there, headers=htmx).text


def test_more_corrections_of_a_paragraph_take_no_more_queries(
    client_of, bob, group, schedule, edition, proposed
):
    def cost(more):
        for _time in range(more):
            make_correction(group, edition, bob, paragraph=3)
        with CaptureQueriesContext(connection) as queries:
            client_of(bob).get(reverse("paragraph_threads", args=[group.slug, schedule.pk, 3]))
        return len(queries)

    cost(1)  # what is kept from then on
    assert cost(0) == cost(4)


def test_who_decides_second_is_told(client_of, curator, admin, proposed, now):
    decline(correction=proposed, by=admin, reason="It is so in print.", now=now)
    told = answer(client_of(curator), proposed, answer="accept").content.decode()
    assert "Another curator has decided on it already." in told
    assert not DeskEdit.objects.exists()
    assert not Edition.objects.filter(published_at=None).exists()


def test_when_the_draft_is_deleted_it_waits_again(client_of, curator, proposed, now):
    draft = accept(correction=proposed, by=curator, now=now)
    client_of(curator).post(reverse("edition_delete", args=[draft.text.slug, draft.number]))
    assert list(Correction.objects.waiting()) == [proposed]
    assert accept(correction=proposed, by=curator, now=now + dt.timedelta(days=1)) is not None


def test_words_for_a_long_text_are_taken_once_the_worker_has_copied_it(
    client_of, curator, proposed, monkeypatch, django_capture_on_commit_callbacks
):
    cache.clear()
    monkeypatch.setattr(awaiting, "MOST", Size(paragraphs=3, words=10_000, marks=10_000))
    copied: list[int] = []
    laid: list[int] = []
    monkeypatch.setattr(tasks.copy_edition, "delay", copied.append)
    monkeypatch.setattr(tasks.lay_edition, "delay", laid.append)
    for awaited in (copied, laid):
        with django_capture_on_commit_callbacks(execute=True):
            asked = answer(client_of(curator), proposed, answer="accept").content.decode()
        assert "Accept it again in a moment" in asked
        assert len(awaited) == 1
        for pk in awaited:
            (tasks.copy_edition if awaited is copied else tasks.lay_edition)(pk)
    answer(client_of(curator), proposed, answer="accept")
    proposed.refresh_from_db()
    assert proposed.state == "accepted"


def test_curators_are_told_how_many_wait(client_of, curator, alice, proposed):
    there = reverse("correction_list")
    assert (
        f'href="{there}">Corrections <span class="count">1</span>'
        in client_of(curator).get(reverse("text_list")).content.decode()
    )
    assert there not in client_of(alice).get(reverse("text_list")).content.decode()


def test_the_group_sees_what_is_proposed_and_another_group_does_not(client_of, alice, charlie, proposed):
    make_group("Others", members=[charlie])
    assert "Otherwise" in client_of(alice).get(proposed.thread.get_absolute_url()).content.decode()
    assert client_of(charlie).get(proposed.thread.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("blank", ["\u3164", "\u2800", "\u061c", "\U000e0041\U000e007f"])
def test_words_of_which_nothing_is_seen_are_no_proposal(client_of, bob, schedule, edition, blank):
    start, _words = words_of(edition, 3)
    sent = form_of(edition, start, start + 5, kind="correction", words=blank)
    assert client_of(bob).post(opening(schedule), sent).status_code == 422
    assert not Correction.objects.exists()


def test_what_is_hidden_in_proposed_words_is_taken_out(client_of, bob, schedule, edition):
    start, _words = words_of(edition, 3)
    sent = form_of(edition, start, start + 5, kind="correction", words="Other\U000e0041\U000e0042wise")
    client_of(bob).post(opening(schedule), sent)
    assert Correction.objects.get().words == "Otherwise"


def test_once_it_is_out_the_list_of_what_was_decided_still_shows_the_words_that_were_corrected(
    client_of, curator, group, bob, edition, now
):
    words = edition.paragraphs.get(number=2).start
    old = edition.content[words : words + 40].split()[1]
    at = edition.content.index(old, words)
    made = make_correction(group, edition, bob, start=at, end=at + len(old), words="mended")
    publish(edition=accept(correction=made, by=curator, now=now), now=now)
    page = client_of(curator).get(reverse("correction_list") + "?state=decided").text
    assert f"<del>{old}</del>" in page
    assert "mended" in page.split("Instead:")[1]


def test_where_what_stands_around_the_words_was_corrected_too_only_the_new_words_are_shown(
    client_of, curator, group, bob, edition, now
):
    start = edition.paragraphs.get(number=2).start
    first, second = edition.content[start : start + 60].split()[1:3]
    for word in (first, second):
        at = edition.content.index(f" {word} ", start) + 1
        made = make_correction(group, edition, bob, start=at, end=at + len(word), words=f"{word}est")
        draft = accept(correction=made, by=curator, now=now)
    publish(edition=draft, now=now)
    page = client_of(curator).get(reverse("correction_list") + "?state=decided").text
    assert "<del>" not in page
    assert page.count("Instead:") == 2


def test_with_chosen_words_a_correction_is_offered_among_what_else_can_be_done(
    client_of, bob, group, edition
):
    plan = make_schedule(group, edition)
    page = client_of(bob).get(reverse("reader", args=[group.slug, plan.pk, 1])).text
    more = page.split('<details class="more">')[1].split("</details>")[0]
    assert 'data-comment="correction"' in more
    assert 'value="correction"' in page.split("<template", 1)[1], "the form that opens can be told so"


def test_of_a_long_passage_the_words_that_change_are_marked_and_the_others_are_not(
    client_of, curator, group, schedule, edition, bob
):
    start, words = words_of(edition, 3)
    first, second, *rest = words.split(" ")
    changed = " ".join([first, "<otherwise>", *rest])
    make_correction(group, edition, bob, start=start, end=start + len(words), words=changed)
    page = listed(client_of(curator))
    assert f"{first} <del>{second}</del> {rest[0]}" in page
    assert f"{first} <ins>&lt;otherwise&gt;</ins> {rest[0]}" in page


def test_lines_of_what_is_proposed_stay_lines(client_of, curator, group, schedule, edition, bob):
    start, words = words_of(edition, 3)
    make_correction(
        group, edition, bob, start=start, end=start + len(words), words="It rains\non us.\n\nIt stops."
    )
    page = listed(client_of(curator))
    assert re.search(r"It rains<br>on us\.\s*(</ins>)?<br>\s*(<ins>)?It stops\.", page)


def test_of_what_was_decided_the_curators_see_by_whom_and_all_see_when(client_of, curator, bob, proposed):
    decline(correction=proposed, by=curator, reason="It is so in print.", now=timezone.now())
    row = listed(client_of(curator), state="decided")
    assert re.search(rf"<span>{curator.display_name}</span><time [^>]*>now</time>", row)
    shown = client_of(bob).get(proposed.thread.get_absolute_url()).text
    assert "<time" in shown.split("Declined")[1].split("It is so in print.")[1][:120]
    assert curator.display_name not in shown
