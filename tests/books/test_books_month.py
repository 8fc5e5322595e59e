"""The month of a workbook: what is read, what is written beside it, what is asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.answered import answered
from tests.books.layouts import Sheets
from tests.support.computing import differing_formulas
from xlscore.books import BookError, backtest, check, refresh, report_month
from xlscore.books.files import workbook_file
from xlscore.books.kinds import KINDS
from xlscore.books.plan.edits import CellEdit
from xlscore.functions.targets import YEAR_END

MakeFile = Callable[[Sheets], Path]
MakeBook = Callable[[Sheets], xw.Book]

MONTHS: Final = [datetime.date(2015 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 42)]
"""April 2015 to September 2018."""
LEVELS: Final = {
    ("Burglary", "North"): 50,
    ("Burglary", "South"): 30,
    ("Robbery", "North"): 8,
    ("Robbery", "South"): 12,
}


def rows(more: dict[tuple[str, str], int] | None = None, last: float = 1.0) -> list[list[Any]]:
    """Return a table of counts: equal months, the latest year's times `last`."""
    table: list[list[Any]] = [["Measure", "Place", *MONTHS]]
    for (measure, place), level in {**LEVELS, **(more or {})}.items():
        table.append([measure, place, *[level] * 36, *[round(level * last)] * 6])
    return table


def found(result: Any, measure: str, area: str, part: str = "dashboard") -> dict[str, Any]:
    return next(r for r in result.as_dict()[part] if (r["measure"], r["area"]) == (measure, area))


def test_every_measure_and_place_is_held_against_last_year(make_book: MakeBook) -> None:
    result = answered(report_month, make_book({"Series": rows(last=2.0)}))

    assert result.as_dict()["to"] == "2018-09"
    north = found(result, "Burglary", "North")
    assert (north["this_year"], north["last_year"], north["change"], north["percent"], north["unusual"]) == (
        600,
        300,
        300,
        1,
        True,
    )
    assert result.problems == ()


def test_the_force_is_the_sum_of_its_places_unless_it_has_a_row_of_its_own(make_book: MakeBook) -> None:
    summed = found(answered(report_month, make_book({"Series": rows()})), "Burglary", "")
    own = found(
        answered(report_month, make_book({"Series": rows({("Burglary", "Force"): 90})})), "Burglary", ""
    )

    assert (summed["this_year"], summed["remarks"]) == (480, ["sum of 2 places"])
    assert (own["this_year"], own["remarks"]) == (540, [])


def test_a_place_that_others_are_part_of_is_not_counted_twice(make_book: MakeBook) -> None:
    places = [["Place", "Parent"], ["County", ""], ["North", "County"], ["South", "County"]]

    result = answered(
        report_month, make_book({"Series": rows({("Burglary", "County"): 80}), "Places": places})
    )

    assert found(result, "Burglary", "")["this_year"] == 480


def test_a_county_beside_a_city_is_a_part_of_the_force(make_book: MakeBook) -> None:
    table = [
        ["Measure", "Place", *MONTHS],
        ["Burglary", "City", *[5] * 42],
        ["Burglary", "County", *[7] * 42],
    ]

    result = answered(report_month, make_book({"Series": table}))

    assert [found(result, "Burglary", area)["this_year"] for area in ("", "City", "County")] == [72, 30, 42]


def test_sums_and_changes_are_live_formulas_and_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Series": rows()})
    report_month(book)
    sheet = book.sheets["Dashboard"]
    before = {s.name: s.used_range.formula for s in book.sheets}

    report_month(book)

    assert {s.name: s.used_range.formula for s in book.sheets} == before
    line = next(
        r
        for r in range(2, 12)
        if sheet.range((r, 1)).value == "Burglary" and sheet.range((r, 2)).value == "North"
    )
    assert sheet.range((line, 3)).formula == "=SUM(Series!$AM$2:$AR$2)"
    assert sheet.range((line, 5)).formula == f"=C{line}-D{line}"
    assert sheet.range((line, 6)).formula == f"=YOY(C{line},D{line})"
    assert sheet.range((line, 7)).formula == f'=IF(UNUSUAL(C{line},D{line}),"Yes","No")'


