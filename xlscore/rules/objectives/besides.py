"""What a page says of an objective besides its rows of the scorecard: satisfaction, the Most Similar Group, the year's end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.satisfaction_words import satisfaction_sentence
from xlscore.rules.objectives.records import MonthOf, ObjectiveInputs, Said

__all__ = ["POSITION", "SATISFACTION", "TOGETHER", "YEAR_END", "besides"]

SATISFACTION: Final = "satisfaction"
TOGETHER: Final = "together"
POSITION: Final = "position"
YEAR_END: Final = "year's end"
"""What the sentences are about, each before what tells it from others of its kind."""


def besides(inputs: ObjectiveInputs) -> tuple[Said, ...]:
    """Return the sentences on satisfaction, the objective's group, its positions and the year's end, in the page's order."""
    told = [
        Said(
            satisfaction_sentence(each.result),
            (each.source,),
            f"{SATISFACTION} {each.result.group} {each.result.strand}".rstrip(),
        )
        for each in inputs.satisfaction
    ]
    if inputs.together is not None:
        told.append(replace(inputs.together, about=TOGETHER))
    for position in inputs.positions:
        told.append(
            Said(
                " ".join((position.update, *position.caveats)),
                (position.source,),
                f"{POSITION} {position.measure}",
            )
        )
    if inputs.month is not None:
        told += _year_end(inputs.month)
    return tuple(told)


def _year_end(month: MonthOf) -> list[Said]:
    """Return where the year is projected to end, with its range and what that means for the target."""
    found = month.result.projected.projection
    if found is None:
        return []
    total, low, high = (
        None if n is None else f"{round(to_float(n)):,}" for n in (found.total, found.low, found.high)
    )
    spread = f" ({low} to {high})" if low is not None and high is not None and low != high else ""
    verdict = f": {month.result.verdict}" if month.result.verdict else ""
    return [Said(f"The year is projected to end at {total}{spread}{verdict}.", (month.source,), YEAR_END)]
