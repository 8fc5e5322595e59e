"""No grade of a command is lost: returns that came later, the Oversight Board's review, the next cycle."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import Collated, agree_grades, collate, generate_force_grades, roll

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]
MOVES = ["Cycle", "Area", "Command", "From", "To", "By", "When", "Why"]
REVIEWED = ["Area", "Grade", "Oversight grade", "Oversight by", "Oversight date", "Oversight reason", "Evidence"]  # fmt: skip


def empty_grid() -> list[list[Any]]:
    """The grid with its areas and nothing graded yet."""
    return [["Cycle", "Cycle 14"], HEADINGS, *[[*row[:2], *[None] * 6] for row in facts()]]


def returned(*rows: list[Any], heads: list[Any] | None = None, command: str = "North") -> Sheets:
    """A command's return as the form has it, with further columns where they are given."""
    return {"Return": [["Command", command], [], heads or ["Area", "Grade", "Evidence"], *rows]}


@pytest.fixture
def grid(make_book: MakeBook) -> xw.Book:
    return make_book({"Grid": empty_grid()})


def stands(book: xw.Book) -> Any:
    """What the grid says that North grades Burglary."""
    return book.sheets["Grid"]["C3"].value


def kept(book: xw.Book, sheet: str = "Grade changes") -> list[list[Any]]:
    """The rows of the table of grade changes."""
    rows: list[list[Any]] = book.sheets[sheet].range("A2:H6").value
    return [row for row in rows if any(row)]


def differing(result: Collated) -> list[str]:
    return [problem.place for problem in result.problems if "stands here" in problem.what]


def test_the_oversight_boards_grade_goes_into_the_grid_and_the_commands_own_is_kept(
    make_book: MakeBook, grid: xw.Book
) -> None:
    row = [
        "Burglary",
        "Outstanding",
        "Good",
        "ACC",
        datetime.date(2019, 4, 1),
        "same evidence as before",
        "x",
    ]

    result = collate(grid, [make_book(returned(row, ["Robbery", "RI"], heads=REVIEWED))])

    assert grid.sheets["Grid"].range("C3:C4").value == ["Good", "Requires Improvement"]
    assert [sheet.name for sheet in grid.sheets][:3] == ["Grid", "Evidence", "Grade changes"]
    assert grid.sheets["Grade changes"].range("A1:H1").value == MOVES
    row = ["Cycle 14", "Burglary", "North", "Outstanding", "Good", "Oversight Board (ACC)", "1 April 2019", "same evidence as before"]  # fmt: skip
    assert kept(grid) == [row]
    assert result.taken == {"North": 2}
    assert result.as_dict()["grade_changes"] == [
        {"area": "Burglary", "command": "North", "from": "Outstanding", "to": "Good", "by": "Oversight Board (ACC)",
         "when": "1 April 2019", "why": "same evidence as before"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        pytest.param([["Area", "Self grade", "Oversight Board grade", "By", "Date", "Reason"]], ["Burglary", "O", "G", "ACC", "1 April 2019", "thin"], id="bare"),
        pytest.param([["Reason", "Date", "Oversight", "By", "Self-assessment", "Area"]], ["thin", "1 April 2019", "G", "ACC", "O", "Burglary"], id="other-order"),
        pytest.param([["Area", "Self grade", "Oversight Board", None, None, None], [None, None, "Grade", "By", "Date", "Reason"]], ["Burglary", "O", "G", "ACC", "1 April 2019", "thin"], id="under-a-banner"),
        pytest.param([["Area", "Grade", "Grade after oversight", "Reviewed by", "Date of review", "Oversight comments"]], ["Burglary", "O", "G", "ACC", "1 April 2019", "thin"], id="other-words"),
    ],
)  # fmt: skip
def test_the_review_is_found_by_its_headings(
    make_book: MakeBook, grid: xw.Book, heads: list[list[Any]], row: list[Any]
) -> None:
    collate(grid, [make_book({"Return": [["Command", "North"], [], *heads, row]})])

    assert stands(grid) == "Good"
    assert kept(grid)[0][3:] == ["Outstanding", "Good", "Oversight Board (ACC)", "1 April 2019", "thin"]


@pytest.mark.parametrize("oversight", ["Outstanding", "o", None])
def test_a_review_that_changes_nothing_leaves_no_row(
    make_book: MakeBook, grid: xw.Book, oversight: str | None
) -> None:
    result = collate(grid, [make_book(returned(["Burglary", "Outstanding", oversight], heads=REVIEWED))])

    assert (stands(grid), result.changed) == ("Outstanding", ())
    assert "Grade changes" not in [sheet.name for sheet in grid.sheets]


