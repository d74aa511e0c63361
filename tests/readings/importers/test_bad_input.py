"""Files that mean harm, or are far too much: bounded time and memory, a sentence, and nothing saved.

Each is read as the site reads it, in a process of its own. What the readers make of each by itself is tested with them.
"""

import contextlib
import random
import resource
import time
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest

from readings import isolated, isolating
from readings.importers import ImportRefused
from readings.importing import import_text
from readings.isolating import structure_apart
from readings.models import Edition, Original, Picture, Text
from tests.readings.importers.writers import (
    CONTAINER,
    QUAY,
    SEA,
    docx,
    epub,
    odf,
    odt,
    opf,
    paragraph,
    part,
    png,
    xhtml,
    zipped,
)

HEADINGS = 100_000
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>{}]>".format(
    "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10}'>"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@cache
def line() -> str:
    """19 MB, just what a text may have."""
    chance = random.Random(7)
    words = ["".join(chance.choices("aeioulnrst", k=6)) for _word in range(5_000)]
    return " ".join(chance.choices(words, k=2_700_000))


def web_page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>Tides</title></head><body>{body}</body></html>".encode()


def book_with(prologue: str) -> bytes:
    return epub(
        {"one.xhtml": f"{prologue}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>&a;</p></body></html>"}
    )


def document_with(prologue: str) -> bytes:
    body = part("document", "<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body>")
    return docx("", {"word/document.xml": body.replace("?>", f"?>{prologue}", 1)})


def odt_with(prologue: str) -> bytes:
    body = odf(
        "document-content", "<office:body><office:text><text:p>&a;</text:p></office:text></office:body>"
    )
    return odt("", others={"content.xml": body.replace("?>", f"?>{prologue}", 1)})


def bomb(name: str, entry: str, megabytes: int = 300) -> bytes:
    """Three hundred megabytes of blanks in little more than one."""
    made = BytesIO()
    first = (
        {"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf({"one.xhtml": ""})}
        if name == "epub"
        else {}
    )
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for inside, content in first.items():
            archive.writestr(inside, content)
        with archive.open(entry, "w", force_zip64=True) as opened:
            for _megabyte in range(megabytes):
                opened.write(b" " * 1_000_000)
    return made.getvalue()


def headings(one: str) -> str:
    return "".join(one.format(number) for number in range(HEADINGS))


# What each is refused for, by the code of the refusal.
REFUSED: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a zip bomb as a book": (lambda: bomb("epub", "OPS/one.xhtml"), {"too_large"}),
    "a zip bomb as a document": (lambda: bomb("docx", "word/document.xml"), {"too_large"}),
    "a zip bomb as an open document": (lambda: bomb("odt", "content.xml"), {"other_format", "too_large"}),
    "a book with names that lead outside": (
        lambda: epub({"one.xhtml": SEA, "../../../../etc/cron.d/one.xhtml": QUAY}),
        {"unsafe_names"},
    ),
    "a locked book": (
        lambda: epub(
            {"one.xhtml": SEA},
            others={
                "META-INF/encryption.xml": '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
                '<enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></enc:EncryptedData></encryption>'
            },
        ),
        {"locked"},
    ),
    "a book with entities that unfold": (lambda: book_with(LAUGHS), {"xml_entities"}),
    "a document with entities that unfold": (lambda: document_with(LAUGHS), {"xml_entities"}),
    "an open document with entities that unfold": (lambda: odt_with(LAUGHS), {"xml_entities"}),
    "a book that asks for a file of this machine": (lambda: book_with(OUTSIDE), {"xml_entities"}),
    "a document that asks for a file of this machine": (lambda: document_with(OUTSIDE), {"xml_entities"}),
    "an open document that asks for a file of this machine": (lambda: odt_with(OUTSIDE), {"xml_entities"}),
    "a line of fifty megabytes": (lambda: b"tides " * 8_300_000, {"too_large"}),
    "a file of sixty megabytes": (lambda: bytes(60_000_000), {"too_large"}),
    "headings without end in Markdown": (
        lambda: headings("# Heading {}\n\n").encode(),
        {"too_many_paragraphs", "too_complex"},
    ),
    "headings without end in plain text": (
        lambda: headings("CHAPTER {}\n\n").encode(),
        {"too_many_paragraphs"},
    ),
    "headings without end in a page": (
        lambda: web_page(headings("<h2>Heading {}</h2>")),
        {"too_many_paragraphs"},
    ),
    "headings without end in a book": (
        lambda: epub({"one.xhtml": headings("<h2>Heading {}</h2>")}),
        {"too_many_paragraphs"},
    ),
    "headings without end in a document": (
        lambda: docx("".join(paragraph(f"Heading {number}", style="H1") for number in range(HEADINGS))),
        {"too_many_paragraphs", "too_complex"},
    ),
    "headings without end in an open document": (
        lambda: odt(headings('<text:h text:outline-level="1">Heading {}</text:h>')),
        {"too_many_paragraphs"},
    ),
    "tags in tags without end": (lambda: web_page("<b><i>" * 2_000_000), {"too_complex", "too_deep"}),
    "a tag with attributes without end": (
        lambda: web_page("<p " + " ".join(f"a{number}=''" for number in range(1_000_000)) + "><p>"),
        {"empty", "too_complex", "too_slow", "unreadable"},
    ),
    "NUL bytes in a page": (lambda: web_page("<p>one\0two</p>"), {"binary"}),
    "NUL bytes in the only document of a book": (lambda: epub({"one.xhtml": "one\0two"}), {"damaged"}),
    "a picture that is called a book": (lambda: png(), {"other_format"}),
    "a spreadsheet that is called a document": (
        lambda: zipped({"[Content_Types].xml": "spreadsheetml", "xl/workbook.xml": "<workbook/>"}),
        {"other_format"},
    ),
    "half a book": (lambda: epub({"one.xhtml": SEA})[:600], {"damaged"}),
}


