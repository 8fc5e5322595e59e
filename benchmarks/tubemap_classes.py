"""A row for each class of maps: what was measured, and what is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from tests.support.tubemap_bound import least_turning
from xlscore.tubemap import Drawing, Map, TubeMapError
from xlscore.tubemap.judged.metrics import Metrics
from xlscore.tubemap.searching.calmest import Calmest

__all__ = ["Class", "Drawn", "print_classes"]

STATIONS, LINES = 20, 9
"""A map with fewer stations and lines is never to have a hard fault."""
NAMED = 12.0
COLUMNS = (
    ("maps", ""), ("faults, few", "0"), ("maps with faults, many", "<= 1 in 100"), ("names at others", "<= 1 in 100"),
    ("turning", ""), ("where proved", ""), ("least", "<= 1.15 x"), ("proved", "all"), ("12 pt", ">= 60 %"), ("median", "<= 3 s"),
    ("nine tenths", ""), ("redraw", "<= 0.5 s"), ("nine tenths", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """One drawing of a class: the map, its counts, how long it took, and the least that its lines could turn."""

    drawn: Map
    found: Metrics
    seconds: float | None = None
    redraw: float | None = None
    least: Calmest | None = None

    @classmethod
    def fresh(cls, drawing: Drawing, found: Metrics, seconds: float, redraw: float) -> Drawn:
        """Return the drawing of a map that was laid out, with its bound where the solver is at hand; a ladder has no turning."""
        try:
            least = least_turning(drawing) if drawing.ground else None
        except TubeMapError:
            least = None
        return cls(drawing.drawn, found, seconds, redraw, least)

    @property
    def is_small(self) -> bool:
        return len(self.drawn.stations) < STATIONS and len(self.drawn.lines) < LINES


@dataclass
class Class:
    """The drawings of one kind."""

    title: str
    maps: list[Drawn] = field(default_factory=list)

    def add(self, one: Drawn) -> None:
        self.maps.append(one)

    def row(self) -> list[str]:
        """Return what was measured, under COLUMNS."""
        few = [one for one in self.maps if one.is_small]
        many = [one for one in self.maps if not one.is_small]
        bound = [(one.found.turning, one.least) for one in self.maps if one.least]
        proved = [(own, one.bound) for own, one in bound if one.bound == one.turning]
        turning, least = sum(own for own, _ in proved), sum(least for _, least in proved)
        named = [one.found.name_points for one in self.maps if len(one.drawn.stations) <= STATIONS]
        return [
            str(len(self.maps)),
            f"{sum(one.found.hard for one in few)} on {len(few)}",
            f"{sum(one.found.hard > 0 for one in many)} of {len(many)}",
            f"{sum(one.found.ambiguous for one in self.maps)} of {sum(one.found.names for one in self.maps)}",
            str(sum(one.found.turning for one in self.maps)),
            str(turning) if bound else "-",
            f"{least} ({turning / least:.2f} x)" if least else str(least) if bound else "-",
            f"{len(proved)} of {len(bound)}" if bound else "-",
            f"{100 * sum(size >= NAMED for size in named) / len(named):.0f} %" if named else "-",
            *_times([one.seconds for one in self.maps]),
            *_times([one.redraw for one in self.maps]),
        ]


def _times(seconds: list[float | None]) -> list[str]:
    known = sorted(one for one in seconds if one is not None)
    if not known:
        return ["-", "-"]
    return [f"{median(known):.2f} s", f"{known[len(known) * 9 // 10]:.2f} s"]


def print_classes(classes: list[Class]) -> None:
    """Print the classes as a table, what is wanted above what was measured."""
    rows = [["", *(name for name, _ in COLUMNS)], ["wanted", *(goal for _, goal in COLUMNS)]]
    rows += [[one.title, *(one.row() if one.maps else ["none at hand"])] for one in classes]
    widths = [max(len(row[place]) for row in rows if place < len(row)) for place in range(len(COLUMNS) + 1)]
    print("\nThe classes")
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=False)).rstrip())
