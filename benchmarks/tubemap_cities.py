"""Parts of cities' networks as maps, from line graphs as LOOM's examples hold them: GeoJSON with stations, edges and lines.

None are kept here: https://github.com/ad-freiburg/loom has them under `examples`, for whoever names a folder of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from xlscore.tubemap import Map, Stop, build_map

__all__ = ["city_networks", "part_of"]

CITIES = ("freiburg", "stuttgart", "chicago", "wien", "sydney", "berlin")
SIZES = (10, 15, 20, 28)
Graph = dict[str, dict[str, set[str]]]


def city_networks(folder: Path) -> Iterator[tuple[str, Map]]:
    """Yield a part of each size of each city whose file is in the folder."""
    for city in CITIES:
        path = folder / f"{city}.json"
        if path.is_file():
            graph = json.loads(path.read_text(encoding="utf-8"))
            for size in SIZES:
                yield f"{city}, {size} stations", part_of(graph, f"{city} {size}", size)


def part_of(graph: dict[str, Any], name: str, size: int) -> Map:
    """Return the stations nearest by track to the one with the most lines, so many, and the lines between them.

    A line that forks or is cut in several pieces is its longest piece without a fork.
    """
    beside, labels = _read(graph)
    named = [node for node in beside if node in labels]
    heart = max(
        named, key=lambda node: (len({line for lines in beside[node].values() for line in lines}), node)
    )
    kept = _nearest(beside, labels, heart, size)
    stops = []
    for line in sorted({line for there in beside.values() for lines in there.values() for line in lines}):
        way = [node for node in _longest(beside, line) if node in kept]
        if len(way) > 1:
            stops += [Stop(f"Line {line}", place, kept[node]) for place, node in enumerate(way, start=1)]
    return build_map(name, stops)[0]


def _read(graph: dict[str, Any]) -> tuple[Graph, dict[str, str]]:
    """Return which lines run between neighbouring nodes, and the names of those that are stations."""
    beside: Graph = {}
    labels: dict[str, str] = {}
    for feature in graph["features"]:
        about = feature["properties"]
        if feature["geometry"]["type"] == "Point":
            beside.setdefault(about["id"], {})
            if about.get("station_label"):
                labels[about["id"]] = about["station_label"]
        else:
            lines = {str(line.get("label") or line["id"]) for line in about["lines"]}
            for one, other in ((about["from"], about["to"]), (about["to"], about["from"])):
                beside.setdefault(one, {}).setdefault(other, set()).update(lines)
    return beside, labels


def _nearest(beside: Graph, labels: dict[str, str], heart: str, size: int) -> dict[str, str]:
    """Return the stations nearest to one, by their nodes, no two of one name."""
    kept: dict[str, str] = {}
    seen, waiting = {heart}, [heart]
    for node in waiting:
        if node in labels and labels[node] not in kept.values():
            kept[node] = labels[node]
            if len(kept) == size:
                break
        for other in sorted(set(beside[node]) - seen):
            seen.add(other)
            waiting.append(other)
    return kept


def _longest(beside: Graph, line: str) -> list[str]:
    """Return the longest of the ways that a line runs, each node once, from two walks to the furthest end."""
    on = {
        node: sorted(other for other, lines in there.items() if line in lines)
        for node, there in beside.items()
    }
    best: list[str] = []
    seen: set[str] = set()
    for start in sorted(node for node, others in on.items() if others):
        if start not in seen:
            seen |= set(_walk(on, start))
            end = list(_walk(on, start))[-1]
            came = _walk(on, end)
            way = [list(came)[-1]]
            while came[way[-1]] is not None:
                way.append(str(came[way[-1]]))
            best = max(best, way, key=len)
    assert all(other in on[one] for one, other in pairwise(best))
    return best


def _walk(on: dict[str, list[str]], start: str) -> dict[str, str | None]:
    """Return the nodes reached from one, the nearest first, each with the one it was reached from."""
    came: dict[str, str | None] = {start: None}
    waiting = [start]
    for node in waiting:
        for other in on[node]:
            if other not in came:
                came[other] = node
                waiting.append(other)
    return came
