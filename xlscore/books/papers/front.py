"""What the table Paper gives the papers of a workbook, and what of it could not be understood; none of its cells is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.papers.activity import read_activity
from xlscore.books.papers.reading import find_paper, read_paper, report_unknown
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Told
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.rules.papers.settings import PaperSettings
from xlscore.rules.problems import Problem

__all__ = ["FrontSheets", "plan_front", "read_front_sheets"]

_SHOWN: Final = 60
"""So many letters of a text a screen shows."""


@dataclass(frozen=True)
class FrontSheets:
    """What the table Paper gives the papers."""

    settings: PaperSettings
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "fields": [
                {"field": each.about.value, "text": each.words, "papers": list(each.papers), "cell": each.source.place}
                for each in self.settings.texts
            ],
            "problems": [problem.as_dict() for problem in self.problems],
        }  # fmt: skip

    def sentences(self) -> list[str]:
        """Return how much the papers take from the table."""
        if not self.settings.texts:
            return ["The table Paper gives the papers nothing yet."]
        return [f"The papers take {counted(len(self.settings.texts), 'text')} from the table Paper."]

    def told(self) -> Told:
        """Return the fields with their texts, as a screen shows them."""
        rows = tuple(
            (each.about.value, ", ".join(each.papers) or "all", _cut(" ".join(each.paragraphs)))
            for each in self.settings.texts
        )
        return Told("Papers", ("Field", "Papers", "Text"), rows, lines=tuple(self.sentences()))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def read_front_sheets(book: xw.Book, sheet: str | None = None) -> FrontSheets:
    """Return what a workbook's table Paper gives its papers, having listed on Problems what cannot be understood."""
    return carry_out(book, "front", lambda planner: plan_front(planner, sheet))


def plan_front(planner: Planner, sheet: str | None = None) -> FrontSheets:
    """Return what the table Paper gives the papers; there is nothing to plan."""
    reader = Reader()
    settings = read_paper(find_paper(planner.reading, sheet), reader)
    report_unknown(settings, planner.reading, reader)
    read_activity(planner.reading, reader)
    return FrontSheets(settings, tuple(reader.problems))
