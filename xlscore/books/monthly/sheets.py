"""The month's sheets: rows that stay where they stand, live formulas wherever the figures are on a row of counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from xlscore.books.monthly.answer import plain
from xlscore.books.monthly.headings import BACKTEST, DASHBOARD, PROJECTION, TREE
from xlscore.books.monthly.inputs import CountsRow, MonthSheets
from xlscore.books.monthly.target_headings import OUTCOME_RATES
from xlscore.books.plan.own_rows import free_rows, plan_new_table, rows_by_keys, update_rows, with_all_rows
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.months import known_months
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.formulas import cell_of, literal
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.monthly.targets import TargetWay
from xlscore.rules.notes import Quoted, caveats_beside
from xlscore.rules.series import Series
from xlscore.rules.statistics.backtest import Score
from xlscore.rules.words import key, name_key

__all__ = ["FORCE_SAID", "SheetLine", "plan_backtest", "plan_lines", "plan_sheets", "sum_of_months"]

FORCE_SAID: Final = "Force"
_WIDTHS: Final[Mapping[str, tuple[int, ...]]] = {
    DASHBOARD.kind: (30, 20, 12, 12, 10, 10, 10, 12, 14, 10, 44, 44),
    TREE.kind: (34, 30, 8, 12, 12, 10, 12, 44),
    PROJECTION.kind: (30, 20, 10, 12, 10, 10, 10, 14, 52),
    BACKTEST.kind: (12, 12, 12, 14, 12, 12, 14),
    OUTCOME_RATES.kind: (34, 20, 11, 11, 10, 12, 11, 11, 9, 16, 11, 10, 9, 9, 12, 44, 44, 44),
}


def plan_sheets(
    planner: Planner, sheets: MonthSheets, result: MonthResult, reader: Reader
) -> tuple[str, ...]:
    """Plan the dashboard, the crime tree and the projection; return the names of their sheets."""
    beside = sheets.table.sheet
    # Each new sheet goes right behind the counts, so that the last one planned stands first.
    written = [_plan_rows(planner, PROJECTION, [_projection(row) for row in result.rows], beside, reader)]
    if result.tree:
        written.append(_plan_rows(planner, TREE, [_branch(each) for each in result.tree], beside, reader))
    written.append(_plan_dashboard(planner, sheets, result, reader))
    return tuple(reversed(written))


def plan_backtest(planner: Planner, beside: str, scores: Sequence[Score], reader: Reader) -> str:
    """Plan the sheet of the backtest; return its name."""
    rows = [
        {
            "known": score.known,
            "error": round(score.error, 4),
            "times_n": round(score.times_n_error, 4),
            "last_year": round(score.last_year_error, 4),
            "inside_80": None if score.inside_80 is None else round(score.inside_80, 4),
            "inside_95": None if score.inside_95 is None else round(score.inside_95, 4),
            "series": score.trials,
        }
        for score in scores
    ]
    return _plan_rows(planner, BACKTEST, rows, beside, reader)


def _plan_rows(
    planner: Planner, layout: TableKind, rows: Sequence[Mapping[str, Any]], beside: str, reader: Reader
) -> str:
    """Plan a table's rows in place or on a new sheet; return the sheet's name."""
    table = find_one(planner.reading.blocks, layout)
    if table is None:
        name = planner.free_name(layout.sheet)
        if rows:
            plan_new_table(planner, layout, name, _WIDTHS[layout.kind], rows, beside)
        return name
    table = with_all_rows(table, (layout.rows,))
    update_rows(planner, table, rows, _gone(table, rows), reader)
    return table.sheet


def _gone(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    names = table.layout.keys or (table.layout.rows,)
    now = {tuple(key(str(row[name])) for name in names) for row in rows}
    return [row for place, row in rows_by_keys(table).items() if place not in now]


def _plan_dashboard(planner: Planner, sheets: MonthSheets, result: MonthResult, reader: Reader) -> str:
    by_mark = {row.mark: row for row in sheets.rows}

    def made(row: RowResult, line: SheetLine) -> dict[str, Any]:
        counted = by_mark.get((name_key(row.measure), name_key(row.place)))
        return _dashboard(row, counted, result, line, sheets)

    return plan_lines(planner, DASHBOARD, result.rows, made, sheets.table.sheet, reader)


class HasPlace(Protocol):
    """A result of a measure in a place."""

    @property
    def measure(self) -> str:
        """Return the measure."""

    @property
    def place(self) -> str:
        """Return the place, "" for the force."""


R = TypeVar("R", bound=HasPlace)


def plan_lines(
    planner: Planner,
    layout: TableKind,
    results: Sequence[R],
    make: Callable[[R, SheetLine], Mapping[str, Any]],
    beside: str,
    reader: Reader,
) -> str:
    """Plan a row for each result: it is found or given its line first, since its formulas name cells of that line."""
    table = find_one(planner.reading.blocks, layout)
    columns = {each.field: number for number, each in enumerate(layout.columns, 1)}
    lines: Mapping[tuple[str, ...], int] = {}
    name = planner.free_name(layout.sheet)
    if table is not None:
        table = with_all_rows(table, (layout.rows,))
        name, lines = table.sheet, rows_by_keys(table)
        columns = {each.field: planner.column(table, each.field) for each in layout.columns}
    missing = [each for each in results if _mark(each) not in lines]
    free = range(2, 2 + len(missing)) if table is None else free_rows(planner, table, len(missing))
    added = dict(zip(map(_mark, missing), free, strict=True))
    rows = [make(each, SheetLine(name, {**lines, **added}[_mark(each)], columns)) for each in results]
    if table is not None:
        update_rows(planner, table, rows, _gone(table, rows), reader)
    elif rows:
        plan_new_table(planner, layout, name, _WIDTHS[layout.kind], rows, beside)
    return name


def _mark(row: HasPlace) -> tuple[str, ...]:
    return key(row.measure), key(row.place or FORCE_SAID)


class SheetLine:
    """A row of a sheet, as its own formulas name its cells."""

    def __init__(self, sheet: str, row: int, columns: Mapping[str, int]) -> None:
        self.sheet, self._row, self._columns = sheet, row, columns

    def __getitem__(self, name: str) -> str:
        return cell_address(self._row, self._columns[name])


def _dashboard(
    row: RowResult, counted: CountsRow | None, result: MonthResult, line: SheetLine, sheets: MonthSheets
) -> dict[str, Any]:
    counts = row.to_date
    percent, unusual = counts.percent, counts.unusual
    both = counts.this is not None and counts.last is not None
    return {
        "measure": row.measure,
        "place": row.place or FORCE_SAID,
        "this": sum_of_months(plain(counts.this), counted, result.year.months, line),
        "last": sum_of_months(plain(counts.last), counted, result.year.before.months, line),
        "change": Answer(plain(counts.change), f"={line['this']}-{line['last']}" if both else ""),
        "percent": Answer(plain(percent), "" if percent is None else f"=YOY({line['this']},{line['last']})"),
        "unusual": Answer(
            {True: "Yes", False: "No", None: None}[unusual],
            "" if unusual is None else f'=IF(UNUSUAL({line["this"]},{line["last"]}),"Yes","No")',
        ),
        **_against_target(row, line, sheets),
        "remark": "; ".join(row.remarks),
        "caveat": " ".join(caveats_beside(sheets.notes, _quoted(row, result, sheets))),
    }


def _against_target(row: RowResult, line: SheetLine, sheets: MonthSheets) -> dict[str, Answer]:
    """Return target, status and shortfall so far; a change on last year keeps them right by formulas, a level's share of a year does not."""
    rag = None if row.rag is None else row.rag.value
    target, agreed = plain(row.target_to_date), row.agreed
    if agreed is None or agreed.kind is not TargetWay.CHANGE or not agreed.is_in_cell or target is None:
        return {"target": Answer(target), "rag": Answer(rag), "short": Answer(row.short)}
    this, last, asked = line["this"], line["last"], cell_of(agreed.source, line.sheet)
    tolerance, higher = (
        sheets.policy.refer("rag_tolerance", line.sheet),
        literal(row.higher_is_better is True),
    )
    by_change = (
        ""
        if rag is None or row.to_date.percent is None
        else f"=RAG(YOY({this},{last}),{asked},{higher},{tolerance})"
    )
    lower = row.short is not None and row.higher_is_better is False
    return {
        "target": Answer(target, f"={last}*(1+{asked})"),
        "rag": Answer(rag, by_change),
        "short": Answer(row.short, f"=SHORTFALL({this},{last},{asked})" if lower else ""),
    }


