"""The forces of a group in order: positions, what they are held against, and what the picture says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import DEFAULT
from xlscore.rules.positions.league import League, league_of
from xlscore.rules.positions.measure import judge_measure
from xlscore.rules.positions.records import Entries, FigureColumn, GroupData, MeasureInputs, Stated

FORCES = ("Ours", "Avon", "Derby", "Hants")
COUNTS = (15695, 9100, 6600, 7400)
PEOPLE = (1_840_000, 1_120_000, 870_000, 900_000)
PLACE = Source("MSG", "A2")
SHMI = replace(DEFAULT, expected_adjust="shmi")


def column(values: Sequence[float | None]) -> FigureColumn:
    entries = tuple(None if value is None else Figure(exact(value), PLACE) for value in values)
    return FigureColumn(PLACE, entries)


def inputs(
    values: Sequence[float | None],
    unit: str = "per 1,000 population",
    counts: Sequence[float | None] | None = COUNTS,
    *,
    higher: bool | None = False,
    own: int | None = 0,
    bases: Sequence[float | None] = PEOPLE,
) -> MeasureInputs:
    data = GroupData(
        Stated("Ours", PLACE),
        tuple(Stated(name, PLACE) for name in FORCES),
        PLACE,
        own,
        column(values),
        column(PEOPLE),
        None if counts is None else column(counts),
        column(bases),
    )
    return MeasureInputs(
        "Burglary", PLACE, unit, Stated(higher, PLACE), Stated(None, PLACE), Entries(PLACE), data
    )


def rates(per: int = 1000) -> list[float]:
    return [round(count / people * per, 2) for count, people in zip(COUNTS, PEOPLE, strict=True)]


def league(given: MeasureInputs, policy: object = DEFAULT) -> League:
    found = league_of(given, judge_measure(given, policy), policy)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_best_force_stands_first_and_equal_ones_share_the_better_position() -> None:
    found = league(inputs([9, 7, 9, 12], counts=None))

    assert [(each.force, each.position) for each in found.forces] == [
        ("Avon", 1),
        ("Ours", 2),
        ("Derby", 2),
        ("Hants", 4),
    ]


def test_where_higher_is_better_the_highest_stands_first() -> None:
    found = league(inputs([0.18, 0.22, 0.15, None], "%", None, higher=True))

    assert [each.force for each in found.forces] == ["Avon", "Ours", "Derby"]
    assert found.title == "Burglary: position 2 of 3"
    assert "1 Avon 22.0%; 2 Ours 18.0%" in found.sentence
    assert found.top_quartile is None


@pytest.mark.parametrize(
    ("values", "unit"), [(rates(), "per 1,000 population"), (rates(100_000), "per 100,000 people")]
)
def test_limits_stand_in_the_unit_of_the_figures(values: list[float], unit: str) -> None:
    found = league(inputs(values, unit), SHMI)

    for each in found.forces:
        assert each.lower is not None
        assert each.upper is not None
        assert each.lower < each.value < each.upper


def test_shares_have_limits_whether_they_stand_as_a_part_or_in_per_cent() -> None:
    part = [round(count / people, 5) for count, people in zip(COUNTS, PEOPLE, strict=True)]

    as_part, in_per_cent = (
        league(inputs(values, "%"), SHMI).own for values in (part, [each * 100 for each in part])
    )

    assert as_part.lower is not None
    assert in_per_cent.lower is not None
    assert abs(in_per_cent.lower - 100 * as_part.lower) < Fraction(1, 10**9)


@pytest.mark.parametrize(
    "counts",
    [None, (*COUNTS[:3], None), (100, 100, 100, 100)],
    ids=["none", "one missing", "of another thing"],
)
def test_figures_that_are_not_those_of_the_counts_have_no_range(
    counts: Sequence[float | None] | None,
) -> None:
    found = league(inputs(rates(), counts=counts), SHMI)

    assert {each.lower for each in found.forces} == {None}
    assert found.method == ""
    assert found.expected == ""


def test_the_method_of_the_range_is_said_and_chance_alone_makes_no_title() -> None:
    alone, widened = league(inputs(rates())), league(inputs(rates()), SHMI)

    assert alone.title == "Burglary: position 4 of 4"
    assert "no sign of a difference" in alone.sentence
    assert alone.own.is_outside is not None
    assert widened.title == "Burglary: position 4 of 4, within expected range"
    assert "widened for the group's own spread (shmi)" in widened.sentence


@pytest.mark.parametrize(
    "given",
    [inputs(rates(), higher=None), inputs(rates(), own=None), inputs([None, 1, 2, 3]), inputs([1, None, None, None])],
    ids=["no better way", "own force not among them", "own has none", "nobody else has one"],
)  # fmt: skip
def test_without_an_order_there_is_no_picture(given: MeasureInputs) -> None:
    assert league_of(given, judge_measure(given, DEFAULT), DEFAULT) is None


def test_by_size_the_smallest_force_stands_first() -> None:
    found = league(inputs(rates()), SHMI)

    assert [each.force for each in found.by_size] == ["Derby", "Hants", "Avon", "Ours"]
    assert league(inputs(rates(), counts=None)).by_size == ()
