"""The table of satisfaction as read: the months of every group and strand, its typed share, its target."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.satisfaction.columns import (
    Counted,
    counted_columns,
    is_satisfaction,
    paired_columns,
    read_counted,
    with_nameless_rows,
)
from xlscore.books.satisfaction.counts import known_months, months_in_window
from xlscore.books.satisfaction.headings import SATISFACTION
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import (
    MonthColumns,
    find_months,
    find_single_months,
    ordered_months,
    read_months,
    read_series,
)
from xlscore.books.tables.finder import find_one, find_required
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.two_rows import under_rolling_banners
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.satisfaction import ROLLING_MONTHS, SatisfactionInputs
from xlscore.rules.series import Series, month_name, months_later
from xlscore.rules.words import name_key

__all__ = ["SatisfactionRow", "SatisfactionSheet", "find_satisfaction", "read"]


@dataclass(frozen=True)
class SatisfactionRow:
    """A group or a strand as read: the row in which its answers stand, and its figures with their cells."""

    row: int
    inputs: SatisfactionInputs
    series: Mapping[Counted, Series]
    target: Figure | None = None
    typed: Figure | None = None


@dataclass(frozen=True)
class SatisfactionSheet:
    """The table of satisfaction and each of its rows."""

    table: Table
    policy: BookPolicy
    rows: tuple[SatisfactionRow, ...]


@dataclass
class _Rows:
    """The rows of one group and strand, by what they count; None is a row with both, or with a share alone."""

    first: int
    by_counted: dict[Counted | None, int] = field(default_factory=dict)


def find_satisfaction(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of satisfaction, None where the workbook has none."""
    return find_one(reading.blocks, SATISFACTION, is_satisfaction, sheet)


def read(
    planner: Planner, reader: Reader, sheet: str | None = None, to: datetime.date | None = None
) -> SatisfactionSheet:
    """Return the satisfaction as read up to a month; what cannot be read is a problem of its cell."""
    planner.reading.refuse_unknown(sheet)
    table = find_required(planner.reading.blocks, SATISFACTION, is_satisfaction, sheet)
    pairs = paired_columns(table)
    answers = counted_columns(table)
    table = with_nameless_rows(table, answers)
    reader.look_over(table, answers=answers)
    months = _months(table, pairs, reader)
    rows = [
        _row(table, group, strand, rows, months, planner, reader, to)
        for (group, strand), rows in _records(table, months, reader).items()
    ]
    _report_behind(table, rows, reader)
    return SatisfactionSheet(table, read_policy(planner.reading, reader), tuple(rows))


def _months(
    table: Table, pairs: Mapping[Counted, Mapping[int, datetime.date]], reader: Reader
) -> dict[Counted | None, MonthColumns]:
    """Return the columns of months by what they count; None where the rows say it."""
    if pairs:
        found: dict[Counted | None, MonthColumns] = {
            counted: ordered_months(table, columns, reader) for counted, columns in pairs.items()
        }
        _report_alone(table, pairs, reader)
        return found
    if "rolling" in table.columns and not (find_single_months(table) or find_months(table)):
        return {}
    return {None: read_months(table, reader)}


def _report_alone(table: Table, pairs: Mapping[Counted, Mapping[int, datetime.date]], reader: Reader) -> None:
    """Report the months that have a column of one count and none of the other; in one sentence where all have."""
    for one, other in ((Counted.SATISFIED, Counted.ASKED), (Counted.ASKED, Counted.SATISFIED)):
        here, both = pairs.get(one, {}), set(pairs.get(other, {}).values())
        if here and not both:
            reader.report(
                table, table.header, min(here),
                f"The months have columns of {one.value} and none of {other.value}, so no year can be made of them.",
                f"Add the counts of {other.value}; a percentage is none.",
            )  # fmt: skip
            return
        for column, month in here.items():
            if month not in both:
                reader.report(
                    table, table.header, column,
                    f"{month_name(month)} has a column of {one.value} and none of {other.value}.",
                    "Add it, or the month cannot count.",
                )  # fmt: skip


