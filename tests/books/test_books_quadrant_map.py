"""The quadrants of the Rebalanced Scorecard as a tube map: its lines, its stations, and what they say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS as GRID_HEADINGS
from tests.books.layouts import Sheets, facts
from xlscore.books import BookError, DrawnMaps, draw_tube_map, refresh
from xlscore.books.maps.quadrants import quadrant_lines
from xlscore.books.quadrants.scorecard import grade_quadrants
from xlscore.tubemap import build_map
from xlscore.tubemap.judged.metrics import measure

MakeBook = Callable[[Sheets], xw.Book]
HEADINGS: Final = [
    "Quadrant",
    "Kind",
    "Measure",
    "Value",
    "Minimum",
    "Better",
    "Lever for",
    "Grade",
    "Last grade",
]
QUADRANTS: Final = [
    HEADINGS,
    ["Focus", "Redline", "Violence with injury", 7.9, 8.5, "Lower", None, None, "RI"],
    ["Focus", "KPI", "Arrest rate", 0.52, 0.5, "Higher", None, None, None],
    ["Focus", "KPI", "Repeat victims", 0.31, 0.28, "Lower", "Violence with injury", None, None],
    ["Process", "Redline", "Solved rate", 0.138, 0.146, "Higher", None, None, "Good"],
    ["Process", "KPI", "Files right first time", 0.74, 0.7, "Higher", "Solved rate", None, None],
    ["Innovation", "Redline", "To be agreed", None, None, None, None, None, None],
    ["Innovation", "KPI", "Devices examined", 0.6, 0.75, "Higher", "Solved rate", None, None],
]  # fmt: skip

pytestmark = [pytest.mark.xdist_group("tubemap"), pytest.mark.slow]  # maps are searched for


def said(drawn: DrawnMaps, name: str = "Quadrants") -> dict[str, list[Any]]:
    """Return the lines, grade, change and redline of each station of a map."""
    (found,) = (one for one in drawn.maps if one.name == name)
    return {row[1]: row[2:6] for row in found.drawing.data_rows}


def words(drawn: DrawnMaps, station: str) -> str:
    """Return the sentence of a station."""
    return next(row[6] for one in drawn.maps for row in one.drawing.data_rows if row[1] == station)


def without_figures() -> list[list[Any]]:
    return [HEADINGS, *([*row[:3], *[None] * 6] for row in QUADRANTS[1:])]


def test_each_quadrant_is_a_line_that_begins_at_its_grade(make_book: MakeBook) -> None:
    drawn = draw_tube_map(make_book({"Quadrants": QUADRANTS}))

    assert said(drawn) == {
        "Focus": ["Focus", "Good", "improved from RI", "met"],
        "Violence with injury": ["Focus", "Standard met", "", "met"],
        "Repeat victims": ["Focus", "Standard not met", "", ""],
        "Arrest rate": ["Focus", "Standard met", "", ""],
        "Process": ["Process", "Requires Improvement", "deteriorated from Good", "not met"],
        "Solved rate": ["Process, Innovation", "Standard not met", "", "not met"],
        "Files right first time": ["Process", "Standard met", "", ""],
        "Innovation": ["Innovation", "Not graded", "", ""],
        "To be agreed": ["Innovation", "Not yet judged", "", "not yet"],
        "Devices examined": ["Innovation", "Standard not met", "", ""],
    }
    assert words(drawn, "Innovation") == "Innovation is not yet graded; it is on the line Innovation."
    # In full or short words, as large as the letters leave room: the quadrant's own, and the redline's that is not judged.
    assert len(re.findall(r">(?:Not yet graded|Redline not yet|not yet)<", drawn.maps[0].svg)) == 2
    assert "4 of 7" not in drawn.maps[0].svg
    assert "3 of 6 measures at their standard, 1 not yet judged" in drawn.maps[0].svg


@pytest.mark.parametrize("commands", [(), ("North", "South", "West", "Crime")])
def test_the_judge_finds_no_hard_fault(make_book: MakeBook, commands: tuple[str, ...]) -> None:
    rows = [[*HEADINGS, "Command"], *([*row, name] for name in commands for row in QUADRANTS[1:])]
    book = make_book({"Quadrants": rows if commands else QUADRANTS})

    (drawn,) = draw_tube_map(book).maps

    found = quadrant_lines(grade_quadrants(book).quadrants)
    judged, _ = build_map(drawn.name, found.stops)
    assert measure(drawn.drawing.xml, judged).hard == 0


def test_where_commands_have_quadrants_a_line_runs_through_the_commands(make_book: MakeBook) -> None:
    rows = [
        [*HEADINGS, "Command"],
        ["Focus", "Redline", "Solved", 0.8, 0.7, "Higher", None, None, None, None],
        ["focus", "Redline", "Solved", 0.9, 0.7, "Higher", None, None, "RI", "North"],
        ["Focus", "Redline", "Solved", 0.5, 0.7, "Higher", None, None, None, "South"],
        ["Process", "Redline", "Files", None, 0.7, "Higher", None, None, None, "North"],
    ]

    drawn = draw_tube_map(make_book({"Quadrants": rows}))

    assert said(drawn) == {
        "Focus": ["Focus", "Good", "", "met"],
        "focus, North": ["Focus", "Good", "improved from RI", "met"],
        "Focus, South": ["Focus", "Requires Improvement", "", "not met"],
        "Process, North": ["Process", "Not graded", "", ""],
    }
    assert "Standard met" not in drawn.maps[0].svg


def test_four_quadrants_stand_in_the_four_quarters_of_the_page_and_stay_there(make_book: MakeBook) -> None:
    rows = [*QUADRANTS, ["Service User", "Redline", "Confidence", 0.5, 0.6, "Higher", None, None, None]]
    book = make_book({"Quadrants": rows})

    (first,) = draw_tube_map(book).maps
    (again,) = draw_tube_map(book).maps

    places = {pin.area: (pin.column, pin.row) for pin in first.drawing.pins}
    focus, process, user, innovation = (
        places[name] for name in ("Focus", "Process", "Service User", "Innovation")
    )
    assert max(focus[1], process[1]) < min(innovation[1], user[1])
    assert max(focus[0], innovation[0]) < min(process[0], user[0])
    assert again.drawing.xml == first.drawing.xml


def test_a_grade_that_somebody_typed_is_the_one_drawn(make_book: MakeBook) -> None:
    rows = [HEADINGS, ["Focus", "Redline", "Solved", 0.5, 0.7, "Higher", None, "Outstanding", "Good"]]

    drawn = draw_tube_map(make_book({"Quadrants": rows}))

    assert said(drawn)["Focus"] == ["Focus", "Outstanding", "improved from Good", "not met"]


def test_a_measure_of_two_quadrants_is_two_stations_whatever_it_says(make_book: MakeBook) -> None:
    rows = [
        HEADINGS,
        ["Focus", "Redline", "Solved", 0.5, 0.7, "Higher", None, None, None],
        ["Process", "KPI", "Solved", 0.5, 0.4, "Higher", None, None, None],
        ["Process", "KPI", "Focus", 0.5, 0.4, "Higher", None, None, None],
    ]

    drawn = draw_tube_map(make_book({"Quadrants": rows}))

    assert list(said(drawn)) == [
        "Focus",
        "Solved (Redline of Focus)",
        "Process",
        "Solved (KPI of Process)",
        "Focus (KPI of Process)",
    ]


def test_a_measure_that_is_called_by_a_sentence_is_cut(make_book: MakeBook) -> None:
    rows = [HEADINGS, ["Focus", "Redline", "Offences " * 15 + "again", 0.5, 0.7, "Higher", None, None, None]]

    (_, station) = said(draw_tube_map(make_book({"Quadrants": rows})))

    assert len(station) <= 120
    assert station.endswith("…")


def test_figures_move_no_station(make_book: MakeBook) -> None:
    book = make_book({"Quadrants": QUADRANTS})
    (first,) = draw_tube_map(book).maps
    book.sheets["Quadrants"]["D2:D8"].value = [[None]] * 7

    (again,) = draw_tube_map(book).maps

    assert again.drawing.pins == first.drawing.pins
    assert {row[3] for row in again.drawing.data_rows} == {"Not graded", "Not yet judged"}


def test_beside_a_grid_the_quadrants_are_a_further_map_once_they_have_figures(make_book: MakeBook) -> None:
    grid = [GRID_HEADINGS, *facts()]

    figures = draw_tube_map(make_book({"Grid": grid, "Quadrants": QUADRANTS}))
    none = draw_tube_map(make_book({"Grid": grid, "Quadrants": without_figures()}))

    assert [one.name for one in figures.maps] == ["Commands", "Quadrants"]
    assert [one.sheet for one in figures.maps] == ["Tube map", "Tube map - Quadrants"]
    assert [one.name for one in none.maps] == ["Commands"]
    assert [problem for problem in none.problems if "uadrant" in problem.what] == []


@pytest.mark.parametrize("asked", [True, False])
def test_quadrants_without_figures_are_drawn_where_they_are_asked_for(
    make_book: MakeBook, asked: bool
) -> None:
    maps = [["Map", "Title", "Paper"], ["Quadrants", "Cycle 14 begins", "A4"]]
    sheets = {"Quadrants": without_figures()} | ({} if asked else {"Maps": maps})

    drawn = draw_tube_map(make_book(sheets), "Quadrants" if asked else None)

    assert said(drawn)["Focus"] == ["Focus", "Not graded", "", ""]
    assert ("Cycle 14 begins" in drawn.maps[0].svg) is not asked


def test_quadrants_without_figures_are_no_map_to_draw(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="no quadrant has a figure yet; enter one"):
        draw_tube_map(make_book({"Quadrants": without_figures()}))


def test_another_map_is_refused_with_the_ones_there_are(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="no map 'Circle' in this workbook; it has Quadrants"):
        draw_tube_map(make_book({"Quadrants": QUADRANTS}), "Circle")


def test_quadrants_that_cannot_be_read_leave_the_other_maps_alone(make_book: MakeBook) -> None:
    book = make_book({"Grid": [GRID_HEADINGS, *facts()], "Old": QUADRANTS, "New": QUADRANTS})

    drawn = draw_tube_map(book)

    assert [one.name for one in drawn.maps] == ["Commands"]
    (problem,) = (each for each in drawn.problems if "quadrants" in each.what)
    assert problem.what.startswith(
        "The quadrants have no map: There are 2 tables that read as the table of quadrants"
    )
    with pytest.raises(BookError, match="There are 2 tables"):
        draw_tube_map(book, "Quadrants")


def test_refresh_draws_the_quadrants_again_as_they_are_now(make_book: MakeBook) -> None:
    book = make_book({"Grid": [GRID_HEADINGS, *facts()], "Quadrants": QUADRANTS})
    draw_tube_map(book, "Quadrants")
    book.sheets["Quadrants"]["D5"].value = 0.2

    found = refresh(book)

    assert found.tube_map is not None
    assert said(found.tube_map)["Process"] == ["Process", "Good", "", "met"]


def test_an_officer_s_own_stops_go_before_the_table_of_quadrants(make_book: MakeBook) -> None:
    stops = [
        ["Map", "Line", "Sequence", "Area"],
        ["Quadrants", "Mine", 1, "Burglary"],
        ["Quadrants", "Mine", 2, "Robbery"],
    ]
    book = make_book({"Grid": [GRID_HEADINGS, *facts()], "Quadrants": QUADRANTS, "Stops": stops})

    drawn = draw_tube_map(book, "Quadrants")

    assert {row[2] for row in drawn.maps[0].drawing.data_rows} == {"Mine", "on no line"}
