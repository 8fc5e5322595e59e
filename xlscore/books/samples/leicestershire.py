"""The sample of Leicestershire Police: threat and impact scorecard, 1 April to 14 October 2013, as published."""

from __future__ import annotations

from typing import Final

from xlscore.books.samples.facts import number, table
from xlscore.books.templates.guide import THREAT_IMPACT, Guide
from xlscore.books.templates.page import Row
from xlscore.books.templates.scorecard import Threats

__all__ = ["guide", "threats"]

_SOURCE: Final = "Leicestershire threat and impact scorecard, 1 April to 14 October 2013"
_TREND: Final = {"stable": "◄►", "up": "▲", "down": "▼"}
_COUNTS: Final = {
    ("Burglary - Dwelling", "Crime Outcome Rate"): (1903, 347),
    ("Theft From Motor Vehicle", "Crime Outcome Rate"): (2896, 180),
}
"""Crimes and outcomes behind a rate, where the paper prints them."""


def threats() -> Threats:
    """Return the scorecard's thirteen rows; trend, level of control, threat and impact score are as printed."""
    rows = table("leicestershire_scorecard")
    return Threats(
        title="Leicestershire Police: threat and impact scorecard",
        about=f"Source: {_SOURCE}. Year-on-year change, classifications, RAG and shortfall are worked out; the rest is as published.",
        rows=[_scorecard_row(row) for row in rows],
        breakdown_about="Force level alone: figures for command units and local units are not in the published table.",
        breakdown=[_breakdown_row(row) for row in rows if row["purpose"] == "Recorded Crime"],
        series_about="The paper prints no monthly figures, so its trend and level of control stand on the Scorecard as entries.",
    )


def _scorecard_row(row: dict[str, str]) -> Row:
    crimes, outcomes = _COUNTS.get((row["title"], row["purpose"]), (None, None))
    return {
        "objective": row["title"],
        "purpose": row["purpose"],
        "hard_target": number(row["hard_target"]),
        "stretch_target": number(row["stretch_target"]),
        "actual": number(row["actual"]),
        "previous": number(row["previous_year"]),
        "trend": _TREND[row["rolling_3_month_trend"]],
        "control": row["level_of_control"],
        "threat": row["threat"],
        "impact_score": number(row["impact_score"]),
        "crimes": crimes,
        "outcomes": outcomes,
    }


def _breakdown_row(row: dict[str, str]) -> Row:
    return {
        "objective": row["title"],
        "purpose": row["purpose"],
        "area": "Force total",
        "actual": number(row["actual"]),
        "previous": number(row["previous_year"]),
    }


def guide() -> Guide:
    """Return the sample's guide, with its source."""
    return THREAT_IMPACT.with_sources(
        "Sample: Leicestershire Police, 1 April to 14 October 2013. The figures are the published ones.",
        (
            f"{_SOURCE}. The paper's year columns are mislabelled; the figures are as printed.",
            "Crimes and outcomes behind a rate are printed for two objectives, so the outcomes short of target are worked out for these.",
        ),
    )
