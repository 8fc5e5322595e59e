"""Days in a month's workbook: how they are read, what they come to beside months, what is asked of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.answered import answered
from tests.books.layouts import Sheets
from xlscore.books import BookError, check, refresh, report_month

MakeBook = Callable[[Sheets], xw.Book]
HEADINGS: Final = ["Date", "Measure", "Place", "Count"]
DAY: Final = datetime.timedelta(1)


def at(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day)


def daily(
    first: datetime.datetime, last: datetime.datetime, counts: dict[tuple[str, str], int]
) -> list[list[Any]]:
    """Return a table of days with these counts on each of them."""
    rows: list[list[Any]] = [HEADINGS]
    day = first
    while day <= last:
        rows += [[day, measure, place, count] for (measure, place), count in counts.items()]
        day += DAY
    return rows


def found(result: Any, measure: str, area: str = "") -> dict[str, Any]:
    return next(r for r in result.as_dict()["dashboard"] if (r["measure"], r["area"]) == (measure, area))


FIRST, LAST = at(2012, 4, 1), at(2013, 10, 14)
PUBLISHED: Final = {
    "Shoplifting": (2750, 3344, 594, 0.216),
    "Theft of pedal cycle": (1143, 1430, 287, 0.251),
    "Violence with injury": (2339, 2594, 255, 0.109),
    "Sexual offences": (518, 618, 100, 0.193),
}
"""Leicestershire on 14 October 2013: last year and this year that give the published change as a count and as a percentage."""
REST: Final = (25726, 25172, -554)
"""All other crime, so that all crime is 682 more, 2.1 %."""


def published_days() -> list[list[Any]]:
    rows: list[list[Any]] = [HEADINGS]
    for measure, (last, this, *_) in {**PUBLISHED, "Other crime": REST}.items():
        for begin, total in ((at(2012, 4, 1), last), (at(2013, 4, 1), this)):
            each, over = divmod(total, 197)
            rows += [[begin + n * DAY, measure, None, each + (n < over)] for n in range(197)]
        # What came after last year's day is in no sum.
        rows += [[at(2012, 10, 15) + n * DAY, measure, None, 7] for n in range(168)]
    return rows


def published_measures() -> list[list[Any]]:
    parts = [*PUBLISHED, "Other crime"]
    return [
        ["Measure", "Better", "Plan area", "Parent"],
        ["All crime", "Lower", "", ""],
        *([m, "Lower", "", "All crime"] for m in parts),
    ]


def test_14_october_2013_as_it_was_published(make_book: MakeBook) -> None:
    book = make_book({"Days": published_days(), "Measures": published_measures()})

    result = report_month(book, to="2013-10-14")

    told = result.as_dict()
    assert (told["to"], [each["days"] for each in told["days"]]) == ("2013-10-14", [197, 197])
    whole = found(result, "All crime")
    assert (whole["change"], round(whole["percent"], 3)) == (682, 0.021)
    for measure, (last, this, change, percent) in PUBLISHED.items():
        row = found(result, measure)
        assert (row["last_year"], row["this_year"], row["change"], round(row["percent"], 3)) == (
            last,
            this,
            change,
            percent,
        )
    tree = {row["measure"]: row for row in told["tree"]}
    assert tree["All crime"]["change"] == sum(row["change"] for row in tree.values() if row["parent"])
    assert round(tree["Shoplifting"]["share_of_change"], 3) == round(594 / 682, 3)
    assert [mover["measure"] for mover in told["movers"]][:3] == [
        "Shoplifting",
        "Other crime",
        "Theft of pedal cycle",
    ]
    assert result.problems == ()


def test_parts_that_do_not_add_up_on_a_day_are_a_problem(make_book: MakeBook) -> None:
    days = published_days() + [[at(2013, 4, 1) + n * DAY, "All crime", None, 1] for n in range(197)]
    days += [[at(2012, 4, 1) + n * DAY, "All crime", None, 1] for n in range(197)]

    result = answered(
        report_month, make_book({"Days": days, "Measures": published_measures()}), to="2013-10-14"
    )

    assert any("'All crime' is not the sum of its parts" in problem.what for problem in result.problems)


def test_the_latest_days_stand_beside_the_same_days_of_last_year(make_book: MakeBook) -> None:
    days = daily(FIRST, LAST, {("Burglary", "North"): 2, ("Burglary", "South"): 1})
    days[-2][3] = 9  # the North on the last day

    row = found(answered(report_month, make_book({"Days": days})), "Burglary", "North")

    assert [(each["days"], each["this_year"], each["last_year"]) for each in row["latest"]] == [
        (1, 9, 2),
        (7, 21, 14),
        (28, 63, 56),
    ]
    assert (row["to"], row["this_year"], row["last_year"]) == ("2013-10-14", 401, 394)


def test_the_force_is_the_sum_of_its_places_by_days_too(make_book: MakeBook) -> None:
    days = daily(FIRST, LAST, {("Burglary", "North"): 2, ("Burglary", "South"): 1})

    row = found(answered(report_month, make_book({"Days": days})), "Burglary")

    assert (row["this_year"], row["last_year"], row["remarks"]) == (591, 591, ["sum of 2 places"])


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("a serial number", lambda day: (day - datetime.datetime(1899, 12, 30)).days),
        ("day before month", lambda day: f"{day:%d/%m/%Y}"),
        ("short", lambda day: f"{day.day}.{day.month}.{day:%y}"),
        ("with the time", lambda day: f"{day:%d/%m/%Y} 00:00"),
        ("backwards", lambda day: f"{day:%Y-%m-%d}"),
        ("backwards with the time", lambda day: f"{day:%Y-%m-%d} 08:30:00"),
        ("as a program writes it", lambda day: f"{day:%Y-%m-%d}T08:30:00Z"),
        ("a day with its hours", lambda day: day.replace(hour=8, minute=30)),
        ("with the month's name", lambda day: f"{day:%d %B %Y}"),
        ("month before day throughout", lambda day: f"{day:%m/%d/%Y}"),
    ],
)
def test_a_day_is_read_however_it_is_written(
    make_book: MakeBook, kind: str, made: Callable[[datetime.datetime], Any]
) -> None:
    days = daily(FIRST, LAST, {("Burglary", "North"): 2})
    days = [HEADINGS, *([made(row[0]), *row[1:]] for row in days[1:])]

    result = answered(report_month, make_book({"Days": days}), to="2013-10-14")

    assert (found(result, "Burglary", "North")["this_year"], result.problems) == (394, ()), kind


def test_the_headings_are_found_on_any_sheet_in_any_order(make_book: MakeBook) -> None:
    days = daily(FIRST, LAST, {("Burglary", "North"): 2})
    table = [["Daily extract"], [], *([row[3], row[2], row[0], row[1]] for row in days)]
    table[2] = ["Number of crimes", "LPU", "Recorded date", "Crime type"]

    assert (
        found(answered(report_month, make_book({"Extract": table})), "Burglary", "North")["this_year"] == 394
    )


@pytest.mark.parametrize(
    ("row", "what", "this"),
    [
        (["31/02/2013", "Burglary", "North", 5], "'31/02/2013' is no date, so the row is left out.", 394),
        ([None, "Burglary", "North", 5], "A blank cell is no date, so the row is left out.", 394),
        ([at(2999, 1, 1), "Burglary", "North", 5], "01/01/2999 has not come yet, so the row is left out.", 394),
        ([LAST, "Burglary", "North", "many"], "'many' is no count, so the row is left out.", 394),
        ([LAST, "Burglary", "North", 1.5], "'1.5' is no count, so the row is left out.", 394),
        ([LAST, "Burglary", "North", "50%"], "'50%' is no count, so the row is left out.", 394),
        ([LAST, "Burglary", "North", "100%"], "'100%' is no count, so the row is left out.", 394),
        ([LAST, "Burglary", "North", None], "A blank cell is no count, so the row is left out.", 394),
        ([LAST, "Burglary", "North", 2], "'Burglary' in North has two counts for 14/10/2013, first in D563: the first counts.", 394),
        ([LAST, "Burglary", "North", -3], "'Burglary' in North is below zero on 14/10/2013: it is taken as a correction and added.", 391),
        ([LAST, "Burglary", "North", "(3)"], "'Burglary' in North is below zero on 14/10/2013: it is taken as a correction and added.", 391),
        ([LAST, "Burglary solved, %", "North", 3], "'Burglary solved, %' is no count, and only counts add up: its rows are left out.", 394),
    ],
)  # fmt: skip
def test_a_row_that_cannot_count_is_said(make_book: MakeBook, row: list[Any], what: str, this: int) -> None:
    days = [*daily(FIRST, LAST, {("Burglary", "North"): 2}), row]

    result = answered(report_month, make_book({"Days": days}), to="2013-10-14")

    assert found(result, "Burglary", "North")["this_year"] == this
    assert what in [problem.what for problem in result.problems]


def test_a_thousand_rows_with_one_fault_are_one_problem(make_book: MakeBook) -> None:
    days = daily(FIRST, LAST, {("Burglary", "North"): 2})
    days += [["soon", "Burglary", "North", 1] for _ in range(1000)]

    result = answered(report_month, make_book({"Days": days}))

    assert [(p.cell, p.what) for p in result.problems] == [
        ("A564", "'soon' is no date, so the row is left out. So are 999 more rows of this table.")
    ]


def months(first: datetime.date, count: int) -> list[datetime.date]:
    found = [first]
    while len(found) < count:
        last = found[-1]
        found.append(datetime.date(last.year + last.month // 12, last.month % 12 + 1, 1))
    return found


def test_a_measure_with_months_alone_ends_the_month_before_a_part_month(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 19)
    series = [["Measure", "Place", *heads], ["Satisfaction calls", "North", *[10] * 18, 3]]
    days = daily(FIRST, LAST, {("Burglary", "North"): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}), to="2013-10-14")

    by_months, by_days = found(result, "Satisfaction calls", "North"), found(result, "Burglary", "North")
    assert (by_months["to"], by_months["this_year"], by_months["latest"]) == ("2013-09", 60, [])
    assert (by_days["to"], by_days["this_year"]) == ("2013-10-14", 394)


def test_days_that_are_not_their_month_are_a_problem_and_count(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    lengths = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30]
    counts = [2 * days for days in lengths]
    counts[-2] = 70  # August 2013 is 62 by its days
    series = [["Measure", "Place", *heads], ["Burglary", "North", *counts]]
    days = daily(FIRST, LAST, {("Burglary", "North"): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}))

    assert [(p.sheet, p.cell, p.what) for p in result.problems] == [
        ("Series", "A2", "'Burglary' in North has 62 in Aug 2013 by its days and 70 by its month.")
    ]
    assert found(result, "Burglary", "North")["this_year"] == 394


def test_the_force_s_days_have_the_months_before_them_from_its_places(make_book: MakeBook) -> None:
    heads = months(datetime.date(2009, 4, 1), 54)
    lengths = [
        ((month.replace(day=28) + datetime.timedelta(4)).replace(day=1) - month).days for month in heads
    ]
    series = [["Measure", "Place", *heads], *(["Burglary", place, *lengths] for place in ("North", "South"))]
    days = daily(FIRST, LAST, {("Burglary", ""): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}), to="2013-09-30")

    force = found(result, "Burglary")
    assert (force["this_year"], len(force["latest"])) == (366, 3)
    assert result.problems == ()
    (projected,) = (
        each for each in result.as_dict()["projection"] if (each["measure"], each["area"]) == ("Burglary", "")
    )
    assert projected["projection"] is not None  # with days alone there is but one year before this one


def test_the_force_s_days_that_are_not_the_months_of_its_places_are_a_problem(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    series = [
        ["Measure", "Place", *heads],
        *(["Burglary", place, *[30] * 18] for place in ("North", "South")),
    ]
    days = daily(FIRST, LAST, {("Burglary", ""): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}), to="2013-09-30")

    assert [(p.sheet, p.what) for p in result.problems] == [
        ("Series", "'Burglary' has 62 in May 2012 by its days and 60 by its month (10 more months differ).")
    ]


def test_days_that_are_missing_leave_no_sum_in_either_year(make_book: MakeBook) -> None:
    days = [
        row for row in daily(FIRST, LAST, {("Burglary", "North"): 2}) if row[0] == "Date" or row[0].month != 6
    ]

    result = answered(report_month, make_book({"Days": days}), to="2013-10-14")

    row = found(result, "Burglary", "North")
    assert (row["this_year"], row["last_year"], row["percent"], row["unusual"]) == (None, None, None, None)
    assert [p.what for p in result.problems] == [
        "The table of days has nothing for 1 June 2012 to 30 June 2012, so there is no year to date by days."
    ]


def test_a_place_without_a_row_on_covered_days_had_none(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    series = [
        ["Measure", "Place", *heads],
        ["Homicide", "North", *[0] * 18],
        ["Homicide", "South", *[0] * 17, 1],
    ]
    days = [*daily(FIRST, LAST, {("Burglary", "North"): 2}), [at(2013, 9, 3), "Homicide", "South", 1]]

    result = answered(report_month, make_book({"Series": series, "Days": days}))

    assert [found(result, "Homicide", place)["this_year"] for place in ("", "North", "South")] == [1, 0, 1]
    assert result.problems == ()


def test_a_place_that_the_days_do_not_know_goes_by_months_and_so_does_the_force(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    series = [
        ["Measure", "Place", *heads],
        ["Burglary", "North", *[60] * 18],
        ["Burglary", "East", *[5] * 18],
    ]
    days = daily(at(2013, 9, 1), LAST, {("Burglary", "North"): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}), to="2013-09")

    assert found(result, "Burglary", "East")["to"] == "2013-09"
    assert (found(result, "Burglary")["to"], found(result, "Burglary")["this_year"]) == ("2013-09", 390)


def test_a_report_of_a_whole_month_takes_months_where_the_days_begin_too_late(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    series = [["Measure", "Place", *heads], ["Burglary", "North", *[60] * 18]]
    days = daily(at(2013, 9, 1), at(2013, 9, 30), {("Burglary", "North"): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}), to="2013-09")

    row = found(result, "Burglary", "North")
    assert (result.as_dict()["to"], row["to"], row["this_year"], result.problems) == (
        "2013-09",
        "2013-09",
        360,
        (),
    )


def test_a_month_that_the_days_cut_short_does_not_stand_in_for_them(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 19)
    series = [["Measure", "Place", *heads], ["Burglary", "North", *[60] * 18, 28]]
    days = daily(at(2013, 9, 1), LAST, {("Burglary", "North"): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days}), to="2013-10")

    assert found(result, "Burglary", "North")["this_year"] is None
    assert any("has nothing for 1 April 2012 to" in problem.what for problem in result.problems)


def test_a_tree_of_which_a_part_has_months_alone_goes_by_months(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    lengths = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30]
    series = [
        ["Measure", "Place", *heads],
        ["Burglary", "", *(2 * days for days in lengths)],
        ["Fraud", "", *[10] * 18],
    ]
    measures = [["Measure", "Better", "Plan area", "Parent"], ["All crime", "Lower", "", ""],
                ["Burglary", "Lower", "", "All crime"], ["Fraud", "Lower", "", "All crime"]]  # fmt: skip
    days = daily(FIRST, LAST, {("Burglary", ""): 2})

    result = answered(report_month, make_book({"Series": series, "Days": days, "Measures": measures}))

    assert {r["measure"]: r["this_year"] for r in result.as_dict()["tree"]} == {
        "All crime": 426, "Burglary": 366, "Fraud": 60,
    }  # fmt: skip
    assert found(result, "Burglary")["this_year"] == 394
    assert result.problems == ()


def test_a_target_of_the_year_of_the_last_day_is_asked(make_book: MakeBook) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["Burglary", "", "2012/13", "Change", -0.5],
        ["Burglary", "", "2013/14", "Change", -0.1],
    ]
    days = daily(at(2012, 4, 1), at(2013, 4, 14), {("Burglary", "North"): 10})

    row = found(answered(report_month, make_book({"Days": days, "Targets": targets})), "Burglary")

    assert (row["this_year"], row["target"], row["short"], row["rag"]) == (140, 126, 14, "Red")


def test_a_whole_that_nobody_counts_is_the_sum_of_its_parts_by_months(make_book: MakeBook) -> None:
    heads = months(datetime.date(2012, 4, 1), 18)
    series = [["Measure", "Place", *heads], ["Burglary", "North", *[6] * 18], ["Robbery", "North", *[1] * 18]]
    measures = [["Measure", "Better", "Plan area", "Parent"], ["All crime", "Lower", "", ""],
                ["Burglary", "Lower", "", "All crime"], ["Robbery", "Lower", "", "All crime"]]  # fmt: skip

    result = answered(report_month, make_book({"Series": series, "Measures": measures}))

    assert [found(result, "All crime", area)["this_year"] for area in ("", "North")] == [42, 42]
    assert found(result, "All crime")["remarks"] == ["sum of 2 measures"]


@pytest.mark.parametrize("to", ["2012-03-31", "2012-03", "2011-01-01"])
def test_a_day_before_the_first_is_refused(make_book: MakeBook, to: str) -> None:
    with pytest.raises(BookError, match="lies before the first"):
        answered(report_month, make_book({"Days": daily(FIRST, LAST, {("Burglary", "North"): 2})}), to=to)


def test_a_second_run_changes_nothing_and_check_writes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Days": published_days(), "Measures": published_measures()})
    report_month(book, to="2013-10-14")
    before = {s.name: s.used_range.formula for s in book.sheets}

    report_month(book, to="2013-10-14")

    assert {s.name: s.used_range.formula for s in book.sheets} == before
    fresh = make_book({"Days": published_days(), "Measures": published_measures()})
    assert check(fresh).problems == ()
    assert [sheet.name for sheet in fresh.sheets] == ["Days", "Measures"]


def test_notes_find_the_measures_of_the_table_of_days(make_book: MakeBook) -> None:
    notes = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Sep 2013", "Burglary", "North", "Recording", "New form."],
    ]
    book = make_book({"Days": daily(FIRST, LAST, {("Burglary", "North"): 2}), "Notes": notes})

    assert refresh(book).problems == ()


def test_a_workbook_of_one_day_and_no_month_gets_no_sheets_and_is_told_what_is_missing(
    make_book: MakeBook,
) -> None:
    book = make_book(
        {
            "Days": [
                ["Date", "Measure", "Place", "Count"],
                [at(2017, 4, 2), "Burglary in a dwelling", None, 19],
            ]
        }
    )

    refresh(book)
    month = report_month(book)

    assert [sheet.name for sheet in book.sheets] == ["Days", "Problems"]
    assert month.sentences() == [
        "The days up to 2 April 2017 are no whole month, so there is no series to compare yet."
    ]
    assert [(each.cell, each.what) for each in month.problems] == [
        (
            "A2",
            "The table of days has nothing for 1 April 2016 to 2 April 2016, so there is no year to date by days.",
        )
    ]
