"""Waking a worker from a page: what is to be sent is kept in any case, so the page does not wait for the broker."""

import socket
import time

import pytest
from kombu.exceptions import OperationalError

from config.celery import app
from notices.tasks import send_urgent


@pytest.mark.process
def test_a_broker_that_hangs_holds_a_page_for_some_seconds_and_no_longer(tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "hung"))
        server.listen()
        began = time.monotonic()
        with (
            app.connection_for_write(f"redis+socket://{tmp_path / 'hung'}") as connection,
            pytest.raises(OperationalError),
        ):
            send_urgent.apply_async(connection=connection)
        assert time.monotonic() - began < 20
