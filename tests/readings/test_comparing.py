"""What changed between two versions of a text."""

from hypothesis import given
from hypothesis import strategies as st

from readings.comparing import compare, stretches

ONE = "The river ran under the bridge all night."
TWO = "Nobody in the village had slept before the morning came."
THREE = "At dawn the bakers opened their doors again."


def kinds(old, new):
    return [(row.kind, row.old, row.new) for row in compare("\n\n".join(old), "\n\n".join(new))]


def test_a_text_that_did_not_change_is_the_same():
    assert kinds([ONE, TWO], [ONE, TWO]) == [("same", 1, 1), ("same", 2, 2)]


def test_what_is_new_and_what_is_gone_stand_in_their_places():
    assert kinds([ONE, TWO], [ONE, THREE, TWO]) == [("same", 1, 1), ("new", None, 2), ("same", 2, 3)]
    assert kinds([ONE, TWO, THREE], [ONE, THREE]) == [("same", 1, 1), ("gone", 2, None), ("same", 3, 2)]
    assert kinds([ONE, TWO], [ONE]) == [("same", 1, 1), ("gone", 2, None)]


def test_a_paragraph_that_stands_elsewhere_has_moved():
    assert kinds([ONE, TWO, THREE], [TWO, THREE, ONE]) == [("same", 2, 1), ("same", 3, 2), ("moved", 1, 3)]


def test_of_a_changed_paragraph_the_words_that_changed_are_told():
    [row] = compare(TWO, TWO.replace("village", "harbour"))
    assert row.kind == "changed"
    assert ("gone", "village") in [(piece.kind, piece.text) for piece in row.pieces]
    assert ("new", "harbour") in [(piece.kind, piece.text) for piece in row.pieces]


def test_stretches_part_what_changed_from_what_did_not():
    rows = compare("\n\n".join([ONE, TWO, THREE]), "\n\n".join([ONE, TWO, "Something else entirely."]))
    first, *_rest = stretches(rows)
    assert (first.is_same, len(first.rows)) == (True, 2)


words = st.sampled_from(
    ["river", "bridge", "night", "village", "morning", "baker", "door", "dawn", "again", "slept"]
)
texts = st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8).map(
    "\n\n".join
)


@given(texts, texts)
def test_both_versions_can_be_read_off_the_rows(old, new):
    rows = compare(old, new)
    of_new = {row.new: "".join(p.text for p in row.pieces if p.kind != "gone") for row in rows if row.new}
    of_old = {row.old: "".join(p.text for p in row.pieces if p.kind != "new") for row in rows if row.old}
    assert [of_new[number] for number in sorted(of_new)] == new.split("\n\n")
    assert [of_old[number] for number in sorted(of_old)] == old.split("\n\n")
    assert [row.new for row in rows if row.new] == sorted(of_new)
