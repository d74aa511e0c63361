"""In development an empty installation has a circle to look at; one command takes it away."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from config.demonstration import PEOPLE, QUESTIONS, REACTIONS, SAID_IN_COMMONS, THREADS, make_demonstration
from config.filling import fill
from discussions.models import Comment, Outward, Passage, Reaction, Stuck, Thread
from groups.models import Group, Membership
from readings.models import Text
from tests.factories import make_commons, make_thread

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture(scope="module")
def made(lasting_db, tmp_path_factory):
    with override_settings(CORPUS_DIR=tmp_path_factory.mktemp("no corpus")):
        fill(now=timezone.now())
    return make_demonstration(now=timezone.now())


@pytest.fixture
def demonstration(made):
    return Group.objects.get(pk=made.pk)


def test_the_circle_reads_around_today_and_talks_on_exact_words(demonstration):
    due = list(demonstration.schedules.get().sittings.values_list("due_at", flat=True))
    assert due[0] < timezone.now() < due[-1]
    threads = demonstration.threads.all()
    assert len(threads) == len(THREADS)
    assert {thread.passage.quote for thread in threads} == {words for words, _said in THREADS}


def test_some_of_them_are_in_the_commons_where_a_thread_was_opened_and_comments_have_got_words(demonstration):
    commons = Group.objects.get(text__slug="how-to-read-together")
    outward = Outward.objects.get()
    assert outward.thread.group == demonstration
    assert outward.commons_thread.group == commons
    assert outward.commons_thread.comments.count() == len(SAID_IN_COMMONS)
    assert Reaction.objects.count() == len(REACTIONS)


def test_who_steps_in_is_shown_where_they_are_needed(client, demonstration):
    client.force_login(User.objects.get(display_name="Inês"))
    home = client.get(demonstration.get_absolute_url()).text
    assert "Where you’re needed" in home
    assert Thread.objects.open_questions().count() == len(QUESTIONS)
    assert Stuck.objects.count() == sum(map(len, QUESTIONS.values()))


def test_there_is_only_one(demonstration):
    assert make_demonstration(now=timezone.now()) is None
    assert Group.objects.circles().count() == 1


def test_anyone_can_step_in_as_one_of_its_people_by_one_click(client, demonstration):
    assert "Kofi" in client.get(reverse("account_login")).text
    kofi = User.objects.get(display_name="Kofi")
    assert client.post(reverse("dev_sign_in"), {"person": kofi.pk}).url == reverse("home")
    assert client.get(demonstration.get_absolute_url()).status_code == 200


def test_where_the_curator_is_alone_one_is_not_offered_a_choice(client, demonstration):
    assert "as one of these" in client.get(reverse("account_login")).text
    call_command("demonstration", remove=True)
    page = client.get(reverse("account_login")).text
    assert "you can step in as Curator without a password" in page
    assert "one of these" not in page


@pytest.mark.parametrize("who", ["", "x", "99999999999999999999"])
def test_nobody_else_can_be_stepped_in_as(client, demonstration, alice, who):
    assert client.post(reverse("dev_sign_in"), {"person": who}).status_code == 404
    assert client.post(reverse("dev_sign_in"), {"person": alice.pk}).status_code == 404
    assert client.get(reverse("group_list")).status_code == 302


def test_one_command_removes_it_and_leaves_everyone_else(demonstration, alice, edition, capsys):
    kofi = User.objects.get(display_name="Kofi")
    make_thread(Group.objects.create(slug="real", name="Real", time_zone="UTC"), edition, kofi)
    call_command("demonstration", remove=True)
    assert f"its {len(PEOPLE)} people" in capsys.readouterr().out
    assert list(Group.objects.values_list("slug", flat=True)) == ["real"]
    assert (Thread.objects.count(), Comment.objects.count(), Passage.objects.count()) == (0, 0, 0)
    assert not Membership.objects.exists()
    assert User.objects.filter(pk=alice.pk).exists()
    assert Text.objects.filter(slug="how-to-read-together").exists()


def test_its_removal_leaves_a_commons_in_which_somebody_else_was(demonstration, alice):
    commons = make_commons(Text.objects.get(slug="how-to-read-together"), alice).group
    call_command("demonstration", remove=True)
    assert list(Group.objects.all()) == [commons]
    assert not Thread.objects.exists()


def test_its_people_talk_by_day_and_answer_after_what_they_answer(demonstration):
    for comment in Comment.objects.select_related("parent"):
        assert 9 <= comment.created_at.astimezone(demonstration.clock).hour < 22
        assert comment.created_at < timezone.now()
        assert not comment.parent or comment.parent.created_at < comment.created_at


def test_it_is_said_who_facilitates(client, demonstration):
    page = client.get(reverse("account_login")).text
    assert "Inês, facilitates" in page
    assert "Kofi, facilitates" not in page
