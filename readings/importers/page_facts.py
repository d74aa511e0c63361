"""What a web page says about itself in its head: title, authors, language, date, publisher, rights, address."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from readings.importers import entries
from readings.importers.inline import safe_link
from readings.importers.lines import ends_sentence
from readings.importers.markup.tree import Element
from readings.importers.nameless import is_nameless

_TITLES = (
    "citation_title",
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "parsely-title",
    "title",
)
_AUTHORS = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "author",
    "parsely-author",
    "byl",
)
_DATES = (
    "citation_publication_date", "citation_date", "dc.date", "dcterms.date", "article:published_time", "date",
    "dc.date.issued", "datepublished", "parsely-pub-date",
)  # fmt: skip
_PUBLISHERS = (
    "citation_publisher",
    "citation_journal_title",
    "dc.publisher",
    "og:site_name",
    "application-name",
)
_RIGHTS = ("dc.rights", "dcterms.rights", "copyright", "rights")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S{1,2000})|\burl:\s*(https?://\S{1,2000})", re.I)
_SITE_AFTER_TITLE = re.compile(r"\s+(?:[|·•»—–]|-)\s+|\s*::\s*")
_BYLINE = re.compile(r"(?:by|von|par|por|di)\s+", re.I)
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?|/|\./|(?:\.?/)?index\.html?", re.I)
_FIRST = frozenset(("p", "li", "td", "pre", "h1", "h2", "h3", "h4", "h5", "h6"))
_TITLED = frozenset(("title", "msotitle"))
_LOOKED_AT = 100  # elements
_LARGE = frozenset(("4", "5", "6", "7", "+1", "+2", "+3", "+4"))
_FEW = 5  # elements around the words
_HEAD_OF_PAGE = frozenset(
    ("header", "site-header", "page-header", "masthead", "banner", "branding", "brand", "logo", "site-branding",
     "site-title", "site-name", "sitename")
)  # fmt: skip
_LONGEST_TITLE = 2_000
_LARGEST_DATA = 500_000  # characters of JSON that are read
_MOST_VALUES = 20


@dataclass(slots=True)
class Facts:
    """What a page says of itself; what it does not say is empty."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    address: str = ""
    provenance: dict[str, str] = field(default_factory=dict)


def facts_of(root: Element, source: str) -> Facts:
    """Read the facts of a page. `source` is its beginning as it was saved, which may say from where."""
    meta, links, data = defaultdict[str, list[str]](list), dict[str, str](), list[str]()
    title = language = ""
    names: list[str] = []
    for element in root.below():
        if element.tag == "meta":
            name = (element.get("name") or element.get("property") or element.get("itemprop")).lower()
            if name and len(meta[name]) < _MOST_VALUES:
                meta[name].append(element.get("content"))
            elif element.get("http-equiv").lower() == "content-language":
                language = language or element.get("content")
        elif element.tag == "link":
            for relation in element.get("rel").lower().split()[:5]:
                links.setdefault(relation, element.get("href"))
        elif (
            element.tag == "title"
            and not title
            and element.parent is not None
            and element.parent.tag != "svg"
        ):
            title = element.text()
        elif element.tag == "script" and len(data) < _MOST_VALUES:
            data.append("".join(islice(element.strings(), 500)))
        elif element.tag == "html":
            language = element.get("lang") or element.get("xml:lang") or language
        elif (
            len(names) < _MOST_VALUES
            and "author" in f"{element.get('rel')} {element.get('itemprop')}".split()
        ):
            names.append(_BYLINE.sub("", element.text()[:500], count=1))
    linked = _linked_data(data)
    address = _address(links, meta, source)
    authors = [author for name in _AUTHORS for author in meta.get(name, ())]
    return Facts(
        title=_title(root, meta, linked, title),
        authors=entries.names(_people([*authors, *linked["author"]]) or _people(names)),
        language=entries.language(language or _first(meta, ("dc.language", "og:locale", "language"))),
        address=address,
        provenance=entries.facts(
            address=address,
            date=_first(meta, _DATES) or next(iter(linked["date"]), ""),
            publisher=_first(meta, _PUBLISHERS) or next(iter(linked["publisher"]), ""),
            rights=_first(meta, _RIGHTS) or links.get("license", ""),
            description=_first(meta, ("description", "og:description", "dc.description")),
            page_title=title,
            title=_first(meta, _TITLES) or next(iter(linked["title"]), ""),
            keywords=_first(meta, ("keywords", "citation_keywords", "article:tag", "dc.subject")),
        ),
    )


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((value for name in names for value in meta.get(name, ()) if value.strip()), "")


def _title(root: Element, meta: dict[str, list[str]], linked: dict[str, list[str]], title: str) -> str:
    """Choose the title: a heading that the page's own title contains, else what the page is called elsewhere.

    The name of the site stands in both places too, and is no title; nor is the sign of a link to the heading.
    """
    title = "" if is_nameless(title) else title[:_LONGEST_TITLE]
    headings = [element for element in root.below() if element.tag in ("h1", "h2")][:_MOST_VALUES]
    known = _first(meta, _TITLES) or next(iter(linked["title"]), "")
    named = [*meta.get("og:site_name", ()), *meta.get("application-name", ()), *linked["publisher"]]
    sites = {folded(site) for site in named} - {"", folded(title)}
    sites |= _sites(headings, title, "" if folded(known) in sites else known)
    first = [heading.text()[:400].rstrip("¶ ") for heading in headings if heading.tag == "h1"]
    for text in first:
        if 3 <= len(text) <= 300 and folded(text) in folded(title) and folded(text) not in sites:
            return entries.title(text)
    if known and folded(known) not in sites:
        return entries.title(_without_site(known, sites))
    if not title and (opening := _opening_title(root)):
        return entries.title(opening)
    if not title and len(first) == 1:
        return entries.title(first[0])
    without = _without_site(title, sites)
    parts = _SITE_AFTER_TITLE.split(title)
    return entries.title(max(parts, key=len) if len(parts) > 1 and without == title else without)


