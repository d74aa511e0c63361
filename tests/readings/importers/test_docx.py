"""DOCX: styles become structure, lists are counted as a word processor counts, what is hidden stays away."""

import pytest

from readings.pieces import PieceDoubt
from tests.readings.importers import samples
from tests.readings.importers.reading import linked, made, marks, outline, pieces, refusal, said, source
from tests.readings.importers.writers import (
    QUAY,
    SEA,
    docx,
    listed,
    paragraph,
    part,
    png,
    relations,
    run,
    zipped,
)


def document(*blocks: str, **others: str | bytes) -> bytes:
    parts = {"word/styles.xml": samples.STYLES, "word/numbering.xml": samples.NUMBERING}
    return docx("".join(blocks), {**parts, **others})


def test_a_document_with_something_of_everything_is_read():
    result = made(samples.docx_document())
    assert (result.title, result.authors) == ("The Harbour", ("Ada Example",))
    assert outline(result) == [(1, "Arrival")]
    assert [p.kind for p in result.paragraphs] == [
        "heading", "prose", "quotation", "verse", "list_item", "list_item", "list_item", "prose", "list_item", "list_item",
        "table", "figure", "prose", "note",
    ]  # fmt: skip
    assert linked(result) == [("1", "A note.")]
    assert len(result.pictures) == 1


def test_marks_come_from_runs_and_their_styles():
    (piece,) = pieces(
        document(
            paragraph(
                run("One "),
                run("two", "<w:i/>"),
                run(" three ", '<w:rStyle w:val="E"/>'),
                run("four", '<w:b w:val="0"/>'),
            )
        )
    )
    assert marks(piece) == [("emphasis", "two three")]


def test_the_numbers_of_a_list_go_on_after_a_paragraph():
    data = document(
        paragraph("a", properties=listed(1)), paragraph("b", properties=listed(1, 1)), paragraph("c", properties=listed(1)),
        paragraph(SEA), paragraph("d", properties=listed(1)),
    )  # fmt: skip
    items = [piece.data for piece in pieces(data) if piece.kind == "list_item"]
    assert [(item["level"], item["value"], item["marker"]) for item in items] == [
        (1, 1, "1."),
        (2, 1, "a."),
        (1, 2, "2."),
        (1, 3, "3."),
    ]


def test_a_list_with_blanks_for_bullets_goes_on_with_the_item_before():
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
    )
    items = (("rope", 1), ("and its knots", 2), ("sail", 1))
    body = "".join(paragraph(words, properties=listed(number)) for words, number in items)
    found = pieces(docx(body, {"word/numbering.xml": numbering}))
    assert [(piece.text, piece.data.get("value"), "continues" in piece.data) for piece in found] == [
        ("rope", 1, False),
        ("and its knots", None, True),
        ("sail", 2, False),
    ]


def test_a_list_without_a_name_is_no_list():
    numbering = part("numbering", "<w:abstractNum><w:lvl/></w:abstractNum><w:num/>")
    assert said(document(paragraph("a", properties=listed(1)), **{"word/numbering.xml": numbering})) == [
        ("prose", "a")
    ]


def test_a_heading_that_is_counted_keeps_its_number():
    data = document(
        paragraph("Arrival", style="H1", properties=listed(1)),
        paragraph(SEA),
        paragraph("Leaving", style="H1", properties=listed(1)),
        paragraph(SEA),
    )
    assert [text for kind, text in said(data) if kind == "heading"] == ["1. Arrival", "2. Leaving"]


def test_an_outline_level_makes_a_heading_without_a_style():
    assert said(document(paragraph("Arrival", properties='<w:outlineLvl w:val="1"/>')))[0] == (
        "heading",
        "Arrival",
    )


def test_hidden_deleted_and_moved_words_are_gone_and_inserted_ones_stay():
    data = document(
        paragraph(
            run("Seen "), run("hidden", "<w:vanish/>"), "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>",
            "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>", "<w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>",
        )
    )  # fmt: skip
    assert said(data) == [("prose", "Seen inserted")]


def test_the_words_of_a_formula_are_kept():
    data = document(paragraph(run("So "), "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"))
    assert said(data) == [("prose", "So x=1")]


def test_words_that_are_struck_through_stay_and_are_doubted_as_such():
    (piece,) = pieces(document(paragraph(run("The "), run("old", "<w:strike/>"), run(" rope."))))
    assert (piece.text, [doubt.code for doubt in piece.doubts]) == ("The old rope.", ["words_struck"])


