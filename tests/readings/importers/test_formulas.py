"""Formulas keep their letters in every format that has them as formulas, wherever they stand."""

import pytest

from readings.importers.formulas import formula_words
from readings.importers.markup.parsing import Budget, parse_xml
from tests.readings.importers.reading import pieces, said
from tests.readings.importers.writers import QUAY, SEA, docx, odt, paragraph, png, run

MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'
SQUARED = "<msup><mi>r</mi><mn>2</mn></msup>"


def words(inside: str, attributes: str = "") -> str:
    root = parse_xml(MATHML.format(inside).replace("<math", f"<math {attributes}", 1), Budget())
    assert root is not None
    return formula_words(root)


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        (f"<mi>A</mi>\n <mo> = </mo>\n <mi>π</mi>\n {SQUARED}", "A=πr²"),
        ("<msup><mi>k</mi><mrow><mi>n</mi><mo>−</mo><mn>1</mn></mrow></msup>", "kⁿ⁻¹"),
        ("<msup><mi>k</mi><mi>q</mi></msup>", "kq"),
        ("<msubsup><mi>w</mi><mi>i</mi><mn>3</mn></msubsup>", "wi³"),
        ("<mfrac><mi>load</mi><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac>", "load/(a+b)"),
        ("<msqrt><mi>u</mi><mo>+</mo><mn>4</mn></msqrt>", "√(u+4)"),
        ("<mroot><mi>u</mi><mn>3</mn></mroot>", "³√u"),
        ("<mfenced><mi>u</mi></mfenced>", "(u)"),
        ("<mi>d</mi><mspace/><mi>t</mi>", "d t"),
        ("<semantics><mi>u</mi><annotation>{u} over typed</annotation></semantics>", "u"),
        ("u + v", "u + v"),
    ],
)
def test_a_formula_is_its_letters_in_one_line(inside, line):
    assert words(inside) == line


def test_what_an_author_wrote_instead_of_a_formula_counts():
    assert words("<mi>u</mi>", 'alttext="u, the speed"') == "u, the speed"


# DOCX


def m(name: str, *inside: str) -> str:
    return f"<m:{name}>{''.join(one if one.startswith('<') else letters(one) for one in inside)}</m:{name}>"


def letters(said: str) -> str:
    return f"<m:r><m:t>{said}</m:t></m:r>"


OF_WORD = [
    (m("sSup", m("e", "r"), m("sup", "2")), "r²"),
    (m("sSup", m("e", "r"), m("sup", "q")), "rq"),
    (m("f", m("num", "load"), m("den", "a+b")), "load/(a+b)"),
    (m("rad", m("deg", "3"), m("e", "u")), "³√u"),
    (m("nary", "<m:naryPr><m:chr m:val='∑'/></m:naryPr>", m("sub", "i"), m("sup", "n"), m("e", "w")), "∑iⁿw"),
    (m("nary", m("sub", "0"), m("sup", "1"), m("e", "w")), "∫0¹w"),
    (m("d", m("e", "u"), m("e", "v")), "(u|v)"),
    (m("d", "<m:dPr><m:begChr m:val='['/><m:endChr m:val=''/></m:dPr>", m("e", "u")), "[u"),
    (m("func", m("fName", "sin"), m("e", "u")), "sin u"),
]


@pytest.mark.parametrize(("formula", "line"), OF_WORD)
def test_a_formula_of_a_docx_keeps_its_letters_and_the_signs_of_its_parts(formula, line):
    assert said(docx(paragraph(run("So "), m("oMath", formula), run(" here.")))) == [
        ("prose", f"So {line} here.")
    ]


def test_a_formula_on_a_line_of_its_own_is_a_paragraph_of_a_docx():
    shown = m("oMathPara", m("oMath", "u=1"))
    data = docx(paragraph(SEA) + paragraph(shown) + paragraph(QUAY) + shown)
    assert said(data) == [("prose", SEA), ("prose", "u=1"), ("prose", QUAY), ("prose", "u=1")]


def test_formulas_under_one_another_are_not_run_together():
    shown = m("oMathPara", m("oMath", "u=1"), m("oMath", "v=2"))
    ((_kind, text),) = said(docx(paragraph(shown)))
    assert text.split() == ["u=1", "v=2"]


# ODT

INSIDE = '<?xml version="1.0"?><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>A</mi><mo>=</mo>{}</math>'


def framed(*inside: str) -> str:
    return f"<draw:frame>{''.join(inside)}</draw:frame>"


def embedded(name: str) -> str:
    return f'<draw:object xlink:href="./{name}"/>'


def image(name: str) -> str:
    return f'<draw:image xlink:href="./{name}"/>'


def test_formulas_of_an_odt_are_read_from_the_objects_that_hold_them():
    formula = framed(embedded("Object 1"), image("ObjectReplacements/Object 1"))
    body = f"<text:p>The face is {formula} wide.</text:p><text:p>{framed(embedded('Formula-2/'))}</text:p>"
    others = {
        "Object 1/content.xml": INSIDE.format(SQUARED),
        "ObjectReplacements/Object 1": png(),
        "Formula-2/content.xml": INSIDE.format("<mn>7</mn>"),
    }
    assert said(odt(body, others=others)) == [("prose", "The face is A=r² wide."), ("prose", "A=7")]


def test_an_embedded_object_that_is_no_formula_is_its_picture():
    body = f"<text:p>{framed(embedded('Object 1'), image('ObjectReplacements/Object 1'))}</text:p>"
    others = {"Object 1/content.xml": "<chart/>", "ObjectReplacements/Object 1": png()}
    (piece,) = pieces(odt(body, others=others))
    assert (piece.kind, "picture" in piece.data) == ("figure", True)


def test_an_embedded_object_without_letters_and_picture_is_doubted_at_its_place():
    made = pieces(odt(f"<text:p>{SEA}</text:p><text:p>{framed(embedded('Object 9'))}</text:p>"))
    assert [(piece.text, [doubt.code for doubt in piece.doubts]) for piece in made] == [
        (SEA, []),
        ("", ["picture_dropped"]),
    ]
