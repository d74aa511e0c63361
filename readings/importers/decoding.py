"""From bytes to clean text: size, encoding, line ends, forbidden characters, NFC.

What comes out is NFC, has no other control characters than "\\n" and the tab, and no invisible debris. Its odd spaces
are still there: in markup they may indent a line of verse. `tidy` makes them plain. It knows nothing of formats.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readings.importers.refusing import ImportRefused
from readings.marking import gettext_noop as _
from readings.normalising import normal

LARGEST_TEXT = 20_000_000  # bytes
_MOST_PAGES = 20_000  # that form feeds may part

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LINE_ENDS = "\f\v\x85\u2028"
# Control characters, and characters that show nothing and only break searching: zero-width space, word
# joiner, BOM.
_DEBRIS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ufff9-\ufffb]")
# Invisible tags, by which words can be hidden in words; with a black flag before them they make the flag of a region.
_TAGS = re.compile("(?:\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0000-\U000e007f]")
_SOFT_HYPHEN = re.compile(r"\u00ad(?:\n[ ]*(?=\S))?")  # at a line end it holds a broken word together
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(128) if _CONTROL.match(chr(byte)))
# Fixed-width and no-break spaces become plain ones, so that a quotation matches however it was typed; the
# no-break space before French punctuation stays, because a line must not begin with it.
_ODD_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_FRENCH = frozenset(";:!?»")
_DECLARABLE = re.compile(
    r"iso-?8859-?\d{1,2}|windows-?125\d|cp\d{3,4}|koi8-[ru]|(?:x-)?s(?:hift[_-]?)?jis|euc-?(?:jp|kr)|gbk?|gb2312"
    r"|gb18030|big5(?:-hkscs)?|iso-2022-jp|mac(?:intosh|roman)|tis-620|latin-?1",
    re.I,
)
_LATIN = re.compile(r"iso-?8859-?1|windows-?1252|cp1252|latin-?1", re.I)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_NOT_ASCII_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text with its spaces as they were, the encoding it was in, the codes of doubts about the whole.

    `page_tops` are the lines (from 1) below a form feed.
    """

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()
    page_tops: tuple[int, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode a text file: what its byte order mark says, else what it declares, else UTF-8, else Windows-1252.

    Raises ImportRefused for an empty file, one of more than LARGEST_TEXT, binary data, and an encoding that
    would only give rubbish.
    """
    _refuse_too_large(data)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            if encoding == "utf-8":
                break
            return _decoded_as(data, encoding)
    if b"\x00" in data:
        raise binary()
    if declared and (text := _as_declared(data, declared)) is not None:
        return _cleaned(text, declared)
    try:
        return _cleaned(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


def glance_at_text(data: bytes, *, with_pictures: bool = False) -> None:
    """Raise ImportRefused for what `decode` would refuse, as far as its bytes show that without decoding them.

    A file `with_pictures` may be larger than words alone.
    """
    if not with_pictures:
        _refuse_too_large(data)
    if not data or data.isspace():
        raise empty()
    if data.startswith(tuple(mark for mark, _encoding in BYTE_ORDER_MARKS)):
        return
    beginning = data[:1_000_000]
    # Control characters are the same bytes in all encodings that have no byte order mark.
    control = len(beginning) - len(beginning.translate(None, _CONTROL_BYTES))
    if b"\x00" in data or control * 100 > len(beginning):
        raise binary()


def _as_declared(data: bytes, encoding: str) -> str | None:
    """Decode as a page declares it; one that calls its UTF-8 Latin, as many do, is not believed."""
    if not _DECLARABLE.fullmatch(encoding):
        return None
    try:
        if _LATIN.fullmatch(encoding):
            return None if _is_utf8(data) else data.decode("cp1252", errors="replace")
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def declared_in(data: bytes) -> str:
    """Return the encoding that a web page or an XML file says it is in, "" when it says none at its beginning."""
    found = _DECLARED.search(data, 0, 4_000)
    return found[1].decode("ascii") if found else ""


def tidy(text: str) -> str:
    """Make text clean: NFC, "\\n" as the only control character, plain spaces, nothing invisible."""
    return plain_spaces(clean(text))


def plain_spaces(text: str) -> str:
    """Put plain spaces for all others, and for tabs, but for those that French sets before its signs."""
    return _ODD_SPACE.sub(_plain_space, text) if not text.isascii() or "\t" in text else text


def clean(text: str) -> str:
    """Make text clean as `tidy` does, but for its spaces and tabs."""
    for line_end in ("\r\n", "\r", *_LINE_ENDS):
        if line_end in text:
            text = text.replace(line_end, "\n")
    if "\u2029" in text:
        text = text.replace("\u2029", "\n\n")
    if "\u00ad" in text:
        text = _SOFT_HYPHEN.sub("", text)
    signs = "".join(set(text))  # a book has some hundred different ones, which are looked through at once
    if _DEBRIS.search(signs):
        text = _DEBRIS.sub("", text)
    if _TAGS.search(signs):
        text = _TAGS.sub(lambda found: found[0] if len(found[0]) > 1 else "", text)
    return normal(text)


def _plain_space(found: re.Match[str]) -> str:
    space, text, at = found[0], found.string, found.start()
    if space == "\t":
        return "    "
    is_french = space in "\u00a0\u202f" and (
        text[at + 1 : at + 2] in _FRENCH or text[max(at - 1, 0) : at] == "«"
    )
    return space if is_french else " "


def _cleaned(text: str, encoding: str, doubts: tuple[str, ...] = ()) -> Decoded:
    control = len(_CONTROL.findall(text, 0, 1_000_000))
    if control:
        if "\x00" in text or control * 100 > min(len(text), 1_000_000):
            raise binary()
        doubts = (*doubts, "control_characters")
    tops = tuple(_page_tops(text)) if 0 < text.count("\f") <= _MOST_PAGES else ()
    text = clean(text)
    if not text or text.isspace():
        raise empty()
    return Decoded(text, encoding, doubts, tops)


def _page_tops(text: str) -> Iterator[int]:
    line = 1
    for page in text.split("\f")[:-1]:
        line += clean(page).count("\n") + 1
        yield line


def _decoded_as(data: bytes, encoding: str) -> Decoded:
    """Decode as the byte order mark says; a file that begins with one and breaks its word is refused."""
    try:
        return _cleaned(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        raise _wrong_encoding() from None


def _not_utf8(data: bytes) -> Decoded:
    """Tell a damaged UTF-8 file from one in Windows-1252 and from one in something else."""
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    whole = len(_NOT_ASCII_LETTER.findall(patched)) + len(re.findall("[\u2010-\u2026]", patched))
    if whole >= 10 * broken:
        return _cleaned(patched, "utf-8")  # what was lost shows as U+FFFD and is doubted where it stands
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _wrong_encoding() from None
    beginning = text[:200_000]
    if 10 * len(_NOT_ASCII_LETTER.findall(beginning)) > 4 * len(_LETTER.findall(beginning)):
        raise _wrong_encoding()
    return _cleaned(text, "cp1252", ("not_utf8",))


def _refuse_too_large(data: bytes) -> None:
    if len(data) > LARGEST_TEXT:
        raise text_too_large()


def text_too_large() -> ImportRefused:
    """Refuse words that are more than LARGEST_TEXT bytes."""
    return ImportRefused(
        "too_large", _("This file is larger than 20 MB. Please divide it into several texts.")
    )


def binary() -> ImportRefused:
    """Refuse what is no text in any encoding, though there may be words in it."""
    return ImportRefused(
        "binary", _("This file cannot be read as text: there are signs in it that no text has.")
    )


def empty() -> ImportRefused:
    """Refuse what holds nothing but blanks."""
    return ImportRefused("empty", _("This file is empty."))


def _wrong_encoding() -> ImportRefused:
    return ImportRefused(
        "wrong_encoding", _("The letters of this file cannot be read. Please save it as UTF-8 and try again.")
    )
