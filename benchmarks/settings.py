"""The site's settings as in production, with the baselines' addresses besides."""

from config.settings import *  # noqa: F403 (settings are made to be taken whole)
from config.settings import STORAGES

ROOT_URLCONF = "benchmarks.urls"
# Static files by their own names: a manifest would need collectstatic first, and is looked up in a dict.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING = {"version": 1, "disable_existing_loggers": True}
