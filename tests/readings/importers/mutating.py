"""Files with something broken in them, each made of a sample and a seed, and what must be true of reading any file.

`DJANGO_SETTINGS_MODULE=config.settings DEVELOPMENT=1 python -m tests.readings.importers.mutating docx 4200 4210` tries
the seeds from 4200 to 4209 in a process that may take 1 GB, as the process that reads imports may, and says which of
them fails first.
"""

import io
import json
import random
import resource
import sys
import zipfile

import django

from readings.importers import ImportRefused
from readings.isolated import MEMORY
from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.importers import samples
from tests.readings.importers.writers import zipped
from tests.readings.invariants import assert_sound
from tests.timing import within

SECONDS = 5  # of the processor's time, for files of some kilobytes
SAMPLES = {
    "plain": samples.plain(),
    "markdown": samples.markdown(),
    "html": samples.html(),
    "epub": samples.epub_book(),
    "docx": samples.docx_document(),
    "odt": samples.odt_document(),
}
ODD = [
    b"", b"\x00", b"<", b">", b"</", b"/>", b"<p>", b"</p>", b"<div>", b"<li>", b"<table><tr><td>", b"&#0;", b"&#xD800;",
    b"&nbsp;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"'", b"=", b"#", b"../", b"%2e",
    "\u202e".encode(), "\u200d".encode(), "\U0001f6a2".encode(), "e\u0301".encode(), b"9" * 30, b"-1", b"<a href='#n1'>1</a>",
    b"\r", b"\n\n", b"<w:p>", b"</w:r>", b"<text:p>", b"w:val", b"<br/>" * 40, b"<i><b>" * 30, b"<sup>1</sup>", b"[^1]",
    b"> " * 20, b"|-|-|", b"- \t", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"PK\x03\x04", b"data:image/png;base64,AAAA",
]  # fmt: skip


def mutated(name: str, seed: int) -> bytes:
    """A sample with a few stretches cut out, doubled, moved or overwritten; of a zip file mostly inside an entry."""
    chance = random.Random(f"{name} {seed}")
    data = SAMPLES[name]
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return _broken(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    for _time in range(chance.choice([1, 1, 1, 2, 4])):
        chosen, way = chance.choice(sorted(entries)), chance.random()
        if way < 0.08:
            del entries[chosen]
        elif way < 0.16:
            entries[chosen.upper()] = entries.pop(chosen)
        elif way < 0.24:
            entries[chosen] = entries[chance.choice(sorted(entries))]
        else:
            entries[chosen] = _broken(entries[chosen], chance)
    return zipped(entries)


def _broken(data: bytes, chance: random.Random) -> bytes:
    for _time in range(chance.randint(1, 5)):
        start = chance.randint(0, len(data))
        stretch = data[start : start + chance.choice([0, 1, 2, 8, 60, 500])]
        before, after = data[:start], data[start + len(stretch) :]
        match chance.choice(["cut", "double", "odd", "bytes", "move"]):
            case "cut":
                data = before + after
            case "double":
                data = before + stretch * 3 + after
            case "odd":
                data = before + chance.choice(ODD) + after
            case "bytes":
                data = before + chance.randbytes(chance.randint(1, 6)) + after
            case _:
                to = chance.randint(0, len(data))
                data = data[:to] + stretch + data[to:]
    return data


def assert_read_or_refused(data: bytes) -> None:
    """A file becomes a sound structure, the same when it comes as JSON, or is refused with a sentence; and soon."""
    made = within(SECONDS, lambda: _read(data))
    if isinstance(made, ImportRefused):
        assert str(made).endswith(".")
        return
    assert_sound(made)
    sent = json.dumps(made.as_dict(), ensure_ascii=False).encode()
    assert Structure.from_dict(json.loads(sent), made.pictures) == made


def _read(data: bytes) -> Structure | ImportRefused:
    try:
        return structure(data)
    except ImportRefused as refusal:
        return refusal


def try_mutated(name: str, seeds: range) -> None:
    """Read the mutated files of these seeds; what goes wrong names its seed."""
    for seed in seeds:
        try:
            assert_read_or_refused(mutated(name, seed))
        except BaseException as fault:
            fault.add_note(f"{name}, seed {seed}")
            raise


def main() -> None:
    """Try the seeds that are named, up to the first that fails."""
    django.setup()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    name, first, end = sys.argv[1:]
    try_mutated(name, range(int(first), int(end)))


if __name__ == "__main__":
    main()
