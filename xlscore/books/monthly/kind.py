"""The month as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.monthly.boards.headings import DAILY, DASHBOARD, PLAN_AREAS, TREE, TRENDS
from xlscore.books.monthly.headings import (
    BACKTEST,
    COUNTS,
    DAYS,
    MEASURES,
    PLACES,
    PROJECTION,
    SOURCES,
    TARGETS,
)
from xlscore.books.monthly.pictures.headings import FAN_FIGURES
from xlscore.books.monthly.target_headings import MSG_AVERAGES, OUTCOME_RATES
from xlscore.books.plan.kind import Asked, ButtonText, Kind, KindAction, Told, register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import xlwings as xw

    from xlscore.books.monthly.answer import Backtested, Month
    from xlscore.books.monthly.answer_targets import Targets
    from xlscore.books.plan.planner import Planner
    from xlscore.books.plan.quoted import QuotedRows
    from xlscore.books.tables.blocks import Reading

__all__ = ["MONTHLY"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.monthly.inputs import has_counts

    return has_counts(reading, asked.sheet)


def _plan(planner: Planner, asked: Asked) -> Month:
    from xlscore.books.monthly.month import plan_month
    from xlscore.books.monthly.others import with_others

    return with_others(planner, asked, lambda: plan_month(planner, asked))


def _told(result: Month) -> Told:
    from xlscore.books.monthly.answer import shown_rows
    from xlscore.books.monthly.answer_targets import shown_rates

    return Told(
        f"The month to {result.ends}" if result.ends is not None else "The month",
        (
            "Measure",
            "Place",
            "This year",
            "Last year",
            "Change",
            "%",
            "Unusual",
            "RAG",
            "Year's end",
            "Verdict",
        ),
        (*shown_rows(result.result.rows), *shown_rates(result.rates)),
        right=(2, 3, 4, 5),
        lines=tuple(result.sentences()),
    )


def _quotes(planner: Planner) -> Sequence[QuotedRows]:
    from xlscore.books.monthly.inputs import quoted_rows

    return quoted_rows(planner.reading)


def _backtest(book: xw.Book, _asked: Sequence[str], say: Callable[[str], None]) -> Backtested:
    from xlscore.books.monthly.month import backtest

    say("Projecting past years")
    return backtest(book)


def _targets(book: xw.Book, _asked: Sequence[str], say: Callable[[str], None]) -> Targets:
    from xlscore.books.monthly.month import update_targets

    say("Bringing the targets up to date")
    return update_targets(book)


_BACKTEST: Final = KindAction(
    "backtest",
    ButtonText(
        "backtest",
        "Month",
        "Try on past years",
        "RefreshStatus",
        "How well the projection would have done",
        "Every whole past year of the workbook is projected again with what was known then; the sheet Backtest says by how much it was off,"
        " beside × 12/n.",
        "Y",
    ),
    do=_backtest,
    sentences=lambda result: result.sentences(),
)

_TARGETS: Final = KindAction(
    "targets",
    ButtonText(
        "update-targets",
        "Month",
        "Targets",
        "Pushpin",
        "What each target should be, and how it fares",
        "The table of targets alone: a suggestion beside each agreed target, with what it is from, milestones, whether the inspectorate would"
        " monitor it, and its course. What you agreed or typed stays.",
        "XT",
    ),
    do=_targets,
    sentences=lambda result: result.sentences(),
)

MONTHLY: Final = register(
    Kind(
        "month",
        tables=(
            COUNTS,
            DAYS,
            MEASURES,
            PLACES,
            SOURCES,
            TARGETS,
            MSG_AVERAGES,
            DASHBOARD,
            DAILY,
            PLAN_AREAS,
            TREE,
            PROJECTION,
            BACKTEST,
            TRENDS,
            OUTCOME_RATES,
            FAN_FIGURES,
        ),
        settings=(
            "own_force",
            "year_begins",
            "rag_tolerance",
            "projection_confidence",
            "projection_method",
            "projection_keep",
            "projection_borrowed",
            "target_floor",
            "target_ceiling",
            "hmic_excess",
            "hmic_reduction",
        ),
        help="Compare the year to date with last year and its targets, and project the year's end.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "report-month",
            "Month",
            "Report the month",
            "DateAndTimeInsert",
            "The year so far against last year, and where it will end",
            "Each measure and place of the monthly counts: this year to date, last year, whether the difference is more than chance, the"
            " target, and the projected end of the year with its range.",
            "H",
        ),
        actions=(_BACKTEST, _TARGETS),
        quotes=_quotes,
        leads=False,
    )
)
"""The month: dashboards, crime tree, projection."""
