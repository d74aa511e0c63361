"""What changed between two versions of a text."""

import re
from itertools import count, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readings.comparing import ROWS_A_PAGE, RUNS_A_PAGE, Row, compare, pieces, rows_of
from readings.shapes import Shape, differences
from tests.factories import prose
from tests.timing import quickest, seconds, within

ONE = "The river ran under the bridge all night."
TWO = "Nobody in the village had slept before the morning came."
THREE = "At dawn the bakers opened their doors again."
KETTLE = "A kettle is a promise that was made to water. It is kept, as a rule, in four minutes."
TEAPOT = "What is said here of kettles is not said of teapots, and ought not to be taken for it."
LAMPS = "Whoever keeps lamps keeps two hands clean, and one of them is always on the oil."
MERCHANT = "In town there is a merchant with whom nobody had better begin to talk about oil."


def kinds(old, new):
    return [(row.kind, row.old, row.new) for row in rows_of("\n\n".join(old), "\n\n".join(new))]


def every(nth: int, text: str) -> str:
    """A text with every so-and-so-manieth word changed."""
    number = count(1)
    return re.sub(r"\w+", lambda word: word[0] if next(number) % nth else "x" + word[0], text)


def words_of(row: Row, old: str, new: str):
    return [(piece.kind, piece.text) for piece in pieces(row, old.split("\n\n"), new.split("\n\n"))]


def test_a_text_that_did_not_change_is_the_same():
    assert kinds([ONE, TWO], [ONE, TWO]) == [("same", 1, 1), ("same", 2, 2)]


def test_what_is_new_and_what_is_gone_stand_in_their_places():
    assert kinds([ONE, TWO], [ONE, THREE, TWO]) == [("same", 1, 1), ("new", None, 2), ("same", 2, 3)]
    assert kinds([ONE, TWO, THREE], [ONE, THREE]) == [("same", 1, 1), ("gone", 2, None), ("same", 3, 2)]
    assert kinds([ONE, TWO], [ONE]) == [("same", 1, 1), ("gone", 2, None)]


def test_what_went_stands_before_what_came_in_its_place():
    new = "Something else entirely."
    assert kinds([ONE, TWO], [ONE, new]) == [("same", 1, 1), ("gone", 2, None), ("new", None, 2)]


def test_a_short_paragraph_whose_few_words_changed_their_endings_is_one_change():
    old, new = [ONE, "one wheelbarrow", "one rake", TWO], [ONE, "two wheelbarrows", "one rake", TWO]
    assert kinds(old, new) == [("same", 1, 1), ("changed", 2, 2), ("same", 3, 3), ("same", 4, 4)]
    [_one, row, *_rest] = rows_of("\n\n".join(old), "\n\n".join(new))
    assert [(piece.kind, piece.text) for piece in pieces(row, old, new)] == [
        ("gone", "one wheelbarrow"),
        ("new", "two wheelbarrows"),
    ]
    shapes = [Shape("prose")] * 4
    listed = [Shape("prose"), Shape("list_item"), Shape("prose"), Shape("prose")]
    told = [row.kind for row in rows_of("\n\n".join(old), "\n\n".join(new), (shapes, listed))]
    assert told[1:3] == ["gone", "new"], "an item is no prose with other words"


def test_each_of_several_short_ones_is_told_with_what_it_was():
    old = [ONE, "a spade", "first wheelbarrow", "second watering", TWO]
    new = [ONE, "wheelbarrows firstly", "first wheelbarrows", "hoses", "seconds waterings", TWO]
    assert kinds(old, new)[1:-1] == [
        ("gone", 2, None), ("new", None, 2), ("changed", 3, 3), ("new", None, 4), ("changed", 4, 5),
    ]  # fmt: skip


def test_a_full_stop_alone_is_not_what_stayed_of_a_paragraph():
    old, new = [ONE, "Nothing of it stays.", THREE], [ONE, "All is other here.", THREE]
    [_one, row, _three] = rows_of("\n\n".join(old), "\n\n".join(new))
    assert [(piece.kind, piece.text) for piece in pieces(row, old, new)] == [
        ("gone", old[1]),
        ("new", new[1]),
    ]


def test_a_paragraph_that_stands_elsewhere_has_moved():
    assert kinds([ONE, TWO, THREE], [TWO, THREE, ONE]) == [("same", 2, 1), ("same", 3, 2), ("moved", 1, 3)]


