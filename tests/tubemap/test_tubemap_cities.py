"""Parts of cities' networks, as the benchmark reads them from line graphs."""

from __future__ import annotations

from typing import Any

from benchmarks.tubemap_cities import part_of


def node(number: str, label: str = "") -> dict[str, Any]:
    about = {"id": number} | ({"station_label": label} if label else {})
    return {"geometry": {"type": "Point"}, "properties": about}


def edge(one: str, other: str, *lines: str) -> dict[str, Any]:
    about = {"from": one, "to": other, "lines": [{"id": line, "label": line} for line in lines]}
    return {"geometry": {"type": "LineString"}, "properties": about}


GRAPH = {
    "features": [
        node("a", "Airport"), node("b", "Bridge"), node("junction"), node("d", "Dock"), node("e", "East"), node("f", "Far"),
        edge("a", "b", "1"), edge("b", "junction", "1", "2"), edge("junction", "d", "1"), edge("junction", "e", "2"),
        edge("e", "f", "2"),
    ]
}  # fmt: skip


def test_lines_run_through_junctions_that_are_no_stations() -> None:
    lines = {line.name: line.areas for line in part_of(GRAPH, "Town", 5).lines}

    assert lines == {"Line 1": ("Airport", "Bridge", "Dock"), "Line 2": ("Bridge", "East", "Far")}


def test_a_part_is_the_stations_nearest_to_the_one_with_the_most_lines() -> None:
    part = part_of(GRAPH, "Town", 4)

    assert set(part.stations) == {"Airport", "Bridge", "Dock", "East"}
