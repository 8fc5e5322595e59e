"""Reading single cells: what is a number, a grade, a word; what is a problem; and rows that name the same thing twice."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from xlscore.books.grades.headings import RETURN
from xlscore.books.tables.blocks import Block
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.table import Table
from xlscore.rules.grades import FIVE, FOUR, Grade
from xlscore.rules.problems import Problem, RuleError, Trouble
from xlscore.rules.words import name_key


def returned(*areas: str) -> Table:
    rows = (("Area", "Grade"), *((area, "Good") for area in areas))
    return find_required([Block("Return", 3, 2, rows)], RETURN)


def keys(table: Table) -> dict[int, str]:
    return {row: name_key(table.text(row, "area")) for row in table.records}


def test_every_further_row_is_named_with_the_place_of_the_first() -> None:
    table, reader = returned("Burglary", "Robbery", "burglary ", "BURGLARY"), Reader()

    twins = reader.twins(table, keys(table), "area")

    assert twins == {6: 4, 7: 4}
    assert reader.problems == [
        Problem("Return", "B6", "The area 'burglary' is there twice, first in B4.", "Keep one row of it."),
        Problem("Return", "B7", "The area 'BURGLARY' is there twice, first in B4.", "Keep one row of it."),
    ]


def test_rows_that_differ_are_no_twins() -> None:
    table, reader = returned("Burglary", "Robbery"), Reader()

    assert reader.twins(table, keys(table), "area") == {}
    assert reader.problems == []


def test_a_row_can_be_called_by_more_than_its_cell() -> None:
    table, reader = returned("Burglary", "Burglary"), Reader()

    reader.twins(table, keys(table), "area", {5: "'Burglary' by month"})

    assert [p.what for p in reader.problems] == ["'Burglary' by month is there twice, first in B4."]


def holding(value: Any) -> Table:
    """A return whose one grade, in C4, is this."""
    rows = (("Area", "Grade"), ("Burglary", value))
    return find_required([Block("Return", 3, 2, rows)], RETURN)


def said(reader: Reader) -> list[str]:
    assert {problem.cell for problem in reader.problems} <= {"C4"}
    return [f"{problem.what} {problem.do}" for problem in reader.problems]


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (5, 5),
        (5.5, Fraction(11, 2)),
        (-0.1, Fraction(-1, 10)),  # as it is shown, not as the machine keeps it
        (0, 0),
        ("18.2%", Fraction(182, 1000)),
        ("−5 %", Fraction(-5, 100)),
    ],
)
def test_a_number_is_read_exactly(value: Any, number: Any) -> None:
    reader = Reader()

    found = reader.number(holding(value), 4, 3)

    assert found is not None
    assert (found.value, found.sound, found.native) == (Fraction(number), True, not isinstance(value, str))
    assert reader.problems == []


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("5", 5), (" 5 ", 5), ("1,234", 1234), ("1,234,567.5", Fraction(2469135, 2)), ("−5", -5), ("–5", -5), ("+5", 5),
        (".5", Fraction(1, 2)), ("1\u00a0234", 1234), ("5-", -5),
    ],
)  # fmt: skip
def test_a_number_stored_as_text_is_one_to_us_and_none_to_excel(value: str, number: Any) -> None:
    reader = Reader()

    found = reader.number(holding(value), 4, 3)

    assert found is not None
    assert (found.value, found.sound, found.native) == (Fraction(number), True, False)
    assert reader.problems == []


@pytest.mark.parametrize("value", ["many", "1,23", "+", "-.", "1.2.3", "12,3456"])
def test_what_is_no_number_is_a_problem(value: str) -> None:
    reader = Reader()

    assert reader.number(holding(value), 4, 3) is None
    (sentence,) = said(reader)
    assert sentence.startswith(f"'{value}' is not a number")
    assert sentence.endswith(" Type the number, or leave the cell blank.")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, "TRUE"), (datetime.date(2024, 4, 30), None), (datetime.datetime(2024, 4, 30), None)],
)
def test_a_date_or_a_yes_is_no_number(value: Any, shown: str | None) -> None:
    reader = Reader()

    assert reader.number(holding(value), 4, 3) is None
    [sentence] = said(reader)
    assert sentence.endswith(" stands where a number belongs. Type the number.")
    assert shown is None or sentence.startswith(f"'{shown}' ")


@pytest.mark.parametrize("value", [None, "", "  ", "N/A", "-", "..", float("inf"), float("nan")])
def test_a_cell_without_a_number_is_none_and_no_problem(value: Any) -> None:
    reader = Reader()

    assert reader.number(holding(value), 4, 3) is None
    assert reader.number(holding(value), 4, None) is None
    assert reader.problems == []


def test_an_error_is_a_problem_whatever_was_to_be_read() -> None:
    table, reader = holding("#REF!"), Reader()
    what = "The cell holds the error #REF!. Put its formula or its sources right."

    answers = (
        reader.number(table, 4, 3),
        reader.grade(table, 4, 3, FIVE),
        reader.word(table, 4, "grade", str),
        reader.text(table, 4, "grade"),
    )

    assert answers == (None, (None, False), None, "")
    assert said(reader) == [what]


@pytest.mark.parametrize(
    ("value", "limit", "read"),
    [
        (0.182, None, True), (1, None, True), (-1, None, True), (1.01, None, False), (18.2, None, False), (-18.2, None, False),
        (1.5, 2.0, True), (2, 2.0, True), (2.1, 2.0, False),
    ],
)  # fmt: skip
def test_a_percentage_without_its_sign_is_not_read(value: float, limit: float | None, read: bool) -> None:
    reader = Reader()

    found = reader.number(holding(value), 4, 3, percentage=True, limit=limit)

    assert (found is not None) is read
    assert said(reader) == (
        []
        if read
        else [
            f"{value:g} stands where a percentage belongs, and is {value * 100:g} %."
            f" Type {value:g}% (or {value / 100:g})."
        ]
    )


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("RI", (Grade.REQUIRES_IMPROVEMENT, True)),
        ("Good", (Grade.GOOD, True)),
        ("N/A", (None, True)),
        (None, (None, True)),
        ("Goood", (None, False)),
        (7.0, (None, False)),
    ],
)
def test_a_grade_is_read_or_a_problem(value: Any, answer: tuple[Grade | None, bool]) -> None:
    reader = Reader()

    assert reader.grade(holding(value), 4, 3, FOUR) == answer
    assert reader.grade(holding(value), 4, None, FOUR) == (None, True)
    assert len(reader.problems) == (not answer[1])


@pytest.mark.parametrize(
    ("do", "advice"), [("", "Type one of the words of the list."), ("Type High.", "Type High.")]
)
def test_a_word_that_a_rule_does_not_know_is_a_problem(do: str, advice: str) -> None:
    def unknown(text: str) -> str:
        raise RuleError(Trouble.UNREADABLE, f"'{text}' is no level.", do)

    reader = Reader()

    assert reader.word(holding("Highish"), 4, "grade", unknown) is None
    assert said(reader) == [f"'Highish' is no level. {advice}"]


def test_a_grade_that_is_not_on_the_scale_is_a_problem_that_names_the_words() -> None:
    reader = Reader()

    reader.grade(holding("Goood"), 4, 3, FOUR)

    [sentence] = said(reader)
    assert sentence.startswith("'Goood' is not a grade. Use Outstanding, Good, ")


def test_a_text_is_put_in_order_and_a_missing_column_is_blank() -> None:
    table, reader = holding("  Well   done "), Reader()

    assert reader.text(table, 4, "grade") == "Well done"
    assert reader.text(table, 4, "evidence") == ""
    assert reader.word(table, 4, "evidence", str) is None
    assert reader.word(table, 4, "grade", str.upper) == "WELL DONE"
    assert reader.word(holding(" "), 4, "grade", str) is None
    assert reader.problems == []


def test_a_problem_is_kept_once() -> None:
    table, reader = holding("many"), Reader()

    reader.number(table, 4, 3)
    reader.number(table, 4, 3)

    assert len(reader.problems) == 1
