"""What it costs that a window asks every four seconds whether anything was said: nearly always nothing was.

Measured against a view that answers nobody in particular with nothing, through the same middleware; and, for what it
saves, the page of text itself.
"""

import time
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from benchmarks.browsing import cookie_of, get
from benchmarks.measuring import Row, compare
from discussions.live import Ear
from discussions.stirring import latest
from readings.reading import outline
from tests import factories

ASKED = 200  # times in a round
BAR = 3


def rows() -> Iterator[Row]:
    edition = factories.make_text(title="A Text to Wait With", sections=4, slug="a-text-to-wait-with")
    alice, bob = factories.make_user("Waiting Alice"), factories.make_user("Waiting Bob")
    group = factories.make_group("Waiting circle", facilitator=alice, members=[bob])
    plan = factories.make_schedule(group, edition)
    page = outline(edition).pages[0]
    number = latest(group.pk, timezone.now())
    ear = Ear(bob.pk, group.pk, 0, edition.pk, page.start, page.end)
    address = reverse("talk_poll", args=[ear.token, number])
    assert get(address) == b""
    cost = processor_time(address)
    yield compare(
        f"asking {ASKED} times whether anything was said",
        lambda: [get(address) for _ in range(ASKED)],
        against="constant view, no cookie",
        baseline=lambda: [get("/bench/constant/0/") for _ in range(ASKED)],
        rounds=30,
        seconds=15,
        bar=BAR,
        note=f"{cost:.2f} ms of a processor each",
    )
    cookie = cookie_of(bob)
    came = reverse("reader_live", args=[group.slug, plan.pk, page.number]) + f"?since={number - 100}"
    yield compare(
        "what came, of a whole page",
        lambda: get(came, cookie),
        against="the page of text",
        baseline=lambda: get(reverse("reader", args=[group.slug, plan.pk, page.number]), cookie),
        rounds=60,
        seconds=10,
    )


def processor_time(address: str) -> float:
    """Milliseconds of a processor that one asking takes in this process."""
    begun = time.process_time()
    for _ in range(ASKED * 5):
        get(address)
    return (time.process_time() - begun) / (ASKED * 5) * 1000
