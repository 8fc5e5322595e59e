"""The command map from a workbook's grid: which grade is whose, and the ladder of nine commands and more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import draw_tube_map, refresh

MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]
NINE = [f"Command {letter}" for letter in "ABCDEFGHI"]

pytestmark = [pytest.mark.xdist_group("tubemap"), pytest.mark.slow]


def grid_of(commands: list[str], *rows: tuple[str, str, list[str | None]]) -> list[list[Any]]:
    """Return a grid whose rows are an area, its final grade, and the commands' grades."""
    head = [
        "Theme",
        "Area",
        *commands,
        "Redline",
        "Suggested grade",
        "Reason",
        "Final grade",
        "Previous final",
    ]
    return [head, *(["Safety", area, *own, None, None, None, final, "Good"] for area, final, own in rows)]


def words_of(book: xw.Book) -> dict[str, tuple[str, str]]:
    """Return the grade and the sentence of each area of the command map."""
    rows = book.sheets["Tube map data"].used_range.value
    return {row[1]: (row[3], row[6]) for row in rows[1:] if row[0] == "Commands"}


def test_the_disc_is_the_commands_grade_and_the_chip_the_forces(
    make_file: MakeFile, opened: OpenFile
) -> None:
    rows = grid_of(
        ["North", "South"], ("Burglary", "Good", ["RI", "Outstanding"]), ("Robbery", "RI", ["Good", None])
    )
    book = opened(make_file({"Grid": rows}))

    drawing = draw_tube_map(book, "Commands").maps[0].drawing

    assert drawing.stations["Burglary"].grade.letter == "G"
    assert [(line, sign.letter) for line, sign in drawing.stations["Burglary"].of_lines] == [
        ("North", "RI"),
        ("South", "O"),
    ]
    assert words_of(book)["Robbery"] == (
        "Requires Improvement",
        "Robbery is graded Requires Improvement for the force; the one command that graded it is North Good.",
    )


def test_a_revisit_is_no_command_and_its_grade_is_the_one_that_is_drawn(
    make_file: MakeFile, opened: OpenFile
) -> None:
    rows = grid_of(
        ["North", "North revisit", "South"],
        ("Burglary", "Good", ["RI", "Good", "Good"]),
        ("Robbery", "Good", ["Good", None, "RI"]),
    )
    book = opened(make_file({"Grid": rows}))

    drawing = draw_tube_map(book, "Commands").maps[0].drawing

    assert [line.name for line in drawing.drawn.lines] == ["North", "South"]
    assert [sign.letter for _, sign in drawing.stations["Burglary"].of_lines] == ["G", "G"]


def ladder_rows() -> list[list[Any]]:
    return grid_of(
        NINE,
        ("Burglary", "Good", ["Good", "RI"] * 4 + ["Good"]),
        ("Robbery", "RI", ["RI", None, None] * 3),
    )


def test_nine_commands_are_a_ladder_that_refresh_draws_again(make_file: MakeFile, opened: OpenFile) -> None:
    book = opened(make_file({"Grid": ladder_rows()}))

    first = draw_tube_map(book, "Commands")
    book.sheets["Grid"]["C2"].value = "Outstanding"
    refresh(book)

    assert first.maps[0].drawing.drawn.is_ladder
    assert not [problem for problem in first.problems if "pin" in problem.what]
    assert "Command A Outstanding" in words_of(book)["Burglary"][1]


def test_the_pins_of_a_map_that_became_a_ladder_stay_and_nothing_is_said_of_them(
    make_file: MakeFile, opened: OpenFile
) -> None:
    pins = [
        ["Map", "Area", "Column", "Row", "Label side"],
        ["Commands", "Burglary", 3, 4, "above"],
        ["Commands", "No such area", 5, 6, "below"],
    ]
    book = opened(make_file({"Grid": ladder_rows(), "Tube map lines": pins}))

    result = draw_tube_map(book, "Commands")

    assert book.sheets["Tube map lines"].used_range.value == pins
    assert not [problem for problem in result.problems if "pin" in problem.what]
