"""Reading PDFs: what is refused, and what a printed page becomes."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from readings.importers import ImportRefused, Source, read
from readings.importers.pdf import MAX_BYTES, language_of, plausible_authors, plausible_title
from readings.pieces import APART, Piece
from readings.segmenting import segment
from readings.structure import Structure
from tests.readings.importers.printing import (
    BODY,
    CAPTION,
    CHAPTER,
    FLUSH,
    ITEM,
    QUOTE,
    SECTION,
    SENTENCES,
    SPACED,
    TITLE,
    VERSE,
    Book,
    printed,
    prose,
    space,
)
from tests.readings.invariants import assert_sound

LONG = [prose(at, 5) for at in range(14)]


def structure(data: bytes) -> Structure:
    made = segment(read(data))
    assert_sound(made)
    return made


def content(source: Source) -> list[Piece]:
    return [piece for piece in source.pieces if piece.kind != APART]


def texts(data: bytes, kind: str = "prose") -> list[str]:
    return [piece.text for piece in read(data).pieces if piece.kind == kind]


def marked(piece: Piece, kind: str) -> list[str]:
    return [piece.text[mark.start : mark.end] for mark in piece.marks if mark.kind == kind]


def refusal(data: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read(data)
    return caught.value


# What is refused


def test_a_broken_pdf_is_refused():
    assert refusal(b"%PDF-1.7\n%abc").code == "broken"
    assert refusal(printed(prose())[:200]).code == "broken"


def test_a_pdf_with_a_password_is_refused_and_told_how_to_go_on():
    refused = refusal(printed(prose(), password="harbour"))
    assert refused.code == "encrypted"
    assert "without one" in str(refused)


def test_a_pdf_of_pictures_is_refused_and_told_how_to_go_on():
    out = BytesIO()
    canvas = Canvas(out)
    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 400, 600)
        canvas.showPage()
    canvas.save()
    refused = refusal(out.getvalue())
    assert refused.code == "no_text_layer"
    assert "text recognition" in str(refused)


def test_a_pdf_of_empty_pages_is_refused():
    assert refusal(pages_of(lambda _: None)).code == "no_text_layer"


@pytest.mark.long
def test_a_pdf_of_too_many_pages_is_refused():
    assert refusal(pages_of(lambda _: None, 3_001)).code == "too_many_pages"


def test_a_pdf_over_the_limit_is_refused_before_it_is_opened():
    assert refusal(b"%PDF-1.4\n" + b" " * MAX_BYTES).code == "too_large"


def test_a_text_that_speaks_of_pdf_is_no_pdf():
    assert read(b"A file that begins with %PDF-1.4 is one. This one does not.").format == "plain"


def pages_of(draw, count: int = 2) -> bytes:
    """Print pages that `draw` draws on, one after the other."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 400))
    for _ in range(count):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


# Paragraphs


def test_paragraphs_begin_at_an_indented_line_and_run_on_over_page_ends():
    assert texts(printed(*LONG)) == LONG


def test_paragraphs_may_be_parted_by_space():
    paragraphs = [Paragraph(text, SPACED) for text in LONG[:5]]
    assert texts(printed(*paragraphs)) == LONG[:5]


def test_two_columns_are_read_one_after_the_other():
    assert texts(printed(*LONG, columns=2)) == LONG


def test_a_title_over_both_columns_comes_first():
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 18)
        canvas.drawCentredString(200, 370, "One Title for Both")
        canvas.setFont("Times-Roman", 9)
        for column in range(2):
            for line in range(20):
                canvas.drawString(
                    20 + 190 * column, 330 - 11 * line, f"Column {column} line {line} says so and so on"
                )

    made = read(pages_of(draw, 1)).pieces
    assert made[0].text == "One Title for Both"
    words = " ".join(piece.text for piece in made)
    assert words.index("Column 0 line 19") < words.index("Column 1 line 0")


def test_a_word_broken_at_the_end_of_a_line_is_mended():
    broken = "The boat-<br/>house stood open, and a well-<br/>known song came out of the boathouse door, well known to all."
    assert texts(printed(Paragraph(broken, FLUSH))) == [
        "The boathouse stood open, and a well-known song came out of the boathouse door, well known to all."
    ]


def test_a_word_broken_over_a_page_end_is_mended():
    lines = [f"line number {at} of this page goes on and on and" for at in range(20)]

    def sheet(canvas: Canvas, said: list[str]) -> None:
        for at, line in enumerate(said):
            canvas.drawString(40, 360 - 14 * at, line)
        canvas.showPage()

    out = BytesIO()
    canvas = Canvas(out, pagesize=(400, 400))
    sheet(canvas, [*lines, "the last word of it is broken at the har-"])
    sheet(canvas, ["bour where nobody stood and nobody waited then", *lines])
    canvas.save()
    assert "broken at the harbour where" in " ".join(texts(out.getvalue()))


