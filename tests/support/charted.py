"""Charts as the tests look at them: references, the part of a chart, and each anatomy with every series that it has."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import xlwings as xw

from xlscore.charts.bars import BarCells, bar_chart, share_chart
from xlscore.charts.control import (
    ControlCells,
    StretchCells,
    control_chart,
    days_between_chart,
    run_chart,
)
from xlscore.charts.fan import FanCells, fan_chart
from xlscore.charts.frames import ChartFrame
from xlscore.charts.history import HistoryCells, Rung, history_chart
from xlscore.charts.positions import FunnelCells, PositionCells, funnel_chart, position_chart
from xlscore.engine import NewChart, charts_of

FRAME = ChartFrame(name="A chart", title="A title", description="What it shows")


def at(column: str, last: int = 25) -> str:
    """Return the reference to the figures of a column."""
    return f"'Chart data'!${column}$2:${column}${last}"


def control_cells(stretches: int = 2, last: int = 25) -> ControlCells:
    """Return the cells of a control chart with everything on it."""
    stretch = StretchCells(mean=at("C", last), upper=at("D", last), lower=at("E", last))
    return ControlCells(
        dates=at("A", last),
        values=at("B", last),
        name="Crimes",
        stretches=(stretch,) * stretches,
        concern=at("F", last),
        improvement=at("G", last),
        neutral=at("H", last),
        target=at("I", last),
        notes=at("J", last),
        note_words=at("K", last),
    )


def fan_cells(last: int = 25) -> FanCells:
    """Return the cells of a fan with everything on it."""
    columns = ("so_far", "before", "projected", "low", "high", "spread", "target")
    return FanCells(dates=at("A", last), **{name: at("BCDEFGH"[n], last) for n, name in enumerate(columns)})


POSITIONS = PositionCells(
    names=at("A"), own=at("B"), others=at("C"), average=at("D"), top_quartile=at("E"), lower=at("F"), upper=at("G")
)  # fmt: skip
FUNNEL = FunnelCells(
    sizes=at("B"), own=at("C"), others=at("D"), names=at("A"), average=at("E"), lower=at("F"), upper=at("G")
)
LADDER = [
    Rung(word=word, height=f"'Chart data'!$B${number}")
    for number, word in enumerate(("Inadequate", "Adequate", "Good"), 3)
]
PARTS = [BarCells(name=f"Part {letter}", values=at(letter)) for letter in "BCDEFG"]


def anatomies(*, named: bool = False) -> dict[str, NewChart]:
    """Return a chart of each anatomy, with all that it may have; all of one name, or each with its own."""
    made = {
        "control": control_chart(FRAME, control_cells()),
        "run": run_chart(FRAME, control_cells(1)),
        "days between": days_between_chart(FRAME, control_cells(1)),
        "fan": fan_chart(FRAME, fan_cells()),
        "fan of lines": fan_chart(FRAME, replace(fan_cells(), spread="")),
        "positions": position_chart(FRAME, POSITIONS),
        "funnel": funnel_chart(FRAME, FUNNEL),
        "history": history_chart(
            FRAME, HistoryCells(times=at("A"), heights=at("B"), below=at("C"), thickness=at("D")), LADDER
        ),
        "bars": bar_chart(FRAME, at("A"), PARTS[:2]),
        "shares": share_chart(FRAME, at("A"), PARTS),
        "figures on each other": share_chart(FRAME, at("A"), PARTS, of_hundred=False, lying=True),
    }
    if not named:
        return made
    return {name: replace(chart, name=name, title=f"Title of {name}") for name, chart in made.items()}


def fill(sheet: xw.Sheet) -> None:
    """Make a sheet Chart data, of 24 months in A, and columns B to L of figures."""
    sheet.name = "Chart data"
    sheet["A1:L1"].value = ["Month", *(f"Column {letter}" for letter in "BCDEFGHIJKL")]
    sheet["A2"].value = [
        [dt.datetime(2024 + month // 12, month % 12 + 1, 1), *(month + column for column in range(11))]
        for month in range(24)
    ]
    sheet["A2:A25"].number_format = "mmm yy"


def part_of(sheet: xw.Sheet, number: int = 0) -> str:
    """Return the part of a chart of a sheet as text."""
    return str(sheet.book.impl.workbook.package.read(charts_of(sheet)[number].part), "utf-8")


def rewrite(sheet: xw.Sheet, old: str, new: str, times: int = 1) -> None:
    """Change the first chart of a sheet as Excel would when a person does it."""
    xml = part_of(sheet)
    assert old in xml, old
    sheet.book.impl.workbook.package.write(charts_of(sheet)[0].part, xml.replace(old, new, times).encode())


def series_part(sheet: xw.Sheet, name: str) -> str:
    """Return the XML of the series of that name, which has no cell for it."""
    found = re.findall(r"<c:ser[ >].*?</c:ser>", part_of(sheet), re.DOTALL)
    return next(each for each in found if f"<c:tx><c:v>{name}</c:v></c:tx>" in each)
