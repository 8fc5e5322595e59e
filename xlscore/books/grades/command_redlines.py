"""The commands' own redlines in the grid: which are met, and the grades that a command has given itself above them."""

from __future__ import annotations

from xlscore.books.grades.grid import CommandGrid
from xlscore.books.grades.inputs import GradesInputs
from xlscore.books.plan.words import counted
from xlscore.books.risks.register import Belongs, Register
from xlscore.books.tables.cells import Reader
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.force.command_redlines import CommandRedlines, judge_commands
from xlscore.rules.force.risks import RiskRedline
from xlscore.rules.grades import Grade
from xlscore.rules.words import name_key

__all__ = ["command_redlines", "report_commands"]


def command_redlines(inputs: GradesInputs) -> tuple[CommandRedlines, ...]:
    """Return each command's own redlines: measures that name it, and its risks over the limit."""
    return judge_commands(
        inputs.areas,
        inputs.grid.commands,
        _measures_of_commands(inputs),
        _risks_by_command(inputs.risks, inputs.grid),
    )


def _measures_of_commands(inputs: GradesInputs) -> dict[str, tuple[RedlineMeasure, ...]]:
    """Return the redline measures that name a command where the others name an area: they are the command's own."""
    measured = {} if inputs.redlines is None else inputs.redlines.areas
    areas = {name_key(area.area) for area in inputs.areas}
    own = {name: measured.get(name_key(name)) for name in inputs.grid.commands if name_key(name) not in areas}
    return {name: each.measures for name, each in own.items() if each is not None}


def _risks_by_command(register: Register | None, grid: CommandGrid) -> dict[str, tuple[RiskRedline, ...]]:
    """Return the risks over the limit by command."""
    return {} if register is None else {n: register.redlines(Belongs.COMMAND, n) for n in grid.commands}


def report_commands(grid: CommandGrid, commands: tuple[CommandRedlines, ...], reader: Reader) -> None:
    """Report each command that grades itself above a redline of its own that is not met; its grades stay."""
    for each in commands:
        if each.above:
            good = Grade.REQUIRES_IMPROVEMENT.value
            reader.at(
                grid.table.sheet, cell_address(grid.table.header, grid.commands[each.command]),
                f"{each.command} grades itself above {good} in {counted(len(each.above), 'area')}, and its redline is not met:"
                f" {', and '.join(each.not_met)}.",
                "Look at these grades again; they stay as they are typed.",
            )  # fmt: skip
