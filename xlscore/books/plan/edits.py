"""What an action changes in a workbook, as a value: it can be looked at, sent elsewhere, and carried out there.

Live Excel, a file and a browser carry out the same edits. Each cell says what it held when it was read: one that holds
something else by the time it is written was changed by somebody in between, and is named instead of overwritten.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final, TypeAlias

from xlscore.books.errors import BookError
from xlscore.books.plan.records import dated, made_of, undated
from xlscore.engine import NewChart

__all__ = [
    "CellEdit",
    "CellFormat",
    "Charted",
    "Drawn",
    "DressedLine",
    "Edits",
    "GoneChart",
    "GrownTable",
    "Look",
    "NewColumn",
    "NewSheet",
    "NewSparklines",
    "OutlinedRows",
    "PageBreaks",
    "PageLayout",
    "PointedSparkline",
    "PrintedPage",
    "Scalar",
    "by_kind",
]

Scalar = str | float | bool | datetime.datetime | datetime.date | None
"""What a cell holds."""

_FORMAT: Final = 1
"""The form of the JSON; another one is refused."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell's change: what it held, what it will hold, and whether it is to be seen as worked out by the product."""

    sheet: str
    row: int
    column: int
    old: Scalar
    old_formula: str
    new: Scalar
    formula: str = ""
    marked: bool = False
    entry: tuple[str, str, str, str] | None = None
    """What the ledger calls the cell's value, where that is ours: the table's kind and sheet, the row and the field."""
    handed_over: bool = False
    """Whether the cell keeps what it holds and becomes a person's, so that it no longer looks worked out."""
    respelt: tuple[str, ...] | None = None
    """Where only the spelling of its formula changes, and its shape and result stay: what is put before our functions' names,
    then the namespaces that are ours."""


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to be added at a table's right-hand end, looking like its neighbour."""

    sheet: str
    column: int
    neighbour: int
    top: int
    header: int
    bottom: int
    number_format: str
    words: str = ""
    """What its words are coloured as: rag or logs; "" for none."""


@dataclass(frozen=True, slots=True)
class GrownTable:
    """A table that takes in rows below it and columns at its right: new rows look like its last one, and a table of Excel grows with it."""

    sheet: str
    header: int
    left: int
    """The column of one of its headings."""
    bottom: int
    right: int
    """The last row and column that it has now."""
    last: int
    """The last row that it had."""


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be added, with its headings in the first row: behind the sheet `after`, or last."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[float, ...] = ()
    after: str | None = None
    formats: tuple[str, ...] = ()
    """How the numbers of each column are shown."""
    head: int = 1
    """The row of its headings; what stands above is a title and what it is of."""
    words: tuple[tuple[int, str], ...] = ()
    """Columns whose words are coloured, each with what they are: rag or signs."""
    pages_tall: int = 0
    """How many pages high it prints, 0 for as many as it takes."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """How a sheet prints; only what is given changes."""

    sheet: str
    paper: str | None = None
    landscape: bool | None = None
    pages_wide: int | None = None
    pages_tall: int | None = None
    title_rows: tuple[int, int] | None = None
    centred: bool | None = None
    footer: str | None = None
    footer_over: tuple[str, ...] | None = None
    """The footers in whose place alone it is set; None: in place of any."""
    margins: tuple[tuple[str, float], ...] = ()
    columns: str = ""
    """Columns that get the width `column_width`, as "A:BR"; "" for none."""
    column_width: float | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing to be put on a sheet in place of the one of that name: DrawingML, with everything it needs in itself."""

    sheet: str
    name: str
    anchor: str
    loose: tuple[str, ...] = ()
    """The names of what else it takes the place of: parts of the one before that somebody ungrouped."""
    cell: str = "A1"
    """The cell at whose corner it stands, where it is pasted and not written with its anchor."""


@dataclass(frozen=True, slots=True)
class PointedSparkline:
    """A sparkline that is to draw other cells; a cell that has none gets none."""

    sheet: str
    row: int
    column: int
    source: str


@dataclass(frozen=True, slots=True)
class NewSparklines:
    """Sparklines to be added to a sheet, alike in their looks: what each draws, by its row and column."""

    sheet: str
    sources: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class OutlinedRows:
    """Rows that fold away below those that they are parts of, each with its level; 0 for one that stays."""

    sheet: str
    levels: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a cell's number or text is shown."""

    sheet: str
    row: int
    column: int
    number_format: str


@dataclass(frozen=True, slots=True)
class PageLayout:
    """How a sheet that is a page rather than a table is laid out; planned once, for what a person changes then is theirs."""

    sheet: str
    widths: tuple[tuple[int, float], ...] = ()
    heights: tuple[tuple[int, float], ...] = ()
    """Heights of rows in points, which stay whatever is written in them."""
    styles: tuple[tuple[str, str], ...] = ()
    """Cells with the name of the look that they get: title, about, heading, sentence, statement, entry, figure, note or small."""
    pages_begin: tuple[int, ...] = ()
    """The rows at which a new printed page begins."""
    area: str = ""
    """What is printed; "" for all."""
    choices: tuple[tuple[str, str], ...] = ()
    """Cells in which one of a list is chosen, each with the cells that hold the list."""


