"""Native charts: which there are, putting one in, bringing one up to date with its looks kept, taking one away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import xlwings

from xlscore.engine.capabilities import capabilities
from xlscore.engine.charting import in_excel
from xlscore.engine.opening import open_book
from xlscore.engine.refusals import NotOnAFileError
from xlscore.engine.sheet import FileSheet
from xlscore.ooxml.charts.found import FoundChart, add_charts, charts, find_chart, has_chart
from xlscore.ooxml.charts.found import remove_chart as remove_from_file
from xlscore.ooxml.charts.moving import move_chart
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart, refuse_impossible
from xlscore.ooxml.charts.updates import update_chart, would_change
from xlscore.ooxml.errors import OoxmlError

__all__ = [
    "ChartSeries",
    "FoundChart",
    "NewChart",
    "chart_stands",
    "charts_of",
    "move_charts",
    "put_charts",
    "refresh_charts",
    "remove_charts",
]


def _file_sheet(sheet: xlwings.Sheet) -> FileSheet:
    impl = sheet.impl
    if not isinstance(impl, FileSheet):
        raise NotOnAFileError(
            "This is asked of charts in a workbook file only; in Excel, save and close the book first."
        )
    return impl


def _in_excel(sheet: xlwings.Sheet) -> bool:
    """Return whether Excel itself draws a sheet's charts; an engine that neither has Excel nor a file is told so."""
    if isinstance(sheet.impl, FileSheet):
        return False
    if not capabilities(sheet.book).native:
        raise NotOnAFileError(
            f"Charts need Excel or a workbook file; the engine {sheet.book.app.engine.name} has neither."
        )
    return True


def charts_of(sheet: xlwings.Sheet) -> list[FoundChart]:
    """Return the charts of a sheet, the lowest first, whoever made them.

    Live Excel hands out no part of a workbook, so a copy of it is saved for a moment and read.
    """
    if _in_excel(sheet):
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            copy = Path(folder, f"as it is now{Path(sheet.book.name).suffix or '.xlsx'}")
            sheet.book.api.SaveCopyAs(str(copy))
            with open_book(copy) as opened:
                return charts_of(opened.sheets[sheet.name])
    impl = _file_sheet(sheet)
    return charts(impl.book.workbook.package, impl.file.part)


def chart_stands(
    sheet: xlwings.Sheet, chart: NewChart, *, described: str = "", adds: Collection[str] = ()
) -> bool:
    """Return whether a chart stands on a sheet and putting it there again would change nothing."""
    if _in_excel(sheet):
        return in_excel.stands(sheet, chart, described, adds)
    impl = _file_sheet(sheet)
    found = find_chart(impl.book.workbook.package, impl.file.part, chart.name)
    if found is None:
        return False
    try:
        return not would_change(
            impl.book.workbook,
            found,
            chart.series,
            title_at=chart.title_at,
            description=chart.description,
            described=described,
            adds=adds,
        )
    except OoxmlError:  # it draws a sheet that is still to come
        return False


def put_charts(
    sheet: xlwings.Sheet,
    placed: Mapping[str, NewChart],
    *,
    adds: Collection[str] = (),
    described: Mapping[str, str] | None = None,
) -> dict[str, list[str]]:
    """Return the series that a person took out of charts, by the chart's name, after charts were put in or updated.

    Each chart goes over the cells of its address. Where the sheet has a chart of that name, or the one that was put in under
    it, only its references and points change: looks, place, size and whatever was typed over stay. A series that it lacks
    is put in where `adds` names it. `described` says, by the chart's name, the alternative text that it was given before.
    """
    before = described or {}
    if _in_excel(sheet):
        missing = {
            chart.name: in_excel.put(sheet, cells, chart, before.get(chart.name, ""), adds)
            for cells, chart in placed.items()
        }
        return {name: series for name, series in missing.items() if series}
    missing = _put_in_file(_file_sheet(sheet), placed, before, adds)
    return {name: series for name, series in missing.items() if series}


def _put_in_file(
    impl: FileSheet, placed: Mapping[str, NewChart], before: Mapping[str, str], adds: Collection[str]
) -> dict[str, list[str]]:
    """Return the series that each chart lacks, after those that a file's sheet lacks were put in and the others updated."""
    impl.refuse_if_protected("objects")
    workbook, file = impl.book.workbook, impl.file
    for chart in placed.values():
        refuse_impossible(workbook, chart)
    old = {chart.name for chart in placed.values() if has_chart(workbook.package, file.part, chart.name)}
    add_charts(
        workbook,
        file,
        [(impl.range(cells).box, chart) for cells, chart in placed.items() if chart.name not in old],
    )
    return {
        chart.name: update_chart(
            workbook,
            file,
            there,
            chart.series,
            title_at=chart.title_at,
            description=chart.description,
            described=before.get(chart.name, ""),
            adds=adds,
        )
        for chart in placed.values()
        if chart.name in old and (there := find_chart(workbook.package, file.part, chart.name)) is not None
    }


def move_charts(sheet: xlwings.Sheet, moved: Mapping[str, tuple[str, str]]) -> None:
    """Move charts, by their names, from the cells over which each was put to others; nothing else of them changes.

    A chart that a person put elsewhere or stretched keeps its size and columns and moves by as many rows as the cells do.
    """
    if _in_excel(sheet):
        in_excel.move(sheet, moved)
        return
    impl = _file_sheet(sheet)
    impl.refuse_if_protected("objects")
    for name, (before, now) in moved.items():
        found = find_chart(impl.book.workbook.package, impl.file.part, name)
        if found is not None:
            move_chart(impl.book.workbook, impl.file, found, impl.range(before).box, impl.range(now).box)


def remove_charts(sheet: xlwings.Sheet, names: Collection[str]) -> None:
    """Take the charts of these names off a sheet, in a file those too that were put in so and renamed; others stay."""
    if _in_excel(sheet):
        in_excel.remove(sheet, names)
        return
    impl = _file_sheet(sheet)
    impl.refuse_if_protected("objects")
    for name in names:
        found = find_chart(impl.book.workbook.package, impl.file.part, name)
        if found is not None:
            remove_from_file(impl.book.workbook, impl.file, found)


def refresh_charts(sheet: xlwings.Sheet) -> None:
    """Let all charts of a sheet of a file show what their cells hold now, before Excel draws them anew."""
    impl = _file_sheet(sheet)
    for chart in charts(impl.book.workbook.package, impl.file.part):
        update_chart(impl.book.workbook, impl.file, chart)
