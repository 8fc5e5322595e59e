"""Worksheet functions of targets: the inspectorate's flag, target setting, projection to year end."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from xlscore.functions.cells import Cells, flag, listed, number, numbers, optional_number, plain, text
from xlscore.functions.registry import worksheet_function
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.level import MONTHS, LevelRule
from xlscore.rules.statistics.level_year import rate_year_end, year_end_by_level
from xlscore.rules.statistics.projection import Method, Projection, course, year_end
from xlscore.rules.targets import is_monitored, level_to_reach, set_target
from xlscore.rules.words import key, quoted

__all__ = ["HMIC_FLAG", "TARGET_SET", "YEAR_END"]

_LEVEL: Final = LevelRule.of(DEFAULT)
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
        "higher_is_better": "TRUE for a rate of outcomes: the answer is the level to reach instead of a reduction. FALSE if left out.",
        "own_history": "For a level: the force's own past years; the level is at least the best of them.",
    },
    example=((10, [[9], [8.5], [8]]), [[0.25, 2, 8.75, 7.5]]),
    spills=True,
)
def TARGET_SET(
    rate: Cells,
    msg_rates: Cells,
    floor: Cells = DEFAULT.target_floor,
    max_per_year: Cells = DEFAULT.target_ceiling,
    higher_is_better: Cells = False,
    own_history: Cells = None,
) -> list[list[Fraction | int]]:
    """Return the reduction to aim for (or the level), the number of years, and the rate to reach at the end of each.

    >>> TARGET_SET(10, [9.9]), TARGET_SET(0.2, [0.22], None, None, True)
    ([[0.05, 1, 9.5]], [[0.22, 1, 0.22]])
    """
    history = [value for value in numbers(msg_rates, "msg_rates") if value is not None]
    if flag(higher_is_better, "higher_is_better"):
        own = [value for value in numbers(own_history, "own_history") if value is not None]
        level = level_to_reach(number(rate, "rate"), history, number(max_per_year, "max_per_year"), own)
        return [[level.level, level.years, *level.milestones]]
    target = set_target(
        number(rate, "rate"), history, number(floor, "floor"), number(max_per_year, "max_per_year")
    )
    return [[target.reduction, target.years, *target.milestones]]


@worksheet_function(
    family="Targets",
    source="Level: recent months over usual seasons, tried on London's boroughs 2010-2023. Share: the months so far over their usual share.",
    arguments={
        "months": "This year's months from its first, up to twelve; blank ones are still to come.",
        "previous_years": "Previous years, oldest first: a row of twelve months each (or a column each), or all months in one row.",
        "target": "The most that the year's total may be (for a rate: the least); without it there is no verdict.",
        "confidence": "The share of years whose end the range is meant to hold, between 0 and 1; 80 % if left out.",
        "method": "level (if left out): the level of recent months, where two previous years are given, else share. share: the seasonal share.",
        "rate": "TRUE for a rate: in months and previous_years each row of counts has the row of what they are counted of below it.",
    },
    example=(([[12] * 6], _FLAT, 150, None, "share"), [[144, 144, 144, "On course"]]),
    spills=True,
)
def YEAR_END(
    months: Cells,
    previous_years: Cells,
    target: Cells = None,
    confidence: Cells = DEFAULT.projection_confidence,
    method: Cells = Method.LEVEL.value,
    rate: Cells = False,
) -> list[list[Fraction | str | None]]:
    """Return the year's projected end, low, high, and "On course", "At risk" or "Off course" for a target.

    >>> YEAR_END([30, 30, 30], [[40] * 3 + [20] * 9, [38] * 3 + [20] * 9], 300)[0][3]
    'On course'
    """
    sure, chosen, of_rate = plain(confidence, "confidence"), _method(method), flag(rate, "rate")
    projection = (
        _rate(months, previous_years, sure, chosen)
        if of_rate
        else _total(numbers(months, "months"), _years(previous_years), sure, chosen)
    )
    limit = optional_number(target, "target")
    verdict = None if limit is None else course(projection, limit, at_least=of_rate)
    return [[projection.total, projection.low, projection.high, verdict]]


def _method(cells: Cells) -> Method:
    word = text(cells, "method")
    for method in Method:
        if key(word) == method.value:
            return method
    raise RuleError(Trouble.UNREADABLE, f"'method' is level or share, not {quoted(word)}.")


def _total(
    months: list[Fraction | None], years: list[list[Fraction | None]], confidence: float, method: Method
) -> Projection:
    if method is Method.SHARE or len(years) < 2:
        return year_end(months, years, confidence)
    return year_end_by_level(months, [month for year in years for month in year], confidence, _LEVEL)


def _rate(months: Cells, previous_years: Cells, confidence: float, method: Method) -> Projection:
    if method is Method.SHARE:
        raise RuleError(
            Trouble.UNREADABLE, "A rate is projected by its level; a share of rates says nothing."
        )
    now, before = (
        [numbers(row, name) for row in _in_rows(cells)]
        for cells, name in ((months, "months"), (previous_years, "previous_years"))
    )
    if len(now) != 2 or not before or len(before) % 2 or len({len(row) for row in now}) > 1:
        raise RuleError(
            Trouble.UNREADABLE, "A rate takes a row of counts and a row of what they are counted of below it."
        )
    counts, bases = ([month for row in before[first::2] for month in row] for first in (0, 1))
    return rate_year_end(now[0], now[1], counts, bases, confidence, _LEVEL)


def _in_rows(cells: Cells) -> list[list[Any]]:
    """Return a block's rows."""
    if isinstance(cells, (list, tuple)) and all(isinstance(row, (list, tuple)) for row in cells):
        return [list(row) for row in cells]
    return [listed(cells, "months")]


def _years(cells: Cells) -> list[list[Fraction | None]]:
    """Return previous years a row each; a block of twelve rows has them in columns."""
    flat: list[Any] = listed(cells, "previous_years")
    in_rows = isinstance(cells, (list, tuple)) and bool(cells) and isinstance(cells[0], (list, tuple))
    width = len(cells[0]) if in_rows else len(flat)
    if not flat:
        return []
    if width % MONTHS == 0:
        width = MONTHS
    rows = [flat[start : start + width] for start in range(0, len(flat), width)]
    if width != MONTHS:
        if len(rows) != MONTHS:
            raise RuleError(
                Trouble.UNREADABLE, f"'previous_years' takes a row of {MONTHS} months for each year."
            )
        rows = [list(column) for column in zip(*rows, strict=True)]
    return [numbers(row, "previous_years") for row in rows]
