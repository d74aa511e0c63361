"""That the text was corrected in the middle of the reading is told to the group, once to each member."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.corrections import TOLD_FOR, correction
from groups.models import Membership, SeenCorrection
from groups.pace import standings
from readings.publishing import publish
from readings.reading import mark_read, mark_unread, progress_of
from tests.factories import make_draft, make_membership, make_schedule, make_text, make_user, prose, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]
TOLD = "A corrected edition came out"


@pytest.fixture
def plan(group):
    return make_schedule(group, make_text(FIRST), sittings=2)


@pytest.fixture
def corrected(plan):
    text = plan.edition.text
    publish(edition=make_draft(text, [*FIRST[:2], prose(40, 7), FIRST[3]]), now=timezone.now())
    plan.refresh_from_db()
    return plan


def pages(plan):
    return [plan.group.get_absolute_url(), reverse("reader", args=[plan.group.slug, plan.pk, 1])]


def test_a_member_is_told_on_the_group_page_and_on_the_reading_page(client_of, bob, corrected):
    compared = reverse("edition_compare", args=[corrected.edition.text.slug, 1, 2])
    for page in pages(corrected):
        shown = client_of(bob).get(page).text
        assert TOLD in shown
        assert compared in shown
        assert "count as not read" not in shown  # Bob has read nothing


def test_nothing_is_told_where_nothing_was_corrected(client_of, bob, plan):
    assert all(TOLD not in client_of(bob).get(page).text for page in pages(plan))


def test_whoever_puts_it_away_is_not_told_again_and_the_others_are(client_of, alice, bob, corrected):
    home, reading = pages(corrected)
    dismiss = reverse("correction_dismiss", args=[corrected.group.slug, corrected.pk])
    for _time in range(2):
        assert client_of(bob).post(dismiss, {"edition": "2", "next": reading}).url == reading
    assert all(TOLD not in client_of(bob).get(page).text for page in (home, reading))
    assert TOLD in client_of(alice).get(home).text


@pytest.mark.parametrize("number", ["", "x", "9", "99999999999"])
def test_an_edition_that_is_not_there_puts_nothing_away(client_of, bob, corrected, number):
    dismiss = reverse("correction_dismiss", args=[corrected.group.slug, corrected.pk])
    home = corrected.group.get_absolute_url()
    assert client_of(bob).post(dismiss, {"edition": number, "next": "//elsewhere.example/"}).url == home
    assert not SeenCorrection.objects.exists()


def test_it_is_told_for_two_weeks(bob, corrected, now):
    later = corrected.edition.published_at + TOLD_FOR
    assert correction(schedule=corrected, user=bob, now=later - timedelta(seconds=1))
    assert correction(schedule=corrected, user=bob, now=later) is None


def test_whoever_joined_afterwards_is_not_told(corrected, now):
    dora = make_user("Dora")
    make_membership(corrected.group, dora)
    assert Membership.objects.current().filter(user=dora).exists()
    assert correction(schedule=corrected, user=dora, now=timezone.now()) is None


def test_a_plan_made_for_the_corrected_edition_tells_nothing(group, bob):
    old = make_text(FIRST)
    new = make_draft(old.text, [*FIRST[:3], prose(40, 9)])
    publish(edition=new, now=timezone.now())
    new.refresh_from_db()
    assert correction(schedule=make_schedule(group, new), user=bob, now=timezone.now()) is None


def test_the_changed_paragraphs_that_one_has_to_read_again_are_listed_each_with_a_link(
    client_of, alice, bob, plan
):
    old = plan.edition
    mark_read(user=bob, edition=old, ranges=[(0, old.length)], now=timezone.now())
    other = "Nothing of what was said here is said in any such way."
    publish(edition=make_draft(old.text, [*FIRST[:2], other, FIRST[3]]), now=timezone.now())
    for page in pages(plan):
        shown = client_of(bob).get(page).text
        assert "count as not read:" in shown
        assert (
            f'<a href="{reverse("reader_paragraph", args=[plan.group.slug, plan.pk, 3])}">¶&nbsp;3</a>.'
            in shown
        )
        assert "count as not read:" not in client_of(alice).get(page).text


def test_of_paragraphs_that_one_never_read_none_is_said_to_be_changed(bob, plan):
    old = plan.edition
    last, read = old.paragraphs.last(), old.paragraphs.get(number=3)
    for one in (read, last):
        mark_read(user=bob, edition=old, ranges=[(one.start, one.end)], now=timezone.now())
    others = ["Never was any of this said, here or there.", "Nothing of what was said here is said so."]
    publish(edition=make_draft(old.text, [FIRST[0], FIRST[1], others[1], FIRST[3]]), now=timezone.now())
    plan.refresh_from_db()
    told = correction(schedule=plan, user=bob, now=timezone.now())
    assert told
    assert told.unread == [3]
    publish(edition=make_draft(old.text, [FIRST[0], others[0], others[1], FIRST[3]]), now=timezone.now())
    plan.refresh_from_db()
    told = correction(schedule=plan, user=bob, now=timezone.now())
    assert told
    assert told.unread == []


def test_of_many_paragraphs_to_read_again_eight_are_named(client_of, bob, group):
    old = make_text(["# A long one", *(prose(30, n) for n in range(20))], title="Long")
    plan = make_schedule(group, old)
    mark_read(user=bob, edition=old, ranges=[(0, old.length)], now=timezone.now())
    others = [f"Nothing of what was {n} times said here is said in any such way." for n in range(12)]
    words = ["# A long one", *others, *(prose(30, n) for n in range(12, 20))]
    publish(edition=make_draft(old.text, words), now=timezone.now())
    shown = client_of(bob).get(plan.group.get_absolute_url()).text
    assert shown.count("¶&nbsp;") == 8
    assert "and 4 more." in shown


def compared(plan, asked):
    return f"{reverse('edition_compare', args=[plan.edition.text.slug, 1, 2])}?plan={asked}"


def test_what_changed_leads_back_to_the_group_and_into_its_own_reading(client_of, bob, corrected):
    link = compared(corrected, corrected.pk)
    assert all(f'href="{link}"' in client_of(bob).get(page).text for page in pages(corrected))
    shown = client_of(bob).get(link).text
    assert f"Back to {corrected.group.name}" in shown
    assert reverse("reader_paragraph", args=[corrected.group.slug, corrected.pk, 3]) in shown
    assert "Back to the text" not in shown


@pytest.mark.parametrize("asked", ["{pk}", "", "x", "99999", "9" * 30, "//elsewhere.example"])
def test_whoever_is_not_in_the_group_is_led_back_to_the_text_by_any_such_address(
    client, client_of, charlie, corrected, asked
):
    link = compared(corrected, asked.format(pk=corrected.pk))
    for visitor in (client, client_of(charlie)):
        shown = visitor.get(link).text
        assert "Back to the text" in shown
        assert corrected.group.name not in shown
        assert "elsewhere.example" not in shown.split("<main")[1].split("</main")[0]


def test_of_a_text_that_was_withdrawn_nothing_leads_to_what_changed(client_of, bob, corrected):
    withdraw(corrected.edition)
    for page in pages(corrected):
        shown = client_of(bob).get(page).text
        assert TOLD in shown
        assert "see what changed" not in shown


def test_what_counts_as_read_in_somewhat_other_words_is_said_until_it_is_read_again(
    client_of, alice, bob, plan
):
    old = plan.edition
    mark_read(user=bob, edition=old, ranges=[(0, old.length)], now=timezone.now())
    mended = FIRST[2].replace(FIRST[2].split()[4], "altogether", 1)
    publish(edition=make_draft(old.text, [*FIRST[:2], mended, FIRST[3]]), now=timezone.now())
    link = reverse("reader_paragraph", args=[plan.group.slug, plan.pk, 3])
    for page in pages(plan):
        shown = client_of(bob).get(page).text
        assert "Changed since you read it, and still counted as read:" in shown
        assert f'<a href="{link}">¶&nbsp;3</a>.' in shown
        assert "count as not read:" not in shown
        assert "Changed since" not in client_of(alice).get(page).text
    plan.refresh_from_db()
    third = plan.edition.paragraphs.get(number=3)
    mark_read(user=bob, edition=plan.edition, ranges=[(third.start, third.end)], now=timezone.now())
    assert all("Changed since" not in client_of(bob).get(page).text for page in pages(plan))


def test_a_notice_says_of_each_changed_paragraph_what_it_counts_as_and_the_ticks_agree(client_of, bob, plan):
    old = plan.edition
    mark_read(user=bob, edition=old, ranges=[(0, old.length)], now=timezone.now())
    mended = FIRST[3].replace(FIRST[3].split()[4], "altogether", 1)
    other = "Nothing of what was said here is said in any such way."
    publish(edition=make_draft(old.text, [FIRST[0], other, FIRST[2], mended]), now=timezone.now())
    plan.refresh_from_db()
    shown = " ".join(client_of(bob).get(plan.group.get_absolute_url()).text.split())
    as_unread, as_read = shown.split("count as not read:")[1].split("and still counted as read:")
    assert ("¶&nbsp;2</a>" in as_unread, "¶&nbsp;4</a>" in as_unread) == (True, False)
    assert ("¶&nbsp;2</a>" in as_read, "¶&nbsp;4</a>" in as_read.split("</p>")[0]) == (False, True)
    assert "words changed count as not read" not in shown
    rows = standings(schedule=plan, user=bob, progress=progress_of(bob, plan.edition), now=timezone.now())
    assert [row.is_read for row in rows] == [False, True], "the tick of what is only mended stays"


def test_what_changed_and_was_not_read_again_is_still_said_after_the_next_edition(bob, plan):
    old = plan.edition
    mark_read(user=bob, edition=old, ranges=[(0, old.length)], now=timezone.now())
    mended = FIRST[2].replace(FIRST[2].split()[4], "altogether", 1)
    publish(edition=make_draft(old.text, [*FIRST[:2], mended, FIRST[3]]), now=timezone.now())
    last = FIRST[3].replace(FIRST[3].split()[4], "altogether", 1)
    publish(edition=make_draft(old.text, [FIRST[0], FIRST[1], mended, last]), now=timezone.now())
    plan.refresh_from_db()
    told = correction(schedule=plan, user=bob, now=timezone.now())
    assert told
    assert (told.changed, told.unread) == ([3, 4], [])


def test_what_is_said_not_to_be_read_is_not_changed_either(bob, plan):
    old = plan.edition
    mark_read(user=bob, edition=old, ranges=[(0, old.length)], now=timezone.now())
    mended = FIRST[2].replace(FIRST[2].split()[4], "altogether", 1)
    publish(edition=make_draft(old.text, [*FIRST[:2], mended, FIRST[3]]), now=timezone.now())
    plan.refresh_from_db()
    everything = [(0, plan.edition.length)]
    mark_unread(user=bob, edition=plan.edition, ranges=everything, now=timezone.now())
    assert progress_of(bob, plan.edition).changed == []


def correct_again(plan):
    changed = [FIRST[0], prose(40, 8), prose(40, 7), FIRST[3]]
    publish(edition=make_draft(plan.edition.text, changed), now=timezone.now())
    plan.refresh_from_db()


def is_led_from(client_of, person, plan, number):
    """Whether somebody is led to what changed from an edition to the third."""
    address = reverse("edition_compare", args=[plan.edition.text.slug, number, 3])
    return address in client_of(person).get(plan.group.get_absolute_url()).text


def test_after_two_corrections_what_changed_since_the_edition_that_one_knows_is_shown(
    client_of, alice, bob, corrected
):
    dismiss = reverse("correction_dismiss", args=[corrected.group.slug, corrected.pk])
    client_of(alice).post(dismiss, {"edition": "2"})
    correct_again(corrected)
    assert is_led_from(client_of, bob, corrected, 1), "he put nothing away"
    assert is_led_from(client_of, alice, corrected, 2)


def test_whoever_joined_between_two_corrections_knows_the_first_of_them(client_of, corrected, group):
    erin = make_user("Erin")
    make_membership(group, erin, joined_at=timezone.now())
    correct_again(corrected)
    assert is_led_from(client_of, erin, corrected, 2)
