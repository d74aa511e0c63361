"""A quote is found again in a text that has changed; what is gone is not found."""

import random
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings.anchoring import Found, find_quote, floor
from tests.readings.editing import CORPUS, HANDBOOK, VILLAGE, Edited, content_of, needs_corpus, some_quotes
from tests.timing import within


def sought(quote: str, within: str, *, context: int = 32) -> tuple[str, str, str, int]:
    """A quote as we keep it: its words and what stands on both sides, and where it was."""
    start = within.index(quote)
    end = start + len(quote)
    return quote, within[max(start - context, 0) : start], within[end : end + context], start


def words_at(content: str, found: Found | None) -> str | None:
    return content[found.start : found.end] if found else None


def test_a_quote_that_stands_as_it_was_is_certain():
    quote, prefix, suffix, start = sought("a loaf of rye", VILLAGE)
    assert find_quote(VILLAGE, quote, prefix, suffix) == Found(start, start + len(quote), 1.0)


def test_a_quote_moves_with_what_is_put_before_it():
    quote, prefix, suffix, start = sought("a loaf of rye", VILLAGE)
    found = find_quote("A tale.\n\n" + VILLAGE, quote, prefix, suffix, near=start)
    assert found == Found(start + 9, start + 9 + len(quote), 1.0)


def test_of_several_places_the_one_in_the_same_surroundings_is_meant():
    second = VILLAGE.rindex("the bakery opened")
    found = find_quote(VILLAGE, "the bakery opened", "The next day ", " at five")
    assert found == Found(second, second + 17, 1.0)


def test_where_the_surroundings_are_the_same_the_nearest_place_is_meant_and_not_certain():
    page = "Bread and salt.\n\n" * 5
    found = find_quote(page, "salt", "Bread and ", ".\n\n", near=50)
    assert found == Found(44, 48, 0.9)


def test_without_anything_to_tell_places_apart_it_is_the_first_and_half_a_guess():
    assert find_quote("salt, salt and salt", "salt") == Found(0, 4, 0.5)


def test_a_whole_word_goes_before_a_part_of_one():
    assert find_quote("the party of art", "art") == Found(13, 16, 0.5)


def test_a_word_that_stands_everywhere_is_found_in_its_surroundings():
    page = "and so on and so forth, " * 400 + "salt and bread, " + "and so on and so forth, " * 400
    start = page.index("and bread")
    assert find_quote(page, "and", "so forth, salt ", " bread, and so on") == Found(start, start + 3, 1.0)


def test_a_misspelt_word_is_found_when_its_spelling_is_mended():
    old = VILLAGE.replace("miller’s daughter", "miler’s dauhgter")
    quote, prefix, suffix, _start = sought("the miler’s dauhgter", old)
    found = find_quote(VILLAGE, quote, prefix, suffix)
    assert words_at(VILLAGE, found) == "the miller’s daughter"
    assert found
    assert 0.8 < found.score < 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("who had slept too long", "who had slept much too long"),
            "said the baker, who had slept much too long",
        ),
        (("the baker, who", "the old man, who"), "said the old man, who had slept too long"),
        (("slept too long", "overslept"), "said the baker, who had"),
        (("said the", "answered the"), "the baker, who had slept too long"),
    ],
)
def test_a_quote_in_which_words_changed_is_found_from_its_first_word_to_its_last(change, expected):
    quote, prefix, suffix, start = sought("said the baker, who had slept too long", VILLAGE)
    page = VILLAGE.replace(*change)
    found = find_quote(page, quote, prefix, suffix, near=start)
    assert words_at(page, found) == expected
    assert found
    assert found.score < 1


def test_other_quotation_marks_and_spaces_do_not_make_other_words():
    quote, prefix, suffix, _start = sought("“None left,” said the baker", VILLAGE)
    page = VILLAGE.replace("“", '"').replace("”", '"').replace(" baker", "\u00a0baker")
    found = find_quote(page, quote, prefix, suffix)
    assert words_at(page, found) == '"None left," said the\u00a0baker'
    assert found
    assert found.score == 1