def test_only_the_paragraph_that_went_elsewhere_has_moved_and_not_what_it_was_put_before():
    assert kinds([ONE, TWO, THREE], [THREE, ONE, TWO]) == [("moved", 3, 1), ("same", 1, 2), ("same", 2, 3)]


def test_a_paragraph_that_was_put_before_an_edited_one_has_moved_too():
    edited = KETTLE.replace("that was made", "given")
    expected = [("same", 1, 1), ("moved", 3, 2), ("changed", 2, 3)]
    assert kinds([ONE, KETTLE, TEAPOT], [ONE, TEAPOT, edited]) == expected
    assert kinds([ONE, KETTLE, TEAPOT, TWO], [ONE, TEAPOT, edited, TWO]) == [*expected, ("same", 4, 4)]


def test_an_edited_paragraph_that_stands_elsewhere_is_told_to_have_moved():
    long = f"{KETTLE} Nobody who was ever late for tea has broken it on purpose, whatever is told of them."
    edited = long.replace("that was made", "given")
    rows = rows_of("\n\n".join([long, LAMPS, TEAPOT]), "\n\n".join([LAMPS, TEAPOT, edited]))
    assert [row.kind for row in rows] == ["same", "same", "changed"]
    assert rows[2].differences == (("moved",),)


def test_a_paragraph_of_a_few_words_that_stands_elsewhere_has_moved():
    for short in ("Who minds the kettle?", "Nothing was said of it before supper by anyone.", "Tea."):
        moved = kinds([short, KETTLE, TEAPOT, LAMPS], [KETTLE, TEAPOT, short, LAMPS])
        assert moved == [("same", 2, 1), ("same", 3, 2), ("moved", 1, 3), ("same", 4, 4)]


def test_of_several_equal_paragraphs_as_many_have_moved_as_are_gone_and_new():
    old = ["Tea.", KETTLE, "Tea.", TEAPOT, LAMPS, MERCHANT]
    told = kinds(old, [KETTLE, TEAPOT, "Tea.", LAMPS, "Tea.", MERCHANT])
    assert sorted(kind for kind, _old, _new in told) == ["moved", "moved", *["same"] * 4]
    told = kinds(old, [KETTLE, TEAPOT, "Tea.", LAMPS, MERCHANT])
    assert sorted(kind for kind, _old, _new in told) == ["gone", "moved", *["same"] * 4]


def test_a_short_paragraph_that_moved_and_has_another_word_keeps_the_rest_of_its_words():
    old = [f"{MERCHANT} {TEAPOT}", LAMPS, "Who minds the kettle at night?", KETTLE]
    new = ["Who minds the big kettle at night?", old[0], LAMPS, KETTLE]
    rows = rows_of("\n\n".join(old), "\n\n".join(new))
    assert [(row.kind, row.old, row.new) for row in rows] == [
        ("changed", 3, 1),
        *(("same", number, number + 1) for number in (1, 2)),
        ("same", 4, 4),
    ]
    assert rows[0].differences == (("moved",),)
    told = [(piece.kind, piece.text.strip()) for piece in pieces(rows[0], old, new)]
    assert told == [("kept", "Who minds the"), ("new", "big"), ("kept", "kettle at night?")]


def test_headings_that_say_different_things_are_not_taken_for_one_another():
    old = ["Letter 1", KETTLE, "Letter 2", TEAPOT, LAMPS]
    new = [KETTLE, TEAPOT, "Letter 7", LAMPS]
    assert "moved" not in {kind for kind, _old, _new in kinds(old, new)}
    rows = rows_of("\n\n".join(old), "\n\n".join(new))
    assert not any(("moved",) in row.differences for row in rows)


@pytest.mark.long
def test_thousands_of_equal_short_paragraphs_that_moved_are_found_again_quickly():
    old = [word for number in range(6_000) for word in ("Tea.", f"{number} cups stood on the long table.")]
    cups = [words for words in old if words != "Tea."]
    told = within(5, lambda: kinds(old, [*cups[3_000:], *["Tea."] * 6_000, *cups[:3_000]]))
    assert {kind for kind, _old, _new in told} == {"same", "moved"}


def test_of_a_changed_paragraph_the_words_that_changed_are_told():
    changed = TWO.replace("village", "harbour")
    [row] = rows_of(TWO, changed)
    assert row.kind == "changed"
    assert ("gone", "village") in words_of(row, TWO, changed)
    assert ("new", "harbour") in words_of(row, TWO, changed)


