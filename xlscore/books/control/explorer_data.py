"""The sheet *Explorer data*: the lists to choose from, what is known of each series, and the steps of the chosen one's chart.

Every formula carries what it comes to for the series that is chosen, so that the chart is there before a program computes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.books.control.explored import CountsTable, Explored
from xlscore.books.control.explorer_chosen import ChosenCells, chosen_of, plan_chosen
from xlscore.books.control.explorer_facts import facts_of
from xlscore.books.control.explorer_places import (
    BEFORE,
    CHOSEN,
    CHOSEN_HEAD,
    ENDS,
    ENDS_AT,
    LISTS_AT,
    SERIES_AT,
    STATIC_AT,
    ExplorerSheets,
    Worked,
    column_of,
)
from xlscore.books.control.explorer_series import (
    HEAD,
    NOTES,
    PARTS,
    TOP,
    day_held,
    placed_at,
    plan_lists,
    plan_series,
)
from xlscore.books.control.explorer_steps import OFF, STEPS, rendered
from xlscore.books.control.explorer_worked import Held, worked
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.policy import BookPolicy
from xlscore.ooxml.values.addresses import Box, column_letters
from xlscore.rules.series import months_from, months_later

__all__ = ["ExplorerData", "plan_explorer_data"]

_TITLE: Final = "Explorer data: what the explorer chooses from and works out. Formulas over the table of counts; hide the sheet if you like."
_SAID: Final = "said"
"""What heads the words of notes: a measure beside a kind and words would be a table of notes."""


@dataclass(frozen=True)
class ExplorerData:
    """Where the explorer's figures stand, and what they come to for the series that is chosen."""

    sheets: ExplorerSheets
    title: str
    measures: str
    places: str
    chosen: Explored | None
    facts: Mapping[str, Worked]
    """The formula and the value of what the page says."""
    notes: int = NOTES
    parts: int = PARTS

    def column(self, name: str) -> str:
        """Return the cells of a step."""
        return self.sheets.placed(name)

    def ends(self, name: str, part: int) -> tuple[str, str]:
        """Return the cells of the two ends of a line of a part: across and up."""
        across = {"mean": "mean_at", "upper": "upper_at", "lower": "upper_at", "target": "target_at"}[name]
        top = TOP + 2 * part
        columns = [ENDS_AT + ENDS.index(each) for each in (across, name)]
        first, second = (
            placed_at(self.sheets.sheet, Box(top, column, top + 1, column)) for column in columns
        )
        return first, second

    def follow(self, planner: Planner, row: int, column: int, fact: str) -> None:
        """Plan a cell of the page that says a fact."""
        formula, value = self.facts[fact]
        planner.enter(self.sheets.page, row, column, value, formula)


def plan_explorer_data(
    planner: Planner,
    at: ExplorerSheets,
    explored: Sequence[Explored],
    table: CountsTable | None,
    names: tuple[Scalar, Scalar],
    to: date,
    policy: BookPolicy,
) -> ExplorerData:
    """Return where everything stands for the series that is named, having planned the sheet."""
    window = months_from(months_later(to, 1 - at.months), to)
    chosen = chosen_of(explored, *names)
    planner.enter(at.sheet, 1, 1, _TITLE)
    lists = plan_lists(planner, at.sheet, explored, LISTS_AT)
    plan_series(planner, at.sheet, explored, window, (SERIES_AT, STATIC_AT))
    cells = plan_chosen(planner, at, explored, table, chosen, window, policy)
    columns = _plan_steps(planner, at, table, window, cells, chosen)
    _plan_ends(planner, at, cells, columns)
    facts = facts_of(at, cells, columns, names)
    planner.enter(at.sheet, CHOSEN_HEAD, 1, "Title")
    formula, value = facts["title"]
    planner.enter(at.sheet, CHOSEN, 1, value, formula)
    title = placed_at(at.sheet, Box(CHOSEN, 1, CHOSEN, 1))
    return ExplorerData(at, title, *lists, chosen, facts)


def _plan_steps(
    planner: Planner,
    at: ExplorerSheets,
    table: CountsTable | None,
    window: Sequence[date],
    chosen: ChosenCells,
    explored: Explored | None,
) -> Mapping[str, Sequence[Held]]:
    """Return what each step comes to in each month, having planned the steps."""
    for number, heading in enumerate((*BEFORE[:-1], _SAID, *(step.heading for step in STEPS)), 1):
        planner.enter(at.sheet, HEAD, number, heading)
    values = [_value(planner, table, month, number, chosen, explored) for number, month in enumerate(window)]
    columns = worked(
        {
            "n": [number + 1 for number in range(len(window))],
            "month": [day_held(month) for month in window],
            "x": [number + 1 - at.months for number in range(len(window))],
            "value": values,
            "words": [
                "" if value == "" else _words(month, chosen)
                for month, value in zip(window, values, strict=True)
            ],
        },
        chosen.values,
    )
    settings = {**chosen.cells, "x1": at.first("x", OFF), "v1": at.first("value", 0)}
    for number, month in enumerate(window):
        row = TOP + number
        for name in ("n", "month", "x"):
            planner.enter(at.sheet, row, column_of(name), columns[name][number])
        formulas = {
            "value": _value_formula(at, table, month, number, chosen.cells),
            "words": _words_formula(row, chosen.cells),
            **{
                step.name: rendered(
                    step.formula, row, lambda name: column_letters(column_of(name)), at.whole, settings
                )
                for step in STEPS
            },
        }
        for name, formula in formulas.items():
            planner.enter(at.sheet, row, column_of(name), columns[name][number], formula)
    return columns