def test_a_dashboard_headed_by_months_is_the_one_that_is_filled(make_book: MakeBook) -> None:
    book = make_book({"Series": rows()})
    report_month(book)
    (heading,) = [cell for cell in book.sheets["Dashboard"]["A1:T9"] if cell.value == "Last year same days"]
    heading.value = "Last year same months"

    report_month(book)

    assert [sheet.name for sheet in book.sheets if sheet.name.startswith("Dashboard")] == ["Dashboard"]


def test_months_out_of_order_are_summed_by_their_dates(make_book: MakeBook) -> None:
    table = [row[:2] + row[:1:-1] for row in rows(last=2.0)]

    assert (
        found(answered(report_month, make_book({"Series": table})), "Burglary", "North")["this_year"] == 600
    )


def test_a_note_of_ones_own_and_a_typed_figure_stay(make_book: MakeBook) -> None:
    book = make_book({"Series": rows()})
    report_month(book)
    sheet = book.sheets["Dashboard"]
    sheet.range("P2").value = "Ask the division"
    sheet.range("C3").value = 999

    result = report_month(book)

    assert sheet.range("P2").value == "Ask the division"
    assert sheet.range("C3").value == 999
    assert any(p.cell == "C3" and "typed as 999" in p.what for p in result.problems)


def test_a_row_that_is_gone_goes_and_the_others_stay_where_they_are(make_book: MakeBook) -> None:
    book = make_book({"Series": rows()})
    report_month(book)
    names = [tuple(row[:2]) for row in book.sheets["Dashboard"].used_range.value]
    book.sheets["Series"].range("A3").value = "Arson"

    report_month(book)

    now = [tuple(row[:2]) for row in book.sheets["Dashboard"].used_range.value]
    assert now[names.index(("Burglary", "South"))] == (None, None)
    assert now[names.index(("Robbery", "North"))] == ("Robbery", "North")
    assert ("Arson", "South") in now


def test_targets_give_rag_shortfall_and_verdict(make_book: MakeBook) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["Burglary", "", "2018/19", "Change", -0.1],
        ["Robbery", "South", "2018/19", "Level", 200],
        ["Robbery", "North", "2017/18", "Level", 1],
    ]

    result = answered(report_month, make_book({"Series": rows(), "Targets": targets}))

    burglary = found(result, "Burglary", "")
    assert (burglary["target"], burglary["rag"], burglary["short"]) == (432, "Red", 48)
    assert found(result, "Burglary", "", "projection")["verdict"] == "Off course"
    assert found(result, "Robbery", "South", "projection")["verdict"] == "On course"
    assert found(result, "Robbery", "North", "projection")["verdict"] is None


def test_a_stretch_target_that_is_met_shows_as_such_and_one_that_asks_for_less_is_a_problem(
    make_book: MakeBook,
) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target", "Stretch"],
        ["Burglary", "", "2018/19", "Change", -0.1, -0.15],
        ["Burglary", "North", "2018/19", "Change", -0.1, -0.3],
        ["Robbery", "North", "2018/19", "Change", -0.1, -0.05],
        ["Robbery", "South", "2018/19", "Level", 500, 450],
    ]
    book = make_book({"Series": rows(last=0.8), "Targets": targets})

    result = report_month(book)

    told = [
        found(result, *row)["rag"]
        for row in (("Burglary", ""), ("Burglary", "North"), ("Robbery", "North"), ("Robbery", "South"))
    ]
    assert told == ["Green (stretch)", "Green", "Green", "Green (stretch)"]
    assert [(each.cell, each.what) for each in result.problems] == [
        ("F4", "The stretch target of 'Robbery' asks for less than the agreed one.")
    ]
    assert differing_formulas(book, ("Dashboard",)) == []


def test_the_tree_says_which_part_is_missing(make_book: MakeBook) -> None:
    measures = [
        ["Measure", "Better", "Plan area", "Parent"],
        ["All crime", "Lower", "", ""],
        ["Burglary", "Lower", "", "All crime"],
        ["Robbery", "Lower", "", "All crime"],
    ]

    result = answered(
        report_month, make_book({"Series": rows({("All crime", ""): 110}), "Measures": measures})
    )

    assert [(row["measure"], row["parent"]) for row in result.as_dict()["tree"]] == [
        ("All crime", None),
        ("Burglary", "All crime"),
        ("Robbery", "All crime"),
    ]
    assert [p.what for p in result.problems] == [
        "'All crime' is not the sum of its parts: +60 this year and +60 last year are in none of them."
    ]