def test_what_is_the_same_is_folded_into_one_number():
    made = compare("\n\n".join([ONE, TWO, THREE]), "\n\n".join([ONE, TWO, "Something else entirely."]))
    assert [entry if isinstance(entry, int) else entry.kind for entry in made.pages[0]] == [2, "gone", "new"]
    assert (len(made.pages), made.changes, made.by_words) == (1, 2, True)


@pytest.mark.long
def test_a_page_has_so_many_rows_and_so_many_runs_of_words_at_most():
    old = "\n\n".join(f"{number} {prose(200, number)}" for number in range(250))
    made = compare(old, every(5, old))
    assert sum(map(len, made.pages)) == made.changes == 250
    for page in made.pages:
        assert len(page) <= ROWS_A_PAGE
        assert sum(len(row.kept) for row in page) <= RUNS_A_PAGE
    assert len(made.pages) > 3


def test_a_paragraph_in_which_thousands_of_places_changed_is_shown_before_and_after():
    old = " ".join(f"word{number}" for number in range(12_000))
    [row] = rows_of(old, every(10, old))
    assert (row.kind, row.kept) == ("rough", ())
    assert words_of(row, old, every(10, old)) == [("gone", old), ("new", every(10, old))]


def test_very_long_versions_are_compared_by_words_where_little_changed_and_else_by_paragraphs_only():
    old = [f"{number} {prose(300, number)}" for number in range(1200)]
    new = [*old[:300], every(20, old[300]), *old[301:]]
    made = compare("\n\n".join(old), "\n\n".join(new))
    assert (made.by_words, made.changes) == (True, 1)
    made = compare("\n\n".join(old), "\n\n".join(every(20, one) for one in old))
    assert not made.by_words
    assert {row.kind for page in made.pages for row in page if isinstance(row, Row)} == {"new", "gone"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ab " * 640_000, "ab " * 639_000 + "cd"),
        ("ab cd " * 330_000, "cd ab " * 330_000),
        tuple(
            "\n\n".join(f"Paragraph number {number} has some words." for number in order)
            for order in (range(10_000, 39_000), range(39_000, 10_000, -1))
        ),
    ],
)
def test_what_would_take_long_to_compare_by_words_is_compared_by_paragraphs_and_quickly(old, new):
    assert not within(5, lambda: compare(old, new)).by_words


@pytest.mark.long
def test_twice_as_much_takes_twice_as_long():
    def versions(paragraphs: int) -> tuple[str, str]:
        old = "\n\n".join(f"{number} {prose(60, number)}" for number in range(paragraphs))
        return old, every(20, old)

    small, large = versions(300), versions(1800)
    within(6 * 2.5 * quickest(lambda: compare(*small)), lambda: compare(*large))


@pytest.mark.long
def test_shapes_are_compared_as_quickly_as_words():
    marks = tuple(("emphasis", at, at + 3, None) for at in range(0, 300, 6))
    old = "\n\n".join(f"{number} {prose(60, number)}" for number in range(1800))
    shapes = [Shape("prose", marks=marks)] * 1800
    new = every(20, old)
    words = seconds(lambda: compare(old, new))
    others = [Shape("quotation", marks=marks[1:])] * 1800
    made = within(2.5 * words, lambda: compare(old, new, (shapes, others)))
    assert made.reshaped == 1800


words = st.sampled_from(
    ["river", "bridge", "night", "village", "morning", "baker", "door", "dawn", "again", "slept"]
)
texts = st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8).map(
    "\n\n".join
)


@given(texts, texts)
def test_both_versions_can_be_read_off_the_rows(old, new):
    rows = rows_of(old, new)
    said = [(row, words_of(row, old, new)) for row in rows]
    of_new = {row.new: "".join(t for kind, t in parts if kind != "gone") for row, parts in said if row.new}
    of_old = {row.old: "".join(t for kind, t in parts if kind != "new") for row, parts in said if row.old}
    assert "\n\n".join(of_new[number] for number in sorted(of_new)) == new
    assert "\n\n".join(of_old[number] for number in sorted(of_old)) == old
    assert [row.new for row in rows if row.new] == sorted(of_new)
    numbers = [row.new + more for row in rows if row.new for more in range(row.more_new + 1)]
    assert numbers == list(range(1, len(new.split("\n\n")) + 1))
    its_numbers = [row.old + more for row in rows if row.old for more in range(row.more_old + 1)]
    assert sorted(its_numbers) == list(range(1, len(old.split("\n\n")) + 1))


