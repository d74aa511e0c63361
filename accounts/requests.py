"""What a view behind `login_required` may count on, for the type checker: a person, and what htmx says."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class HtmxRequest(HttpRequest):
    """A request as the middleware hands it on. Whoever asks may be nobody in particular."""

    htmx: HtmxDetails


class PersonRequest(HtmxRequest):
    """A request from somebody who is signed in."""

    user: User
