"""The monthly report composed, in the fixed order of its chapters.

Overview, dashboard, emergent scorecard, the objectives (the highest overall class first), other threats, anti-social behaviour, horizon.
Source: Leicestershire performance report to the Strategic Assurance Board, October 2013.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import xlwings as xw

from xlscore.books.plan.kind import Asked
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.named import read_workbook
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import Block, Section, Sentences, Yours
from xlscore.papers.month.chapters import objective_sections, other_section, page_blocks
from xlscore.papers.month.facts import MonthFacts, is_anti_social, read_month_facts
from xlscore.papers.month.horizon import horizon_section
from xlscore.papers.month.keeping import without
from xlscore.papers.month.overview import overview_sections, satisfaction_blocks
from xlscore.papers.month.signals import signals_section
from xlscore.papers.month.tables import counts_table, dashboard_table, scorecard_table
from xlscore.papers.wording.frame import PaperFrame, frame_of
from xlscore.papers.wording.sentences import plain, with_figures
from xlscore.rules.figures import Figure
from xlscore.rules.objectives.compared import performance
from xlscore.rules.papers.chapters import Chapter
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.problems import Problem

__all__ = ["compose_month", "month_sections", "unsaid"]

_NAME: Final = "monthly"


def compose_month(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    """Return the monthly report of a workbook, and what could not be said in it."""
    reading = read_workbook(book)
    frame = frame_of(reading, _NAME, asked)
    facts = without(read_month_facts(reading, Asked(asked.sheet, to=asked.to)), frame.kept_back)
    until = f" to {facts.ends}" if facts.ends else ""
    sections = (_introduction(frame, until), *month_sections(facts))
    paper = frame.paper("Performance report", sections, facts.ends)
    return Composed(paper, tuple(dict.fromkeys((*facts.problems, *frame.problems, *unsaid(facts)))))


def _introduction(frame: PaperFrame, until: str) -> Section:
    said = f"This report says where performance{until} stands against the strategic objectives."
    own = frame.words.own(PaperField.INTRODUCTION, "introduction")
    blocks = own or (Sentences("introduction", "Introduction", (with_figures("introduction.1", said, ()),)),)
    return Section("introduction-s", "", Chapter.INTRODUCTION, blocks)


def month_sections(facts: MonthFacts) -> tuple[Section, ...]:
    """Return the chapters of a monthly report."""
    return tuple(_chapters(facts))


def _chapters(facts: MonthFacts) -> Iterator[Section]:
    yield from overview_sections(facts)
    tables = [table for table in (dashboard_table(facts), counts_table(facts)) if table is not None]
    yield Section("dashboard", "", Chapter.DASHBOARD, tuple(tables))
    signals = signals_section(facts)
    if signals is not None:
        yield signals
    scorecard = scorecard_table(facts)
    if scorecard is not None:
        yield Section("scorecard", "", Chapter.SCORECARD, (scorecard,))
    if facts.has_scorecard:
        yield Section("objectives", "", Chapter.OBJECTIVES, _nil_objectives(facts))
        yield from objective_sections(facts.chapters)
        yield Section("others", "", Chapter.OTHERS, _nil_others(facts))
        yield from map(other_section, facts.others)
    yield Section("asb", "", Chapter.ANTI_SOCIAL, _anti_social(facts))
    yield horizon_section(facts)


def _nil_objectives(facts: MonthFacts) -> tuple[Block, ...]:
    if facts.chapters:
        return ()
    nil = plain("objectives.none", "No objective is classed High overall or is a High threat.")
    return (Sentences("objectives.nil", "Strategic objectives", (nil,)),)


def _nil_others(facts: MonthFacts) -> tuple[Block, ...]:
    if facts.others:
        return ()
    return (Sentences("others.nil", "Other threats", (plain("others.none", "There are no other threats."),)),)


def _anti_social(facts: MonthFacts) -> tuple[Block, ...]:
    """Return what is known of anti-social behaviour: its page, else its satisfaction; else a place to write."""
    blocks = [block for page in facts.anti_social for block in page_blocks(page)]
    if not blocks:
        groups = [each.result.group for each in facts.free_satisfaction if is_anti_social(each.result.group)]
        blocks = list(satisfaction_blocks(facts, groups))
    if blocks:
        return tuple(blocks)
    return (
        Yours("asb.yours", "Anti-social behaviour", "Say how satisfied victims of anti-social behaviour are, or that there is nothing to report."),
    )  # fmt: skip


def unsaid(facts: MonthFacts) -> tuple[Problem, ...]:
    """Return as problems the rows of which the report cannot say how they stand, each at the cell that names the row."""
    found = []
    for page, section in facts.rows:
        inputs = section.row.inputs
        if inputs.measures is not None and isinstance(inputs.actual, Figure):
            continue
        said = performance(section.row)
        why = said[0].words if said else "Its purpose does not say what it counts."
        found.append(
            Problem(
                inputs.at.sheet, inputs.at.cell, f"The report cannot say how {section.title} of '{page.objective}' stands. {why}",
                "Enter the figure, or take the row out.",
            )
        )  # fmt: skip
    return tuple(found)
