"""Carrying out the charts of a plan: on a file and in live Excel; elsewhere a sentence says that they are not drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

import xlwings as xw

from xlscore.books.plan.edits import Charted, Edits
from xlscore.books.plan.words import counted
from xlscore.engine import capabilities, move_charts, put_charts, remove_charts
from xlscore.ooxml.errors import OoxmlError
from xlscore.rules.problems import Problem

__all__ = ["write_charts"]


def write_charts(book: xw.Book, edits: Edits, locked: Collection[str]) -> list[Problem]:
    """Return what was not drawn, after charts were put on the sheets that are not locked, and others taken off."""
    charts = [each for each in edits.charts if each.sheet not in locked]
    gone = [each for each in edits.gone_charts if each.sheet not in locked]
    can = capabilities(book)
    if not can.draws and not can.native:
        return [_not_drawn(charts)] if charts else []
    for each in gone:
        remove_charts(book.sheets[each.sheet], [each.name])
    return [problem for run in _together(charts) for problem in _put(book, run)]


def _together(charts: Collection[Charted]) -> Iterator[list[Charted]]:
    """Yield the charts that can be put in at once: of one sheet, with the same series to be added."""
    for _, run in groupby(charts, key=lambda each: (each.sheet, each.adds)):
        yield list(run)


def _put(book: xw.Book, charts: list[Charted]) -> list[Problem]:
    sheet = book.sheets[charts[0].sheet]
    try:
        put_charts(
            sheet,
            {each.address: each.chart for each in charts},
            adds=charts[0].adds,
            described={each.chart.name: each.described for each in charts},
        )
        move_charts(
            sheet, {each.chart.name: (each.moved_from, each.address) for each in charts if each.moved_from}
        )
    except OoxmlError as error:
        what = f"{_said(charts)} not brought up to date: {error.what[:1].lower()}{error.what[1:]}"
        return [Problem(charts[0].sheet, "", what, error.do or "Delete the chart and run this again.")]
    return []


def _not_drawn(charts: list[Charted]) -> Problem:
    what = f"{_said(charts)} not drawn: the program in which this workbook is open draws none."
    return Problem(charts[0].sheet, "", what, "Open the workbook in Excel, or run the command on the file.")


def _said(charts: list[Charted]) -> str:
    return f"{counted(len(charts), 'chart')} {'was' if len(charts) == 1 else 'were'}"
