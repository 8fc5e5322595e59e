"""What a day may be of that a workbook names: facts of days and claims of them are found by the same words."""

from typing import Final

__all__ = ["APPROVED", "BEGINS", "CHANGED", "CONCERN", "DATA", "EVENT", "MEETING", "NOTE", "UNTIL", "WRITTEN"]

MEETING: Final = "the meeting"
WRITTEN: Final = "the paper written"
APPROVED: Final = "the paper approved"
CHANGED: Final = "the grade changed"
EVENT: Final = "announced"
UNTIL: Final = "expected"
NOTE: Final = "the note"
CONCERN: Final = "since when"
BEGINS: Final = "the year begins"
DATA: Final = "data"
