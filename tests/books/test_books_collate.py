"""Commands' returns into the grid: who has not returned, who graded twice, what nobody knows, what stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import Collated
from xlscore.books.grades.collate import collate

MakeBook = Callable[[Sheets], xw.Book]
AREAS = [row[1] for row in facts()]


def empty_grid() -> list[list[Any]]:
    """The grid with its areas and nothing graded yet."""
    return [HEADINGS, *[[*row[:2], *[None] * 6] for row in facts()]]


def one_return(command: str, grades: list[list[Any]], cycle: str = "") -> Sheets:
    """A command's return as the form has it."""
    return {
        "Return": [
            ["Command return"],
            ["Command", command],
            ["Cycle", cycle],
            [],
            ["Area", "Grade", "Evidence"],
            *grades,
        ]
    }


def all_good(command: str) -> Sheets:
    return one_return(command, [[area, "G", "steady"] for area in AREAS])


@pytest.fixture
def grid(make_book: MakeBook) -> xw.Book:
    return make_book({"Grid": [["Cycle", "Cycle 14"], *empty_grid()]})


def whats(result: Collated) -> list[str]:
    return [problem.what for problem in result.problems]


def test_returns_fill_their_commands_column_with_full_names(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(all_good(command)) for command in ("North", "south ", "PPU", "CJ")])

    assert grid.sheets["Grid"].range("C3:F7").value == [["Good"] * 4] * 5
    assert result.taken == {"North": 5, "South": 5, "PPU": 5, "CJ": 5}
    assert result.problems == ()


def test_who_has_not_returned_is_named_at_its_heading(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(all_good("North")), make_book(all_good("CJ"))])

    assert result.not_returned == ("South", "PPU")
    assert [(p.place, p.what) for p in result.problems] == [
        ("Grid!D2", "South has not returned."),
        ("Grid!E2", "PPU has not returned."),
    ]


def test_a_command_taken_over_earlier_has_returned(make_book: MakeBook, grid: xw.Book) -> None:
    collate(grid, [make_book(all_good(command)) for command in ("North", "South", "PPU")])

    assert collate(grid, [make_book(all_good("CJ"))]).problems == ()


def test_an_area_graded_twice_and_differently_is_left_blank(make_book: MakeBook, grid: xw.Book) -> None:
    twice = make_book(
        one_return("North", [["Burglary", "Good", ""], ["Robbery", "Good", ""], ["burglary", "RI", ""]])
    )

    result = collate(grid, [twice])

    assert result.graded_twice == ("North: Burglary",)
    (what,) = [what for what in whats(result) if "twice" in what]
    assert "Good at" in what
    assert "B6" in what
    assert "Requires Improvement at" in what
    assert grid.sheets["Grid"].range("C3:C4").value == [None, "Good"]


def test_an_area_graded_twice_alike_is_taken_once_and_named(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(one_return("North", [["Burglary", "Good"], ["Burglary", "g"]]))])

    assert result.graded_twice == ("North: Burglary",)
    assert grid.sheets["Grid"]["C3"].value == "Good"


@pytest.mark.parametrize(
    ("second", "way_out"),
    [("g", "Strike one out."), ("RI", "Ask which one holds; neither is taken over.")],
)
def test_the_way_out_of_an_area_graded_twice_depends_on_whether_the_grades_agree(
    make_book: MakeBook, grid: xw.Book, second: str, way_out: str
) -> None:
    result = collate(grid, [make_book(one_return("North", [["Burglary", "Good"], ["Burglary", second]]))])

    assert [p.do for p in result.problems if "twice" in p.what] == [way_out]


def test_two_returns_of_one_command_are_named_and_differing_grades_left_blank(
    make_book: MakeBook, grid: xw.Book
) -> None:
    first, second = one_return("North", [["Burglary", "Good"]]), one_return("North", [["Burglary", "RI"]])

    result = collate(grid, [make_book(first), make_book(second)])

    assert "North has sent a second return." in whats(result)
    assert grid.sheets["Grid"]["C3"].value is None


def test_an_unknown_area_is_named_and_the_rest_taken(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(one_return("North", [["Fly tipping", "Good"], ["Robbery", "RI"]]))])

    assert result.unknown_areas == ("Fly tipping",)
    assert any("'Fly tipping', which is no area of the grid" in what for what in whats(result))
    assert grid.sheets["Grid"]["C4"].value == "Requires Improvement"


def test_an_unknown_command_is_named(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(all_good("Marine"))])

    assert "The command 'Marine' is no column of the grid." in whats(result)
    assert result.taken == {}


def test_what_stands_in_the_grid_is_kept_and_a_difference_named(make_book: MakeBook, grid: xw.Book) -> None:
    grid.sheets["Grid"]["C3"].value = "RI"
    grid.sheets["Grid"]["C4"].value = "g"

    result = collate(grid, [make_book(all_good("North"))])

    assert grid.sheets["Grid"].range("C3:C5").value == ["RI", "g", "Good"]
    assert [p.place for p in result.problems if "stands here" in p.what] == ["Grid!C3"]


def test_a_word_that_is_no_grade_is_named_in_its_return(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(one_return("North", [["Burglary", "Super"]]))])

    (problem,) = [p for p in result.problems if "Super" in p.what]
    assert problem.sheet.endswith("]Return")
    assert problem.cell == "B6"


def test_a_return_of_another_cycle_is_not_taken(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(grid, [make_book(one_return("North", [["Burglary", "Good"]], cycle="Cycle 13"))])

    assert "North's return is for Cycle 13, and the grid is at Cycle 14." in whats(result)
    assert grid.sheets["Grid"]["C3"].value is None


def test_a_return_that_names_itself_only_by_its_sheet_is_known(make_book: MakeBook, grid: xw.Book) -> None:
    result = collate(
        grid, [make_book({"PPU return": [["Priority Area", "Self grade"], ["Burglary", "N/A"]]})]
    )

    assert result.taken == {"PPU": 1}
    assert grid.sheets["Grid"]["E3"].value == "N/A"


def test_a_file_that_is_no_return_is_named_and_the_others_are_taken(
    make_book: MakeBook, grid: xw.Book
) -> None:
    result = collate(grid, [make_book({"Sheet": [["hello"]]}), make_book(all_good("North"))])

    assert any("There is no command's return" in what for what in whats(result))
    assert result.taken == {"North": 5}


def test_last_cycles_grades_are_not_taken_from_a_copy_of_the_forces_own_workbook(
    make_book: MakeBook, grid: xw.Book
) -> None:
    history = [
        ["Cycle", "Area", "Column", "Grade", "Rationale", "Rolled to"],
        ["Cycle 13", "Burglary", "North", "Good", "", "Cycle 14"],
    ]
    copy = make_book({"Grid": [["Command", "North"], [], *empty_grid()], "Grade history": history})

    result = collate(grid, [copy])

    assert grid.sheets["Grid"].range("C3").value is None
    assert any("There is no command's return" in what for what in whats(result))


def test_collating_again_changes_no_byte(
    make_book: MakeBook,
    make_file: Callable[[Sheets], Path],
    opened: Callable[[Path], xw.Book],
    content: Callable[[Path], str],
) -> None:
    path, prints = make_file({"Grid": empty_grid()}), []
    for _ in range(2):
        book = opened(path)
        collate(book, [make_book(all_good("North"))])
        book.save()
        prints.append(content(path))

    assert prints[0] == prints[1]
