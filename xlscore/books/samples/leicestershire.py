"""The sample of Leicestershire Police: threat and impact scorecard, 1 April to 14 October 2013, as published."""

from __future__ import annotations

from typing import Final

from xlscore.books.samples.facts import number, table
from xlscore.books.templates.guide import THREAT_IMPACT, Guide
from xlscore.books.templates.page import Row
from xlscore.books.templates.report_pages import ReportWords
from xlscore.books.templates.scorecard import Threats

__all__ = ["guide", "threats", "words"]

_SOURCE: Final = "Leicestershire threat and impact scorecard, 1 April to 14 October 2013"
_TREND: Final = {"stable": "◄►", "up": "▲", "down": "▼"}
_OUTCOME_RATE: Final = "Crime Outcome Rate"
_RECORDED: Final = "Recorded Crime"


def threats() -> Threats:
    """Return the scorecard's thirteen rows; trend, level of control, threat and impact score are as printed."""
    rows = table("leicestershire_scorecard")
    return Threats(
        title="Leicestershire Police: threat and impact scorecard",
        about=f"Source: {_SOURCE}. Year-on-year change, classifications, RAG and shortfall are worked out; the rest is as published.",
        rows=[_scorecard_row(row) for row in rows],
        breakdown_about="As far as the paper prints it: the force, its two BCUs in change or rate, and the two local units with the largest fall and rise.",
        breakdown=_breakdown(rows),
        series_about="The paper prints no monthly figures, so its trend and level of control stand on the Scorecard as entries.",
    )


def _scorecard_row(row: dict[str, str]) -> Row:
    title, purpose = row["title"], row["purpose"]
    counts = (
        {each["title"]: each for each in table("leicestershire_outcomes")} if purpose == _OUTCOME_RATE else {}
    )
    together = {(each["title"], each["purpose"]): each for each in table("leicestershire_together")}
    behind, said = counts.get(title, {}), together.get((title, purpose), {})
    return {
        "objective": title,
        "purpose": purpose,
        "hard_target": number(row["hard_target"]),
        "stretch_target": number(row["stretch_target"]),
        "actual": number(row["actual"]),
        "previous": number(row["previous_year"]),
        "trend": _TREND[row["rolling_3_month_trend"]],
        "control": row["level_of_control"],
        "threat": row["threat"],
        "impact_score": number(row["impact_score"]),
        "crimes": number(behind.get("crimes", "")),
        "outcomes": number(behind.get("outcomes", "")),
        "group": said.get("group") or None,
        "lowest": said.get("lowest_level") or None,
    }


def _breakdown(rows: list[dict[str, str]]) -> list[Row]:
    """Return the force's recorded crime and the printed units beneath it, objective by objective."""
    force = [
        {**row, "area": "Force total", "level": "Force", "year_on_year_change": ""}
        for row in rows
        if row["purpose"] == _RECORDED
    ]
    order = list(dict.fromkeys(row["title"] for row in rows))
    lines = sorted(
        [*force, *table("leicestershire_units")],
        key=lambda line: (order.index(line["title"]), line["purpose"] != _RECORDED),
    )
    return [
        {
            "objective": line["title"],
            "purpose": line["purpose"],
            "area": line["area"],
            "level": line["level"],
            "actual": number(line["actual"]),
            "previous": number(line["previous_year"]),
            "year_on_year": number(line["year_on_year_change"]),
        }
        for line in lines
    ]


def words() -> ReportWords:
    """Return what the paper says is being done and lies ahead, in our words."""
    return ReportWords(
        narrative=[
            {"objective": row["title"], "kind": row["kind"], "text": row["text"]}
            for row in table("leicestershire_narrative")
        ],
        narrative_about=f"Source: {_SOURCE}; in our words, not in the paper's.",
        horizon=[{**row, "publisher": row["source"]} for row in table("leicestershire_horizon")],
        horizon_about=f"Source: {_SOURCE}; in our words, not in the paper's. Links are text.",
    )


def guide() -> Guide:
    """Return the sample's guide, with its source."""
    return THREAT_IMPACT.with_sources(
        "Sample: Leicestershire Police, 1 April to 14 October 2013. The figures are the published ones.",
        (
            f"{_SOURCE}. The paper's year columns are mislabelled; the figures are as printed.",
            "Outcomes behind a rate are not printed: they follow from the printed rate and the printed number of outcomes short, for six objectives. "
            "The crimes are the recorded crime; those of Serious Sexual Offences follow from 71 more, an increase of 18.0 %.",
            "The two local units' counts follow from the printed change in per cent and in crimes; of the two BCUs the paper prints changes and rates alone.",
        ),
    )
