"""What the MSG measures come to together: which board monitors which, lists, gaps that close, notes, and the summary sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import refresh, update_msg
from xlscore.books.files import workbook_file
from xlscore.books.kinds import KINDS
from xlscore.resources import folder

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]
HEADS = [
    "Measure",
    "Unit",
    "Position",
    "Previous position",
    "To average",
    "Previous to average",
    "Aspiration",
    "Data to",
]
ROWS = [
    ["Confidence", "%", 8, 8, "8.8% points", "7% points", "MSG Average", "Sep 2019"],
    ["All crime", "per 1,000 pop.", 7, 7, "-22,112 offences", "-22,669 offences", "MSG Average", "Jan 2020"],
    ["Solved rate", "%", 2, 3, "N/A - already better than average", "0.6% points", "Upper Quartile Rank", "Jan 2020"],
    ["Homicide", None, 4, 2, None, None, "(Small numbers)", "Jan 2020"],
]  # fmt: skip
BOARDS = ["Victim Focus and Public Confidence Board", "Synergy", "Synergy; ACC", None]


def table(*columns: tuple[str, list[Any]]) -> list[list[Any]]:
    rows = [[*row] for row in ROWS]
    for _, cells in columns:
        for row, cell in zip(rows, cells, strict=True):
            row.append(cell)
    return [[*HEADS, *(heading for heading, _ in columns)], *rows]


def summary(book: xw.Book) -> dict[str, list[Any]]:
    """Return the number and the measures of each line of the summary."""
    rows = book.sheets["MSG summary"].used_range.value
    return {row[0]: row[1:3] for row in rows[1:] if row[0]}


@pytest.mark.parametrize(
    "heading",
    ["Monitored by", "Owner board", "Governance", "Reported to", "Monitored by (board)", "Oversight Board"],
)
def test_the_measures_of_each_board_are_listed(make_book: MakeBook, heading: str) -> None:
    found = update_msg(make_book({"MSG": table((heading, BOARDS))}))

    answer = found.as_dict()
    assert answer["boards"] == {
        "Victim Focus and Public Confidence Board": ["Confidence"],
        "Synergy": ["All crime", "Solved rate"],
        "ACC": ["Solved rate"],
    }
    assert answer["without_board"] == ["Homicide"]
    assert "Monitored by Synergy: All crime; Solved rate." in KINDS["msg"].told(found).lines
    assert "Monitored by no board: Homicide." in KINDS["msg"].told(found).lines


def test_where_no_measure_has_a_board_none_is_missed_and_no_sheet_is_made(make_book: MakeBook) -> None:
    book = make_book({"MSG": table()})

    found = update_msg(book)

    assert (found.boards, found.without_board) == ({}, ())
    assert [sheet.name for sheet in book.sheets] == ["MSG"]


def test_aspirations_are_listed_and_measures_without_one_named(make_book: MakeBook) -> None:
    found = update_msg(make_book({"MSG": table()}))

    assert found.as_dict()["listed"] == {
        "Met or exceeded": ["Solved rate"],
        "Below aspiration": ["Confidence", "All crime"],
        "No aspiration": ["Homicide"],
    }
    assert "No aspiration: Homicide." in KINDS["msg"].told(found).lines


def test_gaps_close_or_move_away_and_the_column_says_so_where_there_is_one(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(("Gap movement", [None] * 4))})

    found = update_msg(book)

    moves = ["Moving away", "Closing", "Reached", None]
    assert [measure.gap_move for measure in found.measures] == moves
    assert [row[0] for row in book.sheets["MSG"].range("I2:I5").options(ndim=2).value] == moves
    assert "Gaps to the MSG average: 1 Reached, 1 Closing, 1 Moving away." in KINDS["msg"].told(found).lines
    without = make_book({"MSG": table()})
    update_msg(without)
    assert "Gap movement" not in without.sheets["MSG"].used_range.value[0]


def test_a_movement_of_the_gap_that_a_person_typed_stays_and_is_named(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(("Gap movement", ["Closing", None, None, None]))})

    found = update_msg(book)

    assert book.sheets["MSG"]["I2"].value == "Closing"
    assert [problem.cell for problem in found.problems] == ["I2"]


def test_the_notes_say_the_period_with_its_exceptions_and_the_units(make_book: MakeBook) -> None:
    assert update_msg(make_book({"MSG": table()})).notes == (
        "Data are to Jan 2020, with the exception of: Confidence (Sep 2019).",
        "Units: % (Confidence; Solved rate); per 1,000 pop. (All crime).",
    )


def test_the_key_of_the_plan_is_a_word_in_its_own_column(make_book: MakeBook) -> None:
    sources = ["PFCC priority", "Plan on a Page", "Both", None]
    book = make_book({"MSG": table(("Source", sources), ("Monitored by", BOARDS))})

    found = update_msg(book)

    assert [measure.as_dict()["source"] for measure in found.measures] == [
        "PFCC priority",
        "Plan on a Page",
        "Both",
        "",
    ]
    assert summary(book)["Source: Plan on a Page"] == [1, "All crime"]


def test_the_summary_is_made_with_the_first_board_and_followed(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(("Monitored by", BOARDS))})
    update_msg(book)
    first = summary(book)
    sheet = book.sheets["MSG"]
    sheet["I2"].value = "Synergy"
    sheet["C2"].value = 1

    refresh(book)

    assert first["Monitored by Victim Focus and Public Confidence Board"] == [1, "Confidence"]
    assert first["Aspiration met or exceeded"] == [1, "Solved rate"]
    assert first["Monitored by no board"] == [1, "Homicide"]
    now = summary(book)
    assert now["Monitored by Synergy"] == [3, "Confidence; All crime; Solved rate"]
    assert "Monitored by Victim Focus and Public Confidence Board" not in now
    assert now["Position improved"] == [2, "Confidence; Solved rate"]


def test_rows_behind_boards_that_are_gone_are_found_again(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(("Monitored by", BOARDS))})
    update_msg(book)
    book.sheets["MSG"]["I2:I4"].value = [["Crime Board"]] * 3

    for _ in range(2):
        update_msg(book)

    lines = [row[0] for row in book.sheets["MSG summary"].used_range.value if row[0]]
    assert len(lines) == len(set(lines))
    assert lines[-3:] == ["Monitored by no board", "Notes", "Monitored by Crime Board"]


def test_updating_twice_changes_nothing_and_notes_beside_the_summary_stay(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(("Monitored by", BOARDS))})
    update_msg(book)
    sheet = book.sheets["MSG summary"]
    last = len(sheet.used_range.value)
    sheet.range((3, 5)).value = "ask them"
    sheet.range((last + 1, 1)).value = "Our own line"
    before = sheet.used_range.value

    update_msg(book)

    assert sheet.used_range.value == before


def test_a_summary_that_the_workbook_has_is_filled_without_boards_too(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(), "Board paper": [["Summary", "Number", "Measures"]]})

    update_msg(book)

    rows = book.sheets["Board paper"].used_range.value
    assert rows[1] == ["Aspiration met or exceeded", 1, "Solved rate"]
    assert "MSG summary" not in [sheet.name for sheet in book.sheets]


@pytest.mark.slow
def test_the_published_record_has_the_lists_and_the_exceptions_of_its_paper() -> None:
    with workbook_file(folder("workbooks") / "sample-balanced-scorecard-essex.xlsx", save=False) as book:
        found = update_msg(book)

    assert [len(names) for names in found.listed.values()] == [3, 7, 2]
    assert [sum(m.move == move for m in found.measures) for move in ("Improved", "Deteriorated")] == [3, 1]
    assert found.notes[0] == (
        "Data are to Jan 2020, with the exception of: Public Confidence (CSEW) (Sep 2019); Killed or Seriously Injured (Dec 2018);"
        " Percentage Sick (Police Officers) (Mar 2019); Percentage Sick (All Police Staff) (Mar 2018)."
    )


def test_a_board_that_is_merged_down_over_its_measures_monitors_all_of_them(make_book: MakeBook) -> None:
    book = make_book({"MSG": table(("Monitored by", ["Synergy", None, None, None]))})
    sheet = book.sheets["MSG"]
    column = sheet.used_range.last_cell.column
    sheet.range((2, column), (4, column)).merge()

    found = update_msg(book)

    names = [measure.measure for measure in found.measures]
    assert found.boards == {"Synergy": tuple(names[:3])}
    assert found.without_board == tuple(names[3:])
