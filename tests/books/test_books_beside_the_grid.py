"""A rota or a list beside the grid is no column of it: one sentence names it, and the grid says what it says alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import BookError, generate_force_grades, headings, refresh
from xlscore.cli.run import run

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]

GRID: Rows = [["Area", "North", "South", "Final grade"], ["Burglary", "Good", "RI", None], ["Rape", "RI", "Good", None], ["Fraud", "Good", "Good", None]]  # fmt: skip
ROTA: Rows = [["Name", "Mon", "Tue", "Wed"], ["Desk", "O", "O", "G"], ["Cells", "G", "I", "O"], ["Yard", "O", "G", "O"]]  # fmt: skip
FOREIGN: Mapping[str, Rows] = {
    "a rota": ROTA,
    "a rota of five days": [["Shift", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], *(["Early", "O", "G", "O", "G", "I"],) * 3],
    "a rota with a total": [[*ROTA[0], "Total"], *([*row, "G"] for row in ROTA[1:])],
    "a rota of dates": [["Name", "03/06", "04/06", "05/06"], *ROTA[1:]],
    "a rota of dates as Excel keeps them": [["Name", *(datetime.datetime(2024, 6, day) for day in (3, 4, 5))], *ROTA[1:]],
    "a rota of weeks": [["Team", "Week 1", "Week 2", "Week 3"], *ROTA[1:]],
    "a rota of shifts": [["Team", "Early", "Late", "Night"], *ROTA[1:]],
    "shifts alone": [["Early", "Late", "Nights"], *(row[1:] for row in ROTA[1:])],
    "days alone": [row[1:] for row in ROTA],
    "a longer rota": [*ROTA, ["Front", "G", "G", "O"], ["Back", "O", "O", "O"]],
    "a shorter rota": ROTA[:3],
}  # fmt: skip
LISTS: Mapping[str, Rows] = {
    "officers": [["Officer", "Early", "Late"], ["A", "O", "G"], ["B", "G", "I"], ["C", "O", "G"], ["D", "G", "G"]],
    "schools": [["School", "2023", "2024"], ["Hill", "Good", "Good"], ["Vale", "Good", "RI"]],
    "buildings": [["Building", "Roof", "Windows"], ["Hill", "Good", "Good"], ["Vale", "Good", "RI"], ["Mill", "RI", "RI"], ["Gate", "RI", "Good"]],
    "vans": [["Reg", "Brakes", "Tyres"], ["AB1", "Good", "Good"], ["AB2", "Good", "RI"]],
}  # fmt: skip


def _beside(left: Rows, right: Rows, gap: int) -> Rows:
    width = max(map(len, left))
    return [
        [*(one or []), *[None] * (width - len(one or []) + gap), *(other or [])] for one, other in zip_longest(left, right)
    ]  # fmt: skip


def _said(found: Any) -> list[Any]:
    return [[a.area, a.suggested, a.why, dict(a.commands)] for a in found.areas]


def _told(problems: Sequence[Any]) -> list[str]:
    return [p.what for p in problems if "another table stands beside" in p.what]


@pytest.mark.parametrize("gap", [0, 1, 2, 3])
@pytest.mark.parametrize("grid_first", [True, False])
@pytest.mark.parametrize("rota", FOREIGN.values(), ids=FOREIGN)
def test_a_rota_beside_a_grid_is_one_sentence_at_most(
    rota: Rows, grid_first: bool, gap: int, make_book: MakeBook
) -> None:
    rows = _beside(GRID, rota, gap) if grid_first else _beside(rota, GRID, gap)

    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert _said(found) == _said(generate_force_grades(make_book({"Sheet1": GRID})))
    assert [p.what for p in found.problems] == _told(found.problems)
    assert len(found.problems) == (1 if gap < 2 else 0)


@pytest.mark.parametrize("gap", [1, 2])
@pytest.mark.parametrize("other", LISTS.values(), ids=LISTS)
def test_a_list_of_its_own_rows_behind_a_blank_column_is_no_part_of_the_grid(
    other: Rows, gap: int, make_book: MakeBook
) -> None:
    found = generate_force_grades(make_book({"Sheet1": _beside(GRID, other, gap)}))

    assert _said(found) == _said(generate_force_grades(make_book({"Sheet1": GRID})))
    assert len(found.problems) <= 1


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("name", ["School", "Officer", "Vehicle"])
def test_names_of_others_in_the_very_rows_of_the_areas_make_it_no_grid(
    name: str, gap: int, make_book: MakeBook
) -> None:
    rows = _beside(
        GRID, [[name, "Then", "Now"], ["A", "Good", "RI"], ["B", "RI", "Good"], ["C", "Good", "Good"]], gap
    )

    with pytest.raises(BookError, match="The nearest is 'Sheet1' at A1"):
        generate_force_grades(make_book({"Sheet1": rows}))


def test_commands_behind_a_blank_column_are_commands(make_book: MakeBook) -> None:
    rows = [["Area", "North", "South", None, "East", "West"], *([n, "Good", "RI", None, "Good", "RI"] for n in ("Burglary", "Rape", "Fraud"))]  # fmt: skip

    found = generate_force_grades(make_book({"Sheet1": rows}))

    assert list(found.areas[0].commands) == ["North", "South", "East", "West"]


def test_a_column_of_the_boards_beside_a_rota_is_asked_about_all_the_same(make_book: MakeBook) -> None:
    grid = [
        [*row[:3], seen]
        for row, seen in zip(GRID, ("Verdict of the panel", "Good", "RI", "Good"), strict=True)
    ]

    found = generate_force_grades(make_book({"Sheet1": _beside(grid, ROTA, 1)}))

    assert sorted("'Verdict of the panel'" in p.what for p in found.problems) == [False, True]


def test_what_is_added_to_the_grid_stands_clear_of_the_rota(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": _beside(GRID, ROTA, 1)})
    before = [row[5:9] for row in book.sheets[0].range("A1:I4").value]

    refresh(book)
    once = book.sheets[0].used_range.formula
    refresh(book)

    assert [row[5:9] for row in book.sheets[0].range("A1:I4").value] == before
    assert book.sheets[0].used_range.formula == once


def test_headings_name_the_rota_once(make_book: MakeBook) -> None:
    found = headings(make_book({"Sheet1": _beside(GRID, ROTA, 1)}))

    assert [(table.kind, table.unread) for table in found.tables] == [("grid of command grades", ())]
    assert [p.cell for p in found.problems] == ["F1"]


def test_the_command_line_prints_one_sentence(
    make_file: MakeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_file({"Sheet1": _beside(GRID, ROTA, 1)})

    run(["grades", str(path)])

    said = " ".join(capsys.readouterr().out.split())
    assert said.count("From 'Name' to 'Wed' another table stands beside the grid") == 1
    assert "is not known" not in said