def _quoted(row: RowResult, result: MonthResult, sheets: MonthSheets) -> Quoted:
    return Quoted((row.measure,), sheets.places_of(row.place), result.year.to, result.year.known)


def sum_of_months(
    value: float | int | None, counted: CountsRow | None, months: Sequence[date], line: SheetLine
) -> Answer:
    """Return a sum of months, as a formula where a row of counts has them."""
    if value is None or counted is None:
        return Answer(value)
    points = [point for point in counted.series.points if months[0] <= point.month <= months[-1]]
    cells = known_months(Series.of(counted.measure, points), line.sheet) if points else None
    return Answer(value, "" if cells is None else f"=SUM({cells})")


def _branch(branch: Any) -> dict[str, Any]:
    counts = branch.counts
    left_over = branch.short
    remark = "" if left_over is None else f"{round(float(left_over[0])):+,} this year in none of its parts"
    return {
        "measure": branch.measure,
        "parent": branch.parent or "-",
        "level": branch.depth + 1,
        "this": plain(counts.this),
        "last": plain(counts.last),
        "change": plain(counts.change),
        "share": None if branch.share is None else round(float(branch.share), 4),
        "remark": remark,
    }


def _projection(row: RowResult) -> dict[str, Any]:
    found = row.projected.projection

    def whole(value: Any) -> int | None:
        return None if value is None else round(float(value))

    return {
        "measure": row.measure,
        "place": row.place or FORCE_SAID,
        "so_far": None if found is None else whole(found.so_far),
        "total": None if found is None else whole(found.total),
        "low": None if found is None else whole(found.low),
        "high": None if found is None else whole(found.high),
        "target": whole(row.target),
        "verdict": row.verdict,
        "method": row.projected.method or f"none: {row.projected.why_not}",
    }
