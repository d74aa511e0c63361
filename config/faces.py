"""Cuts the three faces into woff2 slices that a browser fetches only when a page has letters from them.

The faces come as packages (`fontpkg-*`, all under the Open Font License) and hold every script in one large
file. Each is cut by script into slices; `faces.css` names each slice with its `unicode-range`. What is cut lies
in `VAR_DIR/faces`, which settings list among the static folders, and is never committed. This module knows
nothing of Django. What cuts is loaded where something is to be cut: each start asks, and nearly none has to.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One font file of a face: where it is, and what the style sheet calls it."""

    package: str
    file: str
    family: str
    stem: str
    weight: str
    style: str = "normal"
    limits: dict[str, float | tuple[float, float]] = field(default_factory=dict)
    is_kerned: bool = True

    @property
    def distribution(self) -> str:
        return self.package.replace("_", "-")


# Weight and optical size stay variable. Weights that no page uses, and the narrow widths of the controls' face,
# are let go: that halves what a first visit downloads.
SOURCES = (
    *(
        Source(
            "fontpkg_literata",
            f"Literata{name}[opsz,wght].ttf",
            "Literata",
            f"literata{name.lower()}",
            "400 700",
            style,
            {"wght": (400, 700)},
        )
        for name, style in (("", "normal"), ("-Italic", "italic"))
    ),
    *(
        Source(
            "fontpkg_instrument_sans",
            f"InstrumentSans{name}[wdth,wght].ttf",
            "Instrument Sans",
            f"instrument-sans{name.lower()}",
            "400 700",
            style,
            {"wdth": 100},
            # It draws points and commas so close to what is beside them that 1.1 reads 11.
            is_kerned=False,
        )
        for name, style in (("", "normal"), ("-Italic", "italic"))
    ),
    *(
        Source(
            "fontpkg_atkinson_hyperlegible",
            f"AtkinsonHyperlegible-{name}.ttf",
            "Atkinson Hyperlegible",
            f"atkinson-{name.lower()}",
            weight,
            style,
        )
        for name, weight, style in (
            ("Regular", "400", "normal"),
            ("Italic", "400", "italic"),
            ("Bold", "700", "normal"),
            ("BoldItalic", "700", "italic"),
        )
    ),
)

# A page in English, German or French needs the first slice alone: it has the quotation marks and dashes too. A
# letter belongs to the first slice that names it; the last takes whatever else the face can draw.
SLICES: tuple[tuple[str, tuple[range, ...]], ...] = (
    (
        "latin",
        (
            range(0x0100),
            range(0x0131, 0x0132),
            range(0x0152, 0x0154),
            range(0x2010, 0x2028),
            range(0x202F, 0x2034),
            range(0x2039, 0x203B),
            range(0x20AC, 0x20AD),
            range(0x2122, 0x2123),
            range(0x2190, 0x2194),
            range(0x2212, 0x2213),
        ),
    ),
    (
        "latin-ext",
        (range(0x0100, 0x0370), range(0x1D00, 0x1F00), range(0x2C60, 0x2C80), range(0xA720, 0xA800)),
    ),
    ("greek", (range(0x0370, 0x0400), range(0x1F00, 0x2000))),
    (
        "cyrillic",
        (range(0x0400, 0x0530), range(0x1C80, 0x1C90), range(0x2DE0, 0x2E00), range(0xA640, 0xA6A0)),
    ),
    ("symbols", (range(0x110000),)),
)

# What the style sheets ask for besides the ligatures, kerning and marks of any cut: kinds of figures.
FEATURES = ("lnum", "onum", "pnum", "tnum", "sups", "case")

# Raised by hand when the cut itself changes, so that the folders of all installations are cut again.
CUT = 2


def source_path(source: Source) -> Path:
    """Where the installed package keeps this font file."""
    return Path(str(files(source.package) / "files" / source.file))


def shares(codes: Iterable[int]) -> dict[str, list[int]]:
    """Deal the code points that a font draws out to the slices, each to one; empty slices are left out."""
    dealt: dict[str, list[int]] = {}
    for code in sorted(codes):
        name = next(name for name, ranges in SLICES if any(code in part for part in ranges))
        dealt.setdefault(name, []).append(code)
    return dealt


def unicode_range(codes: Iterable[int]) -> str:
    """Write code points the way CSS wants them: `U+20-7E, U+A0`."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def cut_slice(source: Source, codes: list[int], target: Path) -> None:
    """Write one slice of a font with the axes that are kept, and without hinting (screens no longer use it)."""
    from fontTools import subset
    from fontTools.varLib import instancer

    options = subset.Options(flavor="woff2", hinting=False, notdef_outline=True, recalc_timestamp=False)
    options.layout_features = [*subset.Options().layout_features, *FEATURES]
    if not source.is_kerned:
        options.layout_features.remove("kern")
    with subset.load_font(str(source_path(source)), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        if source.limits:
            font = instancer.instantiateVariableFont(font, source.limits, inplace=True)
        subset.save_font(font, str(target), options)


def rule(source: Source, slice_name: str, codes: list[int]) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{source.family}";\n'
        f"  font-style: {source.style};\n"
        f"  font-weight: {source.weight};\n"
        "  font-display: swap;\n"
        f'  src: url("faces/{source.stem}-{slice_name}.woff2") format("woff2");\n'
        f"  unicode-range: {unicode_range(codes)};\n"
        "}\n"
    )


def stamp() -> str:
    """What the cut depends on: the packages' versions, the cutter's, and how it is cut."""
    packages = sorted({source.distribution for source in SOURCES} | {"fonttools", "brotli"})
    parts = [f"{name} {version(name)}" for name in packages] + [str(CUT), repr((SOURCES, SLICES, FEATURES))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def cut_faces(folder: Path) -> bool:
    """Fill `folder` with `faces.css` and `faces/*.woff2`; return whether there was anything to do.

    Safe to call from several processes at once: one cuts and the others wait. Each file appears whole or not at
    all, and the stamp is written last, so a cut that was interrupted is begun anew. Raises OSError for a folder
    that cannot be written, PackageNotFoundError when a face is not installed.
    """
    stamp_file = folder / "faces" / ".stamp"
    wanted = stamp()
    if stamp_file.is_file() and stamp_file.read_text() == wanted:
        return False
    (folder / "faces").mkdir(parents=True, exist_ok=True)
    with (folder / "faces" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp_file.is_file() and stamp_file.read_text() == wanted:
            return False
        _cut_all(folder)
        _replace(stamp_file, wanted)
    return True


def _cut_all(folder: Path) -> None:
    from fontTools.ttLib import TTFont

    rules: list[str] = []
    with tempfile.TemporaryDirectory(dir=folder / "faces", prefix=".cutting-") as scratch:
        with ProcessPoolExecutor() as pool:
            jobs = []
            for source in SOURCES:
                with TTFont(source_path(source), lazy=True) as font:
                    dealt = shares(font.getBestCmap())
                for name, codes in dealt.items():
                    rules.append(rule(source, name, codes))
                    target = Path(scratch) / f"{source.stem}-{name}.woff2"
                    jobs.append((target, pool.submit(cut_slice, source, codes, target)))
            for _, job in jobs:
                job.result()
        for target, _ in jobs:
            target.replace(folder / "faces" / target.name)
    _replace(folder / "faces.css", "".join(rules))


def _replace(path: Path, text: str) -> None:
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_text(text)
    scratch.replace(path)
