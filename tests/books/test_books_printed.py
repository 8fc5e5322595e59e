"""The tables of the published papers as they are printed: read as they stand, right to the cell, nothing typed changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw

from tests.support.printed_tables import (
    PrintedSheet,
    essex_grid,
    essex_msg_aspirations,
    essex_msg_update,
    leicestershire_scorecard,
    two_row_grid,
    write_sheets,
)
from tests.support.published import printed
from xlscore.books import BookError, check, fill_scorecard, generate_force_grades, update_msg
from xlscore.books.files import workbook_file
from xlscore.rules.grades import read_grade

pytestmark = pytest.mark.cases

Sheets = Mapping[str, PrintedSheet]
Do = Callable[[xw.Book], Any]

GRIDS: dict[str, Sheets] = {
    "the cycle over both columns of names": {"Grid": essex_grid()},
    "Area over both columns": {"Grid": essex_grid(names="area over both")},
    "Area over the second column": {"Grid": essex_grid(names="area")},
    "under titles": {"Grid": essex_grid().titled("Essex Police", "Balanced scorecard, cycle 13")},
    "further down and to the right": {"Sheet1": essex_grid(names="area").moved(4, 3)},
    "names not merged": {"Sheet1": PrintedSheet(essex_grid().rows)},
    "two rows of headings": {"Grid": two_row_grid()},
    "two rows of headings under a title": {"Grid": two_row_grid().titled("Force performance 2019")},
    "Area in the lower row": {"Grid": two_row_grid(area="lower")},
    "Area in the lower row, moved": {"Grid": two_row_grid(area="lower").moved(2, 1)},
    "two rows, nothing merged": {"Grid": PrintedSheet(two_row_grid().rows)},
}


def _done(
    tmp_path: Path, sheets: Sheets, do: Do
) -> tuple[Any, dict[str, list[list[Any]]], dict[str, list[list[Any]]]]:
    """Do something to a workbook of these sheets; return the answer, and the cells before and after it."""
    path = write_sheets(tmp_path / "book.xlsx", sheets)
    before = _cells(path)
    with workbook_file(path) as book:
        answer = do(book)
    return answer, before, _cells(path)


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def _kept(before: dict[str, list[list[Any]]], after: dict[str, list[list[Any]]]) -> bool:
    """Return whether every filled cell holds afterwards what it held before."""
    return all(
        after[name][r][c] == value
        for name, rows in before.items()
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value is not None
    )


@pytest.mark.parametrize("layout", GRIDS)
def test_the_printed_grid_is_read_right_to_the_cell(layout: str, tmp_path: Path) -> None:
    head, *facts = printed("essex_grid")

    found, before, after = _done(tmp_path, GRIDS[layout], generate_force_grades)

    assert [area.area for area in found.areas] == [fact[1].strip() for fact in facts]
    assert list(found.areas[0].commands) == head[2:10]
    for area, (_, _, *grades) in zip(found.areas, facts, strict=True):
        *given, redline, final = [read_grade(text) for text in grades]
        assert [read_grade(text) for text in area.commands.values()] == given
        assert (area.redline, area.final, area.agreed) == (redline, final, True)
    assert {grade: number for grade, number in found.counts.items() if number} == {
        "Good": 7,
        "Requires Improvement": 8,
    }
    assert _kept(before, after)


@pytest.mark.parametrize("layout", GRIDS)
def test_no_second_final_grade_is_added_beside_the_boards(layout: str, tmp_path: Path) -> None:
    _, _, after = _done(tmp_path, GRIDS[layout], generate_force_grades)

    (sheet,) = GRIDS[layout]
    texts = [value for row in after[sheet] for value in row if isinstance(value, str)]

    assert sum("final grade" in text.casefold() for text in texts) == 1


MSG = {
    "as printed": {"Sheet1": essex_msg_aspirations()},
    "one row of headings": {"Sheet1": essex_msg_aspirations(rows=1)},
    "moved": {"Sheet1": essex_msg_aspirations().moved(3, 2)},
    "nothing merged": {"Sheet1": PrintedSheet(essex_msg_aspirations().rows)},
    "update": {"Sheet1": essex_msg_update()},
    "update moved": {"Sheet1": essex_msg_update().moved(2, 1)},
    "update under a title": {"Sheet1": essex_msg_update().titled("MSG positions")},
}


@pytest.mark.parametrize("layout", MSG)
def test_the_printed_msg_table_gives_this_quarters_positions(layout: str, tmp_path: Path) -> None:
    head, *facts = printed("essex_msg")
    rows = [dict(zip(head, fact, strict=True)) for fact in facts]

    found, before, after = _done(tmp_path, MSG[layout], update_msg)

    assert [m.measure for m in found.measures] == [row["measure"] for row in rows]
    assert [m.position for m in found.measures] == [int(row["position_jan_2020"]) for row in rows]
    if "update" in layout:
        assert [m.previous_position for m in found.measures] == [
            int(row["position_oct_2019"]) for row in rows
        ]
    else:
        assert found.aspirations["Met or exceeded"] == 3
        assert sum(found.aspirations.values()) == 12
    assert _kept(before, after)


SCORECARDS = {
    f"{kind}, years {years}, {place}": {"Sheet1": sheet if place == "A1" else sheet.moved(2, 1)}
    for kind, texts in (("texts", True), ("numbers", False))
    for years in ("below", "above")
    for place in ("A1", "moved")
    for sheet in (leicestershire_scorecard(texts=texts, years=years),)
}


@pytest.mark.parametrize("layout", SCORECARDS)
def test_the_printed_scorecard_is_filled_from_its_figures(layout: str, tmp_path: Path) -> None:
    head, *facts = printed("leicestershire_scorecard")
    rows = [dict(zip(head, fact, strict=True)) for fact in facts]

    found, before, after = _done(tmp_path, SCORECARDS[layout], fill_scorecard)

    assert [(r.objective, r.purpose) for r in found.rows] == [(row["title"], row["purpose"]) for row in rows]
    assert [r.overall for r in found.rows] == [row["overall_classification"] for row in rows]
    burglary = next(
        r for r in found.rows if r.objective == "Burglary - Dwelling" and r.purpose == "Recorded Crime"
    )
    assert (burglary.actual, burglary.previous, burglary.shortfall) == (1903, 2076, 35)
    assert [p for p in found.problems if "stored as text" in p.what] == []
    assert _kept(before, after)


AREAS = ("Burglary", "Robbery", "Domestic Abuse")


def _grid(headings: list[Any], *columns: tuple[Any, ...]) -> Sheets:
    return {
        "Sheet1": PrintedSheet(
            [headings, *([area, *cells] for area, *cells in zip(AREAS, *columns, strict=True))]
        )
    }


@pytest.mark.parametrize(
    "heading",
    [
        "Panel Grade",
        "Board's Agreed Final Judgement",
        "Final Grading",
        "Agreed Final Grade",
        "Performance Panel Final Rating",
        "Final Judgment.",
    ],
)
def test_the_boards_column_is_known_in_the_words_of_other_forces(heading: str, tmp_path: Path) -> None:
    sheets = _grid(
        ["Area", "North", "South", heading],
        ("Good", "RI", "Good"),
        ("RI", "RI", "Good"),
        ("RI", "Good", "Good"),
    )

    found, _, _ = _done(tmp_path, sheets, generate_force_grades)

    assert [area.final.letters for area in found.areas] == ["RI", "G", "G"]
    assert list(found.areas[0].commands) == ["North", "South"]


@pytest.mark.parametrize(
    "heading", ["Moderated Grade", "ACC's validated judgement", "HMICFRS grade", "Overall"]
)
def test_grades_that_nobody_named_are_asked_about_and_no_final_grade_is_added(
    heading: str, tmp_path: Path
) -> None:
    sheets = _grid(
        ["Area", "North", "South", heading],
        ("Good", "RI", "Good"),
        ("RI", "RI", "Good"),
        ("RI", "Good", "Good"),
    )

    found, before, after = _done(tmp_path, sheets, generate_force_grades)

    assert list(found.areas[0].commands) == ["North", "South"]
    assert [(p.cell, heading in p.what) for p in found.problems] == [("D1", True)]
    assert "Final grade" not in after["Sheet1"][0]
    assert _kept(before, after)


def test_a_note_on_a_grade_is_no_part_of_it(tmp_path: Path) -> None:
    sheets = _grid(
        ["Area", "North", "South", "Final grade"],
        ("Good (March 2017)", "RI*", "Good."),
        ("RI", "RI", "N/A"),
        ("RI", "RI", "Good"),
    )

    found, _, _ = _done(tmp_path, sheets, generate_force_grades)

    assert [next(iter(a.commands.values())) for a in found.areas] == ["Good", "Requires Improvement", "Good"]


def test_a_row_of_the_force_as_a_whole_is_no_area(tmp_path: Path) -> None:
    rows = [
        ["Area", "North", "South", "Final grade"],
        *([area, "Good", "RI", "Good"] for area in (*AREAS, "Force overall", "Total")),
    ]

    found, _, _ = _done(tmp_path, {"Sheet1": PrintedSheet(rows)}, generate_force_grades)

    assert [area.area for area in found.areas] == list(AREAS)


LOOK_ALIKES: dict[str, list[list[Any]]] = {
    "a rota": [["Area", "Mon", "Tue", "Wed", "Thu"], ["Town", "O", "O", "G", "I"], ["West", "O", "G", "O", "O"], ["East", "G", "O", "I", "O"]],
    "a rota of people": [["Name", "Mon", "Tue", "Wed"], ["A", "O", "O", "G"], ["B", "O", "G", "I"], ["C", "G", "O", "I"]],
    "schools": [["School", "Inspection grade", "Previous grade", "URN", "Overall"], ["One", "Good", "Good", 1, "Good"], ["Two", "RI", "Good", 2, "Good"]],
    "schools of an area": [["Area", "School", "Grade", "Previous", "URN"], ["Town", "One", "Good", "RI", 1], ["Town", "Two", "Good", "Good", 2]],
    "appraisals": [["Name", "Mid year", "End of year", "Objectives", "Final grade"], ["A", "Good", "Good", "x", None], ["B", "Good", "RI", "y", None]],
    "appraisals by area": [["Area", "Line manager", "Mid year", "End of year", "Final grade"], ["Town", "A", "Good", "Good", None], ["West", "B", "RI", "Good", None]],
    "a budget": [["Budget", "Target", "Actual", "Previous year"], ["Pay", 100, 90, 80], ["Fleet", 10, 12, 9]],
    "areas that repeat": [["Area", "Day", "Night", "Final grade"], ["Town", "Good", "RI", None], ["Town", "RI", "Good", None], ["Town", "Good", "Good", None]],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_look_alike_is_never_filled(name: str, tmp_path: Path) -> None:
    path = write_sheets(tmp_path / "book.xlsx", {"Sheet1": PrintedSheet(LOOK_ALIKES[name])})
    before = path.read_bytes()

    for do in (generate_force_grades, update_msg, fill_scorecard, check):
        with workbook_file(path, save=False) as book, pytest.raises(BookError):
            do(book)

    assert path.read_bytes() == before
