"""EPUB: the documents in reading order, ranked by the table of contents; damage and harm met calmly."""

import random
import zipfile
from io import BytesIO

import pytest

from readings.importers import archive as archives
from readings.pieces import PieceDoubt
from readings.years import stated_year
from tests.readings.importers.reading import apart, linked, made, outline, pieces, refusal, said, source
from tests.readings.importers.writers import (
    CONTAINER,
    NAVIGATION_ITEM,
    QUAY,
    SEA,
    epub,
    navigation,
    opf,
    png,
    xhtml,
    zipped,
)


def book(*bodies: str, **about) -> bytes:
    return epub({f"d{number}.xhtml": body for number, body in enumerate(bodies)}, **about)


def with_package(package: str, **documents: str) -> bytes:
    return epub({f"{name}.xhtml": body for name, body in documents.items()}, package=package)


def test_documents_follow_the_spine_and_not_their_names():
    package = opf({"b.xhtml": "", "a.xhtml": ""})
    assert said(with_package(package, a="<p>Second.</p>", b="<p>First.</p>")) == [
        ("prose", "First."),
        ("prose", "Second."),
    ]


def test_the_package_says_title_authors_language_and_rights():
    metadata = (
        "<dc:title>Tides</dc:title><dc:creator opf:role='aut'>Ada Example &lt;ada@example.org&gt;</dc:creator>"
        "<dc:creator opf:role='trl'>Bo Example</dc:creator><dc:creator>unknown</dc:creator><dc:language>ger</dc:language>"
        "<dc:rights>Public domain</dc:rights><dc:publisher>Coast Press</dc:publisher><dc:date>1931</dc:date>"
    )
    read = source(with_package(opf({"a.xhtml": ""}, metadata=metadata), a=f"<p>{SEA}</p>"))
    assert (read.format, read.title, read.authors, read.language) == ("epub", "Tides", ("Ada Example",), "de")
    assert (read.provenance["rights"], read.provenance["publisher"], read.provenance["date"]) == (
        "Public domain",
        "Coast Press",
        "1931",
    )
    assert read.provenance["contributors"] == "Bo Example"


@pytest.mark.parametrize(
    ("date", "year"), [("1931", 1931), ("2026-11-23", None), ("1931-05-01T00:00:00+00:00", None)]
)
def test_a_day_in_a_package_is_when_somebody_made_it(date, year):
    metadata = f"<dc:title>Tides</dc:title><dc:date>{date}</dc:date>"
    read = source(with_package(opf({"a.xhtml": ""}, metadata=metadata), a=f"<p>{SEA}</p>"))
    assert stated_year({"format": read.format, **read.provenance}, SEA) == year


def test_the_older_package_and_its_contents_are_read():
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part</text></navLabel><content src="d0.xhtml"/>'
        '<navPoint><navLabel><text>Chapter</text></navLabel><content src="d1.xhtml#c"/></navPoint></navPoint></navMap></ncx>'
    )
    package = opf(
        {"d0.xhtml": "", "d1.xhtml": ""},
        manifest='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        spine_attributes='toc="ncx"',
    )
    data = book(
        "<h1>Part</h1><p>Words.</p>",
        f"<p id='c'>Chapter</p><p>{SEA}</p>",
        package=package,
        others={"OPS/toc.ncx": ncx},
    )
    assert outline(made(data)) == [(1, "Part"), (2, "Chapter")]


def test_the_contents_rank_headings_and_name_what_has_none():
    package = opf({"d0.xhtml": "", "d1.xhtml": "", "d2.xhtml": ""}, manifest=NAVIGATION_ITEM)
    contents = navigation(
        ("d0.xhtml", "Part One"), ("d2.xhtml", "The Reef"), nested={"d0.xhtml": [("d1.xhtml", "The Harbour")]}
    )
    bodies = (
        "<h1>Part One</h1><p>So.</p>",
        f"<h1>The Harbour</h1><p>{SEA}</p><h2>Ropes</h2><p>{SEA}</p>",
        f"<p>{QUAY}</p>",
    )
    result = made(book(*bodies, package=package, others={"OPS/nav.xhtml": contents}))
    assert outline(result) == [(1, "Part One"), (2, "The Harbour"), (3, "Ropes"), (1, "The Reef")]
    assert [doubt.code for doubt in result.warnings] == ["heading_from_contents"]
    assert result.provenance["contents"] == {"entries": 3, "found": 2, "added": 1}