def test_links_lead_to_the_web_or_nowhere():
    those = relations(
        ("r1", "hyperlink", "https://example.org/a", "External"),
        ("r2", "hyperlink", "javascript:x()", "External"),
    )
    body = "".join(
        f'<w:hyperlink r:id="r{n}"><w:r><w:t xml:space="preserve">{n} </w:t></w:r></w:hyperlink>'
        for n in (1, 2)
    )
    (piece,) = pieces(document(paragraph(body), **{"word/_rels/document.xml.rels": those}))
    assert [mark.data for mark in piece.marks] == [{"href": "https://example.org/a"}]


def sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(told: str, *runs: str) -> str:
    """A field as Word writes it: what it is told, then what it shows."""
    telling = f'<w:r><w:instrText xml:space="preserve"> {told} </w:instrText></w:r>'
    return f"{sign('begin')}{telling}{sign('separate')}{''.join(runs)}{sign('end')}"


def led(data: bytes) -> list[tuple[str, str]]:
    return [
        (piece.text[mark.start : mark.end], mark.data["href"])
        for piece in pieces(data)
        for mark in piece.marks
        if mark.kind == "link"
    ]


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ('HYPERLINK "https://example.org/knots"', "https://example.org/knots"),
        ('HYPERLINK "https://example.org/knots" \\o "All the knots"', "https://example.org/knots"),
        ('HYPERLINK "https://example.org/knots" \\l "reef"', "https://example.org/knots#reef"),
        ("HYPERLINK https://example.org/knots", "https://example.org/knots"),
    ],
)
def test_links_that_are_fields_lead_where_they_are_told(told, address):
    complex_one = paragraph(run("See "), field(told, run("the "), run("knots", "<w:b/>")), run(" there."))
    simple = paragraph(
        run("See "), f"<w:fldSimple w:instr='{told}'>{run('the knots')}</w:fldSimple>", run(" there.")
    )
    for data in (document(complex_one), document(simple)):
        assert said(data) == [("prose", "See the knots there.")]
        assert led(data) == [("the knots", address)]


def test_fields_that_lead_into_the_text_or_nowhere_or_never_end_are_no_links_and_keep_their_words():
    for told in ('HYPERLINK \\l "knots"', 'HYPERLINK "javascript:x()"', "PAGEREF knots", "HYPERLINK"):
        data = document(paragraph(run("See "), field(told, run("below")), run(" there.")))
        assert (said(data), led(data)) == ([("prose", "See below there.")], [])
    endless = field('HYPERLINK "https://example.org/"', run("below")).removesuffix(sign("end"))
    data = document(paragraph(run("See "), endless), paragraph(QUAY))
    assert (said(data), led(data)) == ([("prose", "See below"), ("prose", QUAY)], [])


def test_a_field_in_the_words_of_a_link_is_part_of_the_link():
    inner = field("PAGEREF knots", run("12"))
    data = document(
        paragraph(field('HYPERLINK "https://example.org/"', run("page "), inner, run(" there")), run("."))
    )
    assert led(data) == [("page 12 there", "https://example.org/")]


def test_a_link_in_a_note_may_be_a_field():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph(field("HYPERLINK https://example.org/", run("there")))}</w:footnote>'
    data = document(paragraph(run(SEA), mark), **{"word/footnotes.xml": part("footnotes", note)})
    assert led(data) == [("there", "https://example.org/")]


@pytest.mark.parametrize(
    ("name", "found"), [("Verbatim Char", ["tie --reef"]), ("HTML Code", ["tie --reef"]), ("Encoded", [])]
)
def test_words_in_the_style_of_a_program_are_code(name, found):
    style = part("styles", f'<w:style w:type="character" w:styleId="K"><w:name w:val="{name}"/></w:style>')
    coded = run("--reef", '<w:rStyle w:val="K"/>')
    data = document(
        paragraph(run("Say "), run("tie ", '<w:rStyle w:val="K"/>'), coded, run(" aloud.")),
        **{"word/styles.xml": style},
    )
    (piece,) = pieces(data)
    assert piece.text == "Say tie --reef aloud."
    assert [words for kind, words in marks(piece) if kind == "code"] == found


@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_a_large_first_letter_joins_its_word(kind):
    framed = f'<w:framePr w:dropCap="{kind}" w:lines="3" w:wrap="around"/>'
    data = document(paragraph("N", properties=framed), paragraph(QUAY[1:]), paragraph(SEA))
    assert said(data) == [("prose", QUAY), ("prose", SEA)]


