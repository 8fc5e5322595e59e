"""The control summary: a row per measure, place and level, those that matter most first when it is new.

A person's own order of the rows stays. As long as they stand as they were last written they are put in this month's order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from xlscore.books.control.headings import CONTROL_SUMMARY
from xlscore.books.control.words import assurance_said, signal_said, state_said, variation_said
from xlscore.books.monthly.boards.showing import FORCE
from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.plan.edits import CellFormat
from xlscore.books.plan.own_lines import Made, OwnLine, Written, plan_lines, plan_title
from xlscore.books.plan.own_rows import Place, rows_by_keys
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.rules.control.records import ControlResult, ControlRow
from xlscore.rules.notes import Quoted, caveats_beside
from xlscore.rules.series import month_name, months_between
from xlscore.rules.words import key

__all__ = ["caveats_of", "mark_of", "plan_summary"]

_WIDTHS: Final = (22, 13, 9, 15, 12, 16, 11, 8, 9, 9, 8, 8, 12, 46, 26, 20)
_WORDS: Final = ((4, "variations"), (5, "assurances"))
_HEAD: Final = 5
_FIGURES: Final = ("last", "expected", "lower", "upper")
_SHARE, _GENERAL = "0.0%", "General"
_OF_COUNTS, _OF_SHARES = 2, 4
_ORDER, _RATES = "control summary: order", "control summary: rates"
_ABOUT: Final = (
    "◆ Concern and ■ Improvement: more than chance explains, the worse or the better way (▲ High and ▼ Low where neither is better); "
    "● Common cause: no more than chance. ✓ Passing, ✗ Failing: the target lies outside the limits; ≈ Hit or miss: within them. "
    "A signal says what has been, not what will be."
)


def mark_of(row: ControlRow) -> Place:
    """Return by what a row is found on the summary."""
    return key(row.series.measure), key(row.series.place or FORCE), key(row.level.value)


def plan_summary(
    planner: Planner, sheets: MonthSheets, result: ControlResult, to: date, reader: Reader
) -> Written:
    """Return where the rows of the summary stand, having planned them."""
    rows: dict[Place, Made] = {
        mark_of(row): partial(_made, row, caveats_of(row, sheets)) for row in result.rows
    }
    written = plan_lines(
        planner, CONTROL_SUMMARY, rows, reader, beside=sheets.table.sheet, widths=_WIDTHS, words=_WORDS, head=_HEAD,
        in_order=_stands_as_left(planner),
    )  # fmt: skip
    _plan_formats(planner, written, result.rows)
    ordered = sorted(written.lines, key=lambda mark: written.lines[mark].row)
    planner.keep_entries(_ORDER, written.sheet, {("|".join(m), "place"): n for n, m in enumerate(ordered)})
    alarms = [*result.false_alarms, "", ""]
    plan_title(
        planner, CONTROL_SUMMARY, written, [f"Control charts to {month_name(to)}", _ABOUT, *alarms[:2]]
    )
    return written


def _plan_formats(planner: Planner, written: Written, rows: Sequence[ControlRow]) -> None:
    """Plan the figures of rates as percentages, and those of counts that stand where a rate stood; a person's format stays."""
    lines = {str(written.lines[mark_of(row)].row): row for row in rows if row.series.is_rate}
    before = {} if written.is_new else planner.kept(_RATES, written.sheet)
    planner.keep_entries(_RATES, written.sheet, {(line, "row"): True for line in lines})
    columns = next(iter(written.lines.values())).columns
    can = planner.reading.can.number_formats and not written.is_new
    for line in sorted({*lines, *(line for line, _ in before)}, key=int):
        for name in _FIGURES:
            usual = CONTROL_SUMMARY.column(name).number_format
            wanted, ours = (_SHARE, (usual, _GENERAL)) if line in lines else (usual, (_SHARE,))
            cell = (int(line), columns[name])
            shown = planner.reading.book.sheets[written.sheet].range(cell).number_format if can else ours[0]
            if shown in ours:
                planner.dress(CellFormat(written.sheet, *cell, wanted))


def _stands_as_left(planner: Planner) -> bool:
    """Return whether the rows stand in the order in which they were last written."""
    table = find_one(planner.reading.blocks, CONTROL_SUMMARY)
    if table is None:
        return True
    kept = planner.kept(_ORDER, table.sheet)
    standing = rows_by_keys(table)
    places = [kept.get(("|".join(mark), "place")) for mark in sorted(standing, key=lambda m: standing[m])]
    numbers = [place for place in places if isinstance(place, (int, float))]
    return bool(kept) and len(numbers) == len(places) and numbers == sorted(numbers)


def caveats_of(row: ControlRow, sheets: MonthSheets) -> tuple[str, ...]:
    """Return what the notes say of the months that a chart draws."""
    series, first, last = row.series, row.points[0].month, row.last.month
    months = months_between(first, last) + 1
    quoted = Quoted((series.measure,), sheets.places_of(series.place), last.replace(day=1), months)
    return caveats_beside(sheets.notes, quoted)


def _made(row: ControlRow, caveats: Sequence[str], _line: OwnLine) -> Mapping[str, Any]:
    last = row.last
    suggestion = row.suggestion
    digits = _OF_SHARES if row.series.is_rate else _OF_COUNTS
    return {
        "measure": row.series.measure,
        "place": row.series.place or FORCE,
        "level": row.level.value.capitalize(),
        "variation": variation_said(row.variation),
        "assurance": assurance_said(row.assurance),
        "signal": signal_said(row),
        "state": state_said(row.state),
        "last": _rounded(last.value, digits),
        "above": _rounded(row.above_expected, digits),
        "expected": _rounded(last.mean, digits),
        "lower": _rounded(last.lower, digits),
        "upper": _rounded(last.upper, digits),
        "chart": row.kind.value.capitalize() + (", adjusted" if row.is_adjusted else ""),
        # Measure and place stand on the row already.
        "says": row.sentence.removeprefix(f"{row.title}: "),
        "anew": "" if suggestion is None else suggestion.reason,
        "caveat": " ".join(caveats),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    """Return a figure as a cell holds it: a whole one as such, another to so many decimals."""
    if value is None:
        return None
    shown = round(value, digits)
    return int(shown) if shown == int(shown) else shown
