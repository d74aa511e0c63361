"""A letter in its envelope."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP, compat32, default

import pytest
from hypothesis import given
from hypothesis.strategies import text

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


def test_words_in_a_subject_do_not_turn_those_around_them():
    letter = Letter(subject="Hello \u202egnp.exe\u2066 there, \u05e9\u05dc\u05d5\u05dd", text="x")
    message = envelope(make_delivery(), letter, "bob@example.org").message()
    assert message["Subject"] == "Hello gnp.exe there, \u05e9\u05dc\u05d5\u05dd"


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


def sent(subject):
    """The message as a mail program gets it, taken apart by another parser than the one that wrote it."""
    message = envelope(make_delivery(), Letter(subject=subject, text="x"), "bob@example.org").message()
    raw = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    return message_from_bytes(raw, policy=compat32), message


def shown(header):
    return str(make_header(decode_header(header)))


NAMES = [
    "=?utf-8?q?Security=20alert?=",
    "=?UTF-8?B?U2VjdXJpdHkgYWxlcnQ=?=",
    "x=?utf-8?q?a?=y",
    "=?utf-8?q?a?= =?utf-8?q?b?=",
    "=?utf-8?b?DQpCY2M6IGFAZXhhbXBsZS5vcmc=?=",
    "=?utf-8?q?=0D=0ABcc:_a@example.org?=",
    "Was ist das? =? Ein Rätsel ?=",
    "=?iso-8859-1?q?=E9?= 読書会 🕯️ and a good many words besides so that it takes several lines of a mail",
    "=?utf-8?q?" + "a" * 80 + "?=",
    "=?unknown?x?y?=",
    "Überall",
    "Lesekreis am Dienstagabend, der schwierige Bücher über Verständigung und Öffentlichkeit liest",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_subject_reads_exactly_as_it_was_typed_even_where_that_looks_like_a_code_of_mail(name):
    raw, message = sent(f"“Walk 1” with {name}: Tuesday")
    assert shown(raw["Subject"]) == f"“Walk 1” with {name}: Tuesday"
    assert raw["Bcc"] is None
    assert str(message["Subject"]) == f"“Walk 1” with {name}: Tuesday"
    assert shown(sent(name)[0]["Subject"]) == name


@given(text(alphabet="=?utf-8QqBb_ =20éÜ読🕯", min_size=1, max_size=90))
def test_every_subject_reads_as_it_was_typed(words):
    subject = one_line(words)
    assert shown(sent(subject)[0]["Subject"] or "") == subject


def test_django_hands_the_server_that_very_subject():
    """The whole way: Django's backend asks for the message with a policy of its own."""
    name = "=?utf-8?q?Security=20alert?="
    message = envelope(make_delivery(), Letter(subject=name, text="x"), "bob@example.org")
    for policy in (SMTP, default, None):
        raw = message_from_bytes(message.message(policy=policy).as_bytes(), policy=compat32)
        assert shown(raw["Subject"]) == name