# What stands around the text


def test_heads_and_page_numbers_are_set_apart_and_the_pages_are_labelled():
    source = read(printed(*LONG, head=lambda n: f"The Boathouse {n + 8}", foot=lambda n: f"– {n + 8} –"))
    apart = [(piece.data["why"], piece.text) for piece in source.pieces if piece.kind == APART]
    assert ("running_head", "The Boathouse 9") in apart
    assert ("page_number", "– 10 –") in apart
    assert not any("Boathouse" in piece.text for piece in content(source))
    assert [piece.text for piece in content(source)] == LONG
    assert [piece.data["page"] for piece in content(source) if "page" in piece.data] == ["9", "10"]


def test_a_head_that_changes_with_the_chapter_is_set_apart():
    source = read(
        printed(*LONG, *LONG, head=lambda n: "First Winter" if n < 4 else "Second Winter", foot=str)
    )
    assert not any("Winter" in piece.text for piece in content(source))


def test_words_that_stand_askew_are_set_apart():
    def draw(canvas: Canvas) -> None:
        for line in range(12):
            canvas.drawString(40, 360 - 14 * line, f"Line {line} stands as lines do")
        canvas.rotate(45)
        canvas.drawString(300, 20, "DRAFT")

    made = read(pages_of(draw, 1)).pieces
    assert [piece.text for piece in made if piece.kind == APART] == ["DRAFT"]


def test_a_page_that_lies_on_its_side_is_read():
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        for line in range(12):
            canvas.drawString(40, -40 - 14 * line, f"line {line} of a page that lies on its side and")

    assert "line 3 of a page that lies on its side and line 4" in texts(pages_of(draw, 1))[0]


# Headings


def test_headings_are_ranked_by_size_and_weight():
    made = structure(
        printed(
            Paragraph("The Boathouse", TITLE),
            Paragraph("First Winter", CHAPTER),
            *LONG[:2],
            Paragraph("On nets", SECTION),
            *LONG[2:4],
            Paragraph("Second Winter", CHAPTER),
            *LONG[4:6],
        )
    )
    assert made.title == "The Boathouse"
    assert [(section.level, section.title) for section in made.sections] == [
        (1, "First Winter"),
        (2, "On nets"),
        (1, "Second Winter"),
    ]


def test_a_chapter_number_joins_the_title_under_it():
    chapters = [
        part
        for at, name in enumerate(("First Winter", "Second Winter", "Thaw"), start=1)
        for part in (Paragraph(f"Chapter {at}", CHAPTER), Paragraph(name, TITLE), *LONG[:3])
    ]
    titles = [section.title for section in structure(printed(*chapters)).sections]
    assert titles == ["Chapter 1: First Winter", "Chapter 2: Second Winter", "Chapter 3: Thaw"]


def test_the_outline_of_the_file_gives_the_ranks_and_misses_are_doubted():
    names = ("Nets", "Chalk", "Thaw")
    flow = [part for name in names for part in (Paragraph(name, SECTION), *LONG[:2])]
    levels = [(0, "Nets", 1), (1, "Chalk", 1), (1, "Thaw", 1), (0, "Maps", 1)]
    source = read(printed(*flow, bookmarks=levels))
    assert [(piece.rank, piece.text) for piece in source.pieces if piece.kind == "heading"] == [
        (1, "Nets"),
        (2, "Chalk"),
        (2, "Thaw"),
    ]
    assert source.provenance["outline"] == {"entries": 4, "found": 3}
    assert [doubt.code for piece in source.pieces for doubt in piece.doubts] == ["bookmark_missing"]


def test_bold_first_words_are_a_subhead_that_runs_in():
    body = Paragraph(f"<b>On nets.</b> {prose(0, 4)}", FLUSH)
    made = [
        piece for piece in read(printed(Paragraph("Nets", CHAPTER), body)).pieces if piece.kind == "prose"
    ]
    assert marked(made[0], "subhead") == ["On nets."]


def test_a_term_over_what_it_means_is_no_heading():
    term, means = Paragraph("<b>Key</b>", FLUSH), Paragraph(prose(3, 3), ITEM)
    source = read(printed(Paragraph("Nets", CHAPTER), *LONG[:3], term, means, LONG[4]))
    assert [piece.text for piece in source.pieces if piece.kind == "heading"] == ["Nets"]


# Kinds of paragraphs


