"""The threat and impact scorecard: Leicestershire, October 2013 as printed, and what a row may hold wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

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

    assert list(answer) == ["rows", "problems"]
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
        (4, "1903", "Scorecard!E2", "The number 1903 is stored as text."),
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


def test_a_count_stored_as_text_is_counted_with_but_gets_no_formula(make_book: MakeBook) -> None:
    book = make_book({"Scorecard": [HEADINGS, [*CRIME[:4], "1,903", *CRIME[5:]]]})

    (row,) = fill_scorecard(book).rows

    assert row.shortfall == 35
    assert "SHORTFALL" not in str(book.sheets["Scorecard"].used_range.formula)


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
