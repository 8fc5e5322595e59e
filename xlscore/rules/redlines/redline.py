"""A redline in figures and words: how far it is from its standard, and where it stood at the last board.

Source: Essex Police Balanced Scorecard, cycle 13: "Emergency Response Times remain below the 80% target; current performance
is at 73.6% (6.4% points below the target)"; "Essex has moved from an 8.7% year-on-year decrease in offences (December 2018
data) to 11.3% (February 2019 data)".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.figures import Figure
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.redlines.change import TypedChange, change_of, possible_bases
from xlscore.rules.redlines.composite import Category
from xlscore.rules.redlines.history import RedlineHistory
from xlscore.rules.redlines.scale import HeldAs, said_amount, said_points

__all__ = [
    "GroupStandard",
    "Redline",
    "SinceLast",
    "gap_of",
    "movement_of",
    "said_change",
    "said_gap",
    "said_movement",
]


@dataclass(frozen=True, slots=True)
class GroupStandard:
    """The group's benchmark in place of a number: what it is called, and own minus benchmark where that is known."""

    name: str
    gap: Fraction | None = None
    held_as: HeldAs = HeldAs.PLAIN
    """In which numbers that gap is: it may be offences where the own value is a rate."""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """A redline measure with all that its sentence is made of; in the figures' own numbers."""

    measure: RedlineMeasure
    held_as: HeldAs = HeldAs.PLAIN
    data_to: str = ""
    """Up to when its data go: a month as it is named, or what is typed."""
    previous: Figure | None = None
    """The same figure at the last board."""
    previous_data_to: str = ""
    benchmark: GroupStandard | None = None
    history: RedlineHistory | None = None
    categories: tuple[Category, ...] = ()
    """What it is made of, where it is a composite."""
    change: TypedChange | None = None
    """Its change as it is typed, where count and percentage go together."""
    count: int | None = None
    previous_count: int | None = None

    @property
    def name(self) -> str:
        """Return what the measure is called."""
        return self.measure.name

    @property
    def unit(self) -> str:
        """Return the unit that its value is written with, "" for a percentage."""
        value = self.measure.value
        return "" if value is None or self.held_as.is_share else value.unit


@dataclass(frozen=True, slots=True)
class SinceLast:
    """How a redline stands against the last board: the difference, and whether that is better (None: nobody said)."""

    size: Fraction
    better: bool | None


def gap_of(redline: Redline) -> Fraction | None:
    """Return own minus minimum, in the figures' numbers; None where one of them is not known.

    >>> from xlscore.rules.figures import Source
    >>> at = Source("Areas", "C2")
    >>> response = RedlineMeasure("Response", at, Figure(Fraction("0.736"), at), Figure(Fraction("0.8"), at), True)
    >>> float(gap_of(Redline(response, HeldAs.FRACTION)))
    -0.064
    """
    measure = redline.measure
    if redline.benchmark is not None:
        return redline.benchmark.gap
    if measure.value is None or measure.minimum is None:
        return None
    return measure.value.value - measure.minimum.value


def said_gap(redline: Redline) -> str:
    """Return where a redline stands against its standard in a sentence, "" where no figure says it.

    >>> from xlscore.rules.figures import Source
    >>> at = Source("Areas", "C2")
    >>> response = RedlineMeasure("Response", at, Figure(Fraction("0.736"), at), Figure(Fraction("0.8"), at), True)
    >>> said_gap(Redline(response, HeldAs.FRACTION, "Feb 2019"))
    'Response is 73.6% (Feb 2019), 6.4 points below the minimum standard of 80%, and is not met.'
    """
    measure, gap = redline.measure, gap_of(redline)
    met = {True: ", and is met", False: ", and is not met", None: ""}[measure.met]
    own = "" if measure.value is None else said_amount(measure.value.value, redline.held_as, redline.unit)
    where, when = _where(redline, gap), _dated(redline.data_to)
    if not where:
        return ""
    return f"{redline.name} is {f'{own}{when}, {where}' if own else f'{where}{when}'}{met}."


