"""A deep branch opens in its own view: with the way up, all that stands under its comment, and the thread's own rules."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.branches import AT_ONCE, comment_address, view_of
from discussions.commenting import answer, remove
from discussions.hiding import hide
from discussions.models import Comment, Seen
from discussions.noticing import see
from discussions.setting_aside import set_aside
from discussions.tree import DEEPEST, top_of_view
from tests.factories import make_comment, make_commons, make_membership, make_thread, make_user

pytestmark = pytest.mark.long

HTMX = {"HX-Request": "true", "HX-Target": "panel"}
ON_ITS_PAGE = {"HX-Request": "true", "HX-Target": "talk"}


@pytest.fixture
def thread(group, edition, schedule, alice):
    return make_thread(group, edition, alice, paragraph=3, body="This is said first.")


@pytest.fixture
def chain(thread, alice, bob):
    """Twenty comments, each an answer to the one before it: Alice has the odd numbers, Bob the even ones."""
    said = [thread.comments.get()]
    for number in range(2, 21):
        author = bob if number % 2 == 0 else alice
        said.append(make_comment(thread, author, parent=said[-1], body=f"This is step {number}."))
    return said


def branch(thread, number):
    return reverse("comment_branch", args=[thread.group.slug, thread.pk, number])


def shown(page):
    """The numbers of the comments on a page, in their order."""
    return [int(number) for number in re.findall(r'<article class="comment[^"]*" id="c(\d+)"', page)]


def test_a_thread_shows_no_more_steps_than_fit_and_says_how_many_answers_are_below(
    client_of, bob, thread, chain
):
    page = client_of(bob).get(thread.get_absolute_url()).text
    assert shown(page) == list(range(1, DEEPEST + 1))
    assert f'<a href="{branch(thread, DEEPEST)}"' in page
    assert f"{20 - DEEPEST} more answers in this branch" in page
    assert "This is step 7." not in page


def test_one_answer_below_is_said_as_one_and_none_as_nothing(client_of, bob, thread, chain):
    Comment.objects.filter(number__gt=DEEPEST + 1).update(parent=None)
    Comment.objects.filter(number__gt=DEEPEST + 1).delete()
    page = client_of(bob).get(thread.get_absolute_url()).text
    assert "1 more answer in this branch" in page
    remove(comment=chain[DEEPEST], now=chain[DEEPEST].created_at)
    page = client_of(bob).get(thread.get_absolute_url()).text
    assert "in this branch" not in page


def test_a_branch_begins_with_its_comment_and_goes_on_as_deep_as_a_thread(client_of, bob, thread, chain):
    page = client_of(bob).get(branch(thread, DEEPEST)).text
    assert shown(page) == list(range(DEEPEST, 2 * DEEPEST))
    assert page.count("<ol>") - page[: page.index('<ol class="comments"')].count("<ol>") >= DEEPEST - 1
    assert f'<a href="{branch(thread, 2 * DEEPEST - 1)}"' in page
    assert f"{20 - (2 * DEEPEST - 1)} more answers in this branch" in page


def test_beside_the_branch_nothing_of_the_thread_is_shown(client_of, bob, thread, chain):
    make_comment(thread, bob, parent=chain[0], body="A word beside it.")
    make_comment(thread, bob, parent=chain[DEEPEST - 1], body="A word in it.")
    page = client_of(bob).get(branch(thread, DEEPEST)).text
    assert "A word in it." in page
    assert "A word beside it." not in page


def test_the_way_up_shows_the_beginning_and_the_nearest_and_leads_to_each(client_of, bob, thread, chain):
    page = client_of(bob).get(branch(thread, 11)).text
    way = page[page.index('id="way"') : page.index('<ol class="comments"')]
    assert "This is said first." in way
    assert "6 answers between" in way
    assert [f"This is step {number}." in way for number in (7, 8, 9, 10)] == [False, True, True, True]
    place = reverse("comment_place", args=[thread.group.slug, thread.pk, 10])
    assert place in way
    assert client_of(bob).get(place).url == f"{branch(thread, 6)}#c10"


def test_the_way_up_tells_nothing_that_the_thread_would_not(client_of, alice, bob, thread, chain, now):
    hide(user=bob, comment=chain[8])
    assert set_aside(comment=chain[9], by=alice, reason="It hurt.", now=now)
    remove(comment=chain[7], now=now)
    page = client_of(bob).get(branch(thread, 11)).text
    for number in (8, 9):
        assert f"This is step {number}." not in page
    way = page[page.index('id="way"') :]
    assert "Removed by its author." in way
    assert "Hidden by you" in way
    assert "Set aside by the group." in way


def test_in_a_commons_the_way_up_says_that_a_curator_set_it_aside(
    client_of, edition, alice, bob, curator, now
):
    plan = make_commons(edition.text, alice, bob)
    said = [make_thread(plan.group, edition, alice).comments.get()]
    for number in range(2, 9):
        said.append(make_comment(said[0].thread, bob, parent=said[-1], body=f"This is step {number}."))
    assert set_aside(comment=said[4], by=curator, reason="It hurt.", now=now)
    page = client_of(alice).get(branch(said[0].thread, DEEPEST)).text
    way = page[page.index('id="way"') :]
    assert "Set aside by a curator." in way
    assert "This is step 5." not in page
    assert "This is step 6." in page


def test_the_branch_of_the_first_comment_is_the_thread(client_of, bob, thread, chain):
    assert client_of(bob).get(branch(thread, 1)).url == thread.get_absolute_url()


def test_a_branch_is_for_members_and_of_a_comment_that_is_there(client_of, bob, charlie, thread, chain):
    assert client_of(charlie).get(branch(thread, DEEPEST)).status_code == 404
    assert client_of(bob).get(branch(thread, 21)).status_code == 404
    assert client_of(bob).get(branch(thread, 10**12)).status_code == 404


def test_one_rule_says_in_which_view_a_comment_is_shown(thread, chain):
    """Each comment is shown in its view; and what is last in one begins the next."""
    for comment in chain:
        top = top_of_view(len(comment.path))
        assert [*view_of(comment.path)] == comment.path[:top]
        assert len(comment.path) - max(0, top - 1) in range(1 if top == 0 else 2, DEEPEST + 1)


def test_an_address_of_a_comment_leads_into_its_branch(client_of, bob, thread, chain):
    where = reverse("comment_place", args=[thread.group.slug, thread.pk, 14])
    address = client_of(bob).get(where).url
    assert address == comment_address(thread.group.slug, chain[13]) == f"{branch(thread, 11)}#c14"
    assert 14 in shown(client_of(bob).get(address).text)


def test_an_address_of_before_there_were_branches_leads_to_the_link_to_it(client_of, bob, thread, chain):
    page = client_of(bob).get(thread.get_absolute_url()).text
    link = page[page.index('class="branch') :]
    assert 'id="c14"' in link[: link.index("</p>")]


def test_a_long_branch_comes_in_pages_and_each_comment_is_led_to_its_own(client_of, bob, thread, chain):
    last, top = chain[-1].number, chain[DEEPEST]
    Comment.objects.bulk_create(
        Comment(
            thread=thread,
            parent=top,
            number=number,
            path=[*top.path, number],
            author=bob,
            body="x",
            html="<p>x</p>",
        )
        for number in range(last + 1, last + 1 + AT_ONCE)
    )
    reader = client_of(bob)
    assert len(shown(reader.get(thread.get_absolute_url()).text)) == DEEPEST
    first = reader.get(branch(thread, DEEPEST)).text
    assert f'href="{branch(thread, DEEPEST)}?page=2"' in first
    made = Comment.objects.get(number=last + AT_ONCE)
    assert comment_address(thread.group.slug, made) == f"{branch(thread, DEEPEST)}?page=2#c{made.number}"
    assert made.number in shown(reader.get(f"{branch(thread, DEEPEST)}?page=2").text)


def test_many_branches_take_no_more_queries_than_one(client_of, bob, thread, chain):
    reader = client_of(bob)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            reader.get(thread.get_absolute_url())
        return len(asked)

    queries()
    before = queries()
    for _time in range(5):
        end = make_comment(thread, bob, parent=chain[DEEPEST - 2])
        make_comment(thread, bob, parent=end)
    assert reader.get(thread.get_absolute_url()).text.count("in this branch") == 6
    assert queries() == before


@pytest.mark.parametrize("headers", [HTMX, ON_ITS_PAGE])
def test_an_answer_deep_in_a_branch_is_shown_in_that_branch(client_of, bob, thread, chain, headers):
    address = reverse("comment_create", args=[thread.group.slug, thread.pk])
    sent = {"body": "Here too.", "parent": chain[8].pk, "branch": DEEPEST}
    part = client_of(bob).post(address, sent, headers=headers).text
    assert shown(part)[0] == DEEPEST
    assert 21 in shown(part)
    page = client_of(bob).post(address, {"body": "And here.", "parent": chain[8].pk})
    assert page.url == f"{branch(thread, DEEPEST)}#c22"


def test_an_answer_to_the_last_step_of_the_thread_opens_its_branch(client_of, bob, thread, chain):
    address = reverse("comment_create", args=[thread.group.slug, thread.pk])
    part = client_of(bob).post(address, {"body": "Deeper.", "parent": chain[5].pk}, headers=HTMX).text
    assert shown(part)[0] == DEEPEST
    assert 21 in shown(part)


def test_the_box_at_the_foot_of_a_branch_answers_what_it_begins_with(client_of, bob, thread, chain):
    page = client_of(bob).get(branch(thread, 7)).text
    foot = page[page.index('<form class="compose" id="answering-0"') :]
    parent = re.search(r'name="parent" value="(\d+)"', foot).group(1)
    assert int(parent) == chain[6].pk
    assert "Answer Alice, who begins this branch…" in foot
    empty = {"body": "", "parent": parent, "branch": 7}
    refused = client_of(bob).post(
        reverse("comment_create", args=[thread.group.slug, thread.pk]),
        empty,
        headers=HTMX | {"HX-Trigger": "answering-0"},
    )
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#answering-0"
    assert 'id="answering-0"' in refused.text


def test_what_is_done_to_a_comment_of_a_branch_leads_back_to_it(client_of, alice, bob, thread, chain):
    edit = reverse("comment_edit", args=[thread.group.slug, thread.pk, DEEPEST])
    part = client_of(bob).post(edit, {"body": "In other words.", "branch": DEEPEST}, headers=HTMX).text
    assert shown(part)[0] == DEEPEST
    assert "In other words." in part
    since = client_of(bob).get(edit).context["form"]["since"].value()
    part = client_of(bob).post(edit, {"body": "As of the thread.", "since": since}, headers=HTMX).text
    assert shown(part)[0] == 1


def test_a_branch_beside_a_text_is_a_part_and_on_its_own_page_it_has_its_address(
    client_of, bob, thread, chain
):
    panel = client_of(bob).get(branch(thread, DEEPEST), headers=HTMX)
    assert "<html" not in panel.text
    assert "HX-Push-Url" not in panel
    own = client_of(bob).get(branch(thread, DEEPEST), headers=ON_ITS_PAGE)
    assert "<html" not in own.text
    assert own["HX-Push-Url"] == branch(thread, DEEPEST)


def test_the_thread_says_how_much_is_new_in_a_branch_and_the_branch_which(client_of, bob, thread, chain):
    see(user=bob, thread=thread, ranges=[(1, 10)])
    page = client_of(bob).get(thread.get_absolute_url()).text
    assert re.search(r'class="branch new"[^>]*id="b6"', page)
    assert "5 new" in page  # Alice’s 11, 13, … 19; and none of Bob’s own
    part = client_of(bob).get(branch(thread, DEEPEST)).text
    assert re.findall(r'class="comment new" id="c(\d+)"', part) == ["11"]


def test_reading_a_branch_marks_that_and_not_the_rest_of_the_thread(client_of, alice, bob, thread, chain):
    beside = make_comment(thread, alice, parent=chain[0], body="Beside it.")
    address = reverse("thread_seen", args=[thread.group.slug, thread.pk])
    page = client_of(bob).get(branch(thread, DEEPEST)).text
    numbers = re.search(r'name="numbers" value="([^"]+)"', page).group(1)
    foot = (
        client_of(bob)
        .post(address, {"deed": "seen", "numbers": numbers, "branch": DEEPEST}, headers=HTMX)
        .text
    )
    assert "Mark as unread" in foot
    assert "Next new" in foot  # beside it
    fresh = set(Comment.objects.new_to(bob).values_list("number", flat=True))
    assert fresh == {1, 3, 5, beside.number}


def test_marking_a_thread_as_read_takes_its_branches_along(client_of, bob, thread, chain):
    page = client_of(bob).get(thread.get_absolute_url()).text
    numbers = re.search(r'name="numbers" value="([^"]+)"', page).group(1)
    assert numbers == "1-20"
    client_of(bob).post(
        reverse("thread_seen", args=[thread.group.slug, thread.pk]), {"deed": "seen", "numbers": numbers}
    )
    assert not Comment.objects.new_to(bob).exists()
    assert Seen.objects.filter(user=bob, thread=thread).exists()


def test_a_branch_of_a_thread_that_is_ahead_is_veiled(client_of, group, thread, chain):
    dora = make_user("Dora", reads_ahead=False)
    make_membership(group, dora)
    page = client_of(dora).get(branch(thread, DEEPEST)).text
    assert "This thread is ahead of where you are." in page
    assert "This is step" not in page
    place = client_of(dora).get(reverse("comment_place", args=[thread.group.slug, thread.pk, 14]))
    assert "This thread is ahead of where you are." in place.text


@pytest.fixture
def say(thread, django_capture_on_commit_callbacks, now):
    """Say something in the thread, as the form does, and let it be known."""
    cache.clear()

    def said(author, parent):
        with django_capture_on_commit_callbacks(execute=True):
            return answer(
                thread=thread,
                author=author,
                parent=parent,
                body="Just now.",
                submission=uuid.uuid4(),
                now=now,
            )

    yield said
    cache.clear()


def bring(client, address, after, number=""):
    """What is brought to a window in which a page was opened before."""
    address = re.search(r'data-bring="([^"]+)"', address).group(1)
    return client.get(f"{address}&branch={number}&after={after}").text


def test_what_is_said_deep_in_a_branch_is_counted_in_the_thread_as_it_is_said(
    client_of, alice, bob, thread, chain, say
):
    client = client_of(bob)
    page = client.get(thread.get_absolute_url()).text
    say(alice, chain[12])
    came = bring(client, page, 20)
    assert "Just now." not in came
    assert f'<p hx-swap-oob="true" class="branch new" id="b{DEEPEST}">' in came
    assert f"{21 - DEEPEST} more answers in this branch" in came
    assert 'data-said="1 new comment here."' in came


def test_what_is_said_in_a_branch_comes_to_its_place_there(client_of, alice, bob, thread, chain, say):
    client = client_of(bob)
    page = client.get(branch(thread, DEEPEST)).text
    say(alice, chain[DEEPEST])
    say(alice, chain[0])
    came = bring(client, page, 20, DEEPEST)
    assert came.count("Just now.") == 1
    assert f"afterend:li:has(&gt; #c{DEEPEST + 2})" in came or f"afterend:li:has(> #c{DEEPEST + 2})" in came


def test_the_first_answer_below_the_last_step_makes_the_link(client_of, alice, bob, thread, chain, say):
    Comment.objects.filter(number__gt=DEEPEST).update(parent=None)
    Comment.objects.filter(number__gt=DEEPEST).delete()
    client = client_of(bob)
    page = client.get(thread.get_absolute_url()).text
    assert f'<p class="branch" id="b{DEEPEST}" hidden></p>' in page
    say(alice, chain[DEEPEST - 1])
    assert "1 more answer in this branch" in bring(client, page, DEEPEST)
