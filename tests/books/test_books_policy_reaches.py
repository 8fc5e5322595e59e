"""Every setting on a Policy sheet changes a cell: what reaches nothing is not there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pytest
import xlwings as xw

from tests.support.slow import dear
from tests.support.small_month import MEASURES, small_month
from tests.support.tools import ROOT
from xlscore.books import refresh
from xlscore.books.files import workbook_file
from xlscore.books.kinds import KINDS
from xlscore.books.samples import SAMPLES
from xlscore.books.tables.headings import POLICY, policy_name
from xlscore.books.templates.build import OF_THE_MONTH
from xlscore.rules.policy import DEFAULT, SETTINGS

pytestmark = pytest.mark.xdist_group("policy-reaches")

WORKBOOKS: Final = ROOT / "workbooks"
OTHER: Final[Mapping[str, Any]] = {
    "scale": "five",
    "force_grade_rule": "worst",
    "risk_redline_over": 45,
    "impact_step": 2,
    "own_force": "Kent",
    "msg_average": "peers",
    "expected_adjust": "shmi",
    "redline_in_line": "expected range",
    "rag_tolerance": 0.3,
    "trend_tolerance": 0.9,
    "impact_medium_from": 1,
    "impact_high_from": 10,
    "spc_screen": "no",
    "spc_limits": 10,
    "spc_run": 3,
    "spc_sensitive": 0.3,
    "spc_months": 24,
    "spc_fewest": 120,
    "spc_rare": 0.5,
    "spc_recalculate": 7,
    "year_begins": 1,
    "projection_confidence": 0.95,
    "projection_method": "share",
    "projection_keep": 0.6,
    "projection_borrowed": 0,
    "target_floor": 0.12,
    "target_ceiling": 0.5,
    "hmic_excess": 5,
    "hmic_reduction": 0.2,
    "suppress_under": 50,
    "quarter_slight": 0.5,
    "shoots_months": 6,
}
"""Another value for each setting, one that this sample's figures feel."""
SAMPLE_OF: Final = {
    "balanced-scorecard": ("scale", "force_grade_rule", "risk_redline_over", "impact_step"),
    "msg-positions": ("own_force", "msg_average", "expected_adjust", "redline_in_line"),
    "threat-impact": (
        "rag_tolerance", "trend_tolerance", "impact_medium_from", "impact_high_from", "spc_screen", "spc_limits", "spc_run",
    ),
    "monthly-performance": (
        "spc_sensitive", "spc_months", "spc_fewest", "spc_rare", "spc_recalculate", "year_begins", "projection_confidence", "projection_method", "projection_keep", "projection_borrowed",
        "target_floor", "target_ceiling", "hmic_excess", "hmic_reduction", "suppress_under", "quarter_slight", "shoots_months",
    ),
}  # fmt: skip
"""The sample whose figures each setting is tried on."""
CASES: Final = [(kind, setting) for kind, settings in SAMPLE_OF.items() for setting in settings]
TRIED_ELSEWHERE: Final = {"indicator_lag"}
"""The settings that decide what is said, tried by the tests of indicators."""
QUICK: Final = {("threat-impact", f"impact_{level}_from") for level in ("medium", "high")}

MONTHS: Final = (100, 104, 98, 102, 99, 101, 240, 100, 103, 97, 101, 99, 104, 98, 100, 106, 112, 128)
"""Eighteen months: a large jump that only screening leaves out of the limits, and a last one that is outside of them."""
QUIET: Final = (*MONTHS[:-1], 119)
"""The same with a last month that signals only where a short run counts."""


