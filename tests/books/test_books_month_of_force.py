"""Monthly counts of the force alone: a table of measures and months that names no place."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.answered import answered
from tests.books.layouts import Sheets
from xlscore.books import BookError, report_month
from xlscore.books.importing.files import import_files
from xlscore.books.understanding import headings
from xlscore.narrative.facts.knowing import knowledge_of
from xlscore.narrative.model import ClaimKind

MakeFile = Callable[[Sheets], Path]
MakeBook = Callable[[Sheets], xw.Book]

MONTHS: Final = [datetime.date(2023 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 30)]
"""April 2023 to September 2025."""


def counts(name: str = "Robbery", level: float = 30, months: int = len(MONTHS)) -> list[list[Any]]:
    """Return a table of one measure, the last six months twice the level, and a total behind them."""
    figures = [level] * (months - 6) + [2 * level] * 6
    return [["Offence", *MONTHS[-months:], "Total"], [name, *figures, sum(figures)]]


def test_the_forces_counts_are_held_against_last_year(make_book: MakeBook) -> None:
    result = answered(report_month, make_book({"Crime by month": counts()}))

    (row,) = result.as_dict()["dashboard"]
    assert (row["measure"], row["area"], row["this_year"], row["last_year"]) == ("Robbery", "", 360, 180)
    assert (result.as_dict()["to"], result.problems) == ("2025-09", ())


def test_a_month_that_is_marked_as_missing_leaves_the_table_what_it_is(make_book: MakeBook) -> None:
    table = counts()
    table[1][-2] = "n/a"

    result = answered(report_month, make_book({"Crime by month": table}))

    assert result.as_dict()["to"] == "2025-08"


def test_the_table_is_told_with_its_months_and_its_total(make_book: MakeBook) -> None:
    found = headings(make_book({"Crime by month": counts()}))

    (table,) = found.tables
    assert (table.kind, table.columns, table.unread) == (
        "table of monthly counts",
        {"measure": "Offence"},
        (),
    )
    assert (len(table.one_each), found.problems) == (31, ())


def test_a_paper_is_held_against_them(make_book: MakeBook) -> None:
    knowledge = knowledge_of(make_book({"Crime by month": counts()}))

    levels = {fact.value for fact in knowledge.facts if fact.kind is ClaimKind.LEVEL}
    assert levels >= {360, 180}
    assert {fact.value for fact in knowledge.dated if fact.kind is ClaimKind.LEVEL} >= {30, 60}


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(counts("Victim satisfaction (%)", 78), id="percentages by name"),
        pytest.param(counts("Burglary solved rate", 7), id="a rate"),
        pytest.param(counts("Robbery", 30.5), id="fractions"),
        pytest.param([["MSG position by month"], [], *counts("Robbery", 3)], id="positions by the title"),
        pytest.param([["Crimes per 1,000 people"], *counts("Robbery", 3)], id="rates by the title"),
        pytest.param(counts("Robbery", 30, months=5 + 1)[:1], id="no rows"),
        pytest.param([row[:6] for row in counts()], id="five months"),
        pytest.param([[*row, "Comment"] for row in counts()], id="another column"),
        pytest.param([[row[0], *["n/a" if n else m for n, m in zip([row[0] == "Robbery"] * 31, row[1:], strict=True)]] for row in counts()], id="no figures"),
    ],
)  # fmt: skip
def test_what_may_be_no_counts_is_not_added_up(make_book: MakeBook, table: list[list[Any]]) -> None:
    with pytest.raises(BookError, match="There is no table of monthly counts"):
        answered(report_month, make_book({"Crime by month": table}))


def test_a_sheet_that_is_called_as_positions_holds_no_counts(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of monthly counts"):
        answered(report_month, make_book({"MSG positions": counts("Robbery", 3)}))


def test_a_table_with_places_goes_before_one_without_and_that_is_told(make_book: MakeBook) -> None:
    placed = [["Measure", "Place", *MONTHS], ["Robbery", "North", *[10] * len(MONTHS)]]
    book = make_book({"Series": placed, "Crime by month": counts()})

    result = answered(report_month, book)

    assert {row["area"]: row["this_year"] for row in result.as_dict()["dashboard"]} == {"": 60, "North": 60}
    (problem,) = headings(book).problems
    assert problem.place == "Crime by month!A1"
    assert (
        problem.what == "The counts here name no place and are not read beside those on 'Series', which do."
    )


def test_two_tables_without_places_are_a_question(make_book: MakeBook) -> None:
    book = make_book({"2024": counts(), "2025": counts("Burglary")})

    with pytest.raises(BookError, match="There are 2 tables that read as the table of monthly counts"):
        answered(report_month, book)
    assert len(headings(book).tables) == 2
    assert (
        answered(lambda each: report_month(each, sheet="2025"), book).as_dict()["dashboard"][0]["measure"]
        == "Burglary"
    )


def test_files_bring_no_counts_of_places_into_it(make_file: MakeFile, tmp_path: Path) -> None:
    path = make_file({"Crime by month": counts()})
    extract = tmp_path / "extract.csv"
    extract.write_text("Month,Offence,District,Count\n2025-10,Robbery,North,12\n2025-10,Robbery,South,9\n")

    with pytest.raises(BookError, match="name no place") as refused:
        import_files([extract], path)

    assert "'Place'" in refused.value.do
