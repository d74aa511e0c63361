"""What every template may use."""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.appearance import Appearance
from accounts.models import User
from config.filling import HANDBOOK_LANGUAGE
from groups.models import Term


def site(request: HttpRequest) -> dict[str, object]:
    """The installation's address and languages, how this reader wants pages to look, and in development who can be stepped in as (asked for by one page only)."""
    people: dict[str, Callable[[], QuerySet[User]]] = {}
    if settings.DEVELOPMENT:
        from config.dev_views import PEOPLE

        people["dev_people"] = lambda: _with_roles(User.objects.filter(PEOPLE, is_active=True))
    return {
        "DEVELOPMENT": settings.DEVELOPMENT,
        "SITE_ADDRESS": settings.SITE_ADDRESS,
        "HANDBOOK_LANGUAGE": HANDBOOK_LANGUAGE,
        "LANGUAGES": settings.LANGUAGES,
        "LANGUAGE_CODE": get_language(),  # of what the site says, amid the words of a text
        "appearance": Appearance.of(request.COOKIES),
        **people,
    }


def _with_roles(people: QuerySet[User]) -> QuerySet[User]:
    """The first dozen, each with `facilitates`: whether they hold that role in a circle."""
    leads = Term.objects.running().filter(role=Term.Role.FACILITATOR, membership__user=OuterRef("pk"))
    return people.annotate(facilitates=Exists(leads)).order_by("pk")[:12]
