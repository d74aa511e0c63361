"""A web page that a browser saved in one file (MHTML) is read like the page, with its pictures."""

import base64
import quopri

import pytest

from readings.guessing import guesses
from readings.importers import ImportRefused, glance, read
from readings.importers.decoding import LARGEST_TEXT
from readings.segmenting import structure

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
