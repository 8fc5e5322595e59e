"""The explorer: formulas over the table of counts that say of every series what the rules say, in a colleague's program without the add-in."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.libreoffice import Office
from tests.support.slow import some
from xlscore.books import draw_control_charts
from xlscore.books.control.control import explore
from xlscore.engine import open_book
from xlscore.rules.control.records import ControlRow, LimitLevel

MakeBook = Callable[[Sheets], xw.Book]

LENGTH: Final = 66
MONTHS: Final = [datetime.date(2019 + n // 12, n % 12 + 1, 1) for n in range(LENGTH)]
_NUMBERS: Final = random.Random(7)


def usual(level: float, spread: float) -> list[Any]:
    return [max(0, round(_NUMBERS.gauss(level, spread))) for _ in MONTHS]


def shifted(level: float, by: float, months: int) -> list[Any]:
    values = usual(level, level**0.5)
    return [*values[:-months], *(max(0, round(value + by)) for value in values[-months:])]


def rising(months: int) -> list[Any]:
    values = usual(60, 6)
    return [*values[:-months], *(40 + 5 * n for n in range(months))]


def holed(values: list[Any], *places: int) -> list[Any]:
    return [None if n in places else value for n, value in enumerate(values)]


CASES: Final[dict[str, list[Any]]] = {
    "Steady": usual(100, 9), "Noisy": usual(30, 14), "Small": usual(4, 2), "Above at the end": shifted(80, 30, 2), "Shift up": shifted(90, 14, 9),
    "Shift down": shifted(90, -14, 12), "Long trend": rising(9), "Trend back": [*rising(9)[:-1], 20], "Turning": [*usual(50, 5)[:50], *range(40, 48), *range(47, 39, -1)],
    "Gaps": holed(usual(70, 9), 10, 11, 30, 64), "No last months": holed(usual(70, 9), 63, 64, 65), "Begins late": holed(usual(70, 9), *range(30)),
    "Ties": [50, 50, 51, 50, 49] * 13 + [50], "Equal": [12] * LENGTH, "One wild": [*usual(40, 4)[:30], 400, *usual(40, 4)[31:]], "Few": holed(usual(40, 4), *range(57)),
    "Rare": [int(n % 6 == 0) for n in range(LENGTH)], "Stepped": [*usual(40, 4)[:40], *usual(80, 5)[40:]], "Stepped twice": [*usual(40, 4)[:30], *usual(80, 5)[30:50], *usual(20, 3)[50:]],
    "Baselined": shifted(60, 25, 20), "Own limits": usual(60, 9), "Higher better": shifted(90, 14, 9), "Neither": shifted(80, 30, 1), "Adjusted": [100 + 40 * (n % 12 > 7) + n % 3 for n in range(LENGTH)],
    **{f"Random {n}": [*usual(10 * (n + 1), 3 + 2 * n)[:-8], *usual(10 * (n + 1) + 6 * (n % 3), 3 + n)[-8:]] for n in range(4)},
}  # fmt: skip
PLACES: Final = ("", "North")

CARRIED: Final = some(
    (
        "Steady",
        "Trend back",
        "No last months",
        "Stepped twice",
        "Gaps",
        "Baselined",
        "Own limits",
        "Rare",
        "Few",
        "Turning",
    ),
    3,
)
"""The series for which what the cells carry is held against what a spreadsheet program computes."""

SHEETS: Final[Sheets] = {
    "Series": [
        ["Measure", "Place", *MONTHS],
        *([name, place, *values] for name, values in CASES.items() for place in PLACES[: 1 + (name == "Steady")]),
    ],
    "Measures": [
        ["Measure", "Better", "Plan area", "Chart"],
        *([name, "Lower" if name not in {"Higher better", "Neither"} else "Higher" if name[0] == "H" else "Neutral", "No", "Adjusted" if name == "Adjusted" else ""] for name in CASES),
    ],
    "Notes": [
        ["Measure", "Place", "Kind", "Note", "From", "To"],
        ["Stepped", "", "Step change", "New recording rules", MONTHS[40], MONTHS[40]],
        ["Stepped twice", "", "Step change", "Two stations closed", MONTHS[30], MONTHS[30]],
        ["Stepped twice", "", "Break", "Another system", MONTHS[50], MONTHS[50]],
    ],
    "Control limits": [
        ["Measure", "Place", "Baseline from", "Baseline to", "Lower limit", "Mean", "Upper limit", "Why"],
        ["Baselined", "", MONTHS[2], MONTHS[25], None, None, None, "The year before the change"],
        ["Own limits", "", None, None, 45, 60, 70, "Agreed"],
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[ControlRow, ...]]:
    """A workbook with every kind of series, and what the rules say of each."""
    import openpyxl

    path = tmp_path_factory.mktemp("explorer") / "book.xlsx"
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in SHEETS.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    with open_book(path) as book:
        found = draw_control_charts(book)
        book.save()
    assert all("is blank between months" in problem.what for problem in found.problems)
    return path, tuple(row for row in found.result.rows if row.level is LimitLevel.STRICT)


@pytest.fixture(scope="module")
def answers(
    explored: tuple[Path, tuple[ControlRow, ...]], office: Office
) -> dict[str, tuple[ControlRow, list[dict[str, Any]], list[list[Any]], list[list[Any]]]]:
    """What LibreOffice computes for each series once it is chosen: the steps by their headings, the page, and the whole sheet."""
    path, rows = explored
    found = {}
    with office.open(path) as book:
        for row in rows:
            book.set("Explorer", "B4", row.series.measure)
            book.set("Explorer", "B5", row.series.place or "Force")
            cells = book.read("Explorer data", booleans=False)
            head = next(line for line in cells if "Across" in line)
            start = cells.index(head) + 3
            steps = [
                dict(zip(head, line, strict=False)) for line in cells[start:] if isinstance(line[0], float)
            ]
            found[row.series.title] = row, steps, book.read("Explorer"), cells
    return found


pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.slow,
    pytest.mark.xdist_group("explorer"),
]  # computed once for all


def test_the_cases_are_of_every_kind(explored: tuple[Path, tuple[ControlRow, ...]]) -> None:
    kinds = {row.kind.value for row in explored[1]}
    signals = {point.signal.value for row in explored[1] for point in row.points}

    assert kinds >= {"control chart", "run chart", "months between"}
    assert signals == {"", "outside", "trend", "two in three", "shift"}
    assert max(len(row.segments) for row in explored[1]) == 3


@pytest.mark.parametrize("name", [*CASES, "Steady, North"])
def test_the_formulas_say_of_each_month_what_the_rules_say(answers: dict[str, Any], name: str) -> None:
    title = f"{name} (seasonally adjusted)" if name == "Adjusted" and name not in answers else name
    row, steps, page, _ = answers[title]
    by_month = {line["month"]: line for line in steps}
    is_control = row.kind.value == "control chart"

    for point in row.points if not row.kind.is_between else ():
        line = by_month[_as_read(point.month, steps)]
        assert (
            line["value"] in (point.value, "")
            if point.value is None
            else line["value"] == pytest.approx(point.value)
        )
        wanted = (point.mean, point.upper, point.lower) if is_control else (None, None, None)
        for heading, expected in zip(("Mean", "Upper limit", "Lower limit"), wanted, strict=True):
            assert (line[heading] or None) == (
                None if expected is None else pytest.approx(expected, rel=1e-12)
            ), (
                point.month,
                heading,
            )
        if point.value is not None and is_control:
            assert (point.month, line["Shows"]) == (point.month, point.variation.value)
    assert page[4][4] == (row.variation.value if is_control else "common cause")


def test_every_formula_carries_what_a_spreadsheet_program_computes_for_the_choice(
    answers: dict[str, Any], explored: tuple[Path, tuple[ControlRow, ...]], tmp_path: Path
) -> None:
    """In a viewer, and in Excel's protected view, nothing is computed: what is shown is what the cells carry."""
    path, seen = tmp_path / "book.xlsx", 0
    path.write_bytes(explored[0].read_bytes())

    with open_book(path) as book:
        for name in CARRIED:
            book.sheets["Explorer"].range("B4").value = name
            explore(book)
            for title, computed in zip(("Explorer", "Explorer data"), answers[name][2:], strict=True):
                sheet = book.sheets[title]
                area = sheet.used_range
                held = area.options(ndim=2).value
                for row, line in enumerate(area.formula):
                    for column, text in enumerate(line):
                        if str(text).startswith("="):
                            seen += 1
                            place = title, row + area.row - 1, column + area.column - 1
                            assert _cell(held[row][column]) == _near(computed[place[1]][place[2]]), (
                                name,
                                *place,
                                text,
                            )

    assert seen > 2000 * len(CARRIED)


