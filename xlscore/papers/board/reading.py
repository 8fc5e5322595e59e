"""What the board paper is composed from: the grades as the workbook's own action judges them, and where each figure stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.force import AreaGrade, ForceGrades, judged_from
from xlscore.books.grades.headings import HISTORY
from xlscore.books.grades.inputs import GradesInputs
from xlscore.books.risks.register import RisksTable
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.periods import period_of
from xlscore.ooxml.values.addresses import cell_address
from xlscore.papers.wording.keys import slugs
from xlscore.papers.wording.sentences import places
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_month
from xlscore.rules.force.area_change import AreaChange
from xlscore.rules.force.area_grades import AreaInputs, AreaResult
from xlscore.rules.force.cycle_names import cycle_before
from xlscore.rules.force.plan_priorities import LinkedPriority
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.problems import Problem
from xlscore.rules.redlines.area import judge_redlines
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["BoardArea", "BoardFacts", "read_board"]


@dataclass(frozen=True)
class BoardArea:
    """An area of the paper: what was read of it, what it comes to, its key, and the cells that say so."""

    key: str
    inputs: AreaInputs
    grade: AreaGrade
    result: AreaResult
    final_at: tuple[str, ...]
    previous_at: tuple[str, ...]
    redline_at: tuple[str, ...]
    rationale_at: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return what the area is called."""
        return self.grade.area

    @property
    def change(self) -> AreaChange:
        """Return its grade in both cycles."""
        return self.result.change

    @property
    def before(self) -> TypedGrade:
        """Return what was entered as its grade of the cycle before."""
        return _before(self.inputs)

    @property
    def name_at(self) -> str:
        """Return the address of the cell that names it."""
        return self.inputs.source.cell

    @property
    def changed_at(self) -> tuple[str, ...]:
        """Return the cells of both grades."""
        return (*self.final_at, *self.previous_at)

    def command_at(self, command: str) -> tuple[str, ...]:
        """Return the cell of a command's own grade."""
        typed = self.inputs.commands.get(command)
        return () if typed is None else places(typed.source)


@dataclass(frozen=True)
class BoardFacts:
    """All that a board paper says: the areas that it may speak of, the cycle and the one before, the month of the redlines."""

    areas: tuple[BoardArea, ...]
    grades: ForceGrades
    """The same areas as the workbook's own action judges them."""
    commands: tuple[str, ...]
    cycle: str
    cycle_at: tuple[str, ...]
    before: str
    """What the cycle before is called within a sentence."""
    redline_month: str
    """Up to when the data of the redlines go, where all go up to the same; else ""."""
    redline_at: tuple[str, ...]
    kept_back: frozenset[str]
    """The areas that are not for this part of the agenda, as names are compared."""
    risks: RisksTable | None
    """The register of risks, None where the workbook has none."""
    risk_over: str
    """From which score on a risk is a redline."""
    risk_over_at: tuple[str, ...]
    sheet: str
    problems: tuple[Problem, ...]
    kept_names: frozenset[str]
    """All that is not for this part of the agenda, as names are compared."""
    every_grade: ForceGrades
    """The grades of all areas, for the maps; of what is kept back none of it is said."""

    def is_kept_back(self, name: str) -> bool:
        """Return whether nothing may be said of what is called so: a redline measure, a risk, a command."""
        return name_key(name) in self.kept_names

    @property
    def changes(self) -> tuple[AreaChange, ...]:
        """Return the areas whose grade is another than in the cycle before."""
        return tuple(area.change for area in self.areas if area.change.changed)

    @property
    def has_before(self) -> bool:
        """Return whether any area has a grade of the cycle before."""
        return any(area.change.previous is not None for area in self.areas)


def read_board(
    reading: Reading, sheet: str | None = None, kept_back: frozenset[str] = frozenset()
) -> BoardFacts:
    """Return what a workbook's board paper says, without the areas that are kept back."""
    inputs, results, grades = judged_from(reading, sheet)
    table = inputs.grid.table
    block = reading.block(table.sheet)
    cycle = read_cycle([block] if block is not None else [])
    every = [_without_redlines(area, kept_back) for area in _areas(inputs, results, grades)]
    areas = tuple(area for area in every if not _is_kept_back(area, kept_back))
    names = frozenset(name_key(area.name) for area in every if area not in areas)
    month, at = _redline_month(inputs, areas)
    return BoardFacts(
        areas=areas,
        grades=replace(
            grades,
            areas=tuple(area.grade for area in areas),
            compared=tuple(area.change for area in areas),
            priorities=tuple(_without(each, names) for each in grades.priorities),
            commands=tuple(each for each in grades.commands if name_key(each.command) not in kept_back),
        ),
        commands=tuple(inputs.grid.commands),
        cycle=cycle.name,
        cycle_at=places(Source(cycle.sheet, cell_address(cycle.row, cycle.column))) if cycle.sheet else (),
        before=cycle_before(cycle.name, _headings(inputs), _rolled(reading)),
        redline_month=month,
        redline_at=at,
        kept_back=names,
        risks=inputs.risks,
        risk_over=f"{inputs.policy.risk_redline_over:g}",
        risk_over_at=_setting_at(reading, "risk_redline_over"),
        sheet=table.sheet,
        problems=grades.problems,
        kept_names=kept_back,
        every_grade=grades,
    )


