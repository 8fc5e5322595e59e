"""Native charts of a file: which there are, putting one in, and bringing one up to date with its looks kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import xlwings

from xlscore.engine.refusals import NotOnAFileError
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.charts.found import FoundChart, add_charts, charts, find_chart
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart, refuse_impossible
from xlscore.ooxml.charts.updates import update_chart

__all__ = ["ChartSeries", "FoundChart", "NewChart", "charts_of", "put_charts", "refresh_charts"]


def _file_sheet(sheet: xlwings.Sheet) -> FileSheet:
    impl = sheet.impl
    if not isinstance(impl, FileSheet):
        raise NotOnAFileError(
            "Charts are put into a workbook file; in Excel, save and close the book first, or use Insert, Charts."
        )
    return impl


def charts_of(sheet: xlwings.Sheet) -> list[FoundChart]:
    """Return the charts of a sheet of a file, the lowest first, whoever made them."""
    impl = _file_sheet(sheet)
    return charts(impl.book.workbook.package, impl.file.part)


def put_charts(
    sheet: xlwings.Sheet, placed: Mapping[str, NewChart], *, adds: Collection[str] = ()
) -> dict[str, list[str]]:
    """Return the series that a person took out of charts, by the chart's name, after charts were put in or updated.

    Each chart goes over the cells of its address. Where the sheet has a chart of that name, or the one that was put in under
    it, only its references and points change: looks, place, size and whatever was typed over stay. A series that it lacks
    is put in where `adds` names it.
    """
    impl = _file_sheet(sheet)
    impl.refuse_if_protected("objects")
    workbook, file = impl.book.workbook, impl.file
    for chart in placed.values():
        refuse_impossible(workbook, chart)
    found = {chart.name: find_chart(workbook.package, file.part, chart.name) for chart in placed.values()}
    add_charts(
        workbook,
        file,
        [(impl.range(cells).box, chart) for cells, chart in placed.items() if found[chart.name] is None],
    )
    missing = {
        chart.name: update_chart(
            workbook,
            file,
            there,
            chart.series,
            title_at=chart.title_at,
            description=chart.description,
            adds=adds,
        )
        for chart in placed.values()
        if (there := found[chart.name]) is not None
    }
    return {name: series for name, series in missing.items() if series}


def refresh_charts(sheet: xlwings.Sheet) -> None:
    """Let all charts of a sheet of a file show what their cells hold now, before Excel draws them anew."""
    impl = _file_sheet(sheet)
    for chart in charts(impl.book.workbook.package, impl.file.part):
        update_chart(impl.book.workbook, impl.file, chart)
