"""The map of the commands: a line for each, a station for each area that it graded, and its own grade at every stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from xlscore.rules.words import name_key
from xlscore.tubemap.model.network import (
    Line,
    Map,
    Remark,
    Stop,
    build_map,
    clean,
    is_not_graded,
    known_lines,
)
from xlscore.tubemap.model.words import ENGLISH, MapWords

__all__ = ["as_ladder", "command_map"]


def command_map(
    name: str,
    grid: Mapping[str, Mapping[str, str]],
    lines: Iterable[Line] = (),
    *,
    kept: Mapping[str, str] | None = None,
    words: MapWords = ENGLISH,
    **texts: str,
) -> tuple[Map, list[Remark]]:
    """Return the map of a command-grade grid: a line per command, a station per area it graded.

    `grid` gives, for each area, each command's grade; an empty grade or N/A is no stop. The order of the stops
    is left to the map. What the grades are says `Facts.of_lines`; `lines` gives labels and colours of commands.

    >>> drawn, _ = command_map("Commands", {"Gangs": {"North": "Good", "South": "N/A"}})
    >>> [(line.name, line.areas) for line in drawn.lines]
    [('North', ('Gangs',))]
    """
    commands = dict.fromkeys(command for grades in grid.values() for command in grades)
    stops = [
        Stop(command, number, area)
        for command in commands
        for number, (area, grades) in enumerate(grid.items(), start=1)
        if not is_not_graded(grades.get(command, ""))
    ]
    graded = {name_key(clean(stop.line)) for stop in stops}
    looks = known_lines(lines)
    listed = [command for command in commands if name_key(clean(command)) in graded]
    made = [replace(looks.get(name_key(clean(c)), Line(c)), name=c, ordered=False) for c in listed]
    drawn, remarks = build_map(name, stops, made, grid, kept=kept, words=words, **texts)
    order = {name_key(clean(area)): number for number, area in reversed([*enumerate(grid)])}
    rows = tuple(sorted(drawn.areas, key=lambda area: order[name_key(area)]))
    return replace(drawn, graded=True, rows=rows), remarks


def as_ladder(drawn: Map) -> Map:
    """Return a map of graded lines as a straight ladder shows it: nothing looks for a place, so the areas stand as in the grid."""
    lines = tuple(replace(line, ordered=True) for line in drawn.lines)
    return replace(drawn, lines=lines, areas=drawn.rows or drawn.areas, straight=True)
