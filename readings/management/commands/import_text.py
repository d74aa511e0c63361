"""Import files into the library from the shell. Its JSON is stable: other programs read it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from readings.doubts import told as plain
from readings.import_forms import ImportForm
from readings.importers import MAX_BYTES, ImportRefused
from readings.importing import import_text
from readings.models import Edition


class Command(BaseCommand):
    help = (
        "Imports files (EPUB, DOCX, ODT, PDF with text, a saved web page (HTML or MHTML), Markdown or plain text), "
        "each as a draft edition of a new text, or publishes them at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--title", default="", help="instead of the one in the file; for one file only")
        parser.add_argument(
            "--author", action="append", default=[], dest="authors", help="may be given several times"
        )
        parser.add_argument("--language", default="", help="such as en or de")
        parser.add_argument("--year", default="", help="in which it was first published")
        parser.add_argument("--rights", default="")
        parser.add_argument("--source", default="", help="an address on the web")
        parser.add_argument("--publish", action="store_true", help="make it readable for everyone at once")
        parser.add_argument(
            "--json", action="store_true", help="print one JSON object, or for several files a list of them"
        )

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        typed = options | {"authors": "\n".join(options["authors"])}
        for name in ("title", "authors", "year", "rights", "source"):
            try:
                options[name] = ImportForm.base_fields[name].clean(typed[name])
            except ValidationError as error:
                raise CommandError(f"The {name} won’t do: {' '.join(error.messages)}") from error
        if len(files) > 1 and options["title"]:
            raise CommandError("Several files cannot have one title: leave --title out.")
        told, refused = [], []
        for file in files:
            try:
                edition = self.bring(file, options)
            except CommandError as error:
                refused.append(str(error) if len(files) == 1 else f"{file.name}: {error}")
            else:
                told.append(summary(edition))
                if not options["json"]:
                    self.report(edition)
        if options["json"] and told:
            self.stdout.write(json.dumps(told if len(files) > 1 else told[0], ensure_ascii=False, indent=2))
        if refused:
            raise CommandError("\n".join(refused))

    def bring(self, file: Path, options: dict[str, Any]) -> Edition:
        """Import one file. Raises CommandError with a sentence."""
        try:
            # One byte more than allowed is enough to know that there is too much.
            with file.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            return import_text(
                data=data,
                name=file.name,
                title=options["title"],
                authors=options["authors"],
                language=options["language"],
                year=options["year"],
                rights=options["rights"],
                source=options["source"],
                publish_at=timezone.now() if options["publish"] else None,
            )
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def report(self, edition: Edition) -> None:
        told = summary(edition)
        state = "published" if told["published"] else "a draft"
        self.stdout.write(
            f"{told['title']} ({told['slug']}, edition {told['edition']}, {state}): "
            f"words {told['words']}, paragraphs {told['paragraphs']}, sections {told['sections']}"
        )
        for warning in told["warnings"]:
            self.stdout.write(f"  {warning['where']}: {warning['message']} [{warning['code']}]")


def summary(edition: Edition) -> dict[str, Any]:
    """What an import came to, in plain values. Lengths are in code points."""
    text = edition.text
    return {
        "slug": text.slug,
        "edition": edition.number,
        "title": text.title,
        "authors": text.authors,
        "year": text.year,
        "language": text.language,
        "published": edition.published_at is not None,
        "length": edition.length,
        "words": edition.words,
        "sections": edition.sections.count(),
        "paragraphs": edition.paragraphs.count(),
        "warnings": [plain(warning) for warning in edition.warnings],
    }
