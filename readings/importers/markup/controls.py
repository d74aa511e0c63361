"""Buttons and labels: which of them have words of the text, and which only work the page.

Headings that fold a section, and words that explain themselves when pressed, are written as buttons as well. What a
button does is told by its place; by its own words only where the place leaves it open.
"""

import re
from collections.abc import Sequence
from itertools import islice

from readings.importers.markup.meanings import BLOCKS, HEADINGS, UNSEEN
from readings.importers.markup.tree import Element, is_brief
from readings.words import word_set

CONTROLS = frozenset(("button", "label"))
_UNFOLDS = re.compile(
    r"(?:(?:read|show|see|view|load|learn|find out) (?:more|all|full|the rest)|more|less|continue(?: reading)?|expand|open|show|"
    r"unfold|weiterlesen|mehr|mehr (?:lesen|anzeigen|erfahren)|alles anzeigen|lire la suite|voir plus|leer más|ver más|"
    r"leggi tutto)\b[ .…»›>→+▼▾]*",
    re.I,
)
_DOES = re.compile(
    r"(?:share|copy|subscribe|sign (?:in|up|out)|log ?(?:in|out)|register|join|print|save|download|listen|play|pause|stop|edit|"
    r"cite|close|hide|dismiss|menu|next|prev(?:ious)?|back|top|search|find|like|reply|follow|report|accept|reject|decline|"
    r"agree|ok|okay|cancel|submit|send|toggle|collapse|open|show|view|settings|options|add|remove|delete|donate|buy|"
    r"comments?|embed|sort|mute|unmute|rewind|forward|tweet|e-?mail|link|permalink|anchor|teilen|kopieren|bearbeiten|abonnieren|anmelden|drucken|speichern|schließen|menü|suchen?|zitieren|"
    r"herunterladen|partager|copier|imprimer|fermer|s’abonner|s'abonner|compartir|copiar|cerrar|condividi|chiudi|stampa)"
    r"(?: (?:this|that|it|the|a|an|all|on|to|by|with|via|in|up|our|your|us|now|here|link|links|url|page|article|text|story|post|"
    r"pdf|epub|newsletter|citation|reference|section|sections|comments?|friends?|problem|error|mistake|newest|oldest|facebook|twitter|x|mastodon|whatsapp|"
    r"e-?mail|clipboard|account|cookies?|more|less|menu|top|free|code|quote))*[ .…!»›>→+×]*",
    re.I,
)
_SIGN = re.compile(
    r"[\W\d_]*[x×]?|[\[(]?\w[\])]?"
)  # an arrow, how fast something is played, or the sign of a note
_FIGURE = re.compile(r"[12]\d{3}s?(?:\s?[/–-]\s?\d{1,4}s?)?")
_IS_TOGGLE = re.compile(r"\b(?:toggle|icon|chevron|caret|arrow|indicator|marker)\b")
_GOES_ON = re.compile(r"[^\W\d_A-ZÀ-Þ]|[,.;:!?)\]”’»…]")
_BREAKS_OFF = re.compile(r".*[\w,;:(\[„“‘«–—-]", re.DOTALL)
_JOINS = re.compile(r"[,;]|and|or|und|oder|et|ou|y|o")  # stands between two words that are listed
_LEADS = re.compile(r"[^\W\d_]\s*:\s*$")  # stands before the first
_NAMES_CELLS = word_set("th td caption dt summary figcaption legend")
_LONGEST = 200  # code points of what may be a control
_NEAR = 8  # elements and strings to either side of a button, or levels around it
_ENDS_LINE = BLOCKS | {"br", "hr"}


def words_of(control: Element) -> str:
    """Return what a button says, without the sign or the word in it that shows whether it is open."""
    return " ".join("".join(islice(control.strings(), _LONGEST)).split())[: 2 * _LONGEST]


