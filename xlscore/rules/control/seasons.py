"""Values with the season taken out: a month's value over the index of its calendar month in the three years before.

A season widens the limits and hides points; taking it out doubles the points outside at the same worth of a signal (London's
boroughs, 2014–2024). So values are raw, as Making Data Count has them, unless an officer chooses otherwise for a measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from xlscore.rules.statistics.level import MONTHS, LevelRule, past_years, usual_seasons

__all__ = ["FEWEST_YEARS", "adjusted_values"]

FEWEST_YEARS: Final = 2
"""So many whole years before a month say what its season is."""

_OWN_SEASONS: Final = LevelRule(keep=1.0, borrowed=0.0)


def adjusted_values(
    months: Sequence[date], values: Sequence[float | None], year_begins: int
) -> tuple[float | None, ...]:
    """Return each value as it were in an average month; None in years with too few whole years before them.

    The indices are those of the reporting years before the month's own, so that they hold for a whole year.

    >>> months = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(36)]
    >>> adjusted_values(months, [10.0 if m.month < 7 else 30.0 for m in months], 1)[23:25]
    (None, 20.0)
    """
    found: list[float | None] = []
    seasons: tuple[float, ...] | None = None
    for place, (month, value) in enumerate(zip(months, values, strict=True)):
        place_in_year = (month.month - year_begins) % MONTHS
        if place_in_year == 0 or place == 0:
            years = past_years(values[: max(0, place - place_in_year)])
            enough = len(years) >= FEWEST_YEARS and all(v >= 0 for year in years for v in year)
            seasons = usual_seasons(years, [], _OWN_SEASONS) if enough else None
        index = 0.0 if seasons is None else seasons[place_in_year]
        found.append(value / index if value is not None and index > 0 else None)
    return tuple(found)
