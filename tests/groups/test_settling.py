"""A corrected text keeps every sitting: surely, or asking its facilitator, or listed where it was."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from groups.models import LeftSitting, Sitting
from readings.publishing import publish
from tests.factories import make_draft, make_schedule, make_text, prose

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FIRST = [prose(40, number) for number in range(1, 9)]  # two paragraphs a sitting
NEW = "Nothing of this was ever said before, and the mill stands where nobody put it."
ASKED = "Is the plan right like this?"


@pytest.fixture
def plan(group):
    return make_schedule(group, make_text(FIRST), sittings=4)


def correct(plan, paragraphs):
    publish(edition=make_draft(plan.edition.text, paragraphs), now=timezone.now())
    plan.refresh_from_db()


def pages(plan):
    return [plan.group.get_absolute_url(), plan.get_absolute_url()]


def confidences(plan):
    return [round(one, 2) for one in plan.sittings.order_by("number").values_list("confidence", flat=True)]


def agree(client, plan, number):
    address = reverse("sittings_agree", args=[plan.group.slug, plan.pk])
    return client.post(address, {"edition": str(number)}, follow=True)


def test_a_mended_word_leaves_every_sitting_certain_and_nobody_is_asked(client_of, alice, plan):
    correct(plan, [FIRST[0].replace(FIRST[0].split()[3], "mended", 1), *FIRST[1:]])
    assert confidences(plan) == [1, 1, 1, 1]
    assert all(ASKED not in client_of(alice).get(page).text for page in pages(plan))


def test_a_paragraph_that_is_divided_leaves_its_sitting_certain(plan):
    words = FIRST[2].split()
    correct(plan, [*FIRST[:2], " ".join(words[:20]), " ".join(words[20:]), *FIRST[3:]])
    assert confidences(plan) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([*FIRST[:3], NEW, *FIRST[3:]], [1, 0.84, 1, 1]),  # 80 words of 95
        ([*FIRST[:3], *FIRST[4:]], [1, 0.5, 1, 1]),
    ],
)
def test_what_came_or_went_makes_a_sitting_less_certain(plan, paragraphs, expected):
    correct(plan, paragraphs)
    assert confidences(plan) == expected


def test_confidence_is_multiplied_from_edition_to_edition_until_somebody_answers(client_of, alice, plan):
    correct(plan, [*FIRST[:3], *FIRST[4:]])
    correct(plan, [*FIRST[:3], NEW, *FIRST[4:]])
    assert confidences(plan)[1] < 0.5
    agree(client_of(alice), plan, 3)
    assert confidences(plan) == [1, 1, 1, 1]


def test_only_the_facilitator_is_asked_and_answers_with_one_click(client_of, alice, bob, plan):
    correct(plan, [*FIRST[:3], NEW, *FIRST[3:]])
    assert all(ASKED in client_of(alice).get(page).text for page in pages(plan))
    assert all(ASKED not in client_of(bob).get(page).text for page in pages(plan))
    assert "the sittings stay as they are now" in agree(client_of(alice), plan, 2).text
    assert all(ASKED not in client_of(alice).get(page).text for page in pages(plan))
    assert confidences(plan) == [1, 1, 1, 1]


def test_what_a_sitting_covered_when_it_was_planned_is_said_until_somebody_answers(client_of, alice, plan):
    def told() -> list[str]:
        """What is said of the paragraphs of each sitting that covers other words."""
        page = client_of(alice).get(plan.group.get_absolute_url()).text
        asked = re.search(r'aria-label="What the correction did.*?</aside>', page, re.DOTALL)
        found = re.findall(r"<li>.*?</a>,(.*?)</li>", asked[0], re.DOTALL) if asked else []
        return [strip_tags(one).replace("\u202f", " ").replace("\xa0", " ").strip() for one in found]

    correct(plan, [*FIRST[:3], NEW, *FIRST[3:]])
    assert told() == ["¶ 3–5; it was ¶ 3–4"]
    correct(plan, ["A word before.", *FIRST[:3], NEW, NEW[:30], *FIRST[3:]])
    assert told() == ["¶ 4–7; it was ¶ 3–4"], "as it was planned, not as it was the last time"
    agree(client_of(alice), plan, 3)
    correct(plan, ["A word before.", *FIRST[:3], NEW[:30], *FIRST[3:]])
    assert told() == ["¶ 4–6; it was ¶ 4–7"]


def test_a_paragraph_written_anew_in_a_long_sitting_asks_nobody_and_in_a_short_one_says_that_no_number_changed(
    client_of, alice, group
):
    for many, asked in [(20, False), (3, True)]:
        paragraphs = [prose(40, seed) for seed in range(many)]
        plan = make_schedule(group, make_text(paragraphs, title=f"Of {many}"), sittings=1)
        correct(plan, [*paragraphs[:-1], NEW])
        assert confidences(plan)[0] < 1
        page = client_of(alice).get(plan.get_absolute_url()).text
        assert (ASKED in page) is asked
        assert ("the same paragraphs, with other words in them" in page) is asked
        assert "it was" not in page


def test_of_a_plan_that_is_not_the_first_of_its_group_it_is_asked_on_the_groups_page_too(
    client_of, alice, bob, plan
):
    soon = timezone.localdate() + timedelta(days=1)
    make_schedule(plan.group, make_text(FIRST, title="Sooner"), sittings=2, first_due=soon)
    plan.sittings.update(due_at=timezone.now() + timedelta(days=30))
    home = plan.group.get_absolute_url()
    assert "Sooner</h1>" in client_of(alice).get(home).text
    assert ASKED not in client_of(alice).get(home).text
    correct(plan, [*FIRST[:3], NEW, *FIRST[3:]])
    page = client_of(alice).get(home).text
    assert ASKED in page.split("Other readings")[1]
    assert reverse("sittings_agree", args=[plan.group.slug, plan.pk]) in page
    assert ASKED not in client_of(bob).get(home).text
    agree(client_of(alice), plan, 2)
    assert ASKED not in client_of(alice).get(home).text


@pytest.mark.parametrize("number", ["1", "", "x", "²", "9" * 20])
def test_a_yes_to_another_edition_settles_nothing(client_of, alice, plan, number):
    correct(plan, [*FIRST[:3], NEW, *FIRST[3:]])
    assert "changed a moment ago" in agree(client_of(alice), plan, number).text
    assert confidences(plan)[1] < 1


def test_a_sitting_that_is_past_asks_nobody(client_of, alice, plan):
    correct(plan, [*FIRST[:3], NEW, *FIRST[3:]])
    Sitting.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert all(ASKED not in client_of(alice).get(page).text for page in pages(plan))


def test_a_sitting_that_was_written_anew_stands_on_what_came_in_its_place_and_is_not_certain(plan):
    before = list(plan.sittings.values_list("pk", flat=True))
    correct(plan, [*FIRST[:2], NEW, *FIRST[4:]])
    assert list(plan.sittings.values_list("pk", flat=True)) == before
    assert confidences(plan) == [1, 0, 1, 1]


def test_a_sitting_whose_words_are_gone_is_listed_on_its_edition_and_never_on_the_words_of_another(
    client_of, alice, bob, plan
):
    old, gone = plan.edition, plan.sittings.get(number=2)
    correct(plan, [*FIRST[:2], *FIRST[4:]])
    assert [(one.number, one.title) for one in plan.sittings.order_by("number")] == [
        (1, "Stretch 1"),
        (2, "Stretch 3"),
        (3, "Stretch 4"),
    ]
    assert confidences(plan) == [1, 1, 1]
    left = LeftSitting.objects.get()
    assert (left.edition, left.title, left.span, left.due_on) == (old, gone.title, gone.span, gone.due_on)
    place = reverse("edition_paragraph", args=[old.text.slug, old.number, gone.first_paragraph])
    assert all(place in client_of(alice).get(page).text for page in pages(plan))
    assert all(place not in client_of(bob).get(page).text for page in pages(plan))
    agree(client_of(alice), plan, 2)
    home, planned = (client_of(alice).get(page).text for page in pages(plan))
    assert place not in home
    assert place in planned  # it is listed for as long as there is the plan


def test_of_more_sittings_than_paragraphs_none_is_lost(plan):
    correct(plan, [FIRST[4]])
    assert plan.sittings.get().title == "Stretch 3"
    assert [one.title for one in LeftSitting.objects.all()] == ["Stretch 1", "Stretch 2", "Stretch 4"]


def test_of_a_text_that_is_quite_another_a_plan_keeps_what_has_room(plan):
    correct(plan, [NEW])
    assert plan.sittings.get().title == "Stretch 1"
    assert LeftSitting.objects.count() == 3


def test_a_sitting_called_after_its_paragraphs_is_called_after_those_it_has_now_and_a_name_stays(plan):
    for one in plan.sittings.all():
        one.title = "The middle" if one.number == 2 else f"¶ {one.first_paragraph}–{one.last_paragraph}"
        one.save()
    correct(plan, [FIRST[0], NEW, *FIRST[1:]])
    titles = list(plan.sittings.order_by("number").values_list("title", flat=True))
    assert titles == ["¶ 1–3", "The middle", "¶ 6–7", "¶ 8–9"]
