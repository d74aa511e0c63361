"""Which elements of a web page are called furniture: by their tag, their role, or words in their class and id.

A tag or a role says it for certain. A word only hints: whether the hint holds is told by shape and place (`article`).
"""

import re
import unicodedata
from itertools import islice

from readings.importers.markup.meanings import BLOCKS, HEADINGS
from readings.importers.markup.tree import Element
from readings.words import word_set

SAID, NAMED, HINTED, TALK = (
    "said",
    "named",
    "hinted",
    "talk",
)  # how an element is called furniture; "" when not

_TAGS = word_set("nav footer menu dialog")
_ROLES = word_set(
    "navigation banner contentinfo complementary search dialog alert alertdialog menu menubar toolbar tablist form"
)
_DIALOGS = frozenset(("dialog", "alertdialog"))
_RUNNING = frozenset(
    ("header", "footer")
)  # titles of the blocks that LibreOffice makes of running heads and feet
# Words that only the makers of web pages use of a part of a page.
_OF_PAGES = word_set(
    "nav navbar navbox breadcrumb breadcrumbs sidebar sidebars widget widgets sharedaddy addtoany newsletter signup promo "
    "promos advert advertisement adsbygoogle cookie cookies gdpr popup modal taglist postmeta pagination pager prevnext "
    "masthead catlinks ambox noprint editsection printfooter authorbox paywall sidenav sistersitebox jumplinks printonly "
    "relatedposts blogroll sitesub contentsub hatnote dablink"
)
# Words that writers use as well, of what they write about.
_OF_WRITERS = word_set(
    "navigation menu share sharing social related recommended recommendations recirc subscribe subscription "
    "promotion advertising ads ad sponsor sponsored banner consent overlay rating ratings tags taxonomy byline timestamp "
    "toolbar skip jump toc infobox pullquote donate donation login follow meta metadata trending popular archives "
    "colophon footer"
)
_LEADING_AWAY = word_set("hatnote dablink")  # to articles of like names: no notes, though their role says so
_OF_TALK = word_set("comment comments commentlist disqus respond reply replies feedback")
_PAIRS = re.compile(
    r"(?:post|entry|article)-?(?:meta|tags|footer|nav|navigation|share|info)|author-?(?:box|bio|info|card)"
    r"|read-?(?:more|next)|more-?(?:from|stories|posts)|site-?(?:header|footer|nav)|skip-?link|back-?to-?top"
    r"|vector-dropdown|posted-?(?:on|in|by)|table-?of-?contents|call-?to-?action|page-?tools|see-?also-?box"
)
KEPT_ASIDE = word_set(
    "footnote footnotes endnotes doc-footnote sidenote marginnote note admonition epigraph rearnote"
)
_NEAR = 12  # elements from an element's beginning, among which its heading is looked for
_NUMBER = re.compile(r"\s*(?:\d{1,3}\.)+(?:\d{1,3})?\s+")  # "1.4. ", but not as in "2 comments"
_LONG_NAME = 15  # letters of an id that may have been cut short


def called(element: Element) -> str:
    """Return how an element is called furniture, "" when it is not."""
    if element.tag in ("body", "html", "main", "article", *HEADINGS) or element.tag not in BLOCKS:
        return ""
    if (element.tag == "footer" or "footer" in element.classes) and any(
        around.tag == "blockquote" for around in islice(element.ancestors(), 3)
    ):
        return ""
    if element.tag in _TAGS or (element.tag == "div" and element.get("title").lower() in _RUNNING):
        return SAID
    if element.classes & KEPT_ASIDE and not element.classes & _LEADING_AWAY:
        return ""
    if element.get("role").lower() in _ROLES:
        return SAID
    return _by_words(element)


def is_dialog(element: Element) -> bool:
    """Tell what says that it stands over the page, and asks something: it is beside any text, however long."""
    return element.tag == "dialog" or element.get("role").lower() in _DIALOGS


def _by_words(element: Element) -> str:
    names = element.get("class")
    if (name := element.get("id")) and not is_made_from_heading(element):
        names = f"{names} {name}"
    names = names.lower()[:500].strip()
    if not names:
        return ""
    words = frozenset(re.split(r"[\s_-]+", names))
    if words & _OF_TALK:
        return TALK
    if words & _OF_PAGES:
        return NAMED
    return HINTED if words & _OF_WRITERS or _PAIRS.search(names) else ""


def is_made_from_heading(element: Element) -> bool:
    """Tell whether an id was made from the heading of its section, as makers of documents do: it says nothing more."""
    name = _folded(element.get("id")[:300])
    for below in islice(element.below(), _NEAR):
        if below.tag in HEADINGS:
            title = _folded(_NUMBER.sub("", "".join(islice(below.strings(), 50))[:400], count=1))
            same = title in (name, name.rstrip("0123456789"))  # a second one of the same title is numbered
            return bool(title) and (same or (len(name) >= _LONG_NAME and title.startswith(name)))
    return False


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))