def test_flat_contents_leave_the_documents_own_levels():
    package = opf({"d0.xhtml": "", "d1.xhtml": ""}, manifest=NAVIGATION_ITEM)
    contents = navigation(("d0.xhtml", "Part"), ("d1.xhtml", "Chapter"))
    data = book(
        f"<h1>Part</h1><p>{SEA}</p>",
        f"<h2>Chapter</h2><p>{SEA}</p>",
        package=package,
        others={"OPS/nav.xhtml": contents},
    )
    assert outline(made(data)) == [(1, "Part"), (2, "Chapter")]


def outlined(*bodies: str, contents: list[tuple[str, str]]) -> list[tuple[int, str]]:
    package = opf({f"d{number}.xhtml": "" for number in range(len(bodies))}, manifest=NAVIGATION_ITEM)
    return outline(made(book(*bodies, package=package, others={"OPS/nav.xhtml": navigation(*contents)})))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("", ("I. The Weir", "II. The Mill")),
        ("", ("The Weir", "The Mill")),
        ("", ("I", "II")),
        ("#t", ("The Weir", "The Mill")),
        ("#n", ("I: The Weir", "II: The Mill")),
    ],
)
def test_a_number_over_its_title_is_one_heading_where_the_contents_have_one_line(name, lines):
    bodies = [
        f"<h2 id='n'>{number}</h2>\n<div><h3 id='t'><i>{title}</i></h3></div><p>{SEA}</p>"
        for number, title in (("I", "The Weir"), ("II", "The Mill"))
    ]
    contents = [(f"d0.xhtml{name}", lines[0]), (f"d1.xhtml{name}", lines[1])]
    bodies[1] += f"<h2>Appendix</h2><p>{QUAY}</p>"
    assert outlined(*bodies, contents=contents) == [(1, "I The Weir"), (1, "II The Mill"), (1, "Appendix")]


def test_two_headings_that_the_contents_both_name_or_that_are_no_number_stay_two():
    weir, mill = (
        f"<h2>The Weir</h2><h3>Morning</h3><p>{SEA}</p>",
        f"<h2>The Mill</h2><h3>Noon</h3><p>{SEA}</p>",
    )
    said = outlined(weir, mill, contents=[("d0.xhtml", "The Weir"), ("d1.xhtml", "The Mill")])
    assert said == [(1, "The Weir"), (2, "Morning"), (1, "The Mill"), (2, "Noon")]
    part = f"<h2 id='p'>Part I</h2><h3 id='c'>The Weir</h3><p>{SEA}</p><h3 id='d'>The Mill</h3><p>{QUAY}</p>"
    both = [("d0.xhtml#p", "Part I"), ("d0.xhtml#c", "The Weir"), ("d0.xhtml#d", "The Mill")]
    assert [title for _level, title in outlined(part, contents=both)] == ["Part I", "The Weir", "The Mill"]
    chapters = both[1:]
    assert [title for _level, title in outlined(part, contents=chapters)] == [
        "Part I",
        "The Weir",
        "The Mill",
    ]


def test_a_heading_that_the_contents_leave_out_stands_beside_its_like_after_a_chapter_that_has_none():
    bodies = [f"<h2>The Weir</h2><p>{SEA}</p>", f"<p>{QUAY}</p>", f"<h2>Appendix</h2><p>{SEA}</p>"]
    contents = [("d0.xhtml", "The Weir"), ("d1.xhtml", "The Mill")]
    assert outlined(*bodies, contents=contents) == [(1, "The Weir"), (1, "The Mill"), (1, "Appendix")]


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("Knots", "1. Knots that hold"),
        ("1. Knots", "Knots"),
        ("KNOTS", "Chapter 3. Knots"),
        ("Knots.", "Knots"),
    ],
)
def test_a_title_alone_in_its_document_is_said_once_where_the_next_one_says_it_again(half, whole):
    documents = {"a.xhtml": f"<h1>{half}</h1>", "b.xhtml": f"<h1>{whole}</h1><p>{SEA}</p>"}
    rest = {"c.xhtml": "<h1>Sails</h1>", "d.xhtml": f"<h1>4. Sails of cloth</h1><p>{SEA}</p>"}
    result = made(epub({**documents, **rest}))
    assert [title for _level, title in outline(result)] == [whole, "4. Sails of cloth"]
    assert [one["text"] for one in result.provenance["set_apart"]] == [half, "Sails"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<h1>Knots</h1>", f"<h2>Knots of the north</h2><p>{SEA}</p>"),
        ("<h1>Knots</h1>", f"<h2>1. Knots</h2><p>{SEA}</p>"),
        (f"<h1>Knots</h1><p>{SEA}</p>", f"<h1>Knots of the north</h1><p>{SEA}</p>"),
        ("<h1>Rope</h1>", f"<h1>Ropewalks</h1><p>{SEA}</p>"),
        ("<h1>Rope</h1>", f"<h1>The rope</h1><p>{SEA}</p>"),
    ],
)
def test_the_title_of_a_part_and_other_titles_stay(first, second):
    assert len(outline(made(epub({"a.xhtml": first, "b.xhtml": second})))) == 2


