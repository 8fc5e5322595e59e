"""What a command's return does to its grade in the grid, with what stood there before and what is kept of it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.command_changes import CommandChange, Oversight
from xlscore.rules.force.returned import GradeStep, Returned, Settled, settle
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import FIVE, Grade, read_grade

O, G, A, RI, I = FIVE.grades  # noqa: E741  # the officers' own letters
REVIEWED = GradeStep(O, G, "Oversight Board (ACC)", "1 April 2019", "same evidence")


def typed(letters: str) -> TypedGrade:
    """A grade as a person typed it; "" is a blank cell, "?" one that cannot be read."""
    if letters == "?":
        return TypedGrade(None, is_entered=True, is_readable=False)
    return TypedGrade(read_grade(letters), is_entered=bool(letters))


def returned(own: str, oversight: str = "") -> Returned:
    seen = Oversight(typed(oversight), "ACC", "1 April 2019", "same evidence") if oversight else None
    return Returned(typed(own), seen)


def known(*grades: Grade) -> list[CommandChange]:
    """The changes that lead from each grade to the next."""
    here = Source("Grade changes", "E2")
    return [CommandChange("SCD", one, two, here) for one, two in pairwise(grades)]


def later(before: Grade | None, after: Grade | None) -> GradeStep:
    return GradeStep(before, after, "SCD, later return")


@pytest.mark.parametrize(
    ("own", "oversight", "standing", "changes", "expected"),
    [
        pytest.param("O", "", "", [], Settled(enters=True), id="into-a-blank-cell"),
        pytest.param("N/A", "", "", [], Settled(enters=True), id="not-applicable-into-a-blank-cell"),
        pytest.param("O", "G", "", [], Settled(enters=True, steps=(REVIEWED,)), id="reviewed-into-a-blank-cell"),
        pytest.param("O", "O", "", [], Settled(enters=True), id="reviewed-and-left"),
        pytest.param("", "G", "", [], Settled(enters=True), id="graded-by-the-oversight-board-alone"),
        pytest.param("O", "G", "G", [], Settled(steps=(REVIEWED,)), id="reviewed-grade-stands-already"),
        pytest.param("O", "G", "G", known(O, G), Settled(), id="kept-already"),
        pytest.param("O", "", "O", [], Settled(), id="stands-already"),
        pytest.param("O", "", "G", known(O, G), Settled(), id="the-return-from-before-the-meeting"),
        pytest.param("O", "G", "RI", known(O, G, RI), Settled(), id="changed-in-the-meeting-after-the-review"),
        pytest.param("O", "", "?", [], Settled(disagrees=True), id="cell-that-cannot-be-read"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("from_return", [True, False])
def test_whoever_filled_the_cell_a_return_does_this(
    own: str,
    oversight: str,
    standing: str,
    changes: list[CommandChange],
    expected: Settled,
    *,
    from_return: bool,
) -> None:
    assert (
        settle("SCD", returned(own, oversight), typed(standing), changes, from_return=from_return) == expected
    )


@pytest.mark.parametrize(
    ("own", "oversight", "standing", "steps"),
    [
        pytest.param("G", "", "O", (later(O, G),), id="a-later-return"),
        pytest.param("N/A", "", "O", (later(O, None),), id="a-later-return-without-a-grade"),
        pytest.param("O", "G", "O", (REVIEWED,), id="reviewed-since"),
        pytest.param("O", "G", "RI", (later(RI, O), REVIEWED), id="returned-again-and-reviewed"),
        pytest.param("", "G", "O", (later(O, G),), id="graded-by-the-oversight-board-alone"),
    ],
)
def test_over_what_a_return_said_before_another_goes_in_and_the_earlier_is_kept(
    own: str, oversight: str, standing: str, steps: tuple[GradeStep, ...]
) -> None:
    assert settle("SCD", returned(own, oversight), typed(standing), [], from_return=True) == Settled(
        enters=True, steps=steps
    )
    assert settle("SCD", returned(own, oversight), typed(standing), [], from_return=False) == Settled(
        disagrees=True
    )


def test_a_third_return_goes_on_from_the_second() -> None:
    settled = settle("SCD", returned("RI"), typed("G"), known(O, G), from_return=True)

    assert settled.steps == (later(G, RI),)
