"""Print an edition with its structure. Its JSON is stable: other programs read it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from readings.desk.laying import fresh
from readings.doubts import told
from readings.models import Edition


class Command(BaseCommand):
    help = "Prints an edition: its outline, or with --json all of it, offsets in code points of its content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the text's, as in its address")
        parser.add_argument(
            "--edition", type=int, help="its number; otherwise the current one, or the newest draft"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, slug: str, edition: int | None, **options: Any) -> None:
        found = fresh(find(slug, edition))
        if options["json"]:
            self.stdout.write(json.dumps(as_dict(found), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{found.text.title}, edition {found.number}: {found.words} words")
        for section in found.sections.all():
            self.stdout.write(f"{'  ' * section.level}{section.title}  [{section.start}, {section.end})")


def find(slug: str, number: int | None) -> Edition:
    """Find an edition by its number, or the one that is read now, or the newest draft. Raises CommandError."""
    editions = Edition.objects.filter(text__slug=slug).select_related("text")
    if number is not None:
        found = editions.filter(number=number).first()
    else:
        found = editions.order_by(F("published_at").desc(nulls_last=True), "-number").first()
    if found is None:
        raise CommandError(
            f"There is no {slug}{'' if number is None else f', edition {number}'} in the library."
        )
    return found


def as_dict(edition: Edition) -> dict[str, Any]:
    """An edition in plain values. Every start and end is an offset in code points of `content`."""
    return {
        "title": edition.text.title,
        "authors": edition.text.authors,
        "content": edition.content,
        "sections": [
            {
                "number": section.number,
                "level": section.level,
                "title": section.title,
                "start": section.start,
                "end": section.end,
            }
            for section in edition.sections.all()
        ],
        "paragraphs": [
            {
                "number": paragraph.number,
                "kind": paragraph.kind,
                "start": paragraph.start,
                "end": paragraph.end,
                "marks": paragraph.marks,
            }
            for paragraph in edition.paragraphs.all()
        ],
        "warnings": [told(warning) for warning in edition.warnings],
    }
