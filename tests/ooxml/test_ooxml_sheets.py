"""Sheets: references that follow a rename, parts that go with a sheet, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.raw_workbooks import SPREADSHEET, relationships, sheet_xml, workbook_bytes
from tests.support.validator import validate
from xlscore.ooxml import Workbook
from xlscore.ooxml.around import drawings, sheet_copy, sheets
from xlscore.ooxml.errors import DamagedFileError, EditRefusedError, HostileFileError
from xlscore.ooxml.opc.blank import blank_workbook
from xlscore.ooxml.xml.tree import parse

SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">Sheet2!B1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c></row>'
)
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea>'
    "<c:ser><c:f>Sheet1!$A$1:$A$3</c:f></c:ser></c:plotArea></c:chart></c:chartSpace>"
)
ANCHOR = (
    '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:graphicFrame macro="">'
    '<xdr:nvGraphicFramePr><xdr:cNvPr id="0" name="Chart"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="@c"/>'
    "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:absoluteAnchor>"
)


def with_chart() -> Workbook:
    """A workbook whose first sheet carries a chart of its own cells."""
    workbook = Workbook.open(workbook_bytes(SHARED, ""))
    sheet = workbook.sheets[0]
    drawings.put_drawing(
        workbook.package, sheet, sheet.part, [ANCHOR], replaces=lambda _: False, charts={"c": CHART}
    )
    return workbook


@pytest.mark.validator
def test_a_blank_workbook_is_always_the_same_and_without_error(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank_workbook())

    assert blank_workbook() == blank_workbook()
    assert validate(path) == []


def test_shared_formulas_follow_a_rename_also_when_they_were_read_before() -> None:
    workbook = Workbook.open(workbook_bytes(SHARED, ""))
    first, second = workbook.sheets
    assert first.formula(3, 1) == "=Sheet2!B3"

    sheets.rename_sheet_to(workbook, second, "MSG data")
    first.set_value(1, 1, 7)

    assert [first.formula(row, 1) for row in (2, 3)] == ["='MSG data'!B2", "='MSG data'!B3"]


def test_charts_follow_a_rename_and_a_copy_points_to_itself() -> None:
    workbook = with_chart()
    first = workbook.sheets[0]

    sheets.rename_sheet_to(workbook, first, "Series")
    copy = sheet_copy.copy_sheet(workbook, first, 2)

    charts = [workbook.package.read(name).decode() for name in workbook.package.names() if "/charts/" in name]
    assert [("Series!$A" in chart, "'Series (2)'!$A" in chart) for chart in charts] == [
        (True, False),
        (False, True),
    ]
    assert copy.name == "Series (2)"
    assert [item.name for item in drawings.drawn(workbook.package, copy.part)] == ["Chart"]


def test_pending_edits_are_in_the_copy() -> None:
    workbook = Workbook.open(workbook_bytes(""))
    workbook.sheets[0].set_value(1, 1, "typed")

    copy = sheet_copy.copy_sheet(workbook, workbook.sheets[0], 0)

    assert copy.value(1, 1) == "typed"
    assert [sheet.name for sheet in workbook.sheets] == ["Sheet1 (2)", "Sheet1"]


def test_deleting_a_sheet_takes_its_drawing_and_chart_but_no_shared_part() -> None:
    workbook = with_chart()

    sheets.delete_sheet(workbook, workbook.sheets[0])

    left = [name for name in workbook.package.names() if "drawing" in name or "chart" in name]
    assert left == []
    assert Workbook.open(workbook.to_bytes()).sheets[0].name == "Sheet2"


def test_a_sheet_with_a_pivot_table_is_neither_copied_nor_deleted() -> None:
    workbook = Workbook.open(
        workbook_bytes(
            sheet_xml(""),
            sheet_xml(""),
            extra={
                "xl/worksheets/_rels/sheet1.xml.rels": relationships(
                    [("pivotTable", "../pivotTables/pivotTable1.xml")]
                ),
                "xl/pivotTables/pivotTable1.xml": "<pivotTableDefinition/>",
            },
            overrides={"/xl/pivotTables/pivotTable1.xml": f"{SPREADSHEET}.pivotTable+xml"},
        )
    )

    with pytest.raises(EditRefusedError, match="pivotTable"):
        sheet_copy.copy_sheet(workbook, workbook.sheets[0], 0)
    with pytest.raises(EditRefusedError, match="pivot table"):
        sheets.delete_sheet(workbook, workbook.sheets[0])


def test_a_protected_structure_is_respected_unless_asked() -> None:
    data = workbook_bytes("", workbook='<workbookProtection lockStructure="1"/>')

    with pytest.raises(EditRefusedError, match="structure is protected"):
        sheets.add_sheet(Workbook.open(data), "New", 0)
    workbook = Workbook.open(data, edit_protected=True)
    assert sheets.add_sheet(workbook, "New", 0).name == "New"


def test_only_one_tab_is_selected() -> None:
    views = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
    workbook = Workbook.open(workbook_bytes(sheet_xml("", views), sheet_xml("")))

    sheets.activate_sheet(workbook, workbook.sheets[1])

    assert [b'tabSelected="1"' in sheet.shell for sheet in workbook.sheets] == [False, True]
    assert sheets.active_position(workbook) == 1


@pytest.mark.parametrize(
    ("xml", "error"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', HostileFileError),
        (b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', HostileFileError),
        (b"<a><b></a>", DamagedFileError),
    ],
)
def test_a_small_part_with_a_document_type_or_bad_xml_is_refused(xml: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse(xml)