def _records(
    table: Table, months: Mapping[Counted | None, MonthColumns], reader: Reader
) -> dict[tuple[str, str], _Rows]:
    """Return the rows of each group and strand, as they are spelt where they stand first."""
    groups = table.filled_down("group")
    found: dict[tuple[str, str], _Rows] = {}
    spelt: dict[tuple[str, str], tuple[str, str]] = {}
    has_figures = "figure" in table.columns and None in months
    strand = ""
    for row in table.records:
        group = groups[row]
        if table.text(row, "group") or table.text(row, "strand"):
            strand = _strand(table.text(row, "strand"))
        counted = reader.word(table, row, "figure", read_counted) if has_figures else None
        if has_figures and counted is None:
            if not table.text(row, "figure") and any(_holds(table, row, months)):
                reader.at(
                    table.sheet, table.cell(row, "figure"), f"A row of '{group}' does not say whether it counts who was asked or who was satisfied.",
                    "Enter Satisfied, Asked or Rolling.",
                )  # fmt: skip
                continue
            if table.text(row, "figure"):
                continue
        name = spelt.setdefault((name_key(group), name_key(strand)), (group, strand))
        rows = found.setdefault(name, _Rows(row))
        if counted in rows.by_counted:
            what = f" of {counted.value}" if counted is not None else ""
            before = table.cell(rows.by_counted[counted], "group")
            reader.at(
                table.sheet, table.cell(row, "group"),
                f"'{' - '.join(filter(None, name))}' has two rows{what}, first in {before}.",
                "Keep one row of it; until then the first counts.",
            )  # fmt: skip
            continue
        rows.by_counted[counted] = row
    return found


def _strand(typed: str) -> str:
    """Return a strand's name, "" for the group as a whole, whatever it is called there.

    >>> _strand("Overall satisfaction"), _strand("Follow-up")
    ('', 'Follow-up')
    """
    whole = name_key(typed) in (
        "overall",
        "overallsatisfaction",
        "all",
        "wholeexperience",
        "total",
        "satisfactionoverall",
    )
    return "" if whole else typed


def _holds(table: Table, row: int, months: Mapping[Counted | None, MonthColumns]) -> Iterator[bool]:
    for each in months.values():
        for _, columns in each.columns:
            yield any(not is_blank(table.block.at(row, column)) for column in columns)


def _row(
    table: Table, group: str, strand: str, rows: _Rows, months: Mapping[Counted | None, MonthColumns], planner: Planner, reader: Reader,
    to: datetime.date | None,
) -> SatisfactionRow:  # fmt: skip
    named = f"{group} {strand}".strip()
    series: dict[Counted, Series] = {}
    for counted, line, columns in _places(rows, months):
        found = read_series(columns, line, f"{named} {counted.value}", reader)
        points = () if found is None else [point for point in found.points if to is None or point.month <= to]
        if points:
            series[counted] = Series.of(named, points)
    if None in rows.by_counted and None in months:
        _report_unnamed(table, rows.by_counted[None], months[None], reader)
    row = rows.by_counted.get(Counted.SATISFIED, rows.first)
    lines = sorted(rows.by_counted.values())
    targets = (_share(table, line, "target", reader) for line in lines)
    target = next((figure for figure in targets if figure is not None), None)
    typed = None
    if planner.owner(table, row, "rolling") is Owner.PERSON:
        typed = _share(table, row, "rolling", reader)
    readings = series.get(Counted.ROLLING)
    ends, share = _last_share(readings, reader) if typed is None else (None, typed.value)
    inputs = SatisfactionInputs(
        group,
        strand,
        known_months(series, named, reader),
        share,
        None if target is None else target.value,
        ends,
        _share_before(readings, ends),
    )
    return SatisfactionRow(row, inputs, series, target, typed)


