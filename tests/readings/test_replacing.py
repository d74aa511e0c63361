"""Other words for a stretch of a piece, typed as a curator would type them."""

import pytest

from readings.desk.replacing import with_stretch
from readings.pieces import Piece
from readings.structure import Mark


@pytest.mark.parametrize(
    ("start", "end", "typed"),
    [
        (0, 3, "slow quick *old* fox"),  # before what is emphasised
        (4, 9, "The slow *old* fox"),
        (10, 13, "The quick *slow* fox"),  # all of it
        (11, 13, "The quick *oslow* fox"),  # its end
        (10, 12, "The quick *slowd* fox"),  # its beginning
        (8, 15, "The quicslowox"),  # more than it
        (12, 15, "The quick *ol*slowox"),  # its end, and more
    ],
)
def test_emphasis_stays_on_the_words_that_stay(start, end, typed):
    piece = Piece("The quick old fox", "prose", marks=(Mark("emphasis", 10, 13),))
    assert with_stretch(piece, start, end, "slow") == typed


def test_asterisks_that_are_proposed_are_asterisks():
    assert with_stretch(Piece("One two", "prose"), 4, 7, "*three*") == "One \\*three\\*"
