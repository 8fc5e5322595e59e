"""Two tables of MSG measures in one workbook: one record seen twice is read together, different tables are asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.support.printed_tables import PrintedSheet, essex_msg_aspirations, essex_msg_update, write_sheets
from tests.support.published import printed
from xlscore.books import BookError, refresh, update_msg
from xlscore.books.files import workbook_file

MakeBook = Callable[[dict[str, list[list[Any]]]], xw.Book]


def _changed(sheet: PrintedSheet, measure: str, heading: str, value: object) -> PrintedSheet:
    """Return a printed table with another value in a measure's cell."""
    rows = [list(row) for row in sheet.rows]
    column = next(row.index(heading) for row in rows if heading in row)
    next(row for row in rows if measure in row)[column] = value
    return PrintedSheet(rows, sheet.merged)


def _below(upper: PrintedSheet, lower: PrintedSheet) -> PrintedSheet:
    moved = lower.moved(len(upper.rows) + 2, 0)
    rows = [*upper.rows, [], [], *moved.rows[len(upper.rows) + 2 :]]
    return PrintedSheet(rows, [*upper.merged, *moved.merged])


LAYOUTS = {
    "two sheets": {"Aspirations": essex_msg_aspirations(), "Update": essex_msg_update()},
    "two sheets, the other way round": {"Update": essex_msg_update(), "Aspirations": essex_msg_aspirations()},
    "one sheet": {"MSG": _below(essex_msg_aspirations(), essex_msg_update())},
    "one sheet, the other way round": {"MSG": _below(essex_msg_update(), essex_msg_aspirations())},
    "the update in another order": {
        "Aspirations": essex_msg_aspirations(),
        "Update": PrintedSheet([essex_msg_update().rows[0], *reversed(essex_msg_update().rows[1:])]),
    },
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_papers_two_tables_are_one_record(layout: str, tmp_path: Path) -> None:
    head, *facts = printed("essex_msg")
    rows = [dict(zip(head, fact, strict=True)) for fact in facts]
    path = write_sheets(tmp_path / "book.xlsx", LAYOUTS[layout])

    with workbook_file(path) as book:
        found = update_msg(book)

    assert [m.measure for m in found.measures] == [row["measure"] for row in rows]
    assert [m.position for m in found.measures] == [int(row["position_jan_2020"]) for row in rows]
    assert [m.previous_position for m in found.measures] == [int(row["position_oct_2019"]) for row in rows]
    assert list(found.aspirations.values()) == [3, 7, 2]
    assert list(found.moves.values()) == [3, 1, 8]
    assert found.problems == ()


def test_the_table_with_the_most_fields_is_filled_and_the_other_stays(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "book.xlsx", LAYOUTS["two sheets, the other way round"])

    with workbook_file(path) as book:
        update_msg(book)

    after = openpyxl.load_workbook(path)
    assert [list(row) for row in after["Update"].values] == essex_msg_update().rows
    headings = {cell.value: cell.column for cell in after["Aspirations"][3] if cell.value}
    movement = [row[headings["Movement"] - 1].value for row in after["Aspirations"].iter_rows(min_row=4)]
    assert movement[1].startswith("=")
    assert "Update!" in movement[1], "the position before stands there"


def test_filling_it_again_gives_the_same(tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "book.xlsx", LAYOUTS["one sheet"])

    answers = []
    for _ in range(2):
        with workbook_file(path) as book:
            answers.append(update_msg(book).as_dict())

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("measure", "heading", "value", "what"),
    [
        (
            "Trafficking of Drugs Offences",
            "January 2020 MSG Position",
            3,
            "Position of 'Trafficking of Drugs Offences' is 6 in C10 and 3 in Update!E8.",
        ),
        (
            "Percentage Sick (Police Officers)",
            "Aspiration",
            "5th in MSG",
            "Aspiration of 'Percentage Sick (Police Officers)' is 7th in MSG. in H14 and 5th in MSG in Update!C12.",
        ),
    ],
)
def test_where_the_two_tables_disagree_a_problem_names_both_cells(
    measure: str, heading: str, value: object, what: str, tmp_path: Path
) -> None:
    sheets = {
        "Aspirations": essex_msg_aspirations(),
        "Update": _changed(essex_msg_update(), measure, heading, value),
    }
    path = write_sheets(tmp_path / "book.xlsx", sheets)

    with workbook_file(path) as book:
        (problem,) = update_msg(book).problems

    assert problem.what == what
    assert problem.sheet == "Aspirations"


