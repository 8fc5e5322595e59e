"""Every anatomy before the judges: Office's schema, openpyxl and LibreOffice."""

from __future__ import annotations

import contextlib
import random
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.support.charted import FRAME, anatomies, at, control_cells, fill
from tests.support.libreoffice import Office
from tests.support.pictures import pdf_pages, pdf_text
from tests.support.raw_workbooks import STRICT, sheet_xml, workbook_bytes
from tests.support.validator import validate
from xlscore.charts.control import control_chart, stretch_names
from xlscore.engine import ChartSeries, NewChart, open_book, put_charts
from xlscore.errors import XlscoreError
from xlscore.ooxml.charts.new_charts import KINDS, LINES, MARKERS, PATTERNS, PLACES
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


def some_chart(dice: random.Random, number: int) -> NewChart:
    """Return a chart of settings as they fall, most of which are refused."""
    pick = dice.choice
    series = tuple(
        ChartSeries(
            name=f"Series {place}",
            values=at(pick("BCDEF")),
            categories=pick(["", at("A"), at("B")]),
            name_at=pick(["", "'Chart data'!$B$1"]),
            kind=pick(["", "", "", *KINDS]),
            colour=pick(["", "none", "#FF0000"]),
            line=pick(list(LINES)),
            marker=pick(MARKERS),
            size=pick([0, 5]),
            fill=pick(["", "00FF00"]),
            edge=pick(["", "0000FF"]),
            pattern=pick(list(PATTERNS)),
            labels_at=pick(["", at("K")]),
            label_place=pick(list(PLACES)),
            figures=pick([True, False]),
            named=pick([True, False]),
            in_legend=pick([True, False]),
        )
        for place in range(dice.randint(1, 4))
    )
    return NewChart(
        name=f"Chart {number}",
        kind=pick(list(KINDS)),
        series=series,
        title=pick(["", "One line\nand another"]),
        axis=pick(["", "category"]),
        low=pick([None, 0, -1.5]),
        high=pick([None, 99]),
        legend=pick([True, False]),
        step=pick([None, 2]),
        number_format=pick(["", "0%"]),
        value_title=pick(["", "Crimes"]),
        axis_title=pick(["", "Months"]),
        axis_format=pick(["", "mmm"]),
        axis_low=pick([None, 1]),
        axis_high=pick([None, 30]),
        every=pick([0, 3]),
        text_size=pick([0, 7.5]),
        gap=pick([0, 50]),
        overlap=pick([0, 100, -20]),
        lines_behind=pick([True, False]),
        axis_figures=pick([True, False]),
        room_left=pick([0.0, 0.2]),
    )


@pytest.mark.validator
def test_the_validator_finds_nothing_in_charts_of_settings_as_they_fall(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    path.write_bytes(blank_workbook())
    dice, made = random.Random(20), 0
    with open_book(path) as book:
        fill(book.sheets[0])
        sheet = book.sheets.add("Charts")
        for number in range(600):
            chart = some_chart(dice, number)
            more = ChartSeries(
                name="Later",
                values=at("B"),
                kind=dice.choice(["", *KINDS]),
                labels_at=dice.choice(["", at("K")]),
            )
            with contextlib.suppress(XlscoreError):
                put_charts(sheet, {f"A{1 + made * 5}:D{5 + made * 5}": chart})
                made += 1
                put_charts(sheet, {"A1": replace(chart, series=(*chart.series, more))}, adds=["Later"])
        book.save()

    assert made > 50
    assert validate(path) == []
