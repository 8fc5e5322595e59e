"""The sample of the month: six types of crime in four London boroughs, April 2013 to January 2019, as published."""

from __future__ import annotations

import datetime
from typing import Final

from xlscore.books.samples.facts import number, table
from xlscore.books.templates.guide import MONTHLY_PERFORMANCE, Guide
from xlscore.books.templates.monthly import Monthly

__all__ = ["guide", "monthly"]

_SOURCE: Final = (
    "Metropolitan Police Service recorded crime by borough, London Datastore (Open Government Licence v3.0)"
)
_LAST: Final = "201901"
_ALL: Final = "All six types"
_PLANNED: Final = ("Burglary in a dwelling", "Robbery of personal property")


def monthly() -> Monthly:
    """Return the counts as published, the boroughs standing for local policing units."""
    rows = table("london_boroughs")
    months = [name for name in rows[0] if name.isdigit() and name <= _LAST]
    dates = {name: datetime.date(int(name[:4]), int(name[4:]), 1) for name in months}
    counts = [
        {"measure": row["measure"], "place": row["place"], **{str(dates[m]): number(row[m]) for m in months}}
        for row in rows
    ]
    sums = [
        {
            "measure": _ALL,
            "place": place,
            **{str(dates[m]): sum(float(row[m]) for row in rows if row["place"] == place) for m in months},
        }
        for place in dict.fromkeys(row["place"] for row in rows)
    ]
    types = list(dict.fromkeys(row["measure"] for row in rows))
    return Monthly(
        months=list(dates.values()),
        counts=[*sums, *counts],
        about=f"Source: {_SOURCE}. The force's own rows are blank: they are added up from the four boroughs.",
        measures=[
            {"measure": _ALL, "better": "Lower"},
            *(
                {
                    "measure": each,
                    "sources": each.upper(),
                    "better": "Lower",
                    "plan_area": "Yes" if each in _PLANNED else "No",
                    "parent": _ALL,
                }
                for each in types
            ),
        ],
        targets=[
            {"measure": each, "year": "2018/19", "kind": "Change", "agreed": -0.05} for each in _PLANNED
        ],
    )


def guide() -> Guide:
    """Return the sample's guide, with its source."""
    return MONTHLY_PERFORMANCE.with_sources(
        "Sample: six types of recorded crime in four London boroughs to January 2019. The counts are the published ones.",
        (
            f"{_SOURCE}. The boroughs stand for local policing units, and the four together for a force.",
            "The two targets are illustrative: five per cent under the year before. So is that these two are plan areas.",
        ),
    )
