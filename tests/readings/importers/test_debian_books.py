"""Real EPUBs, some of them malformed, as Debian packages carry them: facts about their structure only."""

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.invariants import assert_sound

PACKAGES = ("debian-policy", "live-manual-epub", "ubuntu-packaging-guide-epub")
BOOKS = {
    "policy": "debian-policy/policy.epub",
    "live": "live-manual/epub/live-manual.en.epub",
    "guide": "ubuntu-packaging-guide-epub/ubuntu-packaging-guide.epub",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of documents with the books in it: the installed ones, else fetched ones."""
    installed = Path("/usr/share/doc")
    if all((installed / name).exists() for name in BOOKS.values()):
        return installed
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        pytest.skip("no Debian packages here: neither installed nor apt-get to fetch them")
    folder = tmp_path_factory.mktemp("books")
    try:
        run("apt-get", "download", *PACKAGES, at=folder)
        for package in folder.glob("*.deb"):
            run("dpkg", "-x", package.name, ".", at=folder)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        pytest.skip(f"the Debian packages could not be fetched: {fault}")
    return folder / "usr/share/doc"


def run(*command: str, at: Path) -> None:
    subprocess.run(command, cwd=at, capture_output=True, timeout=120, check=True)


def read(shelf: Path, book: str) -> Structure:
    path = shelf / BOOKS[book]
    if not path.exists():
        pytest.skip(f"{path.name} is not in this version of its package")
    made = structure(path.read_bytes())
    assert_sound(made)
    return made


def levels(made: Structure) -> Counter[int]:
    return Counter(section.level for section in made.sections)


@pytest.mark.long
def test_the_policy_manual_keeps_chapters_notes_and_flowcharts(shelf):
    made = read(shelf, "policy")
    assert (made.title, made.language) == ("Debian Policy Manual", "en")
    kinds = Counter(paragraph.kind for paragraph in made.paragraphs)
    contents = made.provenance["contents"]
    assert contents["found"] == contents["entries"] > 300
    assert contents["added"] == 0
    assert levels(made)[1] >= 20
    assert kinds["note"] > 100
    assert kinds["figure"] == len(made.pictures) == 6
    assert made.words > 60_000


@pytest.mark.long
def test_the_live_manual_has_the_levels_of_its_contents_though_its_manifest_names_fragments(shelf):
    made = read(shelf, "live")
    assert made.authors == ("Live Systems Project",)
    found = levels(made)
    assert found[1] >= 10
    assert found[3] > 50
    assert max(found) == 4
    assert "manifest" not in made.content[:200].lower()
    texts = [made.content[p.start : p.end] for p in made.paragraphs]
    assert len(set(texts[:50])) > 40  # each document once, however many fragments of it are named
    assert not any(text.isdecimal() for text in texts)  # those in the margin, by which paragraphs are cited


@pytest.mark.long
def test_the_packaging_guide_leaves_its_translations_and_navigation_aside(shelf):
    made = read(shelf, "guide")
    why = Counter(piece["why"] for piece in made.provenance["set_apart"])
    assert why["aside"] > 50
    assert why["furniture"] > 10
    assert not any(section.title == "Navigation" for section in made.sections)
    assert 10_000 < made.words < 25_000
    assert len(made.pictures) == 4
