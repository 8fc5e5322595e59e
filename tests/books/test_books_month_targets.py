"""The month's targets: what is suggested beside the agreed ones, milestones that count where none is agreed, the course of later years."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.answered import answered
from tests.books.layouts import Sheets
from xlscore.books import report_month, update_targets
from xlscore.books.kinds import KINDS
from xlscore.functions import TARGET_SET

MakeBook = Callable[[Sheets], xw.Book]

MONTHS: Final = [datetime.date(2015 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 42)]
"""April 2015 to September 2018."""
HEAD: Final = ["Measure", "Place", "Year", "Kind", "Floor", "Agreed target"]
FOLLOWED: Final = [*HEAD, "Milestones"]
FALLING: Final = ((2015, 10, 9.0), (2016, 10, 8.8), (2017, 10, 8.6), (2018, 10, 8.4))
"""Own rate and MSG average of the twelve months to March."""
RATE: Final = ["Burglary outcome rate", "Higher", "", "Crime Outcome Rate", "", ""]


def counts(**levels: int) -> list[list[Any]]:
    """Return a table of equal months."""
    return [
        ["Measure", "Place", *MONTHS],
        *([name.replace("_", " "), "", *[n] * 42] for name, n in levels.items()),
    ]


def averages(*periods: tuple[Any, ...]) -> list[list[Any]]:
    return [
        ["Measure", "Period end", "Own rate", "MSG average"],
        *(
            ["Burglary", year if isinstance(year, str) else f"Mar {year}", own, msg]
            for year, own, msg in periods
        ),
    ]


def measures(*rows: list[str]) -> list[list[str]]:
    return [["Measure", "Better", "Chart", "Purpose", "Parent", "Source names"], *rows]


def report(make_book: MakeBook, targets: list[list[Any]], **sheets: Any) -> dict[str, Any]:
    named = {name.replace("_", " "): rows for name, rows in sheets.items()}
    return answered(
        report_month, make_book({"Series": counts(Burglary=50, Robbery=8), **named, "Targets": targets})
    ).as_dict()


def target(make_book: MakeBook, row: list[Any], **sheets: Any) -> dict[str, Any]:
    """Return what one row of targets came to."""
    (found,) = report(make_book, [HEAD, row], **sheets)["targets"]
    return dict(found)


def dashboard(answer: dict[str, Any], measure: str) -> dict[str, Any]:
    return next(dict(row) for row in answer["dashboard"] if row["measure"] == measure)


@pytest.mark.parametrize(
    ("asked", "level", "said"),
    [
        (5, None, "5 on 'Burglary' may be a year's total or a percentage: the year before came to 600."),
        (
            "100",
            None,
            "100 on 'Burglary' may be a year's total or a percentage: the year before came to 600.",
        ),
        (510, 510, None),
        (101, 101, None),
    ],
)
def test_a_bare_number_that_may_be_a_percentage_is_asked_about(
    make_book: MakeBook, asked: Any, level: float | None, said: str | None
) -> None:
    targets = [["Measure", "Year", "Agreed target"], ["Burglary", "2018/19", asked]]

    answer = report(make_book, targets)

    found = dashboard(answer, "Burglary")["target"]
    assert found == (None if level is None else level / 2)
    assert [p["what"] for p in answer["problems"]] == ([] if said is None else [said])


@pytest.mark.parametrize(("asked", "shown"), [("5%", "5%"), (0.05, "0.05"), (0.95, "0.95")])
def test_a_share_as_the_level_of_a_count_is_asked_about(make_book: MakeBook, asked: Any, shown: str) -> None:
    answer = report(make_book, [HEAD, ["Burglary", "", "2018/19", "Level", None, asked]])

    assert dashboard(answer, "Burglary")["target"] is None
    assert [p["what"] for p in answer["problems"]] == [
        f"{shown} is no number that a year may come to, and the target is a level."
    ]


def test_a_small_level_of_a_small_count_is_a_level(make_book: MakeBook) -> None:
    answer = report(
        make_book,
        [["Measure", "Year", "Agreed target"], ["Homicide", "2018/19", 11]],
        Series=counts(Homicide=1),
    )

    assert dashboard(answer, "Homicide")["target"] == 5.5
    assert answer["problems"] == []


def test_an_average_in_another_unit_than_the_own_rate_does_not_count(make_book: MakeBook) -> None:
    answer = report(
        make_book,
        [HEAD, ["Burglary", "", "2018/19", "Change", None, None]],
        MSG_averages=averages((2018, "25%", 20)),
    )

    assert [p["what"] for p in answer["problems"]] == [
        "'Burglary' is 0.25 here, and the MSG average 20: they are hardly in one unit."
    ]
    assert answer["targets"][0]["suggested"] == -0.05


# what is suggested -----------------------------------------------------------------------------------------------


def test_the_floor_is_suggested_where_no_msg_average_is_known(make_book: MakeBook) -> None:
    found = target(make_book, ["Burglary", "", "2018/19", "Change", None, None])

    assert found["suggested"] == -0.05
    assert found["because"] == "the least reduction, 5.0%: no MSG average of it is in the workbook"
    assert found["msg"] is None


@pytest.mark.parametrize(
    ("floor", "suggested"), [(0.1, -0.1), (-0.1, -0.1), ("8%", -0.08), (0.2, -0.2), (None, -0.05)]
)
def test_a_row_may_have_a_floor_of_its_own(make_book: MakeBook, floor: Any, suggested: float) -> None:
    assert target(make_book, ["Burglary", "", "2018/19", "Change", floor, None])[
        "suggested"
    ] == pytest.approx(suggested)


def test_the_policy_says_the_floor_of_all(make_book: MakeBook) -> None:
    policy = [["Setting", "Value", "Meaning", "Source"], ["Least reduction", 0.07, "", ""]]

    assert (
        target(make_book, ["Burglary", "", "2018/19", "Change", None, None], Policy=policy)["suggested"]
        == -0.07
    )


def test_a_better_msg_average_is_reached_at_the_years_end_by_its_trend(make_book: MakeBook) -> None:
    found = target(
        make_book,
        ["Burglary", "", "2018/19", "Change", None, None],
        MSG_averages=averages((2016, 9, 8.8), (2017, 9, 8.6), (2018, 9, 8.4)),
    )

    assert found["msg"] == {"estimate": 8.2, "low": 8.2, "high": 8.2, "periods": 3, "own": 9}
    assert found["suggested"] == pytest.approx(-0.8 / 9)
    assert found["milestones"] == []
    assert (
        found["because"]
        == "8.9% less reaches the MSG average of 8.20 by Mar 2019 (from 3 periods to Mar 2018), own 9"
    )


def test_the_range_of_the_estimate_is_shown(make_book: MakeBook) -> None:
    found = target(
        make_book,
        ["Burglary", "", "2018/19", "Change", None, None],
        MSG_averages=averages((2016, 9, 8.8), (2017, 9, 8.7), (2018, 9, 8.4)),
    )

    assert found["msg"]["low"] < found["msg"]["estimate"] < found["msg"]["high"]
    assert "8.23 by Mar 2019 (from 3 periods to Mar 2018, 7.77 to 8.69)" in found["because"]


def test_what_is_unrealistic_in_a_year_is_spread_with_a_milestone_a_year(make_book: MakeBook) -> None:
    found = target(
        make_book, ["Burglary", "", "2018/19", "Change", None, None], MSG_averages=averages(*FALLING)
    )

    assert found["suggested"] == pytest.approx(-0.09)
    assert [(step["year"], step["level"], step["change"]) for step in found["milestones"]] == [
        ("2018/19", 546, pytest.approx(-0.09)),
        ("2019/20", 492, pytest.approx(-0.18)),
    ]
    assert found["because"].endswith("more than 15% in a year, so spread over 2 years")


def test_the_sheet_suggests_what_the_worksheet_function_does(make_book: MakeBook) -> None:
    ((reduction, years, *rates),) = TARGET_SET(10, [[msg] for _, _, msg in FALLING])

    found = target(
        make_book, ["Burglary", "", "2018/19", "Change", None, None], MSG_averages=averages(*FALLING)
    )

    assert len(found["milestones"]) == years
    assert [10 * (1 + step["change"]) for step in found["milestones"]] == pytest.approx(
        [float(rate) for rate in rates]
    )
    assert found["milestones"][-1]["change"] == pytest.approx(-float(reduction))


def test_a_level_is_suggested_as_a_level(make_book: MakeBook) -> None:
    assert target(make_book, ["Burglary", "", "2018/19", "Level", None, None])["suggested"] == 570


def test_next_years_level_stands_on_this_years_projection(make_book: MakeBook) -> None:
    assert target(make_book, ["Burglary", "", "2019/20", "Level", None, None])["suggested"] == 570


@pytest.mark.parametrize(
    ("periods", "why"),
    [
        (
            ((2012, 10, 8), (2013, 10, 7)),
            "the MSG averages end with Mar 2013, more than two years before the year",
        ),
        (((2020, 10, 8),), "the MSG averages begin with Mar 2020, after the year"),
        (((2018, None, 8),), "no own figure stands beside the MSG average"),
        (((2018, 0, 8),), "the own figure beside the MSG average is zero"),
    ],
)
def test_msg_averages_that_say_nothing_of_the_year_are_said(
    make_book: MakeBook, periods: Any, why: str
) -> None:
    found = target(
        make_book, ["Burglary", "", "2018/19", "Change", None, None], MSG_averages=averages(*periods)
    )

    assert (found["suggested"], found["because"]) == (-0.05, f"the least reduction, 5.0%: {why}")


def test_a_place_is_not_compared_with_forces(make_book: MakeBook) -> None:
    series = [["Measure", "Place", *MONTHS], ["Burglary", "North", *[50] * 42]]

    found = target(
        make_book,
        ["Burglary", "North", "2018/19", "Change", None, None],
        Series=series,
        MSG_averages=averages(*FALLING),
    )

    assert found["because"] == "the least reduction, 5.0%: the MSG compares forces, not places"
    assert found["monitoring"] is None


def test_nothing_is_suggested_for_a_year_that_had_none(make_book: MakeBook) -> None:
    found = target(
        make_book,
        ["Burglary", "", "2018/19", "Change", None, None],
        Series=counts(Burglary=0),
        MSG_averages=averages(*FALLING),
    )

    assert (found["suggested"], found["because"]) == (None, "none: the year before had none")


@pytest.mark.parametrize(
    ("better", "because"),
    [
        ("Neutral", "none: neither way is better"),
        ("Higher", "none: targets are suggested for reductions and for outcome rates"),
    ],
)
def test_a_reduction_is_suggested_only_where_less_is_better(
    make_book: MakeBook, better: str, because: str
) -> None:
    found = target(
        make_book,
        ["Burglary", "", "2018/19", "Change", None, 0.1],
        Measures=measures(["Burglary", better, "", "", "", ""]),
    )

    assert (found["suggested"], found["because"]) == (None, because)


def test_the_average_may_stand_in_the_table_of_measures_or_come_of_the_groups_data(
    make_book: MakeBook,
) -> None:
    table = [["Measure", "Unit", "Better", "Value", "Position", "MSG average", "Aspiration", "Data to"],
             ["Burglary", "per 1,000", "Lower", 10, 7, 9, "MSG average", "Mar 2018"]]  # fmt: skip
    data = [["Force", "Population", "Burglary"], ["Own", 1000, 10], ["Kent", 1000, 8], ["Avon", 1000, 9]]
    policy = [["Setting", "Value", "Meaning", "Source"], ["Own force", "Own", "", ""]]
    row = ["Burglary", "", "2018/19", "Change", None, None]

    said = [
        target(make_book, row, MSG=table)["because"],
        target(make_book, row, MSG_data=data, Policy=policy)["because"],
    ]

    assert said == [
        "10.0% less reaches the MSG average of 9 (Mar 2018), one period without a trend, own 10",
        "10.0% less reaches the MSG average of 9, one period without a trend, own 10",
    ]


def test_a_table_of_measures_with_a_column_per_period_has_a_trend(make_book: MakeBook) -> None:
    stacked = [["Measure", "", "Mar 2016", "Mar 2017", "Mar 2018"],
               ["Burglary", "Position", 5, 6, 7], ["", "Force", 10, 10, 10], ["", "MSG average", 9.4, 9.2, 9]]  # fmt: skip

    found = target(make_book, ["Burglary", "", "2018/19", "Change", None, None], MSG=stacked)

    assert (
        found["because"]
        == "12.0% less reaches the MSG average of 8.80 by Mar 2019 (from 3 periods to Mar 2018), own 10"
    )


@pytest.mark.parametrize(
    "period", ["2017/18", "12 months to March 2018", "YE Mar 2018", datetime.datetime(2018, 3, 31)]
)
def test_the_end_of_a_period_is_read_as_it_is_written(make_book: MakeBook, period: Any) -> None:
    table = [
        ["Measure", "Year", "Own", "Average of MSG"],
        ["Burglary dwelling", period, "10.0 per 1,000 pop.", "9.0 per 1,000 pop."],
    ]
    named = measures(["Burglary", "Lower", "", "", "", "BURG; Burglary dwelling"])

    found = target(
        make_book, ["Burglary", "", "2018/19", "Change", None, None], MSG_averages=table, Measures=named
    )

    assert (
        found["because"]
        == "10.0% less reaches the MSG average of 9 (Mar 2018), one period without a trend, own 10"
    )


def test_tables_of_measures_that_cannot_be_told_apart_are_said(make_book: MakeBook) -> None:
    head = ["Measure", "Value", "Position", "MSG average", "Aspiration", "Data to"]
    first, second = ([head, [name, 10, 7, 9, "MSG average", "Mar 2018"]] for name in ("Burglary", "Robbery"))

    answer = report(
        make_book, [HEAD, ["Burglary", "", "2018/19", "Change", None, None]], MSG=first, Group=second
    )

    assert [(p["sheet"], p["what"].split(":")[0]) for p in answer["problems"]] == [
        ("Targets", "No MSG average is taken from the tables of MSG measures")
    ]


@pytest.mark.parametrize(
    ("period", "what"),
    [
        ("some time", "'some time' is not read as the end of a period."),
        (" ", "The period is not said."),
        ("Mar 2013", "'Burglary' has two rows for Mar 2013, first in"),
    ],
)
def test_a_period_of_the_group_that_is_not_read_or_there_twice_is_a_problem(
    make_book: MakeBook, period: str, what: str
) -> None:
    book = make_book(
        {
            "Series": counts(Burglary=50),
            "Targets": [FOLLOWED, ["Burglary", "", "2018/19", "Change", None, None, None]],
            "MSG averages": averages((2013, 10, 8), (period, 9, 7)),
        }
    )

    said = [problem.what for problem in report_month(book).problems]

    assert [text for text in said if text.startswith(what)]


@pytest.mark.parametrize("place", ["Force", "", "Whole force"])
def test_no_row_of_targets_is_lost_whatever_years_and_figures_stand_in_it(
    make_book: MakeBook, place: str
) -> None:
    rows = [["Burglary", place, "2018/19", "Change", None, None, None], ["Burglary", place, "2021/22", "Level", None, 2000, None],
            ["Robbery", place, "2017/18", "Level", None, 2010, "2017/18: 90; 2018/19: 80"], ["Robbery", place, "2019/20", "Change", None, None, None]]  # fmt: skip
    book = make_book(
        {
            "Series": counts(Burglary=50, Robbery=8),
            "Targets": [FOLLOWED, *rows],
            "MSG averages": averages(*FALLING),
        }
    )

    first, second = report_month(book).as_dict(), report_month(book).as_dict()

    assert [row["year"] for row in first["targets"]] == ["2018/19", "2021/22", "2019/20"]
    assert second == first


# the agreed target stays the officer's ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (-0.05, ""),
        (-0.1, "; agreed -10.0%, stronger than suggested"),
        (-0.02, "; agreed -2.0%, weaker than suggested, weaker than the least reduction"),
        ("+3%", "; agreed +3.0%, weaker than suggested, weaker than the least reduction"),
    ],
)
def test_how_the_agreed_target_compares_is_said(make_book: MakeBook, agreed: Any, said: str) -> None:
    found = target(make_book, ["Burglary", "", "2018/19", "Change", None, agreed])

    assert found["because"] == f"the least reduction, 5.0%: no MSG average of it is in the workbook{said}"


def test_columns_are_written_beside_what_a_person_keeps_and_a_second_run_changes_nothing(
    make_book: MakeBook,
) -> None:
    targets = [
        [*HEAD, "Stretch", "Body"],
        ["Burglary", "", "2018/19", "Change", None, -0.1, -0.15, "Panel"],
        ["Robbery", "", "2021/22", "Level", None, 60, None, "Panel"],
    ]
    book = make_book(
        {"Series": counts(Burglary=50, Robbery=8), "Targets": targets, "MSG averages": averages(*FALLING)}
    )
    report_month(book)
    before = {sheet.name: sheet.used_range.formula for sheet in book.sheets}

    report_month(book)

    assert {sheet.name: sheet.used_range.formula for sheet in book.sheets} == before
    head, *rows = book.sheets["Targets"].used_range.value
    assert head[8:] == ["Suggested target", "Suggested because", "Milestones", "Monitoring flag", "Course"]
    assert [row[:8] for row in rows] == [
        ["Burglary", None, "2018/19", "Change", None, -0.1, -0.15, "Panel"],
        ["Robbery", None, "2021/22", "Level", None, 60, None, "Panel"],
    ]
    assert rows[0][8] == pytest.approx(-0.09)
    assert rows[1][10] == "2018/19: 87; 2019/20: 78; 2020/21: 69; 2021/22: 60"


def test_a_suggestion_that_somebody_typed_over_stays(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": counts(Burglary=50), "Targets": [HEAD, ["Burglary", "", "2018/19", "Change", None, None]]}
    )
    report_month(book)
    book.sheets["Targets"].range("G2").value = -0.08

    report_month(book)

    assert book.sheets["Targets"].range("G2").value == -0.08


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (["Burglary", "", "", "Change", None, -0.1], "'Burglary' has a target and no year."),
        (["Burglary", "", "2018/21", "Level", None, 500], "'2018/21' is no year."),
        (["Burglary", "", "2018/19", "Change", None, "5% reduction"], "'5% reduction' is not a number: what it counts from stands in words."),
        (["Burglary", "", "2018/19", "Change", None, 0.1], "10% on 'Burglary' does not say whether a fall is meant or a rise is allowed."),
        (["Burglary", "", "2018/19", "Level", None, -5], "-5 is a level below zero."),
        (["Burglary", "", "2018/19", "", None, 0], "0 may be no change on last year, or none in the year."),
        (["Burglary", "", "2018/19", "Change", None, -1.5], "-1.5 stands where a percentage belongs, and is -150 %."),
        (["Burglary", "", "2018/19", "Change", "lots", -0.1], "'lots' is not a number."),
        (["Burglary", "South", "2018/19", "Change", None, -0.1], "'Burglary' has a target in South and no monthly counts there."),
        (["Burglary outcome rate", "", "2018/19", "Change", None, 0.02], "A target for an outcome rate is a level, and this is a change."),
        (["Burglary outcome rate", "", "2018/19", "Level", None, 32], "32 stands where a percentage belongs, and is 3200 %."),
        (["Burglary outcome rate", "", "2018/19", "Level", None, "120%"], "1.2 stands where a percentage belongs, and is 120 %."),
    ],
)  # fmt: skip
def test_a_target_that_cannot_be_judged_is_named_and_judges_nothing(
    make_book: MakeBook, row: list[Any], what: str
) -> None:
    answer = report(
        make_book, [HEAD, row], Series=counts(Burglary=50, Burglary_outcomes=10), Measures=measures(RATE)
    )

    assert [problem["what"] for problem in answer["problems"]] == [what]
    assert [found["rag"] for found in answer["dashboard"]] == [None] * 3


@pytest.mark.parametrize(
    ("kind", "agreed", "asked"),
    [
        ("Reduction", 0.1, 270),
        ("", "-10%", 270),
        ("", "540", 270),
        ("Increase", 0.1, 330),
        ("Change", "+10%", 330),
        ("Number", 480, 240),
    ],
)
def test_a_target_is_read_as_it_is_meant(make_book: MakeBook, kind: str, agreed: Any, asked: int) -> None:
    answer = report(make_book, [HEAD, ["Burglary", "Force", "FY 18/19", kind, None, agreed]])

    assert dashboard(answer, "Burglary")["target"] == asked
    assert answer["problems"] == []


def test_two_targets_for_one_year_are_said_and_the_first_counts(make_book: MakeBook) -> None:
    answer = report(
        make_book,
        [
            HEAD,
            ["Burglary", "", "2018/19", "Change", None, -0.1],
            ["Burglary", "Force", "18/19", "Change", None, -0.2],
        ],
    )

    assert dashboard(answer, "Burglary")["target"] == 270
    assert [problem["what"] for problem in answer["problems"]] == [
        "'Burglary' has two targets for that year and place, first in F2."
    ]


# monitoring flag -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "msg", "latest", "flagged", "said"),
    [
        (89, 80, 50, True, "Monitored: 11.2% above the MSG rate (Mar 2018), +0.0% on last year"),
        (88, 80, 50, False, "Not monitored: 10.0% above the MSG rate (Mar 2018), +0.0% on last year"),
        (89, 80, 47, False, "Not monitored: 11.2% above the MSG rate (Mar 2018), -6.0% on last year"),
        (70, 80, 90, False, "Not monitored: 12.5% below the MSG rate (Mar 2018), +80.0% on last year"),
        (None, 80, 50, None, "Not known: no own rate beside the MSG's"),
    ],
)
def test_the_inspectorates_flag_is_in_words(
    make_book: MakeBook, own: Any, msg: Any, latest: int, flagged: bool | None, said: str
) -> None:
    series = [["Measure", "Place", *MONTHS], ["Burglary", "", *[50] * 36, *[latest] * 6]]

    found = target(
        make_book,
        ["Burglary", "", "2018/19", "Change", None, -0.1],
        Series=series,
        MSG_averages=averages((2018, own, msg)),
    )

    assert (found["monitored"], found["monitoring"]) == (flagged, said)


# course and milestones -------------------------------------------------------------------------------------------


def test_a_level_of_a_later_year_is_followed_on_the_line_from_the_last_whole_year(
    make_book: MakeBook,
) -> None:
    answer = report(make_book, [HEAD, ["Burglary", "", "2021/22", "Level", None, 300]])

    (found,) = answer["targets"]
    assert [(step["year"], step["level"]) for step in found["milestones"]] == [
        ("2018/19", 525),
        ("2019/20", 450),
        ("2020/21", 375),
        ("2021/22", 300),
    ]
    assert (found["expected"], found["verdict"]) == (525, "Off course")
    assert found["course"].startswith("Off course: 600 projected (")
    assert found["course"].endswith("525 at most; on the line from 600 in 2017/18 to 300 in 2021/22")
    row = dashboard(answer, "Burglary")
    assert (row["target"], row["rag"], row["short"]) == (262.5, "Red", 38)
    assert row["remarks"] == [
        "judged by the milestone of 2018/19 on the way to 300 in 2021/22; no target for it is agreed"
    ]


def test_the_projection_and_the_targets_print_one_figure_for_the_year(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": counts(Burglary=50), "Targets": [HEAD, ["Burglary", "", "2020/21", "Level", None, 398]]}
    )

    report_month(book)

    (_, targets), (projected, forces) = (
        [row for row in book.sheets[name].used_range.value if row[0] in ("Measure", "Burglary")]
        for name in ("Targets", "Projection")
    )
    assert any(str(text).startswith("2018/19: 532; ") for text in targets)
    assert forces[projected.index("Target")] == 532


def test_a_level_that_is_reached_already_is_to_be_held(make_book: MakeBook) -> None:
    found = target(make_book, ["Burglary", "", "2021/22", "Level", None, 700])

    assert (found["expected"], found["verdict"]) == (700, "On course")
    assert found["course"].endswith("700 in 2021/22 was reached in 2017/18 (600) and is to be held")


@pytest.mark.parametrize(
    ("row", "course"),
    [
        (
            ["Burglary", "", "2021/22", "Change", None, -0.2],
            "no course: a change on 2020/21 cannot be followed before that year is over; a level can",
        ),
        (["Burglary", "", "2019/20", "Change", None, -0.2], "begins with April"),
        (["Burglary", "", "2021/22", "Change", None, None], None),
    ],
)
def test_what_has_no_course_says_why(make_book: MakeBook, row: list[Any], course: str | None) -> None:
    assert target(make_book, row)["course"] == course


def test_a_year_that_is_not_whole_begins_no_line(make_book: MakeBook) -> None:
    series = [["Measure", "Place", *MONTHS[-8:]], ["Burglary", "", *[5] * 8]]

    assert (
        target(make_book, ["Burglary", "", "2020/21", "Level", None, 3], Series=series)["course"]
        == "no course: 2017/18 is not whole"
    )


def test_an_agreed_target_goes_before_every_milestone(make_book: MakeBook) -> None:
    rows = [
        ["Burglary", "", "2018/19", "Change", None, -0.1],
        ["Burglary", "", "2021/22", "Level", None, 300],
    ]

    row = dashboard(report(make_book, [HEAD, *rows]), "Burglary")

    assert (row["target"], row["remarks"]) == (270, [])


@pytest.mark.parametrize(
    ("agreed", "typed", "asked", "of"),
    [
        (None, "2017/18: 550; 2018/19: 500", 250, " of the target of 2017/18"),
        (-0.1, "2017/18: -10%; 2018/19: -20%", 240, " of the target of 2017/18"),
    ],
)
def test_a_milestone_of_the_year_before_counts_where_none_is_agreed(
    make_book: MakeBook, agreed: Any, typed: str, asked: int, of: str
) -> None:
    row = dashboard(
        report(make_book, [FOLLOWED, ["Burglary", "", "2017/18", "Change", None, agreed, typed]]), "Burglary"
    )

    assert row["target"] == asked
    assert row["remarks"] == [f"judged by the milestone of 2018/19{of}; no target for it is agreed"]


def test_milestones_that_were_suggested_count_next_year_unless_something_else_was_agreed(
    make_book: MakeBook,
) -> None:
    def next_year(agreed: float | None) -> dict[str, Any]:
        series = [["Measure", "Place", *MONTHS, datetime.date(2018, 10, 1)], ["Burglary", "", *[50] * 43]]
        book = make_book({"Series": series, "MSG averages": averages((2016, 10, 8.6), (2017, 10, 8.4)),
                          "Targets": [HEAD, ["Burglary", "", "2017/18", "Change", None, agreed]]})  # fmt: skip
        report_month(book, to="2018-03")
        return dashboard(report_month(book).as_dict(), "Burglary")

    none, suggested, weaker = (next_year(agreed) for agreed in (None, -0.09, -0.05))

    assert none["target"] == suggested["target"] == pytest.approx(350 * 0.82)
    assert weaker["target"] is None


def test_milestones_that_are_typed_stay_and_count(make_book: MakeBook) -> None:
    answer = report(
        make_book,
        [FOLLOWED, ["Burglary", "", "2018/19", "Change", None, None, "2018/19: 540; 2019/20: 500"]],
        MSG_averages=averages(*FALLING),
    )

    assert [step["level"] for step in answer["targets"][0]["milestones"]] == [540, 500]
    assert dashboard(answer, "Burglary")["target"] == 270


def test_milestones_that_cannot_be_read_are_a_problem(make_book: MakeBook) -> None:
    answer = report(make_book, [FOLLOWED, ["Burglary", "", "2018/19", "Change", None, None, "soon"]])

    assert [(p["cell"], p["what"]) for p in answer["problems"]] == [("G2", "'soon' is no milestone.")]


def test_rows_of_years_that_are_over_are_left_as_they_stand(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": counts(Burglary=50), "Targets": [HEAD, ["Burglary", "", "2017/18", "Change", None, -0.1]]}
    )

    result = report_month(book).as_dict()

    assert result["targets"] == []
    assert "Targets" not in result["sheets"]


def test_a_blank_hard_target_of_the_scorecard_is_told_what_the_year_is_judged_by(make_book: MakeBook) -> None:
    scorecard = [["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat"],
                 ["Burglary", "Recorded Crime", None, 300, 300, "High"],
                 ["Burglary", "Crime Outcome Rate", None, 0.2, 0.2, "High"],
                 ["Robbery", "Recorded Crime", -0.05, 300, 300, "High"]]  # fmt: skip
    targets = [
        HEAD,
        ["Burglary", "", "2020/21", "Level", None, 480],
        ["Burglary outcome rate", "", "2018/19", "Level", None, 0.25],
        ["Robbery", "", "2018/19", "Change", None, -0.1],
    ]

    answer = report(
        make_book,
        targets,
        Series=counts(Burglary=50, Burglary_outcomes=10, Robbery=8),
        Measures=measures(RATE),
        Scorecard=scorecard,
    )

    assert [(p["cell"], p["what"]) for p in answer["problems"]] == [
        (
            "C2",
            "'Burglary' has no hard target here, and the milestone of 2018/19 on the way to 480 in 2020/21 (Targets!F2) is -6.7%.",
        ),
        ("C3", "'Burglary' has no hard target here, and the agreed target (Targets!F3) is 25.0%."),
    ]


# outcome rates ---------------------------------------------------------------------------------------------------


def test_the_published_shortfall_of_all_crime(make_book: MakeBook) -> None:
    """Leicestershire, October 2013: 26.9 % against 32 %, 1,665 outcomes short."""
    series = [
        ["Measure", "Place", *MONTHS],
        ["All crime", "", *[5440] * 42],
        ["All crime outcomes", "", *[1500] * 36, *[1463] * 4, 1464, 1464],
    ]
    targets = [HEAD, ["All crime outcome rate", "", "2018/19", "Level", None, "32%"]]

    answer = report(
        make_book,
        targets,
        Series=series,
        Measures=measures(["All crime outcome rate", "Higher", "", "Crime Outcome Rate", "", ""]),
    )

    row = dashboard(answer, "All crime outcome rate")
    assert (round(row["this_year"], 3), row["target"], row["short"], row["rag"]) == (0.269, 0.32, 1665, "Red")
    projected = next(r for r in answer["projection"] if r["measure"] == "All crime outcome rate")
    assert (projected["verdict"], projected["target"]) == ("Off course", 0.32)
    (rate,) = answer["rates"]
    assert (rate["outcomes"], rate["crimes"], rate["required"]) == (8780, 32640, 1665)
    assert answer["problems"] == []


def test_a_rates_year_comes_of_both_projected_counts_and_its_change_is_in_points(make_book: MakeBook) -> None:
    series = [
        ["Measure", "Place", *MONTHS],
        ["Burglary", "", *[50] * 42],
        ["Burglary outcomes", "", *[10] * 36, *[20] * 6],
    ]

    answer = report(make_book, [HEAD], Series=series, Measures=measures(RATE))

    row = dashboard(answer, "Burglary outcome rate")
    assert (row["this_year"], row["last_year"], row["change"], row["percent"], row["unusual"]) == (
        0.4,
        0.2,
        0.2,
        None,
        True,
    )
    crimes, outcomes, rate = (
        next(r for r in answer["projection"] if r["measure"] == name)
        for name in ("Burglary", "Burglary outcomes", "Burglary outcome rate")
    )
    assert rate["projection"] == pytest.approx(outcomes["projection"] / crimes["projection"])
    assert (
        rate["low"]
        < outcomes["low"] / crimes["projection"]
        < outcomes["high"] / crimes["projection"]
        < rate["high"]
    )


def test_outcomes_are_better_the_more_there_are(make_book: MakeBook) -> None:
    answer = report(
        make_book,
        [HEAD, ["Burglary outcomes", "", "2018/19", "Change", None, 0.1]],
        Series=counts(Burglary=50, Burglary_outcomes=10),
    )

    assert (
        dashboard(answer, "Burglary outcomes")["rag"],
        dashboard(answer, "Burglary outcomes")["short"],
    ) == ("Red", 6)


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (
            {"Burglary": 50, "Burglary_outcomes": 10},
            ["Burglary outcome rate", "Higher", "", "Crime Outcome Rate", "", ""],
        ),
        (
            {"Burglary": 50, "Burglary_detections": 10},
            ["Burglary", "Higher", "", "Crime Outcome Rate", "", ""],
        ),
        (
            {"Burglary": 50, "Outcomes_of_burglary": 10},
            ["Burglary solved rate", "Higher", "", "Solved rate", "", ""],
        ),
        (
            {"Dwelling_burglary": 50, "Burglary_outcomes": 10},
            ["Burglary outcome rate", "Higher", "", "Crime Outcome Rate", "Dwelling burglary", ""],
        ),
        (
            {"Crimes": 50, "Solved": 10},
            ["Clear-up", "Higher", "", "Crime Outcome Rate", "", "Solved; Crimes"],
        ),
    ],
)
def test_a_rate_finds_its_two_counts(make_book: MakeBook, names: dict[str, int], row: list[str]) -> None:
    answer = report(make_book, [HEAD], Series=counts(**names), Measures=measures(row))

    assert [(rate["outcomes"], rate["crimes"], rate["this_year"]) for rate in answer["rates"]] == [
        (60, 300, 0.2)
    ]
    assert answer["problems"] == []


def test_a_purpose_beside_the_counts_makes_a_rate(make_book: MakeBook) -> None:
    series = [
        ["Measure", "Purpose", "Place", *MONTHS],
        ["Burglary", "Recorded Crime", "", *[50] * 42],
        ["Burglary", "Crime outcomes", "", *[10] * 42],
    ]
    targets = [["Measure", "Purpose", "Place", "Year", "Kind", "Agreed target"],
               ["Burglary", "Recorded Crime", "", "2018/19", "Change", -0.1],
               ["Burglary", "Crime Outcome Rate", "", "2018/19", "", 0.25]]  # fmt: skip

    answer = report(make_book, targets, Series=series)

    assert [
        (dashboard(answer, name)["this_year"], dashboard(answer, name)["short"])
        for name in ("Burglary", "Burglary outcomes", "Burglary outcome rate")
    ] == [(300, 30), (60, None), (0.2, 15)]
    assert answer["problems"] == []


@pytest.mark.parametrize(
    ("series", "what"),
    [
        (
            counts(Burglary=50),
            "'Burglary outcome rate' is an outcome rate, and no row of monthly counts is found for its outcomes, so it is not worked out.",
        ),
        (
            counts(Burglary_outcomes=50),
            "'Burglary outcome rate' is an outcome rate, and no row of monthly counts is found for its crimes, so it is not worked out.",
        ),
        (
            counts(Burglary=50, Burglary_outcomes=9, Burglary_detections=8),
            "'Burglary outcome rate' may be made of 'Burglary outcomes' or 'Burglary detections'.",
        ),
        (
            counts(Burglary=50, Burglary_outcome_rate=20),
            "'Burglary outcome rate' is no count in Apr 2015, and only counts add up to a year: its row is left out.",
        ),
    ],
)
def test_a_rate_that_lacks_a_count_is_named(make_book: MakeBook, series: list[list[Any]], what: str) -> None:
    answer = report(make_book, [HEAD], Series=series, Measures=measures(RATE))

    assert [problem["what"] for problem in answer["problems"]] == [what]
    assert answer["rates"] == []


def test_percentages_beside_both_counts_are_no_problem(make_book: MakeBook) -> None:
    series = [*counts(Burglary=50, Burglary_outcomes=10), ["Burglary outcome rate", "", *[0.2] * 42]]

    answer = report(make_book, [HEAD], Series=series, Measures=measures(RATE))

    assert (len(answer["rates"]), answer["problems"]) == (1, [])


@pytest.mark.parametrize("rest", [["Burglary", "South", *[50] * 42], ["Burglary", "Force", *[90] * 42]])
def test_a_force_whose_counts_are_of_different_places_has_no_rate(
    make_book: MakeBook, rest: list[Any]
) -> None:
    series = [
        ["Measure", "Place", *MONTHS],
        ["Burglary", "North", *[50] * 42],
        rest,
        ["Burglary outcomes", "North", *[10] * 42],
    ]

    answer = report(make_book, [HEAD], Series=series, Measures=measures(RATE))

    assert [rate["area"] for rate in answer["rates"]] == ["North"]
    assert [problem["what"] for problem in answer["problems"]] == [
        "'Burglary outcomes' and 'Burglary' do not have rows of the same places, so the force has no rate of them."
    ]


def test_a_force_that_its_places_add_up_to_has_a_rate_of_their_outcomes(make_book: MakeBook) -> None:
    series = [["Measure", "Place", *MONTHS], ["Burglary", "Force", *[90] * 42]]
    series += [["Burglary", place, *[45] * 42] for place in ("North", "South")]
    series += [["Burglary outcomes", place, *[9] * 42] for place in ("North", "South")]

    answer = report(make_book, [HEAD], Series=series, Measures=measures(RATE))

    assert [(rate["area"], rate["this_year"]) for rate in answer["rates"]] == [
        ("", 0.2),
        ("North", 0.2),
        ("South", 0.2),
    ]
    assert answer["problems"] == []


@pytest.mark.parametrize(
    ("crimes", "outcomes", "this_year", "remark"),
    [
        (5, 10, 2, "more outcomes than crimes: some are of crimes recorded before"),
        (0, 0, None, "no crimes so far, so there is no rate"),
        (5, 0, 0, None),
    ],
)
def test_rates_of_nothing_and_of_more_than_all_are_said(
    make_book: MakeBook, crimes: int, outcomes: int, this_year: float | None, remark: str | None
) -> None:
    row = dashboard(
        report(
            make_book,
            [HEAD],
            Series=counts(Burglary=crimes, Burglary_outcomes=outcomes),
            Measures=measures(RATE),
        ),
        "Burglary outcome rate",
    )

    assert (row["this_year"], row["remarks"]) == (this_year, [remark] if remark else [])


def test_the_sheet_of_rates_is_written_and_loses_a_rate_that_is_gone(make_book: MakeBook) -> None:
    book = make_book(
        {
            "Series": counts(Burglary=50, Burglary_outcomes=10),
            "Measures": measures(RATE),
            "Targets": [HEAD, ["Burglary outcome rate", "", "2018/19", "", None, 0.25]],
        }
    )
    report_month(book)
    first = book.sheets["Outcome rates"].range("A2:K2").value
    book.sheets["Measures"].range("D2").value = "Count"

    report_month(book)

    assert first == ["Burglary outcome rate", "Force", 60, 300, 0.2, 0.2, 0, "No", 0.25, "Amber", 15]
    assert book.sheets["Outcome rates"].range("A2").value is None


def test_rates_stand_on_formulas_where_their_counts_and_target_have_cells(make_book: MakeBook) -> None:
    targets = [HEAD, ["Burglary outcome rate", "", "2018/19", "", None, 0.25]]
    book = make_book(
        {"Series": counts(Burglary=50, Burglary_outcomes=10), "Measures": measures(RATE), "Targets": targets}
    )

    report_month(book)

    assert book.sheets["Outcome rates"].range("C2:K2").formula[0] == (
        "=SUM(Series!$AM$3:$AR$3)", "=SUM(Series!$AM$2:$AR$2)", "=C2/D2", "=SUM(Series!$AA$3:$AF$3)/SUM(Series!$AA$2:$AF$2)",
        "=YOY_POINTS(E2,F2)", "No", "0.25", "=RAG(E2,Targets!$F$2,TRUE,0.05)", "=OUTCOMES_NEEDED(C2,D2,Targets!$F$2)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "agreed", "formula"),
    [("Change", -0.1, "=D2*(1+Targets!$F$2)"), ("Reduction", 0.1, "270"), ("Change", "-10%", "270")],
)
def test_a_formula_stands_on_the_agreed_target_only_where_its_cell_holds_it(
    make_book: MakeBook, kind: str, agreed: Any, formula: str
) -> None:
    book = make_book(
        {"Series": counts(Burglary=50), "Targets": [HEAD, ["Burglary", "", "2018/19", kind, None, agreed]]}
    )

    report_month(book)

    assert book.sheets["Dashboard"].range("H2").formula == formula
    assert book.sheets["Dashboard"].range("H2").value == 270


def test_rates_are_told_beside_the_counts(make_book: MakeBook) -> None:
    targets = [HEAD, ["Burglary outcome rate", "", "2018/19", "", None, 0.25]]
    book = make_book(
        {"Series": counts(Burglary=50, Burglary_outcomes=10), "Measures": measures(RATE), "Targets": targets}
    )

    told = KINDS["month"].told(report_month(book))

    assert told.rows[-1][:8] == (
        "Burglary outcome rate",
        "Force",
        "20.0%",
        "20.0%",
        "+0.0 points",
        "",
        "no",
        "Amber",
    )
    assert all(len(row) == len(told.headings) for row in told.rows)
    assert "Off course: 1." in told.lines


def test_a_break_in_the_msg_leaves_out_what_was_before_it(make_book: MakeBook) -> None:
    notes = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Aug 2016", "All measures", "MSG", "Break", "New group."],
    ]

    found = target(
        make_book,
        ["Burglary", "", "2018/19", "Change", None, None],
        MSG_averages=averages((2015, 9, 4), (2016, 9, 5), (2017, 9, 8.6), (2018, 9, 8.4)),
        Notes=notes,
    )

    assert (
        found["because"]
        == "8.9% less reaches the MSG average of 8.20 by Mar 2019 (from 2 periods to Mar 2018), since the break of Aug 2016, own 9"
    )


def test_an_outcome_rate_aims_at_the_msg_estimate_and_no_less_than_the_own_best_year(
    make_book: MakeBook,
) -> None:
    shares = [
        ["Measure", "Period end", "Own rate", "MSG average"],
        *(
            ["Burglary outcome rate", f"Mar {y}", 0.2, n]
            for y, n in ((2016, "20%"), (2017, "21%"), (2018, "22%"))
        ),
    ]
    row = ["Burglary outcome rate", "", "2018/19", "Level", None, 0.23]
    sheets = {"Series": counts(Burglary=50, Burglary_outcomes=10), "Measures": measures(RATE)}

    msg, own = target(make_book, row, MSG_averages=shares, **sheets), target(make_book, row, **sheets)

    assert (msg["suggested"], msg["because"]) == (
        0.23,
        "the MSG average of 23.0% by Mar 2019 (from 3 periods to Mar 2018), own 20.0%",
    )
    assert (own["suggested"], own["because"]) == (
        0.2,
        "the own best year, 20.0%: no MSG average of it is in the workbook; agreed 23.0%, stronger than suggested",
    )
    assert (own["monitored"], own["expected"], own["verdict"]) == (None, 0.23, "At risk")


def test_targets_are_brought_up_to_date_alone_and_come_to_what_the_month_says_of_them(
    make_book: MakeBook,
) -> None:
    sheets = {
        "Series": counts(Burglary=50, Robbery=8),
        "Targets": [
            HEAD,
            ["Burglary", "", "2018/19", "Change", 0.1, -0.02],
            ["Robbery", "", "2019/20", "", "", None],
        ],
    }
    alone, whole = make_book(sheets), make_book(sheets)
    names = [sheet.name for sheet in alone.sheets]

    found = update_targets(alone)

    assert found.as_dict()["targets"] == report_month(whole).as_dict()["targets"]
    assert alone.sheets["Targets"].used_range.value == whole.sheets["Targets"].used_range.value
    assert [sheet.name for sheet in alone.sheets if sheet.name != "Problems"] == names
    assert found.sentences() == [
        "2 targets of 2018/19 and later on the sheet Targets, 1 agreed, to Sep 2018.",
        "At risk: 1.",
        "Agreed weaker than the least reduction: Burglary.",
    ]


def test_targets_done_twice_change_nothing_and_what_was_agreed_stays(make_book: MakeBook) -> None:
    book = make_book(
        {"Series": counts(Burglary=50), "Targets": [HEAD, ["Burglary", "", "2018/19", "Change", "", -0.02]]}
    )
    update_targets(book)
    before = book.sheets["Targets"].used_range.value

    update_targets(book)

    assert book.sheets["Targets"].used_range.value == before
    assert before[1][5] == -0.02


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"Series": counts(Burglary=50)}, "There is no table of targets"),
        ({"Series": [["Measure", "Place", *MONTHS], ["Burglary", "", *[None] * 42]], "Targets": [HEAD, ["Burglary", "", "2018/19", "", "", -0.1]]}, "No month has a figure yet."),
        ({"Series": counts(Burglary=50), "Targets": [HEAD, ["Burglary", "", "2016/17", "Change", "", -0.1]]}, "The table of targets has no row of 2018/19 or a later year."),
    ],
)  # fmt: skip
def test_what_there_is_to_say_without_a_target_of_this_year(
    make_book: MakeBook, sheets: Sheets, said: str
) -> None:
    found = update_targets(make_book(sheets))

    assert found.sentences()[0].startswith(said)
    assert found.targets == ()