def _value_formula(
    at: ExplorerSheets, table: CountsTable | None, month: date, number: int, cells: Mapping[str, str]
) -> str:
    kept = f"INDEX({at.of_series(STATIC_AT + number)},{cells['which']})"
    found = f'IF(ISNUMBER({kept}),{kept},"")'
    column = None if table is None else table.months.get(month)
    if table is not None:
        here = '""'
        if column is not None:
            counts = f"INDEX({placed_at(table.sheet, Box(table.rows[0], column, table.rows[1], column))},{cells['line']})"
            here = f'IF(ISNUMBER({counts}),IF({counts}<0,"",{counts}),"")'
        found = f"IF({cells['line']}>0,{here},{found})"
    row = TOP + number
    return f'=IF({cells["which"]}=0,"",IF(OR(A{row}<{cells["first"]},A{row}>{cells["last"]}),"",{found}))'


def _value(
    planner: Planner,
    table: CountsTable | None,
    month: date,
    number: int,
    chosen: ChosenCells,
    explored: Explored | None,
) -> Held:
    """Return a month's figure, "" where there is none: from the table of counts, or as it is known."""
    first, last, line = (chosen.values[name] for name in ("first", "last", "line"))
    assert isinstance(first, (int, float))
    assert isinstance(last, (int, float))
    assert isinstance(line, int)
    if explored is None or not first <= number + 1 <= last:
        return ""
    if table is None or not line:
        return "" if explored.own is not None else explored.figures.get(month, "")
    column = table.months.get(month)
    held = None if column is None else planner.current(table.sheet, table.rows[0] + line - 1, column)
    is_count = isinstance(held, (int, float)) and not isinstance(held, bool) and held >= 0
    return held if is_count else ""


def _words_formula(row: int, cells: Mapping[str, str]) -> str:
    said = '""'
    for number in range(1, NOTES + 1):
        said = f"IF(B{row}={cells[f'day{number}']},{cells[f'said{number}']},{said})"
    return f'=IF(D{row}="","",{said})'


def _words(month: date, chosen: ChosenCells) -> Held:
    """Return the words of a month's note; of two the later one."""
    day = day_held(month)
    noted = [n for n in range(1, NOTES + 1) if chosen.values[f"day{n}"] == day]
    return chosen.values[f"said{noted[-1]}"] if noted else ""


def _plan_ends(
    planner: Planner, at: ExplorerSheets, chosen: ChosenCells, columns: Mapping[str, Sequence[Held]]
) -> None:
    """Plan the two ends of each line of each part; a part that is not there stands where no axis reaches."""
    for number, name in enumerate(ENDS):
        planner.enter(at.sheet, HEAD, ENDS_AT + number, name)
    for line in range(2 * PARTS):
        row = TOP + line
        planner.enter(at.sheet, row, ENDS_AT, line // 2 + 1)
        formulas, values = _end_formulas(at, chosen.cells, line), _ends(at, chosen, columns, line)
        for name in ENDS[1:]:
            planner.enter(at.sheet, row, ENDS_AT + ENDS.index(name), values[name], formulas[name])


def _end_formulas(at: ExplorerSheets, cells: Mapping[str, str], line: int) -> dict[str, str]:
    row, last = TOP + line, line % 2
    letter = {name: column_letters(ENDS_AT + number) for number, name in enumerate(ENDS)}
    part, some = f"${letter['part']}{row}", at.first("value", 0)
    place = f"MATCH({part},{at.whole('part')},0)"
    count = f"+COUNTIF({at.whole('part')},{part})-1"
    reached = f"${letter['ends_at']}{row}"
    return {
        "ends_at": f"=IFERROR(INDEX({at.whole('x')},{place}{count if last else ''}),{OFF})",
        **{
            name: f"=IFERROR(INDEX({at.whole(name)},{place})+0,{some})" for name in ("mean", "upper", "lower")
        },
        **{
            f"{name}_at": f'=IF(ISNUMBER(IFERROR(INDEX({at.whole(name)},{place}),"")),{reached},{OFF})'
            for name in ("mean", "upper")
        },
        "target": f"=IF({cells['has_target']}=1,{cells['target']},{some})",
        "target_at": f"=IF({cells['has_target']}=1,{0 if last else 1 - at.months},{OFF})",
    }


def _ends(
    at: ExplorerSheets, chosen: ChosenCells, columns: Mapping[str, Sequence[Held]], line: int
) -> dict[str, Held]:
    """Return what the formulas of an end come to."""
    rows = [row for row, part in enumerate(columns["part"]) if part == line // 2 + 1]
    some = next((value for value in columns["value"] if value != ""), 0)
    here = {name: columns[name][rows[0]] if rows else "" for name in ("mean", "upper", "lower")}
    across = columns["x"][rows[-1 if line % 2 else 0]] if rows else OFF
    has_target = chosen.values["has_target"] == 1
    return {
        "ends_at": across,
        **{name: some if value == "" else value for name, value in here.items()},
        **{f"{name}_at": OFF if here[name] == "" else across for name in ("mean", "upper")},
        "target": chosen.values["target"] if has_target else some,
        "target_at": (0 if line % 2 else 1 - at.months) if has_target else OFF,
    }
