"""The risk register as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted
from xlscore.books.risks.headings import RISKS

if TYPE_CHECKING:
    from xlscore.books.plan.planner import Planner
    from xlscore.books.risks.risks import RiskRegister
    from xlscore.books.tables.blocks import Reading

__all__ = ["RISK_REGISTER"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.risks.register import find_register

    table = find_register(reading, asked.sheet)
    return table is not None and bool(table.records)


def _plan(planner: Planner, asked: Asked) -> RiskRegister:
    from xlscore.books.risks.risks import plan_risks

    return plan_risks(planner, asked.sheet)


def _sentences(result: RiskRegister) -> list[str]:
    return [
        f"{counted(len(result.risks), 'risk')}: {len(result.redlines)} over {result.over:g}.",
        *result.sentences(),
    ]


def _redline(redline: bool | None, *, closed: bool) -> str:
    return "closed" if closed else "" if redline is None else "Yes" if redline else "No"


def _next_cycle(planner: Planner) -> None:
    from xlscore.books.risks.risks import keep_scores

    keep_scores(planner)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _told(result: RiskRegister) -> Told:
    rows = tuple(
        (
            r.ref,
            r.belongs_to,
            _number(r.likelihood),
            _number(r.impact),
            _number(r.score),
            _number(r.previous_score),
            _redline(r.redline, closed=r.closed),
            r.mitigation,
        )
        for r in result.risks
    )
    headings = (
        "Ref",
        "Area or command",
        "Likelihood",
        "Impact",
        "Score",
        "Last cycle",
        "Redline",
        "Mitigation",
    )
    return Told("Risks", headings, rows, right=(2, 3, 4, 5), lines=tuple(result.sentences()))


RISK_REGISTER: Final = register(
    Kind(
        "risks",
        tables=(RISKS,),
        settings=("risk_redline_over", "impact_step"),
        help="Score the risks; those over the Policy's limit are redlines of their area or command.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "score-risks",
            "Scorecards",
            "Score risks",
            "TraceError",
            "Score the risks and find the redlines among them",
            "Likelihood times impact for each risk, and whether it is over the limit on the Policy sheet: then it is a redline"
            " of its area or its command. Likelihood, impact and mitigation are yours and stay.",
            "S",
        ),
        leads=False,
        next_cycle=_next_cycle,
    )
)
"""The risks, and the redlines among them."""
