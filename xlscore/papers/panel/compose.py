"""The panel report composed: standing sections, the commissioner's response, what was done, and the latest monthly report as it stands.

Source: Leicestershire Police, report to the Police and Crime Panel, October 2013: the most recent report of the Strategic Assurance Board
with a section more, "the response by the PCC to the report and actions undertaken by the Force in response to challenges".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import xlwings as xw

from xlscore.books.plan.kind import Asked
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.named import read_workbook
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import Block, PaperTable, Section, Sentences, Yours
from xlscore.papers.month.compose import month_sections, unsaid
from xlscore.papers.month.facts import MonthFacts, read_month_facts
from xlscore.papers.month.keeping import without
from xlscore.papers.panel.actions import action_tables, has_logs
from xlscore.papers.wording.frame import PaperFrame, frame_of
from xlscore.papers.wording.sentences import plain, with_figures
from xlscore.rules.papers.fields import PaperField

__all__ = ["compose_panel"]

_NAME: Final = "panel"
_TITLE: Final = "Police and Crime Panel: performance report"
_WRITTEN: Final = (
    ("implications", "Implications", PaperField.IMPLICATIONS, "Say which financial, legal and other implications there are, or that there are none."),
    ("equality", "Equality impact assessment", PaperField.EQUALITY, "Say what the assessment found, or that none was needed."),
    ("risks", "Risks and impact", PaperField.RISKS, "Say which risks there are, or that there are none."),
    ("plan", "Link to the Police and Crime Plan", PaperField.PRIORITIES, "Say how the report supports the delivery of the plan."),
    ("background", "Background papers", PaperField.BACKGROUND, "Name the background papers, or say that there are none."),
)  # fmt: skip


def compose_panel(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    """Return the panel report of a workbook, and what could not be said in it."""
    reading = read_workbook(book)
    frame = frame_of(reading, _NAME, asked)
    facts = without(read_month_facts(reading, Asked(asked.sheet, to=asked.to)), frame.kept_back)
    tables, in_logs = action_tables(reading, asked.at, frame.kept_back)
    paper = frame.paper(
        _TITLE, tuple(_sections(frame, facts, tables, has_logs=has_logs(reading))), facts.ends
    )
    return Composed(paper, tuple(dict.fromkeys((*facts.problems, *frame.problems, *in_logs, *unsaid(facts)))))


def _nothing_logged(has_logs: bool) -> Block:
    """Return that the logs have nothing to tell; without logs nobody knows, and it is a place to write."""
    if has_logs:
        nil = plain(
            "actions.none",
            "No challenge and no action that may be told here has been logged since the last report.",
        )
        return Sentences("actions.nil", "Actions", (nil,))
    return Yours(
        "actions.yours",
        "Actions",
        "Say what the force has done in response to challenges, or that there were none.",
    )


def _sections(
    frame: PaperFrame, facts: MonthFacts, tables: tuple[PaperTable, ...], *, has_logs: bool
) -> Iterator[Section]:
    words = frame.words
    until = f" to {facts.ends}" if facts.ends else ""
    purpose = f"This report gives the Panel the performance report{until}, the commissioner's response to it and what the force has done."
    yield Section(
        "purpose-s", "", "Purpose of report",
        words.own(PaperField.PURPOSE, "purpose") or (Sentences("purpose", "Purpose", (with_figures("purpose.1", purpose, ()),)),),
    )  # fmt: skip
    recommended = plain("recommendations.1", "The Panel is recommended to note and discuss the report.")
    yield Section(
        "recommendations-s", "", "Recommendation",
        words.own(PaperField.RECOMMENDATIONS, "recommendations") or (Sentences("recommendations", "Recommendation", (recommended,)),),
    )  # fmt: skip
    yield Section(
        "response-s", "", "The commissioner's response",
        (Yours("response", "Commissioner's response", "The commissioner's response to the report, and the challenges made to the force."),),
    )  # fmt: skip
    nil = _nothing_logged(has_logs)
    yield Section(
        "actions-s", "", "Actions by the force in response to challenges",
        tables or (nil,),
    )  # fmt: skip
    for key, heading, about, prompt in _WRITTEN:
        yield Section(f"{key}-s", "", heading, words.blocks(about, key, prompt))
    told = with_figures("report.1", f"This is the performance report{until}, as the force gave it.", ())
    yield Section(
        "report-s",
        "",
        "Performance report",
        (Sentences("report", "Performance report", (told,)),),
        appendix=True,
    )
    yield from month_sections(facts)
