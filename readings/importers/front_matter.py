"""What a Markdown file says of itself between two lines of dashes: fields, lists of names, titles in quotation marks.

It is written as YAML, of which only what people write there is read: a reader of all YAML refuses the whole of it for a
colon in a title, as people write it all the time. Values of one line or of several are read, lists in either
way, and of what has parts its name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_FRONT_MATTER = re.compile(r"---[ ]*\n((?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ ]*(?:\n|$)")
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40}):[ ]*(.*)")
_COMMENT = re.compile(r"\s*#(?:\s|$)")
_REMARK = re.compile(r"\s+#\s.*")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(?:#.*)?')
_SINGLE = re.compile(r"'((?:[^']|'')*)'\s*(?:#.*)?")
_ITEM = re.compile(r"( *)-(?: +(.*)|$)")
_PART = re.compile(r"(?:^|[{,])\s*(name|given|family)\s*:\s*([^,}]+)", re.I)
_LISTED = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*)\s*(?:,|$)""")
_LINES = re.compile(r"[|>][-+0-9]{0,2}")

_LONGEST_LINE = 2_000  # code points


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a file, those that are lists also as such, and the text after them."""

    text: str
    lines: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.fields.get("title", "")

    @property
    def authors(self) -> tuple[str, ...]:
        name = "authors" if self.fields.get("authors") else "author"
        if listed := self.lists.get(name):
            return listed
        names = (one.strip().strip("\"'") for one in re.split(r"[,;]| and ", self.fields.get(name, "")))
        return tuple(filter(None, names))

    @property
    def language(self) -> str:
        said = self.fields.get("language") or self.fields.get("lang", "")
        return said if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?", said) else ""


def front_matter(text: str) -> FrontMatter:
    """Cut off the front matter of a Markdown file."""
    found = _FRONT_MATTER.match(text)
    said = dict(_values(found[1])) if found else {}
    if not found or not said:
        return FrontMatter(text)
    lists = {name: value for name, value in said.items() if isinstance(value, tuple)}
    fields = {name: "; ".join(value) if isinstance(value, tuple) else value for name, value in said.items()}
    if "title" in lists:
        fields["title"] = " ".join(lists["title"])
    return FrontMatter(text[found.end() :], found[0].count("\n"), fields, lists)


def _values(matter: str) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Yield the fields, each with a value, or with the several of a list."""
    name, first, rest = "", "", list[str]()
    for line in [*(line[:_LONGEST_LINE] for line in matter.split("\n")), "end:"]:
        if _COMMENT.match(line):
            continue
        if not (found := _FIELD.fullmatch(line)):
            rest.append(line.rstrip())
            continue
        if name:
            yield name.lower(), _value(_REMARK.sub("", first) if first[:1] not in "\"'" else first, rest)
        name, first, rest = found[1], found[2].strip(), []


def _value(first: str, rest: Sequence[str]) -> str | tuple[str, ...]:
    below = [line for line in rest if line.strip()]
    if _LINES.fullmatch(first):
        lines = tuple(line.strip() for line in below)
        return lines if first[0] == "|" and len(lines) > 1 else " ".join(lines)
    if not first and below and _ITEM.fullmatch(below[0]):
        return _items(below)
    if not first and (name := _name(below)):
        return name
    whole = " ".join([first, *(line.strip() for line in below)]).strip()
    if whole[:1] == "[" and whole[-1:] == "]":
        listed = (_scalar(one[1]) for one in _LISTED.finditer(whole[1:-1]))
        return tuple(filter(None, listed))
    return _name([whole]) if whole[:1] == "{" else _scalar(whole)


def _items(lines: Sequence[str]) -> tuple[str, ...]:
    """Return what the items of a list say; of those that have parts, their names."""
    items: list[list[str]] = []
    first = _ITEM.fullmatch(lines[0])
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found and first and len(found[1]) <= len(first[1]):
            items.append([found[2] or ""])
        elif items:
            items[-1].append(line.strip())
    return tuple(filter(None, (_name(item) or _scalar(" ".join(item).strip()) for item in items)))


def _name(lines: Sequence[str]) -> str:
    """Return the name among the parts of a value, "" when none is said."""
    parts = {part[1].lower(): _scalar(part[2].strip()) for line in lines for part in _PART.finditer(line)}
    return parts.get("name") or " ".join(filter(None, (parts.get("given"), parts.get("family"))))


def _scalar(text: str) -> str:
    """Return a value without the quotation marks around it and the remark after it."""
    if found := _DOUBLE.fullmatch(text):
        return re.sub(r"\\(.)", r"\1", found[1])
    if found := _SINGLE.fullmatch(text):
        return found[1].replace("''", "'")
    return _REMARK.sub("", text).strip()
