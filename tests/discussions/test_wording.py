"""What people type becomes HTML that says what they meant and can do nothing else."""

import re
import uuid

import pytest
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from discussions import wording
from discussions.models import Comment
from discussions.wording import TAGS, html_of, plain, quotation, says_something
from tests.timing import within

ALLOWED_TAG = re.compile(
    rf"</?(?:{'|'.join(TAGS)})>|<a href=\"(?:https?:|mailto:|/|#|[\w.%?&;=-])[^\"<>]*\" rel=\"nofollow noopener\">"
    r"|<ol start=\"\d+\">"
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Hello *you* and **you**", "<p>Hello <em>you</em> and <strong>you</strong></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>'),
        ("> she said", "<blockquote>\n<p>she said</p>\n</blockquote>"),
        ("`x < y`", "<p><code>x &lt; y</code></p>"),
        (
            "[here](https://example.org)",
            '<p><a href="https://example.org" rel="nofollow noopener">here</a></p>',
        ),
        ("# not a heading", "<p># not a heading</p>"),
        ("2 < 3 & 4", "<p>2 &lt; 3 &amp; 4</p>"),
    ],
)
def test_markdown_is_shown_as_meant(typed, shown):
    assert html_of(typed) == shown


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://example.org/a_b.", "https://example.org/a_b"),
        ("(https://example.org/x)", "https://example.org/x"),
        ("https://example.org/Circle_(geometry)", "https://example.org/Circle_(geometry)"),
        ("“https://example.org/q?a=1&b=2”", "https://example.org/q?a=1&amp;b=2"),
        ("is it http://example.org?", "http://example.org"),
    ],
)
def test_a_bare_address_becomes_a_link_without_the_sentence_around_it(typed, address):
    assert f'<a href="{address}" rel="nofollow noopener">{address}</a>' in html_of(typed)


def test_an_address_in_code_or_in_a_link_is_left_alone():
    assert "<a" not in html_of("`https://example.org`")
    assert html_of("[https://example.org](https://example.net)").count("<a") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![pixel](https://example.org/p.gif)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        '[x](https://example.org "onmouseover=alert(1)")',
        '<a href="https://example.org" onclick="alert(1)">x</a>',
        '<p style="position:fixed">x</p>',
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<!-- --><iframe srcdoc='<script>alert(1)</script>'>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '`<b onmouseover="alert(1)">`',
        "https://example.org/\"onmouseover='alert(1)'",
    ],
)
def test_nothing_that_could_act_gets_through(typed):
    html = html_of(typed)
    assert "<" not in ALLOWED_TAG.sub("", html)
    assert "<img" not in html


@example("[]()")
@given(st.text(alphabet=st.sampled_from(list("<>/\"'=`*_[]()!#:&;-+. \n\tab1xjsé😀")), max_size=120))
@settings(max_examples=300)
def test_whatever_is_typed_only_the_small_vocabulary_comes_out(typed):
    assert "<" not in ALLOWED_TAG.sub("", html_of(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\u200b",
        "&nbsp;",
        "[a]: https://example.org",
        "\xad\u2060",
        "\u3164",
        "\U000e0100",
        "\u0301",
        "\u0488 \u20dd",
        "\U00016fe4",
        "\ufffc",
        "\u2800 \u061c",
        "\U000e0041",
    ],
)
def test_what_would_not_be_seen_says_nothing(typed):
    assert not says_something(typed)


@pytest.mark.parametrize("typed", ["?", "ja", "👍", "…", "`x`"])
def test_little_is_something(typed):
    assert says_something(typed)


def test_an_excerpt_is_plain_words_on_one_line():
    assert plain("<p>one<br>\ntwo &amp; <em>three</em></p>\n<p>&lt;four&gt;</p>") == "one two & three <four>"
    assert plain("<p>how <em>nice</em>. Yes.</p><p>No.</p>") == "how nice. Yes. No."


@pytest.mark.parametrize(
    "pattern",
    [
        "[",
        "*a_ ",
        "_*",
        ">",
        "- ",
        "`",
        "![",
        "[a](",
        "**a *b ",
        "&#",
        "\\",
        "<a ",
        "1. ",
        "http://a)))",
        "[]",
    ],
)
def test_a_long_run_of_marks_takes_no_long_time(pattern):
    within(1, lambda: html_of((pattern * 20_000)[:20_000]))


def test_a_long_run_of_closing_brackets_after_an_address_takes_no_long_time():
    html = within(1, lambda: html_of("https://a" + ")" * 19_000))
    assert html.startswith('<p><a href="https://a" rel')


@pytest.mark.parametrize("address", ["//example.org", "/g/circle/", "#p4", "example.org", "\\\\example.org"])
def test_a_link_that_does_not_say_in_full_where_it_leads_stays_what_was_typed(address):
    assert "<a" not in html_of(f"[look]({address})")


@pytest.mark.parametrize("unit", ["**a*", "*a ", "_a ", "a**", "***a", "*a_", "[a", "``a`"])
def test_a_comment_of_nothing_but_signs_is_rendered_quickly(unit):
    written = (unit * 20_000)[:20_000]
    assert within(1, lambda: plain(html_of(written)))
    if "*" in unit or "_" in unit:
        assert "<em>" not in html_of(written), "the signs stay as they were typed"


def test_what_was_written_is_rendered_once_for_the_form_and_the_comment(
    client_of, bob, group, schedule, edition
):
    wording._rendered.cache_clear()
    client_of(bob).post(
        reverse("thread_create", args=[group.slug, schedule.pk]),
        {
            "start": 0,
            "end": 6,
            "quote": edition.content[:6],
            "body": "Some *words*.",
            "submission": str(uuid.uuid4()),
        },
    )
    assert "<em>words</em>" in Comment.objects.get().html
    assert wording._rendered.cache_info().misses == 1


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ("One thing.\n\nAnd another.", "> One thing.\n\n"),
        ("A line\nand one more", "> A line\n> and one more\n\n"),
        ("> What Bob said\n\nI do not think so.", "> I do not think so.\n\n"),
        ("> What Bob said", "> > What Bob said\n\n"),
        ("", ""),
    ],
)
def test_a_quotation_is_the_first_paragraph_of_somebodys_own_words(body, quoted):
    assert quotation(body) == quoted
