"""Rows that name the same thing: each further one is a problem that says where the first stands."""

from __future__ import annotations

from xlscore.books.grades.headings import RETURN
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.table import Table
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key


def returned(*areas: str) -> Table:
    rows = (("Area", "Grade"), *((area, "Good") for area in areas))
    return find_required([Block("Return", 3, 2, rows)], RETURN)


def keys(table: Table) -> dict[int, str]:
    return {row: name_key(table.text(row, "area")) for row in table.records}


def test_every_further_row_is_named_with_the_place_of_the_first() -> None:
    table, reader = returned("Burglary", "Robbery", "burglary ", "BURGLARY"), Reader()

    twins = reader.twins(table, keys(table), "area")

    assert twins == {6: 4, 7: 4}
    assert reader.problems == [
        Problem("Return", "B6", "The area 'burglary' is there twice, first in B4.", "Keep one row of it."),
        Problem("Return", "B7", "The area 'BURGLARY' is there twice, first in B4.", "Keep one row of it."),
    ]


def test_rows_that_differ_are_no_twins() -> None:
    table, reader = returned("Burglary", "Robbery"), Reader()

    assert reader.twins(table, keys(table), "area") == {}
    assert reader.problems == []


def test_a_row_can_be_called_by_more_than_its_cell() -> None:
    table, reader = returned("Burglary", "Burglary"), Reader()

    reader.twins(table, keys(table), "area", {5: "'Burglary' by month"})

    assert [p.what for p in reader.problems] == ["'Burglary' by month is there twice, first in B4."]
