"""Speech that a dash begins, in lines right under each other: paragraphs, and neither verse nor items."""

import pytest

from tests.readings.test_segmenting import made

TOLD = {
    "fr": ("La lampe était éteinte depuis longtemps quand on frappa à la porte du moulin, et le\nmeunier descendit.",
           ["— Qui est là ?", "— C’est moi, dit la voix. J’ai du grain pour trois jours, et la pluie vient derrière\nmoi.",
            "— Entre.", "— Merci."]),
    "es": ("La lámpara llevaba mucho tiempo apagada cuando llamaron a la puerta del molino, y el\nmolinero bajó.",
           ["—¿Quién es?", "—Soy yo —dijo la voz—. Traigo grano para tres días, y la lluvia viene detrás de\nmí.",
            "—Entra.", "—Gracias."]),
    "ru": ("Лампа давно погасла, когда в дверь мельницы постучали, и мельник спустился вниз по\nлестнице.",
           ["— Кто там?", "— Это я, — сказал голос. — У меня зерна на три дня, а дождь идёт следом за мной\nпо дороге.",
            "— Входи.", "— Спасибо."]),
    "pl": ("Lampa dawno zgasła, kiedy ktoś zapukał do drzwi młyna, i młynarz zszedł po schodach na\ndół.",
           ["–Kto tam?", "–To ja –powiedział głos. Mam zboża na trzy dni, a deszcz idzie za mną drogą od\nrana.",
            "–Wejdź.", "–Dziękuję."]),
}  # fmt: skip


def paragraphs(text):
    result = made(text, title="T", authors=["Ada Quill"])
    return [(p.kind, result.content[p.start : p.end]) for p in result.paragraphs]


def prose(*parts):
    return [("prose", " ".join(part.split("\n"))) for part in parts]


@pytest.mark.parametrize("language", TOLD)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_each_speech_is_a_paragraph(language, between):
    told, said = TOLD[language]
    text = f"{told}\n\n{between.join(said)}\n\n{told}\n"
    assert paragraphs(text) == prose(told, *said, told)


@pytest.mark.parametrize("language", TOLD)
def test_what_is_told_right_over_and_under_speeches_is_a_paragraph_too(language):
    told, said = TOLD[language]
    assert paragraphs("\n".join([told, *said, told]) + "\n") == prose(told, *said, told)


@pytest.mark.parametrize(
    "lines",
    [
        "— bread for three days\n— a lamp\n— dry socks",
        "The lamp is out, the mill is still —\n— I hear the water under it —\nand nobody comes up the hill,\nand nobody comes down.",
        "The lamp is out.\n— Who put it out?\nThe wind that comes\nbefore the rain.",
    ],
    ids=["a list", "verse", "verse with a question"],
)
def test_other_lines_with_dashes_stay_lines(lines):
    told = (
        "The lamp had been out for a long time when somebody knocked at the door of the mill,\n"
        "and the miller came down to see who it was and what they wanted."
    )
    assert paragraphs(f"{told}\n\n{lines}\n\n{told}\n")[1] == ("verse", lines)


def test_a_dash_at_the_beginning_of_a_full_line_is_no_speech():
    told = (
        "The lamp had been out for a long time when somebody knocked at the mill’s old door.\n"
        "— So it is told, and so it may have been — The miller came down to see who it was."
    )
    assert paragraphs(f"{told}\n\n{told}\n") == prose(told, told)


def test_verses_with_dashes_stay_a_stanza_in_a_text_of_verses():
    stanza = "The lamp is out,\nthe mill is still,\nthe water runs\nbelow the hill."
    said = "— Who put it out?\n— The wind.\n— And who put out the wind?\n— The hill."
    assert [kind for kind, _ in paragraphs("\n\n".join([stanza, said, stanza, said]))] == ["verse"] * 4
