"""Edits are a value: to JSON and back, carried out alike by a file and by live Excel, and never over what was typed since."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
import xlwings as xw
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books.everything import everything
from tests.books.layouts import HEADINGS, Sheets, facts
from tests.excel.engine_lane_client import in_excel
from tests.support.properties import examples
from tests.support.some_edits import GRID, some_chart, some_edits
from xlscore.books import BookError
from xlscore.books.grades.force import plan_grades
from xlscore.books.kinds import KINDS
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.agreement import agrees, same
from xlscore.books.plan.edits import (
    CellEdit,
    CellFormat,
    Charted,
    Drawn,
    DressedLine,
    Edits,
    GoneChart,
    GrownTable,
    NewColumn,
    NewSheet,
    NewSparklines,
    OutlinedRows,
    PageBreaks,
    PageLayout,
    PointedSparkline,
    PrintedPage,
)
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.ledger import NAMESPACE
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.writer import AGREED_STYLE, write
from xlscore.books.tables.blocks import Reading
from xlscore.engine import ChartSeries, NewChart, open_book, read_custom_xml, set_formula

MakeBook = Callable[[Sheets], xw.Book]

SCALARS: Final = st.one_of(
    st.none(), st.booleans(), st.text(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(), st.dates(), st.sampled_from(["=SUM(A1)", '{"datetime": "x"}', "null", "◄► – “quoted” 𝒳 \x1f"]),
)  # fmt: skip
PLACES: Final = st.integers(1, 1048576)
TEXTS: Final = st.text(max_size=20)
CHARTS: Final = st.builds(
    NewChart, name=TEXTS, kind=TEXTS, description=TEXTS, low=st.none() | st.floats(-9, 9),
    series=st.lists(st.builds(ChartSeries, name=TEXTS, values=TEXTS, line=TEXTS)).map(tuple),
)  # fmt: skip
EDITS: Final = st.builds(
    Edits,
    st.lists(st.builds(NewSheet, TEXTS, st.lists(TEXTS).map(tuple), st.lists(st.floats(1, 90)).map(tuple), st.none() | TEXTS)).map(tuple),
    st.lists(st.builds(NewColumn, TEXTS, PLACES, PLACES, PLACES, PLACES, PLACES, TEXTS)).map(tuple),
    st.lists(st.builds(CellEdit, TEXTS, PLACES, PLACES, SCALARS, TEXTS, SCALARS, TEXTS, st.booleans(), st.none() | st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))).map(tuple),
    st.lists(
        st.builds(
            PrintedPage, TEXTS, paper=st.none() | TEXTS, landscape=st.none() | st.booleans(), pages_wide=st.none() | PLACES,
            title_rows=st.none() | st.tuples(PLACES, PLACES), margins=st.lists(st.tuples(TEXTS, st.floats(0, 9))).map(tuple),
            column_width=st.none() | st.floats(0, 99),
        )
    ).map(tuple),
    st.lists(st.builds(Drawn, TEXTS, TEXTS, TEXTS)).map(tuple),
    st.lists(st.builds(PointedSparkline, TEXTS, PLACES, PLACES, TEXTS)).map(tuple),
    st.lists(st.builds(GrownTable, TEXTS, PLACES, PLACES, PLACES, PLACES, PLACES)).map(tuple),
    st.none() | TEXTS,
    charts=st.lists(st.builds(Charted, TEXTS, TEXTS, CHARTS, st.lists(TEXTS).map(tuple), TEXTS, TEXTS)).map(tuple),
    gone_charts=st.lists(st.builds(GoneChart, TEXTS, TEXTS)).map(tuple),
)  # fmt: skip


@pytest.mark.slow
@given(EDITS)
@settings(max_examples=examples(30), deadline=None)
def test_edits_are_the_same_after_json(edits: Edits) -> None:
    read = Edits.from_json(edits.to_json())

    assert read == edits
    assert [_kinds(one) for one in read.cells] == [_kinds(one) for one in edits.cells]


def _kinds(edit: CellEdit) -> tuple[type, type]:
    return type(edit.old), type(edit.new)


_CELL: Final = dataclasses.asdict(CellEdit("Grid", 2, 3, None, "", "Good"))
_PAGE: Final = dataclasses.asdict(PrintedPage("Grid"))
_CHART: Final = dataclasses.asdict(Charted("Grid", "E2:H9", some_chart(3, "4 in March")))
_EMPTY: Final = {
    "format": 1,
    "sheets": [],
    "columns": [],
    "cells": [],
    "pages": [],
    "drawings": [],
    "sparklines": [],
    "grown": [],
    "ledger": None,
}


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "1", '"edits"', "{}", "{", '{"format": 2}', json.dumps({"format": 1}),
        json.dumps(_EMPTY | {"format": 2}), json.dumps(_EMPTY | {"more": 1}), json.dumps(_EMPTY | {"cells": None}),
        json.dumps(_EMPTY | {"cells": [_CELL | {"row": "2"}]}), json.dumps(_EMPTY | {"cells": [_CELL | {"row": 2.5}]}),
        json.dumps(_EMPTY | {"cells": [_CELL | {"row": True}]}), json.dumps(_EMPTY | {"cells": [_CELL | {"new": [1]}]}),
        json.dumps(_EMPTY | {"cells": [_CELL | {"new": {"datetime": "soon"}}]}),
        json.dumps(_EMPTY | {"cells": [_CELL | {"new": {"a": 1}}]}), json.dumps(_EMPTY | {"cells": [_CELL | {"width": 1}]}),
        json.dumps(_EMPTY | {"cells": [{"sheet": "Grid"}]}), json.dumps(_EMPTY | {"cells": ["Grid"]}),
        json.dumps(_EMPTY | {"charts": [_CHART | {"chart": _CHART["chart"] | {"series": [{"name": "a"}]}}]}),
        json.dumps(_EMPTY | {"charts": [_CHART | {"chart": "Burglary"}]}), json.dumps(_EMPTY | {"ledger": 5}), json.dumps(_EMPTY | {"pages": [_PAGE | {"title_rows": [1, 2, 3]}]}),
        "[" * 100000,
    ],
)  # fmt: skip
def test_what_is_no_edits_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(
        BookError, match=r"^These are no edits that this version of xlscore can carry out"
    ) as refused:
        Edits.from_json(text)

    assert refused.value.__cause__ is None


def test_a_sound_text_is_not_refused() -> None:
    assert Edits.from_json(
        json.dumps(_EMPTY | {"cells": [_CELL], "pages": [_PAGE], "charts": [_CHART]})
    ) == Edits(
        cells=(CellEdit("Grid", 2, 3, None, "", "Good"),),
        pages=(PrintedPage("Grid"),),
        charts=(Charted("Grid", "E2:H9", some_chart(3, "4 in March")),),
    )


@pytest.mark.slow
def test_the_edits_of_a_whole_refresh_come_back_from_json_and_write_the_same(make_book: MakeBook) -> None:
    books = make_book(everything()), make_book(everything())
    planned = [_planned(book) for book in books]

    write(books[0], planned[0])
    write(books[1], Edits.from_json(planned[1].to_json()))

    assert planned[0] == planned[1]
    first, second = ([(s.name, s.used_range.formula) for s in book.sheets] for book in books)
    assert first == second


def _planned(book: xw.Book) -> Edits:
    planner = Planner(Reading(book))
    for kind in KINDS.values():
        if kind.applies(planner.reading, Asked(new_drawings=False)):
            kind.plan(planner, Asked(new_drawings=False))
    return planner.edits


# --- what was typed between reading and writing


def _typed_value(cell: xw.Range) -> None:
    cell.value = "Outstanding"


def _typed_formula(cell: xw.Range) -> None:
    cell.formula = '=IF(1=1,"Good","RI")'


def _cleared(cell: xw.Range) -> None:
    cell.clear_contents()


@pytest.fixture
def twice(make_book: MakeBook) -> xw.Book:
    """A grid that has been filled, and whose grades have changed since: every suggestion and final will be written."""
    book = make_book({"Grid": [HEADINGS, *[[*row[:-1], None] for row in facts()]]})
    carry_out(book, "grades", plan_grades)
    book.sheets["Grid"].range("C2:F6").value = [["Inadequate"] * 4] * 5
    return book


@pytest.mark.parametrize("change", [_typed_value, _typed_formula, _cleared])
def test_a_cell_that_was_changed_since_it_was_read_is_named_and_kept(
    twice: xw.Book, change: Callable[[xw.Range], None]
) -> None:
    planner = Planner(Reading(twice))
    plan_grades(planner)
    change(twice.sheets["Grid"]["H2"])
    held = twice.sheets["Grid"]["H2"].formula

    (problem,) = write(twice, planner.edits)

    assert (problem.sheet, problem.cell) == ("Grid", "H2")
    assert problem.what == (
        "The cell was changed while xlscore worked: it would be Inadequate, and what stands there was kept."
    )
    assert twice.sheets["Grid"]["H2"].formula == held
    assert twice.sheets["Grid"]["H3"].value == twice.sheets["Grid"]["I3"].value


def test_the_answer_of_the_action_names_the_cell_too(twice: xw.Book) -> None:
    def plan_while_somebody_types(planner: Planner) -> Any:
        result = plan_grades(planner)
        twice.sheets["Grid"]["H3"].value = "Outstanding"
        return result

    result = carry_out(twice, "grades", plan_while_somebody_types)

    assert [p.cell for p in result.problems if "while xlscore worked" in p.what] == ["H3"]
    assert twice.sheets["Grid"]["H3"].value == "Outstanding"


def test_what_was_typed_meanwhile_is_a_persons_at_the_next_run_even_if_it_is_what_would_have_been_written(
    twice: xw.Book,
) -> None:
    planner = Planner(Reading(twice))
    plan_grades(planner)
    (wanted,) = [edit.new for edit in planner.edits.cells if (edit.row, edit.column) == (2, 8)]
    twice.sheets["Grid"]["H2"].value = wanted
    assert wanted == "Inadequate"
    write(twice, planner.edits)
    twice.sheets["Grid"].range("C2:F6").value = [["Outstanding"] * 4] * 5

    result = carry_out(twice, "grades", plan_grades)

    assert twice.sheets["Grid"]["H2"].value == wanted
    assert [area.area for area in result.areas if area.agreed] == ["Burglary"]


@pytest.mark.slow
def test_a_formula_of_ours_that_excel_computed_anew_is_no_change(make_book: MakeBook) -> None:
    book = make_book(everything())
    write(book, _planned(book))
    book.sheets["Scorecard"]["E2"].value = 2500
    edits = _planned(book)
    formula = book.sheets["Scorecard"]["O2"].formula
    set_formula(book.sheets["Scorecard"]["O2"], formula, 9999)

    assert write(book, edits) == ()
    assert book.sheets["Scorecard"]["O2"].value != 9999


# --- values that are the same, and that agree

_DAY: Final = datetime.datetime(2026, 11, 1)


@pytest.mark.parametrize(
    ("here", "value", "alike"),
    [
        ("35", 35, False), (35, "35", False), ("Good ", "Good", True), ("good", "Good", False), (0, None, False), ("", None, True),
        (True, 1, False), (1, True, False), (True, "TRUE", False), (True, True, True), (False, None, False), (0.1 + 0.2, 0.3, True),
        (1, 1.0001, False), (_DAY, datetime.datetime(2026, 11, 1), True), (_DAY, datetime.datetime(2026, 11, 2), False),
        (_DAY, _DAY.date(), False), (_DAY, "2026-11-01", False), (_DAY, 46327, False), (_DAY.date(), _DAY.date(), True),
        (_DAY, datetime.datetime(2026, 11, 1, 12), False),
    ],
)  # fmt: skip
def test_a_text_is_no_number_and_a_date_no_other_date(here: Any, value: Any, alike: bool) -> None:
    assert same(here, value) is alike


@pytest.mark.parametrize(
    ("typed", "answer", "agree"),
    [
        ("35", 35, True), ("35 crimes", 35, True), ("36", 35, False), ("many", 35, False), ("N/A", 35, True), (35.4, 35, False),
        ("-8.3%", -0.0833, True), ("-8.4%", -0.0833, False), (_DAY, 35, False), ("Amber", 35, False), ("TRUE", True, True),
        (True, False, False), ("amber", "Amber", True), ("Red", "Amber", False), ("▲", "Increasing", True), ("#N/A", 35, True),
        ("−1,234", -1234, True),
    ],
)  # fmt: skip
def test_what_is_typed_agrees_in_the_places_that_were_typed(typed: Any, answer: Any, agree: bool) -> None:
    assert agrees(typed, answer) is agree


# --- live Excel


@pytest.mark.slow
@pytest.mark.xdist_group("recording-excel")
def test_a_file_and_live_excel_carry_out_the_same_edits(make_file: Callable[[Sheets], Path]) -> None:
    path = make_file({"Grid": GRID})
    with open_book(path) as book:
        changed = [problem.cell for problem in write(book, some_edits())]
        ledger = read_custom_xml(book, NAMESPACE)
        book.save()
    written = openpyxl.load_workbook(path)

    (changed_live, cells, formulas), calls = in_excel("carry_out_edits")

    told = {(call[0], call[1]): call[2] for call in calls if len(call) == 3} | {
        call[0]: call[1] for call in calls if len(call) == 2
    }
    assert changed == changed_live == ["B3"]
    for name, held in cells.items():
        in_file = {
            (c.row, c.column): c.value
            for row in written[name].iter_rows()
            for c in row
            if c.value is not None
        }
        live = {(r, c): v.removeprefix("'") if isinstance(v, str) else v for r, c, v in held}
        assert live == in_file
    assert formulas == {"Grid": [[2, 3, "=2+3"]], "Problems": []}
    page = written["Grid"].page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 8, 0)
    assert (told["Grid!PageSetup.Orientation"], told["Grid!PageSetup.PaperSize"]) == (2, 8)
    assert written["Grid"].print_title_rows == told["Grid!PageSetup.PrintTitleRows"] == "$1:$1"
    assert (
        written["Grid"].print_options.horizontalCentered is told["Grid!PageSetup.CenterHorizontally"] is True
    )
    assert written["Grid"].oddFooter.center.text == told["Grid!PageSetup.CenterFooter"] == "&A"
    assert told["Problems!PageSetup.LeftFooter"].endswith("&F")
    assert [written["Grid"][cell].style for cell in ("D2", "D3")] == [told["Style", "Grid!D2:D3"]] * 2
    assert written["Grid"]["A3"].style == told["Style", "Grid!A3"] == AGREED_STYLE
    assert written["Grid"]["D3"].number_format == told["NumberFormat", "Grid!D2:D3"]
    assert [written["Problems"][cell].style for cell in ("A1", "B1")] == [told["Style", "Problems!A1:B1"]] * 2
    assert written["Problems"]["A1"].font.bold
    assert told["CustomXMLParts.Add"] == ledger
    (chart,) = written["Grid"]._charts
    assert [one.val.numRef.f for one in chart.series] == [
        call[1].split(",")[2] for call in calls if call[0] == "Series.Formula"
    ]


def test_every_field_of_a_record_is_in_the_json() -> None:
    edits = Edits((NewSheet("a", ("b",)),), (NewColumn("a", 1, 2, 3, 4, 5, "0"),), (CellEdit("a", 1, 1, None, "", 1),), (PrintedPage("a"),), (Drawn("a", "b", "c"),), (PointedSparkline("a", 1, 1, "b"),), (GrownTable("a", 1, 1, 2, 3, 1),), "x", (NewSparklines("a", ((1, 2, "b"),)),), (OutlinedRows("a", ((1, 2),)),), (CellFormat("a", 1, 2, "0%"),), (Charted("a", "B2:C9", some_chart(3, "b"), ("Mean",), "c"),), (GoneChart("a", "b"),), lines=(DressedLine("a", 1, ("band",), 24.0),), breaks=(PageBreaks("a", (9,)),), layouts=(PageLayout("a", ((1, 2.0),)),))  # fmt: skip

    told = json.loads(edits.to_json())

    for name in (
        "sheets",
        "columns",
        "cells",
        "pages",
        "drawings",
        "sparklines",
        "grown",
        "trends",
        "outlines",
        "formats",
        "charts",
        "gone_charts",
        "layouts",
        "lines",
        "breaks",
    ):
        (one,) = getattr(edits, name)
        assert told[name][0].keys() == {field.name for field in dataclasses.fields(one)}