def test_notes_in_another_document_are_linked_even_outside_the_reading_order():
    package = opf({"d0.xhtml": "", "d1.xhtml": "", "d2.xhtml": 'linear="no"'})
    notes = "<section epub:type='endnotes'><h1>Notes</h1><aside epub:type='endnote' id='n1'><p><a href='d0.xhtml#r1'>1</a> A note.</p></aside></section>"
    data = book(
        f"<h1>One</h1><p>{SEA}<a epub:type='noteref' id='r1' href='d2.xhtml#n1'>1</a></p>",
        f"<h1>Two</h1><p>{QUAY}</p>",
        notes,
        package=package,
    )
    result = made(data)
    assert linked(result) == [("1", "A note.")]
    assert [p.kind for p in result.paragraphs] == ["heading", "prose", "note", "heading", "prose"]


def test_what_is_outside_the_reading_order_is_set_apart():
    package = opf({"d0.xhtml": "", "d1.xhtml": 'linear="no"'})
    data = book(f"<p>{SEA}</p>", f"<p>{QUAY}</p>", package=package)
    assert said(data) == [("prose", SEA)]
    assert apart(data) == [("aside", QUAY)]


def test_a_document_outside_the_reading_order_that_begins_with_its_menu_is_set_apart_whole():
    package = opf({"d0.xhtml": "", "d1.xhtml": 'linear="no"'})
    menu = "<nav><p><a href='d0.xhtml'>Back</a></p></nav>"
    data = book(f"<p>{SEA}</p>", f"{menu}<p>{QUAY}</p>", package=package)
    assert said(data) == [("prose", SEA)]
    assert ("aside", QUAY) in apart(data)


def test_whoever_looks_is_told_where_prose_stood_outside_the_reading_order():
    package = opf({"d0.xhtml": "", "d1.xhtml": 'linear="no"', "d2.xhtml": ""})
    within = f"<h1>A chart</h1><p>{QUAY}</p><p>{SEA}</p>"
    data = book(f"<p>{SEA}</p>", within, "<p>The end of it.</p>", package=package)
    result = made(data)
    (doubt,) = [doubt for doubt in result.warnings if doubt.code == "part_apart"]
    assert result.content[doubt.where :] == "The end of it."
    assert apart(data) == [("aside", "A chart"), ("aside", QUAY), ("aside", SEA)]
    little = book(f"<p>{SEA}</p>", "<p>A map.</p>", "<p>The end of it.</p>", package=package)
    assert "part_apart" not in [doubt.code for doubt in made(little).warnings]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'><p>{}</p></div>",
        "<p hidden='hidden'>{}</p>",
        "<section class='later'><p>{}</p></section>",
        "<p aria-hidden='true'>{}</p>",
        "<aside epub:type='footnote' id='n1' hidden='hidden'><p>{}</p></aside>",
    ],
)
def test_what_is_hidden_outside_the_reading_order_is_not_lost_without_a_word(hidden: str):
    sheet = '<item id="s" href="s.css" media-type="text/css"/>'
    package = opf({"d0.xhtml": "", "d1.xhtml": 'linear="no"'}, manifest=sheet)
    data = epub(
        {"d0.xhtml": f"<p>{SEA}</p>", "d1.xhtml": hidden.format(QUAY)},
        package=package,
        others={"OPS/s.css": ".later{display:none}"},
    )
    assert said(data) == [("prose", SEA)]
    assert [text for _why, text in apart(data)] == [QUAY]
    assert {doubt.code for doubt in made(data).warnings} & {"words_folded", "part_apart"}


