"""DOCX: whatever a word processor puts around words, the words stay, each once and in its order."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readings.importers import read
from readings.pieces import PieceDoubt
from tests.readings.importers import samples
from tests.readings.importers.reading import marks, pieces, said
from tests.readings.importers.test_docx import document, field, led, sign
from tests.readings.importers.writers import QUAY, SEA, listed, paragraph, part, png, relations, run

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
SHAPES = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
GROUPS = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
ALTERNATIVES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NEWER = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
DRAWN = 'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"'
AROUND_RUNS = [
    '<w:fldSimple w:instr=" REF knots \\h ">{}</w:fldSimple>',
    '<w:fldSimple w:instr=" HYPERLINK \\l knots "><w:fldData>c29tZQ==</w:fldData>{}</w:fldSimple>',
    '<w:dir w:val="rtl">{}</w:dir>',
    '<w:bdo w:val="ltr">{}</w:bdo>',
    '<w:smartTag w:uri="x" w:element="City"><w:smartTagPr/>{}</w:smartTag>',
    '<w:customXml w:element="place"><w:customXmlPr/>{}</w:customXml>',
    "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:ins w:id="1" w:author="x">{}</w:ins>',
    '<w:moveTo w:id="1" w:author="x">{}</w:moveTo>',
    f"<w14:conflictIns {NEWER}>{{}}</w14:conflictIns>",
    '<w:hyperlink w:anchor="knots">{}</w:hyperlink>',
    "<w:unheardOf>{}</w:unheardOf>",
    f'<mc:AlternateContent {ALTERNATIVES}><mc:Choice Requires="w14">{{}}</mc:Choice></mc:AlternateContent>',
    f'<mc:AlternateContent {ALTERNATIVES}><mc:Choice Requires="w14">{{}}</mc:Choice><mc:Fallback/></mc:AlternateContent>',
    f'<mc:AlternateContent {ALTERNATIVES}><mc:Choice Requires="w14"/><mc:Fallback>{{}}</mc:Fallback></mc:AlternateContent>',
]
AROUND_PARAGRAPHS = [
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:customXml w:element="chapter">{}</w:customXml>',
    '<w:ins w:id="1" w:author="x">{}</w:ins>',
    '<w:moveTo w:id="1" w:author="x">{}</w:moveTo>',
    "<w:unheardOf>{}</w:unheardOf>",
    f'<mc:AlternateContent {ALTERNATIVES}><mc:Choice Requires="w14">{{}}</mc:Choice><mc:Fallback/></mc:AlternateContent>',
    "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
    "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
]


def box(inside: str) -> str:
    """A text box as newer word processors write it, with nothing for older ones."""
    return (
        f"<w:drawing {SHAPES}><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inside}"
        "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def shape(name: str, inside: str) -> str:
    """A text box as older word processors write it."""
    content = f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>"
    return f"<w:pict {VML}><v:{name}>{content}</v:{name}></w:pict>"


def either(choice: str, fallback: str) -> str:
    return (
        f'<w:r><mc:AlternateContent {ALTERNATIVES}><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def ruby(base: str, reading: str, properties: str = "") -> str:
    return f"<w:ruby><w:rubyPr/><w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base, properties)}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize("around", AROUND_RUNS)
def test_words_stay_in_their_place_whatever_stands_around_them(around):
    data = document(
        paragraph(run("Tie the "), around.format(run("long ") + run("rope", "<w:i/>")), run(" to the ring."))
    )
    (piece,) = pieces(data)
    assert (piece.text, marks(piece)) == ("Tie the long rope to the ring.", [("emphasis", "rope")])


@pytest.mark.parametrize("around", AROUND_PARAGRAPHS)
def test_paragraphs_stay_in_their_order_whatever_stands_around_them(around):
    data = document(
        paragraph("Before."), around.format(paragraph(QUAY) + paragraph("Second.")), paragraph("After.")
    )
    words = " ".join(text for _kind, text in said(data)).split()
    assert words == ["Before.", *QUAY.split(), "Second.", "After."]


def test_the_number_in_a_caption_stays():
    number = f'<w:fldSimple w:instr=" SEQ Table \\* ARABIC ">{run("3")}</w:fldSimple>'
    data = document(paragraph(SEA), paragraph(run("Table "), number, run(". The price of rope")))
    assert said(data)[1][1] == "Table 3. The price of rope"


def test_a_note_in_a_field_stays():
    mark = '<w:fldSimple w:instr="NOTEREF x"><w:r><w:footnoteReference w:id="2"/></w:r></w:fldSimple>'
    note = f'<w:footnote w:id="2">{paragraph("<w:dir>" + run("Of hemp.") + "</w:dir>")}</w:footnote>'
    data = document(paragraph(run(SEA), mark), **{"word/footnotes.xml": part("footnotes", note)})
    assert ("note", "Of hemp.") in said(data)


def test_a_link_in_a_field_leads_where_it_led():
    link = f"<w:fldSimple w:instr='HYPERLINK \"https://example.org/knots\"'>{run('knots')}</w:fldSimple>"
    data = document(paragraph(run("See "), f'<w:dir w:val="ltr">{link}</w:dir>', run(" there.")))
    assert led(data) == [("knots", "https://example.org/knots")]


@pytest.mark.parametrize(
    ("inside", "read", "marked"),
    [
        (f"<w:r>{ruby('漢', 'kan')}</w:r>", "The sign 漢(kan) stands.", []),
        (f"<w:r>{ruby('漢', 'kan')}{ruby('字', 'ji')}</w:r>", "The sign 漢(kan)字(ji) stands.", []),
        (f"<w:r><w:t>{'大'}</w:t>{ruby('漢', 'kan')}<w:t>{'字'}</w:t></w:r>", "The sign 大漢(kan)字 stands.", []),
        (f"<w:r>{ruby('漢', 'kan', '<w:i/>')}</w:r>", "The sign 漢(kan) stands.", [("emphasis", "漢")]),
        (f"<w:r>{ruby('漢', '')}</w:r>", "The sign 漢 stands.", []),
    ],
)  # fmt: skip
def test_how_a_sign_is_spoken_stands_after_it(inside, read, marked):
    (piece,) = pieces(document(paragraph(run("The sign "), inside, run(" stands."))))
    assert (piece.text, marks(piece)) == (read, marked)


def test_how_a_sign_is_spoken_may_be_a_field_of_older_word_processors():
    told = (
        '<w:r><w:instrText>EQ \\* jc2 \\* "Font:Song" \\* hps10 \\o\\ad(\\s\\up 9(kan),</w:instrText></w:r>'
    )
    rest = "<w:r><w:instrText>漢)</w:instrText></w:r>"
    data = document(paragraph(run("The sign "), sign("begin"), told, rest, sign("end"), run(" stands.")))
    assert said(data) == [("prose", "The sign 漢(kan) stands.")]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ('<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="hemp"/><w:listEntry w:val="tar"/></w:ddList></w:ffData>', "Buy tar soon."),
        ('<w:ffData><w:ddList><w:listEntry w:val="hemp"/><w:listEntry w:val="tar"/></w:ddList></w:ffData>', "Buy hemp soon."),
        ('<w:ffData><w:ddList><w:result w:val="7"/><w:listEntry w:val="hemp"/></w:ddList></w:ffData>', "Buy soon."),
        ('<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>', "Buy ☒ soon."),
        ('<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>', "Buy ☐ soon."),
    ],
)  # fmt: skip
def test_what_was_chosen_in_a_form_stays(told, read):
    begun = f'<w:r><w:fldChar w:fldCharType="begin">{told}</w:fldChar></w:r>'
    data = document(paragraph(run("Buy "), begun, sign("end"), run(" soon.")))
    assert said(data) == [("prose", read)]


def test_a_box_that_is_ticked_stays_where_no_list_is():
    check = f'<w14:checkbox {NEWER}><w14:checked w14:val="1"/></w14:checkbox>'
    ticked = f"<w:sdt><w:sdtPr>{check}</w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    assert said(document(paragraph(ticked, run(" hemp")))) == [("prose", "☒ hemp")]


def test_lines_and_gaps_of_all_kinds_part_words():
    (piece,) = pieces(
        document(paragraph("<w:r><w:t>hemp</w:t><w:cr/><w:t>tar</w:t><w:ptab/><w:t>salt</w:t></w:r>"))
    )
    assert piece.text.split() == ["hemp", "tar", "salt"]


@pytest.mark.parametrize(
    ("font", "code", "read"),
    [("Symbol", "F061", "α"), ("Garamond", "2020", "†"), ("Odd Signs", "F0B7", "\ufffd")],
)
def test_signs_that_are_named_by_their_codes_stay(font, code, read):
    named = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert said(document(paragraph(run("Hemp "), named, run(" rope.")))) == [("prose", f"Hemp {read} rope.")]


@pytest.mark.parametrize(
    "boxed",
    [
        f"<w:r>{box(paragraph(SEA))}</w:r>",
        either(box(paragraph(SEA)), ""),
        either(box(paragraph(SEA)), shape("shape", paragraph(SEA))),
        either(box(paragraph(SEA)), shape("oval", paragraph(SEA))),
        either("", shape("shape", paragraph(SEA))),
        f"<w:r>{shape('polyline', paragraph(SEA))}</w:r>",
        f'<w:r><w:pict {VML}><v:shape><v:textpath string="{SEA}"/></v:shape></w:pict></w:r>',
        f"<w:r><w:drawing {GROUPS}><wp:inline><a:graphic><a:graphicData><wpg:wgp><wpg:sp><a:txBody><a:p><a:r><a:t>{SEA}</a:t></a:r></a:p></a:txBody></wpg:sp></wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
    ],
)  # fmt: skip
def test_words_in_a_box_stay_once_after_the_paragraph_that_it_stands_in(boxed):
    data = document(paragraph(run("Before the box "), boxed, run("and after.")), paragraph(QUAY))
    assert said(data) == [("prose", "Before the box and after."), ("prose", SEA), ("prose", QUAY)]


def test_items_in_a_box_that_is_written_twice_are_counted_once():
    items = paragraph("hemp", properties=listed(1))
    data = document(
        paragraph(run(SEA), either(box(items), shape("shape", items))), paragraph("tar", properties=listed(1))
    )
    assert [piece.data["marker"] for piece in pieces(data) if piece.kind == "list_item"] == ["1.", "2."]


PICTURES = {
    "word/media/boat.png": png(),
    "word/_rels/document.xml.rels": relations(("rI", "image", "media/boat.png", "")),
}
PICTURE = '<pic:pic><pic:blipFill><a:blip r:embed="rI"/></pic:blipFill></pic:pic>'


def test_a_picture_beside_words_in_one_drawing_stays_with_them():
    words = (
        f"<wps:wsp {SHAPES}><wps:txbx><w:txbxContent>{paragraph(QUAY)}</w:txbxContent></wps:txbx></wps:wsp>"
    )
    drawing = (
        f'<w:r><w:drawing {GROUPS}><wp:inline><wp:docPr id="1" name="p" descr="a boat"/><a:graphic><a:graphicData>'
        f"<wpg:wgp>{PICTURE}{words}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    data = document(paragraph(run(SEA)), paragraph(drawing), **PICTURES)
    assert said(data) == [("prose", SEA), ("figure", "a boat"), ("prose", QUAY)]


def test_a_picture_for_programs_that_do_not_know_the_box_stays_with_its_words():
    data = document(
        paragraph(run(SEA)), paragraph(either(box(paragraph(QUAY)), samples.DRAWING[5:-6])), **PICTURES
    )
    assert said(data) == [("prose", SEA), ("figure", "a boat"), ("prose", QUAY)]


@pytest.mark.parametrize("kind", ["chart", "diagram"])
def test_a_drawing_whose_words_are_elsewhere_is_doubted(kind):
    drawing = (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="prices of rope"/><a:graphic><a:graphicData '
        f'uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    made_of = pieces(document(paragraph(SEA), paragraph(drawing)))
    assert [(piece.kind, piece.text, piece.doubts) for piece in made_of[1:]] == [
        ("figure", "prices of rope", (PieceDoubt("picture_missing"),))
    ]


@pytest.mark.parametrize(
    "after", ["", "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>hemp</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"]
)
def test_words_before_an_end_that_was_deleted_stay_their_paragraph_where_none_follows(after):
    deleted = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    data = document(paragraph(QUAY), paragraph(SEA, properties=deleted), after)
    assert said(data)[:2] == [("prose", QUAY), ("prose", SEA)]


GONE = [
    '<w:del w:id="1" w:author="x">{}</w:del>',
    '<w:moveFrom w:id="1" w:author="x">{}</w:moveFrom>',
    f"<w14:conflictDel {NEWER}>{{}}</w14:conflictDel>",
]


@pytest.mark.parametrize("gone", GONE)
@pytest.mark.parametrize("around", AROUND_RUNS)
def test_what_was_deleted_stays_away_whatever_stands_around_it(gone, around):
    data = document(
        paragraph(
            run("Tie the "),
            around.format(gone.format(run("old "))),
            gone.format(around.format(run("wet "))),
            run("rope."),
        )
    )
    assert said(data) == [("prose", "Tie the rope.")]


# Any words, in anything that may stand around them, in anything that may stand around that.


def _runs(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.builds(
        str.format,
        st.sampled_from([*AROUND_RUNS, "<w:r>" + ruby("{}", "").replace(run("{}"), "{}") + "</w:r>"]),
        inside,
    )
    fields = inside.map(lambda words: field("REF knots", words))
    boxes = inside.map(paragraph).flatmap(
        lambda words: st.sampled_from(
            [
                f"<w:r>{box(words)}</w:r>",
                either(box(words), ""),
                either("", shape("oval", words)),
                f"<w:r>{shape('shape', words)}</w:r>",
            ]
        )
    )
    return st.one_of(wrapped, fields, boxes, st.lists(inside, min_size=2, max_size=3).map("".join))


LEAF = st.sampled_from(
    [
        run("%% "),
        run("%% ", "<w:b/>"),
        f"<w:r>{ruby('%%', '%%')}</w:r>",
        "<w:r><w:t>%%</w:t><w:cr/></w:r>",
        "<m:oMath><m:r><m:t>%% </m:t></m:r></m:oMath>",
    ]
)
RUNS = st.recursive(LEAF, _runs, max_leaves=6)
PARAGRAPHS = st.recursive(
    RUNS.map(lambda runs: paragraph(runs)),
    lambda inside: st.one_of(
        st.builds(str.format, st.sampled_from(AROUND_PARAGRAPHS), inside),
        st.lists(inside, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=5,
)


@example(
    paragraph(
        f"<w:r>{ruby('<m:oMath><m:r><m:t>%%</m:t></m:r></m:oMath>', '').replace(run('<m:oMath><m:r><m:t>%%</m:t></m:r></m:oMath>'), '<m:oMath><m:r><m:t>%%</m:t></m:r></m:oMath>')}</w:r>"
    )
)
@given(PARAGRAPHS)
def test_no_word_is_lost_or_doubled(body):
    parts = body.split("%%")
    words = [f"word{at}" for at in range(len(parts) - 1)]
    written = "".join(part + word for part, word in zip(parts, [*words, ""], strict=True))
    shown = [piece.text for piece in read(document(paragraph(SEA), written)).pieces]
    found = re.findall(r"word\d+", "\n".join(shown))
    assert sorted(found) == sorted(words)


@pytest.mark.parametrize("elsewhere", ['<w:altChunk r:id="rC"/>', '<w:p><w:subDoc r:id="rC"/></w:p>'])
def test_words_that_are_in_another_file_leave_a_doubt_at_their_place(elsewhere):
    made_of = read(document(paragraph(SEA), elsewhere, paragraph(QUAY))).pieces
    assert [piece.text for piece in made_of if piece.text] == [SEA, QUAY]
    assert [doubt.code for piece in made_of for doubt in piece.doubts] == ["page_in_page"]
    assert not made_of[0].doubts
