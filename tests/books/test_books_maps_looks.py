"""The looks of a map's lines: kept from drawing to drawing, an officer's colours as typed, and what is wrong with these."""

from __future__ import annotations

import pytest
import xlwings as xw

from tests.books.test_books_maps_pinned import MakeBook, Rows, pinned, whats
from xlscore.books import draw_tube_map

pytestmark = pytest.mark.cases

LINES: Rows = [["Map", "Line", "Colour"]]


def looks(book: xw.Book, name: str = "Commands") -> dict[str, str]:
    (one,) = draw_tube_map(book, name).maps
    return {line.name: line.look.word for line in one.drawing.drawn.lines}


def test_a_command_keeps_its_colour_when_another_comes_before_it(make_book: MakeBook) -> None:
    book = make_book(pinned())
    before = looks(book)

    for row, value in enumerate(["East", "Good", "Good", "RI"], start=1):
        book.sheets["Grid"].cells(row, 5).value = book.sheets["Grid"].cells(row, 4).value
        book.sheets["Grid"].cells(row, 4).value = book.sheets["Grid"].cells(row, 3).value
        book.sheets["Grid"].cells(row, 3).value = book.sheets["Grid"].cells(row, 2).value
        book.sheets["Grid"].cells(row, 2).value = value
    after = looks(book)

    assert list(after) == ["East", "North", "South"]
    assert {name: after[name] for name in before} == before


def test_a_colour_that_is_cleared_is_chosen_again_and_one_that_is_typed_holds(make_book: MakeBook) -> None:
    book = make_book(pinned(Lines=[*LINES, ["Commands", "South", "641C8E dashed"]]))
    assert looks(book)["South"] == "641C8E dashed"

    book.sheets["Lines"]["C2"].value = None

    assert looks(book) == {"North": "0977CE", "South": "7A0A4A"}


@pytest.mark.parametrize(
    ("colour", "wrong"),
    [
        ("E58FB8", "is too pale for the page (a contrast of 2.35; 3 is the least)"),
        (3688, "is like the grade Outstanding's"),
        ("0977CE", "cannot be told from that of “North”"),
    ],
)
def test_what_is_wrong_with_a_colour_is_a_problem_of_its_cell(
    make_book: MakeBook, colour: object, wrong: str
) -> None:
    book = make_book(pinned(Lines=[*LINES, ["Commands", "North", "0977CE"], [None, "South", colour]]))

    found = whats(book, "Commands")

    typed = "003688" if colour == 3688 else colour
    assert ("Lines!C3", f"Commands: Line South: its colour {typed} {wrong}.") in found
    assert looks(book)["South"] == typed


def test_the_same_map_is_drawn_again_in_the_same_bytes_with_its_looks(make_book: MakeBook) -> None:
    book = make_book(pinned())

    first, again = (draw_tube_map(book, "Commands").maps[0].drawing.xml for _ in range(2))

    assert first == again
