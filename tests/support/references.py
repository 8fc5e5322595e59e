"""The answers of published reference packages, as the tests read them (tests/data/*_reference.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.tools import ROOT

SIGNALS = {
    "Common Cause": ("", 0),
    "Above UCL": ("outside", 1),
    "Below LCL": ("outside", -1),
    "7 Point Trend (Increasing)": ("trend", 1),
    "7 Point Trend (Decreasing)": ("trend", -1),
    "2 in 3 Above CL": ("two in three", 1),
    "2 in 3 Below CL": ("two in three", -1),
    "7 Points Above CL": ("shift", 1),
    "7 Points Below CL": ("shift", -1),
}
TYPES = {
    "common_cause": "common cause",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "high",
    "special_cause_neutral_low": "low",
}
ASSURANCE = {"consistent_pass": "Passing", "consistent_fail": "Failing", "inconsistent": "Hit or miss"}
DIRECTIONS = {"increase": True, "decrease": False, "neutral": None}


def reference(name: str) -> dict[str, Any]:
    """Return one file of reference answers."""
    loaded: dict[str, Any] = json.loads(
        (ROOT / "tests" / "data" / f"{name}_reference.json").read_text("utf-8")
    )
    return loaded


def column(values: Any) -> list[Any]:
    """Return a column of R's, where one value arrives without its list and NA as a text."""
    listed = values if isinstance(values, list) else [values]
    return [None if value in ("NA", "NaN") else value for value in listed]


@dataclass(frozen=True)
class SpcCase:
    """A control chart that NHSRplotthedots computed, its rows in order of date."""

    name: str
    values: list[float | None]
    higher_is_better: bool | None
    target: float | None
    rebase_at: list[int]
    screen: bool
    baseline: int | None
    points: dict[str, list[Any]]
    variation: str
    assurance: str | None

    def __repr__(self) -> str:
        return self.name


def spc_cases() -> Iterator[SpcCase]:
    """Return every control chart of the reference."""
    for case in reference("spc")["cases"]:
        options = dict(case["input"]["options"])
        rows = sorted(zip(column(case["input"]["dates"]), column(case["input"]["values"]), strict=True))
        dates = [date for date, _ in rows]
        summary = case["output"]["summary"]
        yield SpcCase(
            name=case["id"],
            values=[value for _, value in rows],
            higher_is_better=DIRECTIONS[options.get("improvement_direction", "increase")],
            target=options.get("target"),
            rebase_at=[
                1 + next(i for i, date in enumerate(dates) if date >= opens)
                for opens in column(options.get("rebase", []))
            ],
            screen=options.get("screen_outliers", True),
            baseline=options.get("fix_after_n_points"),
            points={name: column(values) for name, values in case["output"]["points"].items()},
            variation=TYPES[column(summary["variation_type"])[-1]],
            assurance=ASSURANCE.get(column(summary["assurance_type"])[-1]),
        )


def overdispersion_cases() -> dict[str, dict[str, Any]]:
    """Return every funnel that FunnelPlotR computed, by name."""
    cases: dict[str, dict[str, Any]] = reference("overdispersion")["cases"]
    return cases


def group() -> dict[str, list[Any]]:
    """Return the synthetic group of eight forces that the comparators and the funnels share."""
    table: dict[str, list[Any]] = reference("comparators")["tables"]["msg_funnel_sig_rate_vwi"]
    return table
