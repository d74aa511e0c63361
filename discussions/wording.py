"""What people write, as HTML that is safe to show: Markdown in a small vocabulary, cleaned again afterwards.

Emphasis, links, lists, quotes, code and the names of those whom one speaks to. No images, no headings, no HTML of one's own. This is the one place
of the discussions that vouches for HTML; everything else is escaped by the templates.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ADDRESS = re.compile(r"https?://[^\s<>\"“”]+")
AFTER_ADDRESS = ".,;:!?'’»*_"
MOST_BRACKETS = 400  # finding which of them are links takes the square of their number
MOST_STARS = (
    2_000  # so many signs of emphasis are not meant as such, and finding their pairs may take as long
)
TAGS = {"p", "br", "b", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre"}

# They count as letters and signs, and show nothing: the fillers of Hangul, the empty cell of Braille, a letter of Khmer, the
# place of an object. Marks that stand over or under a letter are nothing without one either, selectors of variants too.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\ufffc")
UNFINISHED = re.compile(r"(?:&[^;\s<>]{0,8}|<[^>]*)\Z")  # a character or a tag that was cut in two

BROUGHT_OUT = re.compile("<b>@([^<]*)</b>")  # nothing else makes this tag

# Where words of two paragraphs would run together; inside one, a mark such as emphasis takes no room.
BETWEEN_BLOCKS = re.compile(r"(?=</?(?:p|li|ul|ol|blockquote|pre|br|hr)\b)")


def _link_addresses(state: StateCore) -> None:
    """Make a link of a bare web address, as everybody expects, and none of what leads nowhere."""
    for block in state.tokens:
        if block.type == "inline" and block.children:
            block.children = list(_linked(block.children))


def _bring_out_names(state: StateCore) -> None:
    """Bring out `@Name` where it names one of those whom the parser was given: not in words that are quoted."""
    called = state.env.get("called")
    if not called:
        return
    quoted = 0
    for block in state.tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(block.type, 0)
        if block.type == "inline" and block.children and not quoted:
            block.children = list(_named(block.children, called))


def _named(tokens: Sequence[Token], called: re.Pattern[str]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type != "text" or inside or "@" not in token.content:
            yield token
            continue
        place = 0
        for found in called.finditer(token.content):
            yield _text(token.content[place : found.start()], token.level)
            yield Token("name_open", "b", 1, level=token.level)
            yield _text(found[0], token.level + 1)
            yield Token("name_close", "b", -1, level=token.level)
            place = found.end()
        yield _text(token.content[place:], token.level)


@lru_cache(maxsize=64)
def _called(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds `@` with one of these names behind it, the longest that fits; None for no names."""
    wanted = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w@])@(?:{wanted})(?!\w)", re.IGNORECASE) if wanted else None


def _linked(tokens: Sequence[Token]) -> list[Token]:
    linked: list[Token] = []
    inside, leads_nowhere = 0, False
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            leads_nowhere = not token.attrs.get("href")
        if token.type in {"link_open", "link_close"} and leads_nowhere:
            continue
        if token.type != "text" or inside or "://" not in token.content:
            linked.append(token)
            continue
        place = 0
        for start, end in _addresses(token.content):
            address = token.content[start:end]
            linked.append(_text(token.content[place:start], token.level))
            linked.append(Token("link_open", "a", 1, attrs={"href": address}, level=token.level))
            linked.append(_text(address, token.level + 1))
            linked.append(Token("link_close", "a", -1, level=token.level))
            place = end
        linked.append(_text(token.content[place:], token.level))
    return linked


def _addresses(words: str) -> Iterator[tuple[int, int]]:
    """Find web addresses, without the full stop or the bracket of the sentence that they stand in."""
    for found in ADDRESS.finditer(words):
        address = found[0].rstrip(AFTER_ADDRESS)
        unopened = address.count(")") - address.count("(")
        while unopened > 0 and address.endswith((")", "]")):
            unopened -= address.endswith(")")
            address = address[:-1].rstrip(AFTER_ADDRESS)
        if len(address) > len("https://"):
            yield found.start(), found.start() + len(address)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


class Parser(MarkdownIt):
    """Markdown in which a link says in full where it leads."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name is markdown-it's
        """Whether an address may become a link: `//host` and the like look as if they stayed on this site."""
        return url.lower().startswith(("http://", "https://", "mailto:"))


@cache
def _parser(*, without: tuple[str, ...]) -> Parser:
    parser = Parser("commonmark", {"html": False, "breaks": True, "maxNesting": 20})
    parser.disable(["image", "heading", "lheading", "hr", "html_block", "html_inline", *without])
    parser.core.ruler.push("link_addresses", _link_addresses)
    parser.core.ruler.push("names", _bring_out_names)
    return parser


def html_of(body: str, names: tuple[str, ...] = ()) -> str:
    """Turn what was typed into cleaned HTML. An `@` before one of these names brings that name out."""
    return _rendered(body, names if "@" in body else ())


@lru_cache(maxsize=8)  # a form asks twice before the comment is kept
def _rendered(body: str, names: tuple[str, ...]) -> str:
    without = []
    if body.count("[") > MOST_BRACKETS:
        without += ["link", "reference"]
    if body.count("*") + body.count("_") > MOST_STARS:
        without.append("emphasis")
    return _cleaned(_parser(without=tuple(without)).render(body, {"called": _called(names)}).strip())


def literally(words: str) -> str:
    """Words as a quotation that shows them as they are: nothing in them is taken for Markdown, or for a name."""
    plain_words = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words)
    return "\n".join(f"> {line}" for line in plain_words.split("\n"))


def names_in(html: str) -> list[str]:
    """The names that `html_of` brought out, as they were typed."""
    return [unescape(name) for name in BROUGHT_OUT.findall(html)]


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
        strip_comments=True,
    )


def beginning(html: str, most: int) -> str:
    """The first part of cleaned HTML, of about `most` characters, with what it opens closed again."""
    return _cleaned(UNFINISHED.sub("", html[:most]).rstrip() + "…")


def plain(html: str) -> str:
    """The words of cleaned HTML on one line, for an excerpt. This is text and has to be escaped again."""
    return " ".join(spread(html).split())


def spread(html: str) -> str:
    """The words of cleaned HTML, or of a part of it, with what parts them. This is text and has to be escaped again."""
    return unescape(strip_tags(BETWEEN_BLOCKS.sub(" ", html)))


def quotation(body: str) -> str:
    """The first paragraph of what somebody typed, as a quotation to be answered below; of their own words, if any."""
    parts = [part.strip("\n") for part in body.split("\n\n") if part.strip()]
    own = next((part for part in parts if not part.startswith(">")), parts[0] if parts else "")
    return "".join(f"> {line}\n" for line in own.split("\n")) + "\n" if own else ""


def says_something(body: str) -> bool:
    """Whether any of it would be seen: not only blanks, marks without width or link definitions."""
    return is_seen(plain(html_of(body)))


def is_seen(words: str) -> bool:
    """Whether any of these words would be seen as they are."""
    return any(unicodedata.category(char)[0] not in "CZM" and char not in BLANKS for char in words)


def vouched(html: str) -> SafeString:
    """Mark HTML that `html_of` made, as it comes back from the database, as fit to be shown unescaped."""
    return SafeString(html)
