"""The line under a quotation that says whose it is, "- Ada Falk", told from the only item of a list."""

import re
from collections.abc import Sequence

from readings.importers.lines import ends_sentence

_DASH = re.compile(r"\s*[-–]\s*(?=[^\W\d_a-zß-ÿ])")
_LONGEST = 60  # code points, of a name and a title
_ENDS = (".", "!", "?", ":", ";", ",")


def is_attributed(lines: Sequence[str]) -> bool:
    """Tell whether the last of these lines names who said the others: behind a dash, under the end of a sentence.

    It is set in, or under a closing quotation mark: a single thing to do under a sentence is not.
    """
    if len(lines) < 2 or not _DASH.match(lines[-1]):
        return False
    *said, last = lines
    is_name = len(last.strip()) <= _LONGEST and not last.rstrip().endswith(_ENDS)
    is_set_off = last.startswith("  ") or said[-1].rstrip().endswith(('"', "”", "“", "»", "«", "’"))
    return is_name and is_set_off and ends_sentence(said[-1]) and not any(map(_DASH.match, said))
