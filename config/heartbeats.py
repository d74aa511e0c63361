"""Heartbeats of the workers and of beat: each leaves a key in the broker that expires, so silence shows.

They are left by the loops that do the work, and so tell that these turn, not only that a process exists.
"""

import logging
from typing import Any

from celery import bootsteps
from celery.beat import PersistentScheduler
from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

EVERY, REMEMBERED = 10, 45  # seconds
WHOSE = ("worker", "library", "beat")

logger = logging.getLogger(__name__)


def read() -> dict[str, float | None]:
    """Seconds since the last heartbeat of each of WHOSE; None for none in the last 45 seconds.

    Raises redis.exceptions.RedisError when the broker does not answer.
    """
    with _broker() as broker:
        left = {who: broker.pttl(_key(who)) for who in WHOSE}
    return {who: REMEMBERED - ms / 1000 if ms >= 0 else None for who, ms in left.items()}


def leave(who: str) -> None:
    """Leave a heartbeat of one of WHOSE. Without a broker there is nowhere to, and no harm done."""
    try:
        with _broker() as broker:
            broker.set(_key(who), "", ex=REMEMBERED)
    except RedisError as error:
        logger.warning("No heartbeat of the %s left: %s", who, error)


class WorkerStep(bootsteps.StartStopStep):
    """Leaves a worker's heartbeat from the loop that takes tasks: as "library" for what it takes from that queue,
    as "worker" for any other.
    """

    requires = {"celery.worker.components:Timer"}

    def __init__(self, parent: Any, **options: Any) -> None:
        self.timers: list[Any] = []
        super().__init__(parent, **options)

    def start(self, parent: Any) -> None:
        queues = set(parent.app.amqp.queues.consume_from)
        for who in {"library" if queue == "library" else "worker" for queue in queues}:
            leave(who)
            self.timers.append(parent.timer.call_repeatedly(EVERY, leave, (who,)))

    def stop(self, parent: Any) -> None:
        for timer in self.timers:
            timer.cancel()


class Scheduler(PersistentScheduler):
    """Celery's own scheduler, which leaves a heartbeat with each tick."""

    def tick(self, *args: Any, **options: Any) -> float:
        leave("beat")
        return super().tick(*args, **options)


def _key(who: str) -> str:
    return f"study-circle:heartbeat:{who}"


def _broker() -> Redis:
    # Celery and redis-py name a unix socket's scheme differently.
    address = settings.BROKER_URL.replace("redis+socket://", "unix://", 1)
    return Redis.from_url(address, socket_timeout=3, socket_connect_timeout=3)
