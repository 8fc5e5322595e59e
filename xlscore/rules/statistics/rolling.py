"""A rolling share, as satisfaction is reported: everybody asked in the latest twelve months, with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.expected_range import Interval, proportion_interval
from xlscore.rules.statistics.floats import total

__all__ = ["difference_of_shares", "rolling_share"]


def rolling_share(
    satisfied: Sequence[float | None], asked: Sequence[float | None], months: int, confidence: float
) -> Interval:
    """Return the share of the latest months together, with Wilson's limits.

    The window ends with the last month that has figures. Each month counts by how many were asked in it, so the share is
    no mean of percentages. A month missing inside the window would leave a year of eleven: there is no answer then.

    >>> share = rolling_share([8, 9, 7, None], [10, 10, 10, None], 3, confidence=0.95)
    >>> round(share.value, 3), round(share.lower, 3), round(share.upper, 3)
    (0.8, 0.627, 0.905)
    """
    if len(satisfied) != len(asked):
        raise RuleError(Trouble.UNREADABLE, "Satisfied and asked take the same months.")
    if months < 1:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rolling share takes one month or more.")
    pairs = list(zip(satisfied, asked, strict=True))
    while pairs and pairs[-1] == (None, None):
        pairs.pop()
    window = pairs[-months:]
    known = [(good, every) for good, every in window if good is not None and every is not None]
    if len(known) < months:
        raise RuleError(
            Trouble.MISSING,
            f"The latest {months} months do not all have both figures; there are {len(known)}.",
        )
    if any(good > every for good, every in known):
        raise RuleError(Trouble.OUT_OF_RANGE, "More are satisfied than were asked.")
    return proportion_interval(
        total([good for good, _ in known]), total([every for _, every in known]), confidence
    )


def difference_of_shares(share: Interval, before: Interval) -> Interval:
    """Return by how much a share differs from an earlier one of other people, with limits from those of the two.

    Source: Newcombe 1998, method 10: the limits of the shares squared and added, which never leave what is possible.

    >>> found = difference_of_shares(proportion_interval(56, 70, 0.95), proportion_interval(48, 80, 0.95))
    >>> round(found.value, 4), round(found.lower, 4), round(found.upper, 4)
    (0.2, 0.0524, 0.3339)
    """
    value = share.value - before.value
    return Interval(
        value,
        value - math.hypot(share.value - share.lower, before.upper - before.value),
        value + math.hypot(share.upper - share.value, before.value - before.lower),
    )
