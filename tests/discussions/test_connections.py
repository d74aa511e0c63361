"""A thread that leads from one passage to another, in any text of the library, and stands at both ends."""

import re

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.urls import reverse
from django.utils import timezone

from discussions.models import Connection, Passage, Thread
from discussions.settling import change_kind
from readings.correcting import begin
from readings.models import Edition
from tests.discussions.test_threads import HTMX, form_of, opening
from tests.factories import make_connection, make_draft, make_group, make_schedule, make_text, publish


@pytest.fixture
def other(db):
    return make_text(
        ["# Elsewhere", "Bridges are crossed slowly.", "Ferries wait for nobody."], title="On Bridges"
    )


def connect(client, schedule, to, **more):
    edition = schedule.edition
    sent = form_of(edition, 50, 61, kind="connection", to=to, **more)
    return client.post(opening(schedule), sent)


def end():
    passage = Connection.objects.get().passage
    return passage.edition, passage.quote


def test_a_number_is_a_paragraph_of_the_same_text(client_of, bob, schedule, edition):
    assert connect(client_of(bob), schedule, "¶ 7").status_code == 302
    assert end() == (edition, edition.content[slice(*span_of(edition, 7))])


def test_a_thread_names_the_paragraph_that_it_leads_to(client_of, bob, schedule, edition):
    connect(client_of(bob), schedule, "¶ 7")
    shown = client_of(bob).get(Thread.objects.get().get_absolute_url()).text
    assert re.search(rf"Connected with <span[^>]*>{edition.text.title}</span>, ¶ 7</a>", shown)


def test_beside_the_other_text_the_thread_says_which_text_it_comes_from(
    client_of, bob, group, schedule, edition, other
):
    start, stop = span_of(other, 2)
    connect(client_of(bob), schedule, reverse("passage_detail", args=[other.text.slug, 1, start, stop]))
    there = make_schedule(group, other, sittings=1)
    asked = reverse("paragraph_threads", args=[group.slug, there.pk, 2])
    panel = client_of(bob).get(asked, headers=HTMX).text
    passage = Thread.objects.get().passage
    back = reverse("passage_detail", args=[edition.text.slug, 1, passage.start, passage.end])
    assert f'<a href="{back}">' in panel


def span_of(edition, number):
    span = edition.paragraphs.get(number=number).span
    return span.lower, span.upper


@pytest.mark.parametrize("form", ["paragraph", "edition", "range", "circle", "page"])
def test_a_link_to_any_place_of_the_library_is_understood(
    client_of, bob, schedule, group, other, settings, form
):
    settings.SITE_ADDRESS = "https://books.example"
    start, stop = span_of(other, 2)
    slug = other.text.slug
    link = {
        "paragraph": reverse("paragraph_detail", args=[slug, 2]),
        "edition": reverse("edition_paragraph", args=[slug, 1, 2]),
        "range": reverse("passage_detail", args=[slug, 1, start, stop]),
        "circle": reverse(
            "reader_paragraph", args=[group.slug, make_schedule(group, other, sittings=1).pk, 2]
        ),
        "page": reverse("page_detail", args=[slug, 1]) + "#p2",
    }[form]
    assert connect(client_of(bob), schedule, f"https://books.example{link}").status_code == 302
    assert end() == (other, "Bridges are crossed slowly.")


def test_words_are_looked_for_in_the_library_and_one_of_what_was_found_is_chosen(
    client_of, bob, schedule, other
):
    asked = connect(client_of(bob), schedule, "ferries wait")
    assert asked.status_code == 422
    page = asked.content.decode()
    assert "Which of these do you mean?" in page
    [place] = re.findall(r'name="place" value="([^"]+)"', page)
    assert not Thread.objects.exists()
    assert connect(client_of(bob), schedule, "ferries wait", place=place).status_code == 302
    assert end() == (other, "Ferries wait for nobody.")


