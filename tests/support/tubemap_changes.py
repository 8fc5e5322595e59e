"""What a cycle changes of the sample's command grid, and what it does to the map that was drawn before.

Every cell once to or from N/A; then commands and areas more and fewer, and some renamed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.support.tubemap_places import OVERLOOKED, Shift, moved, shifts, stops_changed
from tests.support.tubemap_samples import COMMANDS, sample_facts, sample_grid, sample_map
from xlscore.tubemap import Drawing, Map, command_map, draw
from xlscore.tubemap.judged.metrics import Metrics, measure

Grid = Mapping[str, Mapping[str, str]]
NEW_COMMANDS = NEW_AREAS = 10


@dataclass(frozen=True)
class Redrawn:
    """A changed map drawn from the pins of the one before, and how it reads."""

    drawing: Drawing
    found: Metrics
    replaced: tuple[str, ...]
    """The stations that stand at another place of the grid."""
    shifts: Mapping[str, Shift]
    """How every station that stood before has moved on the page."""
    moved: tuple[str, ...]
    """The stations that have moved by more than anybody overlooks, though no line more or fewer stops there."""

    apart: tuple[str, ...]
    """Those of them that have not only moved with the whole map, because the page has less room."""

    middles: tuple[str, ...]
    """The stations whose marker's middle is so far from where it was, whatever lanes came or went; those excepted again."""
    smaller: bool
    """Whether the map is drawn at another size."""

    @property
    def as_a_whole(self) -> bool:
        """Whether the map has moved, and every station with it."""
        return bool(self.moved) and not self.apart

    @property
    def afresh(self) -> bool:
        """Whether the map says that it could not be kept as it was."""
        return any("laid out afresh" in remark.wrong for remark in self.drawing.remarks)


def changed_map(grid: Grid) -> Map:
    """The command map of a grid."""
    sample = sample_map(COMMANDS)
    return command_map(
        COMMANDS, grid, title=sample.title, subtitle=sample.subtitle, date=sample.date, source=sample.source
    )[0]


def redrawn(grid: Grid, before: Drawing) -> Redrawn:
    """A map of a grid drawn from the pins of the one before."""
    drawn = changed_map(grid)
    pins = [pin for pin in before.pins if pin.area in drawn.stations]
    drawing = draw(drawn, sample_facts(), pins=pins, fit=before.fit)
    stood = {pin.area: (pin.column, pin.row) for pin in pins}
    found, own = shifts(before, drawing), stops_changed(before.drawn, drawing.drawn)
    return Redrawn(
        drawing,
        measure(drawing.xml, drawing.drawn),
        tuple(
            pin.area
            for pin in drawing.pins
            if stood.get(pin.area, (pin.column, pin.row)) != (pin.column, pin.row)
        ),
        found,
        moved(before, drawing),
        moved(before, drawing, with_the_map=True),
        tuple(area for area, shift in found.items() if area not in own and shift.middle > OVERLOOKED),
        drawing.fit is not None and before.fit is not None and drawing.fit.unit != before.fit.unit,
    )


def every_cell() -> Iterator[tuple[str, Grid]]:
    """Every cell of the sample's grid, its grade taken away or one put there."""
    for area, grades in sample_grid().items():
        for command, grade in grades.items():
            yield f"{area} x {command}", with_cell(area, command, "-" if grade != "-" else "G")


def with_cell(area: str, command: str, grade: str) -> Grid:
    """The sample's grid with another grade in one cell."""
    grid = sample_grid()
    return grid | {area: {**grid[area], command: grade}}


def without_area(area: str) -> Grid:
    """The sample's grid with an area fewer."""
    return {name: grades for name, grades in sample_grid().items() if name != area}


def without_command(command: str) -> Grid:
    """The sample's grid with a command fewer."""
    return {
        area: {name: grade for name, grade in grades.items() if name != command}
        for area, grades in sample_grid().items()
    }


def with_command(areas: list[str]) -> Grid:
    """The sample's grid with a new command, which graded these areas, where SSD was: nine would be a straight ladder."""
    return {
        area: {**grades, "Contact": "G" if area in areas else "-"}
        for area, grades in without_command("SSD").items()
    }


def with_area(commands: list[str]) -> Grid:
    """The sample's grid with one more area, which these commands graded."""
    grid = sample_grid()
    every = next(iter(grid.values()))
    return grid | {"Rural Crime and Wildlife": {name: "G" if name in commands else "-" for name in every}}


def more_and_fewer() -> Iterator[tuple[str, Grid]]:
    """The sample's grid with a command or an area more or fewer, forty times."""
    dice = random.Random(13)
    grid = sample_grid()
    commands = list(next(iter(grid.values())))
    for _ in range(NEW_COMMANDS):
        areas = dice.sample(list(grid), dice.randint(2, 8))
        yield f"a command on {len(areas)} areas where SSD was", with_command(areas)
    for _ in range(NEW_AREAS):
        on = dice.sample(commands, dice.randint(1, 5))
        yield f"an area of {len(on)} commands", with_area(on)
    for command in commands:
        yield f"without {command}", without_command(command)
    for area in list(grid)[:12]:
        yield f"without {area}", without_area(area)
