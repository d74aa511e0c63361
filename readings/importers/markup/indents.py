"""How far style sheets and styles indent the lines of a poem: as looks, "text-indent=-4", in columns of half an em."""

import re
from collections.abc import Iterable

_INDENTS = re.compile(
    r"(?:^|;)(margin-left|margin-inline-start|padding-left|padding-inline-start|text-indent):(-?\d{0,3}(?:\.\d{1,3})?)(em|rem|px|pt)"
)
_COLUMNS = {"em": 2.0, "rem": 2.0, "px": 2 / 16, "pt": 2 / 12}
_SIGN = "="


def indents_in(declarations: str) -> frozenset[str]:
    """Return what declarations in small letters without spaces say of indentation."""
    return frozenset(
        f"{name}{_SIGN}{round(float(value) * _COLUMNS[unit])}"
        for name, value, unit in _INDENTS.findall(declarations)
        if value.strip("-.")
    )


def is_indent(look: str) -> bool:
    return _SIGN in look


def columns_in(looks: Iterable[str]) -> int:
    """Add up what an element's looks say. Of two that name one property the larger counts: the other is what all lines have."""
    by_name: dict[str, int] = {}
    for look in looks:
        name, sign, value = look.partition(_SIGN)
        if sign:
            by_name[name] = max(by_name.get(name, int(value)), int(value))
    return sum(by_name.values())