marks = st.lists(
    st.tuples(st.sampled_from(["emphasis", "strong"]), st.integers(0, 20), st.integers(1, 9)).map(
        lambda mark: (mark[0], mark[1], mark[1] + mark[2], None)
    ),
    max_size=5,
).map(lambda made: tuple(sorted(made)))


@given(marks, marks)
def test_marks_differ_just_when_they_stand_on_other_words(old, new):
    def covered(marks):
        return {(kind, at) for kind, start, end, _to in marks for at in range(start, end)}

    told = differences(Shape("prose", marks=old), Shape("prose", marks=new), [(0, 0, 40)], {}, is_whole=True)
    gone = {kind for kind, _at in covered(old) - covered(new)}
    came = {kind for kind, _at in covered(new) - covered(old)}
    assert {one[0] for one in told} == {f"{kind}_gone" for kind in gone} | {f"{kind}_new" for kind in came}


def test_a_reference_is_the_same_while_it_leads_to_the_same_note():
    def referring(note):
        return Shape("prose", marks=(("note_ref", 4, 5, note),))

    def told(note):
        return differences(referring(7), referring(note), [(0, 0, 40)], {7: 8, 9: 7}, is_whole=True)

    assert told(8) == ()
    assert told(7) == (("note_ref_other",),)


def shown(old: list[str], new: list[str]):
    """The rows of a comparison with the words of those that changed."""
    rows = rows_of("\n\n".join(old), "\n\n".join(new))
    return [
        (row.kind, row.old, row.new, row.differences, [tuple(piece) for piece in pieces(row, old, new)])
        if row.kind == "changed"
        else (row.kind, row.old, row.new)
        for row in rows
    ]


def test_paragraphs_that_were_joined_are_one_change_in_which_no_word_is_gone():
    halves = ["Nobody in the village had", "slept before the morning came."]
    assert shown([ONE, *halves, THREE], [ONE, TWO, THREE]) == [
        ("same", 1, 1),
        (
            "changed", 2, 2, (("joined", 2),),
            [("kept", halves[0]), ("gone", "\n\n"), ("new", " "), ("kept", halves[1])],
        ),
        ("same", 4, 3),
    ]  # fmt: skip
    assert compare("\n\n".join([ONE, *halves, THREE]), "\n\n".join([ONE, TWO, THREE])).changes == 1


def test_a_paragraph_that_was_divided_is_one_change_too_whichever_half_is_longer():
    for halves in (["Nobody in the village had", "slept before the morning came."], [TWO[:31], TWO[32:]]):
        [first, row, last] = shown([ONE, TWO, THREE], [ONE, *halves, THREE])
        assert (first, last) == (("same", 1, 1), ("same", 3, 4))
        assert row[:4] == ("changed", 2, 2, (("divided", 2),))
        assert {kind: text for kind, text in row[4] if kind != "kept"} == {"gone": " ", "new": "\n\n"}


def test_a_changed_word_is_told_of_a_joined_paragraph():
    old = ["By the end of that long winter nobody in the village had", "slept before the morning came."]
    [row] = shown(old, [" ".join(old).replace("winter", "summer")])
    told = [(kind, words) for kind, words in row[4] if kind != "kept" and re.search(r"\w", words)]
    assert told == [("gone", "winter"), ("new", "summer")]


def test_a_heading_that_was_set_off_from_its_paragraph_is_new_and_not_divided():
    old, new = f"{ONE} {TWO}", f"{ONE}\n\n{TWO}"
    rows = rows_of(old, new, ([Shape("prose")], [Shape("heading", 1), Shape("prose")]))
    assert sorted((row.kind, row.more_new) for row in rows) == [("changed", 0), ("new", 0)]


def test_emphasis_in_the_second_of_two_joined_paragraphs_is_found_again():
    half = "Nobody in the village had"
    old, new = f"{half}\n\nslept before morning.", f"{half} slept before morning."
    shapes = ([Shape("prose"), Shape("prose", marks=(("emphasis", 0, 5, None),))],)
    kept = (*shapes, [Shape("prose", marks=(("emphasis", 26, 31, None),))])
    lost = (*shapes, [Shape("prose")])
    [row], [other] = rows_of(old, new, kept), rows_of(old, new, lost)
    assert row.differences == (("joined", 2),)
    assert other.differences == (("joined", 2), ("emphasis_gone",))


