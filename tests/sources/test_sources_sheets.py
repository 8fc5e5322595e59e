"""Rows on the sheets of a workbook: read as the text that they would be; workbooks that cannot be read."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.source_files import TODAY, counts_of, months_of_file, write_workbook
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, Means, SourceLine
from xlscore.sources.reading import read_files

HEAD = ("Crime no", "Recorded date", "Offence", "LPU")


def at(day: int, month: int, hour: int = 0) -> datetime.datetime:
    return datetime.datetime(2024, month, day, hour)


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., FileCounts]:
    """A function that writes sheets and reads them."""

    def read(
        *rows: Sequence[Any],
        change: Callable[[Worksheet], None] | None = None,
        told: Meanings | None = None,
        **more: Sequence[Sequence[Any]],
    ) -> FileCounts:
        return counts_of(write_workbook(tmp_path / "extract.xlsx", {"Data": rows, **more}, change), told)

    return read


def test_rows_with_dates_give_months_and_days_as_in_a_text(workbook: Callable[..., FileCounts]) -> None:
    found = workbook(
        HEAD,
        ["A1", at(3, 4, 9), "Burglary", "West"],
        ["A2", "12/04/2024", "Burglary", "West"],
        ["A3", at(30, 5), "Robbery", "East"],
    )

    assert found.kind == "extract"
    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 2, ("Robbery", "East", "2024-05"): 1}
    assert {str(day) for *_, day in found.days} == {"2024-04-03", "2024-04-12", "2024-05-30"}
    assert found.problems == ()


def test_rows_on_several_sheets_are_one_and_a_row_on_two_of_them_counts_once(
    workbook: Callable[..., FileCounts],
) -> None:
    found = workbook(
        HEAD, ["A1", at(3, 4), "Burglary", "West"], ["A2", at(4, 4), "Burglary", "West"],
        More=[["LPU", "Offence", "Recorded date", "Crime no", "Extra"], ["West", "Burglary", at(3, 4), "A1", 1], ["East", "Arson", at(3, 4), "B1", 2]],
        Pivot=[["Row Labels", "Apr 2024"], ["Burglary", 2]],
        Notes=[["As told"]],
    )  # fmt: skip

    assert (found.rows, found.counted, found.left_out) == (4, 3, {Left.DUPLICATE: 1})
    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 2, ("Arson", "East", "2024-04"): 1}
    assert "Sheets that have not these columns are not read: 'Pivot' and 'Notes'." in found.said


def test_rows_and_a_table_of_months_in_one_workbook_are_asked_about_until_sources_tells(
    workbook: Callable[..., FileCounts],
) -> None:
    rows = (HEAD, ["A1", at(3, 4), "Burglary", "West"])
    table = [["Offence", "LPU", "Apr 2024"], ["Burglary", "West", 2]]
    means = {"Recorded date": Means.DATE, "Offence": Means.MEASURE, "LPU": Means.PLACE}
    told = Meanings(
        sources=tuple(SourceLine("*", column, what) for column, what in means.items()), today=TODAY
    )

    with pytest.raises(
        SourceError, match="rows with dates on 'Data' and a column for each month on 'Summary'"
    ):
        workbook(*rows, Summary=table)

    assert workbook(*rows, Summary=table, told=told).total == 1
    assert workbook(["Date", "Measure", "Words"], Summary=table).total == 2


def test_a_problem_names_the_cell_of_its_sheet(workbook: Callable[..., FileCounts]) -> None:
    found = workbook(
        ["Recorded crime"], [], HEAD, ["A1", at(3, 4), "Burglary", "West"], [], ["A2", "soon", "Burglary", "West"],
        More=[["Offence", "LPU", "Recorded date"], ["Arson", "East", at(3, 4)], [], [], ["Arson", "East", "never"]],
    )  # fmt: skip

    assert found.left_out == {Left.DATE: 2}
    assert [problem.cell for problem in found.problems] == ["Data!A6"]
    assert "'soon' (Data!A6)" in found.problems[0].what
    assert "'never' (More!A5)" in found.problems[0].what


def test_hidden_and_filtered_rows_count_and_merged_types_belong_to_their_rows(
    workbook: Callable[..., FileCounts],
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("C2:C3")

    found = workbook(
        HEAD, ["A1", at(3, 4), "Burglary", "West"], ["A2", at(4, 4), None, "West"], change=change
    )

    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 2}
    assert found.said == ("Of 'Data' one row that is hidden or filtered away counts, too.",)


def test_a_formula_that_nobody_has_computed_is_a_problem(workbook: Callable[..., FileCounts]) -> None:
    found = workbook(HEAD, ["A1", at(3, 4), "Burglary", '="We"&"st"'])

    assert [(problem.cell, problem.what) for problem in found.problems] == [
        ("Data!D2", "On 'Data' one cell of these rows has a formula that nobody has computed yet.")
    ]


def test_a_run_date_above_the_rows_leaves_later_ones_out(workbook: Callable[..., FileCounts]) -> None:
    found = workbook(
        ["Extract run on 14/05/2024"],
        HEAD,
        ["A1", at(3, 5), "Burglary", "West"],
        ["A2", at(15, 5), "Burglary", "West"],
    )

    assert found.left_out == {Left.FUTURE: 1}
    assert found.part == {datetime.date(2024, 5, 1): datetime.date(2024, 5, 14)}


def test_sources_tells_the_columns_of_sheets(workbook: Callable[..., FileCounts]) -> None:
    means = {"Thing": Means.MEASURE, "Where": Means.PLACE, "When": Means.MONTH, "N": Means.COUNT}
    told = Meanings(
        sources=tuple(SourceLine("extract*", column, what) for column, what in means.items()), today=TODAY
    )

    found = workbook(
        ["Thing", "Where", "When", "N"], ["Burglary", "West", "2024-04", 3], ["Burglary", "West", at(30, 4), "1,002"],
        told=told, Other=[["Thing", "Where"], ["Burglary", "West"]],
    )  # fmt: skip

    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 1005}
    assert "Sheets that have not these columns are not read: 'Other'." in found.said


def test_a_column_that_sources_tells_and_no_sheet_has_is_refused(workbook: Callable[..., FileCounts]) -> None:
    told = Meanings(sources=(SourceLine("*", "When", Means.DATE), SourceLine("*", "Type", Means.MEASURE)))

    with pytest.raises(SourceError, match="no column 'When'"):
        workbook(["Type", "Datum"], ["Burglary", "2024-04-03"], told=told)


def _plain() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Offence", "LPU", "Apr 2024"])
    book.worksheets[0].append(["Burglary", "West", 1])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls workbook or one with a password"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls workbook or one with a password"),
        ("sheet.ods", _packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "OpenDocument"),
        ("cut.xlsx", _plain()[:2000], "damaged"),
        ("letter.docx", _packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}), "cannot be read"),
        ("empty.xlsx", b"", "is empty"),
        ("zip.xlsx", _packed({"xl/workbook.xml": b"<x/>"}), "holds no"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(SourceError, match=words):
        read_files([path], Meanings())


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "return.zip"
    path.write_bytes(_packed({"in/units.xlsx": _plain()}))

    found = counts_of(path)

    assert found.file == "return.zip/in/units.xlsx"
    assert months_of_file(found) == {("Burglary", "West", "2024-04"): 1}
