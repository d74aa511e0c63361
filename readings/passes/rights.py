"""Lines that say by what right a text is printed, and are nothing else."""

import re

_YEAR = r"(?:1[5-9]|20)\d\d(?:\s?[–-]\s?\d{2,4})?"
# Who has the right: names, and the small words between them. A sentence about copyright has others.
_OWNER = (
    rf"(?:(?-i:[^\W\d_a-zß-öø-ÿа-яёα-ω])[\w.'’&/-]*|{_YEAR}|by|the|and|of|for|&|de|du|la|di|da|dos|von|van|der|den|"
    r"und|et|y|e|bei|edition|estate|heirs|trust|press)"
)
_MORE = (  # what an imprint goes on with
    r"(?:all|some|no|alle|tous|todos|tutti)\s(?:[^\W\d_]+\s){0,2}(?:rights|rechte|droits|derechos|diritti)"
    r"|anti-?copyright|licen[sc]ed|printed|(?:first\s|re)?published|translated|reprinted|released|distributed|reproduced"
    r"|this\s\w+\s(?:is|may|has)|no\spart|permission|used\s(?:by|with)|may\sbe"
)
_OWNED = re.compile(
    rf"(?:©|\(c\)(?=\s)|copyright\b)(?=[^.?!]*\b{_YEAR}\b)(?:[\s,:]*(?:©|\(c\)))?"
    rf"(?:[\s,;:]+{_OWNER}|(?<=©){_YEAR})+[,.;]?(?:\s+(?:{_MORE})\b.*)?",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"anti-?copyright[.!]?|no\s+copyright[.!]?|public\s+domain\.?|all\s+rights\s+reserved\.?", re.IGNORECASE
)


def says_rights(line: str) -> bool:
    """Tell "© 1931 Ann Leaf. All rights reserved." from a sentence that begins with copyright and goes on about it."""
    return bool(_OWNED.fullmatch(line) or _FREE.fullmatch(line))
