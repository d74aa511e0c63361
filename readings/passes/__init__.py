"""The passes: small pure functions over a list of pieces, each with one reason, run in this order.

A pass takes pieces and returns pieces; it reads no file, knows no format and no text. To teach the library a
new kind of damage, write a pass, put it where its neighbours need it, and test it on text that is not from
the corpus.
"""

from readings.passes import (
    brackets,
    captions,
    checks,
    contents,
    emphasis,
    first_lines,
    headings,
    letters,
    note_letters,
    note_links,
    note_lists,
    note_paragraphs,
    note_signs,
    notes,
    numbered,
    overlong,
    quotations,
    running_heads,
    signatures,
    stamps,
    subheads,
    unfinished,
    verse,
    verse_paragraphs,
    web_pages,
)
from readings.pieces import Pass

# Before the title is known.
RECOGNISING: tuple[Pass, ...] = (
    web_pages.web_page_tails,
    signatures.mail_signatures,
    stamps.ornaments,
    captions.captions_of_tables,
    stamps.edit_stamps,
    stamps.page_numbers,
    running_heads.running_heads,
    emphasis.underscored,
    brackets.footnotes_in_brackets,
    brackets.pictures_in_brackets,
    web_pages.comments_as_appendix,
    headings.bold_headings,
    headings.underlined_headings,
    headings.named_headings,
    numbered.numbered_headings,
    numbered.sections_in_order,
    numbered.chapters_of_a_number,
    headings.days_of_a_diary,
    numbered.years_of_a_chronicle,
    stamps.bare_page_numbers,
    headings.unnumbered_headings,
    first_lines.titles_over_short_lines,
    letters.openings_of_letters,
    running_heads.numbered_like_the_others,
    headings.titles_under_numbers,
    headings.contents_lists,
    quotations.quoted_paragraphs,
)

# With the title and the names of the authors set apart.
RELATING: tuple[Pass, ...] = (
    headings.ranks_of_unnumbered,
    headings.plain_heading_marks,
    contents.contents_without_leaders,
    contents.contents_without_head,
    contents.checked_contents,
    notes.raised_numbers,
    note_letters.raised_letters,
    note_lists.heads_of_notes,
    note_lists.notes_line_by_line,
    notes.bracketed_numbers,
    note_lists.numbers_in_square_brackets,
    note_lists.numbers_in_round_brackets,
    note_lists.notes_without_heading,
    notes.glued_numbers,
    note_signs.signs_at_the_foot,
    notes.notes_by_their_number,
    notes.listed_notes,
    note_lists.notes_that_lead_back,
    note_paragraphs.paragraphs_of_notes,
    checks.booklet_order,
    note_links.linked_notes,
    notes.notes_at_section_end,
    notes.emptied_note_headings,
    notes.notes_in_one_line,
    subheads.subheads,
    verse.indented_lines,
)

# Nothing changes any more; what looks wrong is named.
DOUBTING: tuple[Pass, ...] = (
    running_heads.heads_doubted_once,
    checks.unreadable_bytes,
    checks.contents_by_leaders,
    stamps.lone_numbers,
    checks.unfinished_sentences,
    unfinished.unfinished_headings,
    unfinished.unfinished_items,
    checks.sentences_begun_elsewhere,
    checks.broken_sentences,
    verse_paragraphs.verse_a_line_a_paragraph,
    checks.lost_words,
    checks.contents_of_nothing,
    checks.told_once,
    notes.note_doubts,
    note_lists.items_that_may_be_notes,
)

# At last, when all that looks at whole paragraphs has seen them.
FITTING: tuple[Pass, ...] = (overlong.overlong_paragraphs,)
