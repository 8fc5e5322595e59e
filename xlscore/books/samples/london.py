"""The sample of the month: six types of crime in four London boroughs, April 2013 to January 2019, as published.

What no paper prints by day, by outcome or of a group is illustrative, made of the published counts by a rule and said to be so.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

from xlscore.books.samples.facts import table
from xlscore.books.templates.guide import MONTHLY_PERFORMANCE, Guide
from xlscore.books.templates.monthly import Monthly
from xlscore.books.templates.page import Row, Shown

__all__ = ["guide", "monthly"]

_SOURCE: Final = (
    "Metropolitan Police Service recorded crime by borough, London Datastore (Open Government Licence v3.0)"
)
_LAST: Final = "201901"
_ALL: Final = "All six types"
_PLANNED: Final = ("Burglary in a dwelling", "Robbery of personal property")
_BURGLARY, _ROBBERY = _PLANNED
_OUTCOMES: Final = "Burglary in a dwelling outcomes"
_RATE: Final = "Burglary in a dwelling outcome rate"
_CODES: Final = {"Camden": "E09000007", "Hackney": "E09000012", "Haringey": "E09000014", "Islington": "E09000019"}  # fmt: skip

_FIRST_DAY: Final = datetime.date(2017, 4, 1)
_WEIGHTS: Final = (13, 13, 13, 14, 16, 17, 14)
"""What each day of the week weighs, Monday first, where a month is spread over its days."""
_SOLVED: Final = (9, 7, 8, 10, 6, 8, 9, 7, 11, 8, 7, 9)
"""So many in a hundred crimes of a month have an outcome, January first."""
_PEOPLE: Final = 1_000_000
_GROUP: Final = {
    _BURGLARY: ((2014, 6.4), (2015, 6.1), (2016, 5.8), (2017, 5.6), (2018, 5.9)),
    _ROBBERY: ((2014, 3.2), (2015, 3.1), (2016, 3.3), (2017, 3.6), (2018, 4.3)),
}
"""The average of an illustrative group in the years to March."""

Counts = Mapping[tuple[str, str], Mapping[datetime.date, int]]
"""The published counts by measure and place."""


def monthly() -> Monthly:
    """Return the counts as published, the boroughs standing for local policing units, and what is illustrated beside them."""
    counts = _counts()
    types = list(dict.fromkeys(measure for measure, _ in counts))
    return Monthly(
        months=list(next(iter(counts.values()))),
        counts=[*_sums(counts), *(_row(*key, months) for key, months in counts.items()), *_outcomes(counts)],
        about=f"Source: {_SOURCE}. The force's own rows are blank: they are added up from the four boroughs. The outcomes of burglary are illustrative.",
        days=_days(counts),
        days_about="Illustrative: the published month of the four boroughs together, spread over its days with more of it at the end of the week.",
        measures=_measures(types),
        places=[{"place": place, "kind": "LPU", "codes": code} for place, code in _CODES.items()],
        targets=_targets(),
        targets_about="Illustrative targets. The grey columns are worked out: what the method of 2013 suggests, and whether this year is on course.",
        averages=_averages(counts),
        averages_about="Illustrative: the published counts per 1,000 of a million people, beside the average of a group that does not exist.",
        sources=_sources(),
    )


def _counts() -> Counts:
    rows = table("london_boroughs")
    months = {
        name: datetime.date(int(name[:4]), int(name[4:]), 1)
        for name in rows[0]
        if name.isdigit() and name <= _LAST
    }
    return {
        (row["measure"], row["place"]): {month: int(row[name]) for name, month in months.items()}
        for row in rows
    }


def _row(measure: str, place: str, months: Mapping[datetime.date, int]) -> Row:
    return {"measure": measure, "place": place, **{str(month): count for month, count in months.items()}}


def _sums(counts: Counts) -> list[Row]:
    """Return all six types together, a row for each borough."""
    found: dict[str, dict[datetime.date, int]] = defaultdict(lambda: defaultdict(int))
    for (_, place), months in counts.items():
        for month, count in months.items():
            found[place][month] += count
    return [_row(_ALL, place, months) for place, months in found.items()]


def _outcomes(counts: Counts) -> list[Row]:
    return [
        _row(_OUTCOMES, place, {m: round(count * _SOLVED[m.month - 1] / 100) for m, count in months.items()})
        for (measure, place), months in counts.items()
        if measure == _BURGLARY
    ]


def _together(counts: Counts, measure: str) -> dict[datetime.date, int]:
    rows = [months for (name, _), months in counts.items() if name == measure]
    return {month: sum(months[month] for months in rows) for month in rows[0]}


def _days(counts: Counts) -> list[Row]:
    """Return the days of the two plan areas; each month's add up to its published count."""
    return [
        {"date": day, "measure": measure, "count": count}
        for measure in _PLANNED
        for month, total in _together(counts, measure).items()
        if month >= _FIRST_DAY
        for day, count in _spread(month, total)
    ]


