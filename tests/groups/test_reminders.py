"""Who is reminded of a sitting, from when until when, and what the reminder says."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone, translation

from groups import reminders
from groups.models import Group, Membership, Sitting
from notices.kinds import UnwritableError
from notices.models import Delivery, Preference
from readings.models import Progress
from tests import factories

DUE = datetime(2026, 12, 1, 19, tzinfo=UTC)
LONG_AGO = DUE - timedelta(days=30)


@pytest.fixture
def sitting(alice, bob, edition):
    """A single sitting of the Tuesday circle, due on 1 December at 19:00 in Lisbon (which is UTC then)."""
    group = factories.make_group(facilitator=alice, members=[bob])
    group.memberships.update(joined_at=LONG_AGO)
    schedule = factories.make_schedule(group, edition, sittings=1, first_due=DUE.date())
    return schedule.sittings.get()


@pytest.fixture
def circle(sitting):
    return sitting.schedule.group


def reminded():
    return set(Delivery.objects.values_list("user__display_name", flat=True))


def test_members_are_reminded_a_day_before(sitting):
    assert reminders.queue_due(DUE - timedelta(days=1, seconds=1)) == 0
    assert reminders.queue_due(DUE - timedelta(days=1)) == 2
    assert reminded() == {"Alice", "Bob"}


def test_a_reminder_is_keyed_by_person_sitting_and_due_time(sitting, bob):
    reminders.queue_due(DUE)
    delivery = Delivery.objects.get(user=bob)
    assert (delivery.kind, delivery.subject, delivery.due_at, delivery.channel) == (
        "sitting_due",
        sitting.pk,
        DUE,
        "mail",
    )
    assert (delivery.state, delivery.urgent, delivery.letter) == ("queued", False, "")


@pytest.mark.parametrize("minutes", [0, 60, 2880])
def test_a_member_chooses_how_long_before(sitting, bob, minutes):
    Preference.objects.create(user=bob, lead_minutes=minutes)
    reminders.queue_due(DUE - timedelta(minutes=minutes, seconds=1))
    assert "Bob" not in reminded()
    reminders.queue_due(DUE - timedelta(minutes=minutes))
    assert "Bob" in reminded()


def test_every_later_tick_adds_nothing(sitting):
    assert reminders.queue_due(DUE) == 2
    assert reminders.queue_due(DUE) == 0
    assert reminders.queue_due(DUE + timedelta(minutes=1)) == 0


def test_a_changed_lead_brings_no_second_reminder(sitting, bob):
    reminders.queue_due(DUE - timedelta(days=1))
    Preference.objects.create(user=bob, lead_minutes=0)
    assert reminders.queue_due(DUE) == 0


def test_after_an_outage_of_two_hours_nobody_gets_stale_mail(sitting):
    assert reminders.queue_due(DUE + timedelta(hours=2)) == 0
    assert reminders.queue_due(DUE + timedelta(hours=2, seconds=-1)) == 2


def test_a_moved_sitting_reminds_again(sitting):
    reminders.queue_due(DUE)
    Sitting.objects.filter(pk=sitting.pk).update(due_at=DUE + timedelta(days=3))
    assert reminders.queue_due(DUE) == 0
    assert reminders.queue_due(DUE + timedelta(days=2)) == 2
    assert Delivery.objects.count() == 4


def test_an_outsider_is_not_reminded(sitting, charlie):
    factories.make_group("Another circle", members=[charlie])
    reminders.queue_due(DUE)
    assert "Charlie" not in reminded()


def test_who_has_left_is_not_reminded(sitting, bob):
    Membership.objects.filter(user=bob).update(left_at=LONG_AGO + timedelta(days=1))
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def test_who_left_and_came_back_is_reminded_once(sitting, circle, bob):
    Membership.objects.filter(user=bob).update(left_at=LONG_AGO + timedelta(days=1))
    factories.make_membership(circle, bob, joined_at=LONG_AGO + timedelta(days=2))
    reminders.queue_due(DUE)
    assert Delivery.objects.filter(user=bob).count() == 1


def test_who_joins_after_a_sitting_fell_due_is_not_reminded_of_it(sitting, circle, charlie):
    factories.make_membership(circle, charlie, joined_at=DUE + timedelta(minutes=1))
    reminders.queue_due(DUE + timedelta(minutes=2))
    assert reminded() == {"Alice", "Bob"}


def test_an_account_that_was_closed_is_not_reminded(sitting, bob):
    bob.is_active = False
    bob.save()
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def test_an_address_that_was_never_confirmed_gets_no_mail(sitting, bob):
    EmailAddress.objects.filter(user=bob).update(verified=False)
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def test_who_wants_no_reminders_gets_none(sitting, bob):
    Preference.objects.create(user=bob, reminders=False)
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def read(user, sitting, ranges):
    Progress.objects.create(user=user, edition=sitting.schedule.edition, read=ranges)


def test_who_has_read_it_all_is_not_reminded(sitting, bob):
    read(bob, sitting, [(sitting.start, sitting.end)])
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def test_the_blank_lines_between_paragraphs_need_not_be_read(sitting, bob):
    spans = sitting.schedule.edition.paragraphs.values_list("span", flat=True)
    read(bob, sitting, [(span.lower, span.upper) for span in spans])
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def test_headings_need_not_be_read(sitting, bob):
    prose = sitting.schedule.edition.paragraphs.exclude(kind="heading")
    read(bob, sitting, [(paragraph.start, paragraph.end) for paragraph in prose])
    reminders.queue_due(DUE)
    assert reminded() == {"Alice"}


def test_who_has_one_paragraph_left_is_reminded(sitting, bob):
    read(bob, sitting, [(sitting.start, sitting.end - 1)])
    reminders.queue_due(DUE)
    assert "Bob" in reminded()


def test_reading_of_another_text_does_not_count(sitting, bob):
    other = factories.make_text(title="Another Text")
    Progress.objects.create(user=bob, edition=other, read=[(0, 1_000_000)])
    reminders.queue_due(DUE)
    assert "Bob" in reminded()


def test_a_hundred_people_are_queued_by_one_statement(sitting, circle, django_assert_num_queries):
    for number in range(100):
        factories.make_membership(circle, factories.make_user(f"Person {number}"), joined_at=LONG_AGO)
    with django_assert_num_queries(1):
        assert reminders.queue_due(DUE) == 102


def test_a_reminder_is_wanted_until_something_changes(sitting, bob):
    reminders.queue_due(DUE)
    delivery = Delivery.objects.get(user=bob)
    assert reminders.wanted([delivery], DUE) == {delivery.pk}
    assert reminders.wanted([delivery], DUE + timedelta(hours=3)) == set()
    Sitting.objects.filter(pk=sitting.pk).update(due_at=DUE + timedelta(hours=1))
    assert reminders.wanted([delivery], DUE) == set()


def test_the_question_whether_reminders_are_wanted_is_one_query(sitting, django_assert_num_queries):
    reminders.queue_due(DUE)
    deliveries = list(Delivery.objects.all())
    with django_assert_num_queries(1):
        assert len(reminders.wanted(deliveries, DUE)) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda bob, sitting: Membership.objects.filter(user=bob).update(left_at=DUE),
        lambda bob, sitting: Preference.objects.create(user=bob, reminders=False),
        lambda bob, sitting: read(bob, sitting, [(sitting.start, sitting.end)]),
        lambda bob, sitting: EmailAddress.objects.filter(user=bob).update(verified=False),
        lambda bob, sitting: Sitting.objects.filter(pk=sitting.pk).delete(),
    ],
    ids=["left", "declined", "read", "address gone", "sitting gone"],
)
def test_a_queued_reminder_is_no_longer_wanted_when_its_reason_is_gone(sitting, bob, change):
    reminders.queue_due(DUE - timedelta(days=1))
    delivery = Delivery.objects.get(user=bob)
    change(bob, sitting)
    assert reminders.wanted([delivery], DUE - timedelta(hours=23)) == set()


def letter_to(user):
    """What the outbox does around `compose`: the person's language and zone are active."""
    delivery = Delivery.objects.get(user=user)
    with translation.override(user.language), timezone.override(user.clock):
        return reminders.compose(delivery)


