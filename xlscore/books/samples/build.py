"""The samples, each by the name of its file, and the whole folder of workbooks that travels with the package.

A sample is built in two steps: its published figures are entered into the template, then the same action that an
officer starts works everything out. So a formula has one home, and refreshing a committed sample changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import xlwings as xw

from xlscore.books.control.control import explore
from xlscore.books.files import workbook_file
from xlscore.books.maps.rows import hand_in_pins
from xlscore.books.monthly.month import backtest
from xlscore.books.refreshing import refresh
from xlscore.books.samples import board_log, essex, essex_paper, leicestershire, london, london_beside, ons
from xlscore.books.templates import (
    BLANKS,
    build_action_log,
    build_balanced_scorecard,
    build_monthly_performance,
    build_threat_impact,
)

__all__ = ["SAMPLES", "Sample", "fill_sample", "write_workbooks"]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: what it shows, its file, and how its entries are written."""

    title: str
    file: str
    enter: Callable[[Path], None]
    """Write the workbook with the published figures entered and nothing worked out yet."""
    also: Callable[[xw.Book], object] | None = None
    """What is asked for besides working everything out."""
    at: str | None = None
    """The day of the meeting that its logs are kept for; None where it has none."""


def _essex(path: Path) -> None:
    build_balanced_scorecard(
        path,
        essex.board(),
        essex.group(),
        essex.tube_maps(),
        own_force=essex.FORCE,
        guide=essex.guide(),
        paper=(essex_paper.paper(), essex_paper.PAPER_ABOUT),
    )


def _leicestershire(path: Path) -> None:
    build_threat_impact(path, leicestershire.threats(), leicestershire.guide(), leicestershire.words())


def _ons(path: Path) -> None:
    build_balanced_scorecard(path, ons.board(), ons.group(), own_force=ons.FORCE, guide=ons.guide())


def _london(path: Path) -> None:
    build_monthly_performance(path, london.monthly(), guide=london.guide(), beside=london_beside.beside())


def _try_and_explore(book: xw.Book) -> None:
    backtest(book)
    explore(book)


def _action_log(path: Path) -> None:
    build_action_log(path, board_log.logs(), guide=board_log.guide(), words=board_log.words())


SAMPLES: Final[Mapping[str, Sample]] = {
    "balanced-scorecard": Sample("Essex, cycle 13 and January 2020", "sample-balanced-scorecard-essex.xlsx", _essex),
    "threat-impact": Sample("Leicestershire, October 2013", "sample-threat-impact-leicestershire.xlsx", _leicestershire),
    "msg-positions": Sample("Published figures, illustrative group", "sample-msg-positions-illustrative.xlsx", _ons),
    "monthly-performance": Sample("Six types of crime in four London boroughs, to January 2019", "sample-monthly-performance-london.xlsx", _london, _try_and_explore),
    "action-log": Sample("A performance board, November 2019", "sample-action-log-board.xlsx", _action_log, at=board_log.MEETING),
}  # fmt: skip


def fill_sample(sample: Sample, path: Path) -> None:
    """Write a sample at `path`: figures entered, then everything worked out."""
    sample.enter(path)
    with workbook_file(path) as book:
        hand_in_pins(book)
        refresh(book, at=sample.at)
        if sample.also is not None:
            sample.also(book)
        refresh(book, at=sample.at)


def write_workbooks(folder: Path) -> list[Path]:
    """Write the blank templates and the samples into a folder; return them in that order."""
    written = []
    for kind, build in BLANKS.items():
        written.append(folder / f"{kind}.xlsx")
        build(written[-1])
    for sample in SAMPLES.values():
        written.append(folder / sample.file)
        fill_sample(sample, written[-1])
    return written
