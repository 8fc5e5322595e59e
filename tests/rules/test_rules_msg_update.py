"""The update of an MSG measure in words: the verb, the gaps now and before, what it would take, and its caveat."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import Policy
from xlscore.rules.positions.measure import judge_measure
from xlscore.rules.positions.records import Entries, Gap, MeasureInputs, MeasureResult, Stated
from xlscore.rules.positions.update import shown_change

AT = Source("MSG", "B2")


def _figure(value: float | int | None) -> Figure | None:
    return None if value is None else Figure(Fraction(str(value)), AT)


def _gap(said: str | float | None) -> Gap:
    return Stated(said, AT) if isinstance(said, str) else _figure(said)


def judged(
    *,
    position: int | None = 8,
    before: int | None = None,
    unit: str = "",
    better: bool | None = None,
    value: float | None = None,
    value_before: float | None = None,
    average: str | float | None = None,
    average_before: str | float | None = None,
    top: str | float | None = None,
    top_before: str | float | None = None,
) -> MeasureResult:
    """Return a typed row judged."""
    typed = Entries(
        AT, True, _figure(position), value=_figure(value), to_average=_gap(average), to_top_quartile=_gap(top),
        previous_position=_figure(before), previous_value=_figure(value_before), previous_to_average=_gap(average_before),
        previous_to_top_quartile=_gap(top_before),
    )  # fmt: skip
    return judge_measure(MeasureInputs("Theft", AT, unit, Stated(better), Stated(), typed), Policy())


@pytest.mark.parametrize(
    ("before", "position", "moved"),
    [
        (8, 8, "remains 8th"),
        (5, 4, "has improved from 5th to 4th"),
        (2, 1, "has improved from 2nd to 1st"),
        (3, 6, "has fallen from 3rd to 6th"),
        (None, 3, "is 3rd"),
    ],
)
def test_the_verb_follows_the_positions(before: int | None, position: int, moved: str) -> None:
    found = judged(position=position, before=before)

    assert found.update == f"The force {moved} in its MSG for Theft."


@pytest.mark.parametrize(
    ("now", "before", "unit", "said"),
    [
        ("8.8% points", "7% points", "%", "8.8% points below the MSG average (7% points previously)"),
        (0.088, 0.07, "%", "8.8% points below the MSG average (7% points previously)"),
        ("-22,112 offences", "-22,669 offences", "per 1,000 pop.", "22,112 offences above the MSG average (22,669 offences previously)"),
        (-22112, -22669, "per 1,000 population", "22,112 offences above the MSG average (22,669 offences previously)"),
        ("-0.6%", "-0.8%", "% of contracted hours", "0.6% points above the MSG average (0.8% points previously)"),
        ("N/A - already better than average.", "0.2% points", "%", "already at or better than the MSG average (0.2% points previously)"),
        (-12, "N/A - already better than average", "", "12 above the MSG average (already there previously)"),
        (-1, None, "per 1,000 population", "1 offence above the MSG average"),
    ],
)  # fmt: skip
def test_the_gap_to_the_average_is_said_now_and_before(
    now: str | float, before: str | float | None, unit: str, said: str
) -> None:
    found = judged(average=now, average_before=before, unit=unit)

    assert f" It is {said}." in found.update


@pytest.mark.parametrize(
    ("average", "top", "top_before", "said"),
    [
        (-12, -26, -57, " In order to reach the top quartile rank, it would need to fall by 26 (57 previously)."),
        ("0.6% points", "1.1% points", "5% points", " In order to reach the top quartile rank, it would need to rise by 1.1% points (5% points previously)."),
        (-12, None, None, " In order to reach the MSG average, it would need to fall by 12."),
        ("N/A - already better than average", "N/A - already there", -3, " It has reached the top quartile rank (3 previously)."),
        ("N/A", "N/A", None, " in its MSG for Theft."),
    ],
)  # fmt: skip
def test_what_it_would_take_is_said_of_the_next_benchmark(
    average: str | float, top: str | float | None, top_before: float | None, said: str
) -> None:
    found = judged(average=average, top=top, top_before=top_before, unit="")

    assert found.update.endswith(said)


def test_without_a_position_there_is_no_update() -> None:
    assert judged(position=None, average=-12).update == ""


@pytest.mark.parametrize(
    ("before", "position", "better", "value_before", "value", "said"),
    [
        (5, 4, False, 7.0, 7.5, "The position has improved although the figure is worse (7.5 now, 7 before): the others have moved."),
        (4, 5, True, 0.18, 0.19, "The position has fallen although the figure is better (19% now, 18% before): the others have moved."),
        (5, 4, False, 7.5, 7.0, None),
        (4, 4, False, 7.0, 7.5, None),
        (5, 4, None, 7.0, 7.5, None),
        (5, 4, False, None, 7.5, None),
        (5, 4, False, 0.07, 7.5, None),
    ],
)  # fmt: skip
def test_a_position_and_a_figure_that_move_opposite_ways_are_a_caveat(
    before: int,
    position: int,
    better: bool | None,
    value_before: float | None,
    value: float,
    said: str | None,
) -> None:
    found = judged(
        position=position, before=before, better=better, value=value, value_before=value_before, unit="%"
    )

    assert found.caveats == (() if said is None else (said,))


@pytest.mark.parametrize(
    ("change", "unit", "shown"),
    [
        (-22112.0, "per 1,000 population", "-22,112"),
        (1.0, "per 1,000 population", "+1"),
        (-0.4, "per 1,000 pop.", "-0.4"),
        (0.088, "%", "+8.8% pts"),
        (0.0, "%", "0% pts"),
        ("N/A - already better than average.", "%", "N/A - already better than average."),
        (None, "%", None),
    ],
)
def test_a_change_is_shown_with_the_separators_of_the_sheet(
    change: float | str | None, unit: str, shown: str | None
) -> None:
    assert shown_change(change, unit) == shown