def test_a_reminder_says_what_and_when_and_where(sitting, bob, settings):
    reminders.queue_due(DUE)
    letter = letter_to(bob)
    assert letter.subject == "“Stretch 1” with Tuesday circle: Tuesday 1 December, 19:00"
    for body in (letter.text, letter.html):
        for words in ("Hello Bob", "Tuesday circle", "Stretch 1", "On Walking Together", "Rosa Example"):
            assert words in body
        assert "Tuesday 1 December, 19:00" in body
        assert "¶ 1–15 · 486 words · about 3 minutes" in body
        assert f"{settings.SITE_ADDRESS}/g/tuesday-circle/read/{sitting.schedule_id}/p/2/" in body
        assert "Begin at ¶ 2" in body
        assert f"{settings.SITE_ADDRESS}/notices/" in body
        assert letter.stop_url in body


def test_a_reminder_goes_on_where_its_reader_stopped(sitting, bob):
    third = sitting.schedule.edition.paragraphs.get(number=3)
    read(bob, sitting, [(0, third.end)])
    reminders.queue_due(DUE)
    text = letter_to(bob).text
    assert "Continue at ¶ 4" in text
    assert "/p/4/" in text
    assert "404 words of it are left for you, about 3 min" in text


def test_a_reminder_tells_the_time_on_its_readers_clock_and_on_the_groups(sitting, bob):
    bob.time_zone = "Asia/Tokyo"
    bob.save()
    reminders.queue_due(DUE)
    text = letter_to(bob).text
    assert "by Wednesday 2 December, 04:00. That is the time in Tokyo" in text
    assert "(Lisbon) it is Tuesday 1 December, 19:00" in text


