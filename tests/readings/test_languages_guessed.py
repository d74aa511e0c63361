"""Which language a text is in is told by its letters or its small words, asked for when unclear, and never made up."""

import pytest
from django.urls import reverse

from readings.importing import import_text
from readings.language_names import LANGUAGES
from readings.languages import UNKNOWN, guess_language, may_be_in, search_config
from tests.factories import make_curator

WALK = {
    "ru": "Мы шли по дороге и не знали, что это был последний день лета. Он сказал, что у него так же было.",
    "uk": "Ми йшли дорогою і не знали, що це був останній день літа. Він сказав, що у нього так було, та й усе.",
    "el": "Περπατούσαμε στον δρόμο και δεν ξέραμε ότι ήταν η τελευταία μέρα του καλοκαιριού.",
    "pl": "Szliśmy drogą i nie wiedzieliśmy, że to był ostatni dzień lata. Powiedział, że dla niego też tak był.",
    "sv": "Vi gick på vägen och visste inte att det var den sista dagen av sommaren, och det var så för honom.",
    "tr": "Yolda yürüyorduk ve bunun yazın son günü olduğunu bilmiyorduk. O da bir an için sustu, ama çok yorgun.",
    "ja": "私たちは道を歩いていた。夏の最後の日だとは知らなかった。彼は黙っていた。",
    "zh": "我们走在路上，不知道这是夏天的最后一天。他沉默了，我们也沉默了。",
    "ko": "우리는 길을 걷고 있었고 여름의 마지막 날인 줄 몰랐다. 그는 조용했다.",
    "ar": "كنا نسير في الطريق ولم نكن نعلم أنه آخر يوم في الصيف، قال إنه كان كذلك.",
    "fa": "ما در راه می‌رفتیم و نمی‌دانستیم که آخرین روز تابستان است. او چیزی نگفت.",
    "la": "Ambulabamus in via et non sciebamus quod dies ultimus aestatis est. Ille autem dixit ut cum eo sic esset.",
}
NOBODYS = "Blarn corvil tespa drom vesk ulmor fent garbil noska prend. " * 10


@pytest.mark.parametrize("language", WALK)
def test_a_text_shows_its_language(language):
    assert guess_language(f"{WALK[language]} " * 5) == language


def test_a_foreign_quotation_does_not_make_a_text_foreign():
    assert (
        guess_language(("The walk was long and the road was in the rain for all of us. " * 20) + WALK["ru"])
        == "en"
    )


@pytest.mark.long
@pytest.mark.django_db
def test_a_text_whose_language_nobody_can_tell_is_not_called_english_and_one_is_asked():
    made = import_text(data=NOBODYS.encode(), name="x.txt", user=make_curator())
    assert made.text.language == UNKNOWN
    assert "language_missing" in [warning["code"] for warning in made.warnings]


@pytest.mark.long
@pytest.mark.django_db
def test_a_few_words_are_taken_to_be_in_the_language_of_whoever_brings_them():
    made = import_text(data=b"Ein Satz.", name="x.txt", user=make_curator(language="de"))
    assert made.text.language == "de"
    assert "language_missing" not in [warning["code"] for warning in made.warnings]


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("The boat was in the harbour.", "en"),
        ("It is not for the boat but for the café that he came.", "en"),
        ("Drüben läuft das Mühlrad über Nacht, und niemand hört es außer der Müllerin.", UNKNOWN),
        ("Was in der Nähe der Mühle lag, war früher in Gärten für Gemüse geteilt.", UNKNOWN),
        ("Blarn corvil tespa drom.", UNKNOWN),
        ("Мы шли по дороге.", UNKNOWN),
    ],
)
def test_a_few_words_that_may_be_in_another_language_are_in_none_yet(words, language):
    made = import_text(data=words.encode(), name="x.txt", user=make_curator(language="en"))
    assert made.text.language == language


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Das Mühlrad und der Bach"),
        ("ru", "Мы шли и не знали"),
        ("ja", "それはなつのひだった"),
        ("el", "Στον δρόμο"),
    ],
)
def test_a_few_words_may_be_in_the_language_of_their_small_words_or_letters(language, words):
    assert may_be_in(language, words)
    assert not may_be_in("en", words)


@pytest.mark.long
@pytest.mark.django_db
def test_choosing_the_language_answers_the_question_and_finds_its_stems(client_of):
    curator = make_curator()
    made = import_text(data=NOBODYS.encode(), name="x.txt", title="Blarn", authors=["A"], user=curator)
    client = client_of(curator)
    address = f"/library/{made.text.slug}/edit/"
    assert "Not known yet" in client.get(address).content.decode()
    client.get(f"/library/{made.text.slug}/editions/1/desk/")  # where the question stands as well
    sent = {"title": "Blarn", "authors": "A", "language": "sv"}
    assert client.post(address, sent).status_code == 302
    desk = client.get(f"/library/{made.text.slug}/editions/1/desk/").content.decode()
    assert "which language" not in desk
    assert search_config("sv") == "swedish"
    assert search_config(UNKNOWN) == "simple"


def test_every_language_has_one_name_and_the_likeliest_come_first():
    codes = [code for code, _name in LANGUAGES]
    assert len(codes) == len(set(codes))
    assert codes[:2] == ["en", "de"]
    assert {"pl", "uk", "ja", "zh", "la", "grc", UNKNOWN} <= set(codes)


SHORT = {
    "de": "Ein Kessel ist ein Versprechen an das Wasser. Er hält es in vier Minuten, und die Küche wartet für immer "
    "darauf. Später trägt jemand die Kanne zu den Gästen hinaus.",
    "en": "A kettle is a promise to the water. It is kept in four minutes, and the kitchen waits for it. Later on "
    "somebody brings the pot to the guests.",
    "pt": "A chaleira é uma promessa que se faz na cozinha. Não se cumpre em menos de quatro minutos, e a casa espera "
    "por ela para o chá da tarde.",
}


@pytest.mark.parametrize("language", SHORT)
def test_three_sentences_are_enough_where_one_language_stands_far_before_the_others(language):
    assert guess_language(SHORT[language]) == language


@pytest.mark.parametrize(
    "words", [NOBODYS[:200], "Drüben läuft das Mühlrad über Nacht, und niemand hört es."]
)
def test_a_few_words_that_show_no_language_clearly_are_in_none(words):
    assert guess_language(words) == ""


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize(("words", "is_asked"), [(NOBODYS, True), (SHORT["de"], False)])
def test_whoever_publishes_a_text_whose_language_is_not_known_is_told(client_of, words, is_asked):
    made = import_text(data=words.encode(), name="x.txt", user=make_curator())
    curator = make_curator(name="other")
    page = client_of(curator).get(reverse("edition_publish", args=[made.text.slug, made.number]))
    assert ("The language is not known yet" in page.text) == is_asked
    assert ("?next=publish&amp;field=language" in page.text) == is_asked
