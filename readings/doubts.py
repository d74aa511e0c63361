"""The named doubts of an import and the sentence that each one shows to a curator.

Stored in English and translated when shown (`{% translate warning.message %}`), so that every curator reads
them in their own language.
"""

from readings.structure import Doubt


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation without translating it."""
    return message


SENTENCES: dict[str, str] = {
    "title_missing": gettext_noop("The file does not say what the text is called. Please give it a title."),
    "title_guessed": gettext_noop("The first line was taken as the title. Please check it."),
    "not_utf8": gettext_noop(
        "The file is not UTF-8. It was read as Windows-1252; please check accents and quotes."
    ),
    "damaged_bytes": gettext_noop(
        "Some bytes here could not be read and were replaced by a question mark sign."
    ),
    "control_characters": gettext_noop("The file had control characters in it. They were left out."),
    "edit_stamp": gettext_noop("A note of when the text was edited stood here. It was set apart."),
    "title_in_text": gettext_noop("The title stood here as well. It was set apart."),
    "byline_in_text": gettext_noop("The names of the authors stood here. They were set apart."),
    "empty_heading": gettext_noop("A heading stood here with nothing left under it. It was set apart."),
    "markup_dropped": gettext_noop("There was HTML here. Its words were kept, its tags were left out."),
    "picture_dropped": gettext_noop("There was a picture here. It was left out."),
    "picture_missing": gettext_noop("There was a picture here. Only its description was kept."),
    "heading_guessed": gettext_noop("This short line was taken as a heading. Please check it."),
    "heading_out_of_order": gettext_noop("The number of this heading does not follow from the one before."),
    "heading_empty": gettext_noop("There is no text under this heading before the next one."),
    "stops_mid_sentence": gettext_noop("This paragraph stops in the middle of a sentence."),
    "starts_mid_sentence": gettext_noop("This paragraph begins in the middle of a sentence."),
    "stray_punctuation": gettext_noop("There is punctuation here without the words before it."),
    "pages_out_of_order": gettext_noop("The pages of this text seem to stand in the wrong order."),
    "contents_list": gettext_noop("This looks like a table of contents. You may want to leave it out."),
    "note_missing": gettext_noop("There is no note for this note number."),
    "note_unreferenced": gettext_noop("Nothing in the text refers to this note."),
    "list_marker_doubled": gettext_noop("This had two list markers. The first one was left out."),
}


def doubt(code: str, where: int) -> Doubt:
    """Make a doubt of its code at a place, an offset in code points."""
    return Doubt(code, where, SENTENCES[code])
