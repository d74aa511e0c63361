"""What the desk says of a change: what happened and where, in one short sentence. What cannot be is in `wording`."""

from collections.abc import Sequence

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from readings.desk.editing import Done
from readings.desk.showing import Sheet
from readings.desk.wording import DONE
from readings.pieces import APART

MOST_NAMED = 3  # stretches of numbers; of more, the rest is counted

# By the verb, of one paragraph and of several.
SENTENCES = {
    "as_prose": ngettext_lazy("%(which)s is prose now.", "%(which)s are prose now.", "count"),
    "as_heading": ngettext_lazy(
        "%(which)s is a heading of level %(level)s now.", "%(which)s are headings now.", "count"
    ),
    "as_quotation": ngettext_lazy("%(which)s is a quotation now.", "%(which)s are quotations now.", "count"),
    "as_list_item": ngettext_lazy("%(which)s is a list item now.", "%(which)s are list items now.", "count"),
    "as_verse": ngettext_lazy("%(which)s is verse now.", "%(which)s are verse now.", "count"),
    "as_note": ngettext_lazy("%(which)s is a note now.", "%(which)s are notes now.", "count"),
    "as_table": ngettext_lazy("%(which)s is a table again.", "%(which)s are tables again.", "count"),
    "as_figure": ngettext_lazy("%(which)s is a picture again.", "%(which)s are pictures again.", "count"),
    "as_apart": ngettext_lazy("%(which)s is set apart now.", "%(which)s are set apart now.", "count"),
    "words": ngettext_lazy("%(which)s has other words now.", "%(which)s have other words now.", "count"),
    "deeper": ngettext_lazy(
        "%(which)s is deeper in its list now.", "%(which)s are deeper in their list now.", "count"
    ),
    "outwards": ngettext_lazy(
        "%(which)s is less deep in its list now.", "%(which)s are less deep in their list now.", "count"
    ),
    "break": ngettext_lazy(
        "%(which)s has a break before it now.", "%(which)s have a break before them now.", "count"
    ),
    "no_break": ngettext_lazy(
        "%(which)s has no break before it now.", "%(which)s have no break before them now.", "count"
    ),
    "move": ngettext_lazy("Moved: it is %(place)s now.", "Moved: they are %(place)s now.", "count"),
    "divide": ngettext_lazy("Divided: it is %(place)s now.", "Divided: it is %(place)s now.", "count"),
    "join": ngettext_lazy("Joined %(place)s.", "Joined %(place)s.", "count"),
    "link": ngettext_lazy("%(which)s refers to a note now.", "%(which)s refer to a note now.", "count"),
    "unlink": ngettext_lazy(
        "%(which)s has one reference less now.", "%(which)s have one reference less now.", "count"
    ),
    "look": ngettext_lazy("Looked at: %(place)s.", "Looked at: %(place)s.", "count"),
}


def told(done: Done, sheet: Sheet) -> str:
    """Say what a change came to. The sheet is the desk after it, and knows the numbers that paragraphs have now."""
    rows = [row for row in done.came if row.pk in sheet.index]
    verb = done.verb.removesuffix("_all").removesuffix("_several")
    if done.step:
        return stepped(done, sheet.number_at(rows[0].pk) if rows else None)
    if verb == "link":
        rows = rows[:1]
    elif done.verb != "look_all":
        rows = [row for row in rows if row.pk not in done.beside]
    if not rows:
        return _("Looked at.")  # what is doubted about the text as a whole stands at no paragraph
    numbers = [sheet.number_at(row.pk) for row in rows]
    if verb == "join":
        numbers = [numbers[0] + at for at in range(len(done.gone) - len(done.beside))]
    place = placed(numbers)
    if verb != "as_apart" and all(row.kind == APART for row in rows):
        place = _("what is set apart before paragraph %(number)s") % {"number": numbers[0]}
    which = capfirst(place)
    if not done.is_new:
        as_it_was = ngettext("%(which)s is as it was.", "%(which)s are as they were.", len(rows))
        return as_it_was % {"which": which}
    told = {"count": len(rows), "which": which, "place": place, "level": sheet.level(rows[0].pk)}
    return SENTENCES[verb] % told


def stepped(done: Done, number: int | None) -> str:
    """Say what was undone, or done again, and at which paragraph."""
    what = {"what": DONE.get(done.verb, done.verb), "number": number}
    if number is None:
        return (_("Undone: %(what)s.") if done.step == "undo" else _("Done again: %(what)s.")) % what
    if done.step == "undo":
        return _("Undone: %(what)s, at paragraph %(number)s.") % what
    return _("Done again: %(what)s, at paragraph %(number)s.") % what


def loosened(done: Done) -> str:
    """That words which referred to a note lead nowhere now."""
    sentence = ngettext(
        "%(count)s place referred to this note and leads nowhere now. It is among the places to look at; “Undo” links it again.",
        "%(count)s places referred to this note and lead nowhere now. They are among the places to look at; “Undo” links them again.",
        done.loose,
    )
    return sentence % {"count": done.loose}


def swallowed(done: Done, sheet: Sheet) -> str:
    """That headings are words of a paragraph now, where the outline misses them."""
    sentence = ngettext(
        "The heading “%(title)s” is part of paragraph %(number)s now, and gone from the outline.",
        "%(count)s headings are part of paragraph %(number)s now, and gone from the outline.",
        len(done.swallowed),
    )
    number = sheet.number_at(done.came[0].pk)
    title = Truncator(done.swallowed[0]).chars(60)
    return sentence % {"count": len(done.swallowed), "title": title, "number": number}


def placed(numbers: Sequence[int]) -> str:
    """Name paragraphs by their numbers: "paragraph 12", "paragraphs 12 to 14 and 18"."""
    found = stretches(numbers)
    several = ngettext("paragraph %(numbers)s", "paragraphs %(numbers)s", len(numbers))
    *more, last = found[:MOST_NAMED]
    if beyond := len(numbers) - sum(count for _words, count in found[:MOST_NAMED]):
        more, last = (
            [*more, last],
            (ngettext("%(count)s more", "%(count)s more", beyond) % {"count": beyond}, 0),
        )
    said = last[0]
    if more:
        joined = {"first": ", ".join(words for words, _count in more), "last": said}
        said = _("%(first)s and %(last)s") % joined
    return several % {"numbers": said}


def stretches(numbers: Sequence[int]) -> list[tuple[str, int]]:
    """Numbers in words, three or more that follow one another as one stretch, and how many each names."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    made: list[tuple[str, int]] = []
    for stretch in found:
        if len(stretch) < 3:
            made += [(str(number), 1) for number in stretch]
        else:
            ends = {"first": stretch[0], "last": stretch[-1]}
            made.append((_("%(first)s to %(last)s") % ends, len(stretch)))
    return made
