"""Which database the site uses: the embedded one, or the one that DATABASE_URL names."""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import servers


def database() -> dict:
    """Django's settings of the database. Raises ImproperlyConfigured for a DATABASE_URL that is none."""
    # Whoever waits longer than `timeout` seconds for a connection gets an error page, and not an hourglass.
    options: dict = {
        "pool": {"min_size": 1, "max_size": int(os.environ.get("DATABASE_POOL", "8")), "timeout": 10},
        "prepare_threshold": 1,  # of what is asked by `readings.prepared`; all else is bound before it is sent
    }
    common = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": os.environ.get("TEST_DATABASE", "test_study_circle")},
    }
    url = os.environ.get("DATABASE_URL")
    if not url:
        return common | {
            "NAME": "study_circle",
            "USER": "study_circle",
            "HOST": str(servers.postgres_socket_dir()),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL reads postgresql://user:password@host:5432/name.")
    return common | {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
