"""Spaces that are drawn by themselves, and files that say of each sign what its neighbour means."""

from readings.importers.pdf import document
from readings.pieces import APART
from tests.readings.importers.raw_pdf import of_objects, stream

WORDS = "אבג דהו בגד הוא דבג"
CODES = dict(zip("אבגדהו", "abcdef", strict=True)) | {" ": " "}
WIDE, NARROW = 10.0, 0.4  # how far one sign is from the next, and how wide a space is


def unicode_map() -> bytes:
    meant = "".join(f"<{ord(code):02x}> <{ord(sign):04x}>\n" for sign, code in CODES.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(CODES)} beginbfchar\n{meant}endbfchar endcmap end end"
    ).encode()


def a_line_of(words: str, said: str = "", space: float = WIDE) -> bytes:
    """Draw each sign by itself, from the left; `said` is what the file says of each instead of what it shows."""
    x, drawn = 100.0, []
    for at, sign in enumerate(words[::-1]):
        shown = f"1 0 0 1 {x:.1f} 700 Tm ({CODES[sign]}) Tj"
        if said:
            shown = f"/Span <</ActualText <FEFF{ord(said[::-1][at]):04X}>>> BDC {shown} EMC"
        drawn.append(shown)
        x += space if sign == " " else WIDE
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>"
    return of_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
            font,
            stream(f"BT /F 16 Tf {' '.join(drawn)} ET".encode()),
            stream(unicode_map()),
        ]
    )


def text_of(data: bytes) -> str:
    return " ".join(piece.text for piece in document(data).pieces if piece.kind != APART)


def test_a_space_that_is_drawn_by_itself_parts_words_that_stand_close():
    assert text_of(a_line_of(WORDS)) == WORDS
    assert text_of(a_line_of(WORDS, space=NARROW)) == WORDS


def test_signs_of_which_the_file_says_what_their_neighbours_mean_are_read_by_their_font():
    assert text_of(a_line_of(WORDS, said=WORDS[1:] + WORDS[0])) == WORDS


def test_what_the_file_says_of_its_signs_is_believed_where_it_is_of_them():
    assert text_of(a_line_of(WORDS, said=WORDS.replace("ב", "ל"))) == WORDS.replace("ב", "ל")
