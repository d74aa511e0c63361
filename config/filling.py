"""Fills an empty installation: the handbook and the corpus as first shelf, and a curator to keep them."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from accounts.models import User
from readings.models import Edition, Text

HANDBOOK = settings.BASE_DIR / "docs" / "handbook.md"
HANDBOOK_SLUG = "how-to-read-together"
HANDBOOK_LANGUAGE = "en"
CURATOR = "curator@example.org"


@dataclass(frozen=True)
class Filled:
    """What `fill` did: the texts it brought in, the files it could not, and the curator's password if it made one."""

    texts: list[Edition]
    refused: list[str]
    password: str | None


def fill(*, now: datetime) -> Filled:
    """Bring the first texts into an empty library and make the first curator. A filled one is left as it is."""
    password = make_curator()
    if Text.objects.exists():
        return Filled(texts=[], refused=[], password=password)
    # Every start comes as far as here, and nearly none further.
    from readings.importers import ImportRefused
    from readings.importing import import_text

    texts, refused = [], []
    keeper = User.objects.filter(email=CURATOR).first()
    for path, facts in [(HANDBOOK, handbook_facts()), *shelf(settings.CORPUS_DIR)]:
        try:
            texts.append(
                import_text(data=path.read_bytes(), name=path.name, user=keeper, publish_at=now, **facts)
            )
        except (ImportRefused, OSError) as refusal:
            refused.append(f"{path.name}: {refusal}")
    return Filled(texts=texts, refused=refused, password=password)


def make_curator() -> str | None:
    """Make the first curator, who is the admin too, with a password made up here. None if there is a curator."""
    with transaction.atomic():
        if User.objects.filter(is_curator=True).exists():
            return None
        password = secrets.token_urlsafe(12)
        curator = User.objects.create_superuser(CURATOR, password, display_name="Curator")
        EmailAddress.objects.create(user=curator, email=curator.email, verified=True, primary=True)
    return password


def handbook_facts() -> dict:
    return {
        "title": "How to read together",
        "authors": ["Study Circle"],
        "language": HANDBOOK_LANGUAGE,
        "rights": "Free to copy, change and pass on",
    }


def shelf(folder: Path) -> list[tuple[Path, dict]]:
    """List a folder's texts with the facts that its README's table gives about them; every file in it counts."""
    readme = folder / "README.md"
    table = catalogue(readme.read_text(encoding="utf-8")) if readme.is_file() else {}
    files = sorted(path for path in folder.glob("*") if path.suffix in {".txt", ".md"} and path != readme)
    return [(path, table.get(path.name, {})) for path in files]


def catalogue(readme: str) -> dict[str, dict]:
    """Read a table of texts in Markdown: a row a file, its first columns file, work, author, year, rights, source.

    Remarks in brackets and emphasis are left out; "n.n." stands for no author.
    """
    found = {}
    for line in readme.splitlines():
        cells = [
            re.sub(r"\s*\([^)]*\)|[*_`]", "", cell).strip() for cell in line.strip().strip("|").split("|")
        ]
        if len(cells) < 5 or not re.fullmatch(r"[\w.-]+\.(txt|md)", cells[0]):
            continue
        name, work, author, year, rights = cells[:5]
        found[name] = {
            "title": work,
            "authors": [] if author in {"", "n.n."} else [author],
            "year": int(found_year[0]) if (found_year := re.search(r"\b\d{4}\b", year)) else None,
            "rights": rights if rights != "see the source" else "",
        }
    return found
