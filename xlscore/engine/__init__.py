"""An xlwings engine on workbook files: one macro runs in Excel and on a file alike.

`open_book(path)` gives a real `xlwings.Book`. The other functions work on ranges and sheets of this
engine and of live Excel alike, for what xlwings itself has no words for.
"""

from __future__ import annotations

from xlscore.engine.breaks import row_breaks, set_row_breaks
from xlscore.engine.capabilities import Capabilities, capabilities
from xlscore.engine.charting.charts import (
    ChartSeries,
    FoundChart,
    NewChart,
    chart_stands,
    charts_of,
    move_charts,
    put_charts,
    refresh_charts,
    remove_charts,
)
from xlscore.engine.custom_xml import read_custom_xml, write_custom_xml
from xlscore.engine.dressing import (
    apply_style,
    copy_formats,
    fit_rows,
    freeze_rows,
    row_heights,
    style_name,
)
from xlscore.engine.extras import (
    UnreadableDrawingsError,
    UnreadableSheetError,
    book_bytes,
    draw,
    drawing_xml,
    drawn_names,
    is_merged,
    lacks_result,
    reading_of,
    release_array,
    respell_formula,
    respell_table_columns,
    save_book,
    save_copy,
    set_formula,
    set_page,
    tab_names,
)
from xlscore.engine.filters import filter_address, remove_filter, set_filter
from xlscore.engine.opening import engine, open_book, open_bytes
from xlscore.engine.outlines import (
    OutlineGroup,
    column_groups,
    group_columns,
    group_rows,
    row_groups,
    set_summaries,
)
from xlscore.engine.protection import (
    cells_are_locked,
    drawing_is_locked,
    looks_are_locked,
    structure_is_locked,
)
from xlscore.engine.refusals import NotOnAFileError
from xlscore.engine.sparklines import add_sparklines, point_sparkline, sparkline_sources
from xlscore.engine.used import SparseRow, SparseRows, formulas_in, used_values
from xlscore.engine.values import as_text

__all__ = [
    "Capabilities",
    "ChartSeries",
    "FoundChart",
    "NewChart",
    "NotOnAFileError",
    "OutlineGroup",
    "SparseRow",
    "SparseRows",
    "UnreadableDrawingsError",
    "UnreadableSheetError",
    "add_sparklines",
    "apply_style",
    "as_text",
    "book_bytes",
    "capabilities",
    "cells_are_locked",
    "chart_stands",
    "charts_of",
    "column_groups",
    "copy_formats",
    "draw",
    "drawing_is_locked",
    "drawing_xml",
    "drawn_names",
    "engine",
    "filter_address",
    "fit_rows",
    "formulas_in",
    "freeze_rows",
    "group_columns",
    "group_rows",
    "is_merged",
    "lacks_result",
    "looks_are_locked",
    "move_charts",
    "open_book",
    "open_bytes",
    "point_sparkline",
    "put_charts",
    "read_custom_xml",
    "reading_of",
    "refresh_charts",
    "release_array",
    "remove_charts",
    "remove_filter",
    "respell_formula",
    "respell_table_columns",
    "row_breaks",
    "row_groups",
    "row_heights",
    "save_book",
    "save_copy",
    "set_filter",
    "set_formula",
    "set_page",
    "set_row_breaks",
    "set_summaries",
    "sparkline_sources",
    "structure_is_locked",
    "style_name",
    "tab_names",
    "used_values",
    "write_custom_xml",
]
