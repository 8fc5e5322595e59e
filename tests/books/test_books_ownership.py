"""Whose a cell is: an officer's formula stays whatever it is made of, one of ours is known however its table moved."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.books.everything import Sheets, everything, example, ours, tables_of
from tests.support.properties import examples
from xlscore.books import agree_grades, fill_scorecard, generate_force_grades, refresh, update_msg
from xlscore.books.grades.collate import collate
from xlscore.books.grades.roll import roll
from xlscore.books.kinds import KINDS
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.layout import Column
from xlscore.books.tables.shapes import fits, same_shape
from xlscore.engine import open_book, set_formula
from xlscore.ooxml.values.addresses import cell_address
from xlscore.ooxml.values.formulas import tokens

MakeBook = Callable[[Sheets], xw.Book]

COLUMNS: Final[list[tuple[str, Column]]] = [
    (layout.kind, column)
    for layout in dict.fromkeys(layout for one in KINDS.values() for layout in one.tables)
    for column in ours(layout)
]
WITH_FORMULA: Final = [(kind, column) for kind, column in COLUMNS if column.formulas]

WRAPPED: Final = (
    '=IF(Z1>0,"n/a",{0})', "=ROUND({0},1)", "={0}*1.1", '=IFERROR({0},"")', "=({0})", "=+{0}", "=-{0}", '={0}&""',
    "={0}%", "={0}+0", "=SUM({0})", "=IF({0}={0},{0})", '=IF(ISERROR({0}),"",{0})', "={0}={0}",
)  # fmt: skip
FRESH: Final = (
    "=Sheet2!B7", "=SUM(A1:A9)", '=VLOOKUP(A2,Leads!$A:$B,2,FALSE)', "=B7", '="Good"', "=1+1", "=TODAY()", '=""',
    '=IF(AND(C2<=D2,G2="signed off"),"Yes","No")', "=[1]Sheet1!A1", "=Table1[@Final]", "=#REF!", "=TRUE",
)  # fmt: skip


# --- the five formulas of the review


def test_a_redline_met_only_when_signed_off_stays_and_says_both_values(make_book: MakeBook) -> None:
    sheets = everything()
    sheets["Redlines"][1] = ["Burglary", "Solved rate", 0.2, 0.1, "Higher", None, "open"]
    book = make_book(sheets)
    typed = '=IF(AND(C2>=D2,G2="signed off"),"Yes","No")'
    set_formula(book.sheets["Redlines"]["F2"], typed, "No")

    result = generate_force_grades(book)

    assert book.sheets["Redlines"]["F2"].formula == typed
    assert (
        _said(result, "Redlines", "F2")
        == "Met is No by a formula of your own, and the figures of the row give Yes."
    )


def test_an_aspiration_judged_by_two_figures_stays_and_says_both_values(make_book: MakeBook) -> None:
    book = make_book({"MSG": [["Measure", "Position", "Of", "To average", "Aspiration", "Status"], ["All crime", 2, 8, -6, "4th in MSG"]]})  # fmt: skip
    typed = '=IF(AND(B2<=4,D2>-5),"Met or exceeded","Below aspiration")'
    set_formula(book.sheets["MSG"]["F2"], typed, "Below aspiration")

    result = update_msg(book)

    assert book.sheets["MSG"]["F2"].formula == typed
    assert _said(result, "MSG", "F2") == (
        "Status is Below aspiration by a formula of your own, and the figures of the row give Met or exceeded."
    )


@pytest.mark.parametrize(
    ("cell", "typed", "holds", "said"),
    [
        ("G2", '=IF(E2<50,"too few",YOY(E2,F2))', -0.0833, None),
        ("G2", '=IF(E2<5000,"too few",YOY(E2,F2))', "too few", "Year-on-year change is too few by a formula of your own, and the figures of the row give -8.3%."),
        ("O2", "=ROUNDUP(SHORTFALL(E2,F2,C2)*1.1,0)", 39, "Shortfall is 39 by a formula of your own, and the figures of the row give 35."),
        ("N2", '=IF(S2="suspended","Grey",RAG(YOY(E2,F2),C2,FALSE,0.05,D2))', "Grey", "RAG is Grey by a formula of your own, and the figures of the row give Amber."),
    ],
)  # fmt: skip
def test_a_formula_around_ours_on_the_scorecard_stays_and_says_both_values(
    make_book: MakeBook, cell: str, typed: str, holds: Any, said: str | None
) -> None:
    book = make_book(everything())
    set_formula(book.sheets["Scorecard"][cell], typed, holds)

    result = fill_scorecard(book)

    assert book.sheets["Scorecard"][cell].formula == typed
    assert _said(result, "Scorecard", cell) == said


def _said(result: Any, sheet: str, cell: str) -> str | None:
    return next((p.what for p in result.problems if (p.sheet, p.cell) == (sheet, cell)), None)


# --- every computed column of every kind, by its patterns


def _rewritten(formula: str) -> Iterator[str]:
    """Yield what an officer makes of one of our formulas without wrapping it: another argument, constant, sign, text."""
    if formula.endswith(")"):
        yield f'{formula[:-1]},"by hand")'
        yield f"{formula[:-1]},Z9*2)"
    pieces = tokens(formula)
    for place, (kind, text) in enumerate(pieces):
        before, after = ("".join(t for _, t in part) for part in (pieces[:place], pieces[place + 1 :]))
        if kind == "cells" and not before.endswith("!"):
            yield f"{before}-0.217{after}"
            yield f"{before}({text}){after}"
            yield f"{before}{text}*2{after}"
            yield f"{before}SUM({text}){after}"
        elif kind == "function":
            yield f"{before}MY{text}{after}"
        elif kind == "text":
            yield f'{before}"in my words"{after}'
        elif text in "<>=" and place > 0 and f"{before[-1:]}{text}" in ("<=", ">="):
            yield f"{before[:-1]}<>{after}"


def _formulas_of_an_officer(column: Column) -> st.SearchStrategy[str]:
    patterns = st.sampled_from(column.formulas or ("=YOY(cells,cells)",))
    own = st.builds(example, patterns, st.integers(2, 99), st.booleans())
    wrapped = st.builds(lambda how, text: how.format(text.removeprefix("=")), st.sampled_from(WRAPPED), own)
    again = st.builds(lambda how, text: how.format(text.removeprefix("=")), st.sampled_from(WRAPPED), wrapped)
    rewritten = own.flatmap(lambda text: st.sampled_from([text + "+0", *_rewritten(text)]))
    return st.one_of(wrapped, again, rewritten, st.sampled_from(FRESH))


@given(st.data())
@settings(max_examples=examples(150))
def test_a_formula_wrapped_extended_or_rewritten_is_no_more_ours(data: st.DataObject) -> None:
    _, column = data.draw(st.sampled_from(COLUMNS))
    formula = data.draw(_formulas_of_an_officer(column))

    assert not fits(formula, column.formulas), formula
    for pattern in column.formulas:
        for published in (True, False):
            assert not same_shape(formula, example(pattern, 2, published)), formula


@given(st.data())
@settings(max_examples=examples(100))
def test_a_formula_of_ours_is_known_in_any_row_and_however_it_is_spelt(data: st.DataObject) -> None:
    _, column = data.draw(st.sampled_from(WITH_FORMULA))
    pattern = data.draw(st.sampled_from(column.formulas))
    formula = example(pattern, data.draw(st.integers(1, 1048576)), data.draw(st.booleans()))
    spaced = re.sub(r",(?=[A-Z'])", ", ", formula)

    assert fits(formula, column.formulas)
    assert fits(spaced, column.formulas)


LIKE_EACH_OTHER = (
    {"to_average", "to_top_quartile"},
    {"this", "last"},
    {"quarter_change", "year_change"},
    {"quarter_percent", "year_percent"},
    {"change", "to_peers"},
    *(set(pair) for pair in combinations(("change", "change_1", "change_7", "change_28"), 2)),
    *(set(pair) for pair in combinations(("percent", "percent_7", "percent_28"), 2)),
    {"unusual", "unusual_28"},
    {"outcomes", "crimes"},
    *(set(pair) for pair in combinations(("actual", "previous", "target", "year_on_year"), 2)),
)
"""Two changes to two benchmarks, the sums of two years' months, changes on two quarters, and on last time and the peers; of the latest days
and the year; the two counts behind a rate; figures of the scorecard that a page of an objective shows as they stand there."""


def test_no_two_columns_of_a_row_can_be_taken_for_each_other() -> None:
    """A formula copied from the column beside is a person's, unless the very same would stand there."""
    for layout in dict.fromkeys(layout for kind in KINDS.values() for layout in kind.tables):
        columns = [column for column in ours(layout) if column.formulas]
        for one in columns:
            for other in columns:
                if one is not other and {one.field, other.field} not in LIKE_EACH_OTHER:
                    assert not any(fits(example(pattern), other.formulas) for pattern in one.formulas)