def test_quotations_lists_verse_and_captions_are_told_apart():
    source = read(
        printed(
            Paragraph("Nets", CHAPTER),
            *LONG[:2],
            Paragraph(prose(2, 3), QUOTE),
            LONG[3],
            Paragraph(prose(0, 2), ITEM, bulletText="•"),
            Paragraph(prose(3, 1), ITEM, bulletText="•"),
            LONG[4],
            Paragraph(
                "The nets are wet,<br/>The ropes are cold,<br/>The boats have let<br/>Their oars grow old.",
                VERSE,
            ),
            LONG[5],
            Paragraph("Figure 1: The boathouse from the sea.", CAPTION),
            LONG[6],
        )
    )
    assert [piece.text for piece in source.pieces if piece.kind == "quotation"] == [prose(2, 3)]
    items = [piece for piece in source.pieces if piece.kind == "list_item"]
    assert [item.text for item in items] == [prose(0, 2), prose(3, 1)]
    assert items[0].data["marker"] == "•"
    assert texts_of(source, "verse") == [
        "The nets are wet,\nThe ropes are cold,\nThe boats have let\nTheir oars grow old."
    ]
    figure = next(piece for piece in source.pieces if piece.kind == "figure")
    assert figure.doubts[0].code == "picture_missing"
    assert texts_of(source, "prose") == [*LONG[:2], *LONG[3:7]]


def texts_of(source: Source, kind: str) -> list[str]:
    return [piece.text for piece in source.pieces if piece.kind == kind]


def test_numbered_items_keep_their_numbers():
    items = [Paragraph(prose(at, 2), ITEM, bulletText=f"{at}.") for at in range(1, 4)]
    made = [piece for piece in read(printed(LONG[0], *items, LONG[1])).pieces if piece.kind == "list_item"]
    assert [(item.data["value"], item.text) for item in made] == [(at, prose(at, 2)) for at in range(1, 4)]


def test_dots_that_are_drawn_before_lines_are_bullets_and_other_shapes_are_not():
    def draw(canvas: Canvas) -> None:
        for at in range(3):
            canvas.circle(36, 304 - 16 * at, 2, fill=1)
            canvas.drawString(46, 300 - 16 * at, f"net number {at}")
        canvas.circle(200, 100, 60)
        canvas.drawString(30, 200, prose(0, 1))

    pieces = read(pages_of(draw, 1)).pieces
    assert [piece.text for piece in pieces if piece.kind == "list_item"] == [
        f"net number {at}" for at in range(3)
    ]
    assert texts(pages_of(draw, 1)) == [prose(0, 1)]


def test_rows_of_cells_are_a_table():
    def draw(canvas: Canvas) -> None:
        for at in range(5):
            canvas.drawString(40, 350 - 16 * at, f"net {at}")
            canvas.drawString(160, 350 - 16 * at, f"{at * 7} knots")
            canvas.drawString(280, 350 - 16 * at, "mended")

    (table,) = [piece for piece in read(pages_of(draw, 1)).pieces if piece.kind == "table"]
    assert table.text.split("\n")[1] == "net 1 | 7 knots | mended"
    assert table.data["columns"] == 3


# Marks


def test_faces_become_emphasis_and_links_lead_only_to_the_web():
    text = (
        "A word in <i>italics and more</i>, one in <b>bold</b>, one in <font name='Courier'>code</font>, "
        'and <a href="https://example.org/map">a map</a> and <a href="javascript:alert(1)">a trap</a>.'
    )
    (piece,) = [
        piece for piece in read(printed(Paragraph(text, BODY), LONG[0])).pieces if "italics" in piece.text
    ]
    assert marked(piece, "emphasis") == ["italics and more"]
    assert marked(piece, "strong") == ["bold"]
    assert marked(piece, "code") == ["code"]
    assert marked(piece, "link") == ["a map"]
    assert [mark.data for mark in piece.marks if mark.kind == "link"] == [{"href": "https://example.org/map"}]


def test_notes_at_the_foot_are_linked_with_their_raised_numbers():
    flow = [f"{SENTENCES[0]}<super size=6>1</super> {prose(1, 3)}", *LONG[:3]]
    flow[2] = f"{SENTENCES[4]}<super size=6>2</super> {prose(5, 3)}"
    made = structure(printed(*flow, notes={1: ["1|A key of iron, which", "nobody had made.", "2|Or lamp."]}))
    notes = [
        (paragraph.data["label"], text_of(made, paragraph))
        for paragraph in made.paragraphs
        if paragraph.kind == "note"
    ]
    assert notes == [("1", "A key of iron, which nobody had made."), ("2", "Or lamp.")]
    numbers = {paragraph.number for paragraph in made.paragraphs if paragraph.kind == "note"}
    references = [
        mark for paragraph in made.paragraphs for mark in paragraph.marks if mark.kind == "note_ref"
    ]
    assert [made.content[mark.start : mark.end] for mark in references] == ["1", "2"]
    assert {mark.data["note"] for mark in references} == numbers
    assert not any(doubt.code.startswith("note_") for doubt in made.warnings)


