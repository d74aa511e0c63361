"""Fill an empty installation, and say how its curator signs in. A filled one is left as it is."""

import os
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from config.filling import CURATOR, fill

NOTE = settings.VAR_DIR / "curator_password"


class Command(BaseCommand):
    help = "Brings the handbook and the corpus into an empty library and makes the first curator."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        filled = fill(now=now)
        for edition in filled.texts:
            self.stdout.write(f"  {edition.text.title}: {edition.words:,} words")
        for sentence in filled.refused:
            self.stderr.write(f"  {sentence}")
        if filled.texts and settings.DEVELOPMENT:
            self.demonstrate(now)
        if filled.password:
            keep(filled.password)
        if NOTE.exists():
            self.stdout.write(f"  curator  {CURATOR}, password {NOTE.read_text()}")

    def demonstrate(self, now: datetime) -> None:
        # It loads all rooms, and each start comes by here.
        from config.demonstration import make_demonstration

        if group := make_demonstration(now=now):
            self.stdout.write(
                f"  {group.name}: a demonstration (manage.py demonstration --remove takes it away)"
            )


def keep(password: str) -> None:
    """Keep the password where only its owner reads it, because later starts are asked for it too."""
    with open(NOTE, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(password)
