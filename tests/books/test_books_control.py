"""The control charts of a workbook: whose months they take, what officers chose, the summary, what is asked about."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import ControlCharts, check, draw_control_charts, refresh, report_month
from xlscore.books.control import control
from xlscore.books.control.chart_pages import chart_title, described

MakeBook = Callable[[Sheets], xw.Book]

MONTHS: Final = [datetime.date(2019 + n // 12, n % 12 + 1, 1) for n in range(30)]
QUIET: Final = [100, 103, 98, 101, 99, 104, 97, 102, 100, 98, 103, 101] * 2 + [100, 103, 98, 101, 99, 104]
"""Thirty months in which nothing happens, to June 2021."""
JUMPS: Final = [*QUIET[:-1], 160]
SUMMARY: Final = "Control summary"


@pytest.fixture(autouse=True)
def without_pictures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the charts' pages and the explorer, which other tests ask for and which take a second: but for the slow tests here."""
    if request.node.get_closest_marker("slow") is None:
        monkeypatch.setattr(
            control, "plan_chart_pages", lambda *_: SimpleNamespace(sheet="Control charts", sentences=list)
        )
        monkeypatch.setattr(control, "plan_explorer", lambda *_: "Explorer")


def counts(*rows: list[Any]) -> list[list[Any]]:
    return [["Measure", "Place", *MONTHS], *rows]


MEASURES: Final = [
    ["Measure", "Better", "Plan area", "Chart"],
    ["Burglary", "Lower", "Yes", "Raw"],
    ["Arrests", "Higher", "No", ""],
    ["Calls", "Neutral", "No", ""],
]
SERIES: Final = counts(
    ["Burglary", "", *JUMPS], ["Burglary", "North", *QUIET], ["Arrests", "", *JUMPS], ["Calls", "", *JUMPS]
)


def told(result: ControlCharts) -> list[tuple[str, str]]:
    return [(f"{problem.sheet}!{problem.cell}", problem.what) for problem in result.problems]


def row(result: ControlCharts, measure: str, place: str = "", level: str = "strict") -> dict[str, Any]:
    return next(
        each
        for each in result.as_dict()["control"]
        if (each["measure"], each["area"], each["level"]) == (measure, place, level)
    )


def summary(book: xw.Book) -> list[list[Any]]:
    """Return the summary's rows of cells, headings first."""
    cells: list[list[Any]] = book.sheets[SUMMARY].used_range.value
    return cells[next(n for n, line in enumerate(cells) if line[0] == "Measure") :]


def test_each_measure_and_place_has_a_row_and_each_plan_area_a_sensitive_one_what_matters_first(
    make_book: MakeBook,
) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})

    found = draw_control_charts(book)

    assert [cells[:5] + cells[6:7] for cells in summary(book)[1:]] == [
        ["Burglary", "Force", "Strict", "◆ Concern", None, "New"],
        ["Calls", "Force", "Strict", "▲ High", None, "New"],
        ["Arrests", "Force", "Strict", "■ Improvement", None, "New"],
        ["Burglary", "North", "Strict", "● Common cause", None, None],
        ["Burglary", "Force", "Sensitive", "◆ Concern", None, "New"],
        ["Burglary", "North", "Sensitive", "● Common cause", None, None],
    ]
    assert summary(book)[1][5] == "Above the upper limit"
    assert summary(book)[1][8] == pytest.approx(160 - (sum(JUMPS) / 30), abs=0.01)
    assert f"Burglary: {summary(book)[1][13]}" == row(found, "Burglary")["sentence"]
    assert found.problems == ()


@pytest.mark.slow
def test_a_second_run_changes_nothing_and_the_month_and_refresh_write_the_same(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})
    draw_control_charts(book)
    before = summary(book)

    for again in (draw_control_charts, report_month, refresh, draw_control_charts):
        again(book)
        assert summary(book) == before


