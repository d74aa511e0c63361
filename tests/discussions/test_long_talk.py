"""Long comments and long threads: what one answer carries is bounded, and everything that was said can be reached."""

import re

import pytest
from django.urls import reverse

from discussions.body_field import LONGEST_BODY, LONGEST_HTML
from discussions.forms import CommentForm
from discussions.models import Comment
from discussions.rendering import AT_ONCE, BEGINNING, WHOLE
from discussions.wording import beginning, html_of, plain
from tests.factories import make_comment, make_thread

HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def thread(group, edition, schedule, alice):
    return make_thread(group, edition, alice, paragraph=3)


def thread_page(thread):
    return reverse("thread_detail", args=[thread.group.slug, thread.pk])


def say(thread, author, count, html="<p>Said.</p>"):
    """So many answers to the first comment, written at once."""
    first, last = thread.comments.get(number=1), len(thread.authors)
    Comment.objects.bulk_create(
        Comment(
            thread=thread, parent=first, number=number, path=[1, number], author=author, body="x", html=html
        )
        for number in range(last + 1, last + 1 + count)
    )
    thread.authors += [author.pk] * count
    thread.save(update_fields=["authors"])


@pytest.mark.long
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_many_comments_of_nothing_but_ampersands_make_no_page_of_forty_megabytes(
    client_of, bob, thread, headers
):
    say(thread, bob, 400, html_of("&" * LONGEST_BODY))
    page = client_of(bob).get(thread_page(thread), headers=headers).content
    assert len(page) < 400 * (WHOLE + 1000)
    assert page.count(b"Show all of it") == 400


def test_five_hundred_ordinary_comments_are_one_whole_page(client_of, bob, thread):
    say(thread, bob, 499, html_of("A comment as people write them, of some length. " * 20))
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert page.count('<li><article class="comment') == 500
    assert "Show all of it" not in page
    assert "More comments" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_longer_thread_comes_in_pages_that_lead_to_one_another(client_of, bob, thread, headers):
    say(thread, bob, AT_ONCE + 20)
    reader, address = client_of(bob), thread_page(thread)
    first = reader.get(address, headers=headers).content.decode()
    assert first.count('<li><article class="comment') == AT_ONCE
    assert f'href="{address}?page=2"' in first
    second = reader.get(address, {"page": 2}, headers=headers).content.decode()
    assert second.count('<li><article class="comment') == 21
    assert f'{address}?page=2#c{AT_ONCE + 1}"' in second
    assert "Earlier comments" in second
    assert "More comments" not in second
    assert reader.get(address, {"page": 3}, headers=headers).status_code == 404


def test_an_answer_in_a_long_thread_shows_the_page_that_it_stands_on(client_of, bob, thread):
    say(thread, bob, AT_ONCE + 20)
    address = reverse("comment_create", args=[thread.group.slug, thread.pk])
    made = AT_ONCE + 22
    response = client_of(bob).post(address, {"body": "Here."})
    assert response.url == f"{thread_page(thread)}?page=2#c{made}"
    part = client_of(bob).post(address, {"body": "And here."}, headers=HTMX).content.decode()
    assert f'id="c{made + 1}"' in part


def test_a_long_comment_shows_how_it_begins_and_leads_to_all_of_it(client_of, bob, charlie, thread):
    body = "It begins here. " + "Then it goes on & on. " * 400 + "And here it ends."
    make_comment(thread, bob, body=body)
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert "It begins here." in page
    assert "And here it ends." not in page
    address = reverse("comment_detail", args=[thread.group.slug, thread.pk, 2])
    assert f'<a href="{address}" hx-get="{address}"' in page
    whole = client_of(bob).get(address).content.decode()
    assert "And here it ends." in whole
    assert f"{thread_page(thread)}#c2" in whole
    part = client_of(bob).get(address, headers=HTMX).content.decode()
    assert part.strip().endswith("And here it ends.</p>")
    assert client_of(charlie).get(address).status_code == 404
    missing = reverse("comment_detail", args=[thread.group.slug, thread.pk, 10**15])
    assert client_of(bob).get(missing).status_code == 404


def test_many_threads_on_a_paragraph_come_in_pages_too(client_of, bob, group, edition, schedule):
    for number in range(31):
        make_thread(group, edition, bob, body=f"Number {number}.")
    address = reverse("paragraph_threads", args=[group.slug, schedule.pk, 2])
    first = client_of(bob).get(address, headers=HTMX).content.decode()
    assert "Paragraph 2, 31 threads" in first
    assert "Number 30." not in first
    assert "Number 30." in client_of(bob).get(address, {"page": 2}, headers=HTMX).content.decode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "&amp;" * 2000 + "</p>",
        "<ul>" + "<li>one <em>two</em></li>" * 300 + "</ul>",
        '<p><a href="https://example.org/">' + "x" * 5000 + "</a></p>",
        '<p>Look: <a href="https://example.org/' + "x" * 5000 + '">there</a></p>',
        "<blockquote><p><strong>" + "deep " * 3000 + "</strong></p></blockquote>",
    ],
)
def test_a_beginning_is_whole_html_and_says_that_more_comes(html):
    for most in range(BEGINNING, BEGINNING + 40):
        begun = beginning(html, most)
        assert len(begun) < most + 120
        assert "…" in begun
        assert plain(begun).rstrip("…").strip() in plain(html)
        for tag in re.findall(r"<(\w+)", begun):
            assert begun.count(f"<{tag}") == begun.count(f"</{tag}>")


def test_a_few_words_that_call_for_one_long_link_again_and_again_are_refused(thread):
    body = "[a]: http://" + "x" * 15_000 + "\n\n" + "[a]" * 390
    assert len(html_of(body)) > LONGEST_HTML
    form = CommentForm({"body": body}, thread=thread, by=thread.author)
    assert form.errors["body"] == [
        "That makes too much of a few words, or of many links. Say it in two comments."
    ]
    assert CommentForm({"body": "&" * LONGEST_BODY}, thread=thread, by=thread.author).is_valid()
