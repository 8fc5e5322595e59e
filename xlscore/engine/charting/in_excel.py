"""Native charts in live Excel, through its own objects: ChartObjects, SeriesCollection, Shapes.

A chart is found again by its name. Only what its series draw changes then, the formula of each, and a title that follows a cell;
its looks are a person's from the moment it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import xlwings

from xlscore.engine.charting.made_in_excel import add, formula_of, label, make, series_in
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

__all__ = ["move", "put", "remove", "stands"]

_PARTS: Final = re.compile(
    r"""=SERIES\(((?:"[^"]*"|'[^']*'|[^,"'])*),((?:'[^']*'|[^,'])*),((?:'[^']*'|[^,'])*),(\d+)\)"""
)

_SIDES: Final = ("Left", "Top", "Width", "Height")
_A_POINT: Final = 1.0


def _found(sheet: xlwings.Sheet, name: str) -> Any:
    """Return the chart of a name as Excel has it, or None."""
    charts = sheet.api.ChartObjects()
    each = (charts.Item(number) for number in range(1, int(charts.Count) + 1))
    return next((chart for chart in each if str(chart.Name).casefold() == name.casefold()), None)


def _paired(chart: Any, wanted: Sequence[ChartSeries]) -> list[tuple[ChartSeries, Any]]:
    """Return the series that are wanted with those of the chart, None for one that it does not have."""
    there = {str(one.Name).casefold(): one for one in series_in(chart)}
    return [(each, there.get(each.name.casefold())) for each in wanted]


def _bare(text: str) -> str:
    return text.replace("'", "").replace("$", "").replace(" ", "").casefold()


def _pointed(series: Any, wanted: ChartSeries) -> str:
    """Return the formula that a series of a chart is to get, "" where it draws the wanted cells already."""
    now = str(series.Formula)
    parts = _PARTS.fullmatch(now)
    if parts is None:  # several areas, or figures typed into the chart: the whole formula is set anew
        return formula_of(wanted, int(series.PlotOrder))
    typed = parts[1] if not wanted.name_at or parts[1].startswith('"') else ""
    categories = wanted.categories or parts[2]
    same = _bare(categories) == _bare(parts[2]) and _bare(wanted.values) == _bare(parts[3])
    if same and (bool(typed) or _bare(parts[1]) == _bare(wanted.name_at)):
        return ""
    return f"=SERIES({typed or wanted.name_at},{categories},{wanted.values},{parts[4]})"


def _described(sheet: xlwings.Sheet, chart: Any, wanted: NewChart, before: str) -> bool:
    """Return whether a chart has the alternative text that it should, or one that a person typed."""
    text = str(sheet.api.Shapes(chart.Name).AlternativeText or "")
    return text == wanted.description or bool(text and text != before)


def stands(sheet: xlwings.Sheet, wanted: NewChart, described: str, adds: Collection[str]) -> bool:
    """Return whether a chart stands on a sheet and draws what it should."""
    found = _found(sheet, wanted.name)
    if found is None:
        return False
    pairs = _paired(found.Chart, wanted.series)
    return _described(sheet, found, wanted, described) and not any(
        each.name in adds if there is None else _pointed(there, each) for each, there in pairs
    )


def put(
    sheet: xlwings.Sheet, cells: str, wanted: NewChart, described: str, adds: Collection[str]
) -> list[str]:
    """Return the names of series that a chart lacks, after it was put over cells or, where it stands, pointed at its own."""
    found = _found(sheet, wanted.name)
    if found is None:
        make(sheet, cells, wanted)
        return []
    pairs = _paired(found.Chart, wanted.series)
    for each, there in pairs:
        if there is not None and (formula := _pointed(there, each)):
            there.Formula = formula
            if each.labels_at and there.HasDataLabels:
                label(there, each)
        elif there is None and each.name in adds:
            add(found.Chart, wanted, each, len(series_in(found.Chart)) + 1)
            if not each.in_legend and found.Chart.HasLegend:
                entries = found.Chart.Legend.LegendEntries()
                entries.Item(entries.Count).Delete()
    if not _described(sheet, found, wanted, described):
        sheet.api.Shapes(found.Name).AlternativeText = wanted.description
    return [each.name for each, there in pairs if there is None and each.name not in adds]


def move(sheet: xlwings.Sheet, moved: Mapping[str, tuple[str, str]]) -> None:
    """Move charts from the cells over which each was put to others; one that stands elsewhere by as many points as its rows."""
    for name, (before, now) in moved.items():
        found = _found(sheet, name)
        if found is None:
            continue
        old, new = (sheet.api.Range(cells) for cells in (before, now))
        if all(abs(getattr(found, side) - getattr(old, side)) <= _A_POINT for side in _SIDES):
            for side in _SIDES:
                setattr(found, side, getattr(new, side))
        else:
            found.Top = max(0.0, found.Top + new.Top - old.Top)


def remove(sheet: xlwings.Sheet, names: Collection[str]) -> None:
    """Take the charts of these names off a sheet."""
    for name in names:
        found = _found(sheet, name)
        if found is not None:
            found.Delete()
