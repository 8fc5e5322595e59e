"""Worksheet functions of control charts: limits and signals, variation, assurance, level of control, trend."""

from __future__ import annotations

from typing import Final

from xlscore.functions.cells import (
    Cells,
    listed,
    missing,
    number,
    numbers,
    one,
    optional_flag,
    optional_number,
    plain,
    plain_numbers,
    whole,
    yes,
)
from xlscore.functions.registry import worksheet_function
from xlscore.rules.policy import DEFAULT
from xlscore.rules.statistics.segments import SCREENED
from xlscore.rules.statistics.spc import Chart, Direction, Options, Segment, control_chart
from xlscore.rules.trend import control_level, rolling_trend
from xlscore.rules.words import key

__all__ = ["CONTROL_LEVEL", "SPC", "SPC_ASSURANCE", "SPC_VARIATION", "TREND"]

_SCREEN: Final = DEFAULT.spc_screen == "yes"
_HEADER: Final = ["value", "mean", "lower", "upper", "near lower", "near upper", "signal", "type"]
_MAKING_DATA_COUNT = 'NHSRplotthedots ("Making Data Count"): XmR, mean ± 2.66 × the mean moving range.'
_LEICESTERSHIRE = "Leicestershire threat/impact scorecard, October 2013."
_VALUES = "The series, oldest first; a missing value keeps its place, with limits and no signal."
_HIGHER = "TRUE when higher is better, FALSE when lower is; neutral or left out: signals read high and low."
_SCREENING = (
    f"TRUE (or yes) leaves moving ranges over {SCREENED} × their mean out of the limits; TRUE if left out."
)
_LIMITS = "Limits at the mean ± this × the mean moving range; 2.66 if left out."
_RUN = "So many points one side, or rising or falling, are a signal; 7 if left out."
_SERIES = [[52], [48], [50], [47], [53], [49], [51], [50], [48], [52], [49], [68]]


def _direction(higher_is_better: Cells) -> Direction:
    value = one(higher_is_better, "higher_is_better")
    if isinstance(value, str) and key(value) == "neutral":
        return Direction.NEUTRAL
    return Direction.of(optional_flag(value, "higher_is_better"))


def _options(screen: Cells, limits: Cells, run: Cells) -> Options:
    return Options(yes(screen, "screen"), plain(limits, "limits"), whole(run, "run"))


def _chart(values: Cells, higher_is_better: Cells, limits: Cells, run: Cells) -> Chart:
    options = _options(_SCREEN, limits, run)
    return control_chart(plain_numbers(values, "values"), _direction(higher_is_better), options=options)


@worksheet_function(
    family="Control charts",
    source=_MAKING_DATA_COUNT,
    arguments={
        "values": _VALUES,
        "higher_is_better": _HIGHER,
        "target": "The target; it is checked to be a number and moves no limit. SPC_ASSURANCE judges it.",
        "rebase_at": "The positions (the first value is 1) at which a new segment opens.",
        "screen": _SCREENING,
        "baseline": "Take each segment's limits from its first so many values, 12 or more.",
        "limits": _LIMITS,
        "run": _RUN,
    },
    example=(
        ([[4], [6], [5], [7], [14]], False, None, None, False),
        [
            _HEADER,
            [4.0, 7.2, -0.78, 15.18, 1.88, 12.52, "", "common cause"],
            [6.0, 7.2, -0.78, 15.18, 1.88, 12.52, "", "common cause"],
            [5.0, 7.2, -0.78, 15.18, 1.88, 12.52, "", "common cause"],
            [7.0, 7.2, -0.78, 15.18, 1.88, 12.52, "", "common cause"],
            [14.0, 7.2, -0.78, 15.18, 1.88, 12.52, "", "common cause"],
        ],
    ),
    spills=True,
)
def SPC(
    values: Cells,
    higher_is_better: Cells = None,
    target: Cells = None,
    rebase_at: Cells = None,
    screen: Cells = _SCREEN,
    baseline: Cells = None,
    limits: Cells = DEFAULT.spc_limits,
    run: Cells = DEFAULT.spc_run,
) -> list[list[object]]:
    """Return a control chart's rows, header first: value, mean, limits, near limits, signal, type.

    >>> SPC([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 16], "lower")[-1][-2:]
    ['outside', 'concern']
    """
    optional_number(target, "target")
    chart = control_chart(
        plain_numbers(values, "values"),
        _direction(higher_is_better),
        [whole(cell, "rebase_at") for cell in listed(rebase_at, "rebase_at") if not missing(cell)],
        None if missing(one(baseline, "baseline")) else whole(baseline, "baseline"),
        options=_options(screen, limits, run),
    )
    # As plain texts, and without a record for each row: a chart is spilled whole, often by the hundred.
    signals, types = map(str.__str__, chart.signals), map(str.__str__, chart.variations)
    lines = [line for part in chart.segments for line in [_lines(part)] * (part.stop - part.start)]
    rows: list[list[object]] = [list(_HEADER)]
    rows += [
        [value, *line, signal, kind]
        for value, line, signal, kind in zip(chart.values, lines, signals, types, strict=True)
    ]
    return rows