def test_a_long_part_outside_the_reading_order_is_kept_to_its_last_word():
    package = opf({"d0.xhtml": "", "d1.xhtml": 'linear="no"'})
    answers = [f"{number}. {QUAY}" for number in range(500)]
    data = book(f"<p>{SEA}</p>", "".join(f"<p>{one}</p>" for one in answers), package=package)
    assert [text for _why, text in apart(data)] == answers


def test_the_words_of_a_cover_are_set_apart_and_its_picture_is_left_out():
    cover = "<guide><reference type='cover' href='d0.xhtml'/></guide>"
    package = opf({"d0.xhtml": 'linear="no"', "d1.xhtml": ""}, guide=cover)
    data = book(f"<p>{QUAY}</p>", f"<p>{SEA}</p>", package=package)
    assert (said(data), apart(data)) == ([("prose", SEA)], [("aside", QUAY)])
    assert apart(book("<p><img src='cover.png' alt='A boat'/></p>", f"<p>{SEA}</p>", package=package)) == []


def listed(*names: str, **attributes: str) -> str:
    """Documents that the package lists, and that its reading order leaves out."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{said}/>' for name in names
    )


def test_what_only_the_list_of_a_book_names_is_set_apart_after_the_text_and_said():
    package = opf({"d0.xhtml": ""}, manifest=listed("z", "a"))
    documents = {"d0": f"<p>{SEA} <a href='z.xhtml'>See here.</a></p>", "z": f"<p>{QUAY}</p>"}
    result = made(with_package(package, **documents, a=f"<p>{SEA}</p>"))
    assert [one["text"] for one in result.provenance["set_apart"]] == [QUAY, SEA]
    assert result.content == f"{SEA} See here."
    assert "part_apart" in [doubt.code for doubt in result.warnings]


def test_notes_in_a_document_that_only_the_list_of_a_book_names_are_linked():
    package = opf({"d0.xhtml": ""}, manifest=listed("notes"))
    within = f"<h1>One</h1><p>{SEA}<a epub:type='noteref' id='r1' href='notes.xhtml#n1'>1</a></p>"
    notes = "<aside epub:type='endnote' id='n1'><p><a href='d0.xhtml#r1'>1</a> A note.</p></aside>"
    assert linked(made(with_package(package, d0=within, notes=notes))) == [("1", "A note.")]


def test_contents_covers_and_what_stands_in_for_other_items_are_no_parts_of_a_book():
    cover = "<guide><reference type='cover' href='cover.xhtml'/></guide>"
    instead = '<item id="film" href="film.mp4" media-type="video/mp4" fallback="still"/>' + listed("still")
    package = opf({"d0.xhtml": ""}, manifest=NAVIGATION_ITEM + listed("cover") + instead, guide=cover)
    pages = {"d0": f"<p>{SEA}</p>", "cover": f"<p>{QUAY}</p>", "still": f"<p>{QUAY}</p>"}
    documents = {f"{name}.xhtml": body for name, body in pages.items()}
    contents = {"OPS/nav.xhtml": navigation(("d0.xhtml", "The sea"))}
    assert apart(epub(documents, package=package, others=contents)) == []


def test_a_document_that_is_listed_and_not_there_is_nothing_to_be_told_of():
    result = made(with_package(opf({"d0.xhtml": ""}, manifest=listed("gone")), d0=f"<p>{SEA}</p>"))
    assert (result.content, [doubt.code for doubt in result.warnings if "part" in doubt.code]) == (SEA, [])


def test_a_page_of_contents_in_the_spine_is_no_content():
    links = "".join(f"<p><a href='d{number}.xhtml'>Chapter {number}</a></p>" for number in range(1, 7))
    data = book(
        f"<h1>In this book</h1>{links}", *(f"<h1>Chapter {number}</h1><p>{SEA}</p>" for number in range(1, 7))
    )
    assert [kind for kind, _ in said(data)] == ["heading", "prose"] * 6
    assert [why for why, _ in apart(data)] == ["contents"]


def test_printed_pages_leave_their_numbers_and_no_words():
    (piece,) = pieces(book("<p>Before <span epub:type='pagebreak' id='p12' title='12'/>after.</p>"))
    assert (piece.text, piece.data["pages"]) == ("Before after.", [["12", 7]])


def test_pictures_come_from_the_archive_by_any_way_to_write_their_names():
    bodies = "<p>x</p><figure><img src='../Images/a%20b.png' alt='A boat'/></figure><svg><image xlink:href='/Images/A B.PNG'/></svg>"
    data = epub({"text/d.xhtml": f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:xlink='http://www.w3.org/1999/xlink'><body>{bodies}</body></html>"}, others={"OPS/Images/a b.png": png(), "Images/a b.png": png(9, 9)})  # fmt: skip
    read = source(data)
    assert [piece.kind for piece in read.pieces] == ["prose", "figure", "figure"]
    assert len(read.pictures) == 2


def test_a_picture_that_is_shown_on_every_page_is_unpacked_once():
    large = png() + bytes(random.Random(7).randbytes(4_000_000))
    pages = {f"p{number}.xhtml": f'<p>{SEA}</p><img src="boat.png" alt="a boat"/>' for number in range(60)}
    read = source(epub(pages, others={"OPS/boat.png": large}))
    assert len(read.pictures) == 1
    assert sum(piece.kind == "figure" for piece in read.pieces) == 60


def test_a_missing_picture_and_a_drawing_leave_their_words_and_a_doubt():
    data = book(
        "<p>x</p><img src='gone.png' alt='A boat'/><img src='d.svg' alt='A map'/>",
        others={"OPS/d.svg": "<svg/>"},
    )
    assert [piece.doubts for piece in pieces(data)[1:]] == [
        (PieceDoubt("picture_missing"),),
        (PieceDoubt("picture_dropped"),),
    ]


def test_named_characters_need_no_document_type_and_broken_markup_is_read_as_browsers_do():
    assert said(book("<p>a&nbsp;b &eacute; &mdash;</p>")) == [("prose", "a b é —")]
    assert said(book("<p>open <b>bold<p>next")) == [("prose", "open bold"), ("prose", "next")]
    typed = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
        + xhtml("<p>a&nbsp;b</p>").partition("?>")[2]
    )
    assert said(epub({"a.xhtml": typed})) == [("prose", "a b")]


def test_the_wrapping_of_project_gutenberg_is_cut_off_and_read():
    head = "<p>Title: Low Water</p><p>*** START OF THE PROJECT GUTENBERG EBOOK LOW WATER ***</p>"
    data = book(
        head, f"<p>{SEA}</p>", "<p>*** END OF THE PROJECT GUTENBERG EBOOK LOW WATER ***</p><p>A licence.</p>"
    )
    assert said(data) == [("prose", SEA)]
    assert "A licence." in source(data).provenance["gutenberg"]["footer"]


# Damage


def test_a_fragment_in_the_manifest_names_the_document_once():
    package = opf({"a.xhtml": "", "a.xhtml#two": "", "b%2Exhtml": ""})
    assert said(with_package(package, a="<p>One.</p>", b="<p>Two.</p>")) == [
        ("prose", "One."),
        ("prose", "Two."),
    ]


def test_a_missing_document_leaves_a_doubt_at_its_place():
    result = made(
        with_package(
            opf({"a.xhtml": "", "gone.xhtml": "", "B.XHTML": ""}), a=f"<p>{SEA}</p>", b=f"<p>{QUAY}</p>"
        )
    )
    assert result.content == f"{SEA}\n\n{QUAY}"
    assert [(doubt.code, doubt.where) for doubt in result.warnings] == [("part_missing", len(SEA) + 2)]


def test_a_package_is_found_even_if_the_container_names_none():
    entries = {
        "META-INF/container.xml": "<container/>",
        "x.opf": opf({"a.xhtml": ""}),
        "a.xhtml": xhtml(f"<p>{SEA}</p>"),
    }
    assert said(zipped(entries)) == [("prose", SEA)]


@pytest.mark.parametrize(
    "entries",
    [
        {"META-INF/container.xml": CONTAINER},
        {"META-INF/container.xml": CONTAINER, "OPS/book.opf": "<package"},
        {"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf({"gone.xhtml": ""})},
        {"META-INF/container.xml": CONTAINER, "OPS/book.opf": opf({})},
    ],
)
def test_a_book_without_a_document_is_refused_as_damaged(entries):
    assert refusal(zipped(entries)).code == "damaged"


def test_half_a_file_is_refused_as_damaged():
    data = book(f"<p>{SEA}</p>")
    assert refusal(data[: len(data) // 2]).code == "damaged"


# Harm


@pytest.mark.parametrize("name", ["../evil.xhtml", "/etc/evil", "OPS/../../evil", "C:\\evil", "..\\evil"])
def test_entries_that_lead_out_of_the_archive_are_refused(name):
    assert refusal(book("<p>x</p>", others={name: "x"})).code == "unsafe_names"


def test_a_manifest_that_leads_out_of_the_archive_leads_nowhere():
    result = made(
        with_package(
            opf({"a.xhtml": "", "../../../etc/passwd.xhtml": "", "file:///etc/passwd.xhtml": ""}),
            a=f"<p>{SEA}</p>",
        )
    )
    assert result.content == SEA


def encryption(algorithm: str, what: str) -> dict[str, str]:
    return {
        "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData><enc:CipherReference URI="{what}"/></enc:CipherData>'
        "</enc:EncryptedData></encryption>"
    }


def test_a_book_with_copy_protection_is_refused_and_one_with_scrambled_fonts_is_read():
    refused = refusal(
        book(
            f"<p>{SEA}</p>", others=encryption("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "OPS/d0.xhtml")
        )
    )
    assert refused.code == "locked"
    assert "copy protection" in str(refused)
    fonts = encryption("http://www.idpf.org/2008/embedding", "OPS/font.otf")
    assert said(book(f"<p>{SEA}</p>", others=fonts)) == [("prose", SEA)]


def test_entities_of_its_own_are_refused_before_anything_expands():
    laughs = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p></body></html>'
    assert refusal(epub({"a.xhtml": laughs})).code == "xml_entities"
    outside = laughs.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/hostname">')
    assert refusal(epub({"a.xhtml": outside})).code == "xml_entities"
    package = opf({"a.xhtml": ""}).replace(
        "<package", '<!DOCTYPE package [<!ENTITY x SYSTEM "http://example.org">]><package', 1
    )
    assert refusal(with_package(package, a="<p>x</p>")).code == "xml_entities"


def test_a_zip_bomb_is_refused_while_it_unfolds():
    bomb = book(
        "<p>x</p>",
        others={"OPS/big.xhtml": b"a" * 70_000_000},
        package=opf({"d0.xhtml": "", "big.xhtml": ""}),
    )
    assert len(bomb) < 200_000
    assert refusal(bomb).code == "too_large"


def test_sizes_are_counted_and_not_believed(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_ENTRY", 1_000)
    assert refusal(book(f"<p>{SEA * 40}</p>")).code == "too_large"


def test_too_many_entries_are_refused():
    assert (
        refusal(book("<p>x</p>", others={f"e{number}": "" for number in range(10_001)})).code == "too_large"
    )


def test_of_two_entries_with_one_name_the_last_one_counts():
    made_of = BytesIO(book("<p>First.</p>"))
    with zipfile.ZipFile(made_of, "a") as opened, pytest.warns(UserWarning, match="Duplicate name"):
        opened.writestr("OPS/d0.xhtml", xhtml("<p>Last.</p>"))
    assert said(made_of.getvalue()) == [("prose", "Last.")]


def test_a_locked_entry_is_refused():
    data = bytearray(book(f"<p>{SEA}</p>"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)).code == "locked"


def test_a_zip_file_of_something_else_is_refused_by_what_it_is():
    assert refusal(zipped({"a.txt": SEA})).code == "other_format"


@pytest.mark.parametrize(
    "page",
    [
        f"<div epub:type='pagebreak' title='12'><p>{SEA}</p></div>",
        f"<section class='page-number'><p>{SEA}</p></section>",
        f"<p class='pagenum'>{SEA}</p>",
    ],
)
def test_what_is_named_a_printed_page_and_holds_its_words_keeps_them(page):
    assert said(book(f"<p>{QUAY}</p>{page}<p>{QUAY}</p>")) == [
        ("prose", QUAY),
        ("prose", SEA),
        ("prose", QUAY),
    ]


def test_words_that_are_no_page_number_stay_where_they_are_named_one():
    assert said(book("<p>The knot <span class='pagenum'>see above</span> held.</p>")) == [
        ("prose", "The knot see above held.")
    ]
