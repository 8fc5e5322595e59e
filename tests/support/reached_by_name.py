"""What no line of the package names and is alive all the same, by the reason: the whitelist of tests/test_dead_code.py."""

from __future__ import annotations

REACHED_BY_NAME = {
    "Python asks a module, a class or a function for it": "__getattr__ __doc__ __qualname__ __signature__",
    "xlwings' interface of an engine has it": "coords",
    "Python's own web server asks for it": """
        allow_reuse_address daemon_threads protocol_version server_version sys_version send_head list_directory guess_type
        copyfile log_message end_headers close_connection
    """,
    "Typer is handed the function by a decorator": "_common",
    "A field that the JSON, a record's sum or a look reads by its name": """
        off_45 label_label label_line label_marker off_page missed_stops stations_touch silent_shapes stray_tags
        unevenness smallest_points ambiguous long_leaders shortfall_from lowest_level
        font_name underline strike font_colour horizontal vertical rotation
    """,
    "A setting of Excel's, xlwings', XlsxWriter's or a parser's own object": """
        FormulaArray Formula2 IncludeNumber NumberFormat Color IncludePatterns IncludeFont IncludeAlignment IndentLevel WrapText IncludeBorder LineStyle Orientation PaperSize Zoom FitToPagesWide
        FitToPagesTall PrintTitleRows PrintTitleColumns CenterHorizontally Hidden SummaryRow SummaryColumn CutCopyMode Left Top calc_on_load Placement ChartType DisplayBlanksAs PlotVisibleOnly HasTitle HasLegend Position Text
        AlternativeText CategoryType MinimumScale MaximumScale RGB DashStyle Weight MarkerStyle MarkerSize MarkerBackgroundColor MarkerForegroundColor
        Size InsideLeft GapWidth Overlap MajorUnit MajorUnitScale Crosses ReversePlotOrder HasMajorGridlines TickLabelPosition ShowSeriesName ShowValue Visible ShowRange
        namespace_prefixes buffer_text ordered_attributes StartDoctypeDeclHandler StartElementHandler EndElementHandler
        CharacterDataHandler CommentHandler StartCdataSectionHandler ProcessingInstructionHandler
    """,
    "A key of a PDF's own object": """
        K A F ID Tabs Contents Lang StructParent StructParents ParentTreeNextKey ViewerPreferences DisplayDocTitle
    """,
    "A choice, a method or an answer for who uses the package; the package itself makes no use of it": """
        bar_chart
        CQC set_values to_json from_json redline_from releases
    """,
    "The add-in's VBA calls it": "choices press",
    "The tests judge drawings and workbooks by it": "hard read_svg SHEETS",
}
