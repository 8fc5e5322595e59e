"""A kind of paper, said once: what it is called, which workbooks it can be written from, and who composes it.

A new kind is a folder in `xlscore/papers/` with a module `kind` that makes a `PaperKind`, and a line in
`xlscore.papers.kinds`. A module `kind` imports what composes only where it is used: the command line must start fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading
    from xlscore.papers.model import WholePaper

__all__ = ["Composed", "PaperAsked", "PaperKind"]


@dataclass(frozen=True)
class PaperAsked:
    """What an officer asked for besides the kind of paper."""

    to: str | None = None
    """The last month that is reported on, as it was typed; None for the latest."""
    at: str | None = None
    """The day of the meeting, as it was typed; None for the next."""
    recipient: str = ""
    """For which of the recipients the front sheet is; "" for one that names them all."""
    part: str = ""
    """For which part of the agenda it is, "A" or "B"; "" for the one that the table Paper says."""
    sheet: str | None = None
    """The sheet that is meant, where two would do."""


@dataclass(frozen=True)
class Composed:
    """A paper as composed, and what could not be said in it."""

    paper: WholePaper
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper.

    `applies` says whether the workbook has what the paper is about; `compose` reads and judges as the workbook's own actions do,
    and writes nothing. Both take a workbook that is read already too, so that its tables are found once.
    """

    name: str
    title: str
    applies: Callable[[xw.Book | Reading], bool]
    compose: Callable[[xw.Book | Reading, PaperAsked], Composed]