def test_other_frames_and_a_letter_before_a_table_stay_paragraphs():
    table = f"<w:tbl><w:tr><w:tc>{paragraph('rope')}</w:tc></w:tr></w:tbl>"
    data = document(
        paragraph("Aside", properties='<w:framePr w:hSpace="4"/>'),
        paragraph(SEA),
        paragraph("N", properties='<w:framePr w:dropCap="drop"/>'),
        table,
    )
    assert [text for _kind, text in said(data)] == ["Aside", SEA, "N", "rope"]


def test_a_picture_that_is_elsewhere_is_missing():
    those = relations(("rI", "image", "https://example.org/x.png", "External"))
    made_of = pieces(document(paragraph(samples.DRAWING), **{"word/_rels/document.xml.rels": those}))
    assert [(piece.kind, piece.text, piece.doubts) for piece in made_of] == [
        ("figure", "a boat", (PieceDoubt("picture_missing"),))
    ]


@pytest.mark.parametrize(
    "name", ["caption", "Illustration", "Figure", "Abbildung", "Drawing", "Image Caption"]
)
def test_words_in_a_style_for_captions_are_those_of_the_picture_above_them(name):
    style = part("styles", f'<w:style w:type="paragraph" w:styleId="K"><w:name w:val="{name}"/></w:style>')
    data = document(
        paragraph(samples.DRAWING),
        paragraph("The boat at the quay", style="K"),
        paragraph(SEA),
        **{
            "word/styles.xml": style,
            "word/media/boat.png": png(),
            "word/_rels/document.xml.rels": relations(("rI", "image", "media/boat.png", "")),
        },
    )
    assert said(data) == [("figure", "The boat at the quay"), ("prose", SEA)]


def test_macros_are_not_looked_at_and_it_is_noted():
    read = source(document(paragraph(SEA), **{"word/vbaProject.bin": b"Sub AutoOpen()"}))
    assert [piece.text for piece in read.pieces] == [SEA]
    assert read.provenance["macros"] == "left out"


# Harm and damage


def test_a_document_type_is_refused_in_any_part():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    body = part("document", f"<w:body>{paragraph('&b;')}</w:body>").replace("?>", f"?>{laughs}", 1)
    assert refusal(document(**{"word/document.xml": body})).code == "xml_entities"
    notes = part("footnotes", "").replace("?>", '?><!DOCTYPE x SYSTEM "http://example.org/x.dtd">', 1)
    assert refusal(document(paragraph(SEA), **{"word/footnotes.xml": notes})).code == "xml_entities"


def test_a_document_type_is_seen_in_any_encoding():
    body = part("document", f"<w:body>{paragraph(SEA)}</w:body>").replace(
        'encoding="UTF-8"?>', 'encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>', 1
    )
    assert refusal(document(**{"word/document.xml": body.encode("utf-16")})).code == "xml_entities"


@pytest.mark.parametrize("depth", [130, 1_000, 100_000])
def test_deep_nesting_is_refused(depth):
    nested = "<w:sdt><w:sdtContent>" * depth + paragraph("x") + "</w:sdtContent></w:sdt>" * depth
    assert refusal(document(nested)).code == "too_deep"


def test_nesting_that_is_let_through_is_no_fall():
    nested = "<w:sdt><w:sdtContent>" * 55 + paragraph("x") + "</w:sdtContent></w:sdt>" * 55
    assert said(document(nested)) == [("prose", "x")]


@pytest.mark.long
def test_a_hundred_thousand_headings_are_refused():
    headings = (paragraph(f"{number * 7919 % 100_003}", style="H1") for number in range(100_000))
    assert refusal(document(*headings)).code == "too_many_paragraphs"


@pytest.mark.parametrize(
    "body",
    [
        '<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>',
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='many'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:sym w:font='x' w:char='zz'/></w:r></w:p>",
    ],
)
def test_a_document_that_refers_to_what_is_not_there_is_refused_as_damaged(body):
    assert refusal(document(paragraph(SEA), body)).code == "damaged"


def test_a_document_without_its_main_part_is_refused_as_damaged():
    assert (
        refusal(zipped({"[Content_Types].xml": "wordprocessingml", "word/media/x.png": png()})).code
        == "damaged"
    )


def test_letters_of_all_kinds_come_through():
    assert said(document(paragraph("שלום 🌊 مرحبا"), paragraph(QUAY)))[0] == ("prose", "שלום 🌊 مرحبا")


