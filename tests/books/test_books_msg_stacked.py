"""MSG tables that give each measure several rows, its position, figure and average below one another, are read as they stand."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.support.computing import differing_formulas
from xlscore.books import BookError, headings, refresh, roll, update_msg
from xlscore.cli.run import run

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]

FACTS = {
    "Burglary": ((5, 4), (4.1, 4.0), (5.2, 5.1)),
    "Robbery": ((2, 3), (1.2, 1.5), (1.6, 1.4)),
    "Solved rate": ((8, 8), (12.5, 12.0), (14.0, 14.5)),
}
"""Position, own figure and average of each measure, last time's and now."""
SAID = {"Burglary": (4, 4.0, 1.1), "Robbery": (3, 1.5, -0.1), "Solved rate": (8, 12.0, 2.5)}
MOVES = {"Burglary": "Improved", "Robbery": "Deteriorated", "Solved rate": "Unchanged"}
WORDS = ("Position", "Actual", "MSG average")


def _rows(*words: str, order: tuple[int, ...] = (0, 1, 2)) -> Rows:
    """Rows of measure, word, last time's figure, now's."""
    return [
        [name if place == 0 else None, words[fact], *figures[fact]]
        for name, figures in FACTS.items()
        for place, fact in enumerate(order)
    ]


def merged_names() -> Rows:
    return [["Measure", None, "Jun 2024", "Sep 2024"], *_rows(*WORDS)]


def titles_and_two_rows_of_headings() -> Rows:
    head = [["Most similar group"], [], [None, None, "2024/25"], ["Measure", "Indicator", "Q1", "Q2"]]
    return [*head, *_rows("MSG position", "Performance", "Group average")]


def names_on_rows_of_their_own() -> Rows:
    rows: Rows = [[None, "June 2024", "September 2024"]]
    for name, figures in FACTS.items():
        rows += [[name], *([word, *figures[n]] for n, word in enumerate(("Rank", "Force", "Average")))]
    return rows


