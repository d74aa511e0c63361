"""The time zones that a person can choose, and the one name that each of them has here.

The tz database keeps a name for whatever a place was ever called; people choose among the places of its
`zone.tab`, and an older name that a browser reports ("Asia/Calcutta") becomes the present one.
"""

from functools import cache
from importlib.resources import files
from itertools import groupby

UTC = "UTC"


@cache
def places() -> frozenset[str]:
    """The names to choose from: one for each place of `zone.tab`, and UTC."""
    lines = _read("zone.tab").splitlines()
    return frozenset({UTC, *(line.split("\t")[2] for line in lines if line and not line.startswith("#"))})


@cache
def _older_names() -> dict[str, str]:
    """From each link of the tz database to what it leads to (lines `L TARGET NAME` of `tzdata.zi`)."""
    links = (line.split() for line in _read("tzdata.zi").splitlines() if line.startswith("L "))
    return {name: target for _letter, target, name in links}


def present_name(name: str) -> str:
    """What a zone is called here; a name that leads to none of the places comes back as it is."""
    if name in places():
        return name
    target = _older_names().get(name, "")
    if target in places():
        return target
    return UTC if target == "Etc/UTC" or name == "Etc/UTC" else name


def choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """For a select: UTC, then by continent or ocean the places in the order of the alphabet."""
    regions = groupby(sorted(places() - {UTC}), lambda name: name.partition("/")[0])
    return [
        (UTC, UTC),
        *(
            (region, sorted(((name, city(name)) for name in names), key=lambda choice: choice[1]))
            for region, names in regions
        ),
    ]


def city(name: str) -> str:
    """The place of a zone as people read it: "Berlin", "Buenos Aires, Argentina"."""
    parts = name.replace("_", " ").split("/")[1:]
    return ", ".join(reversed(parts)) or name


def _read(name: str) -> str:
    return files("tzdata.zoneinfo").joinpath(name).read_text("utf-8")
