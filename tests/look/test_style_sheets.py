"""The style sheets hold to their layers, take colours from the tokens, and ask for nothing too new."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
LAYERS = ("reset", "tokens", "base", "layout", "components", "reading", "desk")

# What Chromium, Firefox and Safari have all understood for two and a half years or longer.
WIDELY_AVAILABLE = frozenset(
    re.split(
        r"\s+",
        """\
    accent-color align-content align-items align-self animation animation-duration appearance background
    background-color background-image background-position background-repeat background-size block-size
    border border-inline border-block-end border-block-end-color border-block-end-width border-block-start
    border-block-start-color border-collapse border-color border-end-end-radius border-inline-end
    border-inline-start border-inline-start-color border-radius border-start-end-radius
    border-start-start-radius border-width bottom box-shadow box-sizing break-after break-inside clip-path color
    color-scheme column-gap columns container content counter-increment counter-reset cursor display
    fill flex flex-direction flex-shrink flex-wrap font font-family font-feature-settings font-kerning
    font-optical-sizing font-size font-style font-synthesis font-variant-ligatures font-variant-numeric
    font-weight gap grid-area grid-column grid-row grid-template-columns hyphens inline-size inset inset-block inset-block-end
    inset-block-start inset-inline inset-inline-end inset-inline-start justify-content justify-items
    justify-self letter-spacing line-height list-style margin margin-block margin-block-end
    margin-block-start margin-inline margin-inline-end margin-inline-start max-block-size
    max-inline-size min-block-size min-inline-size object-fit opacity order orphans outline outline-color
    outline-offset overflow overflow-wrap overflow-x overscroll-behavior padding padding-block
    padding-block-end padding-block-start padding-inline padding-inline-end padding-inline-start
    place-items pointer-events position resize rotate scale scroll-margin-block-end
    scroll-margin-block-start scroll-padding-block-end scroll-padding-block-start stroke stroke-linecap stroke-linejoin stroke-width text-align
    text-decoration text-decoration-color text-decoration-thickness text-indent text-overflow
    text-transform text-underline-offset transition transition-duration translate vertical-align
    visibility white-space widows z-index""".strip(),
    )
)

# What only makes good better: a browser that passes over these shows a page that is whole.
BETTER_WITH = {
    "-webkit-font-smoothing": "lighter letters on dark paper",
    "-webkit-text-size-adjust": "an older name of text-size-adjust",
    "contain-intrinsic-block-size": "how high a paragraph far from the window is taken to be",
    "content-visibility": "a long page is laid out as one comes to it",
    "field-sizing": "boxes that grow with what is typed",
    "forced-color-adjust": "swatches keep their colour when the system sets all others",
    "hanging-punctuation": "quotation marks outside the edge",
    "hyphenate-limit-chars": "no hyphens in short words",
    "overflow-clip-margin": "room for the focus ring, and for margins outside of a paragraph",
    "scrollbar-color": "scroll bars in the colour of the paper",
    "scrollbar-width": "slim scroll bars in side columns",
    "text-size-adjust": "phones leave our sizes alone",
    "text-wrap": "balanced headings, no lone last words",
    "user-select": "initials are not copied with the words",
}

PHYSICAL = re.compile(
    r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?<![\w-])(?:left|right|float)\s*:"
)


def source(layer: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (CSS / f"{layer}.css").read_text(encoding="utf-8"), flags=re.DOTALL)


def declarations(layer: str) -> list[tuple[str, str]]:
    return [
        (name, value.strip())
        for name, value in re.findall(r"(?<=[{;])\s*([\w-]+)\s*:\s*([^;{}]+);", source(layer))
        if not name.startswith("--")
    ]


def blocks(css: str) -> list[str]:
    """The outermost `selector {…}` pieces of a style sheet, by selector. Fails on a brace too many or few."""
    depth, begun, heads = 0, 0, []
    for at, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                heads.append(css[begun:at].strip())
            depth += 1
        elif sign == "}":
            depth -= 1
            assert depth >= 0, f"a brace too many: {css[max(0, at - 60) : at + 1]}"
            begun = at + 1
        elif sign == ";" and depth == 0:
            begun = at + 1
    assert depth == 0, "a brace is not closed"
    return heads


def test_there_is_one_style_sheet_a_layer():
    assert {path.stem for path in CSS.glob("*.css")} == set(LAYERS)


def test_the_first_style_sheet_states_the_order_of_the_layers():
    assert source("reset").strip().startswith(f"@layer {', '.join(LAYERS)};")


@pytest.mark.parametrize("layer", LAYERS)
def test_a_style_sheet_holds_its_layer_and_nothing_else(layer):
    assert blocks(source(layer)) == [f"@layer {layer}"]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_style_sheet_asks_for_nothing_that_browsers_do_not_all_know(layer):
    unknown = {name for name, _ in declarations(layer)} - WIDELY_AVAILABLE - set(BETTER_WITH)
    assert unknown == set()


def test_nothing_is_listed_as_better_that_no_page_uses():
    used = {name for layer in LAYERS for name, _ in declarations(layer)}
    assert set(BETTER_WITH) <= used


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer not in {"reset", "tokens"}])
def test_a_style_sheet_reads_from_either_side(layer):
    assert PHYSICAL.findall(re.sub(r"env\([^)]*\)", "", source(layer))) == []


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "tokens"])
def test_colours_come_from_the_tokens(layer):
    # White behind a picture for a camera and black ink on paper are no matter of theme.
    own = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", source(layer))) - {"#ffffff", "#000000", "#333333"}
    assert own == set()


@pytest.mark.parametrize("layer", LAYERS)
def test_every_token_that_is_used_is_defined(layer):
    defined = {name for other in LAYERS for name in re.findall(r"(--[\w-]+)\s*:", source(other))}
    used = set(re.findall(r"var\((--[\w-]+)\s*\)", source(layer)))
    assert used - defined == set()


def test_what_moves_stands_still_for_those_who_asked():
    assert "prefers-reduced-motion: reduce" in source("base")


def test_a_place_that_is_far_away_is_there_at_once_and_not_slid_to():
    assert not any(re.search(r"(?<!over)scroll-behavior", source(layer)) for layer in LAYERS)


def test_a_narrow_page_begins_at_the_edge_of_a_wide_one():
    layout = (CSS / "layout.css").read_text()
    assert ".page.narrow {" not in layout
    assert ".page.narrow > * {" in layout


def test_a_scheme_changes_colours_and_nothing_else():
    """`light-dark()` gives a colour; by a media query anything could change, and axe looks at colours alone (decision 59)."""
    assert not [layer for layer in LAYERS if "prefers-color-scheme" in source(layer)]