def _cell(value: Any) -> Any:
    """Return a cell's value as the office hands it out: a day as its number, a boolean likewise, nothing as an empty text."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, datetime.datetime):
        return float((value - datetime.datetime(1899, 12, 30)).days)
    return "" if value is None else value


def _near(value: Any) -> Any:
    value = float(value) if isinstance(value, bool) else value
    return (
        pytest.approx(value, rel=1e-12, abs=1e-12)
        if isinstance(value, float)
        else ""
        if value is None
        else value
    )


def test_a_choice_that_names_no_series_is_said_in_what_the_cells_carry(
    make_file: Callable[[Sheets], Path], office: Office
) -> None:
    path = make_file(
        SHEETS | {"Series": [row for row in SHEETS["Series"] if row[0] in {"Measure", "Steady", "Gaps"}]}
    )
    with open_book(path) as book:
        draw_control_charts(book)
        book.sheets["Explorer"].range("B4").value = "St*"
        explore(book)
        book.save()

    kept, computed = (office.read(path, "Explorer", recalculate=again) for again in (False, True))

    assert kept == computed
    assert kept[5][0] == "There are no figures of this measure in this place."


def test_a_rate_is_said_as_a_percentage_before_and_after_a_spreadsheet_program_computes(
    make_file: Callable[[Sheets], Path], office: Office
) -> None:
    path = make_file(
        {
            "Series": [
                ["Measure", "Place", *MONTHS[:30]],
                ["Burglary", "", *[200] * 30],
                ["Burglary outcomes", "", *[40, 42, 38] * 9, 41, 39, 80],
            ],
            "Measures": [
                ["Measure", "Better", "Purpose", "Plan area"],
                ["Burglary outcome rate", "Higher", "Crime Outcome Rate", "Yes"],
            ],
            "Targets": [
                ["Measure", "Place", "Year", "Kind", "Agreed target"],
                ["Burglary outcome rate", "", "2021/22", "Level", "10%"],
            ],
        }
    )
    with open_book(path) as book:
        draw_control_charts(book)
        book.sheets["Explorer"].range("B4").value = "Burglary outcome rate"
        draw_control_charts(book)
        book.save()

    page, data = office.read(path, "Explorer"), office.read(path, "Explorer data")

    assert page[3][4] == "40.0%"
    assert [page[row][7].count("%") for row in (3, 4)] == [1, 2]
    assert data[3][0] == "Burglary outcome rate, Force: improvement, 40.0%"


def _as_read(month: datetime.date, steps: list[dict[str, Any]]) -> Any:
    number = (MONTHS[-1].year - month.year) * 12 + MONTHS[-1].month - month.month
    return steps[len(steps) - 1 - number]["month"]
