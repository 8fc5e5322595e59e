"""How many were asked and how many of them were satisfied, month by month: what can be counted, and what cannot be is said."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

from xlscore.books.satisfaction.columns import Counted
from xlscore.books.tables.cells import Reader
from xlscore.rules.monthly.satisfaction import ROLLING_MONTHS, Surveyed
from xlscore.rules.series import Series, SeriesPoint, month_name, months_between

__all__ = ["known_months", "months_in_window"]


def known_months(
    series: Mapping[Counted, Series], named: str, reader: Reader
) -> dict[datetime.date, Surveyed]:
    """Return the months of which both counts are there and can be; what cannot be is a problem of its cell."""
    satisfied, asked = series.get(Counted.SATISFIED), series.get(Counted.ASKED)
    if satisfied is None or asked is None:
        alone = satisfied or asked
        if alone is not None:
            lacks = Counted.SATISFIED if satisfied is None else Counted.ASKED
            place = alone.points[0].source
            reader.at(
                place.sheet, place.cell, f"'{named}' has no figures of {lacks.value}, so none of its months counts.", "Enter both counts of each month."
            )  # fmt: skip
        return {}
    entries = {
        Counted.SATISFIED: {point.month: point for point in satisfied.points},
        Counted.ASKED: {point.month: point for point in asked.points},
    }
    known = {}
    for month in sorted({*entries[Counted.SATISFIED], *entries[Counted.ASKED]}):
        here = [entries[counted].get(month) for counted in (Counted.SATISFIED, Counted.ASKED)]
        found = _surveyed(month, here, named, reader)
        if found is not None:
            known[month] = found
    return known


def _surveyed(
    month: datetime.date, here: Sequence[SeriesPoint | None], named: str, reader: Reader
) -> Surveyed | None:
    """Return a month's counts, the satisfied first, None where one is not there or the two cannot be."""
    filled = [point for point in here if point is not None and point.value is not None]
    wrong = next(
        (p for p in filled if p.value is not None and (p.value < 0 or p.value.denominator != 1)), None
    )
    if wrong is not None and wrong.value is not None:
        reader.at(
            wrong.source.sheet, wrong.source.cell, f"{float(wrong.value):g} is no number of people, so {month_name(month)} does not count.",
            "Type how many were asked and how many of them were satisfied.",
        )  # fmt: skip
    elif len(filled) == 1:
        lacks = Counted.ASKED if filled[0] is here[0] else Counted.SATISFIED
        reader.at(
            filled[0].source.sheet, filled[0].source.cell, f"'{named}' has no figure of {lacks.value} for {month_name(month)}, so the month does not count.",
            "Enter both, or neither.",
        )  # fmt: skip
    elif len(filled) == 2:
        good, every = (point.value or Fraction(0) for point in filled)
        if good <= every:
            return Surveyed(Fraction(good), Fraction(every))
        reader.at(
            filled[0].source.sheet, filled[0].source.cell, f"{int(good):,} of {int(every):,} were satisfied in {month_name(month)}: more than were asked.",
            "Put the two counts right.",
        )  # fmt: skip
    return None


def months_in_window(months: Mapping[datetime.date, Surveyed]) -> int:
    """Return how many of the twelve months to the last have both counts."""
    last = max(months)
    return sum(months_between(month, last) < ROLLING_MONTHS for month in months)
