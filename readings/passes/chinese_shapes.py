"""What a line of a Chinese or Japanese text looks like when it is a heading: "第一章 开头", "第3回", "第二部：河"."""

import re
from typing import NamedTuple

ENDS = ("。", "！", "；", "，", "、", "…", "”", "」", "：")  # of sentences and clauses, not of titles
_NAMED = re.compile(
    r"第[ ]?(?:\d{1,4}|[〇零一二三四五六七八九十百千两]{1,7})[ ]?(?P<name>[卷部编編篇集幕章回话話节節场場讲講])"
    r"(?:(?P<stop>[：:、.])?\s*|(?P<mark>[：:、.]|\s)\s*(?P<title>\S.*))"
)
_RANKS = (
    dict.fromkeys("卷部编編篇集幕", 12) | dict.fromkeys("章回话話讲講", 13) | dict.fromkeys("节節场場", 14)
)
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LONGEST = 40  # signs


class Named(NamedTuple):
    """A line read as a named heading: its rank, its title, whether a stop stands between its name and that."""

    rank: int
    title: str
    stopped: bool


def begins(line: str) -> bool:
    """Tell whether a line begins with a sign of these scripts, which have no capitals."""
    return bool(_SIGN.match(line))


def named(line: str) -> Named | None:
    """Read a named heading; a sentence that begins so is none."""
    found = _NAMED.fullmatch(line) if len(line) <= _LONGEST else None
    title = (found["title"] or "") if found else ""
    if not found or title.endswith(ENDS) or "。" in title:
        return None
    return Named(_RANKS[found["name"]], title, bool(found["stop"] or found["mark"]))
