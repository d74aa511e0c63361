"""Characters written with "&" in the XML of books and documents: as they are meant in words and in attributes.

Entities of a file's own are refused before anything unfolds, wherever they stand and however they are written.
"""

import time

import pytest

from tests.readings.importers.reading import made, marks, pieces, refusal, source
from tests.readings.importers.writers import (
    CONTAINER,
    NAVIGATION_ITEM,
    SEA,
    docx,
    epub,
    navigation,
    odf,
    odt,
    opf,
    paragraph,
    part,
    png,
    relations,
    xhtml,
)

ADDRESS = "https://example.org/?a=1&b=2"
WRITTEN = ["&amp;", "&#38;", "&#x26;", "&#038;"]


def link(address: str) -> str:
    return f'<p>Ask <a href="{address}">the archive</a> for it.</p>'


def linked_to(data: bytes) -> list[str]:
    return [mark.data["href"] for piece in pieces(data) for mark in piece.marks if mark.kind == "link"]


@pytest.mark.parametrize("sign", WRITTEN)
def test_an_address_of_a_link_has_its_ampersands(sign: str):
    address = ADDRESS.replace("&", sign)
    assert linked_to(epub({"a.xhtml": link(address)})) == [ADDRESS]
    anchor = f'<text:p>Ask <text:a xlink:href="{address}">the archive</text:a> for it.</text:p>'
    assert linked_to(odt(anchor)) == [ADDRESS]
    words = '<w:hyperlink r:id="r9"><w:r><w:t>the archive</w:t></w:r></w:hyperlink>'
    document = docx(
        f"<w:p>{words}</w:p>",
        {"word/_rels/document.xml.rels": relations(("r9", "hyperlink", address, "External"))},
    )
    assert linked_to(document) == [ADDRESS]


def test_a_description_of_a_picture_says_what_was_written():
    image = '<p><img src="p.png" alt="Sand &amp; Sea &lt;left&gt; &quot;at ease&quot; &#8212; &eacute; &amp;amp;"/></p>'
    (figure,) = pieces(epub({"a.xhtml": image}, others={"OPS/p.png": png()}))
    assert figure.data["alt"] == 'Sand & Sea <left> "at ease" — é &amp;'
    title = "<svg:title>Sand &amp; Sea</svg:title>"
    frame = f'<text:p><draw:frame draw:name="Sand &amp;amp; x"><draw:image xlink:href="Pictures/p.png"/>{title}</draw:frame></text:p>'
    (figure,) = pieces(odt(frame, others={"Pictures/p.png": png()}))
    assert figure.data["alt"] == "Sand & Sea"


def test_a_chapter_in_a_file_with_an_ampersand_in_its_name_is_read():
    package = opf({"Sand%20&amp;%20Sea.xhtml": "", "b.xhtml": ""})
    book = epub({"Sand & Sea.xhtml": f"<p>{SEA}</p>", "b.xhtml": "<p>Later.</p>"}, package=package)
    assert [piece.text for piece in pieces(book)] == [SEA, "Later."]
    assert not made(book).warnings


def test_titles_names_and_words_have_their_ampersands_once():
    metadata = (
        "<dc:title>Sand &amp; Sea &amp;lt;1&amp;gt;</dc:title><dc:creator>Ada &#38; Bo Example</dc:creator>"
        "<dc:language>en</dc:language><dc:publisher>Coast &#x26; Press</dc:publisher>"
    )
    package = opf({"a.xhtml": ""}, metadata=metadata, manifest=NAVIGATION_ITEM)
    body = "<h1>Sand &amp; Quay</h1><p>Salt &amp; &lt;bread&gt; &amp;amp; &#38;lt; water.</p>"
    contents = navigation(("a.xhtml", "Sand &amp; Quay"))
    read = source(epub({"a.xhtml": body}, package=package, others={"OPS/nav.xhtml": contents}))
    assert read.title == "Sand & Sea &lt;1&gt;"
    assert read.provenance["publisher"] == "Coast & Press"
    assert [piece.text for piece in read.pieces] == ["Sand & Quay", "Salt & <bread> &amp; &lt; water."]
    document = source(
        odt("<text:p>Salt &amp; &#38; bread</text:p>", meta="<dc:title>Sand &amp; Sea</dc:title>")
    )
    assert (document.title, document.pieces[0].text) == ("Sand & Sea", "Salt & & bread")
    written = docx(paragraph("Salt &amp; &#x26; &amp;lt; bread"))
    assert pieces(written)[0].text == "Salt & & &lt; bread"
    assert not marks(pieces(written)[0])


# Entities of a file's own


