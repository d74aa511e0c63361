"""PDFs made to do harm: in the process that reads them, time and memory end before the harm does."""

import time
import zlib

import pytest

from readings.importers import ImportRefused
from readings.importing import import_text
from readings.isolating import SECONDS, structure_apart
from readings.models import Text
from readings.structure import Structure
from tests.readings.importers.raw_pdf import of_one_page, stream

pytestmark = pytest.mark.long

WRITTEN = b"BT /F 12 Tf 50 700 Td 14 TL (The ferry left at seven.) Tj T* (Nobody stood on the pier.) Tj ET "
SAID = "The ferry left at seven. Nobody stood on the pier."


def outcome(data: bytes) -> Structure | str:
    """What came of a file, and that it came in time."""
    start, made = time.monotonic(), ""
    try:
        return structure_apart(data)
    except ImportRefused as refused:
        made = refused.code
    assert time.monotonic() - start < SECONDS + 10
    return made


def content(data: bytes) -> str:
    made = outcome(data)
    assert isinstance(made, Structure)
    return made.content


def test_ten_thousand_pages_are_too_many():
    assert outcome(of_one_page(stream(WRITTEN), times=10_000)) == "too_many_pages"


def test_a_page_of_any_size_is_read():
    assert content(of_one_page(stream(WRITTEN), box=b"[0 0 1e9 1e9]")) == SAID


def test_letters_that_are_endlessly_large_and_far_away_do_no_harm():
    far = b"BT /F 99999999 Tf 1e30 -1e30 Td (x) Tj ET "
    assert SAID in content(of_one_page(stream(far + WRITTEN), box=b"[-1e30 -1e30 1e30 1e30]"))


def test_a_page_that_unpacks_to_a_gigabyte_is_refused():
    packer, ten_megabytes = zlib.compressobj(9), b" " * 10_000_000
    first, again = (packer.compress(ten_megabytes) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = stream(first + again * 99 + packer.flush(), b"/Filter/FlateDecode", packed=False)
    assert len(packed) < 2_000_000
    assert outcome(of_one_page(packed)) == "unreadable"


def test_a_page_with_more_letters_than_a_book_is_refused():
    many = b"BT /F 1 Tf " + b"1 1 Td (a b) Tj " * 80_000 + b"ET"
    assert outcome(of_one_page(stream(WRITTEN + many))) == "too_large"


def test_more_lines_than_a_page_can_hold_end_in_time():
    cells = b"".join(
        b"1 0 0 1 %d %d Tm (word %d) Tj " % (40 + at % 7 * 80, 790 - at // 7 % 390 * 2, at)
        for at in range(4_000)
    )
    outcome(of_one_page(stream(b"BT /F 2 Tf " + cells + b"ET")))


def test_a_page_tree_that_holds_itself_is_read_once_or_refused():
    data = of_one_page(stream(WRITTEN)).replace(b"/Kids[3 0 R ]/Count 1", b"/Kids[2 0 R 3 0 R ]/Count 2")
    assert outcome(data) in ("no_text_layer", "broken") or SAID in content(data)


def test_a_hundred_thousand_links_on_a_page_do_no_harm():
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 600 800]/A<</S/URI/URI(https://example.org/)>>>>"
    page = of_one_page(stream(WRITTEN), link)
    assert content(page.replace(b"/Contents", b"/Annots[" + b"6 0 R " * 100_000 + b"]/Contents")) == SAID


def test_forms_that_draw_forms_that_draw_forms_are_given_up():
    body, uses = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<%s>>", b"/XObject<</X %d 0 R>>"
    forms = [stream(b"/X Do " * 10, body % (uses % (7 + at))) for at in range(12)]
    forms.append(stream(WRITTEN, body % b"/Font<</F 4 0 R>>"))
    data = of_one_page(stream(b"/X Do " + WRITTEN), *forms, resources=uses % 6)
    assert outcome(data) in ("unreadable", "too_slow")


@pytest.mark.django_db
def test_nothing_is_kept_of_a_pdf_that_is_refused():
    with pytest.raises(ImportRefused, match="has more than 2000 pages"):
        import_text(data=of_one_page(stream(WRITTEN), times=2_001), name="boathouse.pdf")
    assert not Text.objects.exists()


@pytest.mark.django_db
def test_a_pdf_becomes_a_draft_whatever_it_is_called():
    edition = import_text(data=of_one_page(stream(WRITTEN)), name="boathouse.txt", title="The Boathouse")
    assert edition.content == SAID
    assert edition.provenance["format"] == "pdf"


def test_half_a_sign_in_the_title_is_left_out_and_not_the_whole_pdf():
    about = b"<</Title<FEFF00410020D800004200610079>/Author<FEFFDC0000410064006100200042>>>"
    data = of_one_page(stream(WRITTEN * 9), about).replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 6 0 R")
    made = outcome(data)
    assert isinstance(made, Structure)
    assert (made.title, made.authors) == ("A Bay", ("Ada B",))


def test_a_picture_that_unpacks_to_a_gigabyte_costs_the_picture_and_not_the_pdf():
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1_000)) + packer.flush()
    about = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width 90/Height 60"
    page = stream(WRITTEN + b"q 200 0 0 200 100 300 cm /I Do Q")
    picture = stream(data, about + b"/Filter[/FlateDecode/DCTDecode]", packed=False)
    made = outcome(of_one_page(page, picture, resources=b"/XObject<</I 6 0 R>>"))
    assert isinstance(made, Structure)
    assert made.content == SAID
    assert "picture_dropped" in [doubt.code for doubt in made.warnings]
