"""Data validation from ranges: drop-down lists from other sheets and names, and rules of the newer form that Excel keeps."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw

from tests.support.libreoffice import Office
from tests.support.raw_workbooks import sheet_xml, workbook_bytes
from tests.support.validator import validate, validate_pairs
from xlscore.engine import open_book
from xlscore.errors import XlscoreError
from xlscore.ooxml.around.validation import validations

NEWER = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="2" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list" allowBlank="1" '
    'showErrorMessage="1" errorTitle="No grade"><x14:formula1><xm:f>Sheet2!$A$1:$A$3</xm:f></x14:formula1>'
    '<xm:sqref>B2:B9</xm:sqref></x14:dataValidation><x14:dataValidation type="list"><x14:formula1><xm:f>#REF!</xm:f>'
    "</x14:formula1><xm:sqref>#REF!</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


@pytest.fixture
def lists(book: xw.Book) -> xw.Sheet:
    """A sheet of grades beside the first sheet of the book."""
    made = book.sheets.add("Grade lists", after=book.sheets[0])
    made["A1:A4"].value = [["Outstanding"], ["Good"], ["Requires Improvement"], ["Inadequate"]]
    return made


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Two sheets, with lists in the form of Excel 2010: one, and one whose cells were deleted."""
    path = tmp_path / "newer.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after=NEWER), sheet_xml("")))
    return path


@pytest.fixture
def prompted(tmp_path: Path) -> Path:
    """A list with a prompt and a warning of a person's own, over B2:B9."""
    path = tmp_path / "prompted.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Grid")
    sheet.data_validation(
        "B2:B9",
        {"validate": "list", "source": "=$D$1:$D$3", "input_title": "Grade", "input_message": "Choose one.",
         "error_title": "Not on the scale", "error_message": "See the Policy.", "error_type": "warning"},
    )  # fmt: skip
    sheet.write_column("D1", ["a", "b", "c", "d"])
    workbook.close()
    return path


def test_a_list_comes_from_a_range_or_a_name_of_another_sheet(sheet: xw.Sheet, lists: xw.Sheet) -> None:
    lists["A1:A3"].name = "Three_grades"

    sheet["C2:C9"].data_validation.set_list(lists["A1:A4"])
    sheet["D2:D9"].data_validation.set_list(sheet.book.names["Three_grades"])

    assert sheet["C5"].data_validation.source == "='Grade lists'!$A$1:$A$4"
    assert sheet["D5"].data_validation.source == "=Three_grades"


def test_a_list_that_is_pointed_elsewhere_keeps_what_a_person_wrote_beside_it(prompted: Path) -> None:
    with open_book(prompted) as book:
        sheet = book.sheets[0]
        before = sheet.impl.file.shell
        sheet["B2:B9"].data_validation.set_list(sheet["D1:D4"])
        after = sheet.impl.file.shell

    assert after == before.replace(b"$D$1:$D$3", b"$D$1:$D$4")


def test_part_of_a_range_gets_another_list_and_both_keep_their_prompts(prompted: Path) -> None:
    with open_book(prompted) as book:
        sheet = book.sheets[0]
        sheet["B2:B3"].data_validation.set_list(sheet["D1:D4"])
        told = [
            (rule.source, rule.input_message, rule.error_title, rule.alert_style)
            for rule in (sheet["B2"].data_validation, sheet["B4"].data_validation)
        ]

    assert told == [
        ("=$D$1:$D$4", "Choose one.", "Not on the scale", "warning"),
        ("=$D$1:$D$3", "Choose one.", "Not on the scale", "warning"),
    ]


def test_another_kind_of_rule_keeps_the_prompt_too(prompted: Path) -> None:
    with open_book(prompted) as book:
        rule = book.sheets[0]["B2:B9"].data_validation
        rule.set_whole_number("between", 1, 4)

        assert (rule.type, rule.formula1, rule.formula2, rule.input_title) == (
            "whole_number",
            "=1",
            "=4",
            "Grade",
        )


def test_a_rule_of_the_newer_form_is_read(newer: Path) -> None:
    with open_book(newer) as book:
        rule = book.sheets[0]["B5"].data_validation

        assert (rule.type, rule.source, rule.error_title) == ("list", "=Sheet2!$A$1:$A$3", "No grade")
        assert book.sheets[0]["B1:B5"].data_validation.type == "inconsistent"
        assert book.sheets[0]["A1"].data_validation.type == "none"


