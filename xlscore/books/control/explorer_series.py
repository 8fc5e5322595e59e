"""What the explorer chooses from, on *Explorer data*: the measures, the places, and what is known of each series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from xlscore.books.control.explored import Explored
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Planner
from xlscore.ooxml.values.addresses import Box, quoted_sheet
from xlscore.rules.control.records import ChartKind

__all__ = [
    "HEAD",
    "NOTES",
    "PARTS",
    "SERIES",
    "TOP",
    "day_held",
    "key_of",
    "known_of",
    "placed_at",
    "plan_lists",
    "plan_series",
]

NOTES, PARTS = 6, 4
"""So many notes are shown of a chart, and limits drawn for so many parts of it."""
HEAD, TOP = 7, 10
"""The row of the headings, and the first month's: two blank rows stand above it."""
SERIES: Final = (
    "key", "measure", "place", "kind", "control", "better", "first", "last", "step1", "step2", "step3", "from", "to", "own", "low",
    "middle", "high", "parts", "target", "has_target", "on_measure", "on_place", "is_own",
    *(f"{what}{number}" for number in range(1, NOTES + 1) for what in ("day", "said")), "rate",
)  # fmt: skip


def placed_at(sheet: str, box: Box) -> str:
    """Return cells of a sheet as a formula names them."""
    return f"{quoted_sheet(sheet)}!{box.address(absolute=True)}"


def plan_lists(planner: Planner, sheet: str, explored: Sequence[Explored], at: int) -> tuple[str, str]:
    """Return where the lists stand from which measure and place are chosen."""
    found = []
    for column, (heading, each) in enumerate(
        (("Measures", [e.row.series.measure for e in explored]), ("Places", [e.place for e in explored])),
        at,
    ):
        words = list(dict.fromkeys(each))
        planner.enter(sheet, HEAD, column, heading)
        for row, text in enumerate(words, TOP):
            planner.enter(sheet, row, column, text)
        _clear(planner, sheet, column, TOP + len(words))
        found.append(placed_at(sheet, Box(TOP, column, TOP + len(words) - 1, column)))
    return found[0], found[1]


def _clear(planner: Planner, sheet: str, column: int, row: int) -> None:
    """Empty what stood in a list of ours below its new end."""
    while planner.current(sheet, row, column) is not None:
        planner.enter(sheet, row, column, None)
        row += 1


def plan_series(
    planner: Planner, sheet: str, explored: Sequence[Explored], window: Sequence[date], at: tuple[int, int]
) -> None:
    """Plan the table of what is known of each series, and the figures of those that no row of the counts holds."""
    known_at, figures_at = at
    for number, name in enumerate(SERIES):
        planner.enter(sheet, HEAD, known_at + number, name)
    for row, each in enumerate(explored, TOP):
        known = known_of(each, window)
        for number, name in enumerate(SERIES):
            planner.enter(sheet, row, known_at + number, known.get(name))
        figures = {} if each.own is not None else each.figures
        for number, month in enumerate(window):
            planner.enter(sheet, row, figures_at + number, figures.get(month))
    _clear(planner, sheet, known_at, TOP + len(explored))


def key_of(measure: str, place: str) -> str:
    """Return what a series is looked up by: its two names, with how long the first is, so that no other two make the same text.

    >>> key_of("Burglary", "A|B"), key_of("Burglary|A", "B")
    ('8|Burglary|A|B', '10|Burglary|A|B')
    """
    return f"{len(measure.encode('utf-16-le')) // 2}|{measure}|{place}"


def known_of(each: Explored, window: Sequence[date]) -> dict[str, Scalar]:
    """Return what is known of a series, by the headings of the table."""
    row, series = each.row, each.row.series
    months = sorted(each.figures)
    inside = [n for n, month in enumerate(window, 1) if months and months[0] <= month <= months[-1]]
    if not row.kind.is_between:
        inside = [
            n for n, month in enumerate(window, 1) if row.points[0].month <= month <= row.points[-1].month
        ]
    steps = [row.points[part.start].month for part in row.segments[1:]] if each.is_control else []
    own, base = series.own_limits, series.baseline
    shown = [(day, words) for day, words in series.notes if window[0] <= day <= window[-1]][-NOTES:]
    return {
        "key": key_of(series.measure, each.place), "measure": series.measure, "place": each.place,
        "kind": row.kind.value if each.is_control or row.kind is not ChartKind.CONTROL else "control chart of many parts",
        "control": int(each.is_control), "better": series.direction.value,
        "first": inside[0] if inside else 0, "last": inside[-1] if inside else 0,
        **{f"step{n}": day_held(steps[n - 1]) if n <= len(steps) else 0 for n in range(1, PARTS)},
        "from": day_held(base[0]) if base else 0, "to": day_held(base[1]) if base else 0,
        "own": int(own is not None), "low": own.lower if own else 0, "middle": own.mean if own else 0, "high": own.upper if own else 0,
        "parts": len(row.segments), "target": series.target or 0, "has_target": int(series.target is not None and each.is_control),
        "on_measure": _plain(each.own[0]) if each.own else None, "on_place": _plain(each.own[1]) if each.own else None, "is_own": int(each.own is not None),
        **{f"{what}{n}": value for n, (day, words) in enumerate(shown, 1) for what, value in (("day", day_held(day)), ("said", words))},
        "rate": int(series.is_rate),
    }  # fmt: skip


def _plain(value: object) -> Scalar:
    return value if isinstance(value, (str, float, int)) else None


def day_held(day: date) -> datetime:
    """Return a day as a cell holds it."""
    return datetime(day.year, day.month, day.day)
