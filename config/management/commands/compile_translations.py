"""Compile the translations that have changed, on any machine: Django's own command needs gettext installed."""

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compiles locale/*/LC_MESSAGES/*.po where the compiled file is missing or older."

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sorted(
            path for folder in settings.LOCALE_PATHS for path in folder.glob("*/LC_MESSAGES/*.po")
        ):
            compiled = source.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                continue
            draft = compiled.with_suffix(".mo.draft")
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.replace(compiled)  # a process that is reading the old one keeps it whole
            if options["verbosity"] > 1:
                self.stdout.write(f"Compiled {compiled}")
