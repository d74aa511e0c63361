"""Web pages and books: whatever elements stand around words, every word is in the text, set apart or named in a doubt."""

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from readings.importers import read
from readings.words import word_set
from tests.readings.importers.writers import QUAY, SEA, epub, xhtml

INLINE = sorted(
    word_set(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub "
        "sup time tt u var"
    )
)
BLOCKS = sorted(
    word_set(
        "address article aside blockquote center details div fieldset figcaption figure footer h1 h2 h4 header hgroup "
        "main nav p pre section summary"
    )
)
WHOLE = [
    "<ul><li>{}</li></ul>",
    "<ol start='3'><li>{}</li></ol>",
    "<ul>{}</ul>",
    "<dl><dt>%% </dt><dd>{}</dd></dl>",
    "<table><tr><td>{}</td><td>%% </td></tr></table>",
    "<table><caption>%% </caption><tr><th>%% </th></tr><tr><td>{}</td></tr></table>",
    "<table><tr><td>{}</td></tr></table>",
    "<figure><img src='x.png' alt=''/><figcaption>{}</figcaption></figure>",
    "<ruby>%%<rt>%%</rt></ruby>{}",
    "<math><mi>%% </mi></math>{}",
    "{}<br/>",
    "{}<hr/>",
    "<div><p>{}</p>%% </div>",
    "<p>%% <span class='line'>{}</span></p>",
    "<p style='margin: 0 3em'>{}</p>",
    "<p><a href='#n1' id='r1'><sup>1</sup></a>{}</p><p id='n1'><a href='#r1'>1</a> %% </p>",
]
CLASSES = sorted(
    word_set(
        "x title subtitle caption poem stanza line verse quote footnote footnotes endnote note sidebar pullquote author byline "
        "date meta toc contents index epigraph dedication box extract calibre1 indent drop dropcap smallcaps center "
        "MsoTitle MsoQuote MsoListParagraph MsoFootnoteText lst-kix_a-1 heading highlight gallery-item tr-caption"
    )
)


def _wrapped(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def within(tag: str, classes: str, words: str) -> str:
        return f"<{tag} class='{classes}'>{words}</{tag}>" if classes else f"<{tag}>{words}</{tag}>"

    classes = st.one_of(st.just(""), st.sampled_from(CLASSES))
    return st.one_of(
        st.builds(within, st.sampled_from([*INLINE, *BLOCKS]), classes, inside),
        st.builds(str.format, st.sampled_from(WHOLE), inside),
        st.lists(inside, min_size=2, max_size=3).map("".join),
    )


BODIES = st.recursive(st.sampled_from(["%% ", "%% %% %%. "]), _wrapped, max_leaves=8)


def assert_whole(body: str, made: Callable[[str], bytes]) -> None:
    parts = body.split("%%")
    words = [f"word{at}" for at in range(len(parts) - 1)]
    written = "".join(part + word for part, word in zip(parts, [*words, ""], strict=True))
    shown = []
    for piece in read(made(f"<p>{SEA}</p>{written}<p>{QUAY}</p>")).pieces:
        shown += [piece.text, *(str(value) for doubt in piece.doubts for value in doubt.names.values())]
        shown += [str(piece.data)]
    assert set(words) <= set(re.findall(r"word\d+", "\n".join(shown))), written


@given(BODIES)
def test_no_word_of_a_page_is_lost(body):
    assert_whole(
        body, lambda written: f"<html><head><title>x</title></head><body>{written}</body></html>".encode()
    )


@given(BODIES)
def test_no_word_of_a_book_is_lost(body):
    assert_whole(body, lambda written: epub({"a.xhtml": xhtml(written), "b.xhtml": f"<p>{QUAY}</p>"}))
