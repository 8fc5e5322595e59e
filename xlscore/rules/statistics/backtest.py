"""How well a projection would have done: every past year projected again with what was known then.

Each year is projected after one to eleven months from the years before it alone, its range from what the method had
missed in years that were over by then. Beside it stand what people do by hand: × 12/n, and the months so far with last year's
months for the rest. An error is the distance from the year's total, in per cent of that total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.rules.statistics.floats import mean
from xlscore.rules.statistics.level import (
    MONTHS,
    LatestLevel,
    LevelRule,
    latest_level,
    past_years,
    usual_seasons,
)
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


@dataclass(frozen=True, slots=True)
class Trial:
    """One past year, projected after some months: its place among the years, what was said, what came."""

    year: int
    known: int
    level: LatestLevel
    total: float
    times_n: float
    last_year: float

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
    times_n_error: float
    last_year_error: float
    inside_80: float | None
    inside_95: float | None
    trials: int


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
                    )
                )
    return found


def scores(made: Sequence[Trial], years: Iterable[int] | None = None) -> list[Score]:
    """Return how the projections did after each number of months, over the years named (all of them if none are).

    A range is judged in years that have others before them to learn from.
    """
    wanted = None if years is None else set(years)
    answer = []
    for known in sorted({trial.known for trial in made}):
        mine = [trial for trial in made if trial.known == known]
        judged = [t for t in mine if t.total >= ENOUGH_CRIMES and (wanted is None or t.year in wanted)]
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
    ranged = [trial for trial in judged if trial.year in spreads]

    def held(share: float) -> float | None:
        return mean([float(_holds(each, spreads[each.year], share)) for each in ranged]) if ranged else None

    return Score(
        known,
        mean([each.missed_by(each.level.total) for each in judged]),
        mean([each.missed_by(each.times_n) for each in judged]),
        mean([each.missed_by(each.last_year) for each in judged]),
        held(_USUAL),
        held(_WIDE),
        len(judged),
    )


def _holds(trial: Trial, spread: Spread, confidence: float) -> bool:
    low, high = range_of(trial.level, spread, confidence)
    return low <= trial.total <= high
