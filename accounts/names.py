"""What a name may be: of a person, of a circle. It is shown on one line, and something of it has to be seen."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

JOINERS = "\u200c\u200d"  # invisible, but scripts and emoji are written with them


def validate_name(name: str) -> None:
    """Refuse a name of which nothing is seen, and one with signs that turn or break the line it stands on."""
    categories = [unicodedata.category(char) for char in name if char not in JOINERS]
    if not any(category[0] not in "CMZ" for category in categories):
        raise ValidationError(_("A name needs at least one letter, figure or sign that can be seen."))
    if any(category in {"Cc", "Cf", "Zl", "Zp", "Cs"} for category in categories):
        raise ValidationError(_("A name stands on one line: leave out line breaks and invisible signs."))
