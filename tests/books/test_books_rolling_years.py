"""Months below a banner "12 months to" are readings of a rolling year: the newest and the one before, and no monthly series."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import fill_scorecard, refresh
from xlscore.cli.run import run

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]

NAMES = [["Burglary", "Recorded Crime"], ["Burglary", "Crime Outcome Rate"]]
TARGETS, BEFORE, NOW = ["-10%", "25%"], [2076, 0.176], [1903, 0.182]
READ = [(1903, 2076), (0.182, 0.176)]


def _body(*columns: Sequence[Any]) -> Rows:
    return [[*name, *cells] for name, *cells in zip(NAMES, *columns, strict=True)]


def target_in_front(banner: str, before: Any, now: Any) -> Rows:
    head = [[None, None, None, banner, None], ["Objective", "Purpose", "Target", before, now]]
    return [*head, *_body(TARGETS, BEFORE, NOW)]


def target_behind(banner: str, before: Any, now: Any) -> Rows:
    head = [
        ["Scorecard"],
        [],
        [None, None, banner, None, None],
        ["Objective", "Purpose", before, now, "Target"],
    ]
    return [*head, *_body(BEFORE, NOW, TARGETS)]


def merged_down_and_newest_first(banner: str, before: Any, now: Any) -> Rows:
    head = [["Objective", "Purpose", "Target", banner, None, "Change"], [None, None, None, now, before, None]]
    return [*head, *_body(TARGETS, NOW, BEFORE, [None, None])]


def threat_and_no_target(banner: str, before: Any, now: Any) -> Rows:
    head = [
        [None, None, banner, None, None, None],
        ["Objective", "Purpose", before, now, "Threat", "Impact score"],
    ]
    return [*head, *_body(BEFORE, NOW, ["High", "Low"], [12, 9])]


def banner_as_title(banner: str, before: Any, now: Any) -> Rows:
    return [[f"Scorecard, {banner}"], ["Objective", "Purpose", "Target", before, now], *_body(TARGETS, BEFORE, NOW)]  # fmt: skip


LAYOUTS = (
    target_in_front,
    target_behind,
    merged_down_and_newest_first,
    threat_and_no_target,
    banner_as_title,
)
BANNERS = ("12 months to", "Rolling 12 months to", "12 months ending", "Twelve months ended:", "Year ending", "Year to", "Recorded crime: year to")  # fmt: skip
MONTHS = (
    ("Sep 2023", "Sep 2024"), ("Sep-23", "Sep-24"), ("Aug 2024", "Sep 2024"), (datetime.datetime(2023, 9, 1), datetime.datetime(2024, 9, 1)),
)  # fmt: skip


@pytest.mark.parametrize("months", MONTHS)
@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_newest_reading_is_the_actual_and_nothing_is_said_of_missing_months(
    layout: Callable[..., Rows], banner: str, months: tuple[Any, Any], make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": layout(banner, *months)})

    found = refresh(book).as_dict()["scorecard"]

    assert [(row["actual"], row["previous"]) for row in found["rows"]] == READ
    assert [row["control"] for row in found["rows"]] == [None, None]
    assert found["problems"] == []
    assert "Level of control" not in [cell for row in book.sheets["Sheet1"].used_range.value for cell in row]


def test_of_three_readings_the_one_a_year_before_is_the_previous(make_book: MakeBook) -> None:
    head = [[None, None, "12 months to", None, None, None], ["Objective", "Purpose", "Sep 2023", "Aug 2024", "Sep 2024", "Target"]]  # fmt: skip
    rows = [*head, *_body(BEFORE, [1950, 0.18], NOW, TARGETS)]

    found = fill_scorecard(make_book({"Sheet1": rows}))

    assert [(row.actual, row.previous) for row in found.rows] == READ
    assert found.problems == ()


@pytest.mark.parametrize("banner", ["2024/25", "Months", "Last 12 months", "Recorded crime by month"])
def test_a_month_under_another_banner_is_a_month(banner: str, make_book: MakeBook) -> None:
    card = [["Objective", "Purpose", "Target", "Actual", "Previous year"], *_body(TARGETS, NOW, BEFORE)]
    head = [[None, None, banner, None, None, None], ["Objective", "Purpose", "Apr 2024", "May 2024", "Jul 2024", "Aug 2024"]]  # fmt: skip
    series = [*head, *_body([1, 0.1], [2, 0.1], [3, 0.1], [4, 0.1])]

    found = fill_scorecard(make_book({"Card": card, "Series": series}))

    assert [p.what for p in found.problems] == ["Jun 2024 is missing before Jul 2024."]


def test_a_rolling_year_beside_a_series_leaves_the_series_alone(make_book: MakeBook) -> None:
    months = [
        ["Objective", "Purpose", *(datetime.date(2024, n, 1) for n in range(1, 10))],
        *_body(*[[100, 0.2]] * 9),
    ]

    found = fill_scorecard(
        make_book({"Card": target_in_front("12 months to", "Sep 2023", "Sep 2024"), "Series": months})
    )

    assert [row.as_dict()["control"] for row in found.rows] == ["Controlled", "Controlled"]
    assert found.problems == ()


def test_the_command_line_has_no_problem_with_a_rolling_year(
    make_file: MakeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_file({"Sheet1": target_behind("12 months to", "Sep 2023", "Sep 2024")})

    codes = [run(["scorecard", str(path), "--json"]) for _ in range(2)]

    assert codes == [0, 0]
    assert '"problems": []' in capsys.readouterr().out


def test_two_runs_write_the_same(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": threat_and_no_target("12 months to", "Sep 2023", "Sep 2024")})
    refresh(book)
    once = book.sheets["Sheet1"].used_range.formula

    refresh(book)

    assert book.sheets["Sheet1"].used_range.formula == once
