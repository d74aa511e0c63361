"""A web page that a browser saved in one file (MHTML) is read like the page, with its pictures."""

import base64
import quopri

import pytest

from readings.guessing import guesses
from readings.importers import ImportRefused, glance, read
from readings.importers.decoding import LARGEST_TEXT
from readings.segmenting import structure
from tests.timing import seconds, within

PIXELS = base64.b64encode(
    b"GIF89a" + (40).to_bytes(2, "little") + (30).to_bytes(2, "little") + b"\x80\0\0" + bytes(40)
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>On the Mill</title></head><body><article>
<h1>On the Mill</h1><p>The mill was old, and é is a letter that is not in every alphabet of the valley.</p>
<p>Whoever came by in the evening heard the water, and stayed until it was dark.</p>
<figure><img src="{picture}" alt="The mill"><figcaption>The mill</figcaption></figure>
<p>In spring it was sold, and nobody knew to whom, nor asked for long afterwards.</p></article></body></html>"""
BETWEEN = b"----Between--q7----"


def archive(*parts, kind=b"multipart/related"):
    head = b"From: <Saved by a browser>\r\nSubject: On the Mill\r\nMIME-Version: 1.0\r\nContent-Type: " + kind
    head += b';\r\n\ttype="text/html";\r\n\tboundary="' + BETWEEN + b'"\r\n\r\n\r\n'
    return head + b"".join(b"--" + BETWEEN + b"\r\n" + part for part in parts) + b"--" + BETWEEN + b"--\r\n"


def page(picture="https://mill.example/mill.gif", encoding="utf-8"):
    words = quopri.encodestring(PAGE.format(picture=picture).encode(encoding)).replace(b"\n", b"\r\n")
    head = f"Content-Type: text/html; charset={encoding}\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    return head.encode() + b"Content-Location: https://mill.example/page\r\n\r\n" + words + b"\r\n"


def picture(name):
    head = b"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n" + name
    return head + b"\r\n\r\n" + PIXELS + b"\r\n"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("https://mill.example/mill.gif", b"Content-Location: https://mill.example/mill.gif"),
        ("mill.gif", b"Content-Location: https://mill.example/mill.gif"),
        ("cid:mill@page", b"Content-ID: <mill@page>"),
    ],
)
def test_the_page_in_it_is_read_with_its_pictures(said, name):
    found = read(archive(page(said), picture(name)), name="saved.mhtml")
    assert (found.format, found.title) == ("html", "On the Mill")
    words = [piece.text for piece in found.pieces]
    assert any(text.startswith("The mill was old, and é is a letter") for text in words)
    assert not any("MIME" in text or "base64" in text or "=20" in text for text in words)
    assert len(found.pictures) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_its_letters_are_read_as_it_says(encoding):
    assert any("and é is a letter" in piece.text for piece in read(archive(page(encoding=encoding))).pieces)


def test_one_without_a_page_is_refused_by_name():
    with pytest.raises(ImportRefused) as refused:
        read(archive(picture(b"Content-ID: <mill@page>")))
    assert "MHTML" in str(refused.value)


def test_one_of_endlessly_many_parts_is_refused():
    with pytest.raises(ImportRefused):
        read(archive(*[picture(b"Content-ID: <mill@page>")] * 2_100, page()))


def test_a_text_that_begins_with_such_lines_stays_a_text():
    words = b"From: the mill\nTo: whoever reads\n\nThe mill is old. Content-Type: multipart/related is no matter of it.\n"
    assert read(words, name="letter.txt").format == "plain"


def test_where_the_page_was_saved_from_is_offered_as_its_source_and_its_links_lead_on_from_there():
    linked = page().replace(b"The mill was old", b"The <a href=3D'sold'>mill</a> was old")
    found = structure(archive(linked, picture(b"Content-Location: mill.gif")), name="saved.mhtml")
    assert found.provenance["address"] == "https://mill.example/page"
    [link] = [one for paragraph in found.paragraphs for one in paragraph.marks if one.kind == "link"]
    assert link.data["href"] == "https://mill.example/sold"
    told = guesses(name="", openings=[], provenance=found.provenance, content=found.content, known={})
    assert told["source"] == ["https://mill.example/page"]


def test_one_that_is_large_by_its_pictures_is_read_and_its_words_have_the_bound_of_words():
    large = b"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: x\r\n\r\n"
    data = archive(
        page(), *[large + b"R0lG" * 1_900_000 + b"\r\n"] * 3, picture(b"Content-Location: mill.gif")
    )
    assert len(data) > LARGEST_TEXT
    glance(data)
    assert len(read(data).pictures) == 1
    words = page().replace(b"In spring", b"In spring " + b"it rained, " * 2_000_000)
    with pytest.raises(ImportRefused) as refused:
        read(archive(words))
    assert refused.value.code == "too_large"


def test_an_address_that_is_none_is_that_of_no_picture():
    assert not read(archive(page("http://["), picture(b"Content-Location: http://[::"))).pictures


def test_a_large_text_that_only_speaks_of_such_pages_is_refused_as_before():
    with pytest.raises(ImportRefused):
        glance(b"It said Content-Type: multipart/related, and went on. " * 500_000)


@pytest.mark.parametrize(
    "name", ["Content-Location: https://mill.example/Mühle å.gif", "Content-ID: <Mühle å.gif>"]
)
@pytest.mark.parametrize("written", ["Mühle å.gif", "M%C3%BChle%20%C3%A5.gif"])
def test_a_picture_is_found_whether_its_letters_are_written_raw_or_not_in_the_page_and_in_its_head(
    name, written
):
    said = f"cid:{written}" if "ID" in name else written
    assert len(read(archive(page(said), picture(name.encode()))).pictures) == 1
    coded = name.replace("ü", "%C3%BC").replace(" å", "%20%C3%A5")
    assert len(read(archive(page(said), picture(coded.encode()))).pictures) == 1


def test_an_older_browser_may_have_written_such_a_letter_in_one_byte():
    name = "Content-Location: https://mill.example/Mühle.gif".encode("latin-1")
    assert len(read(archive(page("Mühle.gif"), picture(name))).pictures) == 1


@pytest.mark.parametrize(
    "nonsense", [b"charset*=a%00b'en'x", b"charset*" + b"9" * 5_000 + b"*=x''y; charset*1*=z"]
)
def test_an_encoding_that_cannot_be_named_is_as_good_as_none(nonsense):
    said = page().replace(b"charset=utf-8", nonsense)
    assert "and é is a letter" in read(archive(said)).pieces[1].text


def test_a_boundary_that_cannot_be_named_is_none():
    with pytest.raises(ImportRefused) as refused:
        read(archive(page()).replace(b'boundary="', b"boundary*=a%00b'en'x; name=\""))
    assert refused.value.code == "damaged"


@pytest.mark.parametrize(
    "long",
    [
        b'Content-Type: text/html; x="' + b";" * 300_000 + b"\r\n\r\n",
        b"X-A: b\r\n" * 1_000_000 + b"\r\n",
        b"X-A: b" * 100_000,
    ],
)
def test_a_head_that_never_ends_is_refused_before_it_is_taken_apart(long):
    def refuse() -> None:
        with pytest.raises(ImportRefused) as refused:
            read(archive(long + page(), page()))
        assert refused.value.code == "damaged"

    within(1, refuse)


@pytest.mark.long
@pytest.mark.parametrize("line", [b"\n", b"\r\n"])
def test_millions_of_empty_lines_take_no_longer_than_as_many_words(line):
    def file_of(lines: bytes) -> bytes:
        return archive(
            page(), b"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines
        )

    words, empty = file_of((b"word" + line) * 2_000_000), file_of(line * 2_000_000)
    assert within(1.5 * seconds(lambda: read(words)), lambda: read(empty)).title == "On the Mill"


def part_of_parts(kind, *parts, between=b"--inner"):
    """A part of parts; its boundary begins as that around it may."""
    head = (
        b"Content-Type: multipart/"
        + kind
        + b'; boundary="'
        + between
        + b'"\r\n\r\nA word for old programs.\r\n'
    )
    return (
        head + b"".join(b"--" + between + b"\r\n" + part for part in parts) + b"--" + between + b"--\r\n\r\n"
    )


PLAIN = b"Content-Type: text/plain\r\n\r\nThe mill was old.\r\n"


@pytest.mark.parametrize(
    "mail",
    [
        archive(
            part_of_parts(b"alternative", PLAIN, page()),
            picture(b"Content-Location: https://mill.example/mill.gif"),
        ),
        archive(
            part_of_parts(
                b"alternative",
                PLAIN,
                part_of_parts(b"related", page("cid:x"), picture(b"Content-ID: <x>"), between=b"i"),
            ),
            kind=b"multipart/mixed",
        ),
        archive(
            PLAIN,
            part_of_parts(b"related", page(), picture(b"Content-Location: mill.gif"), between=BETWEEN + b"2"),
            kind=b"multipart/alternative",
        ),
    ],
)
def test_a_page_in_parts_within_parts_is_read_with_its_pictures(mail):
    found = read(mail, name="saved.mht")
    assert (found.title, len(found.pictures)) == ("On the Mill", 1)
    assert not any("multipart" in piece.text or "old programs" in piece.text for piece in found.pieces)


def test_parts_within_parts_without_end_are_refused():
    nested = page()
    for depth in range(3_000):
        nested = part_of_parts(b"mixed", nested, between=b"b%d" % depth)
    with pytest.raises(ImportRefused):
        read(archive(nested))
    with pytest.raises(ImportRefused):
        read(archive(*[part_of_parts(b"mixed", PLAIN)] * 1_100, page()))


def test_one_whose_parts_are_not_in_it_is_called_damaged_and_one_with_only_words_is_told_the_truth():
    with pytest.raises(ImportRefused) as refused:
        read(archive(page()).replace(b"--" + BETWEEN, b"--gone"))
    assert refused.value.code == "damaged"
    with pytest.raises(ImportRefused, match="no web page in this MHTML file"):
        read(archive(PLAIN))


@pytest.mark.parametrize(("words", "doubts"), [(20, ["page_in_page"]), (1, [])])
def test_a_page_within_the_page_whose_words_are_left_out_leaves_a_doubt(words, doubts):
    inner = b"Content-Type: text/html\r\nContent-ID: <frame@mill>\r\n\r\n<p>" + b"The miller spoke. " * words
    around = page().replace(b"<p>In spring", b'<iframe src=3D"cid:frame@mill"></iframe><p>In spring')
    found = read(archive(around, inner + b"</p>\r\n"))
    assert [one.code for piece in found.pieces for one in piece.doubts if "page" in one.code] == doubts
    assert not any("miller" in piece.text for piece in found.pieces)
