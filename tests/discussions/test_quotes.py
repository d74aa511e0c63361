"""Words of the text are quoted in a thread that stands elsewhere: chosen on the page, with the way back to them."""

import pytest
from django.urls import reverse

from discussions.models import Comment
from tests.factories import make_group, make_schedule, make_text, make_thread, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(group, edition, schedule, alice):
    return make_thread(group, edition, alice, paragraph=4, body="Why bread?")


def choosing(schedule, start, end, edition=1):
    return reverse("passage_quote", args=[schedule.group.slug, schedule.pk, edition, start, end])


def address_of(schedule, start, end, edition=1):
    return reverse("reader_passage", args=[schedule.group.slug, schedule.pk, edition, start, end])


def box(client, thread, words):
    """What the box of an answer begins with."""
    asked = reverse("comment_create", args=[thread.group.slug, thread.pk])
    return client.get(asked, {"words": words}).context["form"]["body"].value() or ""


def place_of(edition, number):
    span = edition.paragraphs.get(number=number).span
    return span.lower, span.lower + 20


def test_the_bar_offers_it_for_the_words_that_are_chosen(client_of, bob, schedule):
    page = client_of(bob).get(reverse("reader", args=[schedule.group.slug, schedule.pk, 1])).text
    assert f'data-at="{choosing(schedule, 0, 0)}">Quote in a thread</a>' in page


def test_the_threads_of_the_group_are_offered_each_with_the_way_to_its_box(
    client_of, bob, edition, schedule, thread
):
    start, end = place_of(edition, 2)
    shown = client_of(bob).get(choosing(schedule, start, end)).text
    assert edition.content[start:end].strip() in shown
    assert "Why bread?" in shown
    asked = reverse("comment_create", args=[thread.group.slug, thread.pk])
    assert f"{asked}?words={address_of(schedule, start, end)}" in shown
    assert f"{address_of(schedule, start, end)}?say" in shown


def test_the_box_begins_with_the_words_and_the_way_to_them_and_what_is_sent_shows_both(
    client_of, bob, edition, schedule, thread, settings
):
    settings.SITE_ADDRESS = "http://testserver"
    start, end = place_of(edition, 2)
    client = client_of(bob)
    begun = box(client, thread, address_of(schedule, start, end))
    link = f"http://testserver{address_of(schedule, start, end)}"
    assert begun.startswith("> ")
    assert begun.endswith(f"> {link}\n\n")
    asked = reverse("comment_create", args=[thread.group.slug, thread.pk])
    sent = client.post(asked, {"body": f"{begun}As it says there."}, follow=True).text
    said = Comment.objects.get(author=bob)
    assert edition.content[start:end].strip() in said.html
    assert "<blockquote>" in said.html
    assert f"{edition.text.title}, ¶ 2" in sent


def test_signs_of_the_text_stay_as_they_are(client_of, bob, group, thread):
    odd = make_text(["# Stars", "She wrote *this* & [that](x) for @Bob_by, 2 > 1."], title="Stars")
    plan = make_schedule(group, odd, sittings=1)
    span = odd.paragraphs.get(number=2).span
    client = client_of(bob)
    begun = box(client, thread, address_of(plan, span.lower, span.upper))
    client.post(reverse("comment_create", args=[group.slug, thread.pk]), {"body": f"{begun}So."})
    said = Comment.objects.get(author=bob).html
    assert odd.content[span.lower : span.upper].replace("&", "&amp;").replace(">", "&gt;") in said


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nonsense",
        "/",
        "/g/nowhere/read/1/at/1/0-5/",
        "https://elsewhere.example/library/x/p/1/",
        "[",
        "/\0/",
    ],
)
def test_what_names_no_words_leaves_the_box_empty(client_of, bob, thread, words):
    assert box(client_of(bob), thread, words) == ""


def test_words_of_anothers_group_or_of_a_draft_are_not_quoted(client_of, bob, charlie, group, thread):
    theirs = make_group("Theirs", members=[charlie])
    draft = make_text(["# Secret", "Nobody knows of it."], title="Secret", published=False)
    assert box(client_of(bob), thread, f"/library/{draft.text.slug}/editions/1/at/0-5/") == ""
    plan = make_schedule(theirs, make_text(["# Open", "All know of it."], title="Open"), sittings=1)
    assert box(client_of(bob), thread, address_of(plan, 0, 4)) == ""


@pytest.mark.parametrize("place", [(5, 5), (9, 3), (0, 10**8), (10**8, 10**8 + 5)])
def test_a_place_without_words_is_nowhere(client_of, bob, schedule, place):
    assert client_of(bob).get(choosing(schedule, *place)).status_code == 404


def test_what_is_ahead_of_somebody_is_not_among_the_threads(client_of, group, edition, schedule, thread):
    dora = make_user("Dora", reads_ahead=False)
    group.memberships.create(user=dora)
    shown = client_of(dora).get(choosing(schedule, *place_of(edition, 2))).text
    assert "Why bread?" not in shown
    assert "There is no other thread yet" in shown


def test_only_members_choose_there(client, client_of, charlie, edition, schedule, thread):
    asked = choosing(schedule, *place_of(edition, 2))
    assert client.get(asked).status_code == 302
    assert client_of(charlie).get(asked).status_code == 404
