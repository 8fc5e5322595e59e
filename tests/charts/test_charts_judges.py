"""Every anatomy before the judges: Office's schema, openpyxl and LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.support.charted import FRAME, anatomies, control_cells, fill
from tests.support.libreoffice import Office
from tests.support.pictures import pdf_pages, pdf_text
from tests.support.raw_workbooks import STRICT, sheet_xml, workbook_bytes
from tests.support.validator import validate
from xlscore.charts.control import control_chart, stretch_names
from xlscore.engine import open_book, put_charts
from xlscore.ooxml.opc.blank import blank_workbook


@pytest.fixture(scope="module", params=["new", "strict"])
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a chart of each anatomy, and one that got another stretch and a note later."""
    path = tmp_path_factory.mktemp("charts") / f"{request.param}.xlsx"
    strict = workbook_bytes(sheet_xml("", main=STRICT), main=STRICT)
    path.write_bytes(blank_workbook() if request.param == "new" else strict)
    with open_book(path) as book:
        fill(book.sheets[0])
        walls = book.sheets.add("Charts")
        put_charts(
            walls,
            {
                f"A{1 + 20 * number}:H{19 + 20 * number}": chart
                for number, chart in enumerate(anatomies(named=True).values())
            },
        )
        later = replace(FRAME, name="Later")
        put_charts(walls, {"J1:Q19": control_chart(later, control_cells(1))})
        book.sheets[0]["K9:K11"].value = [["A note"], [None], ["Another"]]
        put_charts(walls, {"A1": control_chart(later, control_cells())}, adds=stretch_names(2))
        book.save()
    return path


@pytest.mark.validator
def test_the_validator_finds_nothing(drawn: Path) -> None:
    assert validate(drawn) == []


@pytest.mark.parametrize("drawn", ["new"], indirect=True)  # it finds no sheets in a strict workbook
def test_openpyxl_reads_every_chart(drawn: Path) -> None:
    assert len(openpyxl.load_workbook(drawn)["Charts"]._charts) == len(anatomies()) + 1


@pytest.mark.libreoffice
def test_libreoffice_prints_every_chart(drawn: Path, office: Office, tmp_path: Path) -> None:
    printed = office.pdf(drawn, tmp_path)

    assert pdf_pages(printed) > 1
    words = pdf_text(printed)
    assert [name for name in anatomies() if f"Title of {name}" not in words] == []
