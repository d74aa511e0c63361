"""The ways in which somebody gets about a page: with a mouse, with the keyboard alone, on a phone, without a script.

What must work in all of them is told once, as what a hand does, and tried by each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pytest
from playwright.sync_api import Locator, expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STEPS = 45  # with the tabulator: more, and whoever has only that has lost their way


@dataclass(frozen=True)
class Hand:
    """How a control is pressed, and the window it is pressed in."""

    name: str
    push: Callable[[Locator], None]
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.name

    @property
    def is_scripted(self) -> bool:
        return bool(self.options.get("java_script_enabled", True))

    def write(self, box: Locator, words: str) -> None:
        """Put words into a box, letter by letter where there is only a keyboard."""
        if self.push is press:
            reach(box)
            box.page.keyboard.press("ControlOrMeta+a")
            box.page.keyboard.type(words)
        else:
            box.fill(words)

    def has(self, place: Locator) -> None:
        """Where the page has a script, the focus is led on, so that a keyboard goes on from there."""
        if self.is_scripted:
            expect(place).to_be_focused()


def click(control: Locator) -> None:
    control.click()


def tap(control: Locator) -> None:
    """Touch it, where it is large enough for a thumb and nothing is pushed out of the window."""
    control.tap()


def press(control: Locator) -> None:
    """Step to it with the tabulator alone, and press it."""
    reach(control)
    control.page.keyboard.press("Enter")


def reach(control: Locator) -> None:
    """Step from where the focus is until the control has it."""
    expect(control).to_be_visible()
    for _step in range(STEPS):
        if control.evaluate("control => control === document.activeElement"):
            return
        control.page.keyboard.press("Tab")
    raise AssertionError(f"{control} cannot be reached by keyboard")


MOUSE = Hand("mouse", click)
KEYBOARD = Hand("keyboard", press)
THUMB = Hand("thumb", tap, MappingProxyType(PHONE))
PLAIN = Hand("no-script", click, MappingProxyType({"java_script_enabled": False}))

by_every_hand = pytest.mark.parametrize("hand", [MOUSE, KEYBOARD, THUMB, PLAIN], ids=str)
