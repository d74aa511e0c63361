"""The mailbox, as a mail program meets it: over SMTP."""

import smtplib
import socket
import time
from email.message import EmailMessage

import pytest

from config import mailbox


def make_mail(subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "circle@example.org", "bob@example.org", subject
    mail["Message-ID"] = "<sitting-7@example.org>"
    mail.set_content("Bis Dienstag, 19 Uhr – schön, dass Du dabei bist.\n.\nA line that begins with a dot.\n")
    return mail


def send(port: int, *mails: EmailMessage, to: tuple[str, ...] = ("bob@example.org",)) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as smtp:
        for mail in mails:
            smtp.send_message(mail, to_addrs=to)


def test_each_mail_is_kept_as_it_came_with_whom_it_is_for(tmp_path):
    folder = tmp_path / "mail box"
    sent = make_mail("Übermorgen")
    with mailbox.receiving(folder) as port:
        send(port, sent, to=("bob@example.org", "alice@example.org"))
    [path] = mailbox.kept(folder)
    kept = mailbox.read(path)
    assert kept["Subject"] == "Übermorgen"
    assert kept["Message-ID"] == "<sitting-7@example.org>"
    assert kept.get_content() == sent.get_content()
    assert kept.get_all("Delivered-To") == ["bob@example.org", "alice@example.org"]


def test_the_newest_mail_comes_first(tmp_path):
    with mailbox.receiving(tmp_path) as port:
        send(port, *(make_mail(f"number {number}") for number in range(12)))
    subjects = [mailbox.read(path)["Subject"] for path in mailbox.kept(tmp_path)]
    assert subjects == [f"number {number}" for number in reversed(range(12))]


def test_a_mail_that_cannot_be_kept_is_not_taken(tmp_path):
    folder = tmp_path / "mailbox"
    with mailbox.receiving(folder) as port:
        folder.rmdir()
        with pytest.raises(smtplib.SMTPDataError, match="cannot keep this"):
            send(port, make_mail("lost?"))


def test_a_taken_port_is_an_error_and_an_ended_mailbox_gives_its_port_back(tmp_path):
    with mailbox.receiving(tmp_path) as port:
        second = mailbox.receiving(tmp_path, port=port)
        with pytest.raises(OSError, match="in use"), second:
            pass
    with mailbox.receiving(tmp_path, port=port):
        pass


def test_a_mail_program_that_hangs_does_not_keep_the_mailbox_open(tmp_path):
    begun = time.monotonic()
    with mailbox.receiving(tmp_path) as port:
        hanging = socket.create_connection(("127.0.0.1", port))
        hanging.recv(10)
    hanging.close()
    assert time.monotonic() - begun < 2
