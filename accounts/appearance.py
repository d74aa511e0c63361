"""How a reader wants pages to look: kept in a cookie of the device, since a phone and a desk want different sizes.

`static/css/tokens.css` says what each choice looks like; here is only which choices there are.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COOKIE = "appearance"
COOKIE_AGE = 60 * 60 * 24 * 400  # seconds; browsers keep none for longer

THEMES = [("auto", _("As my device")), ("paper", _("Paper")), ("sepia", _("Sepia")), ("dark", _("Dark"))]
FACES = [("book", "Literata"), ("sans", "Instrument Sans"), ("plain", "Atkinson Hyperlegible")]
SIZES = [
    ("small", pgettext_lazy("size of letters", "Small")),
    ("medium", pgettext_lazy("size of letters", "Medium")),
    ("large", pgettext_lazy("size of letters", "Large")),
    ("larger", pgettext_lazy("size of letters", "Larger")),
    ("largest", pgettext_lazy("size of letters", "Largest")),
]
LEADINGS = [
    ("tight", pgettext_lazy("space between lines", "Tight")),
    ("medium", pgettext_lazy("space between lines", "Medium")),
    ("loose", pgettext_lazy("space between lines", "Loose")),
]
MEASURES = [
    ("narrow", pgettext_lazy("length of lines", "Short")),
    ("medium", pgettext_lazy("length of lines", "Medium")),
    ("wide", pgettext_lazy("length of lines", "Long")),
]
CHOICES: dict[str, list] = {
    "theme": THEMES,
    "face": FACES,
    "size": SIZES,
    "leading": LEADINGS,
    "measure": MEASURES,
}


@dataclass(frozen=True)
class Appearance:
    """One choice of each, as somebody sees it who has chosen nothing; `base.html` has them as attributes."""

    theme: str = "auto"
    face: str = "book"
    size: str = "medium"
    leading: str = "medium"
    measure: str = "medium"

    @classmethod
    def of(cls, cookies: Mapping[str, str]) -> Self:
        """What a browser's cookies say. Whatever is no choice of ours counts as not chosen."""
        kept = dict(parse_qsl(cookies.get(COOKIE, "")[:200]))
        known = {name: {value for value, _label in choices} for name, choices in CHOICES.items()}
        return cls(
            **{one.name: kept[one.name] for one in fields(cls) if kept.get(one.name) in known[one.name]}
        )

    @property
    def cookie(self) -> str:
        return urlencode(asdict(self))
