"""Public names are API from day one: a name that goes or changes here breaks somebody's workbook or script."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
import typer

import xlscore
from xlscore.cli.app import app

PUBLIC = {
    "xlscore": {"XlscoreError", "__version__", "open_book"},
    "xlscore.books": {
        "Agreed", "AreaGrade", "Backtested", "BookError", "BroughtOver", "CarriedNotes", "Checked", "Collated", "Condition", "Conditions", "ControlCharts", "DrawnMap", "DrawnMaps",
        "ForceGrades", "FoundTable", "FrontSheets", "Frozen", "Headings", "Imported", "Indicators", "Logs", "Measure", "Month", "MsgPositions", "NoteShown", "ObjectivePages", "PublishedFigures", "Quadrant", "Quadrants", "Quarterly", "Refreshed", "Risk",
        "RiskRegister", "Rolled", "Satisfaction", "ScoreRow", "Scorecard", "Targets", "Tidied", "agree_grades", "backtest", "bring_over", "carry_notes", "check", "check_conditions", "collate", "compare_figures", "compare_quarters",
        "draw_control_charts", "draw_tube_map", "fill_scorecard", "freeze", "generate_force_grades", "grade_quadrants", "headings", "import_files", "keep_logs", "read_front_sheets", "refresh", "report_month", "roll",
        "roll_satisfaction", "score_risks", "show_indicators", "tidy_grades", "update_msg", "update_targets", "write_objectives",
    },
    "xlscore.cli": {"main"},
    "xlscore.errors": {"XlscoreError", "commands_typed", "lane_words"},
    "xlscore.functions": {
        "Argument", "CONTROL_LEVEL", "CellError", "Example", "FORCE_GRADE", "FORCE_GRADE_WHY", "GRADE_CHANGE",
        "GRADE_COUNT", "HMIC_FLAG", "IMPACT_CLASS", "MSG_AVERAGE", "MSG_CHANGE", "MSG_EXPECTED",
        "MSG_GAP", "MSG_MOVE", "MSG_POOLED", "MSG_QUARTILE", "MSG_RANK", "MSG_STATUS",
        "OUTCOMES_NEEDED", "OVERALL_CLASS", "PROPORTION_LIMITS", "RAG", "RATE_LIMITS", "RATE_RATIO", "REDLINE_GRADE",
        "REGISTRY", "RISK_REDLINE", "RISK_SCORE", "ROLLING", "SHORTFALL", "SPC", "SPC_ASSURANCE", "SPC_VARIATION",
        "TARGET_SET", "TREND", "TWO_COUNT", "UNUSUAL", "WorksheetFunction", "YEAR_END", "YOY", "YOY_POINTS", "call",
    },
    "xlscore.ooxml": {"ErrorValue", "OoxmlError", "Package", "Sheet", "Workbook"},
    "xlscore.rules.problems": {
        "CellError", "ExcelError", "PolicyError", "Problem", "RuleError", "Trouble", "XlscoreError",
    },
    "xlscore.engine": {
        "Capabilities", "ChartSeries", "FoundChart", "NewChart", "NotOnAFileError", "OutlineGroup", "SparseRow", "SparseRows", "UnreadableDrawingsError", "UnreadableSheetError",
        "add_sparklines", "apply_style", "as_text", "book_bytes", "capabilities", "cells_are_locked", "chart_stands", "charts_of", "column_groups", "copy_formats", "draw",
        "drawing_is_locked", "drawing_xml", "drawn_names", "engine", "filter_address", "fit_rows", "formulas_in", "freeze_rows", "group_columns", "group_rows",
        "is_merged", "lacks_result", "looks_are_locked", "open_book", "open_bytes", "point_sparkline", "move_charts", "put_charts", "read_custom_xml", "reading_of", "refresh_charts", "release_array", "respell_formula", "respell_table_columns",
        "remove_charts", "remove_filter", "row_breaks", "row_groups", "row_heights", "save_book", "save_copy", "set_filter", "set_formula", "set_page", "set_row_breaks", "set_summaries",
        "sparkline_sources", "structure_is_locked", "style_name", "tab_names", "used_values", "write_custom_xml",
    },
    "xlscore.word": {
        "Bookmark", "Comment", "Control", "Document", "NewBlockControl", "NewCell", "NewControl", "NewList", "NewParagraph", "NewPicture", "NewRow", "NewRun", "NewTable", "Paragraph", "Sideways",
        "WordCell", "WordPicture", "WordRow", "WordSpan", "WordTable",
    },
    "xlscore.tubemap": {
        "DATA_HEADINGS", "FIVE_GRADES", "FOUR_GRADES", "MEASURE_SIGNS", "NOT_GRADED", "Drawing", "Facts", "Fit", "GradeSign",
        "Line", "Map", "Pin", "Remark", "Stop", "TubeMapError", "build_map", "command_map", "draw",
        "draw_in_quarters", "write_drawing", "write_png",
    },
}  # fmt: skip

COMMANDS = {
    "addin", "backtest", "bring-over", "call", "check", "collate", "demo", "freeze", "functions", "grades", "headings", "import", "month", "msg", "new", "notes", "paper", "refresh", "roll",
    "conditions", "control", "front", "indicators", "log", "objectives", "published", "quadrants", "quarterly", "risks", "satisfaction", "scorecard", "tubemap", "web",
}  # fmt: skip
ADDIN_COMMANDS = {"build", "doctor", "generate", "install", "uninstall"}
PAPER_COMMANDS = {"check", "pack", "pdf", "refresh", "regions", "relink", "write"}


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_the_public_names_are_these_and_no_others(module: str) -> None:
    names = importlib.import_module(module)

    assert sorted(names.__all__) == sorted(PUBLIC[module])
    assert all(getattr(names, name) is not None for name in PUBLIC[module])


def test_every_package_that_lists_public_names_is_pinned_here() -> None:
    packages = [f"xlscore.{found.name}" for found in pkgutil.iter_modules(xlscore.__path__) if found.ispkg]

    listing = {name for name in packages if hasattr(importlib.import_module(name), "__all__")}

    assert listing <= PUBLIC.keys()


@pytest.mark.parametrize("module", sorted(PUBLIC))
def test_no_module_takes_the_place_of_a_public_name_once_it_is_loaded(module: str) -> None:
    names = importlib.import_module(module)

    for found in pkgutil.iter_modules(getattr(names, "__path__", ())):
        importlib.import_module(f"{module}.{found.name}")

    assert [name for name in PUBLIC[module] if inspect.ismodule(getattr(names, name))] == []


def test_the_commands_are_the_contract() -> None:
    root = typer.main.get_command(app)

    assert set(root.commands) == COMMANDS
    assert set(root.commands["addin"].commands) == ADDIN_COMMANDS
    assert set(root.commands["paper"].commands) == PAPER_COMMANDS


def test_an_unknown_name_is_an_ordinary_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'open_books'"):
        _ = xlscore.open_books


@pytest.mark.parametrize("command", sorted(COMMANDS - {"addin", "functions", "call", "new", "paper", "web"}))
def test_every_command_takes_json(command: str) -> None:
    options = {
        name for parameter in typer.main.get_command(app).commands[command].params for name in parameter.opts
    }

    assert {"--json", "--debug"} <= options
