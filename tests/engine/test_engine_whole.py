"""A change of a workbook is made whole or not at all: one that is refused leaves no part, and the next is refused too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from tests.support.raw_workbooks import relationships, sheet_xml, workbook_bytes, workbook_parts, zipped
from xlscore.engine import draw, open_book, set_formula, write_custom_xml
from xlscore.errors import XlscoreError
from xlscore.ooxml.errors import LockedCellError

ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>Force</t></is></c><c r="B1"><v>1</v></c></row><row r="2"/>'
ORIGIN = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
GIF = b"GIF89a" + bytes([5, 0, 3, 0])
ANCHOR = (
    '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="{}"/>'
    "<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>{}</xdr:spPr></xdr:sp><xdr:clientData/></xdr:absoluteAnchor>"
)
CUSTOM = '<a xmlns="urn:example">1</a>'


def signed() -> bytes:
    parts = workbook_parts(sheet_xml(ROWS), sheet_xml(ROWS))
    links = [("officeDocument", "xl/workbook.xml"), (ORIGIN, "_xmlsignatures/origin.sigs")]
    return zipped(parts | {"_rels/.rels": relationships(links), "_xmlsignatures/origin.sigs": ""})


def shared() -> bytes:
    links = [("revisionHeaders", "revisions/revisionHeaders.xml")]
    extra = {"xl/revisions/revisionHeaders.xml": "<headers/>"}
    return workbook_bytes(ROWS, ROWS, workbook_links=links, extra=extra)


def add_picture(book: xw.Book, folder: Path) -> None:
    (folder / "picture.gif").write_bytes(GIF)
    book.sheets[0].pictures.add(folder / "picture.gif")


CHANGES: dict[str, Callable[[xw.Book, Path], object]] = {
    "add a sheet": lambda book, _: book.sheets.add("New"),
    "rename a sheet": lambda book, _: setattr(book.sheets[0], "name", "Grid"),
    "delete a sheet": lambda book, _: book.sheets[1].delete(),
    "hide a sheet": lambda book, _: setattr(book.sheets[1], "visible", False),
    "move a sheet": lambda book, _: book.sheets[1].impl.move(before=book.sheets[0].impl),
    "copy a sheet": lambda book, _: book.sheets[0].copy(),
    "show another sheet first": lambda book, _: book.sheets[1].activate(),
    "add a name": lambda book, _: book.names.add("Force", "=Sheet1!$A$1"),
    "add a note": lambda book, _: book.sheets[0]["A1"].add_note("checked"),
    "add a link": lambda book, _: book.sheets[0]["A1"].add_hyperlink("https://example.org"),
    "add a table": lambda book, _: book.sheets[0].tables.add(book.sheets[0]["A1:B2"]),
    "add a picture": add_picture,
    "draw": lambda book, _: draw(book.sheets[0], [ANCHOR.format("Box", "")], replaces=lambda _: False),
    "keep a text": lambda book, _: write_custom_xml(book, "urn:example", CUSTOM),
    "set a value": lambda book, _: setattr(book.sheets[0]["A1"], "value", 5),
    "set a formula": lambda book, _: set_formula(book.sheets[0]["A1"], "=1+1", 2),
    "colour a cell": lambda book, _: setattr(book.sheets[0]["A1"], "color", (1, 2, 3)),
    "merge": lambda book, _: book.sheets[0]["A1:B1"].merge(),
    "set the print area": lambda book, _: setattr(book.sheets[0].page_setup, "print_area", "$A$1"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [signed, shared])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_of_a_signed_or_shared_workbook_is_refused_each_time_and_leaves_the_file_as_it_was(
    tmp_path: Path, kind: Callable[[], bytes], change: Callable[[xw.Book, Path], object]
) -> None:
    path = tmp_path / "guarded.xlsx"
    path.write_bytes(kind())

    with open_book(path) as book:
        package = book.impl.workbook.package
        for _ in range(2):
            with pytest.raises(LockedCellError, match=r"signed|log of revisions"):
                change(book, tmp_path)
            assert not package.is_touched
        book.save()

    assert path.read_bytes() == kind()


@pytest.mark.parametrize("kind", [signed, shared])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_same_changes_go_through_where_they_are_asked_for(
    tmp_path: Path, kind: Callable[[], bytes], change: Callable[[xw.Book, Path], object]
) -> None:
    path = tmp_path / "guarded.xlsx"
    path.write_bytes(kind())

    with open_book(path) as book:
        book.impl.workbook.edit_protected = True
        change(book, tmp_path)
        book.save()

    assert path.read_bytes() != kind()


BROKEN_BOXES = {
    "xl/worksheets/_rels/sheet1.xml.rels": relationships([("vmlDrawing", "../drawings/v.vml")]),
    "xl/drawings/v.vml": "no boxes at all",
}


@pytest.mark.parametrize(
    ("change", "extra"),
    [
        (lambda sheet: sheet["A1"].add_note("x"), BROKEN_BOXES),
        (lambda sheet: draw(sheet, [ANCHOR.format("A", '<a:blip r:embed="@no"/>')], replaces=bool), {}),
        (lambda sheet: sheet.tables.add(sheet["B1:C2"], name="Q1"), {}),
        (lambda sheet: setattr(sheet.book.names.add("one", "=1"), "name", "A1"), {}),
        (lambda sheet: setattr(sheet["B1:B3"], "formula", [["=1"], ["=2"], ["=("]]), {}),
    ],
    ids=["note", "drawing", "table", "name", "formulas"],
)
def test_what_is_refused_half_way_is_taken_back_and_what_was_done_before_stays(
    tmp_path: Path, change: Callable[[xw.Sheet], object], extra: dict[str, str]
) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes(workbook_bytes(ROWS, extra=extra))
    with open_book(path) as book:
        sheet = book.sheets[0]
        sheet["A9"].value = "before"
        book.names.add("one", "=1")
        before = book.impl.workbook.to_bytes()

        for _ in range(2):
            with pytest.raises(XlscoreError):
                change(sheet)
            assert book.impl.workbook.to_bytes() == before

        sheet["A10"].value = "after"
        book.save()

    with open_book(path) as again:
        assert again.sheets[0]["A9:B10"].value == [["before", None], ["after", None]]
        assert again.sheets[0]["B1:B3"].formula == (("1",), ("",), ("",))


def test_a_sheet_that_was_changed_within_a_refused_rename_goes_on_with_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "chart.xlsx"
    rows = ROWS + '<row r="3"><c r="A3"><f>Sheet2!A1</f><v>1</v></c></row>'
    broken = {"xl/charts/chart1.xml": "<c:chartSpace"}
    kinds = {"/xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"}
    path.write_bytes(workbook_bytes(rows, ROWS, extra=broken, overrides=kinds))
    with open_book(path) as book:
        book.sheets[0]["C1"].value = "pending"
        before = book.impl.workbook.to_bytes()

        with pytest.raises(XlscoreError, match="chart1"):
            book.sheets[1].name = "Data"

        assert [sheet.name for sheet in book.sheets] == ["Sheet1", "Sheet2"]
        assert book.sheets[0]["C1"].value == "pending"
        assert book.sheets[0]["A3"].formula == "=Sheet2!A1"
        assert book.impl.workbook.to_bytes() == before