def test_tables_of_other_measures_are_asked_about(make_book: MakeBook) -> None:
    heads = ["Measure", "Position", "Aspiration"]
    book = make_book(
        {
            "Crime": [heads, ["Burglary", 3, "Best in MSG"], ["Robbery", 2, None]],
            "People": [heads, ["Sickness", 3, "Best in MSG"], ["Leavers", 2, None]],
        }
    )

    with pytest.raises(BookError, match="There are 2 tables that read as the table of MSG measures"):
        update_msg(book)


def test_the_same_table_of_another_quarter_is_asked_about(make_book: MakeBook) -> None:
    rows = [["Measure", "Position", "Aspiration"], ["Burglary", 3, "Best in MSG"]]

    with pytest.raises(BookError, match="Which one is meant"):
        update_msg(make_book({"MSG Oct 2019": rows, "MSG Jan 2020": rows}))


def test_a_named_sheet_is_read_alone(make_book: MakeBook) -> None:
    here = [["Measure", "Position", "Aspiration"], ["Burglary", 3, "Best in MSG"]]
    there = [["Measure", "Position", "Previous position", "Aspiration"], ["Burglary", 6, 5, "Best in MSG"]]

    found = update_msg(make_book({"One": here, "Two": there}), sheet="One")

    assert [(m.position, m.previous_position) for m in found.measures] == [(3, None)]
    assert found.problems == ()


def test_a_position_that_the_data_contradict_in_the_other_table_is_told(make_book: MakeBook) -> None:
    book = make_book(
        {
            "MSG": [["Measure", "Unit", "Better", "Value", "Position", "To average"], ["Theft", "", "Lower"]],
            "Paper": [["Measure", "Position", "Aspiration"], ["Theft", 2, "Best in MSG"]],
            "MSG data": [["Force", "Theft"], ["Essex", 9.0], ["Avon", 7.0], ["Derby", 8.0]],
            "Policy": [["Setting", "Value"], ["Own force", "Essex"]],
        }
    )

    found = update_msg(book)

    assert [m.position for m in found.measures] == [3]
    assert [p.what for p in found.problems] == ["Position of 'Theft' is 3 in E2 and 2 in Paper!B2."]
    assert found.measures[0].status == "Below aspiration"


_POSITIONS = ["Measure", "Better", "Position", "To average", "Aspiration", "Data to"]
_NOTE = [["Date", "Measure", "Kind", "Words"], ["Apr 2018", "Confidence", "Recording", "Another survey."]]
_SAID = "Recording, Apr 2018: Another survey."


def _two_tables(first: list[str], second: list[str]) -> dict[str, list[list[Any]]]:
    """Two tables of the same measures, each with further columns that are blank."""
    rows = [["Confidence", "Higher", 8, "9.5% points", "MSG average", "Jan 2019"], ["Solved", "Higher", 5, "0.8% points", "MSG average", "Jan 2019"]]  # fmt: skip
    again = [["Solved", 5], ["Confidence", 8]]
    return {
        "MSG": [[*_POSITIONS, *first], *rows],
        "Update": [["Measure", "Position", "Aspiration", *second], *again],
        "Notes": _NOTE,
    }


@pytest.mark.parametrize(
    ("first", "second", "there"),
    [
        (["Caveat"], ["Caveat"], {("MSG", "Confidence"), ("Update", "Confidence")}),
        ([], ["Caveat"], {("Update", "Confidence")}),
        (["Caveat"], [], {("MSG", "Confidence")}),
        ([], [], {("MSG", "Confidence")}),
    ],
)
@pytest.mark.parametrize("action", [update_msg, refresh])
def test_a_note_stands_in_each_table_that_has_a_column_for_it(
    action: Callable[[xw.Book], Any],
    first: list[str],
    second: list[str],
    there: set[tuple[str, str]],
    make_book: MakeBook,
) -> None:
    book = make_book(_two_tables(first, second))

    action(book)
    action(book)

    held = {
        (sheet, row[0])
        for sheet in ("MSG", "Update")
        for row in book.sheets[sheet].used_range.value
        if _SAID in row
    }
    assert held == there


def test_a_caveat_typed_in_the_other_table_is_said_too_and_stays(make_book: MakeBook) -> None:
    sheets = _two_tables(["Caveat"], ["Caveat"])
    sheets["Update"][2] += [None, "Provisional."]
    book = make_book(sheets)

    found = update_msg(book)

    confidence = next(m for m in found.measures if m.measure == "Confidence")
    assert confidence.caveats == (_SAID, "Provisional.")
    assert book.sheets["Update"].range("D3").value == "Provisional."
