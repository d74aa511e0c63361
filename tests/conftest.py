"""The cast. Alice facilitates, Bob is a member, Charlie is outside; `client` is nobody in particular."""

import gc
import importlib
import string
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate
from django.middleware import csrf
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from groups.models import Group, Schedule
from readings.models import Edition
from tests import factories, tables

# How long one example takes says more about what else the machine does than about us.
hypothesis.settings.register_profile("circle", deadline=None, print_blob=True)
hypothesis.settings.register_profile("quick", hypothesis.settings.get_profile("circle"), max_examples=25)
hypothesis.settings.load_profile("circle")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Where processes share the tests, each loads the files from another one on, so that it compiles only its part.

    What the others have compiled meanwhile it finds; in a fresh clone all would compile the same, side by side. What
    cannot be loaded is told when its turn comes.
    """
    shared = getattr(session.config, "workerinput", None)
    if shared is None or session.config.args != session.config.getini("testpaths"):
        return
    names = [
        ".".join(file.relative_to(session.config.rootpath).with_suffix("").parts)
        for folder in session.config.args
        for file in sorted((session.config.rootpath / folder).rglob("test_*.py"))
    ]
    first = len(names) * int(shared["workerid"].removeprefix("gw")) // shared["workercount"]
    for name in names[first:] + names[:first]:
        with suppress(Exception, pytest.skip.Exception):
            importlib.import_module(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have long tests, and with the one that mostly waits, so that nobody waits at the end."""
    marked = {
        name: {item.path for item in items if item.get_closest_marker(name)} for name in ("waits", "long")
    }
    items.sort(key=lambda item: (item.path not in marked["waits"], item.path not in marked["long"]))


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so it need not be looked through again and again for what is not used any more."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _quick_to_sign_in() -> Iterator[None]:
    """Passwords are hashed quickly, and the tries at signing in that an earlier run left behind are forgotten."""
    cache.clear()
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def _tokens_without_letters() -> Iterator[None]:
    """A page's token is of digits only: of 62 signs, every few thousandth held somebody's name, such as Bob's."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csrf, "CSRF_ALLOWED_CHARS", string.digits)
        yield


@pytest.fixture(autouse=True, scope="session")
def _emptied_row_by_row() -> Iterator[None]:
    """After a test that ends transactions, its few rows are deleted, whatever the triggers of published texts say.

    TRUNCATE makes new files for every table, which takes twenty times as long; nor do we have anything to do with the
    permissions and content types that Django would then make anew.
    """

    def sql_flush(self: DatabaseOperations, style: object, tables: list[str], **options: object) -> list[str]:
        deleted = [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608 - our own names
        # A late request of a page that is gone holds its person first: wait for it before anything is deleted.
        first = ["SET LOCAL session_replication_role = replica", "LOCK TABLE accounts_user"]
        return ["; ".join([*first, *deleted])]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patched.setattr(post_migrate, "receivers", [])
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The tests' database is copied from one that was migrated before, if there is one."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = tables.kept()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """If there was none, one is kept for the next time."""
    with django_db_blocker.unblock():
        if not connection.settings_dict["TEST"]["TEMPLATE"]:
            tables.keep()


@pytest.fixture(scope="module")
def lasting_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """For what is dear to make and only looked at: it lasts for the tests of one file, each of which undoes its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def now() -> datetime:
    """This moment, taken once."""
    return timezone.now()


@pytest.fixture
def alice(db: None) -> User:
    return factories.make_user("Alice")


@pytest.fixture
def bob(db: None) -> User:
    return factories.make_user("Bob")


@pytest.fixture
def charlie(db: None) -> User:
    return factories.make_user("Charlie")


@pytest.fixture
def curator(db: None) -> User:
    return factories.make_curator()


@pytest.fixture
def admin(db: None) -> User:
    return factories.make_admin()


@pytest.fixture
def group(alice: User, bob: User) -> Group:
    """The Tuesday circle in Lisbon: Alice facilitates, Bob is a member."""
    return factories.make_group(facilitator=alice, members=[bob])


@pytest.fixture
def edition(db: None) -> Edition:
    """A published text: three sections, each a heading and four paragraphs of forty words."""
    return factories.make_text()


@pytest.fixture
def schedule(group: Group, edition: Edition) -> Schedule:
    """The circle reads the text in four sittings, the first due in a week at 19:00 in Lisbon."""
    return factories.make_schedule(group, edition)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = factories.make_session(user)
        return client

    return signed_in
