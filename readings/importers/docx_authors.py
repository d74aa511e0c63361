"""Who a DOCX names right under its title, in a paragraph whose style is called "Author".

The properties of the file name whoever set it up, often only an account; what stands on the page is what was meant.
Names that no style tells are for `readings.passes`.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from readings.importers.bylines import authors_in
from readings.importers.docx_styles import Styles, W, is_on, style_of, value

_NAMED = re.compile(
    r"(?:(?:document|article|book) )?(?:authors?|autor(?:in|en|innen|es|as|a)?|auteure?s?|autor[ei]|verfasser(?:in)?)"
    r"(?: names?)?|by[ -]?lines?"
)
_ONE_NAME = re.compile(r"[^\W\d_]{2,30}")
_NEAR = 6  # paragraphs with words under the title


def authors_under_title(root: etree._Element, styles: Styles) -> tuple[str, ...]:
    """Return the names in the paragraphs of this style that stand between the title and the text."""
    found = dict[str, None]()
    for paragraph in islice(_under_title(root, styles), _NEAR):
        properties = paragraph.find(f"{{{W}}}pPr")
        if properties is not None and _is_named(value(properties.find(f"{{{W}}}pStyle")), styles):
            found |= dict.fromkeys(_names(words_shown(paragraph)))
        elif found or (properties is not None and style_of(properties, styles)):
            break
    return tuple(found)


def _under_title(root: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """Yield the paragraphs with words behind the one in the style of a title."""
    begun = False
    for paragraph in root.iterfind(f"{{{W}}}body/{{{W}}}p"):
        properties = paragraph.find(f"{{{W}}}pPr")
        if properties is not None and style_of(properties, styles) == "Heading0":
            begun = True
        elif begun and words_shown(paragraph):
            yield paragraph


def runs_shown(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph that are there to be read."""
    for run in paragraph.iter(f"{{{W}}}r"):
        is_gone = next(run.iterancestors(f"{{{W}}}moveFrom", f"{{{W}}}del"), None) is not None
        if not is_gone and not is_on(run.find(f"{{{W}}}rPr/{{{W}}}vanish")):
            yield run


def words_shown(paragraph: etree._Element) -> str:
    """Return the words of a paragraph in one line."""
    breaks = {f"{{{W}}}br", f"{{{W}}}tab"}
    parts = (
        " " if one.tag in breaks else one.text or ""
        for run in runs_shown(paragraph)
        for one in run.iterchildren(f"{{{W}}}t", *breaks)
    )
    return " ".join("".join(parts).split())


def _is_named(identifier: str, styles: Styles) -> bool:
    return any(
        _NAMED.fullmatch(value(style.find(f"{{{W}}}name")).lower()) for style in styles.chain(identifier)[:1]
    )


def _names(words: str) -> tuple[str, ...]:
    names = authors_in(words) or authors_in(f"by {words}")
    is_one = _ONE_NAME.fullmatch(words) and words[0].isupper()
    return names or ((words,) if is_one else ())
