"""The threat and impact scorecard: Leicestershire, October 2013 as printed, and what a row may hold wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support.computing import differing_formulas
from xlscore.books import Scorecard, fill_scorecard

Sheets = dict[str, list[list[Any]]]
MakeBook = Callable[[Sheets], xw.Book]
Paper = Callable[[str], list[list[str]]]
HEADINGS = [
    "Strategic objective",
    "Purpose",
    "Hard target",
    "Stretch target",
    "Actual",
    "Previous year",
    "Threat",
    "Impact score",
]
CRIME = ["Burglary", "Recorded Crime", -0.1, -0.15, 1903, 2076, "Medium", 13]
RATE = ["Burglary", "Crime Outcome Rate", 0.25, None, 0.182, 0.284, "Low", 9]
NAME = "leicestershire_scorecard"


def counted(text: str) -> Any:
    return float(text) if text.isdigit() else text


def figured(text: str) -> Any:
    try:
        return round(float(text.rstrip("%")) / 100, 4) if text.endswith("%") else float(text)
    except ValueError:
        return text or None


@pytest.fixture(params=[counted, figured], ids=["percentages as text", "percentages as numbers"])
def rows(request: pytest.FixtureRequest, paper: Paper) -> list[list[Any]]:
    """The printed scorecard as a worksheet."""
    return [[request.param(cell) for cell in row] for row in paper(NAME)]


@pytest.fixture
def october_2013(make_book: MakeBook, rows: list[list[Any]]) -> Scorecard:
    counts = [
        ["Strategic objective", "Purpose", "Area", "Crimes", "Outcomes"],
        ["Burglary - Dwelling", "Crime Outcome Rate", "Force", 1903, 347],
        ["Theft From Motor Vehicle", "Crime Outcome Rate", "Force", 2896, 180],
    ]
    return fill_scorecard(make_book({"October": rows, "By area": counts}))


def test_all_thirteen_overall_classifications_are_the_printed_ones(
    october_2013: Scorecard, paper: Paper
) -> None:
    assert [row.overall for row in october_2013.rows] == [row[-1] for row in paper(NAME)[1:]]
    assert [row.impact_class for row in october_2013.rows] == [row[-2] for row in paper(NAME)[1:]]


@pytest.mark.parametrize(
    ("objective", "purpose", "short"),
    [
        ("Burglary - Dwelling", "Recorded Crime", 35),
        ("Theft Of Motor Vehicle", "Recorded Crime", 90),
        ("Commercial Burglary", "Recorded Crime", 119),
        ("Burglary - Dwelling", "Crime Outcome Rate", 129),
        ("Theft From Motor Vehicle", "Crime Outcome Rate", 255),
    ],
)
def test_every_printed_shortfall_is_found(
    october_2013: Scorecard, objective: str, purpose: str, short: int
) -> None:
    (row,) = [row for row in october_2013.rows if (row.objective, row.purpose) == (objective, purpose)]

    assert row.shortfall == short


def test_the_printed_scorecard_has_no_problem(october_2013: Scorecard) -> None:
    assert october_2013.problems == ()


def test_the_answer_holds_what_the_contract_asks(october_2013: Scorecard) -> None:
    answer = october_2013.as_dict()

    assert list(answer) == ["rows", "units", "groups", "left_out", "problems"]
    assert {"objective", "purpose", "rag", "shortfall", "impact_class", "overall", "year_on_year"} <= set(
        answer["rows"][0]
    )
    assert answer["rows"][2]["rag"] == "Amber"
    assert answer["rows"][2]["year_on_year"] == pytest.approx(-0.0833, abs=1e-4)


def test_what_is_typed_stays_and_what_is_missing_is_added_at_the_right(
    make_book: MakeBook, rows: list[list[Any]]
) -> None:
    book = make_book({"October": rows})

    fill_scorecard(book)

    read = book.sheets["October"].range("A1:M14").value
    assert [["" if cell is None else cell for cell in row] for row in read] == [
        ["" if cell is None else cell for cell in row] for row in rows
    ]
    assert book.sheets["October"].range("N1:O1").value == ["RAG", "Shortfall"]


def test_cells_are_live_formulas_with_their_values_in_place(make_book: MakeBook) -> None:
    policy = [["Setting", "Value"], ["RAG tolerance", 0.05], ["Impact Medium from", 10], ["Impact High from", 13], [],
              ["Threat", "Low", "Medium", "High"], ["Low", "Low", "Low", "Medium"], ["Medium", "Low", "Medium", "High"], ["High", "Medium", "High", "High"]]  # fmt: skip
    book = make_book({"Scorecard": [HEADINGS, CRIME, RATE], "Policy": policy})

    fill_scorecard(book)

    sheet = book.sheets["Scorecard"]
    found = {
        sheet.range((1, c)).value: (sheet.range((2, c)).formula, sheet.range((2, c)).value)
        for c in range(9, 15)
    }
    assert found == {
        "Year-on-year change": ("=YOY(E2,F2)", pytest.approx(1903 / 2076 - 1)),
        "Impact classification": ("=IMPACT_CLASS(H2,Policy!$B$3,Policy!$B$4)", "High"),
        "Overall classification": (
            '=INDEX(Policy!$B$7:$D$9,MATCH(G2,{"Low","Medium","High"},0),MATCH(J2,{"Low","Medium","High"},0))', "High",
        ),
        "RAG": ("=RAG(YOY(E2,F2),C2,FALSE,Policy!$B$2,D2)", "Amber"),
        "Shortfall": ("=SHORTFALL(E2,F2,C2)", 35),
        None: ("", None),
    }  # fmt: skip


def test_a_changed_matrix_changes_the_overall_class(make_book: MakeBook) -> None:
    matrix = [
        ["Threat", "Low", "Medium", "High"],
        ["Low", "High", "High", "High"],
        ["Medium", "Low", "Low", "Low"],
        ["High", "Low", "Low", "Low"],
    ]

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, CRIME, RATE], "Policy": matrix}))

    assert [row.overall for row in result.rows] == ["Low", "High"]


def test_trend_and_control_come_from_the_series_and_the_threat_is_only_suggested(make_book: MakeBook) -> None:
    months = [f"{n:02}/2013" for n in range(1, 13)]
    series = [
        ["Strategic objective", "Purpose", *months],
        ["Burglary", "Recorded Crime", *[5, 6] * 5, 20, 21],
    ]
    book = make_book({"Scorecard": [[*HEADINGS, "Suggested threat"], [*CRIME, None]], "Series": series})

    (row,) = fill_scorecard(book).rows

    assert (row.trend, row.control, row.suggested_threat, row.threat) == (
        "▲",
        "Increasing",
        "Medium",
        "Medium",
    )
    assert book.sheets["Scorecard"]["G2"].value == "Medium"
    assert book.sheets["Scorecard"]["I2"].value == "Medium"


@pytest.mark.parametrize(
    ("column", "value", "place", "what"),
    [
        (2, -10, "Scorecard!C2", "-10 stands where a percentage belongs, and is -1000 %."),
        (4, "1.903", "Scorecard!E2", "'1.903' is not a number: it could be 1.903 or 1,903."),
        (4, "4th", "Scorecard!E2", "'4th' is not a number: it is a position."),
        (2, "10 days", "Scorecard!C2", "'10 days' stands where a percentage belongs."),
        (4, "many", "Scorecard!E2", "'many' is not a number."),
        (4, "#DIV/0!", "Scorecard!E2", "The cell holds the error #DIV/0!."),
        (5, 0, "Scorecard!F2", "Last year's figure is zero, so there is no percentage change."),
        (6, "severe", "Scorecard!G2", "'severe' is not a threat."),
        (
            1,
            "Feelings",
            "Scorecard!B2",
            "'Feelings' does not say whether the row counts crimes or is a rate.",
        ),
    ],
)
def test_what_is_wrong_in_a_row_is_a_problem_and_the_rest_is_filled(
    make_book: MakeBook, column: int, value: object, place: str, what: str
) -> None:
    wrong: list[Any] = [*CRIME]
    wrong[column] = value
    book = make_book({"Scorecard": [HEADINGS, wrong, ["Robbery", *CRIME[1:]]]})

    result = fill_scorecard(book)

    assert [(problem.place, problem.what) for problem in result.problems] == [(place, what)]
    assert result.rows[1].shortfall == 35
    assert book.sheets["Scorecard"].range((2, column + 1)).options(err_to_str=True).value == value


@pytest.mark.parametrize(("column", "value"), [(4, 18.2), (5, 28.4), (2, 25)])
def test_a_rate_typed_without_its_sign_is_a_problem(make_book: MakeBook, column: int, value: float) -> None:
    wrong = [*RATE]
    wrong[column] = value

    (problem,) = fill_scorecard(make_book({"Scorecard": [HEADINGS, wrong]})).problems

    assert problem.what.startswith(f"{value:g} stands where a percentage belongs")
    assert problem.do.startswith(f"Type {value:g}%")


@pytest.mark.parametrize("text", ["1,903", "1903 offences", "1,903 (p)", "1\u00a0903", "1,903*"])
def test_a_count_written_as_a_text_is_counted_with_by_a_formula_and_is_no_problem(
    make_book: MakeBook, text: str
) -> None:
    book = make_book({"Scorecard": [HEADINGS, [*CRIME[:4], text, *CRIME[5:]]]})

    result = fill_scorecard(book)

    assert (result.rows[0].shortfall, result.problems) == (35, ())
    assert "=SHORTFALL(E2,F2,C2)" in str(book.sheets["Scorecard"].used_range.formula)
    assert differing_formulas(book) == []


@pytest.mark.parametrize(
    ("column", "text"),
    [(2, "-0.1"), (3, "-0.15"), (5, "2076"), (5, "2,076 offences"), (2, "-10%")],
)
def test_a_formula_stands_on_a_figure_stored_as_text_too_for_our_functions_read_it(
    make_book: MakeBook, column: int, text: str
) -> None:
    stored: list[Any] = [*CRIME]
    stored[column] = text
    book = make_book({"Scorecard": [HEADINGS, stored]})

    (row,) = fill_scorecard(book).rows

    cells = book.sheets["Scorecard"]["L2"], book.sheets["Scorecard"]["M2"]
    assert [cell.value for cell in cells] == [row.rag, row.shortfall] == ["Amber", 35]
    assert all(str(cell.formula).startswith("=") for cell in cells)
    assert differing_formulas(book) == []


def test_a_typed_class_that_the_figures_contradict_is_named_and_kept(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [[*HEADINGS, "Overall classification"], [*CRIME, "Low"]]})

    (problem,) = fill_scorecard(book).problems

    assert problem.place == "Scorecard!I2"
    assert "typed as Low, and the figures of the row give High" in problem.what
    assert book.sheets["Scorecard"]["I2"].value == "Low"


def test_a_merged_objective_belongs_to_both_its_purposes(make_book: MakeBook) -> None:
    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, CRIME, [None, *RATE[1:]]]}))

    assert [row.objective for row in result.rows] == ["Burglary", "Burglary"]


def test_a_rate_at_its_target_is_short_of_nothing_even_without_counts(make_book: MakeBook) -> None:
    (row,) = fill_scorecard(make_book({"Scorecard": [HEADINGS, [*RATE[:4], 0.25, *RATE[5:]]]})).rows

    assert row.shortfall == 0


def test_without_target_or_data_a_row_is_grey(make_book: MakeBook) -> None:
    no_target, no_data = [*CRIME], [*RATE]
    no_target[2:4], no_data[4] = [None, None], None

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, no_target, no_data]}))

    assert [row.rag for row in result.rows] == ["Grey", "Grey"]
    assert [row.shortfall for row in result.rows] == [None, None]


def test_each_area_of_the_breakdown_is_held_against_the_scorecards_target(make_book: MakeBook) -> None:
    areas = [
        ["Objective", "Purpose", "Area", "Actual", "Previous year"],
        ["Burglary", "Recorded Crime", "North", 90, 100],
        [None, None, "South", 100, 100],
    ]
    book = make_book({"Scorecard": [HEADINGS, CRIME], "Breakdown": areas})

    fill_scorecard(book)

    assert book.sheets["Breakdown"].range("F1:G3").value == [
        ["Year-on-year change", "Shortfall"],
        [pytest.approx(-0.1), 0],
        [0, 10],
    ]
    assert book.sheets["Breakdown"]["G3"].formula == "=SHORTFALL(D3,E3,Scorecard!$C$2)"


def test_a_second_run_changes_no_byte(
    make_file: Callable[[Sheets], Path],
    opened: Callable[[Path], xw.Book],
    content: Callable[[Path], str],
    rows: list[list[Any]],
) -> None:
    path = make_file({"October": rows})
    prints = []
    for _ in range(2):
        book = opened(path)
        fill_scorecard(book)
        book.save()
        prints.append(content(path))

    assert prints[0] == prints[1]


MONTHS = ["Jan 2013", "Feb 2013", "Mar 2013", "Apr 2013", "May 2013", "Jun 2013", "Jul 2013", "Aug 2013", "Sep 2013",
          "Oct 2013", "Nov 2013", "Dec 2013"]  # fmt: skip
RISING = [10, 12, 11, 13, 12, 14, 13, 15, 14, 16, 15, 17]


def columns_of(*columns: tuple[str, float]) -> list[list[Any]]:
    """A Series sheet of one row with these headings and figures."""
    headings, figures = zip(*columns, strict=True)
    return [["Strategic objective", "Purpose", *headings], ["Burglary", "Recorded Crime", *figures]]


IN_ORDER = list(zip(MONTHS, RISING, strict=True))
SHUFFLED = [IN_ORDER[n] for n in (3, 0, 7, 1, 11, 4, 2, 9, 5, 10, 6, 8)]


@pytest.mark.parametrize(
    ("columns", "months", "said"),
    [
        (IN_ORDER, "Series!$C$2:$N$2", []),
        ([*IN_ORDER, ("Total", 162)], "Series!$C$2:$N$2", []),
        ([("YTD", 162), *IN_ORDER], "Series!$D$2:$O$2", []),
        (IN_ORDER[::-1], f"CHOOSE({{1,2,3,4,5,6,7,8,9,10,11,12}},{','.join(f'Series!${c}$2' for c in 'NMLKJIHGFEDC')})", []),
        (SHUFFLED, f"CHOOSE({{1,2,3,4,5,6,7,8,9,10,11,12}},{','.join(f'Series!${c}$2' for c in 'DFICHKMENJLG')})",
         ["Jan 2013 stands behind Apr 2013, out of order."]),
        ([*IN_ORDER[:6], ("Half year", 72), *IN_ORDER[6:]],
         f"CHOOSE({{1,2,3,4,5,6,7,8,9,10,11,12}},{','.join(f'Series!${c}$2' for c in 'CDEFGHJKLMNO')})", []),
    ],
    ids=["months only", "a total behind", "a year to date in front", "newest first", "out of order", "a total between"],
)  # fmt: skip
def test_months_say_the_same_wherever_they_stand_and_whatever_stands_between(
    make_book: MakeBook, columns: list[tuple[str, float]], months: str, said: list[str]
) -> None:
    book = make_book({"Scorecard": [HEADINGS, CRIME], "Series": columns_of(*columns)})

    result = fill_scorecard(book)

    (row,) = result.rows
    assert (row.trend, row.control) == ("▲", "Controlled")
    assert [problem.what for problem in result.problems] == said
    sheet = book.sheets["Scorecard"]
    assert sheet.range("I1:K1").value == ["Year-on-year change", "Rolling 3-month trend", "Level of control"]
    assert sheet["J2"].formula == f"=TREND_ARROW({months},0.05)"
    assert sheet["K2"].formula == f'=CONTROL_LEVEL({months},2.66,7,"yes")'
    assert sheet.range("J2:K2").value == ["▲", "Controlled"]


SPLIT = f"CHOOSE({{1,2,3,4,5,6,7,8,9,10,11,12}},{','.join(f'Series!${c}$2' for c in 'CDEFGHJKLMNO')})"


@pytest.mark.parametrize(
    ("columns", "trend", "control"),
    [
        ([pair for pair in IN_ORDER if pair[0] != "May 2013"], "=TREND_ARROW(Series!$C$2:$M$2,0.05)", ""),
        (
            [*IN_ORDER[:6], ("Half year", 72), *IN_ORDER[6:11], ("Dec 2013", "1,017")],
            f"=TREND_ARROW({SPLIT},0.05)",
            f'=CONTROL_LEVEL({SPLIT},2.66,7,"yes")',
        ),
    ],
    ids=["a month wanting", "a figure written as a text"],
)
def test_a_month_that_is_wanting_leaves_a_value_where_no_formula_can_say_it_and_a_text_is_no_hindrance(
    make_book: MakeBook, columns: list[tuple[str, float]], trend: str, control: str
) -> None:
    book = make_book({"Scorecard": [HEADINGS, CRIME], "Series": columns_of(*columns)})

    (row,) = fill_scorecard(book).rows

    cells = book.sheets["Scorecard"]["J2"], book.sheets["Scorecard"]["K2"]
    assert [cell.value for cell in cells] == [row.trend, row.control]
    assert [cell.formula if cell.formula.startswith("=") else "" for cell in cells] == [trend, control]


def test_months_of_places_are_no_months_of_the_force_and_a_second_row_of_the_force_is_named(
    make_book: MakeBook,
) -> None:
    series = [
        ["Strategic objective", "Purpose", "Place", *MONTHS],
        ["Burglary", "Recorded Crime", "North", *([1] * 12)],
        ["Burglary", "Recorded Crime", None, *RISING],
        ["Burglary", "Recorded Crime", "Force", *([2] * 12)],
    ]

    result = fill_scorecard(make_book({"Scorecard": [HEADINGS, CRIME], "Series": series}))

    assert result.rows[0].trend == "▲"
    assert [(problem.place, problem.what) for problem in result.problems] == [
        ("Series!B4", "'Burglary' by Recorded Crime has two rows of months, first in D3.")
    ]


def test_figures_whose_headings_name_no_month_are_a_problem_and_a_table_of_words_is_no_series(
    make_book: MakeBook,
) -> None:
    figures = [["Strategic objective", "Purpose", "M1", "M2", "M3"], ["Burglary", "Recorded Crime", 1, 2, 3]]
    words = [
        ["Measure", "Type", "Source", "Owner", "Notes"],
        ["Burglary", "Recorded Crime", "NICHE", "the unit", "monthly"],
    ]
    blank = [
        ["Strategic objective", "Purpose", "Month 1", "Month 2", "Month 3"],
        ["Burglary", "Recorded Crime"],
    ]

    made = [
        fill_scorecard(make_book({"Scorecard": [HEADINGS, CRIME], "Behind": rows}))
        for rows in (figures, words, blank)
    ]

    assert [[problem.place for problem in result.problems] for result in made] == [["Behind!C1"], [], []]
    assert [result.rows[0].trend for result in made] == [None, None, None]


@pytest.mark.parametrize(("column", "mark"), [(4, "N/A"), (4, "-"), (2, "n/a"), (2, "..")])
def test_na_typed_as_actual_or_target_is_no_data_and_no_problem(
    make_book: MakeBook, column: int, mark: str
) -> None:
    marked: list[Any] = [*CRIME]
    marked[column] = mark
    book = make_book({"Scorecard": [HEADINGS, marked]})

    result = fill_scorecard(book)

    assert (result.rows[0].rag, result.rows[0].shortfall, result.problems) == ("Grey", None, ())
    assert book.sheets["Scorecard"]["L2"].formula == "=RAG(E2,C2)"


def test_a_count_without_last_year_has_neither_change_nor_colour_nor_shortfall(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [HEADINGS, [*CRIME[:5], None, *CRIME[6:]]]})

    result = fill_scorecard(book)

    (row,) = result.rows
    assert (row.year_on_year, row.rag, row.shortfall, row.overall) == (None, "Grey", None, "High")
    assert result.problems == ()
    assert book.sheets["Scorecard"]["L2"].formula == "=RAG(F2,C2)"


def test_a_table_without_a_column_of_last_year_leaves_a_count_without_colour(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [[*HEADINGS[:5], *HEADINGS[6:]], [*CRIME[:5], *CRIME[6:]]]})

    (row,) = fill_scorecard(book).rows

    assert (row.year_on_year, row.rag, row.shortfall) == (None, None, None)


@pytest.mark.parametrize("counts", [(1903, 347), ("1,903", 347), (1903, "347 outcomes")])
def test_a_count_written_as_a_text_under_an_outcome_rate_is_counted_with_by_the_formula(
    make_book: MakeBook, counts: tuple[Any, Any]
) -> None:
    book = make_book({"Scorecard": [[*HEADINGS, "Crimes", "Outcomes"], [*RATE, *counts]]})

    (row,) = fill_scorecard(book).rows

    (column,) = [c for c in range(11, 17) if book.sheets["Scorecard"].range((1, c)).value == "Shortfall"]
    cell = book.sheets["Scorecard"].range((2, column))
    assert row.shortfall == cell.value == 129
    assert cell.formula == "=OUTCOMES_NEEDED(J2,I2,C2)"


def test_an_area_of_outcome_rates_is_held_against_its_rate_and_its_own_counts(make_book: MakeBook) -> None:
    areas = [
        ["Objective", "Purpose", "Area", "Target", "Actual", "Previous year", "Crimes", "Outcomes"],
        ["Burglary", "Crime Outcome Rate", "Force", None, 0.182, 0.284, 1903, 347],
        [None, None, "North", 0.2, 0.1, 0.12, 400, 40],
        [None, None, "South", None, 0.3, 0.2, None, None],
        [None, None, "East", None, 0.1, 0.2, None, None],
    ]
    book = make_book({"Scorecard": [HEADINGS, RATE], "Breakdown": areas})

    result = fill_scorecard(book)

    sheet = book.sheets["Breakdown"]
    assert result.problems == ()
    assert result.rows[0].shortfall == 129
    assert sheet.range("I1:J5").value == [
        ["Year-on-year change", "Shortfall"],
        [pytest.approx(-0.102), 129],
        [pytest.approx(-0.02), 40],
        [pytest.approx(0.1), 0],
        [pytest.approx(-0.1), None],
    ]
    assert [sheet.range((row, 10)).formula for row in (2, 3)] == [
        "=OUTCOMES_NEEDED(H2,G2,Scorecard!$C$2)",
        "=OUTCOMES_NEEDED(H3,G3,D3)",
    ]
    assert sheet["I2"].formula == "=YOY_POINTS(E2,F2)"


@pytest.mark.parametrize(
    ("target", "short"), [("-10", None), (-10, None), (-0.2, 10), ("-20%", 10), (None, 0)]
)
def test_a_target_typed_without_its_sign_is_a_problem_for_an_area_and_not_replaced_by_another(
    make_book: MakeBook, target: object, short: int | None
) -> None:
    areas = [
        ["Objective", "Purpose", "Area", "Target", "Actual", "Previous year"],
        ["Burglary", "Recorded Crime", "North", target, 90, 100],
    ]
    book = make_book({"Scorecard": [HEADINGS, CRIME], "Breakdown": areas})

    problems = [problem.place for problem in fill_scorecard(book).problems]

    assert book.sheets["Breakdown"]["H2"].value == short
    assert set(problems) == (set() if short is not None else {"Breakdown!D2"})


def test_a_hard_target_without_its_sign_reaches_no_area(make_book: MakeBook) -> None:
    areas = [
        ["Objective", "Purpose", "Area", "Actual", "Previous year"],
        ["Burglary", "Recorded Crime", "North", 90, 100],
    ]
    wrong = [*CRIME[:2], -10, *CRIME[3:]]
    book = make_book({"Scorecard": [HEADINGS, wrong], "Breakdown": areas})

    (problem,) = fill_scorecard(book).problems

    assert problem.place == "Scorecard!C2"
    assert book.sheets["Breakdown"].range("F1:G2").value == [
        ["Year-on-year change", None],
        [pytest.approx(-0.1), None],
    ]


def test_an_area_that_does_not_say_what_it_counts_is_a_problem(make_book: MakeBook) -> None:
    areas = [
        ["Objective", "Purpose", "Area", "Actual", "Previous year"],
        ["Burglary", "Feelings", "North", 90, 100],
    ]

    (problem,) = fill_scorecard(make_book({"Scorecard": [HEADINGS, CRIME], "Breakdown": areas})).problems

    assert problem.place == "Breakdown!B2"


def test_under_a_matrix_of_the_forces_own_a_threat_typed_as_a_letter_gives_a_value(
    make_book: MakeBook,
) -> None:
    matrix = [["Threat", "Low", "Medium", "High"], ["Low", "High", "High", "High"], ["Medium", "Low", "Low", "Low"],
              ["High", "Low", "Low", "Low"]]  # fmt: skip
    letter = [*CRIME[:6], "l", 13]
    book = make_book(
        {"Scorecard": [[*HEADINGS, "Overall classification"], [*letter, None]], "Policy": matrix}
    )

    (row,) = fill_scorecard(book).rows

    assert row.overall == "High"
    assert (book.sheets["Scorecard"]["I2"].value, book.sheets["Scorecard"]["I2"].formula) == ("High", "High")


def test_a_class_of_a_persons_own_that_the_score_contradicts_does_not_reach_the_overall_class(
    make_book: MakeBook,
) -> None:
    heads = [*HEADINGS, "Impact classification", "Overall classification"]
    book = make_book({"Scorecard": [heads, [*CRIME, "Low", None]]})

    result = fill_scorecard(book)

    assert result.rows[0].overall == "High"
    assert book.sheets["Scorecard"]["J2"].formula == "=OVERALL_CLASS(G2,IMPACT_CLASS(H2,10,13))"
    assert book.sheets["Scorecard"]["I2"].value == "Low"
    assert [problem.place for problem in result.problems] == ["Scorecard!I2"]


def test_what_no_longer_can_be_said_leaves_no_old_answer_behind(make_book: MakeBook) -> None:
    book = make_book(
        {"Scorecard": [[*HEADINGS, "Suggested threat"], [*CRIME, None]], "Series": columns_of(*IN_ORDER)}
    )
    fill_scorecard(book)
    sheet = book.sheets["Scorecard"]
    book.sheets["Series"].range("C2:N2").value = [[None] * 12]
    sheet["H2"].value = None
    sheet["F2"].value = None

    (row,) = fill_scorecard(book).rows

    assert (row.trend, row.control, row.impact_class, row.overall, row.suggested_threat) == (None,) * 5
    assert [sheet.range((2, c)).value for c in range(9, 17)] == [
        None,
        None,
        None,
        None,
        None,
        None,
        "Grey",
        None,
    ]


def test_what_a_figure_cannot_be_is_named_with_what_to_do(make_book: MakeBook) -> None:
    areas = [
        ["Objective", "Purpose", "Area", "Actual", "Previous year"],
        ["Burglary", "Recorded Crime", "North", -5, 100],
    ]
    book = make_book({"Scorecard": [HEADINGS, [*CRIME[:5], 0, *CRIME[6:]]], "Breakdown": areas})

    problems = [(problem.place, problem.what, problem.do) for problem in fill_scorecard(book).problems]

    assert problems == [
        ("Scorecard!F2", "Last year's figure is zero, so there is no percentage change.", "Judge this row without the change."),
        ("Breakdown!D2", "A count or a rate cannot be negative.", "Correct the figures of this row."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "sheet", "formula"),
    [(254, "S", True), (255, "S", False), (200, "Monthly figures of the force, all", False)],
    ids=["as many as a list takes", "one more", "a formula too long"],
)
def test_more_months_apart_than_a_formula_can_list_leave_a_value(
    make_book: MakeBook, count: int, sheet: str, formula: bool
) -> None:
    months = [f"{n % 12 + 1:02}/{1990 + n // 12}" for n in range(count)][::-1]
    rows = [
        ["Strategic objective", "Purpose", *months],
        ["Burglary", "Recorded Crime", *([9, 9, 9] + [5] * (count - 3))],
    ]
    book = make_book({"Scorecard": [HEADINGS, CRIME], sheet[:31]: rows})

    (row,) = fill_scorecard(book).rows

    cell = book.sheets["Scorecard"]["J2"]
    assert row.trend == cell.value == "▲"
    assert str(cell.formula).startswith("=TREND_ARROW(CHOOSE(") is formula


def test_two_months_are_a_series_that_is_too_short_for_a_trend(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [HEADINGS, CRIME], "Series": columns_of(*IN_ORDER[:2])})

    (row,) = fill_scorecard(book).rows

    assert (row.trend, row.control) == (None, "Controlled")
    assert book.sheets["Scorecard"].range("J1:K2").value == [
        ["Rolling 3-month trend", "Level of control"],
        [None, "Controlled"],
    ]
