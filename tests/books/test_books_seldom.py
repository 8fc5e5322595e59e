"""What seldom stands in a workbook: read, said or refused as elsewhere, and never passed over."""

from __future__ import annotations

import datetime
import runpy
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import HEADINGS, facts
from xlscore.books import freeze, generate_force_grades
from xlscore.books.files import opened_files
from xlscore.books.grades.collate import collate
from xlscore.books.grades.roll import roll
from xlscore.books.kinds import KINDS
from xlscore.books.plan.kind import register
from xlscore.books.plan.records import dated
from xlscore.books.samples import build
from xlscore.books.tables.blocks import Reading
from xlscore.books.threat.scorecard import GroupShown
from xlscore.books.threat.sentences import details, shown_actual, shown_target
from xlscore.errors import XlscoreError
from xlscore.rules.month_headings import months_of

Rows = list[list[Any]]
MakeBook = Callable[[dict[str, Rows]], xw.Book]


def rows_of(book: xw.Book, sheet: str) -> Rows:
    cells = book.sheets[sheet]
    values: Rows = cells.range((1, 1), cells.used_range.last_cell).options(ndim=2).value
    return values


def said(problems: Iterable[Any]) -> list[tuple[str, str]]:
    return [(problem.place, problem.what) for problem in problems]


# grades


@pytest.mark.parametrize(
    ("sheets", "to", "sentence"),
    [
        ({}, "  ", r'Name the next cycle, for example "Cycle 14"'),
        ({"Grade history": [["Our own notes"]]}, "Cycle 14", "'Grade history' holds something else; rename it"),
        ({"Changes": [["Our own notes"]]}, "Cycle 14", "'Changes' holds something else; rename it"),
    ],
)  # fmt: skip
def test_a_cycle_is_not_rolled_without_a_name_nor_over_a_person_s_sheet(
    sheets: dict[str, Rows], to: str, sentence: str, make_book: MakeBook
) -> None:
    book = make_book({"Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()], **sheets})
    before = {sheet.name: rows_of(book, sheet.name) for sheet in book.sheets}

    with pytest.raises(XlscoreError, match=sentence):
        roll(book, to)

    assert {sheet.name: rows_of(book, sheet.name) for sheet in book.sheets} == before


def test_a_second_lead_command_is_a_problem_and_the_same_one_again_is_not(make_book: MakeBook) -> None:
    leads = [["Area", "Lead command"], ["Burglary", "North"], ["Burglary", "NORTH"], ["Burglary", "South"]]

    found = generate_force_grades(make_book({"Grid": [HEADINGS, *facts()], "Leads": leads}))

    assert [each for each in said(found.problems) if each[0].startswith("Leads")] == [
        ("Leads!B4", "'Burglary' has a second lead command, South.")
    ]


def test_redlines_without_a_column_for_it_are_not_told_whether_they_are_met(make_book: MakeBook) -> None:
    redlines = [["Area", "Redline measure", "Value", "Minimum", "Better"], ["Burglary", "Solved", 0.2, 0.1, "Higher"]]  # fmt: skip
    book = make_book({"Grid": [HEADINGS, *facts()], "Redlines": redlines})

    generate_force_grades(book)

    assert rows_of(book, "Redlines") == redlines


def test_a_return_s_blank_grade_leaves_what_the_grid_has(
    make_book: MakeBook, make_file: Callable[[dict[str, Rows]], Path]
) -> None:
    book = make_book({"Grid": [["Area", "North", "Force redline"], ["Burglary", None, "N/A"], ["Robbery", "RI", "N/A"]]})  # fmt: skip
    returned = make_file({"Return": [["Command", "North"], [], ["Area", "Grade"], ["Burglary", "Good"], ["Robbery", None]]})  # fmt: skip

    with opened_files([returned]) as returns:
        found = collate(book, returns)

    assert (found.taken, said(found.problems)) == ({"North": 1}, [])
    assert [row[1] for row in rows_of(book, "Grid")] == ["North", "Good", "RI"]


# threat and impact


def group(**figures: Any) -> GroupShown:
    nothing = dict.fromkeys(("actual", "previous", "year_on_year", "shortfall", "overall"))
    return GroupShown(**{"group": "Acquisitive", "objectives": ("Burglary", "Theft"), **nothing, **figures})


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({}, "nothing to add up"),
        ({"actual": 1903.0, "previous": 2076.0}, "recorded crime 1,903 against 2,076"),
        (
            {"actual": 1903.0, "previous": 2076.0, "year_on_year": -0.0833},
            "recorded crime 1,903 against 2,076 (-8.3%)",
        ),
        ({"shortfall": 1, "overall": "High"}, "1 crime over the targets together, highest overall classification High"),
    ],
)  # fmt: skip
def test_a_group_is_told_as_far_as_its_figures_go(figures: dict[str, Any], sentence: str) -> None:
    result: Any = SimpleNamespace(units=(), groups=(group(**figures),), left_out={}, rows=())

    assert details(result) == [f"Acquisitive (Burglary, Theft): {sentence}."]


