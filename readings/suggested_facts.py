"""What the file of a draft suggests of the facts about its text, and how many are missing. How it is guessed: `guessing.py`."""

from django.db.models.functions import Left, Right

from readings.guessing import guesses
from readings.models import Edition, Text

ENDS = 10_000  # code points of each end of a text in which the desk looks for facts
FILLED_IN = {"authors", "year", "source"}  # what a page of a text shows; rights may be meant to be empty
GUESSED = ("title", "authors", "year", "language", "rights", "source", "subjects")


def found_facts(text: Text, draft: Edition, content: str) -> dict[str, list[str]]:
    """What the facts about a draft may be, by field; `content` is its words, or both ends of them."""
    return guesses(
        name=draft.source_name,
        furniture=_apart_from(draft, 0, why=("aside", "furniture", "beside")),
        provenance=draft.provenance,
        content=content,
        known={name: getattr(text, name) for name in GUESSED},
        **ends(draft, content),
    )


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
    ends = Edition.objects.annotate(first=Left("content", ENDS), last=Right("content", ENDS))
    row = ends.filter(pk=draft.pk).values_list("first", "last").first()
    if row is None:  # deleted meanwhile
        return 0
    words = "\n\n".join(row)
    return len(FILLED_IN & {name for name in found_facts(text, draft, words) if not getattr(text, name)})


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
