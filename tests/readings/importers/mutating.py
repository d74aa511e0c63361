"""Files with something broken in them, each made of a sample and of a chance that decides what breaks."""

import io
import random
import zipfile

from reportlab.platypus import Paragraph

from tests.readings.importers import samples
from tests.readings.importers.printing import CHAPTER, ITEM, QUOTE, TITLE, Book, prose
from tests.readings.importers.raw_pdf import of_one_page, stream
from tests.readings.importers.writers import zipped

ODD = [
    b"", b"\x00", b"<", b">", b"</", b"/>", b"<p>", b"</p>", b"<div>", b"<li>", b"<table><tr><td>", b"&#0;", b"&#xD800;",
    b"&nbsp;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"'", b"=", b"#", b"../", b"%2e",
    "\u202e".encode(), "\u200d".encode(), "\U0001f6a2".encode(), "e\u0301".encode(), b"9" * 30, b"-1", b"<a href='#n1'>1</a>",
    b"\r", b"\n\n", b"<w:p>", b"</w:r>", b"<text:p>", b"w:val", b"<br/>" * 40, b"<i><b>" * 30, b"<sup>1</sup>", b"[^1]",
    b"> " * 20, b"|-|-|", b"- \t", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"PK\x03\x04", b"data:image/png;base64,AAAA",
    b"\r\n\r\n", b"Content-Type: text/html", b"=3D=\r\n", b"endobj", b"stream\r\n", b"<<", b">>", b" 0 R", b"ET", b"BT",
]  # fmt: skip
NUMBERS = (b"-1", b"0", b"1e30", b"99999999999", b"4294967295")


def printed() -> list[bytes]:
    """A few PDFs whose pages are not compressed, so that damage reaches what is printed on them."""
    flow = [
        Paragraph("The Boathouse", TITLE),
        Paragraph("First Winter", CHAPTER),
        Paragraph(prose(0) + "<super size=6>1</super> <i>" + prose(4, 1) + "</i>", QUOTE),
        Paragraph('See <a href="https://example.org/">the map</a>.', ITEM, bulletText="•"),
        *[Paragraph(prose(at, 5), QUOTE) for at in range(3)],
    ]
    one = Book(notes={1: ["1|A key of iron."]}, bookmarks=[(0, "First Winter", 1)], foot=str)
    two = Book(columns=2, head=lambda number: f"The Boathouse {number}", title="The Boathouse")
    written = (
        b"BT /F 12 Tf 50 700 Td 14 TL (The ferry left at seven.) Tj T* (Nobody stood on the pier.) Tj ET"
    )
    small = of_one_page(stream(written, packed=False))
    return [*(book.printed([*flow], compressed=False) for book in (one, two)), small]


SAMPLES = {
    "plain": [samples.plain()],
    "markdown": [samples.markdown()],
    "html": [samples.html()],
    "mhtml": [samples.web_archive()],
    "epub": [samples.epub_book()],
    "docx": [samples.docx_document()],
    "odt": [samples.odt_document()],
    "pdf": printed(),
}


def mutated(name: str, chance: random.Random) -> bytes:
    """A sample with a few stretches cut out, doubled, moved or overwritten; of a zip file mostly inside an entry."""
    data = chance.choice(SAMPLES[name])
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return _broken(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    for _time in range(chance.choice([1, 1, 1, 2, 4])):
        chosen, way = chance.choice(sorted(entries)), chance.random()
        if way < 0.08:
            del entries[chosen]
        elif way < 0.16:
            entries[chosen.upper()] = entries.pop(chosen)
        elif way < 0.24:
            entries[chosen] = entries[chance.choice(sorted(entries))]
        else:
            entries[chosen] = _broken(entries[chosen], chance)
    return zipped(entries)


def _broken(data: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.randint(1, 12)):
        start = chance.randint(0, len(data))
        stretch = data[start : start + chance.choice([0, 1, 2, 8, 60, 500])]
        before, after = data[:start], data[start + len(stretch) :]
        match chance.choice(["cut", "double", "odd", "bytes", "move", "number", "end"]):
            case "cut":
                data = before + after
            case "double":
                data = before + stretch * 3 + after
            case "odd":
                data = before + chance.choice(ODD) + after
            case "bytes":
                data = before + chance.randbytes(chance.randint(1, 20)) + after
            case "number":
                digit = next((at for at in range(start, len(data)) if data[at : at + 1].isdigit()), start)
                data = data[:digit] + chance.choice(NUMBERS) + data[digit + 1 :]
            case "end":
                data = before if chance.random() < 0.1 else data
            case _:
                to = chance.randint(0, len(data))
                data = data[:to] + stretch + data[to:]
    return data
