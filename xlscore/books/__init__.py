"""The workbooks: each action is one function that takes an `xlwings.Book` and returns a frozen record.

    from xlscore.engine import open_book
    from xlscore.books import generate_force_grades

    book = open_book("scorecard.xlsx")
    result = generate_force_grades(book)
    book.save()

Every record has `.problems` (what is wrong in the data, with sheet and cell) and `.as_dict()` (what the command line
prints with --json). An action is the same in live Excel, on a file, and on xlwings' remote engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import xlscore.books.kinds  # noqa: F401  (makes the kinds and their tables known)

if TYPE_CHECKING:
    from xlscore.books.bringing_over import BroughtOver, bring_over
    from xlscore.books.conditions.conditions import Condition, Conditions, check_conditions
    from xlscore.books.control.answer import ControlCharts
    from xlscore.books.control.control import draw_control_charts
    from xlscore.books.errors import BookError
    from xlscore.books.freezing import Frozen, freeze
    from xlscore.books.grades.agree import Agreed, agree_grades
    from xlscore.books.grades.collate import Collated, collate
    from xlscore.books.grades.force import AreaGrade, ForceGrades, generate_force_grades
    from xlscore.books.grades.roll import Rolled, roll
    from xlscore.books.grades.tidy import Tidied, tidy_grades
    from xlscore.books.importing.answer import Imported
    from xlscore.books.importing.files import import_files
    from xlscore.books.indicators.indicators import Indicators, show_indicators
    from xlscore.books.logs.answer import Logs
    from xlscore.books.logs.log import keep_logs
    from xlscore.books.maps.drawing import DrawnMap, DrawnMaps, draw_tube_map
    from xlscore.books.monthly.answer import Backtested, Month
    from xlscore.books.monthly.month import backtest, report_month
    from xlscore.books.msg.answer import Measure, MsgPositions
    from xlscore.books.msg.positions import update_msg
    from xlscore.books.notes.carrying import CarriedNotes, NoteShown, carry_notes
    from xlscore.books.objectives.answer import ObjectivePages
    from xlscore.books.objectives.objectives import write_objectives
    from xlscore.books.papers.front import FrontSheets, read_front_sheets
    from xlscore.books.published.published import PublishedFigures, compare_figures
    from xlscore.books.quadrants.scorecard import Quadrant, Quadrants, grade_quadrants
    from xlscore.books.quarterly.quarterly import Quarterly, compare_quarters
    from xlscore.books.refreshing import Checked, Refreshed, check, refresh
    from xlscore.books.risks.risks import Risk, RiskRegister, score_risks
    from xlscore.books.satisfaction.satisfaction import Satisfaction, roll_satisfaction
    from xlscore.books.threat.scorecard import Scorecard, ScoreRow, fill_scorecard
    from xlscore.books.understanding import FoundTable, Headings, headings

__all__ = [
    "Agreed",
    "AreaGrade",
    "Backtested",
    "BookError",
    "BroughtOver",
    "CarriedNotes",
    "Checked",
    "Collated",
    "Condition",
    "Conditions",
    "ControlCharts",
    "DrawnMap",
    "DrawnMaps",
    "ForceGrades",
    "FoundTable",
    "FrontSheets",
    "Frozen",
    "Headings",
    "Imported",
    "Indicators",
    "Logs",
    "Measure",
    "Month",
    "MsgPositions",
    "NoteShown",
    "ObjectivePages",
    "PublishedFigures",
    "Quadrant",
    "Quadrants",
    "Quarterly",
    "Refreshed",
    "Risk",
    "RiskRegister",
    "Rolled",
    "Satisfaction",
    "ScoreRow",
    "Scorecard",
    "Targets",
    "Tidied",
    "agree_grades",
    "backtest",
    "bring_over",
    "carry_notes",
    "check",
    "check_conditions",
    "collate",
    "compare_figures",
    "compare_quarters",
    "draw_control_charts",
    "draw_tube_map",
    "fill_scorecard",
    "freeze",
    "generate_force_grades",
    "grade_quadrants",
    "headings",
    "import_files",
    "keep_logs",
    "read_front_sheets",
    "refresh",
    "report_month",
    "roll",
    "roll_satisfaction",
    "score_risks",
    "show_indicators",
    "tidy_grades",
    "update_msg",
    "update_targets",
    "write_objectives",
]

_HOMES: Final = {
    "Agreed": "xlscore.books.grades.agree",
    "AreaGrade": "xlscore.books.grades.force",
    "Backtested": "xlscore.books.monthly.answer",
    "BookError": "xlscore.books.errors",
    "BroughtOver": "xlscore.books.bringing_over",
    "CarriedNotes": "xlscore.books.notes.carrying",
    "Checked": "xlscore.books.refreshing",
    "Collated": "xlscore.books.grades.collate",
    "Condition": "xlscore.books.conditions.conditions",
    "Conditions": "xlscore.books.conditions.conditions",
    "ControlCharts": "xlscore.books.control.answer",
    "DrawnMap": "xlscore.books.maps.drawing",
    "DrawnMaps": "xlscore.books.maps.drawing",
    "ForceGrades": "xlscore.books.grades.force",
    "FrontSheets": "xlscore.books.papers.front",
    "Frozen": "xlscore.books.freezing",
    "FoundTable": "xlscore.books.understanding",
    "Headings": "xlscore.books.understanding",
    "Imported": "xlscore.books.importing.answer",
    "Indicators": "xlscore.books.indicators.indicators",
    "Logs": "xlscore.books.logs.answer",
    "Measure": "xlscore.books.msg.answer",
    "Month": "xlscore.books.monthly.answer",
    "MsgPositions": "xlscore.books.msg.answer",
    "NoteShown": "xlscore.books.notes.carrying",
    "ObjectivePages": "xlscore.books.objectives.answer",
    "PublishedFigures": "xlscore.books.published.published",
    "Quadrant": "xlscore.books.quadrants.scorecard",
    "Quadrants": "xlscore.books.quadrants.scorecard",
    "Quarterly": "xlscore.books.quarterly.quarterly",
    "Refreshed": "xlscore.books.refreshing",
    "Risk": "xlscore.books.risks.risks",
    "RiskRegister": "xlscore.books.risks.risks",
    "Rolled": "xlscore.books.grades.roll",
    "Satisfaction": "xlscore.books.satisfaction.satisfaction",
    "ScoreRow": "xlscore.books.threat.scorecard",
    "Scorecard": "xlscore.books.threat.scorecard",
    "Targets": "xlscore.books.monthly.answer_targets",
    "Tidied": "xlscore.books.grades.tidy",
    "agree_grades": "xlscore.books.grades.agree",
    "backtest": "xlscore.books.monthly.month",
    "bring_over": "xlscore.books.bringing_over",
    "carry_notes": "xlscore.books.notes.carrying",
    "check": "xlscore.books.refreshing",
    "check_conditions": "xlscore.books.conditions.conditions",
    "collate": "xlscore.books.grades.collate",
    "compare_figures": "xlscore.books.published.published",
    "compare_quarters": "xlscore.books.quarterly.quarterly",
    "draw_control_charts": "xlscore.books.control.control",
    "draw_tube_map": "xlscore.books.maps.drawing",
    "fill_scorecard": "xlscore.books.threat.scorecard",
    "freeze": "xlscore.books.freezing",
    "generate_force_grades": "xlscore.books.grades.force",
    "grade_quadrants": "xlscore.books.quadrants.scorecard",
    "headings": "xlscore.books.understanding",
    "refresh": "xlscore.books.refreshing",
    "import_files": "xlscore.books.importing.files",
    "keep_logs": "xlscore.books.logs.log",
    "read_front_sheets": "xlscore.books.papers.front",
    "report_month": "xlscore.books.monthly.month",
    "roll": "xlscore.books.grades.roll",
    "roll_satisfaction": "xlscore.books.satisfaction.satisfaction",
    "score_risks": "xlscore.books.risks.risks",
    "show_indicators": "xlscore.books.indicators.indicators",
    "tidy_grades": "xlscore.books.grades.tidy",
    "update_targets": "xlscore.books.monthly.month",
    "update_msg": "xlscore.books.msg.positions",
    "write_objectives": "xlscore.books.objectives.objectives",
}
"""Where each name is; it is loaded when it is first used, since what reads a workbook takes long to import."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'xlscore.books' has no attribute {name!r}")
