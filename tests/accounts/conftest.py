"""Mails to one address and tries at signing in are counted: each test of this folder begins and ends at nought."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.notices.conftest import inbox as inbox


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
