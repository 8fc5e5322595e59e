"""The change of framework: which areas went into which quadrant, with the last grade that each of them had.

The last grades are those of the history of grades, by its last cycle that graded the area, or else those that stand on the grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.grid.reading import find_grid_or_none, read_grid
from xlscore.books.grades.headings import GRID, HISTORY
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.quadrants.headings import MAPPING
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.rules.grades import Scale, grade_name
from xlscore.rules.words import key, name_key

__all__ = ["FormerArea", "read_mapping"]


@dataclass(frozen=True, slots=True)
class FormerArea:
    """An area of the framework before: its last grade and the cycle of it, "" where nobody knows one."""

    area: str
    grade: str = ""
    cycle: str = ""
    agreed: bool = True
    """Whether a person agreed that grade; else it was still the suggestion."""

    @property
    def said(self) -> str:
        """Return the area with its last grade, as a sentence says it.

        >>> FormerArea("Gangs", "Good", "Cycle 13").said, FormerArea("Efficient").said
        ('Gangs (Good in Cycle 13)', 'Efficient (no grade known)')
        """
        if not self.grade:
            return f"{self.area} (no grade known)"
        pending = "" if self.agreed else ", not yet agreed"
        return f"{self.area} ({self.grade}{pending}{f' in {self.cycle}' if self.cycle else ''})"


def read_mapping(
    reading: Reading, quadrants: Sequence[str], scale: Scale, reader: Reader
) -> Mapping[str, tuple[FormerArea, ...]]:
    """Return the areas that went into each quadrant, by its name as it is compared; what is not known is a problem."""
    table = find_one(reading.blocks, MAPPING)
    if table is None:
        return {}
    last = _last_grades(reading, scale)
    known = {name_key(name) for name in quadrants}
    reader.twins(table, {row: name_key(table.text(row, "area")) for row in table.records}, "area")
    found: dict[str, list[FormerArea]] = {}
    for row in table.records:
        area, quadrant = table.text(row, "area"), table.filled_down("quadrant")[row]
        if name_key(quadrant) not in known:
            reader.at(
                table.sheet, table.cell(row, "quadrant"),
                f"'{quadrant}' is no quadrant of the table of quadrants, so '{area}' went nowhere.",
                "Call the quadrant as there.",
            )  # fmt: skip
            continue
        if last and name_key(area) not in last:
            reader.at(
                table.sheet, table.cell(row, "area"),
                f"'{area}' has no grade in the history or on the grid.", "Call the area as there.",
            )  # fmt: skip
        found.setdefault(name_key(quadrant), []).append(last.get(name_key(area), FormerArea(area)))
    return {quadrant: tuple(areas) for quadrant, areas in found.items()}


def _last_grades(reading: Reading, scale: Scale) -> dict[str, FormerArea]:
    """Return each area with its last grade: what the grid says now goes before what its history says."""
    found: dict[str, FormerArea] = {}
    history = find_one(reading.blocks, HISTORY)
    for row in () if history is None else history.records:
        assert history is not None
        if key(history.text(row, "column")).startswith(key(GRID.heading("final"))):
            area, grade = history.text(row, "area"), history.text(row, "grade")
            agreed = key(history.text(row, "column")) == key(GRID.heading("final"))
            found[name_key(area)] = FormerArea(area, grade, history.text(row, "cycle"), agreed)
    grid = find_grid_or_none(reading)
    if grid is not None:
        cycle = read_cycle(reading.blocks).name
        planner = Planner(reading)
        for here in read_grid(grid, Reader(), scale).areas:
            if here.final.grade is not None:
                agreed = planner.owner(grid, here.row, "final") is not Owner.OURS
                grade = grade_name(here.final.grade)
                found[name_key(here.area)] = FormerArea(here.area, grade, cycle, agreed)
            else:
                found.setdefault(name_key(here.area), FormerArea(here.area))
    return found