RECT = '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" {}/></w:pict></w:r>'


@pytest.mark.parametrize(
    "rule",
    [
        paragraph(RECT.format('o:hr="t"')),
        paragraph(properties='<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'),
    ],
)
def test_a_line_across_the_page_is_a_break(rule):
    assert said(document(paragraph(SEA), rule, paragraph(QUAY))) == [
        ("prose", SEA),
        ("ornament", ""),
        ("prose", QUAY),
    ]


@pytest.mark.parametrize(
    "other",
    [
        paragraph(RECT.format('style="width:9pt"')),
        paragraph(properties='<w:pBdr><w:bottom w:val="nil"/></w:pBdr>'),
        paragraph(properties='<w:pBdr><w:top w:val="single"/><w:left w:val="single"/></w:pBdr>'),
        "<w:p/>",
    ],
)
def test_other_empty_paragraphs_are_no_breaks(other):
    assert said(document(paragraph(SEA), other, paragraph(QUAY))) == [("prose", SEA), ("prose", QUAY)]


def test_words_with_a_border_stay_words():
    bordered = paragraph(QUAY, properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
    assert said(document(paragraph(SEA), bordered)) == [("prose", SEA), ("prose", QUAY)]


def _row(*cells: tuple[str, str]) -> str:
    return "".join(
        [
            "<w:tr>",
            *(f"<w:tc><w:tcPr>{how}</w:tcPr>{paragraph(words)}</w:tc>" for words, how in cells),
            "</w:tr>",
        ]
    )


def test_a_cell_that_goes_on_from_the_one_above_and_has_words_of_its_own_keeps_them():
    begun, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = _row(("Rope", begun), ("one", ""), ("lamp", ""))
    body += _row(("", on), ("two", ""), ("oil", on)) + _row(("Nets", on), ("three", ""), ("", on))
    (table,) = pieces(docx(f"<w:tbl>{body}</w:tbl>"))
    assert table.text == "Rope | one | lamp\n | two | oil\nNets | three | "


RAISED = '<w:vertAlign w:val="superscript"/>'


def noted(label: str, words: str) -> str:
    return paragraph(run(label, RAISED), run(f" {words}"))


def note_doubts(*blocks: str) -> list[tuple[str, str]]:
    """What is doubted about notes, each with the words where it is."""
    result = made(document(*blocks))
    return [
        (one.code, result.content[one.where :].partition("\n")[0])
        for one in result.warnings
        if one.code.startswith("note_")
    ]


def test_a_typed_note_that_nothing_refers_to_is_a_note_and_doubted_as_such():
    called = paragraph(run(SEA), run("1", RAISED), run(f" {QUAY}"), run("3", RAISED))
    first, second, third = noted("1", "At six."), noted("2", "At seven."), noted("3", "At eight.")
    assert note_doubts(called, first, second) == [("note_missing", "3"), ("note_unreferenced", "At seven.")]
    assert note_doubts(called, first, second, third) == [("note_unreferenced", "At seven.")]
    assert note_doubts(called, second, third) == [
        ("note_missing", f"1 {QUAY}3"),
        ("note_unreferenced", "At seven."),
    ]


def test_a_raised_number_that_begins_a_paragraph_elsewhere_is_no_note():
    called = paragraph(run(SEA), run("1", RAISED))
    verse = noted("7", QUAY)
    assert note_doubts(verse, called, noted("1", "At six.")) == [("note_missing", f"7 {QUAY}")]
    assert note_doubts(called, noted("1", "At six."), noted("9", QUAY)) == [("note_missing", f"9 {QUAY}")]


QUOTING = ["Extract", "Block Text", "Quotation", "Block Quotation", "Block Quote", "Quote", "Intense Quote", "Intensives Zitat", "Zitat", "Blockzitat", "Citation", "Citazione", "Cita"]  # fmt: skip


@pytest.mark.parametrize("name", QUOTING)
def test_styles_of_many_names_are_those_of_quotations(name):
    styles = part("styles", f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="{name}"/></w:style>')
    data = docx(paragraph(SEA) + paragraph(QUAY, style="S"), {"word/styles.xml": styles})
    assert said(data) == [("prose", SEA), ("quotation", QUAY)]


def test_an_extract_of_verse_is_verse():
    styles = part(
        "styles", '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Verse Extract"/></w:style>'
    )
    data = docx(paragraph(SEA) + paragraph("O little boat", style="S"), {"word/styles.xml": styles})
    assert said(data)[1] == ("verse", "O little boat")