@pytest.mark.slow
def test_every_formula_in_the_samples_is_of_a_pattern_of_its_column(root: Path) -> None:
    seen = set()
    for path in sorted((root / "workbooks").glob("sample-*.xlsx")):
        with open_book(path) as book:
            seen |= _formulas_without_pattern_are_none(book)

    assert {
        "position",
        "status",
        "move",
        "rag",
        "shortfall",
        "year_on_year",
        "overall",
        "impact_class",
    } <= seen


@pytest.mark.parametrize("policy", [False, True])
def test_every_formula_that_is_planned_is_of_a_pattern_of_its_column(
    make_book: MakeBook, policy: bool
) -> None:
    sheets = everything()
    if policy:
        sheets["Policy"] = [
            ["Setting", "Value"],
            ["Own force", "South"],
            ["rag_tolerance", 0.1],
            ["trend_tolerance", 0.02],
        ]
    book = make_book(sheets)
    set_formula(book.sheets["Scorecard"]["L2"], '="Low"', "Low")
    refresh(book)

    assert _formulas_without_pattern_are_none(book) == {
        "redline", "met", "value", "position", "of", "to_average", "to_top_quartile", "status", "expected", "move",
        "year_on_year", "trend", "control", "impact_class", "overall", "rag", "shortfall", "score",
    }  # fmt: skip