def test_the_months_answer_carries_the_rows_of_the_counts_that_it_was_asked_for(make_book: MakeBook) -> None:
    other = counts(["Fraud", "", *JUMPS])
    book = make_book({"Series": SERIES, "Other counts": other})

    month = report_month(book, sheet="Other counts").as_dict()

    assert [each["measure"] for each in month["control"]] == ["Fraud"]


def test_the_charts_end_with_the_month_that_is_asked_for(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})

    found = draw_control_charts(book, to="2021-05")

    assert {each["to"] for each in found.as_dict()["control"]} == {"2021-05"}
    assert {each["state"] for each in found.as_dict()["control"]} == {"none"}


def test_above_the_table_stand_what_the_signs_mean_and_how_many_signals_chance_would_make(
    make_book: MakeBook,
) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})

    draw_control_charts(book)

    lines = [book.sheets[SUMMARY].range((line, 1)).value for line in range(1, 5)]
    assert lines[0] == "Control charts to Jun 2021"
    assert "not what will be" in lines[1]
    assert lines[2].startswith("Strict limits: if nothing had changed, fewer than 1 of these 4 charts")
    assert lines[3].startswith("Sensitive limits: if nothing had changed, fewer than 1 of these 2 charts")


def test_next_month_the_rows_are_put_in_its_order_and_a_state_moves_on(make_book: MakeBook) -> None:
    series = [list(line) for line in SERIES]
    book = make_book({"Series": [line[:-1] for line in series], "Measures": MEASURES})
    draw_control_charts(book)
    first = [cells[0] for cells in summary(book)[1:]]

    column = len(series[0])
    for line, cells in enumerate(series, 1):
        book.sheets["Series"].range((line, column)).value = cells[-1]
    draw_control_charts(book)

    assert first[0] == "Burglary"
    assert [cells[:2] for cells in summary(book)[1:4]] == [
        ["Burglary", "Force"],
        ["Calls", "Force"],
        ["Arrests", "Force"],
    ]


def _swap(book: xw.Book, one: str, other: str) -> None:
    """Put two rows of the summary in each other's place, as somebody does who sorts."""
    sheet = book.sheets[SUMMARY]
    ranges = [sheet.range(f"A{line}:P{line}") for line in (one, other)]
    values = [cells.value for cells in ranges]
    ranges[0].value, ranges[1].value = values[1], values[0]


def test_rows_that_somebody_sorted_stay_where_they_are(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})
    draw_control_charts(book)
    _swap(book, "6", "9")
    before = summary(book)

    draw_control_charts(book)

    assert summary(book) == before
    assert before[1][:2] == ["Burglary", "North"]


def test_a_note_beside_a_row_and_what_a_person_typed_stay(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})
    draw_control_charts(book)
    sheet = book.sheets[SUMMARY]
    sheet["R6"].value = "Asked the commander"
    sheet["N7"].value = "We know why."

    found = draw_control_charts(book)

    assert sheet["R6"].value == "Asked the commander"
    assert sheet["N7"].value == "We know why."
    assert any(cell == f"{SUMMARY}!N7" for cell, _ in told(found))


def test_a_measure_that_is_gone_takes_its_rows_along(make_book: MakeBook) -> None:
    book = make_book({"Series": SERIES, "Measures": MEASURES})
    draw_control_charts(book)
    book.sheets["Series"]["A5"].value = "Reports"

    draw_control_charts(book)

    names = [cells[0] for cells in summary(book)[1:] if cells[0]]
    assert "Calls" not in names
    assert "Reports" in names


def test_a_step_change_on_notes_draws_the_limits_anew_and_stands_beside_the_row(make_book: MakeBook) -> None:
    shifted = [*QUIET[:15], *[value + 60 for value in QUIET[15:]]]
    notes = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Apr 2020", "Burglary", "North", "Step change", "New unit"],
        ["Apr 2020", "Burglary", "North", "Break", "New system"],
        ["Jan 2021", "Burglary", "", "Event", "A series"],
    ]
    series = counts(["Burglary", "North", *shifted], ["Burglary", "South", *shifted])
    book = make_book({"Series": series, "Notes": notes})

    found = draw_control_charts(book)

    north = next(each for each in found.result.rows if each.series.place == "North")
    south = next(each for each in found.result.rows if each.series.place == "South")
    assert [(part.start, part.stop) for part in north.segments] == [(0, 15), (15, 30)]
    assert (north.variation.value, south.variation.value) == ("common cause", "concern")
    assert [words for _, words in north.series.notes] == [
        "Break: New system",
        "Step change: New unit",
        "Event: A series",
    ]
    assert row(found, "Burglary", "South")["new_limits_from"] == "2020-04"
    assert any("A series" in said for said in row(found, "Burglary", "South")["caveats"])