def test_a_heading_is_found_when_it_is_no_longer_shouted():
    page = "On the village\n\nThe Price of Bread\n\nIt rose and rose."
    found = find_quote(page, "THE PRICE OF BREAD", "On the village\n\n", "\n\nIt rose and rose.")
    assert words_at(page, found) == "The Price of Bread"


def test_a_quote_over_two_paragraphs_is_found_when_they_are_joined():
    quote, prefix, suffix, _start = sought("too long.\n\nSo she went home", VILLAGE)
    page = VILLAGE.replace("\n\n", " ")
    assert words_at(page, find_quote(page, quote, prefix, suffix)) == "too long. So she went home"


def test_a_word_whose_surroundings_stayed_but_which_was_replaced_is_gone():
    quote, prefix, suffix, start = sought("rye", VILLAGE)
    assert find_quote(VILLAGE.replace("rye", "wheat"), quote, prefix, suffix, near=start) is None


def test_a_short_quote_that_lost_a_word_is_known_by_the_surroundings_that_stayed():
    page = " ".join(random.Random(1).choices(VILLAGE.split(), k=6000))
    before, after = "Behind the house of the widow, ", ", said nobody, and wrote it down."
    quote = "the old clerk", before, after
    here = f"{page} They all knew it. Then of the widow, the clerk{after}"
    assert words_at(here, find_quote(here, *quote)) == "the clerk"
    elsewhere = f"{page} Nobody had seen the clerk since the rain began."
    assert find_quote(elsewhere, *quote) is None


def test_a_short_quote_in_quite_other_surroundings_is_another_one():
    assert find_quote(VILLAGE, "the mill", "Nobody had ever heard of ", " on the floss, nor of") is None


def test_a_deleted_sentence_is_gone_even_if_its_words_stand_elsewhere():
    quote, prefix, suffix, start = sought("the bakery opened at five, and nobody came at all", VILLAGE)
    page = VILLAGE[: VILLAGE.rindex("\n\n")]
    assert find_quote(page, quote, prefix, suffix, near=start) is None


def test_two_places_that_are_equally_like_a_quote_are_neither_of_them_it():
    page = "They sold the red house by the river.\n\nThey sold the red house by the harbour."
    assert find_quote(page, "sold the red house by the orchard wall", "Then they ", " for nothing") is None


TWINS = (
    "One width holds for a row; the stones are measured from the left. So they lie.\n\n"
    + "Nobody asked what was under them, and it rained for a week. " * 9
    + "\n\nOther height holds for a row; the stones are measured from the left. Thus they lie."
)


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_places_in_other_surroundings_the_nearer_one_is_meant_and_half_a_guess(which):
    quote = "the stones are measured from the left"
    place = [TWINS.index(quote), TWINS.rindex(quote)][which]
    found = find_quote(TWINS, quote, "When it is dry ", ". But not before noon", near=place + 40)
    assert found == Found(place, place + len(quote), 0.5)
    assert find_quote(TWINS, quote, "When it is dry ", ". But not before noon") is None


def test_a_short_quote_in_other_surroundings_is_not_the_nearest_of_several():
    assert find_quote(TWINS, "for a row", " holds for him ", " and for us", near=20) is None


@pytest.mark.parametrize("quote", ["", " ", "\n\n", "\u2009"])
def test_nothing_but_white_space_is_not_found(quote):
    assert find_quote(VILLAGE, quote) is None


def test_nothing_is_found_in_an_empty_text():
    assert find_quote("", "bread") is None
    assert find_quote("", "a loaf of rye", "She asked for ", ". “None left", near=100) is None


def test_the_place_where_it_was_may_lie_beyond_the_text():
    quote, prefix, suffix, start = sought("a loaf of rye", VILLAGE)
    for near in (-5, 10**9):
        assert find_quote(VILLAGE, quote, prefix, suffix, near=near) == Found(start, start + 13, 1.0)
        assert find_quote(VILLAGE, "a laof of ryy", prefix, suffix, near=near)


