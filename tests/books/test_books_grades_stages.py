"""A command's grade at two stages, initial and revisit, is one command: the later counts, the earlier is kept and the change said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from xlscore.books import collate, generate_force_grades, headings, refresh, roll, tidy_grades
from xlscore.cli.run import run

pytestmark = pytest.mark.cases

MakeBook = Callable[[Mapping[str, Sequence[Sequence[Any]]]], xw.Book]
MakeFile = Callable[[Mapping[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]

# Area, North first and later, South first and later.
FACTS: Rows = [
    ["Burglary", "Good", "RI", "Good", None],
    ["Rape", "RI", None, "RI", "Good"],
    ["Fraud", "Good", "Good", "Outstanding", "-"],
    ["Arson", "N/A", None, "Good", "No change"],
]
COUNT = {
    "Burglary": ("Requires Improvement", "Good"),
    "Rape": ("Requires Improvement", "Good"),
    "Fraud": ("Good", "Outstanding"),
    "Arson": ("N/A", "Good"),
}
CHANGED = {
    "Burglary": [("North", "Good", "Requires Improvement")],
    "Rape": [("South", "Requires Improvement", "Good")],
    "Fraud": [],
    "Arson": [],
}

PAIRS = [
    ("Initial", "Revisit"), ("initial grade", "revisit grade"), ("Initial judgement", "Revisit judgement"), ("Self-grade", "Moderated grade"),
    ("Original", "Revised"), ("Own grade", "Validated"), ("First grade", "Second grade"), ("Returned", "Agreed"), ("Draft", "Final"),
    ("Before moderation", "After moderation"), ("Self assessed", "Revisited"),
]  # fmt: skip


def in_one_row(first: str, later: str) -> Rows:
    return [["Area", *(f"{name} {stage}" for name in ("North", "South") for stage in (first, later)), "Final grade"], *map(list, FACTS)]  # fmt: skip


def in_brackets(first: str, later: str) -> Rows:
    return [["Area", *(f"{name} ({stage})" for name in ("North", "South") for stage in (first, later)), "Final grade"], *map(list, FACTS)]  # fmt: skip


def stage_in_front(first: str, later: str) -> Rows:
    return [["Area", *(f"{stage} - {name}" for name in ("North", "South") for stage in (first, later)), "Final grade"], *map(list, FACTS)]  # fmt: skip


def under_the_commands(first: str, later: str) -> Rows:
    return [
        ["The grid"], [None, "North", None, "South", None, None], ["Area", first, later, first, later, "Final grade"], *map(list, FACTS),
    ]  # fmt: skip


def under_the_stages(first: str, later: str) -> Rows:
    body = [[row[0], row[1], row[3], row[2], row[4]] for row in FACTS]
    return [
        [None, first, None, later, None, None],
        ["Area", "North", "South", "North", "South", "Final grade"],
        *body,
    ]


def with_a_year_behind(first: str, later: str) -> Rows:
    head = [f"{name} {stage} 2024/25" for name in ("North", "South") for stage in (first, later)]
    return [["Area", *head, "Final grade"], *map(list, FACTS)]


def with_evidence_between(first: str, later: str) -> Rows:
    body = [[row[0], row[1], "as it is", row[2], row[3], "as it was", *row[4:]] for row in FACTS]
    head = ["Area", *[first, "Evidence", later] * 2, "Final grade"]
    return [[None, "North", None, None, "South", None, None, None], head, *body]


def later_in_front(first: str, later: str) -> Rows:
    head = ["Area", f"North {later}", f"North {first}", f"South {later}", f"South {first}", "Final grade"]
    return [head, *([row[0], row[2], row[1], row[4], row[3]] for row in FACTS)]


LAYOUTS = (
    in_one_row,
    in_brackets,
    stage_in_front,
    under_the_commands,
    under_the_stages,
    later_in_front,
    with_a_year_behind,
    with_evidence_between,
)


def _commands(found: Any) -> dict[str, tuple[str, ...]]:
    return {area.area: tuple(area.commands.values()) for area in found.areas}


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_later_grade_counts_where_it_is_given(
    layout: Callable[..., Rows], pair: tuple[str, str], make_book: MakeBook
) -> None:
    found = generate_force_grades(make_book({"Grid": layout(*pair)}))

    assert list(found.areas[0].commands) == ["North", "South"]
    assert _commands(found) == COUNT
    changed = {
        a.area: [(c["command"], c["from"], c["to"]) for c in a.as_dict()["moved"]["changes"]]
        for a in found.areas
    }
    assert changed == CHANGED
    assert found.problems == ()


def test_the_change_is_said_as_those_of_the_table_of_grade_changes_are(make_book: MakeBook) -> None:
    rows = in_one_row("Initial", "Revisit")
    rows = [[*row, "Grades changed"] if row is rows[0] else row for row in rows]
    book = make_book({"Grid": rows})

    found = generate_force_grades(book)

    said = "2 Good before the revisit, 1 Good and 1 RI after it (North from Good to RI)"
    assert found.areas[0].moved == said
    assert said in found.areas[0].why
    assert f"Burglary: {said}." in found.sentences()
    assert book.sheets["Grid"].range("G2").value == "North from Good to Requires Improvement (revisit)"


def test_a_command_without_stages_stands_beside_those_with_them(make_book: MakeBook) -> None:
    head = ["Area", "North", "North (moderated)", "South", "Final grade"]
    rows = [head, *([*row[:4]] for row in FACTS)]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert _commands(found)["Burglary"] == ("Requires Improvement", "Good")
    assert list(found.areas[0].commands) == ["North", "South"]
    assert found.problems == ()


def test_a_self_grade_beside_its_evidence_is_no_stage(make_book: MakeBook) -> None:
    head = [
        [None, "North", None, "South", None, None],
        ["Area", *["Self grade", "Evidence"] * 2, "Final grade"],
    ]
    rows = [*head, *([row[0], "Good", "as it is", "RI", "as it was"] for row in FACTS)]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert list(found.areas[0].commands) == ["North", "South"]
    assert found.problems == ()


def test_of_three_stages_the_last_that_is_given_counts_and_each_step_is_kept(make_book: MakeBook) -> None:
    head = ["Area", "North initial", "North moderated", "North revisit", "South", "Final grade"]
    rows = [head, ["Burglary", "O", "Good", "RI", "Good"], ["Rape", "RI", "Good", None, "Good"]]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert [area.commands["North"] for area in found.areas] == ["Requires Improvement", "Good"]
    assert [len(area.moves.changes) for area in found.areas] == [2, 1]
    assert "North from Outstanding to Good to RI" in found.areas[0].moved


def test_a_row_of_the_table_of_grade_changes_says_why_and_the_change_is_told_once(
    make_book: MakeBook,
) -> None:
    changes = [
        ["Area", "Command", "From", "To", "By", "When", "Why"],
        ["Burglary", "North", "Good", "RI", "Board", "15/04/2019", "evidence"],
    ]
    book = make_book({"Grid": in_one_row("Initial", "Revisit"), "Grade changes": changes})

    found = generate_force_grades(book)

    assert [(c.by, c.why) for c in found.areas[0].moves.changes] == [("Board", "evidence")]
    assert found.problems == ()


def test_a_word_that_is_no_grade_at_a_later_stage_is_named(make_book: MakeBook) -> None:
    rows = in_one_row("Initial", "Revisit")
    rows[1] = ["Burglary", "Good", "Goodish", "Good", None]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert [p.cell for p in found.problems][:1] == ["C2"]
    assert found.areas[0].commands["North"] is None


@pytest.mark.parametrize(
    "names",
    [("First Division", "Second Division"), ("Own Estates", "Estates"), ("Initial Response", "Response"), ("Final Mile", "Draft Mile")],
)  # fmt: skip
def test_a_name_that_begins_like_a_stage_is_no_stage(names: tuple[str, str], make_book: MakeBook) -> None:
    rows = [["Area", *names, "Final grade"], *([row[0], "Good", "RI"] for row in FACTS)]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert not any(area.moves.changes for area in found.areas)
    assert {"Response", *names} >= set(found.areas[0].commands) != set()


@pytest.mark.parametrize(
    "head",
    [
        ["Area", "North", "South", "Initial grade", "Revisit grade"],
        ["Area", "North initial", "South initial", "East", "West"],
        ["Area", "North", "South", "Board initial", "Board revisit"],
    ],
)
def test_a_stage_of_no_command_or_without_another_is_asked_about_as_before(
    head: list[str], make_book: MakeBook
) -> None:
    rows = [head, *([row[0], "Good", "RI", "Good", "RI"] for row in FACTS)]

    found = generate_force_grades(make_book({"Grid": rows}))

    assert sum("is not known" in p.what for p in found.problems) == 2


def test_a_second_run_changes_nothing(make_book: MakeBook) -> None:
    book = make_book({"Grid": under_the_commands("Initial", "Revisit")})
    refresh(book)
    once = {sheet.name: sheet.used_range.formula for sheet in book.sheets}

    refresh(book)

    assert {sheet.name: sheet.used_range.formula for sheet in book.sheets} == once


def test_headings_name_the_commands_and_leave_no_stage_unread(make_book: MakeBook) -> None:
    (table,) = headings(make_book({"Grid": in_one_row("Initial", "Revisit")})).tables

    assert (table.commands, table.unread) == (("North", "South"), ())


def test_a_return_is_held_against_the_first_grade(make_book: MakeBook) -> None:
    book = make_book({"Grid": in_one_row("Initial", "Revisit")})
    sent = make_book(
        {"Return": [["Command", "North"], [], ["Area", "Grade"], *([row[0], row[1]] for row in FACTS)]}
    )

    found = collate(book, [sent])

    assert [p for p in found.problems if "the return says" in p.what] == []


def test_tidying_spells_each_stage_as_it_is(make_book: MakeBook) -> None:
    rows = [["Area", "North initial", "North revisit", "South", "Final grade"],
            ["Burglary", "Good", "RI", "Good"], ["Rape", "Good", "RI", "RI"], ["Fraud", "G", "requires improvement", "Good"]]  # fmt: skip
    book = make_book({"Grid": rows})

    tidy_grades(book)

    assert book.sheets["Grid"].range("B4:C4").value == ["Good", "RI"]


def test_the_next_cycle_keeps_both_and_begins_with_neither(make_book: MakeBook) -> None:
    rows = [["Cycle", "Cycle 13"], *in_one_row("Initial", "Revisit")]
    for row in rows[2:]:
        row += [None] * (5 - len(row)) + ["Good"]
    book = make_book({"Grid": [list(row) for row in rows]})

    roll(book, "Cycle 14")

    kept = {tuple(row[1:4]) for row in book.sheets["Grade history"].used_range.value}
    assert ("Burglary", "North", "RI") in kept
    assert ("Burglary", "North, before the change", "Good") in kept
    assert book.sheets["Grid"].range("B3:E6").value == [[None] * 4] * 4


def test_the_command_line_says_the_change(make_file: MakeFile, capsys: pytest.CaptureFixture[str]) -> None:
    path = make_file({"Grid": in_brackets("Initial", "Revisit")})

    code = run(["grades", str(path), "--json"])

    first = json.loads(capsys.readouterr().out)["areas"][0]
    assert (code, first["commands"]) == (0, {"North": "Requires Improvement", "South": "Good"})
    assert first["moved"]["before"] == {"Good": 2}
