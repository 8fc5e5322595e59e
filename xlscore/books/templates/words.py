"""What the sheets' drop-downs offer, and the cell names behind the ones that follow the Policy."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.headings import policy_name
from xlscore.rules.grades import FIVE, NOT_GRADED
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.levels import AreaLevel

__all__ = [
    "AREA_LEVELS",
    "ASPIRATIONS",
    "BETTER",
    "GRADES",
    "LEVELS",
    "LIST_OF",
    "PURPOSES",
    "QUADRANTS",
    "RETURN_GRADES",
    "YES_NO",
]

LIST_OF: Final = {"four": "xls_grades_four", "five": "xls_grades_five"}
"""The names of the two lists of grades on the Policy sheet."""

GRADES: Final = f'=IF({policy_name("scale")}="five",{LIST_OF["five"]},{LIST_OF["four"]})'
"""The drop-down of grades follows the grade scale of the Policy sheet."""

RETURN_GRADES: Final = (*(grade.value for grade in FIVE.grades), NOT_GRADED)
"""A return has no Policy sheet, so it offers every grade; the grid's own scale decides when it is collated."""

LEVELS: Final = tuple(level.value for level in Level)
BETTER: Final = ("Higher", "Lower")
YES_NO: Final = ("Yes", "No")
ASPIRATIONS: Final = (
    "MSG Average", "Best in MSG", "2nd in MSG", "3rd in MSG", "4th in MSG", "5th in MSG", "6th in MSG", "7th in MSG",
    "Upper Quartile Rank", "(Small numbers)", "(Not just police dependent)",
)  # fmt: skip
PURPOSES: Final = ("Recorded Crime", "Crime Outcome Rate", "Satisfaction", "Average")
AREA_LEVELS: Final = tuple(level.value for level in AreaLevel)
QUADRANTS: Final = ("Focus", "Process", "Service User", "Innovation")
