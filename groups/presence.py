"""Whether somebody is in a group, asked so often that the cache must know it: by windows that wait for what others say.

Pages ask the database (`access.py`). What the cache says is forgotten when a person leaves, and after two minutes, in
which it also ends for whoever may not sign in any more.
"""

from functools import partial

from django.core.cache import cache
from django.db import transaction

from groups.models import Membership

KEPT = 120  # seconds


def presence_key(group_id: int, user_id: int) -> str:
    """Where the cache says that somebody is in a group; it says nothing of who is not."""
    return f"in:{group_id}:{user_id}"


def is_present(group_id: int, user_id: int) -> bool:
    """Whether somebody is in a group (one query), noted for those who ask next."""
    present = Membership.objects.inside().filter(group=group_id, user=user_id, user__is_active=True).exists()
    if present:
        cache.set(presence_key(group_id, user_id), True, KEPT)
    return present


def forget(group_id: int, user_id: int) -> None:
    """Have the database asked again, once the transaction of their leaving is through."""
    transaction.on_commit(partial(cache.delete, presence_key(group_id, user_id)), robust=True)
