"""Speaking to a member by name: `@Bob` is brought out, kept, and told to Bob."""

import uuid

import pytest
from django.urls import reverse

from discussions.commenting import answer, edit
from discussions.mentioning import names_of
from discussions.models import Mention
from discussions.noticing import follow, mute
from discussions.telling import KIND
from discussions.wording import html_of
from notices.models import Delivery
from tests.factories import make_membership, make_thread, make_user


@pytest.fixture
def thread(group, edition, schedule, alice):
    return make_thread(group, edition, alice)


def say(thread, by, body, now):
    return answer(thread=thread, author=by, parent=None, body=body, submission=uuid.uuid4(), now=now)


def told():
    return set(Delivery.objects.filter(kind=KIND).values_list("user__display_name", flat=True))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("@Bob, look", "<p><b>@Bob</b>, look</p>"),
        ("dear @bob ross!", "<p>dear <b>@bob ross</b>!</p>"),
        ("**@Bob**", "<p><strong><b>@Bob</b></strong></p>"),
        ("bob@bob.example", "<p>bob@bob.example</p>"),
        ("@Bobby", "<p>@Bobby</p>"),
        ("`@Bob`", "<p><code>@Bob</code></p>"),
        (
            "[@Bob](https://example.org)",
            '<p><a href="https://example.org" rel="nofollow noopener">@Bob</a></p>',
        ),
        ("<b>@Bob</b>", "<p>&lt;b&gt;<b>@Bob</b>&lt;/b&gt;</p>"),
        ("@Nobody", "<p>@Nobody</p>"),
    ],
)
def test_a_name_is_brought_out_where_it_is_meant_as_one(typed, shown):
    assert html_of(typed, ("Bob", "Bob Ross")) == shown


def test_signs_in_a_name_do_no_harm():
    assert html_of("@A<b>.*", ("A<b>.*",)) == "<p><b>@A&lt;b&gt;.*</b></p>"


def test_a_first_name_calls_somebody_only_when_it_calls_nobody_else(group, alice, bob):
    ross, moss = make_user("Rosa Ross"), make_user("Rosa Moss")
    lena = make_user("Lena Lund")
    for person in (ross, moss, lena):
        make_membership(group, person)
    assert names_of(group) == {
        "Alice": alice.pk,
        "Bob": bob.pk,
        "Rosa Ross": ross.pk,
        "Rosa Moss": moss.pk,
        "Lena Lund": lena.pk,
        "Lena": lena.pk,
    }


def test_two_of_the_same_name_are_not_called_by_it(group, bob):
    make_membership(group, make_user("Bob", email="other@example.org"))
    assert "Bob" not in names_of(group)


def test_whoever_is_spoken_to_is_told_though_they_do_not_follow(thread, alice, bob, now):
    dora = make_user("Dora")
    make_membership(thread.group, dora)
    say(thread, alice, "What does @Dora think?", now)
    assert told() == {"Dora"}
    assert list(Mention.objects.values_list("user", flat=True)) == [dora.pk]


def test_words_that_are_quoted_speak_to_nobody_again(thread, alice, bob, now):
    say(thread, alice, "> @Bob asked this\n\nAnd rightly.", now)
    assert not Mention.objects.exists()


def test_nobody_is_told_that_they_spoke_to_themselves_nor_in_a_thread_they_muted(thread, alice, bob, now):
    mute(user=bob, thread=thread, is_muted=True)
    follow(user=alice, thread=thread, is_followed=False)
    say(thread, bob, "Dear @Bob", now)
    say(thread, alice, "Dear @Bob", now)
    assert told() == set()


def test_an_outsider_is_not_called(thread, alice, charlie, now):
    comment = say(thread, alice, "@Charlie should see this", now)
    assert "<b>" not in comment.html
    assert not Mention.objects.exists()


def test_an_edit_speaks_to_those_whom_it_names_now(thread, alice, bob, now):
    make_membership(thread.group, make_user("Dora"))
    comment = say(thread, alice, "Hello @Bob", now)
    edit(comment=comment, body="Hello @Dora and @dora", now=now)
    assert list(Mention.objects.values_list("user__display_name", flat=True)) == ["Dora"]
    assert told() == {"Bob", "Dora"}


def test_the_box_learns_the_names_of_the_circle(client_of, group, bob):
    answer = client_of(bob).get(reverse("name_list", args=[group.slug]))
    assert answer.json() == {"names": ["Alice", "Bob"]}
