"""All settings, in one file, from the environment.

What each variable means stands in the README's table. `make run` and the tests set DEVELOPMENT; without it these
are production settings, and a missing secret stops the start.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config import servers
from config.databases import database

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = servers.var_dir()


def flag(name: str, *, default: bool) -> bool:
    """Read a yes/no variable: 1, true, yes and on are yes; 0, false, no, off and nothing are no."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: say 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """Read a variable that lists several values, parted by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEVELOPMENT = flag("DEVELOPMENT", default=False)
DEBUG = flag("DEBUG", default=DEVELOPMENT)


def secret_key() -> str:
    if key := os.environ.get("SECRET_KEY"):
        return key
    if DEVELOPMENT:
        return servers.development_secret()
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text (50 characters or more).")


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "http://127.0.0.1:8000" if DEVELOPMENT else "").rstrip("/")
if not SITE_ADDRESS:
    raise ImproperlyConfigured(
        "Set SITE_ADDRESS to the address people type, such as https://circle.example.org."
    )
_site = urlsplit(SITE_ADDRESS)
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if DEVELOPMENT else _site.hostname or "")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "config",
    "accounts",
    "notices",
    "readings",
    "groups",
    "discussions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.cookies_without_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.not_kept",
    "config.middleware.own_clock_and_language",
    "config.middleware.whole_forms",
    "config.middleware.still_here",
    "config.middleware.Patience",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "groups.commons_views.Door",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]
FORM_RENDERER = "config.forms.Renderer"

# The database: PostgreSQL, the embedded one unless DATABASE_URL names another.

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The broker: Valkey or Redis, embedded unless REDIS_URL names one. It carries tasks and heartbeats, no results.
BROKER_URL = os.environ.get("REDIS_URL") or f"redis+socket://{servers.broker_socket()}"
NOTICE_KINDS = {
    "sitting_due": "groups.reminders",
    "plan_changed": "groups.telling",
    "talk_news": "discussions.telling",
    "correction_decided": "discussions.deciding",
    "comment_reported": "discussions.reporting",
    "comment_set_aside": "discussions.telling_authors",
    "comment_taken_down": "discussions.telling_of_law",
    "suggestion_answered": "readings.suggesting",
}
# Both tell the library, which knows no groups: how many read a text now, and whose circles keep a withdrawn one.
READING_NOW = "groups.reading_now"
KEPT_BY_CIRCLES = "discussions.keeping"
OWN_WORDS = "discussions.leading_here"  # what somebody's notes and circles say beside a page of the library

# Counts of tries at signing in have to hold for all processes of the web server together.
CACHES = {
    "default": {
        "BACKEND": "config.caching.PatientCache",
        "LOCATION": os.environ.get("REDIS_URL") or f"unix://{servers.broker_socket()}?db=1",
        "KEY_PREFIX": "study-circle",
    }
}

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ROOMS_TO_CARRY = ["groups.carrying", "discussions.carrying"]  # over to a new edition
FORESEEN_BY = "discussions.carrying"  # what a new edition will do with threads
ROOMS_TO_LEAVE = ["groups.leaving", "readings.leaving", "discussions.leaving"]  # by whoever leaves for good
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_FORMS = {
    deed: f"accounts.addresses.{deed.title().replace('_', '')}Form"
    for deed in ("signup", "login", "reset_password", "add_email")
} | {
    deed: f"accounts.passwords.{deed.title().replace('_', '')}Form"
    for deed in ("reset_password_from_key", "set_password", "change_password")
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail whenever something about an account's safety has changed
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds for which one is not asked again who one is
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
MFA_FORMS = {
    f"{deed}_webauthn": f"accounts.passkeys.{deed.title()}Form"
    for deed in ("add", "authenticate", "login", "reauthenticate")
}
MFA_TOTP_ISSUER = "Study Circle"
USERSESSIONS_TRACK_ACTIVITY = False  # it would write to the database at every page

# Language and time

USE_I18N = True
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]  # each called as its own readers call it
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Mail

DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", f"Study Circle <circle@{_site.hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL


def mail_server() -> dict:
    """Read SMTP_URL: smtp://user:password@host:25, smtp+tls:// for STARTTLS, smtps:// for TLS from the start."""
    parts = urlsplit(os.environ.get("SMTP_URL", "smtp://127.0.0.1:2525" if DEVELOPMENT else ""))
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("Set SMTP_URL, such as smtp+tls://user:password@mail.example.org:587.")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 20,
        },
    }


MAILERS = {"default": mail_server()}

# Files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "faces"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT
MEDIA_ROOT = VAR_DIR / "media"
UPLOAD_LIMIT = 50 * 1024 * 1024
UPLOAD_MOST_FILES = 30
FILE_UPLOAD_HANDLERS = ["readings.uploading.BoundedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Past UPLOAD_MOST_FILES nothing is kept of a file, and past 10,000 none is looked at; then the form says so. Django,
# which does not let the form speak, counts in addition those without a name, as no browser sends them.
DATA_UPLOAD_MAX_NUMBER_FILES = 20_000
CORPUS_DIR = Path(os.environ.get("CORPUS_DIR", BASE_DIR.parent / "shared" / "corpus"))

# Safety

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [
        CSP.SELF,
        "'inline-speculation-rules'",
    ],  # which name a page to fetch ahead, and run nothing
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
_encrypted = _site.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _encrypted
SECURE_SSL_REDIRECT = _encrypted
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _encrypted else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _encrypted
if flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
