"""What the measures of the group come to together, as the paper on MSG positions words it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import DEFAULT
from xlscore.rules.positions.msg import Movement
from xlscore.rules.positions.outcomes import outcomes_to_average
from xlscore.rules.positions.records import Entries, Entry, FigureColumn, GroupData, MeasureInputs, Stated
from xlscore.rules.positions.summary import aspirations_met, aspirations_not_met, positions_moved, since_when
from xlscore.rules.positions.update import printed_change, printed_value

AT = Source("MSG data", "B2")


@pytest.mark.parametrize(
    ("met", "of", "said"),
    [
        (3, 10, "Three of the ten aspirations have been met or exceeded"),
        (1, 10, "One of the ten aspirations has been met or exceeded"),
        (0, 10, "None of the ten aspirations has been met or exceeded"),
        (0, 2, "Neither of the two aspirations has been met or exceeded"),
        (2, 2, "Both aspirations have been met or exceeded"),
        (12, 12, "All twelve aspirations have been met or exceeded"),
        (13, 14, "13 of the 14 aspirations have been met or exceeded"),
        (1, 1, "The one aspiration has been met or exceeded"),
        (0, 1, "The one aspiration has not been met or exceeded"),
        (0, 0, ""),
    ],
)
def test_aspirations_that_are_met_are_counted(met: int, of: int, said: str) -> None:
    assert aspirations_met(met, of) == said


@pytest.mark.parametrize(
    ("below", "of", "said"),
    [
        (7, 10, "Seven of the ten aspirations have not been met"),
        (1, 10, "One of the ten aspirations has not been met"),
        (1, 1, "One aspiration has not been met"),
        (13, 13, "13 aspirations have not been met"),
        (0, 10, ""),
    ],
)
def test_aspirations_that_are_not_met_are_counted(below: int, of: int, said: str) -> None:
    assert aspirations_not_met(below, of) == said


@pytest.mark.parametrize(
    ("move", "number", "said"),
    [
        (Movement.IMPROVED, 3, "Three positions have improved since Oct 2019"),
        (Movement.IMPROVED, 0, "No position has improved since Oct 2019"),
        (Movement.DETERIORATED, 1, "One position has deteriorated since Oct 2019"),
        (Movement.DETERIORATED, 13, "13 positions have deteriorated since Oct 2019"),
        (Movement.UNCHANGED, 8, "Eight positions have not changed since Oct 2019"),
        (Movement.UNCHANGED, 0, "No position has stayed as it was since Oct 2019"),
    ],
)
def test_positions_that_moved_are_counted(move: Movement, number: int, said: str) -> None:
    assert positions_moved(move, number, "Oct 2019") == said


def test_positions_before_of_several_periods_are_called_by_none_of_them() -> None:
    assert since_when(["Oct 2019", "Jul 2019"]) == "the last report"


@pytest.mark.parametrize(
    ("change", "unit", "printed"),
    [
        (-22112.0, "per 1000 population", "-22,112 offences"),
        (-1.0, "per 1000 population", "-1 offence"),
        (0.006, "%", "+0.6% points"),
        (-0.4, "per 1000 population", "-0.4"),
        ("N/A - already better than average", "%", "N/A - already better than average"),
        (None, "%", "N/A"),
        (0.0, "%", "0% points"),
    ],
)
def test_a_change_required_is_printed_with_its_sign_and_its_noun(
    change: float | str | None, unit: str, printed: str
) -> None:
    assert printed_change(change, unit) == printed


@pytest.mark.parametrize(
    ("value", "unit", "typed", "printed"),
    [
        (0.508, "%", True, "50.8%"),
        (50.8, "%", True, "50.8%"),
        (91.6, "per 1000 population", True, "91.6"),
        (1.287, "per 100 million vehicle km", True, "1.287"),
        (92.016268, "per 1000 population", False, "92.02"),
        (0.148471, "%", False, "14.85%"),
        (None, "%", False, "N/A"),
    ],
)
def test_a_figure_is_printed_as_it_is_typed_and_one_worked_out_with_two_places(
    value: float | None, unit: str, typed: bool, printed: str
) -> None:
    assert printed_value(value, unit, typed=typed) == printed


def rate(
    own: str, peers: list[str], counts: tuple[int, int] | None, *, higher: bool = True, unit: str = "%"
) -> MeasureInputs:
    """Return a rate of a force beside its peers, with its outcomes and the crimes behind them."""

    def column(values: list[Fraction | None]) -> FigureColumn:
        entries: list[Entry] = [None if value is None else Figure(value, AT) for value in values]
        return FigureColumn(AT, tuple(entries))

    rates = [Fraction(own), *map(Fraction, peers)]
    behind = [None] * len(peers)
    data = GroupData(
        Stated("Essex"), tuple(Stated(f"Force {place}") for place in range(len(rates))), AT, 0, column(list(rates)),
        counts=None if counts is None else column([Fraction(counts[0]), *behind]),
        bases=None if counts is None else column([Fraction(counts[1]), *behind]),
    )  # fmt: skip
    return MeasureInputs("Solved rate", AT, unit, Stated(higher), Stated(), Entries(AT), data)


def test_a_gap_to_the_average_is_said_in_whole_outcomes() -> None:
    found = outcomes_to_average(rate("0.1", ["0.2", "0.15"], (100, 1000)), DEFAULT)

    assert found is not None
    assert found[0] == 50


@pytest.mark.parametrize(
    "measure",
    [
        rate("0.3", ["0.2", "0.15"], (300, 1000)),
        rate("0.1", ["0.2", "0.15"], None),
        rate("0.1", ["0.2", "0.15"], (100, 1000), higher=False),
        rate("10", ["20", "15"], (100, 1000), unit="per 1,000 population"),
    ],
    ids=["already there", "no counts", "lower is better", "no rate of outcomes"],
)
def test_no_outcomes_are_required_where_nothing_says_so(measure: MeasureInputs) -> None:
    assert outcomes_to_average(measure, DEFAULT) is None
