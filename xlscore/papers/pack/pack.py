"""The data pack of a workbook: brought up to date in memory, its tables gathered, what is for part B taken out and proved out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import xlwings as xw

from xlscore.books.grades.courses.headings import COURSE_FIGURES
from xlscore.books.grades.headings import COMMANDS, RETURN
from xlscore.books.logs.headings import ACTIONS, AGENDA, BRIEFING, DEEP_DIVES, FORWARD_PLAN, THREATS
from xlscore.books.maps.headings import LINES, MAP_FACTS, MAPS, PINS, STOPS
from xlscore.books.monthly.boards.headings import TRENDS
from xlscore.books.monthly.headings import SOURCES
from xlscore.books.monthly.pictures.headings import FAN_FIGURES
from xlscore.books.msg.headings import LEAGUE_FIGURES
from xlscore.books.objectives.headings import PAGES
from xlscore.books.papers.headings import PAPER
from xlscore.books.papers.reading import read_paper_settings
from xlscore.books.plan.kind import KINDS
from xlscore.books.refreshing import refresh
from xlscore.books.tables.headings import HEADINGS, PROBLEMS
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.named import Told, read_workbook
from xlscore.books.understanding import ReadTable, read_tables
from xlscore.errors import lane_words
from xlscore.papers.pack.errors import PackError
from xlscore.papers.pack.kept_back import KeptBack, kept_back
from xlscore.papers.pack.tables import Format, PackTable, pack_table
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.papers.settings import PaperSettings
from xlscore.rules.problems import Problem

__all__ = ["DataPack", "LeftOut", "gather"]

_WHY_LEFT_OUT: Final[dict[TableKind, str]] = {
    **dict.fromkeys((ACTIONS, BRIEFING, FORWARD_PLAN, DEEP_DIVES, AGENDA, THREATS), "a log of work"),
    **dict.fromkeys((MAPS, LINES, STOPS, PINS, MAP_FACTS), "how a tube map is drawn"),
    **dict.fromkeys(
        (TRENDS, FAN_FIGURES, LEAGUE_FIGURES, COURSE_FIGURES),
        "the figures behind a chart, which other tables have",
    ),
    **dict.fromkeys((HEADINGS, SOURCES, COMMANDS), "how files and headings are read"),
    **dict.fromkeys((RETURN,), "a command's return"),
    **dict.fromkeys((PAGES,), "pages of the report, whose figures other tables have"),
    **dict.fromkeys((PROBLEMS,), "what is wrong in the data"),
    **dict.fromkeys((PAPER,), "what papers say of themselves"),
}
_PAPERS_OF: Final = {
    "grades": ("board",),
    "risks": ("board",),
    "conditions": ("board",),
    "msg": ("msg",),
}
_REPORTS: Final = ("monthly", "panel", "quarterly")
"""The papers that show what a kind of scorecard work answers; what all of them keep for part B is not for the pack."""
_PART_B: Final = "not for the public"
_EMPTY: Final = "it has no figures or texts"
_PACK: Final = "pack"


@dataclass(frozen=True)
class LeftOut:
    """A table that is not in the pack, and why."""

    table: str
    sheet: str
    why: str


@dataclass(frozen=True)
class DataPack:
    """A data pack before it is a file: what its cover says, its tables in the workbook's order, what is not in it."""

    title: str
    about: tuple[tuple[str, str], ...]
    tables: tuple[PackTable, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def kept_back(self) -> int:
        """Return how many records are not for the public."""
        return sum(table.rows_kept_back for table in self.tables)


def gather(book: xw.Book, name: str, headings: Told | None = None) -> DataPack:
    """Return the data pack of a workbook that `name` is called, after bringing the book up to date; the book is not saved."""
    problems = refresh(book, headings=headings).problems
    reading = read_workbook(book, headings)
    said, _ = read_paper_settings(reading)  # what cannot be read of it is among the problems of the refresh
    if said.part(_PACK) != "A":
        raise PackError(
            "The papers of this workbook stand in part B of the agenda, and a data pack is for the public.",
            "Say on the sheet Paper which papers are for part B.",
        )
    found = read_tables(reading)
    kept = kept_back(said, found)
    tables: list[PackTable] = []
    left_out: list[LeftOut] = []
    for read in found:
        made = _made(read, said, kept, _formats(book, read.table.sheet))
        if isinstance(made, PackTable):
            tables.append(made)
        else:
            left_out.append(LeftOut(read.table.layout.kind, read.table.sheet, made))
    if not tables:
        raise PackError(
            "There is no table in this workbook that a data pack could show.",
            lane_words(
                "Check workbook says what is understood of it.",
                "Say what `xlscore headings` understands of it.",
            ),
        )
    _prove(tables, kept)
    title = said.words(PaperField.TITLE, _PACK) or f"Data pack: {name}"
    return DataPack(title, _about(said), tuple(tables), tuple(left_out), tuple(problems))


def _made(read: ReadTable, said: PaperSettings, kept: KeptBack, format_of: Format) -> PackTable | str:
    """Return the table as it goes into the pack, or why it does not."""
    why = _WHY_LEFT_OUT.get(read.table.layout)
    if why is not None:
        return why
    owner = next((kind.name for kind in KINDS.values() if read.table.layout in kind.tables), None)
    if owner is not None and all(said.part(paper) == "B" for paper in _PAPERS_OF.get(owner, _REPORTS)):
        return _PART_B
    made = pack_table(read, kept, format_of)
    if made is not None:
        return made
    return _PART_B if kept.names and read.table.records else _EMPTY


def _formats(book: xw.Book, sheet: str) -> Callable[[int, int], str]:
    """Return what tells how the workbook shows a number."""
    cells = book.sheets[sheet]

    def format_of(row: int, column: int) -> str:
        return str(cells.range((row, column)).number_format or "")

    return format_of


def _prove(tables: Sequence[PackTable], kept: KeptBack) -> None:
    """Refuse a pack in which any text speaks of what is for part B."""
    for table in tables:
        for text in table.texts():
            if kept.is_spoken_of(text):
                raise PackError(
                    f"The table '{table.title}' would say '{text[:60]}', which is for part B, so no pack was written.",
                    "Take the name out of the workbook's headings, or the items for part B out of the sheet Paper.",
                )


def _about(said: PaperSettings) -> tuple[tuple[str, str], ...]:
    """Return the lines of the cover that the table Paper has."""
    fields = (PaperField.MARKING, PaperField.VERSION, PaperField.AUTHOR, PaperField.CONTACT)
    lines = ((each.value, said.words(each, _PACK)) for each in fields)
    return tuple((label, words) for label, words in lines if words)
