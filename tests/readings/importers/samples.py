"""One file of each format with something of everything in it, for what is tried on all of them."""

import base64
import quopri

from tests.readings.importers.writers import (
    NAVIGATION_ITEM,
    QUAY,
    SEA,
    docx,
    epub,
    listed,
    navigation,
    odf,
    odt,
    opf,
    paragraph,
    part,
    png,
    relations,
    run,
)

ARTICLE = f"""
<h1>The Harbour</h1><p class="byline">By Ada Example</p><p>{SEA} <em>It was</em> <b>late</b>.<sup><a href="#fn1" id="r1">1</a></sup></p>
<blockquote><p>{QUAY}</p></blockquote><h2 id="lists">Lists</h2>
<ol start="3" type="a"><li>rope<ul><li>tar</li></ul></li><li><p>sail</p><p>and its mending</p></li></ol>
<dl><dt>Neap</dt><dd>A small tide.</dd></dl>
<div class="poem"><div class="stanza"><p>O little boat</p><p>where have you been</p></div><p>Under the moon<br>and never seen</p></div>
<table><caption>Birds</caption><thead><tr><th>name</th><th>count</th></tr></thead><tr><td rowspan="2">gull</td><td>3</td></tr><tr><td>4</td></tr></table>
<figure><img src="data:image/png;base64,{base64.b64encode(png()).decode()}" alt="a boat"><figcaption>A <i>boat</i></figcaption></figure>
<pre>line one
  line two</pre><hr><p>{QUAY}<span class="pagenum">[Pg 12]</span> <a href="/x">On</a> <q>we go</q> x<sup>2</sup>.</p>
<aside id="fn1"><p>1. A note. <a href="#r1">↩</a></p></aside>
"""


