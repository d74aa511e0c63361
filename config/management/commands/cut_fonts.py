"""`manage.py cut_fonts`: make the faces' slices before static files are collected. Quick if nothing changed."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.faces import cut_faces


class Command(BaseCommand):
    help = "Cut the faces into the slices that pages load. Does nothing when they are up to date."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        done = cut_faces(settings.VAR_DIR / "faces")
        if options["verbosity"] > 0:
            self.stdout.write("Cut the faces." if done else "The faces are up to date.")
