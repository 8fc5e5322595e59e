"""What stands behind a scorecard row on the other sheets: monthly series, and the counts under an outcome rate."""

from __future__ import annotations

from dataclasses import dataclass

from xlscore.books.plan.live import Ref, range_ref
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Number, Reader
from xlscore.books.tables.finder import Table, find_one
from xlscore.books.tables.headings import BREAKDOWN, SCORECARD, SERIES
from xlscore.books.tables.vocabulary import column_key
from xlscore.books.threat.rows import Counts, Place, is_rate
from xlscore.rules.words import name_key

__all__ = ["Months", "find_counts", "find_months", "is_scorecard", "read_breakdown", "read_months"]

_FORCE_WORDS = ("force", "forcewide", "total", "all", "wholeforce", "forcetotal", "county")


@dataclass(frozen=True)
class Months:
    """The monthly figures of an objective and purpose, as an argument of a formula."""

    table: Table
    row: int
    columns: tuple[int, int]

    def ref(self, here: str) -> Ref:
        """Return the months as an argument of a formula on the sheet `here`."""
        return range_ref(self.table.block, (self.row, self.row), self.columns, here)


def _key(objective: str, purpose: str) -> tuple[str, bool | None]:
    return name_key(objective), is_rate(purpose)


def read_months(reading: Reading) -> dict[tuple[str, bool | None], Months]:
    """Return the monthly series by objective and purpose."""
    table = find_one(reading.blocks, SERIES, _is_series)
    if table is None:
        return {}
    columns = sorted(table.others)
    objectives = table.filled_down("objective")
    found: dict[tuple[str, bool | None], Months] = {}
    for row in table.records:
        known = [c for c in columns if not is_blank(table.block.at(row, c))]
        if known:
            months = Months(table, row, (columns[0], known[-1]))
            found.setdefault(_key(objectives[row], table.text(row, "purpose")), months)
    return found


def _is_series(table: Table) -> bool:
    fields = {
        name for layout in (SCORECARD, BREAKDOWN) for column in layout.columns for name in column.spellings
    }
    return len(table.others) > 2 and not any(
        column_key(heading) in fields for heading in table.others.values()
    )


def find_months(months: dict[tuple[str, bool | None], Months], objective: str, purpose: str) -> Months | None:
    """Return the series of a row, None where there is none."""
    return months.get(_key(objective, purpose))


def read_breakdown(reading: Reading) -> Table | None:
    """Return the breakdown by area, None where the workbook has none."""
    return find_one(reading.blocks, BREAKDOWN, lambda table: not _judges_threat(table))


def is_scorecard(table: Table) -> bool:
    """Return whether a table with the scorecard's headings is the scorecard and not its breakdown by area."""
    areas = BREAKDOWN.column("area").spellings
    return bool({"threat", "impact_score"} & table.columns.keys()) or not any(
        column_key(heading) in areas for heading in table.others.values()
    )


def _judges_threat(table: Table) -> bool:
    words = {name for f in ("threat", "impact_score") for name in SCORECARD.column(f).spellings}
    return any(column_key(heading) in words for heading in table.others.values())


def find_counts(
    table: Table,
    row: int,
    objectives: dict[int, str],
    breakdown: Table | None,
    reader: Reader,
) -> Counts:
    """Return the counts behind a row's outcome rate: on the row itself, on the force's row of the breakdown, or, for
    the crimes, the recorded crime of the same objective."""
    crimes, crimes_at = _read(table, row, "crimes", reader)
    outcomes, outcomes_at = _read(table, row, "outcomes", reader)
    if breakdown is not None and (crimes is None or outcomes is None):
        force_row = _force_row(breakdown, objectives[row])
        if force_row is not None:
            if crimes is None:
                crimes, crimes_at = _read(breakdown, force_row, "crimes", reader)
            if outcomes is None:
                outcomes, outcomes_at = _read(breakdown, force_row, "outcomes", reader)
    if crimes is None:
        for other in table.records:
            same = name_key(objectives[other]) == name_key(objectives[row])
            if same and is_rate(table.text(other, "purpose")) is False:
                crimes, crimes_at = _read(table, other, "actual", Reader())
    return Counts(crimes, outcomes, crimes_at, outcomes_at)


def _read(table: Table, row: int, name: str, reader: Reader) -> tuple[Number | None, Place | None]:
    number = reader.number(table, row, table.columns.get(name))
    return number, None if number is None else (table, row, name)


def _force_row(breakdown: Table, objective: str) -> int | None:
    """Return the force's own row of an objective that carries counts."""
    objectives = breakdown.filled_down("objective")
    for row in breakdown.records:
        counted = any(not is_blank(breakdown.value(row, name)) for name in ("crimes", "outcomes"))
        is_force = name_key(breakdown.text(row, "area")) in _FORCE_WORDS
        if counted and is_force and name_key(objectives[row]) == name_key(objective):
            return row
    return None