def _lines(part: Segment) -> tuple[float | None, ...]:
    limits = part.limits
    if limits is None:
        return (part.mean, None, None, None, None)
    return (part.mean, limits.lower, limits.upper, limits.near_lower, limits.near_upper)


@worksheet_function(
    family="Control charts",
    source=f"{_MAKING_DATA_COUNT} The chart says what its last value says.",
    arguments={"values": _VALUES, "higher_is_better": _HIGHER, "limits": _LIMITS, "run": _RUN},
    example=((_SERIES, False), "concern"),
)
def SPC_VARIATION(
    values: Cells,
    higher_is_better: Cells = None,
    limits: Cells = DEFAULT.spc_limits,
    run: Cells = DEFAULT.spc_run,
) -> str:
    """Return what the last value means: improvement, concern or common cause; high or low without a direction.

    >>> SPC_VARIATION([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 16], "higher")
    'improvement'
    """
    return _chart(values, higher_is_better, limits, run).variation


@worksheet_function(
    family="Control charts",
    source=f"{_MAKING_DATA_COUNT} The target against the last limits, strictly; not the template's last six points.",
    arguments={
        "values": _VALUES,
        "target": "The level to meet, in the measure's unit.",
        "higher_is_better": "TRUE when higher is better, FALSE when lower is; without it nothing can be assured.",
        "limits": _LIMITS,
        "run": _RUN,
    },
    example=((_SERIES, 80, False), "Passing"),
)
def SPC_ASSURANCE(
    values: Cells,
    target: Cells,
    higher_is_better: Cells = None,
    limits: Cells = DEFAULT.spc_limits,
    run: Cells = DEFAULT.spc_run,
) -> str:
    """Return whether the process will meet a target as it runs: Passing, Failing or Hit or miss.

    >>> SPC_ASSURANCE([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6], 12, "higher")
    'Failing'
    """
    return _chart(values, higher_is_better, limits, run).assurance(plain(target, "target"))


@worksheet_function(
    family="Control charts",
    source=f"{_LEICESTERSHIRE} The latest month on its control chart.",
    arguments={
        "series": "The months, oldest first; missing ones keep their place.",
        "limits": _LIMITS,
        "run": _RUN,
        "screen": _SCREENING,
    },
    example=((_SERIES,), "Increasing"),
)
def CONTROL_LEVEL(
    series: Cells,
    limits: Cells = DEFAULT.spc_limits,
    run: Cells = DEFAULT.spc_run,
    screen: Cells = _SCREEN,
) -> str:
    """Return the level of control: Increasing or Decreasing when the latest month is a signal, else Controlled.

    >>> CONTROL_LEVEL([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6])
    'Controlled'
    """
    return control_level(
        control_chart(plain_numbers(series, "series"), options=_options(screen, limits, run))
    )


@worksheet_function(
    family="Control charts",
    source=f"{_LEICESTERSHIRE} The latest three months against the three before.",
    arguments={
        "series": "The months, oldest first, six or more; missing ones do not take part.",
        "tolerance": "A change of no more than this is flat; 5 % if left out.",
    },
    example=((_SERIES,), "▲"),
)
def TREND(series: Cells, tolerance: Cells = DEFAULT.trend_tolerance) -> str:
    """Return the 3-month trend: ▲, ▼ or ◄► for the latest three months against the three before.

    >>> TREND([40, 41, 39, 36, 35, 34])
    '▼'
    """
    return rolling_trend(numbers(series, "series"), number(tolerance, "tolerance"))
