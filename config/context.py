"""What every template may use."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User


def site(request: HttpRequest) -> dict[str, object]:
    """The installation's address and languages, and in development who can be stepped in as (asked for by one page only)."""
    people: dict[str, Callable[[], QuerySet[User]]] = {}
    if settings.DEVELOPMENT:
        from config.dev_views import PEOPLE

        people["dev_people"] = lambda: User.objects.filter(PEOPLE, is_active=True).order_by("pk")[:12]
    return {
        "DEVELOPMENT": settings.DEVELOPMENT,
        "SITE_ADDRESS": settings.SITE_ADDRESS,
        "LANGUAGES": settings.LANGUAGES,
        **people,
    }
