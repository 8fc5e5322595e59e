"""Reading the plan's priorities, and the areas' own column that says to which of them each belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from xlscore.books.grades.areas import is_leads
from xlscore.books.grades.headings import AREAS
from xlscore.books.grades.priorities.headings import AREA_PRIORITIES, PLAN
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table
from xlscore.rules.force.plan_priorities import (
    LinkedPriority,
    PlanPriority,
    link_priorities,
    read_priorities,
)
from xlscore.rules.words import name_key

__all__ = ["is_area_priorities", "read_plan"]

_MOST_OTHERS = 3


def is_area_priorities(table: Table) -> bool:
    """Return whether a table with areas and priorities says which priority is an area's, and not how urgent something is."""
    headings = {name_key(heading) for heading in table.others.values()}
    said = [table.text(row, "priority") for row in table.records if table.text(row, "priority")]
    return (
        len(table.others) <= _MOST_OTHERS
        and not any(name_key(name) in headings for name in AREAS.column("lead").spellings)
        and bool(said)
        and all(any(c.isdigit() for c in text) for text in said)
    )


def read_plan(reading: Reading, areas: Sequence[str] | None, reader: Reader) -> tuple[LinkedPriority, ...]:
    """Return each priority of the plan with the areas of the grid that belong to it; a priority without one is a problem.

    Without a grid (`areas` is None) the areas are those that say to which priority they belong.
    """
    tables = find_all(reading.blocks, PLAN)
    if not tables:
        return ()
    table = tables[0]
    for other in tables[1:]:
        reader.at(
            other.sheet, other.cell(other.header, "number"),
            f"There is a {PLAN.kind} at {table.place} already; this one is not read.", "Keep one of them.",
        )  # fmt: skip
    plan = _priorities(table, reader)
    columns = list(_of_areas(reading))
    if areas is None:
        areas = [area for of_areas in columns for area in of_areas.filled_down("area").values()]
    known = {name_key(area): area for area in areas}
    by_area: dict[str, list[PlanPriority]] = {area: [] for area in known.values()}
    for of_areas in columns:
        for row, area in of_areas.filled_down("area").items():
            found = reader.word(
                of_areas, row, "priority", partial(read_priorities, plan=tuple(plan.values()))
            )
            if found and name_key(area) in known:
                by_area[known[name_key(area)]] += found
            elif found and of_areas.layout is AREA_PRIORITIES:
                reader.at(
                    of_areas.sheet, of_areas.cell(row, "area"), f"The area '{area}' is not in the grid.",
                    "Check its spelling, or take the row out.",
                )  # fmt: skip
    if not columns:
        reader.at(
            table.sheet, table.cell(table.records[0], "number") if table.records else "",
            "No table says to which priority of the plan an area belongs.",
            f"Add a column {AREAS.heading('priority')} beside the areas' lead commands, with the priority's number.",
        )  # fmt: skip
        return link_priorities(list(plan.values()), by_area)
    linked = link_priorities(list(plan.values()), by_area)
    for row, one in zip(plan, linked, strict=True):
        if not one.areas:
            said = one.priority.name
            reader.at(
                table.sheet, table.cell(row, "number"), f"{said[0].upper()}{said[1:]} has no area.",
                "Enter its number as the priority of an area that is graded for it.",
            )  # fmt: skip
    return linked


def _priorities(table: Table, reader: Reader) -> dict[int, PlanPriority]:
    """Return the priorities by row; one that is there twice counts once."""
    twins = reader.twins(table, {row: name_key(table.text(row, "number")) for row in table.records}, "number")
    return {
        row: PlanPriority(table.text(row, "number"), table.text(row, "title"))
        for row in table.records
        if row not in twins
    }


def _of_areas(reading: Reading) -> Iterator[Table]:
    """Yield the tables that say to which priority an area belongs."""
    for table in find_all(reading.blocks, AREAS, is_leads):
        if "priority" in table.columns:
            yield table
    yield from find_all(reading.blocks, AREA_PRIORITIES, is_area_priorities)
