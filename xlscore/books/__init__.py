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

from xlscore.books.errors import BookError
from xlscore.books.freeze import Frozen, freeze
from xlscore.books.grades.collate import Collated, collate
from xlscore.books.grades.force import AreaGrade, ForceGrades, generate_force_grades
from xlscore.books.grades.roll import Rolled, roll
from xlscore.books.maps.drawing import DrawnMap, DrawnMaps, draw_tube_map
from xlscore.books.msg.positions import Measure, MsgPositions, update_msg
from xlscore.books.refresh import Checked, Refreshed, check, refresh
from xlscore.books.threat.scorecard import Scorecard, ScoreRow, fill_scorecard

__all__ = [
    "AreaGrade",
    "BookError",
    "Checked",
    "Collated",
    "DrawnMap",
    "DrawnMaps",
    "ForceGrades",
    "Frozen",
    "Measure",
    "MsgPositions",
    "Refreshed",
    "Rolled",
    "ScoreRow",
    "Scorecard",
    "check",
    "collate",
    "draw_tube_map",
    "fill_scorecard",
    "freeze",
    "generate_force_grades",
    "refresh",
    "roll",
    "update_msg",
]