@pytest.mark.parametrize(
    ("typed", "led_to"),
    [
        ("wait  for nobody", "wait for nobody"),
        ("Ferries wait", "Ferries wait for nobody."),
        ("ferries for nobody", "Ferries wait for nobody."),
    ],
)
def test_a_phrase_of_a_text_is_connected_as_it_was_typed_and_single_words_only_find_their_paragraph(
    client_of, bob, schedule, other, typed, led_to
):
    page = connect(client_of(bob), schedule, typed).content.decode()
    [place] = re.findall(r'name="place" value="([^"]+)"', page)
    assert connect(client_of(bob), schedule, typed, place=place).status_code == 302
    assert end() == (other, led_to)


def test_to_be_asked_which_was_meant_is_no_fault(client_of, bob, schedule, other):
    page = connect(client_of(bob), schedule, "ferries wait").text
    asked = page.index("Which of these do you mean?")
    assert '<ul class="errors' not in page[:asked].rpartition("<label")[2]
    assert 'role="status"' in page[:asked].rpartition("<p")[2]


@pytest.mark.parametrize(
    "to", ["", "nowhere to be found", "9999", "/library/no-such-text/p/1/", "/g/", "https://["]
)
def test_what_leads_nowhere_is_asked_again(client_of, bob, schedule, to):
    assert connect(client_of(bob), schedule, to).status_code == 422
    assert not Thread.objects.exists()


def test_the_gap_between_two_paragraphs_is_nowhere_and_blanks_around_words_are_left_out(
    client_of, bob, schedule, other
):
    start, stop = span_of(other, 2)
    gap = reverse("passage_detail", args=[other.text.slug, 1, stop, stop + 2])
    assert connect(client_of(bob), schedule, gap).status_code == 422
    around = reverse("passage_detail", args=[other.text.slug, 1, start - 2, stop + 1])
    assert connect(client_of(bob), schedule, around).status_code == 302
    assert end() == (other, "Bridges are crossed slowly.")


def test_a_connection_to_a_gap_from_before_is_answered_in(client_of, alice, bob, group, edition, schedule):
    thread = make_connection(group, edition, alice, paragraph=2, to=edition, to_paragraph=3)
    stop = span_of(edition, 3)[1]
    Passage.objects.filter(connection__thread=thread).update(span=NumericRange(stop, stop + 2))
    page = reverse("reader", args=[group.slug, schedule.pk, 1])
    said = client_of(bob).post(
        reverse("comment_create", args=[group.slug, thread.pk]),
        {"body": "Just so."},
        headers=HTMX | {"HX-Current-URL": f"http://testserver{page}"},
    )
    assert said.status_code == 200
    assert thread.comments.count() == 2


@pytest.mark.parametrize(
    "host", ["http://elsewhere.example", "//elsewhere.example", "https://me@elsewhere.example"]
)
def test_a_link_to_another_site_is_none_to_the_library(client_of, bob, schedule, other, host):
    asked = connect(client_of(bob), schedule, host + reverse("paragraph_detail", args=[other.text.slug, 2]))
    assert asked.status_code == 422
    assert "Nothing was found by this." in asked.content.decode()
    assert not Thread.objects.exists()


def next_of(edition, first, *, is_asked=False):
    """The next edition of a text: other words come before."""
    draft = make_draft(edition.text, ["# Elsewhere", first, "Ferries wait for nobody."])
    if is_asked:
        Edition.objects.filter(pk=draft.pk).update(publish_asked_at=timezone.now())
    else:
        publish(draft)
    return draft


def test_an_address_of_an_earlier_edition_leads_to_where_its_words_stand_today(
    client_of, bob, schedule, other
):
    link = reverse("edition_paragraph", args=[other.text.slug, 1, 3])
    newer = next_of(other, "Bridges and stairs are crossed more slowly than they were.")
    assert connect(client_of(bob), schedule, link).status_code == 302
    assert end() == (newer, "Ferries wait for nobody.")


