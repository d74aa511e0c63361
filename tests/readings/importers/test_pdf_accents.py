"""Accents that a PDF prints through their letters, as TeX did, become one with them; nothing else does."""

import re
from io import BytesIO

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from readings.importers import read
from readings.importers.pdf.accents import NOTHING, Place, with_accents
from readings.pieces import APART

SIZE, LEFT = 11.0, 60.0
registerFont(TTFont("Vera", "Vera.ttf"))  # reportlab's own, which has an "ı"


def printed(*lines: str, font: str = "Vera", late: bool = False, turned: bool = False) -> bytes:
    """Print lines, in which "<´e>" or "<e´>" is an accent printed through a letter, lifted over a capital.

    `late` writes lifted accents into the file behind their line; `turned` prints along the height of the page.
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=(600, 600))
    if turned:
        canvas.rotate(90)
        canvas.translate(0, -600)
    canvas.setFont(font, SIZE)
    for at, line in enumerate(lines):
        x, y, afterwards = LEFT, 540 - 14 * at, []
        for part in re.split(r"(<[^<>]{2}>)", line):
            if not re.fullmatch(r"<[^<>]{2}>", part):
                canvas.drawString(x, y, part)
                x += stringWidth(part, font, SIZE)
                continue
            letter = next(sign for sign in part[1:-1] if sign.isalpha())
            width = stringWidth(letter, font, SIZE)
            for sign in part[1:-1]:
                sign_x = x + (width - stringWidth(sign, font, SIZE)) / 2
                lifted = sign != letter and letter.isupper() and sign != "¸"
                if lifted and late:
                    afterwards.append((sign_x, sign))
                else:
                    canvas.drawString(sign_x, y + (2.4 if lifted else 0), sign)
            x += width
        for sign_x, sign in afterwards:
            canvas.drawString(sign_x, y + 2.4, sign)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def text(data: bytes) -> str:
    return "\n".join(piece.text for piece in read(data).pieces if piece.kind != APART)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Le r<´e>seau du canal est ferm<´e> depuis l’<´e>t<´e>.",
            "Le réseau du canal est fermé depuis l’été.",
        ),
        ("On va <`a> la mer, o<`u> tout le monde p<ˆe>che.", "On va à la mer, où tout le monde pêche."),
        ("Le gar<¸c>on, na<¨ı>f, et la ma<ˆı>tresse.", "Le garçon, naïf, et la maîtresse."),
        ("Gar<c¸>on, reviens; le repas est pr<e^>t.", "Garçon, reviens; le repas est prêt."),
        ("Ma<n˜>ana vendr<´a> el se<~n>or del muelle.", "Mañana vendrá el señor del muelle."),
        ("Die M<¨u>hle steht <¨u>ber dem Fluss.", "Die Mühle steht über dem Fluss."),
        ("P<˚a> bryggan st<˚a>r en gammal b<˚a>t.", "På bryggan står en gammal båt."),
        ("L’<´E>cole du quai, puis <`A> la mer.", "L’École du quai, puis À la mer."),
        ("LE MARCH<´E> AUX POISSONS DE L’<´E>T<´E> DERNIER", "LE MARCHÉ AUX POISSONS DE L’ÉTÉ DERNIER"),
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_an_accent_printed_through_a_letter_is_one_with_it(line, said, late):
    assert text(printed(line, late=late)) == said


def test_words_with_accents_are_so_on_a_page_that_stands_sideways():
    assert (
        text(printed("Le r<´e>seau est ferm<´e>, <`a> jamais.", turned=True))
        == "Le réseau est fermé, à jamais."
    )


@pytest.mark.parametrize(
    "line",
    [
        "They said `yes' and ``perhaps'' and never `no'.",
        "Run `ls ~/nets` or the `Rope` of ^Ada^ and ~home and x^y.",
        "The sign ´ alone, a ¨ and a ~ between words, ´so´ or ´So´ beside them.",
        "il li`il `I` ~l ^i i^ i~",
    ],
)
@pytest.mark.parametrize("font", ["Times-Roman", "Courier", "Helvetica", "Times-Italic"])
def test_signs_beside_a_letter_stay_as_they_are(line, font):
    assert text(printed(line, font=font)) == line
    assert text(printed(line, font=font, turned=True)) == line


def test_an_accent_over_a_letter_that_never_has_one_stays():
    assert sorted(text(printed("Let <ˆq> be the mean."))) == sorted("Let ˆq be the mean.")


def test_a_word_that_ends_a_line_in_an_accent_is_kept_apart_from_the_next():
    lines = (
        "The word that ends the first of these lines is the French word caf<´e>",
        "<´e>tait, and so on, here.",
    )
    assert (
        text(printed(*lines))
        == "The word that ends the first of these lines is the French word café était, and so on, here."
    )


# What pdfium gives where a line is one object: lifted accents behind it, and spaces where it takes them for letters.


def read_so(text: str, *placed: tuple[int, int]) -> str:
    """Return what becomes of signs six points wide, of which each in `placed` stands lifted over another.

    Spaces beside these are none in the file, and letters stand as if they were not there.
    """
    over = dict(placed)
    false = {near for at in over for near in (at - 1, at + 1) if text[near : near + 1] == " "}
    x, places = 0.0, dict[int, Place | None]()
    for at in range(len(text)):
        if at in over or at in false:
            places[at] = None
        else:
            places[at] = Place(x, x + 6, 100, 10)
            x += 6
    for accent, letter in over.items():
        place = places[letter]
        assert place is not None
        places[accent] = place._replace(y=102.4)
    return "".join(sign for sign in with_accents(text, places.get) if sign != NOTHING)


def test_a_lifted_accent_behind_its_line_finds_its_capital():
    assert read_so("Ecluse et Ecole ´", (16, 10)).strip() == "Ecluse et École"
    assert read_so("Ecluse et Ecole ´", (16, 0)).strip() == "Écluse et Ecole"
    assert read_so("A l’Ecluse ` ´", (11, 0), (13, 4)).strip() == "À l’Écluse"


def test_spaces_beside_an_accent_are_none_where_its_word_goes_on():
    assert read_so("EL´ EMENT", (2, 4)) == "ELÉMENT"
    assert read_so("Ecluse ferm ´ ee", (12, 14)) == "Ecluse fermée"


def test_an_accent_alone_that_stands_over_nothing_stays():
    assert read_so("Ecluse ´ ouverte") == "Ecluse ´ ouverte"
