"""The report pages as a kind of work: read, said by the rules, written on a sheet with a page per objective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import xlwings as xw

from xlscore.books.objectives.answer import ObjectivePages
from xlscore.books.objectives.charting import plan_charts, with_undrawn
from xlscore.books.objectives.headings import PAGES
from xlscore.books.objectives.lines import lines_of
from xlscore.books.objectives.placing import place, place_anew
from xlscore.books.objectives.reading import ObjectiveSheets, read
from xlscore.books.objectives.standing import find_pages, typed_texts
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.own_lines import Written, plan_title
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.objectives.pages import pages_of
from xlscore.rules.objectives.records import ObjectiveInputs, ObjectivePage, ObjectiveText
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["JudgedPages", "judged_pages", "plan_objectives", "write_objectives"]

_TITLE = "Performance by strategic objective"
_ABOUT = "Figures follow the scorecard; sentences follow at the next run. Whatever you type over stays."


def write_objectives(book: xw.Book, sheet: str | None = None, to: str | None = None) -> ObjectivePages:
    """Return the report pages of a workbook, having written them; `to` is the last month (2013-10), else as the scorecard's figures go."""
    return carry_out(book, "objectives", lambda planner: plan_objectives(planner, Asked(sheet, to=to)))


@dataclass(frozen=True)
class JudgedPages:
    """The report pages as the rules say them, what they are said from, and the sheet that they stand on already."""

    found: ObjectiveSheets
    pages: tuple[ObjectivePage, ...]
    table: Table | None


def judged_pages(planner: Planner, asked: Asked, reader: Reader) -> JudgedPages:
    """Return the report pages of a workbook, with what people typed on them; nothing is planned."""
    found = read(planner, asked, reader)
    table = find_pages(planner)
    typed = typed_texts(planner, table, [each.name for each in found.objectives])
    objectives = [_with_typed(each, typed.get(name_key(each.name), ())) for each in found.objectives]
    return JudgedPages(found, tuple(map(with_undrawn, pages_of(objectives, found.standouts))), table)


def plan_objectives(planner: Planner, asked: Asked) -> ObjectivePages:
    """Return the report pages, having planned their sheet."""
    reader = Reader()
    judged = judged_pages(planner, asked, reader)
    found, pages, table = judged.found, judged.pages, judged.table
    sheet = planner.free_name(PAGES.sheet) if table is None else table.sheet
    lines = lines_of(pages, found.scorecard.policy, sheet)
    if lines or table is not None:
        placed = (
            place_anew(planner, lines, sheet, found.scorecard.scorecard.sheet)
            if table is None
            else place(planner, lines, table, reader)
        )
        plan_charts(planner, pages, lines, placed, sheet)
        until = "" if found.to is None else f" to {month_name(found.to)}"
        plan_title(planner, PAGES, Written(sheet, {}, table is None), (f"{_TITLE}{until}", _ABOUT))
    return ObjectivePages(pages, sheet, tuple(reader.problems), found.sections, found.unclaimed)


def _with_typed(inputs: ObjectiveInputs, typed: Sequence[ObjectiveText]) -> ObjectiveInputs:
    """Return an objective with what people wrote on its page in place of the first text of that kind from elsewhere."""
    texts = list(inputs.texts)
    for text in typed:
        first = next((n for n, each in enumerate(texts) if each.kind is text.kind), None)
        if first is None:
            texts.append(text)
        else:
            texts[first] = text
    return replace(inputs, texts=tuple(texts))
