"""The board paper composed: sections 1.0 to 9.0 as they stand in every cycle's paper, and the tube maps as appendices.

Source: Essex Police Balanced Scorecard, cycle 13: its ten headings, its order, its nil statements.
"""

from __future__ import annotations

from typing import Final

import xlwings as xw

from xlscore.books.tables.named import read_workbook
from xlscore.papers.board.maps import map_sections
from xlscore.papers.board.narrative import (
    caveat_blocks,
    move_blocks,
    override_blocks,
    priority_blocks,
    redline_blocks,
    risk_blocks,
    synergy_blocks,
)
from xlscore.papers.board.reading import BoardFacts, read_board
from xlscore.papers.board.summary import change_blocks, count_block
from xlscore.papers.board.tables import grid_table, rationale_table
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import Block, Phrase, Section, Sentence, Sentences, WholePaper
from xlscore.papers.wording.sentences import plain
from xlscore.papers.wording.standing import StandingWords, front_of, numbered
from xlscore.rules.force.cycle_names import whole_cycle
from xlscore.rules.force.rationale import unexplained
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.papers.settings import NO_SETTINGS
from xlscore.rules.problems import Problem

__all__ = ["compose_board"]

_NAME: Final = "board"
_SCORECARD: Final = "Balanced Scorecard"


def compose_board(book: xw.Book, asked: PaperAsked) -> Composed:
    """Return the board paper of a workbook, and what could not be said in it."""
    reading = read_workbook(book)
    settings, unread = NO_SETTINGS, ()
    part = settings.part(_NAME)
    kept_back = settings.kept_from_public(_NAME) if part == "A" else frozenset()
    facts = read_board(reading, asked.sheet, kept_back)
    appendices, left_out = map_sections(reading, facts, kept_back)
    standing = StandingWords(settings, _NAME)
    paper = WholePaper(
        kind=_NAME,
        title=settings.words(PaperField.TITLE, _NAME) or _title(facts),
        sections=numbered((*_sections(facts, standing), *appendices)),
        front=front_of(settings, _NAME, asked.recipient),
        marking=settings.words(PaperField.MARKING, _NAME),
        part=part,
        as_of=f"Redline data to {facts.redline_month}" if facts.redline_month else "",
        recipients=settings.recipients(_NAME),
    )
    return Composed(paper, tuple(dict.fromkeys((*facts.problems, *unread, *_unexplained(facts), *left_out))))


def _title(facts: BoardFacts) -> str:
    return f"{_SCORECARD}: {facts.cycle}" if facts.cycle else _SCORECARD


def _unexplained(facts: BoardFacts) -> list[Problem]:
    """Return as problems the grades that need a rationale and have none: the paper says that there is none."""
    return [
        Problem(facts.sheet, area.name_at, unexplained(area.result), "Write the Board's rationale.")
        for area in facts.areas
        if area.result.lacks_rationale
    ]


def _sections(facts: BoardFacts, standing: StandingWords) -> tuple[Section, ...]:
    """Return the sections of the paper, unnumbered."""
    return (
        Section("purpose", "", "Purpose of report", standing.own(PaperField.PURPOSE, "purpose") or (_purpose(facts),)),
        Section(
            "recommendations", "", "Recommendations",
            standing.blocks(PaperField.RECOMMENDATIONS, "recommendations", "Say what the board is asked to do, or that the report is for it to note."),
        ),
        Section(
            "summary", "", "Executive summary",
            (*change_blocks(facts), count_block(facts), *standing.own(PaperField.SUMMARY, "summary.own")),
        ),
        Section(
            "introduction", "", "Introduction/background",
            standing.blocks(PaperField.INTRODUCTION, "introduction", "Say how the scorecard works and who agrees the grades."),
        ),
        Section("performance", "", "Current work and performance", _performance(facts, standing)),
        Section("implications", "", "Implications (issues)", standing.own(PaperField.IMPLICATIONS, "implications")),
        *_implications(facts, standing),
        Section(
            "consultation", "", "Consultation/engagement",
            standing.blocks(PaperField.CONSULTATION, "consultation", "Say who was consulted, or that nobody had to be."),
        ),
        Section("actions", "", "Actions for improvement", (*standing.own(PaperField.ACTIONS, "actions"), *synergy_blocks(facts))),
        Section(
            "future", "", "Future work/development and expected outcome",
            standing.blocks(PaperField.FUTURE, "future", "Say what comes next, and what is expected of it."),
        ),
    )  # fmt: skip


def _performance(facts: BoardFacts, standing: StandingWords) -> tuple[Block, ...]:
    return (
        *standing.own(PaperField.PERFORMANCE, "performance.own"),
        Sentences("grid.lead", "Grid: introduction", (plain("grid.says", "The table below has the final grades at command and force level."),)),
        grid_table(facts),
        *redline_blocks(facts),
        Sentences("rationale.lead", "Rationale: introduction", (plain("rationale.says", "The rationale for these grades is in the following table."),)),
        rationale_table(facts),
        *override_blocks(facts),
        *move_blocks(facts),
        *caveat_blocks(facts),
    )  # fmt: skip


def _implications(facts: BoardFacts, standing: StandingWords) -> tuple[Section, ...]:
    """Return what lies below the implications: the plan, demand, risks, and the two nil statements."""
    priorities = priority_blocks(facts)
    risks = risk_blocks(facts)
    written = "Say which implications there are, or that none were identified."
    return (
        _below("priorities", "Links to Police and Crime Plan priorities", PaperField.PRIORITIES, standing, priorities, "Say how the scorecard takes up the plan's priorities."),
        _below("demand", "Demand", PaperField.DEMAND, standing, (), "Say what the grades mean for demand."),
        _below("risk", "Risks/mitigation", PaperField.RISKS, standing, risks, "Say how risks are found and who keeps the register."),
        _below("equality", "Equality and/or human rights implications", PaperField.EQUALITY, standing, (), written),
        _below("health", "Health and safety implications", PaperField.HEALTH, standing, (), written),
    )  # fmt: skip


def _below(
    key: str, heading: str, about: PaperField, standing: StandingWords, more: tuple[Block, ...], prompt: str
) -> Section:
    own = standing.own(about, key) if more else standing.blocks(about, key, prompt)
    return Section(key, "", heading, (*own, *more), level=2)


def _purpose(facts: BoardFacts) -> Sentences:
    """Return what the paper is for: of which cycle the final grades are."""
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
    second = "It also gives the rationale for the force-level grades."
    return Sentences("purpose", "Purpose", (Sentence("purpose.1", first), plain("purpose.2", second)))