def names_repeated_on_each_row() -> Rows:
    rows = _rows(*WORDS)
    return [
        ["Indicator", "Figure", "Jun-24", "Sep-24"],
        *([list(FACTS)[n // 3], *row[1:]] for n, row in enumerate(rows)),
    ]


def names_and_words_in_one_cell() -> Rows:
    return [
        ["Measure", "Q1 2024/25", "Q2 2024/25"],
        *(
            [f"{name} - {word}", *figures[n]]
            for name, figures in FACTS.items()
            for n, word in enumerate(WORDS)
        ),
    ]


def names_in_the_middle() -> Rows:
    rows = [["Measure", None, "Jun 2024", "Sep 2024"]]
    for name, figures in FACTS.items():
        rows += [[name if n == 1 else None, word, *figures[n]] for n, word in enumerate(WORDS)]
    return rows


def another_order_and_periods_backwards() -> Rows:
    rows = [[row[0], row[1], row[3], row[2]] for row in _rows(*WORDS, order=(2, 1, 0))]
    return [["Measure", None, "12 months to Sep 2024", "12 months to Jun 2024"], *rows]


def blank_lines_between_measures() -> Rows:
    rows = _rows(*WORDS)
    return [
        ["Theme", "Measure", None, "Last quarter", "This quarter"],
        *([["Crime" if n == 0 else None, *row] for n, row in enumerate(rows[:3])]),
        [],
        *([[None, *row] for row in rows[3:6]]),
        [],
        *([["Justice" if n == 0 else None, *row] for n, row in enumerate(rows[6:])]),
    ]


def text_figures() -> Rows:
    rows = _rows("Position.", "Actual", "Most Similar Group average")
    return [
        ["Measure", None, "Jun 2024", "Sep 2024"],
        *([*row[:2], *(f"{v} out of 8" if n % 3 == 0 else str(v) for v in row[2:])] for n, row in enumerate(rows)),
    ]  # fmt: skip


def a_period_that_nobody_has_filled_yet() -> Rows:
    return [["Measure", None, "Jun 2024", "Sep 2024", "Dec 2024"], *_rows(*WORDS)]


def headings_on_the_next_page_again() -> Rows:
    head = ["Measure", None, "Jun 2024", "Sep 2024"]
    rows = _rows(*WORDS)
    return [head, *rows[:6], [], head, *rows[6:]]


def columns_of_the_measure_beside() -> Rows:
    more = [["Lower", "4th in MSG", *[None] * 1]]
    rows = [
        [row[0], *(more[0][:2] if row[0] else (None, None)), *row[1:], "as agreed"] for row in _rows(*WORDS)
    ]
    return [["Measure", "Better", "Aspiration", None, "Jun 2024", "Sep 2024", "Remarks"], *rows]


LAYOUTS = (
    merged_names, titles_and_two_rows_of_headings, names_on_rows_of_their_own, names_repeated_on_each_row,
    names_and_words_in_one_cell, names_in_the_middle, another_order_and_periods_backwards, blank_lines_between_measures,
    text_figures, a_period_that_nobody_has_filled_yet, headings_on_the_next_page_again, columns_of_the_measure_beside,
)  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_measure_of_several_rows_is_one_record(layout: Callable[[], Rows], make_book: MakeBook) -> None:
    found = update_msg(make_book({"Sheet1": layout()}))

    assert {m.measure: (m.position, m.value, pytest.approx(m.to_average)) for m in found.measures} == SAID
    assert {m.measure: (m.previous_position, m.move) for m in found.measures} == {
        name: (FACTS[name][0][0], move) for name, move in MOVES.items()
    }
    assert {m.measure: m.previous_to_average for m in found.measures} == {
        name: pytest.approx(averages[0] - values[0]) for name, (_, values, averages) in FACTS.items()
    }
    assert found.problems == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_written_where_there_is_no_row_for_it_and_that_is_said(
    layout: Callable[[], Rows], make_book: MakeBook
) -> None:
    book = make_book({"Sheet1": layout()})
    before = book.sheets[0].used_range.formula

    found = update_msg(book)

    assert book.sheets[0].used_range.formula == before
    (said,) = found.unwritten
    assert [name for name in (*FACTS, "Movement Deteriorated") if name not in said] == []


def test_a_row_for_an_answer_takes_it_as_a_formula_of_the_cells_above(make_book: MakeBook) -> None:
    rows = [["Measure", None, "Jun 2024", "Sep 2024"]]
    for name, figures in FACTS.items():
        rows += [[name if n == 0 else None, word, *figures[n]] for n, word in enumerate(WORDS)]
        rows += [[None, "Gap to average"], [None, "Movement"]]
    book = make_book({"Sheet1": rows})

    found = update_msg(book)

    sheet = book.sheets[0]
    assert [sheet.range(cell).formula for cell in ("D5", "D6", "D10", "D11")] == [
        "=ROUND(D4-D3,10)", "=MSG_MOVE(C2,D2)", "=ROUND(D9-D8,10)", "=MSG_MOVE(C7,D7)",
    ]  # fmt: skip
    assert [sheet.range(f"D{row}").value for row in (5, 10, 15)] == [
        pytest.approx(m.to_average) for m in found.measures
    ]
    assert [sheet.range(f"D{row}").value for row in (6, 11, 16)] == list(MOVES.values())
    assert found.unwritten == ()
    assert differing_formulas(book) == []


def test_what_a_person_typed_in_such_a_row_stays_and_is_named_where_it_disagrees(make_book: MakeBook) -> None:
    rows = [["Measure", None, "Jun 2024", "Sep 2024"]]
    for name, figures in FACTS.items():
        rows += [[name if n == 0 else None, word, *figures[n]] for n, word in enumerate(WORDS)]
        rows += [[None, "Movement", None, "Unchanged"]]
    book = make_book({"Sheet1": rows})

    found = update_msg(book)

    assert [book.sheets[0].range(f"D{row}").value for row in (5, 9, 13)] == ["Unchanged"] * 3
    assert [p.cell for p in found.problems] == ["D5", "D9"]


@pytest.mark.parametrize("answers", [(), ("Gap to average", "Movement", "Status")])
def test_a_second_run_changes_nothing(answers: tuple[str, ...], make_book: MakeBook) -> None:
    rows = [["Measure", "Aspiration", None, "Jun 2024", "Sep 2024"]]
    for name, figures in FACTS.items():
        rows += [
            [name if n == 0 else None, "MSG Average" if n == 0 else None, word, *(map(str, figures[n]) if n else figures[n])]
            for n, word in enumerate(WORDS)
        ]  # fmt: skip
        rows += [[None, None, word] for word in answers]
    book = make_book({"Sheet1": rows})
    refresh(book)
    once = {sheet.name: sheet.used_range.formula for sheet in book.sheets}

    refresh(book)

    assert {sheet.name: sheet.used_range.formula for sheet in book.sheets} == once


def test_of_columns_of_forces_the_own_one_counts(make_book: MakeBook) -> None:
    rows: Rows = [["Own force", "Essex Police"], [], ["Measure", None, "Kent", "Essex", "Norfolk"]]
    for name, figures in FACTS.items():
        rows += [[name if n == 0 else None, word, 1, figures[n][1], 7] for n, word in enumerate(WORDS)]

    found = update_msg(make_book({"Sheet1": rows}))

    assert {m.measure: (m.position, m.value, pytest.approx(m.to_average)) for m in found.measures} == SAID


def test_of_columns_of_forces_without_an_own_one_none_is_taken(make_book: MakeBook) -> None:
    rows: Rows = [["Measure", None, "Kent", "Essex", "Norfolk"]]
    for name, figures in FACTS.items():
        rows += [[name if n == 0 else None, word, 1, figures[n][1], 7] for n, word in enumerate(WORDS)]

    with pytest.raises(BookError, match="'Position', 'Actual' and 'MSG average' stand in rows of their own"):
        update_msg(make_book({"Sheet1": rows}))


def test_the_own_forces_name_may_head_its_figures(make_book: MakeBook) -> None:
    rows = [
        ["Own force", "Essex"],
        [],
        ["Measure", None, "Jun 2024", "Sep 2024"],
        *_rows("Rank", "Essex Police", "MSG average"),
    ]

    found = update_msg(make_book({"Sheet1": rows}))

    assert {m.measure: (m.position, m.value, pytest.approx(m.to_average)) for m in found.measures} == SAID


def test_a_measure_without_newest_figures_is_named_and_gets_no_old_ones(make_book: MakeBook) -> None:
    rows = merged_names()
    for row in rows[4:7]:
        row[3] = None

    found = update_msg(make_book({"Sheet1": rows}))

    assert [m.position for m in found.measures] == [4, None, 8]
    (problem,) = found.problems
    assert (problem.cell, "'Robbery'" in problem.what, "'Jun 2024'" in problem.what) == ("D5", True, True)


def test_rows_beside_no_measure_are_named(make_book: MakeBook) -> None:
    rows = [["Measure", None, "Jun 2024", "Sep 2024"], *_rows(*WORDS)]
    rows += [[None, word, 1, 2] for word in WORDS]

    found = update_msg(make_book({"Sheet1": rows}))

    assert [p.cell for p in found.problems] == ["B11"]


def test_two_such_tables_are_a_question(make_book: MakeBook) -> None:
    rows = [*merged_names(), [], ["Measure", None, "Mar 2024", "Jun 2024"], *_rows(*WORDS)]

    with pytest.raises(BookError, match="'Sheet1' at A1 and 'Sheet1' at A12"):
        update_msg(make_book({"Sheet1": rows}))


def test_beside_a_table_with_a_row_per_measure_only_that_is_read_and_the_other_named(
    make_book: MakeBook,
) -> None:
    record = [["Measure", "Position", "Aspiration"], ["Burglary", 2, "4th in MSG"]]

    found = update_msg(make_book({"MSG": record, "Printed": merged_names()}))

    assert [(m.measure, m.position) for m in found.measures] == [("Burglary", 2)]
    assert [(p.sheet, p.cell) for p in found.problems] == [("Printed", "A1")]


def test_the_positions_of_the_periods_are_its_history(make_book: MakeBook) -> None:
    found = update_msg(make_book({"Sheet1": merged_names()}))

    assert found.measures[0].history == (("Jun 2024", 5), ("Sep 2024", 4))
    assert {m.data_to for m in found.measures} == {"Sep 2024"}


def test_the_next_cycle_leaves_the_periods_as_they_are(make_book: MakeBook) -> None:
    book = make_book(
        {"Sheet1": merged_names(), "Grid": [["Area", "North", "Final grade"], ["Burglary", "Good", "Good"]]}
    )
    before = book.sheets["Sheet1"].used_range.formula

    roll(book, "Cycle 14")

    assert book.sheets["Sheet1"].used_range.formula == before


def test_the_next_cycle_appends_the_position_wherever_its_row_stands(make_book: MakeBook) -> None:
    past = [["Measure", "Period end", "Position"], ["Burglary", "Jun 2024", 5]]
    grid = [
        ["Cycle", "Cycle 13"],
        ["Area", "North", "South", "Final grade"],
        ["Burglary", "Good", "Good", "Good"],
    ]
    book = make_book({"Sheet1": another_order_and_periods_backwards(), "Past": past, "Grid": grid})

    roll(book, "Cycle 14")

    assert [row[2] for row in book.sheets["Past"].range("A3:C5").value] == [4, 3, 8]


def test_headings_say_which_row_is_what_and_which_is_not_read(make_book: MakeBook) -> None:
    rows = merged_names()
    rows[1:1] = [[None, None, None, None]]
    rows.insert(5, [None, "Rank aimed at", 3, 3])

    (table,) = headings(make_book({"Sheet1": rows})).tables

    assert (table.kind, table.rows) == ("table of MSG measures", 3)
    assert (table.columns["position"], table.columns["average"]) == (
        "Position, Sep 2024",
        "MSG average, Sep 2024",
    )
    assert table.unread == (("Rank aimed at", "B6"),)


def test_the_command_line_prints_and_fills_such_a_table(
    make_file: MakeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_file({"Sheet1": [*merged_names(), [], ["Note: rank of eight"]]})

    code = run(["msg", str(path), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert (code, [m["position"] for m in answer["measures"]]) == (0, [4, 3, 8])
    assert "Worked out and not written" in answer["notes"][-1]


def test_side_by_side_such_tables_are_two_and_none_takes_the_others_figures(make_book: MakeBook) -> None:
    left = [["Measure", None, "Sep 2024"], *([row[0], row[1], row[3]] for row in _rows(*WORDS))]
    right = [["Measure", None, "Sep 2024"], *([row[0], row[1], row[2]] for row in _rows(*WORDS))]

    with pytest.raises(BookError, match="'Sheet1' at A1 and 'Sheet1' at E1"):
        update_msg(
            make_book({"Sheet1": [[*one, None, *other] for one, other in zip(left, right, strict=True)]})
        )


def test_a_table_of_figures_beside_it_is_none_of_its_periods(make_book: MakeBook) -> None:
    rows = [[*row, None, "Dec 2024" if n == 0 else n] for n, row in enumerate(merged_names())]

    found = update_msg(make_book({"Sheet1": rows}))

    assert {m.measure: (m.position, m.value, pytest.approx(m.to_average)) for m in found.measures} == SAID


def test_a_measures_unit_and_way_may_be_rows_of_it_too(make_book: MakeBook) -> None:
    rows: Rows = [["Measure", None, "Sep 2024"]]
    for name in FACTS:
        facts = (("Unit", "%"), ("Better", "Higher"), ("Position", "4 of 8"), ("Actual", "57.5%"), ("MSG average", "55%"), ("Gap to MSG average", None))  # fmt: skip
        rows += [[name if n == 0 else None, *fact] for n, fact in enumerate(facts)]
    book = make_book({"Sheet1": rows})

    found = update_msg(book)

    first = found.measures[0]
    assert (first.position, first.of, first.value, first.to_average) == (4, 8, 0.575, pytest.approx(-0.025))
    assert "already at or better than the MSG average" in first.update
    assert [book.sheets[0].range(f"C{row}").value for row in (7, 13, 19)] == ["-2.5% pts"] * 3


def test_under_a_banner_of_forces_the_own_periods_count(make_book: MakeBook) -> None:
    rows: Rows = [["Own force", "Essex"], [], [None, None, "Kent", None, "Essex", None], ["Measure", None, *["Jun 2024", "Sep 2024"] * 2]]  # fmt: skip
    rows += [[row[0], row[1], 1, 1, *row[2:]] for row in _rows(*WORDS)]

    found = update_msg(make_book({"Sheet1": rows}))

    assert {m.measure: (m.position, m.value, pytest.approx(m.to_average)) for m in found.measures} == SAID
    assert found.measures[0].history == (("Jun 2024", 5), ("Sep 2024", 4))


def test_a_difference_in_a_row_says_the_gap_then_and_now(make_book: MakeBook) -> None:
    rows: Rows = [["Measure", None, "Jun 2024", "Sep 2024"]]
    for name in FACTS:
        rows += [
            [name, "Rank", 5, 4],
            [None, "Rate", 4.1, 4],
            [None, "Difference", -1.5, -1.1],
            [None, "Movement"],
        ]

    found = update_msg(make_book({"Sheet1": rows}))

    assert {(m.to_average, m.previous_to_average, m.gap_move) for m in found.measures} == {
        (1.1, 1.5, "Closing")
    }
    assert found.unwritten == ()


def test_a_row_in_nobodys_words_is_named_where_a_figure_is_lacking(make_book: MakeBook) -> None:
    rows = [["Measure", None, "Jun 2024", "Sep 2024"], *_rows("Rank", "Essex", "MSG average")]

    found = update_msg(make_book({"Sheet1": rows}))

    assert [m.value for m in found.measures] == [None, None, None]
    assert [(p.cell, "'Essex'" in p.what, "'Value'" in p.what) for p in found.problems] == [(f"B{row}", True, True) for row in (3, 6, 9)]  # fmt: skip


SMALL_LISTS: Mapping[str, Rows] = {
    "a key beside figures": [["What", "Figure"], ["Position", 4], ["Actual", 4.1], ["Average", 5.2]],
    "data of a group": [
        ["Force", "Burglary"],
        ["Essex", 4.1],
        ["Kent", 5],
        ["MSG average", 4.5],
        ["Rank", 1],
    ],
    "a staff list": [["Name", "Position", "Rank"], ["A", "Analyst", 1], ["B", "Head", 2]],
}


@pytest.mark.parametrize("rows", SMALL_LISTS.values(), ids=SMALL_LISTS)
def test_what_is_no_such_table_is_not_read_as_one(rows: Rows, make_book: MakeBook) -> None:
    with pytest.raises(BookError, match="There is no table of MSG measures"):
        update_msg(make_book({"Sheet1": rows}))


def test_the_redlines_of_an_area_are_judged_by_such_a_table(make_book: MakeBook) -> None:
    rows = [[row[0], way, *row[1:]] for row, way in zip(merged_names(), ("Better", *("Lower", None, None) * 3), strict=True)]  # fmt: skip
    areas = [["Area", "Redline measure", "Minimum", "Met"], *([name, name, "MSG average", None] for name in ("Burglary", "Robbery"))]  # fmt: skip
    grid = [["Area", "North", "Final grade"], ["Burglary", "Good", "Good"], ["Robbery", "Good", "RI"]]
    notes = [["Date", "Measure", "Words"], ["Aug 2024", "Burglary", "Counted anew"]]
    book = make_book({"MSG": rows, "Grid": grid, "Areas": areas, "Notes": notes})
    before = book.sheets["MSG"].used_range.formula

    found = refresh(book).as_dict()

    assert [row[3] for row in book.sheets["Areas"].used_range.value] == ["Met", "Yes", "No"]
    assert found["msg"]["measures"][0]["caveats"] == ["Aug 2024: Counted anew."]
    assert book.sheets["MSG"].used_range.formula == before


def test_a_figure_better_than_the_average_beside_it_meets_the_average(make_book: MakeBook) -> None:
    record = [["Measure", "Better", "Position", "Actual", "MSG average"], ["Burglary", "Lower", 2, 4, 5.1], ["Solved rate", "Higher", 7, 4, 5.1]]  # fmt: skip
    areas = [["Area", "Redline measure", "Minimum", "Met"], *([name, name, "MSG average", None] for name in ("Burglary", "Solved rate"))]  # fmt: skip
    grid = [["Area", "North", "Final grade"], ["Burglary", "Good", "Good"], ["Solved rate", "Good", "RI"]]
    book = make_book({"MSG": record, "Grid": grid, "Areas": areas})

    refresh(book)

    assert [row[3] for row in book.sheets["Areas"].used_range.value] == ["Met", "Yes", "No"]
