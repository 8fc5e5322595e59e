"""An area's force grade judged as a record: redline, suggestion, final grade, override, change, what must be explained."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from xlscore.rules.figures import Figure, Source
from xlscore.rules.force.area_grades import (
    AreaInputs,
    AreaResult,
    RationaleReason,
    RedlineFrom,
    RedlineMeasure,
    judge_area,
)
from xlscore.rules.force.force_grade import Blocker
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import FIVE, GradeChange, read_grade
from xlscore.rules.policy import DEFAULT

O, G, A, RI, I = FIVE.grades  # noqa: E741  # the officers' own letters
HERE = Source("Grid", "B2")


def typed(letters: str) -> TypedGrade:
    """A grade as a person typed it; "" is a blank cell, "?" one that cannot be read."""
    if letters == "?":
        return TypedGrade(None, HERE, is_entered=True, is_readable=False)
    return TypedGrade(read_grade(letters), HERE, is_entered=bool(letters))


def figure(value: str) -> Figure | None:
    return Figure(Fraction(value), HERE) if value else None


def measure(
    met: bool | None = None, value: str = "", minimum: str = "", higher: bool | None = None
) -> RedlineMeasure:
    return RedlineMeasure("Solved rate", HERE, figure(value), figure(minimum), higher, met)


def area(commands: str = "G G RI", **fields: object) -> AreaInputs:
    given = {f"C{number}": typed(letters) for number, letters in enumerate(commands.split(), 1)}
    return replace(AreaInputs("Burglary", HERE, commands=given), **fields)  # type: ignore[arg-type]


def judged(commands: str = "G G RI", **fields: object) -> AreaResult:
    return judge_area(area(commands, **fields), DEFAULT)


@pytest.mark.parametrize(
    ("typed_met", "value", "minimum", "higher", "met"),
    [
        (None, "0.2", "0.1", True, True),
        (None, "0.1", "0.1", True, True),
        (None, "0.1", "0.2", True, False),
        (None, "12", "10", False, False),
        (None, "10", "10", False, True),
        (None, "9", "10", False, True),
        (True, "0.1", "0.2", True, True),
        (False, "0.2", "0.1", True, False),
        (True, "", "", None, True),
        (None, "", "0.1", True, None),
        (None, "0.1", "", True, None),
        (None, "0.2", "0.1", None, None),
    ],
)
def test_a_redline_measure_is_met_as_typed_else_by_its_value(
    typed_met: bool | None, value: str, minimum: str, higher: bool | None, met: bool | None
) -> None:
    assert measure(typed_met, value, minimum, higher).met is met


def test_a_formula_comes_to_the_same_only_where_both_cells_hold_numbers() -> None:
    sound, text = figure("0.2"), Figure(Fraction("0.2"), HERE, native=False)
    measures = [
        replace(measure(), value=value, minimum=minimum)
        for value, minimum in ((sound, sound), (text, sound), (sound, text), (None, sound), (sound, None))
    ]

    assert [one.is_computable for one in measures] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("in_grid", "met", "holds", "source"),
    [
        ("RI", (True, True), RI, RedlineFrom.GRID),
        ("n/a", (False,), None, RedlineFrom.GRID),
        ("", (True, True), G, RedlineFrom.MEASURES),
        ("", (True, False), RI, RedlineFrom.MEASURES),
        ("", (True, None), G, RedlineFrom.MEASURES),
        ("", (None,), None, RedlineFrom.MEASURES),
        ("", (), None, RedlineFrom.GRID),
        ("G", (), G, RedlineFrom.GRID),
    ],
)
def test_the_redline_entered_in_the_grid_holds_else_what_the_measures_allow(
    in_grid: str, met: tuple[bool | None, ...], holds: object, source: RedlineFrom
) -> None:
    result = judged(redline=typed(in_grid), measures=tuple(measure(answer) for answer in met))

    assert (result.redline, result.redline_from, result.met) == (holds, source, met)


def test_the_redline_of_the_measures_caps_the_suggestion() -> None:
    result = judged("G G G", measures=(measure(value="1", minimum="2", higher=True),))

    assert (result.suggestion.grade, result.suggestion.why) == (
        RI,
        "3 of 3 commands Good; capped by the redline at RI",
    )


@pytest.mark.parametrize(
    ("fields", "by", "why"),
    [
        ({"redline": typed("?")}, Blocker.REDLINE, "cannot be suggested until the redline can be read"),
        (
            {"lead": "C2"},
            Blocker.LEAD,
            "cannot be suggested until the grade of the lead command C2 can be read",
        ),
        (
            {"lead": "C1"},
            None,
            "lead command Good, 2 of 2 commands Good; without C2, whose grade cannot be read",
        ),
        ({}, None, "2 of 2 commands Good; without C2, whose grade cannot be read"),
        (
            {"redline": typed("?"), "lead": "C2"},
            Blocker.REDLINE,
            "cannot be suggested until the redline can be read",
        ),
    ],
)
def test_what_cannot_be_read_blocks_the_suggestion_or_is_said(
    fields: dict[str, object], by: Blocker | None, why: str
) -> None:
    result = judged("G ? G", **fields)

    assert (result.suggestion.blocked_by, result.suggestion.why) == (by, why)


def test_an_area_that_nobody_graded_is_not_blocked() -> None:
    assert judged("").suggestion.blocked_by is None


@pytest.mark.parametrize(
    ("final", "commands", "stands", "agreed", "override"),
    [
        ("", "G G RI", G, False, False),
        ("G", "G G RI", G, True, False),
        ("RI", "G G RI", RI, True, True),
        ("n/a", "G G RI", None, True, True),
        ("G", "", G, True, True),
        ("", "", None, False, False),
        ("?", "G G RI", None, False, False),
    ],
)
def test_a_persons_final_grade_stands_and_overrides_where_it_differs(
    final: str, commands: str, stands: object, agreed: bool, override: bool
) -> None:
    result = judged(commands, final=typed(final))

    assert (result.final, result.agreed, result.override) == (stands, agreed, override)


def test_a_suggestion_that_could_not_be_made_cannot_be_overridden() -> None:
    result = judged(final=typed("I"), redline=typed("?"))

    assert (result.final, result.agreed, result.override) == (I, True, False)


@pytest.mark.parametrize(
    ("in_grid", "in_changes", "previous", "change"),
    [
        ("RI", None, RI, GradeChange.IMPROVED),
        ("RI", "O", O, GradeChange.DETERIORATED),
        ("RI", "", None, GradeChange.FIRST_GRADING),
        ("", "G", G, GradeChange.NO_CHANGE),
        ("", None, None, GradeChange.FIRST_GRADING),
    ],
)
def test_last_cycles_grade_is_that_of_the_changes_else_of_the_grid(
    in_grid: str, in_changes: str | None, previous: object, change: GradeChange
) -> None:
    before = None if in_changes is None else typed(in_changes)

    result = judged(previous=typed(in_grid), changed_from=before)

    assert (result.change.previous, result.change.change) == (previous, change)


@pytest.mark.parametrize(
    ("final", "previous", "rationale", "reasons", "lacks"),
    [
        ("", "", "", (), False),
        ("", "G", "", (), False),
        ("", "RI", "", (RationaleReason.CHANGE,), True),
        ("RI", "RI", "", (RationaleReason.OVERRIDE,), True),
        ("RI", "G", "", (RationaleReason.OVERRIDE, RationaleReason.CHANGE), True),
        ("RI", "G", "Two homicides.", (RationaleReason.OVERRIDE, RationaleReason.CHANGE), False),
        ("n/a", "G", "", (RationaleReason.OVERRIDE,), True),
    ],
)
def test_an_override_and_a_change_need_a_rationale(
    final: str, previous: str, rationale: str, reasons: tuple[RationaleReason, ...], lacks: bool
) -> None:
    result = judged(final=typed(final), previous=typed(previous), rationale=rationale)

    assert (result.rationale_for, result.lacks_rationale) == (reasons, lacks)


def test_the_rule_is_the_policys() -> None:
    result = judge_area(area("G G RI"), replace(DEFAULT, force_grade_rule="worst"))

    assert result.suggestion.why == "worst of 3 commands RI"
