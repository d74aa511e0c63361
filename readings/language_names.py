"""The languages that a text can be said to be in, by name. What they are recognised by stands in `languages.py`."""

from operator import itemgetter

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from readings.languages import UNKNOWN

# Those that the library is likeliest to hold come first.
_FIRST = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("nl", _("Dutch")),
    ("el", _("Greek")),
    ("ru", _("Russian")),
    ("tr", _("Turkish")),
    ("ar", _("Arabic")),
    ("he", _("Hebrew")),
]
# What Django has no name for, since nobody reads its pages in them.
_OURS = {
    "am": gettext_noop("Amharic"),
    "fo": gettext_noop("Faroese"),
    "grc": gettext_noop("Ancient Greek"),
    "ku": gettext_noop("Kurdish"),
    "la": gettext_noop("Latin"),
    "sa": gettext_noop("Sanskrit"),
    "si": gettext_noop("Sinhala"),
    "yi": gettext_noop("Yiddish"),
    "zh": gettext_noop("Chinese"),
}
# Django translates its own. What is spoken otherwise in one country is under its general name here.
_DJANGOS = {code: info["name"] for code, info in LANG_INFO.items() if "name" in info and "-" not in code}
_REST = {code: name for code, name in (_DJANGOS | _OURS).items() if code not in dict(_FIRST)}

LANGUAGES = [
    *_FIRST,
    *((code, _(name)) for code, name in sorted(_REST.items(), key=itemgetter(1))),
    (UNKNOWN, _("Not known yet")),
]