def html() -> bytes:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Harbour - Coast</title>
    <meta name="author" content="Ada Example"><style>.it{{font-style:italic}}.no{{display:none}}</style>
    <script type="application/ld+json">{{"@type": "Article", "headline": "The Harbour", "datePublished": "2020-01-02"}}</script>
    </head><body><nav><a href="/">Home</a> <a href="/b">Boats</a></nav><article>{ARTICLE}</article>
    <footer>All tides reserved</footer><script>alert(1)</script></body></html>""".encode()


def web_archive() -> bytes:
    """The same page and one of its pictures, as a browser saves them in one file (MHTML)."""
    pixels = base64.b64encode(png())
    saved = html().replace(b"data:image/png;base64," + pixels, b"https://harbour.example/boat.png")
    page = quopri.encodestring(saved).replace(b"\n", b"\r\n")
    return (
        b"From: <Saved by a browser>\r\nSubject: The Harbour\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--q7--"\r\n\r\n\r\n'
        b"----q7--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://harbour.example/page\r\n\r\n" + page + b"\r\n"
        b"----q7--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://harbour.example/boat.png\r\n\r\n" + pixels + b"\r\n"
        b"----q7----\r\n"
    )


def epub_book() -> bytes:
    first = (
        ARTICLE.replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace('alt="a boat">', 'alt="a boat"/>')
    )
    documents = {
        "one.xhtml": first,
        "two.xhtml": f"<p>{SEA}<a href='notes.xhtml#n1' epub:type='noteref'>*</a></p>",
    }
    notes = "<aside epub:type='footnote' id='n1'><p>Said in a whisper.</p></aside>"
    package = opf({"one.xhtml": "", "two.xhtml": "", "notes.xhtml": 'linear="no"'}, manifest=NAVIGATION_ITEM)
    contents = navigation(
        ("one.xhtml", "The Harbour"),
        ("two.xhtml", "The Reef"),
        nested={"one.xhtml": [("one.xhtml#lists", "Lists")]},
    )
    return epub(
        {**documents, "notes.xhtml": notes},
        package=package,
        others={"OPS/nav.xhtml": contents, "OPS/boat.png": png()},
    )


STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V"><w:name w:val="Verse"/></w:style>'
    '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>',
)
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
)
DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="a boat"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
    '<a:blip r:embed="rI"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def docx_document() -> bytes:
    body = (
        paragraph("The Harbour", style="T")
        + paragraph("Arrival", style="H1")
        + paragraph(
            run(SEA),
            run("softly", '<w:rStyle w:val="E"/>'),
            run("now", "<w:b/>"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        )
        + paragraph(QUAY, style="Q")
        + paragraph("O little boat", style="V")
        + paragraph("where have you been", style="V")
        + "".join(
            paragraph(word, properties=listed(1, level))
            for word, level in (("rope", 0), ("tar", 1), ("sail", 0))
        )
        + paragraph(SEA)
        + paragraph("mast", properties=listed(1))
        + paragraph("salt", properties=listed(2))
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>name</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>count</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:p><w:r><w:t>gull</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        + paragraph(DRAWING)
        + paragraph('<w:hyperlink r:id="rL"><w:r><w:t>a link</w:t></w:r></w:hyperlink>', run(" there."))
    )
    footnotes = part(
        "footnotes",
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p></w:footnote>',
    )
    those = relations(
        ("rI", "image", "media/boat.png", ""), ("rL", "hyperlink", "https://example.org/x", "External")
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada Example</dc:creator></cp:coreProperties>'
    )
    return docx(
        body,
        {
            "word/_rels/document.xml.rels": those,
            "word/footnotes.xml": footnotes,
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/media/boat.png": png(),
            "docProps/core.xml": core,
        },
    )


def odt_document() -> bytes:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-number text:level="2" style:num-format="a"/></text:list-style>'
    )
    body = (
        '<text:p text:style-name="Title">The Harbour</text:p><text:h text:outline-level="1">Arrival</text:h>'
        f'<text:p>{SEA} <text:span text:style-name="T1">softly</text:span><text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>"
        f'<text:p text:style-name="P1">{QUAY}</text:p>'
        '<text:list text:style-name="L1"><text:list-item><text:p>rope</text:p><text:list><text:list-item><text:p>tar</text:p></text:list-item></text:list></text:list-item>'
        "<text:list-item><text:p>sail</text:p></text:list-item></text:list>"
        '<text:p>O little boat<text:line-break/>of mine<text:line-break/>where have you<text:s text:c="2"/>been</text:p>'
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>name</text:p></table:table-cell><table:table-cell><text:p>count</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell><text:p>gull</text:p></table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xlink:href="Pictures/boat.png"/><svg:desc>a boat</svg:desc></draw:frame></text:p>'
        f'<text:p>{QUAY} <text:a xlink:href="https://example.org/x">a link</text:a>.</text:p>'
    )
    meta = "<meta:initial-creator>Ada Example</meta:initial-creator><dc:language>en-GB</dc:language>"
    return odt(
        body,
        styles=styles,
        meta=meta,
        others={"Pictures/boat.png": png(), "styles.xml": odf("document-styles", "")},
    )


def plain() -> bytes:
    return (
        f"THE HARBOUR\n\nBy Ada Example\n\nCHAPTER I\n\n{SEA}[1]\n{QUAY}\n\n    {QUAY}\n\n1. rope\n2. sail\n\n- salt\n- tar\n\n"
        f"CHAPTER II\n\nO little boat\n  where have you been\nUnder the moon\n  and never seen\n\n* * *\n\n{SEA}\n\n[1] A note.\n"
    ).encode()


def markdown() -> bytes:
    return (
        f"---\ntitle: The Harbour\nauthor: Ada Example\n---\n\n# Arrival\n\n{SEA} *It was* **late**.[^1]\n\n> {QUAY}\n\n"
        f"3. rope\n   - tar\n4. sail\n\n| name | count |\n|------|------:|\n| gull | 3 |\n\n![a boat](boat.png)\n\n"
        f"```\nline one\n```\n\n## Lists\n\n[On](https://example.org/x) <b>we</b> `go`.\\\nAnd on.\n\n---\n\n{SEA}\n\n[^1]: A note.\n"
    ).encode()