def _setting_at(reading: Reading, setting: str) -> tuple[str, ...]:
    """Return the cell of a setting of the Policy, none where the workbook leaves it as it is published."""
    cell = read_policy(reading, Reader()).cells.get(setting)
    return () if cell is None else places(Source(cell[0], cell_address(*cell[1:])))


def _is_kept_back(area: BoardArea, kept_back: frozenset[str]) -> bool:
    return not kept_back.isdisjoint((name_key(area.name), name_key(area.grade.theme)))


def _without_redlines(area: BoardArea, kept_back: frozenset[str]) -> BoardArea:
    """Return an area without the redline measures that are kept back: a count of all would tell whether they are met."""
    redlines = [result.redline for result in area.grade.redlines.measures]
    shown = [redline for redline in redlines if name_key(redline.name) not in kept_back]
    if len(shown) == len(redlines):
        return area
    return replace(area, grade=replace(area.grade, redlines=judge_redlines(area.name, shown)))


def _without(linked: LinkedPriority, names: frozenset[str]) -> LinkedPriority:
    return replace(linked, areas=tuple(area for area in linked.areas if name_key(area) not in names))


def _areas(inputs: GradesInputs, results: Sequence[AreaResult], grades: ForceGrades) -> list[BoardArea]:
    """Return the areas of the grid; of one that is there twice, which is a problem, the first row holds."""
    table = inputs.grid.table
    keys = slugs(area.area for area in inputs.areas)
    found: dict[str, BoardArea] = {}
    rows = zip(inputs.grid.areas, inputs.areas, results, grades.areas, strict=True)
    for row, area, result, grade in rows:
        said = Source(table.sheet, table.cell(row.row, "rationale")) if row.rationale else None
        found.setdefault(
            name_key(area.area),
            BoardArea(
                keys[area.area], area, grade, result,
                _cell(area.final, Source(table.sheet, table.cell(row.row, "final"))),
                _cell(_before(area), None),
                _cell(area.redline, Source(table.sheet, table.cell(row.row, "redline"))),
                places(said),
            ),
        )  # fmt: skip
    return list(found.values())


def _before(area: AreaInputs) -> TypedGrade:
    return area.previous if area.changed_from is None else area.changed_from


def _cell(typed: TypedGrade, place: Source | None) -> tuple[str, ...]:
    return places(typed.source) or places(place)


def _headings(inputs: GradesInputs) -> list[str]:
    """Return what stands above last cycle's grades, on the table of changes and on the grid."""
    tables = [inputs.grid.table] if inputs.changes is None else [inputs.changes.table, inputs.grid.table]
    return [
        shown(table.block.at(table.header, table.columns["previous"]))
        for table in tables
        if "previous" in table.columns
    ]


def _rolled(reading: Reading) -> list[str]:
    history = find_one(reading.blocks, HISTORY)
    return [] if history is None else [history.text(row, "cycle") for row in history.records]


def _redline_month(inputs: GradesInputs, areas: Sequence[BoardArea]) -> tuple[str, tuple[str, ...]]:
    """Return up to when the redlines' data go: as the grid's heading says, else as all of the measures do; "" for neither."""
    table = inputs.grid.table
    column = table.columns.get("redline")
    if column is not None:
        month = _month_in(shown(table.block.at(table.header, column)))
        if month is not None:
            return month_name(month), places(Source(table.sheet, cell_address(table.header, column)))
    measures = [result.redline for area in areas for result in area.grade.redlines.measures]
    said = {redline.data_to for redline in measures}
    if len(said) == 1 and (month_said := said.pop()):
        return month_said, places(*(redline.measure.source for redline in measures))
    return "", ()


def _month_in(heading: str) -> date | None:
    period = period_of(heading)
    return read_month(heading) or (
        date(period[0], period[1], 1) if period and period[0] and period[1] else None
    )