def test_offsets_count_astral_characters_as_one():
    page = "🌱🌾 The 𝔄𝔩𝔱𝔢 Mühle grinds 🌾 slowly, and the 𐐷𐐲𐑊 waits."
    start = page.index("grinds")
    assert find_quote(page, "grinds 🌾 slowly") == Found(start, start + 15, 1.0)
    changed = page.replace("slowly", "very slowly").replace("🌱", "🌱🌱🌱")
    found = find_quote(changed, "grinds 🌾 slowly, and", "𝔄𝔩𝔱𝔢 Mühle ", " the 𐐷𐐲𐑊 waits.")
    assert words_at(changed, found) == "grinds 🌾 very slowly, and"


def test_a_script_without_spaces_is_compared_by_its_characters():
    page = "昔々ある所にお爺さんとお婆さんが住んでいました。お爺さんは山へ柴刈りに、お婆さんは川へ洗濯に行きました。"
    changed = page.replace("山へ柴刈り", "山へ草刈り")
    found = find_quote(changed, "お爺さんは山へ柴刈りに", "住んでいました。", "、お婆さんは川へ")
    assert words_at(changed, found) == "お爺さんは山へ草刈りに"


def test_right_to_left_text_is_found_like_any_other():
    page = "في البدء كان الخبز، ثم جاء الملح إلى المائدة."
    changed = page.replace("ثم جاء", "وبعد ذلك جاء")
    found = find_quote(changed, "كان الخبز، ثم جاء الملح", "في البدء ", " إلى المائدة")
    assert words_at(changed, found) == "كان الخبز، وبعد ذلك جاء الملح"


def test_a_very_long_quote_is_known_by_its_two_ends():
    rnd = random.Random(1)
    page = " ".join("".join(rnd.choices("aeioubdgklmnrst", k=rnd.randint(2, 9))) for _ in range(4000))
    quote, prefix, suffix, start = sought(page[2000:12000], page)
    words = page.split(" ")
    words[500] = words[900] = "quince"
    changed = " ".join(words)
    found = find_quote(changed, quote, prefix, suffix, near=start)
    assert found
    assert (found.start, found.end - found.start) == (start, pytest.approx(10_000, abs=20))
    assert find_quote(page[:9000], quote, prefix, suffix) is None


def test_the_floor_rises_as_the_quote_gets_shorter_and_the_text_longer():
    lengths = [400, 200, 100, 60, 40, 30, 20, 12, 6, 2]
    for context in (True, False):
        floors = [floor(length, 100_000, with_context=context) for length in lengths]
        assert floors == sorted(floors)
        longer = [floor(length, 2_400_000, with_context=context) for length in lengths]
        assert all(one <= other for one, other in zip(floors, longer, strict=True))
    assert floor(2, 100_000) > 0.7 + 0.3 * 0.4  # the very words alone are not enough


# What holds of any text

texts = st.text(alphabet="ab 𝔄🌱é\n.", max_size=80)


@given(texts, texts, texts, texts, st.none() | st.integers(-10, 100))
def test_what_is_found_is_always_inside_the_text(content, exact, prefix, suffix, near):
    found = find_quote(content, exact, prefix, suffix, near)
    if found:
        assert 0 <= found.start < found.end <= len(content)
        assert 0 < found.score <= 1


@given(texts, st.integers(0, 79), st.integers(1, 80))
def test_every_range_of_a_text_is_found_where_it_is(content, start, length):
    exact = content[start : start + length]
    if exact.strip():
        end = start + len(exact)
        found = find_quote(
            content, exact, content[max(start - 32, 0) : start], content[end : end + 32], start
        )
        assert found
        assert (found.start, found.end) == (start, end)
        assert found.score >= 0.9


@given(texts, texts.filter(str.strip))
def test_without_surroundings_the_very_words_are_always_found(content, exact):
    found = find_quote(content, exact)
    assert (found is not None and content[found.start : found.end] == exact) or exact not in content


letters = st.text(alphabet="abcdefghijklm", min_size=1, max_size=9)
others = st.text(alphabet="nopqrstuvwxyz", min_size=1, max_size=9)


@given(st.lists(letters, max_size=60), st.lists(others, min_size=1, max_size=12), st.integers(0, 500))
def test_words_of_another_language_are_never_found(content, exact, near):
    page, quote = " ".join(content), " ".join(exact)
    assert find_quote(page, quote) is None
    assert find_quote(page, quote, page[:32], page[32:64], near) is None


# What holds of real texts, within bounds that are measured


