"""Worksheet functions of targets: the inspectorate's flag, target setting, projection to year end."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from xlscore.functions.cells import Cells, listed, number, numbers, optional_number, plain
from xlscore.functions.registry import worksheet_function
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.projection import MONTHS, course, year_end
from xlscore.rules.targets import is_monitored, set_target

__all__ = ["HMIC_FLAG", "TARGET_SET", "YEAR_END"]

_TARGET_SETTING = "Leicestershire target setting, 2013."
_FLAT: Final = [[100] * MONTHS, [110] * MONTHS]


@worksheet_function(
    family="Targets",
    source="HMIC monitoring, 2013: over 10 % above the MSG rate and not falling by at least 5 %.",
    arguments={
        "rate": "The force's crime rate.",
        "msg_rate": "The MSG's rate.",
        "change": "The change on last year as a fraction: a fall of 4 % is -0.04.",
        "excess": "Flagged when the rate is more than this above the MSG's; 10 % if left out.",
        "fall": "Not flagged when crime falls by at least this; 5 % if left out.",
    },
    example=((89, 80, -0.04), True),
)
def HMIC_FLAG(
    rate: Cells,
    msg_rate: Cells,
    change: Cells,
    excess: Cells = DEFAULT.hmic_excess,
    fall: Cells = DEFAULT.hmic_reduction,
) -> bool:
    """Return TRUE when the inspectorate would monitor the rate: well above the MSG's and not falling enough.

    >>> HMIC_FLAG(89, 80, "-5%")
    False
    """
    return is_monitored(
        number(rate, "rate"),
        number(msg_rate, "msg_rate"),
        number(change, "change"),
        number(excess, "excess"),
        number(fall, "fall"),
    )


@worksheet_function(
    family="Targets",
    source=f"{_TARGET_SETTING} The MSG average goes on its straight line (least squares) for one more year.",
    arguments={
        "rate": "The force's rate today.",
        "msg_rates": "The MSG average of recent years, oldest first; one value stays as it is.",
        "floor": "The least reduction to aim for; 5 % if left out.",
        "max_per_year": "A larger reduction is spread over two or three years; 15 % if left out.",
    },
    example=((10, [[9], [8.5], [8]]), [[0.25, 2, 8.75, 7.5]]),
    spills=True,
)
def TARGET_SET(
    rate: Cells,
    msg_rates: Cells,
    floor: Cells = DEFAULT.target_floor,
    max_per_year: Cells = DEFAULT.target_ceiling,
) -> list[list[Fraction | int]]:
    """Return the reduction to aim for, the number of years, and the rate to reach at the end of each.

    >>> TARGET_SET(10, [9.9])
    [[0.05, 1, 9.5]]
    """
    history = [value for value in numbers(msg_rates, "msg_rates") if value is not None]
    target = set_target(
        number(rate, "rate"), history, number(floor, "floor"), number(max_per_year, "max_per_year")
    )
    return [[target.reduction, target.years, *target.milestones]]


@worksheet_function(
    family="Targets",
    source="The months so far over their mean share of previous years; range: Student's t on the shares' logarithms.",
    arguments={
        "months": "This year's months from its first, up to twelve; blank ones are still to come.",
        "previous_years": "Previous years, a row of twelve months each (or a column each). Two or more give a range.",
        "target": "The most that the year's total may be; without it there is no verdict.",
        "confidence": "The share of years whose total the range is meant to hold, between 0 and 1; 80 % if left out.",
    },
    example=(([[12] * 6], _FLAT, 150), [[144, 144, 144, "On course"]]),
    spills=True,
)
def YEAR_END(
    months: Cells,
    previous_years: Cells,
    target: Cells = None,
    confidence: Cells = DEFAULT.projection_confidence,
) -> list[list[Fraction | str | None]]:
    """Return the year's projected total, low, high, and "On course", "At risk" or "Off course" for a target.

    >>> YEAR_END([30, 30, 30], [[40] * 3 + [20] * 9, [38] * 3 + [20] * 9], 250)[0][3]
    'On course'
    """
    projection = year_end(numbers(months, "months"), _years(previous_years), plain(confidence, "confidence"))
    limit = optional_number(target, "target")
    verdict = None if limit is None else course(projection, limit)
    return [[projection.total, projection.low, projection.high, verdict]]


def _years(cells: Cells) -> list[list[Fraction | None]]:
    """Return previous years a row each; a block of twelve rows has them in columns."""
    flat: list[Any] = listed(cells, "previous_years")
    in_rows = isinstance(cells, (list, tuple)) and bool(cells) and isinstance(cells[0], (list, tuple))
    width = len(cells[0]) if in_rows else len(flat)
    if not flat:
        return []
    rows = [flat[start : start + width] for start in range(0, len(flat), width)]
    if width != MONTHS:
        if len(rows) != MONTHS:
            raise RuleError(
                Trouble.UNREADABLE, f"'previous_years' takes a row of {MONTHS} months for each year."
            )
        rows = [list(column) for column in zip(*rows, strict=True)]
    return [numbers(row, "previous_years") for row in rows]
