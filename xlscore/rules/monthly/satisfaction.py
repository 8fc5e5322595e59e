"""Satisfaction: the rolling twelve months of each group of people asked, against its target, and what its strands say.

Source: Leicestershire threat/impact scorecard, October 2013: satisfaction of each group of users over a rolling year against
its target, with the strands (action taken, follow-up) that lie under the group's target named. The share is of all the people
asked in the year together, so a month counts by how many were asked in it. The effect of the last month is by how much the
share would be another without that month. Whether the target will go on being met is what a control chart of the months'
own shares assures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import exact, to_float
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.rag import Rag, rag
from xlscore.rules.series import months_from, months_later
from xlscore.rules.statistics.expected_range import LIMITS_CONFIDENCE, Interval
from xlscore.rules.statistics.rolling import difference_of_shares, rolling_share
from xlscore.rules.statistics.spc import Assurance, Direction, Options, control_chart
from xlscore.rules.words import name_key

__all__ = [
    "ROLLING_MONTHS",
    "SatisfactionInputs",
    "SatisfactionResult",
    "Surveyed",
    "judge_satisfaction",
    "rolling_to",
]  # fmt: skip

ROLLING_MONTHS: Final = 12
"""So many months make the rolling figure, as the papers report it."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """How many people were asked in a month, and how many of them were satisfied."""

    satisfied: Fraction
    asked: Fraction

    @property
    def share(self) -> Fraction | None:
        """Return the share that is satisfied, None where nobody was asked."""
        return self.satisfied / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class SatisfactionInputs:
    """A group, or a strand of what a group was asked about; the overall figure has no strand."""

    group: str
    strand: str
    months: Mapping[date, Surveyed]
    """The months of which both counts are known."""
    typed: Fraction | None = None
    """The rolling share as a person entered it; it counts where the months do not say one."""
    target: Fraction | None = None
    """Its own target; a strand without one has its group's."""
    typed_to: date | None = None
    """The month with which the typed share ends, where the table says it."""
    typed_before: Fraction | None = None
    """The typed share that ends a year before."""


@dataclass(frozen=True, slots=True)
class SatisfactionResult:
    """What a row of satisfaction comes to; None is what cannot be said."""

    group: str
    strand: str
    to: date | None = None
    """The last of the twelve months."""
    rolling: Fraction | None = None
    interval: Interval | None = None
    """The range that chance leaves open, None for a share that was typed."""
    target: Fraction | None = None
    rag: Rag = Rag.GREY
    last_month: Surveyed | None = None
    effect: Fraction | None = None
    """By how much the last month moves the share of the twelve."""
    under: tuple[tuple[str, Fraction], ...] = ()
    """The strands of the group under their target, with their shares, lowest first; of the overall row alone."""
    why_not: str = ""
    """Why there is no share."""
    assurance: Assurance | None = None
    """Whether the months as they run will meet the target; None for a share that was typed, and without a target."""
    before: Fraction | None = None
    """The share of the twelve months before these."""
    on_year: Interval | None = None
    """The change on it, with the range that chance leaves open; None for shares that were typed."""

    @property
    def gap(self) -> Fraction | None:
        """Return the share less its target, None without both."""
        return None if self.rolling is None or self.target is None else self.rolling - self.target

    @property
    def change(self) -> Fraction | None:
        """Return the share less that of the twelve months before, None without both."""
        return None if self.rolling is None or self.before is None else self.rolling - self.before

    @property
    def by_figures(self) -> bool:
        """Return whether the share is of counts; else it was typed, or there is none."""
        return self.interval is not None


def judge_satisfaction(rows: Sequence[SatisfactionInputs], policy: Policy) -> tuple[SatisfactionResult, ...]:
    """Return what each row comes to, in their order: its rolling share, its status, and for a group the strands under target.

    >>> months = {date(2013 if m > 10 else 2014, m, 1): Surveyed(Fraction(40), Fraction(50)) for m in range(1, 13)}
    >>> (found,) = judge_satisfaction([SatisfactionInputs("Burglary", "", months, target=Fraction(85, 100))], Policy())
    >>> found.rolling, found.rag.value, found.effect, found.to
    (Fraction(4, 5), 'Amber', Fraction(0, 1), datetime.date(2014, 10, 1))
    """
    targets = {name_key(row.group): row.target for row in rows if not row.strand and row.target is not None}
    judged = [_judge(row, targets.get(name_key(row.group)), policy) for row in rows]
    return tuple(_with_strands(result, judged) if not result.strand else result for result in judged)


