"""The areas of a breakdown that stand out, and objectives that are added up together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import Policy
from xlscore.rules.threats.card import ThreatCard, UnitInputs, judge_card
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.groups import objective_groups
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.units import standouts

AT = Source("Breakdown", "B2")


def f(number: float | str) -> Figure:
    return Figure(Fraction(str(number)), AT)


def unit(
    area: str, actual: float | str, previous: float | None = None, purpose: str = "Recorded Crime"
) -> UnitInputs:
    before = None if previous is None else f(previous)
    return UnitInputs(area, ThreatInputs("Burglary", purpose, AT, f(actual), before))


def found(*areas: UnitInputs) -> list[tuple[str, str, str]]:
    judged = judge_card(ThreatCard((), areas), Policy())
    return [(each.which, each.by, each.area) for each in standouts(judged)]


def test_the_largest_fall_and_rise_are_the_printed_ones() -> None:
    judged = judge_card(
        ThreatCard((), (unit("Spinney Hill LPU", 137, 186), unit("Hinckley LPU", 201, 161))), Policy()
    )

    by_percent = [each for each in standouts(judged) if each.by == "per cent"]

    assert [(each.area, round(float(each.change or 0), 3)) for each in by_percent] == [
        ("Spinney Hill LPU", -0.263),
        ("Hinckley LPU", 0.248),
    ]


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        (
            [unit("Small", 1, 2), unit("Large", 900, 1000), unit("Force", 1, 5000)],
            [("largest fall", "per cent", "Small"), ("largest fall", "number", "Large")],
        ),
        ([unit("A", 5, 4), unit("B", 9, 8)], [("largest rise", "per cent", "A"), ("largest rise", "number", "A")]),
        ([unit("A", 5, 5), unit("B", 9, 9)], []),
        ([unit("A", 5, 0), unit("B", 4, 5)], [("largest fall", "number", "B"), ("largest rise", "number", "A")]),
        ([unit("Alone", 5, 4)], []),
        ([unit("A", 5), unit("B", 4)], []),
        (
            [unit("City BCU", 100, 300), unit("Counties BCU", 500, 300), unit("X LPU", 3, 4), unit("Y LPU", 3, 2)],
            [("largest fall", "per cent", "X LPU"), ("largest rise", "per cent", "Y LPU"),
             ("largest fall", "number", "X LPU"), ("largest rise", "number", "Y LPU")],
        ),
    ],
)  # fmt: skip
def test_areas_of_the_lowest_level_with_two_are_compared_by_per_cent_and_by_number(
    areas: list[UnitInputs], expected: list[tuple[str, str, str]]
) -> None:
    assert found(*areas) == expected


@pytest.mark.parametrize(
    ("purpose", "best"), [("Crime Outcome Rate", "City"), ("Satisfaction", "City"), ("Average", "Counties")]
)
def test_of_a_level_the_best_and_the_worst_are_named(purpose: str, best: str) -> None:
    areas = [unit("City", "0.185", purpose=purpose), unit("Counties", "0.18", purpose=purpose)]

    assert next((which, area) for which, _, area in found(*areas)) == ("best", best)
    assert found(areas[0], replace(areas[0], area="Counties")) == []


def test_an_area_below_the_lowest_level_does_not_stand_out() -> None:
    row = replace(unit("", 300, 300).figures, lowest=AreaLevel.FORCE)

    judged = judge_card(ThreatCard((row,), (unit("City", 1, 9), unit("Counties", 9, 1))), Policy())

    assert standouts(judged) == ()


def crimes(objective: str, actual: float, previous: float, target: str, group: str = "") -> ThreatInputs:
    return ThreatInputs(
        objective, "Recorded Crime", AT, f(actual), f(previous), f(target), group=group,
        threat=Level.MEDIUM, impact_class=Level.LOW,
    )  # fmt: skip


def test_objectives_of_a_group_are_added_up() -> None:
    rows = (
        crimes("Theft Of Motor Vehicle", 588, 567, "-0.12", "Overall vehicle crime"),
        crimes("Burglary", 1903, 2076, "-0.1"),
        crimes("Theft From Motor Vehicle", 2896, 2720, "-0.14", "Overall Vehicle Crime"),
        replace(
            crimes("Theft From Motor Vehicle", 0, 0, "0.15"), purpose="Crime Outcome Rate", threat=Level.HIGH
        ),
    )

    (group,) = objective_groups(judge_card(ThreatCard(rows), Policy()))

    assert group.group == "Overall vehicle crime"
    assert group.objectives == ("Theft Of Motor Vehicle", "Theft From Motor Vehicle")
    assert (group.actual, group.previous, group.shortfall) == (3484, 3287, 90 + 557)
    assert group.year_on_year == Fraction(3484, 3287) - 1
    assert group.overall is Level.MEDIUM


def test_a_group_with_a_figure_missing_is_not_added_up() -> None:
    rows = (crimes("A", 5, 4, "-0.1", "G"), replace(crimes("B", 5, 4, "-0.1", "G"), actual=None))

    (group,) = objective_groups(judge_card(ThreatCard(rows), Policy()))

    assert (group.actual, group.year_on_year, group.shortfall) == (None, None, None)
    assert group.previous == 8
