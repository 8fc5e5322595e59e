"""How the gap to the MSG average has moved since last time: whatever way is better, a smaller gap is a closer one.

Source: Essex Police Balanced Scorecard, cycle 13: solved rates "moving further away" from the MSG.
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction

from xlscore.rules.exact import exact
from xlscore.rules.figures_text import read_figure
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.words import is_missing_mark

__all__ = ["GapMove", "gap_move", "is_ahead", "says_gap"]

_ALREADY = "already"
_WORDS = re.compile(
    r"\b(?:n/?a|not|no|none|nil|already|reached|met|achieved|exceeded|there|at|above|below|ahead|better|worse|same|equal|top|average|quartile|tb[cad])\b",
    re.IGNORECASE,
)
"""What words beside a figure say of a gap: that there is none, that a benchmark is reached, where the force stands, or that it is not known."""


class GapMove(StrEnum):
    """How a gap stands against the one before."""

    REACHED = "Reached"
    CLOSING = "Closing"
    UNCHANGED = "Unchanged"
    AWAY = "Moving away"
    LOST = "No longer reached"


def is_ahead(change: float | str | None, higher: bool | None) -> bool:
    """Return whether a change to the average would make the figure worse, so that none is required.

    >>> is_ahead(1.1, higher=False), is_ahead(1.1, higher=True), is_ahead(1.1, higher=None)
    (True, False, False)
    """
    return (
        isinstance(change, (int, float))
        and bool(change)
        and higher is not None
        and (change > 0) is not higher
    )


def says_gap(words: str) -> bool:
    """Return whether words say anything of a gap: a figure, that there is none, or that nobody knows it.

    >>> [says_gap(words) for words in ("8.8% points", "N/A - already there", "better than average", "-", "abc")]
    [True, True, True, True, False]
    """
    return is_missing_mark(words) or read_figure(words) is not None or _WORDS.search(words) is not None


def gap_move(
    now: float | str | None, before: float | str | None, unit: str = "", higher: bool | None = None
) -> GapMove | None:
    """Return how the change that is required has moved; None where one of the two is not said, in another unit or the other way.

    `higher` is whether higher is better: a change that would make the figure worse is none that is required.

    >>> gap_move("8.8% points", "7% points").value, gap_move(-22112, -22669).value
    ('Moving away', 'Closing')
    >>> gap_move("N/A - already better than average", 0.6).value
    'Reached'
    """
    here, last = (Fraction(0) if is_ahead(change, higher) else _change(change) for change in (now, before))
    if here is None or last is None or here * last < 0:
        return None
    here, last = abs(here), abs(last)
    if not here or not last:
        return GapMove.UNCHANGED if here == last else GapMove.LOST if here else GapMove.REACHED
    if is_percentage(unit) and (here <= 1) != (last <= 1):
        return None  # one is a fraction and the other is not: nothing to be held against each other
    if here == last:
        return GapMove.UNCHANGED
    return GapMove.CLOSING if here < last else GapMove.AWAY


def _change(change: float | str | None) -> Fraction | None:
    """Return what is required, 0 for nothing, None where nobody says it."""
    if change is None or not isinstance(change, str):
        return None if change is None else exact(change)
    found = read_figure(change)
    if found is not None:
        return found.value
    return Fraction(0) if _ALREADY in change.lower() and not is_missing_mark(change) else None
