"""Every string of ours is in German too, whole and with the same gaps to fill."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
GERMAN = ROOT / "locale" / "de" / "LC_MESSAGES" / "django.po"
GAP = re.compile(r"%\(\w+\)[a-z]|%[a-z]")


def entries():
    return [entry for entry in polib.pofile(str(GERMAN)) if not entry.obsolete]


def test_every_string_has_a_translation_that_nobody_doubts():
    unfinished = [entry.msgid for entry in entries() if not entry.translated() or "fuzzy" in entry.flags]
    assert not unfinished


def test_a_translation_fills_the_same_gaps_as_its_source():
    for entry in entries():
        one = set(GAP.findall(entry.msgid))
        many = set(GAP.findall(entry.msgid_plural))
        if entry.msgid_plural:
            assert set(GAP.findall(entry.msgstr_plural[0])) == one, entry.msgid
            assert set(GAP.findall(entry.msgstr_plural[1])) == many, entry.msgid_plural
        else:
            assert set(GAP.findall(entry.msgstr)) == one, entry.msgid


def test_no_translation_is_a_letter_or_two_of_a_word():
    pairs = [
        pair
        for entry in entries()
        for pair in zip(
            [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid],
            entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr],
            strict=True,
        )
    ]
    assert not [pair for pair in pairs if 4 * len(pair[1]) < len(pair[0])]


def test_the_translation_names_no_line_and_nobody():
    catalogue = polib.pofile(str(GERMAN))
    assert not {line for entry in catalogue for _, line in entry.occurrences if line}
    assert not {"Last-Translator", "Language-Team", "POT-Creation-Date"} & set(catalogue.metadata)


@pytest.mark.long
def test_no_string_is_worded_inside_an_f_string_where_what_collects_them_overlooks_it():
    marks = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy", "npgettext"}
    overlooked = []
    for app in ("accounts", "config", "discussions", "groups", "notices", "readings"):
        for path in sorted((ROOT / app).rglob("*.py")):
            filled = [one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.JoinedStr)]
            calls = [one for string in filled for one in ast.walk(string) if isinstance(one, ast.Call)]
            named = [one for one in calls if isinstance(one.func, ast.Name) and one.func.id in marks]
            overlooked += [f"{path.name}: {ast.unparse(one)}" for one in named]
    assert not overlooked


@pytest.mark.long
@pytest.mark.skipif(
    not shutil.which("xgettext"), reason="gettext is not installed here, so strings can't be collected"
)
def test_no_string_has_been_added_without_being_collected(tmp_path):
    copy = tmp_path / "site"
    ignored = shutil.ignore_patterns(".*", "var", "__pycache__", "*.mo")
    shutil.copytree(ROOT, copy, ignore=ignored)
    before = {(entry.msgctxt, entry.msgid) for entry in entries()}
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "de", "--no-obsolete", "-v0"],
        cwd=copy, check=True, capture_output=True,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": ""},
    )  # fmt: skip
    after = polib.pofile(str(copy / "locale" / "de" / "LC_MESSAGES" / "django.po"))
    assert {(entry.msgctxt, entry.msgid) for entry in after if not entry.obsolete} == before
