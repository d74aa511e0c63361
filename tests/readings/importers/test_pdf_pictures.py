"""Pictures of a PDF come along, each where it stood and with the words that are its caption."""

import zlib
from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image as Drawn
from reportlab.platypus import KeepTogether, Paragraph

from readings.importers import Source, read
from readings.importers.pdf.figures import places_of
from readings.importers.pdf.images import with_pictures
from readings.importers.pdf.lines import Page, Shown
from readings.importers.pdf.png import Pixels
from readings.importers.pictures import Album, recognised
from readings.pieces import APART, Piece
from tests.readings.importers.printing import CAPTION, FLUSH, Book, printed, prose, space
from tests.readings.importers.raw_pdf import of_one_page, stream
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces_of

LONG = [prose(at, 5) for at in range(10)]
SLANTED = ParagraphStyle("slanted", FLUSH, fontName="Times-Italic", spaceAfter=12)
WORDS = b"BT /F 12 Tf 50 700 Td 14 TL (The ferry left at seven.) Tj T* (Nobody stood on the pier.) Tj ET "


def painted(
    kind: str = "PNG", size: tuple[int, int] = (90, 60), mode: str = "RGB", shade: int = 120
) -> BytesIO:
    """A picture whose left half is light and whose right half is dark, or lets through what is under it."""
    image = Image.new(mode, size, (shade, 200, 40, 255)[: len(mode)])
    image.paste((20, 30, shade, 0)[: len(mode)], (size[0] // 2, 0, *size))
    out = BytesIO()
    image.save(out, kind)
    out.seek(0)
    return out


def drawn(kind: str = "PNG", wide: float = 120, high: float = 80, **more) -> Drawn:
    return Drawn(painted(kind, **more), wide, high)


def told(source: Source) -> list[tuple[str, str]]:
    """Kind and first words of what is content, and what is doubted of it."""
    return [
        (piece.kind, piece.text[:30] or " ".join(doubt.code for doubt in piece.doubts))
        for piece in source.pieces
        if piece.kind != APART
    ]


def figures(source: Source) -> list[Piece]:
    return [piece for piece in source.pieces if piece.kind == "figure"]


def shown(source: Source, piece: Piece) -> Image.Image:
    picture = source.pictures[piece.data["picture"]]
    image = Image.open(BytesIO(picture.data))
    assert image.size == (piece.data["width"], piece.data["height"])
    return image


def test_a_picture_stays_where_it_stood():
    source = read(printed(*LONG[:2], drawn(), *LONG[2:4]))
    assert told(source)[2] == ("figure", "Picture")
    image = shown(source, figures(source)[0])
    assert image.size == (90, 60)
    assert image.getpixel((10, 30)) == (120, 200, 40)
    assert image.getpixel((80, 30)) == (20, 30, 120)


def test_what_is_too_small_to_be_looked_at_adorns():
    assert not figures(read(printed(*LONG[:2], drawn(wide=30, high=30), *LONG[2:4])))


def test_a_small_picture_that_can_be_looked_at_stays():
    assert len(figures(read(printed(*LONG[:2], drawn(wide=45, high=30), *LONG[2:4])))) == 1


def test_a_jpeg_comes_as_it_lies_in_the_file():
    source = read(printed(*LONG[:2], drawn("JPEG"), *LONG[2:4]))
    (figure,) = figures(source)
    assert source.pictures[figure.data["picture"]].media_type == "image/jpeg"


def test_a_jpeg_in_inks_becomes_one_that_every_browser_shows():
    source = read(printed(*LONG[:2], drawn("JPEG", mode="CMYK"), *LONG[2:4]))
    assert shown(source, figures(source)[0]).mode == "RGB"


def test_what_lets_through_what_is_under_it_still_does():
    source = read(printed(*LONG[:2], Drawn(painted(mode="RGBA"), 120, 80, mask="auto"), *LONG[2:4]))
    image = shown(source, figures(source)[0])
    assert image.getpixel((10, 30))[3] == 255
    assert image.getpixel((80, 30))[3] == 0


def test_a_picture_finer_than_anybody_sees_is_made_coarser():
    source = read(printed(*LONG[:2], drawn(size=(3000, 2000)), *LONG[2:4]))
    width, height = shown(source, figures(source)[0]).size
    assert 1_400_000 < width * height < 1_600_000


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("Figure 3: The boathouse from the sea.", CAPTION),
        ("Figura 3. The boathouse from the sea.", FLUSH),
        ("The boathouse from the sea, with Ada before it.", SLANTED),
        ("The boathouse from the sea, with Ada before it.", ParagraphStyle("plain", FLUSH, spaceAfter=14)),
    ],
)
def test_the_words_under_a_picture_are_its_caption(words, style):
    together = KeepTogether([drawn(), space(3), Paragraph(words, style)])
    source = read(printed(*LONG[:3], together, *LONG[3:5]))
    (figure,) = figures(source)
    assert figure.text == words
    assert figure.data["picture"] in source.pictures
    assert not figure.doubts


