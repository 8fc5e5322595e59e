"""An own figure beside the group's average, whatever prints the two."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import DEFAULT
from xlscore.rules.positions.beside import average_of, beside_average
from xlscore.rules.positions.records import Entries, FromAverage, MeasureInputs, Stated


def figure(value: str, cell: str = "F2") -> Figure:
    return Figure(Fraction(value), Source("MSG", cell))


@pytest.mark.parametrize(
    ("own", "average", "away", "expected"),
    [("50.8", "60.3", None, "60.3"), ("50.8", None, "-9.5", "60.3"), ("50.8", "60.3", "4", "60.3"), (None, None, "1", None), ("5", None, None, None)],
)  # fmt: skip
def test_an_average_is_as_printed_else_the_own_figure_less_its_difference(
    own: str | None, average: str | None, away: str | None, expected: str | None
) -> None:
    figures = (None if each is None else Fraction(each) for each in (own, average, away))

    assert average_of(*figures) == (None if expected is None else Fraction(expected))


def measure(typed: Entries) -> MeasureInputs:
    return MeasureInputs("Confidence", Source("MSG", "A2"), "%", Stated(True), Stated(), typed)


@pytest.mark.parametrize(
    ("value", "said", "average"),
    [
        (None, FromAverage(figure("6"), figure("5", "G2")), "5"),
        (figure("50.8"), FromAverage(figure("-9.5", "G2")), "60.3"),
        (None, FromAverage(figure("-9.5", "G2")), None),
        (figure("50.8"), None, None),
    ],
)
def test_a_row_that_prints_both_or_the_difference_gives_both(
    value: Figure | None, said: FromAverage | None, average: str | None
) -> None:
    typed = Entries(Source("MSG", "D2"), value=value, from_average=said)

    found = beside_average(measure(typed), DEFAULT)

    assert (None if found is None else found.average) == (None if average is None else Fraction(average))