def marked(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """What a comparison marks as gone or new, in paragraphs that changed."""
    before, after = "\n\n".join(old), "\n\n".join(new)
    rows = [row for row in rows_of(before, after) if row.kind == "changed"]
    return [piece for row in rows for piece in words_of(row, before, after) if piece[0] != "kept"]


def test_the_full_stop_of_a_changed_paragraph_is_the_same_when_its_neighbour_moved_or_went():
    mended = KETTLE.replace("that was made", "given")
    expected = [("gone", "that was made"), ("new", "given")]
    assert marked(["Kettles", KETTLE, TEAPOT], ["Kettles", TEAPOT, mended]) == expected
    assert marked(["Kettles", KETTLE, TEAPOT], ["Kettles", mended]) == expected
    assert marked(["Kettles", TEAPOT, "“" + KETTLE], ["Kettles", "“" + mended, TEAPOT]) == expected


def test_the_last_word_of_a_changed_paragraph_is_not_that_of_a_neighbour_that_went():
    mended = LAMPS.replace("two hands clean", "both hands dry")
    expected = [("gone", "two"), ("new", "both"), ("gone", "clean"), ("new", "dry")]
    assert marked([KETTLE, LAMPS, MERCHANT, TEAPOT], [KETTLE, mended, TEAPOT]) == expected
    mended = LAMPS.replace("always on", "near")
    expected = [("gone", "always on"), ("new", "near")]
    assert marked([KETTLE, LAMPS, MERCHANT, TEAPOT], [KETTLE, mended, TEAPOT]) == expected


few = st.lists(
    st.sampled_from(["oil", "lamp", "the", "of", "four.", "minutes,", "“keep", "wick.”"]),
    min_size=1,
    max_size=12,
)
some = st.lists(few.map(" ".join), min_size=1, max_size=6)


@st.composite
def editions(draw):
    """Two versions of a text of which paragraphs went, moved, or have other words; they often end alike."""
    old = [f"{number} {words}" if number % 2 else words for number, words in enumerate(draw(some))]
    order = draw(st.permutations(range(len(old))))
    new = list[str]()
    for index in order[: draw(st.integers(1, len(old)))]:
        words = old[index].split(" ")
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + draw(st.integers(0, 3))] = draw(
            st.lists(st.sampled_from(["brass", "oil", "the"]), max_size=2)
        )
        new.append(" ".join(words) if draw(st.booleans()) and words else old[index])
    return old, new


def edges(words: str) -> tuple[object, object]:
    """The first and the last word of some words, or what they are when there is none."""
    found = words.split()
    return (found[0], found[-1]) if found else (words, words)


@given(editions())
@example((["lamp lamp", "a wick", "lamp lamp", "the oil"], ["lamp lamp", "lamp lamp"]))
def test_what_both_versions_of_a_paragraph_have_at_one_place_is_never_marked(made):
    old, new = made
    before, after = "\n\n".join(old), "\n\n".join(new)
    for row in rows_of(before, after):
        told = words_of(row, before, after)
        for (kind, gone), (other, come) in pairwise(told):
            if (kind, other) == ("gone", "new"):
                assert gone != come
                if row.kept:
                    first, last = zip(edges(gone), edges(come), strict=True)
                    assert first[0] != first[1]
                    assert last[0] != last[1]


@given(editions())
def test_the_words_of_both_versions_are_read_off_a_comparison_exactly(made):
    old, new = ("\n\n".join(paragraphs) for paragraphs in made)
    rows = rows_of(old, new)
    for version, number, kinds in ((old, 1, {"kept", "gone"}), (new, 2, {"kept", "new"})):
        told = sorted((row[number], row) for row in rows if row[number])
        words = [
            "".join(text for kind, text in words_of(row, old, new) if kind in kinds) for _at, row in told
        ]
        assert "\n\n".join(words) == version


@given(editions())
def test_no_paragraph_is_gone_at_one_place_and_new_at_another(made):
    old, new = made
    rows = rows_of("\n\n".join(old), "\n\n".join(new))
    gone = {old[row.old - 1] for row in rows if row.kind == "gone"}
    assert not gone & {new[row.new - 1] for row in rows if row.kind == "new"}