@pytest.mark.parametrize(("count", "end"), [(1, "A0 4 (3 to 5)"), (7, "A4 4 (3 to 5), and 2 other rows")])
def test_of_many_rounded_rates_five_are_named_and_the_others_counted(count: int, end: str) -> None:
    rows = [
        SimpleNamespace(
            objective=f"A{number}",
            purpose="Crime Outcome Rate",
            shortfall=4,
            shortfall_range=(3, 5),
            caveats=(),
        )
        for number in range(count)
    ]
    result: Any = SimpleNamespace(units=(), groups=(), left_out={"Theft": 1}, rows=rows)

    left_out, rounded = details(result)

    assert left_out == "Theft: 1 area of the breakdown below its lowest level, not worked out."
    assert rounded.startswith("Outcomes short that follow from a rounded rate: A0 4 (3 to 5)")
    assert f"{end}. Enter" in rounded


def test_a_row_without_a_figure_shows_none() -> None:
    row: Any = SimpleNamespace(actual=None, hard_target=None, measures="Crimes", unit="")

    assert (shown_actual(row), shown_target(row)) == (None, None)


# what all kinds share


def test_a_kind_is_registered_once() -> None:
    kind = next(iter(KINDS.values()))

    with pytest.raises(ValueError, match=f"{kind.name} is registered twice"):
        register(kind)
    assert KINDS[kind.name] is kind


def test_an_edit_holds_dates_and_nothing_else_that_json_has_no_word_for() -> None:
    assert dated(datetime.datetime(2024, 3, 31, 12)) == {"datetime": "2024-03-31T12:00:00"}
    assert dated(datetime.date(2024, 3, 31)) == {"date": "2024-03-31"}
    with pytest.raises(TypeError, match="A cell cannot hold a set"):
        dated({1})


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("20240331", datetime.date(2024, 3, 1)),
        ("202403", datetime.date(2024, 3, 1)),
        ("20241331", None),
        ("2024-03-31", datetime.date(2024, 3, 1)),
    ],
)
def test_a_date_in_one_piece_is_read_by_its_parts(text: str, month: datetime.date | None) -> None:
    assert months_of([text]) == [month]


def test_a_program_that_does_not_say_formulas_cannot_freeze(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reading, "formulas", lambda *_: None)

    with pytest.raises(XlscoreError, match="freeze the saved file"):
        freeze(make_book({"Grid": [HEADINGS, *facts()]}))


def test_all_workbooks_that_ship_are_written_blank_ones_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "BLANKS", {"blank": lambda path: path.write_text("blank")})
    monkeypatch.setattr(build, "SAMPLES", {"filled": SimpleNamespace(file="Filled.xlsx")})
    monkeypatch.setattr(build, "fill_sample", lambda _, path: path.write_text("filled"))
    monkeypatch.setattr("xlscore.resources.folder", lambda _: tmp_path)
    monkeypatch.delitem(sys.modules, "xlscore.books.samples.__main__", raising=False)

    runpy.run_module("xlscore.books.samples", run_name="__main__")

    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "blank.xlsx"),
        str(tmp_path / "Filled.xlsx"),
    ]
    assert [(tmp_path / name).read_text() for name in ("blank.xlsx", "Filled.xlsx")] == ["blank", "filled"]