@dataclass(frozen=True, slots=True)
class Charted:
    """A native chart to be put over cells; where the sheet has it already, only what its series draw changes."""

    sheet: str
    address: str
    chart: NewChart
    adds: tuple[str, ...] = ()
    """The series that are put into a chart that lacks them; any other one a person took out."""
    described: str = ""
    """The alternative text that it was given the last time: another one is a person's, and stays."""
    moved_from: str = ""
    """The cells over which it was put, where those that it belongs to have moved since; "" where they have not."""


@dataclass(frozen=True, slots=True)
class GoneChart:
    """A chart of ours that is taken off its sheet."""

    sheet: str
    name: str


@dataclass(frozen=True, slots=True)
class DressedLine:
    """How a line of a page looks: the look of each of its cells from the first column on, and how high it is in points."""

    sheet: str
    row: int
    looks: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class PageBreaks:
    """The rows before which a sheet has page breaks, and no others."""

    sheet: str
    rows: tuple[int, ...]


Look: TypeAlias = (
    PrintedPage
    | Drawn
    | PointedSparkline
    | NewSparklines
    | OutlinedRows
    | CellFormat
    | PageLayout
    | Charted
    | GoneChart
    | DressedLine
    | PageBreaks
)
"""How something looks that is no cell's value, in the order in which it is carried out."""


def by_kind(looks: Iterable[Look]) -> dict[str, tuple[Any, ...]]:
    """Return looks by the field of the edits that holds them.

    >>> by_kind([GoneChart("Control charts", "Control chart: Burglary")])["gone_charts"][0].name
    'Control chart: Burglary'
    """
    every = tuple(looks)
    return {
        name: tuple(look for look in every if isinstance(look, kind))
        for name, kind in _PARTS.items()
        if kind in _LOOKS
    }


@dataclass(frozen=True)
class Edits:
    """All that an action changes, in the order in which it is carried out; `ledger` is the workbook's new one."""

    sheets: tuple[NewSheet, ...] = ()
    columns: tuple[NewColumn, ...] = ()
    cells: tuple[CellEdit, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    drawings: tuple[Drawn, ...] = ()
    sparklines: tuple[PointedSparkline, ...] = ()
    grown: tuple[GrownTable, ...] = ()
    ledger: str | None = field(default=None)
    trends: tuple[NewSparklines, ...] = ()
    outlines: tuple[OutlinedRows, ...] = ()
    formats: tuple[CellFormat, ...] = ()
    charts: tuple[Charted, ...] = ()
    gone_charts: tuple[GoneChart, ...] = ()
    lines: tuple[DressedLine, ...] = ()
    breaks: tuple[PageBreaks, ...] = ()
    layouts: tuple[PageLayout, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def by_sheet(self) -> dict[str, list[CellEdit]]:
        """Return the cells by the sheet that they stand on."""
        found: dict[str, list[CellEdit]] = {}
        for edit in self.cells:
            found.setdefault(edit.sheet, []).append(edit)
        return found

    def to_json(self) -> str:
        """Return the edits as a text that `from_json` reads again.

        >>> Edits.from_json(Edits((NewSheet("Problems", ("Sheet",)),)).to_json()).sheets[0].name
        'Problems'
        """
        return json.dumps({"format": _FORMAT, **asdict(self)}, default=dated, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Edits:
        """Return the edits that a text of `to_json` holds; any other text is refused with a sentence."""
        try:
            made = json.loads(text, object_hook=undated)
            if not isinstance(made, dict) or made.pop("format", None) != _FORMAT:
                raise ValueError
            lists = {name: made.pop(name, [] if name in _LATER else None) for name in _PARTS}
            if not all(isinstance(each, list) for each in lists.values()):
                raise ValueError
            parts = {name: tuple(made_of(kind, one) for one in lists[name]) for name, kind in _PARTS.items()}
            return made_of(cls, parts | made)
        except (ValueError, RecursionError):
            raise BookError(
                "These are no edits that this version of xlscore can carry out.", "Plan them again with it."
            ) from None


_PARTS: Final[dict[str, type[Any]]] = {
    "sheets": NewSheet,
    "columns": NewColumn,
    "cells": CellEdit,
    "pages": PrintedPage,
    "drawings": Drawn,
    "sparklines": PointedSparkline,
    "grown": GrownTable,
    "trends": NewSparklines,
    "outlines": OutlinedRows,
    "formats": CellFormat,
    "layouts": PageLayout,
    "charts": Charted,
    "gone_charts": GoneChart,
    "lines": DressedLine,
    "breaks": PageBreaks,
}
_LOOKS: Final = (
    PrintedPage,
    Drawn,
    PointedSparkline,
    NewSparklines,
    OutlinedRows,
    CellFormat,
    PageLayout,
    Charted,
    GoneChart,
    DressedLine,
    PageBreaks,
)
_LATER: Final = ("trends", "outlines", "formats", "charts", "gone_charts", "lines", "breaks", "layouts")
"""Parts that a text of an earlier version does not have."""
