"""How far a line is indented that is kept as a line, of verse or of a program: counted, and written. Pure.

Content has no other way to say it than spaces. They are wide ones (an em for two columns, an en for one), because a
browser leaves no run of plain ones; nobody types them inside a line, and quoting and searching take them for white
space.
"""

EM, EN = "\u2003", "\u2002"
_WIDTHS = {EM: 2, "\u2001": 2, "\t": 4}  # in columns; any other space is one
_DEEPEST = 16  # columns: more would push short lines off a narrow page


def columns_of(line: str) -> int:
    """Count the columns of white space that a line begins with."""
    return sum(_WIDTHS.get(space, 1) for space in line[: len(line) - len(line.lstrip())])


def indentation(columns: int) -> str:
    """Return the spaces that a line begins with which is indented by so many columns."""
    columns = min(columns, _DEEPEST)
    return EM * (columns // 2) + EN * (columns % 2)
