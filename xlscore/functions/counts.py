"""Worksheet functions that go beside a percentage: whether two counts differ, the ratio of two rates, a rolling share."""

from __future__ import annotations

from typing import Final

from xlscore.functions.cells import Cells, plain, plain_numbers, whole
from xlscore.functions.registry import worksheet_function
from xlscore.rules.statistics.expected_range import LIMITS_CONFIDENCE
from xlscore.rules.statistics.rolling import rolling_share
from xlscore.rules.statistics.two_counts import is_unusual, rate_ratio, two_count

__all__ = ["RATE_RATIO", "ROLLING", "TWO_COUNT", "UNUSUAL"]

_TWO_COUNTS = "Wheeler 2016, Tables and graphs for monitoring temporal crime trends: 2 × (√this − √last)."
_THIS = "This period's count."
_LAST = "The count of the period before, or of the same days last year."
_TWELVE: Final = [[40] * 12]
_FIFTY: Final = [[50] * 12]


@worksheet_function(
    family="Counts",
    source=_TWO_COUNTS,
    arguments={"this": _THIS, "last": _LAST},
    example=((49, 36), 2.0),
)
def TWO_COUNT(this: Cells, last: Cells) -> float:
    """Return the two-count figure: how far two counts differ, in chance's own measure; up to 2 either way is usual.

    >>> round(TWO_COUNT(4, 2), 2), round(TWO_COUNT(400, 200), 2)
    (1.17, 11.72)
    """
    return two_count(plain(this, "this"), plain(last, "last"))


@worksheet_function(
    family="Counts",
    source=f"{_TWO_COUNTS} Unusual from 2 on, up or down.",
    arguments={"this": _THIS, "last": _LAST},
    example=((49, 36), True),
)
def UNUSUAL(this: Cells, last: Cells) -> bool:
    """Return TRUE when two counts differ by more than chance usually makes them.

    >>> UNUSUAL(4, 2)
    False
    """
    return is_unusual(plain(this, "this"), plain(last, "last"))


@worksheet_function(
    family="Counts",
    source="Ratio of two rates with its interval on logarithms (Rothman).",
    arguments={
        "a": "The count of the one group.",
        "base_a": "The people in that group, or whatever the rate is per.",
        "b": "The count of the group to compare with.",
        "base_b": "The people in that group.",
        "confidence": "How sure the limits are, between 0 and 1: 0.95 if left out.",
    },
    example=((40, 1000, 20, 2000), [[4.0, 2.3385617835674193, 6.841811968547775]]),
    spills=True,
)
def RATE_RATIO(
    a: Cells, base_a: Cells, b: Cells, base_b: Cells, confidence: Cells = LIMITS_CONFIDENCE
) -> list[list[float | None]]:
    """Return a rate over another with its limits: ratio, lower, upper; no limits where the first count is 0.

    >>> [round(limit, 2) for limit in RATE_RATIO(30, 1000, 20, 2000)[0]]
    [3.0, 1.7, 5.28]
    """
    ratio = rate_ratio(
        plain(a, "a"),
        plain(base_a, "base_a"),
        plain(b, "b"),
        plain(base_b, "base_b"),
        plain(confidence, "confidence"),
    )
    return [[ratio.value, ratio.lower, ratio.upper]]


@worksheet_function(
    family="Counts",
    source="Rolling twelve months, as satisfaction is reported; Wilson's limits.",
    arguments={
        "satisfied": "How many were satisfied, a figure a month, oldest first.",
        "asked": "How many were asked in the same months.",
        "months": "How many of the latest months make the share; 12 if left out.",
    },
    example=((_TWELVE, _FIFTY), [[0.8, 0.7661303480740232, 0.8300526313177563]]),
    spills=True,
)
def ROLLING(satisfied: Cells, asked: Cells, months: Cells = 12) -> list[list[float]]:
    """Return the share of the latest months together with its limits: share, lower, upper.

    >>> [round(limit, 3) for limit in ROLLING([8, 9, 7], [10, 10, 10], 3)[0]]
    [0.8, 0.627, 0.905]
    """
    share = rolling_share(
        plain_numbers(satisfied, "satisfied"),
        plain_numbers(asked, "asked"),
        whole(months, "months"),
        LIMITS_CONFIDENCE,
    )
    return [[share.value, share.lower, share.upper]]
