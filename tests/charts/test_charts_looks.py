"""Every chart is read without colour: shapes, lines and patterns differ, and what lies side by side differs in grey."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from tests.support.charted import anatomies
from tests.support.greys import APART, contrast, grey, looks_apart
from xlscore.charts.looks import (
    COMMON,
    CONCERN,
    DARK,
    FILLS,
    GREY,
    IMPROVEMENT,
    NEUTRAL,
    TARGET,
)
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart

GRAPHICS = 3.0
"""The least contrast of what must be seen in a picture, by WCAG 2.2, 1.4.11."""


def in_words(chart: NewChart) -> list[ChartSeries]:
    """Return the series that the legend tells apart."""
    return [each for each in chart.series if each.in_legend]


@pytest.mark.parametrize("name", anatomies())
def test_every_series_of_a_legend_differs_from_the_others_by_more_than_its_colour(name: str) -> None:
    shown = in_words(anatomies()[name])

    same = [(one.name, two.name) for one, two in combinations(shown, 2) if not looks_apart(one, two)]

    assert same == []


@pytest.mark.parametrize("name", anatomies())
def test_every_line_mark_and_edge_stands_out_from_the_paper(name: str) -> None:
    pale = [
        (each.name, colour)
        for each in anatomies()[name].series
        if not each.kind.endswith("area")  # a band is read by the lines at its edges
        for colour in [each.edge or each.colour]
        if colour != "none"  # what only lifts another is not seen
        and contrast(colour) < GRAPHICS
    ]

    assert pale == []


@pytest.mark.parametrize("name", anatomies())
def test_every_anatomy_carries_its_title_its_alternative_text_and_no_doubled_name(name: str) -> None:
    chart = anatomies()[name]

    assert (chart.name, chart.title, chart.description) == ("A chart", "A title", "What it shows")
    assert len({each.name.casefold() for each in chart.series}) == len(chart.series)


def test_marks_of_signals_are_those_that_analysts_know() -> None:
    marks = {each.name: (each.marker, each.line, each.colour) for each in anatomies()["control"].series}

    assert marks["Concern"] == ("diamond", "none", "E46C0A")
    assert marks["Improvement"] == ("square", "none", "00B0F0")
    assert marks["High or low"] == ("triangle", "none", "490092")
    assert marks["Target"] == ("none", "long_dash", "DE1B1B")
    assert marks["Limits"][:2] == ("none", "short_dash")
    assert {each.fill for each in anatomies()["control"].series if each.name == "Crimes"} == {"A6A6A6"}


@pytest.mark.parametrize(
    ("colour", "light"),
    [(COMMON, 166), (IMPROVEMENT, 131), (CONCERN, 133), (NEUTRAL, 38), (TARGET, 85), (GREY, 127), (DARK, 64)],
)
def test_how_light_each_colour_is_in_greys(colour: str, light: int) -> None:
    assert round(grey(colour)) == light


def test_parts_that_lie_side_by_side_differ_in_grey_by_more_than_a_tenth_of_the_scale() -> None:
    assert all(
        one.pattern != two.pattern or abs(grey(one.colour) - grey(two.colour)) >= APART
        for one, two in pairwise([*FILLS, FILLS[0]])
    )
    assert len({(each.colour, each.pattern) for each in FILLS}) == len(FILLS)


def test_series_alike_in_shape_and_grey_are_not_told_apart() -> None:
    one = ChartSeries(name="a", values="", colour="E46C0A", marker="diamond")
    red, blue = "E46C0A", "00B0F0"

    assert not looks_apart(one, ChartSeries(name="b", values="", colour=blue, marker="diamond"))
    assert looks_apart(one, ChartSeries(name="b", values="", colour=red, marker="square"))
    assert looks_apart(one, ChartSeries(name="b", values="", colour="FFFFFF", marker="diamond"))
