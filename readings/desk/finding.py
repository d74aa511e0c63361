"""Finding words at the desk, or going to a paragraph by its number, in a book of many pages."""

import re
from typing import Any

from readings.desk.showing import Sheet
from readings.models import Desk
from readings.models.desks import ABOUT

LONGEST = 200  # code points of what is looked for
MOST_FOUND = 400  # places that are listed
_NUMBER = re.compile(r"¶?\s*([0-9]{1,9})")


def paragraph_in(asked: str) -> int | None:
    """The number of a paragraph that somebody typed, such as "812" or "¶ 812"."""
    found = _NUMBER.fullmatch(asked)
    return int(found[1]) if found else None


def found(desk: Desk, asked: str, after: int | None = None) -> dict[str, Any]:
    """Where words stand, and the first of these places after a piece; after the last one comes the first again.

    The number of a paragraph leads to that paragraph. Where there is none of that number, it is said (`no_paragraph`),
    and looked for in the words.
    """
    asked = " ".join(asked.replace("\x00", "").split())[:LONGEST]
    if not asked:
        return {}
    sheet = Sheet(desk)
    number = paragraph_in(asked)
    if number in sheet.numbers.values():
        return {"find": asked, "at": next(pk for pk, one in sheet.numbers.items() if one == number)}
    holding = desk.pieces.exclude(kind=ABOUT).filter(text__icontains=asked).order_by("place")
    places = list(holding.values_list("pk", "place"))
    beyond = next((row.place for row in sheet.rows if row.pk == after), "")
    following = (pk for pk, place in places if place > beyond)
    return {
        "find": asked,
        "no_paragraph": number,
        "at": next(following, places[0][0] if places else None),
        "found": [
            {"key": str(pk), "place": place, "number": str(sheet.numbers.get(pk, ""))}
            for pk, place in places[:MOST_FOUND]
        ],
        "found_count": len(places),
    }