def _last_share(rolling: Series | None, reader: Reader) -> tuple[datetime.date | None, Fraction | None]:
    """Return the last of a series of rolling shares with its month; one that is no share is a problem."""
    last = (
        None if rolling is None else next((p for p in reversed(rolling.points) if p.value is not None), None)
    )
    if last is None or last.value is None:
        return None, None
    if not 0 <= last.value <= 1:
        reader.at(
            last.source.sheet, last.source.cell, f"{float(last.value):g} is no share of the people asked.",
            "Type the percentage with its sign, from 0% to 100%.",
        )  # fmt: skip
        return None, None
    return last.month, last.value


def _share_before(rolling: Series | None, ends: datetime.date | None) -> Fraction | None:
    """Return the typed rolling share that ends a year before another, None where there is none."""
    if rolling is None or ends is None:
        return None
    then = months_later(ends, -ROLLING_MONTHS)
    values = [point.value for point in rolling.points if point.month == then and point.value is not None]
    return next((value for value in values if 0 <= value <= 1), None)


def _places(
    rows: _Rows, months: Mapping[Counted | None, MonthColumns]
) -> Iterator[tuple[Counted, int, MonthColumns]]:
    for counted, columns in months.items():
        if counted is not None:
            yield counted, rows.first, columns
    if None in months:
        for named, row in rows.by_counted.items():
            if named is not None:
                yield named, row, months[None]
            elif _is_rolling(months[None]):
                yield Counted.ROLLING, row, months[None]


def _is_rolling(months: MonthColumns) -> bool:
    """Return whether months stand below a banner that says that each ends a year."""
    table = months.table
    rolling = under_rolling_banners(table.block, table.header)
    return all(column in rolling for _, columns in months.columns for column in columns)


def _report_unnamed(table: Table, row: int, months: MonthColumns, reader: Reader) -> None:
    """Report months of which nobody says what they count."""
    if _is_rolling(months) or not any(_holds(table, row, {None: months})):
        return
    column = months.columns[0][1][0]
    reader.report(
        table, table.header, column, "The months do not say how many were asked and how many were satisfied, so no year can be made of them.",
        "Give each month two columns (Satisfied, Asked), or each group two rows with a column Figure that says which is which.",
    )  # fmt: skip


def _share(table: Table, row: int, name: str, reader: Reader) -> Figure | None:
    """Return a share as a fraction; below a heading with a % a plain 85.3 is per cent."""
    column = table.columns.get(name)
    if column is None:
        return None
    heading = shown(table.block.at(table.header, column))
    figure = reader.figure(table, row, column, percentage=True, unit="%" if "%" in heading else "")
    if figure is not None and not 0 <= figure.value <= 1:
        reader.report(
            table, row, column, f"{float(figure.value):.1%} is no share of the people asked.", "Type a percentage from 0% to 100%."
        )  # fmt: skip
        return None
    return figure


def _report_behind(table: Table, rows: Sequence[SatisfactionRow], reader: Reader) -> None:
    """Report rows whose months end before those of the others, or that have too few for a rolling figure."""
    latest = max((max(row.inputs.months) for row in rows if row.inputs.months), default=None)
    for row in rows:
        months, named = row.inputs.months, " - ".join(filter(None, (row.inputs.group, row.inputs.strand)))
        if not months or latest is None:
            if row.inputs.typed is None and not row.series:
                reader.at(
                    table.sheet, table.cell(row.row, "group"), f"'{named}' has neither counts nor a rolling share.",
                    "Enter how many were asked and how many were satisfied, or the rolling share.",
                )  # fmt: skip
            continue
        if max(months) < latest:
            reader.at(
                table.sheet, table.cell(row.row, "group"),
                f"'{named}' ends with {month_name(max(months))}, where others go on to {month_name(latest)}.",
                "Enter the later months.",
            )  # fmt: skip
        window = months_in_window(months)
        if window < ROLLING_MONTHS and row.inputs.typed is None:
            reader.at(
                table.sheet, table.cell(row.row, "group"),
                f"'{named}' has both counts in {window} of the 12 months to {month_name(max(months))}, so there is no rolling figure.",
                "Enter the other months.",
            )  # fmt: skip
