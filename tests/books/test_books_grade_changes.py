"""Between a command's own grade and the Board's: changes of its grade, the Oversight Board's grade, groups of commands."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import xlwings as xw

from tests.books.layouts import Sheets
from xlscore.books import ForceGrades, check, generate_force_grades, headings
from xlscore.books.samples.facts import table

pytestmark = pytest.mark.cases

MakeBook = Callable[[Sheets], xw.Book]
HEADS = ["Cycle", "Area", "Command", "From", "To", "By", "When", "Why"]
SCD = ["Cycle 13", "Innovation", "SCD", "Outstanding", "Good", "SCD", datetime.date(2019, 4, 15), "Same evidence as for Digital Crime"]  # fmt: skip
COUNTS = "4 Good and 4 Outstanding before the meeting, 5 Good and 3 Outstanding after it (SCD from Outstanding to Good)"


def paper_grid() -> list[list[Any]]:
    """The published grid of cycle 13."""
    rows = table("essex_grid")
    heads = [{"theme": "Theme", "area": "Area"}.get(name, name) for name in rows[0]]
    return [["Cycle", "Cycle 13"], heads, *[list(row.values()) for row in rows]]


def graded(make_book: MakeBook, **sheets: list[list[Any]]) -> tuple[xw.Book, ForceGrades]:
    """The published grid with further sheets, and what it comes to."""
    book = make_book(
        {"Grid": paper_grid(), **{name.replace("_", " "): rows for name, rows in sheets.items()}}
    )
    return book, generate_force_grades(book)


def area(result: ForceGrades, name: str = "Innovation") -> Any:
    return next(found for found in result.areas if found.area == name)


def of_changes(result: ForceGrades) -> list[tuple[str, str]]:
    """The problems that are no missing rationale: the grid above has none."""
    return [(p.place, p.what) for p in result.problems if "rationale" not in p.what]


def test_the_papers_change_in_the_meeting_is_counted_before_and_after(make_book: MakeBook) -> None:
    book, result = graded(make_book, Grade_changes=[HEADS, SCD])

    assert of_changes(result) == []
    assert area(result).why == f"5 of 8 commands Good; {COUNTS}"
    assert book.sheets["Grid"]["N14"].value == area(result).why
    assert f"Innovation: {COUNTS}." in result.sentences()
    assert area(result).final.value == "Good"


def test_the_json_has_the_change_and_both_counts(make_book: MakeBook) -> None:
    _, result = graded(make_book, Grade_changes=[HEADS, SCD])

    found = next(a for a in result.as_dict()["areas"] if a["area"] == "Innovation")
    assert found["moved"]["changes"] == [
        {"command": "SCD", "from": "Outstanding", "to": "Good", "by": "SCD", "when": "15 April 2019",
         "why": "Same evidence as for Digital Crime"}
    ]  # fmt: skip
    assert (found["moved"]["before"], found["moved"]["after"]) == (
        {"Outstanding": 4, "Good": 4},
        {"Outstanding": 3, "Good": 5},
    )
    other = result.as_dict()["areas"][0]
    assert (other["moved"], other["oversight"]) == ({"changes": [], "before": {}, "after": {}}, None)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Changes made in the meeting"], [], HEADS, SCD], id="under-a-title"),
        pytest.param([["AREA", "Command", "Grade before", "Grade after", "Who", "Date", "Reason for change"], SCD[1:]], id="other-words"),
        pytest.param([["Command", "Area", "Why", "When", "To", "From"], ["SCD", "Innovation", "evidence", "15 April 2019", "G", "O"]], id="other-order"),
        pytest.param([["Cycle", "Area of business", "Command", "Previous grade", "New grade", "Changed by", "Meeting", "Rationale"], SCD], id="previous-and-new"),
        pytest.param([["Cycle", "Area", "Command", "Grade", None, "By", "When", "Why"], [None, None, None, "From", "To"], SCD], id="two-rows"),
        pytest.param([["Cycle", "Area", "Command", "Self grade", "Revised grade", "Board", "Date changed", "Justification"], ["13th cycle", *SCD[1:]]], id="self-and-revised"),
        pytest.param([HEADS, ["", "innovation ", "scd", "o", "good", *SCD[5:]]], id="without-a-cycle"),
        pytest.param([HEADS, [13, *SCD[1:]]], id="a-number-for-the-cycle"),
    ],
)  # fmt: skip
def test_the_table_is_found_by_its_headings_and_is_taken_for_no_other(
    make_book: MakeBook, rows: list[list[Any]]
) -> None:
    book, result = graded(make_book, Anywhere=rows)

    assert of_changes(result) == []
    assert area(result).why == f"5 of 8 commands Good; {COUNTS}"
    kinds = [found.kind for found in headings(book).tables if found.sheet == "Anywhere"]
    assert kinds == ["table of grade changes"]


def test_it_may_stand_beside_the_grid_and_none_of_its_headings_is_written_over(make_book: MakeBook) -> None:
    grid = paper_grid()
    grid[1] += [None, *HEADS]
    grid[2] += [None, *SCD]
    book = make_book({"Grid": grid})

    result = generate_force_grades(book)

    assert of_changes(result) == []
    assert COUNTS in area(result).why
    assert book.sheets["Grid"].range("N2:U2").value == HEADS
    assert book.sheets["Grid"].range("V2:X2").value == [None, "Suggested grade", "Why"]


def test_it_may_stand_below_the_grid_on_its_sheet(make_book: MakeBook) -> None:
    book = make_book({"Grid": [*paper_grid(), [], [], HEADS, SCD]})

    result = generate_force_grades(book)

    assert (len(result.areas), of_changes(result)) == (15, [])
    assert COUNTS in area(result).why


@pytest.mark.parametrize(
    ("row", "place", "says"),
    [
        pytest.param([None, "Innovations", "SCD", "O", "G", "", "May", "x"], "B2", "The area 'Innovations' is not in the grid.", id="unknown-area"),
        pytest.param([None, "", "SCD", "O", "G", "", "May", "x"], "B2", "does not say of which area", id="no-area"),
        pytest.param([None, "Innovation", "Marine", "O", "G", "", "May", "x"], "C2", "The command 'Marine' is no column of the grid.", id="unknown-command"),
        pytest.param([None, "Innovation", "SCD", "Super", "G", "", "May", "x"], "D2", "'Super' is not a grade.", id="no-grade"),
        pytest.param([None, "Innovation", "SCD", "", "G", "", "May", "x"], "D2", "does not say what the grade was before", id="no-from"),
        pytest.param([None, "Innovation", "SCD", "O", "", "", "May", "x"], "E2", "does not say what the grade became", id="no-to"),
        pytest.param([None, "Innovation", "SCD", "G", "O", "", "May", "x"], "E2", "Innovation: SCD changed to Outstanding here, and the grid says Good (Grid!J14).", id="grid-says-another"),
        pytest.param([None, "Gangs", "CJ", "N/A", "G", "", "May", "x"], "E2", "Gangs: CJ changed to Good here, and the grid says N/A (Grid!G6).", id="grid-says-none"),
        pytest.param([None, "Innovation", "SCD", "G", "G", "", "May", "x"], "E2", "that is no change", id="no-change"),
        pytest.param([None, "Innovation", "SCD", "O", "G", "", "", "x"], "G2", "changed from Outstanding to Good, without a date", id="no-date"),
        pytest.param([None, "Innovation", "SCD", "O", "G", "", "May", ""], "H2", "changed from Outstanding to Good, without a reason", id="no-reason"),
        pytest.param(["Cycle 14", *SCD[1:]], "A2", "The grid is at Cycle 13, and this change is of Cycle 14: it is not counted.", id="a-cycle-to-come"),
        pytest.param(["Q4 2019/20", *SCD[1:]], "A2", "this change is of Q4 2019/20: it is not counted.", id="a-cycle-nobody-knows"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change_is_said_at_its_cell(
    make_book: MakeBook, row: list[Any], place: str, says: str
) -> None:
    book, result = graded(make_book, Moves=[HEADS, row])

    ((where, what),) = of_changes(result)
    assert (where, says in what) == (f"Moves!{place}", True)
    assert book.sheets["Grid"]["J14"].value == "Good"
    assert ("before the meeting" in area(result).why) is (place in ("G2", "H2"))


def test_two_changes_that_do_not_chain_name_both_cells(make_book: MakeBook) -> None:
    first, second = [*SCD[:4], "RI", *SCD[5:]], SCD

    _, result = graded(make_book, Moves=[HEADS, first, second])

    ((where, what),) = of_changes(result)
    assert where == "Moves!D3"
    assert what == (
        "Innovation: SCD changed from Outstanding here, and to Requires Improvement in the change before it (Moves!E2)."
    )


def test_a_row_that_names_no_command_is_said(make_book: MakeBook) -> None:
    nameless = ["Cycle 13", "Gangs", None, "RI", "Good", "", "May", "x"]

    _, result = graded(make_book, Moves=[HEADS, nameless, SCD])

    assert of_changes(result) == [("Moves!C2", "This change of a grade does not say of which command.")]


def test_changes_of_an_earlier_cycle_stay_and_no_longer_apply(make_book: MakeBook) -> None:
    book, result = graded(make_book, Moves=[HEADS, ["Cycle 12", "Gangs", "SCD", "Good", "Outstanding"], SCD])

    assert of_changes(result) == []
    assert "before" not in area(result, "Gangs").why
    assert book.sheets["Moves"].range("A2:E2").value == ["Cycle 12", "Gangs", "SCD", "Good", "Outstanding"]


def test_a_workbook_without_a_cycle_knows_the_past_ones_by_its_history(make_book: MakeBook) -> None:
    history = [["Cycle", "Area", "Column", "Grade"], ["Spring", "Gangs", "SCD", "Good"]]
    moves = [HEADS, ["Spring", "Gangs", "SCD", "Good", "Outstanding"], ["Summer", *SCD[1:]]]
    book = make_book({"Grid": paper_grid()[1:], "Grade history": history, "Moves": moves})

    result = generate_force_grades(book)

    assert of_changes(result) == []
    assert COUNTS in area(result).why


def test_a_column_of_changed_grades_is_filled_where_the_grid_has_one(make_book: MakeBook) -> None:
    grid = paper_grid()
    grid[1].append("Grades changed")
    book = make_book({"Grid": grid, "Moves": [HEADS, SCD]})

    generate_force_grades(book)

    assert book.sheets["Grid"]["M14"].value == (
        "SCD from Outstanding to Good (SCD, 15 April 2019: Same evidence as for Digital Crime)"
    )
    book.sheets["Moves"]["A2"].value = "Cycle 12"
    generate_force_grades(book)
    assert book.sheets["Grid"]["M14"].value is None


@pytest.mark.parametrize(
    "heads",
    [
        ["Oversight grade", "Oversight by", "Oversight date", "Oversight reason"],
        ["Oversight Board grade", "By", "Date", "Reason"],
        ["Oversight Board", "Who", "When", "Reasons"],
        ["Grade agreed at Oversight Board", "Oversight Board chair", "Date of Oversight Board", "Reason for Oversight grade"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", [10, 12], ids=["beside-the-commands", "at-the-end"])
def test_an_oversight_grade_of_the_grid_is_neither_a_commands_nor_the_forces(
    make_book: MakeBook, heads: list[str], place: int
) -> None:
    grid = paper_grid()
    for row in grid[1:]:
        row[place:place] = [None] * 4
    grid[1][place : place + 4] = heads
    grid[13][place : place + 4] = ["RI", "ACC", datetime.date(2019, 4, 1), "thin evidence"]
    book = make_book({"Grid": grid})

    result = generate_force_grades(book)

    assert of_changes(result) == []
    assert len(area(result).commands) == 8
    assert area(result).why == "5 of 8 commands Good; Oversight Board at Requires Improvement"
    assert area(result).final.value == "Good"
    assert area(result).as_dict()["oversight"] == {
        "grade": "Requires Improvement", "by": "ACC", "when": "1 April 2019", "why": "thin evidence",
    }  # fmt: skip
    (found,) = [t for t in headings(book).tables if t.kind == "grid of command grades"]
    assert (len(found.commands), found.unread) == (8, ())


def test_an_oversight_grade_against_the_suggestion_needs_its_reason(make_book: MakeBook) -> None:
    grid = paper_grid()
    grid[1] += ["Oversight grade", "Oversight reason"]
    grid[13] += ["O"]
    grid[14] += ["G"]

    result = generate_force_grades(make_book({"Grid": grid}))

    assert of_changes(result) == [
        ("Grid!N14", "Innovation: the Oversight Board's grade Outstanding is not the suggested Good, without a reason.")
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Date", "By", "Reason", "When", "Who"])
def test_without_an_oversight_grade_such_a_heading_says_nothing_of_it(
    make_book: MakeBook, heading: str
) -> None:
    grid = paper_grid()
    grid[1].append(heading)
    book = make_book({"Grid": grid})

    (found,) = [t for t in headings(book).tables if t.kind == "grid of command grades"]

    assert not any(name.startswith("oversight") for name in found.columns)


def test_why_names_who_graded_how_by_the_groups_of_commands(make_book: MakeBook) -> None:
    groups = [["Command", "Group"], *[[name, "LPA"] for name in ("North LPA", "South LPA", "west lpa")]]

    _, result = graded(make_book, Commands=groups)

    whys = {found.area: found.why for found in result.areas}
    assert of_changes(result) == []
    assert (
        whys["Child Abuse & Sexual Exploitation"]
        == "3 of 5 commands Good; all three LPAs Good; PPU and SCD RI"
    )
    assert whys["Repeat High Harm ASB"] == "3 of 3 commands Good; all three LPAs Good"
    assert whys["Keeping People Safe"] == "8 of 8 commands Good; capped by the redline at RI"


def test_a_command_that_is_no_column_and_one_that_is_there_twice_are_said(make_book: MakeBook) -> None:
    groups = [["Command", "Group"], ["North LPA", "LPA"], ["Marine", ""], ["PPU", "Crime"], ["PPU", "LPA"], ["SCD", "Crime"]]  # fmt: skip

    _, result = graded(make_book, Commands=groups)

    assert [place for place, _ in of_changes(result)] == ["Commands!A5", "Commands!A3"]
    assert "both Crime commands RI" in area(result, "Child Abuse & Sexual Exploitation").why


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Command", "Group", "Surname"], ["North LPA", "A", "x"], ["PPU", "B", "y"]], id="people"),
        pytest.param([["Command", "Group"], ["PPU", "A"], ["PPU", "B"], ["SCD", "A"], ["SCD", "B"]], id="a-row-per-group"),
        pytest.param([["Area", "Command", "From", "To"], ["Innovation", "SCD", "Harlow", "Basildon"], ["Gangs", "SCD", "Harlow", "Rayleigh"]], id="moves-of-staff"),
    ],
)  # fmt: skip
def test_a_look_alike_says_nothing_of_the_grades(make_book: MakeBook, rows: list[list[Any]]) -> None:
    book, result = graded(make_book, Staff=rows)
    _, plain = graded(make_book)

    assert [found.why for found in result.areas] == [found.why for found in plain.areas]
    assert of_changes(result) == []
    assert [p for p in check(book).problems if p.sheet == "Staff"] == []


def test_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book, _ = graded(make_book, Grade_changes=[HEADS, SCD], Commands=[["Command", "Group"], ["PPU", "Crime"]])
    before = [sheet.used_range.value for sheet in book.sheets]

    generate_force_grades(book)

    assert [sheet.used_range.value for sheet in book.sheets] == before


def history(*grades: str, column: str = "Final grade") -> list[list[Any]]:
    """A history of Innovation's grades in the cycles before cycle 13, oldest first."""
    first = 13 - len(grades)
    rows = [[f"Cycle {first + n}", "Innovation", column, grade] for n, grade in enumerate(grades)]
    return [["Cycle", "Area", "Column", "Grade"], *rows]


