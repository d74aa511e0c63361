"""What the page of text has a browser fetch and run: little."""

import re
from pathlib import Path

import brotli
from django.conf import settings
from django.urls import reverse

LIMIT = 30_000  # bytes of our own, compressed as WhiteNoise sends them to every browser, beside htmx
FOLDER = Path(settings.BASE_DIR) / "static"
IMPORTED = re.compile(r"""^import .*?["'](\.[^"']+)["'];$""", re.MULTILINE | re.DOTALL)


def with_all_it_imports(script, known):
    if script not in known:
        known.add(script)
        for name in IMPORTED.findall(script.read_text()):
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
    assert sum(len(brotli.compress(script.read_bytes())) for script in known) <= LIMIT
