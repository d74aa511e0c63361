"""What the desk says: what was done, and why something cannot be."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What “Undo:” and “Redo:” name.
DONE: dict[str, Promise] = {
    "words": _("edit"),
    "divide": _("divide"),
    "join": _("join"),
    "join_several": _("join, several"),
    "deeper": _("deeper in the list"),
    "outwards": _("less deep in the list"),
    "break": _("break before it"),
    "no_break": _("no break before it"),
    "move": _("move"),
    "link": _("link to a note"),
    "unlink": _("unlink a note"),
    "look": _("looked at"),
    "look_all": _("looked at, several"),
    "as_prose": _("prose"),
    "as_heading": _("heading"),
    "as_quotation": _("quotation"),
    "as_list_item": _("list item"),
    "as_verse": _("verse"),
    "as_note": _("note"),
    "as_apart": _("not content"),
    "move_all": _("move, several"),
    "as_prose_all": _("prose, several"),
    "as_heading_all": _("heading, several"),
    "as_quotation_all": _("quotation, several"),
    "as_list_item_all": _("list item, several"),
    "as_verse_all": _("verse, several"),
    "as_note_all": _("note, several"),
    "as_apart_all": _("not content, several"),
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

CODE = _("Code block")  # verse that is wholly code

WHY_APART: dict[str, Promise] = {
    "curator": _("taken out at the desk"),
    "title": _("the title"),
    "byline": _("who wrote it"),
    "imprint": _("where it was taken from"),
    "colophon": _("who published this copy"),
    "picture": _("where a picture stood"),
    "edit_stamp": _("when it was edited"),
    "page_furniture": _("page numbers and running heads"),
    "mail_signature": _("the signature of a mail"),
    "contents": _("a table of contents"),
    "furniture": _("of the web page around it"),
    "beside": _("perhaps of the web page around it"),
    "folded": _("hidden on the web page"),
    "aside": _("outside the reading order"),
    "empty_heading": _("a heading over nothing"),
}

REASONS: dict[str, Promise] = {
    "being_published": _("This draft is being published, so nothing in it changes any more."),
    "being_laid": _(
        "This long draft is being laid out for somebody who reads it. Try again in a few seconds."
    ),
    "nothing_chosen": _("Choose a paragraph first."),
    "nothing_divided": _("There is nothing to divide there: both parts need words."),
    "table_divided": _("A table cannot be divided. You can change its words."),
    "table_joined": _("A table cannot be joined with something else."),
    "apart_joined": _("One of the two is not content. Make both the same first."),
    "notes_joined": _("The second one is a note with a number of its own. Make it prose first, then join."),
    "nothing_follows": _("Nothing follows this paragraph."),
    "not_together": _("These do not stand together. Move them together first, then join them."),
    "no_item": _("Only an item of a list can be nested. Make it a list item first."),
    "nothing_above": _(
        "Deeper is under the item above it, and above this one none stands that it could go under."
    ),
    "deepest": _("Lists go no deeper than this."),
    "outermost": _("This is the outermost step of the list already."),
    "no_break": _("A break stands between two paragraphs of the text. There is none before this one."),
    "at_end": _("This is the last one already."),
    "at_beginning": _("This is the first one already."),
    "no_words": _("A paragraph needs words. To take it out of the text, make it “not content”."),
    "too_long": _("That is too long for one paragraph. Please bring it as a file."),
    "paragraph_too_long": _("That is too long for one paragraph. A blank line divides it."),
    "too_long_joined": _("Together they would be too long for one paragraph."),
    "too_long_here": _("This paragraph is too long to be changed here. Divide it first."),
    "nothing_left": _("Something has to be left to read. This is the last paragraph of the text."),
    "no_such_kind": _("There is no such kind of paragraph."),
    "too_many_headings": _("One text can hold no more headings than this. Make some of them prose first."),
    "too_many_paragraphs": _(
        "One text can hold no more paragraphs than this. Please divide it into several."
    ),
    "no_such_level": _("A heading has a level from 1 to 6."),
    "no_such_doubt": _("This place was ticked off already."),
    "no_reference": _("Say which words refer to the note, as they stand in this paragraph, on one line."),
    "no_note": _("Choose the note that these words refer to."),
}
