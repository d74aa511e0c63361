"""What word processors call the styles of the words under a picture or over a table, whatever format they save.

LibreOffice gives the names of its own styles to the DOCX that it saves, so both formats ask here.
"""

import re

_CAPTION = re.compile(r"illustration|figure|abbildung|drawing")
_IN_NAME = re.compile(r"\b(?:caption|beschriftung)\b|\bcaptioned figure\b")


def is_caption_style(name: str) -> bool:
    """Tell whether a style, by its name in small letters, is that of captions."""
    return bool(_CAPTION.fullmatch(name) or _IN_NAME.search(name))
