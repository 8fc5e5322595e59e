"""Past MSG positions: each measure's own points by the month in which its period ends, wherever the workbook keeps them.

Two forms are read, and both may be there: a column per period, headed by its month (a quarterly, a monthly and a yearly
measure have figures in their own columns); and a row per measure and period end. The next cycle appends this quarter's
position to what is there, under the month up to which the measure's data go; nothing that stands there changes.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from xlscore.books.msg.headings import MSG, MSG_HISTORY, MSG_PAST
from xlscore.books.msg.stacked import Stack, find_stacks
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_months
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Figure
from xlscore.rules.month_headings import months_of
from xlscore.rules.positions.records import Reason
from xlscore.rules.positions.typed import whole_position
from xlscore.rules.series import month_name
from xlscore.rules.words import measure_key

__all__ = ["LAST_POINTS", "Past", "append_positions", "is_history", "month_of", "read_past"]

LAST_POINTS: Final = 12
"""So many points of a measure are shown."""
_LARGEST: Final = 43
"""There are so many territorial forces: a larger figure is no position."""
_PLACEHOLDER: Final = re.compile(r"period \d{1,2}", re.IGNORECASE)
_UP_TO: Final = re.compile(
    r"(?:ye|qe|(?:the\s+)?(?:rolling\s+)?(?:12|twelve|3|three)\s+months?|(?:rolling\s+)?(?:year|quarter|month))\s*(?:to|ending|ended|end)?(?:\s+in)?\s+",
    re.IGNORECASE,
)
"""What stands before the month in which a period ends: "YE Mar 2019", "12 months to Sep 2019"."""
_NO_HISTORY: Final = frozenset(
    spelling
    for name in ("unit", "position", "to_average", "to_top_quartile", "aspiration", "previous_position")
    for spelling in MSG.column(name).spellings
) | {"priority", "plan priority", "green shoots"}
"""What heads a column of a table of measures, or of a plan's indicators."""

Points = Mapping[datetime.date, Figure]


@dataclass(frozen=True)
class Past:
    """The positions of past periods, by measure and month; the tables that hold them."""

    columns: Table | None = None
    rows: Table | None = None
    points: Mapping[str, Points] = field(default_factory=dict)

    def of(self, measure: str) -> list[tuple[datetime.date, Figure]]:
        """Return a measure's last points, oldest first."""
        return sorted(self.points.get(measure_key(measure), {}).items())[-LAST_POINTS:]

    def before(self, measure: str, month: datetime.date | None) -> Figure | None:
        """Return a measure's last position before a month, None for none and for a month that is not known."""
        if month is None:
            return None
        earlier = [figure for at, figure in self.of(measure) if at < month]
        return earlier[-1] if earlier else None


def month_of(value: object) -> datetime.date | None:
    """Return the month in which the period ends that a cell names, None for none.

    >>> [str(month_of(text)) for text in ("Jan 2020", "YE Mar 2019", "12 months to September 2019", "Total")]
    ['2020-01-01', '2019-03-01', '2019-09-01', 'None']
    """
    said = _UP_TO.sub("", value.strip(), count=1) if isinstance(value, str) else value
    return months_of([said])[0]


def _periods(table: Table) -> dict[int, datetime.date]:
    """Return the month in which the period of each column ends, from the left."""
    ends = {c: month_of(text) for c, text in table.others.items() if _UP_TO.match(text)}
    found = find_months(table) | {column: month for column, month in ends.items() if month is not None}
    return dict(sorted(found.items()))


def read_past(
    reading: Reading,
    measures: Iterable[str],
    reader: Reader,
    stack: Stack | None = None,
    *,
    own_periods: bool = True,
) -> Past:
    """Return the past positions of these measures; what is no position is a problem.

    `stack` is the table of measures itself where that has a column per period; these are read too but for `own_periods`.
    """
    wanted = {measure_key(measure) for measure in measures}
    found = find_all(reading.blocks, MSG_HISTORY, is_history)
    stacks = find_stacks(reading.blocks) if stack is None else [stack]
    found = [table for table in found if not any(each.covers(table) for each in stacks)]
    columns = _best(found, wanted)
    rows = _best(find_all(reading.blocks, MSG_PAST), wanted)
    points: dict[str, dict[datetime.date, Figure]] = {}
    if rows is not None:
        reader.look_over(rows)
        for row in rows.records:
            month = month_of(rows.value(row, "period_end"))
            if month is None:
                _tell_month(rows, row, reader)
                continue
            _add(points, rows, row, rows.columns["position"], month, reader)
    if columns is not None:
        reader.look_over(columns, answers=_periods(columns))
        for column, month in _periods(columns).items():
            for row in columns.records:
                _add(points, columns, row, column, month, reader)
    if stack is not None and own_periods and "position" in stack.table.columns:
        for row in stack.table.records:
            for month, column in stack.dated.items():
                if (line := stack.table.line(row, "position")) is not None:
                    _add(points, stack.table, line, column, month, reader, of=row)
    return Past(columns, rows, points)


