"""The refusal of a file that cannot become a text, in a sentence for the person who brought it."""

from typing import Any


class ImportRefused(Exception):  # noqa: N818 - it is an answer to a person, not an error of ours
    """A file cannot be imported. `code` is for programs, `str()` a translated sentence for people."""

    def __init__(self, code: str, message: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