def _where(redline: Redline, gap: Fraction | None) -> str:
    measure, against = redline.measure, redline.benchmark
    if against is not None:
        standard = f"the {against.name}"
        if gap is None:
            return "" if measure.met is None else f"measured against {standard}"
    elif measure.minimum is None or gap is None:
        return ""
    else:
        standard = (
            f"the minimum standard of {said_amount(measure.minimum.value, redline.held_as, redline.unit)}"
        )
    if not gap:
        return f"at {standard}"
    held_as, unit = (redline.held_as, "") if against is None else (against.held_as, against.unit)
    return f"{said_points(gap, held_as, unit)} {'above' if gap > 0 else 'below'} {standard}"


def movement_of(redline: Redline) -> SinceLast | None:
    """Return how a redline stands against the last board, None where there is nothing to be compared.

    Figures of one and the same month that say the same are one figure: nothing has moved, for nothing is new.
    """
    value, before = redline.measure.value, redline.previous
    if value is None or before is None:
        return None
    size = value.value - before.value
    if not size and redline.data_to == redline.previous_data_to:
        return None
    higher = redline.measure.higher_is_better
    return SinceLast(size, None if higher is None or not size else (size > 0) is higher)


def said_movement(redline: Redline) -> str:
    """Return how a redline has moved since the last board in a sentence, "" where it cannot be compared.

    >>> from xlscore.rules.figures import Source
    >>> at = Source("Areas", "C2")
    >>> burglary = RedlineMeasure("Burglary on the year", at, Figure(Fraction("-0.113"), at), higher_is_better=False)
    >>> said_movement(Redline(burglary, HeldAs.FRACTION, "Feb 2019", Figure(Fraction("-0.087"), at), "Dec 2018"))
    'It was -8.7% (Dec 2018) and is -11.3% (Feb 2019): 2.6 points lower, which is better.'
    """
    movement, value, before = movement_of(redline), redline.measure.value, redline.previous
    if movement is None or value is None or before is None:
        return ""
    was = f"{said_amount(before.value, redline.held_as, redline.unit)}{_dated(redline.previous_data_to)}"
    now = f"{said_amount(value.value, redline.held_as, redline.unit)}{_dated(redline.data_to)}"
    if not movement.size:
        return f"It was {was} and is {now}: no change."
    by = said_points(movement.size, redline.held_as)
    way = f"{'higher' if movement.size > 0 else 'lower'}{_in_per_cent(redline, movement.size, before.value)}"
    verdict = {True: ", which is better", False: ", which is worse", None: ""}[movement.better]
    return f"It was {was} and is {now}: {by} {way}{verdict}."


def _in_per_cent(redline: Redline, size: Fraction, before: Fraction) -> str:
    """Return a change as a percentage of what it was; between percentages it is said in points alone."""
    if redline.held_as.is_share or before <= 0:
        return ""
    return f" ({float(100 * size / before):+.1f}%)"


def said_change(redline: Redline) -> str:
    """Return how its count has changed in a sentence, as count and percentage, "" where neither is known.

    >>> from xlscore.rules.figures import Source
    >>> solved = RedlineMeasure("Violence with injury solved", Source("Areas", "B2"))
    >>> said_change(Redline(solved, change=TypedChange(-246, Fraction(-8), 1)))
    'Its change is -246 (-8.0%), of a number between 3,056 and 3,094.'
    >>> said_change(Redline(solved, count=2834, previous_count=3080))
    'Its count was 3,080 and is 2,834: -246 (-8.0%).'
    """
    now, before, typed = redline.count, redline.previous_count, redline.change
    if now is not None and before is not None:
        return f"Its count was {before:,} and is {now:,}: {change_of(now, before).words}."
    if typed is None:
        return ""
    value = redline.measure.value
    bases = possible_bases(typed) if value is None or redline.held_as.is_share else None
    if bases is None or bases[1] is None:
        return f"Its change is {typed.words}."
    least, most = bases
    of = f"of {least:,}" if least == most else f"of a number between {least:,} and {most:,}"
    return f"Its change is {typed.words}, {of}."


def _dated(data_to: str) -> str:
    return f" ({data_to})" if data_to else ""
