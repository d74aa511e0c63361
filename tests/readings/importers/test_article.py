"""The article of a web page: what a part is called decides only together with its shape, and no prose goes unsaid."""

import pytest

from tests.readings.importers.reading import apart, made, pieces, said
from tests.readings.importers.test_html import page
from tests.readings.importers.writers import QUAY, SEA
from tests.timing import within

LONG = f"<p>{SEA} {QUAY} {SEA}</p><p>{QUAY} {SEA} {QUAY}</p>"
MENU = "<ul><li><a href='/1'>One</a></li><li><a href='/2'>Two</a></li><li><a href='/3'>Three</a></li></ul>"


def texts(body: str) -> list[str]:
    return [text for _kind, text in said(page(body))]


def doubts(body: str) -> list[str]:
    return [doubt.code for doubt in made(page(body)).warnings if doubt.code != "author_missing"]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("social-boats", "Social boats"),
        ("a-reply-to-the-ferrymen", "A reply to the ferrymen"),
        ("related-documents", "1.4. Related documents"),
        ("ratings-and-ranks-2", "Ratings and ranks"),
        ("_popular_songs", "Popular songs"),
        ("navigation", "Navigation"),
        ("comments-on-the-tides", "Comments on the tides"),
        ("the-archives-of-the-harbour-and-of-its", "The archives of the harbour and of its masters"),
    ],
)
def test_a_chapter_whose_id_was_made_from_its_heading_is_no_furniture(name, heading):
    for tag in ("section", "div"):
        body = f"<h1>Boats</h1>{LONG}<{tag} id='{name}' class='level2'><h2>{heading}</h2>{LONG}</{tag}>{LONG}"
        assert heading in texts(body)
        assert apart(page(body)) == []


def test_a_chapter_called_like_furniture_stays_even_last_and_short_if_only_its_id_says_so():
    body = f"<h1>Boats</h1>{LONG}<section id='comments'><h2>Comments</h2><p>{SEA}</p></section>"
    assert texts(body)[-2:] == ["Comments", SEA]


def test_the_number_of_comments_makes_no_chapter_of_them():
    talk = f"<div id='comments'><h3>2 Comments</h3><p>{SEA}</p></div>"
    assert texts(f"<h1>Boats</h1>{LONG}{talk}")[-1] == texts(LONG)[-1]


@pytest.mark.parametrize("name", ["social", "related", "popular", "meta", "ratings", "sponsored", "follow"])
def test_a_word_that_writers_use_makes_furniture_only_of_little_prose_or_of_links(name):
    assert texts(f"{LONG}<div class='{name}'><h2>Part</h2>{LONG}</div>{LONG}").count("Part") == 1
    assert "Part" not in texts(f"{LONG}<div class='{name}'><h2>Part</h2>{MENU}</div>{LONG}")
    assert "A few words." not in texts(f"{LONG}<div class='{name}'>A few words.</div>{LONG}")


def test_a_chapter_on_navigation_is_read_whatever_its_class():
    chapter = f"<section class='level2 navigation'><h2>Finding the way</h2>{LONG}</section>"
    assert "Finding the way" in texts(f"<h1>Boats</h1>{LONG}{chapter}{LONG}")
    menu = f"<section class='navigation'>{MENU}</section>"
    assert texts(f"<h1>Boats</h1>{LONG}{menu}") == ["Boats", *texts(LONG)]


def test_a_comment_amid_the_text_is_the_editors_and_one_after_it_a_visitors():
    comment = "<div class='comment'><p>Here the editor thinks that the tide was meant, and that the year is another.</p></div>"
    letter = f"<h1>To Dora</h1><p class='dateline'>Lower Quay, 3 May</p>{LONG}"
    within = texts(f"{letter}{comment}{LONG}")
    assert within[1] == "Lower Quay, 3 May"
    assert any(text.startswith("Here the editor") for text in within)
    assert not any(text.startswith("Here the editor") for text in texts(f"{letter}{LONG}{comment}"))


def test_the_last_answer_of_an_interview_stays_with_the_others():
    turn = f"<p>What of the sea?</p><div class='reply'><p>{SEA}</p></div><p>{QUAY}</p>"
    assert texts(f"<h1>A talk</h1>{turn * 3}<div class='reply'><p>{SEA}</p></div>")[-1] == SEA


def test_prose_that_is_cut_off_is_told_at_its_place_and_kept_by_its_paragraphs():
    body = f"<article>{LONG}</article><div class='comments'><h3>2 replies</h3><p>{SEA}</p><p>{QUAY}</p></div>"
    result = made(page(body))
    (doubt,) = [doubt for doubt in result.warnings if doubt.code == "prose_apart"]
    assert doubt.where == len(result.content)
    assert apart(page(body)) == [("beside", "2 replies"), ("beside", SEA), ("beside", QUAY)]


def test_a_crowd_of_things_cut_off_at_one_place_is_one_doubt():
    comments = f"<div class='comments'><p>{SEA}</p></div>{MENU}<aside><p>{QUAY} {SEA}</p></aside><footer><p>{SEA}</p></footer>"
    assert doubts(f"<h1>T</h1><article>{LONG}{LONG}</article>{comments}").count("prose_apart") == 1


def test_many_short_answers_that_are_cut_off_are_told():
    answers = f"<div class='comments'>{'<p>So I think as well.</p>' * 3}</div>" * 40
    assert "prose_apart" in doubts(f"<article>{LONG}</article>{answers}")


