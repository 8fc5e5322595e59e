"""Random tube-map networks for tests and benchmarks: the same number always gives the same network.

Four kinds by turns: walks between neighbouring places, as a town's lines are; a trunk with branches; sets of
areas without an order, as commands grade them; and stops in any order at all, which no town would build.
"""

from __future__ import annotations

import random

from xlscore.tubemap import Facts, Line, Map, Stop, build_map

KINDS = ("walks", "branches", "sets", "anyhow")
FIRST = (
    "Domestic", "Dwelling", "Violent", "Digital", "Serious", "Rural", "Business", "Vehicle", "Knife", "Child",
    "Hate", "Road", "Cyber", "Repeat", "Modern Day", "Public", "Missing", "Drug", "Neighbourhood", "Emergency",
)  # fmt: skip
SECOND = (
    "Abuse", "Burglary", "Crime", "Safety", "Harm ASB", "Slavery and Human Trafficking", "Confidence", "Response",
    "Exploitation", "Order", "Persons", "Theft", "Vulnerability and Safeguarding", "Gangs",
)  # fmt: skip
GRADES = ("Outstanding", "Good", "RI", "Inadequate", "")


def random_network(number: int) -> tuple[Map, list[Facts]]:
    """Return the network of that number, 5 to 30 stations, with grades for its areas."""
    dice = random.Random(number)
    size = dice.randint(5, 30)
    kind = KINDS[number % len(KINDS)]
    names = _names(dice, size)
    lines = {
        "walks": _walks, "branches": _branches, "sets": _sets, "anyhow": _anyhow,
    }[kind](dice, size)  # fmt: skip
    stops = [
        Stop(f"Line {letter}", place, names[station])
        for letter, stations in zip("ABCDEFGH", lines, strict=False)
        for place, station in enumerate(stations, start=1)
    ]
    described = [
        Line(f"Line {letter}", ordered=kind != "sets") for letter, _ in zip("ABCDEFGH", lines, strict=False)
    ]
    drawn, _ = build_map(
        f"Network {number}", stops, described, title=f"Network {number}: {kind}, {size} areas"
    )
    facts = [
        Facts(area, dice.choice(GRADES), dice.choice(GRADES), dice.choice(("met", "not met", "")))
        for area in drawn.areas
    ]
    return drawn, facts


def _names(dice: random.Random, size: int) -> list[str]:
    pairs = [f"{first} {second}" for first in FIRST for second in SECOND]
    return dice.sample(pairs, size)


def _walks(dice: random.Random, size: int) -> list[list[int]]:
    places = [(dice.random() * 1.8, dice.random()) for _ in range(size)]
    left = set(range(size))
    lines = []
    while left and len(lines) < 8:
        here = dice.choice(sorted(left) if not lines else sorted(set(range(size)) - left))
        line = [here]
        left.discard(here)
        for _ in range(dice.randint(3, 9)):
            x, y = places[line[-1]]
            near = sorted(
                (station for station in range(size) if station not in line),
                key=lambda station: (places[station][0] - x) ** 2 + (places[station][1] - y) ** 2,
            )[:3]
            fresh = [station for station in near if station in left]
            if not fresh and len(line) > 2:
                break
            line.append(dice.choice(fresh or near))
            left.discard(line[-1])
        lines.append(line)
    for station in sorted(left):
        x, y = places[station]
        line, nearest = min(
            ((line, at) for line in lines for at in line),
            key=lambda found: (places[found[1]][0] - x) ** 2 + (places[found[1]][1] - y) ** 2,
        )
        line.insert(line.index(nearest) + dice.randint(0, 1), station)
    return lines


def _branches(dice: random.Random, size: int) -> list[list[int]]:
    trunk = list(range(max(3, size // 3)))
    rest = list(range(len(trunk), size))
    lines = [trunk]
    while rest and len(lines) < 8:
        count = len(rest) if len(lines) == 7 else dice.randint(1, min(6, len(rest)))
        branch, rest = rest[:count], rest[count:]
        joined = dice.randrange(len(trunk))
        along = trunk[joined : joined + dice.randint(1, 4)]
        lines.append([*along, *branch])
    return lines


def _sets(dice: random.Random, size: int) -> list[list[int]]:
    common = dice.sample(range(size), max(1, size // 4))
    groups = [
        {*common, *dice.sample(range(size), dice.randint(1, max(1, size // 4)))}
        for _ in range(dice.randint(2, 6))
    ]
    for station in sorted(set(range(size)).difference(*groups)):
        dice.choice(groups).add(station)
    return [sorted(group) for group in groups]


def _anyhow(dice: random.Random, size: int) -> list[list[int]]:
    count = dice.randint(2, 6)
    lines = [
        dice.sample(range(size), min(size, dice.randint(2, max(3, size // count + 2)))) for _ in range(count)
    ]
    for station in sorted(set(range(size)).difference(*lines)):
        line = dice.choice(lines)
        line.insert(dice.randint(0, len(line)), station)
    return lines
