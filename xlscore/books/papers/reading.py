"""The table Paper as read: what cannot be understood of it is a problem of its cell, and never left out in silence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from xlscore.books.grades.grid.reading import find_grid_or_none
from xlscore.books.grades.priorities.headings import PLAN
from xlscore.books.indicators.headings import INDICATORS
from xlscore.books.monthly.headings import COUNTS, DAYS
from xlscore.books.msg.together import find_msg
from xlscore.books.objectives.headings import NARRATIVE
from xlscore.books.papers.activity import is_activity
from xlscore.books.papers.headings import ACTIVITY, PAPER
from xlscore.books.plan.kind import known_names
from xlscore.books.satisfaction.headings import SATISFACTION
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD
from xlscore.books.threat.inputs import is_scorecard
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.objectives.narrative import meant_by
from xlscore.rules.papers.chapters import is_chapter
from xlscore.rules.papers.fields import (
    PaperField,
    field_named,
    means_part_b,
    names_in,
    read_field,
    read_papers,
    read_part,
)
from xlscore.rules.papers.settings import PaperSettings, SettingText
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = ["find_paper", "is_paper", "read_paper", "read_paper_settings", "report_unknown"]

_NAMED: Final = (
    (BREAKDOWN, "area"), (COUNTS, "measure"), (COUNTS, "place"), (DAYS, "measure"), (DAYS, "place"), (SATISFACTION, "group"),
    (INDICATORS, "indicator"), (PLAN, "title"),
)  # fmt: skip
"""Where else names stand that may be kept for part B."""


def is_paper(table: Table) -> bool:
    """Return whether a table of fields and texts is of papers: one of its fields is one that a paper has.

    A table that says of each text which kind it is, is one of narrative, though some of it may be on a section of a paper.
    """
    if any(column_key(heading) in NARRATIVE.column("kind").spellings for heading in table.others.values()):
        return False
    return any(field_named(table.text(row, "field")) for row in table.records)


def find_paper(reading: Reading, sheet: str | None = None) -> list[Table]:
    """Return the tables Paper of a workbook; rows in two of them are rows all the same."""
    found = find_all(reading.blocks, PAPER, is_paper)
    return [table for table in found if sheet is None or table.sheet == sheet]


def read_paper_settings(reading: Reading) -> tuple[PaperSettings, tuple[Problem, ...]]:
    """Return what a workbook says of its papers, and what of it could not be understood."""
    reader = Reader()
    settings = read_paper(find_paper(reading), reader)
    report_unknown(settings, reading, reader)
    return settings, tuple(reader.problems)


def report_unknown(settings: PaperSettings, reading: Reading, reader: Reader) -> None:
    """Report each name kept for part B that nothing in the workbook is called: nothing would be kept back for it."""
    rows = [each for each in settings.texts if each.about is PaperField.PART_B]
    known = _names(reading) if rows else {}
    for row in rows:
        for name in names_in(row.words):
            if name_key(name) in known or field_named(name) or is_chapter(name):
                continue
            meant = meant_by(name, list(known.values()))
            reader.at(
                row.source.sheet, row.source.cell,
                f"'{name}' is kept for part B, and no area, theme, measure or objective of the workbook is called so: nothing is kept back for it.",
                f"Is '{meant}' meant? Call it as the workbook does." if meant else "Call it as the workbook does, or take it out.",
            )  # fmt: skip


def _names(reading: Reading) -> dict[str, str]:
    """Return what a workbook calls its areas, themes, measures, objectives and those whom it surveys, by the name as names are compared."""
    found = list(known_names(reading).areas)
    grid, msg = find_grid_or_none(reading), find_msg(reading)
    cards = find_all(reading.blocks, SCORECARD, is_scorecard)
    columns = [
        (grid, "theme"),
        *((None if msg is None else msg.table, name) for name in ("measure", "theme")),
    ]
    for layout, name in _NAMED:
        columns += [(table, name) for table in find_all(reading.blocks, layout)]
    done = find_all(reading.blocks, ACTIVITY, is_activity)
    columns += [(each, name) for each in done for name in ("measure", "about")]
    for table, name in [
        *columns,
        *((card, "objective") for card in cards),
        *((card, "group") for card in cards),
    ]:
        if table is not None and name in table.columns:
            found += table.filled_down(name).values()
    return {name_key(name): name for name in found if name}


def read_paper(tables: Iterable[Table], reader: Reader) -> PaperSettings:
    """Return what the tables say; a field that no paper has, a double and a text that cannot be read are problems."""
    texts: list[SettingText] = []
    for table in tables:
        reader.look_over(table)
        for row in table.records:
            said = _row(table, row, reader)
            if said is None:
                continue
            twin = next((each for each in texts if each.about is said.about and _meet(each, said)), None)
            if twin is None:
                texts.append(said)
                continue
            reader.at(
                table.sheet, table.cell(row, "field"),
                f"'{said.about.value}' is said twice, here and in {twin.source.place}: only that one is read.",
                "Keep one, or say under Paper which papers each is for.",
            )  # fmt: skip
    return PaperSettings(tuple(texts))


def _meet(one: SettingText, other: SettingText) -> bool:
    """Return whether two rows are for the same paper: those for one kind go before those for all."""
    if not one.papers or not other.papers:
        return one.papers == other.papers
    return not set(one.papers).isdisjoint(other.papers)


def _row(table: Table, row: int, reader: Reader) -> SettingText | None:
    before = len(reader.problems)
    about: PaperField | None = reader.word(table, row, "field", read_field)
    if about is None and means_part_b(table.text(row, "field")):
        # Mistyped, which is told; what is not for the public stays out all the same.
        about, before = PaperField.PART_B, len(reader.problems)
    papers = reader.word(table, row, "paper", read_papers) if "paper" in table.columns else ()
    if about is None or len(reader.problems) > before:
        return None
    source = Source(table.sheet, table.cell(row, "text"))
    words = _words(table, row, reader)
    if not words:
        return None  # not written yet: the paper has a place to write there
    if about is PaperField.PART and reader.word(table, row, "text", read_part) is None:
        # Nobody knows what may be published, so nothing that is kept for part B may be.
        return None
    return SettingText(about, words, source, tuple(papers or ()))


def _words(table: Table, row: int, reader: Reader) -> str:
    """Return a text with its lines; a date as a paper prints it."""
    value = table.value(row, "text")
    if is_blank(value) or not reader.text(table, row, "text"):
        return ""
    if isinstance(value, datetime):
        return day_said(value.date())
    return str(value).strip() if isinstance(value, str) else shown(value)
