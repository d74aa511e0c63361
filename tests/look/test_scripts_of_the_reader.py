"""What the page of text has a browser fetch and run: little."""

import re
from pathlib import Path

import brotli
from django.conf import settings
from django.urls import reverse

LIMIT = 30_000  # bytes of our own, compressed as WhiteNoise sends them to every browser, beside htmx
FOLDER = Path(settings.BASE_DIR) / "static"
IMPORTED = re.compile(r"""(?:^import\b[^;("']*|\bimport\(\s*)["'](\.[^"']+)["']""", re.MULTILINE)
ANY_IMPORT = re.compile(r"^import\b|\bimport\(", re.MULTILINE)


def with_all_it_imports(script, known):
    if script not in known:
        known.add(script)
        words = script.read_text()
        names = IMPORTED.findall(words)
        assert len(names) == len(ANY_IMPORT.findall(words)), (
            f"{script.name} imports what cannot be told by reading it"
        )
        for name in names:
            with_all_it_imports((script.parent / name).resolve(), known)
    return known


def test_our_scripts_on_a_circles_page_of_text_are_at_most_thirty_kilobytes(client_of, bob, schedule):
    page = client_of(bob).get(reverse("reader", args=[schedule.group.slug, schedule.pk, 1])).text
    named = {FOLDER / name for name in re.findall(r'src="/static/(js/[^"?]+\.js)', page)}
    own = {path for path in named if "htmx" not in path.name}
    known = set()
    for script in own:
        with_all_it_imports(script, known)
    assert len(known) >= 15
    assert FOLDER / "js/reader/names.js" in known, "what is fetched while somebody writes is counted too"
    assert sum(len(brotli.compress(script.read_bytes())) for script in known) <= LIMIT
