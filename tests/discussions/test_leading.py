"""A link to words of the library in what somebody says is shown by what it is, and unfolds where it stands."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from discussions.models import Comment, Jotting
from discussions.wording import html_of
from readings.models import Text
from readings.withdrawing import withdraw
from tests.factories import make_comment, make_group, make_jotting, make_schedule, make_text, make_thread

HTMX = {"HX-Request": "true"}


@pytest.fixture
def thread(group, edition, schedule, alice):
    return make_thread(group, edition, alice)


def say(thread, author, body):
    comment = make_comment(thread, author)
    Comment.objects.filter(pk=comment.pk).update(body=body, html=html_of(body))
    return comment


def address_of(name, *args):
    return settings.SITE_ADDRESS + reverse(name, args=args)


def passage(edition, number=3):
    place = edition.paragraphs.get(number=number)
    return address_of("passage_detail", edition.text.slug, edition.number, place.start, place.end)


def shown(client, thread):
    return client.get(reverse("thread_detail", args=[thread.group.slug, thread.pk])).text


def links_in(page):
    return re.findall(r'<span class="unfolds"><a.*?>(.*?)</a>', page)


def words_of(link):
    return re.sub("<[^>]*>", "", link)


@pytest.mark.parametrize(
    "name", ["passage_detail", "edition_paragraph", "paragraph_detail", "reader_passage", "reader_paragraph"]
)
def test_a_bare_link_to_words_is_shown_by_title_and_paragraph(
    name, client_of, alice, bob, thread, edition, schedule
):
    place = edition.paragraphs.get(number=3)
    stretch, text, plan = [place.start, place.end], edition.text, [schedule.group.slug, schedule.pk]
    args = {
        "passage_detail": [text.slug, edition.number, *stretch],
        "edition_paragraph": [text.slug, edition.number, 3],
        "paragraph_detail": [text.slug, 3],
        "reader_passage": [*plan, edition.number, *stretch],
        "reader_paragraph": [*plan, 3],
    }[name]
    say(thread, alice, f"See {address_of(name, *args)} too.")
    page = shown(client_of(bob), thread)
    assert [words_of(link) for link in links_in(page)] == [f"{escape(text.title)}, ¶ 3"]
    assert f'href="{address_of(name, *args)}"' in page, "without a script it leads there"
    assert 'aria-expanded="false"' in page


def test_a_stretch_over_paragraphs_names_both_ends(client_of, alice, bob, thread, edition):
    first, last = (edition.paragraphs.get(number=number) for number in (2, 4))
    link = address_of("passage_detail", edition.text.slug, edition.number, first.start, last.end)
    say(thread, alice, link)
    assert words_of(links_in(shown(client_of(bob), thread))[0]).endswith("¶ 2–4")


def test_the_words_that_its_author_gave_it_stay(client_of, alice, bob, thread, edition):
    say(thread, alice, f"[the *old* ladder]({passage(edition)})")
    assert links_in(shown(client_of(bob), thread))[0].endswith("the <em>old</em> ladder</span>")


def test_other_links_stay_as_they_were_typed(client_of, alice, bob, thread):
    say(thread, alice, f"https://example.org/library/a/p/3/ and {settings.SITE_ADDRESS}/library/ here")
    page = shown(client_of(bob), thread)
    assert not links_in(page)
    assert ">https://example.org/library/a/p/3/</a>" in page


def test_a_text_that_is_called_otherwise_by_now_is_called_so(client_of, alice, bob, thread, edition):
    say(thread, alice, passage(edition))
    Text.objects.filter(pk=edition.text_id).update(title="Bread <and> Roses")
    assert words_of(links_in(shown(client_of(bob), thread))[0]) == "Bread &lt;and&gt; Roses, ¶ 3"


def test_of_a_text_that_was_withdrawn_it_says_so_and_no_title(client_of, alice, bob, thread):
    other = make_text(["Of lanterns and harbours."], title="The secret harbour")
    say(thread, alice, passage(other, 1))
    withdraw(text=other.text, reason="Not ours to show.", now=timezone.now())
    page = shown(client_of(bob), thread)
    assert "A passage that is not in the library, or not open to you" in page
    assert "The secret harbour" not in page


def test_a_link_into_another_circles_plan_says_nothing_of_it(client_of, alice, bob, thread):
    other = make_group("Wednesday circle", members=[alice])
    plan = make_schedule(other, make_text(["Of lanterns."], title="The harbour"), sittings=1)
    say(thread, alice, address_of("reader_paragraph", other.slug, plan.pk, 1))
    assert "The harbour" in shown(client_of(alice), thread)
    page = shown(client_of(bob), thread)
    assert "not open to you" in page
    assert "The harbour" not in page


def test_a_link_to_words_of_a_draft_says_nothing_of_it(client_of, alice, bob, thread):
    draft = make_text(["Of lanterns."], title="The harbour", published=False)
    say(thread, alice, passage(draft, 1))
    assert "The harbour" not in shown(client_of(bob), thread)


@pytest.mark.parametrize("path", ["at/5-5/", "at/9-3/", "at/0-99999999999/", "p/99999999999/", "p/77/"])
def test_an_address_of_no_words_opens_nothing(path, client_of, alice, bob, thread, edition):
    root = f"{settings.SITE_ADDRESS}/library/{edition.text.slug}/editions/{edition.number}/"
    say(thread, alice, root + path)
    assert not links_in(shown(client_of(bob), thread))


def test_in_the_list_of_a_paragraph_and_alone_it_is_shown_so_too(
    client_of, alice, bob, thread, edition, schedule
):
    make_thread(thread.group, edition, alice)
    first = thread.comments.get(number=1)
    Comment.objects.filter(pk=first.pk).update(html=html_of(passage(edition)))
    group = thread.group.slug
    listed = client_of(bob).get(reverse("paragraph_threads", args=[group, schedule.pk, 2]))
    alone = client_of(bob).get(reverse("comment_detail", args=[group, thread.pk, 1]))
    assert len(links_in(listed.text)) == len(links_in(alone.text)) == 1


def test_it_unfolds_to_the_words_with_where_they_are_from_and_folds_again(client, edition):
    place = edition.paragraphs.get(number=3)
    args = [edition.text.slug, edition.number, place.start, place.end]
    address = reverse("passage_words", args=args)
    named = HTMX | {"HX-Trigger": "c7-0"}
    opened = client.get(address, {"to": "/g/tuesday-circle/read/1/p/3/"}, headers=named).text
    assert escape(edition.content[place.start : place.end]) in opened
    assert f"{escape(edition.text.title)}, edition {edition.number}, ¶ 3" in opened
    assert 'aria-expanded="true"' in opened
    assert 'id="c7-0"' in opened, "the focus stays on it"
    assert opened.count('href="/g/tuesday-circle/read/1/p/3/"') == 2
    folded = client.get(address, {"folded": ""}, headers=named).text
    assert 'aria-expanded="false"' in folded
    assert "unfolded" not in folded


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_it_leads_to_no_other_site(to, client, edition):
    place = edition.paragraphs.get(number=3)
    address = reverse("passage_words", args=[edition.text.slug, edition.number, place.start, place.end])
    opened = client.get(address, {"to": to}, headers=HTMX | {"HX-Trigger": '"><b>'}).text
    assert "evil" not in opened
    assert "alert" not in opened
    assert "<b>" not in opened


def test_words_of_a_text_that_was_withdrawn_meanwhile_do_not_unfold(client, edition):
    place = edition.paragraphs.get(number=3)
    address = reverse("passage_words", args=[edition.text.slug, edition.number, place.start, place.end])
    withdraw(text=edition.text, reason="Not ours to show.", now=timezone.now())
    answer = client.get(address, headers=HTMX)
    assert answer.text == "This text is no longer in the library."


def test_of_a_very_long_stretch_the_beginning_unfolds(client, db):
    long = make_text(["lantern " * 400])
    place = long.paragraphs.get(number=1)
    address = reverse("passage_words", args=[long.text.slug, long.number, place.start, place.end])
    opened = client.get(address, headers=HTMX).text
    assert opened.count("lantern") < 200
    assert "…</q>" in opened


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_twice_the_links_take_no_more_queries(client_of, alice, bob, thread, edition, schedule):
    address = reverse("thread_detail", args=[thread.group.slug, thread.pk])
    reader = client_of(bob)

    def fill(numbers):
        for number in numbers:
            plan = address_of("reader_paragraph", schedule.group.slug, schedule.pk, number)
            say(thread, alice, f"{passage(edition, number)} and {plan}")

    reader.get(address)
    none = queries_of(reader, address)
    fill([2])
    few = queries_of(reader, address)
    fill([3, 4])
    assert queries_of(reader, address) == few == none + 2


def test_in_ones_own_notes_it_is_shown_so_too(client_of, alice, edition):
    note = make_jotting(alice, edition, body="See")
    told = f"See {passage(edition)} and https://example.org/a_b here."
    Jotting.objects.filter(pk=note.pk).update(body=told, html=html_of(told))
    reader = client_of(alice)
    listed = reader.get(reverse("jotting_list"))
    beside = reader.get(reverse("paragraph_jottings", args=[edition.text.slug, edition.number, 2]))
    for page in (listed.text, beside.text):
        assert [words_of(link) for link in links_in(page)] == [f"{escape(edition.text.title)}, ¶ 3"]
        assert '<a href="https://example.org/a_b" rel="nofollow noopener">https://example.org/a_b</a>' in page


def test_in_the_list_of_talk_and_the_glossary_links_can_be_followed(
    client_of, alice, bob, group, edition, schedule
):
    said = (
        f"**See** {passage(edition)} and https://example.org/?a=1&b=%3Cb%3E here. <script>alert(1)</script>"
    )
    thread = make_thread(group, edition, alice, kind="definition")
    Comment.objects.filter(thread=thread).update(body=said, html=html_of(said))
    listed = client_of(bob).get(reverse("thread_list", args=[group.slug])).text
    glossary = client_of(bob).get(reverse("glossary", args=[group.slug, schedule.pk])).text
    label = f"{escape(edition.text.title)}, ¶ 3"
    assert (
        f'See <a href="{passage(edition)}" rel="nofollow noopener">{label}</a> and <a href="https' in listed
    )
    assert [words_of(link) for link in links_in(glossary)] == [label]
    for page in (listed, glossary):
        outward = '<a href="https://example.org/?a=1&amp;b=%3Cb%3E" rel="nofollow noopener">'
        assert f"{outward}https://example.org/?a=1&amp;b=%3Cb%3E</a>" in page
        assert "<script>alert" not in page


def test_a_link_at_the_end_of_a_line_is_cut_for_the_eye_and_still_leads_there(
    client_of, alice, bob, group, thread
):
    address = f"https://example.org/{'long' * 80}"
    said = f"First {address} and what follows."
    Comment.objects.filter(thread=thread).update(body=said, html=html_of(said))
    page = client_of(bob).get(reverse("thread_list", args=[group.slug])).text
    assert re.search(
        rf'First <a href="{address}" rel="[^"]*">https://example.org/(long)+[long]*…</a></p>', page
    )


def test_on_the_groups_page_the_words_stand_for_the_address(client_of, alice, bob, group, thread, edition):
    Comment.objects.filter(thread=thread).update(html=html_of(f"See {passage(edition)} too"))
    page = client_of(bob).get(reverse("group_detail", args=[group.slug])).text
    assert f"See {escape(edition.text.title)}, ¶ 3 too</a>" in page
