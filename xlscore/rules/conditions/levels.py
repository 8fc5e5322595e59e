"""How a figure stands to another: by its size, or by the way that is better; and how a sentence shows it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.rules.conditions.measures import GapTo, MeasureFacts
from xlscore.rules.conditions.words import Clause, Comparison, GroupBenchmark
from xlscore.rules.exact import to_float
from xlscore.rules.figures_units import Unit
from xlscore.rules.problems import RuleError, Trouble

__all__ = ["by_so_much", "compare", "reaches", "shown", "shown_gap", "wants_same_scale"]

_SHARES: Final = (Unit.PERCENT, Unit.POINTS)
_BY_WAY: Final = {
    Comparison.BETTER: (Comparison.BELOW, Comparison.ABOVE),
    Comparison.AT_OR_BETTER: (Comparison.AT_OR_BELOW, Comparison.AT_OR_ABOVE),
    Comparison.WORSE: (Comparison.ABOVE, Comparison.BELOW),
    Comparison.AT_OR_WORSE: (Comparison.AT_OR_ABOVE, Comparison.AT_OR_BELOW),
}
"""What better and worse mean where lower is better, and where higher is."""


def compare(
    comparison: Comparison, value: Fraction, figure: Fraction, higher_is_better: bool | None, name: str
) -> bool:
    """Return whether a value stands to a figure as it should.

    >>> compare(Comparison.BETTER, Fraction(4), Fraction(5), False, "Position")
    True
    """
    if comparison in _BY_WAY:
        comparison = _BY_WAY[comparison][_way(higher_is_better, name)]
    return {
        Comparison.BELOW: value < figure,
        Comparison.AT_OR_BELOW: value <= figure,
        Comparison.ABOVE: value > figure,
        Comparison.AT_OR_ABOVE: value >= figure,
    }.get(comparison, value == figure)


def _way(higher_is_better: bool | None, name: str) -> bool:
    if higher_is_better is None:
        raise RuleError(
            Trouble.MISSING, f"Nothing says whether higher or lower is better for {name}.", "Say so in its column Better."
        )  # fmt: skip
    return higher_is_better


def reaches(comparison: Comparison, gap: GapTo, measure: MeasureFacts) -> bool:
    """Return whether the force stands to a benchmark of its group as it should, by what is left of the gap.

    Words that say that it is better already have no size; a gap of nothing is the benchmark itself.
    """
    there, better = gap.left == 0, gap.size is None
    if comparison in (Comparison.ABOVE, Comparison.BELOW, Comparison.AT_OR_ABOVE, Comparison.AT_OR_BELOW):
        upwards = comparison in (Comparison.ABOVE, Comparison.AT_OR_ABOVE)
        strict = comparison in (Comparison.ABOVE, Comparison.BELOW)
        good = upwards is _way(measure.higher_is_better, measure.name)
        both = (
            (Comparison.BETTER, Comparison.AT_OR_BETTER)
            if good
            else (Comparison.WORSE, Comparison.AT_OR_WORSE)
        )
        comparison = both[0 if strict else 1]
    return {
        Comparison.BETTER: better,
        Comparison.AT_OR_BETTER: there,
        Comparison.WORSE: not there,
        Comparison.AT_OR_WORSE: not better,
    }.get(comparison, there and not better)


def wants_same_scale(clause: Clause, value: Fraction, measure: MeasureFacts) -> Fraction:
    """Return the condition's figure in the measure's own scale, or refuse one that could be in either."""
    figure = clause.figure or Fraction(0)
    if clause.unit in _SHARES:
        if measure.share is False or (measure.share is None and abs(value) > 1):
            raise RuleError(
                Trouble.UNREADABLE, f"{measure.name} is {to_float(value):,.10g}, which is no percentage.",
                "Write the figure without %, or the value with it.",
            )  # fmt: skip
        return figure
    seems_share = measure.share is None and 0 < abs(value) <= 1 and value.denominator != 1
    if (measure.share or seems_share) and abs(figure) > 1:
        raise RuleError(
            Trouble.UNREADABLE, f"{measure.name} is {shown(value, measure, clause)}, and {to_float(figure):g} may be per cent.",
            f"Write {to_float(figure):g}% in the condition if per cent is meant.",
        )  # fmt: skip
    return figure


def by_so_much(clause: Clause, change: Fraction, measure: MeasureFacts) -> bool:
    """Return whether a value has changed by as much as the condition asks: in per cent of the value before, or in its unit."""
    figure, size = clause.figure or Fraction(0), abs(change)
    if clause.unit is Unit.PERCENT:
        if measure.share or (measure.share is None and abs(measure.value or Fraction(0)) <= 1):
            raise RuleError(
                Trouble.UNREADABLE, f"{measure.name} may be a percentage, so {to_float(figure):.10g} could be points or a share of it.",
                "Write '2 points' for points.",
            )  # fmt: skip
        if not measure.previous:
            raise RuleError(
                Trouble.OUT_OF_RANGE,
                f"{measure.name} was 0, so there is no change in per cent.",
                "Write it as a number.",
            )
        size = abs(change / measure.previous)
    elif clause.unit is Unit.POINTS:
        if measure.share is False:
            raise RuleError(
                Trouble.UNREADABLE,
                f"{measure.name} is no percentage, so it has no points.",
                "Write it as a number.",
            )
    elif measure.share:
        raise RuleError(
            Trouble.UNREADABLE, f"{measure.name} is a percentage.", "Write by how many points it must change."
        )
    return size > figure if clause.comparison is Comparison.ABOVE else size >= figure


def shown(value: Fraction, measure: MeasureFacts, clause: Clause) -> str:
    """Return a value as a sentence says it: a percentage with its sign.

    >>> from xlscore.rules.conditions.words import Quantity
    >>> from xlscore.rules.figures import Source
    >>> shown(Fraction(736, 1000), MeasureFacts("Response", Source("Areas", "C2"), share=True), Clause("", Quantity.VALUE))
    '73.6%'
    """
    percent = measure.share or (measure.share is None and clause.unit in _SHARES)
    return f"{to_float(value * 100):,.6g}%" if percent else f"{to_float(value):,.10g}"


def shown_gap(gap: GapTo, benchmark: GroupBenchmark, measure: MeasureFacts) -> str:
    """Return how far it is to a benchmark, as a sentence says it.

    >>> from xlscore.rules.figures import Source
    >>> shown_gap(GapTo(Fraction(88, 1000)), GroupBenchmark.AVERAGE, MeasureFacts("Confidence", Source("MSG", "B2"), share=True))
    '8.8 points from the MSG average'
    """
    if gap.size is None:
        return (
            f"better than the {benchmark.value} already"
            if benchmark is GroupBenchmark.AVERAGE
            else f"in the {benchmark.value}"
        )
    if gap.size == 0:
        return f"at the {benchmark.value}"
    size = f"{to_float(gap.left * 100):,.6g} points" if measure.share else f"{to_float(gap.left):,.10g}"
    return f"{size} from the {benchmark.value}"
