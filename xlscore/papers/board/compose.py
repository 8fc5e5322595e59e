"""The board paper composed: sections 1.0 to 9.0 as they stand in every cycle's paper, and the tube maps as appendices.

Source: Essex Police Balanced Scorecard, cycle 13: its ten headings, its order, its nil statements.
"""

from __future__ import annotations

from typing import Final

import xlwings as xw

from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.named import read_workbook
from xlscore.papers.board.maps import map_sections
from xlscore.papers.board.narrative import (
    caveat_blocks,
    move_blocks,
    override_blocks,
    priority_blocks,
    redline_blocks,
    synergy_blocks,
)
from xlscore.papers.board.reading import BoardFacts, read_board
from xlscore.papers.board.risks import risk_blocks
from xlscore.papers.board.summary import change_blocks, count_block
from xlscore.papers.board.tables import grid_tables, rationale_table
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import Block, Phrase, Sentence, Sentences
from xlscore.papers.wording.frame import frame_of
from xlscore.papers.wording.sentences import plain
from xlscore.papers.wording.standing import PaperParts, standing_sections
from xlscore.rules.force.cycle_names import whole_cycle
from xlscore.rules.force.rationale import unexplained
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.papers.settings import SettingText
from xlscore.rules.problems import Problem

__all__ = ["compose_board"]

_NAME: Final = "board"
_SCORECARD: Final = "Balanced Scorecard"
_GRADES: Final = "The table below has the final grades at command and force level."
_GRADES_PENDING: Final = "The table below has the grades at command and force level; where the Board has not agreed one yet, it has the one that is suggested."


def compose_board(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    """Return the board paper of a workbook, and what could not be said in it."""
    reading = read_workbook(book)
    frame = frame_of(reading, _NAME, asked)
    facts = read_board(reading, asked.sheet, frame.kept_back)
    appendices, left_out = map_sections(reading, facts)
    parts = _parts(facts, frame.settings.text(PaperField.MEETING, _NAME))
    as_of = f"Redline data to {facts.redline_month}" if facts.redline_month else ""
    sections = (*standing_sections(frame.words, parts), *appendices)
    paper = frame.paper(_title(facts), sections, as_of, with_numbers=True)
    return Composed(
        paper, tuple(dict.fromkeys((*facts.problems, *frame.problems, *_unexplained(facts), *left_out)))
    )


def _title(facts: BoardFacts) -> str:
    return f"{_SCORECARD}: {facts.cycle}" if facts.cycle else _SCORECARD


def _unexplained(facts: BoardFacts) -> list[Problem]:
    """Return as problems the grades that need a rationale and have none: the paper says that there is none."""
    return [
        Problem(facts.sheet, area.name_at, unexplained(area.result), "Write the Board's rationale.")
        for area in facts.areas
        if area.result.lacks_rationale
    ]


def _parts(facts: BoardFacts, met: SettingText | None) -> PaperParts:
    """Return what the figures say in each section."""
    return PaperParts(
        purpose=_purpose(facts, met),
        summary=(*change_blocks(facts), count_block(facts)),
        performance=_performance(facts),
        introduction="Say how the scorecard works and who agrees the grades.",
        priorities=priority_blocks(facts),
        risks=risk_blocks(facts),
        actions=synergy_blocks(facts),
    )


def _performance(facts: BoardFacts) -> tuple[Block, ...]:
    return (
        _lead("grid", "Grid", _GRADES_PENDING if facts.grades.pending else _GRADES),
        *grid_tables(facts),
        *redline_blocks(facts),
        _lead("rationale", "Rationale", "The rationale for these grades is in the following table."),
        rationale_table(facts),
        *override_blocks(facts),
        *move_blocks(facts),
        *caveat_blocks(facts),
    )


def _lead(key: str, title: str, text: str) -> Sentences:
    """Return the sentence that leads to a table."""
    return Sentences(f"{key}.lead", f"{title}: introduction", (plain(f"{key}.says", text),))


def _purpose(facts: BoardFacts, met: SettingText | None) -> Sentences:
    """Return what the paper is for: of which cycle the final grades are, and when the Board met that agreed them all."""
    cycle = whole_cycle(facts.cycle)
    first: tuple[str | Phrase, ...] = (
        "This paper gives an overview of the final grades of the Balanced Scorecard.",
    )
    if cycle:
        first = (
            "This paper gives an overview of the final grades for ",
            Phrase("cycle", cycle, facts.cycle_at),
            f" of the {_SCORECARD}.",
        )
    second: tuple[str | Phrase, ...] = ("It also gives the rationale for the force-level grades",)
    if met is not None and not facts.grades.pending:
        day = Phrase("day", " ".join(met.paragraphs), (met.source.place,))
        second = (*second, ", as determined by the Performance Board on ", day)
    return Sentences(
        "purpose", "Purpose", (Sentence("purpose.1", first), Sentence("purpose.2", (*second, ".")))
    )
