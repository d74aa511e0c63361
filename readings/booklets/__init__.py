"""Texts scanned from a booklet, whose pages stand in the order of the sheets.

`cues` says what each piece shows of its page, `continuity` how well one page goes on from another, `pages`
what a run of pieces is worth as a page, `impositions` searches for the cutting and the order that explain
most, `joining` puts the pages into reading order and mends what their ends broke, and `repairing` decides.
Everything is pure; likelihoods are natural logarithms, sizes code points.
"""
