"""How many further outcomes bring a rate to the group's average, from the counts behind it.

Source: Essex Police MSG aspirations, January 2020 data: what a gap in points comes to in solved offences.
"""

from __future__ import annotations

from xlscore.rules.figures import Figure
from xlscore.rules.policy import Policy
from xlscore.rules.positions.group import own_and_average
from xlscore.rules.positions.records import MeasureInputs
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import RuleError
from xlscore.rules.threats.classes import outcomes_needed

__all__ = ["outcomes_to_average"]


def outcomes_to_average(inputs: MeasureInputs, policy: Policy) -> tuple[int, Figure, Figure] | None:
    """Return how many more outcomes reach the group's average, with the own count and what it is out of.

    None where the data have no counts behind the measure, where it is no rate of which more is better, or where it is there.
    """
    data = inputs.data
    if data is None or data.own is None or data.counts is None or data.bases is None:
        return None
    if not is_percentage(inputs.unit) or not inputs.better.value:
        return None
    both, count, base = (
        own_and_average(data, policy),
        data.counts.entries[data.own],
        data.bases.entries[data.own],
    )
    if both is None or not isinstance(count, Figure) or not isinstance(base, Figure):
        return None
    average = both[1] if both[1] <= 1 else both[1] / 100
    try:
        needed = outcomes_needed(count.value, base.value, average)
    except RuleError:
        return None  # counts that cannot be are a problem of their own
    return (needed, count, base) if needed else None
