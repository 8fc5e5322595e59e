"""How well a projection would have done: every past year projected again with what was known then, by the method that its series has.

Each year is projected after one to eleven months from the years before it alone, its range from what the method had
missed in years that were over by then. Beside it stand what people do by hand: × 12/n, and the months so far with last year's
months for the rest. An error is the distance from the year's total, in per cent of that total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import exact, to_float
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.floats import mean
from xlscore.rules.statistics.level import (
    MONTHS,
    LatestLevel,
    LevelRule,
    latest_level,
    past_years,
    usual_seasons,
)
from xlscore.rules.statistics.projection import SHARE_YEARS, Method, Projection, year_end
from xlscore.rules.statistics.spread import PastProjection, Spread, learnt_spread, range_of

__all__ = ["ENOUGH_CRIMES", "PastSeries", "Score", "Trial", "scores", "trials"]

ENOUGH_CRIMES: Final = 24
"""A year of fewer crimes is not scored: one crime more or less would be several per cent."""

_USUAL, _WIDE = 0.8, 0.95


@dataclass(frozen=True, slots=True)
class PastSeries:
    """A series of whole years, oldest first, and the same years of the series it is a part of (none for the force)."""

    years: tuple[tuple[float, ...], ...]
    parents: tuple[tuple[float, ...], ...] = ()
    method: Method = Method.LEVEL


@dataclass(frozen=True, slots=True)
class Trial:
    """One past year, projected after some months: its place among the years, what was said, what came."""

    year: int
    known: int
    level: LatestLevel
    total: float
    times_n: float
    last_year: float
    by_share: Mapping[float, Projection] | None = None
    """By the share, for each confidence, where that is the method of its series; none in it where it refused."""

    @property
    def said(self) -> float | None:
        """Return the total that its method said, None where that refused."""
        if self.by_share is None:
            return self.level.total
        return to_float(self.by_share[_USUAL].total) if self.by_share else None

    @property
    def outcome(self) -> PastProjection:
        """Return what was to come and what came."""
        return PastProjection(self.level, self.total - self.level.so_far)

    def missed_by(self, said: float) -> float:
        """Return how far a figure is from what the year came to, as a fraction of it."""
        return abs(said - self.total) / self.total


@dataclass(frozen=True, slots=True)
class Score:
    """How the projections after so many months did: mean errors as fractions, and what share of years the ranges held."""

    known: int
    error: float
    """Of what each series' own method said."""
    level_error: float
    times_n_error: float
    last_year_error: float
    inside_80: float | None
    inside_95: float | None
    trials: int
    by_share: int
    """How many of the trials are by the share."""

    @property
    def method(self) -> str:
        """Return by which method the years were projected, in words."""
        if not self.by_share:
            return Method.LEVEL.value
        if self.by_share == self.trials:
            return Method.SHARE.value
        return f"{Method.LEVEL.value}, {Method.SHARE.value} in {self.by_share:,} of {self.trials:,}"


def trials(
    series: Iterable[PastSeries], rule: LevelRule, known: Sequence[int] = range(1, MONTHS)
) -> list[Trial]:
    """Return every past year of every series, projected after each of these numbers of months.

    >>> [trial.year for trial in trials([PastSeries(((10.0,) * 12,) * 4)], LevelRule(0.85, 1000), [3])]
    [2, 3]
    """
    found = []
    for each in series:
        for year in range(2, len(each.years)):
            before = [count for past in each.years[:year] for count in past]
            parents = past_years([count for past in each.parents[:year] for count in past])
            seasons = usual_seasons(past_years(before), parents, rule)
            whole, total_of_year = each.years[year], sum(each.years[year])
            for months in known:
                level = latest_level(before, whole[:months], seasons, rule)
                found.append(
                    Trial(
                        year,
                        months,
                        level,
                        total_of_year,
                        level.so_far * MONTHS / months,
                        level.so_far + sum(each.years[year - 1][months:]),
                        _by_share(each.years[:year], whole[:months]) if each.method is Method.SHARE else None,
                    )
                )
    return found


def _by_share(before: Sequence[Sequence[float]], months: Sequence[float]) -> dict[float, Projection]:
    """Return what the share says of a year for each confidence, nothing where it refuses."""
    years = [[exact(count) for count in year] for year in before[-SHARE_YEARS:]]
    known: list[Fraction | None] = [exact(count) for count in months]
    try:
        return {confidence: year_end(known, years, confidence) for confidence in (_USUAL, _WIDE)}
    except RuleError:
        return {}


def scores(made: Sequence[Trial], years: Iterable[int] | None = None) -> list[Score]:
    """Return how the projections did after each number of months, over the years named (all of them if none are).

    A range is judged in years that have others before them to learn from.
    """
    wanted = None if years is None else set(years)
    answer = []
    for known in sorted({trial.known for trial in made}):
        mine = [trial for trial in made if trial.known == known]
        judged = [
            t
            for t in mine
            if t.total >= ENOUGH_CRIMES and (wanted is None or t.year in wanted) and t.said is not None
        ]
        if judged:
            answer.append(_score(known, judged, _spreads(mine)))
    return answer


def _spreads(made: Sequence[Trial]) -> dict[int, Spread]:
    """Return for each year what could be learnt from the years before it."""
    spreads = {}
    for year in sorted({trial.year for trial in made})[1:]:
        earlier = [trial.outcome for trial in made if trial.year < year]
        if len(earlier) >= ENOUGH_CRIMES:
            spreads[year] = learnt_spread(earlier)
    return spreads


def _score(known: int, judged: Sequence[Trial], spreads: dict[int, Spread]) -> Score:
    def held(share: float) -> float | None:
        found = [_holds(each, spreads.get(each.year), share) for each in judged]
        known = [float(each) for each in found if each is not None]
        return mean(known) if known else None

    return Score(
        known,
        mean([each.missed_by(each.said) for each in judged if each.said is not None]),
        mean([each.missed_by(each.level.total) for each in judged]),
        mean([each.missed_by(each.times_n) for each in judged]),
        mean([each.missed_by(each.last_year) for each in judged]),
        held(_USUAL),
        held(_WIDE),
        len(judged),
        sum(each.by_share is not None for each in judged),
    )


def _holds(trial: Trial, spread: Spread | None, confidence: float) -> bool | None:
    """Return whether a year ended within its range, None where there was nothing to learn a range from."""
    if trial.by_share is not None:
        said = trial.by_share[confidence]
        if said.low is None or said.high is None:
            return None
        return to_float(said.low) <= trial.total <= to_float(said.high)
    if spread is None:
        return None
    low, high = range_of(trial.level, spread, confidence)
    return low <= trial.total <= high
