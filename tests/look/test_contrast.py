"""Whatever theme a reader has, words stand out from what is behind them by 4.5 to 1, and edges by 3 to 1."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
SURFACES = ("paper", "paper-deep", "card")
WORDS = ("ink", "ink-soft", "ink-faint", "accent", "link", "calm", "care", "danger")
MARKS = ("mark", "mark-mine", "mark-jotted", "mark-active", "mark-chosen")
WASHES = ("accent-wash", "calm-wash", "care-wash", "danger-wash")
ON_THEIR_OWN = (
    ("accent-ink", "accent"),
    ("accent-ink", "accent-deep"),
    ("accent-deep", "accent-wash"),
    ("accent", "accent-wash"),
    ("link", "accent-wash"),
    ("calm", "calm-wash"),
    ("care", "care-wash"),
    ("danger", "danger-wash"),
)


def block(selector: str, *, within: str = "") -> str:
    """The declarations of the rule with this selector, the first after the text `within`."""
    css = re.sub(r"/\*.*?\*/", "", TOKENS.read_text(encoding="utf-8"), flags=re.DOTALL)
    start = css.index(selector + " {", css.index(within))
    return css[start : css.index("}", start)]


def colours(declarations: str, scheme: str) -> dict[str, str]:
    """Token names with their hex colour in a colour scheme ("light" or "dark")."""
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\s*;", declarations))
    for name, light, dark in re.findall(
        r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", declarations
    ):
        found[name] = light if scheme == "light" else dark
    return found


def themes() -> dict[str, dict[str, str]]:
    base, sepia = block(":root"), block(':root[data-theme="sepia"]')
    more = block(":root", within="prefers-contrast: more")
    return {
        "light": colours(base, "light"),
        "dark": colours(base, "dark"),
        "sepia": colours(base, "light") | colours(sepia, "light"),
        "light, more contrast": colours(base, "light") | colours(more, "light"),
        "dark, more contrast": colours(base, "dark") | colours(more, "dark"),
    }


def luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_say():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", themes())
def test_words_can_be_read_on_every_surface(theme):
    tokens = themes()[theme]
    pairs = [(word, surface) for word in WORDS for surface in SURFACES]
    pairs += [("ink", mark) for mark in MARKS]
    pairs += [(word, wash) for word in ("ink", "ink-soft") for wash in WASHES]
    pairs += ON_THEIR_OWN
    weak = {
        f"{word} on {ground}": round(contrast(tokens[word], tokens[ground]), 2)
        for word, ground in pairs
        if contrast(tokens[word], tokens[ground]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", themes())
def test_edges_of_controls_can_be_seen_on_every_surface(theme):
    tokens = themes()[theme]
    weak = {
        f"{line} on {ground}": round(contrast(tokens[line], tokens[ground]), 2)
        for line in ("edge", "accent", "danger")
        for ground in SURFACES
        if contrast(tokens[line], tokens[ground]) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hue", range(1, 9))
def test_initials_can_be_read_on_every_persons_colour(hue, scheme):
    tokens = colours(block(f".hue-{hue}"), scheme)
    assert contrast(tokens["hue-ink"], tokens["hue-wash"]) >= 4.5
