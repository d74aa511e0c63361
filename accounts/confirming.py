"""Confirming an address by the link in a mail: what is known of a link that has been followed before."""

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from django.core import signing


def is_used(key: str) -> bool:
    """Whether this link is one of ours and has done its work, however long ago."""
    try:
        address = signing.loads(key, salt=app_settings.SALT)
    except signing.BadSignature:
        return False
    return EmailAddress.objects.filter(pk=address, verified=True).exists()
