"""Risks in the grid: a risk over the limit is a redline of its area or its command that is not met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.grades.areas import RedlinesTable
from xlscore.books.grades.formulas import redline_formula, with_risks
from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.plan.words import counted
from xlscore.books.risks.register import Belongs, RiskRow, RisksTable, find_register, read_register
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force.area_grades import AreaInputs, AreaResult, RedlineMeasure
from xlscore.rules.force.command_redlines import CommandRedlines, judge_commands
from xlscore.rules.force.risks import RiskRedline, because
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.words import name_key

__all__ = ["command_redlines", "plan_redline", "read_risks", "report_commands"]

_WILD: Final = frozenset("*?~<>=")
"""What means something else to Excel where it compares a name with a range of them."""


def read_risks(planner: Planner, reader: Reader) -> RisksTable | None:
    """Return the risk register, None where the workbook has none."""
    table = find_register(planner.reading)
    return None if table is None else read_register(planner, reader, table)


def command_redlines(
    areas: Sequence[AreaInputs],
    grid: CommandGrid,
    redlines: RedlinesTable | None,
    register: RisksTable | None,
) -> tuple[CommandRedlines, ...]:
    """Return each command's own redlines: measures that name it, and its risks over the limit."""
    measures = _measures_of_commands(areas, grid, redlines)
    return judge_commands(areas, grid.commands, measures, _risks_by_command(register, grid))


def _measures_of_commands(
    areas: Sequence[AreaInputs], grid: CommandGrid, redlines: RedlinesTable | None
) -> dict[str, tuple[RedlineMeasure, ...]]:
    """Return the redline measures of each command: those that say so, and those that name a command in place of an area."""
    if redlines is None:
        return {}
    known = {name_key(area.area) for area in areas}
    own = {name: redlines.areas.get(name_key(name)) for name in grid.commands if name_key(name) not in known}
    found = {name: each.measures for name, each in own.items() if each is not None}
    for each in redlines.of_commands:
        for name in grid.commands:
            if name_key(name) in map(name_key, each.commands):
                found[name] = (*found.get(name, ()), *each.measures)
    return found


def _risks_by_command(register: RisksTable | None, grid: CommandGrid) -> dict[str, tuple[RiskRedline, ...]]:
    """Return the risks over the limit by command."""
    return {} if register is None else {n: register.redlines(Belongs.COMMAND, n) for n in grid.commands}


def report_commands(grid: CommandGrid, commands: tuple[CommandRedlines, ...], reader: Reader) -> None:
    """Report each command that grades itself above a redline of its own that is not met; its grades stay."""
    rows = {area.area: area for area in grid.areas}
    for each in commands:
        if each.above and each.not_met_everywhere:
            good = Grade.REQUIRES_IMPROVEMENT.value
            reader.at(
                grid.table.sheet, cell_address(grid.table.header, grid.commands[each.command]),
                f"{each.command} grades itself above {good} in {counted(len(each.above), 'area')}, and its redline is not met:"
                f" {', and '.join(each.not_met_everywhere)}.",
                "Look at these grades again; they stay as they are typed.",
            )  # fmt: skip
        for area in each.above:
            typed, here = rows[area].commands[each.command], each.not_met_in(area)
            if here and typed.source is not None:
                reader.at(
                    typed.source.sheet, typed.source.cell,
                    f"{each.command} grades '{area}' {grade_name(typed.grade)}, and its redline there is not met: {', and '.join(here)}.",
                    "Look at the grade again; it stays as it is typed.",
                )  # fmt: skip


def plan_redline(
    place: tuple[Table, int],
    area: AreaInputs,
    result: AreaResult,
    stands_on: tuple[RedlinesTable | None, RisksTable | None],
    planner: Planner,
    reader: Reader,
) -> None:
    """Plan what measures and risks allow an area, as a formula where one can say it; a grade entered there is compared with it."""
    (table, row), (redlines, register) = place, stands_on
    measured = None if redlines is None else redlines.areas.get(name_key(area.area))
    if "redline" not in table.columns:
        return
    if area.redline.is_entered and measured is None:
        if area.redline.is_readable and result.redline != area.redline.grade:
            reader.report(
                table, row, table.columns["redline"],
                f"Force redline is typed as {grade_name(area.redline.grade)}, and {because(area.risks)}.",
                "Correct the redline, or the risk's score.",
            )  # fmt: skip
        return
    if result.allowed is None:
        planner.answer(table, row, "redline", Answer(None), reader)
        return
    of_measures = (None, ()) if measured is None or redlines is None else (redlines.table, measured.rows)
    formula = _area_formula(planner, register, table, row, *of_measures)
    planner.answer(table, row, "redline", Answer(grade_name(result.allowed), formula), reader)


def _area_formula(
    planner: Planner,
    register: RisksTable | None,
    table: Table,
    row: int,
    measures: Table | None,
    rows: tuple[int, ...],
) -> str:
    """Return the redline of an area as a formula on its measures and its risks; "" where none says it.

    Excel compares names letter by letter: where one is spelt otherwise than in the grid, no formula can find it.
    """
    measured = "" if measures is None or not rows else redline_formula(measures, rows, table.sheet)
    risks = () if register is None else register.of_area(table.text(row, "area"))
    if register is None or not risks:
        return measured
    if (rows and not measured) or not _is_found(planner, register, table, row, risks):
        over = any(risk.result.redline for risk in risks)
        return "" if over else measured
    source, area = register.table, cell(table.sheet, row, table.columns["area"], table.sheet)
    lines = [risk.row for risk in register.rows]
    names, redlines = source.columns[risks[0].column], planner.column(source, "redline")
    return with_risks(source, lines, names, redlines, area, measured, table.sheet)


def _is_found(
    planner: Planner, register: RisksTable, table: Table, row: int, risks: tuple[RiskRow, ...]
) -> bool:
    """Return whether Excel's own comparison of names finds the risks of an area, and no others."""
    block = planner.reading.block(table.sheet)
    held = None if block is None else block.at(row, table.columns["area"])
    field = risks[0].column
    if not isinstance(held, str) or _WILD & set(held) or not field:
        return False
    name = held.casefold()
    alike = {
        each.row for each in register.rows if str(register.table.value(each.row, field)).casefold() == name
    }
    mine = all(planner.owner(register.table, risk.row, "redline") is not Owner.PERSON for risk in risks)
    return alike == {risk.row for risk in risks} and mine
