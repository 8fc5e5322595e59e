"""The MSG average of each measure with a target, and the own figure beside it, from wherever the workbook keeps them.

First a table of MSG averages, a row per measure and period; else the table of MSG measures, which knows this period, or where it has a column
per period all of them; else the MSG data, a row per force. What is wrong in those last two is said by the action that is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xlscore.books.errors import BookError
from xlscore.books.monthly.target_headings import MSG_AVERAGES
from xlscore.books.msg.data import read_figure, read_msg_data
from xlscore.books.msg.headings import MSG
from xlscore.books.msg.history import month_of
from xlscore.books.msg.inputs import said_data_to
from xlscore.books.msg.together import MsgTables, find_msg
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import BookPolicy
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.msg_trend import MsgPoint
from xlscore.rules.one_unit import are_apart
from xlscore.rules.periods import YEAR, read_period
from xlscore.rules.positions.beside import average_of
from xlscore.rules.positions.group import own_and_average
from xlscore.rules.words import measure_key

__all__ = ["KeptPeriod", "is_averages", "read_averages", "read_kept"]

Points = dict[str, list[MsgPoint]]


@dataclass(frozen=True, slots=True)
class KeptPeriod:
    """A row of the table of MSG averages: the measure as it is spelt, the month in which the period ends, how many months it covers, both figures."""

    measure: str
    month: date
    months: int
    average: Figure | None
    own: Figure | None


def is_averages(table: Table) -> bool:
    """Return whether a table of MSG averages is a history, and no table of positions."""
    positions = MSG.column("position").spellings
    return not any(column_key(heading) in positions for heading in table.others.values())


def read_averages(
    reading: Reading,
    measures: Mapping[str, tuple[str, ...]],
    rates: Iterable[str],
    policy: BookPolicy,
    sheet: str,
    reader: Reader,
) -> dict[str, tuple[MsgPoint, ...]]:
    """Return the periods of each measure; `measures` says by what names each may be called, `rates` which are in per cent.

    `sheet` is the sheet of the targets, at which is said that tables of measures cannot be told apart.
    """
    shares = {measure_key(name) for rate in rates for name in measures.get(rate, (rate,))}
    kept, here, data = _history(reading, shares, reader), dict[str, list[MsgPoint]](), None
    months: dict[str, date | None] = {}
    try:
        tables = find_msg(reading)
    except BookError as error:
        tables = None
        reader.at(
            sheet, "", f"No MSG average is taken from the tables of MSG measures: {error.what}",
            "Enter the averages in a table of their own (Measure, Period end, Own rate, MSG average), or settle which table is meant.",
        )  # fmt: skip
    for row in () if tables is None else tables.table.records:
        if tables is not None:
            months[measure_key(tables.text(row, "measure"))] = month_of(said_data_to(tables, row))
            _add_measured(here, tables, row, shares)
    found = {}
    for measure, names in measures.items():
        marks = [measure_key(name) for name in names]
        points = next((table[mark] for table in (kept, here) for mark in marks if mark in table), None)
        if points is None:
            data = _data(reading, measures, months, policy) if data is None else data
            points = next((data[mark] for mark in marks if mark in data), [])
        found[measure] = tuple(points)
    return found


def _history(reading: Reading, shares: set[str], reader: Reader) -> Points:
    found: Points = {}
    for kept in read_kept(reading, shares, reader):
        _add(found, measure_key(kept.measure), kept.month, kept.average, kept.own, kept.months)
    return found


def read_kept(reading: Reading, shares: set[str], reader: Reader) -> list[KeptPeriod]:
    """Return the rows of the table of MSG averages, none where there is no such table; `shares` are the keys of measures in per cent."""
    table = find_one(reading.blocks, MSG_AVERAGES, is_averages)
    found: list[KeptPeriod] = []
    if table is None:
        return found
    reader.look_over(table)
    seen: dict[tuple[str, date], str] = {}
    for row in table.records:
        mark, typed = measure_key(table.text(row, "measure")), reader.text(table, row, "period_end")
        value = table.value(row, "period_end")
        month, covers = (value, YEAR) if isinstance(value, date) else read_period(typed)
        if month is None:
            reader.at(
                table.sheet, table.cell(row, "period_end"), f"'{typed}' is not read as the end of a period." if typed else "The period is not said.",
                "Write its last month, for example Mar 2019, or the year.",
            )  # fmt: skip
            continue
        month = date(month.year, month.month, 1)
        average, own = (
            reader.figure(table, row, table.columns.get(name), percentage=mark in shares)
            for name in ("average", "own")
        )
        if average is not None and own is not None and are_apart(own.value, average.value):
            reader.at(
                table.sheet, table.cell(row, "own"),
                f"'{table.text(row, 'measure')}' is {float(own.value):g} here, and the MSG average {float(average.value):g}: they are hardly in one unit.",
                "Give both in one unit, a percentage with its sign.",
            )  # fmt: skip
            continue
        if (mark, month) in seen:
            reader.at(
                table.sheet, table.cell(row, "period_end"),
                f"'{table.text(row, 'measure')}' has two rows for {typed}, first in {seen[mark, month]}.",
                "Keep one row of it; until then the first counts.",
            )  # fmt: skip
            continue
        seen[mark, month] = table.cell(row, "period_end")
        found.append(KeptPeriod(table.text(row, "measure"), month, covers, average, own))
    return found


def _add(
    found: Points,
    mark: str,
    month: date | None,
    average: Figure | None,
    own: Figure | None,
    months: int = YEAR,
) -> None:
    """Add a period; an average below zero is none."""
    if average is not None and average.value >= 0 and (own is None or own.value >= 0):
        found.setdefault(mark, []).append(
            MsgPoint(month, average.value, None if own is None else own.value, months)
        )


def _add_measured(found: Points, tables: MsgTables, row: int, shares: set[str]) -> None:
    mark = measure_key(tables.text(row, "measure"))
    if tables.stack is not None and tables.stack.dated:
        table = tables.table
        for month, column in tables.stack.dated.items():
            figures = []
            for name in ("average", "value"):
                line = table.line(row, name) if name in table.columns else None
                figures.append(None if line is None else _share(table, line, column, mark in shares))
            _add(found, mark, month, figures[0], figures[1])
        return
    own, average, away = (
        _share(*tables.place(row, name), name, mark in shares) for name in ("value", "average", "difference")
    )
    value = average_of(*(None if each is None else each.value for each in (own, average, away)))
    source = average or away
    average = None if value is None or source is None else Figure(value, source.source)
    said = said_data_to(tables, row)
    _add(found, mark, month_of(said), average, own, read_period(said)[1])


def _share(table: Table, row: int, column: int | str, percentage: bool) -> Figure | None:
    if isinstance(column, str):
        line, there = table.line(row, column), table.columns.get(column)
        if line is None or there is None:
            return None
        row, column = line, there
    found = read_figure(table, row, column, Reader(), percentage=percentage)
    return found if isinstance(found, Figure) else None


def _data(
    reading: Reading,
    measures: Mapping[str, tuple[str, ...]],
    months: Mapping[str, date | None],
    policy: BookPolicy,
) -> Points:
    """Return the group's average and the own figure by the MSG data; the table of measures may say of which month."""
    names = [name for each in measures.values() for name in each]
    found: Points = {}
    try:
        data = read_msg_data(reading, Reader(), policy, names)
    except BookError:
        return found
    for name in names if data is not None else ():
        group = None if data is None else data.group(name, "", Reader())
        both = None if group is None else own_and_average(group, policy.policy)
        if both is not None:
            own, average = both
            _add(found, measure_key(name), months.get(measure_key(name)), Figure(average, own.source), own)
    return found
