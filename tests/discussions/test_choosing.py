"""Whoever reads a text with several circles chooses whose talk stands beside it: one circle's, the commons', or all of theirs."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.models import Lift, Outward, Thread
from groups.joining import leave
from groups.models import Schedule
from tests.discussions.test_commons import say
from tests.factories import (
    make_commons,
    make_connection,
    make_group,
    make_schedule,
    make_text,
    make_thread,
    make_user,
)

pytestmark = pytest.mark.long


@pytest.fixture
def edition(db):
    """Of several pages."""
    return make_text(words_each=900)


@pytest.fixture
def owls(bob):
    return make_group("Night readers", members=[bob])


@pytest.fixture
def theirs(owls, edition):
    return make_schedule(owls, edition)


@pytest.fixture
def threads(group, schedule, theirs, edition, alice, bob, charlie):
    """A thread of each on the same paragraph, and one of a circle that Bob is not in."""
    secret = make_group("Secret circle", members=[charlie])
    make_schedule(secret, edition)
    commons = make_commons(edition.text, bob, charlie)
    return [
        make_thread(group, edition, alice, body="Said on Tuesday."),
        make_thread(theirs.group, edition, bob, body="Said at night."),
        make_thread(commons.group, edition, charlie, body="Said to all."),
        make_thread(secret, edition, charlie, body="Said in secret."),
    ]


def page_of(plan, page=1):
    return reverse("reader", args=[plan.group.slug, plan.pk, page])


def panel_of(plan, paragraph=2):
    return reverse("paragraph_threads", args=[plan.group.slug, plan.pk, paragraph])


def choices(response):
    return [(one.name, one.is_chosen) for one in response.context["choices"]]


def beside(response, paragraph=2):
    """How many comments the margin tells of."""
    found = re.search(rf'id="talk-{paragraph}"[^>]*aria-label="(\d+) comment', response.text)
    return int(found[1]) if found else 0


def test_ones_circles_on_this_text_the_commons_and_all_stand_in_the_rail(client_of, bob, schedule, threads):
    page = client_of(bob).get(page_of(schedule))
    told = [("Night readers", False), ("Tuesday circle", True), ("Commons", False), ("All", False)]
    assert choices(page) == told
    assert "Talk of:" in page.text
    assert "Secret circle" not in page.text


def test_into_the_commons_one_comes_by_its_own_page(client_of, alice, schedule, edition):
    page = client_of(alice).get(page_of(schedule))
    assert choices(page) == [("Tuesday circle", True), ("Commons", False)]
    assert page.context["choices"][1].address == reverse("commons_detail", args=[edition.text.slug])


def test_each_choice_is_a_link_to_the_same_page_with_that_talk_alone(client_of, bob, schedule, threads):
    browser = client_of(bob)
    for choice in browser.get(page_of(schedule, 2)).context["choices"][:3]:
        page = browser.get(choice.address)
        assert page.context["page"].number == 2
        assert [one.name for one in page.context["choices"] if one.is_chosen] == [choice.name]
        plan = Schedule.objects.get(pk=page.resolver_match.kwargs["schedule"])
        assert beside(browser.get(page_of(plan))) == 1
        told = browser.get(panel_of(plan)).text
        said = {
            "Tuesday circle": "Said on Tuesday.",
            "Night readers": "Said at night.",
            "Commons": "Said to all.",
        }
        assert [words for words in said.values() if words in told] == [said[choice.name]]


def test_all_shows_the_threads_of_all_my_circles_with_the_name_of_each(client_of, bob, schedule, threads):
    browser = client_of(bob)
    page = browser.get(page_of(schedule) + "?talk=all")
    assert choices(page)[-1] == ("All", True)
    assert beside(page) == 3
    assert {row[0] for row in json.loads(page.context["passages"])} == {one.pk for one in threads[:3]}
    told = browser.get(panel_of(schedule)).text
    for words in ("Said on Tuesday.", "Said at night.", "Said to all.", "Tuesday circle", "Night readers"):
        assert words in told
    assert "<span>Commons</span>" in told
    assert "Said in secret." not in told
    assert "Secret circle" not in told
    for thread in threads[:3]:
        assert thread.get_absolute_url() in told


def test_the_bar_over_the_text_says_that_all_talk_is_beside_it(client_of, bob, owls, schedule, threads):
    browser = client_of(bob)
    bar = {"HX-Request": "true", "HX-Target": "sitting-bar"}
    assert "all talk" not in browser.get(page_of(schedule)).text
    assert "all talk" in browser.get(page_of(schedule) + "?talk=all").text
    assert "all talk" in browser.get(page_of(schedule), headers=bar).text, "also once some of it is read"
    commons = Schedule.objects.get(group__text__isnull=False)
    assert "With all talk" in browser.get(page_of(commons)).text
    alone = make_schedule(owls, make_text(title="Another"))
    assert "all talk" not in browser.get(page_of(alone)).text


def test_of_all_talk_one_sees_which_is_new_and_where_a_new_thread_goes(
    client_of, alice, bob, schedule, theirs, threads
):
    browser = client_of(bob)
    for address in (page_of(schedule), panel_of(schedule)):
        told = browser.get(address).text
        assert "New thread in" not in told
        assert "Send to" not in told
    browser.get(page_of(schedule) + "?talk=all")
    told = browser.get(panel_of(schedule)).text
    assert told.count(">1 new<") == 2, "Alice’s and Charlie’s, and not his own"
    assert "New thread in Tuesday circle" in told
    assert "Send to Tuesday circle" in browser.get(page_of(schedule)).text
    here = reverse("thread_create", args=[schedule.group.slug, schedule.pk])
    assert "Send to Tuesday circle" in browser.get(here, {"paragraph": 2}).text
    commons = Schedule.objects.get(group__text__isnull=False)
    assert "New thread in the commons" in browser.get(panel_of(commons)).text
    assert "Send to the commons" in browser.get(page_of(commons)).text


def test_beside_all_talk_a_thread_that_was_opened_outwards_says_so(client_of, bob, schedule, threads):
    Outward.objects.create(thread=threads[1], commons_thread=threads[2])
    browser = client_of(bob)
    browser.get(page_of(schedule) + "?talk=all")
    assert browser.get(panel_of(schedule)).text.count("also in the commons") == 1


def test_it_is_kept_from_page_to_page_until_one_is_chosen(client_of, bob, schedule, threads):
    browser = client_of(bob)
    browser.get(page_of(schedule, 2) + "?talk=all")
    assert beside(browser.get(page_of(schedule))) == 3
    assert beside(browser.get(page_of(schedule) + "?talk=one")) == 1
    assert beside(browser.get(page_of(schedule))) == 1


def test_kept_from_another_text_it_is_the_one_circle_that_reads_this_one(
    client_of, bob, owls, schedule, threads
):
    browser = client_of(bob)
    browser.get(page_of(schedule) + "?talk=all")
    alone = make_schedule(owls, make_text(title="Another"))
    assert choices(browser.get(page_of(alone))) == [("Night readers", True), ("Commons", False)]


def test_where_a_connection_of_another_of_my_circles_leads_all_is_offered_and_shows_it(
    client_of, bob, schedule, owls, edition
):
    """The night readers read another text, and not this one."""
    other = make_text(title="Another", slug="another")
    make_schedule(owls, other)
    make_connection(owls, other, bob, paragraph=2, to=edition, to_paragraph=3)
    reader = client_of(bob)
    assert choices(reader.get(page_of(schedule))) == [
        ("Tuesday circle", True),
        ("All", False),
        ("Commons", False),
    ]
    shown = reader.get(f"{page_of(schedule)}?talk=all")
    assert beside(shown, paragraph=3) == 1
    assert ("All", True) in choices(shown)
    assert "Night readers" in reader.get(panel_of(schedule, paragraph=3), headers={"HX-Request": "true"}).text


def test_a_connection_of_others_or_one_that_leads_elsewhere_offers_nothing_more(
    client_of, alice, bob, charlie, schedule, owls, edition
):
    other = make_text(title="Another", slug="another")
    make_schedule(owls, other)
    make_connection(owls, other, bob, paragraph=2, to=other, to_paragraph=3)
    secret = make_group("Secret circle", members=[charlie])
    make_schedule(secret, other)
    make_connection(secret, other, charlie, paragraph=2, to=edition, to_paragraph=3)
    assert "All" not in dict(choices(client_of(bob).get(page_of(schedule))))


def test_it_is_kept_for_oneself_alone(client_of, alice, bob, schedule, threads):
    client_of(bob).get(page_of(schedule) + "?talk=all")
    page = client_of(alice).get(page_of(schedule) + "?talk=all")
    assert beside(page) == 1, "she is in one of them"
    assert "Night readers" not in page.text


def test_the_veil_holds_in_all_of_it(client_of, edition, group, schedule, owls, theirs, alice):
    reader = make_user("Erin", reads_ahead=False)
    for circle in (group, owls):
        circle.memberships.create(user=reader)
        make_thread(circle, edition, alice, paragraph=9, body="How it ends.")
    browser = client_of(reader)
    last = (
        browser.get(page_of(schedule) + "?talk=all")
        .context["outline"]
        .page_of(edition.paragraphs.get(number=9).start)
    )
    addresses = [page_of(schedule, last.number), panel_of(schedule, 9)]
    for address in addresses:
        told = browser.get(address).text
        assert "How it ends." not in told
        assert "Alice" not in told
    assert "2 threads here are ahead of where you are." in told
    lift = reverse("veil_lift", args=[group.slug])
    sent = {"lift": "here", "schedule": schedule.pk, "paragraph": 9}
    browser.post(lift, sent)
    assert Lift.objects.filter(user=reader).count() == 2
    assert browser.get(panel_of(schedule, 9)).text.count("How it ends.") == 2


def test_what_is_new_goes_to_one_circle_and_the_form_says_to_which(
    client_of, bob, schedule, threads, edition
):
    browser = client_of(bob)
    page = browser.get(page_of(schedule) + "?talk=all")
    assert "Only members of Tuesday circle see what you say" in page.text
    sent = {"start": 0, "end": 20, "quote": edition.content[:20], "body": "Among us."}
    browser.post(reverse("thread_create", args=[schedule.group.slug, schedule.pk]), sent)
    assert Thread.objects.latest("pk").group == schedule.group


def test_an_answer_to_another_circles_thread_is_told_in_the_margin_of_the_page_that_one_reads(
    client_of, bob, schedule, theirs, threads
):
    browser = client_of(bob)
    browser.get(page_of(schedule) + "?talk=all")
    headers = {
        "HX-Request": "true",
        "HX-Target": "panel",
        "HX-Current-URL": f"http://testserver{page_of(schedule)}",
    }
    answering = reverse("comment_create", args=[theirs.group.slug, threads[1].pk])
    answer = browser.post(answering, {"body": "So I thought."}, headers=headers)
    assert beside(answer) == 4
    assert panel_of(schedule) in answer.text
    seeing = reverse("thread_seen", args=[theirs.group.slug, threads[1].pk])
    seen = browser.post(seeing, {"deed": "seen", "numbers": "1-2"}, headers=headers)
    assert beside(seen) == 4
    assert reverse("thread_next", args=[schedule.group.slug]) in seen.text, (
        "of the circle in the head of the page"
    )
    browser.get(page_of(schedule) + "?talk=one")
    assert beside(browser.post(answering, {"body": "Once more."}, headers=headers)) == 0


def test_what_is_said_in_any_of_them_is_heard_while_one_reads_and_brings_the_margin_of_all(
    client, client_of, bob, charlie, schedule, threads, now, django_capture_on_commit_callbacks
):
    cache.clear()
    browser = client_of(bob)
    live = browser.get(page_of(schedule) + "?talk=all").context["live"]
    assert client.get(live["ask"]).status_code == 204
    with django_capture_on_commit_callbacks(execute=True):
        say(threads[3], charlie, now)
    assert client.get(live["ask"]).status_code == 204, "in secret"
    with django_capture_on_commit_callbacks(execute=True):
        say(threads[2], charlie, now)
    assert client.get(live["ask"]).text == "here"
    brought = browser.get(live["bring"])
    assert beside(brought) == 4
    ask = re.search(r'data-ask="([^"]+)"', brought.text)[1]
    assert client.get(ask).status_code == 204
    one = browser.get(page_of(schedule) + "?talk=one").context["live"]
    with django_capture_on_commit_callbacks(execute=True):
        say(threads[2], charlie, now)
    assert client.get(one["ask"]).status_code == 204, "of the circle alone"
    assert client.get(ask).text == "here"


def test_who_has_left_one_of_them_is_told_no_more_by_that_window(
    client, client_of, bob, theirs, schedule, threads, now
):
    cache.clear()
    ask = client_of(bob).get(page_of(schedule) + "?talk=all").context["live"]["ask"]
    membership = theirs.group.memberships.get(user=bob)
    leave(membership=membership, now=now)
    cache.clear()
    assert client.get(ask).status_code == 403


def test_the_page_asks_as_often_for_many_circles_as_for_two(client_of, bob, edition, schedule, threads):
    browser = client_of(bob)
    addresses = [page_of(schedule) + "?talk=all", panel_of(schedule)]

    def counted():
        counts = []
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    before = counted()
    for number in range(5):
        circle = make_group(f"Circle {number}", members=[bob])
        make_schedule(circle, edition)
        make_thread(circle, edition, bob)
    assert counted() == before
