"""How a row moves from month to month, in a sentence: the rolling three months, and the level of control.

Source: Leicestershire threat/impact scorecard, October 2013.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from xlscore.rules.control.judging import judge_control
from xlscore.rules.control.records import ControlRow, ControlSeries
from xlscore.rules.figures import Source
from xlscore.rules.notes import RESTARTS, MeasureNote, annotation
from xlscore.rules.objectives.records import ObjectivePage, PurposeInputs, Said
from xlscore.rules.policy import Policy
from xlscore.rules.series import Series, months_from
from xlscore.rules.statistics.spc import Direction
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose
from xlscore.rules.trend import ControlLevel, Trend

__all__ = ["control_row", "drawn_row", "movement"]

_TRENDS: Final = {
    Trend.UP: "The latest three months are above the three before",
    Trend.DOWN: "The latest three months are below the three before",
    Trend.FLAT: "The latest three months are level with the three before",
}
_CONTROL: Final = {
    ControlLevel.CONTROLLED: "the latest month is within its usual ups and downs",
    ControlLevel.INCREASING: "the latest month is a signal of an increase",
    ControlLevel.DECREASING: "the latest month is a signal of a decrease",
}


def movement(row: PurposeInputs) -> tuple[Said, ...]:
    """Return trend and level of control in a sentence; what a person entered, where there are no months, as an entry.

    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.policy import Policy
    >>> from xlscore.rules.threats.inputs import ThreatInputs
    >>> from xlscore.rules.threats.row import judge_row
    >>> card = ThreatInputs("Burglary", "Recorded Crime", Source("Scorecard", "B2"), trend="◄►", control="Increasing")
    >>> movement(PurposeInputs(card, judge_row(card, Policy())))[0].words
    'As entered: rolling 3-month trend level (◄►), level of control Increasing.'
    """
    inputs, result = row.inputs, row.result
    computed = [_TRENDS[result.trend]] if result.trend is not None else []
    if result.control is not None:
        computed.append(f"{_CONTROL[result.control]} ({result.control.value})")
    typed = []
    if result.trend is None and inputs.trend:
        typed.append(f"rolling 3-month trend {_word(inputs.trend)}")
    if result.control is None and inputs.control:
        typed.append(f"level of control {inputs.control}")
    said = []
    if computed:
        words = "; ".join(computed)
        said.append(Said(f"{words[:1].upper()}{words[1:]}.", _latest(inputs.series), "months"))
    if typed:
        said.append(Said(f"As entered: {', '.join(typed)}.", (inputs.at,), "entered"))
    if row.chart is not None:
        said.append(Said(row.chart.sentence, _latest(inputs.series), "control chart"))
    return tuple(said)


def control_row(inputs: ThreatInputs, policy: Policy, notes: Iterable[MeasureNote] = ()) -> ControlRow | None:
    """Return the control chart of a row's months; None of a rate, whose months are no counts, and of too few months.

    `notes` are those on the objective: a break or a step change begins the limits anew.
    """
    series = inputs.series
    if series is None or inputs.measures is not Purpose.CRIMES or series.unread is not None:
        return None
    months = tuple(months_from(series.points[0].month, series.points[-1].month)) if series.points else ()
    dated = [(note.span.first, note) for note in notes if note.span is not None]
    drawn = ControlSeries(
        inputs.objective, "", months, series.plain_values, Direction.LOWER,
        steps=tuple(sorted({month for month, note in dated if note.kind in RESTARTS})),
        notes=tuple(sorted((month, annotation(note)) for month, note in dated)),
    )  # fmt: skip
    rows = judge_control([drawn], policy).rows
    return rows[0] if rows else None


def drawn_row(page: ObjectivePage) -> PurposeInputs | None:
    """Return the row whose months a page's chart draws: that of recorded crime, None where it has none."""
    rows = (section.row for section in page.sections)
    return next((row for row in rows if row.inputs.series and row.inputs.measures is Purpose.CRIMES), None)


def _word(trend: str) -> str:
    words = {Trend.UP.value: "up", Trend.DOWN.value: "down", Trend.FLAT.value: "level"}
    return f"{words[trend]} ({trend})" if trend in words else trend


def _latest(series: Series | None) -> tuple[Source, ...]:
    """Return the first and the last cell of a series: between them stands all that a chart is drawn from."""
    if series is None or not series.points:
        return ()
    return series.points[0].source, series.points[-1].source