def text_of(made: Structure, paragraph) -> str:
    return made.content[paragraph.start : paragraph.end]


def test_a_note_that_goes_on_at_the_foot_of_the_next_page_is_one_note():
    flow = [f"{SENTENCES[0]}<super size=6>1</super> {prose(1, 3)}", *LONG]
    source = read(
        printed(*flow, notes={1: ["1|A key of iron, which nobody"], 2: ["had made in the village."]})
    )
    assert texts_of(source, "note") == ["A key of iron, which nobody had made in the village."]
    assert texts_of(source, "prose")[1:] == LONG


def test_a_raised_two_behind_a_unit_is_a_square():
    (piece,) = content(
        read(printed(Paragraph("The net had 40 m<super size=6>2</super> and no holes.", BODY)))
    )
    assert piece.text == "The net had 40 m² and no holes."


# What the file says about itself


def test_title_and_author_are_taken_where_they_are_plausible():
    source = read(printed(*LONG[:2], title="The Boathouse", author="Ada Strand; Ole Vik"))
    assert (source.title, source.authors) == ("The Boathouse", ("Ada Strand", "Ole Vik"))


@pytest.mark.parametrize(
    "said",
    [
        "Microsoft Word - boat.doc",
        "boathouse_final2",
        "untitled",
        "print",
        "scan0001.pdf",
        "2021",
        "",
        "Document1",
        "(anonymous)",
    ],
)
def test_the_name_of_a_file_is_no_title(said):
    assert plausible_title(said) == ""


def test_the_name_of_an_account_is_no_author():
    assert plausible_authors("admin") == ()
    assert plausible_authors("Strand, Ada") == ("Strand, Ada",)
    assert plausible_authors("Ada Strand and Ole Vik") == ("Ada Strand", "Ole Vik")
    assert plausible_authors("Ada Strand, Ole Vik, and Nell Quay") == ("Ada Strand", "Ole Vik", "Nell Quay")
    assert plausible_authors("Ada Strand, Ole Vik, y Inés Muelle") == ("Ada Strand", "Ole Vik", "Inés Muelle")
    assert plausible_authors("Inés Muelle y Soga") == ("Inés Muelle y Soga",)
    assert plausible_authors("ada@example.org") == ()


def test_the_provenance_says_what_file_it_was():
    data = printed(*LONG)
    provenance = read(data).provenance
    assert provenance["format"] == "pdf"
    assert provenance["pages"] == 3
    assert provenance["bytes"] == len(data)
    assert provenance["sha256"] == hashlib.sha256(data).hexdigest()
    assert "ReportLab" in provenance["producer"]


def test_a_text_in_one_face_is_searched_for_headings_by_its_words():
    flow = [
        part
        for at in range(1, 4)
        for part in (Paragraph(f"Chapter {at}", FLUSH), space(10), *LONG[:2], space(10))
    ]
    assert [section.title for section in structure(printed(*flow)).sections] == [
        "Chapter 1",
        "Chapter 2",
        "Chapter 3",
    ]


def test_files_are_read_one_at_a_time_in_threads():
    data = printed(*LONG)
    with ThreadPoolExecutor(4) as pool:
        read_at_once = list(pool.map(lambda _: texts(data), range(8)))
    assert read_at_once == [LONG] * 8


@pytest.mark.parametrize("columns", [1, 2])
def test_a_whole_book_is_sound(columns):
    book = Book(
        columns, head=lambda n: f"The Boathouse {n}", notes={2: ["*|A lamp."]}, bookmarks=[(0, "Nets", 1)]
    )
    flow = [
        Paragraph("The Boathouse", TITLE),
        Paragraph("Nets", CHAPTER),
        *(Paragraph(text, BODY) for text in LONG),
    ]
    structure(book.printed(flow))


@pytest.mark.parametrize(
    ("said", "told"), [("en-GB", "en-GB"), ("de-DE", ""), ("gl", "gl"), ("", ""), ("?", "")]
)
def test_what_a_file_says_of_its_language_counts_unless_its_words_are_clearly_of_another(said, told):
    assert language_of(said, [Piece(text) for text in LONG]) == told
    assert language_of(said, [Piece("Kyrie eleison.")]) == (said if said != "?" else "")


def test_the_name_under_the_title_is_set_apart_and_guessed_to_be_the_author():
    made = structure(printed(Paragraph("The Boathouse", TITLE), "Per Aldous", *LONG[:4]))
    assert (made.title, made.authors) == ("The Boathouse", ())
    assert [(one["why"], one["text"]) for one in made.provenance["set_apart"]][-1] == ("byline", "Per Aldous")
    assert "author_guessed" in [doubt.code for doubt in made.warnings]
