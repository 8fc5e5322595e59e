"""Sparklines: read as Excel writes them, pointed at other cells, added and taken away, and all else stays."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.validator import validate_all
from xlscore.ooxml import OoxmlError, Workbook
from xlscore.ooxml.around.sparklines import add_sparklines, point_sparkline, remove_sparklines, sparklines


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A sheet of figures with two groups of sparklines and a rule of Excel 2010, which lies in the extensions too."""
    path = tmp_path / "book.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Data")
    for row in range(4):
        sheet.write_row(row, 1, [row, 3, 1, 4, 1, 5])
    sheet.add_sparkline(0, 0, {"range": "Data!B1:G1", "type": "column", "last_point": True})
    sheet.add_sparkline(
        "A2", {"location": ["A2", "A3"], "range": ["Data!B2:G2", "Data!B3:G3"], "markers": True}
    )
    sheet.conditional_format("B1:G4", {"type": "data_bar", "data_bar_2010": True})
    workbook.close()
    return path


def opened(path: Path) -> Workbook:
    return Workbook.open(path)


def drawn(workbook: Workbook) -> dict[tuple[int, int], tuple[str, str, int]]:
    return {(s.cell.top, s.cell.left): (s.source, s.kind, s.group) for s in sparklines(workbook.sheets[0])}


def sheet_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


def test_sparklines_are_read_with_their_cells_kind_and_group(book: Path) -> None:
    assert drawn(opened(book)) == {
        (1, 1): ("Data!B1:G1", "column", 1),
        (2, 1): ("Data!B2:G2", "line", 0),
        (3, 1): ("Data!B3:G3", "line", 0),
    }


def test_one_is_pointed_at_other_cells_and_its_looks_stay(book: Path) -> None:
    workbook = opened(book)
    before = sheet_xml(book)

    assert point_sparkline(workbook.sheets[0], 2, 1, "Data!C2:H2")
    workbook.save(book)

    assert drawn(opened(book))[2, 1] == ("Data!C2:H2", "line", 0)
    canonical = re.sub(r"\s*xmlns:\w+=\"[^\"]*\"", "", sheet_xml(book).replace("Data!C2:H2", "Data!B2:G2"))
    assert canonical == re.sub(r"\s*xmlns:\w+=\"[^\"]*\"", "", before)


@pytest.mark.parametrize(("row", "source"), [(1, "Data!B1:G1"), (4, "Data!B4:G4")])
def test_pointing_where_it_points_already_or_nowhere_changes_no_byte(
    book: Path, row: int, source: str
) -> None:
    workbook = opened(book)

    assert not point_sparkline(workbook.sheets[0], row, 1, source)
    assert not workbook.sheets[0].is_changed


def test_a_group_is_added_beside_the_others_and_takes_the_place_of_what_stood_there(book: Path) -> None:
    workbook = opened(book)

    add_sparklines(
        workbook.sheets[0],
        {(3, 1): "Data!B3:D3", (4, 1): "Data!B4:G4"},
        "column",
        low=0,
        high=9,
        colours={"Series": "#566070", "Last": "1F2F4F"},
    )
    workbook.save(book)

    assert drawn(opened(book)) == {
        (1, 1): ("Data!B1:G1", "column", 1),
        (2, 1): ("Data!B2:G2", "line", 0),
        (3, 1): ("Data!B3:D3", "column", 2),
        (4, 1): ("Data!B4:G4", "column", 2),
    }
    group = re.findall(r"<x14:sparklineGroup [^>]*>", sheet_xml(book))[-1]
    assert {'manualMin="0"', 'manualMax="9"', 'last="1"', 'minAxisType="custom"'} <= set(group[:-1].split())


def test_the_last_one_takes_its_group_with_it_and_leaves_other_extensions(book: Path) -> None:
    workbook = opened(book)

    remove_sparklines(workbook.sheets[0], {(1, 1): None, (2, 1): None, (3, 1): None})
    workbook.save(book)

    assert drawn(opened(book)) == {}
    assert "sparkline" not in sheet_xml(book)
    assert "x14:dataBar" in sheet_xml(book)


def test_a_sheet_without_extensions_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "plain.xlsx"
    plain = xlsxwriter.Workbook(str(path))
    plain.add_worksheet("Data").write_row(0, 1, [1, 2, 3])
    plain.close()
    workbook = opened(path)

    add_sparklines(workbook.sheets[0], {(1, 1): "Data!B1:D1"})
    workbook.save(path)

    assert drawn(opened(path)) == {(1, 1): ("Data!B1:D1", "line", 0)}


@pytest.mark.parametrize(
    "wrong", [lambda sheet: add_sparklines(sheet, {(1, 1): "B1:C1"}, "pie"), lambda sheet: add_sparklines(sheet, {(1, 1): "B1:C1"}, colours={"Middle": "000000"})]
)  # fmt: skip
def test_what_is_no_sparkline_is_refused_and_nothing_made(book: Path, wrong: Callable[..., None]) -> None:
    workbook = opened(book)

    with pytest.raises(OoxmlError, match="A sparkline"):
        wrong(workbook.sheets[0])

    assert not workbook.sheets[0].is_changed


@pytest.mark.validator
def test_office_s_own_schema_accepts_them(book: Path) -> None:
    workbook = opened(book)
    point_sparkline(workbook.sheets[0], 2, 1, "Data!C2:H2")
    add_sparklines(workbook.sheets[0], {(3, 1): "Data!B3:D3"}, "stacked", low=-1, high=1, colours={"Negative": "B2182B"})  # fmt: skip
    workbook.save(book)

    assert not any(validate_all([book]).values())