def _spread(month: datetime.date, total: int) -> list[tuple[datetime.date, int]]:
    end = (month + datetime.timedelta(days=31)).replace(day=1)
    days = [month + datetime.timedelta(days=n) for n in range((end - month).days)]
    sums = [0, *accumulate(_WEIGHTS[day.weekday()] for day in days)]
    ends = [total * reached // sums[-1] for reached in sums]
    return [(day, after - before) for day, (before, after) in zip(days, pairwise(ends), strict=True)]


def _measures(types: Sequence[str]) -> list[Row]:
    plain = [
        {
            "measure": each,
            "sources": each.upper(),
            "better": "Lower",
            "plan_area": "Yes" if each in _PLANNED else "No",
            "parent": _ALL,
        }
        for each in types
    ]
    return [
        {"measure": _ALL, "better": "Lower"},
        *plain,
        {"measure": _OUTCOMES, "better": "Higher"},
        {
            "measure": _RATE,
            "sources": f"{_OUTCOMES}; {_BURGLARY}",
            "better": "Higher",
            "purpose": "Crime Outcome Rate",
            "plan_area": "Yes",
        },
    ]


def _targets() -> list[Row]:
    return [
        *(
            {"measure": each, "year": "2018/19", "kind": "Change", "agreed": Shown(-0.05, "0.0%")}
            for each in _PLANNED
        ),
        {"measure": _RATE, "year": "2018/19", "kind": "Level", "agreed": Shown(0.1, "0.0%")},
        *({"measure": each, "year": "2019/20", "kind": "Change"} for each in _PLANNED),
        {"measure": "Bicycle theft", "year": "2020/21", "kind": "Level", "agreed": Shown(4000, "#,##0")},
    ]


def _averages(counts: Counts) -> list[Row]:
    rows: list[Row] = []
    for measure, years in _GROUP.items():
        months = _together(counts, measure)
        for year, average in years:
            total = sum(
                count
                for month, count in months.items()
                if datetime.date(year - 1, 3, 31) < month < datetime.date(year, 4, 1)
            )
            rows.append(
                {
                    "measure": measure,
                    "period_end": f"Mar {year}",
                    "own": total * 1000 / _PEOPLE,
                    "average": average,
                }
            )
    return rows


def _sources() -> list[Row]:
    """Return what a force would tell of its own extract."""
    return [
        {"source": "crimes*.csv", "column": "Date recorded", "means": "date", "form": "dd/mm/yyyy"},
        {"source": "crimes*.csv", "column": "Offence", "means": "measure"},
        {"source": "crimes*.csv", "column": "Borough", "means": "place"},
        {"source": "crimes*.csv", "column": "Classified", "means": "keep only", "value": "Crime"},
    ]


def guide() -> Guide:
    """Return the sample's guide, with its sources."""
    return MONTHLY_PERFORMANCE.with_sources(
        "Sample: six types of recorded crime in four London boroughs to January 2019. The monthly counts are the published ones.",
        (
            f"{_SOURCE}. The boroughs stand for local policing units, and the four together for a force.",
            "Satisfaction: Leicestershire panel report, October 2013, for the rolling shares and their targets as printed. The months of Robbery are illustrative.",
            "Quarterly counts: Essex performance board, 2019, for the searches of three quarters: 4,350, 192 more than the quarter before and 2,897 more than a year before. "
            "Every row that parts them, and the use of force, is illustrative.",
            "Illustrative, to show what comes out: the days, the outcomes of burglary, targets and plan areas, the MSG averages, the staff survey, the notes, the rows of Sources, "
            "and on Published all but the first row.",
        ),
    )
