"""The faces are cut into slices that share no letter, and are cut once."""

import re
import shutil

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from config import faces
from tests.servers_plugin import VAR_DIR


@pytest.fixture(scope="module")
def cut():
    """The folder from which pages get their faces. To cut all takes some seconds, so it is kept between runs."""
    folder = VAR_DIR / "faces"
    faces.cut_faces(folder)
    return folder


def rules(folder):
    """The faces that the made style sheet names: family, style, file, unicode-range."""
    css = (folder / "faces.css").read_text()
    return re.findall(
        r'font-family: "([^"]+)";\s+font-style: (\w+);.*?url\("([^"]+)"\).*?unicode-range: ([^;]+);',
        css,
        re.DOTALL,
    )


@given(st.sets(st.integers(min_value=0, max_value=0x10FFFF), max_size=60))
def test_a_letter_is_in_one_slice(codes):
    dealt = faces.shares(codes)
    assert sorted(code for part in dealt.values() for code in part) == sorted(codes)


@given(st.sets(st.integers(min_value=0, max_value=0x10FFFF), min_size=1, max_size=60))
def test_a_unicode_range_names_its_letters_and_no_other(codes):
    named = set()
    for part in faces.unicode_range(codes).split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        named |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert named == codes


@pytest.mark.long
def test_the_style_sheet_names_the_files_that_are_there(cut):
    files = {f"faces/{path.name}" for path in (cut / "faces").glob("*.woff2")}
    assert {file for _, _, file, _ in rules(cut)} == files
    assert {family for family, *_ in rules(cut)} == {"Literata", "Instrument Sans", "Atkinson Hyperlegible"}


@pytest.mark.long
def test_the_reading_face_keeps_its_weight_and_optical_size(cut):
    for stem in ("literata-latin", "literata-italic-latin"):
        axes = {axis.axisTag for axis in TTFont(cut / "faces" / f"{stem}.woff2")["fvar"].axes}
        assert axes == {"opsz", "wght"}


@pytest.mark.long
def test_a_page_in_english_needs_little_more_than_a_hundred_kilobytes_of_letters(cut):
    first_visit = [cut / "faces" / f"{stem}-latin.woff2" for stem in ("literata", "instrument-sans")]
    assert sum(path.stat().st_size for path in first_visit) < 130_000


@pytest.mark.long
def test_quotation_marks_and_dashes_come_with_the_latin_letters(cut):
    letters = TTFont(cut / "faces" / "literata-latin.woff2").getBestCmap()
    assert {ord(sign) for sign in "“”‘’–—…¶§"} <= set(letters)


@pytest.mark.long
def test_a_second_cut_has_nothing_to_do(cut):
    before = (cut / "faces.css").stat().st_mtime_ns
    assert not faces.cut_faces(cut)
    assert (cut / "faces.css").stat().st_mtime_ns == before


@pytest.mark.long
def test_a_cut_that_was_interrupted_is_begun_anew(cut, tmp_path, monkeypatch):
    shutil.copytree(cut, tmp_path, dirs_exist_ok=True)
    (tmp_path / "faces" / ".stamp").unlink()
    monkeypatch.setattr(faces, "SOURCES", faces.SOURCES[-1:])
    assert faces.cut_faces(tmp_path)
    assert not faces.cut_faces(tmp_path)
    assert not list((tmp_path / "faces").glob(".cutting-*"))


@pytest.mark.long
def test_the_face_of_controls_does_not_swallow_the_points_of_numbers(cut):
    for stem in ("instrument-sans-latin", "instrument-sans-italic-latin"):
        tables = TTFont(cut / "faces" / f"{stem}.woff2")
        features = tables["GPOS"].table.FeatureList.FeatureRecord if "GPOS" in tables else []
        assert "kern" not in {record.FeatureTag for record in features}