def _tell_month(table: Table, row: int, reader: Reader) -> None:
    what = f"'{table.text(row, 'period_end')}' is not read as a month."
    reader.at(table.sheet, table.cell(row, "period_end"), what, "Write month and year, for example Apr 2024.")


def _add(
    points: dict[str, dict[datetime.date, Figure]],
    table: Table,
    row: int,
    column: int,
    month: datetime.date,
    reader: Reader,
    of: int | None = None,
) -> None:
    """Add a position of a month; `of` is the measure's row where it stands in a row of its own."""
    figure = reader.figure(table, row, column, position=True)
    if figure is None:
        return
    said = whole_position(figure)
    if isinstance(said, Reason):
        reader.report(table, row, column, said.what, said.do)
    else:
        points.setdefault(measure_key(table.text(of or row, "measure")), {}).setdefault(month, figure)


def _best(tables: list[Table], wanted: set[str]) -> Table | None:
    """Return the table that has the most of these measures, None where none has any."""
    shared = [len(wanted & {measure_key(t.text(row, "measure")) for row in t.records}) for t in tables]
    return tables[shared.index(max(shared))] if any(shared) else None


def is_history(table: Table) -> bool:
    """Return whether a table has nothing but periods beside its measures, and only positions in them."""
    months = _periods(table)
    rest = [text for column, text in table.others.items() if column not in months]
    if not months and not any(_PLACEHOLDER.fullmatch(text) for text in rest):
        return False
    if any(column_key(text) in _NO_HISTORY for text in table.others.values()):
        return False
    figures = [
        f for row in table.records for c in months if (f := Reader().figure(table, row, c, position=True))
    ]
    return all(0 < f.value <= _LARGEST and f.value.denominator == 1 for f in figures)


def append_positions(planner: Planner, past: Past, now: Iterable[tuple[str, datetime.date, int]]) -> None:
    """Plan each measure's position of this quarter behind its past ones, where the workbook keeps them."""
    latest = list(now)
    if past.rows is not None:
        _append_rows(planner, past.rows, past, latest)
    if past.columns is not None:
        _append_columns(planner, past.columns, latest)


def _append_rows(
    planner: Planner, table: Table, past: Past, latest: list[tuple[str, datetime.date, int]]
) -> None:
    line = max(table.records, default=table.header)
    dates = any(isinstance(table.value(row, "period_end"), datetime.date) for row in table.records)
    for measure, month, position in latest:
        if month in past.points.get(measure_key(measure), {}):
            continue
        line += 1
        if any(not is_blank(table.block.at(line, column)) for column in table.columns.values()):
            return  # another table begins there
        end = datetime.datetime(month.year, month.month, calendar.monthrange(month.year, month.month)[1])
        for name, value in (
            ("measure", measure),
            ("period_end", end if dates else month_name(month)),
            ("position", position),
        ):
            planner.enter(table.sheet, line, table.columns[name], value)


def _append_columns(planner: Planner, table: Table, latest: list[tuple[str, datetime.date, int]]) -> None:
    rows = {measure_key(table.text(row, "measure")): row for row in table.records}
    columns = {month: column for column, month in reversed(_periods(table).items())}
    for month in sorted(
        {month for measure, month, _ in latest if measure_key(measure) in rows} - columns.keys()
    ):
        column = _free_column(table, set(columns.values()))
        if column is None:
            return
        columns[month] = column
        planner.enter(table.sheet, table.header, column, month_name(month))
    for measure, month, position in latest:
        row = rows.get(measure_key(measure))
        if row is not None and is_blank(table.block.at(row, columns[month])):
            planner.enter(table.sheet, row, columns[month], position)


def _free_column(table: Table, taken: set[int]) -> int | None:
    """Return the first column that waits for its period, else the one behind the last; None where something stands there."""
    rows = range(table.header + 1, max(table.records, default=table.header) + 1)

    def is_free(column: int) -> bool:
        return column not in taken and all(is_blank(table.block.at(row, column)) for row in rows)

    for column in sorted(table.others):
        if _PLACEHOLDER.fullmatch(table.others[column]) and is_free(column):
            return column
    behind = max(table.last_column, *taken, 0) + 1
    return behind if is_free(behind) and is_blank(table.block.at(table.header, behind)) else None