def _opening_title(root: Element) -> str:
    """Return what the first paragraph of a page says, if its name is that of a title, or all of it is in large letters."""
    for element in islice((root.find("body") or root).below(), _LOOKED_AT):
        around = element.parent
        if around is not None and around.get("title") == "header":
            continue  # of each printed page, as LibreOffice has it
        if element.tag in _FIRST and (words := element.text()[: _LONGEST_TITLE + 1]):
            is_title = element.classes & _TITLED or (_is_large(element, words) and not ends_sentence(words))
            return words[:_LONGEST_TITLE] if element.tag == "p" and is_title else ""
    return ""


def _is_large(element: Element, words: str) -> bool:
    """Tell whether all words of a paragraph are in one font, of a size over that of text."""
    font = next((below for below in islice(element.below(), _FEW) if below.get("size") in _LARGE), None)
    return font is not None and font.tag == "font" and font.text() == words


def _sites(headings: list[Element], title: str, known: str) -> set[str]:
    """Find the site's name in a page's title: beside what the page is said to be called, or as a heading of the site.

    Such a heading leads home, or stands at the head of the page and a heading of the text is the rest of the title.
    """
    said = {heading: folded(heading.text()[:400]) for heading in headings}
    above = {said[heading] for heading in headings if is_above_the_text(heading)}
    home = {said[heading] for heading in headings if leads_home(heading)}
    found = set[str]()
    for one, two in _halves(title):
        for site, text in ((folded(one), folded(two)), (folded(two), folded(one))):
            headed = site in above and text in {*said.values()} - above
            if site and text and (text == folded(known) or site in home or headed):
                found.add(site)
    return found


def _halves(title: str) -> list[tuple[str, str]]:
    """Divide a title at each mark that may stand between its text and its site."""
    places = islice(_SITE_AFTER_TITLE.finditer(title), _MOST_VALUES)
    return [(title[: place.start()], title[place.end() :]) for place in places]


def is_above_the_text(heading: Element) -> bool:
    """Tell whether a heading stands at the head of the page, outside of its article."""
    around = [heading, *heading.ancestors()]
    at_head = any(
        one.tag in ("header", "nav") or _HEAD_OF_PAGE & {*one.classes, one.get("id").lower()}
        for one in around
    )
    return at_head and not any(one.tag in ("article", "main") for one in around)


def leads_home(heading: Element) -> bool:
    """Tell whether a heading is a link to the first page of its site."""
    link = heading.find("a") or next((around for around in heading.ancestors() if around.tag == "a"), None)
    return link is not None and _HOME.fullmatch(link.get("href")[:300].strip()) is not None


def _without_site(title: str, sites: set[str]) -> str:
    """Take the name of the site off the end or the beginning of a title."""
    for one, two in _halves(title):
        if folded(two) in sites:
            return one
        if folded(one) in sites:
            return two
    return title


def folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _people(said: list[str]) -> list[str]:
    """Divide what names several people; an address of a page is no name."""
    names: list[str] = []
    for text in said:
        text = _BYLINE.sub("", text.strip()[:1000], count=1)
        if text and not text.lower().startswith(("http://", "https://", "@")):
            names += re.split(r"\s*;\s*|\s+(?:and|und|et|&)\s+|,\s+(?=[^\W\d_]+\s+[^\W\d_])", text)
    return names


def _address(links: dict[str, str], meta: dict[str, list[str]], source: str) -> str:
    found = _SAVED_FROM.search(source[:5_000])
    saved = (found[1] or found[2] or "") if found else ""
    for address in (
        saved,
        links.get("canonical", ""),
        _first(meta, ("og:url", "citation_public_url", "dc.identifier")),
    ):
        if safe_link(address).lower().startswith("http"):
            return safe_link(address)
    return ""


def _linked_data(scripts: list[str]) -> dict[str, list[str]]:
    """Read title, authors, publisher and date of what a page says of its article in JSON-LD."""
    found: dict[str, list[str]] = {"title": [], "author": [], "publisher": [], "date": []}
    for script in scripts:
        if not script or len(script) > _LARGEST_DATA:
            continue
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if not any(
                isinstance(one, str) and one.endswith(("Article", "Posting", "Report", "Book"))
                for one in kinds
            ):
                continue
            found["title"] += _names(thing.get("headline") or thing.get("name"))
            found["author"] += _names(thing.get("author"))
            found["publisher"] += _names(thing.get("publisher"))
            found["date"] += _names(thing.get("datePublished"))
    return found


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [data], 0
    while waiting and seen < 2_000:
        thing = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        seen += 1
        if isinstance(thing, dict):
            yield thing
            waiting += [value for value in (thing.get("@graph"), thing.get("mainEntity")) if value]
        elif isinstance(thing, list):
            waiting += thing[:200]


def _names(said: Any) -> list[str]:
    things = said if isinstance(said, list) else [said]
    names = [thing.get("name") if isinstance(thing, dict) else thing for thing in things[:_MOST_VALUES]]
    return [name for name in names if isinstance(name, str) and name.strip()]
