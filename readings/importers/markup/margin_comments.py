"""Comments that readers of a draft wrote beside it in Google Docs, which saves them below the text, as it does notes."""

import re

from readings.importers.markup.tree import Element

_CALL = re.compile(r"#cmnt\d{1,5}")
_BACK = re.compile(r"#cmnt_ref\d{1,5}")


def lift_comments(root: Element) -> list[Element]:
    """Take the letters out that call such comments, "[a]", and return what holds the comments themselves."""
    links = [one for one in root.below() if one.tag == "a" and one.get("href").startswith("#cmnt")]
    for link in links:
        if _CALL.fullmatch(link.get("href")) and link.parent is not None:
            link.parent.children.remove(link)
    return [_held(link) for link in links if _BACK.fullmatch(link.get("href"))]


def _held(link: Element) -> Element:
    """The part of a comment of its own, or the paragraph where there is none."""
    paragraph = next((around for around in link.ancestors() if around.tag == "p"), link)
    around = paragraph.parent
    return around if around is not None and around.tag == "div" else paragraph
