"""Opening threads and answering: whole pages and redirects for anyone, the changed part for htmx."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from discussions.beside import TALK
from discussions.models import Comment, Thread
from discussions.sheets import COMMENT, EARLIER, OWN, REST, SETTLE, markup
from readings.models import Paragraph
from readings.reading import mark_read
from tests.factories import (
    make_comment,
    make_group,
    make_membership,
    make_schedule,
    make_text,
    make_thread,
    make_user,
    publish,
)

HTMX = {"HX-Request": "true", "HX-Target": "panel"}
WHO = 5  # statements that keep the list of a person's sessions up to date


def opening(schedule):
    return reverse("thread_create", args=[schedule.group.slug, schedule.pk])


def answering(thread):
    return reverse("comment_create", args=[thread.group.slug, thread.pk])


def thread_page(thread):
    return reverse("thread_detail", args=[thread.group.slug, thread.pk])


def form_of(edition, start, end, **fields):
    """What the browser sends for the words between two code points."""
    return {
        "start": start,
        "end": end,
        "quote": edition.content[start:end],
        "body": "What is meant here?",
        "submission": str(uuid.uuid4()),
    } | fields


@pytest.fixture
def thread(group, edition, schedule, alice):
    return make_thread(group, edition, alice, paragraph=3)


# Who may


@pytest.mark.parametrize(
    "name", ["thread_list", "thread_detail", "comment_create", "thread_create", "paragraph_threads"]
)
def test_talk_is_for_the_circles_members(client, client_of, bob, charlie, curator, schedule, thread, name):
    address = {
        "thread_list": reverse("thread_list", args=[schedule.group.slug]),
        "thread_detail": thread_page(thread),
        "comment_create": answering(thread),
        "thread_create": opening(schedule) + "?paragraph=3",
        "paragraph_threads": reverse("paragraph_threads", args=[schedule.group.slug, schedule.pk, 3]),
    }[name]
    assert client_of(bob).get(address).status_code == 200
    assert client_of(charlie).get(address).status_code == 404
    assert client_of(curator).get(address).status_code == 404
    response = client.get(address)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_an_outsider_cannot_say_anything(client_of, charlie, schedule, thread, edition):
    assert client_of(charlie).post(opening(schedule), form_of(edition, 0, 5)).status_code == 404
    assert client_of(charlie).post(answering(thread), {"body": "Hello"}).status_code == 404
    assert Comment.objects.count() == 1


def test_whoever_has_left_no_longer_reads_the_talk(client_of, bob, group, thread):
    group.memberships.filter(user=bob).update(left_at=timezone.now())
    assert client_of(bob).get(thread_page(thread)).status_code == 404


def test_a_thread_is_found_under_its_own_group_only(client_of, alice, thread):
    other = make_group("Other circle", members=[alice])
    assert client_of(alice).get(reverse("thread_detail", args=[other.slug, thread.pk])).status_code == 404


# Opening a thread


def test_a_member_opens_a_thread_on_exactly_the_chosen_words(client_of, bob, schedule, edition):
    response = client_of(bob).post(opening(schedule), form_of(edition, 50, 61))
    passage = Thread.objects.get().passage
    assert (passage.start, passage.end, passage.quote) == (50, 61, edition.content[50:61])
    assert response.status_code == 302
    assert response.url == reverse("reader", args=[schedule.group.slug, schedule.pk, 1]) + "#p2"


def test_without_javascript_a_whole_paragraph_is_commented(client_of, bob, schedule, edition):
    browser = client_of(bob)
    page = browser.get(opening(schedule) + "?paragraph=7").content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(start|end|submission)" value="([^"]*)"', page))
    quote = re.search(r'name="quote" value="([^"]*)"', page)[1]
    response = browser.post(opening(schedule), sent | {"quote": quote, "body": "All of this."})
    assert response.url.endswith("#p7")
    span = edition.paragraphs.get(number=7).span
    passage = Thread.objects.get().passage
    assert (passage.start, passage.end) == (span.lower, span.upper)


def test_words_may_run_over_the_end_of_a_paragraph(client_of, bob, schedule, edition):
    end = edition.paragraphs.get(number=2).end
    sent = form_of(edition, end - 9, end + 12)
    # Forms send a line end as two characters.
    response = client_of(bob).post(opening(schedule), sent | {"quote": sent["quote"].replace("\n", "\r\n")})
    assert response.status_code == 302
    assert "\n\n" in Thread.objects.get().passage.quote


def test_quotes_are_compared_in_code_points(client_of, bob, group):
    edition = make_text(["# Ω", "A 😀 e\u0301 שלום soft\u00adhyphen\u200d and 𝔘nicode to the end."])
    schedule = make_schedule(group, edition, sittings=1)
    for start in range(3, 40, 3):
        assert client_of(bob).post(opening(schedule), form_of(edition, start, start + 7)).status_code == 302
    assert all(
        passage.quote == edition.content[passage.start : passage.end] for passage in edition.passages.all()
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_that_are_not_there_are_refused_and_the_writing_kept(
    client_of, bob, schedule, edition, headers
):
    sent = form_of(edition, 50, 61, quote="other words", body="I wrote this with care")
    response = client_of(bob).post(opening(schedule), sent, headers=headers)
    assert response.status_code == 422
    page = response.content.decode()
    assert "the page is out of date" in page
    assert "I wrote this with care" in page
    assert "other words" in page
    assert not Thread.objects.exists()


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 4), (5, 5), (9, 4), (0, 10**6), (3606, 3700), (0, 2**70), ("", ""), ("x", "y"), ("1e3", "2e3")],
)
def test_a_range_that_is_none_is_refused(client_of, bob, schedule, edition, start, end):
    sent = {"start": start, "end": end, "quote": "words", "body": "What?"}
    response = client_of(bob).post(opening(schedule), sent)
    assert response.status_code == 422
    assert not Thread.objects.exists()


def test_blanks_between_paragraphs_are_no_words(client_of, bob, schedule, edition):
    end = edition.paragraphs.get(number=2).end
    response = client_of(bob).post(opening(schedule), form_of(edition, end, end + 2))
    assert response.status_code == 422
    assert "Choose some words" in response.content.decode()


def test_a_very_long_passage_is_refused(client_of, bob, group):
    edition = make_text(["# Long", "word " * 5000 + "end"])
    schedule = make_schedule(group, edition, sittings=1)
    response = client_of(bob).post(opening(schedule), form_of(edition, 6, 6 + 20_001))
    assert response.status_code == 422
    assert "Choose fewer words" in response.content.decode()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Write something first."),
        ("   \n ", "Write something first."),
        ("\u200b", "Nothing of this would be seen."),
        ("a\x00b", "can’t be kept"),
        ("x" * 20_001, "Up to 20000 fit"),
    ],
)
def test_a_body_that_says_nothing_or_too_much_is_refused(
    client_of, bob, schedule, thread, edition, body, sentence
):
    for address, sent in [
        (opening(schedule), form_of(edition, 0, 5, body=body)),
        (answering(thread), {"body": body}),
    ]:
        response = client_of(bob).post(address, sent)
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert Comment.objects.count() == 1


def test_the_longest_body_fits(client_of, bob, thread):
    assert client_of(bob).post(answering(thread), {"body": "x\r\n" * 9_999 + "xx"}).status_code == 302


def test_a_form_sent_twice_makes_one_thread_and_leads_to_the_same_place(client_of, bob, schedule, edition):
    sent = form_of(edition, 0, 6)
    first, second = (client_of(bob).post(opening(schedule), sent) for _ in range(2))
    assert first.url == second.url
    assert Thread.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_was_written_by_a_plan_that_was_taken_off_is_given_back(
    client_of, bob, charlie, schedule, edition, headers
):
    address, sent = opening(schedule), form_of(edition, 0, 6, body="Why <slow> bread?")
    schedule.delete()
    answer = client_of(bob).post(address, sent, headers=headers)
    assert answer.status_code == 422
    assert "This plan has been taken off." in answer.text
    assert "Why &lt;slow&gt; bread?</textarea>" in answer.text
    assert sent["quote"] in answer.text
    assert schedule.group.get_absolute_url() in answer.text
    assert client_of(charlie).post(address, sent).status_code == 404
    assert not Thread.objects.exists()


def test_a_thread_sent_again_after_its_plan_was_taken_off_leads_to_the_thread(
    client_of, bob, schedule, edition
):
    browser, sent = client_of(bob), form_of(edition, 0, 6)
    browser.post(opening(schedule), sent)
    address = opening(schedule)
    schedule.delete()
    assert browser.post(address, sent).url == Thread.objects.get().get_absolute_url()


@pytest.mark.parametrize("submission", ["", "not-a-number", "1" * 40])
def test_a_lost_submission_number_loses_nothing(client_of, bob, schedule, edition, submission):
    response = client_of(bob).post(opening(schedule), form_of(edition, 0, 6, submission=submission))
    assert response.status_code == 302
    assert Thread.objects.count() == 1


def test_a_paragraph_that_does_not_exist_is_404(client_of, bob, schedule):
    for number in ("0", "999", "x", "", "-1", "9" * 30, "²"):
        assert client_of(bob).get(opening(schedule), {"paragraph": number}).status_code == 404


def test_beside_the_text_the_thread_comes_with_the_margins_that_changed(client_of, bob, schedule, edition):
    end = edition.paragraphs.get(number=2).end
    page = "http://testserver" + reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    response = client_of(bob).post(
        opening(schedule), form_of(edition, end - 9, end + 12), headers=HTMX | {"HX-Current-URL": page}
    )
    assert response.status_code == 200
    part = response.content.decode()
    assert "<html" not in part
    assert re.findall(r'id="talk-(\d+)" hx-target="#panel" hx-swap-oob="true"', part) == ["2", "3"]
    assert "1 comment on paragraph 2" in part
    assert 'id="c1"' in part
    assert '"comment": "c1"' in response.headers["HX-Trigger-After-Settle"]


def test_margins_of_another_page_are_left_alone(client_of, bob, group):
    edition = make_text(words_each=300)
    schedule = make_schedule(group, edition)
    page = "http://testserver" + reverse("reader", args=[schedule.group.slug, schedule.pk, 2])
    response = client_of(bob).post(
        opening(schedule), form_of(edition, 0, 12), headers=HTMX | {"HX-Current-URL": page}
    )
    assert "hx-swap-oob" not in response.content.decode()


# Answering


def test_an_answer_nests_and_leads_to_itself(client_of, bob, thread):
    first = thread.comments.get()
    response = client_of(bob).post(answering(thread), {"body": "Perhaps *this*.", "parent": first.pk})
    assert response.url == thread_page(thread) + "#c2"
    made = thread.comments.get(number=2)
    assert (made.parent, made.path) == (first, [1, 2])
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert "Perhaps <em>this</em>." in page
    assert page.index('id="c1"') < page.index("<ol>", page.index('id="c1"')) < page.index('id="c2"')


def test_for_htmx_an_answer_brings_the_thread_as_it_is_now(client_of, bob, thread):
    make_comment(thread, bob, parent=thread.comments.get(), body="Said meanwhile.")
    response = client_of(bob).post(answering(thread), {"body": "And I say this."}, headers=HTMX)
    part = response.content.decode()
    assert "<html" not in part
    assert "Said meanwhile." in part
    assert "And I say this." in part
    assert '"comment": "c3"' in response.headers["HX-Trigger-After-Settle"]


def test_on_its_own_page_only_the_talk_is_drawn_anew(client_of, bob, thread):
    headers = HTMX | {"HX-Target": "talk"}
    part = client_of(bob).post(answering(thread), {"body": "And this."}, headers=headers).content.decode()
    assert "And this." in part
    assert "thread-quote" not in part


def test_an_invalid_answer_comes_back_to_its_own_form(client_of, bob, thread):
    first = thread.comments.get()
    response = client_of(bob).post(answering(thread), {"body": "", "parent": first.pk}, headers=HTMX)
    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == f"#answering-{first.pk}"
    assert f'id="answering-{first.pk}"' in response.content.decode()


def test_a_comment_of_another_thread_cannot_be_answered(client_of, bob, alice, group, edition, thread):
    elsewhere = make_thread(group, edition, alice).comments.get()
    response = client_of(bob).post(answering(thread), {"body": "Hello", "parent": elsewhere.pk})
    assert response.status_code == 422
    assert "not in this thread" in response.content.decode()
    assert client_of(bob).get(answering(thread), {"parent": elsewhere.pk}).status_code == 404


def test_the_answer_page_shows_what_is_answered(client_of, bob, thread):
    page = client_of(bob).get(answering(thread), {"parent": thread.comments.get().pk}).content.decode()
    assert "Answer Alice" in page
    assert "What does this mean?" in page


# Reading


def test_what_people_write_cannot_act_in_the_page(client_of, bob, thread):
    client_of(bob).post(
        answering(thread), {"body": "<script>alert(1)</script> {html} {0} [x](javascript:alert(1))"}
    )
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {html} {0}" in page
    assert 'href="javascript' not in page


def test_a_name_cannot_act_in_the_page(client_of, bob, group, edition):
    mallory = make_user("<b>{html}</b>", email="mallory@example.org")
    thread = make_thread(group, edition, mallory)
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert "<b>{html}" not in page
    assert "&lt;b&gt;{html}&lt;/b&gt;" in page


@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_markup_that_is_filled_has_no_braces_but_its_own_fields(language):
    with translation.override(language):
        for partial, fields in [
            ("thread_detail.html#comment", COMMENT),
            ("thread_detail.html#gone", COMMENT),
            ("thread_detail.html#own", OWN),
            ("thread_detail.html#rest", REST),
            ("thread_detail.html#earlier", EARLIER),
            ("thread_detail.html#settle", SETTLE),
            ("thread_detail.html#unsettle", SETTLE),
            ("reader.html#talk", TALK),
            ("reader.html#talk_none", TALK),
        ]:
            assert set(re.findall(r"\{([^}]*)\}", markup(partial, fields))) <= set(fields)


def test_a_name_with_braces_is_a_name_and_nothing_else(client_of, bob, group, edition, schedule):
    odd = make_user("{html} {{pk}}")
    make_membership(group, odd)
    thread = make_thread(group, edition, odd, kind="question")
    make_comment(thread, odd)
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert page.count("<b>{html} {{pk}}</b>") == 2
    assert 'Answer<span class="visually-hidden">&nbsp;{html} {{pk}}</span>' in page


def test_the_paragraphs_page_lists_its_threads_in_the_order_of_the_text(
    client_of, bob, alice, group, edition, schedule
):
    start = edition.paragraphs.get(number=3).start
    later = make_thread(group, edition, alice, start=start + 20, end=start + 30, body="Second in the text")
    make_thread(group, edition, bob, start=start, end=start + 8, body="First in the text")
    page = (
        client_of(bob).get(reverse("paragraph_threads", args=[group.slug, schedule.pk, 3])).content.decode()
    )
    assert page.index("First in the text") < page.index("Second in the text")
    assert thread_page(later) in page


def test_in_the_panel_a_single_thread_is_open_at_once(client_of, bob, group, schedule, thread):
    address = reverse("paragraph_threads", args=[group.slug, schedule.pk, 3])
    part = client_of(bob).get(address, headers=HTMX).content.decode()
    assert 'class="comments"' in part
    assert "<html" not in part


def test_a_thread_outlives_the_plan(client_of, bob, schedule, thread, edition):
    schedule.delete()
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert reverse("edition_paragraph", args=[edition.text.slug, 1, 3]) in page


def test_the_list_shows_the_latest_first_and_can_show_one_sitting(client_of, bob, group, edition, schedule):
    make_thread(group, edition, bob, paragraph=2, body="On the first sitting")
    make_thread(group, edition, bob, paragraph=15, body="On the last sitting")
    address = reverse("thread_list", args=[group.slug])
    page = client_of(bob).get(address).content.decode()
    assert page.index("On the last sitting") < page.index("On the first sitting")
    one = client_of(bob).get(address, {"sitting": schedule.sittings.first().pk}).content.decode()
    assert "On the first sitting" in one
    assert "On the last sitting" not in one
    assert client_of(bob).get(address, {"sitting": "x"}).status_code == 200


def test_the_list_comes_in_pages_of_thirty(client_of, bob, group, edition, schedule):
    for number in range(31):
        make_thread(group, edition, bob, body=f"Number {number}.")
    address = reverse("thread_list", args=[group.slug])
    assert "Number 0." not in client_of(bob).get(address).content.decode()
    assert "Number 0." in client_of(bob).get(address, {"page": 2}).content.decode()


# How many queries


def queries_of(client, address, headers=None):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, headers=headers or {}).status_code == 200
    return len(queries)


def grow(thread, people, count):
    parent = thread.comments.order_by("number").last()
    for number in range(count):
        parent = make_comment(thread, people[number % len(people)], parent=parent if number % 3 else None)


def test_twice_the_comments_take_no_more_queries(client_of, bob, alice, thread):
    reader = client_of(bob)
    grow(thread, [alice, bob], 6)
    reader.get(thread_page(thread))
    few = queries_of(reader, thread_page(thread))
    grow(thread, [alice, bob, *(make_user(f"Member {number}") for number in range(6))], 12)
    assert queries_of(reader, thread_page(thread)) == few <= 8 + WHO


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("name", ["thread_list", "paragraph_threads"])
def test_twice_the_threads_take_no_more_queries(
    client_of, bob, alice, group, edition, schedule, name, headers
):
    address = {
        "thread_list": reverse("thread_list", args=[group.slug]),
        "paragraph_threads": reverse("paragraph_threads", args=[group.slug, schedule.pk, 2]),
    }[name]
    reader = client_of(bob)
    make_thread(group, edition, alice)
    make_thread(group, edition, bob)
    reader.get(address)
    few = queries_of(reader, address, headers)
    for number in range(4):
        make_thread(group, edition, make_user(f"Member {number}"))
    assert queries_of(reader, address, headers) == few <= 10 + WHO


@pytest.fixture
def noted(db):
    """A text with a note, whose figure stands in its second paragraph."""
    edition = make_text(
        ["# Gaps", "A <gap>.3 If twelve come.", "[^] Says who?"], title="Noted", published=False
    )
    call = {"kind": "note_ref", "start": 14, "end": 15, "data": {"note": 3}}
    Paragraph.objects.filter(edition=edition, number=2).update(marks=[call])
    publish(edition)
    return edition


def test_where_a_passage_is_quoted_in_a_list_the_figures_of_its_notes_are_left_out(
    client_of, bob, group, noted
):
    schedule = make_schedule(group, noted, sittings=1)
    mark_read(user=bob, edition=noted, ranges=[(0, 6)], now=timezone.now())
    assert "A &lt;gap&gt;. If twelve come." in client_of(bob).get(group.get_absolute_url()).text
    for _twice in range(2):
        make_thread(group, noted, bob, paragraph=2)
    for page in (
        group.get_absolute_url(),
        reverse("thread_list", args=[group.slug]),
        reverse("paragraph_threads", args=[group.slug, schedule.pk, 2]),
    ):
        shown = client_of(bob).get(page, headers=HTMX).text
        assert "A &lt;gap&gt;. If twelve come." in shown
        assert "&gt;.3 If" not in shown


def test_a_paragraph_is_quoted_with_its_notes_raised_and_leading_nowhere(client_of, bob, group, noted):
    edition = noted
    schedule = make_schedule(group, edition, sittings=1)
    reader = client_of(bob)
    pages = [
        reader.get(f"{opening(schedule)}?paragraph=2"),
        reader.get(f"{opening(schedule)}?paragraph=2", headers=HTMX),
        reader.get(reverse("paragraph_threads", args=[group.slug, schedule.pk, 2])),
    ]
    for page in pages:
        assert 'A &lt;gap&gt;.<sup class="noteref">3</sup> If twelve come.' in page.content.decode()
    assert 'value="A &lt;gap&gt;.3 If twelve come."' in pages[0].content.decode()


def test_without_a_script_a_single_thread_is_one_page_from_the_text_with_the_box_to_answer_it(
    client_of, bob, group, schedule, thread
):
    address = reverse("paragraph_threads", args=[group.slug, schedule.pk, 3])
    page = client_of(bob).get(address).text
    assert 'id="c1"' in page
    assert 'id="answering-0"' in page
    assert f"{reverse('thread_create', args=[group.slug, schedule.pk])}?paragraph=3" in page, "a second one"
    assert "I’ve read up to here" in page


def test_of_several_each_leads_to_its_page_with_the_box_in_sight(
    client_of, alice, bob, group, schedule, thread
):
    other = make_thread(group, schedule.edition, alice, paragraph=3)
    listed = client_of(bob).get(reverse("paragraph_threads", args=[group.slug, schedule.pk, 3])).text
    leads = f'href="{reverse("thread_detail", args=[group.slug, other.pk])}#answer_0_body"'
    assert leads in listed
    assert 'id="answering-0"' in client_of(bob).get(other.get_absolute_url()).text
