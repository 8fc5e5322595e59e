"""The sample of published police-force-area figures: the MSG sheet fully computed, for an illustrative group.

Contains public sector information licensed under the Open Government Licence v3.0. The group is an illustration: it is
not Essex's Most Similar Group, whose membership HMICFRS publishes and which every force enters for itself.
"""

from __future__ import annotations

from typing import Any, Final

from xlscore.books.samples.facts import number, table
from xlscore.books.templates.grid import Board
from xlscore.books.templates.guide import BALANCED_SCORECARD, Guide
from xlscore.books.templates.msg import ForceGroup, base_of, count_of
from xlscore.books.templates.page import Row

__all__ = ["FORCE", "board", "group", "guide"]

FORCE: Final = "Essex"
_ONS: Final = (
    "Office for National Statistics, Crime in England and Wales: police force area data tables, year ending December 2019 "
    "(positions before: years ending March and June of 2018 and of 2019)"
)
_OUTCOMES: Final = (
    "Home Office, crime outcomes open data 2018/19; a solved crime has outcome type 1, 2, 3, 4, 6, 7 or 8"
)
_LICENCE: Final = "Contains public sector information licensed under the Open Government Licence v3.0."
_RATE, _SHARE = "per 1000 population", "%"
_DEC_2019, _MAR_2019 = "Dec 2019", "Mar 2019"

_MEASURES: Final[tuple[tuple[str, str, str, str, str, str | None], ...]] = (
    ("Crime", "All crime", _RATE, "4th in MSG", _DEC_2019, "Recorded crime except fraud."),
    ("Crime", "Violence with injury", _RATE, "4th in MSG", _DEC_2019, None),
    ("Crime", "Residential burglary", _RATE, "Upper Quartile Rank", _DEC_2019, None),
    ("Crime", "Vehicle offences", _RATE, "MSG Average", _DEC_2019, None),
    ("Crime", "Robbery", _RATE, "MSG Average", _DEC_2019, None),
    ("Crime", "Homicide", _RATE, "(Small numbers)", _DEC_2019, "The year holds the 39 deaths found at Grays in October 2019."),
    ("Solve crime", "All crime solved rate", _SHARE, "Upper Quartile Rank", _MAR_2019, "Outcomes recorded in the year over offences recorded in it."),
    ("Solve crime", "Violence with injury solved rate", _SHARE, "Best in MSG", _MAR_2019, "Outcomes recorded in the year over offences recorded in it."),
)  # fmt: skip


def board() -> Board:
    """Return a board without grades: this sample is about the MSG sheet."""
    return Board(cycle="")


def group() -> ForceGroup:
    """Return the measures and the forces' figures; every position and gap is left to the formulas."""
    history = {row.pop("measure"): row for row in table("ons_positions")}
    periods = tuple(next(iter(history.values())))
    return ForceGroup(
        title="MSG positions and aspirations: an illustrative group",
        about="Published figures; the group and the aspirations are illustrative and not those of the force. Every figure from Value to Movement is worked out.",
        measures=[_measure(row, history.get(row[1], {})) for row in _MEASURES],
        data_about=f"Published figures of the Office for National Statistics and the Home Office; releases on the Guide sheet. {_LICENCE}",
        columns=_columns(),
        forces=[_force(row) for row in table("ons_forces")],
        formats={name: "percentage" for _, name, unit, *_ in _MEASURES if unit == _SHARE},
        periods=periods,
        history=[
            {"measure": name, **{period: number(history.get(name, {}).get(period, "")) for period in periods}}
            for _, name, *_ in _MEASURES
        ],
    )


def _measure(row: tuple[str, str, str, str, str, str | None], past: dict[str, str]) -> Row:
    theme, name, unit, aspiration, data_to, narrative = row
    known = [number(position) for position in past.values() if position]
    return {
        "theme": theme,
        "measure": name,
        "unit": unit,
        "better": "Higher" if unit == _SHARE else "Lower",
        "previous_position": known[-2] if len(known) > 1 else None,
        "aspiration": aspiration,
        "data_to": data_to,
        "narrative": narrative,
    }


def _columns() -> list[str]:
    names = []
    for _, name, unit, *_ in _MEASURES:
        names += [name, count_of(name)] + ([base_of(name)] if unit == _SHARE else [])
    return names


def _force(row: dict[str, str]) -> Row:
    figures: dict[str, Any] = {key: number(value) for key, value in row.items() if key != "force"}
    shares = {
        name: figures[count_of(name)] / figures[base_of(name)]
        for _, name, unit, *_ in _MEASURES
        if unit == _SHARE
    }
    return {"force": row["force"], **figures, **shares}


def guide() -> Guide:
    """Return the sample's guide, with its sources and licence."""
    return BALANCED_SCORECARD.with_sources(
        "Sample: the MSG sheet fully worked out from published figures, for an illustrative group of forces. The other sheets are blank.",
        (
            _ONS + ".",
            _OUTCOMES + ".",
            _LICENCE,
            "The peer group and the aspirations are illustrative. Membership of a Most Similar Group is published by HMICFRS, and is yours to enter.",
        ),
    )
