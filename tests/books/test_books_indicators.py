"""The table of indicators: whose months it takes, what is written beside it, what is asked about."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from tests.support.computing import differing_formulas
from xlscore.books import BookError, check, headings, refresh, report_month, show_indicators
from xlscore.books.monthly.inputs import read as read_counts
from xlscore.books.monthly.inputs import read_silently
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.named import read_workbook

MakeBook = Callable[[Sheets], xw.Book]

MONTHS: Final = [datetime.date(2018 + n // 12, n % 12 + 1, 1) for n in range(24)]
WOBBLE: Final = [100, 103, 98, 101, 99, 104, 97, 102, 100, 98, 103, 101] * 2
HEADINGS: Final = ["Priority", "Indicator", "Better", "Green shoots", *MONTHS]


def told(result: Any) -> list[tuple[str, str]]:
    return [(problem.cell, problem.what) for problem in result.problems]


def row(result: Any, name: str) -> dict[str, Any]:
    return next(each for each in result.as_dict()["indicators"] if each["indicator"] == name)


def table(*rows: list[Any]) -> list[list[Any]]:
    return [HEADINGS, *rows]


def test_each_indicator_and_priority_is_written_in_place_and_a_second_run_changes_nothing(
    make_book: MakeBook,
) -> None:
    rows = table(
        [1, "Burglary", "Lower", "", *WOBBLE],
        [None, "Robbery", "Lower", "", *WOBBLE[:-1], 40],
        [7, "Confidence", "Higher", "New patrols", *WOBBLE[:-1], 60],
    )
    book = make_book({"Sheet1": rows})
    found = show_indicators(book)
    sheet = book.sheets["Sheet1"]
    before = sheet.used_range.value

    show_indicators(book)

    assert sheet.used_range.value == before
    assert sheet["AC1:AH1"].value[:3] == ["Value", "Direction of travel", "Green shoots found"]
    assert sheet["AC2:AD4"].value == [[101, "Stable"], [40, "Improving"], [60, "Deteriorating"]]
    assert sheet["AF2:AF4"].value == [
        "Improving: 1 of 2 improving, 1 stable",
        None,
        "Deteriorating: 1 of 1 deteriorating",
    ]
    assert sheet["D4"].value == "New patrols"
    assert found.sentences()[0] == "Priority 1 improving; Priority 7 deteriorating."
    assert found.problems == ()


def test_green_shoots_are_found(make_book: MakeBook) -> None:
    rows = table([1, "Burglary", "Lower", "", *[100, 101] * 6, *[120, 121, 119] * 3, 90, 91, 89])

    found = row(show_indicators(make_book({"Sheet1": rows})), "Burglary")

    assert (found["green_shoots"], round(found["recent_change"], 3), round(found["year_change"], 3)) == (
        True,
        -0.106,
        0.119,
    )
    assert "green shoots: last 3 months -10.6% on a year before, 12 months +11.9%" in found["sentence"]


def test_months_are_taken_from_the_monthly_counts_of_the_force(make_book: MakeBook) -> None:
    counts = [
        ["Measure", "Place", *MONTHS],
        ["Burglary", "North", *WOBBLE[:-1], 300],
        ["Burglary", "South", *WOBBLE],
        ["Robbery", "", *WOBBLE],
    ]
    measures = [["Measure", "Better", "Plan area"], ["Burglary", "Lower", "Yes"], ["Robbery", "Lower", "No"]]
    indicators = [["Priority", "Indicator", "Green shoots"], [1, "Burglary", ""], [2, "robbery", ""]]
    book = make_book({"Series": counts, "Measures": measures, "Plan": indicators})

    found = show_indicators(book)

    assert (row(found, "Burglary")["value"], row(found, "Burglary")["direction_of_travel"]) == (
        401,
        "Deteriorating",
    )
    assert row(found, "robbery")["direction_of_travel"] == "Stable"
    assert found.problems == ()


def test_months_are_taken_from_the_scorecards_series(make_book: MakeBook) -> None:
    series = [
        ["Strategic objective", "Purpose", *MONTHS],
        ["Burglary", "Recorded Crime", *WOBBLE],
        ["Burglary", "Crime Outcome Rate", *[value / 1000 for value in WOBBLE]],
    ]
    indicators = [
        ["Priority", "Indicator", "Better"],
        [1, "Burglary", "Lower"],
        [1, "Burglary Crime Outcome Rate", "Higher"],
    ]

    found = show_indicators(make_book({"Series": series, "Plan": indicators}))

    assert [each["value"] for each in found.as_dict()["indicators"]] == [101, 0.101]


def test_the_difference_to_the_group_comes_from_the_msg_sheet(make_book: MakeBook) -> None:
    msg = [
        ["Measure", "Unit", "Better", "Position", "Of", "Aspiration"],
        ["Burglary", "per 1,000 population", "Lower", None, None, "Average"],
    ]
    data = [
        ["Own force", "South"],
        [],
        ["Force", "Population", "Burglary"],
        ["North", 500000, 5.0],
        ["South", 410000, 6.0],
        ["East", 630000, 4.0],
    ]
    book = make_book({"Plan": table([1, "Burglary", "Lower", "", *WOBBLE]), "MSG": msg, "MSG data": data})

    found = row(show_indicators(book), "Burglary")

    assert found["difference_to_msg"] == 0.2  # 6 beside a mean of 5
    assert found["sentence"] == "Burglary: stable in Dec 2019; 20.0% above the MSG."


@pytest.mark.parametrize(
    ("heading", "printed", "difference"),
    [("Difference to MSG average", 1.0, 0.2), ("MSG average", 5.0, 0.2)],
)
def test_the_difference_to_the_group_comes_from_what_a_table_prints_itself(
    make_book: MakeBook, heading: str, printed: float, difference: float
) -> None:
    msg = [
        ["Measure", "Unit", "Better", "Position", "Of", "Value", heading, "Aspiration"],
        ["Burglary", "per 1,000 population", "Lower", 5, 8, 6.0, printed, "Average"],
    ]
    book = make_book({"Plan": table([1, "Burglary", "Lower", "", *WOBBLE]), "MSG": msg})

    assert row(show_indicators(book), "Burglary")["difference_to_msg"] == difference


def test_a_typed_direction_that_the_chart_contradicts_is_a_problem_and_stays(make_book: MakeBook) -> None:
    rows = [[*HEADINGS, "Direction of travel"], [1, "Burglary", "Lower", "", *WOBBLE, "Improving"]]
    book = make_book({"Sheet1": rows})

    found = show_indicators(book)

    assert told(found) == [
        ("AC2", "Direction of travel is typed as Improving, and the figures of the row give Stable.")
    ]
    assert book.sheets["Sheet1"]["AC2"].value == "Improving"


@pytest.mark.parametrize(
    ("rows", "cell", "what"),
    [
        (table([1, "Burglary", "Lower", "", *[None] * 24]), "B2", "'Burglary' has no months, neither here nor in the monthly counts or series."),
        (table([1, "Burglary", "Lower", "", *WOBBLE[:6], *[None] * 18]), "B2", "'Burglary' has 6 of the 12 months that a control chart needs."),
        (table([1, "Burglary", "", "", *WOBBLE]), "C2", "'Burglary' does not say which way is better."),
        (table([1, "Burglary", "sideways", "", *WOBBLE]), "C2", "'sideways' does not say which way is better."),
        (table([1, "Burglary", "Lower", "", *WOBBLE[:5], "many", *WOBBLE[6:]]), "J2", "'many' is not a number."),
        (table([1, "Burglary", "Lower", "", *WOBBLE[:5], None, *WOBBLE[6:]]), "J2", "Jun 2018 is blank between months that have a figure."),
        (table([1, "Burglary", "Lower", "", *WOBBLE], [1, "burglary", "Lower", "", *WOBBLE]), "B3", "The indicator 'burglary' is there twice, first in B2."),
        (table([1, "Burglary", "Lower", "", *WOBBLE], [1, "Robbery", "Lower", "", *WOBBLE[:20]]), "B3", "'Robbery' ends with Aug 2019, more than 3 months before the latest, Dec 2019."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_its_cell(
    make_book: MakeBook, rows: list[list[Any]], cell: str, what: str
) -> None:
    book = make_book({"Sheet1": rows})

    assert (cell, what) in [
        (c, w.partition(": ")[0] if "sideways" in w else w) for c, w in told(show_indicators(book))
    ] or (cell in [c for c, w in told(show_indicators(book)) if "sideways" in w] and "sideways" in what)
    assert told(check(book))


def test_the_month_carries_the_rows_and_ends_them_where_it_ends(make_book: MakeBook) -> None:
    counts = [["Measure", "Place", *MONTHS], ["Burglary", "", *WOBBLE]]
    plan = [["Priority", "Indicator", "Better"], [1, "Burglary", "Lower"]]

    month = report_month(make_book({"Series": counts, "Plan": plan}), to="2019-06")
    whole = refresh(make_book({"Series": counts, "Plan": plan}))

    assert [each["to"] for each in month.as_dict()["indicators"]] == ["2019-06"]
    assert whole.month.as_dict()["indicators"] == whole.indicators.as_dict()["indicators"]


def test_a_table_of_measures_headed_indicator_stays_one(make_book: MakeBook) -> None:
    measures = [["Indicator", "Priority", "Better", "Parent"], ["Burglary", "1", "Lower", ""]]
    counts = [["Measure", "Place", *MONTHS], ["Burglary", "", *WOBBLE]]

    kinds = {t["kind"] for t in headings(make_book({"M": measures, "Series": counts})).as_dict()["tables"]}

    assert kinds == {"table of measures", "table of monthly counts"}


def test_without_such_a_table_it_is_said_what_it_is_known_by(make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of indicators"):
        show_indicators(make_book({"Sheet1": [["Measure", "Place"], ["Burglary", "North"]]}))


def test_a_mere_list_of_indicators_is_left_alone(make_book: MakeBook) -> None:
    rows = [["Priority", "Indicator", "Owner"], [1, "Burglary", "Head of crime"]]
    book = make_book({"Sheet1": rows})

    with pytest.raises(BookError):
        show_indicators(book)

    assert book.sheets["Sheet1"].used_range.value == rows


LIVE: Final = [
    "=SUM(AB2)",
    '=CHOOSE(MATCH(CONTROL_LEVEL($E2:$AB2,2.66,7,"yes"),{"Increasing","Controlled","Decreasing"},0),"Deteriorating","Stable","Improving")',
]


def test_value_and_direction_are_live_where_a_row_has_the_months(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": table([1, "Burglary", "Lower", "", *WOBBLE[:-1], 300])})

    show_indicators(book)

    sheet = book.sheets["Sheet1"]
    assert [formula.replace("$", "") for formula in sheet["AC2:AD2"].formula[0]] == [
        formula.replace("$", "") for formula in LIVE
    ]
    assert sheet["AD2"].value == "Deteriorating"
    assert differing_formulas(book) == []


@pytest.mark.parametrize("last", [300, 101, 4])
@pytest.mark.parametrize("better", ["Lower", "Higher", "Neutral"])
def test_a_direction_s_formula_says_what_the_screen_says(
    make_book: MakeBook, better: str, last: float
) -> None:
    book = make_book({"Sheet1": table([1, "Burglary", better, "", *WOBBLE[:-1], last])})

    found = row(show_indicators(book), "Burglary")

    assert book.sheets["Sheet1"]["AD2"].value == found["direction_of_travel"]
    assert differing_formulas(book) == []


def test_another_better_replaces_the_formula_of_the_other_way(make_book: MakeBook) -> None:
    book = make_book({"Sheet1": table([1, "Burglary", "Lower", "", *WOBBLE[:-1], 300])})
    show_indicators(book)
    sheet = book.sheets["Sheet1"]
    sheet["C2"].value = "Higher"

    found = show_indicators(book)

    assert (sheet["AD2"].value, found.problems) == ("Improving", ())


def test_months_added_up_from_places_leave_values(make_book: MakeBook) -> None:
    counts = [["Measure", "Place", *MONTHS], ["Burglary", "North", *WOBBLE], ["Burglary", "South", *WOBBLE]]
    book = make_book(
        {"Series": counts, "Plan": [["Priority", "Indicator", "Better"], [1, "Burglary", "Lower"]]}
    )

    show_indicators(book)

    assert book.sheets["Plan"]["D2:E2"].formula == (("202", "Stable"),)


def test_the_policy_says_how_many_months_a_direction_needs_and_how_late_a_figure_may_be(
    make_book: MakeBook,
) -> None:
    rows = table(
        [1, "Burglary", "Lower", "", *WOBBLE],
        [1, "Robbery", "Lower", "", *[None] * 10, *WOBBLE[:10], *[None] * 4],
    )

    def said(*settings: list[Any]) -> list[str]:
        book = make_book({"Plan": rows, "Policy": [["Setting", "Value"], *settings]})
        return [what for _, what in told(show_indicators(book))]

    assert said() == [
        "'Robbery' has 10 of the 12 months that a control chart needs.",
        "'Robbery' ends with Aug 2019, more than 3 months before the latest, Dec 2019.",
    ]
    assert said(["Control charts: months needed", 10], ["Indicators: months behind", 4]) == []


def test_averages_in_another_unit_than_the_own_rate_give_no_difference(make_book: MakeBook) -> None:
    averages = [["Measure", "Period end", "Own rate", "MSG average"], ["Burglary", "Mar 2019", "25%", 20]]
    book = make_book({"Plan": table([1, "Burglary", "Lower", "", *WOBBLE]), "MSG averages": averages})

    found = show_indicators(book)

    assert row(found, "Burglary")["difference_to_msg"] is None
    assert told(found) == [
        ("C2", "'Burglary' is 0.25 here, and the MSG average 20: they are hardly in one unit.")
    ]


def test_a_priority_of_the_plan_is_no_plan_area(make_book: MakeBook) -> None:
    rows = [["Plan priority", "Performance indicator", "Better", *MONTHS], [1, "Burglary", "Lower", *WOBBLE]]

    assert row(show_indicators(make_book({"Plan": rows})), "Burglary")["direction_of_travel"] == "Stable"


MSG_SHEET: Final = ["Measure", "Unit", "Better", "Position", "Of", "Value"]


@pytest.mark.parametrize(
    ("msg", "formula"),
    [
        ([[*MSG_SHEET, "MSG average", "Aspiration"], ["Burglary", "per 1,000 population", "Lower", 5, 8, 6.0, 5.0, "Average"]], "=YOY(MSG!F2,MSG!G2)"),
        (
            [[*MSG_SHEET, "Difference to MSG average", "Aspiration"], ["Burglary", "per 1,000 population", "Lower", 5, 8, 6.0, 1.0, "Average"]],
            "=MSG!G2/(MSG!F2-MSG!G2)",
        ),
        ([["Measure", "Period end", "Own rate", "MSG average"], ["Burglary", "Mar 2018", 9, 5], ["Burglary", "Mar 2019", 6, 5]], "=YOY(MSG!C3,MSG!D3)"),
    ],
)  # fmt: skip
def test_the_difference_to_the_group_is_live(make_book: MakeBook, msg: list[list[Any]], formula: str) -> None:
    book = make_book({"Plan": table([1, "Burglary", "Lower", "", *WOBBLE]), "MSG": msg})

    found = row(show_indicators(book), "Burglary")

    assert found["difference_to_msg"] == 0.2
    place = [cell.value for cell in book.sheets["Plan"]["A1:AH1"]].index("% difference to the MSG")
    assert book.sheets["Plan"][1, place].formula.replace("$", "") == formula
    assert differing_formulas(book) == []


@pytest.mark.parametrize("average", ["average", "peers", "median"])
def test_the_difference_to_the_group_s_data_is_live_by_the_policy_s_average(
    make_book: MakeBook, average: str
) -> None:
    msg = [
        ["Measure", "Unit", "Better", "Position", "Of", "Aspiration"],
        ["Burglary", "per 1,000 population", "Lower", None, None, "Average"],
    ]
    data = [["Own force", "South"], [], ["Force", "Population", "Burglary"], ["North", 500000, 5.5], ["South", 410000, 6.0], ["East", 630000, 4.0]]  # fmt: skip
    policy = [["Setting", "Value"], ["MSG average", average]]
    book = make_book(
        {
            "Plan": table([1, "Burglary", "Lower", "", *WOBBLE]),
            "MSG": msg,
            "MSG data": data,
            "Policy": policy,
        }
    )

    found = row(show_indicators(book), "Burglary")

    expected = {"average": 5.5 / 3 + 10 / 3, "peers": 4.75, "median": 5.5}[average]
    assert found["difference_to_msg"] == pytest.approx(6 / expected - 1)
    place = [cell.value for cell in book.sheets["Plan"]["A1:AH1"]].index("% difference to the MSG")
    assert "MSG_GAP(" in book.sheets["Plan"][1, place].formula
    assert differing_formulas(book) == []


def test_of_the_periods_of_msg_averages_the_latest_up_to_the_month_counts_and_is_said(
    make_book: MakeBook,
) -> None:
    averages = [
        ["Measure", "Period end", "Own rate", "MSG average"],
        ["Burglary", "Mar 2019", 6, 5],
        ["Burglary", "Mar 2018", 9, 4],
    ]
    sheets: Sheets = {"Plan": table([1, "Burglary", "Lower", "", *WOBBLE]), "MSG averages": averages}

    latest, earlier = (
        row(show_indicators(make_book(sheets), to=to), "Burglary")["sentence"] for to in (None, "2018-12")
    )

    assert (
        latest
        == "Burglary: stable in Dec 2019; 20.0% above the MSG in Mar 2019; the MSG's own average +25.0% on a year before."
    )
    assert earlier == "Burglary: stable in Dec 2018; 125.0% above the MSG in Mar 2018."


def test_the_months_of_counts_are_read_once_for_the_month_and_for_who_leaves_its_problems_to_it(
    make_book: MakeBook,
) -> None:
    book = make_book({"Counts": [["Measure", "Place", *MONTHS[:3]], ["Burglary", None, 1, 2, "x"]]})
    reading, reader = read_workbook(book), Reader()

    told = read_counts(reading, reader, placed=lambda _: ())
    silent = read_silently(reading)

    assert silent is told
    assert len(reader.problems) == 1