def test_a_review_that_cannot_be_read_keeps_the_grade_out_and_is_named(
    make_book: MakeBook, grid: xw.Book
) -> None:
    result = collate(grid, [make_book(returned(["Burglary", "O", "Super"], heads=REVIEWED))])

    assert stands(grid) is None
    assert [p.cell for p in result.problems if "Super" in p.what] == ["C4"]


def test_a_review_without_its_reason_is_asked_for_it_by_the_grades(
    make_book: MakeBook, grid: xw.Book
) -> None:
    collate(grid, [make_book(returned(["Burglary", "Outstanding", "Good"], heads=REVIEWED))])

    result = generate_force_grades(grid)

    assert [p.place for p in result.problems] == ["Grade changes!G2", "Grade changes!H2"]
    assert "before the Oversight Board" in result.areas[0].why


def test_a_later_return_changes_the_grade_and_the_earlier_one_is_kept(
    make_book: MakeBook, grid: xw.Book
) -> None:
    collate(grid, [make_book(returned(["Burglary", "Outstanding"], ["Robbery", "Good"]))])

    result = collate(grid, [make_book(returned(["Burglary", "Good"], ["Robbery", "Good"]))])

    assert (stands(grid), differing(result), result.taken) == ("Good", [], {"North": 1})
    assert kept(grid) == [
        ["Cycle 14", "Burglary", "North", "Outstanding", "Good", "North, later return", None, None]
    ]


def test_a_grade_that_a_person_typed_over_a_return_is_not_replaced(
    make_book: MakeBook, grid: xw.Book
) -> None:
    collate(grid, [make_book(returned(["Burglary", "Outstanding"]))])
    grid.sheets["Grid"]["C3"].value = "RI"

    for _ in range(2):
        result = collate(grid, [make_book(returned(["Burglary", "Good"]))])

        assert (stands(grid), differing(result), result.changed) == ("RI", ["Grid!C3"], ())


def test_a_grade_that_was_changed_in_the_grid_alone_is_asked_for_its_change(
    make_book: MakeBook, grid: xw.Book
) -> None:
    collate(grid, [make_book(returned(["Burglary", "Outstanding"], ["Robbery", "Good"]))])
    grid.sheets["Grid"].range("C3:C4").value = [["RI"], ["g"]]
    for action in (generate_force_grades, lambda book: collate(book, []), generate_force_grades):
        result = action(grid)

    assert [(p.place, p.what) for p in result.problems if "returned" in p.what and "not" not in p.what] == [
        ("Grid!C3", "Burglary: North returned Outstanding, and the grid says Requires Improvement.")
    ]
    moves = grid.sheets.add("Grade changes")
    moves["A1"].value = [
        MOVES,
        ["Cycle 14", "Burglary", "North", "O", "RI", "North", "15 April 2019", "thin"],
    ]
    assert generate_force_grades(grid).problems == ()


def test_the_return_from_before_a_change_in_the_meeting_says_nothing_against_it(make_book: MakeBook) -> None:
    moves = [MOVES, ["Cycle 14", "Burglary", "North", "Outstanding", "Good", "SCD", "15 April 2019", "thin"]]
    book = make_book({"Grid": empty_grid(), "Moves": moves})
    book.sheets["Grid"]["C3"].value = "Good"

    result = collate(book, [make_book(returned(["Burglary", "Outstanding"]))])

    assert (stands(book), differing(result), result.changed) == ("Good", [], ())
    assert kept(book, "Moves") == moves[1:]


def test_rows_are_added_below_those_of_a_person_and_chain(make_book: MakeBook) -> None:
    moves = [["Area", "Command", "To", "From", "Why"], ["Robbery", "PPU", "G", "RI", "more solved"]]
    book = make_book({"Grid": empty_grid(), "Moves": moves})
    for grade in ("Outstanding", "Good", "RI"):
        collate(book, [make_book(returned(["Burglary", grade]))])

    rows = book.sheets["Moves"].range("A1:H4").value

    assert rows[1] == ["Robbery", "PPU", "G", "RI", "more solved", None, None, None]
    assert [row[:4] for row in rows[2:]] == [
        ["Burglary", "North", "Good", "Outstanding"],
        ["Burglary", "North", "Requires Improvement", "Good"],
    ]
    assert sorted(filter(None, rows[0])) == sorted(MOVES)
    found = [p.what for p in generate_force_grades(book).problems if "Burglary" in p.what]
    assert all("without a" in what for what in found)