def test_the_text_that_goes_on_under_a_picture_is_no_caption():
    source = read(printed(*LONG[:2], drawn(), "Nobody stood on the pier.", *LONG[2:4]))
    assert [figure.text for figure in figures(source)] == ["Picture"]
    assert "Nobody stood on the pier." in [text for _kind, text in told(source)]


def test_a_picture_on_every_page_belongs_to_the_paper():
    def stamped(pages: int) -> int:
        class Stamped(Book):
            def _around(self, canvas, document):
                canvas.drawInlineImage(Image.open(painted()), 50, 500, 70, 50)

        flow = [Paragraph(text, FLUSH) for text in LONG * pages]
        return len(figures(read(Stamped().printed([space(100), *flow][: 10 * pages]))))

    assert stamped(1) > 0
    assert stamped(3) == 0


def test_different_pictures_at_one_place_of_many_pages_all_stay():
    flow = [part for at in range(4) for part in (drawn(shade=40 * at, high=300), *LONG[:3])]
    assert len(figures(read(printed(*flow)))) == 4


def test_of_two_pictures_side_by_side_the_last_one_has_the_caption():
    one, two = (Shown(50 + by, 500, 150 + by, 600 + by / 10, 0, by, f"key{by}") for by in (0, 120))
    sheet = Sheet().prose()
    sheet.line("Figure 1: Two nets.", 40, down=sheet.y - 480).prose(down=24)
    made = pieces_of([sheet.page()._replace(pictures=(one, two))]).pieces
    assert [(piece.text, piece.data["picture"]) for piece in made if piece.kind == "figure"] == [
        ("Picture", "key0"),
        ("Figure 1: Two nets.", "key120"),
    ]


def test_a_picture_stands_in_its_own_column():
    sheet = Sheet()
    for _ in range(12):
        sheet.line("nobody in the village could say")
    sheet.line("who it was.")
    bottom = sheet.y - 60
    sheet.y = 760
    for _ in range(20):
        sheet.line("Rules that somebody wrote down", 220)
    page = sheet.page()._replace(pictures=(Shown(50, bottom, 190, bottom + 50, key="key"),))
    kinds = [piece.kind for piece in pieces_of([page]).pieces]
    assert kinds == ["prose", "figure", "prose"]


@pytest.mark.parametrize(
    ("words", "face", "kept"),
    [
        ("Figure 1: The boathouse.", {}, True),
        ("The boathouse, with Ada.", {"italic": True}, True),
        ("The boathouse, with Ada.", {"size": 8}, True),
        ("The boathouse was locked.", {}, False),
    ],
)
def test_a_caption_may_stand_at_the_side_of_its_picture(words, face, kept):
    sheet = Sheet().prose(8)
    shown = Shown(LEFT, sheet.y - 100, LEFT + 120, sheet.y - 20, key="key")
    sheet.line(words, 130, 40, **face)
    page = sheet.prose(8, down=90).page()._replace(pictures=(shown,))
    made = [piece for piece in pieces_of([page]).pieces if piece.kind == "figure"]
    assert [(piece.text == words, piece.data["picture"]) for piece in made] == [(kept, "key")]


DRAWN = b"0 0 0 RG 120 300 m 200 380 l S 100 300 60 80 re S 200 340 m 260 340 260 400 200 400 c S "


