"""What an officer chose for the charts: own limits and baselines, and measures whose values are seasonally adjusted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from xlscore.books.control.headings import CONTROL_LIMITS
from xlscore.books.monthly.headings import MEASURES
from xlscore.books.monthly.inputs import MonthSheets, is_measures, is_persons
from xlscore.books.monthly.names import place_key
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.rules.control.records import OwnLimits
from xlscore.rules.exact import to_float
from xlscore.rules.periods import read_span
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, name_key, quoted

__all__ = ["ChosenLimits", "read_adjusted", "read_limits"]

_WHERE = "Give the month, for example Apr 2023."
_LIMITS = ("lower", "mean", "upper")


@dataclass(frozen=True, slots=True)
class ChosenLimits:
    """A row of the table of control limits: three figures, or the months whose values give them."""

    own: OwnLimits | None
    baseline: tuple[date, date] | None
    sheet: str
    cell: str
    """The cell of its measure."""


def read_adjusted(reading: Reading, reader: Reader) -> frozenset[str]:
    """Return the keys of the measures whose values are to be seasonally adjusted, by the column Chart of Measures."""
    table = find_one(reading.blocks, MEASURES, is_measures)
    if table is None or "chart" not in table.columns:
        return frozenset()
    return frozenset(
        name_key(table.text(row, "measure"))
        for row in table.records
        if reader.word(table, row, "chart", _is_adjusted)
    )


def _is_adjusted(typed: str) -> bool:
    """Return whether a word asks for seasonally adjusted values.

    >>> [_is_adjusted(word) for word in ("Raw", "adjusted", "Seasonally adjusted")]
    [False, True, True]
    """
    word = key(typed)
    if word in ("adjusted", "seasonallyadjusted", "deseasonalised", "sa"):
        return True
    if word in ("raw", "ascounted", "unadjusted", "notadjusted", "counts", "none", "no", "n/a", "-"):
        return False
    raise RuleError(
        Trouble.UNREADABLE, f"{quoted(typed)} is no way to chart a measure.", "Use Raw or Adjusted."
    )


def read_limits(
    reading: Reading, sheets: MonthSheets, marks: Collection[tuple[str, str]], reader: Reader
) -> Mapping[tuple[str, str], ChosenLimits]:
    """Return what was chosen for the chart of each measure and place; what cannot be followed is a problem of its cell."""
    table = find_one(reading.blocks, CONTROL_LIMITS, is_persons)
    if table is None:
        return {}
    own_force = place_key(sheets.policy.own_force)
    of_rows = {}
    for row in table.records:
        place = place_key(table.text(row, "place"))
        of_rows[row] = name_key(table.text(row, "measure")), "" if place == own_force else place
    doubles = reader.twins(
        table, of_rows, "measure", {row: f"The limits of {_called(table, row)}" for row in of_rows}
    )
    found = {}
    for row, mark in of_rows.items():
        if row in doubles:
            continue
        at = table.cell(row, "measure")
        chosen = ChosenLimits(_own_limits(table, row, reader), _baseline(table, row, reader), table.sheet, at)
        if mark not in marks:
            reader.at(
                table.sheet, at, f"{_called(table, row)} is no measure and place with monthly counts, so its limits are not used.",
                "Spell both as the table of monthly counts does.",
            )  # fmt: skip
        elif chosen.own is not None and chosen.baseline is not None:
            reader.at(
                table.sheet, at, f"{_called(table, row)} has both limits and a baseline; the limits are used.",
                "Clear the one that is not meant.",
            )  # fmt: skip
        found[mark] = chosen
    return found


def _called(table: Table, row: int) -> str:
    place = table.text(row, "place")
    return f"'{table.text(row, 'measure')}'" + (f" in {place}" if place else "")


def _own_limits(table: Table, row: int, reader: Reader) -> OwnLimits | None:
    read = {name: reader.number(table, row, table.columns.get(name)) for name in _LIMITS}
    given = [number for number in read.values() if number is not None]
    if not given:
        return None
    cell = next(table.cell(row, name) for name, number in read.items() if number is not None)
    if len(given) < len(_LIMITS):
        missing = ", ".join(table.layout.heading(name) for name, number in read.items() if number is None)
        reader.at(
            table.sheet, cell, f"The limits of {_called(table, row)} lack {missing}, so they are not used.",
            "Give all three, or none.",
        )  # fmt: skip
        return None
    try:
        return OwnLimits(*(to_float(number.value) for number in given))
    except RuleError as error:
        reader.at(table.sheet, cell, f"{_called(table, row)}: {error.what}", error.do)
        return None


def _baseline(table: Table, row: int, reader: Reader) -> tuple[date, date] | None:
    typed = [reader.text(table, row, name) for name in ("baseline_from", "baseline_to")]
    if not any(typed):
        return None
    spans = [read_span(text) if text else None for text in typed]
    for name, text, span in zip(("baseline_from", "baseline_to"), typed, spans, strict=True):
        if span is None:
            what = f"'{text}' names no month" if text else "The baseline lacks one of its ends"
            reader.at(
                table.sheet, table.cell(row, name) or table.cell(row, "measure"),
                f"{what}, so the baseline of {_called(table, row)} is not used.", _WHERE,
            )  # fmt: skip
    if spans[0] is None or spans[1] is None:
        return None
    first, last = spans[0].first, spans[1].last
    if last < first:
        reader.at(
            table.sheet, table.cell(row, "baseline_to"),
            f"The baseline of {_called(table, row)} ends before it begins, so it is not used.", "Put the earlier month first.",
        )  # fmt: skip
        return None
    return first, last