def without_toggles(control: Element) -> None:
    """Take away what in a button shows whether it is open, where it has other words."""
    parts = [
        below
        for below in islice(control.below(), _LONGEST)
        if below is not control
        and _IS_TOGGLE.search(" ".join(below.classes).replace("-", " ").replace("_", " "))
    ]
    length = len(words_of(control))
    for part in parts:
        if part.parent is not None and is_brief(part, 20) and len(words_of(part)) < length:
            part.parent.children = [child for child in part.parent.children if child is not part]


def unfolds(words: str) -> bool:
    """Tell "Read more": it opens what is of the text, and is none itself."""
    return _UNFOLDS.fullmatch(words) is not None


def works_the_page(words: str) -> bool:
    """Tell words that only say what a button does, and signs."""
    return _SIGN.fullmatch(words) is not None or _DOES.fullmatch(words) is not None


def is_figure(words: str) -> bool:
    """Tell a year, or years, which no sign of a note is."""
    return _FIGURE.fullmatch(words) is not None


def heading_around(control: Element) -> Element | None:
    """Return the heading that a button is in."""
    return next(
        (
            one
            for one in islice(control.ancestors(), _NEAR)
            if one.tag in HEADINGS or "heading" in one.classes
        ),
        None,
    )


def has_no_other_words(around: Element) -> bool:
    """Tell whether an element has no words but those of the controls in it; among very many it is not looked for."""
    waiting, count = [around], 0
    while waiting:
        for child in waiting.pop().children:
            count += 1
            if count > _LONGEST or (isinstance(child, str) and child.strip()):
                return False
            if isinstance(child, Element) and child.tag not in UNSEEN:
                waiting.append(child)
    return True


def is_in_sentence(control: Element, places: dict[Element, int]) -> bool:
    """Tell whether a sentence goes on before a button, or right after it."""
    child = control
    for around in islice(control.ancestors(), _NEAR):
        at = places[child]
        before = _edge(around.children[max(at - _NEAR, 0) : at][::-1])
        after = _edge(around.children[at + 1 : at + 1 + _NEAR])
        if before or after:
            breaks_off, goes_on = before and _BREAKS_OFF.fullmatch(before), _GOES_ON.match(after)
            if works_the_page(words_of(control)) and not is_figure(
                words_of(control)
            ):  # a verb, which a sentence may have on both of its sides
                return bool(breaks_off and goes_on and words_of(control).isalpha())
            if not after and _JOINS.fullmatch(before):
                return _ends_a_row(control, around.children[max(at - _NEAR, 0) : at], places)
            return bool((breaks_off and after) or goes_on)
        if around.tag in BLOCKS:
            return False
        child = around
    return False


def _ends_a_row(control: Element, before: Sequence[Element | str], places: dict[Element, int]) -> bool:
    """Tell the last of the words that a line lists, each a button, if the one before it, no button any more, is a word."""
    last = next((one for one in before[::-1] if isinstance(one, Element)), None)
    if last is None or last.tag not in (control.tag, "span") or last.get("class") != control.get("class"):
        return False
    return any(isinstance(one, str) and _LEADS.search(one) for one in before) and is_in_sentence(last, places)


def _edge(beside: Sequence[Element | str]) -> str:
    """Return the words nearest to a button on one side, "" when there are none on its line."""
    for one in beside:
        if isinstance(one, Element) and one.tag in _ENDS_LINE:
            return ""
        if isinstance(one, Element) and (one.tag in UNSEEN or one.tag in CONTROLS):
            continue
        if words := (one if isinstance(one, str) else words_of(one)).strip():
            return words
    return ""


def names_cells(control: Element) -> bool:
    """Tell a cell of a table, or a term, which is a button from end to end and does nothing by its words."""
    around = next((one for one in islice(control.ancestors(), _NEAR) if one.tag in BLOCKS), None)
    is_cell = around is not None and around.tag in _NAMES_CELLS and has_no_other_words(around)
    return is_cell and not works_the_page(words_of(control))
