"""PDFs that others made: those that lie on this machine, and manuals out of Debian's packages.

Only counts are tested, and what holds of every text. A package that cannot be had is skipped by its name.
"""

import gzip
import shutil
import subprocess
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from readings.importers import read
from readings.pieces import APART
from readings.segmenting import segment
from tests.readings.invariants import assert_sound

LYING_HERE = sorted(Path("/usr/share/doc").glob("*/*.pdf"))
SMALL, LARGE = 20_000, 1_000_000  # bytes


@cache
def unpacked(package: str, folder: Path) -> Path | str:
    """Return the folder that a package of Debian was unpacked to, or why it was not."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return "no apt-get here"
    got = subprocess.run(
        ["apt-get", "download", package], cwd=folder, capture_output=True, timeout=60, check=False
    )
    if got.returncode:
        return "apt-get could not fetch it"
    (file,) = folder.glob(f"{package}_*.deb")
    subprocess.run(["dpkg-deb", "-x", file, folder / package], check=True, timeout=60)
    return folder / package


def from_package(package: str, name: str, folder: Path) -> bytes:
    root = unpacked(package, folder)
    if isinstance(root, str):
        pytest.skip(f"{package}: {root}")
    file = next(root.rglob(f"{name}*"))
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


@pytest.mark.long
@pytest.mark.parametrize(
    ("package", "name", "pages", "headings", "notes"),
    [
        ("developers-reference", "developers-reference.pdf", 100, 150, 8),
        ("debian-policy", "policy.pdf", 150, 250, 50),
    ],
)
def test_a_manual_of_debian_comes_out_as_its_own_outline_says(
    package, name, pages, headings, notes, tmp_path_factory
):
    source = read(from_package(package, name, tmp_path_factory.getbasetemp()))
    outline = source.provenance["outline"]
    assert source.provenance["pages"] >= pages
    assert outline["found"] >= 0.99 * outline["entries"] > 50
    made = segment(source)
    assert_sound(made)
    kinds = [paragraph.kind for paragraph in made.paragraphs]
    assert kinds.count("heading") >= headings
    assert kinds.count("note") >= notes
    assert kinds.count("list_item") > 100
    heads = sum(piece.kind == APART for piece in source.pieces)
    assert heads >= source.provenance["pages"]
    missing = [doubt for doubt in made.warnings if doubt.code == "note_missing"]
    assert len(missing) <= 0.1 * kinds.count("note")


@pytest.mark.long
@pytest.mark.skipif(not LYING_HERE, reason="no PDF lies in /usr/share/doc on this machine")
def test_what_lies_on_this_machine_is_read():
    fitting = (file for file in LYING_HERE if SMALL < file.stat().st_size < LARGE)
    for file in islice(fitting, 3):
        made = segment(read(file.read_bytes()))
        assert_sound(made)
        outline = made.provenance.get("outline", {"found": 0, "entries": 0})
        assert outline["found"] >= 0.9 * outline["entries"], file.name
        assert any(section.level for section in made.sections)
