"""What the screen says and what the cell says: every formula of a workbook, computed on the cells that it names."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.support.computing import Workbook, differing_formulas
from tests.support.functions_office import FunctionsOffice
from tests.support.properties import examples
from tests.support.slow import dear
from tests.support.tools import ROOT
from xlscore.books import Scorecard, fill_scorecard, refresh
from xlscore.books.files import workbook_file
from xlscore.books.samples import SAMPLES
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import Table, find_all
from xlscore.books.tables.layout import TableKind
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD

HEADINGS = ["Strategic objective", "Purpose", "Hard target", "Stretch target", "Actual", "Previous year", "Threat",
            "Impact score"]  # fmt: skip
RESULTS = (
    "year_on_year",
    "rag",
    "shortfall",
    "trend",
    "control",
    "impact_class",
    "overall",
    "suggested_threat",
)
MONTHS = [
    "Apr 2024",
    "May 2024",
    "Jun 2024",
    "Jul 2024",
    "Aug 2024",
    "Sep 2024",
    "Oct 2024",
    "Nov 2024",
    "Dec 2024",
]


EXPLORER: Final = ("Explorer", "Explorer data")
"""What Excel works out when the workbook is opened; its formulas are compared with the rules in LibreOffice."""
WITH_FORMULAS: Final = SAMPLES.keys() - {"action-log"}


@pytest.mark.parametrize("name", dear(sorted(WITH_FORMULAS), WITH_FORMULAS - {"threat-impact"}))
def test_every_formula_of_the_samples_gives_what_its_cell_holds(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(ROOT / "workbooks" / SAMPLES[name].file, tmp_path))

    with workbook_file(path) as book:
        refresh(book)
        workbook = Workbook.of(book)
        counted = sum(len(workbook.reading.formulas(sheet) or {}) for sheet in workbook.reading.sheet_names)

        assert counted > 20
        sheets = tuple(sheet for sheet in workbook.reading.sheet_names if sheet not in EXPLORER)
        assert differing_formulas(book, sheets) == []


@contextmanager
def a_book(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Iterator[xw.Book]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        workbook.save(path)
        with workbook_file(path) as book:
            yield book


def found(book: xw.Book, layout: TableKind) -> Table:
    blocks = Workbook.of(book).reading.blocks
    return next(table for table in find_all(blocks, layout) if table.sheet == layout.sheet)


def contradictions(book: xw.Book, result: Scorecard, typed: set[tuple[int, str]]) -> list[str]:
    """What the screen says and a cell does not, but for the cells that a person had filled.

    Of rows that are called the same (a problem of its own) an answer without a formula is on the screen alone.
    """
    table = found(book, SCORECARD)
    names = Counter(table.row_key(number) for number in table.records)
    differing = []
    for number, row in zip(table.records, result.rows, strict=True):
        for name in RESULTS:
            if name in table.columns and (number, name) not in typed:
                cell, said = table.value(number, name), getattr(row, name)
                same = cell == pytest.approx(said) if isinstance(said, (int, float)) else cell == said
                alone = said is None or names[table.row_key(number)] > 1
                if not (same or (is_blank(cell) and alone)):
                    differing.append(f"{name} in row {number} is {said!r} on screen and {cell!r} in its cell")
    return differing


@st.composite
def text_figures(draw: st.DrawFn) -> str:
    """Figures as officers write them, and texts that are nearly one."""
    number = draw(st.integers(0, 3000))
    form = draw(
        st.sampled_from(
            ["{:,}", "{:,} offences", "{:,} (p)", "{:,}*", "({:,})", "{:,}-", "-{:,} crimes", "{} (data to Sep 19)", "£{:,}",
             "{}k", "{}%", "{} % points", "{} per 1,000 pop.", "{} days", "{:,}.", "{} of 3000", "{}th", "{}-{}", "{} fewer",
             "1.{:03}", "N/A - {} is too few", "{:,} ({})", "Area {}", "−{:,}", "+{}pp", "{}m"]
        )
    )  # fmt: skip
    return str(form).format(number, number)


COUNTS = st.one_of(
    text_figures(),
    st.integers(0, 3000),
    st.floats(0, 500).map(lambda x: round(x, 2)),
    st.sampled_from([None, "N/A", "1,903", "many", 0, -5]),
)
RATES = st.one_of(
    st.integers(0, 100).map(lambda n: n / 100),
    st.sampled_from(
        [None, "n/a", "18.2%", 18.2, "0.2", "good", "18.2 per cent", "18.2% of crimes", "18.2%1", "5 days"]
    ),
)
CHANGES = st.one_of(
    st.integers(-40, 20).map(lambda n: n / 100),
    st.sampled_from(
        [None, "-", "-10%", "−10 %", -10, "-0.1", "tba", -1.0, "-10.", "(10%)", "-3pp", "10% reduction"]
    ),
)
LEVELS = st.sampled_from([None, "Low", "Medium", "High", "low", "H", " High ", "m", "severe"])


@st.composite
def rows(draw: st.DrawFn) -> list[Any]:
    rate = draw(st.booleans())
    figures = RATES if rate else COUNTS
    return [
        draw(st.sampled_from(["Burglary", "Robbery", None])),
        draw(st.sampled_from(["Crime Outcome Rate", "Solved %"] if rate else ["Recorded Crime", "Offences", "Feelings"])),
        draw(RATES if rate else CHANGES), draw(RATES if rate else CHANGES), draw(figures), draw(figures), draw(LEVELS),
        draw(st.one_of(st.integers(1, 20), st.sampled_from([None, "12", "n/a", "big", -1, 0]))),
        draw(COUNTS), draw(COUNTS), draw(st.one_of(st.none(), LEVELS)),
    ]  # fmt: skip


@st.composite
def series(draw: st.DrawFn) -> list[list[Any]]:
    headings = list(draw(st.permutations(MONTHS))) if draw(st.booleans()) else list(MONTHS)
    if draw(st.booleans()):
        headings.reverse()
    for extra in draw(st.lists(st.sampled_from(["Total", "YTD", "May 2024", "Note"]), max_size=2)):
        headings.insert(draw(st.integers(0, len(headings))), extra)
    if draw(st.booleans()):
        headings.remove("Jul 2024")
    cells = st.one_of(st.integers(0, 60), st.floats(0, 1), st.sampled_from([None, "N/A", "12", "many", "5%"]))
    texts = st.one_of(
        st.integers(0, 60), st.sampled_from(["12 calls", "1,017", "(Small numbers)", "15 (p)", "5 days"])
    )
    figures = draw(st.sampled_from([cells, st.integers(0, 60), texts]))
    lines = [
        [objective, purpose, *draw(st.lists(figures, min_size=len(headings), max_size=len(headings)))]
        for objective, purpose in (("Burglary", "Recorded Crime"), ("Robbery", "Crime Outcome Rate"))
    ]
    return [["Strategic objective", "Purpose", *headings], *lines]


@st.composite
def areas(draw: st.DrawFn) -> list[list[Any]]:
    lines = [
        [
            draw(st.sampled_from(["Burglary", "Robbery"])), purpose, area, draw(st.one_of(st.none(), CHANGES)),
            draw(COUNTS), draw(COUNTS), draw(COUNTS), draw(COUNTS),
        ]
        for area in ("Force", "North", "LPU 2")
        for purpose in [draw(st.sampled_from(["Recorded Crime", "Crime Outcome Rate", None]))]
    ]  # fmt: skip
    return [
        ["Objective", "Purpose", "Area", "Target", "Actual", "Previous year", "Crimes", "Outcomes"],
        *lines,
    ]


POLICIES: list[list[list[Any]]] = [
    [],
    [["Setting", "Value"], ["RAG tolerance", 0.02], ["Trend tolerance", 0.2], ["Impact High from", 12],
     ["Control charts: limits", 1.5], ["Control charts: points in a run", 5], ["Control charts: screen ranges", "no"]],
    [["Threat", "Low", "Medium", "High"], ["Low", "High", "High", "High"], ["Medium", "Low", "Low", "Low"],
     ["High", "Low", "Medium", "Low"]],
]  # fmt: skip


@pytest.mark.slow
@given(
    st.lists(rows(), min_size=1, max_size=4),
    st.one_of(st.none(), series()),
    st.one_of(st.none(), areas()),
    st.sampled_from(POLICIES),
)
# Without shrinking: an example opens a workbook, and a failing one says itself which cell differs.
@settings(max_examples=examples(40), deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_every_answer_of_every_scorecard_stands_in_its_cell_and_its_formula_gives_it(
    lines: list[list[Any]],
    months: list[list[Any]] | None,
    units: list[list[Any]] | None,
    policy: list[list[Any]],
) -> None:
    heads = [*HEADINGS, "Crimes", "Outcomes", "Impact classification", "Suggested threat"]
    sheets = {"Scorecard": [heads, *([*line, None] for line in lines)]}
    sheets |= {"Series": months} if months else {}
    sheets |= {"Breakdown": units} if units else {}
    sheets |= {"Policy": policy} if policy else {}
    typed = {(n, "impact_class") for n, line in enumerate(lines, 2) if line[10] is not None}

    with a_book(sheets) as book:
        result = fill_scorecard(book)

        assert differing_formulas(book) == []
        assert contradictions(book, result, typed) == []
        again = fill_scorecard(book)
        assert [row.as_dict() for row in again.rows] == [row.as_dict() for row in result.rows]
        assert again.problems == result.problems
        assert differing_formulas(book) == []
        if units:
            table = found(book, BREAKDOWN)
            for number, line in zip(table.records, units[1:], strict=True):
                assert table.value(number, "target") == line[3], "a target of an area stays as it was typed"


def test_months_that_stand_newest_first_or_apart_compute_the_same_in_a_spreadsheet_program(
    functions_office: FunctionsOffice, tmp_path: Path
) -> None:
    figures = [10, 12, 11, 13, 12, 14, 13, 15, 40]
    columns = [*zip(MONTHS, figures, strict=True)][::-1]
    columns.insert(4, ("Total", sum(figures)))
    heads, cells = zip(*columns, strict=True)
    crime = ["Burglary", "Recorded Crime", -0.1, -0.15, 1903, 2076, "Medium", 13]
    sheets = {
        "Scorecard": [HEADINGS, crime],
        "Series": [["Strategic objective", "Purpose", *heads], [*crime[:2], *cells]],
    }
    with a_book(sheets) as book:
        fill_scorecard(book)
        said = book.sheets["Scorecard"].range("J2:K2").value
        book.save(tmp_path / "apart.xlsx")

    with functions_office.open(tmp_path / "apart.xlsx") as office:
        office.recalculate()
        computed = office.read("Scorecard")[1][9:11]
        office.set("Series", "C2", 13)
        office.recalculate()
        changed = office.read("Scorecard")[1][9:11]

    assert computed == said == ["▲", "Increasing"]
    assert changed == ["▲", "Controlled"]
