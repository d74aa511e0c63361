"""ODT: styles become structure, notes and lists come with their numbers, locked and harmful files are refused."""

import pytest

from tests.readings.importers import samples
from tests.readings.importers.reading import (
    apart,
    linked,
    made,
    marks,
    outline,
    pieces,
    refusal,
    said,
    source,
)
from tests.readings.importers.test_docx import QUOTING
from tests.readings.importers.writers import QUAY, SEA, odf, odt, png, zipped


def text(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def test_a_document_with_something_of_everything_is_read():
    result = made(samples.odt_document())
    assert (result.title, result.authors, result.language) == ("The Harbour", ("Ada Example",), "en")
    assert outline(result) == [(1, "Arrival")]
    assert [p.kind for p in result.paragraphs] == [
        "heading", "prose", "quotation", "list_item", "list_item", "list_item", "verse", "table", "figure", "prose", "note",
    ]  # fmt: skip
    assert linked(result) == [("1", "A note.")]
    assert len(result.pictures) == 1


def test_looks_are_found_through_the_styles_that_a_style_is_based_on():
    styles = (
        '<style:style style:name="A" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="B" style:family="text" style:parent-style-name="A"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="C" style:family="text" style:parent-style-name="A"><style:text-properties fo:font-style="normal"/></style:style>'
        '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    words = " ".join(f'<text:span text:style-name="{name}">{name.lower()}</text:span>' for name in "ABCH")
    (piece,) = pieces(odt(text(words), styles=styles))
    assert piece.text == "a b c"
    assert marks(piece) == [("emphasis", "a"), ("emphasis", "b"), ("strong", "b")]


def test_styles_name_quotations_poems_and_headings():
    styles = '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    body = text("Two", "P9") + text(QUAY, "Quotations") + text("O boat", "Verse") + text("of mine", "Verse")
    assert said(odt(body, styles=styles)) == [
        ("heading", "Two"),
        ("quotation", QUAY),
        ("verse", "O boat\nof mine"),
    ]


def test_a_line_across_the_page_is_a_break_unless_there_are_words_on_it():
    body = text(SEA) + text("", "Horizontal_20_Line") + text(QUAY)
    assert said(odt(body)) == [("prose", SEA), ("ornament", ""), ("prose", QUAY)]
    assert said(odt(text(SEA) + text("", "Text_20_body") + text(QUAY, "Horizontal_20_Line"))) == [
        ("prose", SEA),
        ("prose", QUAY),
    ]


def test_a_listing_is_told_of_once_and_a_poem_is_not():
    body = "".join(text(words, "Preformatted_20_Text") for words in ("x = 1", "y = 2")) + text(
        "O boat", "Verse"
    )
    made = pieces(odt(body))
    assert [(piece.text, [doubt.code for doubt in piece.doubts]) for piece in made] == [
        ("x = 1\ny = 2", ["lines_as_typed"]),
        ("O boat", []),
    ]


def test_lists_count_with_what_their_styles_say_and_go_on_when_told():
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="i" text:start-value="2"/>'
        '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    )
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('b', '')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item.format("a", inner)}</text:list>{text(SEA)}'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item.format("c", "")}</text:list>'
    )
    items = [piece for piece in pieces(odt(body, styles=styles)) if piece.kind == "list_item"]
    assert [(piece.text, piece.data["level"], piece.data.get("value"), piece.data["marker"]) for piece in items] == [
        ("a", 1, 2, "ii."), ("b", 2, None, ""), ("c", 1, 3, "iii."),
    ]  # fmt: skip


OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:outline-level-style text:level="2" style:num-format="1" style:num-prefix="§ " text:display-levels="2"/>'
    '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
)


