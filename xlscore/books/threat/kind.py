"""The threat and impact scorecard as a kind of scorecard work."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted, tally
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD, SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlscore.books.plan.planner import Planner
    from xlscore.books.plan.quoted import QuotedRows
    from xlscore.books.tables.blocks import Reading
    from xlscore.books.threat.scorecard import Scorecard

__all__ = ["THREAT_IMPACT"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.tables.finder import find_one
    from xlscore.books.threat.inputs import scorecards

    return find_one(reading.blocks, SCORECARD, scorecards(reading), asked.sheet) is not None


def _plan(planner: Planner, asked: Asked) -> Scorecard:
    from xlscore.books.threat.scorecard import plan_scorecard

    return plan_scorecard(planner, asked.sheet)


def _sentences(result: Scorecard) -> list[str]:
    from xlscore.books.threat.sentences import details, with_caveats

    colours = Counter(row.rag for row in result.rows if row.rag)
    lines = [f"{counted(len(result.rows), 'row')}: {tally(colours) or 'none judged yet'}."]
    furthest = result.off_target[:3]
    short = [f"{row.purpose} {row.objective} ({row.shortfall})" for row in furthest]
    if short:
        lines.append(with_caveats(f"Furthest from target: {', '.join(short)}.", furthest))
    return [*lines, *details(result)]


def _told(result: Scorecard) -> Told:
    from xlscore.books.threat.sentences import details, noted, shown_actual, shown_target

    rows = [
        (
            r.objective,
            r.purpose,
            shown_target(r),
            shown_actual(r),
            r.rag,
            r.shortfall,
            r.impact_class,
            r.overall,
        )
        for r in result.rows
    ]
    heads = ("Strategic objective", "Purpose", "Target", "Actual", "RAG", "Shortfall", "Impact", "Overall")
    return Told(
        "Threat and impact", heads, tuple(rows), right=(2, 3, 5), lines=(*details(result), *noted(result))
    )


def _quotes(planner: Planner) -> Sequence[QuotedRows]:
    from xlscore.books.tables.cells import Reader
    from xlscore.books.threat.inputs import read
    from xlscore.books.threat.quoted import quoted_rows

    return quoted_rows(read(planner.reading, Reader()))


THREAT_IMPACT: Final = register(
    Kind(
        "scorecard",
        tables=(SCORECARD, BREAKDOWN, SERIES),
        settings=(
            "rag_tolerance",
            "trend_tolerance",
            "impact_medium_from",
            "impact_high_from",
            "spc_screen",
            "spc_limits",
            "spc_run",
            "overall_matrix",
        ),
        help="Fill the threat and impact scorecard: RAG, shortfall, impact and overall classification.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "fill-threat-and-impact",
            "Scorecards",
            "Fill threat & impact",
            "HighImportance",
            "Fill the threat and impact scorecard",
            "RAG, change on last year, crimes or outcomes short, trend, level of control, impact class and overall class of"
            " each row. Threat and targets are yours and stay.",
            "T",
            large=True,
        ),
        quotes=_quotes,
    )
)
"""The threat and impact scorecard with its breakdown and monthly series."""