def _judge(row: SatisfactionInputs, of_group: Fraction | None, policy: Policy) -> SatisfactionResult:
    tolerance = exact(policy.rag_tolerance)
    target = row.target if row.target is not None else of_group
    months = _window(row.months, max(row.months)) if row.months else []
    interval, why_not = None, ""
    if len(months) == ROLLING_MONTHS and all(month is not None and not month.asked for month in months):
        why_not = f"Nobody was asked in these {ROLLING_MONTHS} months."
    elif row.months:
        try:
            interval = _rolling(months)
        except RuleError as error:
            why_not = error.what
    if interval is None:
        share = row.typed
        why_not = "" if share is not None else why_not or "No month has both counts as they can be."
        return SatisfactionResult(
            row.group, row.strand, row.typed_to if share is not None else None, share, None, target,
            rag(share, target, higher_is_better=True, tolerance=tolerance), why_not=why_not, before=None if share is None else row.typed_before,
        )  # fmt: skip
    known = [month for month in months if month is not None]
    share = _share(known)
    before = _share(known[:-1])
    year_before = months_later(max(row.months), -ROLLING_MONTHS)
    then = rolling_to(row.months, year_before)
    return SatisfactionResult(
        row.group, row.strand, max(row.months), share, interval, target,
        rag(share, target, higher_is_better=True, tolerance=tolerance), known[-1],
        None if share is None or before is None else share - before, assurance=_assurance(row.months, target, policy),
        before=None if then is None else _share([month for month in _window(row.months, year_before) if month is not None]),
        on_year=None if then is None else difference_of_shares(interval, then),
    )  # fmt: skip


def rolling_to(months: Mapping[date, Surveyed], last: date) -> Interval | None:
    """Return the share of the twelve months up to one, with its range; None where one of them is not known, or nobody was asked."""
    try:
        return _rolling(_window(months, last))
    except RuleError:
        return None


def _rolling(months: Sequence[Surveyed | None]) -> Interval:
    return rolling_share(
        [_plain(month, "satisfied") for month in months],
        [_plain(month, "asked") for month in months],
        ROLLING_MONTHS,
        LIMITS_CONFIDENCE,
    )


def _assurance(months: Mapping[date, Surveyed], target: Fraction | None, policy: Policy) -> Assurance | None:
    """Return whether the months' own shares, as they run, will meet a target; a month in which nobody was asked keeps its place."""
    every = (months.get(month) for month in months_from(min(months), max(months)))
    values = [None if each is None else each.share for each in every]
    if target is None or sum(value is not None for value in values) < ROLLING_MONTHS:
        return None
    plain = [None if value is None else to_float(value) for value in values]
    return control_chart(plain, Direction.HIGHER, options=Options.of(policy)).assurance(to_float(target))


def _window(months: Mapping[date, Surveyed], last: date) -> list[Surveyed | None]:
    """Return the twelve months up to one, None for one that is not known."""
    return [months.get(month) for month in months_from(months_later(last, 1 - ROLLING_MONTHS), last)]


def _plain(month: Surveyed | None, name: str) -> float | None:
    return None if month is None else to_float(getattr(month, name))


def _share(months: Sequence[Surveyed]) -> Fraction | None:
    every = sum((month.asked for month in months), Fraction(0))
    return sum((month.satisfied for month in months), Fraction(0)) / every if every else None


def _with_strands(overall: SatisfactionResult, judged: Sequence[SatisfactionResult]) -> SatisfactionResult:
    """Return a group's overall result with the strands that lie under their target."""
    under = [
        (each.strand, each.rolling)
        for each in judged
        if each.strand
        and name_key(each.group) == name_key(overall.group)
        and each.rolling is not None
        and each.gap is not None
        and each.gap < 0
    ]
    return replace(overall, under=tuple(sorted(under, key=lambda each: each[1])))