@pytest.fixture(scope="module")
def book_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A copy of the sample of a kind, of the month a small one, with what its papers do not print, so that every setting has something to reach."""

    @cache
    def made(kind: str) -> Path:
        folder = tmp_path_factory.mktemp(kind)
        path = (
            small_month(folder / "book.xlsx")
            if kind == "monthly-performance"
            else Path(shutil.copy(WORKBOOKS / SAMPLES[kind].file, folder))
        )
        with workbook_file(path) as book:
            if kind == "threat-impact":
                _add_months(book)
            if kind == "msg-positions":
                _add_redline(book)
            if kind == "balanced-scorecard":
                _cell_below(book, "Grid", "North LPA").value = "Adequate"
            if kind == "monthly-performance":
                _add_averages(book)
                _make_rare(book)
        return path

    return made


def _add_months(book: xw.Book) -> None:
    """Type a year and a half of months for the first recorded crime, and let its trend and its control be worked out."""
    series, scorecard = book.sheets["Series"], book.sheets["Scorecard"]
    row, column = _heading(series, "Strategic objective")
    top, left = _heading(scorecard, "Strategic objective")
    purposes = [scorecard.range((line, left + 1)).value for line in range(top + 1, top + 5)]
    crimes = top + 1 + purposes.index("Recorded Crime")
    series.range((row + 1, column)).value = [scorecard.range((crimes, left)).value, "Recorded Crime"]
    months = [date(2012 + n // 12, n % 12 + 1, 1) for n in range(len(MONTHS))]
    for n, (month, count) in enumerate(zip(months, MONTHS, strict=True)):
        series.range((row, column + 2 + n)).value = f"{month:%b %Y}"
        series.range((row + 1, column + 2 + n)).value = count
    for heading in ("Rolling 3-month trend", "Level of control"):
        scorecard.range((crimes, _heading(scorecard, heading)[1])).value = None


def _add_redline(book: xw.Book) -> None:
    """Type a redline that is worse than the average and within the expected range."""
    for heading, value in (
        ("Measure", "Violence with injury"),
        ("Minimum", "MSG average"),
        ("Better", "Lower"),
    ):
        _cell_below(book, "Quadrants", heading).value = value


def _add_averages(book: xw.Book) -> None:
    """Type MSG averages that the force is well above, for one measure that rises and one that falls."""
    headings = ["Measure", "Period end", "Own rate", "MSG average"]
    if "MSG averages" not in [sheet.name for sheet in book.sheets]:
        book.sheets.add("MSG averages").range("A1").value = headings
    sheet = book.sheets["MSG averages"]
    row, _ = _heading(sheet, headings[0])
    for line, (measure, average) in enumerate(zip(MEASURES, (7, 8), strict=True), row + 1):
        for heading, value in zip(headings, (measure, "Mar 2018", 10, average), strict=True):
            sheet.range((line, _heading(sheet, heading)[1])).value = value


def _make_rare(book: xw.Book) -> None:
    """Let one row of counts have nothing in every other month, and two in the others."""
    sheet = book.sheets["Series"]
    row, column = _heading(sheet, "Place")
    last = len(sheet.range((row, column)).expand("right").value) + column - 1
    for place, at in enumerate(range(column + 1, last + 1)):
        sheet.range((row + 2, at)).value = 2 * (place % 2)


def _heading(sheet: xw.Sheet, text: str) -> tuple[int, int]:
    for r, row in enumerate(sheet.used_range.value, sheet.used_range.row):
        for c, value in enumerate(row, sheet.used_range.column):
            if value == text:
                return r, c
    raise AssertionError(f"{sheet.name} has no heading {text}")


def _cell_below(book: xw.Book, sheet: str, text: str) -> xw.Range:
    row, column = _heading(book.sheets[sheet], text)
    return book.sheets[sheet].range((row + 1, column))


def _kinds_of(setting: str) -> tuple[str, ...]:
    """The kinds whose cells the setting reaches."""
    return tuple(name for name, kind in KINDS.items() if setting in kind.settings)


@cache  # what is planned without a change is asked for by every setting of the same kinds
def _unchanged(
    path: Path, kinds: tuple[str, ...], last: float | None = None
) -> Mapping[tuple[str, int, int], Any]:
    return _refreshed(path, kinds, {}, last)


def _refreshed(
    path: Path, kinds: tuple[str, ...], change: Mapping[str, Any], last: float | None = None
) -> Mapping[tuple[str, int, int], Any]:
    """Return what a refresh of some kinds would write into each cell, with settings changed by their cells' names.

    Nothing is written, and no other kind is asked: to draw every chart anew for each setting would take minutes, and the
    cells of these kinds are what is compared.
    """
    with workbook_file(path, save=False) as book:
        if last is not None:
            row, column = _heading(book.sheets["Series"], "Strategic objective")
            book.sheets["Series"].range((row + 1, column + 1 + len(MONTHS))).value = last
        for setting, value in change.items():
            place = book.names[policy_name(setting)].refers_to_range
            place.value = value
        with (
            patch("xlscore.books.refreshing.KINDS", {name: KINDS[name] for name in kinds}),
            patch("xlscore.books.refreshing.write", return_value=()) as write,
        ):
            refresh(book)
    edits = write.call_args.args[1]
    return {(edit.sheet, edit.row, edit.column): (edit.new, edit.formula) for edit in edits.cells}


@pytest.mark.parametrize("case", dear(CASES, {*CASES} - QUICK), ids="-".join)
def test_a_setting_that_is_changed_changes_a_cell(
    case: tuple[str, str], book_of: Callable[[str], Path]
) -> None:
    kind, setting = case
    last = QUIET[-1] if setting == "spc_run" else None
    before = _unchanged(book_of(kind), _kinds_of(setting), last)

    after = _refreshed(book_of(kind), _kinds_of(setting), {setting: OTHER[setting]}, last)

    assert {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}


@pytest.mark.slow
def test_the_matrix_of_overall_classes_changes_a_cell(book_of: Callable[[str], Path]) -> None:
    kinds = _kinds_of("overall_matrix")
    before = _unchanged(book_of("threat-impact"), kinds)

    after = _refreshed(book_of("threat-impact"), kinds, {"overall_matrix": [["High"] * 3] * 3})

    assert before != after


def test_every_setting_of_a_kind_is_tried_here() -> None:
    tried = {setting for _, setting in CASES} | {"overall_matrix"} | TRIED_ELSEWHERE

    assert tried == {setting for kind in KINDS.values() for setting in kind.settings}
    assert all(
        OTHER[setting.field] != getattr(DEFAULT, setting.field)
        for setting in SETTINGS
        if setting.field in OTHER
    )


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_policy_sheet_holds_the_settings_that_reach_its_workbook_and_no_others(kind: str) -> None:
    of_kinds = {
        "threat-impact": ("scorecard",),
        "monthly-performance": OF_THE_MONTH,
        "action-log": ("log",),
    }.get(kind, ("grades", "risks", "msg", "tubemap"))
    wanted = {setting for name in of_kinds for setting in KINDS[name].settings}

    with workbook_file(WORKBOOKS / SAMPLES[kind].file, save=False) as book:
        named = {name.name for name in book.names}
        labels = {row[0] for row in book.sheets[POLICY.sheet].used_range.value}

    assert {policy_name(setting) for setting in wanted} <= named
    assert {s.field for s in SETTINGS if s.label in labels} == wanted - {"own_force", "overall_matrix"}
    assert not {s.label for s in SETTINGS if s.field not in wanted} & labels
    assert not [
        n for n in named if re.fullmatch(r"xls_\w+", n) and n[4:] in {s.field for s in SETTINGS} - wanted
    ]