@pytest.mark.parametrize(
    ("grades", "clause"),
    [
        (["Outstanding"] * 3, "previous three cycles Outstanding"),
        (["Good", "O", "Outstanding"], "previous two cycles Outstanding"),
        (["Outstanding", "Good", "Outstanding"], ""),
        (["Outstanding", "Outstanding", "Good"], ""),
        (["Outstanding", "Super", "Outstanding", "Outstanding"], "previous two cycles Outstanding"),
    ],
)
def test_a_grade_that_changed_says_how_many_cycles_it_had_stood(
    make_book: MakeBook, grades: list[str], clause: str
) -> None:
    changes = [
        ["Area", "Last cycle", "This cycle", "Rationale"],
        ["Innovation", "Outstanding", None, "majority"],
    ]

    _, result = graded(make_book, Changes=changes, Grade_history=history(*grades))

    assert area(result).why == "; ".join(filter(None, ("5 of 8 commands Good", clause)))
    said = [sentence for sentence in result.sentences() if "deteriorated" in sentence]
    note = f" ({clause})" if clause else ""
    assert said == [f"Innovation deteriorated to Good from Outstanding{note}."]


@pytest.mark.parametrize(
    ("last", "column"),
    [("Good", "Final grade"), ("Outstanding", "Final grade, not yet agreed"), ("Outstanding", "SCD")],
)
def test_nothing_is_said_of_earlier_cycles_where_the_grade_stays_or_nobody_agreed_it(
    make_book: MakeBook, last: str, column: str
) -> None:
    changes = [["Area", "Last cycle", "This cycle", "Rationale"], ["Innovation", last, None, "majority"]]

    _, result = graded(make_book, Changes=changes, Grade_history=history(last, last, last, column=column))

    assert area(result).why == "5 of 8 commands Good"
