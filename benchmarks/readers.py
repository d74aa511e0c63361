"""So many readers at once, each of whom turns a page every twenty seconds and answers at every tenth.

`python -m benchmarks.readers --readers 1000 --seconds 60` starts the web server as `make run` does, with servers and data
of its own (VAR_DIR is var/bench), loads it from this process, and ends what it started. It stays on this machine.

Printed are medians and 95 of a hundred by kind of request, what failed, and how many seconds of a processor each of ours
took for each second: where other work is going on, that says more than the clock. `--plain` has a view that gives the
same bytes in place of each page of text.
"""

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from benchmarks.browsers import Browser, Notes
from benchmarks.serving import leave_database, make_empty, settle, web_server

EVERY = 20  # seconds that a reader stays on a page
TALKS = 10  # of so many pages a reader answers once
CIRCLE = 10  # readers in one
THREADS = 12  # of a circle, spread over the text
WARM = EVERY  # seconds that do not count
MOST_READERS, MOST_SECONDS = 2000, 600
TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--readers", type=int, default=1000)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--port", type=int, default=8765)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--threads", type=int, default=4)
    asked.add_argument("--plain", action="store_true")
    options = asked.parse_args()
    readers, seconds = min(options.readers, MOST_READERS), min(options.seconds, MOST_SECONDS)
    settle(options.port)
    from config import servers

    try:
        with servers.hold():
            windows = prepare(readers)
            with web_server(options.port, options.workers, options.threads) as session:
                load(windows, options.port, session, seconds, is_plain=options.plain)
    except servers.ServersError as error:
        sys.exit(str(error))


def prepare(readers: int) -> list[tuple[dict[str, str], str, int, list[str]]]:
    """Make circles that read one text. For each reader: cookies, the root of the pages, how many, and the threads."""
    make_empty()
    from django.db import transaction

    from benchmarks.browsing import cookie_of
    from discussions.showing import page_root
    from readings.reading import outline
    from tests import factories

    windows = []
    with transaction.atomic():
        edition = factories.make_text(
            title="A Long Text", sections=20, paragraphs_each=30, words_each=80, slug="a-long-text"
        )
        pages = len(outline(edition).pages)
        prose = list(edition.paragraphs.exclude(kind="heading"))
        for place in range(0, readers, CIRCLE):
            people = [
                factories.make_user(f"Reader {number}")
                for number in range(place, min(place + CIRCLE, readers))
            ]
            group = factories.make_group(f"Circle {place}", facilitator=people[0], members=people[1:])
            root = page_root(factories.make_schedule(group, edition, sittings=8))
            threads = []
            for number in range(THREADS):
                where = prose[number * len(prose) // THREADS]
                thread = factories.make_thread(
                    group, edition, people[0], start=where.start, end=where.start + 40
                )
                factories.make_comment(thread, people[-1])
                threads.append(thread.get_absolute_url())
            for person in people:
                pairs = (pair.partition("=") for pair in cookie_of(person).split("; "))
                windows.append(({name: value for name, _sign, value in pairs}, root, pages, threads))
    leave_database()
    return windows


def load(windows: list, port: int, session: int, seconds: int, *, is_plain: bool) -> None:
    notes = Notes(from_then=time.perf_counter() + WARM)
    before: dict[str, float] = {}
    asyncio.run(_load(windows, port, session, seconds, notes, before, is_plain=is_plain))
    spent = {name: used - before[name] for name, used in processors(session).items()}
    report(notes, spent, readers=len(windows), seconds=seconds)


async def _load(
    windows: list,
    port: int,
    session: int,
    seconds: int,
    notes: Notes,
    before: dict[str, float],
    *,
    is_plain: bool,
) -> None:
    end = time.perf_counter() + WARM + seconds
    chance = random.Random(1)
    async with asyncio.TaskGroup() as group:
        for cookies, root, pages, threads in windows:
            browser = Browser(port, cookies, notes)
            group.create_task(_read(browser, root, pages, threads, end, chance, is_plain=is_plain))
        await asyncio.sleep(WARM)
        before |= processors(session)


async def _read(
    browser: Browser,
    root: str,
    pages: int,
    threads: list[str],
    end: float,
    chance: random.Random,
    *,
    is_plain: bool,
) -> None:
    await asyncio.sleep(chance.random() * EVERY)
    turn, size = chance.randrange(TALKS), 0
    while (begun := time.perf_counter()) < end:
        turn += 1
        until = min(begun + EVERY, end)
        if is_plain and size:
            await browser.ask("page", f"/bench/constant/{size}/")
        else:
            await browser.open(f"{root}{turn % pages + 1}/")
            size = len(browser.page.encode())
        async with asyncio.TaskGroup() as group:
            group.create_task(browser.listen(until))
            if turn % TALKS == 0:
                group.create_task(browser.say(chance.choice(threads), f"A word at turn {turn}."))
            await asyncio.sleep(max(0, min(EVERY / 2, until - time.perf_counter())))
            if browser.page and time.perf_counter() < end:
                group.create_task(browser.keep_progress())
            await asyncio.sleep(max(0, until - time.perf_counter()))
    browser.close()


def processors(session: int) -> dict[str, float]:
    """Seconds of a processor that each of ours has taken so far, by name, and all of the machine ("busy")."""
    used = {"load": time.process_time(), "web": 0.0, "database": 0.0, "broker": 0.0}
    names = {"postgres": "database", "valkey-server": "broker", "redis-server": "broker"}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _sign, rest = stat.read_text().partition("(")[2].rpartition(")")
            where = str((stat.parent / "cwd").readlink())
        except OSError:
            continue
        fields = rest.split()
        ours = "web" if int(fields[3]) == session else names.get(name, "")
        if ours == "web" or (ours and where.startswith(os.environ["VAR_DIR"])):
            used[ours] += (int(fields[11]) + int(fields[12])) / TICK
    ticks = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return used | {"busy": (sum(ticks) - ticks[3] - ticks[4]) / TICK}


def report(notes: Notes, spent: Mapping[str, float], *, readers: int, seconds: int) -> None:
    print(
        f"\n{readers} readers, {seconds} seconds; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    print(f"{'kind':<10}{'a second':>10}{'median ms':>11}{'95 % ms':>10}{'most ms':>10}")
    for kind, took in sorted(notes.took.items()):
        in_ms = sorted(one * 1000 for one in took)
        late = quantiles(in_ms, n=20)[-1] if len(in_ms) > 1 else in_ms[0]
        print(f"{kind:<10}{len(in_ms) / seconds:>10.1f}{median(in_ms):>11.1f}{late:>10.1f}{in_ms[-1]:>10.1f}")
    counted = {problem: notes.failed.count(problem) for problem in sorted(set(notes.failed))}
    print(f"failed: {sum(counted.values())} {counted or ''}")
    ours = {name: used / seconds for name, used in spent.items()}
    print("processors: " + ", ".join(f"{name} {used:.2f}" for name, used in ours.items() if name != "busy"))
    others = ours.pop("busy") - sum(ours.values())
    print(f"others on the machine: {max(0.0, others):.2f}")


if __name__ == "__main__":
    main()
