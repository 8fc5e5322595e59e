"""The end of a cycle, asked of the rule alone: what the history keeps, what stands as last cycle's grade."""

from __future__ import annotations

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.next_cycle import CycleArea, CycleInputs, KeptText, end_cycle
from xlscore.rules.grades import Grade


def kept(heading: str, text: str) -> KeptText:
    return KeptText(heading, text, Source("Grid", "B2"))


def left(
    cycle: str = "Cycle 13", *, is_pending: bool = False, rationales: tuple[str, ...] = ()
) -> CycleInputs:
    cells = (kept("North", "RI"), kept("Redline", ""), kept("Final grade", "Good"))
    area = CycleArea("Burglary", Grade.GOOD, is_pending, cells, rationales)
    return CycleInputs(cycle, frozenset({"cycle12"}), (area,), "Final grade", "Rationale")


@pytest.mark.parametrize(
    ("is_pending", "rationales", "rows"),
    [
        (False, (), [("North", "RI", ""), ("Final grade", "Good", "")]),
        (True, (), [("North", "RI", ""), ("Not agreed", "Good", "")]),
        (False, ("", "seen"), [("North", "RI", ""), ("Final grade", "Good", "seen")]),
        (False, ("seen", "seen"), [("North", "RI", ""), ("Final grade", "Good", "seen")]),
        (True, ("seen", "heard"), [("North", "RI", ""), ("Not agreed", "Good", "seen"), ("Rationale", "", "heard")]),
    ],
)  # fmt: skip
def test_the_history_keeps_what_is_filled_and_each_rationale_once(
    is_pending: bool, rationales: tuple[str, ...], rows: list[tuple[str, str, str]]
) -> None:
    found = end_cycle(left(is_pending=is_pending, rationales=rationales), "Cycle 14", "Not agreed")

    assert [(one.heading, one.text, one.rationale) for one in found.entries] == rows
    assert found.not_agreed == (("Burglary",) if is_pending else ())


def test_the_final_grade_stands_as_last_cycles_whoever_agreed_it() -> None:
    assert end_cycle(left(is_pending=True), "Cycle 14", "Not agreed").previous == (("Burglary", Grade.GOOD),)


def test_a_cycle_without_a_name_is_the_one_before_the_next() -> None:
    assert end_cycle(left(""), "Cycle 14", "Not agreed").cycle == "before Cycle 14"


@pytest.mark.parametrize(("to", "has_been"), [("cycle  13", True), ("Cycle 12", True), ("Cycle 14", False)])
def test_a_cycle_that_the_workbook_is_at_or_was_rolled_to_has_been(to: str, has_been: bool) -> None:
    assert left().has_been(to) is has_been
