"""The blank templates in an officer's hands: filled, returned, collated, refreshed, rolled; valid at every step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.functions_office import FunctionsOffice
from tests.support.slow import dear
from tests.support.tools import ROOT
from tests.support.validator import validate
from xlscore.books import refresh
from xlscore.books.files import opened_files, workbook_file
from xlscore.books.grades.collate import collate
from xlscore.books.grades.roll import roll

WORKBOOKS = ROOT / "workbooks"
AREAS = ("Domestic Abuse", "Gangs", "Our People")


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A balanced scorecard with an officer's entries in the blank template."""
    path = Path(shutil.copy(WORKBOOKS / "balanced-scorecard.xlsx", tmp_path))
    with workbook_file(path) as book:
        book.sheets["Grid"]["B3"].value = "Cycle 1"
        book.sheets["Grid"]["C6"].value = ["North", "South"]
        book.sheets["Grid"]["A7"].value = [["Priorities", area] for area in AREAS]
        book.sheets["Policy"]["B7"].value = "Kent"
        book.sheets["MSG data"]["A7"].value = [
            ["Kent", 1_800_000, 80.5],
            ["Essex", 1_830_000, 91.6],
            ["Sussex", 1_700_000, 75],
            ["Dorset", 770_000, 60],
        ]
        book.sheets["MSG"]["A7"].value = ["Crime", "Measure 1", "per 1000 population", "Lower"]
        book.sheets["MSG"]["L7"].value = "MSG Average"
    return path


def command_return(folder: Path, command: str, grades: tuple[str, ...]) -> Path:
    path = folder / f"{command}.xlsx"
    shutil.copy(WORKBOOKS / "command-return.xlsx", path)
    with workbook_file(path) as book:
        sheet = book.sheets["Return"]
        sheet["B2"].value, sheet["B3"].value = command, "Cycle 1"
        sheet["A7"].value = [[area, grade, "as reported"] for area, grade in zip(AREAS, grades, strict=True)]
    return path


@pytest.mark.validator
def test_returns_of_the_template_go_into_the_grid_and_on_to_the_next_cycle(
    board: Path, tmp_path: Path
) -> None:
    returns = [
        command_return(tmp_path, "North", ("Good", "RI", "O")),
        command_return(tmp_path, "South", ("g", "", "Good")),
    ]

    with opened_files(returns) as returned, workbook_file(board) as book:
        taken = collate(book, returned).taken
    with workbook_file(board) as book:
        grades = refresh(book).grades
    with workbook_file(board) as book:
        rolled = roll(book, "Cycle 2")

    assert dict(taken) == {"North": 3, "South": 2}
    assert grades is not None
    assert [area.suggested.letters for area in grades.areas if area.suggested] == ["G", "RI", "G"]
    assert (rolled.previous, rolled.cycle, rolled.areas) == ("Cycle 1", "Cycle 2", 3)
    assert [error for path in (board, *returns) for error in validate(path)] == []


@pytest.mark.libreoffice
def test_the_msg_sheet_of_the_template_computes_from_its_data(
    board: Path, functions_office: FunctionsOffice
) -> None:
    with workbook_file(board) as book:
        refresh(book)

    with functions_office.open(board) as computed:
        heads, first = computed.read("MSG")[5:7]
        row = dict(zip(heads, first, strict=False))
        computed.set("MSG data", "C7", 59)
        computed.recalculate()
        after = dict(zip(heads, computed.read("MSG")[6], strict=False))

    assert (row["Position"], row["Of"], row["Status"]) == (3, 4, "Below aspiration")
    assert (after["Position"], after["Status"]) == (1, "Met or exceeded")


@pytest.mark.parametrize("kind", dear(["balanced-scorecard", "threat-impact"], ["balanced-scorecard"]))
def test_refreshing_a_blank_template_changes_nothing(kind: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(WORKBOOKS / f"{kind}.xlsx", tmp_path))

    with workbook_file(path) as book:
        problems = refresh(book).problems

    assert problems == ()
    assert path.read_bytes() == (WORKBOOKS / f"{kind}.xlsx").read_bytes()
