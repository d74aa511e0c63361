"""What is new since one’s last visit: exactly what others have said that one has not had before one."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from discussions.beside import news_told
from discussions.commenting import remove
from discussions.models import Comment, Seen
from discussions.noticing import mute, news_in, see, unsee
from discussions.passages import Spot
from groups.models import Membership
from tests.factories import make_comment, make_group, make_schedule, make_thread


@pytest.fixture
def thread(group, edition, schedule, alice, bob):
    """Alice has opened a thread at paragraph 2; Bob and Alice have answered: comments 1, 2 and 3."""
    thread = make_thread(group, edition, alice)
    make_comment(thread, bob)
    make_comment(thread, alice)
    return thread


def new_to(user):
    return list(Comment.objects.new_to(user).order_by("thread", "number").values_list("number", flat=True))


def post(client, thread, **sent):
    return client.post(reverse("thread_seen", args=[thread.group.slug, thread.pk]), sent)


def test_what_others_said_is_new_and_what_one_said_oneself_is_not(thread, alice, bob):
    assert new_to(bob) == [1, 3]
    assert new_to(alice) == [2]


def test_what_was_seen_out_of_order_is_not_new_again(thread, bob, now):
    see(user=bob, thread=thread, ranges=[(3, 4)])
    assert new_to(bob) == [1]
    see(user=bob, thread=thread, ranges=[(1, 2)])
    assert new_to(bob) == []


def test_an_answer_that_comes_later_is_new_though_all_before_it_was_seen(thread, alice, bob):
    see(user=bob, thread=thread, ranges=[(1, 4)])
    make_comment(thread, alice)
    assert new_to(bob) == [4]


def test_a_circle_counts_what_is_new_thread_by_thread_with_gaps_and_with_all_of_it_had(
    thread, group, edition, alice, bob, now
):
    gone, had, untouched = (make_thread(group, edition, alice, paragraph=number) for number in (3, 4, 5))
    for other in (gone, had, untouched):
        make_comment(other, alice)
    see(user=bob, thread=thread, ranges=[(3, 9)])
    see(user=bob, thread=gone, ranges=[(1, 2)])
    remove(comment=gone.comments.get(number=2), now=now + dt.timedelta(hours=1))
    see(user=bob, thread=had, ranges=[(1, 3)])
    assert news_in(group, bob) == {thread.pk: 1, untouched.pk: 2}
    make_comment(had, alice)
    assert news_in(group, bob) == {thread.pk: 1, had.pk: 1, untouched.pk: 2}
    assert len(new_to(bob)) == 4


def test_nothing_is_new_that_was_said_before_one_came(thread, group, charlie):
    Membership.objects.create(group=group, user=charlie)
    assert new_to(charlie) == []


def test_nothing_is_new_in_a_group_that_one_has_left(thread, group, bob, now):
    Membership.objects.filter(group=group, user=bob).update(left_at=now)
    assert new_to(bob) == []


def test_an_outsider_has_nothing_new_of_a_group(thread, charlie):
    assert new_to(charlie) == []


def test_what_its_author_took_back_is_not_new(thread, bob, now):
    thread.comments.filter(number=3).update(removed_at=now + dt.timedelta(hours=1), body="", html="")
    assert new_to(bob) == [1]


def test_a_muted_thread_has_nothing_new_until_it_is_heard_again(thread, bob):
    see(user=bob, thread=thread, ranges=[(1, 2)])
    mute(user=bob, thread=thread, is_muted=True)
    assert new_to(bob) == []
    mute(user=bob, thread=thread, is_muted=False)
    assert new_to(bob) == [3]


def test_marked_as_unread_all_of_it_is_new_again(thread, bob):
    see(user=bob, thread=thread, ranges=[(1, 4)])
    unsee(user=bob, thread=thread)
    assert new_to(bob) == [1, 3]


def test_the_margin_says_how_much_is_new_and_stops_when_it_is_seen(thread, schedule, client_of, bob):
    page = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    client = client_of(bob)
    shown = client.get(page).content.decode()
    assert re.search(r'class="talk heat-\d new" id="talk-2"', shown)
    assert "3 comments on paragraph 2, 2 new" in shown
    post(client, thread, deed="seen", numbers="1-3")
    shown = client.get(page).content.decode()
    assert re.search(r'class="talk heat-\d" id="talk-2"', shown)
    assert "new" not in re.search(r'id="talk-2"[^>]*aria-label="([^"]*)"', shown)[1]


def test_the_thread_marks_its_new_comments_for_eye_and_ear(thread, client_of, bob):
    shown = client_of(bob).get(thread.get_absolute_url()).content.decode()
    assert re.findall(r'class="comment (\w*)" id="c(\d)"', shown) == [
        ("new", "1"),
        ("mine", "2"),
        ("new", "3"),
    ]
    assert shown.count('<span class="visually-hidden">New</span>') == 2


def test_the_list_and_the_head_of_the_page_say_how_much_is_new(thread, client_of, bob, alice):
    shown = client_of(bob).get(reverse("thread_list", args=[thread.group.slug])).content.decode()
    assert f'href="{thread.get_absolute_url()}#c1">2 new' in " ".join(shown.split())
    assert re.search(r'id="news"[^>]*>2 <', shown)
    home = client_of(alice).get(thread.group.get_absolute_url()).content.decode()
    assert re.search(r'id="news"[^>]*>1 <', home)


def test_only_what_is_new_is_listed_when_asked_for(thread, edition, group, client_of, bob):
    old = make_thread(group, edition, bob, paragraph=3, body="My own, so not new to me.")
    address = reverse("thread_list", args=[group.slug])
    assert old.get_absolute_url() in client_of(bob).get(address).content.decode()
    shown = client_of(bob).get(address, {"new": 1}).content.decode()
    assert thread.get_absolute_url() in shown
    assert old.get_absolute_url() not in shown


def test_from_one_new_thread_to_the_next_in_the_order_of_the_text_and_round(
    group, edition, schedule, client_of, alice, bob
):
    late = make_thread(group, edition, alice, paragraph=9)
    early = make_thread(group, edition, alice, paragraph=2)
    address, client = reverse("thread_next", args=[group.slug]), client_of(bob)

    def led_to(**asked):
        return int(re.search(r"\?thread=(\d+)#p\d+$", client.get(address, asked).url)[1])

    assert led_to() == early.pk
    assert led_to(after=early.pk) == late.pk
    assert led_to(after=late.pk) == early.pk
    assert led_to(after="nonsense") == early.pk
    see(user=bob, thread=early, ranges=[(1, 2)])
    assert led_to(after=late.pk) == late.pk


def test_with_nothing_new_the_list_says_so(group, schedule, client_of, bob):
    answer = client_of(bob).get(reverse("thread_next", args=[group.slug]), follow=True)
    assert "You have seen it all." in answer.content.decode()


def test_a_new_thread_on_a_text_that_is_not_planned_any_more_is_led_to_on_its_own_page(
    group, edition, client_of, alice, bob
):
    thread = make_thread(group, edition, alice)
    assert client_of(bob).get(reverse("thread_next", args=[group.slug])).url == thread.get_absolute_url()


def test_the_page_that_is_led_to_opens_the_thread(thread, schedule, client_of, bob):
    page = client_of(bob).get(reverse("thread_next", args=[thread.group.slug])).url
    shown = client_of(bob).get(page).content.decode()
    panel = re.search(r'<aside class="panel".*?</aside>', shown, re.DOTALL)[0]
    assert f'hx-get="{thread.get_absolute_url()}"' in panel
    assert "load" in panel


def test_another_groups_thread_is_not_opened_by_its_number(schedule, edition, client_of, alice, bob):
    other = make_group("Other", members=[alice])
    theirs = make_thread(other, edition, alice)
    page = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    shown = client_of(bob).get(page, {"thread": theirs.pk}).content.decode()
    assert "Open the thread" not in shown


def test_without_scripts_a_button_marks_as_read_and_leads_back(thread, client_of, bob):
    answer = post(client_of(bob), thread, deed="seen", numbers="1-3")
    assert (answer.status_code, answer.url) == (302, thread.get_absolute_url())
    assert new_to(bob) == []


def test_htmx_gets_the_foot_the_count_and_the_margin(thread, schedule, client_of, bob):
    page = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    answer = client_of(bob).post(
        reverse("thread_seen", args=[thread.group.slug, thread.pk]),
        {"deed": "seen", "numbers": "1,3"},
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"},
    )
    told = answer.content.decode()
    assert "Mark as unread" in told
    assert re.search(r'id="news"[^>]* hx-swap-oob="true" hidden></span>', told)
    assert re.search(r'class="talk heat-\d" id="talk-2"[^>]*hx-swap-oob="true"', told)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"deed": "burn"},
        {"deed": "seen", "numbers": "x"},
        {"deed": "seen", "numbers": "3-1"},
        {"deed": "seen", "numbers": "1,,2"},
        {"deed": "seen", "numbers": "9999999"},
        {"deed": "seen", "numbers": "1" * 5000},
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(thread, client_of, bob, sent):
    assert post(client_of(bob), thread, **sent).status_code == 422
    assert not Seen.objects.exists()


def test_an_outsider_marks_nothing(thread, client_of, charlie):
    assert post(client_of(charlie), thread, deed="seen", numbers="1").status_code == 404
    assert not Seen.objects.exists()


def test_what_one_has_seen_is_nobody_elses_matter(thread, client_of, alice, bob):
    post(client_of(bob), thread, deed="seen", numbers="1-3")
    assert new_to(alice) == [2]


def test_two_groups_on_one_text_keep_their_news_apart(thread, edition, alice, bob, client_of):
    other = make_group("Other circle", members=[bob, alice])
    make_schedule(other, edition)
    make_thread(other, edition, alice, body="Here too.")
    shown = client_of(bob).get(other.get_absolute_url()).content.decode()
    assert re.search(r'id="news"[^>]*>1 <', shown)


def test_of_very_much_that_is_new_the_head_of_a_page_says_so_and_counts_no_further(
    client_of, thread, group, alice, bob
):
    page = client_of(bob).get(group.get_absolute_url()).text
    assert re.search(r'id="news"[^>]*>2 <span', page)
    for number in range(98):
        make_comment(thread, alice, body=f"And {number} more.")
    page = client_of(bob).get(group.get_absolute_url()).text
    assert re.search(r'id="news"[^>]*>99\+ <span', page)


def test_the_head_of_a_page_with_more_than_is_ever_told_says_so(
    client_of, thread, group, edition, schedule, alice, bob
):
    address = reverse("reader", args=[group.slug, schedule.pk, 1])
    see(user=bob, thread=thread, ranges=[(1, 4)])
    for _comment in range(99):
        make_comment(thread, alice)
    assert ">99 <" in client_of(bob).get(address).text
    make_comment(thread, alice)
    assert ">99+ <" in client_of(bob).get(address).text
    assert ">99+ <" in client_of(bob).get(reverse("member_list", args=[group.slug])).text


def test_both_ends_of_a_connection_on_a_page_are_new_once():
    here = Spot(1, 0, 9, 60, dt.datetime(2026, 11, 21, tzinfo=dt.UTC), mine=False, new=60)
    assert news_told([here, here._replace(is_far=True)]) is None
    assert news_told([here, here._replace(pk=2)]) == 120


def test_asked_for_what_is_new_on_a_paragraph_the_panel_opens_its_first_thread_that_has_some(
    thread, schedule, group, edition, client_of, alice, bob
):
    second, third = (make_thread(group, edition, alice) for _ in range(2))
    address = reverse("paragraph_threads", args=[group.slug, schedule.pk, 2]) + "?new"
    see(user=bob, thread=thread, ranges=[(1, 9)])
    opened = client_of(bob).get(address, headers={"hx-request": "true"}).text
    assert re.findall(r'data-thread="(\d+)"', opened) == [str(second.pk)]
    assert 'id="talk-2"' not in opened
    for shown in (second, third):
        see(user=bob, thread=shown, ranges=[(1, 9)])
    listed = client_of(bob).get(address, headers={"hx-request": "true"}).text
    assert len(set(re.findall(r'data-thread="(\d+)"', listed))) == 3
    assert re.search(r'class="talk heat-\d" id="talk-2"[^>]* hx-swap-oob', listed), (
        "the margin promises it no more"
    )
