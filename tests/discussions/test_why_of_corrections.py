"""Whoever proposes other words for a passage says why: to the curators who decide, and beside the words in the thread."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.commenting import remove
from discussions.correcting import accept, decline
from discussions.models import LONGEST_WHY, Correction, Thread
from discussions.setting_aside import set_aside
from readings.publishing import publish
from tests.discussions.test_threads import HTMX, form_of, opening
from tests.factories import make_comment, make_correction, make_group

WHY = "The manuscript has it so, on its second leaf."


def asked(edition, **fields):
    start = edition.paragraphs.get(number=3).start
    return (
        form_of(edition, start, start + 5)
        | {"kind": "correction", "words": "Quite other", "why": WHY}
        | fields
    )


@pytest.fixture
def proposed(group, edition, schedule, bob):
    return make_correction(group, edition, bob, paragraph=3, words="Otherwise", why=WHY)


def listed(client, **asked):
    return client.get(reverse("correction_list"), asked).text


def box_of(page):
    """What stands in the box for the reason."""
    return page.split('name="why"')[1].split(">", 1)[1].split("</textarea>")[0].strip()


# Saying it


def test_a_member_says_why_to_the_curators_and_to_nobody_else_who_does_not_see_the_words(
    client_of, bob, alice, curator, charlie, schedule, edition
):
    make_group("Others", members=[charlie])
    client_of(bob).post(opening(schedule), asked(edition))
    there = Thread.objects.get().get_absolute_url()
    assert WHY in listed(client_of(curator))
    for member in (bob, alice):
        assert client_of(member).get(there).text.count(WHY) == 1
    for stranger in (charlie, curator):
        assert client_of(stranger).get(there).status_code == 404


def test_nobody_has_to_say_why(client_of, bob, curator, schedule, edition):
    assert client_of(bob).post(opening(schedule), asked(edition, why=" ")).status_code == 302
    assert not Correction.objects.get().why
    assert "Why:" not in listed(client_of(curator))
    assert "Why:" not in client_of(bob).get(Thread.objects.get().get_absolute_url()).text


def test_without_a_comment_the_reason_still_stands_beside_the_words(client_of, bob, schedule, edition):
    client_of(bob).post(opening(schedule), asked(edition, body=""))
    page = client_of(bob).get(Thread.objects.get().get_absolute_url()).text
    assert page.count("Quite other") == 1
    assert page.split('id="thread-about"')[1].split("Waiting for a curator")[0].count(WHY) == 1


def test_it_is_asked_with_a_correction_and_the_form_says_who_reads_it(client_of, bob, group, schedule):
    page = client_of(bob).get(opening(schedule), {"paragraph": 3, "kind": "correction"}).text
    corrected = page.split('<div class="instead')[1].split("</div>")[0]
    assert "Why, for the curators (optional)" in corrected
    assert "see these words and why, those of the text, and your name, and so does your group" in corrected
    shown = client_of(bob).get(reverse("reader", args=[group.slug, schedule.pk, 1])).text
    blank = shown.split('<template id="thread-form">')[1].split("</template>")[0]
    assert 'name="why"' in blank.split('<div class="instead')[1]


@pytest.mark.parametrize("htmx", [{}, HTMX])
@pytest.mark.parametrize(
    "problem", [{"words": ""}, {"end": "1"}, {"quote": "No such words"}, {"why": "x" * 501}]
)
def test_what_was_typed_is_kept_when_the_form_is_refused(client_of, bob, schedule, edition, problem, htmx):
    sent = asked(edition) | problem
    page = client_of(bob).post(opening(schedule), sent, headers=htmx)
    assert page.status_code == 422
    assert box_of(page.text) == sent["why"]
    assert not Correction.objects.exists()


def test_what_was_typed_is_kept_when_the_plan_was_taken_off_meanwhile(client_of, bob, schedule, edition):
    there, sent = opening(schedule), asked(edition)
    schedule.delete()
    page = client_of(bob).post(there, sent)
    assert page.status_code == 422
    kept = page.text.split("readonly>")[1].split("</textarea>")[0]
    assert kept.strip().split("\n\n") == [sent["body"], "Quite other", WHY]


def test_a_comment_is_kept_alone_when_the_plan_was_taken_off_meanwhile(client_of, bob, schedule, edition):
    there, sent = opening(schedule), asked(edition, kind="comment")
    schedule.delete()
    kept = client_of(bob).post(there, sent).text.split("readonly>")[1].split("</textarea>")[0]
    assert kept.strip() == sent["body"]


def test_as_many_characters_fit_as_the_browser_counts(client_of, bob, schedule, edition):
    lines = "a\n" * (LONGEST_WHY // 2 - 1) + "ab"
    too_long = client_of(bob).post(opening(schedule), asked(edition, why=lines + "c"))
    assert "That is 501 characters. Up to 500 fit." in too_long.text
    sent = asked(edition, why=lines.replace("\n", "\r\n"))
    assert client_of(bob).post(opening(schedule), sent).status_code == 302
    assert Correction.objects.get().why == lines


def test_what_was_typed_before_the_kind_was_changed_keeps_nothing_back(
    client_of, bob, curator, schedule, edition
):
    sent = asked(edition, kind="comment", why="x" * 501)
    assert client_of(bob).post(opening(schedule), sent).status_code == 302
    assert not Correction.objects.exists()
    assert "xxx" not in client_of(bob).get(Thread.objects.get().get_absolute_url()).text


def test_it_is_text_and_no_markup(client_of, bob, curator, schedule, edition):
    typed = "<b>Look</b> *there*\nand \u202ethere\U000e0041"
    client_of(bob).post(opening(schedule), asked(edition, why=typed))
    there = Thread.objects.get().get_absolute_url()
    for page in (listed(client_of(curator)), client_of(bob).get(there).text):
        assert "&lt;b&gt;Look&lt;/b&gt; *there*<br>and there</p>" in page


@pytest.mark.parametrize("blank", ["\u3164", "\u200b\u202e\u200b"])
def test_a_reason_of_which_nothing_is_seen_is_none(client_of, bob, schedule, edition, blank):
    client_of(bob).post(opening(schedule), asked(edition, why=blank))
    assert not Correction.objects.get().why


# What becomes of it


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_it_stays_with_the_words_once_they_are_decided_on(
    client_of, bob, curator, proposed, edition, state, now
):
    if state == "accepted":
        publish(edition=accept(correction=proposed, by=curator, now=now), now=now)
    else:
        decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    for page in (
        listed(client_of(curator), state="decided"),
        client_of(bob).get(proposed.thread.get_absolute_url()).text,
    ):
        assert page.count(WHY) == 1


def test_it_is_taken_back_with_the_words(client_of, alice, curator, proposed, now):
    make_comment(proposed.thread, alice)
    decline(correction=proposed, by=curator, reason="It is so in print.", now=now)
    remove(comment=proposed.thread.comments.get(number=1), now=now)
    assert not Correction.objects.get().why
    for page in (
        listed(client_of(curator), state="decided"),
        client_of(alice).get(proposed.thread.get_absolute_url()).text,
    ):
        assert WHY not in page


def test_of_what_was_set_aside_only_its_author_reads_it(client_of, alice, bob, curator, proposed, now):
    set_aside(comment=proposed.thread.comments.get(number=1), by=alice, reason="Unkind.", now=now)
    there = proposed.thread.get_absolute_url()
    assert WHY not in client_of(alice).get(there).text
    assert WHY in client_of(bob).get(there).text
    assert WHY not in listed(client_of(curator))


def test_more_reasons_take_no_more_queries(client_of, bob, group, edition, curator, proposed):
    def cost(more):
        for _time in range(more):
            make_correction(group, edition, bob, paragraph=3, why=WHY)
        with CaptureQueriesContext(connection) as queries:
            listed(client_of(curator))
        return len(queries)

    cost(1)  # what is kept from then on
    assert cost(0) == cost(4)
