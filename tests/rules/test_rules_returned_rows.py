"""What comes of a cell of a returned row, and which cells of two rows disagree."""

from __future__ import annotations

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.returned_rows import (
    ReturnedCell,
    ReturnedRow,
    StandingCell,
    settle_cell,
    twice_said,
)
from xlscore.rules.force.returns import Outcome


@pytest.mark.parametrize(
    ("standing", "outcome"),
    [
        (StandingCell(is_blank=True), Outcome.TAKEN),
        (StandingCell(is_blank=True, has_formula=True), Outcome.DIFFERS),
        (StandingCell(is_blank=False, says_same=True), Outcome.STANDS),
        (StandingCell(is_blank=False, says_same=True, has_formula=True), Outcome.STANDS),
        (StandingCell(is_blank=False, from_return=True), Outcome.CHANGED),
        (StandingCell(is_blank=False, from_return=True, has_formula=True), Outcome.DIFFERS),
        (StandingCell(is_blank=False), Outcome.DIFFERS),
    ],
)
def test_only_a_blank_or_what_a_return_brought_takes_another_value(
    standing: StandingCell, outcome: Outcome
) -> None:
    assert settle_cell(standing) is outcome


def row(**cells: object) -> ReturnedRow:
    said = {name: ReturnedCell(value, Source("Return", "B9")) for name, value in cells.items()}
    return ReturnedRow("North", ("r1",), {"ref": "R1"}, said, Source("Return", "A9"))


def test_rows_of_one_name_disagree_where_both_say_something_else() -> None:
    found = twice_said([row(impact=12, owner="ACC"), row(impact=15), row(impact=12, likelihood=3)])

    assert [(one.value, other.value) for one, other in found] == [(12, 15)]
