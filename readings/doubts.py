"""The named doubts of an import and the sentence that each one shows to a curator.

Stored in English, with what they name beside them, and put into words when shown (`sentence`), so that every curator
reads them in their own language.
"""

from collections.abc import Mapping
from typing import Any

from readings.marking import gettext_noop
from readings.structure import Doubt

SENTENCES: dict[str, str] = {
    "title_missing": gettext_noop("The file does not say what the text is called. Please give it a title."),
    "title_guessed": gettext_noop("The first line was taken as the title. Please check it."),
    "author_missing": gettext_noop(
        "The file does not say who wrote the text. Please name the author, unless nobody knows."
    ),
    "language_missing": gettext_noop(
        "It is not clear which language the text is in. Please choose it: hyphens, search and voices follow it."
    ),
    "not_utf8": gettext_noop(
        "The file is not UTF-8. It was read as Windows-1252; please check accents and quotes."
    ),
    "misnamed_text": gettext_noop(
        "The file’s name says %(format)s, but what is in it is only plain text. Is this the file that you meant?"
    ),
    "misnamed_page": gettext_noop(
        "The file’s name says %(format)s, but what is in it is a web page. Is this the file that you meant?"
    ),
    "damaged_bytes": gettext_noop(
        "Some bytes here could not be read and were replaced by a question mark sign."
    ),
    "control_characters": gettext_noop("The file had control characters in it. They were left out."),
    "edit_stamp": gettext_noop("A note of when the text was edited stood here. It was set apart."),
    "title_in_text": gettext_noop("The title stood here as well. It was set apart."),
    "byline_in_text": gettext_noop("The names of the authors stood here. They were set apart."),
    "author_guessed": gettext_noop(
        "A name stood alone here under the title. It was set apart; please check whether it is the author’s."
    ),
    "imprint_in_text": gettext_noop("Where the text was taken from, or when, stood here. It was set apart."),
    "colophon_in_text": gettext_noop(
        "Who published this copy, or by what right, stood here under the text. It was set apart."
    ),
    "empty_heading": gettext_noop("A heading stood here with nothing left under it. It was set apart."),
    "page_furniture": gettext_noop(
        "Here stood what a web page puts under a text, such as a form for replies. It was set apart."
    ),
    "page_number_apart": gettext_noop(
        "The numbers of pages stood between the paragraphs from here on. They were set apart; please check them."
    ),
    "running_heads_apart": gettext_noop(
        "The heads of printed pages stood between the paragraphs from here on. They were set apart; please check them."
    ),
    "running_head": gettext_noop("This line may be the head of a printed page, and no part of the text."),
    "mail_signature": gettext_noop("The signature of a mail stood here. It was set apart."),
    "mail_signature_kept": gettext_noop(
        "This may be the signature of a mail. It was kept in the text; please check it."
    ),
    "number_alone": gettext_noop("A number stands alone here. It may be the number of a page."),
    "prose_apart": gettext_noop(
        "Sentences stood here that seemed to be of the web page around the text. They were set apart; please check them."
    ),
    "words_folded": gettext_noop(
        "Words stood here that the file hides. They were set apart; please check them."
    ),
    "words_unfolded": gettext_noop(
        "These words were folded away in the file. They were kept; please check them."
    ),
    "part_apart": gettext_noop(
        "A part of the book stood here that it keeps out of its reading order. It was set apart; please check it."
    ),
    "comments_appendix": gettext_noop(
        "Readers’ comments begin here. They were kept as an appendix; you may want to leave them out."
    ),
    "quotation_begins_guessed": gettext_noop(
        "A quotation ends here, but nothing shows where it begins. This paragraph was taken for it."
    ),
    "lines_as_typed": gettext_noop(
        "These lines stood here as they were typed, as programs do. They are kept like verse; please check them."
    ),
    "lines_joined": gettext_noop(
        "Lines ended here before they had to, and were joined to a paragraph. They may be verse, or a heading or a"
        " paragraph of its own may be among them; please check them."
    ),
    "lines_kept": gettext_noop(
        "These lines were kept as lines, as in verse. They may be a paragraph that was broken by hand; please check them."
    ),
    "stanzas_kept": gettext_noop(
        "From here on the lines of %(count)s stanzas were kept, as in verse: nothing but where the lines end says that"
        " they are. Please look through them; they may be paragraphs that were broken by hand."
    ),
    "verse_by_paragraphs": gettext_noop(
        "%(count)s short paragraphs stand in a row from here to “%(last)s”, and their sentences go on over them. Are they"
        " verse, a line a paragraph? Then choose the lines of a stanza, make them verse and join them: each stays a line"
        " of its own. Is it prose that was broken? Then join them. If they are a list, make them items."
    ),
    "items_by_paragraphs": gettext_noop(
        "%(count)s short paragraphs without a sentence of their own stand in a row from here to “%(last)s”. If they are a"
        " list, make them items; if they are verse, make them verse and join them."
    ),
    "quotation_mark_kept": gettext_noop(
        "Lines from here on begin with “>”, as what a mail quotes does. The sign was kept, for it may be something else;"
        " please check them."
    ),
    "inset_kept": gettext_noop(
        "What stands here is set in on the left, further than the text. It was kept as prose; if it is a quotation,"
        " make it one, and look at others that are set in as far."
    ),
    "numbers_kept": gettext_noop(
        "Paragraphs from here on begin with numbers that go on further down, as those of sections do. If they are a list,"
        " make them items."
    ),
    "markup_dropped": gettext_noop("There was HTML here. Its words were kept, its tags were left out."),
    "words_struck": gettext_noop(
        "Words are crossed out here in the file. They were kept; please check them."
    ),
    "words_replaced": gettext_noop(
        "“%(words)s” was crossed out here in the file, with other words in its place. Only those were kept."
    ),
    "words_parted": gettext_noop(
        "Two words stood here in the file without a space between them, as they do when they are shown beside or under"
        " each other. A space was put there; please check it."
    ),
    "letter_joined": gettext_noop(
        "A large letter stood by itself before these words in the file. It was put to them as the beginning of their first"
        " word; please check it."
    ),
    "picture_dropped": gettext_noop("There was a picture here. It was left out."),
    "picture_missing": gettext_noop("There was a picture here. Only its description was kept."),
    "picture_described": gettext_noop(
        "There was a picture here, described as “%(words)s”. Only its caption was kept."
    ),
    "page_in_page": gettext_noop(
        "The page showed another page here within itself. The words of that one were left out."
    ),
    "columns_unclear": gettext_noop(
        "Words stood beside one another here, perhaps in a table. Please check the order in which they were put."
    ),
    "order_guessed": gettext_noop(
        "Words that are read from the right and from the left stand in one line here, and the file does not say in which"
        " order they were typed. Please check it."
    ),
    "letters_turned": gettext_noop(
        "From here on words begin with letters that stand only at the end of words. Their letters seem to be in the wrong"
        " order; please compare the file."
    ),
    "letters_apart": gettext_noop(
        "The letters of words stand apart here, and where a word ends could not be told. Please put them together."
    ),
    "joiners_missing": gettext_noop(
        "This PDF does not say where the letters of a Persian word stand apart without a space. From here on such words"
        " came out as one; please check them."
    ),
    "part_missing": gettext_noop("A part of the book is missing here. Please compare another copy of it."),
    "heading_from_contents": gettext_noop(
        "This heading was taken from the book’s own table of contents. Please check it."
    ),
    "heading_guessed": gettext_noop("This short line was taken as a heading. Please check it."),
    "subtitle_guessed": gettext_noop(
        "This line was taken for a part of the title. Perhaps it is the first heading; please check it."
    ),
    "item_guessed": gettext_noop(
        "This paragraph was taken for a part of the list’s last item. Perhaps it stands behind the list; please check it."
    ),
    "caption_guessed": gettext_noop(
        "The line over this table was taken for its caption. Perhaps it belongs to the text above; please check it."
    ),
    "heading_out_of_order": gettext_noop("The number of this heading does not follow from the one before."),
    "heading_empty": gettext_noop("There is no text under this heading before the next one."),
    "heading_unfinished": gettext_noop("The last words of this heading seem to be missing."),
    "table_guessed": gettext_noop("These lines were taken as a table. Please check its columns."),
    "stops_mid_sentence": gettext_noop("This paragraph stops in the middle of a sentence."),
    "sentence_broken": gettext_noop(
        "A sentence breaks off here, and the next paragraph begins in the middle of one. Join them if no words are"
        " missing between them."
    ),
    "starts_mid_sentence": gettext_noop("This paragraph begins in the middle of a sentence."),
    "stray_punctuation": gettext_noop("There is punctuation here without the words before it."),
    "pages_out_of_order": gettext_noop("The pages of this text seem to stand in the wrong order."),
    "pages_reordered": gettext_noop(
        "The pages of this text stood in the order of a booklet’s sheets. They were put into reading order."
    ),
    "page_order_unproven": gettext_noop(
        "A page begins here, and nothing in the words shows that it follows the one before. Please check it."
    ),
    "page_end_guessed": gettext_noop(
        "A page ended here in the middle of a sentence, and the next one was taken to go on with it."
    ),
    "paragraph_guessed": gettext_noop(
        "No blank line stood here, but the line before ended early, with a sentence. A new paragraph was begun;"
        " please check it."
    ),
    "paragraph_divided": gettext_noop(
        "The paragraph was longer than any page can be. It was divided here; there may be a better place."
    ),
    "hyphen_guessed": gettext_noop("This word was broken at the end of a page. Please check its hyphen."),
    "line_hyphen_guessed": gettext_noop(
        "This word was broken at the end of a line. Please check its hyphen."
    ),
    "bookmark_missing": gettext_noop("The file's own outline has a heading on this page that was not found."),
    "contents_list": gettext_noop("This looks like a table of contents. You may want to leave it out."),
    "contents_apart": gettext_noop(
        "A table of contents stood here. It was compared with the outline and set apart."
    ),
    "contents_entry_missing": gettext_noop(
        "The table of contents names “%(title)s”, but no such heading was found in the text."
    ),
    "heading_not_in_contents": gettext_noop("The table of contents does not name this heading."),
    "note_missing": gettext_noop("There is no note for this note number."),
    "note_unreferenced": gettext_noop("Nothing in the text refers to this note."),
    "note_in_brackets": gettext_noop(
        "This number stands in brackets in the text above as well. This may be its note."
    ),
    "note_paragraph": gettext_noop(
        "This paragraph stands behind the last of the notes. It may go on with it, or be no note at all."
    ),
    "list_marker_doubled": gettext_noop("This had two list markers. The first one was left out."),
    "same_file": gettext_noop("The same file is already in the library as “%(title)s”."),
}