@pytest.fixture(scope="module", autouse=True)
def _none_takes_more_memory_than_it_may():
    """What the forks took is told with the end of the process that forked them."""
    yield
    isolating.end_idle()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < isolated.MEMORY


@pytest.mark.long
@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_time_with_a_sentence_and_nothing_is_saved(what, db):
    make, codes = REFUSED[what]
    data = make()
    began = time.monotonic()
    with pytest.raises(ImportRefused) as caught:
        import_text(data=data, name="book.epub")
    assert time.monotonic() - began < 30
    assert caught.value.code in codes | {"too_slow"}  # on a busy machine
    assert str(caught.value).endswith(".")
    assert not any(model.objects.exists() for model in (Text, Edition, Original, Picture))


# What is read, and what must not be in it.
READ: dict[str, tuple[Callable[[], bytes], str]] = {
    "scripts, styles and handlers": (
        lambda: web_page(
            f"<script>alert(1)</script><style>p{{background:url(//example.org)}}</style><p onclick='alert(2)'>{SEA}</p>"
            f"<p><a href='javascript:alert(3)'>{QUAY}</a><iframe src='//example.org'></iframe><svg><script>alert(4)</script></svg></p>"
        ),
        "alert",
    ),
    "a document type that is elsewhere": (
        lambda: epub(
            {
                "one.xhtml": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://example.org/evil.dtd">'
                f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{SEA}</p><p>{QUAY}</p></body></html>'
            }
        ),
        "evil",
    ),
    "macros": (lambda: docx(paragraph(SEA) + paragraph(QUAY), {"word/vbaProject.bin": b"Shell"}), "Shell"),
    "fragments in the manifest": (
        lambda: epub(
            {"one.xhtml": f"<h1 id='a'>One</h1><p>{SEA}</p><h2 id='b'>Two</h2><p>{QUAY}</p>"},
            package=opf({"one.xhtml#a": "", "one.xhtml#b": "", "one.xhtml": ""}),
        ),
        "#",
    ),
    "letters from right to left and from far away": (
        lambda: web_page(f"<p dir='rtl'>היה היתה שנה \u202e 𐤀𐤁 𝔄 🚢</p><p>{SEA}</p>"),
        "\0",
    ),
    "a line of nineteen megabytes": (lambda: line().encode(), "\n\n\n"),  # divided into paragraphs
    "a page that is called a document": (lambda: xhtml(f"<p>{SEA}</p><p>{QUAY}</p>").encode(), "<"),
}


@pytest.mark.long
@pytest.mark.parametrize("what", READ)
def test_it_is_read_or_refused_in_time_and_leaves_nothing_behind_that_could_do_harm(what, db):
    make, bad = READ[what]
    data = make()
    began = time.monotonic()
    edition = None
    with contextlib.suppress(ImportRefused):
        edition = import_text(data=data, name="page.docx")
    assert time.monotonic() - began < 30
    if edition is not None:
        assert bad not in edition.content
    elif len(data) < 1_000_000:
        pytest.fail("a small file is read")


# As the plain line above, which is kept too: how it is kept has nothing to do with the format that it came in.
LINES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a page": (lambda: web_page(f"<p>{line()}</p>"), "<"),
    "a book": (lambda: epub({"one.xhtml": f"<p>{line()}</p>"}), "<"),
    "a document": (lambda: docx(paragraph(line())), "<"),
    "an open document": (lambda: odt(f"<text:p>{line()}</text:p>"), "<"),
}


@pytest.mark.long
@pytest.mark.parametrize("what", LINES)
def test_one_line_of_nineteen_megabytes_is_read_or_refused_in_time(what):
    make, bad = LINES[what]
    data = make()
    began = time.monotonic()
    with contextlib.suppress(ImportRefused):
        assert bad not in structure_apart(data, name="page.docx").content
    assert time.monotonic() - began < 30


def test_words_with_signs_that_no_text_has_are_refused_by_a_sentence_that_names_the_signs():
    with pytest.raises(ImportRefused, match="signs in it that no text has"):
        structure_apart(b"The ferry was late.\0\0\0 Nobody could say why.\n" * 20, name="ferry.txt")
