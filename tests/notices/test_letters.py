"""A letter in its envelope."""

from datetime import UTC, datetime, timedelta

import pytest

from notices.letters import Letter, envelope, message_id, one_line
from notices.models import Delivery

DUE = datetime(2026, 12, 1, 19, tzinfo=UTC)


def make_delivery(**fields):
    return Delivery(
        **{"user_id": 7, "kind": "sitting_due", "subject": 3, "due_at": DUE, "channel": "mail"} | fields
    )


def test_the_message_id_is_made_of_the_key_and_of_nothing_else():
    assert message_id(make_delivery()) == message_id(make_delivery(pk=9, attempts=4, state="sent"))
    zone = DUE.astimezone(tz=None)
    assert message_id(make_delivery(due_at=zone)) == message_id(make_delivery())


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": 8},
        {"kind": "other"},
        {"subject": 4},
        {"due_at": DUE + timedelta(minutes=1)},
        {"channel": "x"},
    ],
)
def test_another_key_makes_another_message_id(change):
    assert message_id(make_delivery(**change)) != message_id(make_delivery())


def test_a_subject_stays_one_header_whatever_is_in_it():
    letter = Letter(subject="Hello\r\nBcc: everyone@example.org", text="x")
    message = envelope(make_delivery(), letter, "bob@example.org").message()
    assert message["Subject"] == "Hello Bcc: everyone@example.org"
    assert message["Bcc"] is None


def test_every_kind_of_line_break_becomes_a_blank():
    assert one_line(" a\r\nb\x0bc\x1cd\x85e\u2028f\u2029g ") == "a b c d e f g"


def test_a_letter_that_cannot_be_declined_offers_no_way_to():
    message = envelope(make_delivery(), Letter(subject="Hello", text="x"), "bob@example.org").message()
    assert message["List-Unsubscribe"] is None
    assert message["List-Unsubscribe-Post"] is None


def test_a_letter_without_html_is_plain_text():
    message = envelope(make_delivery(), Letter(subject="Hello", text="x"), "bob@example.org").message()
    assert message.get_content_type() == "text/plain"
