"""The health dashboard: levels, counts and shares done beside their targets, with what is overdue.

Source: Leicestershire Police panel report, October 2013, on the second phase of its performance framework: sickness, releases of the
communications team, recommendations of audits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.logs.records import LogDoubt
from xlscore.rules.rag import Rag, rag
from xlscore.rules.words import key, quoted

__all__ = ["HealthInputs", "HealthKind", "HealthResult", "judge_health", "read_health_kind"]


class HealthKind(StrEnum):
    """What a measure of health is."""

    LEVEL = "Level"
    COUNT = "Count"
    SHARE_DONE = "Share done"


_KINDS = {
    HealthKind.LEVEL: ("level", "rate", "average", "days", "value"),
    HealthKind.COUNT: ("count", "number", "total"),
    HealthKind.SHARE_DONE: (
        "share done",
        "share",
        "percentage done",
        "% done",
        "% complete",
        "share complete",
        "done",
        "completion",
    ),
}
_BY_KEY = {key(word): kind for kind, words in _KINDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class HealthInputs:
    """A measure of health as a dashboard has it; None is what it does not say."""

    row: int
    source: Source
    measure: str
    kind: HealthKind
    higher_is_better: bool
    target: Fraction | None = None
    actual: Fraction | None = None
    previous: Fraction | None = None
    due: date | None = None
    """By when all of it is to be done."""


@dataclass(frozen=True, slots=True)
class HealthResult:
    """What a measure of health came to on a day."""

    inputs: HealthInputs
    rag: Rag
    overdue: bool
    change: Fraction | None
    says: str


def read_health_kind(text: str) -> HealthKind | None:
    """Return what kind of measure a word names, a level where nothing is said, None for any other word.

    >>> read_health_kind("share done"), read_health_kind(""), read_health_kind("colour")
    (<HealthKind.SHARE_DONE: 'Share done'>, <HealthKind.LEVEL: 'Level'>, None)
    """
    return HealthKind.LEVEL if not text.strip() else _BY_KEY.get(key(text))


def judge_health(
    rows: Sequence[HealthInputs], at: date, tolerance: Fraction
) -> tuple[tuple[HealthResult, ...], tuple[LogDoubt, ...]]:
    """Return each measure's status on a day, and what cannot be right.

    `tolerance` is the Policy's for RAG, a part of the target; of a share done it is points. What is to be all done by a day that
    is past and is not is red, whatever its tolerance.

    >>> audit = HealthInputs(2, Source("Health", "A2"), "Audit recommendations", HealthKind.SHARE_DONE, True, Fraction(1), Fraction(9, 10), due=date(2013, 9, 30))
    >>> (found,), _ = judge_health([audit], date(2013, 10, 14), Fraction(5, 100))
    >>> found.rag.value, found.overdue, found.says
    ('Red', True, '90% done of 100%; overdue since 30 September 2013')
    """
    return tuple(_judged(row, at, tolerance) for row in rows), tuple(d for row in rows for d in _doubts(row))


def _judged(row: HealthInputs, at: date, tolerance: Fraction) -> HealthResult:
    target = Fraction(1) if row.target is None and row.kind is HealthKind.SHARE_DONE else row.target
    slack = tolerance if row.kind is HealthKind.SHARE_DONE or target is None else tolerance * abs(target)
    status = rag(row.actual, target, row.higher_is_better, slack)
    met = status in {Rag.GREEN, Rag.GREEN_STRETCH}
    overdue = row.due is not None and row.due < at and row.actual is not None and not met
    change = None if row.actual is None or row.previous is None else row.actual - row.previous
    return HealthResult(row, Rag.RED if overdue else status, overdue, change, _says(row, target, overdue))


def _says(row: HealthInputs, target: Fraction | None, overdue: bool) -> str:
    if row.actual is None:
        return "No figure"
    of = "" if target is None else f" of {_number(row, target)}"
    done = " done" if row.kind is HealthKind.SHARE_DONE else ""
    late = f"; overdue since {day_said(row.due)}" if overdue else ""
    return f"{_number(row, row.actual)}{done}{of}{late}"


def _number(row: HealthInputs, value: Fraction) -> str:
    if row.kind is HealthKind.SHARE_DONE:
        return f"{float(value * 100):.0f}%"
    return f"{float(value):,.4g}" if value.denominator > 1 else f"{int(value):,}"


def _doubts(row: HealthInputs) -> Iterator[LogDoubt]:
    if row.kind is HealthKind.SHARE_DONE and row.actual is not None and not 0 <= row.actual <= 1:
        yield LogDoubt(
            row.row, "actual", f"{quoted(row.measure)} is {_number(row, row.actual)} done, which no share can be.",
            "Enter a percentage from 0 to 100.",
        )  # fmt: skip
    if row.kind is HealthKind.COUNT and row.actual is not None and row.actual < 0:
        yield LogDoubt(
            row.row, "actual", f"{quoted(row.measure)} is a count below zero.", "Put the count right."
        )