def edited_pages() -> list[tuple[str, Edited]]:
    """Pages that were edited a little, much, and very much."""
    contents = [content_of(HANDBOOK)]
    if CORPUS.is_dir():
        contents.append(content_of(CORPUS / "listen-marxist.txt"))
        contents.append(content_of(CORPUS / "exodus.txt")[200_000:300_000])
    pages = []
    for number, content in enumerate(contents):
        for share in (0.35, 0.6, 0.85):
            page = Edited(content, random.Random(number * 10 + share))
            page.edit(share)
            pages.append((content, page))
    return pages


@pytest.mark.long
def test_of_453_quotes_on_a_changing_page_nearly_all_that_are_left_are_found_and_next_to_none_wrongly():
    for content, page in edited_pages():
        new, ranges = page.new, some_quotes(content, 453, random.Random(1))
        right = wrong = left = 0
        for (start, end), fate in zip(ranges, page.fates(ranges), strict=True):
            found = find_quote(
                new, content[start:end], content[max(start - 32, 0) : start], content[end : end + 32], start
            )
            overlap = fate.overlap(found.start, found.end) if found else 0
            left += fate.share >= 0.6
            right += fate.share >= 0.6 and overlap >= 0.5
            wrong += found is not None and overlap == 0
        assert right >= 0.96 * left
        assert wrong <= 0.01 * len(ranges)


@pytest.mark.parametrize("with_context", [True, False])
def test_quotes_of_one_text_are_not_found_in_another(with_context):
    content = content_of(HANDBOOK)
    half = content.index("\n\n", len(content) // 2)
    assert share_found(content[:half], content[half:], with_context=with_context) < 0.01


@pytest.mark.long
@needs_corpus
@pytest.mark.parametrize(
    ("name", "with_context"), [("history-of-separation", True), ("vygotsky-socialist-psychology", False)]
)
def test_quotes_of_one_text_are_not_found_in_a_very_long_other_one(name, with_context):
    book = (content_of(CORPUS / "exodus.txt") * 3)[:2_400_000]
    other = content_of(CORPUS / f"{name}.txt")
    assert share_found(other, book, with_context=with_context, count=150) < 0.01


def share_found(content: str, other: str, *, with_context: bool, count: int = 453) -> float:
    """The share of quotes of one text that are 'found' in another; without context only where they do not stand."""
    found = 0
    for start, end in some_quotes(content, count, random.Random(2)):
        exact, around = content[start:end], (content[max(start - 32, 0) : start], content[end : end + 32])
        if with_context:
            found += find_quote(other, exact, *around, near=start) is not None
        elif exact not in other:
            found += find_quote(other, exact) is not None
    return found / count


# How long it takes


def find_all(content: str, quotes: list[tuple[str, str, str, int]]) -> list[Found | None]:
    return [find_quote(content, *quote) for quote in quotes]


def quotes_of(content: str, count: int) -> list[tuple[str, str, str, int]]:
    return [
        (content[start:end], content[max(start - 32, 0) : start], content[end : end + 32], start)
        for start, end in some_quotes(content, count, random.Random(1))
    ]


@needs_corpus
@pytest.mark.measured
def test_453_quotes_on_a_changed_page_of_100_kilobytes_take_less_than_three_tenths_of_a_second():
    content = content_of(CORPUS / "exodus.txt")[200_000:300_000]
    page = Edited(content, random.Random(1))
    page.edit(0.6)
    quotes = quotes_of(content, 453)
    within(0.3, lambda: find_all(page.new, quotes))


@needs_corpus
@pytest.mark.measured
def test_the_worst_quote_in_a_text_of_millions_takes_less_than_thirty_milliseconds():
    content = content_of(CORPUS / "exodus.txt")
    page = Edited(content, random.Random(1))
    page.edit(0.35)
    book = (page.new * 3)[:2_400_000]
    quotes = quotes_of(content, 100) + quotes_of(content_of(CORPUS / "listen-marxist.txt"), 100)
    quotes += [("a", "such ", " one", 5), ("to be", "", "", 5), ("the of and in", "the ", " the", 5)]
    for quote in quotes:
        within(0.03, partial(find_all, book, [quote]))
