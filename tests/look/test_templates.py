"""No template asks for what the Content-Security-Policy refuses, or leaves a form or a picture unguarded."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "templates"
MAIL = {"mail", "email"}

# One click in a mail stops the mails, whoever is signed in: the address is signed, no cookie is needed.
SIGNED_ADDRESSES = {"notices/preference_stop.html"}
# Choose a language, or how pages look, and nothing else; a token would give every visitor a cookie.
HARMLESS = {"components/languages.html", "accounts/appearance_edit.html"}


def markup(*, with_mail: bool = False) -> dict[str, str]:
    """Every template by its name, without its comments; those of mails, which have styles, when asked for."""
    found = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        parts = path.relative_to(TEMPLATES)
        if with_mail or not MAIL & set(parts.parts):
            text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))
            found[str(parts)] = re.sub(r"\{% comment.*?%\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
    return found


def matches(pattern: str, pages: dict[str, str]) -> dict[str, list[str]]:
    return {name: found for name, text in pages.items() if (found := re.findall(pattern, text))}


def test_there_are_templates_to_look_at():
    assert "base.html" in markup()


def test_no_page_has_an_inline_style():
    assert matches(r"""\sstyle\s*=|<style\b""", markup()) == {}


def test_no_page_has_an_inline_script():
    inline = {
        name: body
        for name, text in markup().items()
        for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL)
        if "src=" not in attributes and 'type="application/json"' not in attributes
    }
    assert inline == {}


def test_no_page_has_a_handler_in_an_attribute():
    assert matches(r"""\son[a-z]+\s*=|\shx-on[:-]|javascript:""", markup()) == {}


def test_no_page_loads_anything_from_elsewhere():
    assert matches(r"""(?:src|<link[^>]*href)\s*=\s*["'](?:https?:)?//""", markup(with_mail=True)) == {}


def test_no_template_trusts_words_blindly():
    assert matches(r"\|\s*safe\b|\{%\s*autoescape off", markup(with_mail=True)) == {}


def test_every_form_that_changes_something_is_guarded():
    open_to_all = {
        name: form[:100]
        for name, text in markup().items()
        for form in re.findall(r"""<form\b[^>]*method=["']post["'][^>]*>.*?</form>""", text, re.DOTALL)
        if "csrf_token" not in form
    }
    assert set(open_to_all) <= SIGNED_ADDRESSES | HARMLESS, open_to_all


def test_every_picture_says_what_it_shows():
    silent = {
        name: tag
        for name, text in markup().items()
        for tag in re.findall(r"<img\b[^>]*>", text)
        if "alt=" not in tag
    }
    assert silent == {}


def test_no_control_hides_a_method_of_its_form():
    # A form's controls are its properties too: one named “remove” and htmx can no longer take the form away.
    hiding = r"""\sname=["'](remove|submit|reset|closest|matches|contains|children|append)["']"""
    assert matches(hiding, markup()) == {}


def test_leaving_a_form_as_it_was_has_one_name():
    assert not matches(r'translate "(?:Not now|Not yet|Leave it as it is)"', markup())


def test_a_button_outside_of_a_form_that_htmx_sends_says_that_it_sends_it():
    """Else htmx does not see which button was pressed, and sends the form without its name and value."""
    forms = r"""<form\b(?=[^>]*\bhx-(?:post|get)=)[^>]*\bid="([^"]+)\""""
    sent = {name for names in matches(forms, markup()).values() for name in names}
    assert {"reacting", "settling", "hiding"} <= sent
    buttons = matches(r"""<button\b[^>]*\bform="[^"]+"[^>]*>""", markup())
    mute = {
        name: found
        for name, those in buttons.items()
        if (
            found := [
                one
                for one in those
                if re.search(r'form="([^"]+)"', one)[1] in sent and 'type="submit"' not in one
            ]
        )
    }
    assert mute == {}
