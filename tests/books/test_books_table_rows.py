"""Which rows below a table's headings are its records, where blank lines, notes, totals and titles stand among them."""

from __future__ import annotations

from typing import Any

import pytest

from xlscore.books.grades.headings import GRID
from xlscore.books.maps.headings import STOPS
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.finder import find_all

Rows = list[list[Any]]

HEAD: Rows = [["Area", "North", "South"], ["Rape", "Good", "RI"], ["Fraud", "RI", "RI"]]
OWN = ["Rape", "Fraud"]


def _areas(rows: Rows) -> list[str]:
    (table,) = find_all([Block("Grid", 1, 1, tuple(map(tuple, rows)))], GRID)[:1]
    return [table.text(row, "area") for row in table.records]


@pytest.mark.parametrize(
    ("below", "areas"),
    [
        ([["Custody"]], ["Custody"]),
        ([[], ["Custody", "Good"]], ["Custody"]),
        ([[], ["Custody"], [], ["Missing people", None, "Good"]], ["Custody", "Missing people"]),
        ([[], [], ["Custody"], [], [], ["Missing people", None, "Good"]], ["Custody", "Missing people"]),
        ([[], ["Custody"]], ["Custody"]),
        ([[], ["Custody"], [], ["Violence against women and girls"]], ["Custody", "Violence against women and girls"]),
        ([[], ["Custody"], [], ["Note: as returned by the commands."]], ["Custody"]),
        ([[], ["Note: no returns yet."], [], ["Custody", "Good", "RI"]], ["Custody"]),
        ([[], ["Custody"], [], ["Area", "Last cycle", "This cycle"], ["Rape", "Good", "Good"]], []),
        ([[], ["Custody"], [], ["Changes"], [], ["Area", "Last cycle", "This cycle"], ["Rape", "Good", "Good"]], ["Custody"]),
        ([[], ["Custody", "Goood"]], ["Custody"]),
    ],
)  # fmt: skip
def test_an_area_between_blank_lines_is_an_area(below: Rows, areas: list[str]) -> None:
    assert _areas([*HEAD, *below]) == [*OWN, *areas]


@pytest.mark.parametrize(
    "below",
    [
        [[], ["Note: as returned by the commands."]],
        [[], ["N.B. Returns to 12 June"]],
        [[], ["* Redline data to February"]],
        [[], ["OFFICIAL - SENSITIVE"]],
        [[], ["Prepared by the performance unit"]],
        [[], ["Version 3"]],
        [[], ["RI = Requires Improvement"]],
        [[], ["These grades are those of the commands and were not seen by anybody else"]],
        [
            [],
            ["Changes since last cycle"],
            [],
            ["Area", "Last cycle", "This cycle"],
            ["Rape", "Good", "Good"],
        ],
        [[], ["Changes since last cycle"], ["Area", "Last cycle", "This cycle"], ["Rape", "Good", "Good"]],
        [[], ["Key"], ["O", "Outstanding"], ["G", "Good"]],
        [[], ["Legend"], [], ["O", "Outstanding"], ["G", "Good"]],
        [[], ["Grades in all"], [], ["Grade", "Number"], ["Good", 1], ["RI", 3]],
        [[], ["Grade", "Number"], ["Good", 1], ["RI", 3]],
        [[], ["Month", "Offences", "Solved"], ["Rape", 1, 2], ["Fraud", 3, 4]],
        [[], ["Total", 2, 2]],
        [["Force overall", "RI", "RI"]],
    ],
)
def test_what_stands_below_an_areas_table_is_no_area(below: Rows) -> None:
    assert _areas([*HEAD, *below]) == OWN


def test_a_theme_alone_between_blank_lines_does_not_end_the_table() -> None:
    rows = [
        ["Theme", "Area", "North", "South"],
        ["Safe", "Rape", "Good", "RI"],
        [],
        ["People"],
        [],
        [None, "Wellbeing", "Good", "RI"],
    ]

    assert _areas(rows) == ["Rape", "Wellbeing"]


def test_a_stop_without_its_line_below_the_stops_is_none() -> None:
    rows = [
        ["Map", "Line", "Sequence", "Area"],
        ["Force", "Safety", 1, "Rape"],
        [],
        [None, None, None, "Drawn in June"],
    ]

    (table,) = find_all([Block("Stops", 1, 1, tuple(map(tuple, rows)))], STOPS)

    assert table.records == (2,)
