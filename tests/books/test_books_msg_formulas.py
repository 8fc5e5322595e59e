"""What the MSG sheet's formulas come to is what the screen says: every result against every cell."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.support.computing import Workbook
from tests.support.properties import examples
from xlscore.books import MsgPositions, update_msg
from xlscore.books.files import workbook_file
from xlscore.books.msg.headings import MSG
from xlscore.books.samples import SAMPLES
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_required
from xlscore.engine import open_book

Sheets = dict[str, list[list[Any]]]
FORCES = ["Essex", "Avon & Somerset", "Derby", "Hants", "Kent", "Herts 3", "West  Mercia", "Stafford"]
FIELDS = ("value", "position", "of", "to_average", "to_top_quartile", "status", "expected", "move")
ASPIRATIONS = [
    "MSG Average",
    "4th in MSG",
    "Best in MSG",
    "1st in MSG",
    "Upper Quartile Rank",
    "median",
    "(Small numbers)",
]
MEASURES = ["Measure", "Unit", "Better", "Value", "Position", "Of", "Previous position", "To average", "To top quartile", "Aspiration", "Status"]  # fmt: skip
DATA = ["Force", "Population", "All crime", "All crime (count)", "Solved rate", "Solved rate (count)", "Solved rate (base)"]  # fmt: skip
ODD = [None, "N/A", "..", "91.6", "soon", "18.2%", True, datetime.datetime(2020, 1, 31), -1.0, 0.0, "91.60 per 1,000 pop.",
       "1,903 offences", "(Small numbers)", "57.5 per cent", "3.2 days", "1.234", "10-12", "4th", "£1.2m", "0.512 (p)", 57.5]  # fmt: skip
RATES = st.one_of(st.integers(0, 9).map(float), st.floats(0, 200).map(lambda rate: round(rate, 3)))
COUNTS = st.integers(0, 5000).map(float)


@st.composite
def workbooks(draw: st.DrawFn) -> Sheets:
    """MSG sheets as forces might fill them: with data or without, typed or not, in order or (every other one) not."""
    wild = draw(st.booleans())

    def usual_or(usual: st.SearchStrategy[Any], odd: list[Any]) -> Any:
        strange = wild and draw(st.integers(0, 7)) == 0
        return draw(st.sampled_from(odd) if strange else usual)

    forces = draw(st.lists(st.sampled_from(FORCES), min_size=4 if not wild else 1, max_size=8, unique=True))
    data: list[list[Any]] = [DATA]
    for force in forces:
        base = draw(st.integers(1, 5000).map(float))
        part = draw(st.integers(0, int(base)).map(float))
        shares = st.floats(0, 1).map(lambda share: round(share, 4))
        data.append([
            force, usual_or(st.just(1_000_000.0), ODD), usual_or(RATES, ODD), usual_or(COUNTS, ODD),
            usual_or(shares, ODD), usual_or(st.just(part), ODD), usual_or(st.just(base), ODD),
        ])  # fmt: skip
    if wild and draw(st.booleans()):
        data.insert(draw(st.integers(1, len(data))), [])
    own = usual_or(
        st.sampled_from([forces[0], forces[0].upper(), f"{forces[0]} "]), [f"{forces[0]} 7", "Gwent"]
    )
    policy = [
        ["Setting", "Value"],
        ["Own force", own],
        ["MSG average", draw(st.sampled_from(["average", "peers", "median"]))],
        ["Expected range", draw(st.sampled_from(["none", "shmi", "cqc"]))],
    ]
    rows = [
        _row(draw, usual_or, measure) for measure in ("All crime", "Solved rate", "Sickness", "Detections")
    ]
    return {"MSG": [MEASURES, *rows], "MSG data": data, "Policy": policy}


def _row(draw: st.DrawFn, usual_or: Callable[[Any, list[Any]], Any], measure: str) -> list[Any]:
    typed = measure not in DATA or draw(st.booleans())
    unit = usual_or(
        st.sampled_from(["per 1,000 population", "%", "days per officer"]), ["per 0 people", None]
    )
    places = st.sampled_from([1.0, 2.0, 3.0, 4.0, 8.0])

    def place() -> Any:
        return usual_or(
            places, [None, "3", 2.5, 0.0, "soon", "200%", "8 (Last data to September 19)", "2nd in MSG.", "3 out of 8",
                  "4=", "9 of 8", "2.5th", "3 or 4"],
        )  # fmt: skip

    def gap() -> Any:
        return usual_or(
            st.sampled_from(
                [0.0, -12.0, 12.0, "N/A - already there", "-12 offences", "8.8% points", "0 offences"]
            ),
            [None, "n/a", True, "N/A - already better than average.", "4th", "12 fewer"],
        )

    return [
        measure,
        unit,
        usual_or(st.sampled_from(["Higher", "Lower"]), ["lower", True, None, "N/A", "sideways"]),
        usual_or(st.just(0.5), ODD) if typed else None,
        place() if typed else None,
        place() if typed and draw(st.booleans()) else None,
        place(),
        gap() if typed else None,
        gap() if typed else None,
        usual_or(st.sampled_from(ASPIRATIONS), [None, "N/A", "as good as can be", 3.0, "9th in MSG"]),
        None,
    ]


@contextmanager
def book_of(sheets: Sheets) -> Iterator[xw.Book]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        workbook.save(path)
        book = open_book(path)
        try:
            yield book
        finally:
            book.close()


def written(book: xw.Book, result: MsgPositions) -> Iterator[tuple[str, str, Any, Any, Any]]:
    """Each formula of the MSG sheet: where, what it says, the value beside it, its answer, and what the screen says."""
    reading = Reading(book)
    table = find_required(reading.blocks, MSG)
    formulas = reading.formulas(table.sheet) or {}
    workbook = Workbook(reading)
    for row, measure in zip(table.records, result.measures, strict=True):
        for name in FIELDS:
            formula = formulas.get((row, table.columns.get(name, 0)))
            if formula:
                answer = workbook.compute(formula, table.sheet)
                yield table.cell(row, name), formula, table.value(row, name), answer, getattr(measure, name)


def same(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == pytest.approx(other, rel=1e-12, abs=1e-12)
    return type(one) is type(other) and bool(one == other)


@pytest.mark.slow
@pytest.mark.parametrize(("sample", "formulas"), [("balanced-scorecard", 24), ("msg-positions", 62)])
def test_every_formula_of_the_samples_comes_to_what_the_screen_says(
    tmp_path: Path, sample: str, formulas: int
) -> None:
    path = tmp_path / "sample.xlsx"
    SAMPLES[sample].enter(path)

    with workbook_file(path) as book:
        found = list(written(book, update_msg(book)))

    assert [line for line in found if not (same(line[2], line[3]) and same(line[3], line[4]))] == []
    assert len(found) == formulas


@pytest.mark.slow
@settings(
    max_examples=examples(25), deadline=None, phases=[Phase.explicit, Phase.generate]
)  # to make one smaller takes minutes
@given(workbooks())
def test_every_formula_comes_to_what_the_screen_says_whatever_the_sheet_holds(sheets: Sheets) -> None:
    with book_of(sheets) as book:
        result = update_msg(book)
        found = list(written(book, result))
        again = update_msg(book)

    assert [line for line in found if not (same(line[2], line[3]) and same(line[3], line[4]))] == []
    assert again == result
