"""A command's own grade beside the Oversight Board's: when the two make a change, and when that is kept already."""

from __future__ import annotations

import datetime

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.command_changes import CommandChange, Oversight, judge_moves
from xlscore.rules.force.oversight import holding, with_review
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade

BEST, G, RI = Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT


def typed(grade: Grade | None, cell: str = "B2", **how: bool) -> TypedGrade:
    return TypedGrade(grade, Source("Grid", cell), **{"is_entered": True, **how})


def step(before: Grade, after: Grade, day: int | None = None) -> CommandChange:
    on = None if day is None else datetime.date(2019, 4, day)
    return CommandChange(
        "North", before, after, Source("Grade changes", f"D{day or 1}"), "ACC", "then", "why", on
    )


@pytest.mark.parametrize(
    ("own", "seen", "kept", "steps"),
    [
        pytest.param(typed(BEST), typed(G), [], [(BEST, G)], id="changed"),
        pytest.param(typed(G), typed(G), [], [], id="confirmed"),
        pytest.param(typed(None), typed(G), [], [(None, G)], id="not-graded-itself"),
        pytest.param(TypedGrade(), typed(G), [], [], id="not-returned"),
        pytest.param(typed(BEST, is_readable=False), typed(G), [], [], id="unread"),
        pytest.param(typed(BEST), typed(G), [step(BEST, G)], [(BEST, G)], id="kept-already"),
        pytest.param(typed(BEST), typed(G), [step(RI, BEST)], [(RI, BEST), (BEST, G)], id="after-a-later-return"),
        pytest.param(typed(BEST), typed(G), [step(BEST, RI, 3), step(RI, G, 9)], [(BEST, RI), (RI, G)], id="in-two-steps"),
        pytest.param(typed(BEST), typed(G), [step(RI, BEST, 9), step(G, RI, 3)], [(G, RI), (RI, BEST), (BEST, G)], id="by-their-days"),
    ],
)  # fmt: skip
def test_the_change_at_oversight_is_added_where_it_is_not_kept_already(
    own: TypedGrade,
    seen: TypedGrade,
    kept: list[CommandChange],
    steps: list[tuple[Grade | None, Grade | None]],
) -> None:
    changes = with_review(kept, "North", own, Oversight(seen, why="evidence"))

    moves = judge_moves(changes, {"North": seen})

    assert [(change.before, change.after) for change in moves.changes] == steps
    assert moves.faults == ()


def test_a_change_that_the_grid_shows_needs_a_reason_and_no_date() -> None:
    changes = with_review([], "North", typed(BEST), Oversight(typed(G)))

    assert [fault.value for _, fault in judge_moves(changes, {"North": typed(G)}).faults] == ["no reason"]


def test_without_an_oversight_grade_the_commands_own_holds() -> None:
    assert with_review([], "North", typed(BEST), None) == ()
    assert holding(typed(BEST), None).grade is BEST
    assert holding(typed(BEST), Oversight(typed(RI))).grade is RI
