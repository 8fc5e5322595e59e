"""Commands' returns against the grid, asked of the rule alone: what a blank cell takes, what waits for a person."""

from __future__ import annotations

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.returns import (
    CommandReturn,
    Outcome,
    ReturnedGrade,
    ReturnsInputs,
    ReturnsResults,
    StandingGrade,
    settle_returns,
)
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade

GOOD, RI = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT
BLANK = StandingGrade(TypedGrade())


def graded(area: str, grade: Grade | None, *, is_readable: bool = True) -> ReturnedGrade:
    return ReturnedGrade(area, grade, Source("Return", "B6"), is_readable)


def sent(command: str, *grades: ReturnedGrade) -> CommandReturn:
    return CommandReturn(command, grades, Source("Return", ""))


def settled(*returns: CommandReturn, standing: StandingGrade = BLANK) -> ReturnsResults:
    grid = {"Burglary": {"North": standing, "South": BLANK}}
    return settle_returns(ReturnsInputs(grid, ("North", "South"), returns))


@pytest.mark.parametrize(
    ("standing", "given", "outcome"),
    [
        (BLANK, [GOOD], Outcome.TAKEN),
        (BLANK, [None], Outcome.TAKEN),
        (BLANK, [GOOD, GOOD], Outcome.TAKEN),
        (BLANK, [GOOD, RI], Outcome.DISPUTED),
        (BLANK, [GOOD, None], Outcome.DISPUTED),
        (StandingGrade(TypedGrade(GOOD, is_entered=True)), [GOOD], Outcome.STANDS),
        (StandingGrade(TypedGrade(None, is_entered=True)), [None], Outcome.STANDS),
        (StandingGrade(TypedGrade(RI, is_entered=True)), [GOOD], Outcome.DIFFERS),
        (StandingGrade(TypedGrade(None, is_entered=True, is_readable=False)), [None], Outcome.DIFFERS),
        (StandingGrade(TypedGrade(), has_formula=True), [GOOD], Outcome.DIFFERS),
    ],
)
def test_only_a_blank_cell_takes_a_grade_and_only_one_that_holds(
    standing: StandingGrade, given: list[Grade | None], outcome: Outcome
) -> None:
    found = settled(sent("North", *(graded("burglary", grade) for grade in given)), standing=standing)

    assert [(one.area, one.outcome) for one in found.settled] == [("Burglary", outcome)]
    assert found.taken == {"North": int(outcome is Outcome.TAKEN)}


def test_an_area_that_the_grid_lacks_is_unknown_even_where_its_grade_cannot_be_read() -> None:
    strange = [graded("Fly tipping", GOOD), graded("Litter", None, is_readable=False)]

    found = settled(sent("North", *strange, graded("Burglary", None, is_readable=False)))

    assert found.unknown == (("North", strange[0]), ("North", strange[1]))
    assert found.settled == ()


def test_a_second_return_is_told_and_a_command_that_sent_one_has_returned() -> None:
    first, second = sent("North", graded("Burglary", GOOD)), sent("North", graded("Burglary", RI))

    found = settled(first, second)

    assert found.again == (second,)
    assert (found.returned, found.not_returned) == (("North",), ("South",))
    assert [one.outcome for one in found.settled] == [Outcome.DISPUTED]
