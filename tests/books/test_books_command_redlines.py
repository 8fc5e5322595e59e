"""Redline measures of one command: which grades they count for, and that they cap no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import ForceGrades, generate_force_grades, roll

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]

GRID: Final = [
    ["Area", "North", "South", "Force redline", "Final grade"],
    ["Burglary", "Good", "Good", None, None],
    ["Robbery", "Outstanding", "Good", None, None],
]
HEADS: Final = ["Area", "Redline measure", "Command", "Value", "Minimum", "Better", "Met"]
NORTH: Final = ["Burglary", "Response", "North", 70, 80, "Higher", None]


def graded(make_book: MakeBook, *rows: list[Any], heads: list[str] = HEADS) -> tuple[xw.Book, ForceGrades]:
    book = make_book({"Grid": GRID, "Redlines": [heads, *rows]})
    return book, generate_force_grades(book)


def told(result: ForceGrades) -> list[tuple[str, str]]:
    return [(p.place, p.what) for p in result.problems if "rationale" not in p.what]


def test_a_commands_redline_counts_for_its_own_grade_in_the_area_and_caps_nobody_else(
    make_book: MakeBook,
) -> None:
    book, result = graded(make_book, NORTH)

    assert told(result) == [
        ("Grid!B2", "North grades 'Burglary' Good, and its redline there is not met: Response.")
    ]
    assert [area.final.value for area in result.areas if area.final] == ["Good", "Good"]
    assert book.sheets["Grid"]["D2"].value is None
    assert book.sheets["Redlines"]["G2"].value == "No"
    north, south = result.commands
    assert (north.not_met, north.above, south.not_met) == (("Response (Burglary)",), ("Burglary",), ())
    assert "North: redline not met, Response (Burglary)." in result.sentences()


def test_beside_it_the_forces_redline_of_the_same_measure_is_the_areas(make_book: MakeBook) -> None:
    force = ["Burglary", "Response", None, 85, 80, "Higher", None]
    book, result = graded(make_book, NORTH, force)

    generate_force_grades(book)

    assert book.sheets["Grid"]["D2"].value == "Good"
    assert result.areas[0].redlines.count.defined == 1
    assert [row[6] for row in book.sheets["Redlines"].used_range.value[1:]] == ["No", "Yes"]


@pytest.mark.parametrize("area", ["All areas", "-", "Force", "North"])
def test_a_commands_redline_without_an_area_counts_wherever_it_grades(area: str, make_book: MakeBook) -> None:
    _, result = graded(make_book, [area, *NORTH[1:]])

    assert told(result) == [
        ("Grid!B1", "North grades itself above Requires Improvement in 2 areas, and its redline is not met: Response.")
    ]  # fmt: skip
    assert result.commands[0].as_dict()["redline"] == "Requires Improvement"


@pytest.mark.parametrize("command", [None, "Force", "n/a", "All commands"])
def test_a_redline_without_a_command_is_the_forces(command: str | None, make_book: MakeBook) -> None:
    book, result = graded(make_book, [*NORTH[:2], command, *NORTH[3:]])

    assert book.sheets["Grid"]["D2"].value == "Requires Improvement"
    assert [command.not_met for command in result.commands] == [(), ()]


def test_a_redline_of_two_commands_counts_for_both(make_book: MakeBook) -> None:
    _, result = graded(make_book, [*NORTH[:2], "north; South", *NORTH[3:]])

    assert [command.not_met for command in result.commands] == [("Response (Burglary)",)] * 2


def test_a_command_that_the_grid_does_not_have_is_named_and_caps_nothing(make_book: MakeBook) -> None:
    book, result = graded(make_book, [*NORTH[:2], "Nort", *NORTH[3:]])

    assert told(result) == [
        ("Redlines!C2", "'Nort' is no command of the grid, so 'Response' does not count for it.")
    ]
    assert book.sheets["Grid"]["D2"].value is None


def test_an_area_that_the_grid_does_not_have_is_named(make_book: MakeBook) -> None:
    _, result = graded(make_book, ["Burglry", *NORTH[1:]])

    assert ("Redlines!A2", "The area 'Burglry' of a redline measure is not in the grid.") in told(result)


def test_a_command_that_is_merged_down_over_its_measures_holds_for_all_of_them(make_book: MakeBook) -> None:
    rows = [NORTH, ["Burglary", "Solved", None, 5, 10, "Higher", None], ["Robbery", "Solved", None, 20, 10, "Higher", None]]  # fmt: skip
    book = make_book({"Grid": GRID, "Redlines": [HEADS, *rows]})
    book.sheets["Redlines"].range("C2:C3").merge()

    result = generate_force_grades(book)

    assert result.commands[0].not_met == ("Response (Burglary)", "Solved (Burglary)")
    assert [area.redlines.count.defined for area in result.areas] == [0, 1]


def test_the_next_cycle_keeps_a_commands_figures_too(make_book: MakeBook) -> None:
    book, _ = graded(make_book, [*NORTH, None], heads=[*HEADS, "Previous value"])

    roll(book, "Cycle 14")

    assert book.sheets["Redlines"]["H2"].value == 70
