"""A sender that is killed between handing over a mail and marking it: the second copy has the same id."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from notices import sending
from notices.models import Delivery
from tests.notices.conftest import Clerk
from tests.notices.test_sending import NOW, make_circle

SENDER = f"""
import os, sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
settings.MAILERS["default"]["OPTIONS"]["port"] = int(sys.argv[2])
from datetime import datetime
from notices import sending
sending.send_due(datetime.fromisoformat("{NOW.isoformat()}"))
"""


class Assassin(Clerk):
    """Takes a mail whole, then kills who sent it before they hear of that."""

    def __init__(self) -> None:
        super().__init__()
        self.message_ids: list[str] = []
        self.victim: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        [line] = [line for line in envelope.content.splitlines() if line.lower().startswith(b"message-id:")]
        self.message_ids.append(line.decode())
        if self.victim:
            os.kill(self.victim.pid, signal.SIGKILL)
        return await super().handle_DATA(server, session, envelope)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_mail_whose_sender_was_killed_comes_again_with_the_same_id(mail_server):
    clerk = Assassin()
    mail_server(clerk)
    make_circle("Bob")
    port = settings.MAILERS["default"]["OPTIONS"]["port"]
    clerk.victim = subprocess.Popen(
        [sys.executable, "-c", SENDER, connection.settings_dict["NAME"], str(port)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "DEVELOPMENT": "1"},
        cwd=settings.BASE_DIR,
    )
    assert clerk.victim.wait(30) == -signal.SIGKILL
    assert clerk.taken == ["bob@example.org"]
    assert Delivery.objects.get().state == "queued"
    clerk.victim = None

    assert sending.send_due(NOW + timedelta(seconds=30)).counts.total() == 0
    assert sending.send_due(NOW + sending.LEASE).counts["sent"] == 1
    assert clerk.taken == ["bob@example.org"] * 2
    assert len(set(clerk.message_ids)) == 1
    assert sending.send_due(NOW + timedelta(hours=1)).counts.total() == 0
    assert (Delivery.objects.get().state, Delivery.objects.get().attempts) == ("sent", 2)