def head(words: str, level: int = 1, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{words}</text:h>'


def headings(*blocks: str, styles: str = "", outline: str = OUTLINE) -> list[str]:
    others = {"styles.xml": odf("document-styles", f"<office:styles>{outline}</office:styles>")}
    body = "".join(f"{block}{text(SEA)}" for block in blocks)
    return [words for kind, words in said(odt(body, styles=styles, others=others)) if kind == "heading"]


def test_headings_that_are_counted_keep_their_numbers():
    found = headings(
        head("The slip"), head("Of oak", 2), head("Of elm", 2), head("Nails", 3), head("The loft"), head("Of canvas", 2)
    )  # fmt: skip
    assert found == [
        "I. The slip",
        "§ I.1 Of oak",
        "§ I.2 Of elm",
        "Nails",
        "II. The loft",
        "§ II.1 Of canvas",
    ]


def test_headings_that_are_not_counted_have_no_numbers_and_others_begin_anew():
    uncounted = '<style:style style:name="U" style:family="paragraph" style:list-style-name=""/>'
    found = headings(
        head("Thanks", 1, 'text:is-list-header="true"'),
        head("The slip"),
        head("Between", 1, 'text:style-name="U"'),
        head("", 1, 'text:is-list-header="true"'),
        head("The loft", 1, 'text:restart-numbering="true" text:start-value="7"'),
        head("The yard"),
        styles=uncounted,
    )
    assert found == ["Thanks", "I. The slip", "Between", "VII. The loft", "VIII. The yard"]
    assert headings(head("The slip"), outline="") == ["The slip"]


def test_headings_in_a_list_of_their_own_are_counted_by_it():
    styles = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="A" style:num-suffix=")"/></text:list-style>'
    item = '<text:list text:style-name="L" {}><text:list-item>{}</text:list-item></text:list>'
    goes_on = 'text:continue-numbering="true"'
    found = headings(
        item.format("", head("Rope")),
        item.format(goes_on, head("Sail")),
        item.format("", head("Tar")),
        item.format(goes_on, text("first") + head("Under an item")),
        styles=styles,
    )
    assert found == ["A) Rope", "B) Sail", "A) Tar", "Under an item"]


def test_paragraphs_in_the_style_of_a_heading_are_counted_by_their_list():
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/></text:list-style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1" style:list-style-name="L"/>'
    )
    item = '<text:list text:style-name="L" {}><text:list-item>{}</text:list-item></text:list>'
    rope, sail = text("Rope", "Heading_20_1"), text("Sail", "Heading_20_1")
    found = headings(item.format("", rope), item.format('text:continue-list="a"', sail), styles=styles)
    assert found == ["I. Rope", "II. Sail"]
    assert headings(text("Rope", "P1"), text("Sail", "P1"), styles=styles) == ["I. Rope", "II. Sail"]
    assert headings(rope, sail) == ["Rope", "Sail"]


@pytest.mark.parametrize(
    ("font", "shown"), [("Symbol", "α → Ω∫"), ("Symbol1", "α → Ω∫"), ("Other", "\uf061 \uf0ae \uf057\uf0f2")]
)
def test_letters_of_the_font_symbol_are_those_that_it_shows(font, shown):
    styles = f'<style:style style:name="S" style:family="text"><style:text-properties style:font-name="{font}"/></style:style>'
    words = 'So <text:span text:style-name="S">\uf061 \uf0ae \uf057\uf0f2</text:span>, it says.'
    assert said(odt(text(words), styles=styles)) == [("prose", f"So {shown}, it says.")]


def test_a_number_that_the_file_writes_out_is_the_one_that_is_shown():
    assert headings(head("<text:number>Part 3:</text:number>Tar")) == ["Part 3: Tar"]


def test_a_list_without_a_style_is_not_counted_like_the_headings():
    body = f"{head('Rope')}<text:list><text:list-item>{text('hemp')}</text:list-item></text:list>"
    others = {"styles.xml": odf("document-styles", f"<office:styles>{OUTLINE}</office:styles>")}
    item = pieces(odt(body, others=others))[-1]
    assert (item.kind, item.data["ordered"]) == ("list_item", False)


def test_notes_of_both_kinds_and_in_several_paragraphs():
    note = '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation><text:note-body>{}</text:note-body></text:note>'
    body = text(
        f"So.{note.format('footnote', '1', text('One.') + text('More.'))} Yes.{note.format('endnote', 'i', text('Two.'))}"
    )
    result = made(odt(text(SEA) + body))
    assert linked(result) == [("1", "One."), ("2", "Two.")]
    assert [p.data.get("continues") for p in result.paragraphs if p.kind == "note"] == [None, True, None]


def test_what_was_deleted_and_what_was_remarked_is_no_text():
    body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    remark = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    assert said(odt(body + text(f"Here{remark} it is."))) == [("prose", "Here it is.")]


def test_what_a_script_says_to_the_program_is_no_text():
    script = '<text:script script:language="JavaScript">alert(1)</text:script>'
    assert said(odt(text(f"The lamp {script}is out."))) == [("prose", "The lamp is out.")]


def test_a_table_of_contents_is_set_apart():
    body = "<text:table-of-content><text:index-body><text:p>Arrival 3</text:p></text:index-body></text:table-of-content>"
    assert apart(odt(body + text(SEA))) == [("contents", "Arrival 3")]


def test_a_picture_in_a_box_has_the_caption_in_the_box_and_splits_no_sentence():
    box = (
        '<draw:frame><draw:text-box><text:p text:style-name="Illustration"><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
        "The boat</text:p></draw:text-box></draw:frame>"
    )
    data = odt(text(f"Before {box}after."), others={"Pictures/a.png": png()})
    assert said(data) == [("prose", "Before after."), ("figure", "The boat")]
    assert len(source(data).pictures) == 1


