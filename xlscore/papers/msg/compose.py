"""The paper on MSG positions composed: the same ten headings as every paper to the board, the table, the measures by theme.

Source: Essex Police MSG aspirations, January 2020 data.
"""

from __future__ import annotations

from typing import Final

import xlwings as xw

from xlscore.books.msg.history import month_of
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.named import read_workbook
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import PaperTable, Sentences
from xlscore.papers.msg.measures import theme_sections
from xlscore.papers.msg.reading import MsgFacts, read_msg_facts
from xlscore.papers.msg.summary import summary_blocks
from xlscore.papers.msg.table import msg_table
from xlscore.papers.wording.activity import activity_table
from xlscore.papers.wording.frame import frame_of
from xlscore.papers.wording.sentences import plain
from xlscore.papers.wording.standing import PaperParts, standing_sections

__all__ = ["compose_msg"]

_NAME: Final = "msg"
_TITLE: Final = "Most Similar Group: positions and aspirations"
_PURPOSE: Final = "This paper shows where the force stands in its Most Similar Group (MSG), and which of its aspirations there have been met."


def compose_msg(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    """Return the paper on a workbook's MSG positions, and what could not be said in it."""
    reading = read_workbook(book)
    frame = frame_of(reading, _NAME, asked)
    facts = read_msg_facts(reading, asked.sheet, frame.kept_back)
    activity, unread = activity_table(reading, frame.kept_back)
    sections = standing_sections(frame.words, _parts(facts, activity))
    paper = frame.paper(_TITLE, sections, _as_of(facts), with_numbers=True)
    return Composed(paper, tuple(dict.fromkeys((*facts.problems, *frame.problems, *unread))))


def _as_of(facts: MsgFacts) -> str:
    """Return up to when the data of most measures go, in words; the exceptions stand beneath the table."""
    notes = facts.positions.notes
    dated = any(month_of(each.found.data_to) for each in facts.measures)
    return notes[0].partition(", with the exception")[0].rstrip(".") if dated and notes else ""


def _parts(facts: MsgFacts, activity: tuple[PaperTable, ...]) -> PaperParts:
    """Return what the figures say in each section."""
    return PaperParts(
        purpose=Sentences("purpose", "Purpose", (plain("purpose.1", _PURPOSE),)),
        summary=summary_blocks(facts),
        performance=(msg_table(facts), *activity),
        introduction="Say which forces are in the group, how aspirations are set, and by whom.",
        by_theme=theme_sections(facts),
    )