def nested(count: int = 12) -> str:
    rows = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, count))
    return f"<!ENTITY e0 'ha'>{rows}<!ENTITY x '&e{count - 1};'>"


DEFINED = {
    "one inside": "<!ENTITY x 'ha'>",
    "one that is long": f"<!ENTITY x '{'ha' * 100_000}'>",
    "one within the other": nested(),
    "one that is itself": "<!ENTITY x '&y;'><!ENTITY y '&x;'>",
    "one that is a parameter": "<!ENTITY % p '<!ENTITY x \"ha\">'>%p;",
    "a parameter from outside": '<!ENTITY % p SYSTEM "file:///etc/hostname">%p;',
    "one from outside": '<!ENTITY x SYSTEM "file:///etc/hostname">',
    "one from the web": '<!ENTITY x PUBLIC "-//X//X" "http://example.org/x">',
    "one that is no XML": '<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "n.png" NDATA n>',
    "one for an attribute": f'{nested()}<!ATTLIST p title CDATA "&x;">',
    "one behind a bracket": f'<!ATTLIST p title CDATA "]>">{nested()}',
    "one in small letters and behind a comment": "<!-- ]> --><!entity x 'ha'><!ENTITY y 'ha'>",
    "one far behind": f"<!--{'-x' * 60_000} -->{nested()}",
}


def defining(xml: str, defined: str) -> str:
    """Put definitions before the root of an XML file, and use them in its words and an attribute."""
    declaration, mark, rest = xml.partition("?>") if xml.startswith("<?") else ("", "", xml)
    root = rest[1:].split(maxsplit=1)[0].split(">")[0]
    rest = rest.replace(f"<{root}", f'<{root} about="&x;"', 1).replace("></", ">&x;</", 1)
    return f"{declaration}{mark}<!DOCTYPE {root} [{defined}]>{rest}"


def files(defined: str) -> list[bytes]:
    """Books and documents, each with the definitions in another of its parts."""
    package = opf({"a.xhtml": ""}, manifest=NAVIGATION_ITEM)
    page, contents = f"<p>{SEA}</p>", navigation(("a.xhtml", "Tides"))
    body = part("document", f"<w:body>{paragraph(SEA)}</w:body>")
    core = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"></cp:coreProperties>'
    words = f"<office:body><office:text><text:p>{SEA}</text:p></office:text></office:body>"
    return [
        epub({"a.xhtml": defining(xhtml(page), defined)}),
        epub({"a.xhtml": page}, package=defining(package, defined)),
        epub({"a.xhtml": page}, others={"META-INF/container.xml": defining(CONTAINER, defined)}),
        epub({"a.xhtml": page}, package=package, others={"OPS/nav.xhtml": defining(contents, defined)}),
        odt("", others={"content.xml": defining(odf("document-content", words), defined)}),
        odt(page, others={"styles.xml": defining(odf("document-styles", "<office:styles></office:styles>"), defined)}),
        odt(page, others={"meta.xml": defining(odf("document-meta", "<office:meta></office:meta>"), defined)}),
        docx("", {"word/document.xml": defining(body, defined)}),
        docx(paragraph(SEA), {"word/styles.xml": defining(part("styles", "<w:style></w:style>"), defined)}),
        docx(paragraph(SEA), {"word/_rels/document.xml.rels": defining(relations(), defined)}),
        docx(paragraph(SEA), {"docProps/core.xml": defining(core, defined)}),
    ]  # fmt: skip


@pytest.mark.parametrize("defined", DEFINED.values(), ids=DEFINED)
def test_entities_of_its_own_are_refused_in_any_part_before_they_unfold(defined: str):
    began = time.process_time()
    assert {refusal(data).code for data in files(defined)} == {"xml_entities"}
    assert time.process_time() - began < 5


def test_an_encoding_that_is_only_declared_hides_no_entities():
    hidden = '\ufeff<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE html [+ADwAIQ-ENTITY x "unfolded"+AD4]+AD4'
    book = epub({"a.xhtml": f"{hidden}<html><body><p>{SEA} &x;</p></body></html>"})
    assert pieces(book)[-1].text.endswith(f"{SEA} &x;")


def test_what_a_document_type_says_of_attributes_is_not_put_into_them():
    written = f'<!DOCTYPE html [<!ATTLIST img alt CDATA "]{"x" * 50}">]><html><body><p>{SEA}<img src="p.png"/></p></body></html>'
    (first, *_figures) = pieces(epub({"a.xhtml": written}, others={"OPS/p.png": png()}))
    assert first.text == SEA
    assert not any("xxx" in str(figure.data) for figure in _figures)
