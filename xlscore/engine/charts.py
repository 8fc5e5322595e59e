"""Native charts of a file: which there are, putting one in, and bringing one up to date with its looks kept."""

from __future__ import annotations

from collections.abc import Collection

import xlwings

from xlscore.engine.ranges import Range
from xlscore.engine.refusals import NotOnAFileError
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.around import charts as file_charts
from xlscore.ooxml.around.chart_xml import ChartSeries, NewChart
from xlscore.ooxml.around.charts import FoundChart

__all__ = ["ChartSeries", "FoundChart", "NewChart", "charts_of", "put_chart", "refresh_charts"]


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
    return file_charts.charts(impl.book.workbook.package, impl.file.part)


def put_chart(cells: xlwings.Range, chart: NewChart, *, adds: Collection[str] = ()) -> list[str]:
    """Return the names of series that a person took out of a chart, after it was put over cells of a file or updated.

    Where the sheet has a chart of that name, or the one that was put in under it, only its references and caches change:
    looks, place, size and whatever was typed over stay. A series that it lacks is put in where `adds` names it.
    """
    impl = _file_sheet(cells.sheet)
    impl.refuse_if_protected("objects")
    workbook, sheet = impl.book.workbook, impl.file
    found = file_charts.find_chart(workbook.package, sheet.part, chart.name)
    if found is not None:
        return file_charts.update_chart(
            workbook,
            sheet,
            found,
            chart.series,
            title_at=chart.title_at,
            description=chart.description,
            adds=adds,
        )
    assert isinstance(cells.impl, Range)
    file_charts.add_chart(workbook, sheet, cells.impl.box, chart)
    return []


def refresh_charts(sheet: xlwings.Sheet) -> None:
    """Let all charts of a sheet of a file show what their cells hold now, before Excel draws them anew."""
    impl = _file_sheet(sheet)
    for chart in file_charts.charts(impl.book.workbook.package, impl.file.part):
        file_charts.update_chart(impl.book.workbook, impl.file, chart)