def test_words_that_are_gone_are_connected_where_they_stood(client_of, bob, schedule, other):
    link = reverse("edition_paragraph", args=[other.text.slug, 1, 2])
    next_of(other, "Nothing at all like it.")
    assert connect(client_of(bob), schedule, link).status_code == 302
    assert end() == (other, "Bridges are crossed slowly.")


def test_while_the_other_text_is_published_the_words_are_kept_and_asked_again(
    client_of, bob, schedule, other
):
    next_of(other, "Bridges are crossed.", is_asked=True)
    asked = connect(client_of(bob), schedule, reverse("edition_paragraph", args=[other.text.slug, 1, 3]))
    assert asked.status_code == 422
    assert "A corrected edition is being published right now" in asked.content.decode()
    assert not Thread.objects.exists()


def test_a_draft_or_anothers_circle_is_nowhere(client_of, bob, curator, charlie, schedule, other):
    draft = begin(text=other.text, user=curator).edition
    drafted = reverse("edition_paragraph", args=[other.text.slug, draft.number, 2])
    assert connect(client_of(bob), schedule, drafted).status_code == 422
    theirs = make_group("Theirs", members=[charlie])
    there = reverse("reader_paragraph", args=[theirs.slug, make_schedule(theirs, other, sittings=1).pk, 2])
    assert connect(client_of(bob), schedule, there).status_code == 422


def test_a_passage_is_not_connected_with_itself(client_of, bob, schedule, edition):
    start, stop = span_of(edition, 3)
    sent = form_of(edition, start, stop, kind="connection", to="3")
    assert "That is this very passage." in client_of(bob).post(opening(schedule), sent).content.decode()


def test_it_stands_at_both_ends(client_of, alice, bob, group, edition, schedule, other):
    there = make_schedule(group, other, sittings=1)
    thread = make_connection(group, edition, alice, paragraph=2, to=other, to_paragraph=3)
    for plan, number in ((schedule, 2), (there, 3)):
        page = client_of(bob).get(reverse("reader", args=[group.slug, plan.pk, 1])).content.decode()
        assert f"1 comment on paragraph {number}, 1 new, 1 connection" in page
        talk = client_of(bob).get(
            reverse("paragraph_threads", args=[group.slug, plan.pk, number]), headers=HTMX
        )
        assert f'data-thread="{thread.pk}"' in talk.content.decode()
        assert "Ferries wait for nobody." in talk.content.decode()


def test_the_thread_shows_the_other_end_and_the_way_there(
    client_of, alice, bob, group, edition, schedule, other
):
    thread = make_connection(group, edition, alice, to=other, to_paragraph=3)
    shown = client_of(bob).get(thread.get_absolute_url()).content.decode()
    assert "Ferries wait for nobody." in shown
    start, stop = span_of(other, 3)
    assert reverse("passage_detail", args=[other.text.slug, 1, start, stop]) in shown


def test_both_ends_in_one_paragraph_are_one_thread_in_its_margin(
    client_of, alice, bob, group, edition, schedule
):
    make_connection(group, edition, alice, paragraph=2, to=edition, to_paragraph=2)
    page = client_of(bob).get(reverse("reader", args=[group.slug, schedule.pk, 1])).content.decode()
    assert "1 comment on paragraph 2, 1 new, 1 connection" in page


def test_a_connection_that_becomes_a_comment_lets_go_of_its_other_end(alice, group, edition, other):
    thread = make_connection(group, edition, alice, to=other, to_paragraph=3)
    change_kind(thread=thread, kind="comment")
    assert not Connection.objects.exists()
    assert Passage.objects.get() == thread.passage


def test_another_group_on_the_same_text_sees_nothing_of_it(
    client_of, alice, charlie, group, edition, schedule, other
):
    make_connection(group, edition, alice, to=other, to_paragraph=3)
    theirs = make_group("Theirs", members=[charlie])
    plan = make_schedule(theirs, other, sittings=1)
    page = client_of(charlie).get(reverse("reader", args=[theirs.slug, plan.pk, 1])).content.decode()
    assert "connection" not in page.split('id="text"')[1].split("</article>")[0]