def test_the_target_of_a_month_is_a_twelfth_of_the_years(make_book: MakeBook) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["Burglary", "", "2021/22", "Level", 2400],
    ]

    found = draw_control_charts(make_book({"Series": SERIES, "Measures": MEASURES, "Targets": targets}))

    assert row(found, "Burglary")["assurance"] == "Passing"


LIMITS: Final = [
    "Measure",
    "Place",
    "Baseline from",
    "Baseline to",
    "Lower limit",
    "Mean",
    "Upper limit",
    "Why",
]


def limited(make_book: MakeBook, *rows: list[Any]) -> ControlCharts:
    return draw_control_charts(
        make_book({"Series": SERIES, "Measures": MEASURES, "Control limits": [LIMITS, *rows]})
    )


def test_own_limits_and_baselines_are_those_of_the_chart_that_they_name(make_book: MakeBook) -> None:
    found = limited(
        make_book,
        ["burglary", "Force", "", "", 50, 100, 200, "Agreed"],
        ["Calls", None, "Jan 2019", datetime.date(2019, 12, 1)],
    )

    own, chosen = row(found, "Burglary"), row(found, "Calls")
    assert (own["lower"], own["mean"], own["upper"], own["variation"]) == (50, 100, 200, "common cause")
    assert chosen["mean"] == pytest.approx(sum(QUIET[:12]) / 12)
    assert row(found, "Burglary", "North")["mean"] == pytest.approx(sum(QUIET) / 30)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["Calls", "", "", "", 200, 100, 50], "not in their order"),
        (["Calls", "", "", "", 50, None, 200], "lack Mean"),
        (["Calls", "", "", "", 50, "about 100", 200], "'about 100' is not a number"),
        (["Calls", "", "Dec 2019", "Jan 2019"], "ends before it begins"),
        (["Calls", "", "Jan 2019", ""], "lacks one of its ends"),
        (["Calls", "", "soon", "Dec 2019"], "'soon' names no month"),
        (["Calls", "", "Jan 2019", "Jun 2019"], "has fewer than 12 months with a figure"),
        (["Calls", "", "Jan 1999", "Dec 1999"], "has fewer than 12 months with a figure"),
        (["Calls", "", "Jan 2019", "Dec 2019", 50, 100, 200], "has both limits and a baseline"),
        (["Calls", "West", "Jan 2019", "Dec 2019"], "'Calls' in West is no measure and place"),
        (["Kalls", "", "Jan 2019", "Dec 2019"], "'Kalls' is no measure and place"),
    ],
)
def test_what_cannot_be_followed_of_limits_is_said_at_its_cell(
    make_book: MakeBook, cells: list[Any], said: str
) -> None:
    found = limited(make_book, cells)

    assert any(at.startswith("Control limits!") and said in what for at, what in told(found))


def test_a_measure_named_twice_in_the_limits_keeps_the_first(make_book: MakeBook) -> None:
    found = limited(make_book, ["Calls", "", "", "", 50, 100, 200], ["CALLS", "Force", "", "", 90, 100, 110])

    assert row(found, "Calls")["upper"] == 200
    assert any("is there twice" in what for _, what in told(found))


