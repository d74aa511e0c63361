"""Headings and counted items of texts in Arabic, Persian, Hebrew and Greek."""

import pytest

from readings.importers.markers import marker_of
from readings.passes.heading_shapes import CHAPTER, named
from tests.readings.test_segmenting import made, outline

ARABIC = "كان أهل الميناء يجتمعون كل مساء حول الموقد ويقرأون بصوت عال حتى ينطفئ المصباح."
HEBREW = "אנשי הנמל התאספו כל ערב ליד התנור וקראו בקול עד שכבתה המנורה."
GREEK = "Οι άνθρωποι του λιμανιού μαζεύονταν κάθε βράδυ γύρω από τη σόμπα και διάβαζαν δυνατά."


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("الفصل الأول", "الفصل الثاني: القارب"), ARABIC),
        (("فصل ۱", "فصل دوم"), ARABIC),
        (("פרק א", "פרק ב: הסירה"), HEBREW),
        (("פרק ט״ו", "פרק 16"), HEBREW),
        (("Κεφάλαιο Α΄", "Κεφάλαιο 2. Η βάρκα"), GREEK),
        (("Α΄. Η βάρκα", "Β΄. Το δίχτυ"), GREEK),
    ],
)
def test_chapters_that_are_named_or_counted_in_their_script_are_headings(names, told):
    text = "\n\n".join(part for name in names for part in (name, told)) + "\n"
    assert outline(made(text)) == [(1, name) for name in names]


def test_a_part_stands_over_its_chapters():
    text = "\n\n".join(["القسم الأول", "الفصل الأول", ARABIC, "الفصل الثاني", ARABIC]) + "\n"
    assert [level for level, _name in outline(made(text))] == [1, 2, 2]


@pytest.mark.parametrize(
    "line",
    [
        "الفصل الأول من الكتاب يروي قصة القارب",
        "الفصل الأول: كان أهل الميناء يجتمعون كل مساء.",
        "פרק זה עוסק בסירה",
        "חלק מהאנשים הלכו הביתה",
        "Κεφάλαιο της ιστορίας του λιμανιού",
        "Α. Παπαδόπουλος",
        "Η βάρκα",
    ],
)
def test_sentences_and_names_that_begin_like_chapters_are_none(line):
    assert named(line) is None


def test_a_chapter_has_the_rank_of_chapters_in_every_script():
    found = [named(line) for line in ("الفصل ٣", "פרק ג", "Κεφάλαιο Γ΄")]
    assert [shape.rank for shape in found if shape] == [CHAPTER] * 3


def test_numbers_in_arabic_digits_with_a_dash_or_a_stop_begin_items():
    for lines in ("١- القارب\n٢- الشبكة\n٣- المصباح", "۱. قایق\n۲. تور", "١ – القارب\n٢ – الشبكة"):
        items = [one for one in made(f"{ARABIC}\n\n{lines}\n").paragraphs if one.kind == "list_item"]
        assert [item.data["value"] for item in items] == list(range(1, lines.count("\n") + 2))


@pytest.mark.parametrize("line", ["٥-٦ سنوات", "١٩٢٣- كان", "5- or 6-year-olds"])
def test_a_range_or_a_year_begins_no_item(line):
    assert marker_of(line) is None