def test_where_there_is_no_room_below_the_rows_go_onto_a_sheet_of_their_own(make_book: MakeBook) -> None:
    moves = [MOVES, ["Cycle 13", "Robbery", "PPU", "RI", "G"], ["Agreed by the Board on 15 April"]]
    book = make_book({"Grid": empty_grid(), "Grade changes": moves})

    collate(book, [make_book(returned(["Burglary", "Outstanding", "Good"], heads=REVIEWED))])

    assert book.sheets["Grade changes"]["A3"].value == "Agreed by the Board on 15 April"
    assert kept(book, "Grade changes 2")[0][1:5] == ["Burglary", "North", "Outstanding", "Good"]
    assert "Oversight Board" in generate_force_grades(book).areas[0].why


def test_collating_reviewed_returns_again_changes_no_byte(
    make_book: MakeBook,
    make_file: Callable[[Sheets], Path],
    opened: Callable[[Path], xw.Book],
    content: Callable[[Path], str],
) -> None:
    path, prints = make_file({"Grid": empty_grid()}), []
    for _ in range(2):
        book = opened(path)
        collate(book, [make_book(returned(["Burglary", "O", "G", "ACC"], heads=REVIEWED))])
        book.save()
        prints.append(content(path))

    assert prints[0] == prints[1]


def rolled(make_book: MakeBook, moves: list[list[Any]], cycle: str = "Cycle 13") -> xw.Book:
    heads = [*HEADINGS, "Oversight grade", "Oversight by", "Oversight reason"]
    rows = facts()
    rows[0] += ["RI", "ACC", "thin evidence"]
    label = [["Cycle", cycle]] if cycle else []
    book = make_book({"Grid": [*label, heads, *rows], "Moves": moves})
    generate_force_grades(book)
    agree_grades(book)
    roll(book, "Cycle 14")
    return book


def test_the_history_keeps_both_grades_and_the_rows_of_changes_stay(make_book: MakeBook) -> None:
    moves = [
        MOVES,
        ["Cycle 13", "Burglary", "North", "Outstanding", "Good", "Board", "15 April 2019", "thin"],
    ]

    book = rolled(make_book, moves)

    rows = book.sheets["Grade history"].used_range.value
    why = "North from Outstanding to Good (Board, 15 April 2019: thin)"
    assert ["Cycle 13", "Burglary", "North", "Good", None, "Cycle 14"] in rows
    assert ["Cycle 13", "Burglary", "North, before the change", "Outstanding", why, "Cycle 14"] in rows
    assert ["Cycle 13", "Burglary", "Oversight grade", "RI", "ACC: thin evidence", "Cycle 14"] in rows
    assert kept(book, "Moves") == moves[1:]
    assert book.sheets["Grid"].range("I3:K3").value == [None] * 3


@pytest.mark.parametrize("cycle", ["Cycle 13", ""], ids=["named", "nameless"])
def test_a_change_without_a_cycle_gets_the_one_that_ends_and_no_longer_applies(
    make_book: MakeBook, cycle: str
) -> None:
    moves = [MOVES[1:], ["Burglary", "North", "Outstanding", "Good", "", "15 April 2019", "thin"]]

    book = rolled(make_book, moves, cycle)
    top = 3 if cycle else 2
    book.sheets["Grid"].range(f"C{top}:D{top}").value = ["RI", "RI"]
    result = generate_force_grades(book)

    assert book.sheets["Moves"].range("H1:H2").value == ["Cycle", cycle or "before Cycle 14"]
    assert [p for p in result.problems if p.sheet == "Moves"] == []
    assert "before" not in result.areas[0].why


def test_twice_changed_in_a_cycle_each_grade_is_kept(make_book: MakeBook) -> None:
    steps = [["Outstanding", "RI", "a", "1 March 2019"], ["RI", "Good", "b", "15 April 2019"]]
    moves = [
        ["Area", "Command", "From", "To", "Why", "When"],
        *[["Burglary", "North", *step] for step in steps],
    ]

    book = rolled(make_book, moves)

    rows = [row[2:4] for row in book.sheets["Grade history"].used_range.value if "before" in row[2]]
    assert rows == [
        ["North, before change 1", "Outstanding"],
        ["North, before change 2", "Requires Improvement"],
    ]


def test_after_the_next_cycle_no_grade_counts_as_returned(make_book: MakeBook) -> None:
    book = make_book({"Grid": empty_grid()})
    collate(book, [make_book(returned(["Burglary", "Good"]))])
    generate_force_grades(book)
    agree_grades(book)
    roll(book, "Cycle 15")
    book.sheets["Grid"]["C3"].value = "Good"

    result = collate(book, [make_book(returned(["Burglary", "RI"]))])

    assert (stands(book), differing(result)) == ("Good", ["Grid!C3"])
