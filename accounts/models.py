"""A person: how they sign in, what they are called, which clock and language are theirs.

Whom a person reads with is the groups' matter, what they hear of is the notices'.
"""

import unicodedata
import zoneinfo
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import zones

NOBODY = "·"  # in place of initials
HUES = 8  # of faces, as static/css/tokens.css has them


def validate_time_zone(name: str) -> None:
    """Refuse a name that nobody can choose (such as "Mars/Olympus")."""
    if name not in zones.places():
        raise ValidationError(
            _("We don’t know the time zone “%(name)s”. Try one such as Europe/Lisbon."), params={"name": name}
        )


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person. Without a password they cannot sign in until they set one by mail."""
        user = self.model(email=self.normalize_email(email).strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a site admin, who is a curator too."""
        return self.create_user(email, password, is_admin=True, is_curator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("name"), max_length=60, help_text=_("What your circles call you."))
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    # Nothing is known where a browser without scripts told no zone and nobody has chosen one since.
    zone_known = models.BooleanField(default=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, default="en-gb")
    is_active = models.BooleanField(default=True)
    is_curator = models.BooleanField(default=False)
    is_admin = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(condition=~models.Q(display_name=""), name="user_display_name_given"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def city(self) -> str:
        """The place whose clock is theirs, as people read it."""
        return zones.city(self.time_zone)

    @property
    def clock(self) -> zoneinfo.ZoneInfo:
        """The zone whose clock this person lives by."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def initials(self) -> str:
        """Two letters for the round face beside what they say: RL for Rosa Luz, Jo for Jo, a dot for a picture."""
        words = [word for word in self.display_name.split() if unicodedata.category(word[0])[0] in "LN"]
        if len(words) < 2:
            return words[0][:2] if words else NOBODY
        return words[0][0] + words[-1][0]

    @property
    def hue(self) -> int:
        """The number of this person’s hue, the same every time (1 to 8)."""
        return self.pk % HUES + 1