# These only say what was set apart when a file was read: there is something to do only for somebody who misses it.
ONLY_TOLD = frozenset(
    (
        "edit_stamp",
        "title_in_text",
        "byline_in_text",
        "imprint_in_text",
        "colophon_in_text",
        "empty_heading",
        "page_furniture",
        "contents_apart",
    )
)

# Doubts about what the entry of the text says, each with the fact about it that answers them when a curator gives it.
ANSWERED_BY: dict[str, str] = {
    "title_missing": "title",
    "title_guessed": "title",
    "author_missing": "authors",
    "author_guessed": "authors",
    "language_missing": "language",
}


def doubt(code: str, where: int, names: Mapping[str, str] | None = None) -> Doubt:
    """Make a doubt of its code at a place, an offset in code points; `names` are what its sentence names."""
    return Doubt(code, where, SENTENCES[code], dict(names or {}))


def sentence(warning: Mapping[str, Any]) -> str:
    """What a doubt, as it is stored, says in the language of whoever looks."""
    from django.utils.translation import gettext  # not loaded where files are read

    said = gettext(warning["message"])
    return said % warning["values"] if warning.get("values") else said


def told(warning: Mapping[str, Any]) -> dict[str, Any]:
    """A doubt as it is stored, in the plain values that programs are told: its sentence has its names in it."""
    return {"code": warning["code"], "where": warning["where"], "message": sentence(warning)}