def _formulas_without_pattern_are_none(book: xw.Book) -> set[str]:
    reading, seen = Reading(book), set()
    for table in tables_of(reading):
        for column in ours(table.layout):
            for row in table.records:
                place = row, table.columns.get(column.field)
                formula = (reading.formulas(table.sheet) or {}).get(place)  # type: ignore[arg-type]
                if formula is not None and formula != '="Low"':
                    assert fits(formula, column.formulas), f"{table.layout.kind} {column.field}: {formula}"
                    seen.add(column.field)
    return seen


# --- the actions


ACTIONS: Final[dict[str, Callable[[xw.Book], Any]]] = {
    "generate force grades": generate_force_grades,
    "agree grades": agree_grades,
    "update MSG": update_msg,
    "fill scorecard": fill_scorecard,
    "refresh": refresh,
    "collate": lambda book: collate(book, []),
    "roll": lambda book: roll(book, "Cycle 14"),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook with everything, refreshed once."""
    from tests.books.conftest import _write

    path = tmp_path_factory.mktemp("everything") / "book.xlsx"
    _write(path, everything())
    with open_book(path) as book:
        refresh(book)
        book.save()
    return path


def _officers_formula(column: Column, chance: random.Random) -> str:
    """Return a formula of an officer's for a column, by chance; of one seed, so that a failure is found again at once."""
    own = example(
        chance.choice(column.formulas or ("=YOY(cells,cells)",)), chance.randint(2, 9), chance.random() < 0.5
    )
    kind = chance.randrange(3)
    if kind == 0:
        return chance.choice(FRESH)
    if kind == 1:
        return chance.choice([f"{own}+0", *_rewritten(own)])
    return chance.choice(WRAPPED).format(own.removeprefix("="))


@given(action=st.sampled_from(sorted(ACTIONS)), seed=st.integers(0, 2**32))
@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_formula_of_an_officer_stays_through_every_action(filled: Path, action: str, seed: int) -> None:
    chance = random.Random(seed)
    with open_book(filled) as book:
        stand: dict[tuple[str, str], str] = {}
        for table in tables_of(Reading(book)):
            for column in ours(table.layout):
                if column.field in table.columns and table.layout.kind != "table of problems":
                    place = (
                        table.sheet,
                        cell_address(chance.choice(table.records), table.columns[column.field]),
                    )
                    cell = book.sheets[place[0]][place[1]]
                    held = chance.choice(["High", 0.5, "", None, "#N/A"])
                    set_formula(cell, _officers_formula(column, chance), held)
                    stand[place] = cell.formula

        ACTIONS[action](book)

        assert {place: book.sheets[place[0]][place[1]].formula for place in stand} == stand
