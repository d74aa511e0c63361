"""Take a comment down for a legal reason, or undo that, without reading what it says."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from discussions.models import Removal
from discussions.taking_down import let_stand, named, take_down


class Command(BaseCommand):
    help = (
        "Takes a comment down because the law demands it, or with --undo lets it stand again. Nothing of it is shown."
        " Its group reads who did so and the reason, in its record; its author gets a mail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="of the comment, as https://…/threads/9/#c12")
        parser.add_argument("--by", required=True, help="the e-mail address of the site admin who does it")
        parser.add_argument("--reason", default="", help="the legal one: its group and its author read it")
        parser.add_argument("--undo", action="store_true", help="let it stand again")

    def handle(self, *args: Any, address: str, by: str, reason: str, undo: bool, **options: Any) -> None:
        admin = User.objects.filter(email__iexact=by, is_admin=True, is_active=True).first()
        if admin is None:
            raise CommandError(f"{by} is no site admin: only one can do this, and is named in the record.")
        comment = named(address)
        if comment is None:
            raise CommandError("There is no comment at that address. It ends in #c and a number.")
        if undo:
            if not let_stand(comment=comment, by=admin, now=timezone.now()):
                raise CommandError("It is not taken down.")
            self.stdout.write("It stands again, unless its group has set it aside. The record says so.")
            return
        reason = reason.strip()
        most = Removal._meta.get_field("reason").max_length or 0
        if not 10 <= len(reason) <= most:
            raise CommandError(
                f"Say why, in 10 to {most} characters (--reason): its group and its author read it."
            )
        if not take_down(comment=comment, by=admin, reason=reason, now=timezone.now()):
            raise CommandError("It is taken down already, or its author has removed it.")
        self.stdout.write(
            "Taken down. The group’s record says who did it and why, and its author gets a mail."
        )
