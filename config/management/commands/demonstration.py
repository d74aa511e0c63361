"""Make the demonstration circle, or take it away."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demonstration import make_demonstration, remove_demonstration


class Command(BaseCommand):
    help = "Makes a circle that reads the handbook, with people who can be signed in as by one click (development)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the circle and its people away")

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        if remove:
            self.stdout.write(f"Removed the demonstration and its {remove_demonstration()} people.")
            return
        if not settings.DEVELOPMENT:
            raise CommandError("The demonstration is for development: anyone could sign in as its people.")
        group = make_demonstration(now=timezone.now())
        self.stdout.write(
            f"Made {group.name}." if group else "There is one already, or there is no handbook."
        )