def test_a_reminder_names_one_clock_when_both_show_the_same(sitting, bob):
    bob.time_zone = "Europe/London"
    bob.save()
    reminders.queue_due(DUE)
    text = letter_to(bob).text
    assert "19:00. That is the time in London." in text
    assert "Lisbon" not in text


def test_a_reminder_is_in_its_readers_language(sitting, bob):
    bob.language = "de"
    bob.save()
    reminders.queue_due(DUE)
    letter = letter_to(bob)
    assert "Dienstag" in letter.subject
    assert '<html lang="de">' in letter.html


def test_line_breaks_in_names_start_no_line_of_a_mail(sitting, circle, bob):
    Group.objects.filter(pk=circle.pk).update(name="Circle\r\nBcc: everyone@example.org\x85x")
    Sitting.objects.filter(pk=sitting.pk).update(title="One\nTwo\u2028Three")
    bob.display_name = "Bob\n\nhttps://example.org/"
    bob.save()
    reminders.queue_due(DUE)
    letter = letter_to(bob)
    assert letter.subject.startswith("“One Two Three” with Circle Bcc: everyone@example.org x: ")
    assert not [line for line in letter.text.splitlines() if line.startswith(("Bcc:", "https://example.org"))]


def test_names_are_plain_words_in_the_html_of_a_mail(sitting, circle, bob):
    Group.objects.filter(pk=circle.pk).update(name="<b>Bold & co</b>")
    reminders.queue_due(DUE)
    letter = letter_to(bob)
    assert "&lt;b&gt;Bold &amp; co&lt;/b&gt;" in letter.html
    assert "<b>Bold & co</b>" in letter.text


def test_the_reminder_of_a_sitting_that_is_gone_cannot_be_worded(sitting, bob):
    reminders.queue_due(DUE)
    sitting.delete()
    with pytest.raises(UnwritableError):
        letter_to(bob)