def test_cells_that_reach_over_others_keep_the_columns():
    cell = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    first = row.format(
        cell.format('table:number-columns-spanned="2"', "wide") + "<table:covered-table-cell/>"
    )
    body = f"<table:table>{first}{row.format(cell.format('', 'a') + cell.format('', 'b'))}</table:table>"
    assert said(odt(body)) == [("table", "wide | \na | b")]


# Harm and damage


def test_a_document_with_a_password_is_refused():
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">'
        '<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    )
    assert refusal(odt(text(SEA), others={"META-INF/manifest.xml": manifest})).code == "locked"


def test_entities_are_refused():
    content = odf("document-content", "<office:body><office:text/></office:body>").replace(
        "?>", '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', 1
    )
    assert (
        refusal(
            odt("", others={})
            and zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
        ).code
        == "xml_entities"
    )


@pytest.mark.parametrize("content", ["", "<x", "\x00\x01", odf("document-content", "<office:body/>")])
def test_a_document_without_a_text_is_refused_as_damaged(content):
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert refusal(data).code == "damaged"


def test_notes_in_notes_and_boxes_in_boxes_end_somewhere():
    nested = "<text:note><text:note-body><text:p>n" * 60 + "</text:p></text:note-body></text:note>" * 60
    boxes = "<draw:frame><draw:text-box><text:p>b" * 60 + "</text:p></draw:text-box></draw:frame>" * 60
    assert ("prose", SEA) in said(odt(text(SEA) + text(f"So{nested}") + text(f"So{boxes}")))


def test_deep_lists_are_read_or_refused():
    depth = 100_000
    body = "<text:list><text:list-item>" * depth + text("x") + "</text:list-item></text:list>" * depth
    assert refusal(odt(body)).code in ("damaged", "too_deep", "too_large")


def test_a_spreadsheet_is_refused():
    assert (
        refusal(
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
        ).code
        == "other_format"
    )


def test_a_program_keeps_how_far_its_lines_are_set_in_and_its_empty_lines():
    lines = [
        "for boat in boats:",
        '<text:s text:c="4"/><text:span>leave(boat)</text:span>',
        '<text:s/><text:s/>wait<text:s text:c="3"/>()',
        "",
        "<text:tab/>return",
    ]
    made = pieces(odt("".join(text(line, "Preformatted_20_Text") for line in lines)))
    assert [piece.text for piece in made] == ["for boat in boats:\nleave(boat)\nwait ()", "return"]
    assert [piece.data["indents"] for piece in made] == [[0, 4, 2], [4]]
    assert sum(len(piece.doubts) for piece in made) == 1


def test_a_poem_typed_with_breaks_keeps_how_far_its_lines_are_set_in_and_prose_has_no_more_spaces():
    verses = 'The river<text:line-break/><text:s text:c="4"/>goes under<text:line-break/>and back'
    (poem, prose) = pieces(odt(text(verses, "Verse") + text(f'<text:s text:c="3"/>{SEA}')))
    assert (poem.text, poem.data["indents"]) == ("The river\ngoes under\nand back", [0, 4, 0])
    assert prose.text == SEA


@pytest.mark.parametrize("name", QUOTING)
def test_styles_of_many_names_are_those_of_quotations(name):
    styles = f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="{name.replace(" ", "_20_")}"/>'
    body = f'<text:p>{SEA}</text:p><text:p text:style-name="P1">{QUAY}</text:p>'
    assert said(odt(body, styles=styles)) == [("prose", SEA), ("quotation", QUAY)]


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ('<text:list-level-style-number text:level="1" style:num-format="1"/>', [(3, "1."), (3, "2.")]),
        ('<text:list-level-style-number text:level="2" style:num-format="a"/>', [(3, "a."), (3, "b.")]),
        ('<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>', [(3, ""), (3, "")]),
        ('<text:list-level-style-number text:level="4" style:num-format="1"/>', [(3, ""), (3, "")]),
    ],
)
def test_a_level_of_which_a_list_says_nothing_is_as_the_one_above_it(first, found):
    inner = '<text:list text:style-name="L3"><text:list-item><text:p>rope</text:p></text:list-item><text:list-item><text:p>sail</text:p></text:list-item></text:list>'
    middle = f'<text:list text:style-name="L2"><text:list-item><text:p>by boat</text:p>{inner}</text:list-item></text:list>'
    body = f'<text:list text:style-name="L2"><text:list-item><text:p>to sea</text:p>{middle}</text:list-item></text:list>'
    bullets = '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
    styles = f'<text:list-style style:name="L2">{bullets}</text:list-style><text:list-style style:name="L3">{first}</text:list-style>'
    items = [piece.data for piece in pieces(odt(body, styles=styles)) if piece.text in ("rope", "sail")]
    assert [(item["level"], item["marker"]) for item in items] == found
