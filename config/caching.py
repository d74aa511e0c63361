"""The cache, as something that may be away: whoever asks is served all the same, and soon.

Tries at signing in are counted here, for all processes of the web server together. When the broker hangs or is
gone, a page must neither wait for it nor fail: each process then counts in its own memory, so that guessing
stays slow, and asks the broker again after a while.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

PATIENCE = 1.0  # seconds for which a page waits for an answer, once
REST = 10.0  # seconds for which a broker that did not answer is left alone

log = logging.getLogger(__name__)


def _from_either(name: str) -> Callable[..., Any]:
    """The cache's method of that name: asked of the broker, or of this process's memory while that is away."""

    def method(cache: "PatientCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= PatientCache.away_until:
            try:
                return getattr(super(PatientCache, cache), name)(*args, **kwargs)
            except RedisError as error:
                PatientCache.away_until = time.monotonic() + REST
                log.warning("the cache does not answer, this process counts by itself: %s", error)
        return getattr(cache.meanwhile, name)(*args, **kwargs)

    method.__name__ = name
    return method


class KeptClient(RedisCacheClient):
    """Makes redis-py's client once: Django makes one for every question, which costs a tenth of the cheapest page."""

    kept: Redis | None = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Redis:
        if self.kept is None:
            self.kept = super().get_client(key, write=True)  # of the one broker that there is
        return self.kept


class PatientCache(RedisCache):
    """Django's cache on Redis, with this process's memory in its place while it does not answer."""

    away_until: ClassVar[float] = (
        0.0  # on the monotonic clock; of the whole process, since each thread has a cache
    )

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        patience = {
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, params | {"OPTIONS": patience | params.get("OPTIONS", {})})
        self._class = KeptClient
        self.meanwhile = LocMemCache("meanwhile", {"KEY_PREFIX": params.get("KEY_PREFIX", "")})

    @property
    def is_away(self) -> bool:
        """Whether it did not answer a moment ago, so that each process knows only what it was told itself."""
        return time.monotonic() < PatientCache.away_until

    add = _from_either("add")
    get = _from_either("get")
    set = _from_either("set")
    touch = _from_either("touch")
    delete = _from_either("delete")
    get_many = _from_either("get_many")
    has_key = _from_either("has_key")
    incr = _from_either("incr")
    set_many = _from_either("set_many")
    delete_many = _from_either("delete_many")
    clear = _from_either("clear")
