"""Native charts in live Excel, over a recording one: made, found again by name, and only pointed at other cells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.excel.engine_lane_client import in_excel

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("recording-excel")]


@pytest.fixture(scope="module")
def answer() -> Any:
    """What the task found."""
    return in_excel("put_charts")[0]


@pytest.fixture(scope="module")
def calls() -> list[list[Any]]:
    """What the task asked of Excel."""
    return in_excel("put_charts")[1]


def test_a_chart_stands_once_it_was_put_in_and_until_it_is_to_draw_other_cells(answer: Any) -> None:
    assert answer[0] == [False, True, False, True]


def test_it_covers_its_cells_and_draws_its_series_alone(answer: Any) -> None:
    place, text, formulas = answer[1]

    assert (place, text) == ([192.0, 15.0, 192.0, 120.0], "3 in April")
    assert formulas == [
        f'=SERIES("{name}",Grid!$A$2:$A$4,Grid!${column}$2:${column}$4,{number})'
        for number, (name, column) in enumerate((("Crimes", "C"), ("Mean", "D"), ("Concern", "E")), 1)
    ]


def test_shapes_differ_as_well_as_colours(calls: list[list[Any]]) -> None:
    made = calls[: calls.index(["the next month"])]

    assert [call[1] for call in made if call[0] == "Series.MarkerStyle"] == [8, -4142, 2]
    assert [call[1] for call in made if call[0] == "Series.Format.Line.DashStyle"] == [1, 4]
    assert ["Series.Border.LineStyle", -4142] in made
    assert ["Chart.DisplayBlanksAs", 1] in made
    assert ["Chart.ChartTitle.Text", "Burglary"] in made


def test_the_next_month_changes_what_is_drawn_and_nothing_that_a_person_formatted(
    answer: Any, calls: list[list[Any]]
) -> None:
    later = calls[calls.index(["the next month"]) + 1 : calls.index(["a person's words"])]
    place, text, formulas, colour = answer[3]

    assert {call[0] for call in later} == {"Series.Formula"}
    assert (place, text, colour) == (answer[1][0], "9 in May", 255)
    assert [each.count("$5") for each in formulas] == [2, 2]


def test_a_series_that_a_person_took_out_is_told_and_put_in_where_it_was_asked_for(answer: Any) -> None:
    assert answer[2] == {"Burglary": ["Concern"]}
    assert answer[4][1] == ["Crimes", "Mean", "Concern"]


def test_a_persons_alternative_text_stays(answer: Any) -> None:
    assert answer[4][0] == "Homes"


def test_a_chart_that_goes_leaves_the_other_shapes(answer: Any) -> None:
    assert answer[5] == ["Our remark"]


def test_each_anatomy_stands_once_it_was_put_in() -> None:
    stood, names = in_excel("put_anatomies")[0]

    assert len(stood) > 8
    assert set(stood.values()) == {True}
    assert names[-3:] == ["Mean 2", "Limits 2", "Lower limit 2"]


@pytest.mark.parametrize(
    ("anatomy", "asked"),
    [
        ("control", ["Series.MarkerBackgroundColor", 0xA6A6A6]),
        ("control", ["Series.HasDataLabels", True]),
        ("control", ["Chart.ChartArea.Format.TextFrame2.TextRange.Font.Size", 9]),
        ("control", ["Chart.Axes(1,).TickLabels.NumberFormat", "mmm yy"]),
        ("fan", ["Series.ChartType", 76]),
        ("fan", ["Series.Format.Fill.Visible", False]),
        ("positions", ["Chart.ChartGroups(1,).Overlap", 100]),
        ("funnel", ["Chart.ChartType", 74]),
        ("history", ["Chart.Axes(2,).TickLabelPosition", -4142]),
        ("history", ["Chart.Axes(2,).MajorUnit", 1]),
        ("shares", ["Chart.ChartType", 53]),
        ("shares", ["Series.Format.Fill.BackColor.RGB", 0xFFFFFF]),
        ("figures on each other", ["Chart.Axes(1,).ReversePlotOrder", True]),
    ],
)
def test_each_anatomy_looks_as_it_does_in_a_file(anatomy: str, asked: list[Any]) -> None:
    calls = in_excel("put_anatomies")[1]
    begins = calls.index([anatomy])
    ends = next((n for n in range(begins + 1, len(calls)) if len(calls[n]) == 1), len(calls))

    assert asked in calls[begins:ends]