@pytest.mark.parametrize(
    ("word", "adjusted", "problems"),
    [
        ("Adjusted", True, 0),
        ("seasonally adjusted", True, 0),
        ("Raw", False, 0),
        (None, False, 0),
        ("maybe", False, 1),
    ],
)
def test_values_are_adjusted_where_the_measure_says_so(
    make_book: MakeBook, word: str | None, adjusted: bool, problems: int
) -> None:
    months = [datetime.date(2016 + n // 12, n % 12 + 1, 1) for n in range(60)]
    series = [["Measure", "Place", *months], ["Burglary", "", *QUIET, *QUIET]]
    measures = [["Measure", "Better", "Chart"], ["Burglary", "Lower", word]]
    book = make_book({"Series": series, "Measures": measures})

    found = draw_control_charts(book)

    assert row(found, "Burglary")["adjusted"] is adjusted
    assert ("seasonally adjusted" in row(found, "Burglary")["sentence"]) is adjusted
    assert len(found.problems) == problems


def test_rare_events_with_their_days_are_days_between(make_book: MakeBook) -> None:
    days = [datetime.date(2019, 1, 5) + datetime.timedelta(50 * n + n % 5 * 7) for n in range(18)]
    table = [
        ["Date", "Measure", "Place", "Count"],
        *[[day, "Homicide", "", 1] for day in days],
        [datetime.date(2021, 6, 30), "Burglary", "", 5],
    ]

    found = draw_control_charts(make_book({"Days": table}))

    homicide = row(found, "Homicide")
    assert (homicide["chart"], homicide["value"]) == ("days between", (days[-1] - days[-2]).days)
    assert homicide["to"] == str(days[-1])


@pytest.mark.parametrize(
    "row_of_counts",
    [
        [7] * 30,
        [0] * 30,
        [None] * 29 + [5],
        [5, None] * 15,
        [value * 10**9 for value in QUIET],
    ],
    ids=["constant", "all zero", "one month", "gaps", "huge"],
)
def test_odd_counts_are_charted_without_a_signal_of_their_own(
    make_book: MakeBook, row_of_counts: list[Any]
) -> None:
    book = make_book({"Series": counts(["Burglary", "", *row_of_counts])})

    found = draw_control_charts(book)
    draw_control_charts(book)

    assert row(found, "Burglary")["state"] == "none"


@pytest.mark.parametrize("better", ["Lower", "Higher"])
def test_a_count_below_zero_is_asked_about_and_is_neither_an_improvement_nor_a_concern(
    make_book: MakeBook, better: str
) -> None:
    table = counts(["Burglary", "", *QUIET[:-1], -40], ["Robbery", "", *[-7] * 30])
    book = make_book({"Series": table, "Measures": [["Measure", "Better"], ["Burglary", better]]})

    found = draw_control_charts(book)

    burglary = row(found, "Burglary")
    assert (burglary["to"], burglary["value"], burglary["state"]) == ("2021-05", QUIET[-2], "none")
    assert [each["measure"] for each in found.as_dict()["control"]] == ["Burglary"]
    assert sum("is below zero" in what for _, what in told(found)) == 2


def test_a_measure_that_has_two_rows_is_said_when_the_charts_are_drawn_by_themselves(
    make_book: MakeBook,
) -> None:
    book = make_book({"Series": counts(["Burglary", "", *QUIET], ["burglary", "", *JUMPS])})

    found = draw_control_charts(book)

    assert any("has two rows of months" in what for _, what in told(found))
    assert sum("has two rows of months" in problem.what for problem in check(book).problems) == 1


def test_counts_without_a_single_figure_have_no_charts(make_book: MakeBook) -> None:
    book = make_book({"Series": counts(["Burglary", "", *[None] * 30])})

    found = draw_control_charts(book)

    assert (found.as_dict()["to"], found.as_dict()["control"]) == (None, [])
    assert SUMMARY not in [sheet.name for sheet in book.sheets]
    assert found.sentences() == ["No whole month has a figure yet."]


def test_days_without_a_whole_month_have_no_charts(make_book: MakeBook) -> None:
    days = [["Date", "Measure", "Place", "Count"], [datetime.date(2021, 6, 15), "Burglary", "", 3]]
    book = make_book({"Days": days})

    found = draw_control_charts(book)

    assert found.result.rows == ()
    assert found.sentences() == ["No whole month has a figure yet."]
    assert SUMMARY not in [sheet.name for sheet in book.sheets]


def test_the_answer_in_few_lines_says_what_is_new(make_book: MakeBook) -> None:
    found = draw_control_charts(make_book({"Series": SERIES, "Measures": MEASURES}))

    assert found.sentences()[:2] == [
        "Strict limits, 4 charts to Jun 2021: 1 concern (1 new), 1 high (1 new), 1 improvement (1 new).",
        "Sensitive limits, 2 charts to Jun 2021: 1 concern (1 new).",
    ]
    assert found.sentences()[2].startswith("Burglary: 160 in Jun 2021, above the upper limit")
    assert [cells[0] for cells in found.shown()] == ["Burglary", "Calls", "Arrests", "Burglary"]


def test_an_outcome_rate_is_charted_from_both_counts_and_held_against_its_level(make_book: MakeBook) -> None:
    series = counts(["Burglary", "", *[200] * 30], ["Burglary outcomes", "", *[40, 42, 38] * 9, 41, 39, 80])
    measures = [
        ["Measure", "Better", "Purpose", "Plan area"],
        ["Burglary outcome rate", "Higher", "Crime Outcome Rate", "Yes"],
    ]
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["Burglary outcome rate", "", "2021/22", "Level", "10%"],
    ]
    book = make_book({"Series": series, "Measures": measures, "Targets": targets})

    found = draw_control_charts(book)
    draw_control_charts(book)

    rate = row(found, "Burglary outcome rate")
    assert (rate["unit"], rate["value"], rate["variation"], rate["assurance"]) == (
        "%",
        0.4,
        "improvement",
        "Passing",
    )
    assert rate["above_expected"] is None
    assert rate["sentence"].startswith("Burglary outcome rate: 40.0% in Jun 2021, above the upper limit of ")
    charted = next(each for each in found.result.rows if each.series.is_rate)
    assert chart_title(charted, "") == "Burglary outcome rate: improvement, 40.0%"
    assert "Last value: 40.0%." in described(charted)
    line = next(n for n, cells in enumerate(summary(book), 5) if cells[0] == "Burglary outcome rate")
    assert book.sheets[SUMMARY].range((line, 8)).number_format == "0.0%"
    assert row(found, "Burglary outcome rate", level="sensitive")["state"] == "new"

    book.sheets[SUMMARY].range((line, 8)).number_format = "0%"
    draw_control_charts(book)

    assert book.sheets[SUMMARY].range((line, 8)).number_format == "0%"


def test_a_rate_of_none_or_all_is_no_rare_event(make_book: MakeBook) -> None:
    series = counts(["Burglary", "", *[1] * 30], ["Burglary outcomes", "", *[0, 1, 0] * 10])
    measures = [
        ["Measure", "Better", "Purpose", "Plan area"],
        ["Burglary outcome rate", "", "Crime Outcome Rate", ""],
    ]

    found = draw_control_charts(make_book({"Series": series, "Measures": measures}))

    assert row(found, "Burglary outcome rate")["chart"] == "control chart"


def test_a_count_that_stands_where_a_rate_stood_is_shown_as_a_count_again(make_book: MakeBook) -> None:
    series = counts(["Burglary", "", *QUIET], ["Burglary outcomes", "", *[40] * 29, 80])
    measures = [
        ["Measure", "Better", "Purpose", "Plan area"],
        ["Burglary outcome rate", "", "Crime Outcome Rate", ""],
    ]
    book = make_book({"Series": series, "Measures": measures})
    draw_control_charts(book)
    line = next(n for n, cells in enumerate(summary(book), 5) if cells[0] == "Burglary outcome rate")

    book.sheets["Measures"]["C2"].value = "Count"
    draw_control_charts(book)

    sheet = book.sheets[SUMMARY]
    assert sheet.range((line, 1)).value != "Burglary outcome rate"
    assert sheet.range((line, 8)).number_format == "#,##0"
