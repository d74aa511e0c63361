"""Pages of Hebrew, Arabic and Persian printed by Chromium come back as the words that they were. No site is needed."""

from random import Random
from unicodedata import normalize

import pytest

from readings.importers import read
from readings.pieces import APART

pytestmark = pytest.mark.browser

WORDS = {
    "he": "הספר שולחן נפתח לאט בבוקר כאשר החבורה ישבה יחד וקראה בקול רם את הפרק השלישי מתוך הקובץ הישן",
    "ar": "الكتاب فتح ببطء في الصباح عندما جلست المجموعة معا وقرأت بصوت عال لأول مرة في القبو ذلك الفصل الثالث",
    "fa": "کتاب را صبح آهسته باز کردند و گروه کنار هم نشست و فصل سوم را بلند خواند پرسید چرا چنین گفت",
}
STOPS = {"he": ".,;?", "ar": ".،؛؟", "fa": ".،؛؟"}
PAGE = (
    "<!doctype html><html lang='{language}' dir='{direction}'><meta charset='utf-8'><style>body {{ width: 400px;"
    " font-size: 14px; text-align: {align} }}</style>{paragraphs}</html>"
)


def paragraphs(language: str, seed: int) -> list[str]:
    """Paragraphs with words in brackets, Latin names and numbers among them, no two of which stand side by side."""
    random = Random(seed)
    words = WORDS[language].split()
    made = []
    for _ in range(5):
        text = []
        for at in range(random.randrange(20, 60)):
            word = random.choice(words)
            if at % 9 == 4:
                word = random.choice(["Mutual Aid", "1984", "3.5", f"({word} {word})", f'"{word}"'])
            elif at % 7 == 6:
                word += random.choice(STOPS[language])
            text.append(word)
        made.append(" ".join(text) + STOPS[language][0])
    return made


def printed(chromium, said: list[str], language: str, direction: str = "rtl", align: str = "start") -> bytes:
    page = chromium.new_page()
    inner = "".join(one if one.startswith("<") else f"<p>{one}</p>" for one in said)
    page.set_content(PAGE.format(language=language, direction=direction, align=align, paragraphs=inner))
    data = page.pdf(format="A4")
    page.close()
    return data


def texts(data: bytes) -> list[str]:
    return [piece.text for piece in read(data).pieces if piece.kind != APART and piece.text]


@pytest.mark.parametrize("align", ["start", "justify"])
@pytest.mark.parametrize("language", ["he", "ar"])
def test_a_printed_page_has_its_paragraphs_word_for_word(chromium, language, align):
    said = paragraphs(language, 7)
    assert texts(printed(chromium, said, language, align=align)) == said


def test_a_printed_persian_page_has_its_words_and_a_doubt_about_what_parts_them(chromium):
    said = paragraphs("fa", 7)
    data = printed(chromium, said, "fa")
    assert texts(data) == said
    doubts = [doubt.code for piece in read(data).pieces for doubt in piece.doubts]
    assert doubts.count("joiners_missing") == 1


def test_points_vowels_and_ligatures_come_back(chromium):
    said = ["בֵּית סֵפֶר עם נִקּוּד, וְעוֹד מִלִּים.", "لا إله إلا الله، مُحَمَّدٌ رسول الله."]
    assert texts(printed(chromium, said, "he")) == [normalize("NFC", one) for one in said]


def test_words_of_hebrew_in_an_english_text_and_a_paragraph_of_it(chromium):
    english = "They say שלום עולם טוב to whoever comes in, and go on until the line is full and another one follows it."
    hebrew = "פסקה שלמה בעברית בתוך מסמך אנגלי, והיא ארוכה דייה כדי להישבר לשתי שורות או שלוש, ואז נגמרת כאן."
    said = [english, f"<p dir='rtl' lang='he'>{hebrew}</p>", english]
    assert texts(printed(chromium, said, "en", "ltr")) == [english, hebrew, english]


def test_a_list_and_a_heading_are_what_they_were(chromium):
    said = ["<h1>מבוא לספר</h1>", *paragraphs("he", 3)[:2], "<ol><li>הספר הישן</li><li>הפרק השלישי</li></ol>"]
    kinds = [(piece.kind, piece.text) for piece in read(printed(chromium, said, "he")).pieces]
    assert ("heading", "מבוא לספר") in kinds
    assert ("list_item", "הספר הישן") in kinds
    assert ("list_item", "הפרק השלישי") in kinds
