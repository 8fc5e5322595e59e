"""Sparklines that the engine adds: as a group on a file, one by one in live Excel, and none on the remote engine."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from tests.support.raw_workbooks import sheet_xml, workbook_bytes
from xlscore.engine import NotOnAFileError, add_sparklines, open_book, sparkline_sources


def test_on_a_file_they_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "trend.xlsx"
    path.write_bytes(workbook_bytes(sheet_xml("")))

    with open_book(path) as book:
        add_sparklines(book.sheets[0], {(2, 3): "Data!$A$1:$F$1"}, "column", colours={"Last": "1F2F4F"})

        assert sparkline_sources(book.sheets[0]) == {(2, 3): "Data!$A$1:$F$1"}


class Groups:
    """Excel's own sparklines of a cell."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def Clear(self) -> None:
        self.calls.append(("Clear",))

    def Add(self, kind: int, source: str) -> None:
        self.calls.append(("Add", kind, source))


def test_in_excel_each_takes_the_place_of_the_one_that_stood_there() -> None:
    groups = Groups()
    api = SimpleNamespace(Cells=lambda row, column: SimpleNamespace(SparklineGroups=groups))
    engine = SimpleNamespace(name="excel")
    sheet: Any = SimpleNamespace(impl=None, api=api, book=SimpleNamespace(app=SimpleNamespace(engine=engine)))

    add_sparklines(sheet, {(2, 3): "Data!$A$1:$F$1"}, "column")

    assert groups.calls == [("Clear",), ("Add", 2, "Data!$A$1:$F$1")]


def test_the_remote_engine_is_told_that_it_has_none(remote_book: xw.Book) -> None:
    with pytest.raises(NotOnAFileError, match="Sparklines need Excel or a workbook file"):
        add_sparklines(remote_book.sheets[0], {(2, 3): "Data!$A$1:$F$1"})