@pytest.mark.parametrize(
    ("sheet", "what"),
    [
        ({"Measures": [["Measure", "Better", "Chart", "Parent"], ["Burglary", "Lower", "", "Theft"]]}, "'Burglary' is part of 'Theft', which is no measure of this workbook."),
        ({"Measures": [["Measure", "Better", "Chart", "Parent"], ["Burglary", "Lower", "", "Robbery"], ["Robbery", "Lower", "", "Burglary"]]}, "'Burglary' is, by way of its parents, a part of itself."),
        ({"Targets": [["Measure", "Place", "Year", "Kind", "Agreed target"], ["Arson", "", "2018/19", "Change", -0.1]]}, "'Arson' has a target and no row of monthly counts."),
        ({"Targets": [["Measure", "Place", "Year", "Kind", "Agreed target"], ["Burglary", "", "soon", "Change", -0.1]]}, "'soon' is no year."),
        ({"Targets": [["Measure", "Place", "Year", "Kind", "Agreed target"], ["Burglary", "", "2018/19", "Hope", -0.1]]}, "'Hope' is no kind of target."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said(make_book: MakeBook, sheet: Sheets, what: str) -> None:
    result = answered(report_month, make_book({"Series": rows(), **sheet}))

    assert what in [problem.what for problem in result.problems]


def test_two_rows_of_one_measure_and_place_are_said_and_the_first_counts(make_book: MakeBook) -> None:
    table = rows()
    table.append(["burglary ", "NORTH", *[999] * 42])

    result = answered(report_month, make_book({"Series": table}))

    assert found(result, "Burglary", "North")["this_year"] == 300
    assert any("has two rows of months" in problem.what for problem in result.problems)


def test_a_missing_month_leaves_no_sum_and_is_said_at_its_row(make_book: MakeBook) -> None:
    table = rows()
    table[1][-3] = None

    result = answered(report_month, make_book({"Series": table}))

    row = found(result, "Burglary", "North")
    assert (row["this_year"], row["last_year"], row["percent"]) == (None, None, None)
    assert ("A2", "'Burglary' in North has no figure for Jul 2018, so there is no year to date.") in [
        (problem.cell, problem.what) for problem in result.problems
    ]


def test_many_rows_that_lack_the_same_months_are_one_problem(make_book: MakeBook) -> None:
    table = rows({("Arson", "North"): 3, ("Arson", "South"): 2, ("Drugs", "North"): 4})
    for row in table[1:8]:
        row[-3] = None
    table[4][-2] = None

    result = answered(report_month, make_book({"Series": table}))

    assert [
        (problem.cell, problem.what) for problem in result.problems if "year to date" in problem.what
    ] == [
        (
            "A2",
            "'Burglary' in North and 5 more rows have no figure for Jul 2018, so there is no year to date.",
        ),
        ("A5", "'Robbery' in South has no figure for Jul 2018 and 1 more, so there is no year to date."),
    ]


def test_the_report_ends_with_the_month_asked_for(make_book: MakeBook) -> None:
    result = answered(report_month, make_book({"Series": rows()}), to="2018-06-14")

    assert result.as_dict()["to"] == "2018-05"
    assert found(result, "Burglary", "North")["this_year"] == 100


@pytest.mark.parametrize("to", ["2018-13", "June", "2018-02-30", "2001-01"])
def test_what_is_no_month_of_the_workbook_is_refused(make_book: MakeBook, to: str) -> None:
    with pytest.raises(BookError):
        answered(report_month, make_book({"Series": rows()}), to=to)


def test_notes_stand_on_the_dashboard_and_a_break_begins_the_level_anew(make_book: MakeBook) -> None:
    notes = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["May 2018", "Burglary", "North", "Break", "New system."],
    ]
    book = make_book({"Series": rows(), "Notes": notes})

    result = refresh(book)

    table = book.sheets["Dashboard"].used_range.value
    caveats = {tuple(row[:2]): row[13] for row in table}
    assert caveats["Burglary", "North"] == "Break, May 2018, North: New system."
    assert caveats["Burglary", "South"] is None
    assert "from the latest break on" in found(result.month, "Burglary", "North", "projection")["method"]
    assert (
        "break in May 2018: the two years are not like with like"
        in found(result.month, "Burglary", "North", "dashboard")["remarks"]
    )
    assert result.problems == ()


def test_a_year_begins_with_the_month_of_the_policy(make_book: MakeBook) -> None:
    policy = [["Setting", "Value", "Meaning", "Source"], ["Year begins with month", 1, "", ""]]

    result = answered(report_month, make_book({"Series": rows(), "Policy": policy}))

    assert found(result, "Burglary", "North")["this_year"] == 450


def test_a_backtest_fills_its_sheet(make_book: MakeBook) -> None:
    book = make_book({"Series": rows(last=1.0)})

    result = backtest(book)

    assert [row["months_known"] for row in result.as_dict()["rows"]] == list(range(1, 12))
    assert all(row["mean_error"] == pytest.approx(0, abs=1e-9) for row in result.as_dict()["rows"])
    assert book.sheets["Backtest"].range("A2:B2").value == [1, 0]


SEASON: Final = (9, 9, 10, 14, 15, 14, 9, 9, 8, 8, 8, 7)


def by_season() -> list[list[Any]]:
    """Return a table of counts of the force with a season that is another one in each year."""
    counts = [10 * month + 7 * (n // 12) * (n % 12) for n, month in enumerate([*SEASON * 3, *SEASON[:6]])]
    return [["Measure", "Place", *MONTHS], *([measure, "", *counts] for measure in ("Burglary", "Robbery"))]


def test_the_method_that_is_chosen_makes_the_year_and_says_so_and_a_cell_says_the_same(
    make_book: MakeBook,
) -> None:
    table = by_season()
    policy = [["Setting", "Value", "Meaning", "Source"], ["Year-end projection: method", "share", "", ""]]
    measures = [["Measure", "Better", "Projected by", "Parent"], ["Robbery", "Lower", "Level", ""]]
    book = make_book({"Series": table, "Policy": policy, "Measures": measures})

    result = report_month(book)

    counts = table[1][2:]
    years = [counts[start : start + 12] for start in (0, 12, 24)]
    for measure, method in (("Burglary", "share"), ("Robbery", "level")):
        row = found(result, measure, "", "projection")
        (cell,) = YEAR_END(counts[36:], years, None, 0.8, method)
        assert row["method"].startswith(method)
        assert [row[part] for part in ("projection", "low", "high")] == pytest.approx(
            [float(end) for end in cell[:3]]
        )
    shown = {row[0]: row for row in book.sheets["Projection"].range("A2:I3").value}
    assert shown["Burglary"][8] == "share that the same months had of 3 years; range from how these differ"
    assert shown["Burglary"][3] == round(found(result, "Burglary", "", "projection")["projection"])
    assert shown["Robbery"][8] == "level over usual seasons; range as usual for such series"
    assert result.problems == ()


@pytest.mark.slow
def test_a_backtest_judges_the_method_that_is_chosen(make_book: MakeBook) -> None:
    def tried(policy: str, measure: str) -> Any:
        settings = [
            ["Setting", "Value", "Meaning", "Source"],
            ["Year-end projection: method", policy, "", ""],
        ]
        measures = [["Measure", "Better", "Projected by", "Parent"], ["Robbery", "Lower", measure, ""]]
        book = make_book({"Series": by_season(), "Policy": settings, "Measures": measures})
        return backtest(book).as_dict()["rows"][2], book.sheets["Backtest"].range("A4:I4").value

    (level, _), (share, written), (both, _) = tried("level", ""), tried("share", ""), tried("share", "Level")

    assert [row["method"] for row in (level, share, both)] == ["level", "share", "level, share in 1 of 2"]
    assert level["mean_error"] == level["level_error"] == share["level_error"] != share["mean_error"]
    assert both["mean_error"] == pytest.approx((level["mean_error"] + share["mean_error"]) / 2)
    assert [written[place] for place in (0, 1, 2, 8)] == [
        3, round(share["mean_error"], 4), round(level["mean_error"], 4), "share",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("by hand", "'by hand' is no way to project a year's end."),
        ("Share", None),
        ("the seasonal share", None),
    ],
)
def test_a_word_that_is_no_method_is_a_problem_and_the_policys_stands(
    make_book: MakeBook, typed: str, said: str | None
) -> None:
    measures = [["Measure", "Better", "Projected by", "Parent"], ["Burglary", "Lower", typed, ""]]

    result = answered(report_month, make_book({"Series": by_season(), "Measures": measures}))

    assert [(problem.cell, problem.what) for problem in result.problems] == ([("C2", said)] if said else [])
    assert found(result, "Burglary", "", "projection")["method"].startswith("level" if said else "share")


def test_check_says_the_months_problems_and_writes_nothing(make_book: MakeBook) -> None:
    table = rows()
    table[1][-3] = None
    book = make_book({"Series": table})

    assert any("Jul 2018" in problem.what for problem in check(book).problems)
    assert [sheet.name for sheet in book.sheets] == ["Series"]


def test_writing_many_cells_compares_no_edit_with_every_other(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    monkeypatch.setattr(CellEdit, "__eq__", lambda one, other: compared.append(one) or one is other)

    answered(report_month, make_book({"Series": rows()}))

    assert compared == []


def test_the_month_is_told_in_few_sentences_and_a_row_a_series(make_book: MakeBook) -> None:
    targets = [
        ["Measure", "Place", "Year", "Kind", "Agreed target"],
        ["Burglary", "", "2018/19", "Change", -0.1],
        ["Robbery", "", "2018/19", "Level", 999],
    ]
    table = rows(last=2.0)
    table[3][-6:] = [1] * 6  # robbery in the North falls

    result = answered(report_month, make_book({"Series": table, "Targets": targets}))

    assert result.sentences() == [
        "6 series to Sep 2018.",
        "5 above last year by more than chance.",
        "1 below last year by more than chance.",
        "Changed most in number: Burglary +480 (+100.0%), Robbery +30 (+25.0%).",
        "Off course: 1.",
        "On course: 1.",
        "Agreed weaker than the least reduction: Robbery.",
    ]
    told = KINDS["month"].told(result)
    assert told.title == "The month to 2018-09"
    assert told.rows[0][:8] == ("Burglary", "Force", "960", "480", "+480", "+100.0%", "yes", "Red")
    assert all(len(row) == len(told.headings) for row in told.rows)


def test_a_series_that_cannot_be_projected_is_told_without_an_end(make_book: MakeBook) -> None:
    table = [["Measure", "Place", *MONTHS[-18:]], ["Burglary", "North", *[5] * 18]]

    result = answered(report_month, make_book({"Series": table}))

    assert found(result, "Burglary", "North", "projection")["projection"] is None
    assert [row[8] for row in KINDS["month"].told(result).rows] == ["", ""]


def test_a_backtest_of_too_few_years_says_so(make_book: MakeBook) -> None:
    short = [["Measure", "Place", *MONTHS[-18:]], ["Burglary", "North", *[5] * 18]]

    few, enough = backtest(make_book({"Series": short})), backtest(make_book({"Series": rows()}))

    assert few.sentences() == ["There are too few whole years to try the projection on."]
    assert enough.sentences() == [
        "After 1 month the projection missed the year's total by 0.0% on average (× 12/n: 0.0%), after 11 months by 0.0% (0.0%)."
    ]


def test_a_blank_form_has_no_month_and_no_problem(make_book: MakeBook) -> None:
    blank: list[list[Any]] = [["Measure", "Place", *(f"Month {n}" for n in range(1, 13))]]
    book = make_book({"Series": blank})

    result = report_month(book)

    assert (result.as_dict()["to"], result.sentences(), result.problems) == (
        None,
        ["No month has a figure yet."],
        (),
    )
    assert KINDS["month"].told(result).rows == ()
    assert check(book).problems == ()
    assert [sheet.name for sheet in book.sheets] == ["Series"]


@pytest.mark.parametrize(
    ("measure", "figure"), [("Satisfaction", 0.82), ("Solved, %", 18), ("Burglary", 10.5)]
)
def test_what_is_no_count_is_never_added_up(make_book: MakeBook, measure: str, figure: float) -> None:
    table = [*rows(), [measure, "East", *[figure] * 42]]

    result = answered(report_month, make_book({"Series": table}))

    assert "East" not in {row["area"] for row in result.as_dict()["dashboard"]}
    assert [(p.cell, p.what) for p in result.problems] == [
        ("C6", f"'{measure}' is no count in Apr 2015, and only counts add up to a year: its row is left out.")
    ]


def test_a_month_below_zero_is_summed_and_said(make_book: MakeBook) -> None:
    table = rows()
    table[1][-1] = -3

    result = answered(report_month, make_book({"Series": table}))

    assert found(result, "Burglary", "North")["this_year"] == 247
    assert found(result, "Burglary", "North", "projection")["projection"] is None
    assert [(p.cell, p.what) for p in result.problems] == [
        ("AR2", "'Burglary' is below zero in Sep 2018, so its year is not projected.")
    ]


def test_a_correction_in_a_past_year_leaves_out_that_series_alone(make_book: MakeBook) -> None:
    table = rows()
    table[1][8] = -3

    result = answered(report_month, make_book({"Series": table}))

    assert found(result, "Burglary", "North", "projection")["method"] == "A month's count cannot be negative."
    assert found(result, "Burglary", "South", "projection")["projection"] is not None


def test_a_backtest_that_is_made_again_changes_nothing(make_book: MakeBook) -> None:
    months = [datetime.date(2012 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 72)]
    level = [40 + n % 7 for n in range(72)]
    book = make_book(
        {
            "Series": [
                ["Measure", "Place", *months],
                ["Burglary", "North", *level],
                ["Burglary", "South", *level],
            ]
        }
    )
    first = backtest(book)
    written = book.sheets["Backtest"].used_range.value

    second = backtest(book)

    assert [score.known for score in first.scores] == list(range(1, 12))
    assert second == first
    assert book.sheets["Backtest"].used_range.value == written


@pytest.mark.parametrize(("force", "more"), [(90, None), (80, None), (79, 6), (70, 60)])
def test_places_that_add_up_to_more_than_the_force_are_a_problem(
    make_book: MakeBook, force: int, more: int | None
) -> None:
    months = [datetime.date(2015 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 42)]
    series = [
        ["Measure", "Place", *months],
        *(["Burglary", name, *[n] * 42] for name, n in (("", force), ("North", 30), ("South", 50))),
    ]

    result = answered(report_month, make_book({"Series": series}))

    said = f"The places of 'Burglary' add up to {more} more this year than the row of the force."
    assert [problem.what for problem in result.problems] == ([] if more is None else [said])


def test_an_area_and_its_units_do_not_count_twice_against_the_force(make_book: MakeBook) -> None:
    months = [datetime.date(2015 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 42)]
    named = (("", 80), ("County", 80), ("North", 30), ("South", 50))
    series = [["Measure", "Place", *months], *(["Burglary", name, *[n] * 42] for name, n in named)]
    places = [["Place", "Parent"], ["North", "County"], ["South", "County"], ["County", ""]]

    assert answered(report_month, make_book({"Series": series, "Places": places})).problems == ()


def test_a_second_run_changes_nothing_where_breaks_are_noted_beside_places(make_file: MakeFile) -> None:
    """What the explorer keeps of a note, with its measure, is no note itself."""
    months = [datetime.date(2014 + n // 12, n % 12 + 1, 1) for n in range(3, 3 + 54)]
    series = [
        ["Measure", "Place", *months],
        *(["Burglary", place, *[80 + (n * 7) % 11 for n in range(54)]] for place in ("North", "South")),
    ]
    notes = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Apr 2017", "Burglary", None, "Break", "New system"],
        ["Jan 2018", "Burglary", "North", "Step change", "New form"],
    ]
    path = make_file(
        {
            "Series": series,
            "Measures": [["Measure", "Better", "Plan area"], ["Burglary", "Lower", "Yes"]],
            "Notes": notes,
        }
    )
    with workbook_file(path) as book:
        refresh(book)
    before = path.read_bytes()

    with workbook_file(path) as book:
        caveats = [cell.value for cell in book.sheets["Dashboard"]["A1:N4"][:, 13]]
        refresh(book)

    assert path.read_bytes() == before
    assert caveats[1:] == [
        "Break, Apr 2017: New system.",
        "Break, Apr 2017: New system. Step change, Jan 2018, North: New form.",
        "Break, Apr 2017: New system.",
    ]