def test_one_is_pointed_elsewhere_in_its_own_form_and_nothing_else_changes(newer: Path) -> None:
    with open_book(newer) as book:
        sheet = book.sheets[0]
        before = sheet.impl.file.shell
        sheet["B2:B9"].data_validation.set_list(book.sheets[1]["A1:A9"])
        once = sheet.impl.file.shell
        sheet["B2:B9"].data_validation.set_list(book.sheets[1]["A1:A9"])

        assert sheet.impl.file.shell == once
    assert once.count(b"dataValidation>") == before.count(b"dataValidation>")
    assert b"<xm:f>Sheet2!$A$1:$A$9</xm:f>" in once
    assert once.count(b"#REF!") == 2


def test_a_rule_whose_cells_were_deleted_stays_when_others_are_taken_away(newer: Path) -> None:
    with open_book(newer) as book:
        sheet = book.sheets[0]
        sheet["A1:Z99"].data_validation.delete()

        assert [areas for areas, _ in validations(sheet.impl.file)] == [[]]
        assert sheet["B5"].data_validation.type == "none"


def test_a_protected_sheet_keeps_its_rules(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("", after='<sheetProtection sheet="1"/>')))

    with open_book(path) as book, pytest.raises(XlscoreError, match="protected"):
        book.sheets[0]["A1"].data_validation.set_list(book.sheets[0]["B1:B2"])


@pytest.fixture
def judged(prompted: Path) -> Path:
    """A workbook with a list from another sheet, and one with a person's prompt, pointed at it."""
    with open_book(prompted) as book:
        sheet = book.sheets[0]
        lists = book.sheets.add("The lists", after=sheet)
        lists["A1:A2"].value = [["Good"], ["Inadequate"]]
        sheet["B2:B9"].data_validation.set_list(lists["A1:A2"])
        sheet["C2"].data_validation.set_list(lists["A1:A2"], in_cell_dropdown=False)
        book.save()
    return prompted


@pytest.mark.validator
def test_office_s_own_schema_accepts_them(judged: Path) -> None:
    assert validate(judged) == []


@pytest.mark.libreoffice
def test_libreoffice_keeps_source_and_prompt(judged: Path, tmp_path: Path, office: Office) -> None:
    with open_book(office.resaved(judged, tmp_path / "again")) as book:
        rule = book.sheets["Grid"]["B5"].data_validation

        assert str(rule.source).replace("'", "") == "=The lists!$A$1:$A$2"
        assert (rule.input_message, rule.alert_style) == ("Choose one.", "warning")


def test_openpyxl_reads_them(judged: Path) -> None:
    found = openpyxl.load_workbook(judged)["Grid"].data_validations.dataValidation

    assert {(str(each.sqref), each.formula1, each.prompt) for each in found} == {
        ("B2:B9", "'The lists'!$A$1:$A$2", "Choose one."),
        ("C2", "'The lists'!$A$1:$A$2", None),
    }


@pytest.mark.shared
@pytest.mark.validator
def test_published_rules_change_in_their_source_alone_and_add_no_error(
    shared_dir: Path, tmp_path: Path
) -> None:
    pairs: dict[Path, Path] = {}
    for path in sorted((shared_dir / "corpus").glob("*.xls[xm]")):
        try:
            with open_book(path, edit_protected=True) as book:
                for sheet in [each for each in book.sheets if each.impl.file.kind == "worksheet"]:
                    file = sheet.impl.file
                    found = [
                        (areas, rule)
                        for areas, rule in validations(file)
                        if rule.kind == "list" and len(areas) == 1
                    ]
                    before, ruled = file.shell, validations(file)
                    for (area,), rule in found:
                        cells = sheet[area.address()]
                        assert cells.data_validation.type == "list"
                        cells.data_validation.set_list(sheet["ZZ1:ZZ7"], in_cell_dropdown=rule.dropdown)
                        assert cells.data_validation.source == "=$ZZ$1:$ZZ$7"
                        assert len(file.shell) - len(before) < 40 * len(ruled), path.name
                    if found:
                        assert [areas for areas, _ in validations(file)] == [areas for areas, _ in ruled], (
                            path.name
                        )
                        pairs[path] = tmp_path / path.name
                if path in pairs:
                    book.save(pairs[path])
        except XlscoreError:
            continue

    assert len(pairs) >= 3
    errors = validate_pairs(pairs)
    assert {old.name: set(errors[new]) - set(errors[old]) for old, new in pairs.items()} == {
        old.name: set() for old in pairs
    }
