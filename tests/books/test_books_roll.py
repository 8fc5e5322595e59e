"""The next cycle: grades move, entries are cleared, the history keeps them, and nobody rolls twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import BookError, agree_grades, check, generate_force_grades, refresh
from xlscore.books.files import workbook_file
from xlscore.books.grades.past import PENDING_FINAL
from xlscore.books.grades.roll import roll
from xlscore.books.plan.dressing import COMPUTED_STYLE
from xlscore.engine import style_name
from xlscore.rules.problems import Problem

MakeBook = Callable[[Sheets], xw.Book]
CHANGES: list[list[Any]] = [
    ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
    *[[row[1], "RI", None, None, "because"] for row in facts()],
]


@pytest.fixture
def cycle_13(make_book: MakeBook) -> xw.Book:
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()], "Changes": CHANGES})
    generate_force_grades(book)
    return book


def test_this_cycles_final_grades_become_last_cycles(cycle_13: xw.Book) -> None:
    roll(cycle_13, "Cycle 14")

    assert cycle_13.sheets["Changes"].range("A2:E3").value == [
        ["Burglary", "Good", None, None, None],
        ["Robbery", "Good", None, None, None],
    ]


def test_entries_are_cleared_and_areas_kept(cycle_13: xw.Book) -> None:
    roll(cycle_13, "Cycle 14")

    grid = cycle_13.sheets["Grid"]
    assert grid.range("A3:B3").value == ["Keeping People Safe", "Burglary"]
    assert grid.range("C3:L7").value == [[None] * 10] * 5
    assert grid["B1"].value == "Cycle 14"


def test_the_history_keeps_every_grade_with_its_rationale(cycle_13: xw.Book) -> None:
    kept = roll(cycle_13, "Cycle 14").kept

    rows = cycle_13.sheets["Grade history"].used_range.value
    assert rows[0] == ["Cycle", "Area", "Column", "Grade", "Rationale", "Rolled to"]
    assert len(rows) == kept + 1
    assert ["Cycle 13", "Burglary", "North", "Good", None, "Cycle 14"] in rows
    assert ["Cycle 13", "Burglary", "Force redline", "RI", None, "Cycle 14"] in rows
    assert ["Cycle 13", "Burglary", "Final grade", "Good", "because", "Cycle 14"] in rows


def test_what_goes_into_the_history_is_a_record_and_not_marked_as_computed(make_book: MakeBook) -> None:
    older = [["Cycle", "Area", "Column", "Grade"], ["Cycle 12", "Burglary", "North", "RI"]]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()], "Grade history": older})

    roll(book, "Cycle 14")

    added = book.sheets["Grade history"]["F3"]
    assert added.value == "Cycle 14"
    assert style_name(added) != COMPUTED_STYLE
    assert added.font.italic is not True


def test_what_is_typed_after_rolling_is_a_persons_even_if_it_is_what_stood_there_before(
    make_book: MakeBook,
) -> None:
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *[[*row[:-1], None] for row in facts()]]})
    generate_force_grades(book)
    before = book.sheets["Grid"].range("H3:H7").value
    roll(book, "Cycle 14")

    book.sheets["Grid"].range("H3:H7").value = [[grade] for grade in before]
    result = generate_force_grades(book)

    assert book.sheets["Grid"].range("H3:H7").value == before
    assert [area.agreed for area in result.areas] == [True] * 5


@pytest.mark.parametrize("to", ["Cycle 13", "cycle  13", "Cycle 14"])
def test_rolling_twice_to_the_same_cycle_is_refused(cycle_13: xw.Book, to: str) -> None:
    roll(cycle_13, "Cycle 14")

    with pytest.raises(BookError, match="has been rolled to"):
        roll(cycle_13, to)


def test_a_second_cycle_is_added_below_the_first_in_the_history(cycle_13: xw.Book) -> None:
    first = roll(cycle_13, "Cycle 14").kept
    for row in range(3, 8):
        cycle_13.sheets["Grid"].range(f"C{row}:D{row}").value = ["Good", "Good"]
    generate_force_grades(cycle_13)

    second = roll(cycle_13, "Cycle 15").kept

    rows = cycle_13.sheets["Grade history"].used_range.value
    assert len(rows) == 1 + first + second
    assert {row[0] for row in rows[1:]} == {"Cycle 13", "Cycle 14"}


def test_a_cycle_without_a_final_grade_is_refused(make_book: MakeBook) -> None:
    rows = [[*row[:-1], None] for row in facts()]

    with pytest.raises(BookError, match="No area has a final grade yet"):
        roll(make_book({"Grid": [HEADINGS, *rows]}), "Cycle 14")


def test_a_book_without_changes_gets_the_sheet_with_last_cycles_grades(make_book: MakeBook) -> None:
    book = make_book({"Grid": [["Balanced scorecard, Cycle 13 (June 2019)"], HEADINGS, *facts()]})

    result = roll(book, "Cycle 14")

    assert result.previous == "Cycle 13"
    assert book.sheets["Grid"]["A1"].value == "Balanced scorecard, Cycle 14 (June 2019)"
    assert book.sheets["Changes"].range("A1:C2").value == [
        ["Area", "Last cycle", "This cycle"],
        ["Burglary", "Good", None],
    ]


def test_headings_that_name_the_cycles_move_on_with_them(make_book: MakeBook) -> None:
    changes = [["area", "cycle_12", "cycle_13"], ["Burglary", "RI", "Good"]]
    book = make_book({"Grid": [HEADINGS, *facts()], "Changes": changes})

    roll(book, "cycle_14")

    assert book.sheets["Changes"].range("A1:C2").value == [
        ["area", "cycle_13", "cycle_14"],
        ["Burglary", "Good", None],
    ]


@pytest.mark.parametrize("agreed", [5, 3, 0])
def test_grades_that_nobody_agreed_go_into_the_history_as_that_and_are_named(
    make_book: MakeBook, agreed: int
) -> None:
    rows = [row if number < agreed else [*row[:-1], None] for number, row in enumerate(facts())]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *rows]})
    generate_force_grades(book)
    pending = [row[1] for row in rows[agreed:]]

    result = roll(book, "Cycle 14")

    kept = {
        row[1]: row[2] for row in book.sheets["Grade history"].used_range.value if "Final grade" in row[2]
    }
    assert kept == {row[1]: "Final grade" for row in rows[:agreed]} | dict.fromkeys(pending, PENDING_FINAL)
    assert list(result.not_agreed) == pending
    whats = [problem.what for problem in result.problems]
    assert len(whats) == bool(pending)
    assert all(f"'{area}'" in whats[0] for area in pending)
    assert (
        book.sheets["Changes"]["B5"].value == "Good"
    )  # what was suggested stands as last cycle's grade all the same


NOT_AGREED = "5 final grades of Cycle 13 not agreed by anybody"


def rolled_book(make_book: MakeBook, **beside: Any) -> xw.Book:
    """Return a workbook whose grades nobody agreed before it was rolled to Cycle 14."""
    rows = [[*row[:-1], None] for row in facts()]
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *rows], **beside})
    generate_force_grades(book)
    roll(book, "Cycle 14")
    return book


def not_agreed(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    return [(p.place, p.what) for p in problems if "not agreed by anybody" in p.what]


@pytest.mark.parametrize("again", [generate_force_grades, refresh, check])
def test_grades_that_nobody_agreed_are_named_by_every_run_of_the_cycle_after(
    make_book: MakeBook, again: Callable[[xw.Book], Any]
) -> None:
    book = rolled_book(make_book)
    first = book.sheets["Problems"]["A2:D2"].value
    assert first[2].startswith(NOT_AGREED)

    found = not_agreed(again(book).problems)

    assert found == [(f"{first[0]}!{first[1]}", first[2])]
    assert book.sheets["Problems"]["A2:D2"].value == first


def test_a_corrected_grade_and_one_called_final_in_the_history_are_settled(make_book: MakeBook) -> None:
    book = rolled_book(make_book)
    changes, history = book.sheets["Changes"], book.sheets["Grade history"]
    areas = changes.range("A2:A6").value
    changes["B2"].value = "Inadequate"
    for row in range(2, history.used_range.last_cell.row + 1):
        if history.range((row, 2)).value == areas[1] and history.range((row, 3)).value == PENDING_FINAL:
            history.range((row, 3)).value = "Final grade"

    [(_, what)] = not_agreed(refresh(book).problems)

    assert what.startswith("3 final grades of Cycle 13")
    assert [area in what for area in areas] == [False, False, True, True, True]


def test_the_cycle_after_names_only_its_own(make_book: MakeBook) -> None:
    book = rolled_book(make_book)
    for row in range(3, 8):
        book.sheets["Grid"].range((row, 3)).value = "Good"
    generate_force_grades(book)
    agree_grades(book)

    roll(book, "Cycle 15")

    assert not_agreed(refresh(book).problems) == []


def test_what_only_rolling_knows_of_a_redline_stays_after_a_refresh(make_book: MakeBook) -> None:
    redlines = [
        ["Area", "Redline measure", "Value", "Previous value", "Minimum", "Better", "Met"],
        ["Burglary", "Solved", 0.12, 0.5, 0.1, "Higher", None],
    ]
    book = rolled_book(make_book, Areas=redlines)

    refresh(book)

    rows = book.sheets["Problems"].used_range.value
    assert [(row[0], row[4]) for row in rows if "previous value of" in row[2]] == [("Areas", "roll")]


def test_agreed_grades_are_rolled_without_a_problem(make_book: MakeBook) -> None:
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *[[*row[:-1], None] for row in facts()]]})
    generate_force_grades(book)
    agree_grades(book)

    result = roll(book, "Cycle 14")

    assert (result.not_agreed, result.problems) == ((), ())


def test_a_last_cycle_column_of_the_grid_takes_the_final_grade(make_book: MakeBook) -> None:
    rows = [[*row, "RI"] for row in facts()]
    book = make_book({"Grid": [[*HEADINGS, "Last cycle"], *rows]})

    roll(book, "Cycle 14")

    assert book.sheets["Grid"].range("H2:I2").value == [None, "Good"]


def test_a_humans_formula_in_the_grid_stays(make_book: MakeBook) -> None:
    book = make_book({"Grid": [HEADINGS, *facts()]})
    book.sheets["Grid"]["C2"].formula = '=IF(1=1,"Good","RI")'

    roll(book, "Cycle 14")

    assert book.sheets["Grid"]["C2"].formula == '=IF(1=1,"Good","RI")'


@pytest.mark.parametrize("position", [4, "4 (Last data to September 19)", "4th in MSG."])
def test_positions_of_the_msg_become_the_previous_ones(make_book: MakeBook, position: object) -> None:
    msg = [
        ["Measure", "Position", "Previous position", "Aspiration"],
        ["All crime", position, 6, "Best in MSG"],
    ]
    book = make_book({"Grid": [HEADINGS, *facts()], "MSG": msg})

    roll(book, "Cycle 14")

    assert book.sheets["MSG"].range("B2:C2").value == [position, 4]


def test_the_next_cycle_starts_clean(cycle_13: xw.Book) -> None:
    roll(cycle_13, "Cycle 14")

    result = generate_force_grades(cycle_13)

    assert result.problems == ()
    assert [area.final for area in result.areas] == [None] * 5
    assert result.areas[0].why == "no command graded this area"


@pytest.mark.slow
def test_a_workbook_with_tube_maps_is_checked_after_it_was_rolled(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes((root / "workbooks" / "sample-balanced-scorecard-essex.xlsx").read_bytes())
    with workbook_file(path) as book:
        roll(book, "Cycle 14")

    with workbook_file(path, save=False) as book:
        checked = check(book)

    assert {problem.sheet for problem in checked.problems}.isdisjoint({"Tube map data", "Grade history"})
