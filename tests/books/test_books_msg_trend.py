"""The sparklines of positions draw their own measure's last twelve, whoever sorts the rows and adds the periods."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw

from xlscore.books import update_msg
from xlscore.books.grades.roll import roll
from xlscore.books.plan.edits import Edits, PointedSparkline
from xlscore.engine import open_book, point_sparkline, sparkline_sources

PERIODS = [f"{month} {year}" for year in (2017, 2018, 2019) for month in ("Jan", "Apr", "Jul", "Oct")]
MEASURES = ["Robbery", "Burglary", "Confidence"]
GRID = [["Cycle", "Cycle 1"], ["Area", "North", "South", "Final grade"], ["Rape", "Good", "Good", "Good"]]


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., xw.Book]:
    """A workbook with an MSG table whose sparklines draw the table of past positions."""

    def make(measures: list[str], source: Callable[[int], str], data_to: str = "Jan 2020") -> xw.Book:
        path = tmp_path / "msg.xlsx"
        book = xlsxwriter.Workbook(str(path))
        grid = book.add_worksheet("Grid")
        for row, line in enumerate(GRID):
            grid.write_row(row, 0, line)
        sheet = book.add_worksheet("MSG")
        sheet.write_row(0, 0, ["Measure", "Position", "Previous position", "Trend", "Aspiration", "Data to"])
        for row, measure in enumerate(measures, 1):
            sheet.write_row(row, 0, [measure, row, row, None, "MSG Average", data_to])
            sheet.add_sparkline(row, 3, {"range": source(row + 1), "type": "column"})
        past = book.add_worksheet("MSG data")
        past.write_row(0, 0, ["Measure", *PERIODS])
        for row, measure in enumerate(MEASURES, 1):
            past.write_row(row, 0, [measure, *([row] * len(PERIODS))])
        past.write_row(8, 0, ["Other", 1, 2, 3])
        book.close()
        return open_book(path)

    return make


def drawn(book: xw.Book) -> list[str]:
    found = sparkline_sources(book.sheets["MSG"])
    return [found[key] for key in sorted(found)]


def own_rows(row: int) -> str:
    return f"'MSG data'!B{row}:M{row}"


def test_a_sparkline_that_draws_its_measure_stays_as_it_is(made: Callable[..., xw.Book]) -> None:
    book = made(MEASURES, own_rows, "Oct 2019")

    update_msg(book)

    assert drawn(book) == [own_rows(2), own_rows(3), own_rows(4)]


def test_a_sparkline_follows_its_measure_when_the_rows_are_in_another_order(
    made: Callable[..., xw.Book],
) -> None:
    book = made(["Confidence", "Robbery", "Burglary"], own_rows)

    update_msg(book)

    assert drawn(book) == [own_rows(4), own_rows(2), own_rows(3)]


def test_rolling_adds_a_period_and_the_sparkline_draws_the_last_twelve(made: Callable[..., xw.Book]) -> None:
    book = made(MEASURES, own_rows)
    update_msg(book)

    roll(book, "Cycle 2")

    assert book.sheets["MSG data"]["N1:N4"].value == ["Jan 2020", 1, 2, 3]
    assert drawn(book) == [f"'MSG data'!C{row}:N{row}" for row in (2, 3, 4)]


def test_a_period_that_a_person_typed_is_drawn_too(made: Callable[..., xw.Book]) -> None:
    book = made(MEASURES, own_rows)
    book.sheets["MSG data"]["N1:O2"].value = [["Jan 2020", "Apr 2020"], [4, 4]]

    update_msg(book)

    assert drawn(book)[0] == "'MSG data'!D2:O2"


@pytest.mark.parametrize("source", ["MSG!B2:C2", "'MSG data'!B2:M4", "Grid!B3:C3"])
def test_a_sparkline_of_a_persons_own_stays(made: Callable[..., xw.Book], source: str) -> None:
    book = made(MEASURES, lambda _: source)
    book.sheets["MSG data"]["N1:N4"].value = [["Jan 2020"], [4], [4], [4]]

    update_msg(book)

    assert drawn(book) == [source] * 3


def test_it_is_an_edit_like_any_other() -> None:
    edits = Edits(sparklines=(PointedSparkline("MSG", 2, 4, "'MSG data'!C2:N2"),))

    assert Edits.from_json(edits.to_json()) == edits
    assert edits


class LiveLine:
    """A sparkline of live Excel's, as its object model has it."""

    def __init__(self, row: int, source: str) -> None:
        self.Location = SimpleNamespace(Row=row, Column=4)
        self.SourceData = source

    def ModifySourceData(self, source: str) -> None:
        self.SourceData = source


class Counted(list[Any]):
    """A collection of Excel's: counted from 1."""

    @property
    def Count(self) -> int:
        return len(self)

    def Item(self, number: int) -> Any:
        return self[number - 1]


@pytest.fixture
def live() -> Any:
    """A sheet in live Excel with two groups of sparklines."""
    groups = Counted([Counted([LiveLine(2, "=Past!B2:M2")]), Counted([LiveLine(3, "Past!B3:M3")])])
    book = SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="excel")))
    return SimpleNamespace(
        impl=None, book=book, api=SimpleNamespace(Cells=SimpleNamespace(SparklineGroups=groups))
    )


def test_live_excel_says_and_changes_what_its_sparklines_draw(live: Any) -> None:
    cell: Any = SimpleNamespace(sheet=live, row=3, column=4)

    assert point_sparkline(cell, "Past!C3:N3")

    assert sparkline_sources(live) == {(2, 4): "Past!B2:M2", (3, 4): "Past!C3:N3"}
    assert not point_sparkline(SimpleNamespace(sheet=live, row=9, column=4), "Past!C3:N3")  # type: ignore[arg-type]
