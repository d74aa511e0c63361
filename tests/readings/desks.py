"""Drafts on the desk, for the tests of it."""

from pathlib import Path

from readings.copying import copy_parts, copy_side
from readings.desk.opening import open_desk
from readings.models import DeskPiece, Edition, Text
from readings.models.desks import ABOUT
from readings.segmenting import structure

WORDS = """# A Walk

The first paragraph has *some* words in it, and a reference.[^1]

It goes on here, and stops in the

middle of a sentence.

## Second thoughts

> Somebody said this.

- one thing
- another thing

1. First
2. Second

The last paragraph.

[^1]: A note about the reference.
"""


def make_draft(words: str = WORDS, *, name: str = "walk.md", title: str = "On walking") -> Edition:
    """A draft as an import makes it, on the desk; read here and not in a process of its own, which takes a second."""
    read = structure(words.encode(), name=name, title=title)
    text = Text.objects.create(title=title or "Untitled", slug=f"{Path(name).stem}-{Text.objects.count()}")
    draft = Edition.objects.create(
        text=text,
        number=1,
        content=read.content,
        length=len(read.content),
        words=read.words,
        warnings=[doubt.as_dict() for doubt in read.warnings],
        provenance=read.provenance,
        source_name=name,
    )
    copy_parts(draft.pk, read)
    copy_side(draft.pk, read.side)
    assert open_desk(draft)
    return draft


def handbook() -> bytes:
    return (Path(__file__).resolve().parents[2] / "docs" / "handbook.md").read_bytes()


def rows(edition: Edition) -> list[DeskPiece]:
    """What is on the desk, in order, the doubts about the whole text apart."""
    return list(DeskPiece.objects.filter(desk=edition.pk).exclude(kind=ABOUT).order_by("place"))


def row(edition: Edition, words: str) -> DeskPiece:
    """The first piece that has these words in it."""
    return next(one for one in rows(edition) if words in one.text)


def said(edition: Edition) -> list[str]:
    return [one.text for one in rows(edition)]
