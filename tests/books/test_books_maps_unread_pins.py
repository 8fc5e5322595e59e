"""Pins that cannot be read: each is a problem of its cell, of the check too, and the map is drawn with those that can be."""

from __future__ import annotations

from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.test_books_maps_pinned import PINS, MakeBook, Rows, pinned, rows_of
from xlscore.books import check, draw_tube_map
from xlscore.books.maps.rows import hand_in_pins

pytestmark = pytest.mark.cases

AS_NEW: Final = "so the station is placed as a new one."


def with_gangs(*cells: Any) -> Rows:
    """The pins with other cells in the pin of Gangs on the map of the commands, which is row 6."""
    return [*PINS[:5], [None, "Gangs", *cells]]


def said_of_pins(book: xw.Book) -> list[tuple[str, str]]:
    """Where drawing the map of the commands finds a pin wrong, and what it says."""
    problems = draw_tube_map(book, "Commands").problems
    return [(problem.place, problem.what) for problem in problems if problem.sheet == "Pins"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            ("far right", 10, "below"),
            [("Pins!C6", f"The column of the pin of 'Gangs' is 'far right', no whole number from -400 to 400, {AS_NEW}")],
        ),
        (
            (1.5, True, "below"),
            [
                ("Pins!C6", f"The column of the pin of 'Gangs' is '1.5', no whole number from -400 to 400, {AS_NEW}"),
                ("Pins!D6", f"The row of the pin of 'Gangs' is 'TRUE', no whole number from -400 to 400, {AS_NEW}"),
            ],
        ),
        (
            (3, 4000, "below"),
            [("Pins!D6", f"The row of the pin of 'Gangs' is '4000', no whole number from -400 to 400, {AS_NEW}")],
        ),
        ((None, 10, "below"), [("Pins!C6", f"The pin of 'Gangs' has no column, {AS_NEW}")]),
        ((3, None, "below"), [("Pins!D6", f"The pin of 'Gangs' has no row, {AS_NEW}")]),
        ((None, None, "below"), []),
        ((3, 10, "beside"), [("Pins!E6", "The label side of the pin of 'Gangs' is 'beside', so the map chooses one.")]),
        (
            (6, 7, "below"),
            [
                (
                    "Pins!C6",
                    "The pins of 'Robbery' and 'Gangs' are both at column 6, row 7, so the station 'Gangs' is placed as a"
                    " new one.",
                )
            ],
        ),
    ],
)  # fmt: skip
def test_a_pin_that_cannot_be_read_is_a_problem_of_its_cell_and_the_others_hold(
    make_book: MakeBook, cells: tuple[Any, ...], told: list[tuple[str, str]]
) -> None:
    book = make_book(pinned(Pins=with_gangs(*cells)))
    checked = [(problem.place, problem.what) for problem in check(book).problems if problem.sheet == "Pins"]

    drawn = [said_of_pins(book) for _ in range(2)]

    assert [checked, *drawn] == [told] * 3
    rows = rows_of(book, "Pins", 5)
    assert rows[:5] == PINS[:5]
    typed = [cell for cell in cells if cell is not None]
    assert not told or [cell for cell in rows[5][2:] if cell is not None] == typed


def test_the_first_of_two_pins_of_an_area_holds_and_the_second_is_said(make_book: MakeBook) -> None:
    book = make_book(pinned(Pins=[*PINS, [None, "Gangs", 12, 4, "left"]]))
    told = [("Pins!B7", "The pin of 'Gangs' is there twice; the first one, in B6, holds.")]

    checked = [(problem.place, problem.what) for problem in check(book).problems if problem.sheet == "Pins"]

    assert (checked, said_of_pins(book)) == (told, told)
    assert rows_of(book, "Pins", 5) == [*PINS, [None, "Gangs", 12, 4, "left"]]


@pytest.mark.parametrize("typed", ["Robbery", "Gangs"])
def test_of_two_pins_on_one_place_the_one_that_a_person_typed_holds(make_book: MakeBook, typed: str) -> None:
    book = make_book(pinned())
    hand_in_pins(book)
    row, other = {"Robbery": (5, 6), "Gangs": (6, 5)}[typed]

    book.sheets["Pins"][f"C{row}:D{row}"].value = book.sheets["Pins"][f"C{other}:D{other}"].value

    said = said_of_pins(book)
    assert [place for place, _ in said] == [f"Pins!C{other}"]
    placed = rows_of(book, "Pins", 4)
    assert placed[row - 1][2:] == PINS[other - 1][2:4]
    assert placed[other - 1][2:] != PINS[other - 1][2:4]


def test_a_pin_of_ours_that_was_half_deleted_is_said_once_and_written_again(make_book: MakeBook) -> None:
    book = make_book(pinned())
    hand_in_pins(book)
    book.sheets["Pins"]["C6"].value = None

    first, again = said_of_pins(book), said_of_pins(book)

    assert first == [("Pins!C6", f"The pin of 'Gangs' has no column, {AS_NEW}")]
    assert again == []
    rows = rows_of(book, "Pins", 4)
    assert rows[:5] == [row[:4] for row in PINS[:5]]
    assert all(isinstance(cell, float | int) for cell in rows[5][2:4])


def test_pins_of_an_area_that_is_on_no_line_are_not_compared_with_others(make_book: MakeBook) -> None:
    pins = [*PINS[:3], ["Force", "Gangs", 12, 7, "above"], *PINS[3:]]
    book = make_book(pinned(Pins=pins))

    checked = [problem for problem in check(book).problems if problem.sheet == "Pins"]

    assert checked == []
