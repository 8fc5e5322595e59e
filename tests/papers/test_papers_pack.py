"""The data pack: what it holds of a workbook, how it is laid out, and that nothing for part B is in it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.books.lookalikes import SHEETS
from tests.support.tools import ROOT
from tests.support.validator import validate_all
from xlscore.books.files import workbook_file
from xlscore.papers.pack import pack as packing
from xlscore.papers.pack.errors import PackError
from xlscore.papers.pack.kept_back import KeptBack
from xlscore.papers.pack.pack import DataPack, gather
from xlscore.papers.pack.tables import PackCell, PackTable, _with_unit
from xlscore.papers.pack.writing import write_pack

CARD = [
    [
        "Strategic objective",
        "Purpose",
        "Hard target",
        "Actual",
        "Previous year",
        "Shortfall",
        "Narrative",
        "Private remark",
    ],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076, None, "ask again"],
    ["Robbery", "Recorded Crime", -0.1, 190, 200, None, None],
    ["Serious Violence", "Recorded Crime", -0.05, 777, 800, None, None],
]
GRID = [
    ["Theme", "Area", "North", "South", "Final grade", "Rationale"],
    ["People", "Our People", "Good", "RI", "Good", "More officers."],
    [None, "Innovation", "Good", "Good", "Good", "As for Serious  violence."],
    ["Protect", "Serious Violence", "RI", "RI", "RI", "Two words."],
    [None, "Fraud", "Inadequate", "RI", "RI", None],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with a grid and a scorecard; a percentage and a day are shown as such."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Scorecard"
    for row in CARD:
        workbook.active.append(row)
    for row in range(2, 5):
        workbook.active.cell(row, 3).number_format = "0%"
    grid = workbook.create_sheet("Grid")
    for row in GRID:
        grid.append(row)
    workbook.save(tmp_path / "unit.xlsx")
    return tmp_path / "unit.xlsx"


Gathered = Callable[..., DataPack]


@pytest.fixture
def gathered(book: Path) -> Gathered:
    """The pack of the workbook under what its table Paper says: rows of field, text and kind of paper."""

    def made(*said: tuple[str, ...]) -> DataPack:
        workbook = openpyxl.load_workbook(book)
        paper = workbook.create_sheet("Paper")
        for row in (("Field", "Text", "Paper"), *said):
            paper.append(row)
        workbook.save(book)
        with workbook_file(book, save=False) as opened:
            return gather(opened, "unit")

    return made


def table_of(pack: DataPack, title: str) -> PackTable:
    return next(table for table in pack.tables if table.title == title)


def column(table: PackTable, heading: str) -> list[Any]:
    return [row[table.headings.index(heading)].value for row in table.rows]


def test_every_table_is_there_with_its_answers_and_no_column_of_somebodys_own(gathered: Gathered) -> None:
    card = table_of(gathered(), "Threat and impact scorecard")

    assert column(card, "Strategic objective") == ["Burglary", "Robbery", "Serious Violence"]
    assert column(card, "Shortfall (number)") == [35.0, 10.0, 17.0]
    assert "Hard target (%)" in card.headings
    assert not any("Private" in heading for heading in card.headings)


def test_a_name_that_stands_once_above_its_rows_stands_in_each(gathered: Gathered) -> None:
    grid = table_of(gathered(), "Grid of command grades")

    assert column(grid, "Theme") == ["People", "People", "Protect", "Protect"]
    assert column(grid, "South") == ["RI", "Good", "RI", "RI"]


def test_nothing_for_part_b_is_in_the_file(gathered: Gathered, tmp_path: Path) -> None:
    pack = gathered(("Part B items", "serious violence"))

    written = write_pack(pack, tmp_path / "pack.xlsx")

    card = table_of(pack, "Threat and impact scorecard")
    assert column(card, "Strategic objective") == ["Burglary", "Robbery"]
    grid = table_of(pack, "Grid of command grades")
    assert column(grid, "Area") == ["Our People", "Innovation", "Fraud"]
    assert column(grid, "Rationale") == ["More officers.", "[c]", "[x]"]
    assert written.as_dict()["kept_back"] >= 2
    with zipfile.ZipFile(written.file) as package:
        texts = [package.read(name).decode("utf-8", "replace").casefold() for name in package.namelist()]
    assert not any("violence" in text or "777" in text for text in texts)


def test_a_theme_for_part_b_takes_its_areas_out_of_every_table(gathered: Gathered) -> None:
    pack = gathered(("Part B items", "Protect", "board"))

    assert column(table_of(pack, "Grid of command grades"), "Area") == ["Our People", "Innovation"]
    assert column(table_of(pack, "Threat and impact scorecard"), "Strategic objective") == [
        "Burglary",
        "Robbery",
    ]


def test_a_column_and_a_sheet_of_that_name_are_left_out(gathered: Gathered) -> None:
    pack = gathered(("Part B items", "South; Scorecard"))

    assert "South" not in table_of(pack, "Grid of command grades").headings
    assert [(each.sheet, each.why) for each in pack.left_out if each.sheet == "Scorecard"] == [
        ("Scorecard", "not for the public")
    ]


def test_what_only_papers_of_part_b_show_is_left_out(gathered: Gathered) -> None:
    pack = gathered(("Part", "B", "board"))

    assert [table.sheet for table in pack.tables if table.sheet == "Grid"] == []
    assert "Threat and impact scorecard" in [table.title for table in pack.tables]


def test_papers_that_all_stand_in_part_b_have_no_pack(gathered: Gathered) -> None:
    with pytest.raises(PackError, match="stand in part B"):
        gathered(("Part", "B"))


def test_a_text_for_part_b_that_slipped_through_refuses_the_pack(
    gathered: Gathered, monkeypatch: pytest.MonkeyPatch
) -> None:
    leak = PackTable("Counts", "Counts", ("Area",), ((PackCell("Serious Violence"),),))
    monkeypatch.setattr(packing, "pack_table", lambda *_: leak)

    with pytest.raises(PackError, match="'Serious Violence', which is for part B"):
        gathered(("Part B items", "Serious Violence"))


@pytest.mark.parametrize(
    ("text", "spoken_of"),
    [
        ("Rape", True),
        ("all but rape and robbery", True),
        ("Drapers", False),
        ("child abuse & exploitation", True),
        ("Child-abuse and  exploitation.", True),
        ("child abuse", False),
        ("", False),
    ],
)
def test_a_name_is_found_within_a_text_however_it_is_spelt(text: str, spoken_of: bool) -> None:
    assert KeptBack(("Rape", "Child Abuse and Exploitation")).is_spoken_of(text) is spoken_of


@pytest.mark.parametrize(
    ("heading", "cells", "by_row", "told"),
    [
        ("Change", [PackCell(0.1, "0.0%"), PackCell("[x]")], False, "Change (%)"),
        ("% change", [PackCell(0.1, "0.0%")], False, "% change"),
        ("Solved rate", [PackCell(0.1, "0%")], False, "Solved rate (%)"),
        ("Crimes", [PackCell(12.0, "General")], False, "Crimes (number)"),
        ("Rate per 1,000", [PackCell(1.5, "0.0")], False, "Rate per 1,000"),
        ("Value", [PackCell(1.5, "0.0"), PackCell(0.1, "0%")], True, "Value (in the unit of the row)"),
        ("Position", [PackCell(5.0, "0")], True, "Position (number)"),
        ("Grade", [PackCell("Good")], False, "Grade"),
    ],
)
def test_a_heading_says_the_unit_of_its_numbers(
    heading: str, cells: list[PackCell], by_row: bool, told: str
) -> None:
    assert _with_unit(heading, cells, by_row) == told


def test_the_file_is_laid_out_for_those_who_hear_it(gathered: Gathered, tmp_path: Path) -> None:
    write_pack(gathered(("Title", "Grades & threats, cycle 13")), tmp_path / "pack.xlsx")

    workbook = openpyxl.load_workbook(tmp_path / "pack.xlsx")
    assert workbook.properties.title == "Grades & threats, cycle 13"
    assert workbook.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert workbook["Contents"]["A4"].hyperlink.location == f"'{workbook.sheetnames[3]}'!A1"
    for sheet in workbook.worksheets[1:]:
        (table,) = sheet.tables.values()
        left, top, right, bottom = openpyxl.utils.range_boundaries(table.ref)
        assert (left, right, bottom) == (1, sheet.max_column, sheet.max_row), sheet.title
        assert [each.name for each in table.tableColumns] == [
            sheet.cell(top, c).value for c in range(1, right + 1)
        ]
        assert all(
            sheet.cell(row, c).value not in (None, "")
            for row in range(top, bottom + 1)
            for c in range(1, right + 1)
        )
        assert all(sheet.cell(row, 1).value for row in range(1, top))
        assert sheet.freeze_panes == f"B{top + 1}"
        assert not sheet.merged_cells.ranges
        assert not sheet.conditional_formatting


def test_numbers_are_numbers_percentages_and_days_are_shown_as_such(
    gathered: Gathered, tmp_path: Path
) -> None:
    write_pack(gathered(), tmp_path / "pack.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "pack.xlsx")

    sheet = next(
        each for each in workbook.worksheets if str(each["A1"].value).endswith("Threat and impact scorecard")
    )
    heads = [cell.value for cell in sheet[4]]
    target, actual = (sheet.cell(5, heads.index(name) + 1) for name in ("Hard target (%)", "Actual (number)"))
    assert (target.value, target.number_format) == (-0.1, "0%")
    assert (actual.value, actual.data_type) == (1903, "n")


def test_days_stay_days(tmp_path: Path) -> None:
    table = PackTable("Days", "Days", ("Date",), ((PackCell(datetime(2019, 4, 1)),),))

    write_pack(DataPack("unit", (), (table,), ()), tmp_path / "pack.xlsx")

    cell = openpyxl.load_workbook(tmp_path / "pack.xlsx")["1 Days"]["A5"]
    assert (cell.value, cell.number_format) == (datetime(2019, 4, 1), "d mmmm yyyy")


def test_a_second_run_is_the_same_file_and_the_workbook_stays_as_it_is(book: Path, tmp_path: Path) -> None:
    packs = []
    before = book.read_bytes()
    for number in (1, 2):
        with workbook_file(book, save=False) as opened:
            packs.append(write_pack(gather(opened, "unit"), tmp_path / f"{number}.xlsx").file.read_bytes())

    assert packs[0] == packs[1]
    assert book.read_bytes() == before


def test_published_figures_stand_beside_the_own_ones(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in SHEETS["table of published figures"]:
        workbook.active.append(row)
    counts = workbook.create_sheet("Series")
    months = [
        f"{month:%b %Y}" for month in (datetime(2018 + (n > 9), (n + 2) % 12 + 1, 1) for n in range(1, 13))
    ]
    counts.append(["Measure", "Place", *months])
    counts.append(["Burglary", None, *[240] * 12])
    workbook.save(tmp_path / "published.xlsx")

    with workbook_file(tmp_path / "published.xlsx", save=False) as opened:
        pack = gather(opened, "published")

    published = table_of(pack, "Published figures")
    assert column(published, "Value (number)") == [3000.0, 450.0]
    assert column(published, "Own figure (number)") == [2880.0, "[x]"]


def test_the_name_says_what_the_file_is(gathered: Gathered, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"should end in \.xlsx"):
        write_pack(gathered(), tmp_path / "pack.csv")


@pytest.mark.slow
@pytest.mark.validator
def test_the_packs_of_the_samples_are_what_office_accepts(tmp_path: Path) -> None:
    written = []
    for name in ("balanced-scorecard-essex", "threat-impact-leicestershire"):
        with workbook_file(ROOT / "workbooks" / f"sample-{name}.xlsx", save=False) as opened:
            written.append(write_pack(gather(opened, name), tmp_path / f"{name}.xlsx"))

    assert validate_all([each.file for each in written]) == {each.file: [] for each in written}
    essex, leicestershire = (each.pack for each in written)
    assert column(table_of(essex, "Grid of command grades"), "Final grade").count("Good") == 7
    assert len(table_of(leicestershire, "Threat and impact scorecard").rows) == 13
