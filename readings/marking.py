"""Marking sentences for translation where Django is not loaded: in the process that reads a file.

`django.utils.translation` offers the same, and takes longer to load than most files take to read.
"""


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation without translating it; whoever shows it does that."""
    return message
