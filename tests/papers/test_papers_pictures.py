"""The pictures of a paper: what is drawn, what the words beside it say, and that nothing is cut off."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.properties import examples
from xlscore.papers.model import PaperPicture
from xlscore.papers.pictures.control import control_picture
from xlscore.papers.pictures.framing import dashed
from xlscore.papers.pictures.maps import map_picture
from xlscore.papers.pictures.scales import scale_of
from xlscore.papers.pictures.sparkline import sparkline
from xlscore.rules.control.judging import judge_control
from xlscore.rules.control.records import ControlRow, ControlSeries
from xlscore.rules.policy import Policy
from xlscore.rules.series import months_from, months_later
from xlscore.rules.statistics.spc import Direction
from xlscore.tubemap import Facts, Stop, build_map, draw
from xlscore.tubemap.drawn.png import font_files
from xlscore.tubemap.geometry.fonts import MM_PER_POINT, text_width

pytestmark = pytest.mark.skipif(not font_files(), reason="No Arial and no Liberation Sans on this computer.")

USUAL = [90.0, 114.0, 88.0, 111.0, 92.0, 109.0, 91.0, 113.0, 89.0, 110.0, 93.0, 112.0]
FIRST = date(2012, 4, 1)


def chart_of(values: list[float | None], direction: Direction = Direction.LOWER, **given: Any) -> ControlRow:
    months = tuple(months_from(FIRST, months_later(FIRST, len(values) - 1)))
    series = ControlSeries("Burglary", "", months, tuple(values), direction, **given)
    return judge_control([series], Policy()).rows[0]


def named(picture: PaperPicture, name: str) -> list[etree._Element]:
    assert picture.svg is not None
    return [each for each in etree.fromstring(picture.svg).iter() if each.get("data-name") == name]


def texts(picture: PaperPicture) -> list[str]:
    assert picture.svg is not None
    return [each.text or "" for each in etree.fromstring(picture.svg).iter("{*}tspan")]


@pytest.mark.parametrize(
    ("last", "direction", "word"),
    [
        (190.0, Direction.LOWER, "concern"),
        (190.0, Direction.HIGHER, "improvement"),
        (5.0, Direction.LOWER, "improvement"),
        (190.0, Direction.NEUTRAL, "high"),
        (5.0, Direction.NEUTRAL, "low"),
    ],
)
def test_a_signal_has_a_sign_of_its_own_and_a_word_in_the_key(
    last: float, direction: Direction, word: str
) -> None:
    picture = control_picture("chart", chart_of([*USUAL, last], direction=direction))

    signs = len(named(picture, word)), len(named(picture, "usual"))
    assert signs == (1 + 1, len(USUAL) + 1)
    assert word in texts(picture)


def test_a_chart_without_a_signal_has_no_sign_and_no_word_of_one() -> None:
    picture = control_picture("chart", chart_of([*USUAL]))

    assert {"usual", "mean", "limits"} <= set(texts(picture))
    assert not {"concern", "improvement", "high", "low", "target", "median"} & set(texts(picture))


def test_mean_and_limits_begin_anew_at_a_step() -> None:
    step = months_later(FIRST, 12)

    whole = control_picture("chart", chart_of([*USUAL, *USUAL]))
    broken = control_picture("chart", chart_of([*USUAL, *[n + 50 for n in USUAL]], steps=(step,)))

    assert [len(named(each, "Mean")) for each in (whole, broken)] == [1, 2]
    assert [len(named(each, "Limit")) for each in (whole, broken)] == [2, 4]


def test_the_line_is_broken_where_a_month_has_no_figure() -> None:
    picture = control_picture("chart", chart_of([*USUAL[:5], None, *USUAL]))

    assert len(named(picture, "Figures")) == 2


def test_the_words_say_the_last_value_what_it_is_and_the_notes() -> None:
    row = chart_of([*USUAL, 190.0], notes=((months_later(FIRST, 3), "Event: a festival"),), target=95.0)

    picture = control_picture("chart", row, cells=("Series!C2", "Series!O2"))

    assert (
        picture.alternative
        == f"Control chart of Burglary, 13 points to Apr 2013. {row.sentence} Jul 2012: Event: a festival."
    )
    assert "above the upper limit" in picture.alternative
    assert "a Jul 2012: Event: a festival" in [" ".join(text.split()) for text in texts(picture)]
    assert (picture.cells, picture.title) == (("Series!C2", "Series!O2"), "Control chart: Burglary")
    assert "target" in texts(picture)


def test_a_rate_has_percentages_on_its_axis_and_a_short_series_its_median() -> None:
    picture = control_picture("chart", chart_of([0.2, 0.25, 0.22, 0.3], is_rate=True))

    assert {"20%", "30%", "median"} <= set(texts(picture))
    assert not named(picture, "Limit")


def test_the_png_is_printed_at_300_dots_per_inch_and_the_same_each_time() -> None:
    row = chart_of([*USUAL])

    first, second = control_picture("chart", row), control_picture("chart", row)

    assert first == second
    assert first.png.startswith(b"\x89PNG")
    assert int.from_bytes(first.png[16:20], "big") == pytest.approx(165 / 25.4 * 300, abs=2)


values = st.lists(st.one_of(st.none(), st.integers(0, 10**6).map(float)), min_size=1, max_size=70)


@pytest.mark.slow
@settings(max_examples=examples(40))
@given(
    values,
    st.sampled_from(Direction),
    st.lists(st.tuples(st.integers(0, 60), st.text("abc d", max_size=300))),
)
def test_no_word_of_a_chart_is_cut_off_whatever_its_figures(
    numbers: list[float | None], direction: Direction, notes: list[tuple[int, str]]
) -> None:
    if not any(number is not None for number in numbers):
        numbers = [*numbers, 5.0]
    dated = tuple(sorted((months_later(FIRST, place), f"Note: {words}") for place, words in notes))

    with patch("xlscore.papers.pictures.framing._png", return_value=b""):
        svg = control_picture("chart", chart_of(numbers, direction=direction, notes=dated)).svg

    assert svg is not None
    page = etree.fromstring(svg)
    wide, high = (float(page.get(side, "").removesuffix("mm")) for side in ("width", "height"))
    for text in page.iter("{*}text"):
        size = float(text.get("font-size", ""))
        part = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "")]
        for row in text:
            long = text_width(row.text or "", size / MM_PER_POINT, text.get("font-weight") == "bold")
            left = float(row.get("x", "")) - part * long
            assert left >= -0.05, row.text
            assert left + long <= wide + 0.05, row.text
            assert 0 <= float(row.get("y", "")) <= high


@pytest.mark.parametrize(
    ("numbers", "marks"),
    [
        ([0, 0], [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        ([5], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]),
        ([-20, 120], [-50.0, 0.0, 50.0, 100.0, 150.0]),
        ([2000, 2100], [2000.0, 2020.0, 2040.0, 2060.0, 2080.0, 2100.0]),
        ([0.155, 0.201], [0.15, 0.16, 0.17, 0.18, 0.19, 0.2, 0.21]),
    ],
)
def test_an_axis_is_marked_with_round_figures(numbers: list[float], marks: list[float]) -> None:
    assert scale_of(numbers).marks == pytest.approx(marks)


@example([5e-324])
@example([1e9, 1e9 + 1e-7])
@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20))
def test_every_figure_stands_between_the_ends_of_its_axis(numbers: list[float]) -> None:
    scale = scale_of(numbers)

    assert all(-1e-6 <= scale.part(number) <= 1 + 1e-6 for number in numbers)
    assert 2 <= len(scale.marks) <= 9


def test_a_dashed_line_reaches_both_ends_and_has_gaps() -> None:
    found = dashed("Limit", [(0.0, 1.0), (10.0, 1.0)], "000000", 0.3, dash=3.0, gap=1.0)

    assert found.pieces == (
        ((0.0, 1.0), (3.0, 1.0)), ((4.0, 1.0), (7.0, 1.0)), ((8.0, 1.0), (10.0, 1.0)),
    )  # fmt: skip


POSITIONS = [("April 2017", 5.0), ("July 2017", 5.0), ("October 2017", None), ("January 2020", 4.0)]


def test_a_sparkline_says_every_figure_and_breaks_where_there_is_none() -> None:
    picture = sparkline("burglary", "Positions", POSITIONS, lowest_on_top=True, cells=("MSG!C4",))

    assert picture is not None
    assert picture.alternative == "Positions from April 2017 to January 2020, in order: 5, 5, no figure, 4."
    assert (picture.inline, picture.cells) == (True, ("MSG!C4",))
    assert [len(named(picture, name)) for name in ("Course", "Figure", "Latest")] == [1, 1, 1]


@pytest.mark.parametrize(("on_top", "rises"), [(True, True), (False, False)])
def test_a_better_place_stands_higher_and_a_lower_figure_lower(on_top: bool, rises: bool) -> None:
    picture = sparkline("s", "Positions", [("2019", 5.0), ("2020", 2.0)], lowest_on_top=on_top)

    assert picture is not None
    start, end = re.findall(r"[ML]([\d.]+) ([\d.]+)", named(picture, "Course")[0].get("d", ""))
    assert (float(end[1]) < float(start[1])) is rises


@pytest.mark.parametrize("points", [[], [("2019", 4.0)], [("2018", None), ("2019", 4.0)]])
def test_of_fewer_than_two_figures_there_is_no_sparkline(points: list[tuple[str, float | None]]) -> None:
    assert sparkline("s", "Positions", points) is None


@pytest.mark.slow
def test_a_map_says_how_many_areas_have_which_grade_and_what_has_changed() -> None:
    drawn, _ = build_map(
        "Force", [Stop("People", 1, "Gangs"), Stop("People", 2, "Burglary"), Stop("People", 3, "ASB")]
    )
    facts = [
        Facts("Gangs", "Good", "Requires Improvement"), Facts("Burglary", "Inadequate", "Inadequate", agreed=False),
        Facts("ASB", "Good", "Good"),
    ]  # fmt: skip

    picture = map_picture("force", "Force", draw(drawn, facts))

    assert picture.alternative == (
        "Tube map of 3 areas on 1 line: 2 Good and 1 Inadequate, 1 of them suggested and not yet agreed. "
        "Since last cycle Gangs improved from Requires Improvement to Good."
    )
    assert picture.width_mm <= 247
    assert len(named(picture, "Name")) == 3


@pytest.mark.slow
def test_a_map_that_is_made_smaller_has_no_more_dots_than_its_place_prints() -> None:
    drawn, _ = build_map("Force", [Stop("People", 1, "Gangs"), Stop("People", 2, "Burglary")])

    picture = map_picture("force", "Force", draw(drawn, [Facts("Gangs", "Good", "Good")]), widest_mm=60)

    assert picture.width_mm <= 60
    assert int.from_bytes(picture.png[16:20], "big") == pytest.approx(picture.width_mm / 25.4 * 300, rel=0.01)


@pytest.mark.slow
def test_a_map_on_which_nothing_changed_says_so() -> None:
    drawn, _ = build_map("Force", [Stop("People", 1, "Gangs"), Stop("People", 2, "Burglary")])

    alternative = map_picture("force", "Force", draw(drawn, [Facts("Gangs", "Good", "Good")])).alternative

    assert (
        alternative
        == "Tube map of 2 areas on 1 line: 1 Good and 1 Not graded. No grade has changed since last cycle."
    )
