"""The expected-range functions: the comparators' tables and FunnelPlotR's funnels through the cells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.references import group, overdispersion_cases, reference
from xlscore.functions import MSG_EXPECTED, PROPORTION_LIMITS, RATE_LIMITS
from xlscore.rules.problems import CellError

TABLES = reference("comparators")["tables"]
GROUP = group()
FORCES = [[force] for force in GROUP["force"]]
FUNNELS = {
    name: case
    for name, case in overdispersion_cases().items()
    if case["args"]["draw_adjusted"] and case["args"]["data_type"] in ("SR", "PR")
}


def rows(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


def column(name: str) -> list[list[float]]:
    return [[float(value)] for value in GROUP[name]]


@pytest.mark.parametrize("row", rows(TABLES["rate_per_1000"]), ids=lambda row: str(row["x"]))
@pytest.mark.parametrize(("name", "confidence"), [("95_0", 0.95), ("99_8", "99.8%")])
def test_rate_limits_are_the_comparators(row: dict[str, Any], name: str, confidence: object) -> None:
    assert RATE_LIMITS(row["x"], row["n"], None, confidence)[0] == pytest.approx(
        [row["value"], row[f"lower{name}cl"], row[f"upper{name}cl"]], rel=1e-9
    )


@pytest.mark.parametrize("row", rows(TABLES["proportion_pct"]), ids=lambda row: f"{row['x']} of {row['n']}")
@pytest.mark.parametrize(("name", "confidence"), [("95_0", None), ("99_8", 0.998)])
def test_proportion_limits_are_the_comparators_as_fractions(
    row: dict[str, Any], name: str, confidence: object
) -> None:
    assert PROPORTION_LIMITS(row["x"], row["n"], confidence)[0] == pytest.approx(
        [row["value"] / 100, row[f"lower{name}cl"] / 100, row[f"upper{name}cl"] / 100], rel=1e-9
    )


@pytest.mark.parametrize("place", range(8), ids=GROUP["force"])
def test_outliers_of_the_group_are_the_comparators(place: int) -> None:
    label = GROUP["significance"][place]
    side = {"High": "Above", "Low": "Below"}.get(label.split()[0]) if "0.001" in label else None

    answer = MSG_EXPECTED(GROUP["force"][place], FORCES, column("vwi"), column("pop"))

    assert answer == f"{side or 'Within'} expected range"


@pytest.mark.parametrize("place", range(8), ids=GROUP["force"])
@pytest.mark.parametrize("name", FUNNELS)
def test_overdispersed_outliers_are_the_references_at_998(name: str, place: int) -> None:
    arguments, table = FUNNELS[name]["args"], FUNNELS[name]["table"]
    kind, base = ("proportion", "all") if arguments["data_type"] == "PR" else ("rate", "pop")
    value = table["rr"][place] * arguments.get("multiplier", 1)
    expected = "Within expected range"
    if value > table["OD99UCL"][place]:
        expected = "Above expected range"
    elif value < table["OD99LCL"][place]:
        expected = "Below expected range"

    answer = MSG_EXPECTED(
        GROUP["force"][place],
        FORCES,
        column(arguments["numerator"]),
        column(base),
        kind,
        arguments.get("sr_method", "SHMI"),
    )

    assert answer == expected


def test_a_force_with_a_missing_figure_does_not_take_part() -> None:
    forces, counts, bases = ["A", "B", "C"], [10, ".", 12], [100, 100, 110]
    counts[1] = None

    assert MSG_EXPECTED("C", forces, counts, bases) == MSG_EXPECTED("C", ["A", "C"], [10, 12], [100, 110])


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: RATE_LIMITS(-1, 100), "#NUM!"),
        (lambda: RATE_LIMITS(1, 0), "#NUM!"),
        (lambda: RATE_LIMITS(1, 100, 1000, 95), "#NUM!"),
        (lambda: RATE_LIMITS(None, 100), "#N/A"),
        (lambda: RATE_LIMITS("some", 100), "#VALUE!"),
        (lambda: PROPORTION_LIMITS(5, 4), "#NUM!"),
        (lambda: MSG_EXPECTED("D", ["A", "B"], [1, 2], [10, 10]), "#N/A"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [None, 2], [10, 10]), "#N/A"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [1, 2, 3], [10, 10]), "#VALUE!"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [1, 2], [10, 10], "ratio"), "#VALUE!"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [1, 2], [10, 10], "rate", "some"), "#VALUE!"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [0, 2], [10, 10], "rate", "shmi"), "#NUM!"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [0, 0], [10, 10], "rate", "cqc"), "#N/A"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [20, 2], [10, 10], "proportion"), "#NUM!"),
        (lambda: MSG_EXPECTED("A", ["A", "B"], [1, 2], [10, -10]), "#NUM!"),
    ],
)
def test_what_has_no_range_is_a_real_excel_error(call: object, code: str) -> None:
    with pytest.raises(CellError) as refused:
        call()  # type: ignore[operator]

    assert refused.value.code == code
