"""Imports point one way, the pure modules stay pure, and the models match their migrations."""

import ast
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "notices": set(),
    "accounts": {"notices"},
    "readings": {"accounts", "notices"},
    "groups": {"readings", "accounts", "notices"},
    "discussions": {"groups", "readings", "accounts", "notices"},
}
ROOMS = {*MAY_IMPORT, "config"}
PURE = [
    "readings/paging.py",
    "readings/excerpts.py",
    "readings/hyphens.py",
    "readings/settled.py",
    "readings/segmenting.py",
    "readings/structure.py",
    "readings/passes",
    "readings/quoting.py",
    "readings/anchoring.py",
    "readings/pairing.py",
    "readings/aligning.py",
    "readings/carrying.py",
    "readings/comparing.py",
    "readings/partners.py",
    "readings/staying.py",
    "readings/strays.py",
    "readings/shapes.py",
    "readings/desk/cutting.py",
    "readings/desk/doubting.py",
    "readings/desk/places.py",
    "readings/desk/kinds.py",
    "readings/desk/nesting.py",
    "readings/desk/mending.py",
    "readings/desk/meanings.py",
    "readings/desk/emphasising.py",
    "readings/desk/linking.py",
    "readings/desk/replacing.py",
    "readings/desk/referring.py",
    "readings/desk/splicing.py",
    "readings/desk/unlaying.py",
    "readings/guessing.py",
    "groups/splitting.py",
    "groups/clocks.py",
    "groups/titling.py",
    "groups/recutting.py",
    "discussions/tree.py",
    "discussions/cooling.py",
]


def modules(place: Path) -> list[Path]:
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [path for path in files if "migrations" not in path.parts]


@cache
def nodes(path: Path) -> list[ast.AST]:
    """All that a file says, taken apart once."""
    return list(ast.walk(ast.parse(path.read_text())))


@cache
def imported(path: Path) -> set[str]:
    """The dotted names of all modules that a file imports, wherever in it."""
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_from_the_rooms_below_it(room):
    for path in modules(ROOT / room):
        others = {name.split(".")[0] for name in imported(path)} & ROOMS - {room}
        assert others <= MAY_IMPORT[room], f"{path.relative_to(ROOT)} imports {others - MAY_IMPORT[room]}"


@pytest.mark.parametrize("place", PURE)
def test_pure_computation_knows_no_django(place):
    paths = modules(ROOT / place)
    assert paths
    for path in paths:
        # Sentences for people are marked where they are written; that alone needs no installation.
        known = {name for name in imported(path) if name.split(".")[0] == "django"}
        assert known <= {"django.utils.translation"}, path


def test_no_module_has_grown_past_three_hundred_lines():
    long = {
        str(path.relative_to(ROOT)): path.read_text().count("\n")
        for room in [*ROOMS, "benchmarks"]
        for path in modules(ROOT / room)
        if path.read_text().count("\n") > 300
    }
    assert not long


def test_no_signals_and_no_save_overrides():
    for room in ROOMS:
        for path in modules(ROOT / room):
            assert not any(name.startswith("django.dispatch") for name in imported(path)), path
            saves = [
                n
                for n in nodes(path)
                if isinstance(n, ast.FunctionDef)
                and n.name == "save"
                and {"models", "models.py"} & {*path.parts}
            ]
            assert not saves, path


@pytest.mark.django_db
def test_models_match_their_migrations():
    output = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=output)
    assert "No changes detected" in output.getvalue()
