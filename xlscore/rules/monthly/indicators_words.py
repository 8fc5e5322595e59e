"""Indicators in sentences: each by itself, and the picture of all priorities in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.indicators import GreenShoots, IndicatorResult, Travel
from xlscore.rules.series import month_name
from xlscore.rules.statistics.spc import Direction
from xlscore.rules.words import in_words, listed

__all__ = ["indicator_sentence", "overall_picture", "priority_picture", "shoots_words"]

_ORDER: Final = (
    Travel.IMPROVING, Travel.DETERIORATING, Travel.MIXED, Travel.RISING, Travel.FALLING, Travel.STABLE,
)  # fmt: skip
_FEW: Final = 2
"""So many exceptions are named behind "All … but"."""


def indicator_sentence(result: IndicatorResult) -> str:
    """Return an indicator in a sentence.

    >>> from fractions import Fraction
    >>> from xlscore.rules.monthly.indicators import IndicatorInputs
    >>> found = IndicatorResult(IndicatorInputs("1", "Burglary", {}, None), travel=Travel.STABLE, difference=Fraction(1, 5))
    >>> indicator_sentence(found)
    'Burglary: stable; 20.0% above the MSG.'
    """
    said = [result.travel.value.lower()] if result.travel is not None else []
    if result.to is not None and said:
        said[0] += f" in {month_name(result.to)}"
    if result.difference is not None:
        way = "above" if result.difference > 0 else "below"
        size = (
            f"{abs(to_float(result.difference)):.1%} {way} the MSG"
            if result.difference
            else "at the MSG's average"
        )
        month = None if result.inputs.group is None else result.inputs.group.month
        said.append(size if month is None else f"{size} in {month_name(month)}")
        said += _of_group(result)
    if result.shoots is not None and result.shoots.found:
        said.append(f"green shoots: {_compared(result.shoots)}")
    words = "; ".join(said)
    whole = f"{result.inputs.indicator}: {words}." if words else f"{result.inputs.indicator}:"
    return f"{whole} {result.why_not}".strip() if result.why_not else whole


def _of_group(result: IndicatorResult) -> list[str]:
    """Return how the group's own average has changed on a year before."""
    change = None if result.inputs.group is None else result.inputs.group.change
    if change is None:
        return []
    return [f"the MSG's own average {to_float(change):+.1%} on a year before"]


def shoots_words(shoots: GreenShoots | None, direction: Direction | None) -> str:
    """Return whether there are green shoots, with the two comparisons that say so; "" where nobody can say.

    >>> from fractions import Fraction
    >>> shoots_words(GreenShoots(Fraction(-1, 10), Fraction(1, 20), True, 3), Direction.LOWER)
    'Yes: last 3 months -10.0% on a year before, 12 months +5.0%'
    """
    if shoots is None or direction is None:
        return ""
    return f"{'Yes' if shoots.found else 'No'}: {_compared(shoots)}"


def _compared(shoots: GreenShoots) -> str:
    latest = "last month" if shoots.months == 1 else f"last {shoots.months} months"
    return f"{latest} {to_float(shoots.recent):+.1%} on a year before, 12 months {to_float(shoots.year):+.1%}"


def priority_picture(results: Sequence[IndicatorResult], travel: Travel | None) -> str:
    """Return a priority's picture by its indicators: what it is on the whole, and how many do what.

    >>> from xlscore.rules.monthly.indicators import IndicatorInputs
    >>> rows = [IndicatorResult(IndicatorInputs("7", "a", {}, None), travel=way) for way in (Travel.STABLE, Travel.IMPROVING, None)]
    >>> priority_picture(rows, Travel.IMPROVING)
    'Improving: 1 of 3 improving, 1 stable, 1 not known'
    """
    ways = [each.travel for each in results]
    counts = [f"{ways.count(way)} {way.value.lower()}" for way in _ORDER if way in ways]
    if None in ways:
        counts.append(f"{ways.count(None)} not known")
    first, *rest = counts
    number, _, what = first.partition(" ")
    said = ", ".join([f"{number} of {len(ways)} {what}", *rest])
    return f"{'Not known' if travel is None else travel.value}: {said}"


def overall_picture(pictures: Mapping[str, Travel | None]) -> str:
    """Return the picture of all priorities in a sentence, "" for none.

    >>> stable = dict.fromkeys(("1", "2", "3"), Travel.STABLE)
    >>> overall_picture({**stable, "7": Travel.IMPROVING})
    'All stable but Priority 7 improving.'
    >>> overall_picture(stable), overall_picture({"1": Travel.STABLE, "Victims": Travel.MIXED})
    ('All three priorities stable.', 'Priority 1 stable; Victims mixed.')
    """
    ways: dict[Travel | None, list[str]] = {}
    for name, way in pictures.items():
        ways.setdefault(way, []).append(_named(name))
    if not ways:
        return ""
    most, names = max(ways.items(), key=lambda each: len(each[1]))
    others = [(way, named) for way, named in ways.items() if way is not most]
    if not others:
        noun = "priority" if len(names) == 1 else "priorities"
        return (
            f"{names[0]} {_word(most)}."
            if len(names) == 1
            else f"All {in_words(len(names))} {noun} {_word(most)}."
        )
    few = sum(len(named) for _, named in others) <= _FEW < len(names)
    told = [f"{listed(named)} {_word(way)}" for way, named in others]
    if few:
        return f"All {_word(most)} but {listed(told)}."
    return f"{'; '.join(f'{listed(named)} {_word(way)}' for way, named in ways.items())}."


def _named(priority: str) -> str:
    return f"Priority {priority}" if priority.replace(".", "").isdigit() else priority or "No priority"


def _word(way: Travel | None) -> str:
    return "not known" if way is None else way.value.lower()
