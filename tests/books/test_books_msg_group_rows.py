"""Rows of the MSG data that sum the group up are no forces."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import update_msg

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]

MEASURES = [["Measure", "Better", "Position", "Of", "Aspiration"], ["Burglary", "Lower", None, None, None]]
POLICY = [["Setting", "Value"], ["our_force", "Essex"]]
FORCES = [["Essex", 4], ["Kent", 1], ["Avon", 2], ["Sussex", 7]]


@pytest.mark.parametrize("name", ["MSG average", "England & Wales", "Median", "MSG"])
def test_a_row_of_the_group_below_the_forces_takes_no_part(name: str, make_book: MakeBook) -> None:
    data = [["Force", "Burglary"], *FORCES, [name, 3]]
    book = make_book({"MSG": MEASURES, "MSG data": data, "Policy": POLICY})

    result = update_msg(book)

    assert (book.sheets["MSG"]["C2:D2"].value, list(result.problems)) == ([3, 4], [])


def test_a_row_of_the_group_among_the_forces_is_named(make_book: MakeBook) -> None:
    data = [["Force", "Burglary"], *FORCES[:2], ["MSG average", 3], *FORCES[2:]]
    book = make_book({"MSG": MEASURES, "MSG data": data, "Policy": POLICY})

    (problem,) = update_msg(book).problems

    assert (problem.sheet, problem.cell, problem.do) == (
        "MSG data",
        "A4",
        "Move the row below the forces, or give it its force's name.",
    )


@pytest.mark.parametrize(
    ("own", "average"), [(57.5, "55%"), ("57.5", "55%"), ("57.5%", 55), (57.5, "55.0 %")]
)
@pytest.mark.parametrize("unit", [None, "%"])
def test_a_percentage_is_compared_with_a_bare_number_only_where_the_unit_says_that_it_is_one(
    own: object, average: object, unit: str | None, make_book: MakeBook
) -> None:
    head = ["Measure", "Unit", "Better", "Own value", "MSG average", "MSG position", "Aspiration"]
    # The figure's own unit is the row's where the row names none.
    said = unit or ("%" if isinstance(own, str) and "%" in own else None)
    book = make_book({"MSG": [head, ["Confidence", unit, "Higher", own, average, 3, None]]})

    result = update_msg(book)

    asked = ["E2"] if said is None else []
    assert [p.cell for p in result.problems if "cannot be compared" in p.what] == asked
    gap = result.measures[0].to_average
    assert gap is None if said is None else gap == pytest.approx(-0.025)