def test_menus_and_short_lines_are_cut_off_without_a_doubt():
    body = (
        f"<nav>{MENU}</nav><article><h1>T</h1>{LONG}</article><footer><p>By the harbour office.</p></footer>"
    )
    assert "prose_apart" not in doubts(body)


def test_what_is_cut_off_is_bounded():
    comments = f"<section class='comments'>{f'<p>{QUAY} {SEA}</p>' * 2_000}</section>"
    kept = apart(page(f"<article>{LONG * 50}</article>{comments}"))
    assert sum(len(text) for _why, text in kept) < 25_000


def test_a_short_text_above_a_long_discussion_is_the_text():
    talk = f"<div class='item'><p>A visitor</p><p>{SEA} {QUAY} {SEA}</p></div>" * 8
    body = f"<div class='post'><h1>Low water</h1><p>{SEA}</p><p>{QUAY}</p></div><div id='talk'><h3>Said</h3>{talk}</div>"
    assert texts(body)[:3] == ["Low water", SEA, QUAY]


def test_openings_in_blocks_of_other_names_are_read_and_so_are_loose_words():
    opening = f"<div class='para'>{SEA} <ul><li>one</li><li>two</li></ul></div>"
    body = f"<div class='chapter'>{opening}<div class='part'><h2>One</h2>{LONG * 4}</div></div>"
    assert texts(body)[:3] == [SEA, "one", "two"]
    loose = f"<h1>T</h1>{SEA} <i>Very</i> loose.<br><br>{QUAY}<div>{LONG * 4}</div>"
    assert texts(loose)[:3] == ["T", f"{SEA} Very loose.", QUAY]


def test_a_paragraph_of_sentences_full_of_links_is_prose():
    links = ", ".join(f"<a href='/{n}'>the chapter on the harbours of the north</a>" for n in range(5))
    opening = f"<div>{SEA} You should read {links}, and after that whatever you may like to read.</div>"
    assert texts(f"<div><h1>T</h1>{opening}<div class='part'>{LONG * 4}</div></div>")[1].startswith(SEA)


def test_the_name_and_the_references_of_a_manual_page_are_read():
    def section(title: str, words: str) -> str:
        return f"<div class='sect1'><h2>{title}</h2><div class='body'>{words}</div></div>"

    body = (
        "<div id='header'><h1>winch(1)</h1><h2>NAME</h2><div><p>winch - haul what is heavy</p></div></div><div id='content'>"
        + section("USE", LONG * 4)
        + section("SEE ALSO", "<p><a href='a'>rope</a>, <a href='b'>knot</a>, <a href='c'>capstan</a></p>")
        + "</div>"
    )
    result = texts(body)
    assert "winch - haul what is heavy" in result
    assert result[-2:] == ["SEE ALSO", "rope, knot, capstan"]


def test_a_title_over_the_only_chapter_is_read_and_the_name_of_the_site_is_not():
    head = "<title>Low water - The Harbour Review</title>"
    body = f"<header><h1>Low water</h1></header><section><h2>One</h2>{LONG}</section>"
    assert said(page(body, head))[0] == ("heading", "Low water")
    body = f"<div id='header'><h1>The Harbour Review</h1></div><div><h2>Low water</h2>{LONG}</div>"
    assert said(page(body, head))[0] == ("heading", "Low water")


def test_headings_over_menus_beside_the_article_go_with_them():
    article = f"<div><h2>Low water</h2>{LONG}</div>"
    assert texts(f"<h3>Places</h3>{MENU}{article}<h3>More of it</h3>{MENU}") == ["Low water", *texts(LONG)]


def test_a_heading_over_a_date_and_chapters_stays():
    assert texts(f"<article><h1>T</h1><div class='meta'>4 March</div><h2>One</h2>{LONG}</article>")[:2] == [
        "T",
        "One",
    ]


def test_a_maker_of_pages_that_calls_all_a_widget_loses_nothing():
    body = f"<div class='e-widget e-widget-text'><h1>T</h1>{LONG}</div>"
    assert texts(body) == ["T", *texts(LONG)]


@pytest.mark.long
@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 150 + "<div><p>short</p></div>" * 10_000,
        "<div class='comment x'><p>some words of somebody</p></div>" * 12_000,
        "<section id='related-boats' class='meta'><h2>Related boats</h2>" * 400 + f"<p>{SEA}</p>" * 10_000,
        "<span>loose words</span> and <i>others</i> " * 15_000 + f"<div><p>{SEA} {QUAY}</p></div>" * 500,
        "".join(f"<div class='comment c{n}' id='replies-{n}'><p>x</p>" for n in range(400))
        + "<b>y</b>" * 10_000,
    ],
)
def test_odd_pages_are_weighed_in_time(body):
    assert within(15, lambda: pieces(page(f"<h1>T</h1>{LONG}{body}")))


def test_the_short_lines_of_a_letter_beside_its_long_paragraphs_stay():
    long = "The rope was wound on the reel and the clerk wrote it down in his ledger for the year, and then he slept. "
    letter = (
        f"<p>Harbour, 3 May 1905</p><p>Dear Dora,</p><div><p>{long * 3}</p><p>{long * 3}</p></div>"
        "<p>Your Ada</p><p>P.S. Bring the lamp when you come.</p>"
    )
    result = made(f"<html><body>{letter}</body></html>".encode(), name="a.html")
    for words in ("Harbour, 3 May 1905", "Dear Dora,", "Your Ada", "P.S. Bring the lamp when you come."):
        assert words in result.content
