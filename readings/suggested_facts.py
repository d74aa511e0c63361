"""What the file of a draft suggests of the facts about its text, and how many are missing. How it is guessed: `guessing.py`."""

from collections.abc import Sequence

from django.db.models.functions import Left, Right

from readings.guessing import guesses
from readings.models import Edition, Paragraph, Text
from readings.rendering import without_notes

ENDS = 10_000  # code points of each end of a text in which the desk looks for facts
FILLED_IN = {"authors", "year", "source"}  # what a page of a text shows; rights may be meant to be empty
NEAR = 12  # paragraphs among which a title is looked for
TITLE_LIKE = (Paragraph.Kind.HEADING, Paragraph.Kind.PROSE, Paragraph.Kind.VERSE)
GUESSED = ("title", "authors", "year", "language", "rights", "source", "subjects")


def found_facts(text: Text, draft: Edition) -> dict[str, list[str]]:
    """What the facts about a draft may be, by field."""
    paragraphs = list(draft.paragraphs.order_by("number")[:NEAR])
    said = [
        without_notes(draft.content[one.span.lower : one.span.upper], one.span.lower, one.marks)
        for one in paragraphs
    ]
    looked_in = ends(draft, draft.content)
    looked_in["openings"] = [*_apart_from(draft, 0), *said]
    running = [words for words, one in zip(said, paragraphs, strict=True) if not _may_name(draft, one)]
    return _guessed(text, draft, draft.content, looked_in, running)


def _guessed(
    text: Text, draft: Edition, content: str, looked_in: dict[str, list[str]], running: Sequence[str]
) -> dict[str, list[str]]:
    return guesses(
        name=draft.source_name,
        furniture=[*_apart_from(draft, 0, why=("aside", "furniture", "beside")), *running],
        provenance=draft.provenance,
        content=content,
        known={name: getattr(text, name) for name in GUESSED},
        **looked_in,
    )


def _may_name(draft: Edition, paragraph: Paragraph) -> bool:
    """Whether a paragraph of a draft may say what the text is called.

    Where its file says that surely there is only a heading that the text still begins with; else any short line may.
    """
    if any(doubt["code"] in ("title_missing", "title_guessed") for doubt in draft.warnings):
        return paragraph.kind in TITLE_LIKE
    is_first = paragraph.number == 1 and paragraph.kind == Paragraph.Kind.HEADING
    return is_first and not _apart_from(draft, 0, why=("title",))


def ends(draft: Edition, content: str) -> dict[str, list[str]]:
    """The first and the last words of a draft in pieces, those too that were set apart."""
    return {
        "openings": [*_apart_from(draft, 0), *content[:20_000].split("\n\n")[:12]],
        "endings": [*content[-20_000:].split("\n\n")[-12:], *_apart_from(draft, draft.length)],
    }


def found_and_missing(text: Text, draft: Edition) -> int:
    """How many facts a draft of a new text lacks for which its file suggests something (one query).

    Of a corrected text nobody is asked again.
    """
    if text.current_edition_id or all(getattr(text, name) for name in FILLED_IN):
        return 0
    both = Edition.objects.annotate(first=Left("content", ENDS), last=Right("content", ENDS))
    row = both.filter(pk=draft.pk).values_list("first", "last").first()
    if row is None:  # deleted meanwhile
        return 0
    words = "\n\n".join(row)
    found = _guessed(text, draft, words, ends(draft, words), ())
    return len(FILLED_IN & {name for name in found if not getattr(text, name)})


def _apart_from(draft: Edition, where: int, why: tuple[str, ...] = ()) -> list[str]:
    """What was set apart at the beginning of a text, or at its end, and may tell something about it."""
    telling = why or (
        "title",
        "byline",
        "imprint",
        "colophon",
        "aside",
        "furniture",
        "beside",
        *(("page_furniture",) if where else ()),
    )
    apart = draft.provenance.get("set_apart", ())
    return [one["text"] for one in apart if one["where"] == where and one["why"] in telling][:12]
