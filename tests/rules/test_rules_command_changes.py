"""A command's grade changed between return and grid: the order of changes, what is wrong with them, counts before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import AreaInputs, judge_area
from xlscore.rules.force.command_changes import (
    AreaMoves,
    CommandChange,
    Fault,
    Oversight,
    judge_moves,
    moves_sentence,
)
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import FIVE, Grade, read_grade
from xlscore.rules.policy import DEFAULT

O, G, A, RI, I = FIVE.grades  # noqa: E741  # the officers' own letters


def typed(letters: str) -> TypedGrade:
    """A grade as a person typed it; "" is a blank cell, "?" one that cannot be read."""
    if letters == "?":
        return TypedGrade(None, is_entered=True, is_readable=False)
    return TypedGrade(read_grade(letters), is_entered=bool(letters))


def grid(**letters: str) -> dict[str, TypedGrade]:
    return {name: typed(grade) for name, grade in letters.items()}


def change(
    command: str,
    before: Grade | None,
    after: Grade | None,
    row: int = 2,
    *,
    by: str = "",
    when: str = "15 April 2019",
    why: str = "same evidence",
    day: date | None = None,
) -> CommandChange:
    return CommandChange(command, before, after, Source("Grade changes", f"E{row}"), by, when, why, day)


ESSEX_INNOVATION = grid(North="O", South="G", West="G", PPU="G", CJ="O", OPC="O", SSD="G", SCD="G")
SCD_MOVED = change("SCD", O, G)


def faults(moves: AreaMoves) -> list[tuple[str, str]]:
    return [(found.source.cell, fault.name) for found, fault in moves.faults]


def test_the_papers_four_and_four_became_five_and_three_in_the_meeting() -> None:
    moves = judge_moves([SCD_MOVED], ESSEX_INNOVATION)

    assert moves.faults == ()
    assert moves.before_and_after(ESSEX_INNOVATION) == ({O: 4, G: 4}, {O: 3, G: 5})
    assert moves_sentence(moves, ESSEX_INNOVATION) == (
        "4 Good and 4 Outstanding before the meeting, 5 Good and 3 Outstanding after it (SCD from Outstanding to Good)"
    )


@pytest.mark.parametrize(
    ("made", "commands", "expected"),
    [
        pytest.param([change("SCD", O, O)], grid(SCD="O"), [("E2", "NO_CHANGE")], id="no-change"),
        pytest.param([SCD_MOVED], grid(SCD="O"), [("E2", "NOT_IN_GRID")], id="grid-says-another"),
        pytest.param([SCD_MOVED], grid(SCD=""), [("E2", "NOT_IN_GRID")], id="grid-blank"),
        pytest.param([SCD_MOVED], grid(SCD="?"), [], id="grid-unreadable-is-named-already"),
        pytest.param([change("SCD", G, None)], grid(SCD="N/A"), [], id="to-not-applicable"),
        pytest.param([change("SCD", None, G)], grid(SCD="G"), [], id="from-not-applicable"),
        pytest.param([change("SCD", O, G, when="")], grid(SCD="G"), [("E2", "NO_DATE")], id="no-date"),
        pytest.param([change("SCD", O, G, why="")], grid(SCD="G"), [("E2", "NO_REASON")], id="no-reason"),
        pytest.param(
            [change("SCD", O, G, 2), change("SCD", G, RI, 3)], grid(SCD="RI"), [], id="two-that-chain"
        ),
        pytest.param(
            [change("SCD", O, G, 2), change("SCD", O, RI, 3)], grid(SCD="RI"), [("E3", "NOT_CHAINED")], id="two-that-do-not"
        ),
        pytest.param(
            [change("SCD", O, G, 2), change("SCD", O, G, 3)], grid(SCD="G"), [("E3", "NOT_CHAINED")], id="the-same-one-twice"
        ),
        pytest.param(
            [change("SCD", O, G, 2), change("PPU", O, RI, 3)], grid(SCD="G", PPU="RI"), [], id="two-commands"
        ),
        pytest.param(
            [change("SCD", O, G, 2), change("SCD", G, RI, 3)], grid(SCD="G"), [("E3", "NOT_IN_GRID")], id="only-the-last-is-in-the-grid"
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change_is_said_of_its_row(
    made: list[CommandChange], commands: dict[str, TypedGrade], expected: list[tuple[str, str]]
) -> None:
    assert faults(judge_moves(made, commands)) == expected


def test_changes_are_taken_in_the_order_of_their_days_where_each_has_one() -> None:
    later = change("SCD", G, RI, 2, day=date(2019, 4, 15))
    earlier = change("SCD", O, G, 3, day=date(2019, 3, 1))

    moves = judge_moves([later, earlier], grid(SCD="RI"))

    assert (moves.changes, moves.faults) == ((earlier, later), ())
    assert faults(judge_moves([replace(later, day=None), earlier], grid(SCD="RI"))) != []


@pytest.mark.parametrize(
    "made",
    [[change("SCD", O, G), change("SCD", O, G, 3)], [change("SCD", O, RI)], [change("SCD", G, G)], []],
    ids=["unchained", "not-in-grid", "no-change", "none"],
)
def test_counts_are_said_only_where_the_changes_lead_to_the_grid(made: list[CommandChange]) -> None:
    commands = grid(North="G", SCD="G")
    moves = judge_moves(made, commands)

    assert moves.before_and_after(commands) is None
    assert moves_sentence(moves, commands) == ""


def test_a_missing_reason_or_date_does_not_keep_the_counts_back() -> None:
    commands = grid(North="G", SCD="G")

    assert moves_sentence(judge_moves([change("SCD", O, G, when="", why="")], commands), commands) != ""


def test_a_command_whose_grade_cannot_be_read_keeps_the_counts_back() -> None:
    commands = grid(North="?", SCD="G")

    assert judge_moves([SCD_MOVED], commands).before_and_after(commands) is None


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ([""], "before the meeting, 2 Good after it"),
        (["SCD"], "before the meeting, 2 Good after it"),
        (["Oversight Board (ACC)"], "before the Oversight Board, 2 Good after it"),
        (["The Performance Board"], "before The Performance Board, 2 Good after it"),
        (["SCD, later return"], "before the later return, 2 Good after it"),
        (["Oversight Board", "SCD"], "before the changes, 2 Good after them"),
        (["Oversight Board", "oversight  board"], "before the oversight  board, 2 Good after it"),
    ],
)
def test_the_sentence_says_at_what_the_grades_changed(by: list[str], expected: str) -> None:
    steps = [O, RI, G] if len(by) > 1 else [O, G]
    made = [
        change("SCD", a, b, n, by=who)
        for n, (a, b, who) in enumerate(zip(steps, steps[1:], by, strict=False), 2)
    ]
    commands = grid(North="G", SCD="G")

    assert expected in moves_sentence(judge_moves(made, commands), commands)


def test_a_command_that_changed_twice_is_said_with_every_step() -> None:
    commands = grid(North="G", SCD="RI")
    made = [change("SCD", O, G, 2), change("SCD", G, RI, 3)]

    assert moves_sentence(judge_moves(made, commands), commands) == (
        "1 Good and 1 Outstanding before the meeting, 1 Good and 1 RI after it (SCD from Outstanding to Good to RI)"
    )


def area(**more: object) -> AreaInputs:
    made = AreaInputs("Innovation", Source("Grid", "B2"), commands=ESSEX_INNOVATION)
    return replace(made, **more)  # type: ignore[arg-type]


def test_why_says_who_graded_how_what_changed_and_what_the_oversight_board_said() -> None:
    lpas = dict.fromkeys(("North", "South", "West"), "LPA")

    result = judge_area(area(moved=(SCD_MOVED,), groups=lpas, oversight=Oversight(typed("G"))), DEFAULT)

    assert result.suggestion.grade is G
    assert result.suggestion.why == (
        "5 of 8 commands Good; two of three LPAs, PPU, SSD and SCD Good; North, CJ and OPC Outstanding; 4 Good and 4 Outstanding"
        " before the meeting, 5 Good and 3 Outstanding after it (SCD from Outstanding to Good); Oversight Board at Good"
    )


@pytest.mark.parametrize(
    ("oversight", "lacks"),
    [
        (None, False),
        (Oversight(typed("G")), False),
        (Oversight(typed("O")), True),
        (Oversight(typed("O"), why="the best return"), False),
        (Oversight(typed("?")), False),
    ],
)
def test_the_oversight_boards_grade_needs_a_reason_where_another_is_suggested(
    oversight: Oversight | None, *, lacks: bool
) -> None:
    assert judge_area(area(oversight=oversight), DEFAULT).lacks_oversight_reason is lacks


def test_the_oversight_boards_grade_changes_neither_the_suggestion_nor_the_final_grade() -> None:
    plain, seen = judge_area(area(), DEFAULT), judge_area(area(oversight=Oversight(typed("RI"))), DEFAULT)

    assert (seen.suggestion.grade, seen.final, seen.agreed) == (
        plain.suggestion.grade,
        plain.final,
        plain.agreed,
    )
    assert Fault.NO_REASON.value == "no reason"
