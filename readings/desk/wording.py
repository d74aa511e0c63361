"""What the desk says: what was done, and why something cannot be."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DONE: dict[str, Promise] = {
    "words": _("other words"),
    "divide": _("dividing a paragraph"),
    "join": _("joining two paragraphs"),
    "join_several": _("joining several paragraphs"),
    "deeper": _("nesting deeper"),
    "outwards": _("nesting less deep"),
    "move": _("moving a paragraph"),
    "link": _("linking a note"),
    "unlink": _("unlinking a note"),
    "look": _("ticking off a place"),
    "title": _("ticking off a place"),
    "as_prose": _("making it prose"),
    "as_heading": _("making it a heading"),
    "as_quotation": _("making it a quotation"),
    "as_list_item": _("making it a list item"),
    "as_verse": _("making it verse"),
    "as_note": _("making it a note"),
    "as_apart": _("taking it out of the content"),
    "move_all": _("moving several paragraphs"),
    "as_prose_all": _("making several prose"),
    "as_heading_all": _("making several headings"),
    "as_quotation_all": _("making several quotations"),
    "as_list_item_all": _("making several list items"),
    "as_verse_all": _("making several verse"),
    "as_note_all": _("making several notes"),
    "as_apart_all": _("taking several out of the content"),
}

KINDS: dict[str, Promise] = {
    "prose": _("Prose"),
    "heading": _("Heading"),
    "quotation": _("Quotation"),
    "list_item": _("List item"),
    "verse": _("Verse"),
    "note": _("Note"),
    "table": _("Table"),
    "figure": _("Picture"),
    "apart": _("Not content"),
}

WHY_APART: dict[str, Promise] = {
    "curator": _("taken out at the desk"),
    "title": _("the title"),
    "byline": _("who wrote it"),
    "edit_stamp": _("when it was edited"),
    "page_furniture": _("page numbers and running heads"),
    "contents": _("a table of contents"),
    "empty_heading": _("a heading over nothing"),
}

REASONS: dict[str, Promise] = {
    "being_published": _("This draft is being published, so nothing in it changes any more."),
    "nothing_chosen": _("Choose a paragraph first."),
    "nothing_divided": _("There is nothing to divide there: both parts need words."),
    "table_divided": _("A table cannot be divided. You can change its words."),
    "table_joined": _("A table cannot be joined with something else."),
    "apart_joined": _("One of the two is not content. Make both the same first."),
    "notes_joined": _("The second one is a note with a number of its own. Make it prose first, then join."),
    "nothing_follows": _("Nothing follows this paragraph."),
    "not_together": _("These do not stand together. Move them together first, then join them."),
    "no_item": _("Only an item of a list can be nested. Make it a list item first."),
    "deepest": _("Lists go no deeper than this."),
    "outermost": _("This is the outermost step of the list already."),
    "at_end": _("This is the last one already."),
    "at_beginning": _("This is the first one already."),
    "no_words": _("A paragraph needs words. To take it out of the text, make it “not content”."),
    "too_long": _("That is too long for one paragraph. Please bring it as a file."),
    "nothing_left": _("Something has to be left to read. This is the last paragraph of the text."),
    "no_such_kind": _("There is no such kind of paragraph."),
    "no_such_level": _("A heading has a level from 1 to 6."),
    "no_such_doubt": _("This place was ticked off already."),
    "no_reference": _(
        "Choose the words that refer to the note; they must stand in this paragraph, on one line."
    ),
    "no_note": _("Choose the note that these words refer to."),
}
