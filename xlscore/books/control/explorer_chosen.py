"""The row of *Explorer data* that holds what is chosen: which series it is, what is known of it, and the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.books.control.explored import CountsTable, Explored
from xlscore.books.control.explorer_places import CHOSEN, CHOSEN_HEAD, SERIES_AT, ExplorerSheets
from xlscore.books.control.explorer_series import SERIES, key_of, known_of, placed_at
from xlscore.books.control.explorer_worked import as_text
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.policy import BookPolicy
from xlscore.ooxml.values.addresses import Box, column_letters, quoted_sheet

__all__ = ["ChosenCells", "chosen_of", "plan_chosen"]

_LOOKED_UP: Final = tuple(name for name in SERIES if name not in {"key", "measure", "place"})
_SETTINGS: Final = (("limit", "spc_limits"), ("run", "spc_run"), ("fewest", "spc_fewest"))


@dataclass(frozen=True)
class ChosenCells:
    """The cells of what is chosen by their names, and what they hold."""

    cells: Mapping[str, str]
    values: Mapping[str, Scalar]


def chosen_of(explored: Sequence[Explored], measure: Scalar, place: Scalar) -> Explored | None:
    """Return the series that two cells name, as the formula of the sheet finds it; None where they name none."""
    wanted = key_of(as_text(measure), as_text(place)).casefold()
    return next((e for e in explored if key_of(e.row.series.measure, e.place).casefold() == wanted), None)


def plan_chosen(
    planner: Planner,
    at: ExplorerSheets,
    explored: Sequence[Explored],
    table: CountsTable | None,
    chosen: Explored | None,
    window: Sequence[date],
    policy: BookPolicy,
) -> ChosenCells:
    """Return the cells that hold what is chosen, having planned them."""
    cells: dict[str, str] = {}
    values: dict[str, Scalar] = {}

    def add(name: str, formula: str, value: Scalar) -> None:
        column = 2 + len(cells)
        planner.enter(at.sheet, CHOSEN_HEAD, column, name)
        planner.enter(at.sheet, CHOSEN, column, value, formula)
        cells[name], values[name] = Box(CHOSEN, column, CHOSEN, column).address(absolute=True), value

    add("which", _which(at), 0 if chosen is None else explored.index(chosen) + 1)
    known = {} if chosen is None else known_of(chosen, window)
    for name in _LOOKED_UP:
        is_text = name.startswith(("said", "on_"))
        blank: Scalar = "" if is_text or name == "kind" else 0
        held = known.get(name)
        value = as_text(held) if is_text else blank if held is None else held
        add(name, _looked_up(at, cells["which"], name, blank, is_text=is_text), value)
    for name, setting in _SETTINGS:
        add(name, f"={policy.refer(setting, at.sheet)}", getattr(policy.policy, setting))
    screen = getattr(policy.policy, "spc_screen")  # noqa: B009 - as the other settings, by its name
    add("screen", f'=IF({policy.refer("spc_screen", at.sheet)}="yes",1,0)', int(screen == "yes"))
    line = 0 if table is None or chosen is None else _line(planner, table, chosen)
    add("line", "=0" if table is None else _line_formula(table, cells), line)
    return ChosenCells(cells, values)


def _which(at: ExplorerSheets) -> str:
    """Return the formula that finds the series; what stands for any letter in a search stands for itself here."""
    here = quoted_sheet(at.page)
    wanted = f'LEN({here}!$B$4)&"|"&{here}!$B$4&"|"&{here}!$B$5'
    for sign in "~?*":
        wanted = f'SUBSTITUTE({wanted},"{sign}","~{sign}")'
    return f"=IFERROR(MATCH({wanted},{at.of_series(SERIES_AT)},0),0)"


def _looked_up(at: ExplorerSheets, which: str, name: str, blank: Scalar, *, is_text: bool) -> str:
    found = f"INDEX({at.of_series(SERIES_AT + SERIES.index(name))},{which})"
    nothing = '""' if blank == "" else "0"
    return f"=IF({which}=0,{nothing},{found}{'&' + chr(34) * 2 if is_text else ''})"


def _line_formula(table: CountsTable, cells: Mapping[str, str]) -> str:
    """Return the formula that finds a series' line in the table of counts by its names, 0 where it has none."""
    top, bottom = table.rows

    def whole(column: int) -> str:
        return placed_at(table.sheet, Box(top, column, bottom, column))

    tests = [f'({whole(table.measure)}&""={cells["on_measure"]})']
    if table.place is not None:
        tests.append(f'({whole(table.place)}&""={cells["on_place"]})')
    first = f"{quoted_sheet(table.sheet)}!${column_letters(table.measure)}${top}"
    lines = f"(ROW({whole(table.measure)})-ROW({first})+1)"
    return f"=IF({cells['is_own']}=0,0,SUMPRODUCT(MAX({'*'.join([*tests, lines])})))"


def _line(planner: Planner, table: CountsTable, chosen: Explored) -> int:
    """Return a series' line in the table of counts, the first being 1: the last one that has its names."""
    if chosen.own is None:
        return 0
    top, bottom = table.rows
    wanted = [as_text(name).casefold() for name in chosen.own]  # type: ignore[arg-type]
    columns = [table.measure, table.place]

    def has_names(row: int) -> bool:
        return all(
            column is None or as_text(planner.current(table.sheet, row, column)).casefold() == name
            for column, name in zip(columns, wanted, strict=True)
        )

    return next((row - top + 1 for row in range(bottom, top - 1, -1) if has_names(row)), 0)
