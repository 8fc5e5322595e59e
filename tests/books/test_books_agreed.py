"""Not yet agreed: a suggestion is never called the Board's grade, and a command that has not returned is not N/A."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
import xlwings as xw

from tests.books.layouts import FACTS, HEADINGS, Sheets, facts
from xlscore.books import ForceGrades, generate_force_grades
from xlscore.books.grades.collate import collate
from xlscore.books.kinds import KINDS
from xlscore.rules.grades import NOT_RETURNED

MakeBook = Callable[[Sheets], xw.Book]
AREAS: Final = len(FACTS)
LAST: Final[Sheets] = {
    "Changes": [["Area", "Last cycle", "This cycle"], *[[row[1], "RI", None] for row in FACTS]]
}


def grid(agreed: int, **columns: list[Any]) -> Sheets:
    """The grid in which a person has entered the first so many final grades; `columns` replace those of commands."""
    rows = [row if number < agreed else [*row[:-1], None] for number, row in enumerate(facts())]
    for name, cells in columns.items():
        for row, cell in zip(rows, cells, strict=True):
            row[HEADINGS.index(name)] = cell
    return {"Grid": [HEADINGS, *rows]}


def message(result: ForceGrades) -> list[str]:
    return KINDS["grades"].sentences(result)


# --- what the counts count


@pytest.mark.parametrize(
    ("agreed", "counted", "pending"),
    [
        (AREAS, "agreed", []),
        (3, "mixed", ["Gangs & Knives", "Our People"]),
        (0, "suggested", [row[1] for row in FACTS]),
    ],
)
def test_the_counts_say_whether_they_count_agreed_grades(
    make_book: MakeBook, agreed: int, counted: str, pending: list[str]
) -> None:
    for result in (generate_force_grades(book := make_book(grid(agreed))), generate_force_grades(book)):
        told = result.as_dict()
        assert told["counted"] == counted
        assert sum(told["counts"].values()) == AREAS
        assert [area["area"] for area in told["areas"] if not area["agreed"]] == pending


def test_a_grid_that_nobody_graded_counts_nothing_as_agreed(make_book: MakeBook) -> None:
    book = make_book({"Grid": [HEADINGS, *[[*row[:2], *[None] * 6] for row in facts()]]})

    result = generate_force_grades(book)

    assert (result.counted, sum(result.counts.values()), result.pending) == ("suggested", 0, ())
    assert message(result) == ["5 areas: none graded."]


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (AREAS, "5 areas: 1 Outstanding, 3 Good, 1 Requires Improvement."),
        (3, "5 areas: 2 Good, 1 Requires Improvement agreed; 2 not yet agreed: suggested 1 Outstanding, 1 Good."),
        (0, "5 areas: 5 not yet agreed: suggested 1 Outstanding, 2 Good, 2 Requires Improvement."),
    ],
)  # fmt: skip
def test_the_buttons_message_tells_agreed_grades_from_suggested_ones(
    make_book: MakeBook, agreed: int, said: str
) -> None:
    assert message(generate_force_grades(make_book(grid(agreed))))[0] == said


def test_the_papers_sentences_count_agreed_grades_and_name_the_rest(make_book: MakeBook) -> None:
    said = generate_force_grades(make_book(grid(3))).sentences()

    assert said == [
        "Two areas are currently graded at Good.",
        "One area is currently graded at Requires Improvement.",
        "2 areas not yet agreed: suggested 1 Outstanding, 1 Good.",
    ]


def test_without_any_agreed_grade_no_sentence_says_currently_graded(make_book: MakeBook) -> None:
    said = generate_force_grades(make_book(grid(0))).sentences()

    assert said == ["5 areas not yet agreed: suggested 1 Outstanding, 2 Good, 2 Requires Improvement."]


def test_a_change_that_nobody_agreed_is_one_that_would_be(make_book: MakeBook) -> None:
    result = generate_force_grades(make_book(grid(1) | LAST))

    assert [(change.area, change.agreed) for change in result.changes] == [
        ("Burglary", True), ("Robbery", False), ("Gangs & Knives", False), ("Our People", False),
    ]  # fmt: skip
    assert "Burglary improved to Good from Requires Improvement." in result.sentences()
    assert (
        "Robbery would improve to Good from Requires Improvement (suggested, not yet agreed)."
        in result.sentences()
    )
    assert message(result)[1:3] == [
        "1 grade changed since last cycle.",
        "3 grades would change since last cycle as suggested, not yet agreed.",
    ]


def test_a_rationale_is_not_asked_of_the_board_for_a_grade_that_is_called_final(make_book: MakeBook) -> None:
    result = generate_force_grades(make_book(grid(0) | LAST))

    whats = [problem.what for problem in result.problems]
    assert (
        "Robbery: the suggested grade Good, not yet agreed, has improved from Requires Improvement last cycle,"
        " without a rationale." in whats
    )
    assert not [what for what in whats if "the final grade" in what]


def test_the_table_on_screen_says_which_grades_are_not_yet_agreed(make_book: MakeBook) -> None:
    told = KINDS["grades"].told(generate_force_grades(make_book(grid(2))))

    assert [row[3] for row in told.rows] == ["override", "", *["not yet agreed"] * 3]


# --- not returned


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([None] * AREAS, [NOT_RETURNED] * AREAS),
        (["N/A"] * AREAS, ["N/A"] * AREAS),
        (["", " ", "", None, ""], [NOT_RETURNED] * AREAS),
        ([None, "Good", None, "N/A", None], ["N/A", "Good", "N/A", "N/A", "N/A"]),
    ],
)
def test_a_command_that_graded_nothing_has_not_returned_and_a_typed_na_is_an_answer(
    make_book: MakeBook, cells: list[Any], said: list[str]
) -> None:
    result = generate_force_grades(make_book(grid(AREAS, South=cells)))

    assert [area["commands"]["South"] for area in result.as_dict()["areas"]] == said


def test_who_has_not_returned_is_named_in_the_reason_and_not_counted_in_the_majority(
    make_book: MakeBook,
) -> None:
    result = generate_force_grades(make_book(grid(AREAS, South=[None] * AREAS, CJ=[None] * AREAS)))

    assert [area.why for area in result.areas][:2] == [
        "1 of 1 command Good; capped by the redline at RI; South and CJ not returned",
        "Good and RI tie at 1 of 2 commands; the lower taken; South and CJ not returned",
    ]


def test_a_lead_that_has_not_returned_is_said_to_be_the_lead(make_book: MakeBook) -> None:
    leads = {"Leads": [["Area", "Lead"], ["Robbery", "CJ"]]}

    result = generate_force_grades(make_book(grid(AREAS, CJ=[None] * AREAS) | leads))

    assert result.areas[1].why == "2 of 3 commands Good; CJ (lead) not returned"
    assert result.areas[2].why == "2 of 3 commands RI; CJ not returned"


def test_collate_and_grades_agree_on_who_has_not_returned(make_book: MakeBook) -> None:
    book = make_book(
        grid(AREAS, South=[None] * AREAS, PPU=["N/A"] * AREAS, CJ=[None, "Good", None, None, None])
    )

    missing = collate(book, []).not_returned

    commands = generate_force_grades(book).areas[0].commands
    assert missing == tuple(name for name, grade in commands.items() if grade == NOT_RETURNED) == ("South",)