@pytest.mark.parametrize(
    ("caption", "told_last"),
    [
        (b"Figure 1: How the quay lies.", ("figure", "Figure 1: How the quay lies.")),
        (b"", ("ornament", "picture_dropped")),
    ],
)
def test_a_drawing_is_missed_at_its_place(caption, told_last):
    under = b"BT /F 12 Tf 100 284 Td (%s) Tj ET" % caption if caption else b""
    source = read(of_one_page(stream(WORDS + DRAWN + under)))
    assert told(source)[-1] == told_last
    assert [doubt.code for piece in source.pieces for doubt in piece.doubts] == [
        "picture_missing" if caption else "picture_dropped"
    ]


@pytest.mark.parametrize(
    "shapes",
    [
        b"100 300 m 300 300 l S 100 280 200 90 re S ",  # level and upright
        b"110 300 m 290 300 l 300 300 300 310 300 310 c 300 370 l S ",  # a box with round corners
        b"100 300 m 120 320 l S ",  # small
        b"10 10 m 590 790 l S ",  # under the whole page
    ],
)
def test_lines_around_and_under_words_are_no_drawing(shapes):
    assert not any(piece.doubts for piece in read(of_one_page(stream(WORDS + shapes))).pieces)


@pytest.mark.parametrize(("face", "kept"), [({"size": 8}, True), ({"italic": True}, True), ({}, False)])
def test_a_caption_may_have_come_to_stand_on_the_next_page(face, kept):
    one = Sheet(0).prose()
    shown = Shown(50, one.y - 100, 250, one.y - 20, key="key")
    two = Sheet(1).line("The boathouse, with Ada before it.", **face).prose(down=24)
    made = pieces_of([one.page()._replace(pictures=(shown,)), two.page()]).pieces
    figure = next(piece for piece in made if piece.kind == "figure")
    assert (figure.text == "The boathouse, with Ada before it.") is kept
    assert figure.data["picture"] == "key"


def test_a_picture_on_a_page_without_blocks_has_its_place():
    shown = Shown(50, 500, 150, 600)
    assert places_of([shown], []) == [(0, shown)]


def test_a_picture_that_cannot_be_had_is_missed():
    resources = b"/XObject<</I 6 0 R>>"
    about = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width %d/Height %d"
    page = stream(WORDS + b"q 200 0 0 200 100 300 cm /I Do Q")
    huge = of_one_page(page, stream(b"\x80" * 9000, about % (30_000, 30_000)), resources=resources)
    assert told(read(huge))[-1] == ("ornament", "picture_dropped")
    small = of_one_page(page, stream(b"\x80" * 4800, about % (40, 40)), resources=resources)
    assert told(read(small))[-1] == ("figure", "Picture")


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (b"/FlateDecode", zlib.compress),
        (b"/ASCIIHexDecode", lambda data: data.hex().encode() + b">"),
        (b"/LZWDecode", None),
    ],
)
def test_a_jpeg_in_a_further_wrapper_is_had_where_that_is_known_to_be_small(filters, packed):
    about = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width 90/Height 60"
    data, page = painted("JPEG").getvalue(), stream(WORDS + b"q 200 0 0 200 100 300 cm /I Do Q")
    about += b"/Filter[%s/DCTDecode]" % filters
    picture = stream(packed(data) if packed else data, about, packed=False)
    source = read(of_one_page(page, picture, resources=b"/XObject<</I 6 0 R>>"))
    assert [one.data for one in source.pictures.values()] == ([data] if packed else [])
    assert told(source)[-1] == (("figure", "Picture") if packed else ("ornament", "picture_dropped"))


def test_pages_without_pictures_are_not_opened_again():
    pages = [Page(0, [])]
    assert list(with_pictures(None, pages, Album())) == pages


def test_pixels_become_a_png_as_plain_as_they_are():
    def made(*pixels: tuple[int, int, int, int]) -> Image.Image:
        row = b"".join(bytes((blue, green, red, covers)) for red, green, blue, covers in pixels)
        data = Pixels(len(pixels), 2, len(row) + 4, (row + bytes(4)) * 2).as_png()
        assert recognised(data)
        return Image.open(BytesIO(data))

    assert made((7, 7, 7, 255), (9, 9, 9, 255)).mode == "L"
    assert made((1, 2, 3, 255), (9, 9, 9, 255)).getpixel((0, 1)) == (1, 2, 3)
    assert made((1, 2, 3, 255), (9, 9, 9, 0)).getpixel((1, 1)) == (9, 9, 9, 0)
